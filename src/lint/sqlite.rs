//! Hazards of SQLite, by what its `ALTER TABLE` takes and what a table built anew costs:
//! <https://sqlite.org/lang_altertable.html>.

use super::column::Generated;
use super::form::{Action, Dropped, Form};
use super::scene::{Hits, Scene};
use crate::schema::QualifiedName;

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::Drop { kind: Dropped::Table, names, .. } => {
            let anew = names.iter().filter(|it| scene.returns(it, at));
            if !keys_are_off(scene, at) {
                anew.for_each(|it| hits.push("LT201", at, it));
            }
        }
        Form::Pragma { name, value: Some(_) } if name == "foreign_keys" && seen.transaction => {
            hits.push("LT202", at, "PRAGMA foreign_keys");
        }
        Form::Pragma { name, .. } if name == "foreign_key_check" => {
            hits.push("LT203", at, "PRAGMA foreign_key_check");
        }
        Form::Insert { table, listed: false, star: true } => hits.push("LT204", at, table),
        _ => {}
    }
    // SQLite refuses these on a table of the same script too.
    if let Form::AlterTable { table, actions } = &seen.form {
        actions.iter().for_each(|action| alter(at, table, action, hits));
    }
}

fn alter(at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    let Action::AddColumn(column) = action else { return };
    let subject = format!("{table}.{}", column.name);
    let default = column.default.as_deref().filter(|it| *it != "null");
    if column.not_null && default.is_none() && column.generated.is_none() {
        hits.push("LT101", at, &subject);
    }
    if column.primary_key || column.unique {
        hits.push("LT102", at, &subject);
    }
    if default.is_some_and(|it| it.starts_with('(') || it.starts_with("current_")) {
        hits.push("LT103", at, &subject);
    }
    if column.generated == Some(Generated::Stored) {
        hits.push("LT104", at, &subject);
    }
    if column.references.is_some() && default.is_some() {
        hits.push("LT105", at, &subject);
    }
}

/// Whether foreign keys were put off before this statement, and not on again.
fn keys_are_off(scene: &Scene, at: usize) -> bool {
    let last = scene.seen[..at].iter().rev().find_map(|seen| match &seen.form {
        // In a transaction it has no effect.
        Form::Pragma { name, value: Some(value) } if name == "foreign_keys" => {
            (!seen.transaction).then_some(value.as_str())
        }
        _ => None,
    });
    matches!(last, Some("off" | "0" | "false" | "no"))
}

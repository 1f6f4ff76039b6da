//! Hazards of SQLite, by what its `ALTER TABLE` takes and what a table built anew costs:
//! <https://sqlite.org/lang_altertable.html>.

use super::column::Generated;
use super::form::{Action, Dropped, Form};
use super::scene::{Hits, Scene};
use crate::revision::script::Directive;
use crate::schema::{Index, IndexKey, QualifiedName};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::Drop { kind: Dropped::Table, names, .. } => {
            let anew = names.iter().filter(|it| scene.returns(it, at));
            for table in anew {
                if !keys_are_off(scene, at) {
                    hits.push("LT201", at, table);
                }
                columns(scene, at, table, hits);
                if is_checked_by_runner(scene, at) {
                    continue;
                }
                let lost = indexes(scene, table, at).filter(|it| !is_made_after(scene, at, it));
                lost.for_each(|it| hits.push("LT205", at, format!("{it} of {table}")));
            }
        }
        Form::Drop { kind: Dropped::Index, names, .. } => {
            let own = names.iter().filter(|it| it.name.starts_with("sqlite_autoindex_"));
            own.for_each(|it| hits.push("LT107", at, it));
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
    if recounts(scene, at) {
        hits.push("LT207", at, "sqlite_sequence");
    }
    if let Some((table, actions)) = scene.actions(at) {
        for action in actions {
            match action {
                Action::DropColumn(column) if is_held(scene, at, table, column) => {
                    hits.push("LT106", at, format!("{table}.{column}"));
                }
                Action::RenameTable(to)
                    if scene.gives_way(table, to, at) && !is_legacy(scene, at) =>
                {
                    hits.push("LT206", at, table);
                }
                _ => {}
            }
        }
    }
    // SQLite refuses these on a table of the same script too.
    if let Form::AlterTable { table, actions } = &seen.form {
        actions.iter().for_each(|action| alter(at, table, action, hits));
    }
}

/// Whether a table of numbers is written that autogen does not write itself, to keep a table's count
/// while it is built anew.
fn recounts(scene: &Scene, at: usize) -> bool {
    let named = match &scene.seen[at].form {
        Form::Insert { table, .. } | Form::Update { table, .. } | Form::Delete { table, .. } => {
            scene.same_name(&table.name, "sqlite_sequence")
        }
        _ => false,
    };
    named && !is_checked_by_runner(scene, at)
}

fn alter(at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    let Action::AddColumn(column) = action else { return };
    let subject = format!("{table}.{}", column.name);
    let default = column.default.as_deref().filter(|it| *it != "null");
    if column.not_null && !column.fills() {
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

/// What becomes of the columns of a table that is built anew, where it is known which it had.
fn columns(scene: &Scene, at: usize, table: &QualifiedName, hits: &mut Hits) {
    let (Some(before), Some((made, after))) = (scene.table(table, at), scene.successor(table, at))
    else {
        return;
    };
    let copy = scene.seen[..at].iter().rposition(
        |seen| matches!(&seen.form, Form::Insert { table: it, .. } if scene.same(it, &after.name)),
    );
    let sql = copy.map(|it| scene.seen[it].piece.text.to_lowercase()).unwrap_or_default();
    let computed = ["coalesce(", "ifnull(", "case "].iter().any(|it| sql.contains(it));
    let renamed = |to: &str| scene.column(table, to, at);
    for old in before.columns.iter().filter(|_| !after.derived) {
        let goes = !after.columns.iter().any(|it| scene.same_name(&it.name, &old.name));
        if goes && old.generated.is_none() && renamed(&old.name).is_some() {
            hits.push("DL101", made, format!("{table}.{}", old.name));
        }
    }
    for new in after.columns.iter().filter(|it| it.not_null) {
        let open = renamed(&new.name).is_some_and(|it| it.nullable && !it.generated);
        let filled = computed || scene.is_filled(table, &new.name, at);
        if open && !filled && !scene.is_checked(table, at) {
            hits.push("MF103", copy.unwrap_or(at), format!("{table}.{}", new.name));
        }
    }
}

/// The names of the indexes that a table had, where that is known. Those of constraints come with
/// the new table.
fn indexes<'a>(
    scene: &Scene<'a>,
    table: &QualifiedName,
    at: usize,
) -> impl Iterator<Item = &'a str> {
    let indexes = scene.table(table, at).into_iter().flat_map(|it| &it.indexes);
    indexes
        .filter(|it| it.constraint.value() != Some(&true))
        .filter_map(|it| it.name.value().map(String::as_str))
}

/// Whether the runner looks first that the table is what the script was written for.
fn is_checked_by_runner(scene: &Scene, at: usize) -> bool {
    let step = scene.seen[at].step;
    scene.seen[..at].iter().any(|seen| {
        let rebuild = |it: &Directive| matches!(it, Directive::Rebuild(_));
        seen.step == step && seen.piece.directives.iter().any(rebuild)
    })
}

fn is_made_after(scene: &Scene, at: usize, index: &str) -> bool {
    scene.seen[at + 1..].iter().any(|seen| match &seen.form {
        Form::CreateIndex(it) => it.name.as_deref().is_some_and(|it| scene.same_name(it, index)),
        _ => false,
    })
}

/// Whether a key, or an index that was not dropped before, holds the column.
fn is_held(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    let Some(before) = scene.table(table, at) else { return false };
    let dropped = |index: &Index| {
        let name = index.name.value().map_or("", String::as_str);
        scene.seen[..at].iter().any(|seen| match &seen.form {
            Form::Drop { kind: Dropped::Index, names, .. } => {
                names.iter().any(|it| scene.same_name(&it.name, name))
            }
            _ => false,
        })
    };
    let holds = |index: &&Index| {
        index.parts.iter().any(|part| match &part.key {
            IndexKey::Column(name) => scene.same_name(name, column),
            IndexKey::Expression(_) => false,
        })
    };
    before.key_columns().iter().any(|it| scene.same_name(it, column))
        || before.indexes.iter().filter(holds).any(|it| !dropped(it))
}

/// Whether names elsewhere stay as they are when a table gets another.
fn is_legacy(scene: &Scene, at: usize) -> bool {
    scene.seen[..at].iter().rev().find_map(|seen| match &seen.form {
        Form::Pragma { name, value: Some(value) } if name == "legacy_alter_table" => {
            Some(matches!(value.as_str(), "on" | "1" | "true" | "yes"))
        }
        _ => None,
    }) == Some(true)
}

/// Whether foreign keys were put off before this statement, and not on again.
pub fn keys_are_off(scene: &Scene, at: usize) -> bool {
    let last = scene.seen[..at].iter().rev().find_map(|seen| match &seen.form {
        // In a transaction it has no effect.
        Form::Pragma { name, value: Some(value) } if name == "foreign_keys" => {
            (!seen.transaction).then_some(value.as_str())
        }
        _ => None,
    });
    matches!(last, Some("off" | "0" | "false" | "no"))
}

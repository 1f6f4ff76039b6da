//! Hazards of PostgreSQL, by what its statements lock, read and write:
//! <https://www.postgresql.org/docs/current/sql-altertable.html>. Those that Squawk finds are not
//! looked for again.

use std::collections::BTreeSet;

use super::column::{ColumnDef, Generated};
use super::common::is_proven;
use super::form::{Action, Dropped, Form, TypeChange};
use super::reader::{Reader, tokens};
use super::scene::{Hits, Scene, Seen, first_words};
use crate::dialect::postgres::{is_light, is_volatile, reads_again, rewrites};
use crate::schema::QualifiedName;

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::CreateTable(it) => {
            let json = |column: &&ColumnDef| column.ty == "json";
            let json = it.columns.iter().filter(json);
            json.for_each(|column| hits.push("PG506", at, format!("{}.{}", it.name, column.name)));
        }
        Form::CreateIndex(it) if it.concurrently => {
            if seen.transaction {
                hits.push("PG103", at, &it.table);
            }
            if it.if_not_exists {
                hits.push("PG112", at, &it.table);
            }
        }
        // Squawk passes over it where the script makes a table of the name in another schema.
        Form::CreateIndex(it) if !scene.is_new(&it.table, at) => hits.push("PG101", at, &it.table),
        Form::UpdateExtension(name) => hits.push("PG406", at, name),
        Form::Drop { kind: Dropped::Index, concurrently: true, names, .. } if seen.transaction => {
            names.iter().for_each(|it| hits.push("PG103", at, it));
        }
        Form::Reindex { concurrently: true } if seen.transaction => {
            hits.push("PG103", at, "REINDEX");
        }
        Form::Recount { table, column } if is_looked_for(scene, at, table, column) => {
            hits.push("PG204", at, format!("{table}.{column}"));
        }
        Form::Repack => hits.push("PG402", at, first_words(&seen.piece.text)),
        Form::AlterType { change: TypeChange::AddValue { value, .. }, .. } if seen.transaction => {
            let text = format!("'{}'", value.replace('\'', "''"));
            let used = scene.seen[at + 1..]
                .iter()
                // A value that comes beside it only tells its place.
                .filter(|it| !matches!(&it.form, Form::AlterType { .. }))
                .any(|it| it.step == seen.step && it.piece.text.contains(&text));
            if used {
                hits.push("PG301", at, value);
            }
        }
        _ => {}
    }
    if let Some(what) = cascades(scene, at) {
        hits.push("DL105", at, what);
    }
    let busy = refers_to(scene, at);
    let alone = |other: usize| {
        scene.seen[other].step != seen.step
            || refers_to(scene, other) == busy
            || matches!(&scene.seen[other].form, Form::AlterTable { table, .. } if busy.contains(table))
            // A comment keeps no reader and no writer out.
            || first_words(&scene.seen[other].piece.text).to_uppercase().starts_with("COMMENT ON")
    };
    // Two of them are locked one after the other, even where a statement stands by itself.
    if busy.len() > 1 || seen.transaction && !(0..scene.seen.len()).all(alone) {
        busy.iter().for_each(|to| hits.push("PG303", at, to));
    }
    if let Some((table, actions)) = scene.actions(at) {
        actions.iter().for_each(|action| alter(scene, at, table, action, hits));
    }
}

/// What keeps readers or writers out for as long as it works, and not only for its lock.
const WORKS: [&str; 16] = [
    "PG101", "PG104", "PG105", "PG106", "PG107", "PG108", "PG109", "PG110", "PG111", "PG201",
    "PG202", "PG203", "PG204", "PG205", "PG402", "TX102",
];

/// Tables that nothing works on, but that stay locked while others of the transaction are worked on.
pub fn linger(scene: &Scene, hits: &mut Hits) {
    let last_step = scene.seen.last().map_or(0, |it| it.step);
    for step in 0..=last_step {
        let within: Vec<usize> = (0..scene.seen.len())
            .filter(|at| scene.seen[*at].step == step && scene.seen[*at].transaction)
            .collect();
        let Some(last) = within.iter().rposition(|at| hits.has(*at, &WORKS)) else { continue };
        let blocks =
            within.iter().filter(|at| hits.has(**at, &WORKS) || hits.has(**at, &["PG102"]));
        let mut told: Vec<QualifiedName> = blocks.filter_map(|at| subject(scene, *at)).collect();
        for at in &within[..last] {
            for table in locked(scene, *at) {
                if !told.iter().any(|it| scene.same(it, &table)) {
                    hits.push("PG304", *at, &table);
                    told.push(table);
                }
            }
        }
    }
}

/// The table that a statement works on, by the name that it had.
fn subject(scene: &Scene, at: usize) -> Option<QualifiedName> {
    match &scene.seen[at].form {
        Form::AlterTable { table, .. } | Form::Update { table, .. } => scene.origin(table, at),
        Form::Recount { table, .. } => scene.origin(table, at),
        Form::CreateIndex(it) => scene.origin(&it.table, at),
        Form::Drop { kind: Dropped::Index, names, .. } => {
            let index = names.first()?;
            scene.with_index(|name| scene.same_name(name, &index.name)).cloned()
        }
        _ => None,
    }
}

/// The tables that were there and that an `ALTER TABLE` keeps readers and writers out of, by the
/// names that they had: those that its foreign keys refer to are locked as well.
fn locked(scene: &Scene, at: usize) -> Vec<QualifiedName> {
    let Some((table, actions)) = scene.actions(at) else { return Vec::new() };
    let light = is_light(&scene.seen[at].piece.text);
    let strong = |it: &&Action| match it {
        Action::Validate(_) => false,
        Action::Other => !light,
        _ => true,
    };
    let mut tables = Vec::new();
    for action in actions.iter().filter(strong) {
        tables.extend(scene.origin(table, at));
        match action {
            Action::AddForeignKey { references: Some(to), .. } => {
                tables.extend(scene.origin(to, at));
            }
            Action::DropConstraint(name) => {
                let own = scene.table(table, at);
                let keys = own.iter().flat_map(|it| &it.foreign_keys);
                let key = keys.into_iter().find(|key| scene.same_name(&key.key(), name));
                tables.extend(key.map(|it| it.references.clone()));
            }
            _ => {}
        }
    }
    tables
}

/// Whether all rows of a table are read for the last value of a column, while a change of the table
/// or of its sequence keeps others waiting.
fn is_looked_for(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    let seen = &scene.seen[at];
    let old = scene.origin_column(table, column, at);
    let column = old.as_ref().map_or(column, |(_, column)| column);
    let first = |key: &Vec<Option<&str>>| key.first() == Some(&Some(column));
    let changes = |it: &Seen| {
        it.step == seen.step
            && match &it.form {
                Form::AlterTable { table: own, .. } => scene.same(own, table),
                Form::Other => {
                    let words = first_words(&it.piece.text).to_uppercase();
                    words.starts_with("ALTER SEQUENCE") || words.starts_with("DO ")
                }
                _ => false,
            }
    };
    seen.transaction
        && !scene.is_new(table, at)
        && scene.seen.iter().any(changes)
        && !scene.keys(table).iter().any(first)
}

/// The tables that were there and that a new table begins to refer to here.
fn refers_to<'s>(scene: &'s Scene, at: usize) -> BTreeSet<&'s QualifiedName> {
    let target = |action: &'s Action| match action {
        Action::AddForeignKey { references, .. } => references.as_ref(),
        _ => None,
    };
    let (name, found): (_, Vec<&QualifiedName>) = match &scene.seen[at].form {
        Form::CreateTable(it) => (&it.name, it.references.iter().collect()),
        Form::AlterTable { table, actions } if scene.is_new(table, at) => {
            (table, actions.iter().filter_map(target).collect())
        }
        _ => return BTreeSet::new(),
    };
    found.into_iter().filter(|to| *to != name && !scene.is_new(to, at)).collect()
}

fn alter(scene: &Scene, at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    match action {
        Action::AddColumn(column) => added(at, table, column, hits),
        Action::AddForeignKey { not_valid: false, .. } => hits.push("PG107", at, table),
        Action::AddCheck { not_valid: false, .. } => hits.push("PG108", at, table),
        Action::SetNotNull(column) if !is_proven(scene, at, table, column) => {
            hits.push("PG109", at, format!("{table}.{column}"));
        }
        Action::Validate(name) => {
            let step = scene.seen[at].step;
            let added = scene.earlier(table, at).any(|(earlier, action)| {
                let own = match action {
                    Action::AddCheck { name, .. } | Action::AddForeignKey { name, .. } => name,
                    _ => return false,
                };
                own.as_ref() == Some(name) && scene.seen[earlier].step == step
            });
            if added && scene.seen[at].transaction {
                hits.push("PG110", at, format!("{name} of {table}"));
            }
        }
        Action::AddExclusion => hits.push("PG111", at, table),
        Action::SetType { column, ty, collation } => {
            let after = scene.read_type(ty);
            let before = scene.column(table, column, at);
            let own = scene.origin_column(table, column, at);
            let own = own.and_then(|(old, column)| Some((scene.before(&old)?, column)));
            let reads = || {
                own.is_some_and(|(old, column)| {
                    let bare = |name: &String| name.replace('"', "").to_lowercase();
                    let was = old.column(&column).and_then(|it| it.collation.value()).map(bare);
                    let recollated = was != collation.as_ref().map(bare);
                    reads_again(old, &column, recollated)
                        && (recollated || before.as_ref().is_some_and(|it| it.ty != after))
                })
            };
            if before.as_ref().is_none_or(|before| rewrites(&before.ty, &after)) {
                hits.push("PG201", at, format!("{table}.{column}"));
            } else if reads() {
                hits.push("PG205", at, format!("{table}.{column}"));
            }
        }
        Action::RowSecurity if !has_policy(scene, at, table) => hits.push("PG405", at, table),
        Action::Rebuild(_) => hits.push("PG402", at, table),
        Action::Detach { concurrently: true } if scene.seen[at].transaction => {
            hits.push("PG103", at, table);
        }
        _ => {}
    }
}

/// A function that may give each row a value of its own, or a value that is kept with the row.
fn is_computed(column: &ColumnDef) -> bool {
    column.generated == Some(Generated::Stored)
        || column.default.as_deref().is_some_and(is_volatile)
}

fn added(at: usize, table: &QualifiedName, column: &ColumnDef, hits: &mut Hits) {
    let subject = || format!("{table}.{}", column.name);
    if column.numbered {
        hits.push("PG203", at, subject());
    } else if is_computed(column) {
        hits.push("PG202", at, subject());
    }
    if column.references.is_some() {
        hits.push("PG107", at, subject());
    }
    if column.check {
        hits.push("PG108", at, subject());
    }
    if column.unique {
        hits.push("PG106", at, subject());
    }
    if column.ty == "json" {
        hits.push("PG506", at, subject());
    }
}

/// What is dropped with all that depends on it.
fn cascades(scene: &Scene, at: usize) -> Option<String> {
    let sql = &scene.seen[at].piece.text;
    let tokens = tokens(scene.lexis(), sql).ok()?;
    let mut reader = Reader::new(scene.lexis(), sql, &tokens);
    if reader.eat("DROP") {
        return reader.has_outside("CASCADE").then(|| first_words(sql));
    }
    let (table, _) = scene.actions(at)?;
    let dropped = |it: &Reader| it.has_outside("DROP") && it.has_outside("CASCADE");
    reader.items().iter().any(dropped).then(|| table.to_string())
}

/// Whether a policy of the table is made beside this statement, or before it.
fn has_policy(scene: &Scene, at: usize, table: &QualifiedName) -> bool {
    let step = scene.seen[at].step;
    scene
        .seen
        .iter()
        .take_while(|it| it.step <= step)
        .any(|seen| matches!(&seen.form, Form::CreatePolicy(Some(on)) if scene.same(on, table)))
}

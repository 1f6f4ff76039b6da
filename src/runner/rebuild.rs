//! Whether a table that a script builds anew is what the script was written for.

use std::collections::BTreeMap;

use super::{RunError, Source, Task};
use crate::align::normalized;
use crate::database::Connection;
use crate::dialect::{Dialect, Reading, Reflection, Scope, Thing};
use crate::revision::script::{Directive, Lexis, Script};
use crate::schema::{Check, ForeignKey, Index, QualifiedName, Schema};

/// Compares each table that the script builds anew with what it was written for.
///
/// # Errors
///
/// Refuses when the live table has anything that would not be there afterwards.
pub async fn check(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    source: &Source,
    task: &Task,
    before: &Schema,
) -> Result<(), RunError> {
    let rebuilt = rebuilt(&source.script);
    if rebuilt.is_empty() {
        return Ok(());
    }
    let live = connection.reflect(dialect, &Scope::default()).await.map_err(|error| {
        RunError::NotReflected { revision: task.revision.clone(), reason: error.to_string() }
    })?;
    for table in rebuilt {
        let extras = extras(&live, before, &table, source);
        if !extras.is_empty() {
            return Err(RunError::Rebuild {
                revision: task.revision.clone(),
                path: source.path.clone(),
                table,
                extras,
            });
        }
    }
    Ok(())
}

/// The tables that a script builds anew, by the names that they have before it.
fn rebuilt(script: &Script) -> Vec<QualifiedName> {
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut tables = Vec::new();
    for piece in script.statements() {
        for directive in &piece.directives {
            let Directive::Rebuild(table) = directive else { continue };
            let name = renamed.get(&table.name).unwrap_or(&table.name);
            tables.push(table.sibling(name));
        }
        let Reading { gone, made, .. } = Reading::of(Lexis::Sqlite, &piece.text);
        if let ([Thing::Relation(from)], [Thing::Relation(to)]) = (&gone[..], &made[..]) {
            let first = renamed.remove(&from.name).unwrap_or_else(|| from.name.clone());
            renamed.insert(to.name.clone(), first);
        }
    }
    tables
}

/// What the live table has and the recorded one has not, in words.
fn extras(
    live: &Reflection,
    before: &Schema,
    name: &QualifiedName,
    source: &Source,
) -> Vec<String> {
    // Names of tables and columns are the same in any case.
    let same = |it: &QualifiedName| it.name.eq_ignore_ascii_case(&name.name);
    let of = |schema: &'_ Schema| schema.tables.iter().find(|it| same(it.0)).map(|it| it.1.clone());
    let Some(found) = of(&live.schema) else { return Vec::new() };
    let known = of(before).unwrap_or_default();
    let mut extras = Vec::new();
    for column in &found.columns {
        if !known.columns.iter().any(|it| it.name.eq_ignore_ascii_case(&column.name)) {
            extras.push(format!("column {}", column.name));
        }
    }
    for index in &found.indexes {
        if !known.indexes.iter().any(|it| same_index(it, index)) {
            let kind = if index.unique { "unique index" } else { "index" };
            extras.push(format!("{kind} {}", index.key()));
        }
    }
    for key in &found.foreign_keys {
        if !known.foreign_keys.iter().any(|it| same_key(it, key)) {
            extras.push(format!("foreign key {}", key.key()));
        }
    }
    for check in &found.checks {
        if !known.checks.iter().any(|it| same_check(it, check)) {
            extras.push(format!("check {}", check.key()));
        }
    }
    for option in found.options.keys().filter(|it| !known.options.contains_key(*it)) {
        let words = option.replace('_', " ");
        let kept = source.script.statements().any(|piece| {
            let text = piece.text.to_ascii_lowercase();
            text.starts_with("create table") && text.contains(&words)
        });
        if !kept {
            extras.push(format!("table option {}", words.to_ascii_uppercase()));
        }
    }
    for object in live.unmanaged.iter().filter(|it| it.table.as_ref().is_some_and(same)) {
        let kept = source.script.statements().any(|piece| match object.kind {
            "trigger" => {
                let made = Reading::of(Lexis::Sqlite, &piece.text).made;
                let own = |it: &Thing| {
                    matches!(it, Thing::Trigger(_, it) if it.name.eq_ignore_ascii_case(&object.name))
                };
                made.iter().any(own)
            }
            _ => {
                let text = piece.text.to_ascii_lowercase();
                text.starts_with("create table")
                    && text.contains(&object.name.to_ascii_lowercase())
            }
        });
        if !kept {
            extras.push(format!("{} {}", object.kind, object.name));
        }
    }
    extras
}

/// By what it does, since a name may differ from one database to another.
fn same_index(a: &Index, b: &Index) -> bool {
    let plain = |it: &Option<String>| it.as_deref().map(normalized);
    a.name.value().is_some() && a.name == b.name
        || a.unique == b.unique && a.parts == b.parts && plain(&a.predicate) == plain(&b.predicate)
}

fn same_key(a: &ForeignKey, b: &ForeignKey) -> bool {
    a.columns == b.columns
        && a.references == b.references
        && a.referenced_columns == b.referenced_columns
}

fn same_check(a: &Check, b: &Check) -> bool {
    a.name.value().is_some() && a.name == b.name
        || normalized(&a.expression) == normalized(&b.expression)
}

//! PostgreSQL's partitioned and inherited tables: the parent is of the model, what hangs on it
//! stands beside it.

use autogen::ops::Renames;
use autogen::schema::*;
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use super::{Names, keyed};
use crate::rows::{qualified, quoted};
use crate::support::Engine;

/// The option that says how a table is partitioned.
const BY: &str = "partition_by";

/// How a table is partitioned, if it is.
pub fn partitioned() -> impl Strategy<Value = Option<(Pick, u8)>> {
    proptest::option::weighted(0.1, (any::<Pick>(), 0..3u8))
}

/// Partitions a table by a column of its key, or by any where it has none.
pub fn partition(table: &mut Table, (which, way): (Pick, u8), names: Names) {
    let key = table.key_columns().to_vec();
    let can = |it: &&Column| {
        keyed(&it.ty) && it.generated.is_none() && (key.is_empty() || key.contains(&it.name))
    };
    let columns: Vec<&Column> = table.columns.iter().filter(can).collect();
    if names != Names::Live(Engine::Postgres) || columns.is_empty() {
        return;
    }
    let way = ["LIST", "RANGE", "HASH"][usize::from(way)];
    let by = format!("{way} ({})", written(&which.get(&columns).name));
    table.options.insert(BY.to_owned(), by);
    repair(table);
}

/// A name as the server writes it.
fn written(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        && !["order", "null"].contains(&name);
    if plain { name.to_owned() } else { quoted(name, Engine::Postgres) }
}

/// The column that a table is partitioned by.
fn column(table: &Table) -> Option<&Column> {
    let by = table.options.get(BY)?;
    table.columns.iter().find(|it| by.ends_with(&format!(" ({})", written(&it.name))))
}

/// Takes away what a partitioned table cannot have. See
/// <https://www.postgresql.org/docs/current/ddl-partitioning.html>.
pub fn repair(table: &mut Table) {
    if !table.options.contains_key(BY) {
        return;
    }
    let Some(name) = column(table).map(|it| it.name.clone()) else {
        table.options.remove(BY);
        return;
    };
    table.options.retain(|option, _| option == BY);
    table.primary_key.take_if(|key| !key.columns.contains(&name));
    let key = IndexPart::column(name);
    for index in &mut table.indexes {
        if index.parts.iter().all(|part| *part != key) {
            index.unique = false;
            index.deferrable = Deferrable::No;
            index.nulls_not_distinct = false;
            index.constraint = Facet::Unspecified;
        }
    }
    table.checks.iter_mut().for_each(|it| it.no_inherit = false);
    table.foreign_keys.iter_mut().for_each(|it| it.not_valid = false);
    for column in &mut table.columns {
        column.nullable &=
            table.primary_key.as_ref().is_none_or(|it| !it.columns.contains(&column.name));
    }
}

/// How a table is partitioned stays as it is: where it cannot, neither table is.
pub fn settle(a: &mut Schema, b: &mut Schema, renames: &Renames) {
    let names: Vec<QualifiedName> = b.tables.keys().cloned().collect();
    for new_name in names {
        let Some((old_name, old)) = former(a, &new_name, renames) else { continue };
        let new = &b.tables[&new_name];
        let stays = match (column(old), column(new)) {
            (None, None) => continue,
            (Some(was), Some(is)) => {
                let named = |it: &&(QualifiedName, String, String)| it.0 == new_name;
                let mut own = renames.columns.iter().filter(named);
                let renamed = own.find(|it| it.1 == was.name).map_or(&was.name, |it| &it.2);
                let taken = renames.columns.iter().any(|it| named(&it) && it.2 == was.name);
                let same = *renamed == is.name && (was.name != is.name || !taken);
                let way = |table: &Table| table.options[BY].split(' ').next().map(str::to_owned);
                same && was.ty == is.ty
                    && was.collation == is.collation
                    && is.generated.is_none()
                    && way(old) == way(new)
            }
            _ => false,
        };
        if !stays {
            let old_name = old_name.clone();
            for table in [a.tables.get_mut(&old_name), b.tables.get_mut(&new_name)] {
                table.into_iter().for_each(|it| drop(it.options.remove(BY)));
            }
        }
    }
}

/// The table of the first schema that one of the second was.
pub fn former<'a>(
    a: &'a Schema,
    name: &QualifiedName,
    renames: &Renames,
) -> Option<(&'a QualifiedName, &'a Table)> {
    let old = match renames.tables.iter().find(|(_, new)| new == name) {
        Some((old, _)) => old,
        None if renames.tables.iter().any(|(old, _)| old == name) => return None,
        None => name,
    };
    a.tables.get_key_value(old)
}

/// What hangs on the tables of a schema.
#[derive(Default)]
pub struct Beside {
    /// Statements that make it.
    pub made: Vec<String>,
    /// Queries for how much of it is there after the way there, and after the way back.
    pub then: Vec<(String, String)>,
    pub back: Vec<(String, String)>,
    /// Statements that put rows into what inherits.
    pub rows: Vec<String>,
}

/// Partitions for every partitioned table, and heirs of some others that are still there in the
/// second schema: `chosen` tells which.
pub fn beside(a: &Schema, b: &Schema, renames: &Renames, chosen: impl Fn(usize) -> bool) -> Beside {
    let mut beside = Beside::default();
    let mut stays = 0;
    let mut names = Vec::new();
    for (number, (name, table)) in a.tables.iter().enumerate() {
        let gone = b.tables.keys().all(|it| former(a, it, renames).map(|it| it.0) != Some(name));
        let parent = qualified(name, Engine::Postgres);
        if let Some(by) = table.options.get(BY) {
            let part = format!("part {number}");
            let rest = if by.starts_with("HASH") {
                "FOR VALUES WITH (MODULUS 1, REMAINDER 0)"
            } else {
                "DEFAULT"
            };
            beside.made.push(format!("CREATE TABLE \"{part}\" PARTITION OF {parent} {rest}"));
            stays += usize::from(!gone);
            names.push(format!("'{part}'"));
        } else if !gone && chosen(number) {
            let heir = format!("heir {number}");
            beside.made.push(format!("CREATE TABLE \"{heir}\" () INHERITS ({parent})"));
            let columns: Vec<String> = (table.columns.iter())
                .filter(|it| it.generated.is_none())
                .map(|it| quoted(&it.name, Engine::Postgres))
                .collect();
            if !columns.is_empty() {
                let columns = columns.join(", ");
                beside.rows.push(format!(
                    "INSERT INTO \"{heir}\" ({columns}) SELECT {columns} FROM ONLY {parent} LIMIT 1"
                ));
            }
            stays += 1;
            names.push(format!("'{heir}'"));
        }
    }
    if !names.is_empty() {
        let names = names.join(", ");
        let query = format!("SELECT count(*)::text FROM pg_class WHERE relname IN ({names})");
        beside.then.push((query.clone(), stays.to_string()));
        beside.back.push((query, stays.to_string()));
    }
    beside
}

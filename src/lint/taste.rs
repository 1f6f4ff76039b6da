//! Advice on names, types and layouts: a matter of taste, told where a project asks for its code.

use std::cmp::Reverse;

use super::column::ColumnDef;
use super::form::{Action, CreateTable, Form};
use super::reader::{Reader, tokens};
use super::reserved;
use super::scene::{Hits, Scene};
use crate::revision::script::Lexis;
use crate::schema::{ColumnType, QualifiedName};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    for name in names(&seen.form) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.chars().all(plain) {
            hits.push("NM102", at, name);
        }
        if reserved::is_reserved(scene.lexis(), name) {
            hits.push("NM103", at, name);
        }
    }
    let sql = &seen.piece.text;
    let Ok(tokens) = tokens(scene.lexis(), sql) else { return };
    let reader = Reader::new(scene.lexis(), sql, &tokens);
    match scene.lexis() {
        Lexis::Postgres => postgres(scene, at, reader, hits),
        Lexis::MySql => mysql(&seen.form, at, reader, hits),
        Lexis::Sqlite => {}
    }
}

/// The names that a statement gives.
fn names(form: &Form) -> Vec<&str> {
    match form {
        Form::CreateTable(it) => {
            let columns = it.columns.iter().map(|it| it.name.as_str());
            std::iter::once(it.name.name.as_str()).chain(columns).collect()
        }
        Form::CreateIndex(it) => it.name.as_deref().into_iter().collect(),
        Form::RenameTables(pairs) => pairs.iter().map(|(_, to)| to.name.as_str()).collect(),
        Form::AlterTable { actions, .. } => actions.iter().filter_map(given).collect(),
        _ => Vec::new(),
    }
}

fn given(action: &Action) -> Option<&str> {
    match action {
        Action::AddColumn(it) => Some(&it.name),
        Action::ChangeColumn { from, column } => (*from != column.name).then_some(&column.name),
        Action::RenameColumn { to, .. } => Some(to),
        Action::RenameTable(to) => Some(&to.name),
        Action::AddPrimaryKey { name, .. }
        | Action::AddUnique { name, .. }
        | Action::AddForeignKey { name, .. }
        | Action::AddCheck { name, .. } => name.as_deref(),
        _ => None,
    }
}

/// The columns that a statement defines, with their table.
fn columns(form: &Form) -> Vec<(&QualifiedName, &ColumnDef)> {
    match form {
        Form::CreateTable(it) => it.columns.iter().map(|column| (&it.name, column)).collect(),
        Form::AlterTable { table, actions } => {
            let column = |action| match action {
                &Action::AddColumn(ref it) | &Action::ChangeColumn { column: ref it, .. } => {
                    Some(it)
                }
                _ => None,
            };
            actions.iter().filter_map(column).map(|it| (table, it)).collect()
        }
        _ => Vec::new(),
    }
}

fn postgres(scene: &Scene, at: usize, reader: Reader, hits: &mut Hits) {
    if let Form::CreateTable(table) = &scene.seen[at].form
        && let Some(bytes) = padding(scene, table)
    {
        hits.push("PG510", at, format!("{} ({bytes} bytes of each row)", table.name));
    }
    if let Some(mut routine) = routine(reader) {
        let name = routine.name();
        if routine.has_outside("AS") && !routine.has_outside("BEGIN ATOMIC") {
            hits.push("PG511", at, name.map_or_else(String::new, |it| it.to_string()));
        }
    }
}

/// The bytes of a row that another order of its columns would save. Values of one length stand at
/// multiples of their alignment, and the row ends at one of eight
/// (<https://www.postgresql.org/docs/current/storage-page-layout.html>). Those of any length are
/// passed over: where the next one stands is up to each row.
fn padding(scene: &Scene, table: &CreateTable) -> Option<usize> {
    let types = table.columns.iter().map(|it| scene.read_type(&it.ty));
    let mut sizes: Vec<(usize, usize)> = types.filter_map(|it| size(&it)).collect();
    let length = |sizes: &[(usize, usize)]| {
        let end =
            sizes.iter().fold(0_usize, |at, (align, size)| at.next_multiple_of(*align) + size);
        end.next_multiple_of(8)
    };
    let own = length(&sizes);
    sizes.sort_by_key(|(align, _)| Reverse(*align));
    Some(own - length(&sizes)).filter(|it| *it > 0)
}

/// The alignment and the length of a type's values in bytes, where all have one: `typalign` and
/// `typlen` of `pg_type`.
fn size(ty: &ColumnType) -> Option<(usize, usize)> {
    use ColumnType::*;
    Some(match ty {
        Bool => (1, 1),
        I16 => (2, 2),
        I32 | F32 | Date => (4, 4),
        MacAddr => (4, 6),
        I64 | F64 | Money(_) | Time(_) | DateTime(_) | Timestamp(_) | TimestampTz(_) => (8, 8),
        Interval => (8, 16),
        Uuid => (1, 16),
        _ => return None,
    })
}

fn mysql(form: &Form, at: usize, reader: Reader, hits: &mut Hits) {
    for (table, column) in columns(form) {
        let mut told = |code| hits.push(code, at, format!("{table}.{}", column.name));
        let is = |types: &[&str]| {
            let name = column.ty.split(|c: char| !c.is_ascii_alphanumeric()).next();
            name.is_some_and(|it| types.contains(&it))
        };
        if is(&["enum", "set"]) {
            told("MY505");
        }
        if is(&["float", "double", "real"]) {
            told("MY506");
        }
        if is(&["time", "timestamp", "datetime"]) {
            told("MY508");
        }
        let whole = ["tinyint", "smallint", "mediumint", "int", "integer", "bigint", "serial"];
        if column.primary_key && !is(&whole) {
            told("MY511");
        }
        if !column.not_null && !column.primary_key && column.generated.is_none() {
            told("MY509");
        }
    }
    let locks = |action: &Action| matches!(action, Action::Lock(it) if it == "NONE");
    match form {
        Form::CreateTable(it) => {
            if !it.references.is_empty() {
                hits.push("MY510", at, &it.name);
            }
            if is_compressed(&reader) {
                hits.push("MY504", at, &it.name);
            }
        }
        Form::CreateIndex(it) if it.options.iter().any(locks) => hits.push("MY304", at, &it.table),
        Form::AlterTable { table, actions } => {
            if actions.iter().any(locks) {
                hits.push("MY304", at, table);
            }
            if actions.iter().any(|it| matches!(it, Action::AddForeignKey { .. })) {
                hits.push("MY510", at, table);
            }
            if is_compressed(&reader) {
                hits.push("MY504", at, table);
            }
        }
        _ => {}
    }
    if let Some(name) = routine(reader).and_then(|mut it| it.name()) {
        hits.push("MY507", at, name);
    }
}

/// Whether a statement says that a table is compressed.
fn is_compressed(reader: &Reader) -> bool {
    let by_format = reader.after_any(&["ROW_FORMAT"]).is_some_and(|mut it| {
        it.eat_sign("=");
        it.sees("COMPRESSED")
    });
    by_format
        || ["KEY_BLOCK_SIZE", "PAGE_COMPRESSED", "COMPRESSION"]
            .iter()
            .any(|it| reader.has_outside(it))
}

/// What follows `CREATE FUNCTION` and `CREATE PROCEDURE`, from the name on.
fn routine(mut reader: Reader) -> Option<Reader> {
    if !reader.eat("CREATE") {
        return None;
    }
    reader.eat("OR REPLACE");
    if reader.eat("DEFINER") {
        let ends = ["AGGREGATE", "FUNCTION", "PROCEDURE", "EVENT", "SQL", "TRIGGER", "VIEW"];
        while !reader.done() && !ends.iter().any(|it| reader.sees(it)) {
            reader.skip();
        }
    }
    reader.eat("AGGREGATE");
    reader.eat_any(&["FUNCTION", "PROCEDURE"])?;
    reader.eat("IF NOT EXISTS");
    Some(reader)
}

//! Renames come first, so that everything after them can speak in new names.

use std::collections::BTreeMap;

use crate::dialect::{Action, Refusal, Statement};
use crate::ops::{self, Change, ColumnOperation, Operation, Renames, TableChange, Touches};
use crate::schema::*;

use super::{Phase, action, lost, render, sequence};

/// What an operation list says that the two schemas do not: names and values of rows.
#[derive(Default)]
pub struct Said {
    /// Renames in the order in which they are done; columns by the last name of their table.
    renames: Vec<Operation>,
    /// Values for rows that are already there, by the last names of table and column.
    pub fills: BTreeMap<(QualifiedName, String), String>,
}

/// Reads the renames out of operations, which may stand before and after them.
pub fn said(operations: &[Operation]) -> Said {
    let mut fills: BTreeMap<(QualifiedName, String), String> = BTreeMap::new();
    for operation in operations {
        match operation {
            Operation::Table(from, TableChange::Rename { to }) => {
                let moved = |((table, column), fill): ((QualifiedName, String), String)| {
                    let table = if table == *from { to.clone() } else { table };
                    ((table, column), fill)
                };
                fills = fills.into_iter().map(moved).collect();
            }
            Operation::Column(ColumnOperation { table, change, fill }) => {
                if let Change::Rename { from, to } = change
                    && let Some(fill) = fills.remove(&(table.clone(), from.clone()))
                {
                    fills.insert((table.clone(), to.clone()), fill);
                }
                if let (Some(after), Some(fill)) = (change.after(), fill) {
                    fills.insert((table.clone(), after.name.clone()), fill.clone());
                }
            }
            Operation::Table(..)
            | Operation::Enum(..)
            | Operation::EnumValue { .. }
            | Operation::PrimaryKey(..)
            | Operation::Index(..)
            | Operation::ForeignKey(..)
            | Operation::Check(..)
            | Operation::Own { .. } => {}
        }
    }
    Said { renames: Renames::of(operations).operations(), fills }
}

/// The schema under its new names, and how it gets them.
pub struct Renamed {
    pub schema: Schema,
    pub actions: Vec<Action>,
    /// The names that tables and columns had before, by those that they have now.
    pub tables: BTreeMap<QualifiedName, QualifiedName>,
    pub columns: BTreeMap<(QualifiedName, String), String>,
    pub enums: BTreeMap<QualifiedName, QualifiedName>,
    pub values: BTreeMap<(QualifiedName, String), String>,
}

/// Renames, and drops before it what still has one of the new names and is going to be dropped.
pub fn rename(before: &Schema, said: &Said) -> Result<Renamed, Vec<Refusal>> {
    let mut renamed = Renamed {
        schema: before.clone(),
        actions: Vec::new(),
        tables: BTreeMap::new(),
        columns: BTreeMap::new(),
        enums: BTreeMap::new(),
        values: BTreeMap::new(),
    };
    for operation in &said.renames {
        let statements = match operation {
            Operation::Table(from, TableChange::Rename { to }) => {
                if renamed.schema.tables.contains_key(to) {
                    let statements = drop_table(&mut renamed.schema, to);
                    renamed.actions.push(action(Phase::Rename, Touches::default(), statements));
                }
                let first = renamed.tables.remove(from);
                renamed.tables.insert(to.clone(), first.unwrap_or_else(|| from.clone()));
                let mut statements = rename_table(from, to, &renamed.schema);
                let columns = renamed.schema.tables.get(from).map_or(&[][..], |it| &it.columns);
                for column in columns {
                    statements.extend(rename_sequence((from, column), (to, &column.name)));
                }
                statements
            }
            Operation::Enum(from, Change::Rename { to, .. }) => {
                let to_name = from.sibling(to.as_str());
                let sql = format!(
                    "ALTER TYPE {} RENAME TO {}",
                    render::qualified(from),
                    render::quote(to)
                );
                let first = renamed.enums.remove(from);
                renamed.enums.insert(to_name, first.unwrap_or_else(|| from.clone()));
                vec![Statement::new(sql)]
            }
            Operation::EnumValue { name, from, to } => {
                let first = renamed.values.remove(&(name.clone(), from.clone()));
                let first = first.unwrap_or_else(|| from.clone());
                renamed.values.insert((name.clone(), to.clone()), first);
                vec![super::enums::rename_value(name, from, to)]
            }
            Operation::Column(ColumnOperation {
                table,
                change: Change::Rename { from, to },
                ..
            }) => {
                let taken = |it: &Table| it.column(to).is_some();
                if renamed.schema.tables.get(table).is_some_and(taken) {
                    let statements = drop_column(&mut renamed.schema, table, to);
                    renamed.actions.push(action(Phase::Rename, Touches::default(), statements));
                }
                let first = renamed.columns.remove(&(table.clone(), from.clone()));
                renamed
                    .columns
                    .insert((table.clone(), to.clone()), first.unwrap_or_else(|| from.clone()));
                let sql = format!(
                    "ALTER TABLE {} RENAME COLUMN {} TO {}",
                    render::qualified(table),
                    render::quote(from),
                    render::quote(to)
                );
                let column = renamed.schema.tables.get(table).and_then(|it| it.column(from));
                let sequence =
                    column.and_then(|column| rename_sequence((table, column), (table, to)));
                [Statement::new(sql)].into_iter().chain(sequence).collect()
            }
            _ => continue,
        };
        ops::apply(operation, &mut renamed.schema).map_err(|error| {
            let message = format!("it cannot be renamed: {}", error.reason);
            vec![super::refusal(error.object, message, None)]
        })?;
        // Everything else says the new names and comes later by its phase.
        renamed.actions.push(action(Phase::Rename, Touches::default(), statements));
    }
    Ok(renamed)
}

/// Lets a sequence that bears the name of its table and column bear their new ones. Where it has
/// another name than is known it keeps that.
fn rename_sequence(
    (table, column): (&QualifiedName, &Column),
    (new_table, new_column): (&QualifiedName, &str),
) -> Option<Statement> {
    let named = column.sequence.as_ref().is_some_and(|it| it.name.is_some());
    let old = sequence::usual_name(table, &column.name);
    let new = sequence::usual_name(new_table, new_column);
    if column.auto_increment == AutoIncrement::No || named || old == new {
        return None;
    }
    let old = render::qualified(&new_table.sibling(old));
    let new = render::quote(&new);
    Some(Statement::new(format!("ALTER SEQUENCE IF EXISTS {old} RENAME TO {new}")))
}

fn rename_table(from: &QualifiedName, to: &QualifiedName, before: &Schema) -> Vec<Statement> {
    let mut statements = Vec::new();
    let rename = |table: &QualifiedName| {
        let (table, name) = (render::qualified(table), render::quote(&to.name));
        Statement::new(format!("ALTER TABLE {table} RENAME TO {name}"))
    };
    let named = from.sibling(to.name.as_str());
    let moved = to.sibling(from.name.as_str());
    // Of the two ways to a new name in a new schema one may lead over the name of another table.
    let rename_first = before.tables.contains_key(&moved);
    let mut known = from;
    if from.name != to.name && (rename_first || from.schema == to.schema) {
        statements.push(rename(from));
        known = &named;
    }
    if from.schema != to.schema {
        statements.extend(set_schema(known, to.schema.as_deref(), before));
        if from.name != to.name && !rename_first {
            statements.push(rename(&moved));
        }
    }
    statements
}

fn set_schema(table: &QualifiedName, to: Option<&str>, before: &Schema) -> Vec<Statement> {
    let table = render::qualified(table);
    let Some(to) = to else {
        // The connection's own schema has no name before the script runs.
        let sql = format!("ALTER TABLE {} SET SCHEMA %I", table.replace('%', "%%"));
        return vec![Statement::new(super::execute_format(&sql, "current_schema()"))];
    };
    let known = before.tables.keys().any(|it| it.schema.as_deref() == Some(to));
    let create = (!known).then(|| super::tables::create_schema(to));
    let set = format!("ALTER TABLE {table} SET SCHEMA {}", render::quote(to));
    create.into_iter().chain([Statement::new(set)]).collect()
}

/// Drops a table whose name is needed, with the keys that refer to it.
fn drop_table(schema: &mut Schema, name: &QualifiedName) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (other, table) in schema.tables.iter_mut().filter(|(other, _)| *other != name) {
        table.foreign_keys.retain(|key| {
            let refers = key.references == *name;
            if refers {
                statements.push(super::drop_constraint(other, &key.key()));
            }
            !refers
        });
    }
    schema.tables.remove(name);
    let sql = format!("DROP TABLE {}", render::qualified(name));
    statements.push(lost(Statement::new(sql), format!("table {name} and its rows")));
    statements
}

/// Drops a column whose name is needed. The server drops its keys, indexes and checks along.
fn drop_column(schema: &mut Schema, name: &QualifiedName, column: &str) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (other, table) in &mut schema.tables {
        table.foreign_keys.retain(|key| {
            let refers =
                key.references == *name && key.referenced_columns.iter().any(|it| it == column);
            if refers {
                statements.push(super::drop_constraint(other, &key.key()));
            }
            !refers
        });
    }
    if let Some(table) = schema.tables.get_mut(name) {
        table.columns.retain(|it| it.name != column);
        table.indexes.retain(|it| !super::index_reads(it, column));
        table.checks.retain(|it| !super::expression::mentions(&it.expression, column));
        table.foreign_keys.retain(|it| !it.columns.iter().any(|it| it == column));
        table.primary_key.take_if(|key| key.columns.iter().any(|it| it == column));
    }
    let sql =
        format!("ALTER TABLE {} DROP COLUMN {}", render::qualified(name), render::quote(column));
    statements.push(lost(Statement::new(sql), format!("every value of {name}.{column}")));
    statements
}

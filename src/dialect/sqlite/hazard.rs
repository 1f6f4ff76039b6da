//! What a change does to rows: what of them is lost, and what they may be that it does not take.

use super::*;
use crate::ops::{self, Change};
use crate::schema::*;

pub fn lost(table: &QualifiedName, column: &Column) -> String {
    format!("every value of {table}.{}", column.name)
}

/// What rows of the old table may be that the new one does not take.
pub fn in_the_way(
    name: &QualifiedName,
    old: &Table,
    new: &Table,
    operations: &[&Operation],
) -> Vec<String> {
    let mut found = Vec::new();
    for operation in operations {
        match operation {
            Operation::Column(it) => {
                let Change::Alter { before, after } = &it.change else { continue };
                if before.nullable && !after.nullable && it.fill.is_none() {
                    found.push(format!("a row of {name} has no {}", after.name));
                }
                if it.fill.is_some() {
                    found.extend(value_hazards(name, new, &after.name));
                }
            }
            Operation::PrimaryKey(_, Change::Add(key) | Change::Alter { after: key, .. }) => {
                found.push(format!("two rows of {name} have equal {}", key.columns.join(", ")));
            }
            Operation::Index(_, Change::Add(it) | Change::Alter { after: it, .. }) if it.unique => {
                found.push(equal(name, it));
            }
            Operation::Check(_, Change::Add(it) | Change::Alter { after: it, .. }) => {
                found.push(format!("a row of {name} is not: {}", it.expression));
            }
            _ => {}
        }
    }
    // https://sqlite.org/stricttables.html
    if new.options.contains_key(canonical::STRICT) {
        let any = || types::parse("any");
        for column in new.columns.iter().filter(|it| it.generated.is_none() && it.ty != any()) {
            let Some(was) = old.column(&column.name) else { continue };
            let same = old.options.contains_key(canonical::STRICT) && was.ty == column.ty;
            if !same {
                found.push(format!("a {} of {name} is no {}", column.name, column.ty));
            }
        }
    }
    // The number of a row is the one column that takes nothing but integers.
    let numbers = |table: &Table| match table.key_columns() {
        [only] => table.column(only).filter(|it| it.ty == ColumnType::I64).cloned(),
        _ => None,
    };
    if let Some(column) = numbers(new)
        && old.column(&column.name).is_some_and(|it| it.ty != ColumnType::I64)
    {
        found.push(format!("a {} of {name} is no integer", column.name));
    }
    found
}

/// Whether an operation touches neither an index nor the values in it.
pub fn leaves(operation: &Operation, index: &Index) -> bool {
    match operation {
        Operation::Index(_, change) => change.after().is_none_or(|it| it.key() != index.key()),
        Operation::Column(it) => {
            let column = it.change.after().map(|it| it.name.clone()).unwrap_or_default();
            let reads = |sql: &String| ops::expression::reads(sql, &column);
            !index.predicate.as_ref().is_some_and(reads)
                && index.parts.iter().all(|part| match &part.key {
                    IndexKey::Column(name) => *name != column,
                    IndexKey::Expression(sql) => !reads(sql),
                })
        }
        _ => true,
    }
}

pub fn equal(name: &QualifiedName, index: &Index) -> String {
    let columns = index.plain_columns().map(|it| it.join(", "));
    format!("two rows of {name} have equal {}", columns.as_deref().unwrap_or("values"))
}

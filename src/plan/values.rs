//! What becomes of the values of enum types in rows.

use super::answers::old_name;
use crate::dialect::{Dialect, HazardKind, Revalued, Statement, guard};
use crate::ops::Renames;
use crate::schema::*;

/// A column that is there before and after, and has values of a type before and after.
pub struct ColumnValues {
    /// Before.
    table: QualifiedName,
    column: String,
    /// Afterwards.
    named: (QualifiedName, String),
    array: bool,
    renamed: Vec<(String, String)>,
    /// Values that rows may hold and that no longer are any.
    lost: Vec<String>,
}

/// The columns for which a value gets another name or goes.
pub fn of_columns(before: &Schema, after: &Schema, renames: &Renames) -> Vec<ColumnValues> {
    let mut found = Vec::new();
    for (name, table) in &after.tables {
        let Some((old_name, old)) =
            old_name(name, renames).and_then(|it| before.tables.get_key_value(it))
        else {
            continue;
        };
        for column in &table.columns {
            let own = || renames.columns.iter().filter(|it| it.0 == *name);
            let known = match own().find(|it| it.2 == column.name) {
                Some((_, from, _)) => from,
                None if own().any(|it| it.1 == column.name) => continue,
                None => &column.name,
            };
            let Some(known) = old.column(known) else { continue };
            let (Some(held), Some(wanted)) = (values(&known.ty, before), values(&column.ty, after))
            else {
                continue;
            };
            let mut renamed = Vec::new();
            for (of, from, to) in &renames.values {
                let there = held.contains(from) && wanted.contains(to);
                if column.ty.enum_name() == Some(of) && there {
                    renamed.push((from.clone(), to.clone()));
                }
            }
            let lost = held.iter().filter(|value| {
                match renamed.iter().find(|(from, _)| from == *value) {
                    Some(_) => false,
                    // Another value may have its name now.
                    None => !wanted.contains(value) || renamed.iter().any(|(_, to)| to == *value),
                }
            });
            let lost: Vec<String> = lost.cloned().collect();
            if !lost.is_empty() || !renamed.is_empty() {
                found.push(ColumnValues {
                    table: old_name.clone(),
                    column: known.name.clone(),
                    named: (name.clone(), column.name.clone()),
                    array: matches!(known.ty, ColumnType::Array(_)),
                    renamed,
                    lost,
                });
            }
        }
    }
    found
}

fn values<'a>(ty: &'a ColumnType, schema: &'a Schema) -> Option<&'a [String]> {
    match ty {
        ColumnType::InlineEnum(values) => Some(values),
        ty => Some(&schema.enums.get(ty.enum_name()?)?.values),
    }
}

/// New names of values, by column.
pub fn revalued(columns: &[ColumnValues]) -> Revalued {
    let renamed = columns.iter().filter(|it| !it.renamed.is_empty() && !it.array);
    renamed.map(|it| (it.named.clone(), it.renamed.clone())).collect()
}

/// Statements that fail while a row holds a value that goes. They come before everything else, and
/// so speak in old names.
pub fn guards(columns: &[ColumnValues], dialect: &dyn Dialect) -> Vec<Statement> {
    let mut guards = Vec::new();
    for ColumnValues { table, column, array, lost, .. } in columns {
        if lost.is_empty() {
            continue;
        }
        let quoted = dialect.quote(column);
        let condition: Vec<String> = match array {
            true => {
                let holds = |it: &String| format!("{} = ANY ({quoted})", dialect.literal(it));
                lost.iter().map(holds).collect()
            }
            false => {
                let lost: Vec<String> = lost.iter().map(|it| dialect.literal(it)).collect();
                vec![format!("{quoted} IN ({})", lost.join(", "))]
            }
        };
        let from = format!("{} WHERE {}", dialect.qualified(table), condition.join(" OR "));
        let what = lost.join(" or ");
        let mut statements = guard(dialect, &format!("no {table}.{column} is {what}"), &from);
        if let [.., fails, _] = statements.as_mut_slice() {
            let text = format!("a row of {table} holds {what} in {column}");
            *fails = std::mem::take(fails).hazard(HazardKind::MayFail, text);
        }
        guards.append(&mut statements);
    }
    guards
}

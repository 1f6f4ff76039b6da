//! Values that no catalog shows: the texts of tables hold characters of three bytes, and show
//! others as question marks. The values themselves are whole, and a temporary table of the
//! column's type yields them.

use super::expression::{quote, string};
use super::reflect::Read;
use super::render::table_name;
use crate::dialect::{CatalogQuery, Row};
use crate::schema::*;

/// Rows of the column's number, its kind of value, and the value, for every column that shows a
/// question mark. Without the right to make temporary tables it stays one.
pub fn query(read: &Read) -> Option<CatalogQuery> {
    let temporary = quote("autogen_values");
    let mut statements = Vec::new();
    for (n, (table, column)) in obscure(read).enumerate() {
        let name = quote(&column.name);
        statements.push(format!(
            "CREATE TEMPORARY TABLE {temporary} SELECT {name} FROM {} LIMIT 0",
            table_name(table)
        ));
        if let Some((values, set)) = values(&column.ty) {
            for i in 0..values.len() {
                let row = if set { 1_u64 << i } else { u64::try_from(i).unwrap_or_default() + 1 };
                statements.push(format!("INSERT INTO {temporary} VALUES ({row})"));
                statements.push(format!("SELECT '{n}', 'value', {name} FROM {temporary}"));
                statements.push(format!("DELETE FROM {temporary}"));
            }
        }
        if column.default.as_ref().is_some_and(shows_mark) {
            statements.push(format!("INSERT INTO {temporary} VALUES (DEFAULT)"));
            let (kind, value) = match is_binary(&column.ty) {
                true => ("bytes", format!("HEX({name})")),
                false => ("default", name.clone()),
            };
            statements.push(format!("SELECT '{n}', '{kind}', {value} FROM {temporary}"));
        }
        statements.push(format!("DROP TEMPORARY TABLE {temporary}"));
    }
    let sql = statements.join(";\n");
    let query = CatalogQuery { name: "values", sql, optional: true, restore: None };
    (!statements.is_empty()).then_some(query)
}

/// Puts the values in the place of what was shown for them.
pub fn fill_in(read: &mut Read, rows: &[Row]) {
    let columns: Vec<(QualifiedName, String)> =
        obscure(read).map(|(table, it)| (table.clone(), it.name.clone())).collect();
    for (n, (table, name)) in columns.iter().enumerate() {
        let number = n.to_string();
        let of = |kind: &str| -> Vec<String> {
            let own = rows.iter().filter(|row| {
                row.first().and_then(|it| it.as_deref()) == Some(&number)
                    && row.get(1).and_then(|it| it.as_deref()) == Some(kind)
            });
            own.filter_map(|row| row.get(2).cloned().flatten()).collect()
        };
        let Some(shown) = read.get_mut(table) else { continue };
        let column = shown.table.columns.iter_mut().find(|it| it.name == *name);
        let Some(column) = column else { continue };
        let found = of("value");
        match values(&column.ty) {
            Some((values, set)) if values.len() == found.len() => {
                column.ty = if set {
                    let values: Vec<_> = found.iter().map(|it| string(it)).collect();
                    ColumnType::Native(format!("set({})", values.join(",")))
                } else {
                    ColumnType::InlineEnum(found)
                };
            }
            _ => {}
        }
        if let Some(text) = of("default").pop() {
            column.default = Some(DefaultValue::Text(text));
        }
        if let Some(digits) = of("bytes").pop().filter(|it| !it.is_empty()) {
            column.default = Some(DefaultValue::Sql(format!("0x{}", digits.to_ascii_lowercase())));
        }
    }
}

/// Columns whose values may be others than what is shown.
fn obscure(read: &Read) -> impl Iterator<Item = (&QualifiedName, &Column)> {
    read.iter().flat_map(|(name, shown)| {
        let columns = shown.table.columns.iter().filter(|it| {
            let marked =
                |(values, _): (Vec<String>, bool)| values.iter().any(|it| it.contains('?'));
            values(&it.ty).is_some_and(marked) || it.default.as_ref().is_some_and(shows_mark)
        });
        columns.map(move |column| (name, column))
    })
}

/// What stands for other characters: the server's mark, or that of bytes which are no text.
fn shows_mark(value: &DefaultValue) -> bool {
    matches!(value, DefaultValue::Text(text) if text.contains(['?', '\u{fffd}']))
}

fn is_binary(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Binary(_) | ColumnType::VarBinary(_))
}

/// The values of an enum or of a set, and whether it is one.
pub fn values(ty: &ColumnType) -> Option<(Vec<String>, bool)> {
    match ty {
        ColumnType::InlineEnum(values) => Some((values.clone(), false)),
        ColumnType::Native(text) => {
            let list = text.strip_prefix("set(")?.strip_suffix(')')?;
            Some((super::types::quoted_values(list)?, true))
        }
        _ => None,
    }
}

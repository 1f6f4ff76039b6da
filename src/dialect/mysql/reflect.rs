//! Catalog rows to a schema.

use std::collections::BTreeMap;

use super::canonical;
use super::expression::{quote, string};
use super::render::table_name;
use super::show::{self, Context, Shown};
use super::values;
use crate::dialect::{CatalogQuery, ReflectError, Reflection, Row, Scope, Unmanaged};
use crate::schema::*;
use crate::target::{Flavour, Target};

const QUERIES: [(&str, &str); 3] = [
    ("tables", include_str!("catalog/tables.sql")),
    ("charsets", include_str!("catalog/charsets.sql")),
    ("unmanaged", include_str!("catalog/unmanaged.sql")),
];

/// The queries for the current database and those of `scope`; [`follow_up`] asks for the rest.
pub fn catalog(scope: &Scope) -> Vec<CatalogQuery> {
    let schemas = if scope.schemas.is_empty() {
        "= DATABASE()".to_owned()
    } else {
        let others: Vec<_> = scope.schemas.iter().map(|it| string(it)).collect();
        format!("IN (DATABASE(), {})", others.join(", "))
    };
    let query = |(name, sql): (_, &str)| CatalogQuery {
        name,
        sql: sql.replace("{schemas}", &schemas),
        optional: false,
        restore: None,
    };
    QUERIES.into_iter().map(query).collect()
}

/// Under other modes the server leaves out of its texts what another server could not read, and quotes
/// names as others do: <https://mariadb.com/kb/en/sql-mode/>,
/// <https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html>.
const IN_FULL: &str = "SET SESSION sql_mode = '', sql_quote_show_create = 1";

/// Puts back what [`IN_FULL`] changes.
fn as_it_was(tables: &[Row]) -> String {
    let modes = string(text_of(tables, 5).unwrap_or_default());
    let quotes = text_of(tables, 6).unwrap_or("1");
    format!("SET SESSION sql_mode = {modes}, sql_quote_show_create = {quotes}")
}

/// What there is still to ask: the texts of all tables in one message, and then the values that
/// these texts could not show.
pub fn follow_up(rows: &[Vec<Row>]) -> Option<CatalogQuery> {
    match rows {
        [tables, _, _] => {
            let shows: Vec<String> = base_tables(tables)
                .map(|(name, _)| format!("SHOW CREATE TABLE {}", table_name(&name)))
                .collect();
            let restore = as_it_was(tables);
            let sql = format!("{IN_FULL};\n{};\n{restore}", shows.join(";\n"));
            let query =
                CatalogQuery { name: "texts", sql, optional: false, restore: Some(restore) };
            (!shows.is_empty()).then_some(query)
        }
        [tables, charsets, _, texts] => {
            let obscure = |row: &Row| row.iter().flatten().any(|it| it.contains(['?', '\u{fffd}']));
            if !texts.iter().any(obscure) {
                return None;
            }
            // What cannot be read is told when all is read.
            let read = read(tables, charsets, texts, Flavour::MariaDb).ok()?;
            values::query(&read)
        }
        _ => None,
    }
}

/// The schema and the objects beside it that the rows of [`catalog`] and [`follow_up`] describe.
pub fn reflect(rows: &[Vec<Row>], target: &Target) -> Result<Reflection, ReflectError> {
    let of = |i: usize| rows.get(i).map_or(&[][..], Vec::as_slice);
    let mut read = read(of(0), of(1), of(3), target.flavour)?;
    values::fill_in(&mut read, of(4));

    let mut unmanaged = Vec::new();
    let sequences = of(0).iter().filter(|row| text(row, 2) == Some("SEQUENCE"));
    unmanaged.extend(sequences.filter_map(|row| {
        let name = QualifiedName::new(text(row, 0), text(row, 1)?);
        Some(beside("sequence", name.to_string(), None, None))
    }));
    for (name, shown) in &mut read {
        for it in std::mem::take(&mut shown.beside) {
            unmanaged.push(Unmanaged {
                kind: it.kind,
                name: it.name,
                table: Some(name.clone()),
                definition: Some(it.definition),
                reads: (it.columns.into_iter())
                    .map(|column| ObjectId::Column(name.clone(), column))
                    .collect(),
                ..Unmanaged::default()
            });
        }
    }
    let tables: BTreeMap<_, _> = read.into_iter().map(|(name, it)| (name, it.table)).collect();
    let schema = Schema { enums: BTreeMap::new(), tables };
    for row in of(2) {
        unmanaged.extend(stored(row, &schema, text_of(of(0), 4)));
    }
    // What a server holds it can hold: a refusal means that a row was misread.
    let schema = canonical::found(&schema, target).map_err(|refusals| ReflectError {
        query: "texts",
        reason: refusals.first().map(ToString::to_string).unwrap_or_default(),
    })?;
    Ok(Reflection { schema, unmanaged, ..Reflection::default() })
}

fn text(row: &Row, i: usize) -> Option<&str> {
    row.get(i).and_then(|it| it.as_deref())
}

fn text_of(rows: &[Row], i: usize) -> Option<&str> {
    rows.first().and_then(|row| text(row, i))
}

/// Tables that have columns of somebody's, with their collations.
fn base_tables(tables: &[Row]) -> impl Iterator<Item = (QualifiedName, Option<&str>)> {
    let base = |row: &&Row| matches!(text(row, 2), Some("BASE TABLE" | "SYSTEM VERSIONED"));
    tables
        .iter()
        .filter(base)
        .filter_map(|row| Some((QualifiedName::new(text(row, 0), text(row, 1)?), text(row, 3))))
}

/// Every table with what was read in its text.
pub type Read = BTreeMap<QualifiedName, Shown>;

fn read(
    tables: &[Row],
    charsets: &[Row],
    texts: &[Row],
    flavour: Flavour,
) -> Result<Read, ReflectError> {
    let charsets: BTreeMap<String, String> = charsets
        .iter()
        .filter_map(|row| Some((text(row, 0)?.to_owned(), text(row, 1)?.to_owned())))
        .collect();
    let own_schema = text_of(tables, 4);
    let mut read = Read::new();
    let mut texts = texts.iter();
    for (name, collation) in base_tables(tables) {
        let error = |reason: String| ReflectError { query: "texts", reason };
        let shown = texts.next().and_then(|row| text(row, 1));
        let sql = shown.ok_or_else(|| error(format!("the table {name} is not shown")))?;
        let schema = name.schema.as_deref();
        let context = Context { flavour, charsets: &charsets, collation, schema, own_schema };
        let shown = show::table(sql, &context).ok_or_else(|| error(sql.to_owned()))?;
        read.insert(name, shown);
    }
    Ok(read)
}

fn beside(
    kind: &'static str,
    name: String,
    table: Option<QualifiedName>,
    definition: Option<String>,
) -> Unmanaged {
    Unmanaged { kind, name, table, definition, ..Unmanaged::default() }
}

/// A view, trigger, routine or event.
fn stored(row: &Row, schema: &Schema, own_schema: Option<&str>) -> Option<Unmanaged> {
    let name = QualifiedName::new(text(row, 1), text(row, 2)?);
    let body = text(row, 6).filter(|it| !it.is_empty());
    Some(match text(row, 0)? {
        "view" => {
            let definition = body.map(|sql| format!("CREATE VIEW {} AS {sql}", table_name(&name)));
            let reads = body.map_or(Vec::new(), |sql| read_by_view(sql, schema, own_schema));
            Unmanaged { reads, ..beside("view", name.to_string(), None, definition) }
        }
        "trigger" => {
            let table = name.sibling(text(row, 3)?);
            let definition = match (text(row, 4), text(row, 5), body) {
                (Some(timing), Some(event), Some(body)) => Some(format!(
                    "CREATE TRIGGER {} {timing} {event} ON {} FOR EACH ROW {body}",
                    table_name(&name),
                    table_name(&table),
                )),
                _ => None,
            };
            beside("trigger", name.name, Some(table), definition)
        }
        show::COLUMN_ATTRIBUTE => {
            let table = name.sibling(text(row, 3)?);
            let reads = vec![ObjectId::Column(table.clone(), text(row, 4)?.to_owned())];
            Unmanaged { reads, ..beside(show::COLUMN_ATTRIBUTE, name.name, Some(table), None) }
        }
        "function" => beside("function", name.to_string(), None, body.map(str::to_owned)),
        "procedure" => beside("procedure", name.to_string(), None, body.map(str::to_owned)),
        "event" => beside("event", name.to_string(), None, body.map(str::to_owned)),
        _ => beside("routine", name.to_string(), None, body.map(str::to_owned)),
    })
}

/// The columns that a view reads. The server writes every name in full: `` `db`.`t`.`c` ``, or with
/// the alias of the table, which stands behind it: `` `db`.`t` `x` ``.
fn read_by_view(sql: &str, schema: &Schema, own_schema: Option<&str>) -> Vec<ObjectId> {
    let mut found = Vec::new();
    for (name, table) in &schema.tables {
        let Some(database) = name.schema.as_deref().or(own_schema) else { continue };
        let full = format!("{}.{}", quote(database), quote(&name.name));
        if !sql.contains(&full) {
            continue;
        }
        let aliased = format!("{full} `");
        let aliases = sql.match_indices(&aliased).filter_map(|(at, it)| {
            let rest = &sql[at + it.len() - 1..];
            rest[1..].find('`').map(|end| rest[..end + 2].to_owned())
        });
        let prefixes: Vec<String> = aliases.chain([full.clone()]).collect();
        for column in &table.columns {
            let mentions =
                |prefix: &String| sql.contains(&format!("{prefix}.{}", quote(&column.name)));
            if prefixes.iter().any(mentions) {
                found.push(ObjectId::Column(name.clone(), column.name.clone()));
            }
        }
    }
    found
}

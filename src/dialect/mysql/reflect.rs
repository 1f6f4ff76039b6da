//! Catalog rows to a schema.

use std::collections::BTreeMap;

use super::canonical::{canonical, find_column};
use super::{expression, types};
use crate::dialect::{CatalogQuery, ReflectError, Reflection, Row, Scope, Unmanaged};
use crate::schema::*;
use crate::target::{Flavour, Target};

const QUERIES: [(&str, &str); 7] = [
    ("tables", include_str!("catalog/tables.sql")),
    ("columns", include_str!("catalog/columns.sql")),
    ("indexes", include_str!("catalog/indexes.sql")),
    ("key_columns", include_str!("catalog/key_columns.sql")),
    ("foreign_keys", include_str!("catalog/foreign_keys.sql")),
    ("checks", include_str!("catalog/checks.sql")),
    ("unmanaged", include_str!("catalog/unmanaged.sql")),
];

/// The queries for the current database and those of `scope`. They hold for MySQL and MariaDB:
/// where the two differ, each takes the comments that are written for it. See
/// <https://mariadb.com/kb/en/comment-syntax/>.
pub fn catalog(scope: &Scope) -> Vec<CatalogQuery> {
    let schemas = if scope.schemas.is_empty() {
        "= DATABASE()".to_owned()
    } else {
        let others: Vec<_> = scope.schemas.iter().map(|it| expression::string(it)).collect();
        format!("IN (DATABASE(), {})", others.join(", "))
    };
    let query =
        |(name, sql): (_, &str)| CatalogQuery { name, sql: sql.replace("{schemas}", &schemas) };
    QUERIES.into_iter().map(query).collect()
}

/// The schema and the objects beside it that the rows of [`catalog`] describe.
pub fn reflect(rows: &[Vec<Row>], target: &Target) -> Result<Reflection, ReflectError> {
    let of = |i: usize| {
        let list = rows.get(i).map_or(&[][..], Vec::as_slice);
        list.iter().map(move |row| Cells { query: QUERIES[i].0, row })
    };
    let mut reading = Reading { target, tables: BTreeMap::new(), unmanaged: Vec::new() };
    for cells in of(0) {
        reading.table(&cells)?;
    }
    for cells in of(1) {
        reading.column(&cells)?;
    }
    for cells in of(2) {
        reading.index_part(&cells)?;
    }
    for cells in of(3) {
        reading.key_column(&cells)?;
    }
    for cells in of(4) {
        reading.foreign_key(&cells)?;
    }
    for cells in of(5) {
        reading.check(&cells)?;
    }
    for cells in of(6) {
        reading.unmanaged(&cells)?;
    }
    let Reading { tables, unmanaged, .. } = reading;
    let tables = tables.into_iter().map(|(name, reading)| (name, reading.table)).collect();
    let schema = Schema { enums: BTreeMap::new(), tables };
    // What a server holds it can hold: a refusal means that a row was misread.
    let schema = canonical(&schema, target).map_err(|refusals| ReflectError {
        query: "columns",
        reason: refusals.first().map(ToString::to_string).unwrap_or_default(),
    })?;
    Ok(Reflection { schema, unmanaged, ..Reflection::default() })
}

/// One row, read by position.
struct Cells<'a> {
    query: &'static str,
    row: &'a [Option<String>],
}

impl<'a> Cells<'a> {
    fn maybe(&self, i: usize) -> Option<&'a str> {
        self.row.get(i).and_then(|it| it.as_deref())
    }

    fn text(&self, i: usize) -> Result<&'a str, ReflectError> {
        self.maybe(i).ok_or_else(|| self.error(format!("column {} is null", i + 1)))
    }

    fn error(&self, reason: String) -> ReflectError {
        ReflectError { query: self.query, reason }
    }

    /// A qualified name in columns `i` and `i + 1`.
    fn name(&self, i: usize) -> Result<QualifiedName, ReflectError> {
        Ok(QualifiedName::new(self.maybe(i), self.text(i + 1)?))
    }
}

struct Reading<'a> {
    target: &'a Target,
    tables: BTreeMap<QualifiedName, ReadTable>,
    unmanaged: Vec<Unmanaged>,
}

#[derive(Default)]
struct ReadTable {
    table: Table,
    collation: Option<String>,
}

impl Reading<'_> {
    fn table(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let name = cells.name(0)?;
        match cells.text(2)? {
            "BASE TABLE" | "SYSTEM VERSIONED" => {
                let comment = cells.maybe(3).filter(|it| !it.is_empty()).map(str::to_owned);
                let collation = cells.maybe(4).map(str::to_owned);
                let table = Table { comment, ..Table::default() };
                self.tables.insert(name, ReadTable { table, collation });
            }
            "SEQUENCE" => self.unmanaged.push(Unmanaged {
                kind: "sequence",
                name: name.to_string(),
                table: None,
                definition: None,
                columns: Vec::new(),
            }),
            // Views have a query of their own; temporary and system tables are nobody's.
            _ => {}
        }
        Ok(())
    }

    fn column(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        // Columns of views come too.
        let Some(own) = self.tables.get_mut(&cells.name(0)?) else { return Ok(()) };
        let extra = cells.maybe(6).unwrap_or_default();
        let has = |word: &str| extra.to_ascii_uppercase().split_whitespace().any(|it| it == word);
        let expression = |text: &str| self.target.flavour.unescaped(text).trim().to_owned();
        let generated = cells.maybe(7).filter(|it| !it.is_empty()).map(|text| Generated {
            expression: expression(text),
            stored: has("STORED") || has("PERSISTENT"),
        });
        let default = cells.maybe(5).filter(|_| generated.is_none()).map(|text| {
            match self.target.flavour {
                // MariaDB writes SQL.
                Flavour::MariaDb => DefaultValue::Sql(text.to_owned()),
                _ if has("DEFAULT_GENERATED") => DefaultValue::Sql(expression(text)),
                _ if text.starts_with("b'") || text.starts_with("0x") => {
                    DefaultValue::Sql(text.to_owned())
                }
                _ => DefaultValue::Text(text.to_owned()),
            }
        });
        let lower = extra.to_ascii_lowercase();
        let on_update = lower
            .find("on update ")
            .and_then(|at| extra[at + "on update ".len()..].split_whitespace().next())
            .map(str::to_owned);
        let ty = types::parse(cells.text(3)?);
        let collation = cells.maybe(8).filter(|it| Some(*it) != own.collation.as_deref());
        own.table.columns.push(Column {
            name: cells.text(2)?.to_owned(),
            nullable: cells.text(4)? == "YES",
            default,
            generated,
            auto_increment: if has("AUTO_INCREMENT") {
                AutoIncrement::Yes
            } else {
                AutoIncrement::No
            },
            collation: collation.map_or(Facet::Unspecified, |it| Facet::Is(it.to_owned())),
            on_update,
            comment: cells.maybe(9).filter(|it| !it.is_empty()).map(str::to_owned),
            ..Column::new("", ty)
        });
        Ok(())
    }

    fn index_part(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let Some(own) = self.tables.get_mut(&cells.name(0)?) else { return Ok(()) };
        let name = cells.text(2)?;
        if name == "PRIMARY" {
            let key = own.table.primary_key.get_or_insert_with(|| PrimaryKey::new::<String>([]));
            key.columns.push(cells.text(4)?.to_owned());
            return Ok(());
        }
        let key = match (cells.maybe(4), cells.maybe(8)) {
            (Some(column), _) => IndexKey::Column(column.to_owned()),
            (None, Some(sql)) => IndexKey::Expression(self.target.flavour.unescaped(sql)),
            (None, None) => return Err(cells.error(format!("index {name} has an empty part"))),
        };
        let prefix = cells.maybe(6).and_then(|it| it.parse().ok());
        let method = match cells.maybe(7).unwrap_or_default().to_ascii_lowercase().as_str() {
            "fulltext" => Some("fulltext".to_owned()),
            // MariaDB calls it by its structure.
            "spatial" | "rtree" => Some("spatial".to_owned()),
            _ => None,
        };
        let part = IndexPart {
            descending: cells.maybe(5) == Some("D"),
            // The whole of a value is a prefix to spatial indexes.
            prefix: prefix.filter(|_| method.is_none()),
            ..IndexPart::from(key)
        };
        match own.table.indexes.last_mut() {
            Some(index) if index.name.value().is_some_and(|it| it == name) => {
                index.parts.push(part);
            }
            _ => own.table.indexes.push(Index {
                name: Facet::Is(name.to_owned()),
                parts: vec![part],
                unique: cells.text(3)? == "0",
                method,
                ..Index::new(Vec::<String>::new())
            }),
        }
        Ok(())
    }

    fn key_column(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let Some(own) = self.tables.get_mut(&cells.name(0)?) else { return Ok(()) };
        let name = cells.text(2)?;
        let (column, target) = (cells.text(3)?.to_owned(), cells.text(6)?.to_owned());
        match own.table.foreign_keys.last_mut() {
            Some(key) if key.name.value().is_some_and(|it| it == name) => {
                key.columns.push(column);
                key.referenced_columns.push(target);
            }
            _ => own.table.foreign_keys.push(ForeignKey {
                name: Facet::Is(name.to_owned()),
                ..ForeignKey::new(vec![column], cells.name(4)?, vec![target])
            }),
        }
        Ok(())
    }

    fn foreign_key(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let Some(own) = self.tables.get_mut(&cells.name(0)?) else { return Ok(()) };
        let name = cells.text(2)?;
        let action = |i: usize| {
            let words = cells.text(i)?;
            ReferentialAction::from_sql(words)
                .ok_or_else(|| cells.error(format!("`{words}` is no action of a foreign key")))
        };
        let (on_delete, on_update) = (action(3)?, action(4)?);
        let named = |it: &&mut ForeignKey| it.name.value().is_some_and(|it| it == name);
        if let Some(key) = own.table.foreign_keys.iter_mut().find(named) {
            (key.on_delete, key.on_update) = (on_delete, on_update);
        }
        Ok(())
    }

    fn check(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let Some(own) = self.tables.get_mut(&cells.name(0)?) else { return Ok(()) };
        let (name, text) = (cells.text(2)?, cells.text(3)?);
        let text = self.target.flavour.unescaped(text);
        let columns = |name: &str| find_column(&own.table, name);
        let sql = expression::normalize(&text, columns);
        // MariaDB's JSON is a long text with a check of its own, which keeps its name when the
        // column gets another one.
        let level = cells.maybe(4);
        let of_column = level.map_or_else(
            || own.table.column(name).is_some(),
            |level| level.eq_ignore_ascii_case("column"),
        );
        if self.target.flavour == Flavour::MariaDb && of_column {
            let long = ColumnType::Native("longtext".to_owned());
            let json = |it: &&mut Column| {
                it.ty == long && sql == format!("json_valid({})", expression::quote(&it.name))
            };
            if let Some(column) = own.table.columns.iter_mut().find(json) {
                column.ty = ColumnType::Json;
                return Ok(());
            }
        }
        let check = Check { name: Facet::Is(name.to_owned()), ..Check::new(text) };
        own.table.checks.push(check);
        Ok(())
    }

    fn unmanaged(&mut self, cells: &Cells) -> Result<(), ReflectError> {
        let name = cells.name(1)?;
        let definition = cells.maybe(6).filter(|it| !it.is_empty());
        let unmanaged = if cells.text(0)? == "view" {
            Unmanaged {
                kind: "view",
                name: name.to_string(),
                table: None,
                definition: definition.map(|sql| {
                    format!("CREATE VIEW {} AS {sql}", super::render::table_name(&name))
                }),
                columns: Vec::new(),
            }
        } else {
            let table = name.sibling(cells.text(3)?);
            let definition = match (cells.maybe(4), cells.maybe(5), definition) {
                (Some(timing), Some(event), Some(body)) => Some(format!(
                    "CREATE TRIGGER {} {timing} {event} ON {} FOR EACH ROW {body}",
                    super::render::table_name(&name),
                    super::render::table_name(&table),
                )),
                _ => None,
            };
            let (name, table) = (name.name, Some(table));
            Unmanaged { kind: "trigger", name, table, definition, columns: Vec::new() }
        };
        self.unmanaged.push(unmanaged);
        Ok(())
    }
}

impl Flavour {
    /// MySQL's catalog escapes the texts within its expressions once more.
    fn unescaped(self, sql: &str) -> String {
        if self == Self::MariaDb {
            return sql.to_owned();
        }
        let mut text = String::with_capacity(sql.len());
        let mut chars = sql.chars().peekable();
        while let Some(c) = chars.next() {
            let escaped = (c == '\\').then(|| chars.next_if(|it| matches!(it, '\'' | '\\')));
            text.push(escaped.flatten().unwrap_or(c));
        }
        text
    }
}

//! The SQL of single objects.

use super::expression::{quote, string};
use super::{default, types};
use crate::schema::*;
use crate::target::{Flavour, Target};

/// A table's name, with its database where that is another one.
pub fn table_name(name: &QualifiedName) -> String {
    match &name.schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
        None => quote(&name.name),
    }
}

/// `CREATE TABLE` with everything in it but what is `left_out` by name: keys that come later, and
/// indexes that the server makes by itself.
pub fn create_table(
    name: &QualifiedName,
    table: &Table,
    left_out: &LeftOut,
    target: &Target,
) -> String {
    let mut lines: Vec<String> = (table.columns.iter())
        .map(|column| column_definition(table, column, Place::Create, target))
        .collect();
    if let Some(key) = &table.primary_key {
        lines.push(primary_key_definition(key));
    }
    // Unique keys, foreign keys, plain indexes: as SeaORM's statements follow each other, so that
    // the server lists them alike.
    let indexes = || table.indexes.iter().filter(|index| !left_out.indexes.contains(&index.key()));
    lines.extend(indexes().filter(|index| index.unique).map(index_definition));
    let keys = table.foreign_keys.iter().filter(|key| !left_out.foreign_keys.contains(&key.key()));
    lines.extend(keys.map(foreign_key_definition));
    lines.extend(indexes().filter(|index| !index.unique).map(index_definition));
    let checks = table.checks.iter().filter(|check| column_of(check, table).is_none());
    lines.extend(checks.map(check_definition));
    let mut options: Vec<String> =
        table.options.iter().map(|(name, value)| table_option(name, value)).collect();
    options.extend(table.comment.as_ref().map(|it| format!("COMMENT={}", string(it))));
    let mut sql = format!("CREATE TABLE {} (\n  {}\n)", table_name(name), lines.join(",\n  "));
    for option in options {
        sql.push(' ');
        sql.push_str(&option);
    }
    sql
}

/// An option of a table as the server writes it; its value is SQL already.
pub fn table_option(name: &str, value: &str) -> String {
    match name {
        "collate" => {
            let charset = value.split('_').next().unwrap_or(value);
            format!("DEFAULT CHARSET={charset} COLLATE={value}")
        }
        name => format!("{}={value}", name.to_ascii_uppercase()),
    }
}

/// What `CREATE TABLE` does not say.
#[derive(Default)]
pub struct LeftOut {
    pub indexes: Vec<String>,
    pub foreign_keys: Vec<String>,
}

/// Where a column is defined: MySQL adds a check each time that it reads one, and MariaDB forgets
/// the one that it does not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// `CREATE TABLE` and `ADD COLUMN`.
    Create,
    /// `MODIFY COLUMN`.
    Modify,
}

/// A column with all that belongs to it.
pub fn column_definition(table: &Table, column: &Column, place: Place, target: &Target) -> String {
    let check = table.checks.iter().find(|check| column_of(check, table) == Some(column));
    let mut sql = bare_column(table, column);
    // MariaDB takes nothing behind a check.
    if let Some(comment) = &column.comment {
        sql.push_str(&format!(" COMMENT {}", string(comment)));
    }
    if let Some(check) = check {
        let enforced = if check.not_enforced { " NOT ENFORCED" } else { "" };
        let check_sql = format!("CHECK ({}){enforced}", check.expression);
        sql.push_str(&match (target.flavour, place) {
            (Flavour::MySql, Place::Modify) => format!(" /*M! {check_sql} */"),
            // MariaDB takes no name here, since it is the column's.
            (Flavour::MySql, Place::Create) => {
                format!(" /*!80016 CONSTRAINT {} */ {check_sql}", quote(&check.key()))
            }
            _ => format!(" {check_sql}"),
        });
    }
    sql
}

fn bare_column(table: &Table, column: &Column) -> String {
    // A canonical type has a name; the debug form would make the server refuse the statement.
    let ty = types::name(&column.ty).unwrap_or_else(|why| why.message);
    let mut sql = format!("{} {ty}", quote(&column.name));
    if let Facet::Is(collation) = &column.collation
        && table.options.get("collate") != Some(collation)
    {
        // With the character set, since the collation alone is one of the table's set to the
        // server while the column has another.
        let charset = collation.split('_').next().unwrap_or(collation);
        sql.push_str(&format!(" CHARACTER SET {charset} COLLATE {collation}"));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        sql.push_str(&format!(" GENERATED ALWAYS AS ({}) {kind}", generated.expression));
    }
    if !column.nullable {
        sql.push_str(" NOT NULL");
    } else if matches!(column.ty, ColumnType::Timestamp(_)) {
        // Servers without explicit_defaults_for_timestamp make a bare timestamp NOT NULL.
        sql.push_str(" NULL");
    }
    if let Some(value) = &column.default {
        sql.push_str(&format!(" DEFAULT {}", default::sql(value, &column.ty)));
    }
    if let Some(expression) = &column.on_update {
        sql.push_str(&format!(" ON UPDATE {expression}"));
    }
    if column.auto_increment != AutoIncrement::No {
        sql.push_str(" AUTO_INCREMENT");
    }
    if column.invisible {
        sql.push_str(" INVISIBLE");
    }
    sql
}

/// The column that a check goes with: MariaDB keeps a check that is written at a column under the
/// column's name.
pub fn column_of<'a>(check: &Check, table: &'a Table) -> Option<&'a Column> {
    table.column(check.name.value()?)
}

pub fn index_definition(index: &Index) -> String {
    let kind = match index.method.as_deref() {
        Some("fulltext") => "FULLTEXT KEY",
        Some("spatial") => "SPATIAL KEY",
        _ if index.unique => "UNIQUE KEY",
        _ => "KEY",
    };
    let part = |part: &IndexPart| {
        let mut sql = match &part.key {
            IndexKey::Column(name) => quote(name),
            IndexKey::Expression(sql) => format!("({sql})"),
        };
        if let Some(prefix) = part.prefix {
            sql.push_str(&format!("({prefix})"));
        }
        if part.descending {
            sql.push_str(" DESC");
        }
        sql
    };
    let parts: Vec<_> = index.parts.iter().map(part).collect();
    let mut sql = format!("{kind} {} ({})", quote(&index.key()), parts.join(", "));
    sql.push_str(&index_options(&index.options));
    if let Some(comment) = &index.comment {
        sql.push_str(&format!(" COMMENT {}", string(comment)));
    }
    sql
}

fn index_options(options: &Options) -> String {
    let mut sql = String::new();
    for (name, value) in options {
        sql.push_str(&match name.as_str() {
            "using" => format!(" USING {}", value.to_ascii_uppercase()),
            "parser" => format!(" WITH PARSER {}", quote(value)),
            "comment" => format!(" COMMENT {}", string(value)),
            // Each server has a word of its own.
            "invisible" => " /*!80000 INVISIBLE */ /*M! IGNORED */".to_owned(),
            // It stands at the columns.
            "descending" => continue,
            name => format!(" {}={value}", name.to_ascii_uppercase()),
        });
    }
    sql
}

pub fn primary_key_definition(key: &PrimaryKey) -> String {
    let descending: Vec<&str> =
        key.options.get("descending").map_or(Vec::new(), |it| it.split(',').collect());
    let part = |(i, name): (usize, &String)| {
        let mut sql = quote(name);
        if let Some(prefix) = key.prefixes.get(name) {
            sql.push_str(&format!("({prefix})"));
        }
        if descending.contains(&(i + 1).to_string().as_str()) {
            sql.push_str(" DESC");
        }
        sql
    };
    let parts: Vec<_> = key.columns.iter().enumerate().map(part).collect();
    format!("PRIMARY KEY ({}){}", parts.join(", "), index_options(&key.options))
}

pub fn foreign_key_definition(key: &ForeignKey) -> String {
    let mut sql = format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})",
        quote(&key.key()),
        names(&key.columns),
        table_name(&key.references),
        names(&key.referenced_columns),
    );
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if action != ReferentialAction::NoAction {
            sql.push_str(&format!(" ON {event} {}", action.sql()));
        }
    }
    sql
}

pub fn check_definition(check: &Check) -> String {
    let enforced = if check.not_enforced { " NOT ENFORCED" } else { "" };
    format!("CONSTRAINT {} CHECK ({}){enforced}", quote(&check.key()), check.expression)
}

/// Names in a list, each in backticks.
pub fn names(columns: &[String]) -> String {
    columns.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

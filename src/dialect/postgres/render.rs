//! The SQL of objects, in one spelling for creating and for altering.

use crate::ops::expression;
use crate::schema::*;

use super::expression::sent;
use super::{options, sequence, types};

/// An identifier in quotes.
pub fn quote(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

pub fn qualified(name: &QualifiedName) -> String {
    match &name.schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
        None => quote(&name.name),
    }
}

/// Identifiers in quotes, with commas between them.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| quote(name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A text literal. One with a backslash is an escape string, which reads alike whatever
/// [`standard_conforming_strings`](https://www.postgresql.org/docs/current/runtime-config-compatible.html)
/// is.
pub fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') {
        format!("E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}

/// The name of a column's type. Every canonical type has one.
pub fn type_name(ty: &ColumnType) -> String {
    types::name(ty).unwrap_or_else(|_| ty.to_string())
}

/// A default as it stands behind `DEFAULT`, where operators made of words, such as `AT TIME ZONE`,
/// need [parentheses](https://www.postgresql.org/docs/current/sql-createtable.html).
pub fn default(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Bool(it) => it.to_string(),
        DefaultValue::Number(text) => text.clone(),
        DefaultValue::Text(text) => literal(text),
        DefaultValue::Sql(sql) if super::expression::is_compound(sql) => format!("({sql})"),
        DefaultValue::Sql(sql) => sql.clone(),
    }
}

/// A collation by its name, which is in quotes already where it has a schema in front.
pub fn collation(name: &str) -> String {
    if name.starts_with('"') { name.to_owned() } else { quote(name) }
}

/// A column as it stands in `CREATE TABLE` and behind `ADD COLUMN`.
pub fn column(column: &Column) -> String {
    let ty = match (column.auto_increment, &column.ty) {
        (AutoIncrement::Serial, ColumnType::I16) => "smallserial".to_owned(),
        (AutoIncrement::Serial, ColumnType::I32) => "serial".to_owned(),
        (AutoIncrement::Serial, ColumnType::I64) => "bigserial".to_owned(),
        (_, ty) => type_name(ty),
    };
    let mut sql = format!("{} {ty}", quote(&column.name));
    if let Facet::Is(name) = &column.collation {
        sql.push_str(&format!(" COLLATE {}", collation(name)));
    }
    if let AutoIncrement::Identity { always } = column.auto_increment {
        let counting = sequence::in_parentheses(column.sequence.as_deref(), &column.ty);
        sql.push_str(&format!(" GENERATED {} AS IDENTITY{counting}", when(always)));
    }
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
    if let Some(value) = &column.default {
        // Among the constraints of a column, `x AT TIME ZONE y` and the like need parentheses.
        let default = default(value);
        let bare = !matches!(value, DefaultValue::Sql(_)) || is_one_word(&default);
        match bare {
            true => sql.push_str(&format!(" DEFAULT {default}")),
            false => sql.push_str(&format!(" DEFAULT ({default})")),
        }
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        sql.push_str(&format!(" GENERATED ALWAYS AS ({}) {kind}", sent(&generated.expression)));
    }
    sql
}

/// Whether no white space stands outside of quotes and parentheses.
fn is_one_word(sql: &str) -> bool {
    let mut depth = 0;
    expression::tokens(sql).all(|token| match token.text() {
        "(" => {
            depth += 1;
            true
        }
        ")" => {
            depth -= 1;
            true
        }
        text => depth > 0 || !text.starts_with(char::is_whitespace),
    })
}

/// The words of an identity column.
pub fn when(always: bool) -> &'static str {
    if always { "ALWAYS" } else { "BY DEFAULT" }
}

/// `CREATE TABLE` with its constraints; of its foreign keys only those given. Checks that are not
/// valid are added later, for here they would be.
pub fn create_table(name: &QualifiedName, table: &Table, foreign_keys: &[&ForeignKey]) -> String {
    let implied = super::names::chosen(&name.name, None, "pkey");
    let inline = table.primary_key.as_ref().and_then(|key| match key.columns.as_slice() {
        [only]
            if *key
                == (PrimaryKey {
                    by: key.by,
                    name: Facet::Is(implied),
                    ..PrimaryKey::new([only])
                }) =>
        {
            Some(only)
        }
        _ => None,
    });
    let mut lines: Vec<String> = Vec::new();
    for it in &table.columns {
        let key = if inline == Some(&it.name) { " PRIMARY KEY" } else { "" };
        lines.push(format!("{}{key}", column(it)));
    }
    if let Some(key) = table.primary_key.as_ref().filter(|_| inline.is_none()) {
        lines.push(primary_key(key));
    }
    lines.extend(inline_constraints(table).map(unique_constraint));
    lines.extend(foreign_keys.iter().map(|key| foreign_key(key)));
    lines.extend(table.checks.iter().filter(|it| !it.not_valid).map(check));
    let lines = match lines.is_empty() {
        true => String::new(),
        false => format!("\n  {}\n", lines.join(",\n  ")),
    };
    let unlogged = if options::unlogged(&table.options) { "UNLOGGED " } else { "" };
    let tail = options::of_table(&table.options);
    format!("CREATE {unlogged}TABLE {} ({lines}){tail}", qualified(name))
}

/// The UNIQUE constraints that stand in `CREATE TABLE`. One that has the columns of a key before it
/// would be merged with that key there, and is added later.
pub fn inline_constraints(table: &Table) -> impl Iterator<Item = &Index> {
    let repeats = |at: usize, index: &Index| {
        let columns = index.plain_columns().unwrap_or_default();
        let before = table.indexes[..at].iter().filter(|it| is_constraint(it));
        columns == table.key_columns()
            || before.filter_map(Index::plain_columns).any(|it| it == columns)
    };
    let inline = move |(at, index): &(usize, &Index)| is_constraint(index) && !repeats(*at, index);
    table.indexes.iter().enumerate().filter(inline).map(|(_, index)| index)
}

/// `CONSTRAINT "name" `, or nothing for a constraint that the server names.
fn named(name: &Facet<String>) -> String {
    name.value().map(|name| format!("CONSTRAINT {} ", quote(name))).unwrap_or_default()
}

pub fn primary_key(key: &PrimaryKey) -> String {
    let (name, columns) = (named(&key.name), list(&key.columns));
    let mut sql = format!("{name}PRIMARY KEY ({columns}){}", include(&key.include));
    sql.push_str(&options::of_constraint(&key.options));
    sql.push_str(deferrable(key.deferrable));
    sql
}

pub fn is_constraint(index: &Index) -> bool {
    index.constraint == Facet::Is(true)
}

/// A unique index that is a constraint of its table.
pub fn unique_constraint(index: &Index) -> String {
    let nulls = if index.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let columns = index.plain_columns().unwrap_or_default();
    let mut sql = format!("{}UNIQUE{nulls} ({})", named(&index.name), list(&columns));
    sql.push_str(&include(&index.include));
    sql.push_str(&options::of_constraint(&index.options));
    sql.push_str(deferrable(index.deferrable));
    sql
}

fn include(columns: &[String]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    format!(" INCLUDE ({})", list(columns))
}

pub fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

pub fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "{}FOREIGN KEY ({}) REFERENCES {}",
        named(&key.name),
        list(&key.columns),
        qualified(&key.references),
    );
    if !key.referenced_columns.is_empty() {
        sql.push_str(&format!(" ({})", list(&key.referenced_columns)));
    }
    if key.match_full {
        sql.push_str(" MATCH FULL");
    }
    if key.on_delete != ReferentialAction::NoAction {
        sql.push_str(&format!(" ON DELETE {}", key.on_delete.sql()));
        if !key.on_delete_columns.is_empty() {
            sql.push_str(&format!(" ({})", list(&key.on_delete_columns)));
        }
    }
    if key.on_update != ReferentialAction::NoAction {
        sql.push_str(&format!(" ON UPDATE {}", key.on_update.sql()));
    }
    sql.push_str(deferrable(key.deferrable));
    sql.push_str(validity(key.not_valid, key.not_enforced));
    sql
}

fn validity(not_valid: bool, not_enforced: bool) -> &'static str {
    match (not_valid, not_enforced) {
        (_, true) => " NOT ENFORCED",
        (true, false) => " NOT VALID",
        (false, false) => "",
    }
}

pub fn check(check: &Check) -> String {
    let inherited = if check.no_inherit { " NO INHERIT" } else { "" };
    let validity = validity(check.not_valid, check.not_enforced);
    format!("{}CHECK ({}){inherited}{validity}", named(&check.name), sent(&check.expression))
}

pub fn create_index(table: &QualifiedName, index: &Index, concurrently: bool) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let way = if concurrently { " CONCURRENTLY" } else { "" };
    let name = index.name.value().map(|name| format!(" {}", quote(name))).unwrap_or_default();
    let mut sql = format!("CREATE {unique}INDEX{way}{name} ON {}", qualified(table));
    if let Some(method) = &index.method {
        sql.push_str(&format!(" USING {method}"));
    }
    let parts: Vec<String> = index.parts.iter().map(index_part).collect();
    sql.push_str(&format!(" ({})", parts.join(", ")));
    sql.push_str(&include(&index.include));
    if index.nulls_not_distinct {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    sql.push_str(&options::of_index(&index.options));
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {}", sent(predicate)));
    }
    sql
}

fn index_part(part: &IndexPart) -> String {
    let mut sql = match &part.key {
        IndexKey::Column(name) => quote(name),
        IndexKey::Expression(text) => format!("({})", sent(text)),
    };
    if let Some(name) = &part.collation {
        sql.push_str(&format!(" COLLATE {}", collation(name)));
    }
    if let Some(class) = &part.operator_class {
        sql.push_str(&format!(" {}", operator_class(class)));
    }
    if part.descending {
        sql.push_str(" DESC");
    }
    match part.nulls_first {
        Some(true) => sql.push_str(" NULLS FIRST"),
        Some(false) => sql.push_str(" NULLS LAST"),
        None => {}
    }
    sql
}

/// `gist_trgm_ops(siglen=32)` as SQL has it.
fn operator_class(class: &str) -> String {
    let Some((name, parameters)) = class.split_once('(') else { return class.to_owned() };
    let parameters =
        parameters.trim_end_matches(')').split(", ").map(|it| match it.split_once('=') {
            Some((key, value)) => format!("{key} = {}", literal(value)),
            None => it.to_owned(),
        });
    format!("{name} ({})", parameters.collect::<Vec<_>>().join(", "))
}

pub fn create_enum(name: &QualifiedName, it: &EnumType) -> String {
    let values: Vec<String> = it.values.iter().map(|value| literal(value)).collect();
    format!("CREATE TYPE {} AS ENUM ({})", qualified(name), values.join(", "))
}

/// `COMMENT ON`, which takes a comment away where there is none.
pub fn comment(on: &str, text: Option<&str>) -> String {
    let text = text.map_or_else(|| "NULL".to_owned(), literal);
    format!("COMMENT ON {on} IS {text}")
}

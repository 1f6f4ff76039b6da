use crate::schema::*;

use super::types;

pub fn quote(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub fn columns<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|it| quote(it)).collect::<Vec<_>>().join(", ")
}

/// `CREATE TABLE` with everything that stands inside its parentheses, one entry a line.
pub fn create_table(name: &str, table: &Table) -> String {
    let inline = table.primary_key.as_ref().filter(|key| key.columns.len() == 1);
    let mut lines: Vec<String> = Vec::new();
    for column in &table.columns {
        let mut line = column_definition(column);
        if let Some(key) = inline.filter(|key| key.columns[0] == column.name) {
            line.push_str(&format!(" {}PRIMARY KEY", named(&key.name)));
            if key.options.contains_key("descending") {
                line.push_str(" DESC");
            }
            line.push_str(&conflict(&key.options));
            if column.auto_increment != AutoIncrement::No {
                line.push_str(" AUTOINCREMENT");
            }
        }
        let unique = |index: &&Index| inline_unique(index) == Some(column.name.as_str());
        if let Some(index) = table.indexes.iter().find(unique) {
            line.push_str(" UNIQUE");
            line.push_str(&conflict(&index.options));
        }
        lines.push(line);
    }
    if let Some(key) = table.primary_key.as_ref().filter(|_| inline.is_none()) {
        let descending: Vec<&str> =
            key.options.get("descending").map_or(Vec::new(), |it| it.split(',').collect());
        let part = |(i, name): (usize, &String)| {
            let desc = descending.contains(&(i + 1).to_string().as_str());
            format!("{}{}", quote(name), if desc { " DESC" } else { "" })
        };
        let list: Vec<String> = key.columns.iter().enumerate().map(part).collect();
        let conflict = conflict(&key.options);
        lines.push(format!("{}PRIMARY KEY ({}){conflict}", named(&key.name), list.join(", ")));
    }
    let constraints = table.indexes.iter().filter(|it| is_constraint(it));
    for index in constraints.filter(|it| inline_unique(it).is_none()) {
        let list: Vec<String> = index.parts.iter().map(index_part).collect();
        let conflict = conflict(&index.options);
        lines.push(format!("{}UNIQUE ({}){conflict}", named(&index.name), list.join(", ")));
    }
    for check in &table.checks {
        lines.push(format!("{}CHECK ({})", named(&check.name), check.expression));
    }
    for key in &table.foreign_keys {
        lines.push(foreign_key(key));
    }
    let mut sql = format!("CREATE TABLE {} (\n  {}\n)", quote(name), lines.join(",\n  "));
    let options: Vec<String> =
        table.options.keys().map(|it| it.replace('_', " ").to_ascii_uppercase()).collect();
    if !options.is_empty() {
        sql.push(' ');
        sql.push_str(&options.join(", "));
    }
    sql
}

/// The column at which a unique constraint is written: it has no name and nothing of its own.
fn inline_unique(index: &Index) -> Option<&str> {
    let [part] = index.parts.as_slice() else { return None };
    let plain = is_constraint(index)
        && index.name.is_unspecified()
        && !part.descending
        && part.collation.is_none();
    match &part.key {
        IndexKey::Column(name) if plain => Some(name),
        _ => None,
    }
}

/// Whether a constraint of the table says what becomes of rows that break it.
pub fn resolves_conflicts(table: &Table) -> bool {
    let key = table.primary_key.iter().map(|it| &it.options);
    let mut all = key.chain(table.indexes.iter().map(|it| &it.options));
    all.any(|it| it.contains_key(ON_CONFLICT))
}

const ON_CONFLICT: &str = "on_conflict";

/// <https://sqlite.org/lang_conflict.html>
fn conflict(options: &Options) -> String {
    let action = options.get(ON_CONFLICT);
    action.map(|it| format!(" ON CONFLICT {}", it.to_ascii_uppercase())).unwrap_or_default()
}

fn named(name: &Facet<String>) -> String {
    name.value().map(|name| format!("CONSTRAINT {} ", quote(name))).unwrap_or_default()
}

pub fn is_constraint(index: &Index) -> bool {
    index.constraint == Facet::Is(true)
}

pub fn column_definition(column: &Column) -> String {
    // A type that SQLite lacks was refused when the schema was made canonical.
    let mut sql = quote(&column.name);
    if let Ok(declared) = types::name(&column.ty)
        && !declared.is_empty()
    {
        sql.push(' ');
        sql.push_str(&declared);
    }
    if let Facet::Is(collation) = &column.collation {
        sql.push_str(" COLLATE ");
        sql.push_str(&quote(collation));
    }
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
    if let Some(value) = &column.default {
        sql.push_str(" DEFAULT ");
        sql.push_str(&default(value));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        sql.push_str(&format!(" GENERATED ALWAYS AS ({}) {kind}", generated.expression));
    }
    sql
}

/// A value where SQL takes one.
pub fn default(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Bool(true) => "TRUE".to_owned(),
        DefaultValue::Bool(false) => "FALSE".to_owned(),
        DefaultValue::Number(number) => number.clone(),
        DefaultValue::Text(text) => literal(text),
        DefaultValue::Sql(sql) => match sql.as_str() {
            "CURRENT_TIMESTAMP" | "CURRENT_DATE" | "CURRENT_TIME" => sql.clone(),
            _ => format!("({sql})"),
        },
    }
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "{}FOREIGN KEY ({}) REFERENCES {}",
        named(&key.name),
        columns(&key.columns),
        quote(&key.references.name),
    );
    // A key to a table that is not there may name none.
    if !key.referenced_columns.is_empty() {
        sql.push_str(&format!(" ({})", columns(&key.referenced_columns)));
    }
    for (clause, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if action != ReferentialAction::NoAction {
            sql.push_str(&format!(" ON {clause} {}", action.sql()));
        }
    }
    match key.deferrable {
        Deferrable::No => {}
        Deferrable::InitiallyImmediate => sql.push_str(" DEFERRABLE INITIALLY IMMEDIATE"),
        Deferrable::InitiallyDeferred => sql.push_str(" DEFERRABLE INITIALLY DEFERRED"),
    }
    sql
}

fn index_part(part: &IndexPart) -> String {
    let mut sql = match &part.key {
        IndexKey::Column(name) => quote(name),
        IndexKey::Expression(sql) => sql.clone(),
    };
    if let Some(collation) = &part.collation {
        sql.push_str(&format!(" COLLATE {}", quote(collation)));
    }
    if part.descending {
        sql.push_str(" DESC");
    }
    sql
}

pub fn create_index(table: &str, index: &Index) -> String {
    let parts: Vec<String> = index.parts.iter().map(index_part).collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let name = quote(&index.key());
    let mut sql = format!("CREATE {unique}INDEX {name} ON {} ({})", quote(table), parts.join(", "));
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {predicate}"));
    }
    sql
}

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
pub fn create_table(name: &str, table: &Table, options: &[String]) -> String {
    let inline = table.primary_key.as_ref().filter(|key| key.columns.len() == 1);
    let mut lines: Vec<String> = Vec::new();
    for column in &table.columns {
        let mut line = column_definition(column);
        if let Some(key) = inline.filter(|key| key.columns[0] == column.name) {
            line.push_str(&format!(" {}PRIMARY KEY", named(&key.name)));
            if column.auto_increment != AutoIncrement::No {
                line.push_str(" AUTOINCREMENT");
            }
        }
        let unique = table.indexes.iter().any(|index| {
            is_constraint(index)
                && index.name.is_unspecified()
                && index.plain_columns() == Some(vec![column.name.as_str()])
        });
        if unique {
            line.push_str(" UNIQUE");
        }
        lines.push(line);
    }
    if let Some(key) = table.primary_key.as_ref().filter(|_| inline.is_none()) {
        lines.push(format!("{}PRIMARY KEY ({})", named(&key.name), columns(&key.columns)));
    }
    for index in table.indexes.iter().filter(|it| is_constraint(it)) {
        let plain = index.plain_columns().unwrap_or_default();
        if index.name.is_unspecified() && plain.len() == 1 {
            continue;
        }
        let list = plain.into_iter().map(quote).collect::<Vec<_>>().join(", ");
        lines.push(format!("{}UNIQUE ({list})", named(&index.name)));
    }
    for check in &table.checks {
        lines.push(format!("{}CHECK ({})", named(&check.name), check.expression));
    }
    for key in &table.foreign_keys {
        lines.push(foreign_key(key));
    }
    let mut sql = format!("CREATE TABLE {} (\n  {}\n)", quote(name), lines.join(",\n  "));
    if !options.is_empty() {
        sql.push(' ');
        sql.push_str(&options.join(", "));
    }
    sql
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
        "{}FOREIGN KEY ({}) REFERENCES {} ({})",
        named(&key.name),
        columns(&key.columns),
        quote(&key.references.name),
        columns(&key.referenced_columns),
    );
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

pub fn create_index(table: &str, index: &Index) -> String {
    let parts: Vec<String> = index
        .parts
        .iter()
        .map(|part| {
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
        })
        .collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let name = quote(&index.key());
    let mut sql = format!("CREATE {unique}INDEX {name} ON {} ({})", quote(table), parts.join(", "));
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {predicate}"));
    }
    sql
}

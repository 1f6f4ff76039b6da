use std::collections::HashMap;

use super::ddl::{self, TableText};
use super::readers;
use super::*;
use crate::schema::*;

pub fn reflect(rows: &[Vec<Row>]) -> Result<Reflection, ReflectError> {
    let [objects, columns, indexes, foreign_keys] = rows else {
        return Err(ReflectError { query: "objects", reason: "queries are missing".to_owned() });
    };
    let mut found = Reflection::default();
    let mut texts: HashMap<String, TableText> = HashMap::new();
    let mut index_sql: HashMap<String, String> = HashMap::new();

    for row in objects {
        let [kind, name, table, sql] = cells(row, "objects")?;
        let name = needed(name, "objects")?;
        match kind {
            Some("table") => {
                if let Some(text) = sql.and_then(ddl::table) {
                    texts.insert(name.to_owned(), text);
                }
                found.schema.tables.insert(QualifiedName::bare(name), Table::default());
            }
            Some("index") => {
                index_sql.insert(name.to_owned(), sql.unwrap_or_default().to_owned());
            }
            Some(kind @ ("virtual" | "shadow")) => found.unmanaged.push(Unmanaged {
                kind: if kind == "virtual" { "virtual table" } else { "shadow table" },
                name: name.to_owned(),
                table: None,
                definition: sql.map(str::to_owned),
                ..Unmanaged::default()
            }),
            Some(kind) => found.unmanaged.push(Unmanaged {
                kind: if kind == "view" { "view" } else { "trigger" },
                name: name.to_owned(),
                table: table.filter(|_| kind == "trigger").map(QualifiedName::bare),
                definition: sql.map(str::to_owned),
                ..Unmanaged::default()
            }),
            None => {}
        }
    }

    let mut keys: HashMap<&str, Vec<(u32, String)>> = HashMap::new();
    for row in columns {
        let [table, name, ty, not_null, default, pk, hidden] = cells(row, "columns")?;
        let table = needed(table, "columns")?;
        let name = needed(name, "columns")?;
        let text = texts.get(table);
        let same = |it: &&ddl::ColumnText| it.name.eq_ignore_ascii_case(name);
        let own = text.and_then(|it| it.columns.iter().find(same));
        let ty = types::parse(ty.unwrap_or_default());
        let pk: u32 = pk.and_then(|it| it.parse().ok()).unwrap_or(0);
        if pk > 0 {
            keys.entry(table).or_default().push((pk, name.to_owned()));
        }
        let mut column = Column::new(name, ty);
        column.nullable = not_null == Some("0");
        column.default = default.and_then(|it| parse_default(it, &column.ty));
        if let Some(expression) = own.and_then(|it| it.generated.clone()) {
            column.generated = Some(Generated { expression, stored: hidden == Some("3") });
        }
        if own.is_some_and(|it| it.auto_increment)
            || pk > 0 && text.is_some_and(|it| it.auto_increment)
        {
            column.auto_increment = AutoIncrement::Yes;
        }
        let collation = own.and_then(|it| it.collation.clone());
        if let Some(collation) = collation.filter(|it| !it.eq_ignore_ascii_case("BINARY")) {
            column.collation = Facet::Is(collation);
        }
        if let Some(table) = found.schema.tables.get_mut(&QualifiedName::bare(table)) {
            table.columns.push(column);
        }
    }

    for (table, mut key) in keys {
        key.sort();
        let columns: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
        let Some(owner) = found.schema.tables.get_mut(&QualifiedName::bare(table)) else {
            continue;
        };
        // A rowid by another name is never null, whatever was declared.
        if let [only] = columns.as_slice()
            && let Some(column) = owner.columns.iter_mut().find(|it| it.name == *only)
            && column.ty == ColumnType::I64
            && texts.get(table).is_none_or(|it| !it.key_options.contains_key("descending"))
        {
            column.nullable = false;
        }
        let name = texts.get(table).and_then(|it| it.primary_key.clone());
        let name = name.map_or(Facet::Unspecified, Facet::Is);
        owner.primary_key = Some(PrimaryKey { name, ..PrimaryKey::new(columns) });
    }

    for (table, text) in &texts {
        let Some(owner) = found.schema.tables.get_mut(&QualifiedName::bare(table)) else {
            continue;
        };
        owner.checks = text
            .checks
            .iter()
            .map(|(name, expression)| Check {
                name: name.clone().map_or(Facet::Unspecified, Facet::Is),
                ..Check::new(expression)
            })
            .collect();
        owner.options = text.options.clone();
        if let Some(key) = &mut owner.primary_key {
            key.options = text.key_options.clone();
        }
        found.unmanaged.extend(text.beside.iter().map(|(kind, sql, column)| {
            let table = QualifiedName::bare(table);
            Unmanaged {
                kind,
                name: sql.clone(),
                definition: Some(sql.clone()),
                reads: (column.iter())
                    .map(|it| ObjectId::Column(table.clone(), it.clone()))
                    .collect(),
                table: Some(table),
                ..Unmanaged::default()
            }
        }));
    }

    let schema = &found.schema;
    for it in found.unmanaged.iter_mut().filter(|it| matches!(it.kind, "view" | "trigger")) {
        it.reads = readers::reads(it, schema);
    }

    reflect_indexes(indexes, &texts, &index_sql, &mut found.schema)?;
    reflect_foreign_keys(foreign_keys, &texts, &mut found.schema)?;
    found.schema = canonical::canonical(&found.schema).map_err(|refusals| ReflectError {
        query: "columns",
        reason: refusals.into_iter().map(|it| it.to_string()).collect::<Vec<_>>().join("; "),
    })?;
    Ok(found)
}

fn reflect_indexes(
    rows: &[Row],
    texts: &HashMap<String, TableText>,
    index_sql: &HashMap<String, String>,
    schema: &mut Schema,
) -> Result<(), ReflectError> {
    for parts in groups(rows) {
        let mut index = Index::new::<String>([]);
        let mut owner = "";
        for row in parts {
            let [table, name, unique, origin, _cid, column, descending, collation] =
                cells(row, "indexes")?;
            let name = needed(name, "indexes")?;
            owner = needed(table, "indexes")?;
            index.unique = unique == Some("1");
            index.constraint = Facet::Is(origin == Some("u"));
            index.name = Facet::Is(name.to_owned());
            let text = index_sql.get(name).and_then(|sql| ddl::index(sql)).unwrap_or_default();
            index.predicate = text.predicate;
            let mut part = match column {
                Some(column) => IndexPart::column(column),
                None => IndexPart::from(IndexKey::Expression(
                    text.parts.get(index.parts.len()).cloned().unwrap_or_default(),
                )),
            };
            part.descending = descending == Some("1");
            part.collation = collation.map(str::to_owned);
            index.parts.push(part);
        }
        let Some(table) = schema.tables.get_mut(&QualifiedName::bare(owner)) else { continue };
        // A part takes its column's collation unless it names one.
        for part in &mut index.parts {
            let column = match &part.key {
                IndexKey::Column(name) => table.column(name),
                IndexKey::Expression(_) => None,
            };
            let own = column.and_then(|it| it.collation.value()).map_or("BINARY", String::as_str);
            part.collation.take_if(|it| it.eq_ignore_ascii_case(own));
        }
        if index.constraint == Facet::Is(true) {
            let columns = index.plain_columns().unwrap_or_default();
            let same = |it: &&ddl::UniqueText| are_alike(&it.columns, &columns);
            let text = texts.get(owner).and_then(|text| text.uniques.iter().find(same));
            index.name = match text.and_then(|it| it.name.clone()) {
                Some(name) => Facet::Is(name),
                None => Facet::Unspecified,
            };
            index.options = text.map(|it| it.options.clone()).unwrap_or_default();
        }
        table.indexes.push(index);
    }
    Ok(())
}

fn reflect_foreign_keys(
    rows: &[Row],
    texts: &HashMap<String, TableText>,
    schema: &mut Schema,
) -> Result<(), ReflectError> {
    for pairs in groups(rows) {
        let [table, _id, target, _, _, on_update, on_delete] = cells(&pairs[0], "foreign_keys")?;
        let owner = needed(table, "foreign_keys")?;
        let references = table_meant(schema, needed(target, "foreign_keys")?);
        let action =
            |words: Option<&str>| words.and_then(ReferentialAction::from_sql).unwrap_or_default();
        let mut key = ForeignKey {
            on_delete: action(on_delete),
            on_update: action(on_update),
            ..ForeignKey::new(Vec::new(), references.clone(), Vec::new())
        };
        for pair in pairs {
            let [_, _, _, from, to, _, _] = cells(pair, "foreign_keys")?;
            key.columns.push(needed(from, "foreign_keys")?.to_owned());
            key.referenced_columns.extend(to.map(str::to_owned));
        }
        if let Some(parent) = schema.tables.get(&references) {
            key.referenced_columns = match key.referenced_columns.as_slice() {
                // A key that names no columns of its parent means the parent's primary key.
                [] => parent.key_columns().to_vec(),
                names => names.iter().map(|it| column_meant(parent, it)).collect(),
            };
        }
        let Some(table) = schema.tables.get_mut(&QualifiedName::bare(owner)) else { continue };
        let text = texts.get(owner).and_then(|it| it.foreign_keys.get(table.foreign_keys.len()));
        if let Some(text) = text.filter(|it| are_alike(&it.columns, &key.columns)) {
            key.name = text.name.clone().map_or(Facet::Unspecified, Facet::Is);
            key.deferrable = text.deferrable;
        }
        table.foreign_keys.push(key);
    }
    Ok(())
}

/// The table that a text names: the server keeps what was written, and takes names in any case.
fn table_meant(schema: &Schema, name: &str) -> QualifiedName {
    let written = QualifiedName::bare(name);
    if schema.tables.contains_key(&written) {
        return written;
    }
    let found = schema.tables.keys().find(|it| it.name.eq_ignore_ascii_case(name));
    found.cloned().unwrap_or(written)
}

fn column_meant(table: &Table, name: &str) -> String {
    let found = table.columns.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    found.map_or_else(|| name.to_owned(), |it| it.name.clone())
}

/// Whether two lists are the same names, each in any case.
fn are_alike(a: &[String], b: &[impl AsRef<str>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.eq_ignore_ascii_case(b.as_ref()))
}

/// Runs of rows that agree in their first two cells: the table, and the object in it.
fn groups(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|a, b| a.get(..2) == b.get(..2))
}

fn cells<'a, const N: usize>(
    row: &'a Row,
    query: &'static str,
) -> Result<[Option<&'a str>; N], ReflectError> {
    let cells: Vec<Option<&str>> = row.iter().map(Option::as_deref).collect();
    cells.try_into().map_err(|cells: Vec<_>| ReflectError {
        query,
        reason: format!("{} columns instead of {N}", cells.len()),
    })
}

fn needed<'a>(cell: Option<&'a str>, query: &'static str) -> Result<&'a str, ReflectError> {
    cell.ok_or_else(|| ReflectError { query, reason: "a name is null".to_owned() })
}

/// The default that the text of a `DEFAULT` clause means.
fn parse_default(text: &str, ty: &ColumnType) -> Option<DefaultValue> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let quoted = text.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    Some(match (upper.as_str(), quoted) {
        ("NULL", _) => return None,
        ("TRUE", _) => DefaultValue::Bool(true),
        ("FALSE", _) => DefaultValue::Bool(false),
        ("1", _) if *ty == ColumnType::Bool => DefaultValue::Bool(true),
        ("0", _) if *ty == ColumnType::Bool => DefaultValue::Bool(false),
        ("CURRENT_TIMESTAMP" | "CURRENT_DATE" | "CURRENT_TIME", _) => DefaultValue::Sql(upper),
        (_, Some(inner)) if !inner.replace("''", "").contains('\'') => {
            DefaultValue::Text(inner.replace("''", "'"))
        }
        _ if is_number(text) => DefaultValue::Number(text.to_owned()),
        _ => match name(text) {
            // A name stands for itself where only a constant can stand.
            Some(name) => DefaultValue::Text(name),
            None => DefaultValue::Sql(text.to_owned()),
        },
    })
}

/// The name that a text consists of, in double quotes or without any.
fn name(text: &str) -> Option<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(inner) = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        return (!inner.replace("\"\"", "").contains('"')).then(|| inner.replace("\"\"", "\""));
    }
    let is_name = !text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(word);
    (is_name && !text.is_empty()).then(|| text.to_owned())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && digits.parse::<f64>().is_ok()
}

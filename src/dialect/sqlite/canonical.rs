use super::*;
use crate::schema::*;

/// Options of a table.
pub const STRICT: &str = "strict";
const WITHOUT_ROWID: &str = "without_rowid";

pub fn canonical(schema: &Schema) -> Result<Schema, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut refuse = |object: ObjectId, message: String, help: &str| {
        refusals.push(Refusal::new(object, message).help(help));
    };
    // Enum types are text columns here, so that no type is left.
    let mut result = Schema::default();
    for (name, table) in &schema.tables {
        let mut table = table.clone();
        if name.schema.is_some() {
            let message = "SQLite has no schemas beside the database file".to_owned();
            refuse(ObjectId::Table(name.clone()), message, "leave schema_name out");
        }
        table.comment = None;
        let key = table.key_columns().to_vec();
        let strict = table.options.contains_key(STRICT);
        let rowless = table.options.contains_key(WITHOUT_ROWID);
        if rowless && key.is_empty() {
            let message = "a table WITHOUT ROWID has a primary key".to_owned();
            refuse(ObjectId::Table(name.clone()), message, "give it one");
        }
        for column in &mut table.columns {
            let id = || ObjectId::Column(name.clone(), column.name.clone());
            if column.on_update.is_some() {
                refuse(id(), "SQLite has no ON UPDATE for columns".to_owned(), "use a trigger");
            }
            let integer = column.ty.is_integer() || column.ty == types::parse("integer");
            if column.auto_increment != AutoIncrement::No {
                if rowless {
                    let message = "a table WITHOUT ROWID numbers no rows";
                    refuse(id(), message.to_owned(), "set auto_increment = false");
                }
                if !integer || key != [column.name.clone()] {
                    let message = "AUTOINCREMENT needs a primary key of one integer column";
                    refuse(id(), message.to_owned(), "set auto_increment = false");
                }
                column.auto_increment = AutoIncrement::Yes;
                // Only a column declared INTEGER numbers its rows.
                column.ty = ColumnType::I64;
            }
            match types::name(&column.ty) {
                Ok(declared) => column.ty = types::parse(&declared),
                Err(message) => refuse(id(), message, "choose a type that every dialect has"),
            }
            if strict {
                column.ty = types::strict(&column.ty);
            }
            // https://sqlite.org/withoutrowid.html, https://sqlite.org/stricttables.html
            column.nullable &= !(strict || rowless) || !key.contains(&column.name);
            column.comment = None;
            if column.collation.value().is_some_and(|it| it.eq_ignore_ascii_case("BINARY")) {
                column.collation = Facet::Unspecified;
            }
            column.default = column.default.take().map(|it| default(it, &column.ty));
        }
        for (there, what) in [
            (
                table.primary_key.as_ref().is_some_and(|it| !it.include.is_empty()),
                "INCLUDE columns",
            ),
            (
                table.primary_key.as_ref().is_some_and(|it| it.deferrable != Deferrable::No),
                "deferrable primary keys",
            ),
        ] {
            if there {
                refuse(ObjectId::PrimaryKey(name.clone()), format!("SQLite has no {what}"), "");
            }
        }
        if let Some(key) = &mut table.primary_key
            && key.columns.len() > 1
        {
            let name = format!("pk-{}", name.name);
            key.name = std::mem::take(&mut key.name).or_else(|| Facet::Is(name));
        }
        for index in &mut table.indexes {
            let id = ObjectId::Index(name.clone(), index.key());
            for (there, what) in [
                (!index.include.is_empty(), "INCLUDE columns"),
                (index.method.is_some(), "index methods"),
                (index.nulls_not_distinct, "NULLS NOT DISTINCT"),
                (index.deferrable != Deferrable::No, "deferrable unique constraints"),
                (index.parts.iter().any(|it| it.operator_class.is_some()), "operator classes"),
                (index.parts.iter().any(|it| it.prefix.is_some()), "prefix lengths"),
            ] {
                if there {
                    refuse(id.clone(), format!("SQLite has no {what}"), "");
                }
            }
            let columns = index.predicate.is_none() && index.plain_columns().is_some();
            let plain = index.parts.iter().all(|it| *it == IndexPart::from(it.key.clone()));
            let constraint =
                index.unique && *index.constraint.value().unwrap_or(&(columns && plain));
            if constraint && !columns {
                let message = "a UNIQUE constraint of SQLite has plain columns and no condition";
                refuse(id, message.to_owned(), "make it a unique index");
            }
            index.constraint = Facet::Is(constraint);
            for part in &mut index.parts {
                let IndexKey::Column(column) = &part.key else { continue };
                let own = table.columns.iter().find(|it| it.name == *column);
                if own.is_some_and(|it| it.collation.is_unspecified()) {
                    part.collation.take_if(|it| it.eq_ignore_ascii_case("BINARY"));
                }
            }
            if !constraint && index.name.is_unspecified() {
                let columns: Vec<String> = index
                    .parts
                    .iter()
                    .map(|it| match &it.key {
                        IndexKey::Column(name) | IndexKey::Expression(name) => name.clone(),
                    })
                    .collect();
                index.name = Facet::Is(format!("idx-{}-{}", name.name, columns.join("-")));
            }
        }
        drop_doubles(&mut table);
        for key in &mut table.foreign_keys {
            for (there, what) in [
                (key.match_full, "MATCH FULL"),
                (key.not_enforced, "NOT ENFORCED"),
                (!key.on_delete_columns.is_empty(), "columns of SET NULL"),
            ] {
                if there {
                    let id = ObjectId::ForeignKey(name.clone(), key.key());
                    refuse(id, format!("SQLite has no {what}"), "");
                }
            }
            key.not_valid = false;
            key.references.schema = None;
        }
        result.tables.insert(name.clone(), table);
    }
    if refusals.is_empty() { Ok(result) } else { Err(refusals) }
}

/// SQLite makes one index for unique constraints over the same columns, and none beside the primary
/// key's own.
fn drop_doubles(table: &mut Table) {
    let uniques: Vec<Index> =
        table.indexes.iter().filter(|it| it.constraint == Facet::Is(true)).cloned().collect();
    // The first by name stays, and a name is worth keeping over none.
    let rank = |index: &Index| (index.name.is_unspecified(), index.key());
    let key: Vec<IndexPart> = table.key_columns().iter().map(IndexPart::column).collect();
    let rowid = !table.options.contains_key(WITHOUT_ROWID)
        && matches!(table.key_columns(), [only]
        if table.column(only).is_some_and(|it| it.ty == ColumnType::I64));
    table.indexes.retain(|index| {
        let double = |other: &Index| other.parts == index.parts && rank(other) < rank(index);
        index.constraint != Facet::Is(true)
            || (rowid || index.parts != key) && !uniques.iter().any(double)
    });
}

/// The default as it is read back: a boolean on a boolean column, keywords in capitals.
fn default(value: DefaultValue, ty: &ColumnType) -> DefaultValue {
    match value {
        DefaultValue::Number(it) if *ty == ColumnType::Bool && it == "1" => {
            DefaultValue::Bool(true)
        }
        DefaultValue::Number(it) if *ty == ColumnType::Bool && it == "0" => {
            DefaultValue::Bool(false)
        }
        DefaultValue::Sql(sql) => {
            let upper = sql.to_ascii_uppercase();
            match upper.as_str() {
                "CURRENT_TIMESTAMP" | "CURRENT_DATE" | "CURRENT_TIME" => DefaultValue::Sql(upper),
                "TRUE" => DefaultValue::Bool(true),
                "FALSE" => DefaultValue::Bool(false),
                _ => DefaultValue::Sql(sql),
            }
        }
        other => other,
    }
}

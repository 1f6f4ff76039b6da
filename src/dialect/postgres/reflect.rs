//! Rows of the catalog queries to a schema.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::dialect::{CatalogQuery, ReflectError, Reflection, Row, Scope, Unmanaged};
use crate::schema::*;

use super::sequence::Counting;
use super::{defaults, expression, render, sequence, types};

/// What a change of a column's type takes away.
pub const COLUMN_STORAGE: &str = "column storage";
/// The same.
pub const COLUMN_COMPRESSION: &str = "column compression";

/// Whether an object beside the model is something that a column is told, and goes with it.
pub fn is_setting(kind: &str) -> bool {
    kind.starts_with("column ")
}

const QUERIES: [(&str, &str); 6] = [
    ("tables", include_str!("catalog/tables.sql")),
    ("columns", include_str!("catalog/columns.sql")),
    ("constraints", include_str!("catalog/constraints.sql")),
    ("indexes", include_str!("catalog/indexes.sql")),
    ("enums", include_str!("catalog/enums.sql")),
    ("unmanaged", include_str!("catalog/unmanaged.sql")),
];

/// The schemas that are people's own.
const EVERY: &str = "(SELECT array_agg(every.nspname) FROM pg_namespace every \
     WHERE every.nspname !~ '^pg_' AND every.nspname <> 'information_schema' \
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass \
     AND d.objid = every.oid AND d.deptype = 'e'))";

/// The catalog queries over the connection's own schema and those of `scope`.
pub fn catalog(scope: &Scope) -> Vec<CatalogQuery> {
    let more = scope.schemas.iter().map(|name| format!(", {}", render::literal(name)));
    let mut schemas = format!("ARRAY[current_schema(){}]::name[]", more.collect::<String>());
    if scope.all {
        // A search path that somebody chose leads to another schema than the server's own does.
        schemas = format!(
            "(CASE WHEN coalesce(current_schema(), 'public') = 'public' THEN {EVERY} END || {schemas})"
        );
    }
    let query = |(name, sql): (&'static str, &str)| CatalogQuery {
        name,
        sql: sql.replace("{schemas}", &schemas),
        optional: false,
        restore: None,
    };
    QUERIES.into_iter().map(query).collect()
}

/// The schema that the rows describe.
pub fn reflect(rows: &[Vec<Row>]) -> Result<Reflection, ReflectError> {
    let rows = |index: usize| {
        let query = QUERIES[index].0;
        let rows = rows.get(index).map_or(&[] as &[Row], Vec::as_slice);
        rows.iter().map(move |row| Fields { query, row })
    };
    let mut reader = Reader::default();
    // Enum types first, for columns know theirs by number.
    rows(4).try_for_each(|row| reader.enum_type(row))?;
    rows(0).try_for_each(|row| reader.table(row))?;
    rows(1).try_for_each(|row| reader.column(row))?;
    rows(2).try_for_each(|row| reader.constraint(row))?;
    rows(3).try_for_each(|row| reader.index(row))?;
    rows(5).try_for_each(|row| reader.unmanaged_object(row))?;
    let tables = reader.tables.into_values().map(|it| (it.name, it.table));
    let schema = Schema { enums: reader.enums, tables: tables.collect() };
    Ok(Reflection { schema, unmanaged: reader.unmanaged, ..Reflection::default() })
}

/// A row with the name of its query, for what may be wrong with it.
#[derive(Clone, Copy)]
struct Fields<'a> {
    query: &'static str,
    row: &'a Row,
}

impl<'a> Fields<'a> {
    fn error(&self, reason: impl Into<String>) -> ReflectError {
        ReflectError { query: self.query, reason: reason.into() }
    }

    fn maybe(&self, at: usize) -> Option<&'a str> {
        self.row.get(at).and_then(|it| it.as_deref())
    }

    fn text(&self, at: usize) -> Result<&'a str, ReflectError> {
        self.maybe(at).ok_or_else(|| self.error(format!("field {} is null", at + 1)))
    }

    fn truth(&self, at: usize) -> bool {
        matches!(self.maybe(at), Some("t" | "true"))
    }

    fn number<T: std::str::FromStr>(&self, at: usize) -> Result<T, ReflectError> {
        let text = self.text(at)?;
        text.parse().map_err(|_| self.error(format!("`{text}` is not a number")))
    }

    /// A JSON array, empty where there is none.
    fn list(&self, at: usize) -> Result<Vec<Value>, ReflectError> {
        match self.maybe(at) {
            None => Ok(Vec::new()),
            Some(text) => serde_json::from_str(text)
                .map_err(|error| self.error(format!("`{text}` is not a JSON array: {error}"))),
        }
    }

    fn numbers(&self, at: usize) -> Result<Vec<i64>, ReflectError> {
        Ok(self.list(at)?.iter().filter_map(Value::as_i64).collect())
    }

    fn names(&self, at: usize) -> Result<Vec<String>, ReflectError> {
        Ok(self.list(at)?.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
    }

    /// The fields of a JSON object, none where there is none.
    fn options(&self, at: usize) -> Result<Options, ReflectError> {
        let Some(text) = self.maybe(at) else { return Ok(Options::new()) };
        serde_json::from_str(text)
            .map_err(|error| self.error(format!("`{text}` is no JSON object of texts: {error}")))
    }

    /// Objects of the model, each an array of its kind, schema, name and part.
    fn objects(&self, at: usize) -> Result<Vec<ObjectId>, ReflectError> {
        let object = |item: &Value| {
            let text = |at: usize| item.get(at).and_then(Value::as_str);
            let name = QualifiedName::new(text(1), text(2).unwrap_or_default());
            Ok(match (text(0), text(3).map(str::to_owned)) {
                (Some("table"), None) => ObjectId::Table(name),
                (Some("enum"), None) => ObjectId::Enum(name),
                (Some("primary key"), Some(_)) => ObjectId::PrimaryKey(name),
                (Some("index"), Some(index)) => ObjectId::Index(name, index),
                (Some("column"), Some(column)) => ObjectId::Column(name, column),
                (Some("check"), Some(check)) => ObjectId::Check(name, check),
                _ => return Err(self.error(format!("`{item}` is no object"))),
            })
        };
        self.list(at)?.iter().map(object).collect()
    }

    fn qualified(&self, schema: usize, name: usize) -> Result<QualifiedName, ReflectError> {
        Ok(QualifiedName::new(self.maybe(schema), self.text(name)?))
    }
}

#[derive(Default)]
struct Reader {
    enums: BTreeMap<QualifiedName, EnumType>,
    /// Enum types by the number of theirs and of their arrays'.
    enum_types: HashMap<String, ColumnType>,
    tables: HashMap<String, Reflected>,
    unmanaged: Vec<Unmanaged>,
}

struct Reflected {
    name: QualifiedName,
    table: Table,
    /// Names of columns by number.
    columns: HashMap<i64, String>,
}

impl Reflected {
    fn names(&self, numbers: &[i64]) -> Vec<String> {
        numbers.iter().filter_map(|number| self.columns.get(number).cloned()).collect()
    }
}

impl Reader {
    fn enum_type(&mut self, row: Fields) -> Result<(), ReflectError> {
        let name = row.qualified(2, 3)?;
        let ty = ColumnType::Enum(name.clone());
        self.enum_types.insert(row.text(0)?.to_owned(), ty.clone());
        self.enum_types.insert(row.text(1)?.to_owned(), ColumnType::Array(Box::new(ty)));
        self.enums.insert(name, EnumType { values: row.names(4)?, by: Owner::default() });
        Ok(())
    }

    fn table(&mut self, row: Fields) -> Result<(), ReflectError> {
        let name = row.qualified(1, 2)?;
        if let Some(kind) = row.maybe(3) {
            let mut parents = Vec::new();
            for parent in row.list(5)? {
                let text = |at: usize| parent.get(at).and_then(Value::as_str);
                let name = text(1).ok_or_else(|| row.error("a parent has no name"))?;
                parents.push(QualifiedName::new(text(0), name));
            }
            let name = name.to_string();
            let reads = |parents: Vec<QualifiedName>| parents.into_iter().map(ObjectId::Table);
            // A partition goes with its table; what inherits holds it.
            let (kind, table, reads) = match kind {
                "partition" => ("partition", parents.pop(), Vec::new()),
                "inherited table" => ("inherited table", None, reads(parents).collect()),
                _ => ("typed table", None, Vec::new()),
            };
            let definition = row.maybe(7).map(str::to_owned);
            let serves = Vec::new();
            self.unmanaged.push(Unmanaged { kind, name, table, definition, reads, serves });
            return Ok(());
        }
        let comment = row.maybe(4).map(str::to_owned);
        let table = Table { comment, options: row.options(6)?, ..Table::default() };
        let reflected = Reflected { name, table, columns: HashMap::new() };
        self.tables.insert(row.text(0)?.to_owned(), reflected);
        Ok(())
    }

    fn column(&mut self, row: Fields) -> Result<(), ReflectError> {
        let Some(table) = self.tables.get_mut(row.text(0)?) else { return Ok(()) };
        let own = row.text(2)?.to_owned();
        let ty = match self.enum_types.get(row.text(3)?) {
            Some(ty) => ty.clone(),
            None => types::parse(row.text(4)?),
        };
        // Of other types numbers are a default like any.
        let serial = row.truth(9) && types::numbered(&ty);
        let value = row.maybe(8);
        let stored = match row.maybe(7) {
            Some("s") => Some(true),
            Some("v") => Some(false),
            _ => None,
        };
        let collation = row.maybe(10).map_or(Facet::Unspecified, |it| Facet::Is(it.to_owned()));
        table.columns.insert(row.number(1)?, own.clone());
        table.table.columns.push(Column {
            nullable: !row.truth(5),
            default: value
                .filter(|_| stored.is_none() && !serial)
                .and_then(|sql| defaults::parse(sql, &ty)),
            generated: stored
                .zip(value)
                .map(|(stored, sql)| Generated { expression: expression::tidy(sql), stored }),
            auto_increment: match row.maybe(6) {
                Some("a") => AutoIncrement::Identity { always: true },
                Some("d") => AutoIncrement::Identity { always: false },
                _ if serial => AutoIncrement::Serial,
                _ => AutoIncrement::No,
            },
            collation,
            sequence: match row.numbers(12)?[..] {
                [start, increment, min, max, cache, cycle] if types::numbered(&ty) => {
                    let cycle = cycle != 0;
                    let name = row.maybe(13);
                    let name = name.and_then(|it| sequence::other_name(it, &table.name, &own));
                    Counting { start, increment, min, max, cache, cycle }.said(&ty, name)
                }
                _ => None,
            },
            comment: row.maybe(11).map(str::to_owned),
            ..Column::new(own, ty)
        });
        Ok(())
    }

    fn constraint(&mut self, row: Fields) -> Result<(), ReflectError> {
        let Some(found) = self.tables.get_mut(row.text(0)?) else { return Ok(()) };
        let name = Facet::Is(row.text(1)?.to_owned());
        let by = Owner::default();
        let columns = found.names(&row.numbers(3)?);
        let enforced = row.maybe(16) != Some("false");
        match row.text(2)? {
            "c" => found.table.checks.push(Check {
                name,
                no_inherit: row.truth(15),
                not_valid: !row.truth(11) && enforced,
                not_enforced: !enforced,
                by,
                ..Check::new(expression::tidy(row.text(12)?))
            }),
            "f" => found.table.foreign_keys.push(ForeignKey {
                name,
                on_delete: action(row, 7)?,
                on_delete_columns: found.names(&row.numbers(13)?),
                on_update: action(row, 8)?,
                match_full: row.maybe(14) == Some("f"),
                deferrable: deferrable(row, 9),
                not_valid: !row.truth(11) && enforced,
                not_enforced: !enforced,
                by,
                ..ForeignKey::new(columns, row.qualified(4, 5)?, row.names(6)?)
            }),
            kind => return Err(row.error(format!("`{kind}` is no kind of constraint"))),
        }
        Ok(())
    }

    fn index(&mut self, row: Fields) -> Result<(), ReflectError> {
        let Some(found) = self.tables.get_mut(row.text(0)?) else { return Ok(()) };
        let name = row.text(1)?.to_owned();
        if !row.truth(15) {
            // A build that failed leaves an index that no query uses.
            self.unmanaged.push(Unmanaged {
                kind: "invalid index",
                name,
                table: Some(found.name.clone()),
                definition: row.maybe(16).map(str::to_owned),
                ..Unmanaged::default()
            });
            return Ok(());
        }
        let keys: usize = row.number(7)?;
        let numbers = row.numbers(8)?;
        let order = row.numbers(9)?;
        let (expressions, classes, collations) = (row.list(10)?, row.list(11)?, row.list(12)?);
        let at = |list: &[Value], i: usize| list.get(i).and_then(Value::as_str).map(str::to_owned);
        let mut parts = Vec::with_capacity(keys);
        for (i, number) in numbers.iter().take(keys).enumerate() {
            let key = match found.columns.get(number) {
                Some(name) => IndexKey::Column(name.clone()),
                None => {
                    let text = at(&expressions, i)
                        .ok_or_else(|| row.error(format!("index {name} has an unknown part")))?;
                    IndexKey::Expression(expression::tidy(&text))
                }
            };
            // Bit 1 of the options is DESC, bit 2 is NULLS FIRST.
            let option = order.get(i).copied().unwrap_or(0);
            let (descending, first) = (option & 1 != 0, option & 2 != 0);
            parts.push(IndexPart {
                key,
                descending,
                nulls_first: Some(first).filter(|first| *first != descending),
                collation: at(&collations, i),
                operator_class: at(&classes, i),
                prefix: None,
            });
        }
        let unique = row.truth(3);
        let include = found.names(numbers.get(keys..).unwrap_or_default());
        let options = row.options(17)?;
        if row.maybe(4) == Some("p") {
            found.table.primary_key = Some(PrimaryKey {
                name: Facet::Is(name),
                include,
                deferrable: deferrable(row, 5),
                options,
                ..PrimaryKey::new(found.names(&numbers[..keys.min(numbers.len())]))
            });
            return Ok(());
        }
        let method = row.text(2)?;
        found.table.indexes.push(Index {
            name: Facet::Is(name),
            parts,
            unique,
            constraint: match unique {
                true => Facet::Is(row.maybe(4) == Some("u")),
                false => Facet::Unspecified,
            },
            include,
            method: Some(method.to_owned()).filter(|it| it != "btree"),
            predicate: row.maybe(13).map(expression::tidy),
            nulls_not_distinct: row.truth(14),
            deferrable: deferrable(row, 5),
            options,
            comment: row.maybe(18).map(str::to_owned),
            ..Index::new(Vec::<String>::new())
        });
        Ok(())
    }

    fn unmanaged_object(&mut self, row: Fields) -> Result<(), ReflectError> {
        const KINDS: [&str; 27] = [
            "view",
            "materialized view",
            "foreign table",
            "sequence",
            "composite type",
            "domain",
            "range type",
            "rule",
            "trigger",
            "policy",
            "row level security",
            "exclusion constraint",
            "not null constraint",
            "key over periods",
            "foreign key",
            "constraint comment",
            "column statistics",
            COLUMN_STORAGE,
            COLUMN_COMPRESSION,
            "column option",
            "statistics object",
            "publication",
            "collation",
            "extension",
            "function",
            "procedure",
            "object",
        ];
        let kind = row.text(0)?;
        let kind = KINDS.into_iter().find(|it| *it == kind).unwrap_or("object");
        let table = if row.truth(3) { Some(row.qualified(4, 5)?) } else { None };
        // What belongs to a table is named within it, everything else within its schema.
        let name = match &table {
            Some(_) => row.text(2)?.to_owned(),
            None => row.qualified(1, 2)?.to_string(),
        };
        let (mut reads, serves) = (row.objects(7)?, row.objects(8)?);
        if let Some(table) = table.as_ref().filter(|_| is_setting(kind)) {
            reads.push(ObjectId::Column(table.clone(), name.clone()));
        }
        let definition = row.maybe(6).map(str::to_owned);
        self.unmanaged.push(Unmanaged { kind, name, table, definition, reads, serves });
        Ok(())
    }
}

fn action(row: Fields, at: usize) -> Result<ReferentialAction, ReflectError> {
    Ok(match row.text(at)? {
        "a" => ReferentialAction::NoAction,
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        code => return Err(row.error(format!("`{code}` is no action of a foreign key"))),
    })
}

fn deferrable(row: Fields, at: usize) -> Deferrable {
    match (row.truth(at), row.truth(at + 1)) {
        (false, _) => Deferrable::No,
        (true, false) => Deferrable::InitiallyImmediate,
        (true, true) => Deferrable::InitiallyDeferred,
    }
}

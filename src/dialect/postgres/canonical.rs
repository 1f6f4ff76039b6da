//! What the server would report of a schema after it created it.

mod members;
mod naming;

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::Refusal;
use crate::schema::*;
use crate::target::{Target, Version};

use super::names::{clip, clip_qualified};
use super::sequence::{self as sequences, Counting};
use super::types::NoSuchType;
use super::{defaults, expression, types};

/// See [`Dialect::canonical`](crate::dialect::Dialect::canonical).
pub fn canonical(schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>> {
    let mut refusals = Refusals(Vec::new());
    let mut enums = BTreeMap::new();
    for (name, it) in &schema.enums {
        check_enum(name, it, &mut refusals);
        if enums.insert(clip_qualified(name), it.clone()).is_some() {
            refusals.alike(ObjectId::Enum(name.clone()));
        }
    }
    let mut tables = BTreeMap::new();
    for (name, table) in &schema.tables {
        let table = canonical_table(name, table, &enums, target, &mut refusals);
        if tables.insert(clip_qualified(name), table).is_some() {
            refusals.alike(ObjectId::Table(name.clone()));
        }
    }
    let mut filled = Schema { enums, tables };
    naming::fill_references(&mut filled);
    naming::fill_names(&mut filled);
    naming::check_names(&filled, schema, &mut refusals);
    if refusals.0.is_empty() { Ok(filled) } else { Err(refusals.0) }
}

struct Refusals(Vec<Refusal>);

impl Refusals {
    fn add(&mut self, object: ObjectId, message: impl Into<String>, help: Option<&str>) {
        self.0.push(Refusal::new(object, message).help(help.unwrap_or_default()));
    }

    fn no_such_type(&mut self, object: ObjectId, error: NoSuchType) {
        self.0.push(Refusal::new(object, error.message).at(Aspect::Type).help(error.help));
    }

    fn alike(&mut self, object: ObjectId) {
        let message = "PostgreSQL keeps 63 bytes of a name, and this one is then taken already";
        self.add(object, message, Some("give it a shorter name, or another one"));
    }
}

fn check_enum(name: &QualifiedName, it: &EnumType, refusals: &mut Refusals) {
    let mut seen = BTreeSet::new();
    for value in &it.values {
        let refuse = |message: String, help: &str| {
            let place = Aspect::Value(value.clone());
            Refusal::new(ObjectId::Enum(name.clone()), message).at(place).help(help)
        };
        if value.len() > 63 {
            let message = format!("the value `{value}` is longer than 63 bytes");
            refusals.0.push(refuse(message, "shorten it, or store the enum as a string"));
        }
        if !seen.insert(value) {
            let message = format!("the value `{value}` stands in the enum twice");
            refusals.0.push(refuse(message, "give each variant a value of its own"));
        }
    }
}

fn canonical_table(
    name: &QualifiedName,
    table: &Table,
    enums: &BTreeMap<QualifiedName, EnumType>,
    target: &Target,
    refusals: &mut Refusals,
) -> Table {
    let Table {
        columns,
        primary_key,
        indexes,
        foreign_keys,
        checks,
        options,
        comment,
        by,
        comment_on: _,
    } = table;
    let mut found: Vec<Column> = Vec::with_capacity(columns.len());
    for column in columns {
        let object = ObjectId::Column(name.clone(), column.name.clone());
        let in_key = table.key_columns().contains(&column.name);
        let column = canonical_column(&object, column, in_key, enums, target, refusals);
        if found.iter().any(|it| it.name == column.name) {
            refusals.alike(object);
        }
        found.push(column);
    }
    refuse_json_keys(name, table, &found, refusals);
    Table {
        primary_key: primary_key
            .as_ref()
            .map(|key| members::primary_key(ObjectId::PrimaryKey(name.clone()), key, refusals)),
        indexes: indexes
            .iter()
            .map(|index| {
                let object = ObjectId::Index(name.clone(), index.key());
                members::index(object, index, &found, target, refusals)
            })
            .collect(),
        foreign_keys: foreign_keys
            .iter()
            .map(|key| {
                let object = ObjectId::ForeignKey(name.clone(), key.key());
                members::foreign_key(object, key, target, refusals)
            })
            .collect(),
        checks: checks
            .iter()
            .map(|check| {
                let object = ObjectId::Check(name.clone(), check.key());
                members::check(object, check, target, refusals)
            })
            .collect(),
        options: options.clone(),
        comment: said(comment),
        by: *by,
        comment_on: On::new(),
        columns: found,
    }
}

/// `json` has no equality, and so no place in a primary key or an ordinary index.
fn refuse_json_keys(
    name: &QualifiedName,
    table: &Table,
    columns: &[Column],
    refusals: &mut Refusals,
) {
    let json =
        |name: &str| columns.iter().any(|it| it.name == clip(name) && it.ty == ColumnType::Json);
    let key = table.key_columns().iter().any(|it| json(it));
    let key = key.then(|| ObjectId::PrimaryKey(name.clone()));
    let indexes = table.indexes.iter().filter(|index| {
        index.method.is_none()
            && index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => part.operator_class.is_none() && json(name),
                IndexKey::Expression(_) => false,
            })
    });
    let indexes = indexes.map(|index| ObjectId::Index(name.clone(), index.key()));
    for object in key.into_iter().chain(indexes) {
        let message = "PostgreSQL cannot compare values of type json";
        refusals.add(object, message, Some("declare the column with column_type = \"JsonBinary\""));
    }
}

/// The server takes an empty comment for none.
fn said(comment: &Option<String>) -> Option<String> {
    comment.clone().filter(|text| !text.is_empty())
}

fn clip_facet(name: &Facet<String>) -> Facet<String> {
    match name {
        Facet::Is(name) => Facet::Is(clip(name)),
        Facet::Unspecified => Facet::Unspecified,
    }
}

fn clip_all(names: &[String]) -> Vec<String> {
    names.iter().map(|name| clip(name)).collect()
}

fn canonical_column(
    object: &ObjectId,
    column: &Column,
    in_key: bool,
    enums: &BTreeMap<QualifiedName, EnumType>,
    target: &Target,
    refusals: &mut Refusals,
) -> Column {
    let Column {
        name,
        ty,
        nullable,
        default,
        generated,
        auto_increment,
        sequence,
        collation,
        on_update,
        invisible,
        comment,
        by,
        on: _,
    } = column;
    let (ty, auto_increment, serial) = match types::serial(ty) {
        Some(ty) => (ty, AutoIncrement::Serial, true),
        None => match types::canonical(ty, enums) {
            Ok(ty) => (ty, *auto_increment, false),
            Err(error) => {
                refusals.no_such_type(object.clone(), error);
                (ty.clone(), *auto_increment, false)
            }
        },
    };
    if on_update.is_some() {
        let help = "set the value in the application or in a trigger";
        refusals.add(object.clone(), "PostgreSQL has no `ON UPDATE` for columns", Some(help));
    }
    let auto_increment = match auto_increment {
        AutoIncrement::Yes => AutoIncrement::Identity { always: false },
        said => said,
    };
    let numbered = auto_increment != AutoIncrement::No;
    if numbered && !types::numbered(&ty) {
        let message = format!("PostgreSQL numbers integer columns only, and this one is {ty}");
        let help = "say #[sea_orm(auto_increment = false)] on the primary key";
        refusals.add(object.clone(), message, Some(help));
    }
    if numbered && (default.is_some() || generated.is_some()) {
        let message = "a column that the database numbers has no default and is not generated";
        refusals.add(object.clone(), message, None);
    }
    if default.is_some() && generated.is_some() {
        refusals.add(object.clone(), "a generated column has no default", None);
    }
    if generated.as_ref().is_some_and(|it| !it.stored) && target.version < Version::new(18, 0, 0) {
        let message = format!("PostgreSQL {} has only stored generated columns", target.version);
        let help = "make the column stored, or write `postgres: 18` under dialects";
        refusals.add(object.clone(), message, Some(help));
    }
    if *invisible {
        refusals.add(object.clone(), "PostgreSQL has no invisible columns", None);
    }
    let sequence = sequence.as_deref();
    if sequence.is_some() && !numbered {
        let message = "a sequence counts for columns that the database numbers";
        refusals.add(object.clone(), message, Some("say how it is numbered, or leave it out"));
    }
    if sequence.is_some_and(|it| it.increment == Some(0)) {
        refusals.add(object.clone(), "a sequence does not count by 0", None);
    }
    let identity = matches!(auto_increment, AutoIncrement::Identity { .. });
    Column {
        name: clip(name),
        // Both forms imply it when they are created; a serial column may lose it later.
        nullable: *nullable && !in_key && !identity && !serial,
        default: default.as_ref().and_then(|it| defaults::canonical(it, &ty)),
        generated: generated.as_ref().map(|it| Generated {
            expression: expression::tidy(&it.expression),
            stored: it.stored,
        }),
        auto_increment,
        collation: match collation {
            Facet::Is(name) if name != "default" => Facet::Is(name.clone()),
            Facet::Is(_) | Facet::Unspecified => Facet::Unspecified,
        },
        sequence: sequence.and_then(|it| {
            let other = |own: &String| sequences::other_name(own, object.name(), &clip(name));
            Counting::of(Some(it), &ty).said(&ty, it.name.as_ref().and_then(other))
        }),
        on_update: None,
        invisible: false,
        comment: said(comment),
        ty,
        by: *by,
        on: On::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::DialectName;

    fn of(text: &str) -> Result<Schema, Vec<Refusal>> {
        let schema: Schema = serde_yaml::from_str(text).unwrap();
        canonical(&schema, &Target::floor(DialectName::Postgres))
    }

    #[test]
    fn what_the_server_cannot_hold_is_refused_all_at_once() {
        let long = "x".repeat(64);
        let text = format!(
            "enums: {{t: {{values: [a, a]}}}}
tables:
  t:
    columns:
    - a: {{type: year}}
    - b: {{type: \"enum('x')\"}}
    - c: {{type: string, auto_increment: true}}
    - d: {{type: datetime, on_update: now()}}
    - e: {{type: i32, generated: {{expression: d}}}}
    - f: {{type: json}}
    - {long}: {{type: i32}}
    - {long}y: {{type: i32}}
    primary_key: [f]
    indexes:
    - {{name: i, columns: [{{column: c, prefix: 3}}]}}
    - {{name: i, columns: [c], unique: true, nulls_not_distinct: true}}"
        );
        let refusals: Vec<String> =
            of(&text).unwrap_err().iter().map(ToString::to_string).collect();
        let expected = [
            "enum t: the value `a` stands in the enum twice".to_owned(),
            "column t.a: PostgreSQL has no type for years".to_owned(),
            "column t.b: PostgreSQL has no enum without a name".to_owned(),
            "column t.c: PostgreSQL numbers integer columns only, and this one is string"
                .to_owned(),
            "column t.d: PostgreSQL has no `ON UPDATE` for columns".to_owned(),
            "column t.e: PostgreSQL 12 has only stored generated columns".to_owned(),
            format!(
                "column t.{long}y: PostgreSQL keeps 63 bytes of a name, and this one is then taken already"
            ),
            "primary key of t: PostgreSQL cannot compare values of type json".to_owned(),
            "index i on t: PostgreSQL has no indexes over the first characters of a column"
                .to_owned(),
            "index i on t: PostgreSQL 12 has no NULLS NOT DISTINCT".to_owned(),
            "enum t: a table has this name, and every table is a type in PostgreSQL".to_owned(),
            "index i on t: the name `i` is taken by another object of the schema".to_owned(),
        ];
        assert_eq!(refusals, expected);
    }

    #[test]
    fn names_are_those_of_sea_orm_and_the_server() {
        let schema = of("
tables:
  t:
    columns: [a: {type: i32}, b: {type: i32}]
    primary_key: [a, b]
    indexes:
    - {columns: [a], unique: true}
    - {columns: [a], unique: true}
    - {columns: [a, b]}
    - {name: k, columns: [b], unique: true}
    foreign_keys: [{columns: [a, b], references: t, referenced_columns: []}]
    checks: [{expression: a > 0}, {expression: a > 1}, {expression: a > b}]")
        .unwrap();
        let table = &schema.tables[&QualifiedName::bare("t")];
        let key = table.primary_key.as_ref().unwrap();
        assert_eq!(key.name, Facet::Is("pk-t".into()));
        let names: Vec<(String, Facet<bool>)> =
            table.indexes.iter().map(|it| (it.key(), it.constraint.clone())).collect();
        let expected = [
            ("t_a_key", Facet::Is(true)),
            ("t_a_key1", Facet::Is(true)),
            ("idx-t-a-b", Facet::Unspecified),
            ("k", Facet::Is(false)),
        ];
        assert_eq!(names, expected.map(|(name, constraint)| (name.to_owned(), constraint)));
        assert_eq!(table.foreign_keys[0].key(), "fk-t-a-b");
        assert_eq!(table.foreign_keys[0].referenced_columns, ["a", "b"]);
        let checks: Vec<String> = table.checks.iter().map(Check::key).collect();
        assert_eq!(checks, ["t_a_check", "t_a_check1", "t_check"]);
    }
}

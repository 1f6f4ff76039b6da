//! What the server would report of a schema after it created it.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::Refusal;
use crate::schema::*;
use crate::target::{Target, Version};

use super::names::{chosen, chosen_free, clip, clip_qualified};
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
    fill_references(&mut filled);
    fill_names(&mut filled);
    check_names(&filled, schema, &mut refusals);
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
    let Table { columns, primary_key, indexes, foreign_keys, checks, options, comment, by } = table;
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
        columns: found,
        primary_key: primary_key.as_ref().map(|key| PrimaryKey {
            name: clip_facet(&key.name),
            columns: clip_all(&key.columns),
            include: clip_all(&key.include),
            ..key.clone()
        }),
        indexes: indexes
            .iter()
            .map(|index| {
                let object = ObjectId::Index(name.clone(), index.key());
                canonical_index(object, index, target, refusals)
            })
            .collect(),
        foreign_keys: foreign_keys
            .iter()
            .map(|key| ForeignKey {
                name: clip_facet(&key.name),
                columns: clip_all(&key.columns),
                references: clip_qualified(&key.references),
                referenced_columns: clip_all(&key.referenced_columns),
                on_delete_columns: clip_all(&key.on_delete_columns),
                ..key.clone()
            })
            .collect(),
        checks: checks
            .iter()
            .map(|check| Check {
                name: clip_facet(&check.name),
                expression: expression::tidy(&check.expression),
                ..check.clone()
            })
            .collect(),
        options: options.clone(),
        comment: said(comment),
        by: *by,
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
    let integer = matches!(ty, ColumnType::I16 | ColumnType::I32 | ColumnType::I64);
    if numbered && !integer {
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
        sequence: sequence.clone().filter(|it| **it != Sequence::default()),
        on_update: None,
        invisible: false,
        comment: said(comment),
        ty,
        by: *by,
    }
}

fn canonical_index(
    object: ObjectId,
    index: &Index,
    target: &Target,
    refusals: &mut Refusals,
) -> Index {
    let parts = index.parts.iter().map(|part| {
        let IndexPart { key, descending, nulls_first, collation, operator_class, prefix } = part;
        if prefix.is_some() {
            let message = "PostgreSQL has no indexes over the first characters of a column";
            refusals.add(object.clone(), message, Some("index an expression such as left(c, 10)"));
        }
        IndexPart {
            key: match key {
                IndexKey::Column(name) => IndexKey::Column(clip(name)),
                IndexKey::Expression(text) => IndexKey::Expression(expression::tidy(text)),
            },
            descending: *descending,
            nulls_first: nulls_first.filter(|first| first != descending),
            collation: collation.clone(),
            operator_class: operator_class.clone(),
            prefix: None,
        }
    });
    let parts: Vec<IndexPart> = parts.collect();
    let method = index.method.as_ref().map(|it| it.to_ascii_lowercase());
    let method = method.filter(|it| it != "btree");
    if index.nulls_not_distinct && target.version < Version::new(15, 0, 0) {
        let message = format!("PostgreSQL {} has no NULLS NOT DISTINCT", target.version);
        refusals.add(object.clone(), message, Some("write `postgres: 15` under dialects"));
    }
    let plain = index.predicate.is_none()
        && method.is_none()
        && parts.iter().all(|part| *part == IndexPart::from(part.key.clone()))
        && parts.iter().all(|part| matches!(part.key, IndexKey::Column(_)));
    let constraint = match index.constraint {
        _ if !index.unique => Facet::Unspecified,
        // SeaORM's `unique` is a constraint that the server names, and `unique_key` an index that
        // SeaORM names.
        Facet::Unspecified => Facet::Is(plain && index.name.is_unspecified()),
        Facet::Is(constraint) => Facet::Is(constraint),
    };
    if constraint == Facet::Is(true) && !plain {
        let message = "a UNIQUE constraint of PostgreSQL has plain columns and no condition";
        refusals.add(object.clone(), message, Some("make it a unique index"));
    }
    if index.deferrable != Deferrable::No && constraint != Facet::Is(true) {
        let message = "PostgreSQL defers UNIQUE constraints, but not indexes";
        refusals.add(object.clone(), message, Some("make it a UNIQUE constraint"));
    }
    Index {
        name: clip_facet(&index.name),
        parts,
        unique: index.unique,
        constraint,
        include: clip_all(&index.include),
        method,
        predicate: index.predicate.as_deref().map(expression::tidy),
        nulls_not_distinct: index.nulls_not_distinct && index.unique,
        ..index.clone()
    }
}

/// A foreign key that names no columns refers to the primary key.
fn fill_references(schema: &mut Schema) {
    let keys: BTreeMap<QualifiedName, Vec<String>> = schema
        .tables
        .iter()
        .map(|(name, table)| (name.clone(), table.key_columns().to_vec()))
        .collect();
    for key in schema.tables.values_mut().flat_map(|table| &mut table.foreign_keys) {
        if let Some(columns) =
            keys.get(&key.references).filter(|_| key.referenced_columns.is_empty())
        {
            key.referenced_columns.clone_from(columns);
        }
    }
}

/// Gives the names that SeaORM or the server chooses to what has none.
fn fill_names(schema: &mut Schema) {
    // Tables and indexes of one database schema share their names; constraints those of a table.
    let mut relations: BTreeSet<QualifiedName> = schema.tables.keys().cloned().collect();
    for (name, table) in &schema.tables {
        let keys = table.primary_key.iter().filter_map(|key| key.name.value());
        let indexes = table.indexes.iter().filter_map(|index| index.name.value());
        relations.extend(keys.chain(indexes).map(|it| name.sibling(it.as_str())));
    }
    for (name, table) in &mut schema.tables {
        let mut constraints: BTreeSet<String> = constraint_names(table).into_iter().collect();
        if let Some(key) = table.primary_key.as_mut().filter(|key| key.name.is_unspecified()) {
            let filled = match key.columns.as_slice() {
                [_] => chosen(&name.name, None, "pkey"),
                _ => clip(&format!("pk-{}", name.name)),
            };
            relations.insert(name.sibling(filled.as_str()));
            constraints.insert(filled.clone());
            key.name = Facet::Is(filled);
        }
        for index in table.indexes.iter_mut().filter(|index| index.name.is_unspecified()) {
            let words = index.parts.iter().map(|part| match &part.key {
                IndexKey::Column(name) => name.as_str(),
                IndexKey::Expression(_) => "expr",
            });
            let words: Vec<&str> = words.chain(index.include.iter().map(String::as_str)).collect();
            let taken =
                |it: &str| relations.contains(&name.sibling(it)) || constraints.contains(it);
            let filled = if index.constraint == Facet::Is(true) {
                chosen_free(&name.name, Some(&clip(&words.join("_"))), "key", taken)
            } else {
                clip(&format!("idx-{}-{}", name.name, words.join("-")))
            };
            relations.insert(name.sibling(filled.as_str()));
            if index.constraint == Facet::Is(true) {
                constraints.insert(filled.clone());
            }
            index.name = Facet::Is(filled);
        }
        for key in table.foreign_keys.iter_mut().filter(|key| key.name.is_unspecified()) {
            let filled = clip(&format!("fk-{}-{}", name.name, key.columns.join("-")));
            constraints.insert(filled.clone());
            key.name = Facet::Is(filled);
        }
        let columns = &table.columns;
        for check in table.checks.iter_mut().filter(|check| check.name.is_unspecified()) {
            let mut read = expression::names(&check.expression);
            read.retain(|word| columns.iter().any(|column| column.name == *word));
            let column = match read.as_slice() {
                [only] => Some(only.as_str()),
                _ => None,
            };
            let filled = chosen_free(&name.name, column, "check", |it| constraints.contains(it));
            constraints.insert(filled.clone());
            check.name = Facet::Is(filled);
        }
    }
}

/// The names of a table's constraints, as far as they have one.
fn constraint_names(table: &Table) -> Vec<String> {
    let keys = table.primary_key.iter().map(|it| &it.name);
    let uniques = table.indexes.iter().filter(|it| it.constraint == Facet::Is(true));
    keys.chain(uniques.map(|it| &it.name))
        .chain(table.foreign_keys.iter().map(|it| &it.name))
        .chain(table.checks.iter().map(|it| &it.name))
        .filter_map(|name| name.value().cloned())
        .collect()
}

/// Refuses objects whose names the server cannot tell apart, under the names by which they are
/// declared.
fn check_names(schema: &Schema, declared: &Schema, refusals: &mut Refusals) {
    let declared: BTreeMap<QualifiedName, &Table> =
        declared.tables.iter().map(|(name, table)| (clip_qualified(name), table)).collect();
    let mut relations: BTreeSet<QualifiedName> = schema.tables.keys().cloned().collect();
    for name in schema.enums.keys().filter(|name| relations.contains(name)) {
        let message = "a table has this name, and every table is a type in PostgreSQL";
        refusals.add(ObjectId::Enum(name.clone()), message, Some("rename the enum"));
    }
    for (name, table) in &schema.tables {
        let Some(said) = declared.get(name) else { continue };
        let mut constraints = BTreeSet::new();
        let key = table
            .primary_key
            .iter()
            .map(|key| (ObjectId::PrimaryKey(name.clone()), key.name.value(), true, true));
        let indexes = table.indexes.iter().zip(&said.indexes).map(|(index, said)| {
            let constraint = index.constraint == Facet::Is(true);
            (ObjectId::Index(name.clone(), said.key()), index.name.value(), true, constraint)
        });
        let foreign_keys = table.foreign_keys.iter().zip(&said.foreign_keys).map(|(key, said)| {
            (ObjectId::ForeignKey(name.clone(), said.key()), key.name.value(), false, true)
        });
        let checks = table.checks.iter().zip(&said.checks).map(|(check, said)| {
            (ObjectId::Check(name.clone(), said.key()), check.name.value(), false, true)
        });
        for (object, own, relation, constraint) in
            key.chain(indexes).chain(foreign_keys).chain(checks)
        {
            let Some(own) = own else { continue };
            let fresh_relation = !relation || relations.insert(name.sibling(own.as_str()));
            let fresh_constraint = !constraint || constraints.insert(own.clone());
            if !fresh_relation || !fresh_constraint {
                refusals.add(
                    object,
                    format!("the name `{own}` is taken by another object of the schema"),
                    Some("give one of them another name; 63 bytes of a name count"),
                );
            }
        }
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

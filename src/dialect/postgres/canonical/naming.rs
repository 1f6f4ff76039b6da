//! The names that the server and SeaORM give to what has none, and names that are taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::postgres::expression;
use crate::dialect::postgres::names::{chosen, chosen_free, clip, clip_qualified};
use crate::schema::*;

use super::Refusals;

/// A foreign key that names no columns refers to the primary key.
pub fn fill_references(schema: &mut Schema) {
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
pub fn fill_names(schema: &mut Schema) {
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
pub fn check_names(schema: &Schema, declared: &Schema, refusals: &mut Refusals) {
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

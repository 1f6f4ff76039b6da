//! What SQLite cannot hold of what a person declares.
//!
//! <https://www.sqlite.org/limits.html>

use std::collections::BTreeMap;

use crate::dialect::Refusal;
use crate::dialect::limits::{Limits, Quotes, Rules};
use crate::schema::*;
use crate::target::Target;

pub fn limits(schema: &Schema, _target: &Target) -> Vec<Refusal> {
    let rules = Rules {
        product: "SQLite",
        folds_case: true,
        quotes: Quotes::Sqlite,
        keeps_lengths: false,
        reads_booleans: false,
        reads_dates_from_numbers: true,
    };
    let mut limits = Limits::new(schema, rules);
    limits.common();
    names(&mut limits);
    for (name, table) in &schema.tables {
        columns(&mut limits, name, table);
        for index in &table.indexes {
            let id = ObjectId::Index(name.clone(), index.key());
            let expression = index.parts.iter().any(|it| matches!(it.key, IndexKey::Expression(_)));
            if index.constraint == Facet::Is(true) && (expression || index.predicate.is_some()) {
                let message = "a UNIQUE constraint has plain columns and no condition";
                limits.refuse(id, Aspect::Whole, message, "make it a unique index");
            }
        }
    }
    // SQLite takes a key to columns that are not unique, and then no row.
    // https://www.sqlite.org/foreignkeys.html#fk_indexes
    let references: Vec<_> = limits.references().collect();
    for (name, _, key, target) in references {
        limits.referenced_is_unique(name, key, target, |_| true);
    }
    limits.found
}

/// Tables and indexes of a file share their names, in any case.
///
/// <https://www.sqlite.org/fileformat2.html#intschema>
fn names(limits: &mut Limits) {
    let mut taken: BTreeMap<String, ObjectId> = BTreeMap::new();
    let tables =
        limits.schema.tables.keys().map(|name| (ObjectId::Table(name.clone()), &name.name));
    let indexes = limits.schema.tables.iter().flat_map(|(name, table)| {
        // Constraints are indexes too, but the server names these itself.
        let named = table.indexes.iter().filter(|it| it.constraint != Facet::Is(true));
        named.filter_map(|it| Some((ObjectId::Index(name.clone(), it.key()), it.name.value()?)))
    });
    for (id, name) in tables.chain(indexes).collect::<Vec<_>>() {
        let folded = name.to_lowercase();
        if folded.starts_with("sqlite_") {
            let message = format!("`{name}`: SQLite keeps names with `sqlite_` for itself");
            limits.refuse(id.clone(), Aspect::Name, message, "give it another name");
        }
        if let Some(other) = taken.get(&folded) {
            let message = format!("the name `{name}` is taken by {other}");
            limits.refuse(id, Aspect::Name, message, "give one of them another name");
        } else {
            taken.insert(folded, id);
        }
    }
}

fn columns(limits: &mut Limits, name: &QualifiedName, table: &Table) {
    let id = ObjectId::Table(name.clone());
    // https://www.sqlite.org/gencol.html
    if table.columns.iter().all(|it| it.generated.is_some()) {
        let message = "a table has at least one column, and one that is not generated";
        limits.refuse(id.clone(), Aspect::Whole, message, "add a column");
    }
    if table.columns.len() > 2000 {
        let message =
            format!("the table has {} columns, and 2000 is the most", table.columns.len());
        limits.refuse(id, Aspect::Whole, message, "move some of them to a table of their own");
    }
    for column in table.columns.iter().filter(|it| it.generated.is_some()) {
        let id = ObjectId::Column(name.clone(), column.name.clone());
        if column.default.is_some() {
            let message = "a generated column has no default";
            limits.refuse(id.clone(), Aspect::Default, message, "leave one of them out");
        }
        if table.key_columns().contains(&column.name) {
            let message = "a generated column is no part of a primary key";
            limits.refuse(id, Aspect::Generated, message, "make it unique instead");
        }
    }
}

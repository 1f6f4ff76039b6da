//! What a schema asks for and a database cannot hold, or could hold and never fill.
//!
//! `canonical` refuses what has no meaning on a server. The rules here are about what a person
//! declares: they are asked of models before anything is written, and told at the place of the
//! attribute. Where a rule cannot be sure it says nothing, and the server has the last word.

mod default;
mod expression;

use std::collections::{BTreeMap, BTreeSet};

use super::{Dialect, Refusal};
use crate::schema::*;
use crate::target::Target;

pub use expression::Quotes;

/// Everything that stands between a schema and a server of the target, by object: limits first,
/// then what has no meaning there at all.
pub fn refusals(dialect: &dyn Dialect, schema: &Schema, target: &Target) -> Vec<Refusal> {
    let mut found = dialect.limits(&schema.clone().within(target), target);
    for refusal in dialect.canonical(schema, target).err().unwrap_or_default() {
        // What has a wrong name is told of once.
        let known = |it: &Refusal| {
            *it == refusal || it.object == refusal.object && it.aspect == Aspect::Name
        };
        if !found.iter().any(known) {
            found.push(refusal);
        }
    }
    found
}

/// How a database reads names and literals, as far as the common rules need it.
pub struct Rules {
    /// As people call it.
    pub product: &'static str,
    /// Whether two names that differ in case are one column.
    pub folds_case: bool,
    pub quotes: Quotes,
    /// Whether lengths of strings and digits of decimals are kept to.
    pub keeps_lengths: bool,
    /// Whether a text such as `yes` is a boolean.
    pub reads_booleans: bool,
    /// Whether a number can be a date or a time.
    pub reads_dates_from_numbers: bool,
}

/// The rules that all databases share, and the refusals so far.
pub struct Limits<'a> {
    pub schema: &'a Schema,
    pub rules: Rules,
    pub found: Vec<Refusal>,
}

impl<'a> Limits<'a> {
    pub fn new(schema: &'a Schema, rules: Rules) -> Self {
        Self { schema, rules, found: Vec::new() }
    }

    pub fn refuse(
        &mut self,
        object: ObjectId,
        aspect: Aspect,
        message: impl Into<String>,
        help: &str,
    ) {
        self.found.push(Refusal::new(object, message).at(aspect).help(help));
    }

    /// A name as the database compares it with others.
    pub fn folded(&self, name: &str) -> String {
        if self.rules.folds_case { name.to_lowercase() } else { name.to_owned() }
    }

    pub fn column<'t>(&self, table: &'t Table, name: &str) -> Option<&'t Column> {
        let name = self.folded(name);
        table.columns.iter().find(|it| self.folded(&it.name) == name)
    }

    /// What no database takes.
    pub fn common(&mut self) {
        for (name, it) in &self.schema.enums {
            self.enum_type(name, it);
        }
        for (name, table) in &self.schema.tables {
            self.columns(name, table);
            self.keys(name, table);
            self.expressions(name, table);
        }
    }

    fn enum_type(&mut self, name: &QualifiedName, it: &EnumType) {
        let id = || ObjectId::Enum(name.clone());
        if it.values.is_empty() {
            let help = "give it a value, or store the column as a string";
            self.refuse(id(), Aspect::Whole, "the enum has no values", help);
        }
        let mut seen = BTreeSet::new();
        for value in &it.values {
            if !seen.insert(value) {
                let message = format!("the value `{value}` stands in the enum twice");
                let help = "give each variant a value of its own";
                self.refuse(id(), Aspect::Value(value.clone()), message, help);
            }
        }
    }

    fn columns(&mut self, name: &QualifiedName, table: &Table) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for column in &table.columns {
            let id = ObjectId::Column(name.clone(), column.name.clone());
            if let Some(other) = seen.insert(self.folded(&column.name), &column.name) {
                let message = match other == column.name {
                    true => format!("table {name} has two columns `{other}`"),
                    false => format!(
                        "{} takes `{}` and `{other}` for one column",
                        self.rules.product, column.name
                    ),
                };
                self.refuse(id.clone(), Aspect::Name, message, "give one of them another name");
            }
            if let Some(value) = &column.default
                && let Err((message, help)) =
                    default::fits(value, &column.ty, &self.schema.enums, &self.rules)
            {
                self.refuse(id.clone(), Aspect::Default, message, help);
            }
        }
    }

    /// Keys and indexes over columns that are there, each once in a primary key.
    fn keys(&mut self, name: &QualifiedName, table: &Table) {
        let key = ObjectId::PrimaryKey(name.clone());
        let columns: Vec<&str> = table.key_columns().iter().map(String::as_str).collect();
        let include = table.primary_key.iter().flat_map(|it| &it.include);
        let members: Vec<&str> =
            columns.iter().copied().chain(include.map(String::as_str)).collect();
        self.members(&key, table, name, &members);
        let mut seen = BTreeSet::new();
        for column in columns {
            if !seen.insert(self.folded(column)) {
                let message = format!("the column `{column}` stands in the primary key twice");
                self.refuse(key.clone(), Aspect::Whole, message, "name it once");
            }
        }
        for index in &table.indexes {
            let id = ObjectId::Index(name.clone(), index.key());
            let parts = index.parts.iter().filter_map(|part| match &part.key {
                IndexKey::Column(name) => Some(name.as_str()),
                IndexKey::Expression(_) => None,
            });
            let columns: Vec<&str> =
                parts.chain(index.include.iter().map(String::as_str)).collect();
            self.members(&id, table, name, &columns);
            if index.parts.is_empty() {
                self.refuse(id, Aspect::Whole, "an index has at least one column", "");
            }
        }
        for key in &table.foreign_keys {
            let id = ObjectId::ForeignKey(name.clone(), key.key());
            let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
            self.members(&id, table, name, &columns);
            if let Some(target) = self.schema.tables.get(&key.references) {
                let columns: Vec<&str> =
                    key.referenced_columns.iter().map(String::as_str).collect();
                self.members(&id, target, &key.references, &columns);
            }
        }
    }

    fn members(&mut self, id: &ObjectId, table: &Table, name: &QualifiedName, columns: &[&str]) {
        for column in columns {
            if self.column(table, column).is_none() {
                let message = format!("table {name} has no column `{column}`");
                self.refuse(id.clone(), Aspect::Whole, message, &there_are(table));
            }
        }
    }

    /// Checks, generated columns, predicates and expressions of indexes: over the table's own
    /// columns, and without queries.
    fn expressions(&mut self, name: &QualifiedName, table: &Table) {
        let checks = table.checks.iter().map(|check| {
            (ObjectId::Check(name.clone(), check.key()), Aspect::Whole, &check.expression)
        });
        let generated = table.columns.iter().filter_map(|column| {
            let id = ObjectId::Column(name.clone(), column.name.clone());
            Some((id, Aspect::Generated, &column.generated.as_ref()?.expression))
        });
        let indexes = table.indexes.iter().flat_map(|index| {
            let parts = index.parts.iter().filter_map(|part| match &part.key {
                IndexKey::Column(_) => None,
                IndexKey::Expression(sql) => Some(sql),
            });
            let id = || ObjectId::Index(name.clone(), index.key());
            parts.chain(&index.predicate).map(move |sql| (id(), Aspect::Whole, sql))
        });
        for (id, aspect, sql) in checks.chain(generated).chain(indexes) {
            let Some(read) = expression::read(sql, self.rules.quotes) else { continue };
            if read.query {
                let message =
                    format!("{} takes no query in an expression here", self.rules.product);
                let help = "keep to the columns of the row";
                self.refuse(id.clone(), aspect.clone(), message, help);
                continue;
            }
            for operand in &read.operands {
                let own = operand.to_lowercase() == name.name.to_lowercase();
                if !own && self.column(table, operand).is_none() {
                    let message = format!("table {name} has no column `{operand}`");
                    self.refuse(id.clone(), aspect.clone(), message, &there_are(table));
                }
            }
        }
    }

    /// Foreign keys beside the tables that they refer to, where these are known.
    pub fn references(
        &self,
    ) -> impl Iterator<Item = (&'a QualifiedName, &'a Table, &'a ForeignKey, &'a Table)> + use<'a>
    {
        let schema = self.schema;
        schema.tables.iter().flat_map(move |(name, table)| {
            let target = |key: &ForeignKey| schema.tables.get(&key.references);
            table.foreign_keys.iter().filter_map(move |key| Some((name, table, key, target(key)?)))
        })
    }

    /// Refuses a key to columns that identify no row: neither a primary key nor a unique index of
    /// exactly these.
    pub fn referenced_is_unique(
        &mut self,
        name: &QualifiedName,
        key: &ForeignKey,
        target: &Table,
        serves: impl Fn(&Index) -> bool,
    ) {
        let fold = |names: &[String]| -> BTreeSet<String> {
            names.iter().map(|it| self.folded(it)).collect()
        };
        let columns = fold(&key.referenced_columns);
        let there = key.referenced_columns.iter().all(|it| self.column(target, it).is_some());
        let unique = target.indexes.iter().filter(|it| it.unique && it.predicate.is_none());
        let known = fold(target.key_columns()) == columns
            || unique.filter(|it| serves(it)).any(|index| {
                let plain = index.plain_columns().unwrap_or_default();
                plain.len() == columns.len()
                    && plain.iter().all(|it| columns.contains(&self.folded(it)))
            });
        if there && !known && !key.referenced_columns.is_empty() {
            self.not_unique(name, key);
        }
    }

    pub fn not_unique(&mut self, name: &QualifiedName, key: &ForeignKey) {
        let columns = key.referenced_columns.join(", ");
        let message =
            format!("the key refers to {}({columns}), which is not unique", key.references);
        let help = "refer to the primary key, or make the column unique (`#[sea_orm(unique)]`, or \
                    one `unique_key` for several)";
        self.refuse(ObjectId::ForeignKey(name.clone(), key.key()), Aspect::Whole, message, help);
    }

    /// Pairs of columns of a key, with the types of both.
    pub fn pairs(
        &self,
        key: &'a ForeignKey,
        table: &'a Table,
        target: &'a Table,
    ) -> Vec<(&'a Column, &'a Column)> {
        let both = key.columns.iter().zip(&key.referenced_columns);
        both.filter_map(|(a, b)| Some((self.column(table, a)?, self.column(target, b)?))).collect()
    }
}

/// The columns of a table, for a hint.
fn there_are(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|it| it.name.as_str()).take(12).collect();
    let more = if table.columns.len() > names.len() { ", ..." } else { "" };
    format!("its columns are {}{more}", names.join(", "))
}

/// The columns that an expression certainly reads, or nothing where it is not understood.
pub fn operands(sql: &str, quotes: Quotes) -> Option<Vec<String>> {
    expression::read(sql, quotes).map(|it| it.operands)
}

//! What a schema is: plain values that serialize, compare and hash alone.
//!
//! The same types hold what the entity files say, what the revisions recorded and what a server
//! reports. Objects refer to each other by name, and what an entity file may leave unsaid is a
//! [`Facet`], so that silence is a value and never a guess.

mod aspect;
mod column_type;
mod found;
mod name;
mod object;
pub mod quotes;
pub(crate) mod yaml;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use aspect::Aspect;
pub use column_type::{ColumnType, StringLen, UnknownType};
pub use found::On;
pub(crate) use found::said_of_column;
pub use name::QualifiedName;
pub(crate) use name::split_parts;
pub use object::{Object, ObjectId, objects, objects_but};

/// Tables and enum types, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub enums: BTreeMap<QualifiedName, EnumType>,
    #[serde(default)]
    pub tables: BTreeMap<QualifiedName, Table>,
}

/// A table. Its name is the key under which the [`Schema`] holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    #[serde(with = "yaml::columns")]
    pub columns: Vec<Column>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_key: Option<PrimaryKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Index>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// What the database keeps about the table as a whole, in its own words: `engine`, `fillfactor`,
    /// `strict`. Entities say none of it, and take what the table has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: Options,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
    /// What single dialects have for a comment where models say none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub comment_on: On<String>,
}

/// Names of a database's own with their values.
pub type Options = BTreeMap<String, String>;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    #[serde(skip)]
    pub name: String,
    #[serde(rename = "type")]
    pub ty: ColumnType,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub nullable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub auto_increment: AutoIncrement,
    /// PostgreSQL: how the sequence behind the column counts, where it says more than its type. It
    /// is rare, and boxed so that columns stay small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Box<Sequence>>,
    /// Collation by the server's name; an entity that names none takes what the server has.
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    pub collation: Facet<String>,
    /// MySQL's `ON UPDATE` expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_update: Option<String>,
    /// MySQL and MariaDB: left out of `SELECT *`.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub invisible: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
    /// The column as single dialects have it, where models leave open what that is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub on: On<Column>,
}

impl Column {
    /// A NOT NULL column with nothing else said about it.
    pub fn new(name: impl Into<String>, ty: ColumnType) -> Self {
        Self {
            name: name.into(),
            ty,
            nullable: false,
            default: None,
            generated: None,
            auto_increment: AutoIncrement::No,
            sequence: None,
            collation: Facet::Unspecified,
            on_update: None,
            invisible: false,
            comment: None,
            by: Owner::Model,
            on: On::new(),
        }
    }
}

/// How the server numbers new rows of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "yaml::AutoIncrementForm", into = "yaml::AutoIncrementForm")]
pub enum AutoIncrement {
    #[default]
    No,
    /// By the database's own means, whichever these are: what an entity says.
    Yes,
    /// PostgreSQL: a sequence owned by the column and `nextval` as its default.
    Serial,
    /// PostgreSQL: `GENERATED BY DEFAULT AS IDENTITY`, or `GENERATED ALWAYS`.
    Identity { always: bool },
}

/// The name and options of a sequence that a column owns; none is what the database takes by itself
/// for a sequence of the column's type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// Its name in the schema of its table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<i64>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub cycle: bool,
}

/// What a column holds when an insert does not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "yaml::DefaultForm", into = "yaml::DefaultForm")]
pub enum DefaultValue {
    Bool(bool),
    /// A number as it is written.
    Number(String),
    Text(String),
    /// An SQL expression, without parentheses around it.
    Sql(String),
}

/// `GENERATED ALWAYS AS (expression)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generated {
    pub expression: String,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub stored: bool,
}

/// A primary key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "yaml::PrimaryKeyForm", into = "yaml::PrimaryKeyForm")]
pub struct PrimaryKey {
    pub name: Facet<String>,
    pub columns: Vec<String>,
    /// MySQL: prefix lengths of columns that are not part of the key as a whole, in characters, or
    /// bytes for binary types.
    pub prefixes: BTreeMap<String, u32>,
    pub include: Vec<String>,
    pub deferrable: Deferrable,
    /// What the database keeps about the index behind the key, in its own words.
    pub options: Options,
    pub by: Owner,
    /// The key as single dialects have it, where models leave open what that is.
    pub on: On<PrimaryKey>,
}

impl PrimaryKey {
    /// A key with nothing else said about it.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self {
            name: Facet::Unspecified,
            columns: columns.into_iter().map(S::into).collect(),
            prefixes: BTreeMap::new(),
            include: Vec::new(),
            deferrable: Deferrable::No,
            options: Options::new(),
            by: Owner::Model,
            on: On::new(),
        }
    }
}

/// An index, or a unique constraint with the index that serves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    pub name: Facet<String>,
    #[serde(rename = "columns")]
    pub parts: Vec<IndexPart>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub unique: bool,
    /// Whether a unique index is a `UNIQUE` constraint of the table.
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    pub constraint: Facet<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Access method in lower case; none is the database's default (btree).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<String>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub nulls_not_distinct: bool,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub deferrable: Deferrable,
    /// Storage parameters and what else the database keeps about it, in its own words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: Options,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
    /// The index as single dialects have it, where models leave open what that is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub on: On<Index>,
}

impl Index {
    /// An index over plain columns with nothing else said about it.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self {
            name: Facet::Unspecified,
            parts: columns.into_iter().map(IndexPart::column).collect(),
            unique: false,
            constraint: Facet::Unspecified,
            include: Vec::new(),
            method: None,
            predicate: None,
            nulls_not_distinct: false,
            deferrable: Deferrable::No,
            options: Options::new(),
            comment: None,
            by: Owner::Model,
            on: On::new(),
        }
    }

    /// The names of its columns, or nothing when a part is an expression.
    pub fn plain_columns(&self) -> Option<Vec<&str>> {
        self.parts
            .iter()
            .map(|part| match &part.key {
                IndexKey::Column(name) => Some(name.as_str()),
                IndexKey::Expression(_) => None,
            })
            .collect()
    }
}

/// One key part of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "yaml::IndexPartForm", into = "yaml::IndexPartForm")]
pub struct IndexPart {
    pub key: IndexKey,
    pub descending: bool,
    /// PostgreSQL: `NULLS FIRST` or `LAST` where it is not what the direction implies.
    pub nulls_first: Option<bool>,
    pub collation: Option<String>,
    /// PostgreSQL operator class with its parameters, where it is not the type's default.
    pub operator_class: Option<String>,
    /// MySQL prefix length in characters, or bytes for binary types.
    pub prefix: Option<u32>,
}

impl IndexPart {
    pub fn column(name: impl Into<String>) -> Self {
        Self::from(IndexKey::Column(name.into()))
    }
}

impl From<IndexKey> for IndexPart {
    fn from(key: IndexKey) -> Self {
        Self {
            key,
            descending: false,
            nulls_first: None,
            collation: None,
            operator_class: None,
            prefix: None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexKey {
    Column(String),
    /// An SQL expression, without parentheses around it.
    Expression(String),
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    pub name: Facet<String>,
    pub columns: Vec<String>,
    pub references: QualifiedName,
    pub referenced_columns: Vec<String>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub on_delete: ReferentialAction,
    /// PostgreSQL: the columns that `SET NULL` or `SET DEFAULT` means, where not all are meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_delete_columns: Vec<String>,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub on_update: ReferentialAction,
    /// `MATCH FULL`: either all columns are null or none.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub match_full: bool,
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub deferrable: Deferrable,
    /// PostgreSQL: added `NOT VALID` and never validated.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub not_valid: bool,
    /// PostgreSQL 18: `NOT ENFORCED`.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub not_enforced: bool,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
    /// The key as single dialects have it, where models leave open what that is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub on: On<ForeignKey>,
}

impl ForeignKey {
    /// A key with nothing else said about it.
    pub fn new(columns: Vec<String>, references: QualifiedName, referenced: Vec<String>) -> Self {
        Self {
            name: Facet::Unspecified,
            columns,
            references,
            referenced_columns: referenced,
            on_delete: ReferentialAction::default(),
            on_delete_columns: Vec::new(),
            on_update: ReferentialAction::default(),
            match_full: false,
            deferrable: Deferrable::No,
            not_valid: false,
            not_enforced: false,
            by: Owner::Model,
            on: On::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

impl ReferentialAction {
    /// The words of `ON DELETE` and `ON UPDATE`.
    pub fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }

    /// The action whose words these are, in any case.
    pub fn from_sql(words: &str) -> Option<Self> {
        let words = words.to_ascii_uppercase();
        [Self::NoAction, Self::Restrict, Self::Cascade, Self::SetNull, Self::SetDefault]
            .into_iter()
            .find(|action| action.sql() == words)
    }
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrable {
    #[default]
    No,
    InitiallyImmediate,
    InitiallyDeferred,
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    pub name: Facet<String>,
    /// An SQL expression, without parentheses around it.
    pub expression: String,
    /// PostgreSQL: not passed on to tables that inherit.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub no_inherit: bool,
    /// PostgreSQL: added `NOT VALID` and never validated.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub not_valid: bool,
    /// MySQL and PostgreSQL 18: `NOT ENFORCED`.
    #[serde(default, skip_serializing_if = "yaml::is_default")]
    pub not_enforced: bool,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
}

impl Check {
    /// A check with nothing else said about it.
    pub fn new(expression: impl Into<String>) -> Self {
        Self {
            name: Facet::Unspecified,
            expression: expression.into(),
            no_inherit: false,
            not_valid: false,
            not_enforced: false,
            by: Owner::Model,
        }
    }
}

/// An enumerated type and its values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnumType {
    pub values: Vec<String>,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    pub by: Owner,
}

/// Who declared an object: only what a model once declared is ever altered or dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    #[default]
    Model,
    /// Hand-written SQL, or a database that was adopted.
    Script,
}

impl Owner {
    pub fn is_model(&self) -> bool {
        *self == Self::Model
    }
}

/// Something that an entity may leave unsaid.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet<T> {
    #[default]
    Unspecified,
    Is(T),
}

impl<T> Facet<T> {
    pub fn is_unspecified(&self) -> bool {
        matches!(self, Self::Unspecified)
    }

    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unspecified => None,
        }
    }

    /// What is said, or else what `fill` gives.
    pub fn or_else(self, fill: impl FnOnce() -> Facet<T>) -> Self {
        match self {
            Self::Unspecified => fill(),
            said => said,
        }
    }
}

impl Table {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The same table with one owner of all that is in it.
    pub fn owned_by(mut self, by: Owner) -> Self {
        self.by = by;
        self.columns.iter_mut().for_each(|it| it.by = by);
        self.primary_key.iter_mut().for_each(|it| it.by = by);
        self.indexes.iter_mut().for_each(|it| it.by = by);
        self.foreign_keys.iter_mut().for_each(|it| it.by = by);
        self.checks.iter_mut().for_each(|it| it.by = by);
        self
    }

    /// The columns of the primary key, none without a key.
    pub fn key_columns(&self) -> &[String] {
        self.primary_key.as_ref().map_or(&[], |key| &key.columns)
    }
}

impl Schema {
    /// The same schema with plain names for what stands in the schema `own`, which is the
    /// connection's: `public.users` and `users` are then one name.
    pub fn relative_to(self, own: &str) -> Self {
        let plain = |name: &mut QualifiedName| {
            name.schema.take_if(|it| it == own);
        };
        let renamed = |mut name: QualifiedName| {
            plain(&mut name);
            name
        };
        let mut schema = Self {
            enums: self.enums.into_iter().map(|(name, it)| (renamed(name), it)).collect(),
            tables: self.tables.into_iter().map(|(name, it)| (renamed(name), it)).collect(),
        };
        for table in schema.tables.values_mut() {
            table.each_foreign_key(|key| plain(&mut key.references));
            table.each_column(|column| column.ty.enum_name_mut().into_iter().for_each(plain));
        }
        schema
    }

    /// The same schema with every list whose order says nothing in one order, so that equal
    /// schemas are equal values: columns, indexes and constraints sorted by name.
    pub fn sorted(mut self) -> Self {
        for table in self.tables.values_mut() {
            table.columns.sort_by(|a, b| a.name.cmp(&b.name));
            table.indexes.sort_by_key(Index::key);
            table.foreign_keys.sort_by_key(ForeignKey::key);
            table.checks.sort_by_key(Check::key);
        }
        self
    }
}

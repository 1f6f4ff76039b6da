use std::collections::BTreeMap;
use std::fmt;

use super::*;

/// What a schema is made of, each by its name: the unit of the three-way verdict, of ownership
/// and of the order of statements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectId {
    Enum(QualifiedName),
    Table(QualifiedName),
    Column(QualifiedName, String),
    PrimaryKey(QualifiedName),
    Index(QualifiedName, String),
    ForeignKey(QualifiedName, String),
    Check(QualifiedName, String),
}

impl ObjectId {
    /// The table that the object belongs to or is.
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Enum(_) => None,
            Self::Table(table)
            | Self::Column(table, _)
            | Self::PrimaryKey(table)
            | Self::Index(table, _)
            | Self::ForeignKey(table, _)
            | Self::Check(table, _) => Some(table),
        }
    }

    /// The name of the enum type, or of the table that the object belongs to or is.
    pub fn name(&self) -> &QualifiedName {
        match self {
            Self::Enum(name)
            | Self::Table(name)
            | Self::Column(name, _)
            | Self::PrimaryKey(name)
            | Self::Index(name, _)
            | Self::ForeignKey(name, _)
            | Self::Check(name, _) => name,
        }
    }

    /// The same, to be given another.
    pub fn name_mut(&mut self) -> &mut QualifiedName {
        match self {
            Self::Enum(name)
            | Self::Table(name)
            | Self::Column(name, _)
            | Self::PrimaryKey(name)
            | Self::Index(name, _)
            | Self::ForeignKey(name, _)
            | Self::Check(name, _) => name,
        }
    }

    /// The kind of the object in the words of people.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Enum(_) => "enum",
            Self::Table(_) => "table",
            Self::Column(..) => "column",
            Self::PrimaryKey(_) => "primary key",
            Self::Index(..) => "index",
            Self::ForeignKey(..) => "foreign key",
            Self::Check(..) => "check",
        }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Enum(name) | Self::Table(name) => write!(f, "{kind} {name}"),
            Self::Column(table, name) => write!(f, "{kind} {table}.{name}"),
            Self::PrimaryKey(table) => write!(f, "{kind} of {table}"),
            Self::Index(table, name) | Self::ForeignKey(table, name) | Self::Check(table, name) => {
                write!(f, "{kind} {name} on {table}")
            }
        }
    }
}

/// One object without what is nested in it: of a table only its comment.
#[derive(Clone, Debug, PartialEq)]
pub enum Object<'a> {
    Enum(&'a EnumType),
    Table { comment: Option<&'a str>, by: Owner },
    Column(&'a Column),
    PrimaryKey(&'a PrimaryKey),
    Index(&'a Index),
    ForeignKey(&'a ForeignKey),
    Check(&'a Check),
}

impl Object<'_> {
    pub fn owner(&self) -> Owner {
        match self {
            Self::Enum(it) => it.by,
            Self::Table { by, .. } => *by,
            Self::Column(it) => it.by,
            Self::PrimaryKey(it) => it.by,
            Self::Index(it) => it.by,
            Self::ForeignKey(it) => it.by,
            Self::Check(it) => it.by,
        }
    }
}

/// Every object of a schema under its name.
pub fn objects(schema: &Schema) -> BTreeMap<ObjectId, Object<'_>> {
    objects_but(schema, |_| false)
}

/// The same without some tables and all that is in them.
pub fn objects_but(
    schema: &Schema,
    left_out: impl Fn(&QualifiedName) -> bool,
) -> BTreeMap<ObjectId, Object<'_>> {
    let mut found = BTreeMap::new();
    for (name, it) in &schema.enums {
        found.insert(ObjectId::Enum(name.clone()), Object::Enum(it));
    }
    for (name, table) in schema.tables.iter().filter(|(name, _)| !left_out(name)) {
        let t = || name.clone();
        let comment = table.comment.as_deref();
        found.insert(ObjectId::Table(t()), Object::Table { comment, by: table.by });
        for it in &table.columns {
            found.insert(ObjectId::Column(t(), it.name.clone()), Object::Column(it));
        }
        if let Some(it) = &table.primary_key {
            found.insert(ObjectId::PrimaryKey(t()), Object::PrimaryKey(it));
        }
        for it in &table.indexes {
            found.insert(ObjectId::Index(t(), it.key()), Object::Index(it));
        }
        for it in &table.foreign_keys {
            found.insert(ObjectId::ForeignKey(t(), it.key()), Object::ForeignKey(it));
        }
        for it in &table.checks {
            found.insert(ObjectId::Check(t(), it.key()), Object::Check(it));
        }
    }
    found
}

/// What stands for a name where none is said: the columns in parentheses.
fn unnamed<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    format!("({})", columns.into_iter().collect::<Vec<_>>().join(", "))
}

impl Index {
    /// The name by which the index is found in its table.
    pub fn key(&self) -> String {
        match &self.name {
            Facet::Is(name) => name.clone(),
            Facet::Unspecified => unnamed(self.parts.iter().map(|part| match &part.key {
                IndexKey::Column(text) | IndexKey::Expression(text) => text.as_str(),
            })),
        }
    }
}

impl ForeignKey {
    /// The name by which the key is found in its table.
    pub fn key(&self) -> String {
        match &self.name {
            Facet::Is(name) => name.clone(),
            Facet::Unspecified => {
                let columns = unnamed(self.columns.iter().map(String::as_str));
                let target = unnamed(self.referenced_columns.iter().map(String::as_str));
                format!("{columns} -> {}{target}", self.references)
            }
        }
    }
}

impl Check {
    /// The name by which the check is found in its table.
    pub fn key(&self) -> String {
        match &self.name {
            Facet::Is(name) => name.clone(),
            Facet::Unspecified => format!("({})", self.expression),
        }
    }
}

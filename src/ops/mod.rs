//! Operations: the differences between two schemas as values.
//!
//! An operation carries its whole before and after, so that it can be applied, taken back, shown
//! and ordered without looking elsewhere. One file per family of objects says what is its own:
//! how it is compared, applied, and what it needs from other objects.

mod check;
mod column;
mod enums;
pub mod expression;
mod foreign_key;
mod index;
mod member;
pub mod order;
mod primary_key;
mod renames;
mod table;
pub mod yaml;

use std::fmt;

use crate::schema::*;

pub use column::zero_of;
pub use enums::{EnumAddition, added_value, pure_additions};
pub use order::{Touches, in_circle_with, order};
pub use renames::{Renames, between, in_turn, rename};

/// What happens to one object.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    Add(T),
    Drop(T),
    Alter { before: T, after: T },
    Rename { from: String, to: String },
}

impl<T> Change<T> {
    fn reversed(self) -> Self {
        match self {
            Self::Add(it) => Self::Drop(it),
            Self::Drop(it) => Self::Add(it),
            Self::Alter { before, after } => Self::Alter { before: after, after: before },
            Self::Rename { from, to } => Self::Rename { from: to, to: from },
        }
    }

    /// The object as it is afterwards, where it is there and known.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Add(it) | Self::Alter { after: it, .. } => Some(it),
            Self::Drop(_) | Self::Rename { .. } => None,
        }
    }

    /// The object as it was before, where it was there and is known.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::Drop(it) | Self::Alter { before: it, .. } => Some(it),
            Self::Add(_) | Self::Rename { .. } => None,
        }
    }
}

/// What happens to a table as a whole. A table that is created or dropped takes its columns,
/// keys, indexes and checks along.
#[derive(Clone, Debug, PartialEq)]
pub enum TableChange {
    Create(Table),
    Drop(Table),
    Rename { to: QualifiedName },
    Comment { before: Option<String>, after: Option<String> },
    Options { before: Options, after: Options },
}

/// One difference between two schemas.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    Enum(QualifiedName, Change<EnumType>),
    /// A value of an enum type gets another name, in its place and in every row.
    EnumValue {
        name: QualifiedName,
        from: String,
        to: String,
    },
    Table(QualifiedName, TableChange),
    Column(ColumnOperation),
    PrimaryKey(QualifiedName, Change<PrimaryKey>),
    Index(QualifiedName, Change<Index>),
    ForeignKey(QualifiedName, Change<ForeignKey>),
    Check(QualifiedName, Change<Check>),
    /// An object changes its owner and nothing else; no SQL belongs to it.
    Own {
        object: ObjectId,
        before: Owner,
        after: Owner,
    },
}

/// A change of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnOperation {
    pub table: QualifiedName,
    pub change: Change<Column>,
    /// The SQL expression that rows take which are already there and have no value.
    pub fill: Option<String>,
}

impl Operation {
    pub fn column(table: &QualifiedName, change: Change<Column>) -> Self {
        Self::Column(ColumnOperation { table: table.clone(), change, fill: None })
    }

    /// The operation that takes this one back. A value for rows that are already there belongs to
    /// one direction only.
    pub fn reversed(self) -> Self {
        match self {
            Self::Enum(name, Change::Rename { from, to }) => {
                Self::Enum(name.sibling(&to), Change::Rename { from: to, to: from })
            }
            Self::Enum(name, change) => Self::Enum(name, change.reversed()),
            Self::EnumValue { name, from, to } => Self::EnumValue { name, from: to, to: from },
            Self::Table(name, change) => match change {
                TableChange::Create(it) => Self::Table(name, TableChange::Drop(it)),
                TableChange::Drop(it) => Self::Table(name, TableChange::Create(it)),
                TableChange::Rename { to } => Self::Table(to, TableChange::Rename { to: name }),
                TableChange::Comment { before, after } => {
                    Self::Table(name, TableChange::Comment { before: after, after: before })
                }
                TableChange::Options { before, after } => {
                    Self::Table(name, TableChange::Options { before: after, after: before })
                }
            },
            Self::Column(ColumnOperation { table, change, fill: _ }) => {
                Self::column(&table, change.reversed())
            }
            Self::PrimaryKey(table, change) => Self::PrimaryKey(table, change.reversed()),
            Self::Index(table, change) => Self::Index(table, change.reversed()),
            Self::ForeignKey(table, change) => Self::ForeignKey(table, change.reversed()),
            Self::Check(table, change) => Self::Check(table, change.reversed()),
            Self::Own { object, before, after } => {
                Self::Own { object, before: after, after: before }
            }
        }
    }

    /// Whether models come to say what was found before, or say it by another name, and that is
    /// all that there is to it on some dialect.
    pub fn takes_over(&self) -> bool {
        match self {
            Self::Own { .. } => true,
            Self::Column(ColumnOperation { change: Change::Alter { before, after }, .. }) => {
                before.on != after.on
            }
            Self::PrimaryKey(_, Change::Alter { before, after }) => before.on != after.on,
            Self::Index(_, Change::Alter { before, after }) => before.on != after.on,
            // What was found keeps the name that it has there.
            Self::Index(_, Change::Rename { .. }) => true,
            Self::ForeignKey(_, Change::Alter { before, after }) => before.on != after.on,
            _ => false,
        }
    }

    /// The name of the object as it is before the operation, or after it when it is new.
    pub fn object(&self) -> ObjectId {
        fn key<T>(change: &Change<T>, key: impl Fn(&T) -> String) -> String {
            match change {
                Change::Add(it) | Change::Drop(it) | Change::Alter { before: it, .. } => key(it),
                Change::Rename { from, .. } => from.clone(),
            }
        }
        match self {
            Self::Enum(name, _) | Self::EnumValue { name, .. } => ObjectId::Enum(name.clone()),
            Self::Table(name, _) => ObjectId::Table(name.clone()),
            Self::Column(ColumnOperation { table, change, .. }) => {
                ObjectId::Column(table.clone(), key(change, |it| it.name.clone()))
            }
            Self::PrimaryKey(table, _) => ObjectId::PrimaryKey(table.clone()),
            Self::Index(t, change) => ObjectId::Index(t.clone(), key(change, Index::key)),
            Self::ForeignKey(t, change) => {
                ObjectId::ForeignKey(t.clone(), key(change, ForeignKey::key))
            }
            Self::Check(t, change) => ObjectId::Check(t.clone(), key(change, Check::key)),
            Self::Own { object, .. } => object.clone(),
        }
    }

    /// The verb in the words of people.
    pub fn verb(&self) -> &'static str {
        fn verb<T>(change: &Change<T>) -> &'static str {
            match change {
                Change::Add(_) => "add",
                Change::Drop(_) => "drop",
                Change::Alter { .. } => "alter",
                Change::Rename { .. } => "rename",
            }
        }
        match self {
            Self::Enum(_, change) => match change {
                Change::Add(_) => "create",
                change => verb(change),
            },
            Self::EnumValue { .. } => "rename",
            Self::Table(_, TableChange::Create(_)) => "create",
            Self::Table(_, TableChange::Drop(_)) => "drop",
            Self::Table(_, TableChange::Rename { .. }) => "rename",
            Self::Table(_, TableChange::Comment { .. }) => "comment",
            Self::Table(_, TableChange::Options { .. }) => "alter",
            Self::Column(it) => verb(&it.change),
            Self::PrimaryKey(_, change) => verb(change),
            Self::Index(_, change) => verb(change),
            Self::ForeignKey(_, change) => verb(change),
            Self::Check(_, change) => verb(change),
            Self::Own { .. } => "adopt",
        }
    }
}

/// The operations that take back a list of operations, in the order in which to apply them.
pub fn reverse(operations: Vec<Operation>) -> Vec<Operation> {
    operations.into_iter().rev().map(Operation::reversed).collect()
}

/// An operation does not fit the schema that it is applied to.
#[derive(Debug, thiserror::Error, PartialEq)]
#[error("cannot {verb} {object}: {reason}")]
pub struct ApplyError {
    pub verb: &'static str,
    pub object: ObjectId,
    pub reason: Misfit,
}

/// Why an operation does not fit.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq)]
pub enum Misfit {
    #[error("it is not there")]
    Absent,
    #[error("it is there already")]
    Present,
    #[error("it is not what the change says it was")]
    Different,
    #[error("its table is not there")]
    NoTable,
}

/// Does to a schema what the operation says.
pub fn apply(operation: &Operation, schema: &mut Schema) -> Result<(), ApplyError> {
    let result = match operation {
        Operation::Enum(name, change) => enums::apply(schema, name, change),
        Operation::EnumValue { name, from, to } => enums::rename_value(schema, name, from, to),
        Operation::Table(name, change) => table::apply(schema, name, change),
        Operation::Column(it) => column::apply(schema, &it.table, &it.change),
        Operation::PrimaryKey(table, change) => primary_key::apply(schema, table, change),
        Operation::Index(table, change) => member::apply(schema, table, change),
        Operation::ForeignKey(table, change) => member::apply(schema, table, change),
        Operation::Check(table, change) => member::apply(schema, table, change),
        Operation::Own { object, before, after } => own(schema, object, *before, *after),
    };
    result.map_err(|reason| ApplyError {
        verb: operation.verb(),
        object: operation.object(),
        reason,
    })
}

/// Applies operations one after the other.
pub fn apply_all<'a>(
    operations: impl IntoIterator<Item = &'a Operation>,
    schema: &mut Schema,
) -> Result<(), ApplyError> {
    operations.into_iter().try_for_each(|operation| apply(operation, schema))
}

/// The operations that turn one schema into the other, in an order in which they can be applied.
///
/// Column order is not compared. A rename that does not fit the schemas is an error; what has the
/// new name of a renamed object and no new name of its own is dropped before it.
pub fn diff(
    before: &Schema,
    after: &Schema,
    renames: &Renames,
) -> Result<Vec<Operation>, ApplyError> {
    let mut operations = Vec::new();
    let mut before = before;
    let mut renamed;
    if *renames != Renames::default() {
        renamed = before.clone();
        operations = renames::rename(&mut renamed, renames)?;
        before = &renamed;
    }
    enums::diff(before, after, &mut operations);
    table::diff(before, after, &mut operations);
    for (name, new) in &after.tables {
        let Some(old) = before.tables.get(name).filter(|old| *old != new) else { continue };
        member::diff::<Column>(name, old, new, &mut operations);
        primary_key::diff(name, old, new, &mut operations);
        member::diff::<Index>(name, old, new, &mut operations);
        member::diff::<ForeignKey>(name, old, new, &mut operations);
        member::diff::<Check>(name, old, new, &mut operations);
    }
    Ok(operations)
}

fn own(schema: &mut Schema, object: &ObjectId, before: Owner, after: Owner) -> Result<(), Misfit> {
    fn find<'a, T>(list: &'a mut [T], key: &str, of: impl Fn(&T) -> String) -> Option<&'a mut T> {
        list.iter_mut().find(|it| of(it) == key)
    }
    let table = object.table().and_then(|name| schema.tables.get_mut(name));
    let by = match (object, table) {
        (ObjectId::Enum(name), _) => schema.enums.get_mut(name).map(|it| &mut it.by),
        (_, None) => return Err(Misfit::NoTable),
        (ObjectId::Table(_), Some(table)) => Some(&mut table.by),
        (ObjectId::PrimaryKey(_), Some(table)) => table.primary_key.as_mut().map(|it| &mut it.by),
        (ObjectId::Column(_, key), Some(table)) => {
            find(&mut table.columns, key, |it| it.name.clone()).map(|it| &mut it.by)
        }
        (ObjectId::Index(_, key), Some(table)) => {
            find(&mut table.indexes, key, Index::key).map(|it| &mut it.by)
        }
        (ObjectId::ForeignKey(_, key), Some(table)) => {
            find(&mut table.foreign_keys, key, ForeignKey::key).map(|it| &mut it.by)
        }
        (ObjectId::Check(_, key), Some(table)) => {
            find(&mut table.checks, key, Check::key).map(|it| &mut it.by)
        }
    };
    let by = by.ok_or(Misfit::Absent)?;
    if *by != before {
        return Err(Misfit::Different);
    }
    *by = after;
    Ok(())
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb(), self.object())
    }
}

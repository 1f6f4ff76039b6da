//! Whether what two branches change can be done in either order.
//!
//! It is judged by names, and so conservatively: two changes of one object do not commute, and
//! neither do the end or the new shape of an object and a change that needs it.

use crate::ops::{Change, ColumnOperation, Operation, TableChange, expression};
use crate::schema::*;

/// A change, and the revision that makes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made<'a> {
    pub revision: &'a str,
    pub operation: &'a Operation,
}

/// Two changes of which it matters which one comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<'a> {
    /// What both of them touch.
    pub object: ObjectId,
    pub one: Made<'a>,
    pub other: Made<'a>,
}

/// The pairs of changes that do not commute, each told once.
pub fn conflicts<'a>(one: &[Made<'a>], other: &[Made<'a>]) -> Vec<Conflict<'a>> {
    pairs(one, other, |a, b| clash(a, b).or_else(|| clash(b, a)))
}

/// The later changes that touch or need what the earlier ones made, so that these cannot be taken
/// back alone. What was made within a table that went or has another name is not there anymore: a
/// new table may have the old name.
pub fn dependents<'a>(made: &[Made<'a>], later: &[Made<'a>]) -> Vec<Conflict<'a>> {
    pairs(made, later, |made, later| {
        let needed = does(made).into_iter().find(|(object, effect)| {
            *effect != Effect::Adjusts && (needs(later, object) || is_within(later, object))
        });
        let moved = || {
            does(later)
                .into_iter()
                .find(|(object, effect)| *effect == Effect::Reshapes && is_within(made, object))
        };
        let object = |(object, _)| object;
        needed.map(object).or_else(|| clash(made, later)).or_else(|| moved().map(object))
    })
}

fn pairs<'a>(
    one: &[Made<'a>],
    other: &[Made<'a>],
    judge: impl Fn(&Operation, &Operation) -> Option<ObjectId>,
) -> Vec<Conflict<'a>> {
    let mut found = Vec::new();
    for a in one {
        for b in other {
            if let Some(object) = judge(a.operation, b.operation) {
                found.push(Conflict { object, one: *a, other: *b });
            }
        }
    }
    found
}

/// What an operation does to an object, as far as other operations care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Adds,
    /// Whatever needs the object goes on as it is.
    Adjusts,
    /// The object is gone, has another name, or is of another kind.
    Reshapes,
}

/// The object that two operations both change, or that the first reshapes and the second needs.
fn clash(a: &Operation, b: &Operation) -> Option<ObjectId> {
    let others = does(b);
    let both = |object: &ObjectId| others.iter().any(|(it, _)| it == object);
    let found = does(a).into_iter().find(|(object, effect)| {
        both(object) || *effect == Effect::Reshapes && (needs(b, object) || is_within(b, object))
    });
    found.map(|(object, _)| object)
}

fn does(operation: &Operation) -> Vec<(ObjectId, Effect)> {
    fn member<T>(change: &Change<T>, id: impl Fn(String) -> ObjectId) -> Vec<ObjectId> {
        match change {
            Change::Rename { from, to } => vec![id(from.clone()), id(to.clone())],
            Change::Add(_) | Change::Drop(_) | Change::Alter { .. } => Vec::new(),
        }
    }
    fn effect<T>(change: &Change<T>) -> Effect {
        match change {
            Change::Add(_) => Effect::Adds,
            Change::Drop(_) | Change::Rename { .. } | Change::Alter { .. } => Effect::Reshapes,
        }
    }
    let (mut objects, effect) = match operation {
        Operation::Enum(name, change) => {
            (member(change, |to| ObjectId::Enum(name.sibling(to))), effect(change))
        }
        Operation::Table(_, TableChange::Create(_)) => (Vec::new(), Effect::Adds),
        Operation::Table(_, TableChange::Drop(_)) => (Vec::new(), Effect::Reshapes),
        Operation::Table(_, TableChange::Rename { to }) => {
            (vec![ObjectId::Table(to.clone())], Effect::Reshapes)
        }
        Operation::Table(_, TableChange::Comment { .. } | TableChange::Options { .. }) => {
            (Vec::new(), Effect::Adjusts)
        }
        Operation::Column(ColumnOperation { table, change, .. }) => {
            let effect = match change {
                Change::Alter { before, after } if !is_reshaped(before, after) => Effect::Adjusts,
                change => effect(change),
            };
            (member(change, |name| ObjectId::Column(table.clone(), name)), effect)
        }
        Operation::PrimaryKey(_, change) => (Vec::new(), effect(change)),
        Operation::Index(table, change) => {
            (member(change, |name| ObjectId::Index(table.clone(), name)), effect(change))
        }
        Operation::ForeignKey(table, change) => {
            (member(change, |name| ObjectId::ForeignKey(table.clone(), name)), effect(change))
        }
        Operation::Check(table, change) => {
            (member(change, |name| ObjectId::Check(table.clone(), name)), effect(change))
        }
        Operation::EnumValue { .. } => (Vec::new(), Effect::Reshapes),
        Operation::Own { .. } => (Vec::new(), Effect::Adjusts),
    };
    let own = operation.object();
    if !objects.contains(&own) {
        objects.push(own);
    }
    objects.into_iter().map(|object| (object, effect)).collect()
}

/// Whether indexes, keys and checks over a column notice that it was altered.
fn is_reshaped(before: &Column, after: &Column) -> bool {
    before.ty != after.ty
        || before.collation != after.collation
        || before.generated != after.generated
        || before.auto_increment != after.auto_increment
}

/// Whether an operation is one on a part of this table.
fn is_within(operation: &Operation, object: &ObjectId) -> bool {
    match object {
        ObjectId::Table(table) => operation.object().table() == Some(table),
        _ => false,
    }
}

/// Whether an operation can only be done, or undone, while the object is there as it is.
fn needs(operation: &Operation, object: &ObjectId) -> bool {
    fn sides<T>(change: &Change<T>, needs: impl Fn(&T) -> bool) -> bool {
        change.before().is_some_and(&needs) || change.after().is_some_and(&needs)
    }
    match operation {
        Operation::Table(name, TableChange::Create(table) | TableChange::Drop(table)) => {
            table.columns.iter().any(|it| column_needs(name, it, object))
                || table.foreign_keys.iter().any(|it| key_needs(name, it, object))
        }
        Operation::Column(ColumnOperation { table, change, .. }) => {
            sides(change, |it| column_needs(table, it, object))
        }
        Operation::PrimaryKey(table, change) => sides(change, |it| {
            column_of(table, object)
                .is_some_and(|column| it.columns.iter().chain(&it.include).any(|it| it == column))
        }),
        Operation::Index(table, change) => sides(change, |it| {
            column_of(table, object).is_some_and(|column| index_reads(it, column))
        }),
        Operation::ForeignKey(table, change) => sides(change, |it| key_needs(table, it, object)),
        Operation::Check(table, change) => sides(change, |it| {
            column_of(table, object).is_some_and(|it_| expression::reads(&it.expression, it_))
        }),
        Operation::Enum(..)
        | Operation::EnumValue { .. }
        | Operation::Table(
            _,
            TableChange::Rename { .. } | TableChange::Comment { .. } | TableChange::Options { .. },
        )
        | Operation::Own { .. } => false,
    }
}

fn column_of<'a>(table: &QualifiedName, object: &'a ObjectId) -> Option<&'a str> {
    match object {
        ObjectId::Column(of, name) if of == table => Some(name),
        _ => None,
    }
}

fn column_needs(table: &QualifiedName, column: &Column, object: &ObjectId) -> bool {
    match object {
        ObjectId::Enum(name) => column.ty.enum_name() == Some(name),
        object => column_of(table, object).is_some_and(|name| {
            column.generated.as_ref().is_some_and(|it| expression::reads(&it.expression, name))
        }),
    }
}

fn index_reads(index: &Index, column: &str) -> bool {
    let part = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) => name == column,
        IndexKey::Expression(text) => expression::reads(text, column),
    };
    index.parts.iter().any(part)
        || index.include.iter().any(|it| it == column)
        || index.predicate.as_ref().is_some_and(|it| expression::reads(it, column))
}

fn key_needs(table: &QualifiedName, key: &ForeignKey, object: &ObjectId) -> bool {
    match object {
        ObjectId::Table(name) => key.references == *name,
        object => {
            column_of(table, object).is_some_and(|it| key.columns.iter().any(|own| own == it))
                || column_of(&key.references, object)
                    .is_some_and(|it| key.referenced_columns.iter().any(|other| other == it))
        }
    }
}

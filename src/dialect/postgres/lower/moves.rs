//! What has to move: the changes themselves, and what has to step aside for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::ops::{Change, Operation};
use crate::schema::*;

use super::{Lowering, PARTITION_BY, casts, columns, enums, expression, tables};

/// Objects by the way that they go. Names are those after renames.
#[derive(Clone, Default)]
pub struct Moves {
    /// What is in the way of others, and so goes before they are changed.
    pub aside: BTreeSet<ObjectId>,
    pub columns: BTreeMap<(QualifiedName, String), ColumnMove>,
    pub added: Vec<(QualifiedName, Column)>,
    pub dropped: Vec<(QualifiedName, Column)>,
    /// Keys, indexes and checks of the old schema to drop, and of the new schema to create.
    pub drop: BTreeSet<ObjectId>,
    pub create: BTreeSet<ObjectId>,
    pub rename: BTreeMap<ObjectId, String>,
    /// Foreign keys and checks that are only validated.
    pub validate: BTreeSet<ObjectId>,
    /// Keys and indexes that are altered in place.
    pub alter: BTreeSet<ObjectId>,
    /// The tables of which something is dropped and comes back as it was, or with a column of
    /// another making. Until then nobody may come between.
    pub still: BTreeSet<QualifiedName>,
}

/// A column as it was and as it shall be.
#[derive(Clone)]
pub struct ColumnMove {
    pub before: Column,
    pub after: Column,
    pub way: Way,
}

/// How a column gets where it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Alter,
    /// Its enum type is made anew under the same name.
    NewEnum,
    /// Dropped and added, for its values follow from others.
    Anew,
}

pub fn moves(it: &Lowering, operations: &[Operation]) -> Moves {
    let mut moves = Moves::default();
    for operation in operations {
        moves.take(it, operation);
    }
    moves.enum_columns(it);
    let retyped: Vec<(QualifiedName, String)> = moves.columns.keys().cloned().collect();
    for id in &retyped {
        moves.clear_way(it, id);
    }
    let dropped = moves.dropped.clone();
    for (table, column) in &dropped {
        moves.generated_from(it, table, &column.name);
    }
    moves.free_keys(it);
    let made_anew = moves.columns.iter().filter(|(_, it)| it.way != Way::Alter);
    moves.still.extend(made_anew.map(|((table, _), _)| table.clone()));
    // The old type can go when nothing has it any more, and does so in the same transaction.
    let anew = enums::replaced(it);
    let uses = |column: &Column| columns::enum_of(&column.ty).is_some_and(|it| anew.contains(it));
    let users = it.before.tables.iter().filter(|(_, table)| table.columns.iter().any(uses));
    moves.still.extend(users.map(|(name, _)| name.clone()));
    moves
}

impl Moves {
    fn take(&mut self, it: &Lowering, operation: &Operation) {
        // The server alters no parameter of an index whose parts stand in partitions.
        let whole = operation
            .object()
            .table()
            .and_then(|table| it.after.tables.get(table))
            .is_none_or(|table| !table.options.contains_key(PARTITION_BY));
        match operation {
            Operation::Column(it) => match &it.change {
                Change::Add(column) => self.added.push((it.table.clone(), column.clone())),
                Change::Drop(column) => self.dropped.push((it.table.clone(), column.clone())),
                Change::Alter { before, after } => {
                    let way = if stays(before, after) { Way::Alter } else { Way::Anew };
                    let moved = ColumnMove { before: before.clone(), after: after.clone(), way };
                    self.columns.insert((it.table.clone(), before.name.clone()), moved);
                }
                Change::Rename { .. } => {}
            },
            Operation::ForeignKey(_, Change::Alter { before, after })
                if (before.not_valid || !after.not_valid) && in_place(before, after) =>
            {
                if before.not_valid && !after.not_valid {
                    self.validate.insert(operation.object());
                }
                if before.deferrable != after.deferrable {
                    self.alter.insert(operation.object());
                }
            }
            Operation::Check(_, Change::Alter { before, after })
                if before.not_valid
                    && *after == (Check { not_valid: false, by: after.by, ..before.clone() }) =>
            {
                self.validate.insert(operation.object());
            }
            Operation::Index(_, Change::Alter { before, after })
                if (whole || before.options == after.options)
                    && *after
                        == (Index {
                            options: after.options.clone(),
                            comment: after.comment.clone(),
                            by: after.by,
                            ..before.clone()
                        }) =>
            {
                self.alter.insert(operation.object());
            }
            Operation::PrimaryKey(_, Change::Alter { before, after })
                if whole
                    && *after
                        == (PrimaryKey {
                            options: after.options.clone(),
                            by: after.by,
                            ..before.clone()
                        }) =>
            {
                self.alter.insert(operation.object());
            }
            Operation::PrimaryKey(_, change) => self.member(operation.object(), change),
            Operation::Index(_, change) => self.member(operation.object(), change),
            Operation::ForeignKey(_, change) => self.member(operation.object(), change),
            Operation::Check(_, change) => self.member(operation.object(), change),
            Operation::Enum(..)
            | Operation::EnumValue { .. }
            | Operation::Table(..)
            | Operation::Own { .. } => {}
        }
    }

    fn member<T>(&mut self, object: ObjectId, change: &Change<T>) {
        match change {
            Change::Add(_) => drop(self.create.insert(object)),
            Change::Drop(_) => drop(self.drop.insert(object)),
            Change::Alter { .. } => {
                self.drop.insert(object.clone());
                self.create.insert(object);
            }
            Change::Rename { to, .. } => drop(self.rename.insert(object, to.clone())),
        }
    }

    /// Columns that do not change themselves, but whose enum type is made anew.
    fn enum_columns(&mut self, it: &Lowering) {
        let anew = enums::replaced(it);
        for (name, table) in &it.before.tables {
            for before in &table.columns {
                let uses =
                    |ty: &ColumnType| columns::enum_of(ty).is_some_and(|it| anew.contains(it));
                let kept = it.after.tables.get(name).and_then(|it| it.column(&before.name));
                let Some(after) = kept.filter(|it| uses(&before.ty) && uses(&it.ty)) else {
                    continue;
                };
                let way = if before.generated.is_some() { Way::Anew } else { Way::NewEnum };
                let fresh = || ColumnMove { before: before.clone(), after: after.clone(), way };
                let moved =
                    self.columns.entry((name.clone(), before.name.clone())).or_insert_with(fresh);
                if moved.way == Way::Alter {
                    moved.way = way;
                }
            }
        }
    }

    /// Moves aside what stands in the way of a column.
    fn clear_way(&mut self, it: &Lowering, id: &(QualifiedName, String)) {
        let Some(moved) = self.columns.get(id) else { return };
        let ColumnMove { before, after, way } = moved;
        let copied = columns::needs_copy(before, after, it.target.version);
        let retyped = before.ty != after.ty || before.collation != after.collation;
        let gone = *way == Way::Anew || copied;
        let gentle = *way == Way::Alter
            && before.collation == after.collation
            && casts::gentle(&before.ty, &after.ty);
        if !gone && !retyped && *way != Way::NewEnum {
            return;
        }
        let (name, column) = (&id.0, id.1.as_str());
        self.generated_from(it, name, column);
        self.carried_by_keys(it, name, column);
        if gentle && !gone {
            return;
        }
        let Some(table) = it.before.tables.get(name) else { return };
        let reads = |names: &[String]| names.iter().any(|it| it == column);
        for index in &table.indexes {
            if super::index_reads(index, column) && (gone || !super::is_plain(index)) {
                self.step_aside(it, ObjectId::Index(name.clone(), index.key()));
            }
        }
        for check in table.checks.iter().filter(|it| expression::mentions(&it.expression, column)) {
            self.step_aside(it, ObjectId::Check(name.clone(), check.key()));
        }
        let key = table.primary_key.as_ref();
        if gone && key.is_some_and(|key| reads(&key.columns) || reads(&key.include)) {
            self.step_aside(it, ObjectId::PrimaryKey(name.clone()));
        }
        for (other, table) in &it.before.tables {
            for key in &table.foreign_keys {
                let here = other == name && reads(&key.columns);
                let there = key.references == *name && reads(&key.referenced_columns);
                if here || there {
                    self.step_aside(it, ObjectId::ForeignKey(other.clone(), key.key()));
                }
            }
        }
    }

    /// The server makes an index anew that carries the column, and keys rest on it that it does
    /// not know to read the column.
    fn carried_by_keys(&mut self, it: &Lowering, name: &QualifiedName, column: &str) {
        let Some(target) = it.before.tables.get(name) else { return };
        let reads = |names: &Vec<String>| names.iter().any(|it| it == column);
        let primary = target.primary_key.as_ref().map(|it| &it.include);
        for (other, table) in &it.before.tables {
            for key in table.foreign_keys.iter().filter(|it| it.references == *name) {
                let serving = tables::serving(name, target, &key.referenced_columns);
                let mut carrying =
                    serving.iter().filter_map(|(_, index)| index.map(|it| &it.include).or(primary));
                if carrying.any(reads) {
                    self.step_aside(it, ObjectId::ForeignKey(other.clone(), key.key()));
                }
            }
        }
    }

    /// The server refuses to alter or drop a column that another one is generated from.
    fn generated_from(&mut self, it: &Lowering, name: &QualifiedName, column: &str) {
        let Some(table) = it.before.tables.get(name) else { return };
        for before in &table.columns {
            let reads = before.generated.as_ref();
            if !reads.is_some_and(|it| expression::mentions(&it.expression, column)) {
                continue;
            }
            let id = (name.clone(), before.name.clone());
            let Some(after) = it.after.tables.get(name).and_then(|it| it.column(&before.name))
            else {
                continue;
            };
            if after.generated.is_none() {
                continue;
            }
            let known = self.columns.get(&id).map(|it| it.way);
            if known != Some(Way::Anew) {
                let moved =
                    ColumnMove { before: before.clone(), after: after.clone(), way: Way::Anew };
                self.columns.insert(id.clone(), moved);
                self.clear_way(it, &id);
            }
        }
    }

    /// Foreign keys rest on primary keys and unique indexes.
    fn free_keys(&mut self, it: &Lowering) {
        let mut held = Vec::new();
        for (name, table) in &it.before.tables {
            for key in &table.foreign_keys {
                let Some(target) = it.before.tables.get(&key.references) else { continue };
                let on = tables::serving(&key.references, target, &key.referenced_columns);
                if on.iter().any(|(id, _)| self.drop.contains(id)) {
                    held.push(ObjectId::ForeignKey(name.clone(), key.key()));
                }
            }
        }
        held.into_iter().for_each(|id| self.step_aside(it, id));
    }

    /// Drops an object, and creates it again if it is still wanted.
    fn step_aside(&mut self, it: &Lowering, object: ObjectId) {
        self.aside.insert(object.clone());
        if !self.drop.insert(object.clone()) {
            return;
        }
        self.validate.remove(&object);
        self.alter.remove(&object);
        let again = match self.rename.remove(&object) {
            None => object.clone(),
            Some(to) => renamed(&object, to),
        };
        if it.wanted.contains(&again) {
            self.still.extend(tables::locked_with(it.before, &object));
            self.still.extend(tables::locked_with(it.after, &again));
            self.create.insert(again);
        }
    }
}

/// An object of a table under another name.
pub fn renamed(object: &ObjectId, to: String) -> ObjectId {
    match object {
        ObjectId::Index(table, _) => ObjectId::Index(table.clone(), to),
        ObjectId::ForeignKey(table, _) => ObjectId::ForeignKey(table.clone(), to),
        ObjectId::Check(table, _) => ObjectId::Check(table.clone(), to),
        object => object.clone(),
    }
}

/// Whether two foreign keys differ at most in when they are checked.
fn in_place(before: &ForeignKey, after: &ForeignKey) -> bool {
    let ForeignKey { deferrable, not_valid, by, .. } = *after;
    *after == ForeignKey { deferrable, not_valid, by, ..before.clone() }
}

/// Whether a column can be altered to be the other. What a column is generated from cannot, nor
/// the type of one that is generated.
fn stays(before: &Column, after: &Column) -> bool {
    match (&before.generated, &after.generated) {
        (None, None) | (Some(_), None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => {
            a == b && before.ty == after.ty && before.collation == after.collation
        }
    }
}

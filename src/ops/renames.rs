//! Names that objects change: all at once, so that two may change theirs with each other, and one
//! may take the name of another that goes.

use std::collections::BTreeMap;

use super::*;

/// The names that objects of the first schema have in the second. They are changed all at once:
/// `a` to `b` and `b` to `a` is a swap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renames {
    /// Old and new name.
    pub tables: Vec<(QualifiedName, QualifiedName)>,
    /// Table by its new name, old and new column.
    pub columns: Vec<(QualifiedName, String, String)>,
    /// Old and new name.
    pub enums: Vec<(QualifiedName, QualifiedName)>,
    /// Enum type by its new name, old and new value.
    pub values: Vec<(QualifiedName, String, String)>,
}

impl Renames {
    /// The renames among operations, which are done one after the other.
    pub fn of<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> Self {
        let mut renames = Self::default();
        for operation in operations {
            match operation {
                Operation::Table(from, TableChange::Rename { to }) => {
                    for (table, _, _) in renames.columns.iter_mut().filter(|it| it.0 == *from) {
                        table.clone_from(to);
                    }
                    follow(&mut renames.tables, from.clone(), to.clone());
                }
                Operation::Enum(name, Change::Rename { to, .. }) => {
                    let to = name.sibling(to);
                    for (own, _, _) in renames.values.iter_mut().filter(|it| it.0 == *name) {
                        own.clone_from(&to);
                    }
                    follow(&mut renames.enums, name.clone(), to);
                }
                Operation::EnumValue { name, from, to } => {
                    let mut values = renames.values.iter_mut();
                    match values.find(|it| it.0 == *name && it.2 == *from) {
                        Some(entry) => entry.2.clone_from(to),
                        None => renames.values.push((name.clone(), from.clone(), to.clone())),
                    }
                }
                Operation::Column(ColumnOperation {
                    table,
                    change: Change::Rename { from, to },
                    ..
                }) => {
                    let known =
                        |it: &&mut (QualifiedName, String, String)| it.0 == *table && it.2 == *from;
                    match renames.columns.iter_mut().find(known) {
                        Some(entry) => entry.2.clone_from(to),
                        None => renames.columns.push((table.clone(), from.clone(), to.clone())),
                    }
                }
                _ => {}
            }
        }
        renames
    }

    /// Only the renames of what a schema has.
    pub fn of_what_is_in(mut self, schema: &Schema) -> Self {
        self.tables.retain(|(old, _)| schema.tables.contains_key(old));
        self.enums.retain(|(old, _)| schema.enums.contains_key(old));
        let old_names: BTreeMap<_, _> = self.tables.iter().map(|(old, new)| (new, old)).collect();
        self.columns.retain(|(table, old, _)| {
            let table = schema.tables.get(*old_names.get(table).unwrap_or(&table));
            table.is_some_and(|it| it.column(old).is_some())
        });
        let old_names: BTreeMap<_, _> = self.enums.iter().map(|(old, new)| (new, old)).collect();
        self.values.retain(|(name, old, _)| {
            let it = schema.enums.get(*old_names.get(name).unwrap_or(&name));
            it.is_some_and(|it| it.values.contains(old))
        });
        self
    }

    /// The same renames the other way.
    pub fn reversed(&self) -> Self {
        let back = |list: &[(QualifiedName, QualifiedName)], name: &QualifiedName| {
            let old = list.iter().find(|(_, new)| new == name);
            old.map_or_else(|| name.clone(), |(old, _)| old.clone())
        };
        Self {
            tables: self.tables.iter().map(|(a, b)| (b.clone(), a.clone())).collect(),
            columns: (self.columns.iter())
                .map(|(table, a, b)| (back(&self.tables, table), b.clone(), a.clone()))
                .collect(),
            enums: self.enums.iter().map(|(a, b)| (b.clone(), a.clone())).collect(),
            values: (self.values.iter())
                .map(|(name, a, b)| (back(&self.enums, name), b.clone(), a.clone()))
                .collect(),
        }
    }

    /// The renames as operations, in an order in which they can be applied: what has a name that
    /// another takes comes before it, and names between break the circles.
    pub fn operations(&self) -> Vec<Operation> {
        let tables = in_turn(&self.tables, |name| name.sibling(between(&name.name)))
            .into_iter()
            .map(|(from, to)| Operation::Table(from, TableChange::Rename { to }));
        let enums = in_turn(&self.enums, |name| name.sibling(between(&name.name))).into_iter().map(
            |(from, to)| {
                let change = Change::Rename { from: from.name.clone(), to: to.name };
                Operation::Enum(from, change)
            },
        );
        let columns: Vec<_> = (self.columns.iter())
            .map(|(table, from, to)| ((table, from.clone()), (table, to.clone())))
            .collect();
        let columns = in_turn(&columns, |(table, name)| (*table, between(name)))
            .into_iter()
            .map(|((table, from), (_, to))| Operation::column(table, Change::Rename { from, to }));
        let values: Vec<_> = (self.values.iter())
            .map(|(name, from, to)| ((name, from.clone()), (name, to.clone())))
            .collect();
        let values = in_turn(&values, |(name, value)| (*name, between(value)))
            .into_iter()
            .map(|((name, from), (_, to))| Operation::EnumValue { name: name.clone(), from, to });
        tables.chain(enums).chain(values).chain(columns).collect()
    }

    /// The tables that have the new name of another and none of their own.
    pub fn overrun_tables<'a>(
        &'a self,
        schema: &'a Schema,
    ) -> impl Iterator<Item = &'a QualifiedName> {
        let own = |name: &QualifiedName| self.tables.iter().any(|(from, _)| from == name);
        let taken = self.tables.iter().filter(|(from, _)| schema.tables.contains_key(from));
        taken.map(|(_, to)| to).filter(move |to| schema.tables.contains_key(*to) && !own(to))
    }

    /// The columns that have the new name of another and none of their own, with the table's new
    /// name. The schema is one whose tables have been renamed.
    pub fn overrun_columns<'a>(
        &'a self,
        schema: &'a Schema,
    ) -> impl Iterator<Item = (&'a QualifiedName, &'a str)> {
        let there = |table: &QualifiedName, name: &str| {
            schema.tables.get(table).is_some_and(|it| it.column(name).is_some())
        };
        let own = |table: &QualifiedName, name: &str| {
            self.columns.iter().any(|(t, from, _)| t == table && from == name)
        };
        (self.columns.iter())
            .filter(move |(table, from, to)| {
                there(table, from) && there(table, to) && !own(table, to)
            })
            .map(|(table, _, to)| (table, to.as_str()))
    }
}

/// A name for what must give up its own before it can have another, or go.
pub fn between(name: &str) -> String {
    // Every database keeps as much of a name.
    const ROOM: usize = 48;
    let end = (0..=name.len().min(ROOM)).rev().find(|at| name.is_char_boundary(*at));
    format!("autogen_old_{}", &name[..end.unwrap_or(0)])
}

/// Adds a rename to those that were made before it.
fn follow(list: &mut Vec<(QualifiedName, QualifiedName)>, from: QualifiedName, to: QualifiedName) {
    match list.iter_mut().find(|(_, last)| *last == from) {
        Some(entry) => entry.1 = to,
        None => list.push((from, to)),
    }
}

/// Renames in an order in which each new name is free, with names between where they go round in a
/// circle.
pub fn in_turn<T: Clone + PartialEq>(pairs: &[(T, T)], between: impl Fn(&T) -> T) -> Vec<(T, T)> {
    let mut left: Vec<(T, T)> = pairs.iter().filter(|(from, to)| from != to).cloned().collect();
    let mut done = Vec::with_capacity(left.len());
    while let Some((first, _)) = left.first() {
        match left.iter().position(|(_, to)| left.iter().all(|(from, _)| from != to)) {
            Some(at) => done.push(left.remove(at)),
            None => {
                let name = between(first);
                done.push((first.clone(), name.clone()));
                left[0].0 = name;
            }
        }
    }
    done
}

/// Gives objects their new names, and returns what it did: what is in the way goes first, with
/// everything that rests on it.
pub fn rename(schema: &mut Schema, renames: &Renames) -> Result<Vec<Operation>, ApplyError> {
    let mut done = Vec::new();
    let overrun: Vec<QualifiedName> = renames.overrun_tables(schema).cloned().collect();
    for name in overrun {
        let referring = |key: &ForeignKey| key.references == name;
        let keys =
            schema.tables.iter().filter(|(other, _)| **other != name).flat_map(|(other, table)| {
                let keys = table.foreign_keys.iter().filter(|it| referring(it)).cloned();
                keys.map(|key| Operation::ForeignKey(other.clone(), Change::Drop(key)))
            });
        let keys: Vec<Operation> = keys.collect();
        perform(keys, schema, &mut done)?;
        if let Some(table) = schema.tables.get(&name).cloned() {
            let drop = Operation::Table(name.clone(), TableChange::Drop(table));
            perform(vec![drop], schema, &mut done)?;
        }
    }
    let (columns, others): (Vec<_>, Vec<_>) = (renames.operations().into_iter())
        .partition(|operation| matches!(operation, Operation::Column(_)));
    // Values of an overrun enum type stay, under a name between, until their columns have another.
    for (_, to) in &renames.enums {
        let own = renames.enums.iter().any(|(from, _)| from == to);
        if schema.enums.contains_key(to) && !own {
            let change = Change::Rename { from: to.name.clone(), to: between(&to.name) };
            perform(vec![Operation::Enum(to.clone(), change)], schema, &mut done)?;
        }
    }
    let (values, others): (Vec<_>, Vec<_>) = (others.into_iter())
        .partition(|operation| matches!(operation, Operation::EnumValue { .. }));
    perform(others, schema, &mut done)?;
    // So does a value of which another one takes the name.
    for (name, _, to) in &renames.values {
        let own = renames.values.iter().any(|(of, from, _)| of == name && from == to);
        if schema.enums.get(name).is_some_and(|it| it.values.contains(to)) && !own {
            let (name, from, to) = (name.clone(), to.clone(), between(to));
            perform(vec![Operation::EnumValue { name, from, to }], schema, &mut done)?;
        }
    }
    perform(values, schema, &mut done)?;
    let overrun: Vec<(QualifiedName, String)> = (renames.overrun_columns(schema))
        .map(|(table, name)| (table.clone(), name.to_owned()))
        .collect();
    for (table, column) in overrun {
        let drops = drops(schema, &table, &column);
        perform(drops, schema, &mut done)?;
    }
    perform(columns, schema, &mut done)?;
    Ok(done)
}

fn perform(
    operations: Vec<Operation>,
    schema: &mut Schema,
    done: &mut Vec<Operation>,
) -> Result<(), ApplyError> {
    apply_all(&operations, schema)?;
    done.extend(operations);
    Ok(())
}

/// The operations that drop a column and everything that rests on it.
fn drops(schema: &Schema, name: &QualifiedName, column: &str) -> Vec<Operation> {
    let mut drops = Vec::new();
    for (other, table) in &schema.tables {
        for key in &table.foreign_keys {
            let from = other == name && key.columns.iter().any(|it| it == column);
            let to =
                key.references == *name && key.referenced_columns.iter().any(|it| it == column);
            if from || to {
                drops.push(Operation::ForeignKey(other.clone(), Change::Drop(key.clone())));
            }
        }
    }
    let Some(table) = schema.tables.get(name) else { return drops };
    let reads = |expression: &str| expression::reads(expression, column);
    for check in table.checks.iter().filter(|it| reads(&it.expression)) {
        drops.push(Operation::Check(name.clone(), Change::Drop(check.clone())));
    }
    let reading = |index: &&Index| {
        index.include.iter().any(|it| it == column)
            || index.predicate.as_deref().is_some_and(reads)
            || index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => name == column,
                IndexKey::Expression(sql) => reads(sql),
            })
    };
    for index in table.indexes.iter().filter(reading) {
        drops.push(Operation::Index(name.clone(), Change::Drop(index.clone())));
    }
    if let Some(key) = &table.primary_key
        && key.columns.iter().chain(&key.include).any(|it| it == column)
    {
        drops.push(Operation::PrimaryKey(name.clone(), Change::Drop(key.clone())));
    }
    let generated = |it: &&Column| it.generated.as_ref().is_some_and(|it| reads(&it.expression));
    let own = |it: &&Column| it.name == column;
    for it in table.columns.iter().filter(generated).chain(table.columns.iter().filter(own)) {
        drops.push(Operation::column(name, Change::Drop(it.clone())));
    }
    drops
}

//! Operations between two canonical schemas to statements.
//!
//! Renames are done first; from there on the difference of the two schemas says what happens, and
//! `moves` what else has to move for it. Each object then has its own action, and names and
//! phases put them in order.

mod casts;
mod columns;
mod enums;
mod moves;
mod renames;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{Action, HazardKind, Refusal, Statement, Transition, Unmanaged};
use crate::ops::{self, Operation, Renames, TableChange, Touches};
use crate::schema::*;
use crate::target::Target;

use moves::{Moves, Way};

use super::{defaults, expression, names, render};

/// The order of actions where names leave a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// First, for they split the script's transaction.
    AddEnumValues,
    Rename,
    DropForeignKeys,
    DropConstraints,
    DropTablesEarly,
    RenameConstraints,
    CreateSchemas,
    CreateTypes,
    CreateTables,
    DropGenerated,
    Columns,
    DropColumns,
    PrimaryKeys,
    Indexes,
    ForeignKeys,
    DropTables,
    DropTypes,
    Comments,
}

/// What every step of lowering looks at.
struct Lowering<'a> {
    /// The schema as it was, under the names that it has after renames.
    before: &'a Schema,
    after: &'a Schema,
    target: &'a Target,
    fills: BTreeMap<(QualifiedName, String), String>,
    /// The names that enum types had before, by those that they have now.
    enum_names: BTreeMap<QualifiedName, QualifiedName>,
    wanted: BTreeSet<ObjectId>,
}

/// See [`Dialect::lower`](crate::dialect::Dialect::lower).
pub fn lower(transition: &Transition, target: &Target) -> Result<Vec<Action>, Vec<Refusal>> {
    let said = renames::said(transition.operations);
    let renamed = renames::rename(transition.before, &said)?;
    let operations = ops::diff(&renamed.schema, transition.after, &Renames::default())
        .map_err(|error| vec![refusal(error.object, error.reason.to_string(), None)])?;
    let it = Lowering {
        before: &renamed.schema,
        after: transition.after,
        target,
        fills: said.fills,
        enum_names: renamed.enums,
        wanted: objects(transition.after).into_keys().collect(),
    };
    let mut moves = moves::moves(&it, &operations);
    let beside = Beside { transition, tables: &renamed.tables, columns: &renamed.columns };
    let refusals = beside.refusals(&operations, &moves);
    if !refusals.is_empty() {
        return Err(refusals);
    }

    let mut actions = renamed.actions;
    actions.extend(tables::create_schemas(&it));
    for operation in &operations {
        if let Operation::Enum(name, change) = operation {
            actions.extend(enums::lower(&it, name, change));
        }
    }
    actions.extend(tables::create(&it, &operations, &mut moves));
    actions.extend(tables::drop(&it, &operations, &mut moves));
    actions.extend(moves.added.iter().map(|(table, column)| columns::add(&it, table, column)));
    actions.extend(moves.columns.iter().flat_map(|(id, moved)| columns::alter(&it, id, moved)));
    let dropped = moves.dropped.iter();
    actions.extend(dropped.map(|(table, column)| columns::drop(&it, table, column, false)));
    actions.extend(members(&it, &moves));
    actions.extend(tables::comments(&operations));
    actions.retain(|action| !action.statements.is_empty());
    Ok(actions)
}

fn action(phase: Phase, touches: Touches, statements: Vec<Statement>) -> Action {
    Action { phase: phase as u8, touches, statements, alone: false }
}

fn refusal(object: ObjectId, message: String, help: Option<&str>) -> Refusal {
    Refusal::new(object, message).help(help.unwrap_or_default())
}

fn lost(statement: Statement, what: String) -> Statement {
    statement.hazard(HazardKind::LosesData, what)
}

/// A statement whose text holds a name that only the server knows.
fn execute_format(sql: &str, argument: &str) -> String {
    let sql = render::literal(sql);
    format!("DO $autogen$ BEGIN EXECUTE format({sql}, {argument}); END $autogen$")
}

fn drop_constraint(table: &QualifiedName, name: &str) -> Statement {
    Statement::new(format!(
        "ALTER TABLE {} DROP CONSTRAINT {}",
        render::qualified(table),
        render::quote(name)
    ))
}

/// Whether an index depends on a column.
fn index_reads(index: &Index, column: &str) -> bool {
    index.include.iter().any(|it| it == column)
        || index.predicate.as_ref().is_some_and(|text| expression::mentions(text, column))
        || index.parts.iter().any(|part| match &part.key {
            IndexKey::Column(name) => name == column,
            IndexKey::Expression(text) => expression::mentions(text, column),
        })
}

/// Drops, renames, validates and creates keys, indexes and checks.
fn members(it: &Lowering, moves: &Moves) -> Vec<Action> {
    let (old, new) = (objects(it.before), objects(it.after));
    let mut actions = Vec::new();
    for id in &moves.drop {
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let phase = match object {
            Object::ForeignKey(_) => Phase::DropForeignKeys,
            _ => Phase::DropConstraints,
        };
        let statement = match object {
            Object::Index(index) if !render::is_constraint(index) => {
                let name = render::qualified(&table.sibling(index.key()));
                Statement::new(format!("DROP INDEX {name}"))
            }
            _ => drop_constraint(table, &name_of(object)),
        };
        let touches = Touches {
            releases: rests_on(it.before, table, object),
            destroys: [id.clone()].into(),
            ..Touches::default()
        };
        actions.push(action(phase, touches, vec![statement]));
    }
    // What has a name, by the table and the name: indexes of one schema share theirs.
    let mut known: BTreeMap<(QualifiedName, Option<&QualifiedName>), &ObjectId> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (id, to) in &moves.rename {
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let relation = matches!(object, Object::Index(_) | Object::PrimaryKey(_));
        let owner = (!relation).then_some(table);
        let from = (table.sibling(name_of(object)), owner);
        pairs.push((from.clone(), (table.sibling(to.as_str()), owner)));
        known.insert(from, id);
    }
    for (from, to) in ops::in_turn(&pairs, between) {
        let Some(id) = known.remove(&from) else { continue };
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let new = render::quote(&to.0.name);
        let sql = match object {
            Object::Index(index) if !render::is_constraint(index) => {
                format!("ALTER INDEX {} RENAME TO {new}", render::qualified(&from.0))
            }
            _ => {
                let (table, from) = (render::qualified(table), render::quote(&from.0.name));
                format!("ALTER TABLE {table} RENAME CONSTRAINT {from} TO {new}")
            }
        };
        known.insert(to, id);
        actions.push(action(
            Phase::RenameConstraints,
            Touches::default(),
            vec![Statement::new(sql)],
        ));
    }
    for id in &moves.validate {
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let (table, name) = (render::qualified(table), render::quote(&name_of(object)));
        let sql = format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}");
        let statement = Statement::new(sql);
        actions.push(action(Phase::ForeignKeys, Touches::default(), vec![statement]));
    }
    for id in &moves.create {
        let (Some(table), Some(object)) = (id.table(), new.get(id)) else { continue };
        let Some((phase, sql)) = create(table, object) else { continue };
        let mut statement = Statement::new(sql);
        if it.before.tables.contains_key(table) {
            statement = with_hazards(statement, table, object, old.get(id) == Some(object));
        }
        let touches = Touches {
            provides: [id.clone()].into(),
            requires: rests_on(it.after, table, object),
            ..Touches::default()
        };
        actions.push(action(phase, touches, vec![statement]));
    }
    actions
}

/// A name between for what stands in a table, or among the relations of its schema.
fn between<'a>(
    (name, owner): &(QualifiedName, Option<&'a QualifiedName>),
) -> (QualifiedName, Option<&'a QualifiedName>) {
    (name.sibling(ops::between(&name.name)), *owner)
}

fn name_of(object: &Object) -> String {
    match object {
        Object::PrimaryKey(key) => key.name.value().cloned().unwrap_or_default(),
        Object::Index(index) => index.key(),
        Object::ForeignKey(key) => key.key(),
        Object::Check(check) => check.key(),
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => String::new(),
    }
}

fn create(table: &QualifiedName, object: &Object) -> Option<(Phase, String)> {
    let add = |what: String| format!("ALTER TABLE {} ADD {what}", render::qualified(table));
    Some(match object {
        Object::PrimaryKey(key) => (Phase::PrimaryKeys, add(render::primary_key(key))),
        Object::Index(index) if render::is_constraint(index) => {
            (Phase::Indexes, add(render::unique_constraint(index)))
        }
        Object::Index(index) => (Phase::Indexes, render::create_index(table, index)),
        Object::Check(check) => (Phase::Indexes, add(render::check(check))),
        Object::ForeignKey(key) => (Phase::ForeignKeys, add(render::foreign_key(key))),
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => return None,
    })
}

/// What a reader has to know about an object that is added to a table with rows.
fn with_hazards(
    statement: Statement,
    table: &QualifiedName,
    object: &Object,
    again: bool,
) -> Statement {
    let builds = format!("writes to {table} while the index is built");
    let checks = format!("writes to {table} while its rows are checked");
    let (may_fail, blocks) = match object {
        Object::PrimaryKey(key) => {
            (Some(format!("two rows of {table} have equal {}", key.columns.join(", "))), builds)
        }
        Object::Index(index) if index.unique => {
            let columns = index.plain_columns().map(|it| it.join(", "));
            let what = columns.unwrap_or_else(|| "values".to_owned());
            (Some(format!("two rows of {table} have equal {what}")), builds)
        }
        Object::Index(_) => (None, builds),
        Object::Check(check) => {
            (Some(format!("a row of {table} is not: {}", check.expression)), checks)
        }
        Object::ForeignKey(key) if key.not_valid => return statement,
        Object::ForeignKey(key) => (
            Some(format!("a row of {table} refers to no row of {}", key.references)),
            format!("writes to {table} and {} while rows are checked", key.references),
        ),
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => return statement,
    };
    let statement = match may_fail.filter(|_| !again) {
        Some(text) => statement.hazard(HazardKind::MayFail, text),
        None => statement,
    };
    statement.hazard(HazardKind::Blocks, blocks)
}

/// The objects that a key, an index or a check needs.
fn rests_on(schema: &Schema, name: &QualifiedName, object: &Object) -> BTreeSet<ObjectId> {
    let mut on: BTreeSet<ObjectId> = [ObjectId::Table(name.clone())].into();
    let Some(table) = schema.tables.get(name) else { return on };
    let column =
        |table: &QualifiedName, name: &str| ObjectId::Column(table.clone(), name.to_owned());
    let reading = |reads: &dyn Fn(&str) -> bool| -> Vec<ObjectId> {
        let read = table.columns.iter().filter(|it| reads(&it.name));
        read.map(|it| column(name, &it.name)).collect()
    };
    match object {
        Object::PrimaryKey(key) => on.extend(key.columns.iter().map(|it| column(name, it))),
        Object::Index(index) => on.extend(reading(&|it| index_reads(index, it))),
        Object::Check(check) => {
            on.extend(reading(&|it| expression::mentions(&check.expression, it)));
        }
        Object::ForeignKey(key) => {
            on.insert(ObjectId::Table(key.references.clone()));
            on.extend(key.columns.iter().map(|it| column(name, it)));
            on.extend(key.referenced_columns.iter().map(|it| column(&key.references, it)));
            if let Some(target) = schema.tables.get(&key.references) {
                let keys = tables::serving(&key.references, target, &key.referenced_columns);
                on.extend(keys.into_iter().map(|(id, _)| id));
            }
        }
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => {}
    }
    on
}

/// What stands beside the model in the database.
struct Beside<'a> {
    transition: &'a Transition<'a>,
    tables: &'a BTreeMap<QualifiedName, QualifiedName>,
    columns: &'a BTreeMap<(QualifiedName, String), String>,
}

impl Beside<'_> {
    /// Refuses what would break a view, a trigger or a policy, by its name.
    fn refusals(&self, operations: &[Operation], moves: &Moves) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let help = "write SQL by hand: drop it, make this change, create it again";
        for ((table, name), moved) in &moves.columns {
            let (before, after) = (&moved.before, &moved.after);
            let still = before.ty == after.ty
                && before.collation == after.collation
                && before.generated == after.generated;
            if moved.way == Way::Alter && still {
                continue;
            }
            let readers = self.readers(table, Some(name));
            // The server builds exclusion constraints anew, as it does indexes.
            let anew = moved.way == Way::Anew;
            for reader in readers.filter(|it| anew || it.kind != "exclusion constraint") {
                let message = format!(
                    "its type cannot change under the {} {}, which reads it",
                    reader.kind, reader.name
                );
                let object = ObjectId::Column(table.clone(), name.clone());
                refusals.push(refusal(object, message, Some(help)));
            }
        }
        for (table, column) in &moves.dropped {
            for reader in self.readers(table, Some(&column.name)) {
                let message =
                    format!("the {} {} reads it and has to go first", reader.kind, reader.name);
                let object = ObjectId::Column(table.clone(), column.name.clone());
                refusals.push(refusal(object, message, Some("drop it in SQL by hand")));
            }
        }
        for operation in operations {
            let Operation::Table(name, TableChange::Drop(_)) = operation else { continue };
            let before = self.tables.get(name).unwrap_or(name);
            let readers = self.readers(name, None).filter(|it| it.table.as_ref() != Some(before));
            for reader in readers {
                let message =
                    format!("the {} {} reads it and has to go first", reader.kind, reader.name);
                let object = ObjectId::Table(name.clone());
                refusals.push(refusal(object, message, Some("drop it in SQL by hand")));
            }
        }
        refusals.dedup();
        refusals
    }

    /// What reads a column of a table, or any of its columns.
    fn readers(
        &self,
        table: &QualifiedName,
        column: Option<&str>,
    ) -> impl Iterator<Item = &Unmanaged> {
        let known = self.tables.get(table).unwrap_or(table).clone();
        let column = column.map(|name| {
            let id = (table.clone(), name.to_owned());
            self.columns.get(&id).map_or(name, String::as_str).to_owned()
        });
        let mut seen: Vec<&Unmanaged> = Vec::new();
        for it in self.transition.unmanaged.values().flatten() {
            let reads = it.columns.iter().any(|(table, name)| {
                *table == known && column.as_ref().is_none_or(|column| column == name)
            });
            if reads && !seen.contains(&it) {
                seen.push(it);
            }
        }
        seen.into_iter()
    }
}

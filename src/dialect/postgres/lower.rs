//! Operations between two canonical schemas to statements.
//!
//! Renames are done first; from there on the difference of the two schemas says what happens, and
//! `moves` what else has to move for it. Each object then has its own action, and names and
//! phases put them in order.

mod aside;
mod beside;
mod casts;
mod columns;
mod enums;
mod members;
mod moves;
mod numbering;
mod online;
mod options;
mod renames;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{Action, HazardKind, Refusal, Statement, Transition};
use crate::ops::{self, Operation, Renames, Touches};
use crate::schema::*;
use crate::target::Target;

pub use aside::is_light;
use beside::Beside;
pub use casts::rewrites;
use moves::Moves;

use super::options::PARTITION_BY;
use super::{defaults, expression, names, render, sequence};

/// The order of actions where names leave a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// First, for they split the script's transaction.
    AddEnumValues,
    Rename,
    CreateSchemas,
    DropForeignKeys,
    DropConstraints,
    DropTablesEarly,
    RenameConstraints,
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
    /// The same of their values, by type and value as they are now.
    value_names: BTreeMap<(QualifiedName, String), String>,
    wanted: BTreeSet<ObjectId>,
    /// Others read and write the tables meanwhile: what takes long is done beside them, where that
    /// can be.
    online: bool,
    /// Where it cannot: the tables of which something steps aside and comes back.
    still: BTreeSet<QualifiedName>,
    back: bool,
}

/// See [`Dialect::lower`](crate::dialect::Dialect::lower).
pub fn lower(transition: &Transition, target: &Target) -> Result<Vec<Action>, Vec<Refusal>> {
    let said = renames::said(transition.operations);
    let renamed = renames::rename(transition.before, &said)?;
    let operations = ops::diff(&renamed.schema, transition.after, &Renames::default())
        .map_err(|error| vec![refusal(error.object, error.reason.to_string(), None)])?;
    let mut it = Lowering {
        before: &renamed.schema,
        after: transition.after,
        target,
        fills: said.fills,
        enum_names: renamed.enums,
        value_names: renamed.values,
        wanted: objects(transition.after).into_keys().collect(),
        online: transition.online,
        still: BTreeSet::new(),
        back: transition.back,
    };
    let moves = moves::moves(&it, &operations);
    it.still.clone_from(&moves.still);
    let enums = it.enum_names.clone();
    let (tables, columns) = (&renamed.tables, &renamed.columns);
    let beside = Beside { transition, tables, columns, enums: &enums };
    let refusals = beside.refusals(&it, &operations, &moves);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    loop {
        aside::spread(&mut it);
        let mut actions = renamed.actions.clone();
        actions.extend(changes(&it, &operations, moves.clone(), &beside));
        actions.retain(|action| !action.statements.is_empty());
        if !it.online {
            let one = |action| Action { together: None, ..action };
            return Ok(actions.into_iter().map(one).collect());
        }
        match aside::gather(&it, actions) {
            Ok(mut actions) => {
                online::steps(&it, &mut actions);
                return Ok(actions);
            }
            Err(table) => it.still.insert(table),
        };
    }
}

/// What there is to do once all has its new name.
fn changes(
    it: &Lowering,
    operations: &[Operation],
    mut moves: Moves,
    beside: &Beside,
) -> Vec<Action> {
    let mut actions = tables::create_schemas(it);
    actions.extend(enums::lower(it, beside));
    actions.extend(tables::create(it, operations, &mut moves));
    actions.extend(tables::drop(it, operations, &mut moves, beside));
    actions.extend(options::change(it, operations));
    actions.extend(moves.added.iter().flat_map(|(table, column)| columns::add(it, table, column)));
    actions.extend(moves.columns.iter().flat_map(|(id, moved)| columns::alter(it, id, moved)));
    let dropped = moves.dropped.iter();
    actions.extend(dropped.map(|(table, column)| columns::drop(it, table, column, false)));
    actions.extend(members::lower(it, &moves, beside));
    actions.extend(options::roles(it, |id| moves.create.contains(id)));
    actions.extend(tables::comments(operations));
    actions
}

fn action(phase: Phase, touches: Touches, statements: Vec<Statement>) -> Action {
    Action { phase: phase as u8, touches, statements, ..Action::default() }
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

/// Whether a change of a column's type that spares the rows still reads them all: indexes over
/// expressions and parts of a table are built anew (`CheckIndexCompatible` in the server's sources),
/// and checks that read the column are looked at again. With another collation, what reads the
/// column goes first and comes back, but for the indexes that the server then sorts anew.
pub fn reads_again(table: &Table, column: &str, recollated: bool) -> bool {
    if recollated {
        let sorted = |it: &&Index| {
            let key = it.plain_columns().unwrap_or_default();
            is_plain(it) && key.contains(&column)
        };
        return table.key_columns().iter().any(|it| it == column)
            || table.indexes.iter().any(|it| sorted(&it));
    }
    let special = |it: &&Index| it.predicate.is_some() || it.plain_columns().is_none();
    table.indexes.iter().filter(special).any(|it| index_reads(it, column))
        || table.checks.iter().any(|it| expression::mentions(&it.expression, column))
}

/// Whether the server makes an index anew by itself where the type of a column becomes another.
fn is_plain(index: &Index) -> bool {
    index.predicate.is_none()
        && index.method.is_none()
        && index.plain_columns().is_some()
        && index.parts.iter().all(|it| it.operator_class.is_none() && it.collation.is_none())
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

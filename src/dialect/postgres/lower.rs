//! Operations between two canonical schemas to statements.
//!
//! Renames are done first; from there on the difference of the two schemas says what happens, and
//! `moves` what else has to move for it. Each object then has its own action, and names and
//! phases put them in order.

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
use crate::ops::{self, Renames, Touches};
use crate::schema::*;
use crate::target::Target;

use beside::Beside;
pub use casts::rewrites;

use super::options::PARTITION_BY;
use super::{defaults, expression, names, render, sequence};

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
    /// The same of their values, by type and value as they are now.
    value_names: BTreeMap<(QualifiedName, String), String>,
    wanted: BTreeSet<ObjectId>,
    /// Others read and write the tables meanwhile.
    busy: bool,
    /// So that what takes long is done beside them, where that can be.
    online: bool,
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
        busy: transition.online,
        online: transition.online,
        back: transition.back,
    };
    let mut moves = moves::moves(&it, &operations);
    // While a key or a check stands aside nothing may come between, so that all is one step.
    it.online &= !moves.put_back;
    let (tables, columns, enums) = (&renamed.tables, &renamed.columns, &it.enum_names);
    let beside = Beside { transition, tables, columns, enums };
    let refusals = beside.refusals(&it, &operations, &moves);
    if !refusals.is_empty() {
        return Err(refusals);
    }

    let mut actions = renamed.actions;
    actions.extend(tables::create_schemas(&it));
    actions.extend(enums::lower(&it, &beside));
    actions.extend(tables::create(&it, &operations, &mut moves));
    actions.extend(tables::drop(&it, &operations, &mut moves, &beside));
    actions.extend(options::change(&it, &operations));
    actions.extend(moves.added.iter().flat_map(|(table, column)| columns::add(&it, table, column)));
    actions.extend(moves.columns.iter().flat_map(|(id, moved)| columns::alter(&it, id, moved)));
    let dropped = moves.dropped.iter();
    actions.extend(dropped.map(|(table, column)| columns::drop(&it, table, column, false)));
    actions.extend(members::lower(&it, &moves, &beside));
    actions.extend(options::roles(&it, |id| moves.create.contains(id)));
    actions.extend(tables::comments(&operations));
    actions.retain(|action| !action.statements.is_empty());
    online::steps(&it, &mut actions);
    Ok(actions)
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

/// Whether an index depends on a column.
/// Whether a change of a column's type that spares the rows still reads them all: indexes over
/// expressions and parts of a table are built anew (`CheckIndexCompatible` in the server's sources),
/// and checks that read the column are looked at again.
pub fn reads_again(table: &Table, column: &str) -> bool {
    let special = |it: &&Index| it.predicate.is_some() || it.plain_columns().is_none();
    table.indexes.iter().filter(special).any(|it| index_reads(it, column))
        || table.checks.iter().any(|it| expression::mentions(&it.expression, column))
}

fn index_reads(index: &Index, column: &str) -> bool {
    index.include.iter().any(|it| it == column)
        || index.predicate.as_ref().is_some_and(|text| expression::mentions(text, column))
        || index.parts.iter().any(|part| match &part.key {
            IndexKey::Column(name) => name == column,
            IndexKey::Expression(text) => expression::mentions(text, column),
        })
}

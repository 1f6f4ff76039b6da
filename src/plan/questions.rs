//! What the models alone do not say: whether a name is new or another name, whether a table may
//! go, and what rows that are there shall hold.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness;
use super::needs_value;
use crate::ops::{
    self, ApplyError, Change, ColumnOperation, Misfit, Operation, Renames, TableChange,
};
use crate::schema::*;

/// What a person has decided, on the command line or at the terminal.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub renames: Renames,
    /// Tables that may be dropped, and that are not renamed.
    pub drop_tables: BTreeSet<QualifiedName>,
    /// Columns that are dropped, and not renamed.
    pub drop_columns: BTreeSet<(QualifiedName, String)>,
    /// SQL expressions for rows that are there, by table and column.
    pub values: BTreeMap<(QualifiedName, String), String>,
}

/// Something to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    RenameTable {
        from: QualifiedName,
        to: QualifiedName,
    },
    RenameColumn {
        table: QualifiedName,
        from: String,
        to: String,
    },
    DropTable(QualifiedName),
    /// Rows that are there have no value for a new column that may not be null.
    Value {
        table: QualifiedName,
        column: String,
        ty: ColumnType,
    },
}

/// An answer, as a flag of the command line has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    RenameTable { from: QualifiedName, to: QualifiedName },
    RenameColumn { table: QualifiedName, from: String, to: String },
    DropTable(QualifiedName),
    DropColumn { table: QualifiedName, column: String },
    Value { table: QualifiedName, column: String, sql: String },
}

impl Question {
    /// The possible answers, the likeliest first. Of a value it is an example.
    pub fn answers(&self) -> Vec<Answer> {
        match self.clone() {
            Self::RenameTable { from, to } => {
                let drop = Answer::DropTable(from.clone());
                vec![Answer::RenameTable { from, to }, drop]
            }
            Self::RenameColumn { table, from, to } => {
                let drop = Answer::DropColumn { table: table.clone(), column: from.clone() };
                vec![Answer::RenameColumn { table, from, to }, drop]
            }
            Self::DropTable(table) => vec![Answer::DropTable(table)],
            Self::Value { table, column, ty } => {
                let sql = match ops::zero_of(&ty, &Schema::default()) {
                    Some(DefaultValue::Bool(it)) => it.to_string(),
                    Some(DefaultValue::Number(it) | DefaultValue::Sql(it)) => it,
                    Some(DefaultValue::Text(it)) => format!("'{it}'"),
                    None => "<SQL expression>".to_owned(),
                };
                vec![Answer::Value { table, column, sql }]
            }
        }
    }
}

impl Answer {
    /// The flag and its value.
    pub fn flag(&self) -> (&'static str, String) {
        match self {
            Self::RenameTable { from, to } => ("--rename-table", format!("{from}={to}")),
            Self::RenameColumn { table, from, to } => ("--rename", format!("{table}.{from}={to}")),
            Self::DropTable(table) => ("--drop", table.to_string()),
            Self::DropColumn { table, column } => ("--drop", format!("{table}.{column}")),
            Self::Value { table, column, sql } => ("--default", format!("{table}.{column}={sql}")),
        }
    }

    pub fn meaning(&self) -> &'static str {
        match self {
            Self::RenameTable { .. } => "the same table under its new name",
            Self::RenameColumn { .. } => "the same column under its new name",
            Self::DropTable(_) => "the table goes with all its rows",
            Self::DropColumn { .. } => "the column goes with all its values",
            Self::Value { .. } => "for example; any SQL expression will do",
        }
    }
}

impl Answers {
    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::RenameTable { from, to } => self.renames.tables.push((from, to)),
            Answer::RenameColumn { table, from, to } => {
                self.renames.columns.push((table, from, to));
            }
            Answer::DropTable(table) => drop(self.drop_tables.insert(table)),
            Answer::DropColumn { table, column } => {
                self.drop_columns.insert((table, column));
            }
            Answer::Value { table, column, sql } => {
                self.values.insert((table, column), sql);
            }
        }
    }
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::RenameTable { from, to } => write!(f, "Was table {from} renamed to {to}?"),
            Self::RenameColumn { table, from, to } => {
                write!(f, "Was column {table}.{from} renamed to {to}?")
            }
            Self::DropTable(table) => write!(f, "Drop table {table} with all its rows?"),
            Self::Value { table, column, ty } => write!(
                f,
                "{table}.{column} ({ty}) may not be null and has no default: which value do the rows get that are there?"
            ),
        }
    }
}

/// What was found out so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Changes(Vec<Operation>),
    Ask(Vec<Question>),
}

/// The changes from the snapshot to the models, or the questions that must be answered first.
/// Names that a model says it had (`renamed_from`) come as answers.
pub fn changes(
    snapshot: &Schema,
    models: &Schema,
    answers: &Answers,
) -> Result<Outcome, ApplyError> {
    let plain = ops::diff(snapshot, models, &answers.renames)?;
    if let Some(operation) = plain.iter().find(|it| overruns(it, answers)) {
        let object = operation.object();
        return Err(ApplyError { verb: "rename to", object, reason: Misfit::Present });
    }
    let mut questions = likely_renames(&plain, answers);
    for operation in &plain {
        match operation {
            Operation::Table(name, TableChange::Drop(_)) => {
                let asked = questions
                    .iter()
                    .any(|it| matches!(it, Question::RenameTable { from, .. } if from == name));
                if !asked && !answers.drop_tables.contains(name) {
                    questions.push(Question::DropTable(name.clone()));
                }
            }
            Operation::Column(ColumnOperation { table, change: Change::Add(column), .. })
                if needs_value(column) =>
            {
                let key = (table.clone(), column.name.clone());
                let asked = questions.iter().any(|it| {
                    matches!(it, Question::RenameColumn { table: t, to, .. }
                        if t == table && *to == column.name)
                });
                if !asked && !answers.values.contains_key(&key) {
                    let (table, column, ty) = (key.0, key.1, column.ty.clone());
                    questions.push(Question::Value { table, column, ty });
                }
            }
            _ => {}
        }
    }
    if !questions.is_empty() {
        return Ok(Outcome::Ask(questions));
    }
    let mut changes = plain;
    for change in &mut changes {
        if let Operation::Column(ColumnOperation { table, change, fill }) = change
            && let Some(column) = change.after()
        {
            *fill = answers.values.get(&(table.clone(), column.name.clone())).cloned();
        }
    }
    Ok(Outcome::Changes(changes))
}

/// Whether an operation drops a column to make room for one that is renamed, and nobody said so.
fn overruns(operation: &Operation, answers: &Answers) -> bool {
    let Operation::Column(ColumnOperation { table, change: Change::Drop(column), .. }) = operation
    else {
        return false;
    };
    let name = &column.name;
    answers.renames.columns.iter().any(|(t, _, to)| t == table && to == name)
        && !answers.drop_columns.contains(&(table.clone(), name.clone()))
}

/// Pairs of something gone and something new that look like one thing under two names.
fn likely_renames(operations: &[Operation], answers: &Answers) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut gone_tables = Vec::new();
    let mut new_tables = Vec::new();
    let mut columns: BTreeMap<&QualifiedName, (Vec<&Column>, Vec<&Column>)> = BTreeMap::new();
    for operation in operations {
        match operation {
            Operation::Table(name, TableChange::Drop(table))
                if !answers.drop_tables.contains(name) =>
            {
                gone_tables.push((name, table));
            }
            Operation::Table(name, TableChange::Create(table)) => new_tables.push((name, table)),
            Operation::Column(ColumnOperation { table, change, .. }) => match change {
                Change::Drop(column) => {
                    let key = (table.clone(), column.name.clone());
                    if !answers.drop_columns.contains(&key) {
                        columns.entry(table).or_default().0.push(column);
                    }
                }
                Change::Add(column) => columns.entry(table).or_default().1.push(column),
                Change::Alter { .. } | Change::Rename { .. } => {}
            },
            _ => {}
        }
    }
    for ((from, _), (to, _)) in likeness::pairs(&gone_tables, &new_tables, |(a, old), (b, new)| {
        likeness::tables((&a.name, old), (&b.name, new))
    }) {
        questions.push(Question::RenameTable { from: from.clone(), to: to.clone() });
    }
    for (table, (gone, new)) in columns {
        for (from, to) in likeness::pairs(&gone, &new, likeness::columns) {
            questions.push(Question::RenameColumn {
                table: table.clone(),
                from: from.name.clone(),
                to: to.name.clone(),
            });
        }
    }
    questions
}

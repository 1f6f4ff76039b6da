//! What the models alone do not say: whether a name is new or another name, whether a table may
//! go, and what rows that are there shall hold.

use std::collections::BTreeMap;

use super::answers::{Answer, Answers, Unfit, old_name};
use super::likeness::{self, Named, Placed, PlacedValue};
use super::{beside_scripts, needs_value};
use crate::ops::{self, ApplyError, Change, ColumnOperation, Operation, Renames, TableChange};
use crate::schema::*;

/// Something to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// With the new tables that it may be, the likeliest first.
    RenameTable {
        from: QualifiedName,
        to: Vec<QualifiedName>,
    },
    /// With the new columns that it may be, the likeliest first.
    RenameColumn {
        table: QualifiedName,
        from: String,
        to: Vec<String>,
    },
    /// With the new values that it may be, the likeliest first.
    RenameValue {
        name: QualifiedName,
        from: String,
        to: Vec<String>,
    },
    DropTable(QualifiedName),
    /// Rows that are there have no value for a new column that may not be null.
    Value {
        table: QualifiedName,
        column: String,
        ty: ColumnType,
    },
}

impl Question {
    /// The possible answers, the likeliest first. Of a value it is an example.
    pub fn answers(&self) -> Vec<Answer> {
        match self.clone() {
            Self::RenameTable { from, to } => {
                let rename = |to| Answer::RenameTable { from: from.clone(), to };
                let drop = Answer::DropTable(from.clone());
                to.into_iter().map(rename).chain([drop]).collect()
            }
            Self::RenameColumn { table, from, to } => {
                let rename = |to| {
                    let (table, from) = (table.clone(), from.clone());
                    Answer::RenameColumn { table, from, to }
                };
                let drop = Answer::DropColumn { table: table.clone(), column: from.clone() };
                to.into_iter().map(rename).chain([drop]).collect()
            }
            Self::RenameValue { name, from, to } => {
                let rename =
                    |to| Answer::RenameValue { name: name.clone(), from: from.clone(), to };
                let drop = Answer::DropValue { name: name.clone(), value: from.clone() };
                to.into_iter().map(rename).chain([drop]).collect()
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

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fn or<T: ToString>(names: &[T]) -> String {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            names.join(", or to ")
        }
        match self {
            Self::RenameTable { from, to } => write!(f, "Was table {from} renamed to {}?", or(to)),
            Self::RenameColumn { table, from, to } => {
                write!(f, "Was column {table}.{from} renamed to {}?", or(to))
            }
            Self::RenameValue { name, from, to } => {
                write!(f, "Was value {from} of {name} renamed to {}?", or(to))
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
    /// With the models beside what scripts made, to which the changes lead.
    Changes {
        changes: Vec<Operation>,
        models: Schema,
    },
    Ask(Vec<Question>),
}

/// Why there is neither.
#[derive(Debug, thiserror::Error)]
pub enum ChangesError {
    #[error("{0}; nothing was written")]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Misfit(#[from] ApplyError),
}

/// The changes from the snapshot to the models, or the questions that must be answered first.
pub fn changes(
    snapshot: &Schema,
    models: &Schema,
    answers: &Answers,
) -> Result<Outcome, ChangesError> {
    let (models, renames) = beside_scripts(snapshot, models, answers)?;
    let plain = ops::diff(snapshot, &models, &renames)?;
    let mut questions = likely(&plain, answers, &renames, [snapshot, &models]);
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
                        if t == table && to.contains(&column.name))
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
    Ok(Outcome::Changes { changes, models })
}

/// The names that may be other names of what went, the likeliest first, beside those that are
/// known.
pub fn likely_renames(
    before: &Schema,
    after: &Schema,
    renames: &Renames,
) -> Result<Vec<Question>, ApplyError> {
    let known = Answers { renames: renames.clone(), ..Answers::default() };
    let plain = ops::diff(before, after, renames)?;
    Ok(likely(&plain, &known, renames, [before, after]))
}

/// Names that may be other names of what went.
fn likely(
    operations: &[Operation],
    answers: &Answers,
    renames: &Renames,
    [before, after]: [&Schema; 2],
) -> Vec<Question> {
    let mut questions = likely_tables(operations, answers);
    questions.extend(likely_columns(operations, answers, renames, before, after));
    questions.extend(likely_values(operations, answers));
    questions
}

/// Tables that went, with those that came and look like them.
fn likely_tables(operations: &[Operation], answers: &Answers) -> Vec<Question> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for operation in operations {
        match operation {
            Operation::Table(name, TableChange::Drop(table))
                if !answers.drop_tables.contains(name) =>
            {
                gone.push(Named { name, table });
            }
            Operation::Table(name, TableChange::Create(table)) => new.push(Named { name, table }),
            _ => {}
        }
    }
    let pairs = likeness::candidates(&gone, &new, |old, new| {
        let told = |(table, column): &(QualifiedName, String), name: &str| {
            table == new.name && column == name
        };
        likeness::tables(old, new, |name| {
            let found = answers.renamed_from.iter().find(|(it, _)| told(it, name));
            found.map(|(_, old)| old.as_str())
        })
    });
    let question = |(from, to): (Named, Vec<Named>)| {
        let to = to.into_iter().map(|it| it.name.clone()).collect();
        Question::RenameTable { from: from.name.clone(), to }
    };
    pairs.into_iter().map(question).collect()
}

/// Columns that went, with those of their table that came and look like them.
fn likely_columns(
    operations: &[Operation],
    answers: &Answers,
    renames: &Renames,
    snapshot: &Schema,
    models: &Schema,
) -> Vec<Question> {
    let mut tables: BTreeMap<&QualifiedName, (Vec<&Column>, Vec<&Column>)> = BTreeMap::new();
    for operation in operations {
        let Operation::Column(ColumnOperation { table, change, .. }) = operation else { continue };
        match change {
            Change::Drop(column) => {
                let key = (table.clone(), column.name.clone());
                if !answers.drop_columns.contains(&key) {
                    tables.entry(table).or_default().0.push(column);
                }
            }
            Change::Add(column) => tables.entry(table).or_default().1.push(column),
            Change::Alter { .. } | Change::Rename { .. } => {}
        }
    }
    let mut questions = Vec::new();
    for (table, (gone, new)) in tables {
        let renamed = |name: &str| {
            let renamed = renames.columns.iter().find(|it| it.0 == *table && it.1 == name);
            renamed.map_or_else(|| name.to_owned(), |(_, _, to)| to.clone())
        };
        let old = old_name(table, renames).and_then(|it| snapshot.tables.get(it));
        let old: Vec<String> =
            old.iter().flat_map(|it| &it.columns).map(|it| renamed(&it.name)).collect();
        let all: Vec<String> = (models.tables.get(table).iter())
            .flat_map(|it| it.columns.iter().map(|it| it.name.clone()))
            .collect();
        let gone: Vec<Placed> = gone.into_iter().map(|it| Placed::of(it, &old, &all)).collect();
        let new: Vec<Placed> = new.into_iter().map(|it| Placed::of(it, &all, &old)).collect();
        for (from, to) in likeness::candidates(&gone, &new, likeness::columns) {
            questions.push(Question::RenameColumn {
                table: table.clone(),
                from: from.column.name.clone(),
                to: to.into_iter().map(|it| it.column.name.clone()).collect(),
            });
        }
    }
    questions
}

/// Values of enum types that went, with those of their type that came and look like them.
fn likely_values(operations: &[Operation], answers: &Answers) -> Vec<Question> {
    let mut questions = Vec::new();
    for operation in operations {
        let Operation::Enum(name, Change::Alter { before, after }) = operation else { continue };
        let mut gone = PlacedValue::of(&before.values, &after.values);
        gone.retain(|it| !answers.drop_values.contains(&(name.clone(), it.value.to_owned())));
        let new = PlacedValue::of(&after.values, &before.values);
        for (from, to) in likeness::candidates(&gone, &new, likeness::values) {
            questions.push(Question::RenameValue {
                name: name.clone(),
                from: from.value.to_owned(),
                to: to.into_iter().map(|it| it.value.to_owned()).collect(),
            });
        }
    }
    questions
}

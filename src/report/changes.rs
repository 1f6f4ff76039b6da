use std::fmt::Write;

use serde_yaml::Value;

use crate::ops::{Change, Operation, TableChange, yaml::to_yaml};
use crate::schema::*;

/// One difference in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub mark: Mark,
    /// The object: `column shops.phone`.
    pub subject: String,
    /// What it is, or what of it changes.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Add,
    Drop,
    Alter,
}

impl Mark {
    pub fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Drop => '-',
            Self::Alter => '~',
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.mark.sign(), self.subject)?;
        if !self.detail.is_empty() {
            write!(f, "  {}", self.detail)?;
        }
        Ok(())
    }
}

/// Operations in the words of people, a line each.
pub fn lines(operations: &[Operation]) -> Vec<Line> {
    operations.iter().map(line).collect()
}

fn line(operation: &Operation) -> Line {
    fn of<T>(change: &Change<T>, tell: impl Fn(&T) -> String) -> Option<(Mark, String)> {
        match change {
            Change::Add(it) => Some((Mark::Add, tell(it))),
            Change::Drop(it) => Some((Mark::Drop, tell(it))),
            Change::Rename { from: _, to } => Some((Mark::Alter, format!("renamed to {to}"))),
            Change::Alter { .. } => None,
        }
    }
    let told = match operation {
        Operation::Table(_, change) => match change {
            TableChange::Create(table) => Some((Mark::Add, count(table.columns.len()))),
            TableChange::Drop(table) => Some((Mark::Drop, count(table.columns.len()))),
            TableChange::Rename { to } => Some((Mark::Alter, format!("renamed to {to}"))),
            TableChange::Comment { .. } | TableChange::Options { .. } => None,
        },
        Operation::Enum(_, change) => of(change, |it| it.values.join(", ")),
        Operation::EnumValue { from, to, .. } => {
            Some((Mark::Alter, format!("value {from} renamed to {to}")))
        }
        Operation::Column(it) => of(&it.change, column),
        Operation::PrimaryKey(_, change) => of(change, |it| list(&it.columns)),
        Operation::Index(_, change) => of(change, index),
        Operation::ForeignKey(_, change) => of(change, foreign_key),
        Operation::Check(_, change) => of(change, |it| it.expression.clone()),
        Operation::Own { after, .. } => Some((
            Mark::Alter,
            match after {
                Owner::Model => "now declared by a model".to_owned(),
                Owner::Script => "no longer declared by a model".to_owned(),
            },
        )),
    };
    let (mark, detail) = told.unwrap_or_else(|| (Mark::Alter, fields(operation)));
    Line { mark, subject: operation.object().to_string(), detail }
}

fn count(columns: usize) -> String {
    format!("{columns} column{}", if columns == 1 { "" } else { "s" })
}

fn list(names: &[String]) -> String {
    format!("({})", names.join(", "))
}

fn column(column: &Column) -> String {
    let mut text = column.ty.to_string();
    text.push_str(if column.nullable { ", null" } else { ", not null" });
    match &column.default {
        None => {}
        Some(DefaultValue::Bool(it)) => write!(text, ", default {it}").unwrap_or_default(),
        Some(DefaultValue::Text(it)) => write!(text, ", default '{it}'").unwrap_or_default(),
        Some(DefaultValue::Number(it) | DefaultValue::Sql(it)) => {
            write!(text, ", default {it}").unwrap_or_default();
        }
    }
    text
}

fn index(index: &Index) -> String {
    let parts: Vec<String> = index
        .parts
        .iter()
        .map(|part| match &part.key {
            IndexKey::Column(text) | IndexKey::Expression(text) => text.clone(),
        })
        .collect();
    let unique = if index.unique { "unique " } else { "" };
    let predicate = index.predicate.as_ref().map(|it| format!(" where {it}")).unwrap_or_default();
    format!("{unique}{}{predicate}", list(&parts))
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut text =
        format!("{} -> {}{}", list(&key.columns), key.references, list(&key.referenced_columns));
    for (clause, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if action != ReferentialAction::NoAction {
            text.push_str(&format!(" on {clause} {}", action.sql().to_lowercase()));
        }
    }
    text
}

/// The fields that an alteration changes, as `changes` has them: `type string(120) -> text`.
fn fields(operation: &Operation) -> String {
    let Value::Mapping(map) = to_yaml(operation) else { return String::new() };
    let differing: Vec<String> = map
        .iter()
        .skip(1)
        // What dialects were found to have is not what is said of an object.
        .filter(|(key, _)| key.as_str() != Some("on"))
        .filter_map(|(key, value)| match value {
            Value::Sequence(pair) if pair.len() == 2 => {
                let [before, after] = [&pair[0], &pair[1]];
                Some(match key.as_str()? {
                    "nullable" => format!("{} -> {}", nullable(before), nullable(after)),
                    name => format!("{name} {} -> {}", scalar(before), scalar(after)),
                })
            }
            Value::String(text) => Some(format!("{} {text}", key.as_str()?)),
            _ => None,
        })
        .collect();
    match map.iter().next().and_then(|(key, value)| Some((key.as_str()?, value.as_str()?))) {
        Some(("add_enum_value", value)) => format!("value {value} added"),
        _ => differing.join(", "),
    }
}

fn nullable(value: &Value) -> &'static str {
    if *value == Value::Bool(true) { "null" } else { "not null" }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(it) => it.to_string(),
        Value::Number(it) => it.to_string(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// Operations for machines: the list that `changes` of a revision would have.
pub fn json(operations: &[Operation]) -> serde_json::Value {
    let items = operations.iter().map(|it| serde_json::to_value(to_yaml(it)).unwrap_or_default());
    serde_json::Value::Array(items.collect())
}

/// Operations as a table for a pull request.
pub fn markdown(operations: &[Operation]) -> String {
    let mut text = String::from("| | Object | Change |\n|---|---|---|\n");
    let cell = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
    for Line { mark, subject, detail } in lines(operations) {
        let verb = match mark {
            Mark::Add => "➕",
            Mark::Drop => "➖",
            Mark::Alter => "✏️",
        };
        text.push_str(&format!("| {verb} | {} | {} |\n", cell(&subject), cell(&detail)));
    }
    text
}

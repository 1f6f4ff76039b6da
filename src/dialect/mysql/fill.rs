//! The values that rows get which have none, before the one change of their table or after it.

use std::collections::BTreeSet;

use super::alter::{Group, online};
use super::expression::{self, Literal, quote};
use super::indexes::{drop_index, only_hidden};
use super::lower::{ADD_COLUMNS, FILL, FILL_LATE, TIGHTEN, Work, action, alter};
use super::render::{self, Place, table_name};
use super::{default, hazard};
use crate::dialect::{Action, HazardKind, Statement, value_hazards};
use crate::ops::expression::{Token, tokens};
use crate::ops::{Change, ColumnOperation};
use crate::schema::*;
use crate::target::Target;

/// Functions that a default may call.
const FUNCTIONS: [&str; 26] = [
    "coalesce",
    "ifnull",
    "nullif",
    "if",
    "concat",
    "concat_ws",
    "lower",
    "upper",
    "trim",
    "ltrim",
    "rtrim",
    "left",
    "right",
    "substring",
    "substr",
    "replace",
    "length",
    "char_length",
    "abs",
    "round",
    "floor",
    "ceiling",
    "mod",
    "greatest",
    "least",
    "uuid",
];

/// Words of its own that a default may have.
const WORDS: [&str; 13] = [
    "and", "or", "not", "null", "is", "true", "false", "case", "when", "then", "else", "end", "div",
];

impl<'a> Group<'a> {
    /// Whether the value for rows without one is a value of a type that the column does not have
    /// before its change, so that it may not be null only after that.
    pub fn fills_late(&self, operation: &ColumnOperation) -> bool {
        let Change::Alter { before, after } = &operation.change else { return false };
        operation.fill.is_some()
            && before.nullable
            && !after.nullable
            && (before.generated.is_some()
                || before.ty != after.ty && !self.after.key_columns().contains(&after.name))
    }

    /// Whether a column of the index gets its new type before the one change of the table, which
    /// the index may not bear that goes or changes: full text keys are over texts alone.
    pub fn goes_early(&self, index: &Index) -> bool {
        self.first_retyped(index).is_some()
    }

    fn first_retyped(&self, index: &Index) -> Option<&'a ColumnOperation> {
        let has = |operation: &ColumnOperation| {
            let column = operation.change.after().map(|it| it.name.as_str());
            index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => Some(name.as_str()) == column,
                IndexKey::Expression(_) => false,
            })
        };
        let early = |it: &&ColumnOperation| self.retyped_early(it).is_some() && has(it);
        self.columns.iter().copied().find(early)
    }

    /// The column as it is at first where its new type comes before the values: a primary key takes
    /// no nulls.
    pub fn retyped_early(&self, operation: &ColumnOperation) -> Option<Column> {
        let Change::Alter { before, after } = &operation.change else { return None };
        let early = operation.fill.is_some()
            && before.nullable
            && !after.nullable
            && before.ty != after.ty
            && !self.fills_late(operation);
        early.then(|| Column {
            nullable: true,
            default: None,
            auto_increment: AutoIncrement::No,
            ..after.clone()
        })
    }

    /// A time of change is none of the rows' own when a script changes them.
    pub fn kept_times(&self, set: &str, work: &Work, late: bool) -> String {
        let stays = |it: &&Column| self.after.column(&it.name).is_some();
        // Columns that come with values for the rows are there before these are put in.
        let first = self.columns.iter().filter_map(|it| expanded(it, work.target));
        let first: Vec<Column> = first.collect();
        let after = if late { &self.after.columns[..] } else { &[] };
        let there = self.base.columns.iter().filter(stays).chain(&first).chain(after);
        let timed = there.filter(|it| it.on_update.is_some() && it.name != set);
        let names: BTreeSet<&String> = timed.map(|it| &it.name).collect();
        names.into_iter().map(|it| format!(", {0} = {0}", quote(it))).collect()
    }

    /// A table of one column in which it is said in full what this table would not give it.
    fn alone(&self, column: &Column) -> Table {
        let options = self.base.options.clone();
        Table { columns: vec![column.clone()], options, ..Table::default() }
    }

    /// Whether every server takes the value as a default: it is made of constants, of columns that
    /// stay as they are, and of functions that are no one's own. No default depends on a column
    /// that is counted or computed itself
    /// (<https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html>).
    fn serves_as_default(&self, fill: &str) -> bool {
        let is_plain = |name: &str| {
            let found = self.base.column(name);
            found.is_some()
                && found == self.after.column(name)
                && found.is_some_and(|it| {
                    it.auto_increment == AutoIncrement::No
                        && it.generated.is_none()
                        && !matches!(it.default, Some(DefaultValue::Sql(_)))
                })
        };
        let listed =
            |list: &[&str], word: &str| list.iter().any(|it| it.eq_ignore_ascii_case(word));
        tokens(fill).all(|token| match token {
            Token::Word { text, called: true } => listed(&FUNCTIONS, text),
            Token::Word { text, called: false } => listed(&WORDS, text) || is_plain(text),
            Token::Quoted { quote: '`', text } => is_plain(text.trim_matches('`')),
            Token::Quoted { .. } => true,
            Token::Other(text) => {
                text.starts_with('\'')
                    || text.chars().all(|c| c.is_ascii_digit() || "+-*/%(),=<>!|& \n".contains(c))
            }
        })
    }

    /// The column as it comes first, and the values that its rows get.
    pub fn fill(&self, operation: &ColumnOperation, work: &Work, actions: &mut Vec<Action>) {
        let target = work.target;
        let plain = work.online && online::is_plain(self.base);
        let light = |it: Statement| if plain { online::ask(it) } else { it };
        let batched = |it: Statement, table: &Table| match work.online {
            true => online::in_batches(it, table),
            false => it,
        };
        let unsafe_default = match &operation.change {
            Change::Add(column) if default::is_unsafe(column, target) => {
                column.default.as_ref().map(|it| default::sql(it, &column.ty))
            }
            _ => None,
        };
        let Some(fill) = operation.fill.as_ref().or(unsafe_default.as_ref()) else { return };
        let table = table_name(self.name);
        let set = operation.change.after().map_or("", |it| &it.name);
        let kept = self.kept_times(set, work, self.fills_late(operation));
        match &operation.change {
            Change::Add(column) => {
                let Some(first) = expanded(operation, target) else { return };
                let plain = self.alone(&first);
                let definition = render::column_definition(&plain, &first, Place::Create, target);
                let statement =
                    Statement::new(format!("ALTER TABLE {table} ADD COLUMN {definition}"));
                let statement = match hazard::computes(&first) || online::keeps_out(self.base) {
                    true => statement.hazard(HazardKind::Blocks, hazard::copied(self.name)),
                    false => light(statement),
                };
                actions.push(action(ADD_COLUMNS, statement));
                if filled_by_default(operation) {
                    return;
                }
                let name = quote(&column.name);
                let update = format!("UPDATE {table} SET {name} = {fill}{kept}");
                if !work.online || !first.nullable || first.default.is_some() {
                    actions.push(action(FILL, batched(Statement::new(update), self.base)));
                    return;
                }
                // Rows that come meanwhile have the default already, or the value as one for as
                // long as clients do not know the column, which takes it away when it is required.
                let value = || {
                    let serves = !column.nullable
                        && !matches!(column.ty, ColumnType::Native(_))
                        && self.serves_as_default(fill);
                    serves.then(|| format!("({fill})"))
                };
                let default = column.default.as_ref();
                let default = default.map(|it| default::sql(it, &column.ty)).or_else(value);
                if let Some(default) = default {
                    let sql =
                        format!("ALTER TABLE {table} ALTER COLUMN {name} SET DEFAULT {default}");
                    actions.push(action(ADD_COLUMNS, light(Statement::new(sql))));
                }
                let update = Statement::new(format!("{update} WHERE {name} IS NULL"));
                actions.push(action(FILL, batched(update, self.base)));
            }
            Change::Alter { before, after } if before.nullable && !after.nullable => {
                let name = quote(&after.name);
                let sql = format!("UPDATE {table} SET {name} = {fill}{kept} WHERE {name} IS NULL");
                let mut statement = Statement::new(sql);
                // Keys and indexes that come may be there before the value.
                let both = [self.base, self.after];
                let texts = both.map(|it| value_hazards(self.name, it, &after.name)).concat();
                for text in texts.into_iter().collect::<BTreeSet<_>>() {
                    statement = statement.hazard(HazardKind::MayFail, text);
                }
                if !self.fills_late(operation) {
                    if let Some(first) = self.retyped_early(operation) {
                        let plain = self.alone(&first);
                        let definition =
                            render::column_definition(&plain, &first, Place::Modify, target);
                        let mut clauses: Vec<_> = (self.indexes.iter())
                            .filter_map(|change| changed_index(change))
                            .filter(|index| self.first_retyped(index) == Some(operation))
                            .map(|index| drop_index(&index.key()))
                            .collect();
                        clauses.push(format!("MODIFY COLUMN {definition}"));
                        let hazards = hazard::of_change(self.name, before, after, &operation.fill);
                        let first = alter(self.name, &clauses);
                        let statement = (hazards.into_iter())
                            .fold(first, |it, (kind, text)| it.hazard(kind, text))
                            .hazard(HazardKind::Blocks, hazard::copied(self.name));
                        actions.push(action(ADD_COLUMNS, statement));
                    }
                    actions.push(action(FILL, batched(statement, self.base)));
                    return;
                }
                actions.push(action(FILL_LATE, batched(statement, self.after)));
                let definition =
                    render::column_definition(self.after, after, Place::Modify, target);
                let sql = format!("ALTER TABLE {table} MODIFY COLUMN {definition}");
                let tighten = match online::keeps_out(self.base) {
                    true => {
                        Statement::new(sql).hazard(HazardKind::Blocks, hazard::copied(self.name))
                    }
                    false => Statement::new(sql),
                };
                actions.push(action(TIGHTEN, tighten));
            }
            Change::Alter { .. } | Change::Drop(_) | Change::Rename { .. } => {}
        }
    }
}

/// How a column with values for the rows that are there comes first: with the value as its default
/// where that is a literal, else with nulls that are filled.
pub fn expanded(operation: &ColumnOperation, target: &Target) -> Option<Column> {
    let Change::Add(column) = &operation.change else { return None };
    if default::is_unsafe(column, target) {
        return Some(Column { nullable: true, default: None, ..column.clone() });
    }
    let fill = operation.fill.as_ref()?;
    if column.generated.is_some() || column.auto_increment != AutoIncrement::No {
        return None;
    }
    if filled_by_default(operation) {
        return Some(Column { default: Some(DefaultValue::Sql(fill.clone())), ..column.clone() });
    }
    let nullable = column.nullable || column.default.is_none();
    Some(Column { nullable, ..column.clone() })
}

fn filled_by_default(operation: &ColumnOperation) -> bool {
    let (Some(fill), Change::Add(column)) = (&operation.fill, &operation.change) else {
        return false;
    };
    let literal = expression::literal(fill).is_some_and(|it| it != Literal::Null);
    literal && !column.nullable && column.default.is_none() && default::takes_literal(&column.ty)
}

/// The index of that name before, when it does not stay as it is.
fn changed_index(change: &Change<Index>) -> Option<&Index> {
    match change {
        Change::Drop(index) => Some(index),
        Change::Alter { before, after } if !only_hidden(before, after) => Some(before),
        Change::Add(_) | Change::Alter { .. } | Change::Rename { .. } => None,
    }
}

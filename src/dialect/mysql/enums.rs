//! Values of enum types that get other names: the columns of MySQL hold the values themselves, so
//! that both names have to be there while rows change from one to the other.

use super::Mysql;
use super::alter::{Clauses, Group, online};
use super::expression::quote;
use super::lower::{ADD_COLUMNS, FILL, Work, action};
use super::render::{self, Place, table_name};
use crate::dialect::{Action, Statement, in_turn_if_unique, revaluations};
use crate::schema::*;

impl Group<'_> {
    /// Whether values of a column get other names.
    pub fn renames_values(&self, work: &Work) -> bool {
        self.revalued(work).next().is_some()
    }

    fn revalued<'a>(
        &'a self,
        work: &'a Work,
    ) -> impl Iterator<Item = (&'a Column, &'a [(String, String)])> {
        let own = work.revalued.iter().filter(|((table, _), _)| table == self.name);
        own.filter_map(|((_, column), values)| {
            let column = self.base.column(column).filter(|it| it.generated.is_none())?;
            Some((column, values.as_slice()))
        })
    }

    /// The column as it is when its rows have the new names.
    pub fn with_new_values(&self, work: &Work, column: &Column) -> Column {
        let mut column = column.clone();
        let own = self.revalued(work).find(|(it, _)| it.name == column.name);
        if let (Some((_, values)), ColumnType::InlineEnum(held)) = (own, &mut column.ty) {
            for value in held {
                if let Some((_, to)) = values.iter().find(|(from, _)| from == value) {
                    value.clone_from(to);
                }
            }
        }
        column
    }

    /// Lets the columns hold old and new names, and puts the new ones into the rows; that the old
    /// ones go is the change of the column itself. Checks that change anyway make room first: they
    /// were made for the old names.
    pub fn rename_values(&self, work: &Work, actions: &mut Vec<Action>) {
        let mut clauses = Clauses::default();
        let changed: Vec<String> =
            self.checks.iter().filter_map(|it| it.before()).map(Check::key).collect();
        if self.renames.is_empty() && self.renames_values(work) {
            for name in &changed {
                self.drop_check(name, work.target, &mut clauses);
            }
        }
        let mut wide = self.base.clone();
        wide.checks.retain(|it| !changed.contains(&it.key()));
        for (column, values) in self.revalued(work) {
            let ColumnType::InlineEnum(held) = &column.ty else { continue };
            let mut all = held.clone();
            let turns = in_turn_if_unique(self.base, &column.name, values);
            for (from, to) in turns.as_deref().unwrap_or(values) {
                // To most collations names that differ in case are one, and change as one.
                let there = all.iter().any(|it| it.to_lowercase() == to.to_lowercase());
                if !there && from.to_lowercase() != to.to_lowercase() {
                    all.push(to.clone());
                }
            }
            let Some(place) = wide.columns.iter().position(|it| it.name == column.name) else {
                continue;
            };
            if all != *held {
                wide.columns[place].ty = ColumnType::InlineEnum(all);
                let column = &wide.columns[place];
                let definition =
                    render::column_definition(&wide, column, Place::Modify, work.target);
                clauses.columns.push(format!("MODIFY COLUMN {definition}"));
            }
        }
        actions.extend(clauses.alter(self.name).map(|it| action(ADD_COLUMNS, it)));
        for (column, values) in self.revalued(work) {
            let name = quote(&column.name);
            let turns = revaluations(&Mysql, self.base, &column.name, values);
            let statements = turns.into_iter().map(|(value, held)| {
                let (table, times) =
                    (table_name(self.name), self.kept_times(&column.name, work, false));
                let sql =
                    format!("UPDATE {table} SET {name} = {value}{times} WHERE {name} IN ({held})");
                // Batches go along the primary key, which they must not change.
                let own = self.base.key_columns().contains(&column.name);
                match work.online && !own {
                    true => online::in_batches(Statement::new(sql), self.base),
                    false => Statement::new(sql),
                }
            });
            actions.extend(statements.map(|it| action(FILL, it)));
        }
    }
}

//! Columns that get another name, and what has to make room for it.

use super::alter::{Clauses, Group, online};
use super::canonical::find_column;
use super::expression::{self, quote};
use super::hazard;
use super::lower::{RENAME_COLUMNS, action};
use crate::dialect::{Action, HazardKind};
use crate::schema::*;
use crate::target::{Flavour, Target};

impl<'a> Group<'a> {
    /// Renames are a statement of their own, because the clauses of one statement speak of the
    /// columns as they were. What reads a column makes room first: MySQL renames none that a
    /// check, a generated column or an index over an expression reads.
    pub fn rename_columns(&self, target: &Target) -> Vec<Action> {
        if self.renames.is_empty() {
            return Vec::new();
        }
        let mut clauses = Clauses::default();
        let changing = self.checks.iter().filter_map(|change| change.before());
        for check in changing.chain(self.readers(target).checks) {
            self.drop_check(&check.key(), target, &mut clauses);
        }
        let Readers { columns, indexes, .. } = self.readers(target);
        clauses.drops.extend(indexes.iter().map(|it| format!("DROP INDEX {}", quote(&it.key()))));
        let renames = self.renames.iter();
        let old = |name: &str| -> String {
            let renamed = renames.clone().find(|(_, to)| *to == name);
            renamed.map_or(name, |(from, _)| *from).to_owned()
        };
        clauses
            .drops
            .extend(columns.iter().map(|it| format!("DROP COLUMN {}", quote(&old(&it.name)))));
        if !columns.is_empty() && online::keeps_out(self.base) {
            clauses.hazards.push((HazardKind::Blocks, hazard::copied(self.name)));
        }
        let renames =
            renames.clone().filter(|(_, to)| columns.iter().all(|column| column.name != *to));
        let renames: Vec<_> = renames
            .map(|(from, to)| format!("RENAME COLUMN {} TO {}", quote(from), quote(to)))
            .collect();
        // The server copies a table that loses a column, and does not rename columns of keys on
        // the way.
        let mut done = Vec::new();
        if !columns.is_empty() || !indexes.is_empty() {
            done.extend(std::mem::take(&mut clauses).alter(self.name));
        }
        clauses.columns = renames;
        done.extend(clauses.alter(self.name));
        done.into_iter().map(|it| action(RENAME_COLUMNS, it)).collect()
    }

    /// What MySQL has to let go of before the columns are renamed that it reads: checks that stay as
    /// they are, generated columns, and indexes over these or over expressions.
    pub fn readers(&self, target: &Target) -> Readers<'a> {
        let mut found = Readers::default();
        if target.flavour != Flavour::MySql || self.renames.is_empty() {
            return found;
        }
        let column = |name: &str| find_column(self.base, name);
        let mut renamed: Vec<&str> = self.renames.iter().map(|(_, to)| *to).collect();
        let reads = |sql: &str, names: &[&str]| {
            expression::mentioned(sql, column).iter().any(|it| names.contains(it))
        };
        found.checks = (self.base.checks.iter())
            .filter(|check| reads(&check.expression, &renamed))
            .filter(|check| {
                let same = |it: &Check| it.key() == check.key();
                !self.checks.iter().any(|it| it.before().is_some_and(same))
            })
            .collect();
        // What reads a generated column that goes has to go too.
        loop {
            let more: Vec<&Column> = (self.base.columns.iter())
                .filter(|it| found.columns.iter().all(|known| known.name != it.name))
                .filter(|it| {
                    it.generated.as_ref().is_some_and(|it| reads(&it.expression, &renamed))
                })
                .collect();
            if more.is_empty() {
                break;
            }
            renamed.extend(more.iter().map(|it| it.name.as_str()));
            found.columns.extend(more);
        }
        let goes = |part: &IndexPart| match &part.key {
            IndexKey::Column(name) => found.columns.iter().any(|it| it.name == *name),
            IndexKey::Expression(sql) => reads(sql, &renamed),
        };
        found.indexes =
            self.base.indexes.iter().filter(|index| index.parts.iter().any(goes)).collect();
        found
    }
}

/// What reads columns that are renamed.
#[derive(Default)]
pub struct Readers<'a> {
    pub checks: Vec<&'a Check>,
    pub columns: Vec<&'a Column>,
    pub indexes: Vec<&'a Index>,
}

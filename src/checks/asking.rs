//! What is asked of the rows that are there, change by change.

use std::collections::BTreeSet;

use super::origin::Origin;
use super::{Probe, unfit};
use crate::dialect::Dialect;
use crate::ops::expression::{reads, renamed};
use crate::ops::{Change, ColumnOperation, Operation};
use crate::revision::script::Lexis;
use crate::schema::*;

/// What is known where questions are asked for one target.
pub struct Asking<'a> {
    /// The canonical schemas before and after.
    pub old: &'a Schema,
    pub new: &'a Schema,
    /// The schema before as models say it.
    pub said: &'a Schema,
    /// And the one after.
    pub after: &'a Schema,
    pub origin: &'a Origin,
    /// The columns whose rows without a value get one.
    pub filled: &'a BTreeSet<(QualifiedName, String)>,
    pub dialect: &'a dyn Dialect,
}

impl Asking<'_> {
    pub fn all(&self, changes: &[Operation]) -> Vec<Probe> {
        let mut probes = Vec::new();
        for change in changes {
            match change {
                Operation::Column(it) => self.column(it, &mut probes),
                Operation::PrimaryKey(table, change) => {
                    if let Some(key) = change.after() {
                        let columns = key.columns.iter().map(String::as_str);
                        probes.extend(columns.filter_map(|it| self.nulls(table, it)));
                        probes.extend(self.shared_key(table, key));
                    }
                }
                Operation::Index(table, change) => {
                    let said = |new: &Index| change.before().is_some_and(|it| implies(it, new));
                    let unique = change.after().filter(|it| it.unique && !said(it));
                    probes.extend(unique.and_then(|it| self.shared(table, it)));
                }
                Operation::ForeignKey(table, change) => {
                    probes.extend(change.after().and_then(|it| self.orphans(table, it)));
                }
                Operation::Check(table, change) => {
                    probes.extend(change.after().and_then(|it| self.violations(table, it)));
                }
                Operation::Enum(name, Change::Alter { before, after }) => {
                    // A value that got its name in the same revision is not known by it yet.
                    let was = self.origin.enum_type(name);
                    let known = self.said.enums.get(was).map_or(&[][..], |it| &it.values);
                    let gone = before.values.iter().filter(|it| !after.values.contains(it));
                    let gone: Vec<&String> = gone.filter(|it| known.contains(it)).collect();
                    if !gone.is_empty() {
                        probes.extend(self.users(name, &gone));
                    }
                }
                Operation::Table(..)
                | Operation::Enum(..)
                | Operation::EnumValue { .. }
                | Operation::Own { .. } => {}
            }
        }
        probes
    }

    fn column(&self, it: &ColumnOperation, probes: &mut Vec<Probe>) {
        let ColumnOperation { table, change: Change::Alter { before, after }, .. } = it else {
            return;
        };
        if before.nullable && !after.nullable {
            probes.extend(self.nulls(table, &after.name));
        }
        if before.ty != after.ty {
            probes.extend(self.unfit(table, &after.name));
        }
        let numbered = |it: &Column| it.auto_increment != AutoIncrement::No;
        if numbered(after) && !numbered(before) && self.dialect.lexis() == Lexis::MySql {
            probes.extend(self.zeros(table, &after.name));
        }
    }

    /// Rows that have no value in a column which is to have one.
    fn nulls(&self, table: &QualifiedName, column: &str) -> Option<Probe> {
        let (old, name) = self.before(table, column)?;
        let was = self.old.tables.get(&old)?.column(&name)?;
        let is = self.new.tables.get(table)?.column(column)?;
        let asked = was.nullable && !is.nullable && !self.is_filled(table, column);
        asked.then(|| {
            let condition = format!("{} IS NULL", self.quote(&name));
            self.rows(format!("{old}.{name} is never null"), &old, &[&name], &condition)
        })
    }

    /// Rows of number zero, which MySQL gives another number along with the column's counting.
    fn zeros(&self, table: &QualifiedName, column: &str) -> Option<Probe> {
        let (old, name) = self.before(table, column)?;
        let condition = format!("{} = 0", self.quote(&name));
        Some(self.rows(format!("{old}.{name} is never 0"), &old, &[&name], &condition))
    }

    /// Rows that a new check does not take. One that reads NULL is content.
    fn violations(&self, table: &QualifiedName, check: &Check) -> Option<Probe> {
        if self.is_taken_unseen(check.not_valid) || check.not_enforced {
            return None;
        }
        let known = &self.new.tables.get(table)?.checks;
        let named = known.iter().find(|it| check.name.value().is_some() && it.name == check.name);
        let alike = || known.iter().find(|it| it.expression == check.expression);
        let text = &named.or_else(alike).unwrap_or(check).expression;
        let (sql, columns) = self.expression(table, text)?;
        let (old, _) = self.origin.column(table, "");
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let what = format!("every row of {old} is: {}", check.expression);
        Some(self.rows(what, &old, &columns, &format!("NOT ({sql})")))
    }

    /// An expression over a table in the names from before, with the columns that it reads. None
    /// where it cannot be asked yet: it reads what is not there, or not of its type.
    pub fn expression(
        &self,
        table: &QualifiedName,
        expression: &str,
    ) -> Option<(String, Vec<String>)> {
        let (old, _) = self.origin.column(table, "");
        let before = self.old.tables.get(&old)?;
        let mut sql = expression.to_owned();
        let (mut columns, mut renames) = (Vec::new(), 0);
        for column in &self.new.tables.get(table)?.columns {
            if !reads(expression, &column.name) {
                continue;
            }
            let (_, name) = self.before(table, &column.name)?;
            let was = before.column(&name)?;
            if was.ty != column.ty
                || self.is_revalued(table, &column.name)
                || was.nullable && self.is_filled(table, &column.name)
                || !self.is_sorted_alike(table, &column.name)
            {
                return None;
            }
            if name != column.name {
                sql = renamed(&sql, &column.name, &name);
                renames += 1;
            }
            columns.push(name);
        }
        // Names that change places cannot be told apart one after the other, and quotes are not
        // the same everywhere.
        let certain =
            renames <= 1 && (renames == 0 || sql.contains('"') == expression.contains('"'));
        (certain && !columns.is_empty()).then_some((sql, columns))
    }

    /// Whether the column is of an enum type whose values change, wherever the database keeps them.
    fn is_revalued(&self, table: &QualifiedName, column: &str) -> bool {
        let ty = self.after.tables.get(table).and_then(|it| it.column(column)).map(|it| &it.ty);
        let Some(name) = ty.and_then(ColumnType::enum_name) else { return false };
        let values = |schema: &Schema, name| schema.enums.get(name).map(|it| it.values.clone());
        values(self.said, self.origin.enum_type(name)) != values(self.after, name)
    }

    /// Whether rows of the column that have no value get one before anything is asked of them.
    pub fn is_filled(&self, table: &QualifiedName, column: &str) -> bool {
        self.filled.contains(&(table.clone(), column.to_owned()))
    }

    /// Whether values that are equal before are so afterwards.
    pub fn is_sorted_alike(&self, table: &QualifiedName, column: &str) -> bool {
        let was = self.before(table, column).map(|(old, name)| collation(self.old, &old, &name));
        was.is_none_or(|was| was == collation(self.new, table, column))
    }

    /// Only PostgreSQL takes a key or a check without a look at the rows.
    fn is_taken_unseen(&self, not_valid: bool) -> bool {
        not_valid && self.dialect.lexis() == Lexis::Postgres
    }

    /// Rows that refer to no row.
    fn orphans(&self, table: &QualifiedName, key: &ForeignKey) -> Option<Probe> {
        if self.is_taken_unseen(key.not_valid) || key.not_enforced {
            return None;
        }
        let own: Vec<_> =
            key.columns.iter().map(|it| self.before(table, it)).collect::<Option<_>>()?;
        let others = key.referenced_columns.iter().map(|it| self.before(&key.references, it));
        let others: Vec<_> = others.collect::<Option<_>>()?;
        let ((old, _), (parent, _)) = (own.first()?, others.first()?);
        // Where a type changes to fit, the old values cannot be compared.
        let stays = |name: &QualifiedName, now: &QualifiedName, was: &str, is: &str| {
            let before = self.old.tables.get(name)?.column(was)?;
            let after = self.new.tables.get(now)?.column(is)?;
            Some(before.ty == after.ty && self.is_sorted_alike(now, is))
        };
        for ((_, was), is) in own.iter().zip(&key.columns) {
            stays(old, table, was, is).filter(|it| *it)?;
        }
        for ((_, was), is) in others.iter().zip(&key.referenced_columns) {
            stays(parent, &key.references, was, is).filter(|it| *it)?;
        }
        // Texts of two collations cannot be compared either.
        let sorted = |(table, name): &(QualifiedName, String)| collation(self.old, table, name);
        own.iter().zip(&others).all(|(a, b)| sorted(a) == sorted(b)).then_some(())?;
        let child = |name: &str| format!("child.{}", self.quote(name));
        let mut shown = self.keys(old);
        for (_, name) in &own {
            if !shown.contains(name) {
                shown.push(name.clone());
            }
        }
        let shown: Vec<String> = shown.iter().map(|it| child(it)).collect();
        let there: Vec<String> =
            own.iter().map(|(_, name)| format!("{} IS NOT NULL", child(name))).collect();
        let pairs = own
            .iter()
            .zip(&others)
            .map(|((_, a), (_, b))| format!("parent.{} = {}", self.quote(b), child(a)));
        let plain: Vec<&str> = own.iter().map(|(_, name)| name.as_str()).collect();
        let mut condition = format!(
            "{} AND NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
            there.join(" AND "),
            self.dialect.qualified(parent),
            pairs.collect::<Vec<_>>().join(" AND ")
        );
        if key.match_full && there.len() > 1 {
            let all = there.join(" AND ");
            condition = format!("{condition} OR ({}) AND NOT ({all})", there.join(" OR "));
        }
        Some(Probe {
            what: format!("every {} of {old} refers to a row of {parent}", plain.join(", ")),
            sql: format!(
                "SELECT {} FROM {} AS child WHERE {condition}",
                shown.join(", "),
                self.dialect.qualified(old),
            ),
        })
    }

    /// Values that another type does not hold.
    fn unfit(&self, table: &QualifiedName, column: &str) -> Option<Probe> {
        let (old, name) = self.before(table, column)?;
        let before = &self.old.tables.get(&old)?.column(&name)?.ty;
        let after = &self.new.tables.get(table)?.column(column)?.ty;
        let values = |ty: &ColumnType| match ty {
            ColumnType::InlineEnum(values) => Some(values.clone()),
            ColumnType::Enum(name) => Some(self.new.enums.get(name)?.values.clone()),
            _ => None,
        };
        let unfit = unfit::unfit(before, after, &self.quote(&name), &values, self.dialect)?;
        let what = format!("{old}.{name} {}", unfit.fits);
        Some(self.rows(what, &old, &[&name], &unfit.condition))
    }

    /// Rows that use a value of an enum type which goes.
    fn users(&self, name: &QualifiedName, gone: &[&String]) -> Vec<Probe> {
        let mut probes = Vec::new();
        let was = self.origin.enum_type(name);
        // What goes along with the value uses it to the end.
        for (now, after) in &self.after.tables {
            for it in after.columns.iter().filter(|it| it.ty.enum_name() == Some(name)) {
                let Some((table, column)) = self.before(now, &it.name) else { continue };
                let said = self.said.tables.get(&table).and_then(|it| it.column(&column));
                let quoted = self.quote(&column);
                let condition = match said.map(|it| &it.ty) {
                    Some(ColumnType::Enum(own)) if own == was => {
                        format!("{quoted} IN ({})", self.dialect.literals(gone))
                    }
                    Some(ColumnType::Array(inner)) if inner.enum_name() == Some(was) => {
                        let any = gone
                            .iter()
                            .map(|it| format!("{} = ANY ({quoted})", self.dialect.literal(it)));
                        any.collect::<Vec<_>>().join(" OR ")
                    }
                    _ => continue,
                };
                let what = format!("{table}.{column} {}", gone_values(gone));
                probes.push(self.rows(what, &table, &[&column], &condition));
            }
        }
        probes
    }

    /// A query for the keys of rows, with the columns that it is about.
    pub fn rows(
        &self,
        what: String,
        table: &QualifiedName,
        about: &[&str],
        condition: &str,
    ) -> Probe {
        let mut columns = self.keys(table);
        for name in about {
            if !columns.iter().any(|it| it == name) {
                columns.push((*name).to_owned());
            }
        }
        let columns: Vec<String> = columns.iter().map(|it| self.quote(it)).collect();
        let from = self.dialect.qualified(table);
        Probe { what, sql: format!("SELECT {} FROM {from} WHERE {condition}", columns.join(", ")) }
    }

    pub fn keys(&self, table: &QualifiedName) -> Vec<String> {
        self.old.tables.get(table).map(|it| it.key_columns().to_vec()).unwrap_or_default()
    }

    /// The names that a table and its column had before, where they were there, and have the values
    /// still: one that is computed otherwise has others.
    pub fn before(&self, table: &QualifiedName, column: &str) -> Option<(QualifiedName, String)> {
        let (old, name) = self.origin.column(table, column);
        let was = self.old.tables.get(&old)?.column(&name)?;
        let is = self.new.tables.get(table).and_then(|it| it.column(column));
        if is.is_some_and(|it| it.generated.is_some() && it.generated != was.generated) {
            return None;
        }
        (!self.origin.is_new(table, column)).then_some((old, name))
    }

    pub fn quote(&self, name: &str) -> String {
        self.dialect.quote(name)
    }
}

/// Whether rows that are unique by the one index are so by the other.
fn implies(old: &Index, new: &Index) -> bool {
    old.unique
        && old.predicate == new.predicate
        && (old.nulls_not_distinct || !new.nulls_not_distinct)
        && old.parts.iter().all(|part| new.parts.contains(part))
}

/// The collation of a column: its own, or that of its table.
fn collation<'a>(schema: &'a Schema, table: &QualifiedName, column: &str) -> Option<&'a String> {
    let table = schema.tables.get(table)?;
    table.column(column)?.collation.value().or(table.options.get("collate"))
}

fn gone_values(gone: &[&String]) -> String {
    let gone: Vec<&str> = gone.iter().map(|it| it.as_str()).collect();
    format!("is never {}", gone.join(" or "))
}

//! What a person has decided, on the command line, at the terminal, or in the models.

use std::collections::{BTreeMap, BTreeSet};

use crate::ops::Renames;
use crate::schema::*;

/// What has been decided so far.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub renames: Renames,
    /// Tables that may be dropped, and that are not renamed.
    pub drop_tables: BTreeSet<QualifiedName>,
    /// Columns that are dropped, and not renamed.
    pub drop_columns: BTreeSet<(QualifiedName, String)>,
    /// Values of enum types that go, and are not renamed.
    pub drop_values: BTreeSet<(QualifiedName, String)>,
    /// SQL expressions for rows that are there, by table and column.
    pub values: BTreeMap<(QualifiedName, String), String>,
    /// Old names of columns that the models tell, by table and new name.
    pub renamed_from: BTreeMap<(QualifiedName, String), String>,
}

/// An answer, as a flag of the command line has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    RenameTable { from: QualifiedName, to: QualifiedName },
    RenameColumn { table: QualifiedName, from: String, to: String },
    RenameValue { name: QualifiedName, from: String, to: String },
    DropTable(QualifiedName),
    DropColumn { table: QualifiedName, column: String },
    DropValue { name: QualifiedName, value: String },
    Value { table: QualifiedName, column: String, sql: String },
}

impl Answer {
    /// The flag and its value.
    pub fn flag(&self) -> (&'static str, String) {
        match self {
            Self::RenameTable { from, to } => ("--rename-table", format!("{from}={to}")),
            Self::RenameColumn { table, from, to } => ("--rename", format!("{table}.{from}={to}")),
            Self::RenameValue { name, from, to } => {
                let from = QualifiedName::bare(from);
                ("--rename-value", format!("{name}.{from}={to}"))
            }
            Self::DropTable(table) => ("--drop", table.to_string()),
            Self::DropColumn { table, column } => ("--drop", format!("{table}.{column}")),
            Self::DropValue { name, value } => {
                ("--drop", format!("{name}.{}", QualifiedName::bare(value)))
            }
            Self::Value { table, column, sql } => ("--default", format!("{table}.{column}={sql}")),
        }
    }

    pub fn meaning(&self) -> &'static str {
        match self {
            Self::RenameTable { .. } => "the same table under its new name",
            Self::RenameColumn { .. } => "the same column under its new name",
            Self::RenameValue { .. } => "the same value under its new name, in every row",
            Self::DropTable(_) => "the table goes with all its rows",
            Self::DropColumn { .. } => "the column goes with all its values",
            Self::DropValue { .. } => "the value goes, and no row may hold it",
            Self::Value { .. } => "for example; any SQL expression will do",
        }
    }
}

/// An answer that does not fit the revisions and the models.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("{flag}: the revisions have no {object}")]
    NothingThere { flag: String, object: String },
    #[error("{flag}: the models have no {object}")]
    NothingWanted { flag: String, object: String },
    #[error("{flag} and {other} cannot both be")]
    Twice { flag: String, other: String },
    #[error(
        "{flag}: the revisions have the {object} too; say what becomes of it, with {drop} or another rename"
    )]
    Taken { flag: String, object: String, drop: String },
    #[error(
        "{flag}: {name} has the value {to} already; to make one value of two, give the rows the one in SQL by hand, and then drop the other"
    )]
    Merged { flag: String, name: QualifiedName, to: String },
}

impl Answers {
    /// With the old names that models tell.
    pub fn with_names(renamed_from: &BTreeMap<ObjectId, String>) -> Self {
        let columns = renamed_from.iter().filter_map(|(object, old)| match object {
            ObjectId::Column(table, new) => Some(((table.clone(), new.clone()), old.clone())),
            _ => None,
        });
        Self { renamed_from: columns.collect(), ..Self::default() }
    }

    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::RenameTable { from, to } => self.renames.tables.push((from, to)),
            Answer::RenameColumn { table, from, to } => {
                self.renames.columns.push((table, from, to));
            }
            Answer::RenameValue { name, from, to } => self.renames.values.push((name, from, to)),
            Answer::DropTable(table) => drop(self.drop_tables.insert(table)),
            Answer::DropColumn { table, column } => {
                self.drop_columns.insert((table, column));
            }
            Answer::DropValue { name, value } => {
                self.drop_values.insert((name, value));
            }
            Answer::Value { table, column, sql } => {
                self.values.insert((table, column), sql);
            }
        }
    }

    /// All renames between the two schemas: those that were answered, and those that the models
    /// tell (`renamed_from`) as long as they are still to be done.
    ///
    /// # Errors
    ///
    /// Fails on an answer that does not fit.
    pub fn renames(&self, snapshot: &Schema, models: &Schema) -> Result<Renames, Unfit> {
        let mut renames = self.renames.clone();
        for (table, _, _) in &mut renames.columns {
            // A table may be called by the name that it had.
            let renamed = renames.tables.iter().find(|(from, _)| from == table);
            if let Some((_, to)) = renamed.filter(|_| !models.tables.contains_key(table)) {
                table.clone_from(to);
            }
        }
        self.fit(&renames, snapshot, models)?;
        self.follow_models(&mut renames, snapshot);
        pair_types(&mut renames, snapshot, models);
        for (name, _, _) in &mut renames.values {
            let renamed = renames.enums.iter().find(|(from, _)| from == name);
            if let Some((_, to)) = renamed.filter(|_| !models.enums.contains_key(name)) {
                name.clone_from(to);
            }
        }
        self.fit_values(&renames, snapshot, models)?;
        Ok(renames)
    }

    /// A model that tells an old name is heard while the revisions have that and not the new one,
    /// or have given the new one away to yet another.
    fn follow_models(&self, renames: &mut Renames, snapshot: &Schema) {
        loop {
            let next = self.renamed_from.iter().find(|((table, new), old)| {
                let before = old_name(table, renames).and_then(|it| snapshot.tables.get(it));
                let Some(before) = before else { return false };
                let own = || renames.columns.iter().filter(|it| it.0 == *table);
                let goes = |name: &String| own().any(|(_, from, _)| from == name);
                before.column(old).is_some()
                    && (before.column(new).is_none() || goes(new))
                    && !goes(old)
                    && !own().any(|(_, _, to)| to == new)
                    && !self.drop_columns.contains(&(table.clone(), (*old).clone()))
            });
            let Some(((table, new), old)) = next else { return };
            renames.columns.push((table.clone(), old.clone(), new.clone()));
        }
    }

    fn fit(&self, renames: &Renames, snapshot: &Schema, models: &Schema) -> Result<(), Unfit> {
        let mut seen: Vec<(ObjectId, ObjectId, String)> = Vec::new();
        let tables = renames.tables.iter().map(|(from, to)| {
            let answer = Answer::RenameTable { from: from.clone(), to: to.clone() };
            let there = snapshot.tables.contains_key(from);
            let wanted = models.tables.contains_key(to);
            (answer, ObjectId::Table(from.clone()), there, ObjectId::Table(to.clone()), wanted)
        });
        let columns = renames.columns.iter().map(|(table, from, to)| {
            let (own, from, to) = (table.clone(), from.clone(), to.clone());
            let has = |schema: &Schema, table: Option<&QualifiedName>, name: &str| {
                let table = table.and_then(|it| schema.tables.get(it));
                table.is_some_and(|it| it.column(name).is_some())
            };
            let there = has(snapshot, old_name(table, renames), &from);
            let wanted = has(models, Some(table), &to);
            let (old, new) = (from.clone(), to.clone());
            let answer = Answer::RenameColumn { table: own.clone(), from, to };
            let from = ObjectId::Column(own.clone(), old);
            (answer, from, there, ObjectId::Column(own, new), wanted)
        });
        for (answer, from, there, to, wanted) in tables.chain(columns) {
            let (flag, value) = answer.flag();
            let flag = format!("{flag} {value}");
            if !there {
                return Err(Unfit::NothingThere { flag, object: from.to_string() });
            }
            if !wanted {
                return Err(Unfit::NothingWanted { flag, object: to.to_string() });
            }
            if let Some((_, _, other)) = seen.iter().find(|it| it.0 == from || it.1 == to) {
                return Err(Unfit::Twice { flag, other: other.clone() });
            }
            seen.push((from, to, flag));
        }
        for (table, from, to) in &renames.columns {
            let before = old_name(table, renames).and_then(|it| snapshot.tables.get(it));
            let there = before.is_some_and(|it| it.column(to).is_some());
            let goes = renames.columns.iter().any(|it| it.0 == *table && it.1 == *to);
            let drop = Answer::DropColumn { table: table.clone(), column: to.clone() };
            if there && !goes && !self.drop_columns.contains(&(table.clone(), to.clone())) {
                let answer = Answer::RenameColumn {
                    table: table.clone(),
                    from: from.clone(),
                    to: to.clone(),
                };
                return Err(Unfit::Taken {
                    flag: format!("{} {}", answer.flag().0, answer.flag().1),
                    object: ObjectId::Column(table.clone(), to.clone()).to_string(),
                    drop: format!("{} {}", drop.flag().0, drop.flag().1),
                });
            }
        }
        Ok(())
    }

    fn fit_values(
        &self,
        renames: &Renames,
        snapshot: &Schema,
        models: &Schema,
    ) -> Result<(), Unfit> {
        let mut seen: Vec<(&QualifiedName, &String, &String, String)> = Vec::new();
        for (name, from, to) in &renames.values {
            let answer =
                Answer::RenameValue { name: name.clone(), from: from.clone(), to: to.clone() };
            let flag = format!("{} {}", answer.flag().0, answer.flag().1);
            let old =
                renames.enums.iter().find(|(_, to)| to == name).map_or(name, |(from, _)| from);
            let value =
                |value: &String| format!("value {value} of {}", ObjectId::Enum(name.clone()));
            let held = snapshot.enums.get(old).map_or(&[][..], |it| &it.values);
            let wanted = models.enums.get(name).map_or(&[][..], |it| &it.values);
            if !held.contains(from) {
                return Err(Unfit::NothingThere { flag, object: value(from) });
            }
            if !wanted.contains(to) {
                return Err(Unfit::NothingWanted { flag, object: value(to) });
            }
            let twice = |it: &&(&QualifiedName, &String, &String, String)| {
                it.0 == name && (it.1 == from || it.2 == to)
            };
            if let Some((.., other)) = seen.iter().find(twice) {
                return Err(Unfit::Twice { flag, other: other.clone() });
            }
            let goes = renames.values.iter().any(|it| it.0 == *name && it.1 == *to);
            let dropped = self.drop_values.contains(&(name.clone(), to.clone()));
            if held.contains(to) && !goes && !dropped {
                return Err(Unfit::Merged { flag, name: name.clone(), to: to.clone() });
            }
            seen.push((name, from, to, flag));
        }
        Ok(())
    }
}

/// Enum types that went, with those that their columns have now. There is nothing to ask: a type
/// made anew for the same columns would hold the same values.
fn pair_types(renames: &mut Renames, snapshot: &Schema, models: &Schema) {
    let mut shared: BTreeMap<(&QualifiedName, &QualifiedName), usize> = BTreeMap::new();
    for (name, table) in &models.tables {
        let Some(old) = old_name(name, renames).and_then(|it| snapshot.tables.get(it)) else {
            continue;
        };
        for column in &table.columns {
            let renamed = renames.columns.iter().find(|it| it.0 == *name && it.2 == column.name);
            let known = renamed.map_or(&column.name, |(_, from, _)| from);
            let (Some(from), Some(to)) =
                (old.column(known).and_then(|it| it.ty.enum_name()), column.ty.enum_name())
            else {
                continue;
            };
            // What a script made stays, and is no other type.
            let known = snapshot.enums.get(from).is_some_and(|it| it.by.is_model());
            let gone = known && !models.enums.contains_key(from);
            let new = models.enums.contains_key(to) && !snapshot.enums.contains_key(to);
            if gone && new && from.schema == to.schema {
                *shared.entry((from, to)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().collect();
    pairs.sort_by_key(|(_, columns)| std::cmp::Reverse(*columns));
    for ((from, to), _) in pairs {
        if !renames.enums.iter().any(|(a, b)| a == from || b == to) {
            renames.enums.push((from.clone(), to.clone()));
        }
    }
}

/// The name that a table had before renames; none when another one had it.
pub fn old_name<'a>(table: &'a QualifiedName, renames: &'a Renames) -> Option<&'a QualifiedName> {
    match renames.tables.iter().find(|(_, to)| to == table) {
        Some((from, _)) => Some(from),
        None => (!renames.tables.iter().any(|(from, _)| from == table)).then_some(table),
    }
}

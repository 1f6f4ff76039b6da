//! The one change of a table that stays, with what has to come before it.

pub mod online;

use std::collections::BTreeSet;

use super::canonical::find_column;
use super::expression::{self, quote};
use super::fill::expanded;
use super::lower::{ALTER, TIGHTEN, Work, action, alter};
use super::render::{self, Place, table_name};
use super::{default, hazard};
use crate::dialect::{Action, HazardKind, Statement, is_unique};
use crate::ops::{Change, ColumnOperation};
use crate::schema::*;
use crate::target::{Flavour, Target, Version};

/// What happens to one table that stays.
pub struct Group<'a> {
    pub name: &'a QualifiedName,
    /// Its name before, when it is renamed.
    pub old_name: Option<&'a str>,
    /// After renames.
    pub base: &'a Table,
    pub after: &'a Table,
    pub renames: Vec<(&'a str, &'a str)>,
    pub columns: Vec<&'a ColumnOperation>,
    pub primary_key: Option<&'a Change<PrimaryKey>>,
    pub indexes: Vec<&'a Change<Index>>,
    pub checks: Vec<&'a Change<Check>>,
    pub comment: bool,
    /// Before and after.
    pub options: Option<(&'a Options, &'a Options)>,
}

impl<'a> Group<'a> {
    /// Whether the server refuses the change while a foreign key uses the column.
    pub fn disturbs_keys(&self, operation: &ColumnOperation) -> bool {
        let Change::Alter { before, after } = &operation.change else { return false };
        let required = before.nullable && !after.nullable;
        before.ty != after.ty
            || before.collation != after.collation
            || before.generated != after.generated
            || hazard::begins_to_count(before, after)
            || required && self.copies(&[])
    }

    /// Whether the table's one change makes the server copy it, where these columns have been
    /// dropped before.
    fn copies(&self, gone: &[&Column]) -> bool {
        let is_stored = |it: &Column| it.generated.as_ref().is_some_and(|it| it.stored);
        let is_gone = |it: &Column| gone.iter().any(|gone| gone.name == it.name);
        let column = |it: &&ColumnOperation| match &it.change {
            Change::Alter { after, .. } if is_gone(after) => is_stored(after),
            Change::Alter { before, after } => {
                let early = self.retyped_early(it);
                hazard::copies(early.as_ref().unwrap_or(before), after)
            }
            Change::Add(column) => is_stored(column),
            Change::Drop(_) | Change::Rename { .. } => false,
        };
        // A check gets another name by being made anew.
        let check =
            |it: &&Change<Check>| it.after().is_some() || matches!(it, Change::Rename { .. });
        self.columns.iter().any(column) || self.checks.iter().any(check)
    }

    /// Whether a clause in a statement of its own makes the server copy the table: a column that
    /// gets its default there may get another type with it.
    fn copies_later(&self, clause: &str) -> bool {
        self.columns.iter().any(|it| match &it.change {
            Change::Alter { before, after } => {
                let start = format!("MODIFY COLUMN {} ", quote(&after.name));
                clause.starts_with(&start) && hazard::copies(before, after)
            }
            Change::Add(_) | Change::Drop(_) | Change::Rename { .. } => false,
        })
    }

    pub fn lower(&self, work: &Work, actions: &mut Vec<Action>) {
        let target = work.target;
        let table = self.name;
        actions.extend(self.rename_columns(target));
        self.rename_values(work, actions);
        for operation in &self.columns {
            self.fill(operation, work, actions);
        }

        let mut clauses = Clauses::default();
        self.checks(work, &mut clauses);
        if let Some(change) = self.primary_key {
            if change.before().is_some() {
                clauses.drops.push("DROP PRIMARY KEY".to_owned());
            }
            if let Some(key) = change.after() {
                clauses.adds.push(format!("ADD {}", render::primary_key_definition(key)));
                let text = hazard::duplicates(table, &key.columns);
                clauses.hazards.push((HazardKind::MayFail, text));
            } else {
                clauses.hazards.push((HazardKind::Blocks, hazard::copied(table)));
            }
        }
        self.indexes(work, &mut clauses);
        self.columns(work, &mut clauses);
        if let Some((before, after)) = self.options {
            clauses.adds.extend(changed_options(before, after, target));
            if unsaid_collation(before, after, target) {
                actions.push(default_collation(table));
            }
            // What columns take when they do not say their own is only noted.
            let noted = |name: &&String| matches!(name.as_str(), "charset" | "collate");
            let names = before.keys().chain(after.keys());
            let mut changed = names.filter(|name| before.get(*name) != after.get(*name));
            let modified = clauses.columns.iter().any(|it| it.starts_with("MODIFY "));
            if modified || !changed.all(|name| noted(&name)) {
                clauses.hazards.push((HazardKind::Blocks, hazard::copied(table)));
            }
        }
        if self.comment {
            let comment = self.after.comment.as_deref().unwrap_or_default();
            clauses.adds.push(format!("COMMENT={}", expression::string(comment)));
        }
        let readers = self.readers(target);
        // One that does not come back costs nothing.
        let kept = |it: &&Column| {
            let after = self.after.column(&it.name).and_then(|it| it.generated.as_ref());
            after.is_some_and(|it| it.stored)
        };
        if self.copies(&readers.columns)
            || readers.columns.iter().any(kept)
            || !readers.checks.is_empty()
        {
            clauses.hazards.push((HazardKind::Blocks, hazard::copied(table)));
        }
        // One that gets values came before.
        let anew = |it: &ColumnOperation| match (&it.change, expanded(it, target)) {
            (Change::Add(column), Some(first)) => first.nullable != column.nullable,
            (change, _) => online::builds_anew(change),
        };
        let keeps_out = online::keeps_out(self.base);
        if keeps_out && self.columns.iter().any(|it| anew(it)) {
            clauses.hazards.push((HazardKind::Blocks, hazard::copied(table)));
        }
        let later = clauses.take_later();
        let hazards = clauses.hazards.clone();
        let light = work.online && online::is_light(self, &clauses, target);
        actions.extend(clauses.alter(table).map(|statement| {
            let statement = if light { online::ask(statement) } else { statement };
            let mut alter = action(ALTER, statement);
            alter.touches.provides.insert(ObjectId::Table(table.clone()));
            alter
        }));
        let plain = work.online && online::is_plain(self.base) && online::is_plain(self.after);
        actions.extend(later.into_iter().map(|clause| {
            // Of keys over texts, those that come later block.
            let of_text = clause.starts_with("ADD FULLTEXT");
            let own = match of_text {
                true => vec![(HazardKind::Blocks, hazard::built(table))],
                false => {
                    let copies = self.copies_later(&clause);
                    let told = |it: &&(HazardKind, String)| copies || it.0 != HazardKind::Blocks;
                    hazards.iter().filter(told).cloned().collect()
                }
            };
            let blocks = own.iter().any(|(kind, _)| *kind == HazardKind::Blocks);
            let statement = alter(table, &[clause]);
            let statement = if plain && !blocks { online::ask(statement) } else { statement };
            action(
                TIGHTEN,
                own.into_iter().fold(statement, |it, (kind, text)| it.hazard(kind, text)),
            )
        }));
    }

    fn columns(&self, work: &Work, clauses: &mut Clauses) {
        let target = work.target;
        let table = self.name;
        let mut modified = self.checked_columns(target);
        let gone = self.readers(target).columns;
        let is_gone = |name: &str| gone.iter().any(|it| it.name == name);
        let changed = |name: &str| {
            let own = |it: &&ColumnOperation| {
                it.change.before().or(it.change.after()).is_some_and(|it| it.name == name)
            };
            self.columns.iter().copied().any(|it| own(&it))
        };
        for column in gone.iter().filter(|it| !changed(&it.name)) {
            if let Some(column) = self.after.column(&column.name) {
                clauses.columns.push(self.add_column(column, target));
            }
        }
        for operation in &self.columns {
            match &operation.change {
                Change::Drop(column) if is_gone(&column.name) => {}
                Change::Alter { after, .. } if is_gone(&after.name) => {
                    let clause = self.add_again(operation, after, target, &mut clauses.hazards);
                    clauses.columns.push(clause);
                }
                Change::Drop(column) => {
                    clauses.drops.push(format!("DROP COLUMN {}", quote(&column.name)));
                    if column.generated.is_none() {
                        let text = format!("every value of {table}.{}", column.name);
                        clauses.hazards.push((HazardKind::LosesData, text));
                    }
                }
                Change::Add(column) => match expanded(operation, target) {
                    None => {
                        clauses.columns.push(self.add_column(column, target));
                        if hazard::computes(column) {
                            clauses.hazards.push((HazardKind::Blocks, hazard::copied(table)));
                        }
                    }
                    // It came before, as it shall be or not.
                    Some(first) if first != *column => drop(modified.insert(&column.name)),
                    Some(_) => {}
                },
                Change::Alter { before, after } => {
                    if replaced(operation).is_some() {
                        clauses.drops.push(format!("DROP COLUMN {}", quote(&before.name)));
                        let clause = self.add_again(operation, after, target, &mut clauses.hazards);
                        clauses.columns.push(clause);
                    } else {
                        modified.insert(&after.name);
                    }
                    let early = self.retyped_early(operation);
                    clauses.hazards.extend(hazard::of_change(
                        table,
                        &self.with_new_values(work, early.as_ref().unwrap_or(before)),
                        after,
                        &operation.fill,
                    ));
                    if hazard::merges(before, after) && is_unique(self.after, &after.name) {
                        let columns = [after.name.clone()];
                        let text = hazard::duplicates(table, &columns);
                        clauses.hazards.push((HazardKind::MayFail, text));
                    }
                }
                Change::Rename { .. } => {}
            }
        }
        let late = |column: &Column| {
            let own = |it: &&&ColumnOperation| it.change.after() == Some(column);
            self.columns.iter().find(own).is_some_and(|it| self.fills_late(it))
        };
        for column in self.after.columns.iter().filter(|it| modified.contains(it.name.as_str())) {
            let column = &Column { nullable: column.nullable || late(column), ..column.clone() };
            let definition = render::column_definition(self.after, column, Place::Modify, target);
            let clause = format!("MODIFY COLUMN {definition}");
            match default::is_unsafe(column, target) {
                true => clauses.later.push(clause),
                false => clauses.columns.push(clause),
            }
        }
    }

    /// Whether the one change makes the column, and so the check that goes with it.
    fn is_added(&self, column: &Column, target: &Target) -> bool {
        self.columns.iter().any(|it| {
            matches!(&it.change, Change::Add(new) if new.name == column.name)
                && expanded(it, target).is_none()
        })
    }

    fn add_column(&self, column: &Column, target: &Target) -> String {
        let definition = render::column_definition(self.after, column, Place::Create, target);
        format!("ADD COLUMN {definition}")
    }

    /// The clause that makes a column anew. One whose rows get their values afterwards takes nulls
    /// until then, which a primary key does not.
    fn add_again(
        &self,
        operation: &ColumnOperation,
        after: &Column,
        target: &Target,
        hazards: &mut Vec<(HazardKind, String)>,
    ) -> String {
        let late = self.fills_late(operation);
        let key = self.after.key_columns().contains(&after.name);
        if !after.nullable && key && after.generated.is_none() {
            let text = format!("rows of {}, which have no {} yet", self.name, after.name);
            hazards.push((HazardKind::MayFail, text));
        }
        let nullable = after.nullable || late && !key;
        self.add_column(&Column { nullable, ..after.clone() }, target)
    }

    /// Whether MariaDB keeps a check of this name with a column, before or after.
    fn is_of_column(&self, name: &str) -> bool {
        self.base.column(name).is_some()
            || self.after.column(name).is_some()
            || self.renames.iter().any(|(from, _)| *from == name)
    }

    pub fn drop_check(&self, name: &str, target: &Target, clauses: &mut Clauses) {
        let quoted = quote(name);
        let mysql = target.flavour == Flavour::MySql;
        if self.is_of_column(name) {
            // On MariaDB it goes when its column is stated without it.
            if mysql {
                clauses.mysql.push(format!("DROP CHECK {quoted}"));
            }
            return;
        }
        // MySQL had a word of its own for it, which MariaDB does not know.
        let own_word = mysql && target.version < Version::new(8, 0, 19);
        let renamed = self.name_in_mysql(name);
        if own_word || mysql && renamed != name {
            let word = if own_word { "CHECK" } else { "CONSTRAINT" };
            clauses.drops.push(format!(
                "/*!80016 DROP {word} {} */ /*M! DROP CONSTRAINT {quoted} */",
                quote(&renamed)
            ));
        } else {
            clauses.drops.push(format!("DROP CONSTRAINT {quoted}"));
        }
    }

    /// MySQL renames checks whose names it made itself along with their table. See
    /// <https://dev.mysql.com/doc/refman/8.0/en/rename-table.html>.
    fn name_in_mysql(&self, name: &str) -> String {
        let number = self.old_name.and_then(|old| name.strip_prefix(old)?.strip_prefix("_chk_"));
        match number {
            Some(number) if number.parse::<u32>().is_ok() => {
                format!("{}_chk_{number}", self.name.name)
            }
            _ => name.to_owned(),
        }
    }

    /// Columns that are stated anew because the check that goes with them comes, goes or changes.
    fn checked_columns(&self, target: &Target) -> BTreeSet<&str> {
        let mut columns = BTreeSet::new();
        for change in &self.checks {
            let names: Vec<String> = match change {
                Change::Add(check) | Change::Drop(check) => vec![check.key()],
                Change::Alter { before, after } => vec![before.key(), after.key()],
                Change::Rename { from, to } => vec![from.clone(), to.clone()],
            };
            for name in names {
                let renamed = self.renames.iter().find(|(from, _)| *from == name);
                let name = renamed.map_or(name.as_str(), |(_, to)| to);
                let Some(column) = self.after.column(name) else { continue };
                // A new column has its check already.
                if !self.is_added(column, target) {
                    columns.insert(column.name.as_str());
                }
            }
        }
        columns
    }

    fn checks(&self, work: &Work, clauses: &mut Clauses) {
        let target = work.target;
        let named = |name: &str| self.after.checks.iter().find(|it| it.key() == name);
        for change in &self.checks {
            let (gone, come) = match change {
                Change::Add(check) => (None, Some(check)),
                Change::Drop(check) => (Some(check.key()), None),
                Change::Alter { before, after } => (Some(before.key()), Some(after)),
                Change::Rename { from, to } => (Some(from.clone()), named(to)),
            };
            if let (Change::Rename { from, to }, Some(check)) = (change, come)
                && target.flavour == Flavour::MySql
                && self.name_in_mysql(from) == *to
            {
                clauses.mariadb.push(format!("DROP CONSTRAINT {}", quote(from)));
                clauses.mariadb.push(format!("ADD {}", render::check_definition(check)));
                continue;
            }
            // Others are gone since columns or values were renamed.
            let renames = !self.renames.is_empty() || self.renames_values(work);
            let early = change.before().is_some() && renames;
            if let Some(name) = gone.filter(|_| !early) {
                self.drop_check(&name, target, clauses);
            }
            if let Some(check) = come {
                let text =
                    format!("rows of {} that do not satisfy {}", self.name, check.expression);
                clauses.hazards.push((HazardKind::MayFail, text));
                self.add_check(check, target, clauses);
            }
        }
        for check in self.readers(target).checks {
            let stays = self.after.checks.iter().find(|it| it.key() == check.key());
            if let Some(check) = stays {
                self.add_check(check, target, clauses);
            }
        }
        for check in self.forgotten_checks() {
            self.drop_check(&check.key(), target, clauses);
            self.add_check(check, target, clauses);
        }
    }

    fn add_check(&self, check: &Check, target: &Target, clauses: &mut Clauses) {
        let clause = format!("ADD {}", render::check_definition(check));
        match render::column_of(check, self.after) {
            None => clauses.adds.push(clause),
            Some(column) if target.flavour == Flavour::MySql && !self.is_added(column, target) => {
                clauses.mysql.push(clause);
            }
            Some(_) => {}
        }
    }

    /// MariaDB drops a check that reads no column along with any column.
    fn forgotten_checks(&self) -> Vec<&'a Check> {
        if !self.columns.iter().any(|it| matches!(it.change, Change::Drop(_))) {
            return Vec::new();
        }
        let column = |name: &str| find_column(self.base, name);
        let stays = |it: &&Check| self.base.checks.iter().any(|old| old.key() == it.key());
        let comes = |it: &&Check| {
            self.checks.iter().any(|change| change.after().is_some_and(|new| new.key() == it.key()))
        };
        let constant = |it: &&Check| {
            stays(it)
                && !comes(it)
                && !self.is_of_column(&it.key())
                && expression::mentioned(&it.expression, column).is_empty()
        };
        self.after.checks.iter().filter(constant).collect()
    }
}

/// The clauses that make the options of a table what they are to be; what has no value afterwards
/// takes the server's own.
fn changed_options(before: &Options, after: &Options, target: &Target) -> Vec<String> {
    let asked = unsaid_collation(before, after, target);
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let gone = gone.filter(|name| !asked || name.as_str() != "collate");
    let gone = gone.map(|name| {
        let value = match name.as_str() {
            "compression" | "encryption" | "connection" => "''",
            "tablespace" => "innodb_file_per_table",
            "engine" => "InnoDB",
            "max_rows" | "min_rows" | "avg_row_length" | "key_block_size" | "checksum"
            | "table_checksum" | "delay_key_write" | "autoextend_size" => "0",
            _ => "DEFAULT",
        };
        render::table_option(name, value)
    });
    let come = after.iter().filter(|(name, value)| before.get(*name) != Some(*value));
    let come = come.map(|(name, value)| render::table_option(name, value));
    gone.chain(come).collect()
}

/// Whether a table is to take the collation of its database, for which MySQL has no word. See
/// <https://dev.mysql.com/doc/refman/8.4/en/charset-table.html>.
fn unsaid_collation(before: &Options, after: &Options, target: &Target) -> bool {
    let collate = |options: &Options| options.contains_key("collate");
    target.flavour == Flavour::MySql && collate(before) && !collate(after)
}

/// What gives a table the collation of its database, before columns are changed that do not say
/// their own.
fn default_collation(table: &QualifiedName) -> Action {
    let alter = expression::string(&format!("ALTER TABLE {} COLLATE ", table_name(table)));
    let set = format!("SET @autogen = CONCAT({alter}, @@collation_database)");
    let mut reset = action(ALTER, Statement::new(set));
    let then = ["PREPARE autogen FROM @autogen", "EXECUTE autogen", "DEALLOCATE PREPARE autogen"];
    reset.statements.extend(then.map(Statement::new));
    reset
}

/// The column, when it has to be dropped and made anew: the server turns no column into a virtual
/// one, nor back.
pub fn replaced(operation: &ColumnOperation) -> Option<&Column> {
    let Change::Alter { before, after } = &operation.change else { return None };
    let is_virtual = |it: &Column| it.generated.as_ref().is_some_and(|it| !it.stored);
    (is_virtual(before) != is_virtual(after)).then_some(after)
}

/// The clauses of one `ALTER TABLE`.
#[derive(Default)]
pub struct Clauses {
    pub drops: Vec<String>,
    pub columns: Vec<String>,
    pub adds: Vec<String>,
    /// What only MySQL has to do, in a script that MariaDB takes too. See
    /// <https://mariadb.com/kb/en/comment-syntax/>.
    mysql: Vec<String>,
    /// The same the other way.
    mariadb: Vec<String>,
    /// What MySQL takes only in a statement of its own.
    later: Vec<String>,
    pub hazards: Vec<(HazardKind, String)>,
}

impl Clauses {
    /// InnoDB makes one full text key at a time.
    fn take_later(&mut self) -> Vec<String> {
        let mut later = std::mem::take(&mut self.later);
        let mut first = true;
        // Until there is a primary key, a unique index stands for it, which cannot be hidden.
        let keyed = self.adds.iter().any(|clause| clause.starts_with("ADD PRIMARY KEY"));
        self.adds.retain(|clause| {
            let stays = match clause.starts_with("ADD FULLTEXT") {
                true => std::mem::take(&mut first),
                false => !(keyed && clause.starts_with("ALTER INDEX")),
            };
            if !stays {
                later.push(clause.clone());
            }
            stays
        });
        later
    }

    pub fn alter(self, table: &QualifiedName) -> Option<Statement> {
        let Self { mut drops, mut columns, mut adds, mysql, mariadb, later: _, mut hazards } = self;
        drops.append(&mut columns);
        drops.append(&mut adds);
        let only = |marker: &str, clauses: Vec<String>, comma: &str| {
            let clauses = clauses.join(", ");
            if clauses.is_empty() { clauses } else { format!("/*{marker} {comma}{clauses} */") }
        };
        match drops.last_mut() {
            Some(last) => {
                for comment in [only("!80016", mysql, ", "), only("M!", mariadb, ", ")] {
                    if !comment.is_empty() {
                        last.push_str(&format!(" {comment}"));
                    }
                }
            }
            // To the other flavour this is a statement that changes nothing.
            None => {
                drops.push(format!("{}{}", only("!80016", mysql, ""), only("M!", mariadb, "")));
                drops.retain(|clause| !clause.is_empty());
            }
        }
        if drops.is_empty() {
            return None;
        }
        hazards.dedup();
        let statement = alter(table, &drops);
        Some(hazards.into_iter().fold(statement, |it, (kind, text)| it.hazard(kind, text)))
    }
}

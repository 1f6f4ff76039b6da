//! What is known of a table or a column at a statement: from the statements before it, and from the
//! schema before the script.

use super::column::ColumnDef;
use super::form::{Action, Dropped, Form};
use super::scene::{Scene, renamed};
use crate::schema::{AutoIncrement, ColumnType, QualifiedName, Table};

/// A column as it is when a statement begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub ty: ColumnType,
    pub nullable: bool,
    /// A row that does not say it gets a value.
    pub default: bool,
    pub generated: bool,
    /// What it is computed from.
    pub expression: Option<String>,
    /// Its own, where it is not that of the table.
    pub collation: Option<String>,
    /// A statement of the script has made it.
    pub new: bool,
}

/// What statements after the one that made a column say of it.
#[derive(Default)]
struct Later {
    ty: Option<ColumnType>,
    nullable: Option<bool>,
    default: Option<bool>,
}

/// A step back through the names of a script.
enum Back<'s> {
    /// It is made here.
    Made(Option<&'s ColumnDef>),
    Was(QualifiedName, String),
    Same,
    /// There is nothing of the name from here on.
    Gone,
}

impl<'a> Scene<'a> {
    /// The column as it is when the statement begins, where that is known.
    pub fn column(&self, table: &QualifiedName, column: &str, at: usize) -> Option<Known> {
        let (mut table, mut column) = (table.clone(), column.to_owned());
        // What later statements say of it counts for more than what made it.
        let mut later = Later::default();
        let found = |def: &ColumnDef, later: Later, new| Known {
            ty: later.ty.unwrap_or_else(|| self.read_type(&def.ty)),
            nullable: later.nullable.unwrap_or(!def.not_null && !def.primary_key),
            default: later.default.unwrap_or(def.fills()),
            generated: def.generated.is_some(),
            expression: def.expression.clone(),
            collation: def.collation.clone(),
            new,
        };
        for (place, seen) in self.seen[..at].iter().enumerate().rev() {
            if let Form::AlterTable { table: own, actions } = &seen.form
                && self.same(own, &table)
            {
                for action in actions.iter().rev() {
                    match action {
                        Action::ChangeColumn { column: def, .. }
                            if self.same_name(&def.name, &column) =>
                        {
                            return Some(found(def, later, false));
                        }
                        Action::SetType { column: it, ty: text, .. }
                            if self.same_name(it, &column) =>
                        {
                            later.ty.get_or_insert_with(|| self.read_type(text));
                        }
                        Action::SetNotNull(it) if self.same_name(it, &column) => {
                            later.nullable.get_or_insert(false);
                        }
                        Action::DropNotNull(it) if self.same_name(it, &column) => {
                            later.nullable.get_or_insert(true);
                        }
                        Action::SetDefault(it) if self.same_name(it, &column) => {
                            later.default.get_or_insert(true);
                        }
                        Action::DropDefault(it) if self.same_name(it, &column) => {
                            later.default.get_or_insert(false);
                        }
                        _ => {}
                    }
                }
            }
            match self.back(place, &table, &column) {
                Back::Gone => return None,
                Back::Made(def) => return def.map(|def| found(def, later, true)),
                Back::Was(old, name) => (table, column) = (old, name),
                Back::Same => {}
            }
        }
        let own = self.before(&table)?;
        let known = own.columns.iter().find(|it| self.same_name(&it.name, &column))?;
        Some(Known {
            ty: later.ty.unwrap_or_else(|| known.ty.clone()),
            nullable: later.nullable.unwrap_or(known.nullable),
            default: later.default.unwrap_or(
                known.default.is_some()
                    || known.generated.is_some()
                    || known.auto_increment != AutoIncrement::No
                    || self.numbers(known, own),
            ),
            generated: known.generated.is_some(),
            expression: known.generated.as_ref().map(|it| it.expression.clone()),
            collation: known.collation.value().or(own.options.get("collate")).cloned(),
            new: false,
        })
    }

    /// The table as it was before the script, under whatever name, where that is known.
    pub fn table(&self, table: &QualifiedName, at: usize) -> Option<&'a Table> {
        self.before(&self.origin(table, at)?)
    }

    /// The names that a column and its table had before the script; none where the script has made
    /// them.
    pub fn origin_column(
        &self,
        table: &QualifiedName,
        column: &str,
        at: usize,
    ) -> Option<(QualifiedName, String)> {
        let (mut table, mut column) = (table.clone(), column.to_owned());
        for place in (0..at).rev() {
            match self.back(place, &table, &column) {
                Back::Made(_) | Back::Gone => return None,
                Back::Was(old, name) => (table, column) = (old, name),
                Back::Same => {}
            }
        }
        Some((table, column))
    }

    /// The name that a table had before the script; none where the script has made it.
    pub fn origin(&self, table: &QualifiedName, at: usize) -> Option<QualifiedName> {
        let mut table = table.clone();
        for place in (0..at).rev() {
            match self.back(place, &table, "") {
                Back::Made(_) | Back::Gone => return None,
                Back::Was(old, _) => table = old,
                Back::Same => {}
            }
        }
        Some(table)
    }

    /// What the table and the column were called before a statement.
    fn back(&self, place: usize, table: &QualifiedName, column: &str) -> Back<'_> {
        match &self.seen[place].form {
            Form::CreateTable(it) if self.makes(it, table) => {
                Back::Made(it.columns.iter().find(|it| self.same_name(&it.name, column)))
            }
            Form::RenameTables(pairs) => {
                // They are done one after the other.
                let mut name = table;
                for (from, to) in pairs.iter().rev() {
                    if self.same(to, name) {
                        name = from;
                    } else if self.same(from, name) {
                        return Back::Gone;
                    }
                }
                match name == table {
                    true => Back::Same,
                    false => Back::Was(name.clone(), column.to_owned()),
                }
            }
            Form::AlterTable { table: own, actions } => {
                let steps =
                    actions.iter().map(|action| self.step(place, own, action, table, column));
                let steps: Vec<Back> = steps.filter(|it| !matches!(it, Back::Same)).collect();
                // They are done at once: a name that one gives up another may take.
                let gone = steps.iter().all(|it| matches!(it, Back::Gone));
                let gone = if gone && !steps.is_empty() { Back::Gone } else { Back::Same };
                steps.into_iter().find(|it| !matches!(it, Back::Gone)).unwrap_or(gone)
            }
            _ => Back::Same,
        }
    }

    /// The same before one action of a statement.
    fn step<'s>(
        &self,
        place: usize,
        own: &QualifiedName,
        action: &'s Action,
        table: &QualifiedName,
        column: &str,
    ) -> Back<'s> {
        match action {
            // A table that was built anew is what it was.
            Action::RenameTable(to) if self.same(&renamed(own, to), table) => {
                match self.is_dropped(place, table) && self.is_new(own, place) {
                    true => Back::Same,
                    false => Back::Was(own.clone(), column.to_owned()),
                }
            }
            _ if !self.same(own, table) => Back::Same,
            Action::RenameTable(_) => Back::Gone,
            Action::AddColumn(def) if self.same_name(&def.name, column) => Back::Made(Some(def)),
            Action::RenameColumn { from, to } if self.same_name(to, column) => {
                Back::Was(table.clone(), from.clone())
            }
            Action::ChangeColumn { from, column: to } if self.same_name(&to.name, column) => {
                Back::Was(table.clone(), from.clone())
            }
            Action::ChangeColumn { from, .. } if self.same_name(from, column) => Back::Gone,
            Action::RenameColumn { from, .. } if self.same_name(from, column) => Back::Gone,
            _ => Back::Same,
        }
    }

    /// Whether the script has dropped a table of the name before.
    fn is_dropped(&self, at: usize, table: &QualifiedName) -> bool {
        self.seen[..at].iter().any(|seen| match &seen.form {
            Form::Drop { kind: Dropped::Table, names, .. } => {
                names.iter().any(|it| self.same(it, table))
            }
            _ => false,
        })
    }
}

//! A script as rules see it: its statements, what they make, and what was there before.

use super::Source;
use super::form::{Action, Dropped, Form, form};
use super::reader::{Reader, tokens};
use crate::revision::script::{Lexis, Piece, Script, ScriptError};
use crate::schema::{Column, ColumnType, QualifiedName};

/// The statements of a script.
pub struct Scene<'a> {
    pub seen: Vec<Seen<'a>>,
    source: &'a Source<'a>,
}

/// A statement.
pub struct Seen<'a> {
    pub piece: &'a Piece,
    pub form: Form,
    /// It stands in a transaction with those of the same step.
    pub transaction: bool,
    pub step: usize,
}

/// What was found: the code, the statement by its place, and what it is about.
#[derive(Default)]
pub struct Hits(Vec<(&'static str, usize, String)>);

impl Hits {
    pub fn push(&mut self, code: &'static str, at: usize, subject: impl ToString) {
        let hit = (code, at, subject.to_string());
        if !self.0.contains(&hit) {
            self.0.push(hit);
        }
    }

    pub fn sorted(mut self) -> Vec<(&'static str, usize, String)> {
        self.0.sort_by(|a, b| (a.1, a.0).cmp(&(b.1, b.0)));
        self.0
    }
}

/// What a statement does.
pub fn read(lexis: Lexis, sql: &str) -> Result<Form, ScriptError> {
    Ok(form(Reader::new(lexis, sql, &tokens(lexis, sql)?)))
}

impl<'a> Scene<'a> {
    pub fn new(source: &'a Source<'a>, script: &'a Script) -> Result<Self, ScriptError> {
        let mut seen = Vec::new();
        for (step, it) in script.steps.iter().enumerate() {
            for piece in &it.statements {
                let form = read(source.dialect.lexis(), &piece.text)?;
                seen.push(Seen { piece, form, transaction: it.transaction, step });
            }
        }
        Ok(Self { seen, source })
    }

    pub fn lexis(&self) -> Lexis {
        self.source.dialect.lexis()
    }

    /// Whether the script itself has made the table before this statement, under this name. One
    /// that took the place of another is as old as that.
    pub fn is_new(&self, table: &QualifiedName, at: usize) -> bool {
        let replaces = || {
            self.seen[..at].iter().any(|seen| match &seen.form {
                Form::Drop { kind: Dropped::Table, names, .. } => {
                    names.iter().any(|it| same(it, table))
                }
                _ => false,
            })
        };
        self.seen[..at].iter().enumerate().any(|(earlier, seen)| match &seen.form {
            Form::CreateTable(it) => same(&it.name, table),
            Form::AlterTable { table: old, actions } => actions.iter().any(|action| {
                matches!(action, Action::RenameTable(new)
                    if same_name(&new.name, &table.name)
                        && self.is_new(old, earlier)
                        && !replaces())
            }),
            _ => false,
        })
    }

    /// Whether a table that the script made takes this name later: the table is built anew.
    pub fn returns(&self, table: &QualifiedName, at: usize) -> bool {
        let later = self.seen.iter().enumerate().skip(at + 1);
        later.into_iter().any(|(later, seen)| match &seen.form {
            Form::AlterTable { table: old, actions } => actions.iter().any(|action| {
                matches!(action, Action::RenameTable(new)
                    if same_name(&new.name, &table.name) && self.is_new(old, later))
            }),
            _ => false,
        })
    }

    /// The actions on a table that was there, of a statement.
    pub fn actions(&self, at: usize) -> Option<(&QualifiedName, &[Action])> {
        match &self.seen[at].form {
            Form::AlterTable { table, actions } if !self.is_new(table, at) => {
                Some((table, actions))
            }
            _ => None,
        }
    }

    /// The actions on this table in the statements before this one.
    pub fn earlier<'s>(
        &'s self,
        table: &'s QualifiedName,
        at: usize,
    ) -> impl Iterator<Item = (usize, &'s Action)> {
        self.seen[..at].iter().enumerate().flat_map(move |(number, seen)| {
            let actions: &[Action] = match &seen.form {
                Form::AlterTable { table: other, actions } if same(other, table) => actions,
                _ => &[],
            };
            actions.iter().map(move |it| (number, it))
        })
    }

    /// The column as it was before the script, where that is known.
    pub fn column(&self, table: &QualifiedName, column: &str) -> Option<&'a Column> {
        let tables = self.source.before?.tables.iter();
        let (_, table) = tables.into_iter().find(|(name, _)| same(name, table))?;
        table.columns.iter().find(|it| same_name(&it.name, column))
    }

    /// The type that the database has for a text.
    pub fn read_type(&self, text: &str) -> ColumnType {
        self.source.dialect.read_type(text)
    }

    /// Whether a check before the revision looks at the table.
    pub fn is_checked(&self, table: &QualifiedName) -> bool {
        let quoted = self.source.dialect.quote(&table.name);
        let word = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == table.name)
        };
        self.source.checks.iter().any(|query| query.contains(&quoted) || word(query))
    }

    /// What Squawk found at a byte of the script.
    pub fn heard(&self, code: &'static str, byte: usize, hits: &mut Hits) {
        let within = |seen: &&Seen| seen.piece.range.contains(&byte);
        let Some(at) = self.seen.iter().position(|it| within(&it)) else { return };
        let table = match &self.seen[at].form {
            Form::AlterTable { table, .. } => Some(table),
            Form::CreateIndex(it) => Some(&it.table),
            Form::CreateTable(it) => return hits.push(code, at, &it.name),
            _ => None,
        };
        match table {
            Some(table) if self.is_new(table, at) => {}
            Some(table) => hits.push(code, at, table),
            None => hits.push(code, at, first_words(&self.seen[at].piece.text)),
        }
    }
}

/// What stands for a statement that is about no table.
pub fn first_words(sql: &str) -> String {
    sql.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// Whether two names may mean one table: a schema that only one of them says is no difference.
pub fn same(a: &QualifiedName, b: &QualifiedName) -> bool {
    let schemas = match (&a.schema, &b.schema) {
        (Some(a), Some(b)) => same_name(a, b),
        _ => true,
    };
    schemas && same_name(&a.name, &b.name)
}

pub fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

//! A script as rules see it: its statements, what they make, and what was there before.

use super::Source;
use super::form::{Action, CreateTable, Dropped, Form, form};
use super::reader::{Reader, tokens};
use crate::revision::script::{Lexis, Piece, Script, ScriptError};
use crate::schema::{Column, ColumnType, IndexKey, IndexPart, QualifiedName, Table};

/// The statements of a script.
pub struct Scene<'a> {
    pub seen: Vec<Seen<'a>>,
    /// The case of letters tells tables apart.
    pub cased: bool,
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

    /// Whether a statement was found to be any of these.
    pub fn has(&self, at: usize, codes: &[&str]) -> bool {
        self.0.iter().any(|(code, place, _)| *place == at && codes.contains(code))
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
        Ok(Self { seen, cased: source.dialect.lexis() != Lexis::Sqlite, source })
    }

    pub fn lexis(&self) -> Lexis {
        self.source.dialect.lexis()
    }

    /// Whether two names mean one table. A name without a schema is one of the schema that servers
    /// and tools take for said.
    pub fn same(&self, a: &QualifiedName, b: &QualifiedName) -> bool {
        let same = |a: &str, b: &str| if self.cased { a == b } else { self.same_name(a, b) };
        let schemas = match (&a.schema, &b.schema) {
            (Some(a), Some(b)) => same(a, b),
            (Some(one), None) | (None, Some(one)) => {
                ["public", "main"].iter().any(|it| same(one, it))
            }
            (None, None) => true,
        };
        schemas && same(&a.name, &b.name)
    }

    /// Whether two names mean one column, index or constraint. PostgreSQL tells their case apart,
    /// and what stands without quotes there is read in lower case.
    pub fn same_name(&self, a: &str, b: &str) -> bool {
        match self.lexis() {
            Lexis::Postgres => a == b,
            Lexis::MySql | Lexis::Sqlite => a.eq_ignore_ascii_case(b),
        }
    }

    /// Whether the script itself has made the table before this statement, under this name. One
    /// that took the place of another is as old as that.
    pub fn is_new(&self, table: &QualifiedName, at: usize) -> bool {
        let replaces = || {
            self.seen[..at].iter().any(|seen| match &seen.form {
                Form::Drop { kind: Dropped::Table, names, .. } => {
                    names.iter().any(|it| self.same(it, table))
                }
                _ => false,
            })
        };
        // The last statement that gave the name to a table says which one it is.
        for (earlier, seen) in self.seen[..at].iter().enumerate().rev() {
            match &seen.form {
                Form::CreateTable(it) if self.makes(it, table) => return true,
                Form::AlterTable { table: old, actions } => {
                    let named = actions.iter().any(|action| {
                        matches!(action, Action::RenameTable(new) if self.same(&renamed(old, new), table))
                    });
                    if named {
                        return self.is_new(old, earlier) && !replaces();
                    }
                }
                Form::RenameTables(pairs) => {
                    // They are done one after the other.
                    let mut name = table;
                    for (from, to) in pairs.iter().rev() {
                        if self.same(to, name) {
                            name = from;
                        }
                    }
                    if name != table {
                        return self.is_new(name, earlier) && !replaces();
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether a statement makes the table, and does not only find it there.
    pub fn makes(&self, it: &CreateTable, table: &QualifiedName) -> bool {
        let may_be_there = self.source.before.is_none() || self.before(table).is_some();
        self.same(&it.name, table) && !(it.if_not_exists && may_be_there)
    }

    /// Whether a table that the script made takes this name later: the table is built anew.
    pub fn returns(&self, table: &QualifiedName, at: usize) -> bool {
        let later = self.seen.iter().enumerate().skip(at + 1);
        later.into_iter().any(|(later, seen)| match &seen.form {
            Form::AlterTable { table: old, actions } => actions.iter().any(|action| {
                matches!(action, Action::RenameTable(new)
                    if self.same(&renamed(old, new), table) && self.is_new(old, later))
            }),
            _ => false,
        })
    }

    /// Whether a table steps aside under another name for a new one, and is dropped then.
    pub fn gives_way(&self, table: &QualifiedName, to: &QualifiedName, at: usize) -> bool {
        let later = &self.seen[at + 1..];
        let is_made =
            |seen: &Seen| matches!(&seen.form, Form::CreateTable(it) if self.same(&it.name, table));
        let is_dropped = |(later, seen): (usize, &Seen)| match &seen.form {
            Form::Drop { kind: Dropped::Table, names, .. } => {
                let gone = |it: &QualifiedName| self.same(it, &renamed(table, to));
                names.iter().any(|it| gone(it) && !self.returns(it, at + 1 + later))
            }
            _ => false,
        };
        later.iter().any(is_made) && later.iter().enumerate().any(is_dropped)
    }

    /// The table that the script made to take the place of this one.
    pub fn successor(&self, table: &QualifiedName, at: usize) -> Option<(usize, &CreateTable)> {
        let new = self.seen[at + 1..].iter().find_map(|seen| match &seen.form {
            Form::AlterTable { table: own, actions } => {
                let becomes = |it: &Action| {
                    matches!(it, Action::RenameTable(to) if self.same(&renamed(own, to), table))
                };
                actions.iter().any(becomes).then_some(own)
            }
            _ => None,
        })?;
        self.seen[..at].iter().enumerate().find_map(|(made, seen)| match &seen.form {
            Form::CreateTable(it) if self.same(&it.name, new) => Some((made, it)),
            _ => None,
        })
    }

    /// Whether it is known what the table has: it is in the schema before, or made by the script.
    pub fn knows(&self, table: &QualifiedName) -> bool {
        self.table(table, self.seen.len()).is_some()
            || self.seen.iter().any(
                |seen| matches!(&seen.form, Form::CreateTable(it) if self.same(&it.name, table)),
            )
    }

    /// The columns of the keys and indexes that the table had, those of each in their order.
    pub fn keys(&self, table: &QualifiedName) -> Vec<Vec<Option<&'a str>>> {
        let Some(table) = self.table(table, self.seen.len()) else { return Vec::new() };
        let own = table.key_columns().iter().map(|it| Some(it.as_str())).collect::<Vec<_>>();
        let whole = table.indexes.iter().filter(|it| it.predicate.is_none() && it.method.is_none());
        let columns = whole.map(|index| {
            let column = |part: &'a IndexPart| match &part.key {
                IndexKey::Column(name) if part.prefix.is_none() => Some(name.as_str()),
                IndexKey::Column(_) | IndexKey::Expression(_) => None,
            };
            index.parts.iter().map(column).collect()
        });
        std::iter::once(own).filter(|it| !it.is_empty()).chain(columns).collect()
    }

    /// The table of that name before the script, where that is known.
    pub fn before(&self, name: &QualifiedName) -> Option<&'a Table> {
        let mut tables = self.source.before?.tables.iter();
        tables.find(|(own, _)| self.same(own, name)).map(|(_, table)| table)
    }

    /// The table of an index before the script, where that is known.
    pub fn with_index(&self, is: impl Fn(&str) -> bool) -> Option<&'a QualifiedName> {
        let mut tables = self.source.before?.tables.iter();
        let has = |table: &Table| {
            let key = table.primary_key.iter().filter_map(|key| key.name.value());
            let indexes = table.indexes.iter().filter_map(|index| index.name.value());
            key.chain(indexes).any(|it| is(it))
        };
        tables.find(|(_, table)| has(table)).map(|(name, _)| name)
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
                Form::AlterTable { table: other, actions } if self.same(other, table) => actions,
                _ => &[],
            };
            actions.iter().map(move |it| (number, it))
        })
    }

    /// The type that the database has for a text.
    pub fn read_type(&self, text: &str) -> ColumnType {
        self.source.dialect.read_type(text)
    }

    /// Whether the database numbers the rows of a table in this column without being told.
    pub fn numbers(&self, column: &Column, table: &Table) -> bool {
        self.source.dialect.numbers_by_itself(column, table)
    }

    /// Whether a check before the revision looks at the table.
    pub fn is_checked(&self, table: &QualifiedName, at: usize) -> bool {
        let old = self.origin(table, at);
        let names = [Some(table), old.as_ref()].into_iter().flatten();
        names
            .into_iter()
            .any(|it| self.source.checks.iter().any(|sql| self.mentions(sql, &it.name)))
    }

    /// Whether a statement before this one fails unless the table is empty.
    pub fn is_guarded(&self, table: &QualifiedName, at: usize) -> bool {
        let old = self.origin(table, at);
        let name = old.as_ref().map_or(&table.name, |it| &it.name);
        let guards = |sql: &str| sql.contains("autogen_guard") && self.mentions(sql, name);
        self.seen[..at].iter().any(|seen| guards(&seen.piece.text))
    }

    /// Whether an update before this statement has given the column values.
    pub fn is_filled(&self, table: &QualifiedName, column: &str, at: usize) -> bool {
        self.seen[..at].iter().any(|seen| {
            matches!(&seen.form, Form::Update { table: it, .. } if self.same(it, table))
                && self.mentions(&seen.piece.text, column)
        })
    }

    /// Whether a text has the name, in quotes or as a word.
    pub fn mentions(&self, text: &str, name: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        text.contains(&self.source.dialect.quote(name))
            || words.any(|it| it.eq_ignore_ascii_case(name))
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

/// The whole name that a table gets: it stays in its schema where the new name says none.
pub fn renamed(table: &QualifiedName, to: &QualifiedName) -> QualifiedName {
    let schema = to.schema.as_ref().or(table.schema.as_ref()).cloned();
    QualifiedName { schema, name: to.name.clone() }
}

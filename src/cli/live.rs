//! A connected database, and what a command asks it.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::context::Context;
use super::edited::{self, Edit};
use super::failure::Failure;
use super::models::Reading;
use super::terminal;
use crate::database::Connection;
use crate::dialect::{Answer, Asked, Dialect, Reflection, Scope, Settled, dialect};
use crate::entity::Models;
use crate::history::{self, Applied, History};
use crate::project::Edited;
use crate::revision::{Move, checksum};
use crate::runner::{self, Next, Outlook};
use crate::schema::Schema;
use crate::target::Target;

/// A database that is connected, and its version table.
pub struct Live {
    pub connection: Connection,
    pub history: History<'static>,
}

/// What servers said to questions, for the next database with the same.
#[derive(Default)]
pub struct Answers(Mutex<Vec<(Target, Asked, Answer)>>);

impl Answers {
    /// The answers to what was asked before, which is taken off the list.
    fn known(&self, target: Target, asked: &mut Vec<Asked>) -> Settled {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A spelling means something over columns, which may differ from database to database.
        let same = |a: &Asked, b: &Asked| {
            a.question == b.question && a.live == b.live && a.declared == b.declared
        };
        let mut settled = Settled::new();
        asked.retain(|it| {
            let found = known.iter().find(|(on, other, _)| *on == target && same(it, other));
            found.is_none_or(|(_, _, answer)| {
                settled.insert(it.question.clone(), answer.clone());
                false
            })
        });
        settled
    }

    fn learn(&self, target: Target, asked: Vec<Asked>, settled: &Settled) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = |it: Asked| Some((target, settled.get(&it.question)?.clone(), it));
        known.extend(
            asked.into_iter().filter_map(answered).map(|(on, answer, it)| (on, it, answer)),
        );
    }
}

/// What the version table and the journal say of a database.
#[derive(Default)]
pub struct Standing {
    /// The applied revisions that the folder has.
    pub applied: BTreeSet<String>,
    /// Those that it has not.
    pub unknown: BTreeSet<String>,
    pub half_done: Option<Half>,
    rows: Vec<Applied>,
}

impl Standing {
    /// What to do about applied revisions that the folder has not, if there are any.
    pub fn unlocated(&self, context: &Context) -> Option<String> {
        let first = self.unknown.first()?;
        let (names, them) = match self.unknown.len() {
            1 => ("it".to_owned(), "that revision is not wanted, undo it"),
            _ => {
                let names: Vec<&str> = self.unknown.iter().map(String::as_str).collect();
                (names.join(", "), "these revisions are not wanted, undo them")
            }
        };
        Some(format!(
            "Can't locate revision identified by '{first}'\nThe database has {names} applied and the folder {} has not: restore from version control, or upgrade with the branch that has them; where {them} by hand and tell with `autogen stamp REV` where the database is",
            context.shown(&context.folder.path)
        ))
    }

    /// Why nobody can say what the database should hold, a reason each: its revisions are not all
    /// known, one of them lacks what it follows, or one of them has run in part.
    pub fn unjudgeable(&self, context: &Context) -> Vec<String> {
        let unknown = self.unknown.iter().map(|id| format!("{id} is applied, not in the folder"));
        let needed = context.folder.graph.ancestors(&self.applied);
        let lacking = needed.difference(&self.applied);
        let lacking = lacking.map(|id| format!("{id} is not applied, and a later revision is"));
        unknown.chain(lacking).chain(self.half_done.as_ref().map(ToString::to_string)).collect()
    }
}

/// A revision that a run left half done, and what the next run makes of it.
pub type Half = Outlook;

impl std::fmt::Display for Outlook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { revision, direction, done, of, failed, next } = self;
        let command = match direction {
            history::Direction::Up => "upgrade",
            history::Direction::Down => "downgrade",
        };
        write!(f, "{revision} is half done: {} of {of} statements", done.len())?;
        if let Some((number, error)) = failed {
            write!(f, ", and statement {number} failed ({error})")?;
        }
        match next {
            Next::GoesOn { at, line, mends } => {
                let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
                let mends = if *mends { " after taking away what is left of it" } else { "" };
                write!(f, "; `autogen {command}` goes on at statement {at}{line}{mends}")?;
            }
            Next::Records => write!(f, "; `autogen {command}` records it")?,
            Next::Waits { statement } => write!(
                f,
                "; statement {statement} is still going on in the server, and `autogen {command}` waits for it"
            )?,
            Next::Stops(reason) => return write!(f, "; `autogen {command}` stops: {reason}"),
        }
        f.write_str(", `autogen upgrade --abort` takes it back")
    }
}

impl Live {
    pub async fn rows(&mut self) -> Result<Vec<Applied>, Failure> {
        Ok(self.history.applied(&mut self.connection).await?)
    }

    /// The applied revisions, all of them known.
    pub async fn applied(&mut self, context: &Context) -> Result<BTreeSet<String>, Failure> {
        let standing = self.standing(context).await?;
        match standing.unlocated(context) {
            None => Ok(standing.applied),
            Some(message) => Err(Failure::refused(message)),
        }
    }

    /// Where the database stands, also where that cannot be understood.
    pub async fn standing(&mut self, context: &Context) -> Result<Standing, Failure> {
        let rows = self.rows().await?;
        let (applied, unknown) = (rows.iter().map(|row| row.revision.clone()))
            .partition(|id| context.folder.get(id).is_some());
        Ok(Standing { applied, unknown, half_done: self.half_done(context).await?, rows })
    }

    /// What the database holds in the schemas that autogen.yaml, the revisions and another schema
    /// name.
    pub async fn reflect(
        &mut self,
        context: &Context,
        also: &Schema,
    ) -> Result<Reflection, Failure> {
        context.visible(self.all(context, also).await?)
    }

    /// What all of the database holds, for a comparison of two.
    pub async fn reflect_all(&mut self, context: &Context) -> Result<Reflection, Failure> {
        let scope = Scope { all: true, ..context.scope()? };
        context.visible(self.connection.reflect(self.dialect(), &scope).await?)
    }

    /// The same with what is ignored.
    async fn all(&mut self, context: &Context, also: &Schema) -> Result<Reflection, Failure> {
        let mut scope = context.scope()?;
        for schema in also.tables.keys().filter_map(|name| name.schema.as_ref()) {
            if !scope.schemas.contains(schema) {
                scope.schemas.push(schema.clone());
            }
        }
        let reflection = self.connection.reflect(self.dialect(), &scope).await?;
        if context.verbose {
            let Connection { sent, reflecting, .. } = self.connection;
            terminal::note(&format!("statements: {sent}, of them {reflecting} for the schema"));
        }
        Ok(reflection)
    }

    /// The same while the models are still being read. The database is asked again in the rare case
    /// that they turn out to be the first to name a schema.
    pub async fn reflect_beside(
        &mut self,
        context: &Context,
        reading: Reading,
    ) -> Result<(Reflection, Models), Failure> {
        let reflection = self.all(context, &Schema::default()).await;
        let models = reading.done().await?;
        let known = context.scope()?.schemas;
        let mut named = models.schema.tables.keys().filter_map(|name| name.schema.as_ref());
        let reflection = match named.all(|schema| known.contains(schema)) {
            true => reflection?,
            false => self.all(context, &models.schema).await?,
        };
        // What the models ignore is known only now.
        Ok((context.visible(reflection)?, models))
    }

    /// See [`Connection::settle`].
    pub async fn settle<T>(
        &mut self,
        compare: impl Fn(&Settled) -> Result<(T, Vec<Asked>), Failure>,
    ) -> Result<T, Failure> {
        let dialect = self.dialect();
        self.connection.settle(dialect, compare).await
    }

    /// The same with what was answered before, of other databases like this one.
    pub async fn settle_knowing<T>(
        &mut self,
        answers: &Answers,
        compare: impl Fn(&Settled) -> Result<(T, Vec<Asked>), Failure>,
    ) -> Result<T, Failure> {
        let (found, mut asked) = compare(&Settled::new())?;
        if asked.is_empty() {
            return Ok(found);
        }
        asked.sort_by(|a, b| a.question.cmp(&b.question));
        asked.dedup_by(|a, b| a.question == b.question);
        let target = self.connection.target;
        let mut settled = answers.known(target, &mut asked);
        if !asked.is_empty() {
            let dialect = self.dialect();
            let new = self.connection.ask(dialect, &asked).await;
            answers.learn(target, asked, &new);
            settled.extend(new);
        }
        Ok(compare(&settled)?.0)
    }

    /// What a run left half done.
    pub async fn half_done(&mut self, context: &Context) -> Result<Option<Half>, Failure> {
        let target = self.connection.target;
        let task = |step: Move| match context.folder.get(step.revision()) {
            // Its script may be gone, and then there is nothing to go on with.
            None => Ok(None),
            Some(_) => Ok(context.tasks(&[step], target)?.pop()),
        };
        runner::outlook(&mut self.connection, &self.history, task).await
    }

    pub fn dialect(&self) -> &'static dyn Dialect {
        dialect(self.connection.target.dialect)
    }

    /// The applied revisions whose script is no longer the one that was run.
    pub async fn edited(&mut self, context: &Context) -> Result<Vec<Edit>, Failure> {
        let rows = self.rows().await?;
        self.edited_among(context, rows)
    }

    /// The same of what is known to be applied.
    pub fn edited_of(&self, context: &Context, standing: &Standing) -> Result<Vec<Edit>, Failure> {
        self.edited_among(context, standing.rows.clone())
    }

    fn edited_among(&self, context: &Context, rows: Vec<Applied>) -> Result<Vec<Edit>, Failure> {
        let name = self.connection.target.dialect;
        let lexis = self.dialect().lexis();
        let edited = context.folder.edited(&rows, name, |it| context.checksum_of(it, name))?;
        let shown = |it: Edited| {
            let ran = |source: &runner::Source| {
                checksum(lexis, &source.text).is_ok_and(|sum| sum == it.ran)
            };
            let diff = edited::since(context, lexis, &it.script.path, &it.script.text, ran);
            Edit { revision: it.revision, diff }
        };
        Ok(edited.into_par_iter().map(shown).collect())
    }
}

//! The look before the first statement: nothing is in the way, and nothing is lost unasked.

use std::fmt;

use super::lock::Wait;
use super::*;
use crate::checks::{COUNTED, Probe, loss};
use crate::database::DatabaseError;
use crate::dialect::Dialect;

/// The most offending rows that are shown.
const SHOWN: usize = 5;

/// Why a revision did not start. Nothing of it was done.
#[derive(Debug)]
pub enum Halt {
    /// Rows are in the way of what it does.
    Offending { revision: String, checks: Vec<Offense>, applied: Vec<String> },
    /// A check is no query that this database answers.
    Unanswered { revision: String, check: String, error: DatabaseError },
    /// Nobody can tell how much it would lose.
    Uncounted { revision: String, what: String, error: DatabaseError },
    /// It drops what holds data, and nobody said that it may. `begun` where it was half done, and its
    /// script was corrected since.
    Losing { revision: String, lost: Vec<String>, applied: Vec<String>, begun: bool },
    /// It keeps writers waiting while large tables are copied, and nobody said that it may.
    Copying { revision: String, copies: Vec<String>, applied: Vec<String> },
}

/// A check that found rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offense {
    pub check: String,
    pub query: String,
    /// What the query returned of the first rows.
    pub rows: Vec<String>,
    pub more: bool,
}

/// Where a revision stands of which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    New,
    /// It starts over.
    Anew,
    /// It goes on with statements that may be others than those of which was asked.
    Corrected,
}

impl Runner<'_> {
    /// Asks what is to be asked before a revision.
    ///
    /// # Errors
    ///
    /// Fails when a check finds rows, and when data would be lost that nobody gave up.
    pub(super) async fn guard(&mut self, task: &Task, standing: Standing) -> Result<(), RunError> {
        let new = standing == Standing::New;
        // One that has begun is beyond what its checks are about.
        if task.guard == Guard::default() || new && self.has_begun(task).await? {
            return Ok(());
        }
        // Behind a pooler, others would have these settings too.
        let own = matches!(self.lock, Lock::Session { .. });
        let shortly = self.history.dialect.ask_shortly().filter(|_| own);
        if let Some(setting) = shortly {
            self.set(setting).await?;
        }
        let answers = self.answers(task, standing).await;
        if shortly.is_some() {
            self.restore().await;
        }
        let lost = match answers {
            Err(RunError::Halted(halt)) if halt.error().is_none() => {
                // Where no lock is held yet, another run may have done it meanwhile.
                let done = self.history.is_applied(self.connection, &task.revision).await?;
                if done || new && self.has_begun(task).await? {
                    return Ok(());
                }
                return Err(RunError::Halted(halt));
            }
            answers => answers?,
        };
        if !lost.is_empty() {
            self.events.event(Event::Loses { task, lost: &lost });
        }
        Ok(())
    }

    async fn set(&mut self, setting: &str) -> Result<(), RunError> {
        let set = self.connection.execute(setting).await;
        set.map(drop).map_err(|error| self.history.failed("read", error).into())
    }

    /// What goes, which it may.
    async fn answers(&mut self, task: &Task, standing: Standing) -> Result<Vec<String>, RunError> {
        let mut wait = Wait::new(self.deadline);
        loop {
            match self.questions(task, standing).await {
                Err(RunError::Halted(halt)) if halt.error().is_some_and(|it| self.is_busy(it)) => {
                    self.wait(&mut wait, None).await?;
                }
                answers => return answers,
            }
        }
    }

    /// Asks until something holds the revision back: what the catalog knows before the checks, which
    /// may read every row of large tables.
    async fn questions(
        &mut self,
        task: &Task,
        standing: Standing,
    ) -> Result<Vec<String>, RunError> {
        let (revision, applied) = (task.revision.clone(), self.applied());
        let halted = |halt| Err(RunError::Halted(Box::new(halt)));
        let lost = self.losses(task).await?;
        let begun = standing == Standing::Corrected;
        if !lost.is_empty() && !task.guard.accepted {
            return halted(Halt::Losing { revision, lost, applied, begun });
        }
        if begun {
            return Ok(lost);
        }
        let copies = self.copies(task).await?;
        if !copies.is_empty() {
            return halted(Halt::Copying { revision, copies, applied });
        }
        // Where it is not this run's session, somebody else may get what is set for the next query.
        let own = matches!(self.lock, Lock::Session { .. }) && self.lease.is_none();
        let lightly = self.history.dialect.ask_lightly().filter(|_| own);
        let checks = offenses(self.connection, task, lightly).await?;
        if !checks.is_empty() {
            return halted(Halt::Offending { revision, checks, applied });
        }
        Ok(lost)
    }

    async fn losses(&mut self, task: &Task) -> Result<Vec<String>, RunError> {
        let own = matches!(self.lock, Lock::Session { .. });
        let sight = self.history.dialect.see_all().filter(|_| own && !task.guard.losses.is_empty());
        if let Some([all, _]) = sight {
            self.set(all).await?;
        }
        let lost = lost(self.connection, self.history.dialect, task).await;
        if let Some([_, usual]) = sight {
            self.set(usual).await?;
        }
        lost
    }

    /// What would keep writers waiting for a large table, with its size.
    async fn copies(&mut self, task: &Task) -> Result<Vec<String>, RunError> {
        let mut copies = Vec::new();
        for Probe { what, sql } in &task.guard.copies {
            match self.connection.value(sql).await {
                Ok(Some(size)) => copies.push(format!("{what} (about {size})")),
                // What is not there yet has no rows.
                Ok(None) => {}
                Err(error) if is_absent(self.history.dialect, &error) => {}
                Err(error) => return Err(uncounted(task, what, error)),
            }
        }
        Ok(copies)
    }

    async fn has_begun(&mut self, task: &Task) -> Result<bool, RunError> {
        let pending = self.history.pending(self.connection).await?;
        let stays = |it: &crate::history::Entry| it.state != crate::history::State::Failed;
        Ok(pending.iter().any(|it| it.revision == task.revision && stays(it)))
    }
}

/// The checks of a revision that find rows; between these statements, if any, they are asked lightly
/// first.
///
/// # Errors
///
/// Fails on a check that the database does not answer.
pub async fn offenses(
    connection: &mut Connection,
    task: &Task,
    lightly: Option<[&str; 2]>,
) -> Result<Vec<Offense>, RunError> {
    let mut offenses = Vec::new();
    for Probe { what, sql } in &task.guard.checks {
        let limited = format!("SELECT * FROM (\n{sql}\n) AS offending LIMIT {}", SHOWN + 1);
        let found = offending(connection, &limited, lightly).await.map_err(|error| {
            let (revision, check) = (task.revision.clone(), what.clone());
            RunError::Halted(Box::new(Halt::Unanswered { revision, check, error }))
        })?;
        if found.is_empty() {
            continue;
        }
        let text = |row: &Row| {
            let values = row.iter().map(|it| it.as_deref().unwrap_or("NULL"));
            values.map(|it| it.chars().take(60).collect()).collect::<Vec<String>>().join(", ")
        };
        offenses.push(Offense {
            check: what.clone(),
            query: sql.clone(),
            rows: found.iter().take(SHOWN).map(text).collect(),
            more: found.len() > SHOWN,
        });
    }
    Ok(offenses)
}

/// The rows that a check finds. What others have not committed is no offense yet, so that rows which
/// were found lightly are looked for once more; those that others are about to take away and then
/// keep are met by the revision itself, as are those that come after the check.
async fn offending(
    connection: &mut Connection,
    sql: &str,
    lightly: Option<[&str; 2]>,
) -> Result<Vec<Row>, DatabaseError> {
    if let Some([begin, end]) = lightly {
        connection.execute(begin).await?;
        let found = connection.rows(sql).await;
        let ended = connection.execute(end).await;
        if found?.is_empty() {
            return ended.map(|_| Vec::new());
        }
    }
    connection.rows(sql).await
}

/// What holds data and is to go, with the number of rows.
///
/// # Errors
///
/// Fails when the database does not say, unless the loss is meant.
pub async fn lost(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    task: &Task,
) -> Result<Vec<String>, RunError> {
    let mut probes = task.guard.losses.clone();
    for (table, text) in &task.guard.unmentioned {
        let names = connection.rows(&dialect.column_names(table)).await;
        let names = names.map_err(|error| uncounted(task, &format!("table {table}"), error))?;
        let names = names.into_iter().filter_map(|row| row.into_iter().next().flatten());
        let gone = names.filter(|it| !mentions(text, it, dialect.lexis()));
        probes.extend(gone.map(|it| loss(table, Some(&it), dialect)));
    }
    let mut lost = Vec::new();
    for Probe { what, sql } in probes {
        let count = match connection.value(&sql).await {
            Ok(count) => count.and_then(|it| it.parse::<u64>().ok()).unwrap_or(0),
            // What is not there holds nothing: `DROP TABLE IF EXISTS`.
            Err(error) if is_absent(dialect, &error) => 0,
            Err(error) if task.guard.accepted && !error.disconnected => {
                lost.push(format!("an unknown number of {what} ({error})"));
                0
            }
            Err(error) => return Err(uncounted(task, &what, error)),
        };
        match count {
            0 => {}
            1..=COUNTED => lost.push(format!("{count} {what}")),
            _ => lost.push(format!("more than {COUNTED} {what}")),
        }
    }
    Ok(lost)
}

fn uncounted(task: &Task, what: &str, error: DatabaseError) -> RunError {
    let (revision, what) = (task.revision.clone(), what.to_owned());
    RunError::Halted(Box::new(Halt::Uncounted { revision, what, error }))
}

fn is_absent(dialect: &dyn Dialect, error: &DatabaseError) -> bool {
    error.code.as_deref().is_some_and(|code| dialect.is_absent(code, &error.message))
}

/// Whether a text has a name, as a word where it is one.
fn mentions(text: &str, name: &str, lexis: Lexis) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let same = |it: &str| match lexis {
        Lexis::Postgres => it == name,
        Lexis::MySql | Lexis::Sqlite => it.eq_ignore_ascii_case(name),
    };
    text == "*"
        || text.split(|c| !in_word(c)).any(same)
        || !name.chars().all(in_word) && text.contains(name)
}

impl Halt {
    /// What the database said to the question that it did not answer.
    pub fn error(&self) -> Option<&DatabaseError> {
        match self {
            Self::Unanswered { error, .. } | Self::Uncounted { error, .. } => Some(error),
            Self::Offending { .. } | Self::Losing { .. } | Self::Copying { .. } => None,
        }
    }

    /// What the run had done before, as far as it is noted here.
    pub fn applied(&self) -> &[String] {
        match self {
            Self::Unanswered { .. } | Self::Uncounted { .. } => &[],
            Self::Offending { applied, .. }
            | Self::Losing { applied, .. }
            | Self::Copying { applied, .. } => applied,
        }
    }
}

impl std::error::Error for Halt {}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let applied = match self {
            Self::Offending { revision, checks, applied } => {
                write!(f, "{revision} was not started, and nothing of it was done: ")?;
                let rows = if checks.len() == 1 { "rows are" } else { "several rows are" };
                write!(f, "{rows} in its way")?;
                for Offense { check, query, rows, more } in checks {
                    write!(f, "\n  {check}; not so here:")?;
                    for row in rows {
                        write!(f, "\n    {row}")?;
                    }
                    if *more {
                        f.write_str("\n    ... and more")?;
                    }
                    write!(f, "\n    found by {query}")?;
                }
                f.write_str(
                    "\nPut the rows right and run again, or change `checks` in its revision.yaml",
                )?;
                applied
            }
            Self::Unanswered { revision, check, error } => {
                return write!(
                    f,
                    "{revision} was not started: its check `{check}` cannot be asked: {error}\nCorrect it under `checks` in its revision.yaml"
                );
            }
            Self::Uncounted { revision, what, error } => {
                return write!(
                    f,
                    "{revision} was not started: {what}: the database does not say how many there are: {error}\nLet it answer (a right may be missing, or a timeout too short), or run without asking: --allow-data-loss, --allow-blocking"
                );
            }
            Self::Losing { revision, lost, applied, begun } => {
                match begun {
                    false => write!(f, "{revision} was not started, since it would lose:")?,
                    true => {
                        write!(
                            f,
                            "{revision} does not go on, since what is left of it would lose:"
                        )?;
                    }
                }
                for it in lost {
                    write!(f, "\n  {it}")?;
                }
                f.write_str(
                    "\nSave what is needed; then --allow-data-loss lets it run (in an application, `Migrator::allow_data_loss`), or `accept: [{DL101: the reason}]` in its revision.yaml",
                )?;
                applied
            }
            Self::Copying { revision, copies, applied } => {
                write!(
                    f,
                    "{revision} was not started, since writers would wait until tables are copied:"
                )?;
                for it in copies {
                    write!(f, "\n  {it}")?;
                }
                f.write_str(
                    "\n`autogen lint` tells how to go without; else --allow-blocking lets it run (in an application, `Migrator::allow_blocking`), or `accept: [{CODE: the reason}]` in its revision.yaml",
                )?;
                applied
            }
        };
        match applied.len() {
            0 => Ok(()),
            _ => write!(f, "\nApplied before it: {}", applied.join(", ")),
        }
    }
}

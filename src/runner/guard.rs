//! The look before the first statement: nothing is in the way, and nothing is lost unasked.

use std::fmt;

use super::*;
use crate::checks::{COUNTED, Probe};
use crate::database::DatabaseError;

/// The most offending rows that are shown.
const SHOWN: usize = 5;

/// Why a revision did not start. Nothing of it was done.
#[derive(Debug)]
pub enum Halt {
    /// Rows are in the way of what it does.
    Offending { revision: String, checks: Vec<Offense>, applied: Vec<String> },
    /// A check is no query that this database answers.
    Unanswered { revision: String, check: String, error: DatabaseError },
    /// It drops what holds data, and nobody said that it may.
    Losing { revision: String, lost: Vec<String>, applied: Vec<String> },
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

impl Runner<'_> {
    /// Asks what is to be asked before a revision.
    ///
    /// # Errors
    ///
    /// Fails when a check finds rows, and when data would be lost that nobody gave up.
    pub(super) async fn guard(&mut self, task: &Task) -> Result<(), RunError> {
        // One that has begun is beyond what its checks are about.
        if task.guard == Guard::default() || self.has_begun(task).await? {
            return Ok(());
        }
        let offenses = offenses(self.connection, task).await?;
        let lost = lost(self.connection, &task.guard.losses)
            .await
            .map_err(|error| self.history.failed("read", error))?;
        let copies = self.copies(task).await?;
        let lossless = lost.is_empty() || task.guard.accepted;
        if offenses.is_empty() && lossless && copies.is_empty() {
            if !lost.is_empty() {
                self.events.event(Event::Loses { task, lost: &lost });
            }
            return Ok(());
        }
        // Where no lock is held yet, another run may have done it meanwhile.
        let done = self.history.is_applied(self.connection, &task.revision).await?;
        if done || self.has_begun(task).await? {
            return Ok(());
        }
        let revision = task.revision.clone();
        let applied = self.report.done.iter().map(|it| it.revision.clone()).collect();
        Err(RunError::Halted(Box::new(match (offenses.is_empty(), lossless) {
            (false, _) => Halt::Offending { revision, checks: offenses, applied },
            (true, false) => Halt::Losing { revision, lost, applied },
            (true, true) => Halt::Copying { revision, copies, applied },
        })))
    }

    /// What would keep writers waiting for a large table, with its size.
    async fn copies(&mut self, task: &Task) -> Result<Vec<String>, RunError> {
        let mut copies = Vec::new();
        for Probe { what, sql } in &task.guard.copies {
            match self.connection.value(sql).await {
                Ok(Some(size)) => copies.push(format!("{what} (about {size})")),
                Err(error) if error.disconnected => {
                    return Err(self.history.failed("read", error).into());
                }
                // What is not there yet has no rows.
                Ok(None) | Err(_) => {}
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

/// The checks of a revision that find rows.
///
/// # Errors
///
/// Fails on a check that the database does not answer.
pub async fn offenses(connection: &mut Connection, task: &Task) -> Result<Vec<Offense>, RunError> {
    let mut offenses = Vec::new();
    for Probe { what, sql } in &task.guard.checks {
        let limited = format!("SELECT * FROM (\n{sql}\n) AS offending LIMIT {}", SHOWN + 1);
        let found = connection.rows(&limited).await.map_err(|error| {
            let (revision, check) = (task.revision.clone(), what.clone());
            RunError::Halted(Box::new(Halt::Unanswered { revision, check, error }))
        })?;
        if found.is_empty() {
            continue;
        }
        let text = |row: &crate::dialect::Row| {
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

/// What holds data and is to go, with the number of rows.
///
/// # Errors
///
/// Fails when the connection is gone.
pub async fn lost(
    connection: &mut Connection,
    losses: &[Probe],
) -> Result<Vec<String>, DatabaseError> {
    let mut lost = Vec::new();
    for Probe { what, sql } in losses {
        let count = match connection.value(sql).await {
            Ok(count) => count.and_then(|it| it.parse::<u64>().ok()).unwrap_or(0),
            Err(error) if error.disconnected => return Err(error),
            // What is not there holds nothing: `DROP TABLE IF EXISTS`.
            Err(_) => 0,
        };
        match count {
            0 => {}
            1..=COUNTED => lost.push(format!("{count} {what}")),
            _ => lost.push(format!("more than {COUNTED} {what}")),
        }
    }
    Ok(lost)
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
            Self::Losing { revision, lost, applied } => {
                write!(f, "{revision} was not started, since it would lose:")?;
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

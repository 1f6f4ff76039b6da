//! A revision that a run left half done.

use std::path::Path;

use sea_orm::DatabaseConnection;

use super::{Migrator, MigratorError};
use crate::database::Connection;
use crate::history::{Direction, History};
use crate::revision::Move;
use crate::runner::{self, Options, Outlook, RunError, Task, Terms};

impl Migrator {
    /// Takes a half-done revision up at a statement of its script, counted from 1, as `--resume-at`
    /// does: whoever says so has looked what is there.
    #[must_use]
    pub fn resume_at(self, statement: usize) -> Self {
        Self { resume_at: Some(statement), ..self }
    }

    /// What a run left half done, and what the next one makes of it, as `autogen status` tells.
    ///
    /// # Errors
    ///
    /// Fails when the database cannot be asked, or the script cannot be read.
    pub async fn half_done(
        &self,
        database: &DatabaseConnection,
    ) -> Result<Option<Outlook>, MigratorError> {
        let (mut connection, history) = self.lend(database).await?;
        let found = self.outlook(&mut connection, &history).await;
        connection.give_back().await;
        found
    }

    /// Takes back what a run left half done, as `autogen upgrade --abort` does. Returns how many
    /// statements of the script back have run.
    ///
    /// # Errors
    ///
    /// Refuses before anything runs where nobody can tell what a statement would undo.
    pub async fn abort(&self, database: &DatabaseConnection) -> Result<usize, MigratorError> {
        let (mut connection, history) = self.lend(database).await?;
        let ran = self.take_back(&mut connection, &history).await;
        connection.give_back().await;
        ran
    }

    async fn outlook(
        &self,
        connection: &mut Connection,
        history: &History<'_>,
    ) -> Result<Option<Outlook>, MigratorError> {
        let Some(half) = runner::outlook(connection, history, &[]).await? else { return Ok(None) };
        // Its script may be gone, and then there is nothing to go on with.
        let known = self.folder.get(&half.revision).is_some();
        let task = known.then(|| self.task(connection, &half.revision, half.direction));
        let task: Vec<Task> = task.transpose()?.into_iter().collect();
        Ok(runner::outlook(connection, history, &task).await?)
    }

    async fn take_back(
        &self,
        connection: &mut Connection,
        history: &History<'_>,
    ) -> Result<usize, MigratorError> {
        let half = runner::outlook(connection, history, &[]).await?;
        let half = half.ok_or(RunError::NothingToAbort)?;
        let up = self.task(connection, &half.revision, Direction::Up)?;
        let down = self.task(connection, &half.revision, Direction::Down)?;
        let (there, back) = match half.direction {
            Direction::Up => (&up, &down),
            Direction::Down => (&down, &up),
        };
        let options = Options { resume_at: None, ..self.options() };
        let never = std::future::pending();
        Ok(runner::abort(connection, history, there, back, &options, &mut (), never).await?)
    }

    fn task(
        &self,
        connection: &Connection,
        revision: &str,
        direction: Direction,
    ) -> Result<Task, MigratorError> {
        let step = match direction {
            Direction::Up => Move::Up(revision.to_owned()),
            Direction::Down => Move::Down(revision.to_owned()),
        };
        let (target, free) = (&connection.target, Terms::default());
        let tasks = runner::tasks(&self.folder, &[step], target, &free, Path::to_owned)?;
        let unknown = || runner::TaskError::Unknown(revision.to_owned());
        Ok(tasks.into_iter().next().ok_or_else(unknown)?)
    }
}

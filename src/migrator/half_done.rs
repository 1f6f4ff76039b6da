//! A revision that a run left half done.

use std::path::Path;

use sea_orm::DatabaseConnection;

use super::{Migrator, MigratorError};
use crate::database::Connection;
use crate::history::{Direction, History};
use crate::revision::Move;
use crate::runner::{self, Options, Outlook, RunError, Task, Terms};
use crate::target::Target;

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
        let target = connection.target;
        let task = |step: Move| match self.folder.get(step.revision()) {
            // Its script may be gone, and then there is nothing to go on with.
            None => Ok(None),
            Some(_) => Ok(self.read(&target, &[step])?.pop()),
        };
        runner::outlook(connection, history, task).await
    }

    async fn take_back(
        &self,
        connection: &mut Connection,
        history: &History<'_>,
    ) -> Result<usize, MigratorError> {
        let half = self.outlook(connection, history).await?.ok_or(RunError::NothingToAbort)?;
        let moves = [Move::Up(half.revision.clone()), Move::Down(half.revision)];
        let tasks = self.read(&connection.target, &moves)?;
        let (there, back) = match half.direction {
            Direction::Up => (&tasks[0], &tasks[1]),
            Direction::Down => (&tasks[1], &tasks[0]),
        };
        let options = Options { resume_at: None, ..self.options() };
        let never = std::future::pending();
        Ok(runner::abort(connection, history, there, back, &options, &mut (), never).await?)
    }

    fn read(&self, target: &Target, moves: &[Move]) -> Result<Vec<Task>, MigratorError> {
        Ok(runner::tasks(&self.folder, moves, target, &Terms::default(), Path::to_owned)?)
    }
}

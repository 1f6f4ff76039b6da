use std::path::{Path, PathBuf};

use super::{Source, SourceError, Task};
use crate::checks::{self, Guard, GuardError};
use crate::dialect::{Refusal, dialect};
use crate::history;
use crate::project::{Direction, ProjectError, RequireReview, ReviewError, RevisionFolder};
use crate::revision::script::ScriptError;
use crate::revision::{Move, checksum};
use crate::target::Target;

/// What holds a run back, and what it was given leave to do.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Which revisions somebody must have approved before they are applied.
    pub review: RequireReview,
    /// The command line as it is typed where one is to approve.
    pub command: String,
    /// What holds data may go.
    pub data_loss: bool,
    /// Writers may wait while a table is copied.
    pub blocking: bool,
}

/// The steps of a run, each approved where that is required, with its script read and checked.
/// `shown` makes a script's path what people know it by.
///
/// # Errors
///
/// See [`TaskError`].
pub fn tasks(
    folder: &RevisionFolder,
    moves: &[Move],
    target: &Target,
    terms: &Terms,
    shown: impl Fn(&Path) -> PathBuf,
) -> Result<Vec<Task>, TaskError> {
    folder.hold_reviewed(moves, &terms.review, target.dialect, &terms.command)?;
    let read = |step| {
        let mut task = task(folder, step, target, &shown)?;
        task.guard.accepted |= terms.data_loss;
        task.guard.copies.retain(|_| !terms.blocking);
        Ok(task)
    };
    moves.iter().map(read).collect()
}

fn task(
    folder: &RevisionFolder,
    step: &Move,
    target: &Target,
    shown: impl Fn(&Path) -> PathBuf,
) -> Result<Task, TaskError> {
    let (id, direction, file) = match step {
        Move::Up(id) => (id, history::Direction::Up, Direction::Up),
        Move::Down(id) => (id, history::Direction::Down, Direction::Down),
    };
    let revision = folder.get(id).ok_or_else(|| TaskError::Unknown(id.clone()))?;
    let dialect = dialect(target.dialect);
    let read = |file| folder.script(revision, target.dialect, file);
    let source = read(file)?
        .map(|it| Source::parse(&shown(&it.path), it.text, dialect.lexis()))
        .transpose()?;
    let rebuilds = source.as_ref().is_some_and(Source::rebuilds);
    // A script is written for what stands before it, in the direction in which it runs.
    let before = match direction {
        _ if !rebuilds => None,
        history::Direction::Up => Some(folder.schema_at(&revision.metadata.revises)?),
        history::Direction::Down => Some(folder.schema_at(std::slice::from_ref(id))?),
    };
    let before = before.map(|schema| dialect.canonical(&schema, target)).transpose();
    let before = before.map_err(TaskError::Refused)?;
    let up = match &source {
        Some(source) if direction == history::Direction::Up => Some(source.text.clone()),
        _ => read(Direction::Up)?.map(|it| it.text),
    };
    let guard = match &up {
        Some(up) if direction == history::Direction::Up => {
            let before = || {
                let schema = folder.schema_at(&revision.metadata.revises).ok()?;
                dialect.canonical(&schema, target).ok()
            };
            let made = checks::guard(&revision.metadata, up, target.dialect, dialect, &before);
            made.map_err(|error| TaskError::Guard { revision: id.clone(), error })?
        }
        _ => Guard::default(),
    };
    let checksum = up.map(|text| checksum(dialect.lexis(), &text)).transpose()?;
    let checksum = checksum.unwrap_or_default();
    let around = match direction {
        history::Direction::Up => folder.graph.parents(id),
        history::Direction::Down => folder.graph.children(id),
    };
    let around = around.into_iter().map(str::to_owned).collect();
    Ok(Task { revision: id.clone(), direction, source, checksum, before, guard, around })
}

/// A step that cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    #[error("Can't locate revision identified by '{0}'")]
    Unknown(String),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Script(#[from] ScriptError),
    #[error("{revision}: {error}")]
    Guard { revision: String, error: GuardError },
    #[error(
        "the database cannot hold what the script was written for:{}",
        .0.iter().map(|it| format!("\n  {it}")).collect::<String>()
    )]
    Refused(Vec<Refusal>),
}

//! Runs that were stopped after they had done something.

use std::fmt;

use super::error::write_applied;
use super::{Direction, RunError, Runner};

/// What stopped a run, with what it had done by then.
#[derive(Debug)]
pub struct Midway {
    pub error: RunError,
    pub direction: Direction,
    /// The revisions that this run did before, and that stay.
    pub applied: Vec<String>,
    /// Statements of the revision itself are done too, and stay.
    pub begun: bool,
}

impl Runner<'_> {
    /// The revisions that this run has done.
    pub(super) fn applied(&self) -> Vec<String> {
        self.report.done.iter().map(|it| it.revision.clone()).collect()
    }

    /// The error with what the run has done, where it does not say so by itself.
    pub(super) fn midway(&self, error: RunError) -> RunError {
        let says = match &error {
            RunError::Failed(_)
            | RunError::Interrupted(_)
            | RunError::Blocked(_)
            | RunError::LeaseLost => true,
            RunError::Halted(halt) => !halt.applied().is_empty(),
            _ => false,
        };
        let applied = self.applied();
        if says || applied.is_empty() && !self.begun {
            return error;
        }
        let direction = self.report.done.first().map_or(Direction::Up, |it| it.direction);
        RunError::Midway(Box::new(Midway { error, direction, applied, begun: self.begun }))
    }
}

impl std::error::Error for Midway {}

impl fmt::Display for Midway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { error, direction, applied, begun } = self;
        write!(f, "{error}")?;
        if *begun {
            f.write_str("\nStatements before it are done and stay: see `autogen status`")?;
        }
        write_applied(f, applied, *direction)
    }
}

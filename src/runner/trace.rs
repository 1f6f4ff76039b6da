//! A run as spans of [`tracing`], for the log of an application: one for the run, one for each
//! revision in it, and one for each statement in that. They close when what they stand for is over.

use tracing::{Span, error, info, info_span, warn};

use super::{Event, Events, RunError};

/// The most of a statement that is told.
const MOST: usize = 200;

/// Tells what happens in a run within its span.
#[derive(Debug)]
pub struct Trace {
    run: Span,
    revision: Span,
    statement: Span,
}

impl Trace {
    /// Of a run that leads to this target.
    pub fn new(target: &str) -> Self {
        let run = info_span!("autogen.run", target);
        Self { run, revision: Span::none(), statement: Span::none() }
    }

    /// The span of the run.
    pub fn span(&self) -> Span {
        self.run.clone()
    }

    /// Tells of an applied revision that is no longer what ran.
    pub fn edited(&self, revision: &str) {
        warn!(parent: &self.run, %revision, "was edited after it was applied");
    }

    /// Tells of the end of a run that did not come to its own.
    pub fn failed(&self, error: &RunError) {
        error!(parent: &self.run, %error, "the run failed");
    }
}

impl Events for Trace {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Waiting { waited, holder } => {
                let waited_ms = milliseconds(waited);
                info!(parent: &self.run, waited_ms, holder, "another run has the lock");
            }
            Event::Begins { task, statements } => {
                self.statement = Span::none();
                self.revision = info_span!(
                    parent: &self.run,
                    "autogen.revision",
                    revision = %task.revision,
                    direction = task.direction.word(),
                    statements,
                );
                info!(parent: &self.revision, "begins");
            }
            Event::Loses { task, lost } => {
                let (revision, lost) = (&task.revision, lost.join(", "));
                warn!(parent: &self.run, %revision, %lost, "data is about to go");
            }
            Event::Statement { number, of, piece, .. } => {
                let sql: String = piece.text.chars().take(MOST).collect();
                self.statement = info_span!(
                    parent: &self.revision,
                    "autogen.statement",
                    number,
                    of,
                    line = piece.line,
                    %sql,
                );
            }
            Event::Batch { number, rows, .. } => {
                info!(parent: &self.statement, number, rows, "rows done");
            }
            Event::Blocked { waited, blockers, .. } => {
                let who: Vec<&str> = blockers.iter().map(|it| it.who.as_str()).collect();
                let (waited_ms, who) = (milliseconds(waited), who.join(", "));
                warn!(parent: &self.revision, waited_ms, %who, "others have its tables");
            }
            Event::Ends { elapsed, .. } => {
                self.statement = Span::none();
                let elapsed_ms = milliseconds(elapsed);
                info!(parent: &self.revision, elapsed_ms, "done and recorded");
                self.revision = Span::none();
            }
            Event::Skipped { task } => {
                let revision = &task.revision;
                info!(parent: &self.run, %revision, "another run has done it");
                (self.statement, self.revision) = (Span::none(), Span::none());
            }
        }
    }
}

fn milliseconds(it: std::time::Duration) -> u64 {
    it.as_millis().try_into().unwrap_or(u64::MAX)
}

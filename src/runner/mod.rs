//! Runs revisions on one connection: lock, look, run, record.
//!
//! Nothing here knows a terminal or an environment, so that an application can lend a connection
//! of its pool. What happens is told to [`Events`].

mod abort;
mod alone;
mod batch;
mod error;
mod execute;
mod guard;
mod held;
mod lease;
mod lock;
mod midway;
mod patience;
mod rebuild;
mod resume;
mod script;
mod spot;
mod sql;
mod stamp;
mod task;
mod trace;
mod undoing;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

pub use abort::abort;
pub use error::{Blocker, Failure, HalfDone, Interruption, Left, Remains, RunError, Spot, Stuck};
pub use guard::{Halt, Offense, lost, offenses};
pub use midway::Midway;
pub use resume::{Next, Outlook, outlook};
pub use script::prefix_hashes;
pub use sql::sql;
pub use stamp::stamp;
pub use task::{TaskError, Terms, tasks};
pub use trace::Trace;

use crate::checks::Guard;
use crate::database::Connection;
use crate::dialect::{Lock, Row};
use crate::history::{Direction, History};
use crate::revision::script::{Directive, Lexis, Piece, Script, ScriptError};
use crate::schema::{QualifiedName, Schema};

/// One revision to apply or to undo.
#[derive(Clone, Debug)]
pub struct Task {
    pub revision: String,
    pub direction: Direction,
    /// The script for this direction and database, none when the revision has none.
    pub source: Option<Source>,
    /// The checksum of the up script, to be recorded.
    pub checksum: String,
    /// The canonical schema that the script was written for. Without it, no rebuild is checked.
    pub before: Option<Schema>,
    /// What is looked at before its first statement.
    pub guard: Guard,
    /// The revisions that have to be applied before it or, when it is taken back, must not be.
    pub around: Vec<String>,
}

/// A script as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// As it is shown in messages.
    pub path: PathBuf,
    pub text: String,
    /// The same text, parsed.
    pub script: Script,
}

impl Source {
    /// Reads a script.
    ///
    /// # Errors
    ///
    /// Fails on what [`Script::parse`] does, with the script's path.
    pub fn parse(path: &Path, text: String, lexis: Lexis) -> Result<Self, SourceError> {
        let script = Script::parse(lexis, &text)
            .map_err(|error| SourceError { path: path.to_owned(), error })?;
        Ok(Self { path: path.to_owned(), text, script })
    }

    /// Whether it builds a table anew, so that the table has to be what it was written for.
    pub fn rebuilds(&self) -> bool {
        let rebuild = |it: &Directive| match it {
            Directive::Rebuild(_) => true,
            Directive::Batch => false,
        };
        self.script.statements().flat_map(|it| &it.directives).any(rebuild)
    }
}

/// A script that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}:{error}", path.display())]
pub struct SourceError {
    pub path: PathBuf,
    pub error: ScriptError,
}

#[derive(Clone, Debug)]
pub struct Options {
    /// How long to wait for another run to end.
    pub lock_wait: Duration,
    /// The statement at which to take up a run that was not finished.
    pub resume_at: Option<usize>,
    /// Who runs, as it is recorded.
    pub by: String,
}

impl Options {
    /// How long to wait for others: no longer than servers count in milliseconds.
    fn longest_wait(&self) -> Duration {
        const LONGEST: Duration = Duration::from_secs(24 * 24 * 60 * 60);
        self.lock_wait.min(LONGEST)
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub done: Vec<Done>,
    /// Revisions that another run had dealt with by then.
    pub skipped: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub revision: String,
    pub direction: Direction,
    pub statements: usize,
    pub elapsed: Duration,
}

/// Whoever wants to know what happens while it does.
pub trait Events: Send {
    fn event(&mut self, event: Event<'_>);
}

#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Another run has the lock; `holder` says who it is, where the server tells.
    Waiting { waited: Duration, holder: Option<&'a str> },
    /// A revision is about to run.
    Begins { task: &'a Task, statements: usize },
    /// What a revision is about to take along, which it may.
    Loses { task: &'a Task, lost: &'a [String] },
    /// A statement of it is about to run; `number` is from 1.
    Statement { task: &'a Task, number: usize, of: usize, piece: &'a Piece },
    /// A revision is done and recorded.
    Ends { task: &'a Task, elapsed: Duration },
    /// Others have a table that the next step needs.
    Blocked { task: &'a Task, waited: Duration, blockers: &'a [Blocker] },
    /// A statement in batches has touched so many rows by now.
    Batch { task: &'a Task, number: usize, rows: u64 },
    /// Another run had dealt with the revision by then.
    Skipped { task: &'a Task },
}

impl Events for () {
    fn event(&mut self, _event: Event<'_>) {}
}

/// Runs tasks in order, each with its version row, while no other run of the same version table
/// does.
///
/// What others did before the lock was had is looked at again, and not done twice. On every way
/// out the transaction is closed, the session's settings are as they were and the lock is free.
/// To end early, let `cancel` resolve: a run that is dropped instead leaves its transaction open.
/// After [`Interruption::in_flight`] the connection must be closed, since a statement still runs.
///
/// # Errors
///
/// See [`RunError`]; [`RunError::may_have_changed`] tells whether something was done.
pub async fn run(
    connection: &mut Connection,
    history: &History<'_>,
    tasks: &[Task],
    options: &Options,
    events: &mut dyn Events,
    cancel: impl Future<Output = ()> + Send,
) -> Result<Report, RunError> {
    for task in tasks {
        if task.source.is_none() {
            return Err(RunError::NoScript {
                revision: task.revision.clone(),
                direction: task.direction,
                dialect: connection.target.dialect,
            });
        }
    }
    let history = &history.at_home(connection).await?;
    let cancel = pin!(cancel);
    let mut runner = Runner::enter(connection, history, options, events, cancel).await?;
    let result = match runner.take_lock().await {
        Ok(()) => runner.walk(tasks).await.map_err(|error| runner.midway(error)),
        Err(error) => Err(error),
    };
    runner.leave().await;
    let report = runner.report;
    result.map(|()| report)
}

/// The tasks that are still to be done: what [`run`] would do now. Nothing is written.
///
/// # Errors
///
/// Fails when the version table cannot be read.
pub async fn outstanding<'t>(
    connection: &mut Connection,
    history: &History<'_>,
    tasks: &'t [Task],
) -> Result<Vec<&'t Task>, RunError> {
    let applied = history.applied(connection).await?.into_iter().map(|it| it.revision).collect();
    Ok(tasks.iter().filter(|task| !task.is_done(&applied)).collect())
}

/// A run while it lasts.
struct Runner<'r> {
    connection: &'r mut Connection,
    history: &'r History<'r>,
    options: &'r Options,
    events: &'r mut dyn Events,
    cancel: Pin<&'r mut (dyn Future<Output = ()> + Send)>,
    cancelled: bool,
    /// Ends the statement that runs, where the driver can.
    interrupt: Option<Arc<AtomicBool>>,
    /// A statement was left running, so that the connection takes no other.
    abandoned: bool,
    /// A transaction is open.
    open: bool,
    settings: Row,
    /// How long the next statement waits for its locks, as the session was told.
    patience: Option<String>,
    /// The tables that a statement of this run kept others out of, and when it ended.
    had: Option<(Vec<QualifiedName>, Instant)>,
    lock: Lock,
    /// What the lock's witness said before the version tables were read.
    witness: Option<String>,
    /// What it said when the last transaction began.
    seen: Option<String>,
    lease: Option<lease::Lease>,
    /// A transaction holds schema changes too.
    whole: bool,
    deadline: Instant,
    report: Report,
    /// Statements of the revision that runs are done and stay.
    begun: bool,
}

impl<'r> Runner<'r> {
    /// Notes what the session is like, and prepares it.
    async fn enter(
        connection: &'r mut Connection,
        history: &'r History<'r>,
        options: &'r Options,
        events: &'r mut dyn Events,
        cancel: Pin<&'r mut (dyn Future<Output = ()> + Send)>,
    ) -> Result<Self, RunError> {
        let dialect = history.dialect;
        let settings = connection.rows(&dialect.settings()).await;
        let settings = settings.map_err(|error| history.failed("read", error))?.pop();
        for statement in dialect.enter(&connection.target) {
            // Not every platform has it, and all goes well without.
            let _ = connection.execute(&statement).await;
        }
        Ok(Self {
            interrupt: connection.interruptible().await,
            whole: dialect.transactional_ddl() && !connection.distributed,
            connection,
            history,
            options,
            events,
            cancel,
            cancelled: false,
            abandoned: false,
            open: false,
            settings: settings.unwrap_or_default(),
            patience: None,
            had: None,
            lock: dialect.lock(&history.table.name),
            witness: None,
            seen: None,
            lease: None,
            deadline: Instant::now() + options.longest_wait(),
            report: Report::default(),
            begun: false,
        })
    }
}

impl Task {
    fn is_done(&self, applied: &BTreeSet<String>) -> bool {
        applied.contains(&self.revision) == (self.direction == Direction::Up)
    }
}

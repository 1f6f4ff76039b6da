use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::held::Lost;
use crate::database::DatabaseError;
use crate::history::{Direction, HistoryError};
use crate::schema::QualifiedName;
use crate::target::DialectName;

/// A run that did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("{}", no_script(revision, *direction, *dialect))]
    NoScript { revision: String, direction: Direction, dialect: DialectName },
    #[error(
        "another run has the lock of this database{}; gave up after {} s\nWait for it to end, or let this one wait longer with `lock_wait` in autogen.yaml",
        holder.as_ref().map(|it| format!(": {it}")).unwrap_or_default(),
        waited.as_secs()
    )]
    Locked { waited: Duration, holder: Option<String> },
    #[error(
        "a connection pooler hands each transaction to another session of the server, and the lock of a session holds for nobody there: nothing was run\nSay `lock: lease` in autogen.yaml, or give the address of the server itself"
    )]
    Pooled,
    #[error(transparent)]
    History(#[from] HistoryError),
    #[error(transparent)]
    HalfDone(Box<HalfDone>),
    #[error("there is nothing to resume: no revision was left half done here")]
    NothingToResume,
    #[error("cannot resume {revision} at statement {at}: {reason}")]
    BadResume { revision: String, at: usize, reason: String },
    #[error(
        "{}",
        edited(revision, *direction, path, *line, *statement, *started)
    )]
    EditedPrefix {
        revision: String,
        direction: Direction,
        path: PathBuf,
        /// None when the script does not have the statement any more.
        line: Option<usize>,
        statement: usize,
        /// It was started and not seen to end.
        started: bool,
        /// Of the statements up to it, as they ran.
        hash: String,
    },
    #[error(transparent)]
    Blocked(Box<Blocked>),
    #[error(
        "the lease on this database expired under this run, and another one may have it: nothing more was run\nSee `autogen status`, and run again"
    )]
    LeaseLost,
    #[error("{revision} ({}) cannot be run in batches: {reason}", path.display())]
    BadBatch { revision: String, path: PathBuf, reason: String },
    #[error(
        "{revision} was not started: statement {statement} ({}:{line}) asks for {name}, and the row was written in another transaction: what the runner notes in between has numbers too\nPut both between BEGIN and COMMIT, or ask the table for the number", path.display()
    )]
    LastRow { revision: String, path: PathBuf, line: usize, statement: usize, name: String },
    #[error(
        "the half-done {revision} was being taken back, and that did not come to its end\nGo on with `autogen upgrade --abort`"
    )]
    TakenBack { revision: String },
    #[error(
        "{revision} was not {}: another run has {} {other} meanwhile\nLook at `autogen status`, and run again",
        if *direction == Direction::Up { "applied" } else { "taken back" },
        if *direction == Direction::Up { "taken back" } else { "applied" }
    )]
    Overtaken { revision: String, other: String, direction: Direction },
    #[error("there is nothing to take back: no revision was left half done here")]
    NothingToAbort,
    #[error(
        "the half-done {revision} cannot be taken back by itself: nobody can tell what statement {statement} ({}:{line}) did or would undo\nGo on with it, or undo by hand what was done and tell where the database is with `autogen stamp`",
        path.display()
    )]
    NotAbortable { revision: String, path: PathBuf, line: usize, statement: usize },
    #[error(
        "{revision} builds the table {table} anew, and would lose what the table has beside what the script was written for:{}\nDeclare it in the models, or add it to the script ({}), or drop it by hand",
        extras.iter().map(|it| format!("\n  {it}")).collect::<String>(),
        path.display()
    )]
    Rebuild { revision: String, path: PathBuf, table: QualifiedName, extras: Vec<String> },
    #[error(
        "{revision}: the database cannot be compared with what its script was written for: {reason}"
    )]
    NotReflected { revision: String, reason: String },
    #[error(transparent)]
    Halted(Box<super::Halt>),
    #[error(transparent)]
    Failed(Box<Failure>),
    #[error(transparent)]
    Interrupted(Box<Interruption>),
    #[error(transparent)]
    Midway(Box<super::Midway>),
}

impl RunError {
    /// What stopped the run, without what it had done by then.
    pub fn cause(&self) -> &Self {
        match self {
            Self::Midway(it) => &it.error,
            error => error,
        }
    }

    /// Whether something was done to the database before the run ended: by revisions before, or
    /// by statements that stay. A run that gave up its wait for a table has left everything to the
    /// next one, and counts as one that did nothing.
    pub fn may_have_changed(&self) -> bool {
        match self {
            Self::Failed(it) => {
                it.left != Left::Nothing || it.remains.is_some() || !it.applied.is_empty()
            }
            Self::Interrupted(it) => it.left != Left::Nothing || !it.applied.is_empty(),
            Self::LeaseLost | Self::Midway(_) => true,
            Self::Halted(it) => !it.applied().is_empty(),
            Self::NoScript { .. }
            | Self::Locked { .. }
            | Self::Pooled
            | Self::History(_)
            | Self::HalfDone(_)
            | Self::NothingToResume
            | Self::BadResume { .. }
            | Self::EditedPrefix { .. }
            | Self::Blocked(_)
            | Self::BadBatch { .. }
            | Self::NothingToAbort
            | Self::Overtaken { .. }
            | Self::TakenBack { .. }
            | Self::LastRow { .. }
            | Self::NotAbortable { .. }
            | Self::Rebuild { .. }
            | Self::NotReflected { .. } => false,
        }
    }
}

/// What a revision that did not come to its end has left in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing: the database is as it was before the revision.
    Nothing,
    /// These statements are done and stay, and the next run goes on after them.
    Some { done: Vec<usize> },
    /// The database could not be asked any more.
    Unknown,
}

/// A place in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number of the statement, from 1; none for what the runner adds by itself.
    pub statement: Option<usize>,
    pub of: usize,
    pub path: PathBuf,
    pub line: Option<usize>,
    /// In characters, from 1, where the server tells.
    pub column: Option<usize>,
    /// The statement, cut when it is long.
    pub sql: String,
}

/// A statement that the database refused.
#[derive(Debug)]
pub struct Failure {
    pub revision: String,
    pub direction: Direction,
    pub spot: Spot,
    pub error: DatabaseError,
    pub left: Left,
    /// What it may have left behind itself, where it stood outside of any transaction.
    pub remains: Option<Remains>,
    /// What this run did before, and what stays.
    pub applied: Vec<String>,
}

/// What nobody can tell of a statement that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Whether it has left something behind.
    Something,
    /// How far it came: it runs others, which may stay. The journal has it as started.
    Part,
}

/// A run that was told to end.
#[derive(Debug)]
pub struct Interruption {
    /// The revision that was running.
    pub revision: Option<String>,
    pub direction: Direction,
    pub left: Left,
    /// A statement did not end in time, and its connection has to be closed: the server then rolls
    /// its transaction back.
    pub in_flight: bool,
    pub applied: Vec<String>,
}

/// A step that did not get the tables that it needs.
#[derive(Debug)]
pub struct Blocked {
    pub revision: String,
    pub direction: Direction,
    pub waited: Duration,
    pub blockers: Vec<Blocker>,
    pub left: Left,
    /// What this run did before, and what stays.
    pub applied: Vec<String>,
}

/// Somebody who has a table that a step needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// As the server knows it: `process 123 of app`.
    pub who: String,
    /// How long its transaction is open.
    pub seconds: Option<u64>,
    /// Its last statement.
    pub query: String,
}

/// A revision that an earlier run left half done, and that this one cannot go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfDone {
    pub revision: String,
    pub direction: Direction,
    pub done: Vec<usize>,
    pub failed: Option<(usize, String)>,
    pub why: Stuck,
    /// The script, when the revision is among those to run.
    pub path: Option<PathBuf>,
}

/// Why a half-done revision cannot be taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// It is not among those to run.
    Elsewhere,
    /// Nobody knows whether this statement took effect.
    Unsettled(usize),
    /// A statement needs what went with the session of an earlier run.
    Lost(Lost),
}

impl std::error::Error for Blocked {}
impl std::error::Error for Failure {}
impl std::error::Error for Interruption {}
impl std::error::Error for HalfDone {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, direction, spot, error, left, remains, applied } = self;
        write!(f, "{revision} failed")?;
        if *direction == Direction::Down {
            write!(f, " on the way down")?;
        }
        match spot.statement {
            Some(number) => write!(f, " at statement {number} of {}", spot.of)?,
            None => write!(f, " after its last statement")?,
        }
        write!(f, ": {error}\n  at {}", spot.path.display())?;
        for number in [spot.line, spot.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        for line in spot.sql.lines() {
            write!(f, "\n    {line}")?;
        }
        if let Some(remedy) = error.lacks_right() {
            write!(f, "\n{remedy}")?;
        }
        match (remains, left, spot.statement) {
            (Some(Remains::Part), Left::Some { .. } | Left::Nothing, Some(number)) => {
                if let Left::Some { done } = left {
                    write!(f, "\nIn the database, {}", statements(done))?;
                }
                let command = command(*direction);
                write!(
                    f,
                    "\nStatement {number} runs others, of which some may be done and stay: look, and go on with `{command} --resume-at {}` if they all are, or with `{command} --resume-at {number}` if none is",
                    number + 1
                )?;
            }
            (Some(Remains::Something), Left::Nothing, _) => {}
            _ => write_left(f, left, *direction)?,
        }
        if *remains == Some(Remains::Something) && *left != Left::Unknown {
            write!(
                f,
                "\nThe statement stood outside of any transaction: look whether it left something behind, as an invalid index after CREATE INDEX CONCURRENTLY"
            )?;
        }
        write_applied(f, applied, *direction)
    }
}

impl fmt::Display for Interruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, direction, left, in_flight, applied } = self;
        match revision {
            None => f.write_str("interrupted between revisions")?,
            Some(revision) => write!(f, "interrupted in {revision}")?,
        }
        if *in_flight {
            write!(
                f,
                "\nA statement was still running: what stood in its transaction is rolled back as soon as the server notices; what stood outside of one may still come to its end"
            )?;
        } else if revision.is_some() {
            write_left(f, left, *direction)?;
        }
        write_applied(f, applied, *direction)
    }
}

impl fmt::Display for HalfDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, direction, done, failed, why, path } = self;
        let command = command(*direction);
        let undone = if *direction == Direction::Down { "undone" } else { "done" };
        write!(f, "{revision} is half {undone}: {}", statements(done))?;
        if let Some((number, error)) = failed {
            write!(f, ", statement {number} failed: {error}")?;
        }
        if let Some(path) = path {
            write!(f, "\n  {}", path.display())?;
        }
        match why {
            Stuck::Unsettled(number) => write!(
                f,
                "\nStatement {number} was started and nobody knows whether it took effect: look, and go on with `{command} --resume-at {}` if it did, or with `{command} --resume-at {number}` if it did not",
                number + 1
            ),
            Stuck::Lost(lost) => write!(
                f,
                "\n{lost}\nChange it to do without, or do by hand what is left and go on with `{command} --resume-at` and the number of the statement behind"
            ),
            Stuck::Elsewhere => write!(
                f,
                "\nFinish it first with `{command}`, or take it back with `autogen upgrade --abort`"
            ),
        }
    }
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, direction, waited, blockers, left, applied } = self;
        write!(
            f,
            "{revision} did not get the tables that it needs in {} s, and gave up",
            waited.as_secs()
        )?;
        for Blocker { who, seconds, query } in blockers {
            write!(f, "\n  {who}")?;
            if let Some(seconds) = seconds {
                write!(f, ", in a transaction for {seconds} s")?;
            }
            if !query.is_empty() {
                write!(f, ": {query}")?;
            }
        }
        let command = command(*direction);
        match left {
            Left::Nothing => write!(f, "\nNothing of this revision is in the database")?,
            Left::Some { done } => write!(f, "\nIn the database, {}", statements(done))?,
            Left::Unknown => {}
        }
        write_applied(f, applied, *direction)?;
        write!(
            f,
            "\nEnd these transactions and run `{command}` again, or let it wait longer with `lock_wait` in autogen.yaml"
        )
    }
}

fn write_left(f: &mut fmt::Formatter<'_>, left: &Left, direction: Direction) -> fmt::Result {
    let command = command(direction);
    match left {
        Left::Nothing => write!(f, "\nNothing of this revision stays in the database"),
        Left::Some { done } => write!(
            f,
            "\nIn the database, {}\nCorrect the script after them and go on with `{command}`, or take them back with `autogen upgrade --abort`",
            statements(done),
        ),
        Left::Unknown => write!(
            f,
            "\nThe connection is gone, and the state of the database unknown: an open transaction is rolled back by the server; see `autogen status`"
        ),
    }
}

pub(super) fn write_applied(
    f: &mut fmt::Formatter<'_>,
    applied: &[String],
    direction: Direction,
) -> fmt::Result {
    let verb = if direction == Direction::Down { "undone" } else { "applied" };
    match applied {
        [] => Ok(()),
        applied => write!(f, "\nBefore it, this run has {verb} {}", applied.join(", ")),
    }
}

fn command(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "autogen upgrade",
        Direction::Down => "autogen downgrade",
    }
}

fn edited(
    revision: &str,
    direction: Direction,
    path: &std::path::Path,
    line: Option<usize>,
    statement: usize,
    started: bool,
) -> String {
    let command = command(direction);
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    let what = if started { "was started, and edited since" } else { "was edited since it ran" };
    format!(
        "statement {statement} of {revision} ({}{line}) {what}, or one before it\nPut them back as they were and go on with `{command}`; or undo by hand what was done, and run with `--resume-at 1`",
        path.display()
    )
}

/// `statements 1 to 3 are done and stay`
fn statements(done: &[usize]) -> String {
    match done {
        [] => "no statement is done".to_owned(),
        [only] => format!("statement {only} is done and stays"),
        [first, .., last] if last - first + 1 == done.len() => {
            format!("statements {first} to {last} are done and stay")
        }
        many => {
            let numbers: Vec<String> = many.iter().map(usize::to_string).collect();
            format!("statements {} are done and stay", numbers.join(", "))
        }
    }
}

fn no_script(revision: &str, direction: Direction, dialect: DialectName) -> String {
    match direction {
        Direction::Up => format!(
            "{revision} has no up script for {dialect}\nRun `autogen render --dialect {dialect}`, which writes the missing scripts"
        ),
        Direction::Down => format!(
            "{revision} cannot be undone: it has no down script for {dialect}\nWrite one, or undo it by hand and `autogen stamp` the revision before it; nothing was run"
        ),
    }
}

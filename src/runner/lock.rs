use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::execute::Halt;
use super::{Event, Interruption, Left, RunError, Runner, Spot};
use crate::database::DatabaseError;
use crate::dialect::Lock;
use crate::history::{Direction, HistoryError};

/// How often one asks for a lock that another has, at first and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(500));

/// Who is asked in turn whether two connections are one session: the run's own or the other. Each
/// is asked twice in a row too, which shows sessions that are handed out in rotation, and often
/// enough that what is handed out by chance comes out differently.
const LOOKS: [Asked; 8] = {
    use Asked::{Other, Own};
    [Own, Other, Own, Own, Other, Other, Own, Other]
};

#[derive(Clone, Copy)]
enum Asked {
    Own,
    Other,
}

/// How long a statement may go on after the run was told to end.
const GRACE: Duration = Duration::from_secs(1);

/// The value of a read of the history, as soon as others let it be read.
macro_rules! patiently {
    ($runner:ident, $read:expr) => {{
        let mut wait = $crate::runner::lock::Wait::new($runner.deadline);
        loop {
            match $read.await {
                Ok(found) => break found,
                Err(error) => $runner.busy(&mut wait, error).await?,
            }
        }
    }};
}

pub(super) use patiently;

/// Why a statement did not come to its end.
pub enum Stop {
    Refused(DatabaseError),
    Interrupted,
}

impl Runner<'_> {
    pub async fn take_lock(&mut self) -> Result<(), RunError> {
        if self.history.leased || self.connection.distributed || self.is_cluster().await? {
            return self.take_lease().await;
        }
        let Lock::Session { take, holder, .. } = self.lock.clone() else { return Ok(()) };
        if self.is_pooled().await? {
            return Err(RunError::Pooled);
        }
        let mut wait = Wait::new(self.deadline);
        loop {
            let taken = self.connection.value(&take).await;
            let taken = taken.map_err(|error| self.history.failed("locked", error))?;
            if taken.as_deref() == Some("1") {
                return Ok(());
            }
            self.wait(&mut wait, Some(&holder)).await?;
        }
    }

    /// Whether runs at other servers have the same database, and none of this one's locks.
    async fn is_cluster(&mut self) -> Result<bool, RunError> {
        let Some(query) = self.history.dialect.cluster() else { return Ok(false) };
        let answer = self.connection.value(query).await;
        Ok(answer.map_err(|error| self.history.failed("locked", error))?.is_some())
    }

    /// Whether something between here and the server gives each transaction whatever session is
    /// free, as pgbouncer does with `pool_mode = transaction`: two connections then are one session,
    /// or one connection is two. Its lock would hold for nobody, and stay when all are gone.
    async fn is_pooled(&mut self) -> Result<bool, RunError> {
        let Some(query) = self.history.dialect.backend() else { return Ok(false) };
        let Some(Ok(mut second)) = self.connection.again().await else { return Ok(false) };
        let (mut own, mut other) = (BTreeSet::new(), BTreeSet::new());
        for asked in LOOKS {
            match asked {
                Asked::Own => {
                    let session = self.connection.value(query).await;
                    own.insert(session.map_err(|error| self.history.failed("locked", error))?);
                }
                Asked::Other => match second.value(query).await {
                    Ok(session) => _ = other.insert(session),
                    // Without an answer there is nothing to tell by.
                    Err(_) => break,
                },
            }
        }
        second.close().await;
        Ok(own.len() > 1 || other.len() > 1 || !own.is_disjoint(&other))
    }

    /// Puts everything back that outlives the run, whatever became of it.
    pub async fn leave(&mut self) {
        if self.abandoned {
            return;
        }
        if self.interrupt.take().is_some() {
            self.connection.uninterruptible().await;
        }
        self.rollback().await;
        self.put_back().await;
        if self.lease.is_some() {
            self.give_lease_back().await;
        } else if let Lock::Session { release, .. } = &self.lock {
            // A lock that cannot be released goes with the connection.
            let _ = self.connection.rows(release).await;
        }
    }

    /// Puts the session's settings back to what a run begins with.
    pub async fn restore(&mut self) {
        self.put_back().await;
        for statement in self.history.dialect.enter(&self.connection.target) {
            let _ = self.connection.execute(&statement).await;
        }
    }

    /// Puts the session's settings back to what the run has found.
    async fn put_back(&mut self) {
        self.patience = None;
        for statement in self.history.dialect.restore(&self.settings) {
            // What a script took from under a setting (a role that it dropped) stays gone.
            let _ = self.connection.rows(&statement).await;
        }
        // What the transaction uses is not to be put back within it.
        let leftovers = self.history.dialect.leftovers(&self.settings).filter(|_| !self.open);
        if let Some(query) = leftovers {
            let statements = self.connection.rows(&query).await.unwrap_or_default();
            for statement in statements.into_iter().flatten().flatten() {
                let _ = self.connection.execute(&statement).await;
            }
        }
    }

    /// Begins a transaction; where that is the lock, as soon as others let it.
    pub async fn begin(&mut self, statement: Option<&str>) -> Result<(), Begin> {
        let begin = self.history.dialect.begin();
        let Lock::Transaction { hurry, witness } = self.lock.clone() else {
            // It may begin and then fail, when more is said along with it.
            self.open = true;
            return Ok(self.send(statement.unwrap_or(begin)).await?);
        };
        // The first setting is the patience that is lowered here, and the others are as they
        // should be: a script's own settings stay.
        let patience = self.history.dialect.restore(&self.settings).into_iter().next();
        let begin = [hurry, begin.to_owned()].into_iter().chain(patience);
        let begin: Vec<String> = begin.chain([witness.to_owned()]).collect();
        let begin = begin.join(";\n");
        let mut wait = Wait::new(Instant::now() + self.options.longest_wait());
        loop {
            self.heed().await?;
            self.open = true;
            match self.connection.rows(&begin).await {
                Ok(rows) => {
                    self.seen = rows.into_iter().next_back().into_iter().flatten().next().flatten();
                    return Ok(());
                }
                Err(error) if self.is_busy(&error) => {
                    self.open = false;
                    self.wait(&mut wait, None).await.map_err(Begin::Run)?;
                }
                Err(error) => return Err(Begin::Stop(Stop::Refused(error))),
            }
        }
    }

    /// Begins a transaction over the version tables alone.
    pub async fn begin_own(&mut self, action: &'static str) -> Result<(), RunError> {
        self.begin(None).await.map_err(|begin| match begin {
            Begin::Run(error) => error,
            Begin::Stop(stop) => self.stopped(action, stop),
        })
    }

    /// The error of a statement on the version tables, with nothing of a revision begun.
    pub fn stopped(&self, action: &'static str, stop: Stop) -> RunError {
        match stop {
            Stop::Refused(error) => RunError::History(self.history.failed(action, error)),
            Stop::Interrupted => RunError::Interrupted(Box::new(Interruption {
                revision: None,
                direction: Direction::Up,
                left: Left::Nothing,
                in_flight: self.abandoned,
                applied: self.applied(),
            })),
        }
    }

    /// The same for a transaction over the version tables alone.
    pub fn halted(&self, action: &'static str, halt: Halt) -> RunError {
        match halt {
            Halt::At(_, stop) => self.stopped(action, stop),
            Halt::Run(error) => error,
        }
    }

    /// Ends a transaction with these statements. They go to the server together: every turn there
    /// and back is felt in hundreds of small revisions. Where the transaction is the lock, readers
    /// may stand in the way of its end for a while.
    pub async fn commit(&mut self, statements: Vec<String>) -> Result<(), Halt> {
        self.renew().await?;
        let alone = matches!(self.lock, Lock::Transaction { .. });
        let mut sql: Vec<&str> = statements.iter().map(String::as_str).chain(["COMMIT"]).collect();
        while let Err((done, stop)) = self.send_each(&sql).await {
            let last = done + 1 == sql.len();
            match stop {
                Stop::Refused(error)
                    if alone && last && self.is_busy(&error) && Instant::now() < self.deadline =>
                {
                    sql = vec!["COMMIT"];
                }
                stop => {
                    let failed = sql.get(done).copied().unwrap_or("COMMIT");
                    return Err(Halt::At(Spot::unplaced(failed), stop));
                }
            }
        }
        self.open = false;
        Ok(())
    }

    pub async fn rollback(&mut self) {
        if std::mem::take(&mut self.open) && !self.abandoned {
            // Some errors have rolled back already, and then there is nothing to.
            let _ = self.connection.execute("ROLLBACK").await;
        }
    }

    /// Sends a statement, and lets it go when the run is told to end and it does not.
    pub async fn send(&mut self, sql: &str) -> Result<(), Stop> {
        self.send_counted(sql).await.map(|_| ())
    }

    /// The same, with the number of rows that it touched.
    pub async fn send_counted(&mut self, sql: &str) -> Result<u64, Stop> {
        self.send_each(&[sql]).await.map_err(|(_, stop)| stop)
    }

    /// Whether the run has been told to end: then nothing is begun.
    async fn heed(&mut self) -> Result<(), Stop> {
        tokio::select! {
            biased;
            () = &mut self.cancel, if !self.cancelled => self.cancelled = true,
            () = std::future::ready(()) => {}
        }
        if self.cancelled { Err(Stop::Interrupted) } else { Ok(()) }
    }

    /// Sends statements in one message; a failure comes with the number of those done before it.
    pub async fn send_each(&mut self, statements: &[&str]) -> Result<u64, (usize, Stop)> {
        self.heed().await.map_err(|stop| (0, stop))?;
        let mut work = std::pin::pin!(self.connection.execute_each(statements));
        let result = tokio::select! {
            biased;
            result = &mut work => result,
            () = &mut self.cancel => {
                self.cancelled = true;
                if let Some(interrupt) = &self.interrupt {
                    interrupt.store(true, Ordering::Relaxed);
                }
                let result = tokio::time::timeout(GRACE, work).await;
                if let Some(interrupt) = &self.interrupt {
                    interrupt.store(false, Ordering::Relaxed);
                }
                match result {
                    Ok(Err((done, _))) if self.interrupt.is_some() => {
                        return Err((done, Stop::Interrupted));
                    }
                    Ok(result) => result,
                    Err(_) => {
                        self.abandoned = true;
                        return Err((0, Stop::Interrupted));
                    }
                }
            }
        };
        result.map_err(|(done, error)| (done, Stop::Refused(error)))
    }

    /// Waits after a read that met another's transaction, and passes on any other error.
    pub async fn busy(&mut self, wait: &mut Wait, error: HistoryError) -> Result<(), RunError> {
        match &error {
            HistoryError::Database { error: inner, .. }
                if matches!(self.lock, Lock::Transaction { .. }) && self.is_busy(inner) =>
            {
                self.wait(wait, None).await
            }
            _ => Err(error.into()),
        }
    }

    pub fn is_busy(&self, error: &DatabaseError) -> bool {
        error.code.as_deref().is_some_and(|code| self.history.dialect.is_busy(code))
    }

    pub async fn wait(&mut self, wait: &mut Wait, holder: Option<&str>) -> Result<(), RunError> {
        let now = Instant::now();
        // The signal that came is told once.
        if self.cancelled {
            return Err(self.stopped("locked", Stop::Interrupted));
        }
        let waited = now - wait.since;
        let given_up = now >= wait.deadline;
        if given_up || wait.told.is_none_or(|told| now - told > Duration::from_secs(5)) {
            let holder = match holder {
                Some(query) => self.connection.value(query).await.ok().flatten(),
                None => None,
            };
            if given_up {
                return Err(RunError::Locked { waited, holder });
            }
            wait.told = Some(now);
            self.events.event(Event::Waiting { waited, holder: holder.as_deref() });
        }
        tokio::select! {
            () = tokio::time::sleep(wait.pause.min(wait.deadline - now)) => {}
            () = &mut self.cancel => {
                self.cancelled = true;
                return Err(self.stopped("locked", Stop::Interrupted));
            }
        }
        wait.pause = (wait.pause * 2).min(PAUSE.1);
        Ok(())
    }
}

/// A wait for others to end.
pub struct Wait {
    since: Instant,
    deadline: Instant,
    told: Option<Instant>,
    pause: Duration,
}

impl Wait {
    pub fn new(deadline: Instant) -> Self {
        Self { since: Instant::now(), deadline, told: None, pause: PAUSE.0 }
    }
}

/// Why a transaction did not begin.
pub enum Begin {
    Stop(Stop),
    Run(RunError),
}

impl From<Stop> for Begin {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

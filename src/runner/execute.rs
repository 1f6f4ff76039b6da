//! Running revisions: step by step, each known to be done or not.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::alone::Ran;
use super::guard::Standing;
use super::held::Again;
use super::lock::{Begin, Stop, patiently};
use super::patience::Need;
use super::resume::resumable;
use super::script::{Numbered, Way, changes_session, has_timeouts};
use super::*;
use crate::database::DatabaseError;
use crate::history::{Entry, Record, State};

/// Why a step came to no end.
pub enum Halt {
    /// A statement did not.
    At(Spot, Stop),
    Run(RunError),
}

impl From<RunError> for Halt {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

/// What a look at the version tables, first thing in a transaction, has shown.
enum Look {
    Go,
    /// Another run has done this step.
    StepDone,
    /// Another run has dealt with the revision.
    TaskDone,
}

/// A revision while it runs.
pub struct Work<'t> {
    pub task: &'t Task,
    pub source: &'t Source,
    pub steps: Vec<Numbered<'t>>,
    pub of: usize,
    pub hashes: Vec<String>,
    pub lexis: Lexis,
    /// The statements that earlier runs have done.
    pub done: BTreeSet<usize>,
    /// The statements that act on the session alone.
    pub of_session: BTreeSet<usize>,
    /// What becomes of those that acted on the session of such a run.
    pub again: Again,
    pub began: Instant,
}

/// Makes sure that a plan which was made before the lock was taken still stands: nothing is taken
/// back from under a later revision, nor applied without an earlier one.
fn hold(tasks: &[Task], applied: &BTreeSet<String>) -> Result<(), RunError> {
    let mut there = applied.clone();
    for task in tasks.iter().filter(|it| !it.is_done(applied)) {
        let (direction, revision) = (task.direction, task.revision.clone());
        let up = direction == Direction::Up;
        if let Some(other) = task.around.iter().find(|it| there.contains(*it) != up) {
            return Err(RunError::Overtaken { revision, other: other.clone(), direction });
        }
        match up {
            true => there.insert(revision),
            false => there.remove(&revision),
        };
    }
    Ok(())
}

impl Runner<'_> {
    pub(super) async fn walk(&mut self, tasks: &[Task]) -> Result<(), RunError> {
        let history = self.history;
        if let Lock::Transaction { witness, .. } = self.lock {
            self.witness = self.connection.value(witness).await.ok().flatten();
        }
        let applied = patiently!(self, history.applied(self.connection));
        let applied: BTreeSet<String> = applied.into_iter().map(|it| it.revision).collect();
        let pending = patiently!(self, history.pending(self.connection));
        let half = self.half_done(tasks, &pending)?;
        if tasks.iter().all(|task| task.is_done(&applied)) {
            self.report.skipped.extend(tasks.iter().map(|task| task.revision.clone()));
            return Ok(());
        }
        hold(tasks, &applied)?;
        self.create_tables().await?;
        for task in tasks {
            self.begun = false;
            let Some(source) = &task.source else { continue };
            let mut work = Work::new(task, source, history.dialect, &self.lock, self.whole);
            let mut standing = Some(Standing::New);
            if half == Some(task.revision.as_str()) {
                let own = pending.iter().filter(|it| it.revision == task.revision);
                let own: Vec<&Entry> = own.collect();
                match self.options.resume_at {
                    Some(start) => {
                        resumable(&mut work, &pending, start)?;
                        self.rewrite(&work, &pending).await?;
                        standing = Some(match work.done.is_empty() {
                            true => Standing::Anew,
                            false => Standing::Corrected,
                        });
                    }
                    None => {
                        self.take_up(&mut work, &own).await?;
                        // What is left may be other statements than those of which was asked.
                        standing = Some(Standing::Corrected);
                    }
                }
            }
            if let Some(standing) = standing.filter(|_| !task.is_done(&applied)) {
                work.asks_for_own_rows(history.dialect)?;
                self.guard(task, standing).await?;
            }
            if self.patience.is_some() && has_timeouts(&source.script) {
                // It starts from the session's own bounds.
                self.restore().await;
            }
            let over = task.is_done(&applied);
            let ours = !over && self.task(&work).await?;
            if !over && changes_session(&source.script) {
                self.restore().await;
            }
            if !ours {
                self.report.skipped.push(task.revision.clone());
                self.events.event(Event::Skipped { task });
                continue;
            }
            let elapsed = work.began.elapsed();
            self.report.done.push(Done {
                revision: task.revision.clone(),
                direction: task.direction,
                statements: work.of,
                elapsed,
            });
            self.events.event(Event::Ends { task, elapsed });
        }
        Ok(())
    }

    pub(super) async fn create_tables(&mut self) -> Result<(), RunError> {
        let history = self.history;
        if !matches!(self.lock, Lock::Transaction { .. }) {
            return Ok(history.create(self.connection).await?);
        }
        if patiently!(self, history.is_created(self.connection)) {
            return Ok(());
        }
        self.begin_own("created").await?;
        history.create(self.connection).await?;
        self.commit(Vec::new()).await.map_err(|halt| self.halted("created", halt))
    }

    /// Runs one revision; tells whether it was this run that did.
    async fn task(&mut self, work: &Work<'_>) -> Result<bool, RunError> {
        let Work { task, steps, of, done, .. } = work;
        self.events.event(Event::Begins { task, statements: *of });
        // What follows the last transaction must not be lost when it fails.
        let joined = steps.iter().rposition(|it| it.way != Way::Session);
        let joined = joined.filter(|at| self.whole && steps[*at].way == Way::Transaction);
        let mut recorded = false;
        // That the last statement is done, which nothing says yet.
        let mut unsaid = None;
        let mut checked = !done.is_empty();
        for (index, step) in steps.iter().enumerate() {
            let first = &step.pieces[0];
            if work.is_over(step) {
                for (number, piece) in work.repeated(step) {
                    let sent = self.send(&piece.text).await;
                    self.checked(work, Spot::of(work, number, piece), sent).await?;
                }
                continue;
            }
            match step.way {
                Way::Session => {
                    let sent = self.send(&first.text).await;
                    self.checked(work, Spot::of(work, step.first, first), sent).await?;
                }
                Way::Batch => {
                    if !self.batch(work, step.first, first).await? {
                        return Ok(false);
                    }
                }
                Way::Alone => {
                    let last = index + 1 == steps.len();
                    match self.alone(work, step.first, first, last).await? {
                        Ran::Elsewhere if self.is_over(task).await? => return Ok(false),
                        Ran::Elsewhere => {}
                        Ran::Said => recorded |= last,
                        Ran::Unsaid(done)
                            if last && !matches!(self.lock, Lock::Transaction { .. }) =>
                        {
                            unsaid = Some(done);
                        }
                        Ran::Unsaid(done) => self.note(work, &done).await?,
                    }
                }
                Way::Transaction => {
                    let check = !std::mem::replace(&mut checked, true);
                    let last = joined == Some(index);
                    match self.together(work, step, check, last).await? {
                        Look::Go => recorded |= last,
                        Look::StepDone => {}
                        Look::TaskDone => return Ok(false),
                    }
                }
            }
        }
        if recorded {
            return Ok(true);
        }
        let mut records = self.records(work, Vec::new(), None).await;
        if let Lock::Transaction { .. } = self.lock {
            self.open(work, None).await?;
            let over = match steps.last() {
                Some(step) => matches!(self.look(work, step).await?, Look::TaskDone),
                None => self.is_over(task).await?,
            };
            if over {
                self.rollback().await;
                return Ok(false);
            }
        } else {
            records.splice(0..0, unsaid.iter().cloned());
            records.insert(0, self.history.dialect.begin().to_owned());
            self.open = true;
        }
        let ended = self.end(work, records).await;
        if let (Err(_), Some(done)) = (&ended, &unsaid) {
            self.rollback().await;
            if !self.abandoned {
                self.note(work, done).await?;
            }
        }
        self.unhalted(work, ended).await?;
        Ok(true)
    }

    /// What other runs have done meanwhile, where they could.
    async fn look(&mut self, work: &Work<'_>, step: &Numbered<'_>) -> Result<Look, RunError> {
        let session = !matches!(self.lock, Lock::Transaction { .. });
        if session || self.seen.is_some() && self.seen == self.witness {
            return Ok(Look::Go);
        }
        let history = self.history;
        if self.is_over(work.task).await? {
            return Ok(Look::TaskDone);
        }
        let revision = &work.task.revision;
        let pending = patiently!(self, history.pending(self.connection));
        let own: Vec<&Entry> = pending.iter().filter(|it| it.revision == *revision).collect();
        let done = done(&own);
        let there = (step.first..=step.last).any(|number| done.contains(&number));
        Ok(if there { Look::StepDone } else { Look::Go })
    }

    /// Whether another run has dealt with a revision meanwhile.
    async fn is_over(&mut self, task: &Task) -> Result<bool, RunError> {
        let history = self.history;
        let there = patiently!(self, history.is_applied(self.connection, &task.revision));
        Ok(there == (task.direction == Direction::Up))
    }

    pub(super) async fn open(
        &mut self,
        work: &Work<'_>,
        begin: Option<&str>,
    ) -> Result<(), RunError> {
        match self.begin(begin).await {
            Ok(()) => Ok(()),
            Err(Begin::Run(error)) => Err(error),
            Err(Begin::Stop(stop)) => {
                let text = begin.unwrap_or(self.history.dialect.begin());
                self.checked(work, Spot::own(work, text), Err(stop)).await
            }
        }
    }

    /// Runs a step as one transaction, with its journal, and when it is the last one with the
    /// version row; again and again, until the tables that it needs are to be had.
    async fn together(
        &mut self,
        work: &Work<'_>,
        step: &Numbered<'_>,
        check: bool,
        last: bool,
    ) -> Result<Look, RunError> {
        let mut need = Need::of(self, work, step.pieces);
        loop {
            let renewed = self.renew().await;
            self.unhalted(work, renewed).await?;
            self.vacancy(work, &mut need).await?;
            let begin = step.begin.map(|it| it.text.as_str());
            let began = Instant::now();
            self.open_with(work, begin, need.patience()).await?;
            match self.attempt(work, step, &need, check, last).await {
                Ok(Look::Go) => return Ok(Look::Go),
                Ok(look) => {
                    self.rollback().await;
                    return Ok(look);
                }
                Err(Halt::At(_, Stop::Refused(error))) if !need.own && self.is_busy(&error) => {
                    self.rollback().await;
                    self.pass_by(work, &mut need, began.elapsed()).await?;
                }
                Err(halt) => {
                    self.unhalted(work, Err(halt)).await?;
                    return Ok(Look::TaskDone);
                }
            }
        }
    }

    async fn attempt(
        &mut self,
        work: &Work<'_>,
        step: &Numbered<'_>,
        need: &Need,
        check: bool,
        last: bool,
    ) -> Result<Look, Halt> {
        let Work { task, source, of, .. } = work;
        if let Some(patience) = need.patience() {
            let told = self.be_patient(Some(patience)).await;
            told.map_err(|stop| Halt::At(Spot::own(work, "SET lock_timeout"), stop))?;
        }
        match self.look(work, step).await? {
            Look::Go => {}
            look => return Ok(look),
        }
        if check && let Some(before) = &task.before {
            rebuild::check(self.connection, self.history.dialect, source, task, before).await?;
        }
        for (number, piece) in step.numbered().filter(|it| !work.again.over.contains(&it.0)) {
            self.events.event(Event::Statement { task, number, of: *of, piece });
            let sent = self.send(&piece.text).await;
            sent.map_err(|stop| Halt::At(Spot::of(work, number, piece), stop))?;
        }
        let of_session = |number: &usize| !self.whole && work.of_session.contains(number);
        let numbers = (step.first..=step.last).filter(|it| !of_session(it));
        let entries: Vec<Entry> = numbers.map(|it| work.entry(it, State::Done)).collect();
        let ending = match last {
            true => self.records(work, entries, None).await,
            false if entries.is_empty() => Vec::new(),
            false => vec![self.history.log_all(&entries)],
        };
        self.end(work, ending).await?;
        self.begun = true;
        Ok(Look::Go)
    }

    /// The statements that write the version row, or take it away, and the journal's rows with it.
    /// What the revision took so far is not all, where `more` counts milliseconds too.
    pub(super) async fn records(
        &mut self,
        work: &Work<'_>,
        mut entries: Vec<Entry>,
        more: Option<&str>,
    ) -> Vec<String> {
        // The script is at its end, and may have changed the role.
        if changes_session(&work.source.script) {
            self.restore().await;
        }
        let task = work.task;
        let statement = match task.direction {
            Direction::Up => self.history.record(&Record {
                revision: &task.revision,
                checksum: &task.checksum,
                duration_ms: Some(milliseconds(work.began.elapsed())),
                more,
                by: &self.options.by,
            }),
            Direction::Down => self.history.unrecord(&task.revision),
        };
        entries.push(History::recorded(&task.revision, task.direction));
        vec![statement, self.history.log_all(&entries)]
    }

    /// Ends a transaction with the statements that say what it did.
    pub(super) async fn end(
        &mut self,
        work: &Work<'_>,
        statements: Vec<String>,
    ) -> Result<(), Halt> {
        let path = || work.source.path.clone();
        match self.commit(statements).await {
            Err(Halt::At(spot, stop)) => {
                Err(Halt::At(Spot { path: path(), of: work.of, ..spot }, stop))
            }
            ended => ended,
        }
    }

    /// Sends a statement that says what was done. What stays in the database is written down even
    /// when the run has been told to end meanwhile.
    pub(super) async fn note(&mut self, work: &Work<'_>, sql: &str) -> Result<(), RunError> {
        if self.open {
            return self.own(work, sql).await;
        }
        loop {
            match self.connection.execute(sql).await {
                Err(error) if self.is_busy(&error) && Instant::now() < self.deadline => {}
                sent => {
                    let sent = sent.map(|_| ()).map_err(Stop::Refused);
                    return self.checked(work, Spot::own(work, sql), sent).await;
                }
            }
        }
    }

    /// Sends a statement of the runner's own.
    pub(super) async fn own(&mut self, work: &Work<'_>, sql: &str) -> Result<(), RunError> {
        let sent = self.send(sql).await;
        self.checked(work, Spot::own(work, sql), sent).await
    }

    pub(super) async fn unhalted(
        &mut self,
        work: &Work<'_>,
        result: Result<(), Halt>,
    ) -> Result<(), RunError> {
        match result {
            Ok(()) => Ok(()),
            Err(Halt::At(spot, stop)) => self.checked(work, spot, Err(stop)).await,
            Err(Halt::Run(error)) => {
                self.rollback().await;
                Err(error)
            }
        }
    }

    /// Turns what stopped a statement into an error that says what stays.
    pub(super) async fn checked(
        &mut self,
        work: &Work<'_>,
        mut spot: Spot,
        result: Result<(), Stop>,
    ) -> Result<(), RunError> {
        let Err(stop) = result else { return Ok(()) };
        let (revision, direction) = (work.task.revision.clone(), work.task.direction);
        let in_transaction = self.open;
        self.rollback().await;
        let applied = self.applied();
        let error = match stop {
            Stop::Refused(error) => error,
            Stop::Interrupted => {
                let left = if self.abandoned { Left::Unknown } else { self.left(work).await };
                return Err(RunError::Interrupted(Box::new(Interruption {
                    revision: Some(revision),
                    direction,
                    left,
                    in_flight: self.abandoned,
                    applied,
                })));
            }
        };
        let mut remains = None;
        if error.disconnected {
            self.abandoned = true;
        } else if let Some(number) = spot.statement {
            // What is left stands where the script's own search path leads.
            if let Some(piece) = work.piece(number).filter(|_| !in_transaction) {
                remains = self.remains(&piece.text, &error).await;
            }
            if !self.abandoned {
                self.restore().await;
                // Of what may have done a part, the journal goes on to say that it was started.
                if remains != Some(Remains::Part) {
                    self.log_failure(work, number, &error).await;
                }
            }
        }
        spot.point(work, &error, self.history.dialect.line_in(&error.message));
        let left = if self.abandoned { Left::Unknown } else { self.left(work).await };
        let failure = Failure { revision, direction, spot, error, left, remains, applied };
        Err(RunError::Failed(Box::new(failure)))
    }

    async fn log_failure(&mut self, work: &Work<'_>, number: usize, error: &DatabaseError) {
        let mut entry = work.entry(number, State::Failed);
        entry.error = Some(error.message.chars().take(4000).collect());
        // Its row has gone with the transaction, or never was.
        let ended = self.connection.execute(&self.history.log_end(&entry)).await;
        if !matches!(ended, Ok(1..)) {
            // What cannot be logged is told all the same.
            let _ = self.connection.execute(&self.history.log(&entry)).await;
        }
    }

    /// What the journal has of a revision after its transaction was rolled back.
    pub(super) async fn left(&mut self, work: &Work<'_>) -> Left {
        let Ok(pending) = self.history.pending(self.connection).await else {
            return Left::Unknown;
        };
        let own: Vec<&Entry> =
            pending.iter().filter(|it| it.revision == work.task.revision).collect();
        let done = done(&own);
        // Of batches, those stay that were done before one failed.
        match done.is_empty() && own.iter().all(|it| it.position.is_none()) {
            true => Left::Nothing,
            false => Left::Some { done: done.into_iter().collect() },
        }
    }
}

impl<'t> Work<'t> {
    /// A statement by its number.
    pub fn piece(&self, number: usize) -> Option<&'t Piece> {
        self.source.script.statements().nth(number.checked_sub(1)?)
    }

    pub fn entry(&self, number: usize, state: State) -> Entry {
        Entry {
            revision: self.task.revision.clone(),
            direction: self.task.direction,
            statement: number,
            state,
            prefix_hash: self.hashes.get(number - 1).cloned().unwrap_or_default(),
            error: None,
            position: None,
        }
    }
}

/// The statements that are done.
pub fn done(entries: &[&Entry]) -> BTreeSet<usize> {
    entries.iter().filter(|it| it.state == State::Done).map(|it| it.statement).collect()
}

fn milliseconds(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::lock::{Begin, Stop, patiently};
use super::script::{Numbered, Way, prefix_hashes, steps};
use super::*;
use crate::database::DatabaseError;
use crate::dialect::Lock;
use crate::history::{Entry, Record, State};

/// How much of a statement an error shows.
const SHOWN: (usize, usize) = (12, 800);

/// What a look at the version tables, first thing in a transaction, has shown.
enum Look {
    Go,
    /// Another run has done this step.
    StepDone,
    /// Another run has dealt with the revision.
    TaskDone,
}

/// A revision while it runs.
struct Work<'t> {
    task: &'t Task,
    source: &'t Source,
    steps: Vec<Numbered<'t>>,
    of: usize,
    hashes: Vec<String>,
    /// The statement to start at.
    start: usize,
    began: Instant,
}

impl Runner<'_> {
    pub(super) async fn walk(&mut self, tasks: &[Task]) -> Result<(), RunError> {
        let history = self.history;
        let applied = patiently!(self, history.applied(self.connection));
        let applied: BTreeSet<String> = applied.into_iter().map(|it| it.revision).collect();
        let pending = patiently!(self, history.pending(self.connection));
        let resumed = self.resumed(tasks, &pending)?;
        if tasks.iter().all(|task| task.is_done(&applied)) {
            self.report.skipped.extend(tasks.iter().map(|task| task.revision.clone()));
            return Ok(());
        }
        self.create_tables().await?;
        for task in tasks {
            let Some(source) = &task.source else { continue };
            let resumed = resumed.as_ref().filter(|it| **it == task.revision);
            let start = resumed.and(self.options.resume_at).unwrap_or(1);
            let dialect = self.history.dialect;
            let work = Work {
                task,
                source,
                steps: steps(&source.script, dialect, &self.lock),
                of: source.script.statements().count(),
                hashes: prefix_hashes(&source.script, dialect.lexis()),
                start,
                began: Instant::now(),
            };
            if resumed.is_some() {
                resumable(&work, &pending, dialect.transactional_ddl(), start)?;
                self.take_up(&work, &pending).await?;
            }
            if task.is_done(&applied) || !self.task(&work).await? {
                self.report.skipped.push(task.revision.clone());
                self.events.event(Event::Skipped { task });
                continue;
            }
            self.restore().await;
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

    /// The revision that is taken up where it was left.
    ///
    /// # Errors
    ///
    /// Fails when a revision was left half done and nobody said how to go on.
    fn resumed(&self, tasks: &[Task], pending: &[Entry]) -> Result<Option<String>, RunError> {
        let stays = |it: &&Entry| it.state != State::Failed;
        let Some(half) = pending.iter().find(stays) else {
            return match self.options.resume_at {
                // What failed at its first statement is resumed by starting over.
                Some(1) | None => Ok(None),
                Some(_) => Err(RunError::NothingToResume),
            };
        };
        let task = tasks
            .iter()
            .find(|task| task.revision == half.revision && task.direction == half.direction);
        let own = pending.iter().filter(|it| it.revision == half.revision);
        match (task, self.options.resume_at) {
            (Some(task), Some(_)) => Ok(Some(task.revision.clone())),
            // Where each step is a transaction with its journal, what was done is known exactly:
            // if no statement failed, another run was killed or is at work, and its next step can
            // be taken by anyone.
            (Some(_), None)
                if matches!(self.lock, Lock::Transaction { .. })
                    && own.clone().all(|it| it.state == State::Done) =>
            {
                Ok(None)
            }
            _ => {
                let own: Vec<&Entry> = own.collect();
                let done = done(&own);
                let source = task.and_then(|it| it.source.as_ref());
                let steps = source.map(|it| steps(&it.script, self.history.dialect, &self.lock));
                let last = own.last().filter(|it| it.state == State::Failed);
                let started = own.last().filter(|it| it.state == State::Started);
                Err(RunError::HalfDone(Box::new(HalfDone {
                    revision: half.revision.clone(),
                    direction: half.direction,
                    resume_at: next(&done, &steps.unwrap_or_default()),
                    done,
                    started: started.map(|it| it.statement),
                    failed: last.map(|it| (it.statement, it.error.clone().unwrap_or_default())),
                    path: source.map(|it| it.path.clone()),
                })))
            }
        }
    }

    async fn create_tables(&mut self) -> Result<(), RunError> {
        let history = self.history;
        if !matches!(self.lock, Lock::Transaction { .. }) {
            return Ok(history.create(self.connection).await?);
        }
        if patiently!(self, history.is_created(self.connection)) {
            return Ok(());
        }
        self.begin_own("created").await?;
        history.create(self.connection).await?;
        self.commit().await.map_err(|stop| self.stopped("created", stop))
    }

    /// Starts the journal of a revision anew, with what whoever resumes it says is done.
    async fn take_up(&mut self, work: &Work<'_>, pending: &[Entry]) -> Result<(), RunError> {
        let (history, task) = (self.history, work.task);
        self.begin_own("written").await?;
        let now = patiently!(self, history.pending(self.connection));
        if now != pending {
            // Another run resumes already, and its steps count.
            self.rollback().await;
            return Ok(());
        }
        let mut statements = vec![history.log_recorded(&task.revision, task.direction)];
        let before = work.steps.iter().filter(|it| it.way != Way::Session);
        for (number, _) in before.flat_map(|it| it.from(1)) {
            if number < work.start {
                statements.push(history.log(&work.entry(number, State::Done)));
            }
        }
        for statement in statements {
            let sent = self.send(&statement).await;
            sent.map_err(|stop| self.stopped("written", stop))?;
        }
        self.commit().await.map_err(|stop| self.stopped("written", stop))
    }

    /// Runs one revision; tells whether it was this run that did.
    async fn task(&mut self, work: &Work<'_>) -> Result<bool, RunError> {
        let Work { task, source, steps, of, .. } = work;
        self.events.event(Event::Begins { task, statements: *of });
        // What follows the last transaction must not be lost when it fails.
        let joined = steps.iter().rposition(|it| it.way != Way::Session);
        let joined = joined.filter(|at| steps[*at].way == Way::Transaction);
        let mut recorded = false;
        let mut checked = work.start > 1;
        for (index, step) in steps.iter().enumerate() {
            if step.way != Way::Session && step.last < work.start {
                continue;
            }
            let first = &step.step.statements[0];
            match step.way {
                Way::Session => {
                    let sent = self.send(&first.text).await;
                    self.checked(work, spot(work, step.first, first), sent).await?;
                }
                Way::Alone => {
                    match self.look(work, step).await? {
                        Look::Go => {}
                        Look::StepDone => continue,
                        Look::TaskDone => return Ok(false),
                    }
                    self.statement(work, step.first, first, true).await?;
                }
                Way::Transaction => {
                    let begin = step.step.begin.as_ref();
                    self.open(work, begin.map(|it| it.text.as_str())).await?;
                    match self.look(work, step).await? {
                        Look::Go => {}
                        Look::StepDone => {
                            self.rollback().await;
                            continue;
                        }
                        Look::TaskDone => {
                            self.rollback().await;
                            return Ok(false);
                        }
                    }
                    if !std::mem::replace(&mut checked, true)
                        && let Some(before) = &task.before
                    {
                        rebuild::check(self.connection, self.history.dialect, source, task, before)
                            .await?;
                    }
                    // Where a transaction holds all there is, its journal can be written at once.
                    let whole = self.history.dialect.transactional_ddl();
                    for (number, piece) in step.from(work.start) {
                        self.statement(work, number, piece, !whole).await?;
                    }
                    if whole {
                        for (number, _) in step.from(work.start) {
                            let done = work.entry(number, State::Done);
                            self.own(work, &self.history.log(&done)).await?;
                        }
                    }
                    if joined == Some(index) {
                        self.record(work).await?;
                        recorded = true;
                    }
                    let committed = self.commit().await;
                    self.checked(work, own_spot(work, "COMMIT"), committed).await?;
                }
            }
        }
        if !recorded {
            self.open(work, None).await?;
            if let Some(step) =
                steps.last().filter(|_| matches!(self.lock, Lock::Transaction { .. }))
                && let Look::TaskDone = self.look(work, step).await?
            {
                self.rollback().await;
                return Ok(false);
            }
            self.record(work).await?;
            let committed = self.commit().await;
            self.checked(work, own_spot(work, "COMMIT"), committed).await?;
        }
        Ok(true)
    }

    /// What other runs have done meanwhile, where they could.
    async fn look(&mut self, work: &Work<'_>, step: &Numbered<'_>) -> Result<Look, RunError> {
        if !matches!(self.lock, Lock::Transaction { .. }) {
            return Ok(Look::Go);
        }
        let history = self.history;
        let revision = &work.task.revision;
        let there = patiently!(self, history.is_applied(self.connection, revision));
        if there == (work.task.direction == Direction::Up) {
            return Ok(Look::TaskDone);
        }
        let pending = patiently!(self, history.pending(self.connection));
        let own: Vec<&Entry> = pending.iter().filter(|it| it.revision == *revision).collect();
        let done = done(&own);
        let all = (step.first..=step.last).all(|number| done.contains(&number));
        Ok(if all { Look::StepDone } else { Look::Go })
    }

    async fn open(&mut self, work: &Work<'_>, begin: Option<&str>) -> Result<(), RunError> {
        match self.begin(begin).await {
            Ok(()) => Ok(()),
            Err(Begin::Run(error)) => Err(error),
            Err(Begin::Stop(stop)) => {
                let text = begin.unwrap_or(self.history.dialect.begin());
                self.checked(work, own_spot(work, text), Err(stop)).await
            }
        }
    }

    /// Runs one statement of the script; with its own rows of the journal before and after, if it
    /// may stay although what follows fails.
    async fn statement(
        &mut self,
        work: &Work<'_>,
        number: usize,
        piece: &Piece,
        journaled: bool,
    ) -> Result<(), RunError> {
        let (task, of) = (work.task, work.of);
        self.events.event(Event::Statement { task, number, of, piece });
        if journaled {
            self.own(work, &self.history.log(&work.entry(number, State::Started))).await?;
        }
        let sent = self.send(&piece.text).await;
        self.checked(work, spot(work, number, piece), sent).await?;
        if journaled {
            self.note(work, &self.history.log_end(&work.entry(number, State::Done))).await?;
        }
        Ok(())
    }

    /// Writes the version row, or takes it away.
    async fn record(&mut self, work: &Work<'_>) -> Result<(), RunError> {
        // The script is at its end, and may have changed the role.
        self.restore().await;
        let task = work.task;
        let statement = match task.direction {
            Direction::Up => self.history.record(&Record {
                revision: &task.revision,
                checksum: &task.checksum,
                duration_ms: Some(milliseconds(work.began.elapsed())),
                by: &self.options.by,
            }),
            Direction::Down => self.history.unrecord(&task.revision),
        };
        self.note(work, &statement).await?;
        self.note(work, &self.history.log_recorded(&task.revision, task.direction)).await
    }

    /// Sends a statement that says what was done. What stays in the database is written down even
    /// when the run has been told to end meanwhile.
    async fn note(&mut self, work: &Work<'_>, sql: &str) -> Result<(), RunError> {
        if self.open {
            return self.own(work, sql).await;
        }
        let sent = self.connection.execute(sql).await;
        let sent = sent.map(|_| ()).map_err(Stop::Refused);
        self.checked(work, own_spot(work, sql), sent).await
    }

    /// Sends a statement of the runner's own.
    async fn own(&mut self, work: &Work<'_>, sql: &str) -> Result<(), RunError> {
        let sent = self.send(sql).await;
        self.checked(work, own_spot(work, sql), sent).await
    }

    /// Turns what stopped a statement into an error that says what stays.
    async fn checked(
        &mut self,
        work: &Work<'_>,
        mut spot: Spot,
        result: Result<(), Stop>,
    ) -> Result<(), RunError> {
        let Err(stop) = result else { return Ok(()) };
        let (revision, direction) = (work.task.revision.clone(), work.task.direction);
        let in_transaction = self.open;
        self.rollback().await;
        let applied: Vec<String> = self.report.done.iter().map(|it| it.revision.clone()).collect();
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
        if error.disconnected {
            self.abandoned = true;
        } else if let Some(number) = spot.statement {
            self.restore().await;
            let mut entry = work.entry(number, State::Failed);
            entry.error = Some(error.message.chars().take(4000).collect());
            // Its row has gone with the transaction, or never was.
            let ended = self.connection.execute(&self.history.log_end(&entry)).await;
            if !matches!(ended, Ok(1..)) {
                // What cannot be logged is told all the same.
                let _ = self.connection.execute(&self.history.log(&entry)).await;
            }
        }
        point(&mut spot, work, &error, self.history.dialect.line_in(&error.message));
        let left = if self.abandoned { Left::Unknown } else { self.left(work).await };
        let alone =
            !in_transaction && spot.statement.is_some() && self.history.dialect.transactional_ddl();
        let failure = Failure { revision, direction, spot, error, left, alone, applied };
        Err(RunError::Failed(Box::new(failure)))
    }

    /// What the journal has of a revision after its transaction was rolled back.
    async fn left(&mut self, work: &Work<'_>) -> Left {
        let Ok(pending) = self.history.pending(self.connection).await else {
            return Left::Unknown;
        };
        let own: Vec<&Entry> =
            pending.iter().filter(|it| it.revision == work.task.revision).collect();
        let done = done(&own);
        if done.is_empty() {
            return Left::Nothing;
        }
        Left::Some { resume_at: next(&done, &work.steps), done }
    }
}

impl Work<'_> {
    fn entry(&self, number: usize, state: State) -> Entry {
        Entry {
            revision: self.task.revision.clone(),
            direction: self.task.direction,
            statement: number,
            state,
            prefix_hash: self.hashes.get(number - 1).cloned().unwrap_or_default(),
            error: None,
        }
    }
}

/// Whether a script may be taken up at a statement, after what is in the journal.
fn resumable(
    work: &Work<'_>,
    pending: &[Entry],
    transactional: bool,
    start: usize,
) -> Result<(), RunError> {
    let revision = work.task.revision.clone();
    let bad =
        |reason: String| Err(RunError::BadResume { revision: revision.clone(), at: start, reason });
    if start > work.of + 1 {
        return bad(format!("its script has {} statements", work.of));
    }
    let own = pending.iter().filter(|it| it.revision == revision && it.statement < start);
    let mut own: Vec<&Entry> = own.filter(|it| it.state == State::Done).collect();
    own.sort_by_key(|it| it.statement);
    let edited = own
        .iter()
        .find(|it| work.hashes.get(it.statement - 1).is_some_and(|hash| *hash != it.prefix_hash));
    if let Some(edited) = edited {
        let statement = edited.statement;
        let line = work.source.script.statements().nth(statement - 1).map_or(1, |it| it.line);
        let done: Vec<usize> = own.iter().map(|it| it.statement).collect();
        return Err(RunError::EditedPrefix {
            revision,
            path: work.source.path.clone(),
            line,
            statement,
            resume_at: next(&done, &work.steps),
        });
    }
    let inside = work.steps.iter().find(|it| it.first < start && start <= it.last);
    match inside.filter(|_| transactional) {
        Some(step) => bad(format!(
            "it stands in the transaction of statements {} to {}, which run together; resume at {}",
            step.first, step.last, step.first
        )),
        None => Ok(()),
    }
}

/// The statements that are done, in order.
fn done(entries: &[&Entry]) -> Vec<usize> {
    let done = entries.iter().filter(|it| it.state == State::Done).map(|it| it.statement);
    done.collect::<BTreeSet<usize>>().into_iter().collect()
}

/// The first statement that is still to be done. Those that act on the session alone are not
/// journaled, and run again in any case.
fn next(done: &[usize], steps: &[Numbered<'_>]) -> usize {
    let of_session =
        |number: usize| steps.iter().any(|it| it.way == Way::Session && it.first == number);
    (1..).find(|number| !done.contains(number) && !of_session(*number)).unwrap_or(1)
}

fn spot(work: &Work<'_>, number: usize, piece: &Piece) -> Spot {
    Spot {
        statement: Some(number),
        of: work.of,
        path: work.source.path.clone(),
        line: Some(piece.line),
        column: None,
        sql: shortened(&piece.text),
    }
}

/// The place of a statement that the script does not have.
fn own_spot(work: &Work<'_>, sql: &str) -> Spot {
    Spot {
        statement: None,
        of: work.of,
        path: work.source.path.clone(),
        line: None,
        column: None,
        sql: shortened(sql),
    }
}

/// Moves a spot from the start of its statement to where the server says that the error is.
fn point(spot: &mut Spot, work: &Work<'_>, error: &DatabaseError, line: Option<usize>) {
    let piece = spot.statement.and_then(|number| work.source.script.statements().nth(number - 1));
    let Some(piece) = piece else { return };
    if let Some(position) = error.position {
        let inner = piece.text.char_indices().nth(position.saturating_sub(1));
        let before = &piece.text[..inner.map_or(piece.text.len(), |(at, _)| at)];
        let first = work.source.text.get(..piece.range.start).unwrap_or_default();
        let start = match before.rsplit_once('\n') {
            Some((_, start)) => start.chars().count(),
            None => {
                first.rsplit('\n').next().unwrap_or_default().chars().count()
                    + before.chars().count()
            }
        };
        spot.line = Some(piece.line + before.matches('\n').count());
        spot.column = Some(start + 1);
    } else if let Some(line) = line {
        spot.line = Some(piece.line + line.saturating_sub(1));
    }
}

fn shortened(sql: &str) -> String {
    let mut shown = String::new();
    let lines = sql.lines().count();
    for (number, line) in sql.lines().enumerate() {
        let left = SHOWN.1.saturating_sub(shown.len());
        if number == SHOWN.0 || left == 0 {
            shown.push_str(&format!("... ({} more lines)", lines - number));
            break;
        }
        let mut cut: String = line.chars().take(left).collect();
        if cut.len() < line.len() {
            cut.push_str(" ...");
        }
        shown.push_str(&cut);
        shown.push('\n');
    }
    shown.trim_end().to_owned()
}

fn milliseconds(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

//! Where to go on after a run that did not come to its end.

use std::collections::BTreeSet;

use super::error::Stuck;
use super::execute::{Work, done};
use super::held::{Again, Lost, again, held};
use super::script::{Numbered, changes_session, outlasts, prefix_hashes, steps};
use super::*;
use crate::dialect::{Dialect, Effect, Settling};
use crate::history::{Entry, State};
use crate::revision::Move;
use crate::revision::script::Batch;

/// A revision that was left half done, and what the next run makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub revision: String,
    pub direction: Direction,
    /// The statements that are done, out of so many.
    pub done: Vec<usize>,
    pub of: usize,
    pub failed: Option<(usize, String)>,
    pub next: Next,
}

/// What the next run does first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It goes on at this statement; what is left of an earlier try is taken away before.
    GoesOn { at: usize, line: Option<usize>, mends: bool },
    /// Every statement is done, and the revision will be recorded.
    Records,
    /// The statement is still going on in the server, and will be waited for.
    Waits { statement: usize },
    /// It stops, for this reason.
    Stops(String),
}

/// Says what the next run makes of a revision that was left half done, if there is one. Nothing is
/// written. `task` reads the step, where its script is still there.
///
/// # Errors
///
/// Fails when the journal cannot be read, or the script.
pub async fn outlook<E: From<RunError>>(
    connection: &mut Connection,
    history: &History<'_>,
    task: impl FnOnce(Move) -> Result<Option<Task>, E>,
) -> Result<Option<Outlook>, E> {
    let history = &history.at_home(connection).await.map_err(RunError::from)?;
    let pending = history.pending(connection).await.map_err(RunError::from)?;
    let Some(half) = pending.iter().find(|it| it.state != State::Failed) else { return Ok(None) };
    let own: Vec<&Entry> = (pending.iter())
        .filter(|it| it.revision == half.revision && it.direction == half.direction)
        .collect();
    let failed = own.last().filter(|it| it.state == State::Failed);
    let mut outlook = Outlook {
        revision: half.revision.clone(),
        direction: half.direction,
        done: done(&own).into_iter().collect(),
        of: 0,
        failed: failed.map(|it| (it.statement, it.error.clone().unwrap_or_default())),
        next: Next::Records,
    };
    if is_taken_back(&pending, half) {
        let why = RunError::TakenBack { revision: half.revision.clone() };
        outlook.next = Next::Stops(why.to_string());
        return Ok(Some(outlook));
    }
    let task = task(match half.direction {
        Direction::Up => Move::Up(half.revision.clone()),
        Direction::Down => Move::Down(half.revision.clone()),
    })?;
    let Some((task, source)) = task.as_ref().and_then(|it| Some((it, it.source.as_ref()?))) else {
        outlook.next = Next::Stops("its script is not there any more".to_owned());
        return Ok(Some(outlook));
    };
    let lock = history.dialect.lock(&history.table.name);
    let whole = history.dialect.transactional_ddl() && !connection.distributed;
    let mut work = Work::new(task, source, history.dialect, &lock, whole);
    outlook.of = work.of;
    outlook.next = next(connection, history, &mut work, &own).await?;
    Ok(Some(outlook))
}

async fn next(
    connection: &mut Connection,
    history: &History<'_>,
    work: &mut Work<'_>,
    own: &[&Entry],
) -> Result<Next, RunError> {
    let started = match work.standing(own) {
        Err(error) => return Ok(Next::Stops(error.to_string())),
        Ok(started) => started,
    };
    let mut next = None;
    for number in started {
        let Some(piece) = work.piece(number) else { continue };
        if let Some(query) = history.dialect.running(&piece.text)
            && connection.value(&query).await.is_ok_and(|it| it.is_some_and(|it| it != "0"))
        {
            return Ok(Next::Waits { statement: number });
        }
        let line = Some(piece.line);
        match settle(connection, history.dialect, &piece.text).await? {
            Settled::Done => drop(work.done.insert(number)),
            Settled::Undone => {}
            Settled::Running => return Ok(Next::Waits { statement: number }),
            Settled::Part(_) => next = Some(Next::GoesOn { at: number, line, mends: true }),
            Settled::Unknown => {
                let stuck = work.stuck(own, Some(Stuck::Unsettled(number)));
                next = Some(Next::Stops(stuck.to_string()));
            }
        }
    }
    if next.is_none()
        && let Err(lost) = work.hold()
    {
        return Ok(Next::Stops(work.stuck(own, Some(Stuck::Lost(lost))).to_string()));
    }
    Ok(next.unwrap_or_else(|| match work.next() {
        None => Next::Records,
        Some(at) => Next::GoesOn { at, line: work.piece(at).map(|it| it.line), mends: false },
    }))
}

/// Whether a half-done revision was being taken back when that ended.
pub fn is_taken_back(pending: &[Entry], half: &Entry) -> bool {
    pending.iter().any(|it| {
        it.revision == half.revision && it.direction != half.direction && it.state != State::Failed
    })
}

/// What became of a statement that was started.
pub enum Settled {
    Done,
    Undone,
    /// Another session is at what it makes.
    Running,
    /// Something is left of it, which these statements take away.
    Part(Vec<String>),
    Unknown,
}

/// Looks into the catalog for what became of a statement.
pub async fn settle(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    sql: &str,
) -> Result<Settled, RunError> {
    let sql = dialect.meant(sql, &connection.target);
    if sql.trim().is_empty() {
        return Ok(Settled::Undone);
    }
    Ok(match dialect.settling(&sql) {
        Settling::Again => Settled::Undone,
        Settling::Unknown => Settled::Unknown,
        Settling::Ask { query, mend } => {
            // A catalog that cannot be asked leaves it open.
            match (connection.value(&query).await.ok().flatten().as_deref(), mend) {
                (Some("done"), _) => Settled::Done,
                (Some("undone"), _) => Settled::Undone,
                (Some("running"), _) => Settled::Running,
                (Some("part"), Some(mend)) => match connection.rows(&mend).await {
                    Ok(rows) => Settled::Part(rows.into_iter().flatten().flatten().collect()),
                    Err(_) => Settled::Unknown,
                },
                _ => Settled::Unknown,
            }
        }
    })
}

impl Work<'_> {
    /// Notes what the journal says is done. Returns the statements that were started and not seen
    /// to end.
    ///
    /// # Errors
    ///
    /// Refuses when a statement was edited after it ran or was started.
    pub fn standing(&mut self, own: &[&Entry]) -> Result<Vec<usize>, RunError> {
        self.done = done(own);
        let started = own.iter().filter(|it| it.state == State::Started);
        let mut started: BTreeSet<usize> = started.map(|it| it.statement).collect();
        started.retain(|it| !self.done.contains(it));
        let edited = own
            .iter()
            .enumerate()
            .filter(|(at, it)| it.state != State::Failed && !self.goes_on(own, *at))
            .map(|(_, it)| it)
            .min_by_key(|it| it.statement);
        if let Some(entry) = edited {
            let statement = entry.statement;
            return Err(RunError::EditedPrefix {
                revision: self.task.revision.clone(),
                direction: self.task.direction,
                path: self.source.path.clone(),
                line: self.piece(statement).map(|it| it.line),
                statement,
                started: entry.state == State::Started,
                hash: entry.prefix_hash.clone(),
            });
        }
        // What the session held has gone with it.
        let held = held(&self.source.script, self.lexis);
        started.retain(|it| !held.iter().any(|held| held.numbers().any(|own| own == *it)));
        // Batches are known to the row.
        started.retain(|it| !self.piece(*it).is_some_and(Piece::is_batch));
        Ok(started.into_iter().collect())
    }

    /// Says what becomes of the statements that acted on the session of an earlier run.
    ///
    /// # Errors
    ///
    /// Fails when a statement needs what went with that session.
    pub fn hold(&mut self) -> Result<(), Lost> {
        let of_session = |number: usize| self.of_session.contains(&number);
        self.again = again(&self.source.script, self.lexis, &of_session, &self.done)?;
        let ended = |it: &&Numbered| it.way == script::Way::Transaction && self.is_over(it);
        let pieces = self.steps.iter().filter(ended).flat_map(Numbered::numbered);
        let set = pieces
            .filter(|(number, _)| of_session(*number))
            .filter(|(_, piece)| outlasts(self.lexis, &piece.text));
        let set: Vec<usize> = set.map(|(number, _)| number).collect();
        self.again.again.extend(set);
        Ok(())
    }

    /// Whether nothing of a step is left to be done: a transaction is done as a whole, and the
    /// journal has of some only what acted on the database.
    pub fn is_over(&self, step: &Numbered<'_>) -> bool {
        let mut numbers = step.first..=step.last;
        let done =
            step.way != script::Way::Session && numbers.clone().any(|it| self.done.contains(&it));
        done || numbers.all(|it| self.again.over.contains(&it))
    }

    /// The statements of a step that are done, and that the session needs all the same.
    pub fn repeated<'s>(
        &self,
        step: &Numbered<'s>,
    ) -> impl Iterator<Item = (usize, &'s Piece)> + use<'s, '_> {
        step.numbered().filter(|(number, _)| self.again.again.contains(number))
    }

    /// Whether the statements up to that of the entry are what they were.
    fn is_unchanged(&self, entry: &Entry) -> bool {
        self.hashes.get(entry.statement.wrapping_sub(1)) == Some(&entry.prefix_hash)
    }

    /// Whether what an entry says is true of the statement as it is now. A batch that failed may be
    /// corrected, whatever those before it were.
    fn goes_on(&self, own: &[&Entry], at: usize) -> bool {
        let statement = own[at].statement;
        let fails = |it: &&Entry| it.state == State::Failed && it.statement == statement;
        self.is_unchanged(own[at]) || own[at + 1..].iter().any(fails)
    }

    /// How far the statement that comes next got in batches, and whether it goes on from there.
    fn halfway(&self, pending: &[Entry]) -> Option<(Entry, bool)> {
        let (task, number) = (self.task, self.next()?);
        let own: Vec<&Entry> = pending
            .iter()
            .filter(|it| it.revision == task.revision && it.direction == task.direction)
            .filter(|it| it.statement == number)
            .collect();
        let begun = |it: &&Entry| it.state == State::Started && it.position.is_some();
        let at = own.iter().rposition(begun)?;
        let goes_on = self.piece(number).is_some_and(Piece::is_batch) && self.goes_on(&own, at);
        let position = own[at].position.clone();
        Some((Entry { position, ..self.entry(number, State::Started) }, goes_on))
    }

    /// Whether an update may begin once more from its first row.
    fn can_run_again(&self, number: usize) -> bool {
        let read = |it: &Piece| Batch::read(self.lexis, &it.text).ok();
        let all: Vec<Batch> =
            self.source.script.statements().take(number).filter_map(read).collect();
        let own = self.piece(number).and_then(read);
        own.is_some_and(|it| it.can_run_again(self.lexis, &all))
    }

    /// The first statement that is still to be done. Those that act on the session alone are not
    /// journaled, and run again in any case.
    pub fn next(&self) -> Option<usize> {
        let over = |number: &usize| self.done.contains(number) || self.again.over.contains(number);
        (1..=self.of).find(|number| !over(number) && !self.of_session.contains(number))
    }

    pub fn stuck(&self, own: &[&Entry], why: Option<Stuck>) -> HalfDone {
        let failed = own.last().filter(|it| it.state == State::Failed);
        HalfDone {
            revision: self.task.revision.clone(),
            direction: self.task.direction,
            done: self.done.iter().copied().collect(),
            failed: failed.map(|it| (it.statement, it.error.clone().unwrap_or_default())),
            why: why.unwrap_or(Stuck::Elsewhere),
            path: Some(self.source.path.clone()),
        }
    }
}

impl Runner<'_> {
    /// Does to the session what the script does before a statement: it says where names lead.
    async fn prepare(&mut self, work: &Work<'_>, number: usize) {
        let before = work.steps.iter().take_while(|it| it.first < number);
        for step in before {
            let all = step.way == script::Way::Session && !work.is_over(step);
            for (number, piece) in step.numbered() {
                let repeated = work.again.again.contains(&number);
                if all || repeated && work.of_session.contains(&number) {
                    // One that fails will fail again when the script goes on.
                    let _ = self.connection.execute(&piece.text).await;
                }
            }
        }
    }

    /// Takes up a revision where it was left.
    pub(super) async fn take_up(
        &mut self,
        work: &mut Work<'_>,
        own: &[&Entry],
    ) -> Result<(), RunError> {
        let lost = |work: &Work<'_>, lost| {
            RunError::HalfDone(Box::new(work.stuck(own, Some(Stuck::Lost(lost)))))
        };
        let started = work.standing(own)?;
        work.hold().map_err(|it| lost(work, it))?;
        for number in started {
            let Some(piece) = work.piece(number) else { continue };
            let text = piece.text.clone();
            self.wait_for(&text).await?;
            self.prepare(work, number).await;
            let settled = self.settled(&text).await;
            let mended = match &settled {
                Ok(Settled::Part(mend)) => self.mend(work, mend).await,
                _ => Ok(()),
            };
            if changes_session(&work.source.script) {
                self.restore().await;
            }
            mended?;
            match settled? {
                Settled::Done => {
                    work.done.insert(number);
                    self.note(work, &self.history.log_end(&work.entry(number, State::Done)))
                        .await?;
                }
                Settled::Undone | Settled::Part(_) => {}
                Settled::Running | Settled::Unknown => {
                    let stuck = work.stuck(own, Some(Stuck::Unsettled(number)));
                    return Err(RunError::HalfDone(Box::new(stuck)));
                }
            }
        }
        work.hold().map_err(|it| lost(work, it))
    }

    /// Waits until a statement of a run that is gone has come to its end in the server.
    pub(super) async fn wait_for(&mut self, sql: &str) -> Result<(), RunError> {
        let Some(query) = self.history.dialect.running(sql) else { return Ok(()) };
        let mut wait = lock::Wait::new(Instant::now() + self.options.longest_wait());
        loop {
            // Who may not see the others' sessions sees none.
            let count = self.connection.value(&query).await.ok().flatten();
            if count.is_none_or(|it| it == "0") {
                return Ok(());
            }
            self.wait(&mut wait, None).await?;
        }
    }

    /// What became of a statement, as soon as nobody else is at what it makes.
    pub(super) async fn settled(&mut self, sql: &str) -> Result<Settled, RunError> {
        let mut wait = lock::Wait::new(Instant::now() + self.options.longest_wait());
        loop {
            match settle(self.connection, self.history.dialect, sql).await? {
                Settled::Running => self.wait(&mut wait, None).await?,
                settled => return Ok(settled),
            }
        }
    }

    /// Takes away what is left of a statement.
    pub(super) async fn mend(&mut self, work: &Work<'_>, mend: &[String]) -> Result<(), RunError> {
        for sql in mend {
            let sent = match self.be_patient(None).await {
                Ok(()) => self.send(sql).await,
                Err(stop) => Err(stop),
            };
            self.checked(work, Spot::own(work, sql), sent).await?;
        }
        Ok(())
    }

    /// The same after a failure that is told anyway. What another session is at stays.
    pub(super) async fn tidy(&mut self, sql: &str) -> bool {
        match settle(self.connection, self.history.dialect, sql).await {
            Ok(Settled::Done | Settled::Undone) => true,
            Ok(Settled::Part(mend)) => {
                let _ = self.be_patient(None).await;
                let mut tidy = true;
                for sql in mend {
                    tidy &= self.send(&sql).await.is_ok();
                }
                tidy
            }
            Ok(Settled::Running | Settled::Unknown) | Err(_) => false,
        }
    }

    /// The revision that somebody said where to take up.
    ///
    /// # Errors
    ///
    /// Fails when a revision was left half done that is not among those to run.
    pub(super) fn half_done<'e>(
        &self,
        tasks: &[Task],
        pending: &'e [Entry],
    ) -> Result<Option<&'e str>, RunError> {
        let Some(half) = pending.iter().find(|it| it.state != State::Failed) else {
            return match self.options.resume_at {
                // What failed at its first statement is resumed by starting over.
                Some(1) | None => Ok(None),
                Some(_) => Err(RunError::NothingToResume),
            };
        };
        if is_taken_back(pending, half) && self.options.resume_at.is_none() {
            return Err(RunError::TakenBack { revision: half.revision.clone() });
        }
        let known = |it: &&Task| it.revision == half.revision && it.direction == half.direction;
        if tasks.iter().any(|it| known(&it)) {
            return Ok(Some(&half.revision));
        }
        let own: Vec<&Entry> = pending.iter().filter(|it| it.revision == half.revision).collect();
        let failed = own.last().filter(|it| it.state == State::Failed);
        Err(RunError::HalfDone(Box::new(HalfDone {
            revision: half.revision.clone(),
            direction: half.direction,
            done: done(&own).into_iter().collect(),
            failed: failed.map(|it| (it.statement, it.error.clone().unwrap_or_default())),
            why: Stuck::Elsewhere,
            path: None,
        })))
    }

    /// Starts the journal of a revision anew, with what whoever resumes it says is done.
    pub(super) async fn rewrite(
        &mut self,
        work: &Work<'_>,
        pending: &[Entry],
    ) -> Result<(), RunError> {
        let (history, task) = (self.history, work.task);
        self.begin_own("written").await?;
        if history.pending(self.connection).await? != pending {
            // Another run resumes already, and its steps count.
            self.rollback().await;
            return Ok(());
        }
        let mut entries = vec![History::recorded(&task.revision, task.direction)];
        entries.extend(work.done.iter().map(|number| work.entry(*number, State::Done)));
        // Batches that are done are not done again.
        let halfway = work.halfway(pending).filter(|(_, goes_on)| *goes_on);
        entries.extend(halfway.map(|(entry, _)| entry));
        let sent = self.send(&history.log_all(&entries)).await;
        sent.map_err(|stop| self.stopped("written", stop))?;
        self.commit(Vec::new()).await.map_err(|halt| self.halted("written", halt))
    }
}

impl<'t> Work<'t> {
    pub fn new(
        task: &'t Task,
        source: &'t Source,
        dialect: &dyn Dialect,
        lock: &Lock,
        whole: bool,
    ) -> Self {
        Self {
            task,
            source,
            steps: steps(&source.script, dialect, lock, whole),
            of: source.script.statements().count(),
            hashes: prefix_hashes(&source.script, dialect.lexis()),
            lexis: dialect.lexis(),
            done: BTreeSet::new(),
            of_session: (1..)
                .zip(source.script.statements())
                .filter(|(_, piece)| dialect.effect(&piece.text) == Effect::Session)
                .map(|(number, _)| number)
                .collect(),
            again: Again::default(),
            began: Instant::now(),
        }
    }
}

/// Whether a script may be taken up at a statement, after what is in the journal.
pub fn resumable(work: &mut Work<'_>, pending: &[Entry], start: usize) -> Result<(), RunError> {
    let revision = work.task.revision.clone();
    let bad =
        |reason: String| Err(RunError::BadResume { revision: revision.clone(), at: start, reason });
    if start == 0 {
        return bad("statements count from 1".to_owned());
    }
    if start > work.of + 1 {
        return bad(format!("its script has {} statements", work.of));
    }
    let own = pending.iter().filter(|it| it.revision == revision && it.statement < start);
    let own: Vec<&Entry> = own.filter(|it| it.state == State::Done).collect();
    work.standing(&own)?;
    let inside = work.steps.iter().find(|it| it.first < start && start <= it.last);
    match inside {
        Some(step) => bad(format!(
            "it stands in the transaction of statements {} to {}, which run together; resume at {}",
            step.first, step.last, step.first
        )),
        None => {
            let of_session = |number: &usize| {
                let mut session = work.steps.iter().filter(|it| it.way == script::Way::Session);
                session.any(|it| it.first == *number)
            };
            work.done = (1..start).filter(|number| !of_session(number)).collect();
            match work.halfway(pending) {
                Some((entry, false)) if !work.can_run_again(entry.statement) => bad(format!(
                    "it was edited since its batches have changed the rows up to {}\nPut it back as it was; or undo by hand what the revision did, and `autogen stamp` the one before it",
                    entry.position.unwrap_or_default()
                )),
                _ => work.hold().or_else(|it| bad(it.to_string())),
            }
        }
    }
}

//! Waiting for tables that others have, without making everybody else wait.
//!
//! A statement that stands in the queue for a strong lock holds up all that come after it. So one
//! looks first whether somebody has the table for longer, and then waits in the queue for a
//! moment only, again and again.

use std::collections::BTreeSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

use super::execute::Work;
use super::lock::Stop;
use super::script::has_timeouts;
use super::*;
use crate::dialect::{Peek, Reading, Thing};
use crate::schema::QualifiedName;

/// How long the first try stands in the queue for a lock that keeps others out: so shortly that
/// nobody notices, and nobody has to look before. Where the server counts in seconds, one looks.
const BLINK: Duration = Duration::from_millis(5);

/// How long the tries after it stand there, once nobody has the table for longer, and in the end.
const MOMENT: (Duration, Duration) = (Duration::from_millis(50), Duration::from_millis(200));

/// Autovacuum makes way for whoever waits longer than `deadlock_timeout`, a second by default.
const AFTER_VACUUM: Duration = Duration::from_millis(1300);

/// How long it stands there at most, when much work would be lost.
const LONGEST: Duration = Duration::from_secs(30);

/// How long to let others pass after that, at first and at most: five times as long as they had to
/// wait.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(4));

/// How often one looks whether a table is free.
const LOOK: Duration = Duration::from_millis(50);

/// How long a transaction has a table until that is longer than a moment.
const STAYING: Duration = Duration::from_millis(150);

/// How long a table is never free until it is one that many use, and nobody for long: longer than
/// a transaction is young, so that it is none of those that were there all the time.
const CROWDED: Duration = Duration::from_secs(4);

/// How a statement begins that tells something to a transaction alone.
const LOCAL: &str = "SET LOCAL ";

/// What a step needs, and how long it may take until it has it.
pub struct Need {
    reading: Reading,
    /// It may keep others out, of these tables or of unknown ones.
    strong: bool,
    /// The script bounds its waiting by itself.
    pub own: bool,
    since: Instant,
    deadline: Instant,
    told: Option<Instant>,
    pause: Duration,
    patience: Duration,
    /// Nothing was tried yet, and a try costs nobody anything.
    fresh: bool,
}

impl Need {
    /// What statements need. Tables that they make themselves nobody else can have.
    pub fn of(runner: &Runner<'_>, work: &Work<'_>, pieces: &[Piece]) -> Self {
        let read = |piece: &Piece| runner.history.dialect.locks(&piece.text);
        let readings: Vec<Reading> = pieces.iter().map(read).collect();
        let mut made: BTreeSet<&QualifiedName> = BTreeSet::new();
        let mut locks: Vec<_> = Vec::new();
        for reading in &readings {
            let is = |things: &[Thing], name| things.iter().any(|it| relation(it) == Some(name));
            // What goes here, and comes again under the name, was there before.
            let own = |name| is(&reading.made, name) && !is(&reading.gone, name);
            let others = reading.locks.iter().filter(|(it, _)| !made.contains(it) && !own(it));
            locks.extend(others.cloned());
            made.extend(reading.made.iter().filter_map(relation));
        }
        locks.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        locks.dedup_by(|a, b| a.0 == b.0);
        let strong = !locks.is_empty() || readings.iter().any(|it| it.unclear || it.wide);
        let unlinked = readings.iter().flat_map(|it| it.unlinked.clone()).collect();
        let views = readings.iter().flat_map(|it| it.views.clone()).collect();
        let reading = Reading { locks, unlinked, views, ..Reading::default() };
        let since = Instant::now();
        let shortest = runner.history.dialect.shortest_wait();
        Self {
            fresh: shortest <= BLINK,
            patience: if shortest <= BLINK { BLINK } else { MOMENT.1 },
            strong,
            reading,
            own: has_timeouts(&work.source.script),
            since,
            deadline: since + runner.options.longest_wait(),
            told: None,
            pause: PAUSE.0,
        }
    }

    /// Whether there is time for another try.
    pub fn lasts(&self) -> bool {
        Instant::now() < self.deadline
    }

    /// There is no second try, so that the first one waits for as long as all would.
    pub fn wait_once(&mut self) {
        self.strong = false;
    }

    /// How long the next statement may wait; none where the script says so itself.
    pub fn patience(&self) -> Option<Duration> {
        let all = self.deadline.saturating_duration_since(Instant::now());
        (!self.own).then_some(if self.strong { self.patience } else { all.max(MOMENT.1) })
    }
}

fn relation(thing: &Thing) -> Option<&QualifiedName> {
    match thing {
        Thing::Relation(name) | Thing::View(name) => Some(name),
        _ => None,
    }
}

impl Runner<'_> {
    /// Waits until nobody has the tables for longer than a moment, unless one try is for nothing.
    pub async fn vacancy(&mut self, work: &Work<'_>, need: &mut Need) -> Result<(), RunError> {
        // Whoever came since this run had the tables itself has them for a moment only.
        let had = |(tables, when): &(Vec<QualifiedName>, Instant)| {
            when.elapsed() < BLINK && need.reading.locks.iter().all(|(it, _)| tables.contains(it))
        };
        if need.fresh || self.had.as_ref().is_some_and(had) {
            return Ok(());
        }
        let target = self.connection.target;
        let Some(peek) = self.history.dialect.peek(&need.reading, &target).filter(|_| !need.own)
        else {
            return Ok(());
        };
        let since = Instant::now();
        let mut pause = LOOK / 5;
        loop {
            // Where nobody may look, the table is asked for as if nobody had it.
            let taken = match &peek {
                Peek::Rows(query) => {
                    self.connection.rows(query).await.is_ok_and(|rows| !rows.is_empty())
                }
                Peek::Staying { list, long } => {
                    self.anybody_stays(list).await && !self.is_crowd(since, long).await
                }
                Peek::Try { take, long } => {
                    let tried = self.connection.execute(take).await;
                    tried.is_err_and(|error| self.is_busy(&error))
                        && !self.is_crowd(since, long).await
                }
            };
            if !taken {
                return Ok(());
            }
            self.pass(work, need, pause).await?;
            pause = (pause * 2).min(LOOK);
        }
    }

    /// Whether the tables are never free because many use them, each for a moment: then they are
    /// to be had by waiting in the queue.
    async fn is_crowd(&mut self, since: Instant, long: &str) -> bool {
        since.elapsed() > CROWDED
            && self.connection.rows(long).await.is_ok_and(|rows| rows.is_empty())
    }

    /// Whether one of those who have the tables has them for longer than a moment.
    async fn anybody_stays(&mut self, query: &str) -> bool {
        let first = self.connection.rows(query).await.unwrap_or_default();
        if first.is_empty() {
            return false;
        }
        tokio::time::sleep(STAYING).await;
        let then = self.connection.rows(query).await.unwrap_or_default();
        then.iter().any(|it| first.contains(it))
    }

    /// Lets others pass, after a statement did not get its locks in time.
    pub async fn pass_by(
        &mut self,
        work: &Work<'_>,
        need: &mut Need,
        took: Duration,
    ) -> Result<(), RunError> {
        if std::mem::take(&mut need.fresh) {
            // A long build that gives up at its very end is not to be done for nothing again.
            need.patience = MOMENT.0.max((took / 10).min(LONGEST));
            return Ok(());
        }
        let blockers = self.blockers(need).await;
        if !blockers.is_empty() && blockers.iter().all(|it| it.who.contains("autovacuum")) {
            need.patience = AFTER_VACUUM;
        }
        // A long build that gives up at its very end is not to be done for nothing again.
        need.patience = need.patience.max(MOMENT.1).max((took / 10).min(LONGEST));
        // Several who wait must not come back together.
        let dice = RandomState::new().hash_one(0) % 1000;
        let pause = need.pause.mul_f64(0.5 + dice as f64 / 1000.0);
        need.pause = (need.pause * 2).min(PAUSE.1);
        self.pass(work, need, pause).await
    }

    async fn pass(
        &mut self,
        work: &Work<'_>,
        need: &mut Need,
        pause: Duration,
    ) -> Result<(), RunError> {
        // The signal that came is told once.
        if self.cancelled {
            return Err(self.stopped("locked", Stop::Interrupted));
        }
        let now = Instant::now();
        let waited = now - need.since;
        let given_up = now >= need.deadline;
        let telling = need.told.map_or(waited, |told| now - told) > Duration::from_secs(2);
        if given_up || telling {
            let blockers = self.blockers(need).await;
            let task = work.task;
            if given_up {
                let left = self.left(work).await;
                let (revision, direction) = (task.revision.clone(), task.direction);
                let applied = self.applied();
                let blocked =
                    error::Blocked { revision, direction, waited, blockers, left, applied };
                return Err(RunError::Blocked(Box::new(blocked)));
            }
            need.told = Some(now);
            self.events.event(Event::Blocked { task, waited, blockers: &blockers });
        }
        tokio::select! {
            () = tokio::time::sleep(pause.min(need.deadline - now)) => Ok(()),
            () = &mut self.cancel => {
                self.cancelled = true;
                Err(self.stopped("locked", Stop::Interrupted))
            }
        }
    }

    async fn blockers(&mut self, need: &Need) -> Vec<Blocker> {
        let Some(query) = self.history.dialect.blockers(&need.reading) else { return Vec::new() };
        let rows = self.connection.rows(&query).await.unwrap_or_default();
        rows.into_iter()
            .map(|row| {
                let mut cells = row.into_iter().map(Option::unwrap_or_default);
                let mut next = || cells.next().unwrap_or_default();
                Blocker { who: next(), seconds: next().parse().ok(), query: next() }
            })
            .collect()
    }

    /// Begins a transaction that waits for locks so long; both in one go where it can be.
    pub async fn open_with(
        &mut self,
        work: &Work<'_>,
        begin: Option<&str>,
        patience: Option<Duration>,
    ) -> Result<(), RunError> {
        let dialect = self.history.dialect;
        let patience = patience.and_then(|it| dialect.patience(Some(it)));
        match patience {
            Some(sql) if sql.starts_with(LOCAL) => {
                let begin = begin.unwrap_or(dialect.begin());
                // The last line may be a comment.
                self.open(work, Some(&format!("{begin}\n;\n{sql}"))).await
            }
            _ => self.open(work, begin).await,
        }
    }

    /// Tells the session how long its next statement may wait for locks, where no transaction was
    /// told, or that it may wait without end.
    pub async fn be_patient(&mut self, patience: Option<Duration>) -> Result<(), Stop> {
        let Some(sql) = self.history.dialect.patience(patience) else { return Ok(()) };
        let of_session = sql.strip_prefix(LOCAL).filter(|_| !self.open);
        let sql = of_session.map(|it| format!("SET {it}")).unwrap_or(sql);
        if self.patience.as_ref() == Some(&sql) || self.open && sql.starts_with(LOCAL) {
            return Ok(());
        }
        self.send(&sql).await?;
        self.patience = Some(sql);
        Ok(())
    }
}

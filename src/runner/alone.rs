//! A statement that stands in no transaction.

use std::time::Instant;

use super::batch::Progress;
use super::execute::Work;
use super::lock::Stop;
use super::patience::Need;
use super::script::changes_session;
use super::*;
use crate::database::DatabaseError;
use crate::dialect::{ServerError, Settling, Stopwatch};
use crate::history::State;
use crate::revision::script::split;

/// How often in a row rows without a value are given one in vain.
const IN_VAIN: usize = 8;

/// What became of a statement that stands alone.
pub enum Ran {
    /// Another run has done it meanwhile.
    Elsewhere,
    /// It is done, which this is to say.
    Unsaid(String),
    /// It is done and the journal says so, and of the last one that the revision is.
    Said,
}

impl Runner<'_> {
    /// Runs a statement outside of any transaction, with its own row of the journal before.
    pub(super) async fn alone(
        &mut self,
        work: &Work<'_>,
        number: usize,
        piece: &Piece,
        last: bool,
    ) -> Result<Ran, RunError> {
        let (task, of) = (work.task, work.of);
        let mut need = Need::of(self, work, std::slice::from_ref(piece));
        let reading = self.history.dialect.locks(&piece.text);
        let tables: Vec<_> = reading.locks.iter().map(|(table, _)| table.clone()).collect();
        self.events.event(Event::Statement { task, number, of, piece });
        let again = self.history.dialect.settling(&piece.text) == Settling::Again;
        let once = self.runs_others(&piece.text);
        if once {
            need.wait_once();
        }
        let along = self.goes_along(work, piece, last);
        let mut started = false;
        let mut in_vain = 0;
        loop {
            let renewed = self.renew().await;
            self.unhalted(work, renewed).await?;
            self.vacancy(work, &mut need).await?;
            if along.is_none() && !std::mem::replace(&mut started, true) {
                let log = self.history.log(&work.entry(number, State::Started));
                if let Lock::Transaction { .. } = self.lock {
                    // Nothing is begun after another run has recorded the revision.
                    self.open(work, None).await?;
                    if let Progress::Other | Progress::Done = self.progress(work, number).await? {
                        self.rollback().await;
                        return Ok(Ran::Elsewhere);
                    }
                    let ended = self.end(work, vec![log]).await;
                    self.unhalted(work, ended).await?;
                } else {
                    self.own(work, &log).await?;
                }
            }
            // Outside of a transaction, only the wait of what keeps nobody out has no bound, and that
            // of what may have done a part by then.
            let patience = need.patience().filter(|_| !reading.concurrently);
            let patience = patience.filter(|_| !self.whole || again && !reading.locks.is_empty());
            let told = if need.own { Ok(()) } else { self.be_patient(patience).await };
            self.checked(work, Spot::own(work, "SET lock_timeout"), told).await?;
            let began = Instant::now();
            let sent = match along {
                Some(watch) => {
                    let last = last.then_some(watch);
                    self.along(work, number, piece, &mut started, last).await?
                }
                None => self
                    .send(&piece.text)
                    .await
                    .map(|()| Ran::Unsaid(self.history.log_end(&work.entry(number, State::Done)))),
            };
            if let Err(Stop::Refused(error)) = &sent
                && !once
                && error.code.as_deref().is_some_and(|it| self.history.dialect.lacks_value(it))
                && need.lasts()
            {
                // Of rows that come, a second look finds fewer, and of those that get no value by it
                // as many every time.
                let came = self.refill(work, number, &tables).await?;
                let fewer = came > 0 && self.refill(work, number, &tables).await? < came;
                in_vain = if fewer { 0 } else { in_vain + 1 };
                if came > 0 && in_vain < IN_VAIN {
                    continue;
                }
            }
            match sent {
                Err(Stop::Refused(error)) if !need.own && !once && self.is_busy(&error) => {
                    let tidy = self.tidy(&piece.text).await;
                    if self.abandoned {
                        let spot = Spot::of(work, number, piece);
                        self.checked(work, spot, Err(Stop::Interrupted)).await?;
                    }
                    let passed = self.pass_by(work, &mut need, began.elapsed()).await;
                    if passed.is_err() && (tidy || !self.whole) {
                        // It was refused, and did nothing.
                        let mut entry = work.entry(number, State::Failed);
                        entry.error = Some(error.message);
                        let _ = self.connection.execute(&self.history.log_end(&entry)).await;
                    }
                    passed?;
                }
                Err(stop) => {
                    self.checked(work, Spot::of(work, number, piece), Err(stop)).await?;
                }
                Ok(ran) => {
                    self.had = Some((tables, Instant::now()));
                    self.begun = true;
                    return Ok(ran);
                }
            }
        }
    }

    fn runs_others(&self, sql: &str) -> bool {
        let dialect = self.history.dialect;
        dialect.runs_others(&dialect.meant(sql, &self.connection.target))
    }

    /// What a statement that failed outside of any transaction may have left behind.
    pub(super) async fn remains(&mut self, sql: &str, error: &DatabaseError) -> Option<Remains> {
        let (code, message) = (error.code.as_deref(), error.message.as_str());
        let said = ServerError { code, message, pointed: error.position.is_some() };
        if self.history.dialect.is_refusal(sql, said) {
            return None;
        }
        if self.runs_others(sql) {
            return Some(Remains::Part);
        }
        let tidy = self.tidy(sql).await;
        // Elsewhere a statement is done as a whole or not at all.
        (self.whole && !tidy).then_some(Remains::Something)
    }

    /// Whether a statement can go to the server in one message with the rows that say what becomes
    /// of it: where each statement of a message is a transaction, and this one has one answer.
    /// Returns what measures its time.
    fn goes_along(&self, work: &Work<'_>, piece: &Piece, last: bool) -> Option<Stopwatch> {
        let dialect = self.history.dialect;
        let end = piece.text.lines().next_back().unwrap_or_default();
        let commented = ["--", "#", "/*"].iter().any(|it| end.contains(it));
        let known = dialect.settling(&piece.text) != Settling::Unknown;
        // With a delimiter of its own it may be several.
        let single = matches!(split(work.lexis, &piece.text).as_deref(), Ok([only]) if only.text == piece.text);
        // The script's own settings are put back before the revision is recorded.
        let plain = !last || !changes_session(&work.source.script);
        let held = matches!(self.lock, Lock::Session { .. }) && self.lease.is_none();
        dialect.stopwatch().filter(|_| held && known && single && plain && !commented)
    }

    /// Sends a statement in one message with the rows that say that it is started and done and,
    /// with the last one, that the revision is. Returns what became of the statement itself.
    async fn along(
        &mut self,
        work: &Work<'_>,
        number: usize,
        piece: &Piece,
        started: &mut bool,
        last: Option<Stopwatch>,
    ) -> Result<Result<Ran, Stop>, RunError> {
        let history = self.history;
        let log = history.log(&work.entry(number, State::Started));
        let done = history.log_end(&work.entry(number, State::Done));
        let mut sql: Vec<String> = (!*started).then_some(log).into_iter().collect();
        sql.extend(last.map(|it| it.start.to_owned()));
        let own = sql.len();
        sql.push(piece.text.clone());
        match last {
            Some(Stopwatch { passed, .. }) => {
                sql.extend([history.dialect.begin().to_owned(), done.clone()]);
                sql.extend(self.records(work, Vec::new(), Some(passed)).await);
                sql.push("COMMIT".to_owned());
            }
            None => sql.push(done.clone()),
        }
        let statements: Vec<&str> = sql.iter().map(String::as_str).collect();
        let (before, mut stop) = match self.send_each(&statements).await {
            Ok(_) => return Ok(Ok(Ran::Said)),
            Err(failed) => failed,
        };
        *started |= before > 0 || own == 0;
        match &mut stop {
            Stop::Refused(error) if before > own && !error.disconnected => {
                // What says so is to be said once more, for as long as others are in its way.
                self.open = true;
                self.rollback().await;
                Ok(Ok(Ran::Unsaid(done)))
            }
            Stop::Refused(error) if before == own => {
                unquote(&mut error.message, statements[own + 1]);
                Ok(Err(stop))
            }
            Stop::Refused(error) if before < own && self.is_busy(error) => Ok(Err(stop)),
            _ if before == own => Ok(Err(stop)),
            _ => {
                let sql = statements.get(before).copied().unwrap_or_default();
                self.checked(work, Spot::own(work, sql), Err(stop)).await.map(|()| Ok(Ran::Said))
            }
        }
    }
}

/// Takes the statement behind the failing one out of an error: the server shows the text from where
/// it does not understand it on.
fn unquote(message: &mut String, next: &str) {
    let start: String = next.chars().take(12).collect();
    let from = message.find(&format!(";\n{start}"));
    let to = message.rfind("' at line ");
    if let (Some(from), Some(to)) = (from, to)
        && from < to
    {
        message.replace_range(from..to, "");
    }
}

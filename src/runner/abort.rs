//! Taking back a revision that was left half done.

use std::collections::BTreeSet;
use std::time::Instant;

use super::execute::{Halt, Work};
use super::held::{Held, held};
use super::lock::Stop;
use super::patience::Need;
use super::resume::{Settled, is_taken_back};
use super::script::{Numbered, Way};
use super::undoing::{Doubt, undoes};
use super::*;
use crate::dialect::{Effect, Reading, Settling};
use crate::history::{Entry, State};
use crate::revision::script::Words;

/// Takes a half-done revision back by the script of the other direction: of its statements those
/// are run whose effect is not there. Returns the statements that ran.
///
/// # Errors
///
/// Refuses before anything runs when nobody can tell what a statement would undo: rows were
/// changed, or its form is not known.
pub async fn abort(
    connection: &mut Connection,
    history: &History<'_>,
    half: &Task,
    back: &Task,
    options: &Options,
    events: &mut dyn Events,
    cancel: impl Future<Output = ()> + Send,
) -> Result<usize, RunError> {
    let history = &history.at_home(connection).await?;
    let cancel = pin!(cancel);
    let mut runner = Runner::enter(connection, history, options, events, cancel).await?;
    let result = match runner.take_lock().await {
        Ok(()) => runner.abort(half, back).await,
        Err(error) => Err(error),
    };
    runner.leave().await;
    result
}

impl Runner<'_> {
    async fn abort(&mut self, half: &Task, back: &Task) -> Result<usize, RunError> {
        let history = self.history;
        let pending = history.pending(self.connection).await?;
        let own: Vec<&Entry> = (pending.iter())
            .filter(|it| it.revision == half.revision && it.direction == half.direction)
            .collect();
        if !own.iter().any(|it| it.state != State::Failed) {
            return Err(RunError::NothingToAbort);
        }
        let no_script = || RunError::NoScript {
            revision: half.revision.clone(),
            direction: back.direction,
            dialect: self.connection.target.dialect,
        };
        let source = half.source.as_ref().ok_or_else(no_script)?;
        let there = Work::new(half, source, history.dialect, &self.lock, self.whole);
        let source = back.source.as_ref().ok_or_else(no_script)?;
        let work = Work::new(back, source, history.dialect, &self.lock, self.whole);
        self.abortable(&there, &own, &work)?;
        let texts: Vec<String> = own
            .iter()
            .filter(|it| it.state == State::Started)
            .filter_map(|it| Some(there.piece(it.statement)?.text.clone()))
            .collect();
        for text in texts {
            self.wait_for(&text).await?;
            self.settled(&text).await?;
            self.tidy(&text).await;
            if self.abandoned {
                return Err(self.stopped("written", Stop::Interrupted));
            }
        }
        let guards: BTreeSet<usize> =
            held(&source.script, work.lexis).iter().flat_map(Held::numbers).collect();
        let mut begun = is_taken_back(&pending, own[0]);
        let mut ran = 0;
        for step in &work.steps {
            let mut need = Need::of(self, &work, step.pieces);
            ran += loop {
                self.vacancy(&work, &mut need).await?;
                let (began, before) = (Instant::now(), begun);
                match self.back(&work, step, &guards, &mut begun, &need).await {
                    Ok(count) => break count,
                    Err(Halt::At(_, Stop::Refused(error))) if !need.own && self.is_busy(&error) => {
                        // What was written in the transaction has gone with it.
                        begun = if self.open { before } else { begun };
                        self.rollback().await;
                        self.pass_by(&work, &mut need, began.elapsed()).await?;
                    }
                    Err(halt) => self.unhalted(&work, Err(halt)).await?,
                }
            };
        }
        self.restore().await;
        let renewed = self.renew().await;
        self.unhalted(&work, renewed).await?;
        let log = history.log_recorded(&half.revision, back.direction);
        let sent: Result<(), Stop> = self.send(&log).await;
        sent.map_err(|stop| self.stopped("written", stop))?;
        Ok(ran)
    }

    /// Takes back what is there of a step. Returns how many statements that took.
    async fn back(
        &mut self,
        work: &Work<'_>,
        step: &Numbered<'_>,
        guards: &BTreeSet<usize>,
        begun: &mut bool,
        need: &Need,
    ) -> Result<usize, Halt> {
        let history = self.history;
        if step.way == Way::Transaction {
            let begin = step.begin.map(|it| it.text.as_str());
            self.open_with(work, begin, need.patience()).await?;
        }
        let mut ran = 0;
        for (number, piece) in step.numbered() {
            if !self.open {
                self.renew().await?;
            }
            let asked = step.way != Way::Session && !guards.contains(&number);
            let verdict = match asked {
                true => self.settled(&piece.text).await?,
                false => Settled::Undone,
            };
            // From here on the journal does not tell any more what is there.
            if asked && !*begun && matches!(verdict, Settled::Undone | Settled::Part(_)) {
                let sent = self.send(&history.log(&work.entry(number, State::Started))).await;
                sent.map_err(|stop| self.stopped("written", stop))?;
                *begun = true;
            }
            match verdict {
                Settled::Done => continue,
                Settled::Undone => {}
                Settled::Part(mend) => self.mend(work, &mend).await?,
                Settled::Running | Settled::Unknown => {
                    self.rollback().await;
                    return Err(self.not_abortable(work, number, piece).into());
                }
            }
            if let Some(patience) = need.patience().filter(|_| step.way != Way::Session) {
                // Outside of a transaction, what waits keeps nobody out where there are any.
                let patience = (self.open || !self.whole).then_some(patience);
                let told = self.be_patient(patience).await;
                told.map_err(|stop| Halt::At(Spot::own(work, "SET lock_timeout"), stop))?;
            }
            self.events.event(Event::Statement { task: work.task, number, of: work.of, piece });
            let sent = self.send(&piece.text).await;
            sent.map_err(|stop| Halt::At(Spot::of(work, number, piece), stop))?;
            ran += 1;
        }
        if self.open {
            self.commit(Vec::new()).await?;
        }
        Ok(ran)
    }

    /// Refuses when rows were changed, when a statement of the way back is of no known form, or
    /// when it would undo something else than what was done.
    fn abortable(&self, there: &Work<'_>, own: &[&Entry], back: &Work<'_>) -> Result<(), RunError> {
        let dialect = self.history.dialect;
        let guards = |work: &Work<'_>| -> BTreeSet<usize> {
            held(&work.source.script, work.lexis).iter().flat_map(Held::numbers).collect()
        };
        let of_there = guards(there);
        for entry in own.iter().filter(|it| it.state != State::Failed) {
            let Some(piece) = there.piece(entry.statement) else { continue };
            let rows = dialect.effect(&piece.text) == Effect::Rows;
            if rows && !of_there.contains(&entry.statement) {
                return Err(self.not_abortable(there, entry.statement, piece));
            }
        }
        let of_back = guards(back);
        for (number, piece) in (1..).zip(back.source.script.statements()) {
            let of_session = dialect.effect(&piece.text) == Effect::Session;
            let meant = dialect.meant(&piece.text, &self.connection.target);
            let unknown = dialect.settling(&meant) == Settling::Unknown;
            if unknown && !of_session && !of_back.contains(&number) {
                return Err(self.not_abortable(back, number, piece));
            }
        }
        let begun: BTreeSet<usize> = own
            .iter()
            .filter(|it| it.state != State::Failed)
            .map(|it| it.statement)
            .filter(|it| !of_there.contains(it))
            .collect();
        let pieces = |work: &Work<'_>, wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (1..=work.of).filter(|it| wanted(*it)).collect()
        };
        let acted = pieces(there, &|it| begun.contains(&it));
        let ahead = pieces(there, &|it| !begun.contains(&it) && !of_there.contains(&it));
        let backward = pieces(back, &|it| !of_back.contains(&it));
        let text = |work: &Work<'_>, number: usize| {
            work.piece(number).map(|it| it.text.clone()).unwrap_or_default()
        };
        let readings = |work: &Work<'_>, numbers: &[usize]| -> Vec<Reading> {
            numbers.iter().map(|it| Reading::of(work.lexis, &text(work, *it))).collect()
        };
        let mentions =
            |at: usize, name: &str| Words::of(back.lexis, &text(back, backward[at])).mentions(name);
        let doubt = undoes(
            &readings(there, &acted),
            &readings(there, &ahead),
            &readings(back, &backward),
            mentions,
        );
        let (work, number) = match doubt {
            Ok(()) => return Ok(()),
            Err(Doubt::There(at)) => (there, acted[at]),
            Err(Doubt::Back(at)) => (back, backward[at]),
        };
        match work.piece(number) {
            Some(piece) => Err(self.not_abortable(work, number, piece)),
            None => Ok(()),
        }
    }

    fn not_abortable(&self, work: &Work<'_>, number: usize, piece: &Piece) -> RunError {
        RunError::NotAbortable {
            revision: work.task.revision.clone(),
            path: work.source.path.clone(),
            line: piece.line,
            statement: number,
        }
    }
}

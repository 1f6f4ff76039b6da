//! Taking back a revision that was left half done.

use std::collections::BTreeSet;

use super::execute::Work;
use super::lock::Stop;
use super::resume::{Settled, is_taken_back, settle};
use super::script::{Way, temporary};
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
            self.tidy(&text).await;
        }
        let guards: BTreeSet<usize> =
            temporary(&source.script, work.lexis).into_iter().flatten().collect();
        let mut begun = is_taken_back(&pending, own[0]);
        let mut ran = 0;
        for step in &work.steps {
            if step.way == Way::Transaction {
                self.open(&work, step.begin.map(|it| it.text.as_str())).await?;
            }
            for (number, piece) in step.numbered() {
                let asked = step.way != Way::Session && !guards.contains(&number);
                let verdict = match asked {
                    true => settle(self.connection, history.dialect, &piece.text).await?,
                    false => Settled::Undone,
                };
                // From here on the journal does not tell any more what is there.
                if asked && !begun && matches!(verdict, Settled::Undone | Settled::Part(_)) {
                    let sent = self.send(&history.log(&work.entry(number, State::Started))).await;
                    sent.map_err(|stop| self.stopped("written", stop))?;
                    begun = true;
                }
                let sent = match verdict {
                    Settled::Done => continue,
                    Settled::Undone => self.send(&piece.text).await,
                    Settled::Part(mend) => {
                        self.mend(&work, &mend).await?;
                        self.send(&piece.text).await
                    }
                    Settled::Unknown => {
                        self.rollback().await;
                        return Err(self.not_abortable(&work, number, piece));
                    }
                };
                let task = back;
                self.events.event(Event::Statement { task, number, of: work.of, piece });
                self.checked(&work, Spot::of(&work, number, piece), sent).await?;
                ran += 1;
            }
            if self.open {
                let committed = self.commit(Vec::new()).await;
                self.unhalted(&work, committed).await?;
            }
        }
        self.restore().await;
        let log = history.log_recorded(&half.revision, back.direction);
        let sent: Result<(), Stop> = self.send(&log).await;
        sent.map_err(|stop| self.stopped("written", stop))?;
        Ok(ran)
    }

    /// Refuses when rows were changed, when a statement of the way back is of no known form, or
    /// when it would undo something else than what was done.
    fn abortable(&self, there: &Work<'_>, own: &[&Entry], back: &Work<'_>) -> Result<(), RunError> {
        let dialect = self.history.dialect;
        let guards = |work: &Work<'_>| -> BTreeSet<usize> {
            temporary(&work.source.script, work.lexis).into_iter().flatten().collect()
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
            let unknown = dialect.settling(&piece.text) == Settling::Unknown;
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

//! An update in batches: by primary key, each batch a transaction with its place in the journal.

use std::time::{Duration, Instant};

use super::execute::{Halt, Work, done};
use super::lock::Stop;
use super::patience::Need;
use super::*;
use crate::history::{Entry, State};
use crate::revision::script::{Batch, significant};
use crate::schema::QualifiedName;

/// How long a batch should take: nobody waits longer for one of its rows.
const AIM: Duration = Duration::from_millis(10);

/// How long it waits for a row that another has, with all the rows that it has by then.
const ROW_WAIT: Duration = Duration::from_millis(20);

/// The rows of the first batch, and of the smallest and the largest one.
const ROWS: (u64, u64, u64) = (1000, 50, 50_000);

/// The columns of a primary key, with the expressions that write their values as literals.
struct Key {
    columns: Vec<String>,
    literals: Vec<String>,
}

impl Runner<'_> {
    /// Runs an update in batches from where the journal says; tells whether the revision is still
    /// this run's to do.
    pub(super) async fn batch(
        &mut self,
        work: &Work<'_>,
        number: usize,
        piece: &Piece,
    ) -> Result<bool, RunError> {
        let (task, of) = (work.task, work.of);
        self.events.event(Event::Statement { task, number, of, piece });
        let batch =
            Batch::read(work.lexis, &piece.text).map_err(|reason| self.bad(work, reason))?;
        let key = self.key(work, &batch).await?;
        self.open(work, None).await?;
        let position = match self.progress(work, number).await? {
            Progress::Other => {
                self.rollback().await;
                return Ok(false);
            }
            Progress::Done => {
                self.rollback().await;
                return Ok(true);
            }
            Progress::At(position) => {
                self.rollback().await;
                position
            }
            Progress::Nothing => {
                let log = self.history.log(&work.entry(number, State::Started));
                let ended = self.end(work, vec![log]).await;
                self.unhalted(work, ended).await?;
                None
            }
        };
        Ok(self.pass_over(work, number, piece, (&batch, &key), position, true).await?.is_some())
    }

    /// Gives values once more to rows that came without one, or with one that goes, since a statement
    /// of the script gave them to all: rows come while others write, and the change that asks for a
    /// value of every row fails over the first that has none. Returns how many rows have one now.
    pub(super) async fn refill(
        &mut self,
        work: &Work<'_>,
        before: usize,
        tables: &[QualifiedName],
    ) -> Result<u64, RunError> {
        let mut touched = 0;
        let mut updates = Vec::new();
        for (number, piece) in (1..before).zip(work.source.script.statements()) {
            if let Ok(batch) = Batch::read(work.lexis, &piece.text) {
                updates.push((number, piece, batch));
            }
        }
        let all: Vec<Batch> = updates.iter().map(|it| it.2.clone()).collect();
        for (number, piece, batch) in updates {
            if !tables.contains(&batch.table) || !batch.can_run_again(work.lexis, &all) {
                continue;
            }
            if piece.is_batch() {
                let key = self.key(work, &batch).await?;
                let parts = (&batch, &key);
                let passed = self.pass_over(work, number, piece, parts, None, false).await?;
                touched += passed.unwrap_or_default();
                continue;
            }
            self.open(work, None).await?;
            match self.send_counted(&piece.text).await {
                Ok(rows) => touched += rows,
                Err(stop) => {
                    let spot = Spot::of(work, number, piece);
                    self.unhalted(work, Err(Halt::At(spot, stop))).await?;
                }
            }
            let ended = self.end(work, Vec::new()).await;
            self.unhalted(work, ended).await?;
        }
        Ok(touched)
    }

    /// Runs the batches of a statement from a position to the end of the table, each with its row
    /// of the journal where that is said. Returns how many rows they touched; none where another
    /// run has applied the revision meanwhile.
    async fn pass_over(
        &mut self,
        work: &Work<'_>,
        number: usize,
        piece: &Piece,
        (batch, key): (&Batch, &Key),
        mut position: Option<String>,
        journaled: bool,
    ) -> Result<Option<u64>, RunError> {
        let task = work.task;
        let mut rows = ROWS.0;
        let mut touched = 0;
        let mut need = Need::of(self, work, std::slice::from_ref(piece));
        loop {
            let renewed = self.renew().await;
            self.unhalted(work, renewed).await?;
            let began = Instant::now();
            let patience = need.patience().map(|it| it.min(ROW_WAIT));
            self.open_with(work, None, patience).await?;
            // Where sessions hold no lock, another run may be at the same batches.
            if journaled && matches!(self.lock, Lock::Transaction { .. }) {
                match self.progress(work, number).await? {
                    Progress::At(there) => position = there,
                    Progress::Done => {
                        self.rollback().await;
                        return Ok(Some(touched));
                    }
                    Progress::Other | Progress::Nothing => {
                        self.rollback().await;
                        return Ok(None);
                    }
                }
            }
            let mut entry = work.entry(number, State::Started);
            entry.position = position.clone();
            let done = match self.one(work, batch, key, &mut entry, rows, &need).await {
                Ok(count) => {
                    let log = journaled.then(|| self.history.log_end(&entry));
                    self.end(work, log.into_iter().collect()).await.map(|()| count)
                }
                Err(halt) => Err(halt),
            };
            match done {
                Ok(count) => {
                    touched += count;
                    self.begun = true;
                }
                Err(Halt::At(_, Stop::Refused(error))) if !need.own && self.is_busy(&error) => {
                    self.rollback().await;
                    self.pass_by(work, &mut need, began.elapsed()).await?;
                    continue;
                }
                Err(halt) => self.unhalted(work, Err(halt)).await?,
            }
            let took = began.elapsed();
            self.events.event(Event::Batch { task, number, rows: touched });
            if entry.state == State::Done {
                return Ok(Some(touched));
            }
            position = entry.position;
            // Each batch has as long as a statement has to get what it needs.
            need = Need::of(self, work, std::slice::from_ref(piece));
            let scale = AIM.as_secs_f64() / took.as_secs_f64().max(0.001);
            // A batch that was quick by chance is not followed by one that is slow.
            rows = ((rows as f64 * scale.clamp(0.25, 1.5)) as u64).clamp(ROWS.1, ROWS.2);
            // Others have their turn too.
            tokio::time::sleep(took / 4).await;
        }
    }

    /// One batch, from the entry's position to the one that it has afterwards. Its transaction is
    /// still open then.
    async fn one(
        &mut self,
        work: &Work<'_>,
        batch: &Batch,
        key: &Key,
        entry: &mut Entry,
        rows: u64,
        need: &Need,
    ) -> Result<u64, Halt> {
        let piece_spot =
            |sql: &str| Spot { statement: Some(entry.statement), ..Spot::own(work, sql) };
        if let Some(patience) = need.patience() {
            let told = self.be_patient(Some(patience)).await;
            told.map_err(|stop| Halt::At(Spot::own(work, "SET lock_timeout"), stop))?;
        }
        if let Some(patience) = self.history.dialect.row_patience().filter(|_| !need.own) {
            let told = self.send(patience).await;
            told.map_err(|stop| Halt::At(Spot::own(work, patience), stop))?;
        }
        let quote = |name: &str| self.history.dialect.quote(name);
        let table = batch.table.schema.as_deref().map(quote).map_or_else(
            || quote(&batch.table.name),
            |schema| format!("{schema}.{}", quote(&batch.table.name)),
        );
        let columns: Vec<String> = key.columns.iter().map(|it| quote(it)).collect();
        let nulls = self.history.dialect.keys_may_be_null();
        let is =
            |what: &str| columns.iter().map(|it| format!("{it} IS {what}")).collect::<Vec<_>>();
        let mut from: Vec<String> =
            entry.position.iter().map(|at| self.beside(&columns, ">", at)).collect();
        if nulls {
            from.extend(is("NOT NULL"));
        }
        let after = match &from[..] {
            [] => String::new(),
            from => format!(" WHERE {}", from.join(" AND ")),
        };
        let bound = format!(
            "SELECT {} FROM {table}{after} ORDER BY {} LIMIT 1 OFFSET {}",
            key.literals.join(", "),
            columns.join(", "),
            rows - 1
        );
        let found = self.connection.rows(&bound).await;
        let found = found.map_err(|error| Halt::At(piece_spot(&bound), Stop::Refused(error)))?;
        let bound = found.into_iter().next().map(|row| {
            let values: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
            tuple(&values)
        });
        let name = batch.alias.as_deref().unwrap_or(&batch.table.name);
        let own: Vec<String> = columns.iter().map(|it| format!("{}.{it}", quote(name))).collect();
        let mut conditions: Vec<String> =
            batch.condition.iter().map(|it| format!("({it}\n)")).collect();
        conditions.extend(entry.position.iter().map(|at| self.beside(&own, ">", at)));
        conditions.extend(bound.as_ref().map(|at| match entry.position {
            // The first batch takes those along that are in no order.
            None if nulls => {
                format!("({} OR {})", self.beside(&own, "<=", at), is("NULL").join(" OR "))
            }
            _ => self.beside(&own, "<=", at),
        }));
        let mut sql = batch.head.clone();
        if !conditions.is_empty() {
            sql.push_str(&format!("\nWHERE {}", conditions.join(" AND ")));
        }
        let updated = self.send_counted(&sql).await;
        let updated = updated.map_err(|stop| Halt::At(piece_spot(&sql), stop))?;
        match bound {
            Some(bound) => entry.position = Some(bound),
            None => entry.state = State::Done,
        }
        Ok(updated)
    }

    /// A condition for the rows on one side of a position, by which an index leads to them.
    fn beside(&self, columns: &[String], sign: &str, position: &str) -> String {
        let dialect = self.history.dialect;
        let values = values(dialect.lexis(), position);
        if dialect.seeks_rows() || values.len() != columns.len() {
            return format!("{} {sign} {position}", tuple(columns));
        }
        let beyond = &sign[..1];
        let mut pairs = columns.iter().zip(&values).rev();
        let last = pairs.next().map(|(column, value)| format!("{column} {sign} {value}"));
        pairs.fold(last.unwrap_or_default(), |rest, (column, value)| {
            format!("({column} {beyond} {value} OR ({column} = {value} AND {rest}))")
        })
    }

    /// How far the statement is by now; another run may be at it where sessions hold no lock.
    pub(super) async fn progress(
        &mut self,
        work: &Work<'_>,
        number: usize,
    ) -> Result<Progress, RunError> {
        let Task { revision, direction, .. } = work.task;
        let there = self.history.is_applied(self.connection, revision).await?;
        if there == (*direction == Direction::Up) {
            return Ok(Progress::Other);
        }
        let pending = self.history.pending(self.connection).await?;
        let mine = |it: &&Entry| it.revision == *revision && it.direction == *direction;
        let own: Vec<&Entry> = pending.iter().filter(mine).collect();
        if done(&own).contains(&number) {
            return Ok(Progress::Done);
        }
        let begun = |it: &&&Entry| it.statement == number && it.state == State::Started;
        Ok(match own.iter().rev().find(begun) {
            Some(entry) => Progress::At(entry.position.clone()),
            None => Progress::Nothing,
        })
    }

    /// The primary key of the table.
    async fn key(&mut self, work: &Work<'_>, batch: &Batch) -> Result<Key, RunError> {
        let query = self.history.dialect.key(&batch.table);
        let rows = self.connection.rows(&query).await;
        let rows = rows.map_err(|error| self.history.failed("read", error))?;
        let (columns, literals): (Vec<String>, Vec<String>) = rows
            .into_iter()
            .filter_map(|row| {
                let mut cells = row.into_iter().flatten();
                Some((cells.next()?, cells.next()?))
            })
            .unzip();
        if columns.is_empty() {
            let reason =
                format!("{} has no primary key to batch by; take the directive out", batch.table);
            return Err(self.bad(work, reason));
        }
        // Its rows would move ahead, and be met again.
        if let Some(column) = columns.iter().find(|it| batch.assigns(work.lexis, it)) {
            let reason = format!(
                "it changes {column}, by which the batches of {} go; take the directive out",
                batch.table
            );
            return Err(self.bad(work, reason));
        }
        Ok(Key { columns, literals })
    }

    fn bad(&self, work: &Work<'_>, reason: String) -> RunError {
        RunError::BadBatch {
            revision: work.task.revision.clone(),
            path: work.source.path.clone(),
            reason,
        }
    }
}

/// How far a statement is by now.
pub enum Progress {
    /// Another run has dealt with the revision.
    Other,
    Done,
    /// It was started, and got so far.
    At(Option<String>),
    Nothing,
}

/// The values of a position, each as its literal.
fn values(lexis: Lexis, position: &str) -> Vec<String> {
    let words = significant(lexis, position, 0..position.len()).unwrap_or_default();
    match &words[..] {
        ["(", values @ .., ")"] => values.split(|it| *it == ",").map(<[_]>::concat).collect(),
        _ => vec![position.to_owned()],
    }
}

/// Values side by side, to be compared from left to right.
fn tuple(values: &[String]) -> String {
    match values {
        [only] => only.clone(),
        many => format!("({})", many.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_its_values() {
        let position = "('it''s, (a) \\', b', -1.5e-7, 0x2C29, '')";
        let values = values(Lexis::MySql, position);
        assert_eq!(values, ["'it''s, (a) \\', b'", "-1.5e-7", "0x2C29", "''"]);
        assert_eq!(tuple(&values), position);
        assert_eq!(super::values(Lexis::MySql, "'(a, b)'"), ["'(a, b)'"]);
    }
}

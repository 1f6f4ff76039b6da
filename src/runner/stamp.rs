use std::collections::BTreeMap;
use std::pin::pin;

use super::*;
use crate::history::Record;

/// Makes the version table say that these revisions are applied and nothing else, without running
/// anything; what is applied already keeps its row. With `accept`, those of them that are applied
/// get the new checksum, and nothing else changes.
///
/// # Errors
///
/// Fails when another run does not end, or the version table is not one or cannot be written.
pub async fn stamp(
    connection: &mut Connection,
    history: &History<'_>,
    records: &[Record<'_>],
    accept: bool,
    options: &Options,
    events: &mut dyn Events,
) -> Result<(), RunError> {
    let history = &history.at_home(connection).await?;
    let never = pin!(std::future::pending());
    let mut runner = Runner::enter(connection, history, options, events, never).await?;
    let result = match runner.take_lock().await {
        Ok(()) => runner.stamp(records, accept).await,
        Err(error) => Err(error),
    };
    runner.leave().await;
    result
}

impl Runner<'_> {
    async fn stamp(&mut self, records: &[Record<'_>], accept: bool) -> Result<(), RunError> {
        let history = self.history;
        // MySQL ends a transaction when it creates a table.
        if !matches!(self.lock, Lock::Transaction { .. }) {
            history.create(self.connection).await?;
        }
        self.begin_own("written").await?;
        history.create(self.connection).await?;
        let applied = history.applied(self.connection).await?;
        let mut wanted: BTreeMap<&str, &Record> =
            records.iter().map(|record| (record.revision, record)).collect();
        let mut statements = Vec::new();
        for row in &applied {
            match wanted.remove(row.revision.as_str()) {
                Some(record) if accept => {
                    statements.extend(history.set_checksum(record.revision, record.checksum));
                }
                None if !accept => {
                    statements.push(history.unrecord(&row.revision));
                    statements.push(history.log_recorded(&row.revision, Direction::Down));
                }
                _ => {}
            }
        }
        if !accept {
            for record in wanted.values() {
                statements.push(history.record(record));
                statements.push(history.log_recorded(record.revision, Direction::Up));
            }
            // Whatever was left half done is what the stamp says from now on.
            for entry in history.pending(self.connection).await? {
                statements.push(history.log_recorded(&entry.revision, entry.direction));
            }
        }
        for statement in statements {
            let sent = self.send(&statement).await;
            sent.map_err(|stop| self.stopped("written", stop))?;
        }
        self.commit(Vec::new()).await.map_err(|halt| self.halted("written", halt))
    }
}

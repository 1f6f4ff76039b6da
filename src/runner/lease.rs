//! A lease in the place of a session's lock: a row with an owner and an expiry.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;

use super::execute::Halt;
use super::lock::{Stop, Wait};
use super::*;

/// How long a lease holds when its owner falls silent, and how often it is renewed.
const SPAN: Duration = Duration::from_secs(30);
const BEAT: Duration = Duration::from_secs(10);

/// Without a second connection nobody renews it while a long statement runs.
const LONG: Duration = Duration::from_secs(600);

/// A lease that this run holds.
pub struct Lease {
    owner: String,
    span: Duration,
    /// It could not be renewed in time.
    lost: Arc<AtomicBool>,
    beat: Option<JoinHandle<()>>,
}

impl Runner<'_> {
    /// Takes the lease as soon as nobody holds it.
    pub(super) async fn take_lease(&mut self) -> Result<(), RunError> {
        let owner = format!(
            "{} (process {}) {:016x}",
            self.options.by,
            std::process::id(),
            RandomState::new().hash_one(0)
        );
        let alone = matches!(self.lock, Lock::Transaction { .. });
        // Where a transaction has all of the database, another connection could not write anyway.
        let second = if alone { None } else { self.connection.again().await };
        let second = second.and_then(Result::ok);
        let span = if second.is_some() || alone { SPAN } else { LONG };
        let (history, holder) = (self.history, self.history.lease_holder());
        let mut wait = Wait::new(self.deadline);
        let mut created = false;
        loop {
            match self.connection.execute(&history.take_lease(&owner, span)).await {
                Ok(1..) => break,
                // Of several who take it for the first time, all but one are refused.
                Ok(0)
                    if self
                        .connection
                        .execute(&history.first_lease(&owner, span))
                        .await
                        .is_ok() =>
                {
                    break;
                }
                Ok(0) => {}
                Err(error) if error.disconnected => {
                    return Err(history.failed("locked", error).into());
                }
                Err(error) => {
                    // There is no table yet, or others are at it.
                    let made = self.connection.execute(&history.create_lease()).await;
                    if made.is_err() && created && !self.is_busy(&error) {
                        return Err(history.failed("locked", error).into());
                    }
                    if made.is_ok() && !std::mem::replace(&mut created, true) {
                        continue;
                    }
                }
            }
            self.wait(&mut wait, Some(&holder)).await?;
        }
        let lost = Arc::new(AtomicBool::new(false));
        let renew = history.renew_lease(&owner, span);
        let beat = second.map(|second| tokio::spawn(keep(second, renew, lost.clone())));
        self.lease = Some(Lease { owner, span, lost, beat });
        Ok(())
    }

    /// Holds the lease for longer: before every statement outside of a transaction, and last thing
    /// in one, so that nothing is committed by a run that others may have taken for dead.
    pub(super) async fn renew(&mut self) -> Result<(), Halt> {
        let Some(Lease { owner, span, lost, .. }) = &self.lease else { return Ok(()) };
        let renew = self.history.renew_lease(owner, *span);
        let held = !lost.load(Ordering::Relaxed)
            && match self.connection.execute(&renew).await {
                Ok(touched) => touched > 0,
                Err(error) => {
                    let spot = Spot::unplaced(&renew);
                    return Err(Halt::At(spot, Stop::Refused(error)));
                }
            };
        if held { Ok(()) } else { Err(Halt::Run(RunError::LeaseLost)) }
    }

    pub(super) async fn give_lease_back(&mut self) {
        let Some(lease) = self.lease.take() else { return };
        // One that cannot be given back expires.
        let _ = self.connection.execute(&self.history.release_lease(&lease.owner)).await;
    }
}

/// Renews a lease until it is lost.
async fn keep(mut connection: Connection, renew: String, lost: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(BEAT).await;
        if !matches!(connection.execute(&renew).await, Ok(1..)) {
            lost.store(true, Ordering::Relaxed);
            return;
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(beat) = &self.beat {
            beat.abort();
        }
    }
}

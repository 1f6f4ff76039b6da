//! A script as the runner sees it: its statements numbered through, and what becomes of each step.

use sha2::{Digest, Sha256};

use crate::dialect::{Dialect, Effect, Lock};
use crate::revision::script::{Lexis, Piece, Script, ScriptStep, significant};

/// A step with the numbers of its statements, from 1.
#[derive(Clone, Copy, Debug)]
pub struct Numbered<'s> {
    pub step: &'s ScriptStep,
    pub first: usize,
    pub last: usize,
    pub way: Way,
}

/// How a step is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It acts on the session, and is run whatever was done before.
    Session,
    Transaction,
    /// A statement outside of any transaction.
    Alone,
}

pub fn steps<'s>(script: &'s Script, dialect: &dyn Dialect, lock: &Lock) -> Vec<Numbered<'s>> {
    let mut last = 0;
    let mut steps = Vec::new();
    for step in script.steps.iter().filter(|step| !step.statements.is_empty()) {
        let first = last + 1;
        last += step.statements.len();
        let way = match (step.transaction, dialect.effect(&step.statements[0].text)) {
            (true, _) => Way::Transaction,
            (false, Effect::Session) => Way::Session,
            // Where a transaction is the lock, there is none without one.
            (false, Effect::Database) if matches!(lock, Lock::Transaction { .. }) => {
                Way::Transaction
            }
            (false, Effect::Database | Effect::Alone) => Way::Alone,
        };
        steps.push(Numbered { step, first, last, way });
    }
    steps
}

impl<'s> Numbered<'s> {
    /// The statements with their numbers, from number `start` on.
    pub fn from(&self, start: usize) -> impl Iterator<Item = (usize, &'s Piece)> + use<'s> {
        (self.first..).zip(&self.step.statements).filter(move |(number, _)| *number >= start)
    }
}

/// For each statement a hash of it and all before it, whatever their comments and white space.
pub fn prefix_hashes(script: &Script, lexis: Lexis) -> Vec<String> {
    let mut hash = Sha256::new();
    let hashes = script.statements().map(|piece| {
        // What does not read alone (it was split off by another delimiter) counts as it stands.
        let words = significant(lexis, &piece.text, 0..piece.text.len());
        for word in words.unwrap_or_else(|_| vec![&piece.text]) {
            hash.update(word);
            hash.update([0xff]);
        }
        hash.update([0xfe]);
        hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    });
    hashes.collect()
}

//! A script as the runner sees it: its statements numbered through, and what becomes of each step.

use sha2::{Digest, Sha256};

use crate::dialect::{Dialect, Effect, Lock};
use crate::revision::script::{Lexis, Piece, Script, Words, allows_transaction, significant};

/// A step with the numbers of its statements, from 1.
#[derive(Clone, Copy, Debug)]
pub struct Numbered<'s> {
    pub pieces: &'s [Piece],
    /// The statement that begins the transaction, when the script has one.
    pub begin: Option<&'s Piece>,
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
    /// An update that is many transactions.
    Batch,
}

/// The steps of a script. Where a transaction holds no schema changes, these stand alone, and what
/// is between them is together.
pub fn steps<'s>(
    script: &'s Script,
    dialect: &dyn Dialect,
    lock: &Lock,
    whole: bool,
) -> Vec<Numbered<'s>> {
    let mut last = 0;
    let mut steps = Vec::new();
    let mut add = |pieces: &'s [Piece], begin, way| {
        let first = last + 1;
        last += pieces.len();
        steps.push(Numbered { pieces, begin, first, last, way });
    };
    for step in script.steps.iter().filter(|step| !step.statements.is_empty()) {
        let (pieces, begin) = (step.statements.as_slice(), step.begin.as_ref());
        let effect = |piece: &Piece| dialect.effect(&piece.text);
        match (step.transaction, effect(&pieces[0])) {
            _ if pieces[0].is_batch() => add(pieces, None, Way::Batch),
            (true, _) if whole => add(pieces, begin, Way::Transaction),
            (true, _) => {
                let held = |piece: &Piece| matches!(effect(piece), Effect::Rows | Effect::Session);
                for group in pieces.chunk_by(|a, b| held(a) && held(b)) {
                    let way = if held(&group[0]) { Way::Transaction } else { Way::Alone };
                    add(group, begin, way);
                }
            }
            (false, Effect::Session) => add(pieces, None, Way::Session),
            (false, Effect::Rows) => add(pieces, None, Way::Transaction),
            // What a transaction can hold is known to be done or undone.
            (false, Effect::Database)
                if whole && allows_transaction(dialect.lexis(), &pieces[0].text) =>
            {
                add(pieces, None, Way::Transaction);
            }
            // Where a transaction is the lock, there is none without one; but these refuse it.
            (false, Effect::Database) if matches!(lock, Lock::Transaction { .. }) => {
                add(pieces, None, Way::Transaction);
            }
            (false, Effect::Database | Effect::Alone) => add(pieces, None, Way::Alone),
        }
    }
    steps
}

impl<'s> Numbered<'s> {
    /// The statements with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &'s Piece)> + use<'s> {
        (self.first..).zip(self.pieces)
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

/// Whether what a statement sets stays behind the end of its transaction.
pub fn outlasts(lexis: Lexis, sql: &str) -> bool {
    let mut words = Words::of(lexis, sql);
    !words.eat("SET") || !["LOCAL", "TRANSACTION", "CONSTRAINTS"].iter().any(|it| words.eat(it))
}

/// Whether a script bounds its waiting by itself.
pub fn has_timeouts(script: &Script) -> bool {
    script.bounds_waiting
}

/// Whether a script may leave settings of the session changed.
pub fn changes_session(script: &Script) -> bool {
    let plain = ["CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "COMMENT"];
    script.statements().any(|piece| {
        let text = piece.text.trim_start();
        let plain = plain.iter().any(|it| text.get(..it.len()) == Some(*it));
        !plain || text.to_ascii_lowercase().contains("set_config")
    })
}

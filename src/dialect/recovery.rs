//! What a run asks of a dialect to find out, after a crash, whether a statement ran, and to wait for
//! tables without holding others up.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Dialect;
use super::reading::{Reading, Thing};
use crate::schema::QualifiedName;
use crate::target::Target;

/// How one finds out whether a statement took effect that was started and not seen to end.
#[derive(Clone, Debug, PartialEq)]
pub enum Settling {
    /// Nothing is lost when it runs once more.
    Again,
    /// A query of one value: `done`, `undone`, `running` while another session is at it, `part`, or
    /// anything else when nobody can tell. What a part has left is taken away, outside of any
    /// transaction, by the statements that the query `mend` lists, before it runs again.
    Ask { query: String, mend: Option<String> },
    /// The words of the statement do not say what to look for.
    Unknown,
}

/// What a server said of a statement that failed.
#[derive(Clone, Copy, Debug)]
pub struct ServerError<'e> {
    pub code: Option<&'e str>,
    pub message: &'e str,
    /// It named a place in the statement.
    pub pointed: bool,
}

/// What a run asks of a dialect to be gentle with a database that is at work, and to find out what
/// became of a statement.
pub trait Recovery {
    /// How to find out whether a statement took effect.
    fn settling(&self, sql: &str) -> Settling;

    /// Whether a statement runs others, which may commit one by one.
    fn runs_others(&self, _sql: &str) -> bool {
        false
    }

    /// Whether an error shows that a statement was refused before it did anything.
    fn is_refusal(&self, _sql: &str, _error: ServerError<'_>) -> bool {
        false
    }

    /// The statement as this server reads it, of whose comments some are run by others alone.
    fn meant(&self, sql: &str, _target: &Target) -> String {
        sql.to_owned()
    }

    /// A condition that holds when the thing is there; none where the catalog does not list it.
    fn exists(&self, thing: &Thing) -> Option<String>;

    /// A query for the number of other sessions in which the statement is still going on, where
    /// there can be any.
    fn running(&self, sql: &str) -> Option<String>;

    /// What a statement locks.
    fn locks(&self, sql: &str) -> Reading;

    /// How to see, without standing in the queue, whether somebody has these tables for longer
    /// than a moment.
    fn peek(&self, reading: &Reading, target: &Target) -> Option<Peek>;

    /// A query for those who have these tables: who, for how many seconds, and with what.
    fn blockers(&self, reading: &Reading) -> Option<String>;

    /// The statement that bounds how long the next one waits for its locks: within a transaction,
    /// or none at all for a statement that waits without keeping others out.
    fn patience(&self, patience: Option<Duration>) -> Option<String>;

    /// The shortest time for which a statement can be told to wait for a lock.
    fn shortest_wait(&self) -> Duration {
        Duration::from_millis(1)
    }

    /// The statement that bounds how long the next one waits for single rows, where that is not
    /// what [`patience`](Self::patience) bounds.
    fn row_patience(&self) -> Option<&'static str> {
        None
    }

    /// A query for the size of a table in words, which is null where it has no more than so many
    /// rows. None where no change has to copy a table.
    fn size(&self, _table: &QualifiedName, _few: u64) -> Option<String> {
        None
    }

    /// The server's clock in milliseconds, as an expression.
    fn clock(&self) -> &'static str;

    /// A query for the columns of a table's primary key in order, each with an expression that
    /// writes its value as a literal.
    fn key(&self, table: &QualifiedName) -> String;

    /// Whether rows are found by an index where several of their columns are compared at once, as in
    /// `(a, b) > (1, 2)`.
    fn seeks_rows(&self) -> bool {
        true
    }

    /// Whether a column of a primary key may hold NULLs, which are in no order.
    fn keys_may_be_null(&self) -> bool {
        false
    }
}

/// How to look for those who have a table. Where that sees them too who have it for a moment, and
/// there is always one, `long` has rows when there is any transaction that takes seconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Peek {
    /// A query that has rows when there is somebody.
    Rows(String),
    /// One that lists all who have it, also for a moment: who stays is there the next time too.
    Staying { list: String, long: &'static str },
    /// A statement that is refused as busy when there is somebody, with what undoes it.
    Try { take: String, long: &'static str },
}

/// How to settle a statement by what it makes and takes away.
pub fn settling(dialect: &dyn Dialect, reading: &Reading) -> Settling {
    let made: BTreeSet<&Thing> = reading.made.iter().collect();
    let gone: BTreeSet<&Thing> = reading.gone.iter().collect();
    // What is taken away and made anew is there before and after.
    let both: BTreeSet<&Thing> = made.intersection(&gone).copied().collect();
    let mut facts = Vec::new();
    for thing in made.symmetric_difference(&gone) {
        match dialect.exists(thing) {
            Some(sql) if made.contains(thing) => facts.push(format!("({sql})")),
            Some(sql) => facts.push(format!("(NOT ({sql}))")),
            None => return Settling::Unknown,
        }
    }
    if facts.is_empty() {
        let replaced = |it: &&Thing| matches!(it, Thing::Column(..) | Thing::Relation(_));
        let lossy = both.iter().any(replaced);
        return if reading.unclear || lossy { Settling::Unknown } else { Settling::Again };
    }
    let all = facts.join(" AND ");
    let none: Vec<String> = facts.iter().map(|it| format!("NOT {it}")).collect();
    let none = none.join(" AND ");
    let query =
        format!("SELECT CASE WHEN {all} THEN 'done' WHEN {none} THEN 'undone' ELSE 'mixed' END");
    Settling::Ask { query, mend: None }
}

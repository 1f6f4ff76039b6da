//! Scripts: plain SQL in the lexis of its database, split into statements and grouped into steps.

mod batch;
mod split;
pub(crate) mod token;
mod waiting;
mod words;

use std::ops::Range;

pub use batch::Batch;
pub use split::{Directive, Piece, split};
pub(crate) use token::token;
pub use words::Words;

/// How a database writes comments, texts and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lexis {
    Sqlite,
    Postgres,
    /// MySQL's and MariaDB's, with their command line client's `DELIMITER` lines.
    MySql,
}

/// A script as it is run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    pub steps: Vec<ScriptStep>,
    /// It bounds by itself how long it waits for locks.
    pub bounds_waiting: bool,
}

/// Statements that are run together in a transaction, or one that is run outside of any.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptStep {
    pub transaction: bool,
    /// The statement that begins the transaction, when the script has one.
    pub begin: Option<Piece>,
    /// Without those that begin and end the transaction.
    pub statements: Vec<Piece>,
}

impl Script {
    /// Reads a script. What stands between `BEGIN` and `COMMIT` is a step in a transaction, and
    /// what stands outside is run alone. A script with neither is one transaction if all its
    /// statements allow it.
    pub fn parse(lexis: Lexis, text: &str) -> Result<Self, ScriptError> {
        let pieces = split(lexis, text)?;
        for piece in pieces.iter().filter(|it| it.is_batch()) {
            Batch::read(lexis, &piece.text).map_err(|reason| {
                ScriptError::at(text, piece.range.start, ScriptProblem::BadDirective(reason))
            })?;
        }
        for piece in &pieces {
            if let Some(problem) = refused(lexis, &piece.text) {
                return Err(ScriptError::at(text, piece.range.start, problem));
            }
        }
        let bounds_waiting = pieces.iter().any(|it| waiting::bounds_waiting(lexis, &it.text));
        let kinds: Vec<Class> = pieces.iter().map(|piece| classify(lexis, &piece.text)).collect();
        if kinds.iter().all(|kind| *kind == Class::Other) {
            return Ok(Self { steps: implied(lexis, pieces), bounds_waiting });
        }
        let mut steps = Vec::new();
        let mut open: Option<ScriptStep> = None;
        for (piece, kind) in pieces.into_iter().zip(kinds) {
            let error = |problem| Err(ScriptError::at(text, piece.range.start, problem));
            match (kind, open.as_mut()) {
                (Class::Begin, None) => {
                    let statements = Vec::new();
                    open = Some(ScriptStep { transaction: true, begin: Some(piece), statements });
                }
                (Class::Begin, Some(step)) => {
                    let line = step.begin.as_ref().map_or(0, |begin| begin.line);
                    return error(ScriptProblem::NestedBegin(line));
                }
                (Class::Commit, Some(_)) => steps.extend(open.take()),
                (Class::Commit, None) => return error(ScriptProblem::CommitWithoutBegin),
                (Class::Rollback, _) => return error(ScriptProblem::Rollback),
                (Class::Chain, _) => return error(ScriptProblem::Chain),
                (Class::Other, Some(_)) if piece.is_batch() => {
                    return error(ScriptProblem::BatchInTransaction);
                }
                (Class::Other, Some(step)) => step.statements.push(piece),
                (Class::Other, None) => steps.push(alone(piece)),
            }
        }
        match open.and_then(|step| step.begin) {
            Some(begin) => {
                Err(ScriptError::at(text, begin.range.start, ScriptProblem::BeginWithoutCommit))
            }
            None => Ok(Self { steps, bounds_waiting }),
        }
    }

    /// Every statement that is run, without those that begin and end transactions.
    pub fn statements(&self) -> impl Iterator<Item = &Piece> {
        self.steps.iter().flat_map(|step| &step.statements)
    }
}

impl Piece {
    /// Whether it is run in batches.
    pub fn is_batch(&self) -> bool {
        self.directives.contains(&Directive::Batch)
    }
}

fn alone(piece: Piece) -> ScriptStep {
    ScriptStep { transaction: false, begin: None, statements: vec![piece] }
}

fn implied(lexis: Lexis, statements: Vec<Piece>) -> Vec<ScriptStep> {
    let allows = |piece: &Piece| !piece.is_batch() && allows_transaction(lexis, &piece.text);
    let together = statements.iter().all(allows);
    if statements.is_empty() {
        Vec::new()
    } else if together {
        vec![ScriptStep { transaction: true, begin: None, statements }]
    } else {
        statements.into_iter().map(alone).collect()
    }
}

/// What a statement does to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Begin,
    Commit,
    Rollback,
    /// It ends one transaction and begins the next.
    Chain,
    Other,
}

fn classify(lexis: Lexis, statement: &str) -> Class {
    let words = words(lexis, statement);
    let mut words = words.iter().map(String::as_str);
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let ends = |class| match second {
        Some("PREPARED" | "TO") => Class::Other,
        // `COMMIT AND NO CHAIN` and `COMMIT WORK AND CHAIN` are possible too.
        _ => {
            let rest: Vec<&str> = second.into_iter().chain(words.clone()).collect();
            let chains = rest.windows(2).any(|pair| pair == ["AND", "CHAIN"]);
            if chains { Class::Chain } else { class }
        }
    };
    match first {
        "BEGIN" if second == Some("NOT") => Class::Other,
        "BEGIN" => Class::Begin,
        "START" if second == Some("TRANSACTION") => Class::Begin,
        "COMMIT" => ends(Class::Commit),
        "END" if lexis != Lexis::MySql => ends(Class::Commit),
        "ROLLBACK" if words.clone().any(|word| word == "TO") => Class::Other,
        "ROLLBACK" => ends(Class::Rollback),
        "ABORT" if lexis == Lexis::Postgres => ends(Class::Rollback),
        _ => Class::Other,
    }
}

/// What is wrong with a statement after which the runner cannot do its part.
fn refused(lexis: Lexis, statement: &str) -> Option<ScriptProblem> {
    let words = words(lexis, statement);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let reads = |pair: [&str; 2]| words.windows(2).any(|it| it == pair);
    match (lexis, &words[..]) {
        (Lexis::MySql, ["LOCK", "TABLE" | "TABLES", ..]) => Some(ScriptProblem::LockTables),
        (Lexis::MySql, ["UNLOCK", "TABLE" | "TABLES"]) => Some(ScriptProblem::UnlockTables),
        (Lexis::MySql, ["FLUSH", ..]) if reads(["READ", "LOCK"]) || reads(["FOR", "EXPORT"]) => {
            Some(ScriptProblem::LockTables)
        }
        (Lexis::Postgres, ["PREPARE", "TRANSACTION"]) => Some(ScriptProblem::PrepareTransaction),
        (Lexis::Postgres, ["DISCARD", "ALL"]) => Some(ScriptProblem::DiscardAll),
        _ => None,
    }
}

/// Whether a statement may run inside of a transaction and does there what it says.
pub fn allows_transaction(lexis: Lexis, statement: &str) -> bool {
    let words = words(lexis, statement);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |word| words.contains(&word);
    // What follows the options in parentheses: `REINDEX (VERBOSE) SCHEMA s`.
    let object = || {
        let mut rest = Words::of(lexis, statement);
        rest.skip();
        if rest.eat_sign("(") {
            while !rest.is_empty() && !rest.eat_sign(")") {
                rest.skip();
            }
        }
        rest.eat("VERBOSE");
        rest
    };
    match lexis {
        // Most statements that change the schema commit what was begun.
        Lexis::MySql => false,
        Lexis::Sqlite => match words[..] {
            ["VACUUM" | "ATTACH" | "DETACH", ..] => false,
            // Without effect inside of a transaction, or refused there.
            ["PRAGMA", ..] => !words.iter().skip(1).take(2).any(|word| {
                matches!(
                    *word,
                    "FOREIGN_KEYS"
                        | "JOURNAL_MODE"
                        | "SYNCHRONOUS"
                        | "TEMP_STORE"
                        | "WAL_CHECKPOINT"
                )
            }),
            _ => true,
        },
        // Statements that PostgreSQL refuses with SQLSTATE 25001.
        Lexis::Postgres => match words[..] {
            ["VACUUM", ..] | ["ALTER", "SYSTEM", ..] => false,
            ["COMMIT" | "ROLLBACK", "PREPARED", ..] => false,
            ["CREATE" | "DROP", "DATABASE" | "TABLESPACE" | "SUBSCRIPTION", ..] => false,
            ["REINDEX", ..] => {
                let of_many = ["DATABASE", "SYSTEM", "SCHEMA"].iter().any(|it| object().eat(it));
                !of_many && !has("CONCURRENTLY")
            }
            ["ALTER", "DATABASE", ..] => !(has("TABLESPACE") && has("SET")),
            // Its publications are read again unless it says otherwise.
            ["ALTER", "SUBSCRIPTION", ..] => {
                !["PUBLICATION", "FAILOVER", "TWO_PHASE"].into_iter().any(has)
            }
            ["CLUSTER", ..] => !object().is_empty(),
            ["CREATE" | "DROP", "INDEX" | "UNIQUE", ..] => !has("CONCURRENTLY"),
            ["ALTER", "TABLE", ..] => !(has("DETACH") && has("CONCURRENTLY")),
            _ => true,
        },
    }
}

/// The first words of a statement in upper case, without those in quotes. What makes a statement
/// special stands among them, and a long list of rows need not be read for it.
fn words(lexis: Lexis, statement: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    let mut left = 400;
    while at < statement.len() && left > 0 {
        left -= 1;
        // The statement has been split off by the same rules, so that this cannot fail.
        let Ok(token) = token(lexis, statement, at) else { break };
        if token.kind == token::Kind::Word {
            words.push(token.text.to_ascii_uppercase());
        }
        at = token.end();
    }
    words
}

/// A script that cannot be run, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {problem}")]
pub struct ScriptError {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub problem: ScriptProblem,
}

impl ScriptError {
    fn at(text: &str, start: usize, problem: ScriptProblem) -> Self {
        let before = &text[..start];
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[begin..].trim_start_matches('\u{feff}').chars().count() + 1;
        Self { line, column, problem }
    }
}

/// What is wrong with a script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptProblem {
    #[error("the {0} that begins here does not end")]
    Unterminated(&'static str),
    #[error("this is a command of the command line client; a script holds SQL only")]
    ClientCommand,
    #[error(
        "COPY FROM STDIN needs its rows from a client; write INSERT, or COPY FROM a file of the \
         server"
    )]
    CopyFromStdin,
    #[error("DELIMITER is followed by the delimiter, as in `DELIMITER //`")]
    NoDelimiter,
    #[error("`-- autogen: {0}` is not a directive; there are `rebuild TABLE` and `batch`")]
    UnknownDirective(String),
    #[error("this directive cannot be read: {0}")]
    BadDirective(String),
    #[error("an update in batches is many transactions, and stands outside of BEGIN and COMMIT")]
    BatchInTransaction,
    #[error("no statement follows this directive")]
    LostDirective,
    #[error("a directive stands above its statement, not within one")]
    InnerDirective,
    #[error("a transaction begins here within the one that began on line {0}; COMMIT that first")]
    NestedBegin(usize),
    #[error("the transaction that begins here has no COMMIT")]
    BeginWithoutCommit,
    #[error("this ends a transaction that did not begin; write BEGIN where it should")]
    CommitWithoutBegin,
    #[error("a script that rolls back leaves nothing to record; take out what it undoes")]
    Rollback,
    #[error(
        "this keeps the run from the tables of its own, and half of the script would be done; take \
         it out: no other run writes meanwhile"
    )]
    LockTables,
    #[error("this ends a lock that a script cannot take; take it out with its LOCK TABLES")]
    UnlockTables,
    #[error(
        "this parts the change from the row that records it; take it out, or prepare and commit \
         it by hand"
    )]
    PrepareTransaction,
    #[error(
        "this gives the run's own lock away; take it out, or discard only what is meant, as with \
         DISCARD TEMP"
    )]
    DiscardAll,
    #[error("a chained transaction cannot be told from a step; write COMMIT and BEGIN")]
    Chain,
}

/// The ranges of what counts in a statement: its words, texts and signs, without comments and
/// white space.
pub(crate) fn significant(
    lexis: Lexis,
    text: &str,
    range: Range<usize>,
) -> Result<Vec<&str>, ScriptError> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let token = token(lexis, text, at)?;
        if token.counts() {
            found.push(token.text);
        }
        at = token.end();
    }
    Ok(found)
}

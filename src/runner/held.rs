//! What a script holds in its session, temporary tables and variables: it is gone for whoever takes
//! the script up in another.

use std::collections::BTreeSet;
use std::fmt;

use super::RunError;
use super::execute::Work;
use crate::dialect::{Builder, Dialect};
use crate::revision::script::{Lexis, Script, Words};

/// A temporary table, or a variable of MySQL whose value was read from the database.
#[derive(Debug, Default)]
pub struct Held {
    /// That of a variable with its `@`.
    name: String,
    /// The statements that make it and fill it, and do nothing else.
    made: BTreeSet<usize>,
    /// The first of them that puts into it what it has read.
    read: Option<usize>,
    dropped: Option<usize>,
}

/// What becomes of the statements that whoever takes a script up finds done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// They are run again, for what the session has to hold.
    pub again: BTreeSet<usize>,
    /// They are not run: what they end or ask for is gone, and nobody needs it.
    pub over: BTreeSet<usize>,
}

/// A statement that needs what cannot be had again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub statement: usize,
    pub name: String,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { statement, name } = self;
        write!(
            f,
            "Statement {statement} needs {name}, which went with the session of the run before, and cannot be had again as it was"
        )
    }
}

/// Statements after which every query of what was there before finds what it found.
const HARMLESS: [&str; 7] = [
    "CREATE INDEX",
    "CREATE UNIQUE INDEX",
    "CREATE TABLE",
    "DROP INDEX",
    "REINDEX",
    "ANALYZE",
    "COMMENT ON",
];

/// The values that a session keeps of the row that it wrote last.
const LAST_ROW: [&str; 3] = ["LAST_INSERT_ID", "LAST_INSERT_ROWID", "LASTVAL"];

impl Held {
    /// All its statements.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        self.made.iter().copied().chain(self.dropped)
    }

    fn is_needed(&self, number: usize, words: &Words<'_>) -> bool {
        let made = self.made.first().is_some_and(|first| *first < number);
        made && self.dropped.is_none_or(|it| number < it)
            && match self.name.strip_prefix('@') {
                Some(name) => variables(words).any(|it| it.eq_ignore_ascii_case(name)),
                None => words.mentions(&self.name),
            }
    }
}

/// What is to be done about the session when these statements of a script are done. `of_session`
/// tells of a statement whether it acts on the session alone: such a one is run by everybody.
///
/// # Errors
///
/// Fails where what the session held was read from a database that the script has changed since.
pub fn again(
    script: &Script,
    lexis: Lexis,
    of_session: &dyn Fn(usize) -> bool,
    done: &BTreeSet<usize>,
) -> Result<Again, Lost> {
    let (held, asked) = (held(script, lexis), last_rows(script, lexis));
    if held.is_empty() && asked.is_empty() {
        return Ok(Again::default());
    }
    let statements: Vec<Words<'_>> =
        script.statements().map(|it| Words::of(lexis, &it.text)).collect();
    let drops: BTreeSet<usize> = held.iter().filter_map(|it| it.dropped).collect();
    let own: BTreeSet<usize> = held.iter().flat_map(Held::numbers).collect();
    // What changes the database: nothing read before it is to be read after it.
    let is_change = |number: usize| {
        let mut words = statements[number - 1].clone();
        !of_session(number) && !own.contains(&number) && !HARMLESS.iter().any(|it| words.eat(it))
    };
    let mut runs: BTreeSet<usize> = (1..=statements.len())
        .filter(|it| !done.contains(it) && !of_session(*it) && !drops.contains(it))
        .collect();
    let user = |it: &Held, runs: &BTreeSet<usize>| {
        runs.iter().copied().find(|number| it.is_needed(*number, &statements[number - 1]))
    };
    let mut again = BTreeSet::new();
    loop {
        let before = again.len();
        for it in &held {
            let Some(statement) = user(it, &runs) else { continue };
            let past = it.made.iter().filter(|it| done.contains(it) || of_session(**it));
            let past: BTreeSet<usize> = past.copied().collect();
            let read = it.read.filter(|it| past.contains(it));
            let stale = read.is_some_and(|read| done.range(read + 1..).any(|it| is_change(*it)));
            let ended = it.dropped.is_some_and(|it| done.contains(&it));
            if !past.is_empty() && (stale || ended) {
                return Err(Lost { statement, name: it.name.clone() });
            }
            runs.extend(&past);
            again.extend(past);
        }
        if again.len() == before {
            break;
        }
    }
    let gone = |(_, row): &(Lost, usize)| done.contains(row) && !again.contains(row);
    let mut asked = asked.into_iter().filter(|(it, _)| runs.contains(&it.statement));
    if let Some((lost, _)) = asked.find(gone) {
        return Err(lost);
    }
    let unused = held.iter().filter(|it| user(it, &runs).is_none());
    let over = unused.flat_map(|it| {
        let gone = it.made.first().is_some_and(|first| done.contains(first));
        let ends = it.dropped.filter(|it| gone && !done.contains(it));
        it.made.iter().copied().filter(|it| of_session(*it)).chain(ends)
    });
    Ok(Again { over: over.collect(), again })
}

/// The statements that ask for what the session keeps of the row written last, each with that which
/// wrote it.
fn last_rows(script: &Script, lexis: Lexis) -> Vec<(Lost, usize)> {
    // A long list of rows need not be read for it.
    let names = |text: &str| {
        let text = text.to_ascii_uppercase();
        LAST_ROW.iter().any(|it| text.contains(it))
    };
    if !script.statements().any(|it| names(&it.text)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut row = None;
    for (statement, piece) in (1..).zip(script.statements()) {
        let words = Words::of(lexis, &piece.text);
        let value = LAST_ROW.iter().find(|it| words.after(it).is_some());
        if let (Some(value), Some(row)) = (value, row) {
            found.push((Lost { statement, name: format!("{value}()") }, row));
        }
        if is_insert(&words) {
            row = Some(statement);
        }
    }
    found
}

impl Work<'_> {
    /// Refuses where a statement asks for the number of a row that another transaction wrote, and the
    /// journal's rows come in between with numbers of the server's.
    pub fn asks_for_own_rows(&self, dialect: &dyn Dialect) -> Result<(), RunError> {
        if dialect.builder() == Builder::Mysql {
            return Ok(());
        }
        let step = |number: usize| self.steps.iter().position(|it| it.last >= number);
        let apart = |(it, row): &(Lost, usize)| step(it.statement) != step(*row);
        match last_rows(&self.source.script, self.lexis).into_iter().find(apart) {
            None => Ok(()),
            Some((Lost { statement, name }, _)) => Err(RunError::LastRow {
                revision: self.task.revision.clone(),
                path: self.source.path.clone(),
                line: self.piece(statement).map_or(0, |it| it.line),
                statement,
                name,
            }),
        }
    }
}

/// What the statements of a script hold, in the order in which it is made.
pub fn held(script: &Script, lexis: Lexis) -> Vec<Held> {
    let mut found: Vec<Held> = Vec::new();
    for (number, piece) in (1..).zip(script.statements()) {
        let words = Words::of(lexis, &piece.text);
        if let Some((name, reads)) = made(words.clone()) {
            let (made, read) = (BTreeSet::from([number]), reads.then_some(number));
            found.push(Held { name, made, read, dropped: None });
            continue;
        }
        if lexis == Lexis::MySql {
            for name in assigned(&words) {
                let made = BTreeSet::from([number]);
                found.push(Held { name, made, read: Some(number), dropped: None });
            }
        }
        let (dropped, filled) = (dropped(words.clone()), filled(words));
        for it in found.iter_mut().filter(|it| it.dropped.is_none()) {
            let is = |name: &String| it.name.eq_ignore_ascii_case(name);
            if dropped.as_ref().is_some_and(is) {
                it.dropped = Some(number);
            } else if let Some((name, reads)) = &filled
                && is(name)
            {
                it.made.insert(number);
                it.read = it.read.or(reads.then_some(number));
            }
        }
    }
    found
}

/// The temporary table that a statement makes, and whether it reads what it puts into it.
fn made(mut words: Words<'_>) -> Option<(String, bool)> {
    if !words.eat("CREATE") {
        return None;
    }
    words.eat("OR REPLACE");
    let _ = words.eat("LOCAL") || words.eat("GLOBAL");
    if !words.eat("TEMPORARY TABLE") && !words.eat("TEMP TABLE") {
        return None;
    }
    words.eat("IF NOT EXISTS");
    let name = words.name()?.name;
    (!writes(&words)).then(|| (name, reads(&words)))
}

/// The table that a statement drops, if it is one.
fn dropped(mut words: Words<'_>) -> Option<String> {
    if !words.eat("DROP TEMPORARY TABLE") && !words.eat("DROP TABLE") {
        return None;
    }
    words.eat("IF EXISTS");
    let name = words.name()?.name;
    let _ = words.eat("CASCADE") || words.eat("RESTRICT");
    words.eat_sign(";");
    words.is_empty().then_some(name)
}

/// The table that a statement changes, and nothing else, and whether it reads what it puts there.
fn filled(mut words: Words<'_>) -> Option<(String, bool)> {
    if is_insert(&words) {
        words.skip();
        for word in ["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE"] {
            words.eat(word);
        }
        if words.eat("OR") {
            words.skip();
        }
        words.eat("INTO");
        let name = words.name()?.name;
        return (!writes(&words)).then(|| (name, reads(&words)));
    }
    let name = if words.eat("UPDATE") {
        words.name().filter(|_| words.eat("SET"))?
    } else if words.eat("DELETE FROM") {
        words.name().filter(|_| words.eat("WHERE") || words.is_empty())?
    } else if words.eat("ALTER TABLE") {
        words.name().filter(|_| words.after("RENAME").is_none())?
    } else {
        return None;
    };
    (!writes(&words)).then(|| (name.name, reads(&words)))
}

/// The variables to which a statement of MySQL gives what it reads, with their `@`.
fn assigned(words: &Words<'_>) -> Vec<String> {
    let mut rest = words.clone();
    if rest.eat("SET") {
        let values = rest.clauses().into_iter().filter(|it| reads(it) || keeps(it));
        return values.filter_map(|mut it| variable(&mut it)).collect();
    }
    let mut found = Vec::new();
    let into = words.after("INTO").into_iter().flat_map(|it| it.clauses());
    found.extend(into.filter_map(|mut it| variable(&mut it)));
    while !rest.is_empty() {
        match variable(&mut rest) {
            Some(name) if rest.eat_sign(":") => found.push(name),
            Some(_) => {}
            None => rest.skip(),
        }
    }
    found
}

/// The variable that comes next.
fn variable(words: &mut Words<'_>) -> Option<String> {
    let mut rest = words.clone();
    let name = rest.eat_sign("@").then(|| rest.bare())??;
    *words = rest;
    Some(format!("@{name}"))
}

/// The names of all variables in a statement, without their `@`.
fn variables<'w>(words: &'w Words<'_>) -> impl Iterator<Item = String> + use<'w> {
    let mut rest = words.clone();
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            match variable(&mut rest) {
                Some(name) => return Some(name[1..].to_owned()),
                None => rest.skip(),
            }
        }
        None
    })
}

fn is_insert(words: &Words<'_>) -> bool {
    let mut rest = words.clone();
    rest.eat("INSERT") || rest.eat("REPLACE")
}

/// Whether a statement may change something else too.
fn writes(rest: &Words<'_>) -> bool {
    ["INSERT", "UPDATE", "DELETE", "MERGE"].iter().any(|it| rest.after(it).is_some())
}

fn reads(rest: &Words<'_>) -> bool {
    ["SELECT", "TABLE", "LIKE", "EXECUTE"].iter().any(|it| rest.after(it).is_some())
}

/// Whether a value is one that the session keeps of its last statement.
fn keeps(words: &Words<'_>) -> bool {
    let last = ["ROW_COUNT", "FOUND_ROWS"];
    LAST_ROW.iter().chain(&last).any(|it| words.after(it).is_some())
}

//! Where one statement of a script ends and the next begins.

use std::ops::Range;

use super::token::{Kind, Token, token};
use super::{Lexis, ScriptError, ScriptProblem};
use crate::schema::QualifiedName;

/// A statement of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The statement without its delimiter and without comments around it.
    pub text: String,
    /// Where it stands in the script, in bytes.
    pub range: Range<usize>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What comments above it tell the runner.
    pub directives: Vec<Directive>,
}

/// What `-- autogen: ...` tells the runner about the statement below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// The table is built anew from here on: it must be what the script was written for.
    Rebuild(QualifiedName),
    /// The update is run in batches by primary key, each a transaction of its own.
    Batch,
}

/// Splits a script into its statements.
///
/// # Errors
///
/// Fails where a quote, a comment, a parenthesis or a body is not closed, on what only a command
/// line client understands, and on directives that are not known.
pub fn split(lexis: Lexis, text: &str) -> Result<Vec<Piece>, ScriptError> {
    let mut pieces = Vec::new();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut delimiter = ";".to_owned();
    let mut directives: Vec<(usize, Directive)> = Vec::new();
    let mut open: Option<Open> = None;
    // What stands before it, since the last delimiter of the script's own.
    let mut parts: Vec<Open> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let own = delimiter != ";";
        let may_end = open.as_ref().is_none_or(Open::may_end);
        if text[at..].starts_with(&delimiter) && (own || may_end) {
            parts.extend(open.take().map(|open| open.below(&mut directives)));
            close(text, &mut lines, &mut parts, &mut pieces)?;
            at += delimiter.len();
            continue;
        }
        if own && may_end && text[at..].starts_with(';') {
            parts.extend(open.take().map(|open| open.below(&mut directives)));
            at += 1;
            continue;
        }
        let token = until(&delimiter, token(lexis, text, at)?);
        at = token.end();
        if token.kind == Kind::LineComment {
            if let Some(directive) = directive(text, &token)? {
                directives.push((token.start, directive));
            }
        } else if token.counts() {
            if open.is_none() {
                if lexis == Lexis::MySql && token.is_word("delimiter") {
                    let end = text[at..].find('\n').map_or(text.len(), |len| at + len);
                    let error = || ScriptError::at(text, token.start, ScriptProblem::NoDelimiter);
                    let word = text[at..end].split_ascii_whitespace().next().ok_or_else(error)?;
                    close(text, &mut lines, &mut parts, &mut pieces)?;
                    delimiter = word.to_owned();
                    at = end;
                    continue;
                }
                if lexis == Lexis::Sqlite && token.is(".") {
                    return Err(ScriptError::at(text, token.start, ScriptProblem::ClientCommand));
                }
            }
            if lexis != Lexis::Sqlite && token.is("\\") {
                return Err(ScriptError::at(text, token.start, ScriptProblem::ClientCommand));
            }
            open.get_or_insert_with(|| Open::new(lexis, token.start)).add(text, &token)?;
        }
    }
    if let Some(open) = open.take() {
        open.check_end(text, delimiter == ";")?;
        parts.push(open.below(&mut directives));
    }
    close(text, &mut lines, &mut parts, &mut pieces)?;
    match directives.first() {
        Some((start, _)) => Err(ScriptError::at(text, *start, ScriptProblem::LostDirective)),
        None => Ok(pieces),
    }
}

/// Makes statements of what stands between two delimiters. With one of the script's own these may
/// be several, up to their semicolons; a body that is not understood stays whole.
fn close(
    text: &str,
    lines: &mut Lines,
    parts: &mut Vec<Open>,
    pieces: &mut Vec<Piece>,
) -> Result<(), ScriptError> {
    let whole = parts.last().is_some_and(|last| !last.may_end())
        || parts.iter().any(Open::is_rest_of_a_body);
    let parts = std::mem::take(parts).into_iter();
    if whole {
        let merged = parts.reduce(|first, next| {
            let directives = first.directives.into_iter().chain(next.directives).collect();
            Open { end: next.end, directives, ..first }
        });
        pieces.extend(merged.map(|it| it.close(text, lines)).transpose()?);
    } else {
        for part in parts {
            pieces.push(part.close(text, lines)?);
        }
    }
    Ok(())
}

/// Cuts a token short where a delimiter of the script's own sticks to it, as in `END$$`.
fn until<'a>(delimiter: &str, token: Token<'a>) -> Token<'a> {
    match token.text.find(delimiter) {
        Some(len) if len > 0 && matches!(token.kind, Kind::Word | Kind::Other) => {
            Token { text: &token.text[..len], ..token }
        }
        _ => token,
    }
}

fn directive(text: &str, token: &Token) -> Result<Option<Directive>, ScriptError> {
    let body = token.text.strip_prefix("--").map(str::trim_start);
    let Some(body) = body.and_then(|body| body.strip_prefix("autogen:")) else { return Ok(None) };
    let body = body.trim();
    let error = |problem| ScriptError::at(text, token.start, problem);
    match body.split_once(char::is_whitespace) {
        Some(("rebuild", table)) => match table.trim().parse() {
            Ok(name) => Ok(Some(Directive::Rebuild(name))),
            Err(reason) => Err(error(ScriptProblem::BadDirective(reason))),
        },
        None if body == "rebuild" => {
            let reason = "`rebuild` takes the name of a table".to_owned();
            Err(error(ScriptProblem::BadDirective(reason)))
        }
        None if body == "batch" => Ok(Some(Directive::Batch)),
        _ => Err(error(ScriptProblem::UnknownDirective(body.to_owned()))),
    }
}

/// Counts lines on the way down a text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        self.line += self.text[self.at..at].bytes().filter(|b| *b == b'\n').count();
        self.at = at;
        self.line
    }
}

/// A statement that has begun, and what stands open in it.
struct Open {
    lexis: Lexis,
    start: usize,
    end: usize,
    /// What parentheses and executed comments are open, and since where.
    parentheses: Vec<(&'static str, usize)>,
    /// What its body has open, with where it was opened.
    blocks: Vec<(Block, usize)>,
    body: Body,
    /// The first words, in upper case, until the kind of statement is known.
    words: Vec<String>,
    previous: Previous,
    /// A condition of `DECLARE ... HANDLER FOR` is read, behind which a statement begins.
    handler: bool,
    /// What the comments above it say, and where.
    directives: Vec<(usize, Directive)>,
}

/// Whether a statement may have a body in which a semicolon does not end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    Unknown,
    None,
    /// `BEGIN ATOMIC ... END` of a PostgreSQL function or procedure.
    Atomic,
    /// `BEGIN ... END` of an SQLite trigger.
    Trigger,
    /// A stored program of MySQL's: `BEGIN`, `IF`, `CASE`, `LOOP`, ... up to their `END`.
    Program,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    /// Anything up to its `END` that holds statements.
    Statements,
    /// `CASE ... END` within an expression.
    Case,
}

/// The token before, as far as it says whether a statement may begin after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Previous {
    #[default]
    Nothing,
    Word(String),
    Quoted,
    Symbol(char),
}

impl Open {
    fn new(lexis: Lexis, start: usize) -> Self {
        Self {
            lexis,
            start,
            end: start,
            parentheses: Vec::new(),
            blocks: Vec::new(),
            body: Body::Unknown,
            words: Vec::new(),
            previous: Previous::Nothing,
            handler: false,
            directives: Vec::new(),
        }
    }

    /// Takes the directives that were read since the statement before it.
    fn below(mut self, directives: &mut Vec<(usize, Directive)>) -> Self {
        self.directives.append(directives);
        self
    }

    /// Whether no statement begins like this, so that a body was cut before it.
    fn is_rest_of_a_body(&self) -> bool {
        matches!(self.words.first().map(String::as_str), Some("END" | "UNTIL"))
    }

    fn may_end(&self) -> bool {
        self.parentheses.is_empty() && self.blocks.is_empty()
    }

    fn add(&mut self, text: &str, token: &Token) -> Result<(), ScriptError> {
        self.end = token.end();
        let after_dot = self.previous == Previous::Symbol('.');
        match token.kind {
            Kind::Word if !after_dot => {
                let word = token.text.to_ascii_uppercase();
                if self.lexis == Lexis::Postgres
                    && word == "STDIN"
                    && self.words.first().is_some_and(|first| first == "COPY")
                    && self.parentheses.is_empty()
                    && self.previous == Previous::Word("FROM".to_owned())
                {
                    return Err(ScriptError::at(text, self.start, ScriptProblem::CopyFromStdin));
                }
                if self.body == Body::Unknown {
                    self.words.push(word.clone());
                    self.body = body(self.lexis, &self.words);
                    if self.body == Body::Program && word == "NOT" {
                        self.blocks.push((Block::Statements, self.start));
                    }
                }
                self.word(&word, token.start);
                self.previous = Previous::Word(word);
            }
            Kind::Word | Kind::Quoted => self.previous = Previous::Quoted,
            Kind::HintOpen => self.parentheses.push(("comment", token.start)),
            Kind::HintClose => drop(self.parentheses.pop()),
            _ => {
                match token.text {
                    "(" => self.parentheses.push(("parenthesis", token.start)),
                    ")" => drop(self.parentheses.pop()),
                    _ => {}
                }
                self.previous =
                    token.text.chars().next().map_or(Previous::Nothing, Previous::Symbol);
            }
        }
        Ok(())
    }

    /// Opens and closes the blocks of a body.
    fn word(&mut self, word: &str, at: usize) {
        let inside = !self.blocks.is_empty();
        let starts = self.statement_starts();
        self.handler &= !starts;
        match (self.body, word) {
            (Body::Unknown | Body::None, _) => {}

            (Body::Atomic, "ATOMIC") if self.previous == Previous::Word("BEGIN".into()) => {
                self.blocks.push((Block::Statements, at));
            }
            (Body::Atomic, "CASE") if inside => self.blocks.push((Block::Case, at)),
            (Body::Atomic, "END") => drop(self.blocks.pop()),

            (Body::Trigger, "BEGIN") if !inside => self.blocks.push((Block::Statements, at)),
            (Body::Trigger, "CASE") => self.blocks.push((Block::Case, at)),
            // `end` may also be the name of a column there, in front of which no semicolon stands.
            (Body::Trigger, "END") => {
                let case = matches!(self.blocks.last(), Some((Block::Case, _)));
                if case || self.previous == Previous::Symbol(';') {
                    self.blocks.pop();
                }
            }

            // `begin` and `end` may be names of columns there too.
            (Body::Program, "END") => {
                let case = matches!(self.blocks.last(), Some((Block::Case, _)));
                let closes = if case { self.operand_ends() } else { starts };
                if closes {
                    self.blocks.pop();
                }
            }
            (Body::Program, "BEGIN") if starts || !inside && !self.in_parentheses() => {
                self.blocks.push((Block::Statements, at));
            }
            (Body::Program, "CASE") if self.previous == Previous::Word("END".into()) => {}
            (Body::Program, "CASE") => {
                let block = if starts { Block::Statements } else { Block::Case };
                self.blocks.push((block, at));
            }
            // What follows is an expression up to the `END`, as in a `CASE`.
            (Body::Program, "UNTIL") if starts => {
                if let Some((block, _)) = self.blocks.last_mut() {
                    *block = Block::Case;
                }
            }
            (Body::Program, "HANDLER") => {
                let kinds = ["CONTINUE", "EXIT", "UNDO"];
                self.handler = kinds.iter().any(|it| self.previous == Previous::Word((*it).into()));
            }
            // Behind the table of a trigger it is `FOR EACH ROW`.
            (Body::Program, "FOR")
                if self.previous == Previous::Quoted
                    && !inside
                    && self.words.iter().any(|it| it == "TRIGGER") => {}
            (Body::Program, "IF" | "LOOP" | "WHILE" | "REPEAT" | "FOR") if starts => {
                self.blocks.push((Block::Statements, at));
            }
            _ => {}
        }
    }

    /// Whether a statement of a stored program may begin here: `IF` is one there, and a function
    /// or part of `DROP TABLE IF EXISTS` elsewhere.
    fn statement_starts(&self) -> bool {
        if matches!(self.blocks.last(), Some((Block::Case, _))) || self.in_parentheses() {
            return false;
        }
        if self.handler {
            return !match &self.previous {
                Previous::Word(word) => {
                    matches!(word.as_str(), "HANDLER" | "FOR" | "NOT" | "SQLSTATE" | "VALUE")
                }
                previous => *previous == Previous::Symbol(','),
            };
        }
        match &self.previous {
            Previous::Symbol(';' | ':') => true,
            // Before the body begins, the end of the parameters and of what is said about them.
            Previous::Symbol(')') | Previous::Quoted => self.blocks.is_empty(),
            Previous::Word(word) => match word.as_str() {
                "BEGIN" | "ATOMIC" | "THEN" | "ELSE" | "DO" | "LOOP" | "REPEAT" => true,
                "ROW" | "DETERMINISTIC" | "SQL" | "DATA" | "DEFINER" | "INVOKER" => {
                    self.blocks.is_empty()
                }
                _ => false,
            },
            Previous::Nothing | Previous::Symbol(_) => false,
        }
    }

    fn in_parentheses(&self) -> bool {
        self.parentheses.iter().any(|(what, _)| *what == "parenthesis")
    }

    /// Whether an expression may be at its end here, where otherwise a name has to come.
    fn operand_ends(&self) -> bool {
        match &self.previous {
            Previous::Word(word) => !matches!(
                word.as_str(),
                "CASE"
                    | "WHEN"
                    | "THEN"
                    | "ELSE"
                    | "AND"
                    | "OR"
                    | "XOR"
                    | "NOT"
                    | "IS"
                    | "IN"
                    | "LIKE"
                    | "BETWEEN"
                    | "DIV"
                    | "MOD"
                    | "UNTIL"
                    | "SELECT"
                    | "AS"
                    | "BY"
                    | "WHERE"
            ),
            Previous::Symbol(symbol) => *symbol == ')' || symbol.is_alphanumeric(),
            Previous::Quoted => true,
            Previous::Nothing => false,
        }
    }

    /// Refuses a statement that the end of the script cuts off.
    fn check_end(&self, text: &str, blocks_count: bool) -> Result<(), ScriptError> {
        if let Some((_, start)) = self.blocks.first().filter(|_| blocks_count) {
            return Err(ScriptError::at(text, *start, ScriptProblem::Unterminated("body")));
        }
        match self.parentheses.first() {
            Some((what, start)) => {
                Err(ScriptError::at(text, *start, ScriptProblem::Unterminated(what)))
            }
            None => Ok(()),
        }
    }

    fn close(self, text: &str, lines: &mut Lines) -> Result<Piece, ScriptError> {
        // A comment within a statement says nothing about the next one.
        if let Some((at, _)) = self.directives.iter().find(|(at, _)| *at > self.start) {
            return Err(ScriptError::at(text, *at, ScriptProblem::InnerDirective));
        }
        Ok(Piece {
            text: text[self.start..self.end].to_owned(),
            range: self.start..self.end,
            line: lines.of(self.start),
            directives: self.directives.into_iter().map(|(_, directive)| directive).collect(),
        })
    }
}

/// Whether a statement may have a body with statements of its own.
pub(crate) fn has_body(lexis: Lexis, statement: &str) -> bool {
    let mut open = Open::new(lexis, 0);
    let mut at = 0;
    while open.body == Body::Unknown && at < statement.len() {
        let Ok(token) = token(lexis, statement, at) else { break };
        at = token.end();
        if open.add(statement, &token).is_err() {
            break;
        }
    }
    !matches!(open.body, Body::Unknown | Body::None)
}

/// What body a statement may have, from its first words.
fn body(lexis: Lexis, words: &[String]) -> Body {
    let mut words = words.iter().map(String::as_str);
    match (lexis, words.next()) {
        (_, None) => return Body::Unknown,
        (_, Some("CREATE")) | (Lexis::MySql, Some("ALTER")) => {}
        // MariaDB's block outside of a stored program.
        (Lexis::MySql, Some("BEGIN")) => {
            return match words.next() {
                None => Body::Unknown,
                Some("NOT") => Body::Program,
                Some(_) => Body::None,
            };
        }
        _ => return Body::None,
    }
    for word in words {
        let found = match (lexis, word) {
            (Lexis::Postgres, "FUNCTION" | "PROCEDURE") => Body::Atomic,
            (Lexis::Sqlite, "TRIGGER") => Body::Trigger,
            (Lexis::MySql, "FUNCTION" | "PROCEDURE" | "TRIGGER" | "EVENT" | "PACKAGE") => {
                Body::Program
            }
            (Lexis::Postgres, "OR" | "REPLACE") => continue,
            (Lexis::Sqlite, "TEMP" | "TEMPORARY") => continue,
            (
                Lexis::MySql,
                "TABLE" | "INDEX" | "UNIQUE" | "VIEW" | "DATABASE" | "SCHEMA" | "USER" | "ROLE"
                | "FULLTEXT" | "SPATIAL" | "SERVER" | "TEMPORARY" | "SEQUENCE",
            ) => Body::None,
            // A definer is any name or function: `DEFINER = admin@localhost`.
            (Lexis::MySql, _) => continue,
            _ => Body::None,
        };
        return found;
    }
    Body::Unknown
}

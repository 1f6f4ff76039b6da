//! The words of a script: how each database writes comments, texts and names.

use super::{Lexis, ScriptError, ScriptProblem};
use crate::schema::quotes::quoted;

/// What a stretch of a script is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Space,
    LineComment,
    BlockComment,
    /// A name or key word without quotes.
    Word,
    /// A text or a name in quotes.
    Quoted,
    /// `/*!`, which starts a comment that MySQL executes.
    HintOpen,
    HintClose,
    /// Digits, with the letters that stick to them, or one character of anything else.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub kind: Kind,
    pub start: usize,
    pub text: &'a str,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is(&self, symbol: &str) -> bool {
        self.kind == Kind::Other && self.text == symbol
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is part of a statement, and not what stands between the parts.
    pub fn counts(&self) -> bool {
        !matches!(self.kind, Kind::Space | Kind::LineComment | Kind::BlockComment)
    }
}

/// The token that starts at a byte of the text, which must not be its end.
pub(crate) fn token(lexis: Lexis, text: &str, start: usize) -> Result<Token<'_>, ScriptError> {
    let rest = &text[start..];
    let (kind, len) = scan(lexis, rest)
        .map_err(|what| ScriptError::at(text, start, ScriptProblem::Unterminated(what)))?;
    Ok(Token { kind, start, text: &rest[..len] })
}

fn scan(lexis: Lexis, rest: &str) -> Result<(Kind, usize), &'static str> {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return Ok((Kind::Space, 0)) };
    let second = chars.next();
    let mysql = lexis == Lexis::MySql;
    let postgres = lexis == Lexis::Postgres;
    let while_true = |wanted: fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    let line = || rest.find('\n').unwrap_or(rest.len());
    Ok(match first {
        c if is_space(c) => (Kind::Space, while_true(is_space)),
        '-' if second == Some('-')
            && (!mysql || rest[2..].chars().next().is_none_or(|c| c.is_control() || c == ' ')) =>
        {
            (Kind::LineComment, line())
        }
        '#' if mysql => (Kind::LineComment, line()),
        '/' if mysql && (rest.starts_with("/*!") || rest.starts_with("/*M!")) => {
            let sign = rest.find('!').unwrap_or(0) + 1;
            let digits = rest[sign..].bytes().take(6).take_while(u8::is_ascii_digit).count();
            (Kind::HintOpen, sign + digits)
        }
        '*' if mysql && second == Some('/') => (Kind::HintClose, 2),
        '/' if second == Some('*') => (Kind::BlockComment, block_comment(rest, postgres)?),
        '\'' => (Kind::Quoted, quoted(rest, mysql).ok_or("text in quotes")?),
        '"' => (Kind::Quoted, quoted(rest, mysql).ok_or("name in quotes")?),
        '`' if !postgres => (Kind::Quoted, quoted(rest, false).ok_or("name in quotes")?),
        '[' if lexis == Lexis::Sqlite => {
            (Kind::Quoted, rest.find(']').ok_or("name in brackets")? + 1)
        }
        'e' | 'E' if postgres && second == Some('\'') => {
            (Kind::Quoted, 1 + quoted(&rest[1..], true).ok_or("text in quotes")?)
        }
        '$' if postgres => match dollar_tag(rest) {
            Some(tag) => {
                let body = rest[tag.len()..].find(tag).ok_or("dollar-quoted text")?;
                (Kind::Quoted, body + 2 * tag.len())
            }
            None => (Kind::Other, 1),
        },
        c if c.is_ascii_digit() => (Kind::Other, while_true(is_word)),
        c if is_word(c) && c != '$' => (Kind::Word, while_true(is_word)),
        c => (Kind::Other, c.len_utf8()),
    })
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{b}' || c == '\u{feff}'
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii() && c != '\u{feff}'
}

fn block_comment(rest: &str, nests: bool) -> Result<usize, &'static str> {
    let mut depth = 1;
    let mut at = 2;
    while let Some(next) = rest[at..].find(['*', '/']) {
        at += next;
        if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Ok(at);
            }
        } else if nests && rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else {
            at += 1;
        }
    }
    Err("comment")
}

/// `$$` or `$tag$`.
fn dollar_tag(rest: &str) -> Option<&str> {
    let end = rest[1..].find('$')? + 1;
    let tag = &rest[1..end];
    let valid = tag.chars().all(is_word) && !tag.starts_with(|c: char| c.is_ascii_digit());
    valid.then(|| &rest[..=end])
}

//! The words of a statement, one after the other.

use crate::revision::script::token::{Kind, Token, token};
use crate::revision::script::{Lexis, ScriptError};
use crate::schema::QualifiedName;

/// The words, names, texts and signs of a statement, without comments and white space.
pub fn tokens(lexis: Lexis, sql: &str) -> Result<Vec<Token<'_>>, ScriptError> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sql.len() {
        let token = token(lexis, sql, at)?;
        at = token.end();
        // What MySQL executes in a comment counts as if it stood outside.
        if token.counts() && !matches!(token.kind, Kind::HintOpen | Kind::HintClose) {
            found.push(token);
        }
    }
    Ok(found)
}

/// A place in a list of tokens.
#[derive(Clone, Copy)]
pub struct Reader<'t> {
    pub lexis: Lexis,
    /// The statement that the tokens are of.
    pub sql: &'t str,
    rest: &'t [Token<'t>],
}

impl<'t> Reader<'t> {
    pub fn new(lexis: Lexis, sql: &'t str, tokens: &'t [Token<'t>]) -> Self {
        Self { lexis, sql, rest: tokens }
    }

    pub fn done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether these words come next.
    pub fn sees(&self, words: &str) -> bool {
        let mut rest = self.rest.iter();
        words.split(' ').all(|word| rest.next().is_some_and(|token| token.is_word(word)))
    }

    /// Goes past these words, if they come next.
    pub fn eat(&mut self, words: &str) -> bool {
        let seen = self.sees(words);
        if seen {
            self.rest = &self.rest[words.split(' ').count()..];
        }
        seen
    }

    /// Goes past the first of these that comes next.
    pub fn eat_any<'w>(&mut self, choices: &[&'w str]) -> Option<&'w str> {
        choices.iter().find(|words| self.eat(words)).copied()
    }

    pub fn eat_sign(&mut self, sign: &str) -> bool {
        let seen = self.rest.first().is_some_and(|token| token.is(sign));
        if seen {
            self.rest = &self.rest[1..];
        }
        seen
    }

    /// Whether these words stand anywhere ahead, in parentheses too.
    pub fn has(&self, words: &str) -> bool {
        let mut ahead = *self;
        while !ahead.done() {
            if ahead.sees(words) {
                return true;
            }
            ahead.rest = &ahead.rest[1..];
        }
        false
    }

    /// Whether these words stand ahead and in no parentheses.
    pub fn has_outside(&self, words: &str) -> bool {
        let mut ahead = *self;
        while !ahead.done() {
            if ahead.sees(words) {
                return true;
            }
            ahead.skip();
        }
        false
    }

    /// What follows the first of these words ahead, in parentheses too.
    pub fn after_any(&self, words: &[&str]) -> Option<Reader<'t>> {
        let is_one = |token: &Token| words.iter().any(|it| token.is_word(it));
        let at = self.rest.iter().position(is_one)?;
        Some(Reader { rest: &self.rest[at + 1..], ..*self })
    }

    /// Goes past one token, or past all that stands in parentheses.
    pub fn skip(&mut self) {
        if self.group().is_none() {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
    }

    /// What stands in the parentheses that open here.
    pub fn group(&mut self) -> Option<Reader<'t>> {
        if !self.rest.first()?.is("(") {
            return None;
        }
        let mut depth = 0;
        let closing = self.rest.iter().position(|token| {
            depth += i32::from(token.is("("));
            depth -= i32::from(token.is(")"));
            depth == 0
        });
        let end = closing.unwrap_or(self.rest.len());
        let inside = Reader { rest: &self.rest[1..end], ..*self };
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        Some(inside)
    }

    /// The parts between commas.
    pub fn items(mut self) -> Vec<Reader<'t>> {
        let mut items = Vec::new();
        while !self.done() {
            let start = self.rest;
            while !self.done() && !self.rest[0].is(",") {
                self.skip();
            }
            items.push(Reader { rest: &start[..start.len() - self.rest.len()], ..self });
            self.eat_sign(",");
        }
        items
    }

    /// One word or a name in quotes, as the database knows it.
    pub fn ident(&mut self) -> Option<String> {
        let token = self.rest.first()?;
        let name = match token.kind {
            // PostgreSQL folds what stands without quotes, of UTF-8 the letters of ASCII.
            Kind::Word if self.lexis == Lexis::Postgres => token.text.to_ascii_lowercase(),
            Kind::Word => token.text.to_owned(),
            Kind::Quoted => unquoted(token.text),
            _ => return None,
        };
        self.rest = &self.rest[1..];
        Some(name)
    }

    /// A name with the schema in front of it, if there is one.
    pub fn name(&mut self) -> Option<QualifiedName> {
        let mut schema = None;
        let mut name = self.ident()?;
        while self.eat_sign(".") {
            schema = Some(name);
            name = self.ident()?;
        }
        Some(QualifiedName { schema, name })
    }

    /// Names between commas.
    pub fn names(&mut self) -> Vec<QualifiedName> {
        let mut names = Vec::new();
        while let Some(name) = self.name() {
            names.push(name);
            if !self.eat_sign(",") {
                break;
            }
        }
        names
    }

    /// What stands before the place of the other reader.
    pub fn before(&self, later: &Reader<'t>) -> Reader<'t> {
        Reader { rest: &self.rest[..self.rest.len() - later.rest.len()], ..*self }
    }

    /// Whether it ends with a sign.
    pub fn ends_with(&self, sign: &str) -> bool {
        self.rest.last().is_some_and(|token| token.is(sign))
    }

    /// The text up to where the other reader stands, in lower case.
    pub fn text_before(&self, later: &Reader<'t>) -> String {
        let read = &self.rest[..self.rest.len() - later.rest.len()];
        match (read.first(), read.last()) {
            (Some(first), Some(last)) => self.sql[first.start..last.end()].to_lowercase(),
            _ => String::new(),
        }
    }

    /// What stands ahead and may be a name, as the database knows it.
    pub fn quoted_or_words(&self) -> impl Iterator<Item = String> + 't {
        let folds = self.lexis == Lexis::Postgres;
        let texts = move |token: &Token<'t>| match token.kind {
            Kind::Word if folds => Some(token.text.to_ascii_lowercase()),
            Kind::Word => Some(token.text.to_owned()),
            Kind::Quoted if !token.text.starts_with(['\'', '$', 'e', 'E']) => {
                Some(unquoted(token.text))
            }
            _ => None,
        };
        self.rest.iter().filter_map(texts)
    }
}

/// What stands in quotes.
fn unquoted(text: &str) -> String {
    let text = text.strip_prefix(['e', 'E']).unwrap_or(text);
    let Some(open) = text.chars().next() else { return String::new() };
    let close = if open == '[' { ']' } else { open };
    let inner = text.strip_prefix(open).and_then(|it| it.strip_suffix(close)).unwrap_or(text);
    inner.replace(&format!("{close}{close}"), &close.to_string())
}

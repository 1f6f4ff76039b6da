//! A statement as its words and signs, without comments and white space.

use super::Lexis;
use super::token::{Kind, Token, token};
use crate::schema::QualifiedName;

/// What is left of a statement while it is read from left to right.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    pub lexis: Lexis,
    tokens: Vec<Token<'a>>,
    at: usize,
}

impl<'a> Words<'a> {
    pub fn of(lexis: Lexis, sql: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < sql.len() {
            // A statement that was split off by the same rules has no token that does not end.
            let Ok(token) = token(lexis, sql, at) else { break };
            at = token.end();
            if token.counts() {
                tokens.push(token);
            }
        }
        Self { lexis, tokens, at: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Where the next word stands in the statement, in bytes.
    pub fn position(&self) -> Option<usize> {
        self.tokens.get(self.at).map(|it| it.start)
    }

    /// Goes past these key words if they come next.
    pub fn eat(&mut self, words: &str) -> bool {
        let count = words.split(' ').count();
        let Some(next) = self.tokens.get(self.at..self.at + count) else { return false };
        let found = words.split(' ').zip(next).all(|(word, token)| token.is_word(word));
        if found {
            self.at += count;
        }
        found
    }

    pub fn eat_sign(&mut self, sign: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|it| it.is(sign));
        self.at += usize::from(found);
        found
    }

    /// Goes past whatever comes next.
    pub fn skip(&mut self) {
        self.at += 1;
    }

    /// A name without a schema.
    pub fn bare(&mut self) -> Option<String> {
        let name = named(self.lexis, self.tokens.get(self.at)?)?;
        self.at += 1;
        Some(name)
    }

    /// A name, with its schema if it has one.
    pub fn name(&mut self) -> Option<QualifiedName> {
        let first = self.bare()?;
        if self.eat_sign(".") {
            return Some(QualifiedName { schema: Some(first), name: self.bare()? });
        }
        Some(QualifiedName { schema: None, name: first })
    }

    /// A text in single quotes.
    pub fn text(&mut self) -> Option<String> {
        let token = self.tokens.get(self.at).filter(|it| it.text.starts_with('\''))?;
        let text = token.text.get(1..token.text.len() - 1)?.replace("''", "'");
        self.at += 1;
        Some(text)
    }

    /// What follows the next place at which these key words stand.
    pub fn after(&self, words: &str) -> Option<Self> {
        let mut rest = self.clone();
        while !rest.is_empty() {
            if rest.eat(words) {
                return Some(rest);
            }
            rest.skip();
        }
        None
    }

    /// The place of a key word outside of parentheses, in bytes.
    pub fn outside(&self, word: &str) -> Option<usize> {
        let mut depth = 0_usize;
        self.tokens.get(self.at..)?.iter().find_map(|token| {
            if token.is("(") {
                depth += 1;
            } else if token.is(")") {
                depth = depth.saturating_sub(1);
            }
            (depth == 0 && token.is_word(word)).then_some(token.start)
        })
    }

    /// Whether a name stands anywhere in what is left.
    pub fn mentions(&self, name: &str) -> bool {
        let mut rest = self.tokens.iter().skip(self.at).filter_map(|it| named(self.lexis, it));
        rest.any(|it| it.eq_ignore_ascii_case(name))
    }

    /// What is left, split at the commas that stand outside of parentheses and brackets.
    pub fn clauses(&self) -> Vec<Self> {
        let mut clauses = vec![Vec::new()];
        let mut depth = 0_usize;
        for token in self.tokens.get(self.at..).unwrap_or_default() {
            if token.is("(") || token.is("[") {
                depth += 1;
            } else if token.is(")") || token.is("]") {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && token.is(",") {
                clauses.push(Vec::new());
                continue;
            }
            if let Some(clause) = clauses.last_mut() {
                clause.push(*token);
            }
        }
        clauses.into_iter().map(|tokens| Self { lexis: self.lexis, tokens, at: 0 }).collect()
    }
}

fn named(lexis: Lexis, token: &Token<'_>) -> Option<String> {
    match token.kind {
        Kind::Word if lexis == Lexis::Postgres => Some(token.text.to_lowercase()),
        Kind::Word => Some(token.text.to_owned()),
        Kind::Quoted => unquoted(token.text),
        _ => None,
    }
}

/// A name without its quotes; nothing for a text.
fn unquoted(quoted: &str) -> Option<String> {
    let inner = |open: char, close: char| {
        let inner = quoted.strip_prefix(open)?.strip_suffix(close)?;
        Some(inner.replace(&format!("{close}{close}"), &close.to_string()))
    };
    inner('"', '"').or_else(|| inner('`', '`')).or_else(|| inner('[', ']'))
}

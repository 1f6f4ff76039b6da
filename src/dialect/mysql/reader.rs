//! The tokens of what `SHOW CREATE TABLE` prints, read one after the other.

use super::expression::read_string;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Word,
    /// In backticks, or in double quotes under `ANSI_QUOTES`.
    Name,
    Text,
    Symbol,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// Tokens without white space and the marks of comments that hold definitions: `/*!80023 x */`.
fn tokens(sql: &str) -> Vec<Token> {
    let bytes = sql.as_bytes();
    let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.') || b >= 0x80;
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let kind = match bytes[at] {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if sql[at..].starts_with("/*") => {
                at += 2;
                while at < bytes.len() && matches!(bytes[at], b'!' | b'M' | b'0'..=b'9') {
                    at += 1;
                }
                continue;
            }
            b'*' if sql[at..].starts_with("*/") => {
                at += 2;
                continue;
            }
            b'\'' => {
                let rest = read_string(&sql[at..]).map_or("", |(_, rest)| rest);
                at = sql.len() - rest.len();
                Kind::Text
            }
            quote @ (b'`' | b'"') => {
                at += 1;
                while at < bytes.len() && (bytes[at] != quote || bytes.get(at + 1) == Some(&quote))
                {
                    at += if bytes[at] == quote { 2 } else { 1 };
                }
                at = (at + 1).min(bytes.len());
                Kind::Name
            }
            b if word(b) => {
                while at < bytes.len() && word(bytes[at]) {
                    at += 1;
                }
                Kind::Word
            }
            _ => {
                at += 1;
                Kind::Symbol
            }
        };
        found.push(Token { kind, start, end: at });
    }
    found
}

#[derive(Clone)]
pub struct Reader<'a> {
    pub sql: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(sql: &'a str) -> Self {
        Self { sql, tokens: tokens(sql), at: 0 }
    }

    pub fn over(&self, tokens: &[Token]) -> Self {
        Self { sql: self.sql, tokens: tokens.to_vec(), at: 0 }
    }

    pub fn peek(&self, ahead: usize) -> Option<(Kind, &'a str)> {
        let token = self.tokens.get(self.at + ahead)?;
        Some((token.kind, &self.sql[token.start..token.end]))
    }

    pub fn next(&mut self) -> Option<(Kind, &'a str)> {
        let token = self.peek(0)?;
        self.at += 1;
        Some(token)
    }

    pub fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether the next token is this word or sign.
    pub fn is(&self, text: &str) -> bool {
        self.is_ahead(0, text)
    }

    pub fn is_ahead(&self, ahead: usize, text: &str) -> bool {
        self.peek(ahead).is_some_and(|(kind, it)| {
            matches!(kind, Kind::Word | Kind::Symbol) && it.eq_ignore_ascii_case(text)
        })
    }

    /// Takes these words when all of them come next.
    pub fn accept(&mut self, words: &str) -> bool {
        let count = words.split(' ').count();
        let found = words.split(' ').enumerate().all(|(i, word)| self.is_ahead(i, word));
        self.at += if found { count } else { 0 };
        found
    }

    /// A name, with or without quotes.
    pub fn name(&mut self) -> Option<String> {
        let (kind, text) = self.peek(0)?;
        let name = match kind {
            Kind::Name => {
                let quote = &text[..1];
                text[1..text.len() - 1].replace(&quote.repeat(2), quote)
            }
            Kind::Word => text.to_owned(),
            Kind::Text | Kind::Symbol => return None,
        };
        self.at += 1;
        Some(name)
    }

    pub fn text(&mut self) -> Option<String> {
        let (Kind::Text, text) = self.peek(0)? else { return None };
        self.at += 1;
        Some(read_string(text)?.0)
    }

    /// What stands between the parentheses that begin here.
    pub fn group(&mut self) -> Option<Self> {
        if !self.is("(") {
            return None;
        }
        let first = self.at + 1;
        let mut depth = 0;
        loop {
            if self.is("(") {
                depth += 1;
            } else if self.is(")") {
                depth -= 1;
            }
            self.next()?;
            if depth == 0 {
                return Some(self.over(&self.tokens[first..self.at - 1]));
            }
        }
    }

    /// The entries of a list, split at the commas that stand in no parentheses.
    pub fn split(&self) -> Vec<Self> {
        let mut entries = Vec::new();
        let (mut depth, mut first) = (0, 0);
        for (i, token) in self.tokens.iter().enumerate() {
            match (token.kind, &self.sql[token.start..token.end]) {
                (Kind::Symbol, "(") => depth += 1,
                (Kind::Symbol, ")") => depth -= 1,
                (Kind::Symbol, ",") if depth == 0 => {
                    entries.push(self.over(&self.tokens[first..i]));
                    first = i + 1;
                }
                _ => {}
            }
        }
        entries.push(self.over(&self.tokens[first..]));
        entries
    }

    /// The text of the tokens from one to before another, as it is written.
    pub fn written(&self, from: usize, to: usize) -> String {
        match (self.tokens.get(from), self.tokens.get(to.wrapping_sub(1))) {
            (Some(first), Some(last)) if from < to => self.sql[first.start..last.end].to_owned(),
            _ => String::new(),
        }
    }

    pub fn all(&self) -> String {
        self.written(0, self.tokens.len())
    }

    /// The expression in the parentheses that begin here.
    pub fn expression(&mut self) -> Option<String> {
        Some(self.group()?.all())
    }

    pub fn names(&mut self) -> Option<Vec<String>> {
        self.group()?.split().iter_mut().map(Self::name).collect()
    }

    /// Names in quotes, whatever they stand for.
    pub fn mentioned(&self) -> Vec<String> {
        let names = self.tokens.iter().filter(|it| it.kind == Kind::Name);
        names.filter_map(|it| self.over(&[*it]).name()).collect()
    }

    /// The text of one value: a literal, a name, a call.
    pub fn value(&mut self) -> Option<String> {
        let first = self.at;
        if !self.accept("-") {
            self.accept("+");
        }
        if !self.is("(") {
            let (_, word) = self.next()?;
            // `b'101'` and `_utf8mb4'x'` are one value.
            if self.peek(0).is_some_and(|it| it.0 == Kind::Text)
                && (word.starts_with('_') || word.len() == 1)
            {
                self.at += 1;
            }
        }
        if self.is("(") {
            self.group()?;
        }
        Some(self.written(first, self.at))
    }
}

//! The SQL that stands in `extra`, taken apart into what a column can be.

use crate::schema::quotes::{self, quoted};
use crate::schema::{AutoIncrement, DefaultValue, Generated, QualifiedName, ReferentialAction};

/// What the SQL after a column's definition says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    pub checks: Vec<(Option<String>, String)>,
    pub collation: Option<String>,
    pub generated: Option<Generated>,
    pub references: Option<References>,
    pub on_update: Option<String>,
    pub default: Option<DefaultValue>,
    pub auto_increment: Option<AutoIncrement>,
    pub comment: Option<String>,
    /// A unique constraint, with its name if it has one.
    pub unique: Option<Option<String>>,
    pub nullable: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct References {
    pub name: Option<String>,
    pub table: QualifiedName,
    /// Empty for the primary key of the table.
    pub columns: Vec<String>,
    pub on_delete: ReferentialAction,
    pub on_update: ReferentialAction,
}

/// The clauses that are understood, for messages.
pub const UNDERSTOOD: &str = "CHECK (...), COLLATE, GENERATED ALWAYS AS (...), AS IDENTITY, \
                              REFERENCES, ON UPDATE, DEFAULT, UNIQUE, NOT NULL, COMMENT";

/// Takes the clauses apart; the error is the text that is not understood.
pub fn extra(text: &str) -> Result<Extra, String> {
    let tokens = tokens(text).ok_or_else(|| text.to_owned())?;
    let mut cursor = Cursor { text, tokens, at: 0 };
    let mut extra = Extra::default();
    while cursor.at < cursor.tokens.len() {
        let start = cursor.at;
        if clause(&mut cursor, &mut extra).is_none() {
            let from = cursor.tokens[start].start;
            return Err(text[from..].trim().to_owned());
        }
    }
    Ok(extra)
}

fn clause(c: &mut Cursor<'_>, extra: &mut Extra) -> Option<()> {
    let name = if c.word("CONSTRAINT") { Some(c.name()?) } else { None };
    if c.word("CHECK") {
        let expression = c.group()?.trim().to_owned();
        extra.checks.push((name, expression));
    } else if c.word("REFERENCES") {
        extra.references = Some(references(c, name)?);
    } else if c.word("UNIQUE") {
        c.word("KEY");
        extra.unique = Some(name);
    } else if name.is_some() {
        return None;
    } else if c.word("COLLATE") {
        extra.collation = Some(c.name()?);
    } else if c.word("GENERATED") {
        let always = c.word("ALWAYS");
        let known = always || c.word("BY") && c.word("DEFAULT");
        if !known || !c.word("AS") {
            return None;
        }
        if c.word("IDENTITY") {
            extra.auto_increment = Some(AutoIncrement::Identity { always });
        } else if always {
            extra.generated = Some(generated(c)?);
        } else {
            return None;
        }
    } else if c.word("AS") {
        extra.generated = Some(generated(c)?);
    } else if c.word("ON") {
        if !c.word("UPDATE") {
            return None;
        }
        extra.on_update = Some(c.term()?);
    } else if c.word("DEFAULT") {
        extra.default = Some(default(&c.term()?));
    } else if c.word("NOT") {
        if !c.word("NULL") {
            return None;
        }
        extra.nullable = Some(false);
    } else if c.word("NULL") {
        extra.nullable = Some(true);
    } else if c.word("AUTO_INCREMENT") || c.word("AUTOINCREMENT") {
        extra.auto_increment = Some(AutoIncrement::Yes);
    } else if c.word("COMMENT") {
        extra.comment = Some(unquoted(c.string()?));
    } else {
        return None;
    }
    Some(())
}

fn references(c: &mut Cursor<'_>, name: Option<String>) -> Option<References> {
    let first = c.name()?;
    let table = if c.punctuation(".") {
        QualifiedName::new(Some(first), c.name()?)
    } else {
        QualifiedName::bare(first)
    };
    let columns = match c.group() {
        Some(list) => names(list)?,
        None => Vec::new(),
    };
    let (mut on_delete, mut on_update) = Default::default();
    loop {
        let before = c.at;
        let target = match () {
            () if !c.word("ON") => break,
            () if c.word("DELETE") => &mut on_delete,
            () if c.word("UPDATE") => &mut on_update,
            () => return None,
        };
        match c.action() {
            Some(action) => *target = action,
            // `ON UPDATE CURRENT_TIMESTAMP` is a clause of the column.
            None => {
                c.at = before;
                break;
            }
        }
    }
    Some(References { name, table, columns, on_delete, on_update })
}

fn generated(c: &mut Cursor<'_>) -> Option<Generated> {
    let expression = c.group()?.trim().to_owned();
    let stored = c.word("STORED") || c.word("PERSISTENT");
    if !stored {
        c.word("VIRTUAL");
    }
    Some(Generated { expression, stored })
}

fn default(term: &str) -> DefaultValue {
    let number = term.strip_prefix('-').unwrap_or(term);
    if number.starts_with(|c: char| c.is_ascii_digit()) && number.parse::<f64>().is_ok() {
        DefaultValue::Number(term.to_owned())
    } else if term.eq_ignore_ascii_case("true") || term.eq_ignore_ascii_case("false") {
        DefaultValue::Bool(term.eq_ignore_ascii_case("true"))
    } else if term.starts_with('\'') && tokens(term).is_some_and(|tokens| tokens.len() == 1) {
        DefaultValue::Text(unquoted(term))
    } else {
        DefaultValue::Sql(without_parentheses(term).to_owned())
    }
}

/// An SQL expression without the parentheses that are around all of it.
pub fn without_parentheses(sql: &str) -> &str {
    let mut sql = sql.trim();
    while let Some([Token { kind: Kind::Group, .. }]) = tokens(sql).as_deref() {
        sql = sql[1..sql.len() - 1].trim();
    }
    sql
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Word,
    /// A name in quotes.
    Name,
    String,
    /// Parentheses and what is between them.
    Group,
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

struct Cursor<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn peek(&self) -> Option<(Kind, &'t str)> {
        let token = self.tokens.get(self.at)?;
        Some((token.kind, &self.text[token.start..token.end]))
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some((Kind::Word, it)) if it.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn punctuation(&mut self, text: &str) -> bool {
        let found = matches!(self.peek(), Some((Kind::Other, it)) if it == text);
        self.at += usize::from(found);
        found
    }

    fn name(&mut self) -> Option<String> {
        let name = match self.peek()? {
            (Kind::Word | Kind::Name, text) => unquoted_name(text),
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    fn string(&mut self) -> Option<&'t str> {
        match self.peek()? {
            (Kind::String, text) => {
                self.at += 1;
                Some(text)
            }
            _ => None,
        }
    }

    /// What is between parentheses.
    fn group(&mut self) -> Option<&'t str> {
        match self.peek()? {
            (Kind::Group, text) => {
                self.at += 1;
                Some(&text[1..text.len() - 1])
            }
            _ => None,
        }
    }

    fn action(&mut self) -> Option<ReferentialAction> {
        let before = self.at;
        let (Kind::Word, first) = self.peek()? else { return None };
        self.at += 1;
        if let Some(action) = ReferentialAction::from_sql(first) {
            return Some(action);
        }
        if let Some((Kind::Word, second)) = self.peek()
            && let Some(action) = ReferentialAction::from_sql(&format!("{first} {second}"))
        {
            self.at += 1;
            return Some(action);
        }
        self.at = before;
        None
    }

    /// A literal, a name, a call or an expression in parentheses, with casts after it.
    fn term(&mut self) -> Option<String> {
        let start = self.tokens.get(self.at)?.start;
        if !self.punctuation("-") {
            self.punctuation("+");
        }
        let (kind, _) = self.peek()?;
        if kind == Kind::Other {
            return None;
        }
        self.at += 1;
        let called = matches!(kind, Kind::Word | Kind::Name);
        while called && self.punctuation(".") {
            self.name()?;
        }
        if called {
            self.group();
        }
        while self.punctuation("::") {
            self.name()?;
            while matches!(self.peek(), Some((Kind::Word, it)) if is_type_word(it)) {
                self.at += 1;
            }
            self.group();
            while self.punctuation("[]") {}
        }
        let end = self.tokens[self.at - 1].end;
        Some(self.text[start..end].to_owned())
    }
}

/// The later words of types that have several.
fn is_type_word(word: &str) -> bool {
    ["varying", "precision", "with", "without", "time", "zone"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(word))
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let kind = match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'(' => {
                at = closing(text, at)?;
                Kind::Group
            }
            b'\'' => {
                at += quoted(&text[at..], false)?;
                Kind::String
            }
            b'"' | b'`' => {
                at += quoted(&text[at..], false)?;
                Kind::Name
            }
            b'[' if bytes.get(at + 1) == Some(&b']') => {
                at += 2;
                Kind::Other
            }
            b':' if bytes.get(at + 1) == Some(&b':') => {
                at += 2;
                Kind::Other
            }
            byte if is_word(byte) => {
                let number = byte.is_ascii_digit();
                while bytes.get(at).is_some_and(|&it| is_word(it) || number && it == b'.') {
                    at += 1;
                }
                Kind::Word
            }
            _ => {
                at += 1;
                Kind::Other
            }
        };
        tokens.push(Token { kind, start, end: at });
    }
    Some(tokens)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

/// The end of the group of parentheses that begins at `at`.
fn closing(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0, at);
    loop {
        match bytes.get(at)? {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\'' | b'"' | b'`' => {
                at += quoted(&text[at..], false)?;
                continue;
            }
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The names of a list.
fn names(list: &str) -> Option<Vec<String>> {
    let tokens = tokens(list)?;
    let mut cursor = Cursor { text: list, tokens, at: 0 };
    let mut names = vec![cursor.name()?];
    while cursor.punctuation(",") {
        names.push(cursor.name()?);
    }
    (cursor.at == cursor.tokens.len()).then_some(names)
}

/// What is between quotes, the doubled ones of which are one.
fn unquoted(text: &str) -> String {
    quotes::unquoted(text, false).map_or_else(|| text.to_owned(), |(inner, _)| inner)
}

fn unquoted_name(text: &str) -> String {
    if text.starts_with(['"', '`']) { unquoted(text) } else { text.to_owned() }
}

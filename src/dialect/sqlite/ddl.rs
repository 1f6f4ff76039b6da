//! Reads `CREATE TABLE` and `CREATE INDEX` texts for what SQLite's pragmas do not tell: names of
//! constraints, checks, generated columns, collations, index expressions and predicates.
//!
//! SQLite keeps the text as it was written, and stored texts are known to parse. What follows its
//! grammar, <https://sqlite.org/lang_createtable.html>, is found; nothing is guessed from the rest.

use std::collections::BTreeMap;

use crate::schema::{Deferrable, Options};

/// What a `CREATE TABLE` text says beyond the pragmas.
#[derive(Debug, Default, PartialEq)]
pub struct TableText {
    pub columns: Vec<ColumnText>,
    pub primary_key: Option<String>,
    pub key_options: Options,
    /// `PRIMARY KEY (id AUTOINCREMENT)`
    pub auto_increment: bool,
    pub uniques: Vec<UniqueText>,
    pub checks: Vec<(Option<String>, String)>,
    pub foreign_keys: Vec<ForeignKeyText>,
    /// `strict`, `without_rowid`.
    pub options: Options,
    /// What the model does not hold: what it is, its text, and the column.
    pub beside: Vec<(&'static str, String, Option<String>)>,
}

/// A clause of a column that a rebuild would lose.
pub const CONFLICT: &str = "conflict clause";
/// A text that was not understood.
pub const DEFINITION: &str = "definition";

#[derive(Debug, Default, PartialEq)]
pub struct UniqueText {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub options: Options,
}

#[derive(Debug, Default, PartialEq)]
pub struct ColumnText {
    pub name: String,
    pub collation: Option<String>,
    pub generated: Option<String>,
    pub auto_increment: bool,
}

#[derive(Debug, Default, PartialEq)]
pub struct ForeignKeyText {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub deferrable: Deferrable,
}

/// What a `CREATE INDEX` text says: its parts in order, and the predicate.
#[derive(Debug, Default, PartialEq)]
pub struct IndexText {
    pub parts: Vec<String>,
    pub predicate: Option<String>,
}

pub fn table(sql: &str) -> Option<TableText> {
    let mut reader = Reader::new(sql);
    reader.until("(")?;
    let body = reader.parenthesized()?;
    let mut text = TableText::default();
    for entry in split(body) {
        let all = entry.rest();
        let read = match entry.is_constraint() {
            true => entry.constraint(&mut text),
            false => entry.column(&mut text),
        };
        if read.is_none() {
            text.beside.push((DEFINITION, all, None));
        }
    }
    let tail = Reader { tokens: reader.tokens.split_off(reader.at), at: 0, sql };
    for option in split(tail) {
        let words: Vec<String> =
            option.tokens.iter().map(|it| it.text(sql).to_ascii_uppercase()).collect();
        if !words.is_empty() {
            text.options.insert(words.join("_").to_ascii_lowercase(), "true".to_owned());
        }
    }
    Some(text)
}

pub fn index(sql: &str) -> Option<IndexText> {
    let mut reader = Reader::new(sql);
    reader.until("ON")?;
    reader.until("(")?;
    let body = reader.parenthesized()?;
    let parts = split(body).into_iter().map(|part| part.index_expression()).collect();
    let predicate = reader.accept("WHERE").then(|| reader.rest());
    Some(IndexText { parts, predicate })
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    quoted: bool,
}

impl Token {
    fn text(self, sql: &str) -> &str {
        &sql[self.start..self.end]
    }
}

/// The tokens of an SQL text, without comments and white space.
fn tokens(sql: &str) -> Vec<Token> {
    let bytes = sql.as_bytes();
    let mut found = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        let mut quoted = false;
        match bytes[i] {
            b if b.is_ascii_whitespace() => {
                i += 1;
                continue;
            }
            b'-' if bytes.get(i + 1) == Some(&b'-') => {
                i = sql[i..].find('\n').map_or(bytes.len(), |at| i + at);
                continue;
            }
            b'/' if bytes.get(i + 1) == Some(&b'*') => {
                i = sql[i + 2..].find("*/").map_or(bytes.len(), |at| i + at + 4);
                continue;
            }
            open @ (b'\'' | b'"' | b'`' | b'[') => {
                quoted = true;
                let close = if open == b'[' { b']' } else { open };
                i += 1;
                while i < bytes.len() {
                    if bytes[i] == close {
                        if open != b'[' && bytes.get(i + 1) == Some(&close) {
                            i += 1;
                        } else {
                            break;
                        }
                    }
                    i += 1;
                }
                i = (i + 1).min(bytes.len());
            }
            b if b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80 => {
                while i < bytes.len()
                    && (bytes[i].is_ascii_alphanumeric()
                        || matches!(bytes[i], b'_' | b'$')
                        || bytes[i] >= 0x80)
                {
                    i += 1;
                }
            }
            _ => i += 1,
        }
        found.push(Token { start, end: i, quoted });
    }
    found
}

/// An identifier without its quotes.
fn unquote(text: &str) -> String {
    let Some(open) = text.chars().next().filter(|c| "'\"`[".contains(*c)) else {
        return text.to_owned();
    };
    let inner = &text[1..text.len().max(2) - 1];
    match open {
        '[' => inner.to_owned(),
        quote => inner.replace(&format!("{quote}{quote}"), &quote.to_string()),
    }
}

struct Reader<'a> {
    sql: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

/// The entries of a list, split at the commas that stand in no parentheses.
fn split(list: Reader<'_>) -> Vec<Reader<'_>> {
    let mut entries = vec![Vec::new()];
    let mut depth = 0usize;
    for token in list.tokens {
        match token.text(list.sql) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                entries.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(token);
        }
    }
    entries.into_iter().map(|tokens| Reader { sql: list.sql, tokens, at: 0 }).collect()
}

impl<'a> Reader<'a> {
    fn new(sql: &'a str) -> Self {
        Self { sql, tokens: tokens(sql), at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<&'a str> {
        self.tokens.get(self.at + ahead).map(|it| it.text(self.sql))
    }

    fn is(&self, ahead: usize, word: &str) -> bool {
        self.peek(ahead).is_some_and(|it| it.eq_ignore_ascii_case(word))
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.is(0, word);
        self.at += usize::from(found);
        found
    }

    /// Goes to the next unquoted word of that spelling.
    fn until(&mut self, word: &str) -> Option<()> {
        while !self.is(0, word) || self.tokens[self.at].quoted {
            self.at += 1;
            if self.at >= self.tokens.len() {
                return None;
            }
        }
        if word != "(" {
            self.at += 1;
        }
        Some(())
    }

    fn name(&mut self) -> Option<String> {
        let text = self.peek(0)?;
        self.at += 1;
        Some(unquote(text))
    }

    /// What stands between the parentheses that begin here.
    fn parenthesized(&mut self) -> Option<Reader<'a>> {
        if !self.accept("(") {
            return None;
        }
        let first = self.at;
        let mut depth = 1usize;
        while depth > 0 {
            match self.peek(0)? {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        let tokens = self.tokens[first..self.at - 1].to_vec();
        Some(Reader { sql: self.sql, tokens, at: 0 })
    }

    /// The text from here to the end, as it is written.
    fn rest(&self) -> String {
        match (self.tokens.get(self.at), self.tokens.last()) {
            (Some(first), Some(last)) => self.sql[first.start..last.end].to_owned(),
            _ => String::new(),
        }
    }

    fn names(&mut self) -> Option<Vec<String>> {
        let list = self.parenthesized()?;
        split(list).into_iter().map(|mut entry| entry.name()).collect()
    }

    fn is_constraint(&self) -> bool {
        let quoted = self.tokens.first().is_none_or(|it| it.quoted);
        let words = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
        !quoted && words.iter().any(|word| self.is(0, word))
    }

    fn constraint(mut self, text: &mut TableText) -> Option<()> {
        let name = if self.accept("CONSTRAINT") { Some(self.name()?) } else { None };
        if self.accept("PRIMARY") {
            self.accept("KEY");
            let mut descending = Vec::new();
            for (i, mut part) in split(self.parenthesized()?).into_iter().enumerate() {
                part.name()?;
                if part.accept("DESC") {
                    descending.push((i + 1).to_string());
                }
                part.accept("ASC");
                text.auto_increment |= part.accept("AUTOINCREMENT");
                if part.at < part.tokens.len() {
                    return None;
                }
            }
            text.primary_key = name;
            text.key_options = self.conflict();
            if !descending.is_empty() {
                text.key_options.insert("descending".to_owned(), descending.join(","));
            }
        } else if self.accept("UNIQUE") {
            let columns = self.names()?;
            text.uniques.push(UniqueText { name, columns, options: self.conflict() });
        } else if self.accept("CHECK") {
            text.checks.push((name, self.parenthesized()?.rest()));
            self.conflict();
        } else if self.accept("FOREIGN") {
            self.accept("KEY");
            let columns = self.names()?;
            let deferrable = self.references()?;
            text.foreign_keys.push(ForeignKeyText { name, columns, deferrable });
        }
        (self.at == self.tokens.len()).then_some(())
    }

    /// `ON CONFLICT IGNORE`
    fn conflict(&mut self) -> Options {
        let mut options = BTreeMap::new();
        if self.is(0, "ON") && self.is(1, "CONFLICT") {
            let action = self.peek(2).unwrap_or_default().to_ascii_lowercase();
            self.at += 3;
            if action != "abort" {
                options.insert("on_conflict".to_owned(), action);
            }
        }
        options
    }

    /// `REFERENCES` with all that belongs to it.
    fn references(&mut self) -> Option<Deferrable> {
        if !self.accept("REFERENCES") {
            return None;
        }
        self.name()?;
        if self.is(0, "(") {
            self.parenthesized()?;
        }
        let mut deferrable = Deferrable::No;
        loop {
            if self.is(0, "ON") && !self.is(1, "CONFLICT") {
                let two = self.is(2, "SET") || self.is(2, "NO");
                self.at += if two { 4 } else { 3 };
            } else if self.accept("MATCH") {
                self.at += 1;
            } else if self.is(0, "DEFERRABLE") || self.is(0, "NOT") && self.is(1, "DEFERRABLE") {
                let not = self.accept("NOT");
                self.at += 1;
                let mut deferred = false;
                if self.accept("INITIALLY") {
                    deferred = self.is(0, "DEFERRED");
                    self.at += 1;
                }
                deferrable = match (not, deferred) {
                    (true, _) => Deferrable::No,
                    (false, true) => Deferrable::InitiallyDeferred,
                    (false, false) => Deferrable::InitiallyImmediate,
                };
            } else {
                return Some(deferrable);
            }
        }
    }

    /// Whether a constraint of a column begins here.
    fn begins_constraint(&self) -> bool {
        const WORDS: [&str; 10] = [
            "CONSTRAINT",
            "PRIMARY",
            "NOT",
            "NULL",
            "UNIQUE",
            "CHECK",
            "DEFAULT",
            "COLLATE",
            "REFERENCES",
            "GENERATED",
        ];
        let quoted = self.tokens.get(self.at).is_none_or(|it| it.quoted);
        !quoted && (WORDS.iter().any(|word| self.is(0, word)) || self.is(0, "AS"))
    }

    fn skip(&mut self) -> Option<()> {
        if self.is(0, "(") {
            self.parenthesized()?;
        } else {
            self.at += 1;
        }
        Some(())
    }

    fn column(mut self, text: &mut TableText) -> Option<()> {
        let mut column = ColumnText { name: self.name()?, ..ColumnText::default() };
        let mut constraint = None;
        while self.at < self.tokens.len() && !self.begins_constraint() {
            self.skip()?;
        }
        while self.at < self.tokens.len() {
            if !self.begins_constraint() {
                return None;
            } else if self.accept("CONSTRAINT") {
                constraint = Some(self.name()?);
                continue;
            } else if self.accept("COLLATE") {
                column.collation = Some(self.name()?);
            } else if self.accept("PRIMARY") {
                self.accept("KEY");
                let descending = self.accept("DESC");
                self.accept("ASC");
                text.primary_key = constraint.take();
                text.key_options = self.conflict();
                if descending {
                    text.key_options.insert("descending".to_owned(), "1".to_owned());
                }
                column.auto_increment = self.accept("AUTOINCREMENT");
            } else if self.accept("NOT") || self.is(0, "NULL") {
                self.accept("NULL");
                if let Some(action) = self.conflict().get("on_conflict") {
                    let clause = format!("NOT NULL ON CONFLICT {}", action.to_ascii_uppercase());
                    text.beside.push((CONFLICT, clause, Some(column.name.clone())));
                }
            } else if self.accept("CHECK") {
                text.checks.push((constraint.take(), self.parenthesized()?.rest()));
                self.conflict();
            } else if self.accept("UNIQUE") {
                let columns = vec![column.name.clone()];
                let (name, options) = (constraint.take(), self.conflict());
                text.uniques.push(UniqueText { name, columns, options });
            } else if self.is(0, "REFERENCES") {
                let columns = vec![column.name.clone()];
                let (name, deferrable) = (constraint.take(), self.references()?);
                text.foreign_keys.push(ForeignKeyText { name, columns, deferrable });
            } else if self.accept("DEFAULT") {
                self.skip()?;
                while self.at < self.tokens.len() && !self.begins_constraint() {
                    self.skip()?;
                }
            } else {
                if self.accept("GENERATED") {
                    self.accept("ALWAYS");
                }
                self.accept("AS");
                column.generated = Some(self.parenthesized()?.rest());
                if !self.accept("STORED") {
                    self.accept("VIRTUAL");
                }
            }
            constraint = None;
        }
        text.columns.push(column);
        Some(())
    }

    /// An index part without its collation and direction.
    fn index_expression(mut self) -> String {
        let mut end = self.tokens.len();
        let word = |i: usize| self.tokens[i].text(self.sql);
        if end > 1 && ["ASC", "DESC"].iter().any(|it| word(end - 1).eq_ignore_ascii_case(it)) {
            end -= 1;
        }
        if end > 2 && word(end - 2).eq_ignore_ascii_case("COLLATE") {
            end -= 2;
        }
        self.tokens.truncate(end);
        self.rest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_pragmas_do_not_tell() {
        let sql = r#"CREATE TABLE "a(b" ( -- one, two
            id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
            [check] varchar(10) COLLATE NOCASE DEFAULT (lower('X,(')) CONSTRAINT "c1" CHECK (length("check") > 0),
            twice integer GENERATED ALWAYS AS (id * 2) STORED,
            other integer CONSTRAINT fk1 REFERENCES b (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED UNIQUE,
            CONSTRAINT "u ""1""" UNIQUE (id, "check"), CHECK (id > 0 AND other IN (1, 2)),
            CONSTRAINT fk2 FOREIGN KEY (id, other) REFERENCES b (x, y) NOT DEFERRABLE
        ) STRICT, WITHOUT ROWID"#;
        let text = table(sql).expect("it parses");
        assert_eq!(text.columns.len(), 4);
        assert!(text.columns[0].auto_increment);
        assert_eq!(text.columns[1].name, "check");
        assert_eq!(text.columns[1].collation.as_deref(), Some("NOCASE"));
        assert_eq!(text.columns[2].generated.as_deref(), Some("id * 2"));
        assert_eq!(
            text.checks,
            [
                (Some("c1".to_owned()), r#"length("check") > 0"#.to_owned()),
                (None, "id > 0 AND other IN (1, 2)".to_owned())
            ]
        );
        assert_eq!(text.uniques[0].columns, ["other"]);
        assert_eq!(text.uniques[1].name.as_deref(), Some("u \"1\""));
        assert_eq!(text.foreign_keys[0].name.as_deref(), Some("fk1"));
        assert_eq!(text.foreign_keys[0].deferrable, Deferrable::InitiallyDeferred);
        assert_eq!(text.foreign_keys[1].columns, ["id", "other"]);
        assert_eq!(text.foreign_keys[1].deferrable, Deferrable::No);
        let options: Vec<&String> = text.options.keys().collect();
        assert_eq!(options, ["strict", "without_rowid"]);
        assert_eq!(text.beside, []);
    }

    #[test]
    fn reads_conflict_clauses_and_what_it_does_not_know() {
        let sql = "CREATE TABLE t (
            id integer PRIMARY KEY DESC ON CONFLICT REPLACE DEFAULT -1.5e-3,
            a text NOT NULL ON CONFLICT IGNORE DEFAULT x'00' UNIQUE ON CONFLICT FAIL,
            b unsigned big int DEFAULT (1 + 2) NULL COLLATE nocase,
            UNIQUE (a, b) ON CONFLICT ROLLBACK, PRIMARY KEY (a COLLATE nocase)
        )";
        let text = table(sql).expect("it parses");
        assert_eq!(text.columns.len(), 3);
        let options = |it: &Options| it.iter().map(|(a, b)| format!("{a}={b}")).collect::<Vec<_>>();
        assert_eq!(options(&text.key_options), ["descending=1", "on_conflict=replace"]);
        assert_eq!(options(&text.uniques[0].options), ["on_conflict=fail"]);
        assert_eq!(options(&text.uniques[1].options), ["on_conflict=rollback"]);
        let beside: Vec<&str> = text.beside.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(beside, ["NOT NULL ON CONFLICT IGNORE", "PRIMARY KEY (a COLLATE nocase)"]);
    }

    #[test]
    fn reads_index_expressions_and_predicates() {
        let sql =
            r#"CREATE UNIQUE INDEX "i" ON "on"(lower("a") COLLATE NOCASE DESC, b) WHERE b > 0"#;
        let text = index(sql).expect("it parses");
        assert_eq!(text.parts, [r#"lower("a")"#, "b"]);
        assert_eq!(text.predicate.as_deref(), Some("b > 0"));
    }
}

//! Expressions in one spelling. SQLite keeps their text as it was written, so that what is spelled
//! differently is different, but for what its grammar says is one:
//! <https://sqlite.org/lang_expr.html>.

use crate::schema::Table;

/// See [`Dialect::plain`](crate::dialect::Dialect::plain).
pub fn plain(expression: &str, table: &Table) -> String {
    let column = |name: &str| table.columns.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    let tokens = tokens(expression, column);
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let parsed = parser.expression(0).filter(|_| parser.at == tokens.len());
    // A subquery, or what no version of SQLite takes: the words one by one.
    let words = || tokens.iter().map(Token::text).collect::<Vec<_>>().join(" ");
    parsed.unwrap_or_else(words)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A keyword, a function or a name, in lower case.
    Word(String),
    /// A name in quotes, in lower case.
    Name(String),
    /// A text, number or blob as it stands.
    Literal(String),
    Sign(String),
}

impl Token {
    fn text(&self) -> String {
        match self {
            Self::Name(name) => quoted(name),
            Self::Word(text) | Self::Literal(text) | Self::Sign(text) => text.clone(),
        }
    }
}

/// A name as it is told from a keyword.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Operators of more than one character, the longer ones first.
const SIGNS: [&str; 9] = ["->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "=="];

fn tokens(sql: &str, column: impl Fn(&str) -> bool) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = sql.trim_start();
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii();
    while let Some(first) = rest.chars().next() {
        let (length, token) = match first {
            '-' if rest.starts_with("--") => (rest.find('\n').unwrap_or(rest.len()), None),
            '/' if rest.starts_with("/*") => {
                (rest.find("*/").map_or(rest.len(), |at| at + 2), None)
            }
            '\'' => {
                let length = closed(rest, '\'');
                (length, Some(Token::Literal(rest[..length].to_owned())))
            }
            '"' | '`' | '[' => {
                let close = if first == '[' { ']' } else { first };
                let length = closed(rest, close);
                let inner = rest[1..length].strip_suffix(close).unwrap_or(&rest[1..length]);
                let name = inner.replace(&format!("{close}{close}"), &close.to_string());
                // A word in double quotes that names nothing is a text to SQLite.
                let text = first == '"' && !column(&name);
                let token = match text {
                    true => Token::Literal(rest[..length].to_owned()),
                    false => Token::Name(name.to_ascii_lowercase()),
                };
                (length, Some(token))
            }
            'x' | 'X' if rest[1..].starts_with('\'') => {
                let length = 1 + closed(&rest[1..], '\'');
                (length, Some(Token::Literal(rest[..length].to_ascii_lowercase())))
            }
            c if c.is_ascii_digit() || c == '.' && digit(&rest[1..]) => {
                let length = number(rest);
                (length, Some(Token::Literal(rest[..length].to_ascii_lowercase())))
            }
            c if word(c) => {
                let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
                (length, Some(Token::Word(rest[..length].to_ascii_lowercase())))
            }
            '!' if rest.starts_with("!=") => (2, Some(Token::Sign("<>".to_owned()))),
            c => {
                let sign = SIGNS.iter().find(|it| rest.starts_with(**it)).copied();
                let sign = sign.unwrap_or(&rest[..c.len_utf8()]);
                let one = if sign == "==" { "=" } else { sign };
                (sign.len(), Some(Token::Sign(one.to_owned())))
            }
        };
        found.extend(token);
        rest = rest[length..].trim_start();
    }
    found
}

fn digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The length of what begins with a quote, up to the one that closes it; inside it is doubled.
fn closed(text: &str, close: char) -> usize {
    let mut at = 1;
    while let Some(next) = text[at..].find(close) {
        at += next + 1;
        if close == ']' || !text[at..].starts_with(close) {
            return at;
        }
        at += 1;
    }
    text.len()
}

fn number(text: &str) -> usize {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_');
    let end = end.unwrap_or(text.len());
    // The exponent may have a sign.
    match text[end..].starts_with(['-', '+']) && !text.starts_with("0x") {
        true if text[..end].ends_with(['e', 'E']) && digit(&text[end + 1..]) => {
            end + 1 + number(&text[end + 1..])
        }
        _ => end,
    }
}

/// Reads an expression by the strength of its operators, and prints it with all parentheses that
/// these imply and no others. `None` is an expression that it does not know.
struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
}

const NOT: u8 = 3;
const EQUALITY: u8 = 4;
const COLLATE: u8 = 11;
const UNARY: u8 = 12;

impl Parser<'_> {
    fn word(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn sign(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead)? {
            Token::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn accept(&mut self, text: &str) -> bool {
        let found = self.word(0) == Some(text) || self.sign(0) == Some(text);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.accept(text).then_some(())
    }

    fn expression(&mut self, least: u8) -> Option<String> {
        let mut left = self.operand()?;
        loop {
            let start = self.at;
            let Some(next) = self.operation(&left, least) else {
                // What cannot follow here is for the caller, or is no expression at all.
                return (self.at == start).then_some(left);
            };
            left = next;
        }
    }

    /// What an operator makes of its left side. Nothing is read where none of that strength
    /// follows.
    fn operation(&mut self, left: &str, least: u8) -> Option<String> {
        if let Some(sign) = self.sign(0).map(str::to_owned) {
            let strength = match sign.as_str() {
                "||" | "->" | "->>" => 10,
                "*" | "/" | "%" => 9,
                "+" | "-" => 8,
                "&" | "|" | "<<" | ">>" => 7,
                "<" | ">" | "<=" | ">=" => 5,
                "=" | "<>" => EQUALITY,
                _ => return None,
            };
            return self.binary(left, &sign, strength, least, 1);
        }
        let word = self.word(0)?.to_owned();
        if word == "collate" && COLLATE >= least {
            let name = match self.tokens.get(self.at + 1)? {
                Token::Word(name) | Token::Name(name) => name.clone(),
                Token::Literal(_) | Token::Sign(_) => return None,
            };
            self.at += 2;
            return Some(format!("({left} collate {name})"));
        }
        match word.as_str() {
            "or" => return self.binary(left, "or", 1, least, 1),
            "and" => return self.binary(left, "and", 2, least, 1),
            _ if EQUALITY < least => return None,
            "isnull" | "notnull" => {
                self.at += 1;
                let not = if word == "notnull" { " not" } else { "" };
                return Some(format!("({left} is{not} null)"));
            }
            "is" => {
                let distinct = |it: &Self, at| {
                    it.word(at) == Some("distinct") && it.word(at + 1) == Some("from")
                };
                let not = self.word(1) == Some("not");
                let (operator, length) = match distinct(self, 1 + usize::from(not)) {
                    true if not => ("is", 4),
                    true => ("is not", 3),
                    false if not => ("is not", 2),
                    false => ("is", 1),
                };
                return self.binary(left, operator, EQUALITY, least, length);
            }
            _ => {}
        }
        let not = word == "not";
        let kind = if not { self.word(1)?.to_owned() } else { word };
        let negation = if not { "not " } else { "" };
        if !matches!(
            kind.as_str(),
            "null" | "between" | "in" | "like" | "glob" | "match" | "regexp"
        ) || kind == "null" && !not
        {
            return None;
        }
        self.at += 1 + usize::from(not);
        match kind.as_str() {
            "null" => Some(format!("({left} is not null)")),
            "between" => {
                let low = self.expression(EQUALITY + 1)?;
                self.expect("and")?;
                let high = self.expression(EQUALITY + 1)?;
                Some(format!("({left} {negation}between {low} and {high})"))
            }
            "in" => {
                self.expect("(")?;
                let list = self.list()?.join(", ");
                Some(format!("({left} {negation}in ({list}))"))
            }
            kind => {
                let right = self.expression(EQUALITY + 1)?;
                let escape = match self.accept("escape") {
                    true => format!(" escape {}", self.expression(EQUALITY + 3)?),
                    false => String::new(),
                };
                Some(format!("({left} {negation}{kind} {right}{escape})"))
            }
        }
    }

    fn binary(
        &mut self,
        left: &str,
        operator: &str,
        strength: u8,
        least: u8,
        length: usize,
    ) -> Option<String> {
        if strength < least {
            return None;
        }
        self.at += length;
        let right = self.expression(strength + 1)?;
        Some(format!("({left} {operator} {right})"))
    }

    fn operand(&mut self) -> Option<String> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Literal(text) => Some(text),
            Token::Name(name) => self.name(&name),
            Token::Sign(sign) => match sign.as_str() {
                "(" => {
                    let mut list = self.list()?;
                    match list.len() {
                        0 => None,
                        1 => list.pop(),
                        _ => Some(format!("({})", list.join(", "))),
                    }
                }
                "-" | "+" | "~" => Some(format!("({sign}{})", self.expression(UNARY)?)),
                _ => None,
            },
            Token::Word(word) => match word.as_str() {
                "not" => Some(format!("(not {})", self.expression(NOT)?)),
                "case" => self.case(),
                "cast" => self.cast(),
                "null" | "true" | "false" | "current_date" | "current_time"
                | "current_timestamp" => Some(word),
                "select" | "exists" | "raise" | "when" | "then" | "else" | "end" | "and" | "or"
                | "in" | "is" | "like" | "between" | "escape" | "collate" => None,
                word if self.accept("(") => self.call(word),
                word => self.name(word),
            },
        }
    }

    fn name(&mut self, first: &str) -> Option<String> {
        let mut name = quoted(first);
        while self.accept(".") {
            match self.tokens.get(self.at)? {
                Token::Word(part) | Token::Name(part) => {
                    name.push_str(&format!(".{}", quoted(part)))
                }
                Token::Literal(text) if text.starts_with('"') => {
                    name.push_str(&format!(".{}", text.to_ascii_lowercase()));
                }
                Token::Literal(_) | Token::Sign(_) => return None,
            }
            self.at += 1;
        }
        Some(name)
    }

    /// Expressions up to the parenthesis that closes.
    fn list(&mut self) -> Option<Vec<String>> {
        let mut items = Vec::new();
        if !self.accept(")") {
            loop {
                items.push(self.expression(0)?);
                if self.accept(")") {
                    break;
                }
                self.expect(",")?;
            }
        }
        Some(items)
    }

    fn call(&mut self, name: &str) -> Option<String> {
        if self.accept("*") {
            self.expect(")")?;
            return Some(format!("{name}(*)"));
        }
        let distinct = if self.accept("distinct") { "distinct " } else { "" };
        let list = self.list()?.join(", ");
        Some(match (name, list.as_str()) {
            // <https://sqlite.org/lang_createtable.html#the_default_clause> says which texts the
            // keywords are.
            ("datetime", "'now'") => "current_timestamp".to_owned(),
            ("date", "'now'") => "current_date".to_owned(),
            ("time", "'now'") => "current_time".to_owned(),
            _ => format!("{name}({distinct}{list})"),
        })
    }

    fn case(&mut self) -> Option<String> {
        let mut text = "case".to_owned();
        if self.word(0) != Some("when") {
            text.push_str(&format!(" {}", self.expression(0)?));
        }
        while self.accept("when") {
            let when = self.expression(0)?;
            self.expect("then")?;
            text.push_str(&format!(" when {when} then {}", self.expression(0)?));
        }
        if self.accept("else") {
            text.push_str(&format!(" else {}", self.expression(0)?));
        }
        self.expect("end")?;
        Some(format!("({text} end)"))
    }

    fn cast(&mut self) -> Option<String> {
        self.expect("(")?;
        let value = self.expression(0)?;
        self.expect("as")?;
        let mut ty = Vec::new();
        let mut depth = 0;
        loop {
            let token = self.tokens.get(self.at)?;
            self.at += 1;
            match token {
                Token::Sign(sign) if sign == ")" && depth == 0 => break,
                Token::Sign(sign) if sign == ")" => depth -= 1,
                Token::Sign(sign) if sign == "(" => depth += 1,
                _ => {}
            }
            ty.push(token.text());
        }
        Some(format!("cast({value} as {})", ty.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, ColumnType};

    fn alike(a: &str, b: &str) -> bool {
        let columns = ["a", "b", "user", "null"];
        let columns = columns.map(|name| Column::new(name, ColumnType::Text)).to_vec();
        let table = Table { columns, ..Table::default() };
        plain(a, &table) == plain(b, &table)
    }

    #[test]
    fn what_the_grammar_says_is_one_is_one() {
        for (a, b) in [
            ("(a > 0)", "a>0"),
            ("((a) AND (b))", "(A) and (B)"),
            ("a = 1 and b = 2 or a = 3", "((a == 1) AND (b = 2)) OR (a = 3)"),
            ("Lower( a )", "lower(a)"),
            ("a  IS   NULL", "a isnull"),
            ("a not null", "a IS NOT NULL -- or so"),
            ("a != 'it''s'", "`a` <> 'it''s'"),
            ("\"user\" = \"A\"", "user = [a]"),
            ("a in (1, 2)", "a IN(1,2)"),
            ("a between 1 and 2 and b", "(a BETWEEN 1 AND 2) AND b"),
            ("datetime('now')", "(CURRENT_TIMESTAMP)"),
            ("a || b || 'c'", "(a||b)||'c'"),
            ("-1", "- 1"),
            ("case when a then 1 else 2 end", "CASE WHEN (a) THEN 1 ELSE 2 END"),
            ("cast(a as VARCHAR(10))", "CAST(a AS varchar (10))"),
            ("a like 'x%' escape '\\'", "a LIKE ('x%') ESCAPE '\\'"),
        ] {
            assert!(alike(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn everything_else_stays_two() {
        for (a, b) in [
            ("a = 'A'", "a = 'a'"),
            ("a = 'x y'", "a = 'xy'"),
            ("a = \"X\"", "a = \"x\""),
            ("(a or b) and a", "a or b and a"),
            ("a - (b - 1)", "a - b - 1"),
            ("not (a and b)", "not a and b"),
            ("\"null\" is null", "null is null"),
            ("a is null", "a is not null"),
            ("a < 1", "a <= 1"),
            ("')' || (a)", "')' || a'"),
            ("a in (1)", "a in (2)"),
            ("a = (select 1)", "a = (select 2)"),
            ("a /* b */", "a b"),
        ] {
            assert!(!alike(a, b), "{a} and {b}");
        }
    }
}

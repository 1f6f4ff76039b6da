//! Names in SQL expressions, as far as they can be seen without a grammar.

use crate::schema::quotes::quoted;

/// Whether an expression may read a column of that name.
pub fn reads(expression: &str, column: &str) -> bool {
    tokens(expression).any(|token| token.names(column))
}

/// The expression as it is when a column has another name: what a database makes of it when the
/// column is renamed.
pub fn renamed(expression: &str, from: &str, to: &str) -> String {
    let mut result = String::with_capacity(expression.len());
    for token in tokens(expression) {
        match token {
            Token::Word { .. } if token.names(from) => match needs_quotes(to) {
                false => result.push_str(to),
                true => result.push_str(&format!("\"{}\"", to.replace('"', "\"\""))),
            },
            Token::Quoted { quote, text } if token.names(from) => {
                debug_assert!(text.len() >= 2);
                let doubled = format!("{quote}{quote}");
                result.push(quote);
                result.push_str(&to.replace(quote, &doubled));
                result.push(quote);
            }
            Token::Word { text, .. } | Token::Quoted { text, .. } | Token::Other(text) => {
                result.push_str(text);
            }
        }
    }
    result
}

/// Whether a name is none without quotes, in some database or in all.
fn needs_quotes(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        || !name.chars().all(plain)
        || RESERVED.contains(&name)
        || KEYWORDS.contains(&name)
}

/// Words that stand for no name in any database, unless they are quoted.
const RESERVED: [&str; 15] = [
    "and", "between", "case", "else", "exists", "from", "in", "is", "not", "null", "or", "select",
    "then", "when", "where",
];

/// Further words that some database takes for something else than a name, where they stand alone.
#[rustfmt::skip]
const KEYWORDS: [&str; 75] = [
    "add", "all", "alter", "any", "array", "as", "asc", "both", "cast", "check", "collate",
    "column", "constraint", "create", "cross", "current_date", "current_time", "current_timestamp",
    "current_user", "default", "delete", "desc", "distinct", "div", "do", "drop", "end", "except",
    "false", "fetch", "for", "foreign", "full", "grant", "group", "having", "index", "inner",
    "insert", "intersect", "interval", "into", "join", "key", "keys", "leading", "left", "like",
    "limit", "localtime", "mod", "natural", "offset", "on", "only", "order", "outer", "primary",
    "rank", "references", "right", "set", "table", "to", "trailing", "true", "union", "unique",
    "update", "user", "using", "values", "window", "with", "xor",
];

/// A piece of an expression; together they are its text.
#[derive(Clone, Copy)]
pub enum Token<'a> {
    /// A name or keyword without quotes; called when a parenthesis follows.
    Word { text: &'a str, called: bool },
    /// With its quotes.
    Quoted { quote: char, text: &'a str },
    /// Texts, numbers, signs.
    Other(&'a str),
}

impl<'a> Token<'a> {
    pub fn text(self) -> &'a str {
        match self {
            Self::Word { text, .. } | Self::Quoted { text, .. } | Self::Other(text) => text,
        }
    }

    fn names(&self, column: &str) -> bool {
        match self {
            Self::Word { text, called } => {
                let reserved = RESERVED.iter().any(|it| text.eq_ignore_ascii_case(it));
                !called && !reserved && text.eq_ignore_ascii_case(column)
            }
            Self::Quoted { quote, text } => {
                let inner = &text[1..text.len() - 1];
                let doubled = format!("{quote}{quote}");
                inner.replace(&doubled, &quote.to_string()) == column
            }
            Self::Other(_) => false,
        }
    }
}

pub fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let (length, kind) = match first {
            '\'' | '"' | '`' => (quoted(rest, false).unwrap_or(rest.len()), Some(first)),
            c if word(c) => (rest.find(|c| !word(c)).unwrap_or(rest.len()), None),
            c => {
                let (text, after) = rest.split_at(c.len_utf8());
                rest = after;
                return Some(Token::Other(text));
            }
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        Some(match kind {
            Some(quote @ ('"' | '`')) if text.len() >= 2 && text.ends_with(quote) => {
                Token::Quoted { quote, text }
            }
            Some(_) => Token::Other(text),
            None if first.is_ascii_digit() => Token::Other(text),
            None => Token::Word { text, called: after.trim_start().starts_with('(') },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_changed_where_they_are_names() {
        for (before, after) in [
            ("a > 0 AND b < A", "z > 0 AND b < z"),
            ("a(a) || 'a' || \"a\" || `a`", "a(z) || 'a' || \"z\" || `z`"),
            ("ab > a_b + 1a", "ab > a_b + 1a"),
            ("'it''s a' = \"a", "'it''s a' = \"a"),
        ] {
            assert_eq!(renamed(before, "a", "z"), after);
            assert_eq!(reads(before, "a"), before != after, "{before}");
        }
        for (to, quoted) in [("order", "\"order\""), ("007", "\"007\""), ("_a1", "_a1")] {
            assert_eq!(renamed("a", "a", to), quoted);
        }
        assert_eq!(renamed("\"null\" IS NULL", "null", "a"), "\"a\" IS NULL");
        assert_eq!(renamed("a > 0", "a", "say \"A\""), "\"say \"\"A\"\"\" > 0");
    }
}

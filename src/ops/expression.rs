//! Names in SQL expressions, as far as they can be seen without a grammar.

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
            Token::Word { text, called: false } if text.eq_ignore_ascii_case(from) => {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                match to.chars().all(plain) {
                    true => result.push_str(to),
                    false => result.push_str(&format!("\"{}\"", to.replace('"', "\"\""))),
                }
            }
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
            Self::Word { text, called } => !called && text.eq_ignore_ascii_case(column),
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
            '\'' | '"' | '`' => (quoted(rest, first), Some(first)),
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

/// The length of what begins with a quote, up to the quote that closes it.
fn quoted(sql: &str, quote: char) -> usize {
    let mut after = 1;
    while let Some(at) = sql[after..].find(quote) {
        after += at + 1;
        if !sql[after..].starts_with(quote) {
            return after;
        }
        after += 1;
    }
    sql.len()
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
        assert_eq!(renamed("a > 0", "a", "say \"A\""), "\"say \"\"A\"\"\" > 0");
    }
}

//! Texts and names in quotes as SQL has them: the quote is doubled inside, and a backslash before a
//! character takes its meaning away where the database says so.

/// The length in bytes of the quoted text that `sql` begins with, the quotes included; none where
/// nothing closes it. See
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS> and
/// <https://dev.mysql.com/doc/refman/8.0/en/string-literals.html>.
pub fn quoted(sql: &str, backslash: bool) -> Option<usize> {
    let mut chars = sql.char_indices().peekable();
    let (_, quote) = chars.next()?;
    while let Some((at, c)) = chars.next() {
        if backslash && c == '\\' {
            chars.next();
        } else if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return Some(at + quote.len_utf8());
        }
    }
    None
}

/// What stands in the quotes that `sql` begins with, and what follows them. A character after a
/// backslash is itself.
pub fn unquoted(sql: &str, backslash: bool) -> Option<(String, &str)> {
    let quote = sql.chars().next()?;
    let (inner, after) = sql.split_at(quoted(sql, backslash)?);
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner[quote.len_utf8()..inner.len() - quote.len_utf8()].chars();
    while let Some(c) = chars.next() {
        let is_first_of_two = c == quote || backslash && c == '\\';
        text.extend(if is_first_of_two { chars.next() } else { Some(c) });
    }
    Some((text, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_end_where_nothing_takes_their_meaning() {
        for (sql, backslash, expected) in [
            ("'it''s' a", false, Some(("it's", " a"))),
            (r"'a\' b'", false, Some((r"a\", " b'"))),
            (r"'a\' b' c", true, Some(("a' b", " c"))),
            (r"'\\'", true, Some((r"\", ""))),
            ("`a``b`", false, Some(("a`b", ""))),
            ("'äö'é", false, Some(("äö", "é"))),
            ("''", false, Some(("", ""))),
            ("'''", false, None),
            (r"'\'", true, None),
            ("", false, None),
        ] {
            let found = unquoted(sql, backslash);
            let found = found.as_ref().map(|(text, after)| (text.as_str(), *after));
            assert_eq!(found, expected, "{sql}");
        }
    }
}

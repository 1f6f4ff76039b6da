//! The words of an SQL expression that can be nothing but columns.

use crate::schema::quotes::unquoted;

/// What the quotes of a database mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Names in double quotes; bare names in small letters.
    Standard,
    /// Names in backticks, texts in either kind of quotes, with backslashes.
    Mysql,
    /// Names in backticks or brackets; double quotes are a name or else a text.
    Sqlite,
}

/// What can be told of an expression without a parser.
#[derive(Debug, Default, PartialEq)]
pub struct Read {
    /// Names that stand where only a column can.
    pub operands: Vec<String>,
    /// Whether there is a query in it.
    pub query: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    /// A name in quotes.
    Name(String),
    Literal,
    /// Parentheses and commas by themselves, other signs as they come together.
    Sign(String),
}

/// Nothing where the text does not look like an expression.
///
/// A word counts as a column when what stands before and after it leaves no other reading:
/// function names are followed by a parenthesis, type names preceded by `::` or `AS`, typed
/// literals followed by a text. All words that SQL itself uses as operands are left out, so that
/// a wrong name may pass, and a right one is never refused.
pub fn read(sql: &str, quotes: Quotes) -> Option<Read> {
    let tokens = tokens(sql, quotes)?;
    let mut read = Read::default();
    for (i, token) in tokens.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).map(|i| &tokens[i]), tokens.get(i + 1));
        let name = match token {
            Token::Word(word) if word.eq_ignore_ascii_case("select") => {
                read.query = true;
                continue;
            }
            Token::Word(word) if !is_reserved(word) => match quotes {
                Quotes::Standard => word.to_lowercase(),
                Quotes::Mysql | Quotes::Sqlite => word.clone(),
            },
            Token::Name(name) => name.clone(),
            Token::Word(_) | Token::Literal | Token::Sign(_) => continue,
        };
        if opens(before) && closes(after) && !read.operands.contains(&name) {
            read.operands.push(name);
        }
    }
    Some(read)
}

/// Whether an operand can begin after the token.
fn opens(before: Option<&Token>) -> bool {
    match before {
        None => true,
        Some(Token::Sign(sign)) => !matches!(sign.as_str(), "." | "::" | ")" | "]" | ":" | "@"),
        Some(Token::Word(word)) => {
            let words = [
                "and", "or", "not", "between", "in", "like", "ilike", "when", "then", "else",
                "case", "from", "xor", "div", "mod", "regexp", "rlike", "glob", "match",
            ];
            words.iter().any(|it| word.eq_ignore_ascii_case(it))
        }
        Some(Token::Name(_) | Token::Literal) => false,
    }
}

/// Whether an operand can end before the token.
fn closes(after: Option<&Token>) -> bool {
    match after {
        None => true,
        Some(Token::Sign(sign)) => !matches!(sign.as_str(), "." | "(" | ":" | "@" | "=>" | ":="),
        Some(Token::Word(word)) => {
            let words = [
                "and", "or", "is", "not", "between", "in", "like", "ilike", "then", "else", "end",
                "when", "xor", "div", "mod", "regexp", "rlike", "glob", "match", "isnull",
                "notnull", "similar", "collate",
            ];
            words.iter().any(|it| word.eq_ignore_ascii_case(it))
        }
        Some(Token::Name(_) | Token::Literal) => false,
    }
}

/// Words that are values, units, types or parts of the syntax of some function.
fn is_reserved(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "all",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "at",
        "between",
        "bigint",
        "binary",
        "blob",
        "bool",
        "boolean",
        "both",
        "by",
        "case",
        "cast",
        "char",
        "character",
        "collate",
        "content",
        "convert",
        "ctid",
        "current_catalog",
        "current_date",
        "current_role",
        "current_schema",
        "current_time",
        "current_timestamp",
        "current_user",
        "date",
        "datetime",
        "day",
        "day_hour",
        "day_minute",
        "day_second",
        "dec",
        "decimal",
        "default",
        "desc",
        "distinct",
        "div",
        "document",
        "double",
        "else",
        "end",
        "epoch",
        "escape",
        "exists",
        "false",
        "fixed",
        "float",
        "for",
        "from",
        "glob",
        "hour",
        "hour_minute",
        "hour_second",
        "ilike",
        "in",
        "int",
        "integer",
        "interval",
        "is",
        "isnull",
        "json",
        "leading",
        "like",
        "localtime",
        "localtimestamp",
        "match",
        "microsecond",
        "minute",
        "minute_second",
        "mod",
        "month",
        "nchar",
        "nfc",
        "nfd",
        "nfkc",
        "nfkd",
        "normalized",
        "not",
        "notnull",
        "null",
        "numeric",
        "oid",
        "on",
        "or",
        "overlaps",
        "placing",
        "position",
        "precision",
        "quarter",
        "real",
        "regexp",
        "rlike",
        "row",
        "rowid",
        "_rowid_",
        "second",
        "session_user",
        "signed",
        "similar",
        "smallint",
        "some",
        "symmetric",
        "sysdate",
        "system_user",
        "tableoid",
        "text",
        "then",
        "time",
        "timestamp",
        "timestamptz",
        "to",
        "trailing",
        "true",
        "unknown",
        "unsigned",
        "user",
        "using",
        "utc_date",
        "utc_time",
        "utc_timestamp",
        "uuid",
        "value",
        "varchar",
        "varying",
        "week",
        "when",
        "with",
        "without",
        "xor",
        "year",
        "year_month",
        "zone",
    ];
    // Introducers of MySQL: _utf8mb4'text'.
    word.starts_with('_') && word != "_" && word.len() > 4 && word.starts_with("_utf")
        || WORDS.binary_search_by(|it| (*it).cmp(word.to_lowercase().as_str())).is_ok()
}

fn tokens(sql: &str, quotes: Quotes) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let starts_word = |c: char| c.is_alphabetic() || c == '_';
        if first.is_whitespace() {
            rest = rest.trim_start();
        } else if rest.starts_with("--") || rest.starts_with("/*") || first == '#' || first == '$' {
            // Comments and dollar quotes are rare enough here to be left alone.
            return None;
        } else if first == '\'' {
            let (_, after) = unquoted(rest, quotes == Quotes::Mysql)?;
            tokens.push(Token::Literal);
            rest = after;
        } else if first == '"' {
            let (name, after) = unquoted(rest, quotes == Quotes::Mysql)?;
            tokens.push(match quotes {
                Quotes::Standard => Token::Name(name),
                Quotes::Mysql | Quotes::Sqlite => Token::Literal,
            });
            rest = after;
        } else if first == '`' {
            let (name, after) = unquoted(rest, false)?;
            tokens.push(Token::Name(name));
            rest = after;
        } else if first == '[' && quotes == Quotes::Sqlite {
            let (name, after) = rest[1..].split_once(']')?;
            tokens.push(Token::Name(name.to_owned()));
            rest = after;
        } else if starts_word(first) {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            if after.starts_with('\'') && word.len() == 1 {
                let (_, after) = unquoted(after, word.eq_ignore_ascii_case("e"))?;
                tokens.push(Token::Literal);
                rest = after;
            } else {
                tokens.push(Token::Word(word.to_owned()));
                rest = after;
            }
        } else if first.is_ascii_digit() {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')));
            tokens.push(Token::Literal);
            rest = &rest[end.unwrap_or(rest.len())..];
        } else {
            let alone = |c: char| matches!(c, '(' | ')' | ',' | '.' | '[' | ']');
            let stops = |c: char| {
                alone(c) || c.is_alphanumeric() || c.is_whitespace() || "'\"`_-$#".contains(c)
            };
            let end = match alone(first) {
                true => first.len_utf8(),
                false => {
                    let skip = first.len_utf8();
                    rest[skip..].find(stops).map_or(rest.len(), |at| at + skip)
                }
            };
            tokens.push(Token::Sign(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_columns_and_nothing_else() {
        for (sql, expected) in [
            ("price > 0", &["price"][..]),
            ("(Price >= 0) AND \"Price\" < 10", &["price", "Price"]),
            ("length(name) > 3", &["name"]),
            ("lower(name)", &["name"]),
            ("name ~ '^[a-z]+$'", &["name"]),
            ("kind = ANY (ARRAY['a'::text, 'b'::text])", &["kind"]),
            ("kind::text = ANY (ARRAY['a'::character varying]::text[])", &["kind"]),
            ("a IS NOT NULL OR b IS NULL", &["a", "b"]),
            ("extract(year FROM born) > 1900", &["born"]),
            ("date_trunc('day', at AT TIME ZONE 'UTC') = at", &[]),
            ("at_ < current_timestamp AND b", &["at_", "b"]),
            ("CASE WHEN a THEN b ELSE c END", &["a", "b", "c"]),
            ("CAST(a AS integer) > 0", &[]),
            ("a BETWEEN lo AND hi", &["a", "lo", "hi"]),
            ("starts < date '2020-01-01'", &["starts"]),
            ("(tags -> 'a' ->> 'b') = 'c'", &["tags"]),
            ("t.a > 0", &[]),
            ("num_nonnulls(a, b) = 1", &["a", "b"]),
            ("a COLLATE \"C\" > 'x'", &["a"]),
            ("overlay(a placing 'b' from 1)", &[]),
            ("a = 1 -- why", &[]),
        ] {
            let read = read(sql, Quotes::Standard).unwrap_or_default();
            assert_eq!(read.operands, expected, "{sql}");
            assert!(!read.query, "{sql}");
        }
        let mysql =
            read("`a b` > \"text\" AND timestampdiff(YEAR, born, now()) > 1", Quotes::Mysql);
        assert_eq!(mysql.unwrap_or_default().operands, ["a b", "born"]);
        let sqlite = read("[a b] > \"perhaps\" OR c", Quotes::Sqlite);
        assert_eq!(sqlite.unwrap_or_default().operands, ["a b", "c"]);
        assert!(read("a IN (SELECT b FROM c)", Quotes::Standard).is_some_and(|it| it.query));
    }

    #[test]
    fn reserved_words_can_be_searched() {
        for word in ["all", "zone", "year", "null", "false"] {
            assert!(is_reserved(word), "{word}");
        }
        assert!(!is_reserved("price"));
    }
}

//! Default values: what an entity says, what the catalog says, and the SQL between them.

use serde_json::Value;

use crate::schema::{ColumnType, DefaultValue};

use super::expression::{self, Token};
use super::types::{self, Family};

/// The default that the server reports for a column of this type; none for `NULL`, which is no
/// default to it.
pub fn canonical(value: &DefaultValue, ty: &ColumnType) -> Option<DefaultValue> {
    Some(match value {
        DefaultValue::Sql(sql) => return parse(sql, ty),
        DefaultValue::Bool(it) => match types::family(ty) {
            Family::Bool => DefaultValue::Bool(*it),
            Family::Number => DefaultValue::Number(u8::from(*it).to_string()),
            Family::Text | Family::Other => DefaultValue::Text(it.to_string()),
        },
        DefaultValue::Number(text) | DefaultValue::Text(text) => literal(text, ty),
    })
}

fn literal(text: &str, ty: &ColumnType) -> DefaultValue {
    let plain = || DefaultValue::Text(text.to_owned());
    match types::family(ty) {
        Family::Number => number(text).map_or_else(plain, DefaultValue::Number),
        Family::Bool => match text.trim().to_ascii_lowercase().as_str() {
            "t" | "true" | "y" | "yes" | "on" | "1" => DefaultValue::Bool(true),
            "f" | "false" | "n" | "no" | "off" | "0" => DefaultValue::Bool(false),
            _ => plain(),
        },
        Family::Text => plain(),
        Family::Other => match ty {
            ColumnType::Blob => DefaultValue::Text(hex(text)),
            ColumnType::Uuid => DefaultValue::Text(text.to_ascii_lowercase()),
            ColumnType::JsonBinary => {
                DefaultValue::Text(jsonb(text).unwrap_or_else(|| text.into()))
            }
            _ => plain(),
        },
    }
}

/// A number as the server prints it, where the text is one.
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}"))
}

/// Bytes in the server's hexadecimal form.
fn hex(text: &str) -> String {
    let digits = text.strip_prefix("\\x").filter(|it| it.len() % 2 == 0);
    if let Some(digits) = digits.filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit())) {
        return format!("\\x{}", digits.to_ascii_lowercase());
    }
    if text.contains('\\') {
        return text.to_owned();
    }
    text.bytes().fold("\\x".to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A JSON text as `jsonb` prints it: keys by length and then by bytes, one space behind `:` and
/// `,`. Texts with fractions are left alone, whose digits the server keeps and a parser may not.
fn jsonb(text: &str) -> Option<String> {
    fn write(value: &Value, out: &mut String) -> Option<()> {
        match value {
            Value::Number(number) if number.is_f64() => return None,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                out.push_str(&value.to_string());
            }
            Value::Array(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    write(item, out)?;
                }
                out.push(']');
            }
            Value::Object(map) => {
                let mut entries: Vec<_> = map.iter().collect();
                entries.sort_by_key(|(key, _)| (key.len(), key.as_bytes()));
                out.push('{');
                for (i, (key, item)) in entries.into_iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    out.push_str(&Value::from(key.as_str()).to_string());
                    out.push_str(": ");
                    write(item, out)?;
                }
                out.push('}');
            }
        }
        Some(())
    }
    let mut out = String::new();
    write(&serde_json::from_str(text).ok()?, &mut out)?;
    Some(out)
}

/// What a default in SQL is: a literal where it is one, with or without the cast that the
/// catalog shows, and otherwise the expression.
pub fn parse(sql: &str, ty: &ColumnType) -> Option<DefaultValue> {
    let sql = expression::tidy(sql);
    let (value, cast) = match split_cast(&sql) {
        Some((value, cast)) => (expression::tidy(value), Some(types::parse(&bare(cast)))),
        None => (sql.clone(), None),
    };
    if value.eq_ignore_ascii_case("null") {
        return None;
    }
    let keeps_value = match &cast {
        None => true,
        Some(cast) => same_values(cast, ty),
    };
    let found = match expression::tokens(&value)[..] {
        _ if !keeps_value => None,
        [Token::Literal(text)] if text.starts_with('\'') => Some(expression::unquote(text)),
        [Token::Literal(text)] if text.starts_with("E'") => escaped(&text[1..]),
        _ if number(&value).is_some() => Some(value.clone()),
        [Token::Word(word)] if ["true", "false"].iter().any(|it| word.eq_ignore_ascii_case(it)) => {
            Some(word.to_ascii_lowercase())
        }
        _ => None,
    };
    Some(match found {
        Some(text) => literal(&text, ty),
        None => DefaultValue::Sql(spelled(sql)),
    })
}

/// Whether a literal of the one type is the same literal of the other.
fn same_values(cast: &ColumnType, ty: &ColumnType) -> bool {
    let text = ColumnType::Native("bpchar".to_owned());
    match types::family(ty) {
        Family::Text => types::family(cast) == Family::Text || *cast == text,
        Family::Number => types::family(cast) == Family::Number,
        Family::Bool | Family::Other => match (ty, cast) {
            (ColumnType::Enum(name), ColumnType::Native(cast)) => {
                cast.parse().is_ok_and(|cast: crate::schema::QualifiedName| cast.name == name.name)
            }
            (ColumnType::Array(ty), ColumnType::Array(cast)) => same_values(cast, ty),
            // The catalog shows the cast without the length.
            _ => types::same_base(cast, ty),
        },
    }
}

/// The value and the type of `value::type`, of a tidy text.
fn split_cast(sql: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    let mut depth = 0;
    let mut found = None;
    for token in expression::tokens(sql) {
        match token {
            Token::Symbol("(" | "[") => depth += 1,
            Token::Symbol(")" | "]") => depth -= 1,
            Token::Symbol("::") if depth == 0 => found = Some(at),
            _ => {}
        }
        at += token.text().len();
    }
    let at = found?;
    let (value, cast) = (sql[..at].trim(), sql[at + 2..].trim());
    // `a || 'b'::text` is no cast of the whole: only a single piece in front of it is.
    let single = expression::tokens(value).len() == 1
        || expression::tidy(value) != value
        || number(value).is_some();
    single.then_some((value, cast))
}

/// A type name without the quotes that the catalog puts around some keywords: `"bit"`.
fn bare(name: &str) -> String {
    match name {
        "\"bit\"" => "bit".to_owned(),
        name => name.to_owned(),
    }
}

/// The text of `E'...'` where its only escapes are doubled characters.
fn escaped(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut out = String::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' | '\'' => out.push(characters.next().filter(|it| matches!(it, '\\' | '\''))?),
            c => out.push(c),
        }
    }
    Some(out)
}

/// Keywords and plain calls as the catalog spells them.
fn spelled(sql: String) -> String {
    const KEYWORDS: [&str; 9] = [
        "CURRENT_TIMESTAMP",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "LOCALTIMESTAMP",
        "LOCALTIME",
        "CURRENT_USER",
        "SESSION_USER",
        "CURRENT_ROLE",
        "CURRENT_CATALOG",
    ];
    let pieces = expression::tokens(&sql);
    match pieces[..] {
        [Token::Word(word), ..] if KEYWORDS.contains(&word.to_ascii_uppercase().as_str()) => {
            sql.replacen(word, &word.to_ascii_uppercase(), 1)
        }
        [Token::Word(word), Token::Symbol("("), Token::Symbol(")")] => {
            format!("{}()", word.to_lowercase())
        }
        _ => sql,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Column type, what an entity or the catalog says, and what both mean.
    #[test]
    fn both_spellings_mean_one_value() {
        let text = |text: &str| Some(DefaultValue::Text(text.into()));
        let number = |text: &str| Some(DefaultValue::Number(text.into()));
        let sql = |text: &str| Some(DefaultValue::Sql(text.into()));
        for (ty, said, meant) in [
            ("string", "'it''s'::character varying", text("it's")),
            ("string(3)", "'x'", text("x")),
            ("string", "NULL::character varying", None),
            ("text", "5", text("5")),
            ("text", "E'a\\\\b'", text("a\\b")),
            ("char(1)", "'x'::bpchar", text("x")),
            ("i32", "'-1'::integer", number("-1")),
            ("i32", "(-1)", number("-1")),
            ("i64", "'5000000000'::bigint", number("5000000000")),
            ("f64", "'-1.5'::numeric", number("-1.5")),
            ("decimal", "0::numeric", number("0")),
            ("decimal", "007.50", number("7.50")),
            ("bool", "TRUE", Some(DefaultValue::Bool(true))),
            ("bool", "'f'", Some(DefaultValue::Bool(false))),
            ("bit(3)", "'101'::\"bit\"", text("101")),
            ("blob", "'abc'", text("\\x616263")),
            ("blob", "'\\xAB'::bytea", text("\\xab")),
            ("jsonb", "'{\"bb\":[1,2],\"c\":{}}'", text("{\"c\": {}, \"bb\": [1, 2]}")),
            ("jsonb", "'{\"a\":1.50}'", text("{\"a\":1.50}")),
            ("enum(mood)", "'sad'::mood", text("sad")),
            ("enum(app.Mood)", "'sad'::app.\"Mood\"", text("sad")),
            ("text[]", "'{}'::text[]", text("{}")),
            ("text[]", "ARRAY[]::text[]", sql("ARRAY[]::text[]")),
            ("i32", "'1'::text::integer", sql("'1'::text::integer")),
            ("text", "'a'::text || 'b'::text", sql("'a'::text || 'b'::text")),
            ("timestamptz", "NOW()", sql("now()")),
            ("timestamptz(3)", "(current_timestamp(3))", sql("CURRENT_TIMESTAMP(3)")),
            ("timestamptz", "'now'::text::timestamptz", sql("'now'::text::timestamptz")),
            ("uuid", "gen_random_uuid()", sql("gen_random_uuid()")),
        ] {
            let ty: ColumnType = ty.parse().unwrap();
            let found = parse(said, &ty);
            assert_eq!(found, meant, "{ty} DEFAULT {said}");
            let again = found.as_ref().and_then(|it| canonical(it, &ty));
            assert_eq!(again, found, "{ty} DEFAULT {said} is canonical");
        }
    }
}

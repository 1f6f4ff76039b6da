//! Defaults of columns in the form that the server reports.

use super::expression::{self, Literal};
use crate::ops::expression::{Token, tokens};
use crate::schema::{Column, ColumnType, DefaultValue, StringLen};
use crate::target::{Flavour, Target};

/// The default that the server reports for `value` on a column of the canonical type `ty`.
/// `DEFAULT NULL` is no default.
pub fn canonical<'a>(
    value: &DefaultValue,
    ty: &ColumnType,
    columns: impl Fn(&str) -> Option<&'a str>,
) -> Option<DefaultValue> {
    let literal = match value {
        DefaultValue::Bool(it) => Literal::Bool(*it),
        DefaultValue::Number(it) => Literal::Number(it.clone()),
        DefaultValue::Text(it) => Literal::Text(it.clone()),
        DefaultValue::Sql(sql) => match expression::literal(sql) {
            Some(literal) => literal,
            None => return Some(DefaultValue::Sql(canonical_expression(sql, ty, columns))),
        },
    };
    Some(match literal {
        Literal::Null => return None,
        Literal::Bool(it) => of_number(if it { "1" } else { "0" }, ty),
        Literal::Number(it) => of_number(&it, ty),
        Literal::Text(it) => of_text(&it, ty),
        Literal::Bits(it) => DefaultValue::Sql(format!("b'{it}'")),
        Literal::Bytes(bytes) => of_bytes(&bytes, ty),
    })
}

/// The time at which a row is written has many names and the digits of its column; everything
/// else is an expression like others.
pub fn canonical_expression<'a>(
    sql: &str,
    ty: &ColumnType,
    columns: impl Fn(&str) -> Option<&'a str>,
) -> String {
    match (ty, expression::current_timestamp(sql)) {
        (ColumnType::DateTime(digits) | ColumnType::Timestamp(digits), Some(_)) => match digits {
            Some(digits) => format!("CURRENT_TIMESTAMP({digits})"),
            None => "CURRENT_TIMESTAMP".to_owned(),
        },
        (_, Some(Some(digits))) => format!("current_timestamp({digits})"),
        (_, Some(None)) => "current_timestamp()".to_owned(),
        (_, None) => expression::normalize(sql, columns),
    }
}

/// The type of the model whose values are those of a numeric type of the server's own:
/// `mediumint`, `decimal(10,2) unsigned`.
fn like(ty: &ColumnType) -> Option<ColumnType> {
    let ColumnType::Native(text) = ty else { return None };
    let word = text.split(['(', ' ']).next()?;
    let number = |i: usize| {
        let arguments = text.split_once('(')?.1.split_once(')')?.0;
        arguments.split(',').nth(i)?.trim().parse().ok()
    };
    Some(match word {
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => ColumnType::I64,
        "decimal" => ColumnType::Decimal(Some((number(0).unwrap_or(10), number(1).unwrap_or(0)))),
        "float" | "double" => match number(1) {
            Some(scale) => ColumnType::Decimal(Some((number(0)?, scale))),
            None if word == "float" => ColumnType::F32,
            None => ColumnType::F64,
        },
        _ => return None,
    })
}

fn of_number(number: &str, ty: &ColumnType) -> DefaultValue {
    use ColumnType::*;
    if let Some(like) = like(ty) {
        return of_number(number, &like);
    }
    match ty {
        Bool if number == "1" => DefaultValue::Bool(true),
        Bool if number == "0" => DefaultValue::Bool(false),
        Bool | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 => {
            let whole = number.parse::<i128>().map(|it| it.to_string());
            DefaultValue::Number(whole.unwrap_or_else(|_| number.to_owned()))
        }
        Decimal(Some((_, scale))) => {
            DefaultValue::Number(decimal(number, *scale).unwrap_or_else(|| number.to_owned()))
        }
        F32 => DefaultValue::Number(number.parse().map_or(number.to_owned(), single)),
        F64 => DefaultValue::Number(number.parse().map_or(number.to_owned(), double)),
        Bit(_) => match number.parse::<u64>() {
            Ok(number) => DefaultValue::Sql(format!("b'{number:b}'")),
            Err(_) => DefaultValue::Number(number.to_owned()),
        },
        Char(_) | String(_) | Text | Json | Blob | Binary(_) | VarBinary(_) => {
            DefaultValue::Text(number.to_owned())
        }
        _ => DefaultValue::Number(number.to_owned()),
    }
}

fn of_text(text: &str, ty: &ColumnType) -> DefaultValue {
    use ColumnType::*;
    if let Some(like) = like(ty) {
        return of_text(text, &like);
    }
    let kept = || DefaultValue::Text(text.to_owned());
    match ty {
        Bool | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Decimal(_) | Year => {
            match expression::literal(text) {
                Some(Literal::Number(number)) => of_number(&number, ty),
                _ => kept(),
            }
        }
        Date => date(text).map_or_else(kept, DefaultValue::Text),
        Time(digits) => time(text, digits.unwrap_or(0)).map_or_else(kept, DefaultValue::Text),
        DateTime(digits) | Timestamp(digits) => {
            datetime(text, digits.unwrap_or(0)).map_or_else(kept, DefaultValue::Text)
        }
        Binary(16) => match uuid(text) {
            Some(bytes) => of_bytes(&bytes, ty),
            None => DefaultValue::Text(text.trim_end_matches('\0').to_owned()),
        },
        Binary(_) => DefaultValue::Text(text.trim_end_matches('\0').to_owned()),
        Char(_) => DefaultValue::Text(text.trim_end_matches(' ').to_owned()),
        InlineEnum(values) => {
            // The server finds values in any case and reports them as they were declared.
            let found = values.iter().find(|it| *it == text);
            let found = found.or_else(|| values.iter().find(|it| it.eq_ignore_ascii_case(text)));
            DefaultValue::Text(found.map_or(text, |it| it.as_str()).to_owned())
        }
        _ => kept(),
    }
}

fn of_bytes(bytes: &[u8], ty: &ColumnType) -> DefaultValue {
    let mut bytes = bytes;
    if matches!(ty, ColumnType::Binary(_)) {
        // The server fills a binary value with zeros up to its length.
        while let Some((0, rest)) = bytes.split_last() {
            bytes = rest;
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => DefaultValue::Text(text.to_owned()),
        Err(_) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            DefaultValue::Sql(format!("0x{digits}"))
        }
    }
}

fn uuid(text: &str) -> Option<Vec<u8>> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if digits.len() != 32 || !matches!(text.len(), 32 | 36) {
        return None;
    }
    (0..16).map(|i| u8::from_str_radix(digits.get(2 * i..2 * i + 2)?, 16).ok()).collect()
}

/// A number with exactly `scale` digits behind the point, rounded away from zero at the half.
fn decimal(number: &str, scale: u32) -> Option<String> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !(whole.chars().chain(fraction.chars())).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let scale = usize::try_from(scale).ok()?;
    let mut kept = fraction.to_owned();
    let up = kept.as_bytes().get(scale).is_some_and(|digit| *digit >= b'5');
    kept.truncate(scale);
    let mut value = format!("{whole}{kept:0<scale$}").parse::<i128>().ok()?;
    value = value.checked_add(i128::from(up))?;
    let text = format!("{value:0>width$}", width = scale + 1);
    let (whole, fraction) = text.split_at(text.len() - scale);
    let sign = if value == 0 { "" } else { sign };
    Some(if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The server keeps the default of a float to six significant digits.
fn single(value: f64) -> String {
    let rounded = format!("{value:.5e}").parse().unwrap_or(value);
    double(rounded)
}

fn double(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

fn date(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    Some(format!("{:04}-{:02}-{:02}", year.parse::<u32>().ok()?, number(month)?, number(day)?))
}

fn time(text: &str, digits: u32) -> Option<String> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => ("-", text),
        None => ("", text),
    };
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let digits = usize::try_from(digits).ok()?;
    if parts.next().is_some() || fraction.len() > digits {
        return None;
    }
    let clock = format!("{sign}{hours:02}:{minutes:02}:{seconds:02}");
    Some(if digits == 0 { clock } else { format!("{clock}.{fraction:0<digits$}") })
}

fn datetime(text: &str, digits: u32) -> Option<String> {
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    Some(format!("{} {}", date(day)?, time(clock, digits)?))
}

/// The literal or expression behind `DEFAULT`. Values of long types have to be expressions for
/// MySQL, and may be for MariaDB.
pub fn sql(value: &DefaultValue, ty: &ColumnType) -> String {
    let literal = match value {
        DefaultValue::Bool(true) => "TRUE".to_owned(),
        DefaultValue::Bool(false) => "FALSE".to_owned(),
        DefaultValue::Number(number) => number.clone(),
        DefaultValue::Text(text) => expression::string(text),
        DefaultValue::Sql(sql) => {
            let bare = sql.starts_with("CURRENT_TIMESTAMP") || expression::literal(sql).is_some();
            return if bare { sql.clone() } else { format!("({sql})") };
        }
    };
    if super::types::is_long(ty) { format!("({literal})") } else { literal }
}

/// Whether MySQL takes the default only where no column is added: each row has to get a value of its
/// own, which a replica could not repeat. MariaDB takes it. See
/// <https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html>.
pub fn is_unsafe(column: &Column, target: &Target) -> bool {
    const CALLS: [&str; 10] = [
        "uuid",
        "uuid_short",
        "rand",
        "random_bytes",
        "sysdate",
        "connection_id",
        "user",
        "current_user",
        "session_user",
        "system_user",
    ];
    let Some(DefaultValue::Sql(sql)) = &column.default else { return false };
    target.flavour == Flavour::MySql
        && tokens(sql).any(|token| {
            matches!(token, Token::Word { text, called: true }
                if CALLS.iter().any(|it| text.eq_ignore_ascii_case(it)))
        })
}

/// Whether a column of the type takes a literal as its default on every server.
pub fn takes_literal(ty: &ColumnType) -> bool {
    !super::types::is_long(ty)
        && !matches!(ty, ColumnType::Native(_) | ColumnType::VarBinary(StringLen::Max))
}

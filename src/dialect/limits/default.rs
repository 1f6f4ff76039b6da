//! Whether a default is a value of its column.

use std::collections::BTreeMap;

use super::Rules;
use crate::schema::*;

type Misfit = (String, &'static str);

/// Literals only: what an expression gives is known to the server alone.
pub fn fits(
    value: &DefaultValue,
    ty: &ColumnType,
    enums: &BTreeMap<QualifiedName, EnumType>,
    rules: &Rules,
) -> Result<(), Misfit> {
    let text = match value {
        DefaultValue::Sql(_) => return Ok(()),
        DefaultValue::Bool(it) => it.to_string(),
        DefaultValue::Number(it) | DefaultValue::Text(it) => it.clone(),
    };
    let is_text = matches!(value, DefaultValue::Text(_));
    let is_bool = matches!(value, DefaultValue::Bool(_));
    let shown = if is_text { format!("'{text}'") } else { text.clone() };
    let no = |what: &str, help| Err((format!("the default {shown} is no {what}"), help));
    use ColumnType::*;
    match ty {
        Bool => {
            let number = matches!(text.trim(), "0" | "1");
            let known = number || is_bool || is_text && rules.reads_booleans && boolean(&text);
            if known { Ok(()) } else { no("boolean", "write `default_value = true` or `false`") }
        }
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 => match whole(&text) {
            _ if is_bool => Ok(()),
            None => no("whole number", "write a whole number without quotes"),
            Some(number) if !range(ty).contains(&number) => {
                let message = format!(
                    "the default {shown} is out of range: {ty} goes from {} to {}",
                    range(ty).start(),
                    range(ty).end()
                );
                Err((message, "choose a wider type or another default"))
            }
            Some(_) => Ok(()),
        },
        F32 | F64 | Decimal(_) | Money(_) => {
            let special = matches!(
                text.trim().to_ascii_lowercase().trim_start_matches(['-', '+']),
                "nan" | "inf" | "infinity"
            );
            // A currency sign is part of a value of money.
            let open = is_bool || special || matches!(ty, Money(_)) && is_text;
            if !open && text.trim().parse::<f64>().is_err() {
                return no("number", "write a number without quotes");
            }
            if let Decimal(Some((precision, scale))) = ty
                && rules.keeps_lengths
                && !open
                && whole_digits(&text) > precision.saturating_sub(*scale)
            {
                let message = format!("the default {shown} has too many digits for {ty}");
                return Err((message, "raise the precision or choose another default"));
            }
            Ok(())
        }
        Char(Some(n)) | String(StringLen::N(n)) => {
            let length = text.trim_end_matches(' ').chars().count();
            if rules.keeps_lengths && length > usize::try_from(*n).unwrap_or(usize::MAX) {
                let message = format!("the default {shown} is longer than {n} characters");
                return Err((message, "make the column longer or the default shorter"));
            }
            Ok(())
        }
        Enum(name) => match enums.get(name) {
            Some(it) => value_of(&text, &it.values, &shown, rules),
            None => Ok(()),
        },
        InlineEnum(values) => value_of(&text, values, &shown, rules),
        Uuid => {
            let digits: Vec<char> =
                text.chars().filter(|it| !matches!(it, '-' | '{' | '}')).collect();
            let known = is_text && digits.len() == 32 && digits.iter().all(char::is_ascii_hexdigit);
            if known { Ok(()) } else { no("UUID", "write 32 hexadecimal digits, or leave it out") }
        }
        Json | JsonBinary => match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
            Ok(_) => Ok(()),
            Err(_) => no("JSON", "a text in JSON stands in quotes of its own: \"\\\"text\\\"\""),
        },
        Date | Time(_) | DateTime(_) | Timestamp(_) | TimestampTz(_) => {
            let special =
                ["now", "today", "tomorrow", "yesterday", "epoch", "infinity", "allballs"];
            let lower = text.trim().trim_start_matches('-').to_ascii_lowercase();
            let dated = text.contains(|it: char| it.is_ascii_digit());
            let known = if is_text {
                dated || special.contains(&lower.as_str())
            } else {
                !is_bool && rules.reads_dates_from_numbers
            };
            let help = "write a date as \"2026-01-31\"; the time of the insert is \
                        `default_expr = \"Expr::current_timestamp()\"`";
            if known { Ok(()) } else { no(&ty.to_string(), help) }
        }
        Array(_) => {
            let known = is_text && text.trim_start().starts_with(['{', '[']);
            if known { Ok(()) } else { no("array", "write an array as \"{1,2}\"") }
        }
        Char(None)
        | String(StringLen::None | StringLen::Max)
        | Text
        | Binary(_)
        | VarBinary(_)
        | Blob
        | Bit(_)
        | VarBit(_)
        | Year
        | Interval
        | Vector(_)
        | Cidr
        | Inet
        | MacAddr
        | LTree
        | Native(_) => Ok(()),
    }
}

fn value_of(text: &str, values: &[String], shown: &str, rules: &Rules) -> Result<(), Misfit> {
    let same = |it: &String| {
        it == text || rules.folds_case && rules.keeps_lengths && it.eq_ignore_ascii_case(text)
    };
    // That there are no values at all is told of the enum.
    if values.is_empty() || values.iter().any(same) {
        return Ok(());
    }
    let known: Vec<&str> = values.iter().map(String::as_str).take(12).collect();
    let message = format!("the default {shown} is no value of the enum: {}", known.join(", "));
    Err((message, "write one of its values, as the database has them"))
}

/// What PostgreSQL reads as a boolean.
///
/// <https://www.postgresql.org/docs/current/datatype-boolean.html>
fn boolean(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let prefix = |word: &str, least: usize| text.len() >= least && word.starts_with(&text);
    prefix("true", 1)
        || prefix("false", 1)
        || prefix("yes", 1)
        || prefix("no", 1)
        || prefix("on", 2)
        || prefix("off", 2)
}

fn whole(text: &str) -> Option<i128> {
    text.trim().parse().ok()
}

fn range(ty: &ColumnType) -> std::ops::RangeInclusive<i128> {
    match ty {
        ColumnType::I8 => i8::MIN.into()..=i8::MAX.into(),
        ColumnType::I16 => i16::MIN.into()..=i16::MAX.into(),
        ColumnType::I32 => i32::MIN.into()..=i32::MAX.into(),
        ColumnType::I64 => i64::MIN.into()..=i64::MAX.into(),
        ColumnType::U8 => 0..=u8::MAX.into(),
        ColumnType::U16 => 0..=u16::MAX.into(),
        ColumnType::U32 => 0..=u32::MAX.into(),
        ColumnType::U64 => 0..=u64::MAX.into(),
        _ => i128::MIN..=i128::MAX,
    }
}

/// Digits before the point, as far as the number is written plainly.
fn whole_digits(text: &str) -> u32 {
    let digits = text.trim().trim_start_matches(['-', '+']);
    if digits.contains(['e', 'E']) {
        return 0;
    }
    let whole = digits.split('.').next().unwrap_or_default().trim_start_matches('0');
    u32::try_from(whole.len()).unwrap_or(u32::MAX)
}

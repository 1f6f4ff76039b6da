//! How values of one type become values of another.

use crate::dialect::postgres::render::{quote, type_name};
use crate::dialect::postgres::types::{Family, family, same_base};
use crate::schema::{ColumnType, StringLen};

/// The expression behind `USING`; none where an
/// [assignment cast](https://www.postgresql.org/docs/current/sql-createcast.html) does it.
pub fn using(column: &str, from: &ColumnType, to: &ColumnType) -> Option<String> {
    use ColumnType::*;
    let (c, target) = (quote(column), type_name(to));
    let text = || Some(format!("{c}::text::{target}"));
    if same_base(from, to) && !matches!(from, Enum(_)) {
        let of_enum = matches!(from, Array(element) if matches!(**element, Enum(_)));
        return of_enum.then(|| format!("{c}::text[]::{target}"));
    }
    match (from, to) {
        (Blob, _) if family(to) == Family::Text => {
            return Some(format!("convert_from({c}, 'UTF8')"));
        }
        (_, Blob) if family(from) == Family::Text => {
            return Some(format!("convert_to({c}, 'UTF8')"));
        }
        (Array(a), Array(b)) => {
            let direct = !matches!((&**a, &**b), (Enum(_), _)) && using(column, a, b).is_none();
            return (!direct).then(|| format!("{c}::text[]::{target}"));
        }
        (_, Array(element)) if family(from) != Family::Text => {
            let one = using(column, from, element).unwrap_or_else(|| c.clone());
            return Some(format!("CASE WHEN {c} IS NOT NULL THEN ARRAY[{one}]::{target} END"));
        }
        _ => {}
    }
    match (family(from), family(to)) {
        (_, Family::Text) => None,
        (Family::Text, _) => Some(format!("{c}::{target}")),
        (Family::Number, Family::Number) => match (from, to) {
            (Money(_), Decimal(_)) | (I32 | I64 | Decimal(_), Money(_)) => None,
            (Money(_), _) | (_, Money(_)) => Some(format!("{c}::numeric::{target}")),
            _ => None,
        },
        (Family::Number, Family::Bool) if matches!(from, Money(_)) => {
            Some(format!("{c}::numeric <> 0"))
        }
        (Family::Number, Family::Bool) => Some(format!("{c} <> 0")),
        (Family::Bool, Family::Number) => Some(format!("{c}::integer")),
        (Family::Other, Family::Other) => {
            let moment = |ty: &ColumnType| matches!(ty, Date | DateTime(_) | TimestampTz(_));
            let assigned = moment(from) && moment(to)
                || matches!(
                    (from, to),
                    (DateTime(_) | TimestampTz(_) | Interval, Time(_))
                        | (Time(_), Interval)
                        | (Json, JsonBinary)
                        | (JsonBinary, Json)
                        | (Inet, Cidr)
                        | (Cidr, Inet)
                );
            if assigned { None } else { text() }
        }
        (Family::Number | Family::Bool, Family::Other)
        | (Family::Other, Family::Number | Family::Bool)
        | (Family::Bool, Family::Bool) => text(),
    }
}

/// Whether the server changes the type without reading a row, so that keys, indexes, checks and
/// defaults stand as they are.
pub fn gentle(from: &ColumnType, to: &ColumnType) -> bool {
    use ColumnType::*;
    let strings = |ty: &ColumnType| matches!(ty, String(_) | Text);
    (same_base(from, to) && !matches!(from, Enum(_))) || strings(from) && strings(to)
}

/// Whether the server writes the whole table anew for a change of type. See the support functions
/// of length coercions, such as `varchar_support`, which spare it that.
pub fn rewrites(from: &ColumnType, to: &ColumnType) -> bool {
    use ColumnType::*;
    let digits = |precision: &Option<u32>| precision.unwrap_or(6);
    match (from, to) {
        (from, to) if from == to => false,
        (String(_) | Text, Text | String(StringLen::None | StringLen::Max)) => false,
        (String(StringLen::N(from)), String(StringLen::N(to))) => to < from,
        (Decimal(_), Decimal(None)) => false,
        (Decimal(Some((p, s))), Decimal(Some((q, t)))) => s != t || q < p,
        (VarBit(from), VarBit(to)) => to < from,
        (Cidr, Inet) => false,
        (DateTime(from), DateTime(to))
        | (TimestampTz(from), TimestampTz(to))
        | (Time(from), Time(to)) => digits(to) < digits(from),
        _ => true,
    }
}

/// Whether a default of the one type is the same default of the other.
pub fn keeps_default(from: &ColumnType, to: &ColumnType) -> bool {
    gentle(from, to)
        || family(from) == family(to) && matches!(family(from), Family::Number | Family::Text)
}

/// Whether every value of the one type is a value of the other.
pub fn always_fits(from: &ColumnType, to: &ColumnType) -> bool {
    use ColumnType::*;
    let rank = |ty: &ColumnType| match ty {
        I16 => Some(1),
        I32 => Some(2),
        I64 => Some(3),
        _ => None,
    };
    match (from, to) {
        (_, Text | String(StringLen::None)) => *from != Blob,
        (String(StringLen::N(a)) | Char(Some(a)), String(StringLen::N(b))) => a <= b,
        (Char(Some(a)), Char(Some(b))) => a <= b,
        (Decimal(_), Decimal(None)) | (I16 | I32 | I64, Decimal(None) | F64) | (F32, F64) => true,
        (Decimal(Some((p, s))), Decimal(Some((q, t)))) => s <= t && p - s.min(p) <= q - t.min(q),
        // Digits are cut, and no value fails for them.
        (Time(_), Time(_)) | (DateTime(_), DateTime(_)) | (TimestampTz(_), TimestampTz(_)) => true,
        (Date, DateTime(_) | TimestampTz(_)) | (DateTime(_), TimestampTz(_)) => true,
        (TimestampTz(_) | DateTime(_), Date | Time(_) | DateTime(_)) => true,
        (Json, JsonBinary) | (JsonBinary, Json) | (Cidr, Inet) | (Time(_), Interval) => true,
        (Bool, _) if family(to) == Family::Number => true,
        (I16 | I32 | I64, Bool) => true,
        _ => match (rank(from), rank(to)) {
            (Some(a), Some(b)) => a <= b,
            _ => from == to,
        },
    }
}

/// What of the values is lost in silence.
pub fn loses(from: &ColumnType, to: &ColumnType) -> Option<&'static str> {
    use ColumnType::*;
    let digits = |precision: &Option<u32>| precision.unwrap_or(6);
    match (from, to) {
        (Decimal(_) | F32 | F64 | Money(_), I16 | I32 | I64) => Some("fractions"),
        (Decimal(Some((_, s))), Decimal(Some((_, t)))) if t < s => Some("fractions"),
        (Decimal(None), Decimal(Some(_))) => Some("fractions"),
        (F64, F32) | (Decimal(_), F32 | F64) | (I64, F32 | F64) | (I32, F32) => Some("digits"),
        (DateTime(_) | TimestampTz(_), Date) => Some("times of day"),
        (DateTime(_) | TimestampTz(_), Time(_)) => Some("dates"),
        (Time(a), Time(b)) | (DateTime(a), DateTime(b)) | (TimestampTz(a), TimestampTz(b))
            if digits(b) < digits(a) =>
        {
            Some("fractions of seconds")
        }
        (I16 | I32 | I64 | Decimal(_) | F32 | F64, Bool) => Some("all but zero or not zero"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casts_are_said_where_the_server_has_none_to_assign_with() {
        for (from, to, expected) in [
            ("i32", "i64", None),
            ("i32", "text", None),
            ("string(9)", "string(20)", None),
            ("text", "i32", Some("\"c\"::integer")),
            ("string", "enum(mood)", Some("\"c\"::\"mood\"")),
            ("enum(mood)", "enum(mood)", Some("\"c\"::text::\"mood\"")),
            ("enum(mood)[]", "enum(mood)[]", Some("\"c\"::text[]::\"mood\"[]")),
            ("i32[]", "i64[]", None),
            ("i32", "uuid", Some("\"c\"::text::uuid")),
            ("bool", "i64", Some("\"c\"::integer")),
            ("i64", "bool", Some("\"c\" <> 0")),
            ("money", "i32", Some("\"c\"::numeric::integer")),
            ("i16", "money", Some("\"c\"::numeric::money")),
            ("money", "bool", Some("\"c\"::numeric <> 0")),
            (
                "uuid",
                "i32[]",
                Some("CASE WHEN \"c\" IS NOT NULL THEN ARRAY[\"c\"::text::integer]::integer[] END"),
            ),
            ("datetime", "timestamptz", None),
            ("blob", "text", Some("convert_from(\"c\", 'UTF8')")),
        ] {
            let (a, b) = (from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(using("c", &a, &b).as_deref(), expected, "{from} to {to}");
        }
    }
}

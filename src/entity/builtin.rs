//! The types of other crates that SeaORM maps to columns.

use crate::schema::{ColumnType, StringLen};

/// What a type of another crate is to a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Builtin {
    Type(ColumnType),
    /// A type with arguments that do not change the column's type, which `chrono::DateTime` is.
    WithArguments(ColumnType),
    Option,
    Vec,
}

/// The names of the standard library's prelude and of the language that columns may have.
pub fn in_std(name: &str) -> Option<&str> {
    known(&["std".to_owned(), name.to_owned()]).map(|_| name)
}

pub fn is_known(path: &[String]) -> bool {
    known(path).is_some()
}

/// The crates whose types are known, some of which SeaORM and sea-query re-export as modules.
const CRATES: &[&str] = &[
    "bigdecimal",
    "chrono",
    "ipnetwork",
    "jiff",
    "mac_address",
    "pgvector",
    "rust_decimal",
    "sea_orm",
    "sea_query",
    "serde_json",
    "std",
    "time",
    "uuid",
];

/// What `<T as sea_query::ValueType>::column_type()` is for a type of another crate.
///
/// See the implementations in `sea-query/src/value` and the names in `sea_orm::entity::prelude`.
pub fn known(path: &[String]) -> Option<Builtin> {
    let (name, path) = path.split_last()?;
    let of = |segment: &String| match segment.as_str() {
        "core" | "alloc" => Some("std"),
        name => CRATES.iter().find(|krate| **krate == name).copied(),
    };
    let first = path.first()?;
    let krate = match first.as_str() {
        // Others are modules of these.
        "sea_orm" | "sea_query" | "sqlx" => path.iter().rev().find_map(of)?,
        _ => of(first)?,
    };
    let ty = match (krate, name.as_str()) {
        ("std", "Option") => return Some(Builtin::Option),
        ("std", "Vec") => return Some(Builtin::Vec),
        ("std", "Cow") => return Some(Builtin::WithArguments(ColumnType::STRING)),
        ("chrono", "DateTime") => {
            return Some(Builtin::WithArguments(ColumnType::TimestampTz(None)));
        }
        ("std", "bool") => ColumnType::Bool,
        ("std", "char") => ColumnType::Char(None),
        ("std", "String") => ColumnType::STRING,
        ("std", "i8") => ColumnType::I8,
        ("std", "i16") => ColumnType::I16,
        ("std", "i32") => ColumnType::I32,
        ("std", "i64") => ColumnType::I64,
        ("std", "u8") => ColumnType::U8,
        ("std", "u16") => ColumnType::U16,
        ("std", "u32") => ColumnType::U32,
        ("std", "u64") => ColumnType::U64,
        ("std", "f32") => ColumnType::F32,
        ("std", "f64") => ColumnType::F64,
        ("serde_json", "Value") | ("sea_orm" | "sea_query", "Json" | "JsonValue") => {
            ColumnType::Json
        }
        ("chrono", "NaiveDate")
        | ("time" | "jiff", "Date")
        | ("sea_orm", "Date" | "ChronoDate" | "TimeDate") => ColumnType::Date,
        ("chrono", "NaiveTime")
        | ("time" | "jiff", "Time")
        | ("sea_orm", "Time" | "ChronoTime" | "TimeTime") => ColumnType::Time(None),
        ("chrono", "NaiveDateTime")
        | ("time", "PrimitiveDateTime")
        | ("sea_orm", "DateTime" | "ChronoDateTime" | "TimeDateTime") => ColumnType::DateTime(None),
        ("jiff", "DateTime") => ColumnType::Timestamp(None),
        ("time", "OffsetDateTime")
        | ("jiff", "Timestamp")
        | (
            "sea_orm",
            "DateTimeWithTimeZone"
            | "DateTimeUtc"
            | "DateTimeLocal"
            | "ChronoDateTimeWithTimeZone"
            | "ChronoDateTimeUtc"
            | "ChronoDateTimeLocal"
            | "TimeDateTimeWithTimeZone",
        ) => ColumnType::TimestampTz(None),
        (
            "sea_orm",
            "ChronoUnixTimestamp"
            | "ChronoUnixTimestampMillis"
            | "TimeUnixTimestamp"
            | "TimeUnixTimestampMillis",
        ) => ColumnType::I64,
        ("rust_decimal" | "sea_orm", "Decimal") | ("bigdecimal" | "sea_orm", "BigDecimal") => {
            ColumnType::Decimal(None)
        }
        ("uuid" | "sea_orm", "Uuid") | ("uuid", "Braced" | "Hyphenated" | "Simple" | "Urn") => {
            ColumnType::Uuid
        }
        ("sea_orm", "TextUuid") => ColumnType::String(StringLen::None),
        ("ipnetwork" | "sea_orm", "IpNetwork") => ColumnType::Inet,
        ("mac_address" | "sea_orm", "MacAddress") => ColumnType::MacAddr,
        ("pgvector", "Vector") | ("sea_orm", "PgVector") => ColumnType::Vector(None),
        ("sea_orm" | "sea_query", "RangeType") => ColumnType::Native("RANGE".into()),
        _ => return None,
    };
    Some(Builtin::Type(ty))
}

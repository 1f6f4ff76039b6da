use sea_query::{SqliteQueryBuilder, StringLen as Len, TableBuilder};

use crate::schema::{ColumnType, StringLen};

/// The declared type that SeaORM writes for a column type, or why there is none.
///
/// <https://docs.rs/sea-query/1/src/sea_query/backend/sqlite/table.rs.html>
pub fn name(ty: &ColumnType) -> Result<String, String> {
    use sea_query::ColumnType as Sea;
    let len = |len: &StringLen| match len {
        StringLen::None => Len::None,
        StringLen::N(n) => Len::N(*n),
        StringLen::Max => Len::Max,
    };
    let sea = match ty {
        ColumnType::Bool => Sea::Boolean,
        ColumnType::I8 => Sea::TinyInteger,
        ColumnType::I16 => Sea::SmallInteger,
        ColumnType::I32 => Sea::Integer,
        ColumnType::I64 => Sea::BigInteger,
        ColumnType::U8 => Sea::TinyUnsigned,
        ColumnType::U16 => Sea::SmallUnsigned,
        ColumnType::U32 => Sea::Unsigned,
        ColumnType::U64 => Sea::BigUnsigned,
        ColumnType::F32 => Sea::Float,
        ColumnType::F64 => Sea::Double,
        // The other form has no scale to keep, and the builder refuses a precision above 16.
        ColumnType::Decimal(Some((precision, scale))) => {
            return Ok(format!("real({precision}, {scale})"));
        }
        ColumnType::Decimal(None) => Sea::Decimal(None),
        ColumnType::Money(Some((precision, scale))) => {
            return Ok(format!("real_money({precision}, {scale})"));
        }
        ColumnType::Money(None) => Sea::Money(None),
        ColumnType::Char(n) => Sea::Char(*n),
        ColumnType::String(n) => Sea::String(len(n)),
        ColumnType::Text => Sea::Text,
        ColumnType::Binary(n) => Sea::Binary(*n),
        ColumnType::VarBinary(n) => Sea::VarBinary(len(n)),
        ColumnType::Blob => Sea::Blob,
        ColumnType::Date => Sea::Date,
        ColumnType::Time(_) => Sea::Time,
        ColumnType::DateTime(_) => Sea::DateTime,
        ColumnType::Timestamp(_) => Sea::Timestamp,
        ColumnType::TimestampTz(_) => Sea::TimestampWithTimeZone,
        ColumnType::Json => Sea::Json,
        ColumnType::JsonBinary => Sea::JsonBinary,
        ColumnType::Uuid => Sea::Uuid,
        ColumnType::Enum(_) | ColumnType::InlineEnum(_) => return Ok("enum_text".to_owned()),
        ColumnType::Native(text) => return Ok(text.clone()),
        ColumnType::Bit(_)
        | ColumnType::VarBit(_)
        | ColumnType::Year
        | ColumnType::Interval
        | ColumnType::Array(_)
        | ColumnType::Vector(_)
        | ColumnType::Cidr
        | ColumnType::Inet
        | ColumnType::MacAddr
        | ColumnType::LTree => return Err(format!("SQLite has no type for {ty}")),
    };
    let mut sql = String::new();
    SqliteQueryBuilder.prepare_column_type(&sea, &mut sql);
    Ok(sql)
}

/// The type of a column of a STRICT table, which takes the names of six types alone: the one that
/// holds what the declared type holds elsewhere.
///
/// <https://sqlite.org/stricttables.html>, <https://sqlite.org/datatype3.html#determination_of_column_affinity>
pub fn strict(ty: &ColumnType) -> ColumnType {
    let Ok(declared) = name(ty) else { return ty.clone() };
    let declared = declared.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|it| declared.contains(it));
    let is = |words: &[&str]| words.contains(&declared.as_str());
    if is(&["int", "any"]) {
        return ty.clone();
    }
    parse(if has(&["int"]) {
        "integer"
    } else if has(&["char", "clob", "text"]) {
        "text"
    } else if has(&["blob"]) {
        "blob"
    } else if has(&["real", "floa", "doub"]) {
        "real"
    } else if is(&["boolean"]) {
        "integer"
    } else {
        "any"
    })
}

/// The column type of a declared type, whose case and spacing mean nothing to SQLite.
pub fn parse(declared: &str) -> ColumnType {
    let text = declared.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let (word, arguments) = match text.split_once('(') {
        Some((word, rest)) => (word.trim_end(), rest.strip_suffix(')')),
        None => (text.as_str(), None),
    };
    let numbers: Option<Vec<u32>> =
        arguments.map(|it| it.split(',').map_while(|n| n.trim().parse().ok()).collect());
    match (word, numbers.as_deref()) {
        ("boolean", None) => ColumnType::Bool,
        ("tinyint", None) => ColumnType::I8,
        ("smallint", None) => ColumnType::I16,
        ("integer", None) => ColumnType::I64,
        ("float", None) => ColumnType::F32,
        ("double", None) => ColumnType::F64,
        ("real_decimal", None) => ColumnType::Decimal(None),
        ("real", Some([precision, scale])) => ColumnType::Decimal(Some((*precision, *scale))),
        ("real_money", None) => ColumnType::Money(None),
        ("real_money", Some([precision, scale])) => ColumnType::Money(Some((*precision, *scale))),
        ("char", None) => ColumnType::Char(None),
        ("char", Some([n])) => ColumnType::Char(Some(*n)),
        ("varchar", None) => ColumnType::STRING,
        ("varchar", Some([n])) => ColumnType::String(StringLen::N(*n)),
        ("text", None) => ColumnType::Text,
        ("blob", Some([n])) => ColumnType::Binary(*n),
        ("varbinary_blob", None) => ColumnType::VarBinary(StringLen::None),
        ("varbinary_blob", Some([n])) => ColumnType::VarBinary(StringLen::N(*n)),
        ("blob", None) => ColumnType::Blob,
        ("date_text", None) => ColumnType::Date,
        ("time_text", None) => ColumnType::Time(None),
        ("datetime_text", None) => ColumnType::DateTime(None),
        ("timestamp_text", None) => ColumnType::Timestamp(None),
        ("timestamp_with_timezone_text", None) => ColumnType::TimestampTz(None),
        ("json_text", None) => ColumnType::Json,
        ("jsonb_text", None) => ColumnType::JsonBinary,
        ("uuid_text", None) => ColumnType::Uuid,
        _ => ColumnType::Native(text),
    }
}

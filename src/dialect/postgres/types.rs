//! Column types to the names that PostgreSQL has for them, and back.

use std::collections::BTreeMap;

use sea_query::{ColumnType as SeaType, PostgresQueryBuilder, StringLen as SeaLen, TableBuilder};
use sea_schema::postgres::def::Type;

use crate::schema::{ColumnType, EnumType, QualifiedName, StringLen};

use super::{names, render};

/// A column type that PostgreSQL does not have.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct NoSuchType {
    pub message: String,
    pub help: &'static str,
}

/// The type as SeaORM writes it in DDL, so that tables of both dump alike. sea-query renders all
/// that it can say; it says neither precisions of time types nor names that need quotes.
pub fn name(ty: &ColumnType) -> Result<String, NoSuchType> {
    let sea = match ty {
        ColumnType::Bool => SeaType::Boolean,
        ColumnType::I8 => SeaType::TinyInteger,
        ColumnType::I16 => SeaType::SmallInteger,
        ColumnType::I32 => SeaType::Integer,
        ColumnType::I64 => SeaType::BigInteger,
        ColumnType::U8 => SeaType::TinyUnsigned,
        ColumnType::U16 => SeaType::SmallUnsigned,
        ColumnType::U32 => SeaType::Unsigned,
        ColumnType::U64 => SeaType::BigUnsigned,
        ColumnType::F32 => SeaType::Float,
        ColumnType::F64 => SeaType::Double,
        ColumnType::Decimal(precision) => SeaType::Decimal(*precision),
        // The type takes no precision, whatever SeaORM writes.
        ColumnType::Money(_) => SeaType::Money(None),
        ColumnType::Char(length) => SeaType::Char(*length),
        ColumnType::String(length) => SeaType::String(sea_length(*length)),
        ColumnType::Text => SeaType::Text,
        ColumnType::Binary(length) => SeaType::Binary(*length),
        ColumnType::VarBinary(length) => SeaType::VarBinary(sea_length(*length)),
        ColumnType::Blob => SeaType::Blob,
        ColumnType::Bit(length) => SeaType::Bit(*length),
        ColumnType::VarBit(length) => SeaType::VarBit(*length),
        ColumnType::Date => SeaType::Date,
        ColumnType::Time(None) => SeaType::Time,
        ColumnType::DateTime(None) => SeaType::DateTime,
        ColumnType::Timestamp(None) => SeaType::Timestamp,
        ColumnType::TimestampTz(None) => SeaType::TimestampWithTimeZone,
        ColumnType::Time(Some(digits)) => return Ok(format!("time({digits})")),
        ColumnType::DateTime(Some(digits)) | ColumnType::Timestamp(Some(digits)) => {
            return Ok(format!("timestamp({digits}) without time zone"));
        }
        ColumnType::TimestampTz(Some(digits)) => {
            return Ok(format!("timestamp({digits}) with time zone"));
        }
        ColumnType::Interval => SeaType::Interval(None, None),
        ColumnType::Json => SeaType::Json,
        ColumnType::JsonBinary => SeaType::JsonBinary,
        ColumnType::Uuid => SeaType::Uuid,
        ColumnType::Vector(dimensions) => SeaType::Vector(*dimensions),
        ColumnType::Cidr => SeaType::Cidr,
        ColumnType::Inet => SeaType::Inet,
        ColumnType::MacAddr => SeaType::MacAddr,
        ColumnType::LTree => SeaType::LTree,
        ColumnType::Enum(name) => return Ok(render::qualified(name)),
        ColumnType::Array(element) => return Ok(format!("{}[]", self::name(element)?)),
        ColumnType::Native(text) => return Ok(text.clone()),
        ColumnType::Year => {
            return Err(NoSuchType {
                message: "PostgreSQL has no type for years".into(),
                help: "store the year as i16 (smallint)",
            });
        }
        ColumnType::InlineEnum(_) => {
            return Err(NoSuchType {
                message: "PostgreSQL has no enum without a name".into(),
                help: "declare it as an active enum with `db_type = \"Enum\"` and an `enum_name`",
            });
        }
    };
    let mut sql = String::new();
    PostgresQueryBuilder.prepare_column_type(&sea, &mut sql);
    Ok(sql)
}

fn sea_length(length: StringLen) -> SeaLen {
    match length {
        StringLen::None => SeaLen::None,
        StringLen::N(n) => SeaLen::N(n),
        StringLen::Max => SeaLen::Max,
    }
}

/// The type that the server has for a name, in the spelling of its
/// [`format_type`](https://www.postgresql.org/docs/current/functions-info.html) or in one that
/// people write. Names that stand for no type of the model are [`ColumnType::Native`].
pub fn parse(text: &str) -> ColumnType {
    let text = text.trim();
    if let Some(element) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        // The server keeps neither the number of dimensions nor their bounds.
        return match parse(element.0) {
            array @ ColumnType::Array(_) => array,
            element => ColumnType::Array(Box::new(element)),
        };
    }
    let Spelling { word, arguments, text } = Spelling::of(text);
    let one = match arguments.as_deref() {
        None => None,
        Some([n]) => Some(*n),
        Some(_) => Some(-1),
    };
    let length = one.and_then(|n| u32::try_from(n).ok());
    let plain = arguments.is_none();
    let timed = plain || length.is_some();
    // sea-schema knows the names of each type; what they hold with their arguments is said here.
    match Type::from_str(&word, None, false) {
        Type::Boolean if plain => ColumnType::Bool,
        Type::SmallInt if plain => ColumnType::I16,
        Type::Integer if plain => ColumnType::I32,
        Type::BigInt if plain => ColumnType::I64,
        Type::Real if plain => ColumnType::F32,
        Type::DoublePrecision if plain => ColumnType::F64,
        Type::Numeric(_) | Type::Decimal(_) => match arguments.as_deref() {
            None => ColumnType::Decimal(None),
            Some(&[precision]) if precision > 0 => ColumnType::Decimal(Some((precision as u32, 0))),
            Some(&[precision, scale]) if precision > 0 && scale >= 0 => {
                ColumnType::Decimal(Some((precision as u32, scale as u32)))
            }
            Some(_) => ColumnType::Native(text),
        },
        Type::Money if plain => ColumnType::Money(None),
        Type::Char(_) if plain => ColumnType::Char(Some(1)),
        Type::Char(_) if length.is_some() => ColumnType::Char(length),
        Type::Varchar(_) => match (plain, length) {
            (true, _) => ColumnType::String(StringLen::None),
            (false, Some(n)) => ColumnType::String(StringLen::N(n)),
            (false, None) => ColumnType::Native(text),
        },
        Type::Text if plain => ColumnType::Text,
        Type::Bytea if plain => ColumnType::Blob,
        Type::Bit(_) if plain => ColumnType::Bit(Some(1)),
        Type::Bit(_) if length.is_some() => ColumnType::Bit(length),
        Type::VarBit(_) => match length {
            Some(n) => ColumnType::VarBit(n),
            None => ColumnType::Native(text),
        },
        Type::Date if plain => ColumnType::Date,
        Type::Time(_) if timed => ColumnType::Time(length),
        Type::Timestamp(_) if timed => ColumnType::DateTime(length),
        Type::TimestampWithTimeZone(_) if timed => ColumnType::TimestampTz(length),
        Type::Interval(_) if plain => ColumnType::Interval,
        Type::Json if plain => ColumnType::Json,
        Type::JsonBinary if plain => ColumnType::JsonBinary,
        Type::Uuid if plain => ColumnType::Uuid,
        Type::Cidr if plain => ColumnType::Cidr,
        Type::Inet if plain => ColumnType::Inet,
        Type::MacAddr if plain => ColumnType::MacAddr,
        Type::Unknown(word) => match word.as_str() {
            "float" if plain => ColumnType::F64,
            "float" if length.is_some_and(|bits| (1..=24).contains(&bits)) => ColumnType::F32,
            "float" if length.is_some_and(|bits| (25..=53).contains(&bits)) => ColumnType::F64,
            "bpchar" if length.is_some() => ColumnType::Char(length),
            "timestamptz" if timed => ColumnType::TimestampTz(length),
            "vector" if timed => ColumnType::Vector(length),
            "ltree" if plain => ColumnType::LTree,
            _ => ColumnType::Native(text),
        },
        _ => ColumnType::Native(text),
    }
}

/// The parts of a type's name: `timestamp(3) with time zone` is the word `timestamp with time
/// zone` with the argument 3.
struct Spelling {
    word: String,
    /// Absent without parentheses; nothing between them where they hold other than numbers.
    arguments: Option<Vec<i64>>,
    /// The whole in one spelling.
    text: String,
}

impl Spelling {
    fn of(text: &str) -> Self {
        let words = |text: &str| {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.contains('"') { words } else { words.to_lowercase() }
        };
        let parts = text.split_once('(').and_then(|(head, rest)| {
            let (arguments, tail) = rest.split_once(')')?;
            Some((head, arguments, tail))
        });
        let Some((head, arguments, tail)) = parts else {
            let word = words(text);
            return Self { text: word.clone(), word, arguments: None };
        };
        let (head, tail) = (words(head), words(tail));
        let arguments: Vec<&str> = arguments.split(',').map(str::trim).collect();
        let space = if tail.is_empty() { "" } else { " " };
        Self {
            word: format!("{head}{space}{tail}"),
            arguments: Some(
                arguments.iter().map(|it| it.parse()).collect::<Result<_, _>>().unwrap_or_default(),
            ),
            text: format!("{head}({}){space}{tail}", arguments.join(",")),
        }
    }
}

/// The type that the server reports for a column that was created with `ty`.
pub fn canonical(
    ty: &ColumnType,
    enums: &BTreeMap<QualifiedName, EnumType>,
) -> Result<ColumnType, NoSuchType> {
    Ok(match ty {
        ColumnType::Enum(name) => ColumnType::Enum(names::clip_qualified(name)),
        ColumnType::Array(element) => match canonical(element, enums)? {
            array @ ColumnType::Array(_) => array,
            element => ColumnType::Array(Box::new(element)),
        },
        ty => match parse(&name(ty)?) {
            // SeaORM turns enum types into custom ones in some of its forms.
            ColumnType::Native(text) => match text.parse::<QualifiedName>() {
                Ok(name) if enums.contains_key(&name) => ColumnType::Enum(name),
                _ => ColumnType::Native(text),
            },
            array @ ColumnType::Array(_) if !matches!(ty, ColumnType::Array(_)) => {
                canonical(&array, enums)?
            }
            known => known,
        },
    })
}

/// The column type of a `serial` pseudo-type.
pub fn serial(ty: &ColumnType) -> Option<ColumnType> {
    let ColumnType::Native(text) = ty else { return None };
    match text.trim().to_ascii_lowercase().as_str() {
        "smallserial" | "serial2" => Some(ColumnType::I16),
        "serial" | "serial4" => Some(ColumnType::I32),
        "bigserial" | "serial8" => Some(ColumnType::I64),
        _ => None,
    }
}

/// Whether the server numbers columns of the type.
pub fn numbered(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::I16 | ColumnType::I32 | ColumnType::I64)
}

/// What kind of values a type holds, as far as literals and casts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Bool,
    Number,
    Text,
    Other,
}

pub fn family(ty: &ColumnType) -> Family {
    use ColumnType::*;
    match ty {
        Bool => Family::Bool,
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Decimal(_) | Money(_) => {
            Family::Number
        }
        Char(_) | String(_) | Text => Family::Text,
        Binary(_) | VarBinary(_) | Blob | Bit(_) | VarBit(_) | Date | Time(_) | DateTime(_)
        | Timestamp(_) | TimestampTz(_) | Year | Interval | Json | JsonBinary | Uuid | Enum(_)
        | InlineEnum(_) | Array(_) | Vector(_) | Cidr | Inet | MacAddr | LTree | Native(_) => {
            Family::Other
        }
    }
}

/// Whether two types differ at most in length or precision.
pub fn same_base(a: &ColumnType, b: &ColumnType) -> bool {
    use ColumnType::*;
    match (a, b) {
        (Array(a), Array(b)) => same_base(a, b),
        (Decimal(_), Decimal(_))
        | (Char(_), Char(_))
        | (String(_), String(_))
        | (Bit(_), Bit(_))
        | (VarBit(_), VarBit(_))
        | (Time(_), Time(_))
        | (DateTime(_), DateTime(_))
        | (TimestampTz(_), TimestampTz(_))
        | (Vector(_), Vector(_)) => true,
        (Native(a), Native(b)) => {
            let base = |text: &str| text.split('(').next().unwrap_or_default().to_owned();
            base(a) == base(b)
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The server's spellings, and what they are.
    const SPELLINGS: &[(&str, &str)] = &[
        ("boolean", "bool"),
        ("smallint", "i16"),
        ("integer", "i32"),
        ("bigint", "i64"),
        ("real", "f32"),
        ("double precision", "f64"),
        ("numeric", "decimal"),
        ("numeric(16,4)", "decimal(16, 4)"),
        ("numeric(5,-2)", "native(numeric(5,-2))"),
        ("money", "money"),
        ("character(3)", "char(3)"),
        ("bpchar", "native(bpchar)"),
        ("\"char\"", "native(\"char\")"),
        ("character varying", "string"),
        ("character varying(120)", "string(120)"),
        ("text", "text"),
        ("bytea", "blob"),
        ("bit(8)", "bit(8)"),
        ("bit varying(8)", "varbit(8)"),
        ("bit varying", "native(bit varying)"),
        ("date", "date"),
        ("time without time zone", "time"),
        ("time(3) without time zone", "time(3)"),
        ("time with time zone", "native(time with time zone)"),
        ("timestamp without time zone", "datetime"),
        ("timestamp(3) without time zone", "datetime(3)"),
        ("timestamp with time zone", "timestamptz"),
        ("timestamp(0) with time zone", "timestamptz(0)"),
        ("interval", "interval"),
        ("interval day to second(3)", "native(interval day to second(3))"),
        ("json", "json"),
        ("jsonb", "jsonb"),
        ("uuid", "uuid"),
        ("vector(3)", "vector(3)"),
        ("vector", "vector"),
        ("cidr", "cidr"),
        ("inet", "inet"),
        ("macaddr", "macaddr"),
        ("ltree", "ltree"),
        ("citext", "native(citext)"),
        ("geometry(Point,4326)", "native(geometry(Point,4326))"),
        ("app.\"Mo od\"", "native(app.\"Mo od\")"),
        ("integer[]", "i32[]"),
        ("character varying(3)[]", "string(3)[]"),
        ("timestamp(3) with time zone[]", "timestamptz(3)[]"),
    ];

    #[test]
    fn spellings_are_understood_and_come_back() {
        for (spelling, word) in SPELLINGS {
            let ty = parse(spelling);
            assert_eq!(ty.to_string(), *word, "{spelling}");
            let name = name(&ty).unwrap();
            assert_eq!(parse(&name), ty, "{spelling} is written {name}");
        }
    }

    #[test]
    fn canonical_types_are_what_the_server_reports() {
        let enums = [(QualifiedName::bare("mood"), EnumType::default())].into();
        for (said, reported) in [
            ("i8", "i16"),
            ("u8", "i16"),
            ("u16", "i32"),
            ("u32", "i64"),
            ("u64", "i64"),
            ("string(max)", "string"),
            ("char", "char(1)"),
            ("binary(16)", "blob"),
            ("varbinary(20)", "blob"),
            ("varbinary", "blob"),
            ("bit", "bit(1)"),
            ("timestamp", "datetime"),
            ("timestamp(3)", "datetime(3)"),
            ("money(10, 2)", "money"),
            ("native(VARCHAR(255))", "string(255)"),
            ("native(CITEXT)", "native(citext)"),
            ("native(int8[])", "i64[]"),
            ("native(mood)", "enum(mood)"),
            ("native(mood[])", "enum(mood)[]"),
            ("native(NUMERIC (10, 2))", "decimal(10, 2)"),
            ("u16[]", "i32[]"),
            ("i32[][]", "i32[]"),
        ] {
            let once = canonical(&said.parse().unwrap(), &enums).unwrap();
            assert_eq!(once.to_string(), reported, "{said}");
            assert_eq!(canonical(&once, &enums).unwrap(), once, "{said}");
        }
    }
}

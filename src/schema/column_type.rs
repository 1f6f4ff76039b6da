use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{QualifiedName, quotes};

/// The type of a column, in the terms of the entity files: SeaORM's column types, plus what the
/// catalogs tell apart beyond them, plus [`Native`](ColumnType::Native) for every other type.
///
/// In YAML it is a word with its arguments: `i32`, `string(120)`, `decimal(16, 4)`,
/// `enum(order_status)`, `i32[]`, `native(citext)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ColumnType {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    /// Precision and scale in decimal digits; none is whatever the database takes.
    Decimal(Option<(u32, u32)>),
    Money(Option<(u32, u32)>),
    /// Length in characters.
    Char(Option<u32>),
    /// Length in characters.
    String(StringLen),
    Text,
    /// Length in bytes.
    Binary(u32),
    /// Length in bytes.
    VarBinary(StringLen),
    Blob,
    /// Length in bits.
    Bit(Option<u32>),
    /// Length in bits.
    VarBit(u32),
    Date,
    /// Digits of fractional seconds, like those of the next three.
    Time(Option<u32>),
    /// Without time zone.
    DateTime(Option<u32>),
    /// SeaORM's `Timestamp`: MySQL's type of that name, without time zone elsewhere.
    Timestamp(Option<u32>),
    /// With time zone.
    TimestampTz(Option<u32>),
    Year,
    Interval,
    Json,
    JsonBinary,
    Uuid,
    /// An enum type of the schema.
    Enum(QualifiedName),
    /// MySQL's `ENUM('a', 'b')`.
    InlineEnum(Vec<String>),
    Array(Box<ColumnType>),
    /// Number of dimensions.
    Vector(Option<u32>),
    Cidr,
    Inet,
    MacAddr,
    LTree,
    /// Any other type, as the database writes it.
    Native(String),
}

/// The length of a string or binary column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringLen {
    /// What the database takes when none is given.
    None,
    N(u32),
    /// The most that the database can hold.
    Max,
}

impl ColumnType {
    /// A string column of whatever length the database takes.
    pub const STRING: Self = Self::String(StringLen::None);

    /// The enum type that it is, or that its elements are.
    pub fn enum_name(&self) -> Option<&QualifiedName> {
        match self {
            Self::Enum(name) => Some(name),
            Self::Array(element) => element.enum_name(),
            _ => None,
        }
    }

    /// The same, to be given another name.
    pub fn enum_name_mut(&mut self) -> Option<&mut QualifiedName> {
        match self {
            Self::Enum(name) => Some(name),
            Self::Array(element) => element.enum_name_mut(),
            _ => None,
        }
    }

    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::I8
                | Self::I16
                | Self::I32
                | Self::I64
                | Self::U8
                | Self::U16
                | Self::U32
                | Self::U64
        )
    }
}

/// The words without arguments; every other form is spelled in `Display` and `FromStr`.
const PLAIN: &[(&str, ColumnType)] = &[
    ("bool", ColumnType::Bool),
    ("i8", ColumnType::I8),
    ("i16", ColumnType::I16),
    ("i32", ColumnType::I32),
    ("i64", ColumnType::I64),
    ("u8", ColumnType::U8),
    ("u16", ColumnType::U16),
    ("u32", ColumnType::U32),
    ("u64", ColumnType::U64),
    ("f32", ColumnType::F32),
    ("f64", ColumnType::F64),
    ("decimal", ColumnType::Decimal(None)),
    ("money", ColumnType::Money(None)),
    ("char", ColumnType::Char(None)),
    ("string", ColumnType::String(StringLen::None)),
    ("string(max)", ColumnType::String(StringLen::Max)),
    ("text", ColumnType::Text),
    ("varbinary", ColumnType::VarBinary(StringLen::None)),
    ("varbinary(max)", ColumnType::VarBinary(StringLen::Max)),
    ("blob", ColumnType::Blob),
    ("bit", ColumnType::Bit(None)),
    ("date", ColumnType::Date),
    ("time", ColumnType::Time(None)),
    ("datetime", ColumnType::DateTime(None)),
    ("timestamp", ColumnType::Timestamp(None)),
    ("timestamptz", ColumnType::TimestampTz(None)),
    ("year", ColumnType::Year),
    ("interval", ColumnType::Interval),
    ("json", ColumnType::Json),
    ("jsonb", ColumnType::JsonBinary),
    ("uuid", ColumnType::Uuid),
    ("vector", ColumnType::Vector(None)),
    ("cidr", ColumnType::Cidr),
    ("inet", ColumnType::Inet),
    ("macaddr", ColumnType::MacAddr),
    ("ltree", ColumnType::LTree),
];

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((word, _)) = PLAIN.iter().find(|(_, ty)| ty == self) {
            return f.write_str(word);
        }
        match self {
            Self::Decimal(Some((precision, scale))) => write!(f, "decimal({precision}, {scale})"),
            Self::Money(Some((precision, scale))) => write!(f, "money({precision}, {scale})"),
            Self::Char(Some(n)) => write!(f, "char({n})"),
            Self::String(StringLen::N(n)) => write!(f, "string({n})"),
            Self::Binary(n) => write!(f, "binary({n})"),
            Self::VarBinary(StringLen::N(n)) => write!(f, "varbinary({n})"),
            Self::Bit(Some(n)) => write!(f, "bit({n})"),
            Self::VarBit(n) => write!(f, "varbit({n})"),
            Self::Time(Some(n)) => write!(f, "time({n})"),
            Self::DateTime(Some(n)) => write!(f, "datetime({n})"),
            Self::Timestamp(Some(n)) => write!(f, "timestamp({n})"),
            Self::TimestampTz(Some(n)) => write!(f, "timestamptz({n})"),
            Self::Vector(Some(n)) => write!(f, "vector({n})"),
            Self::Enum(name) => write!(f, "enum({name})"),
            Self::InlineEnum(values) => {
                f.write_str("enum(")?;
                for (i, value) in values.iter().enumerate() {
                    let separator = if i == 0 { "" } else { ", " };
                    write!(f, "{separator}'{}'", value.replace('\'', "''"))?;
                }
                f.write_str(")")
            }
            Self::Array(element) => write!(f, "{element}[]"),
            Self::Native(text) => write!(f, "native({text})"),
            plain => unreachable!("{plain:?} stands in the table of plain words"),
        }
    }
}

/// A word that names no column type.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a column type; a type of the database's own is written native(...)")]
pub struct UnknownType(String);

impl FromStr for ColumnType {
    type Err = UnknownType;

    fn from_str(text: &str) -> Result<Self, UnknownType> {
        let unknown = || UnknownType(text.to_owned());
        if let Some((_, ty)) = PLAIN.iter().find(|(word, _)| *word == text) {
            return Ok(ty.clone());
        }
        if let Some(element) = text.strip_suffix("[]") {
            return Ok(Self::Array(Box::new(element.parse()?)));
        }
        let (word, arguments) = text.split_once('(').ok_or_else(unknown)?;
        let arguments = arguments.strip_suffix(')').ok_or_else(unknown)?;
        let number = || arguments.trim().parse::<u32>().map_err(|_| unknown());
        let two = || {
            let (a, b) = arguments.split_once(',').ok_or_else(unknown)?;
            let parse = |n: &str| n.trim().parse::<u32>().map_err(|_| unknown());
            Ok((parse(a)?, parse(b)?))
        };
        Ok(match word {
            "decimal" => Self::Decimal(Some(two()?)),
            "money" => Self::Money(Some(two()?)),
            "char" => Self::Char(Some(number()?)),
            "string" => Self::String(StringLen::N(number()?)),
            "binary" => Self::Binary(number()?),
            "varbinary" => Self::VarBinary(StringLen::N(number()?)),
            "bit" => Self::Bit(Some(number()?)),
            "varbit" => Self::VarBit(number()?),
            "time" => Self::Time(Some(number()?)),
            "datetime" => Self::DateTime(Some(number()?)),
            "timestamp" => Self::Timestamp(Some(number()?)),
            "timestamptz" => Self::TimestampTz(Some(number()?)),
            "vector" => Self::Vector(Some(number()?)),
            "enum" if arguments.starts_with('\'') => {
                Self::InlineEnum(quoted_values(arguments).ok_or_else(unknown)?)
            }
            "enum" => Self::Enum(arguments.parse().map_err(|_| unknown())?),
            "native" => Self::Native(arguments.to_owned()),
            _ => return Err(unknown()),
        })
    }
}

/// The values of `'a', 'b''c'`.
fn quoted_values(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text.trim();
    loop {
        let (value, after) = quotes::unquoted(rest, false).filter(|_| rest.starts_with('\''))?;
        values.push(value);
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(values);
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

impl TryFrom<String> for ColumnType {
    type Error = UnknownType;

    fn try_from(text: String) -> Result<Self, UnknownType> {
        text.parse()
    }
}

impl From<ColumnType> for String {
    fn from(ty: ColumnType) -> Self {
        ty.to_string()
    }
}

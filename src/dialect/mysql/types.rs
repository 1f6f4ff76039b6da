//! Column types to MySQL's names, and the server's names back to column types.

use sea_query::{ColumnType as Sea, MysqlQueryBuilder, StringLen as SeaLen, TableBuilder};

use super::expression::string;
use crate::schema::{ColumnType, Schema, StringLen};

/// Why a type has no place in MySQL, and what may stand for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsupported {
    pub message: String,
    pub help: &'static str,
}

/// The name of a type as SeaORM writes it.
///
/// Types of other databases are refused; an enum must have been resolved to its values before.
pub fn name(ty: &ColumnType) -> Result<String, Unsupported> {
    use ColumnType::*;
    let length = |len: &StringLen| match len {
        StringLen::None => SeaLen::None,
        StringLen::N(n) => SeaLen::N(*n),
        StringLen::Max => SeaLen::Max,
    };
    let sea = match ty {
        Bool => Sea::Boolean,
        I8 => Sea::TinyInteger,
        I16 => Sea::SmallInteger,
        I32 => Sea::Integer,
        I64 => Sea::BigInteger,
        U8 => Sea::TinyUnsigned,
        U16 => Sea::SmallUnsigned,
        U32 => Sea::Unsigned,
        U64 => Sea::BigUnsigned,
        F32 => Sea::Float,
        F64 => Sea::Double,
        Decimal(precision) => Sea::Decimal(*precision),
        Money(precision) => Sea::Money(*precision),
        Char(len) => Sea::Char(*len),
        String(len) => Sea::String(length(len)),
        Text => Sea::Text,
        Binary(len) => Sea::Binary(*len),
        VarBinary(len) => Sea::VarBinary(length(len)),
        Blob => Sea::Blob,
        Bit(len) => Sea::Bit(*len),
        VarBit(len) => Sea::VarBit(*len),
        Date => Sea::Date,
        Time(None) => Sea::Time,
        DateTime(None) => Sea::DateTime,
        Timestamp(None) => Sea::Timestamp,
        TimestampTz(None) => Sea::TimestampWithTimeZone,
        Time(Some(digits)) => return Ok(format!("time({digits})")),
        DateTime(Some(digits)) => return Ok(format!("datetime({digits})")),
        Timestamp(Some(digits)) | TimestampTz(Some(digits)) => {
            return Ok(format!("timestamp({digits})"));
        }
        Year => Sea::Year,
        Json => Sea::Json,
        JsonBinary => Sea::JsonBinary,
        Uuid => Sea::Uuid,
        // sea-query does not escape the values.
        InlineEnum(values) => {
            let values: Vec<_> = values.iter().map(|value| string(value)).collect();
            return Ok(format!("ENUM({})", values.join(", ")));
        }
        Native(text) => Sea::Custom(text.clone().into()),
        Enum(_) | Interval | Array(_) | Vector(_) | Cidr | Inet | MacAddr | LTree => {
            return Err(unsupported(ty));
        }
    };
    let mut sql = std::string::String::new();
    MysqlQueryBuilder.prepare_column_type(&sea, &mut sql);
    Ok(sql)
}

fn unsupported(ty: &ColumnType) -> Unsupported {
    let help = match ty {
        ColumnType::Array(_) => "a JSON column or a table of its own holds a list",
        ColumnType::Interval => "a bigint of seconds holds a duration",
        ColumnType::Vector(_) => "a JSON or binary column holds a vector",
        ColumnType::Cidr | ColumnType::Inet => "a varchar(43) or varbinary(16) holds an address",
        ColumnType::MacAddr => "a char(17) or binary(6) holds an address",
        ColumnType::LTree => "a varchar holds a path",
        _ => "give the column a type that MySQL has",
    };
    Unsupported { message: format!("MySQL has no type {ty}"), help }
}

/// The type that the server reports for a column of type `ty`, with enums resolved in `schema`.
pub fn canonical(ty: &ColumnType, schema: &Schema) -> Result<ColumnType, Unsupported> {
    use ColumnType::*;
    const VARCHAR: u32 = 255;
    // A row holds 65,535 bytes, the length of the value included, so that no column is as long.
    let too_long = |n: u32, what, help| Unsupported {
        message: format!("a row of MySQL has no room for a {what}({n})"),
        help,
    };
    let digits = |digits: &Option<u32>| digits.filter(|it| *it > 0);
    Ok(match ty {
        Bool | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Text | Blob | Date
        | Year | Json | Binary(_) => ty.clone(),
        Decimal(precision) | Money(precision) => Decimal(Some(precision.unwrap_or((10, 0)))),
        Char(len) => Char(Some(len.unwrap_or(1))),
        String(StringLen::None) => String(StringLen::N(VARCHAR)),
        String(StringLen::N(n)) if *n < 65_533 => ty.clone(),
        String(StringLen::N(n)) => {
            return Err(too_long(*n, "varchar", "use the type Text for long texts"));
        }
        String(StringLen::Max) => {
            return Err(too_long(65_535, "varchar", "use the type Text for long texts"));
        }
        VarBinary(StringLen::None) => VarBinary(StringLen::N(VARCHAR)),
        VarBinary(StringLen::N(n)) if *n < 65_533 => ty.clone(),
        VarBinary(StringLen::N(n)) => {
            return Err(too_long(*n, "varbinary", "use the type Blob for long values"));
        }
        VarBinary(StringLen::Max) => {
            return Err(too_long(65_535, "varbinary", "use the type Blob for long values"));
        }
        Bit(len) => Bit(Some(len.unwrap_or(1))),
        VarBit(len) => Bit(Some(*len)),
        Time(it) => Time(digits(it)),
        DateTime(it) => DateTime(digits(it)),
        Timestamp(it) | TimestampTz(it) => Timestamp(digits(it)),
        JsonBinary => Json,
        Uuid => Binary(16),
        Enum(name) => match schema.enums.get(name) {
            Some(found) => return canonical(&InlineEnum(found.values.clone()), schema),
            None => {
                return Err(Unsupported {
                    message: format!("there is no enum type {name}"),
                    help: "declare the enum where its column is declared",
                });
            }
        },
        InlineEnum(values) if values.is_empty() => {
            return Err(Unsupported {
                message: "an enum without values".to_owned(),
                help: "give the enum at least one value",
            });
        }
        // The server strips trailing spaces of enum values.
        InlineEnum(values) => {
            InlineEnum(values.iter().map(|it| it.trim_end_matches(' ').to_owned()).collect())
        }
        Native(text) => parse(text),
        Interval | Array(_) | Vector(_) | Cidr | Inet | MacAddr | LTree => {
            return Err(unsupported(ty));
        }
    })
}

/// The type that a server's `COLUMN_TYPE` names, or that a person wrote; what has no other place
/// is [`ColumnType::Native`].
pub fn parse(text: &str) -> ColumnType {
    let text = without_remark(text).trim();
    let (word, arguments, rest) = split(text);
    if matches!(word.as_str(), "enum" | "set") {
        let values = arguments.and_then(quoted_values).filter(|_| rest.is_empty());
        return match values {
            Some(values) if word == "enum" => ColumnType::InlineEnum(values),
            Some(values) => {
                let values: Vec<_> = values.iter().map(|value| string(value)).collect();
                ColumnType::Native(format!("set({})", values.join(",")))
            }
            None => ColumnType::Native(text.to_owned()),
        };
    }
    let numbers: Option<Vec<u32>> =
        arguments.map_or(Some(vec![]), |it| it.split(',').map(|n| n.trim().parse().ok()).collect());
    let Some(numbers) = numbers else { return ColumnType::Native(text.to_owned()) };
    let word = synonym(&word);
    plain(word, &numbers, &rest).unwrap_or_else(|| native(word, &numbers, &rest))
}

/// A type without the comment behind it that MariaDB marks columns of old time formats with. Values
/// of an enum may look like one.
fn without_remark(text: &str) -> &str {
    let behind = text.rfind(')').unwrap_or(0);
    text[behind..].find("/*").map_or(text, |at| &text[..behind + at])
}

/// A type's words before its arguments in lower case, the text of the arguments, and the words
/// behind them.
fn split(text: &str) -> (String, Option<&str>, String) {
    if let (Some(open), Some(close)) = (text.find('('), text.rfind(')'))
        && open < close
    {
        let word = text[..open].trim().to_ascii_lowercase();
        let rest = text[close + 1..].trim().to_ascii_lowercase();
        return (word, Some(&text[open + 1..close]), rest);
    }
    let lower = text.to_ascii_lowercase();
    for attribute in [" unsigned", " signed", " zerofill", " character set", " collate"] {
        if let Some(at) = lower.find(attribute) {
            return (lower[..at].to_owned(), None, lower[at..].trim().to_owned());
        }
    }
    (lower, None, String::new())
}

/// The server's own word for a type.
fn synonym(word: &str) -> &str {
    match word {
        "integer" | "int4" => "int",
        "int1" => "tinyint",
        "int2" => "smallint",
        "int3" | "middleint" => "mediumint",
        "int8" => "bigint",
        "dec" | "numeric" | "fixed" => "decimal",
        "float4" => "float",
        "double precision" | "real" | "float8" => "double",
        "character" => "char",
        "character varying" | "char varying" | "varcharacter" => "varchar",
        "boolean" => "bool",
        "long" | "long varchar" => "mediumtext",
        "long varbinary" => "mediumblob",
        other => other,
    }
}

fn plain(word: &str, numbers: &[u32], rest: &str) -> Option<ColumnType> {
    use ColumnType::*;
    let unsigned = match rest {
        "" | "signed" => false,
        "unsigned" => true,
        _ => return None,
    };
    let digits = || match numbers {
        [] | [0] => Some(None),
        [n] => Some(Some(*n)),
        _ => None,
    };
    // The width that a server shows for an integer of which none was said.
    let numbers =
        if width(word, unsigned).is_some_and(|it| *numbers == [it]) { &[] } else { numbers };
    Some(match (word, numbers, unsigned) {
        ("bool", [], false) | ("tinyint", [1], false) => Bool,
        ("tinyint", [], false) => I8,
        ("smallint", [], false) => I16,
        ("int", [], false) => I32,
        ("bigint", [], false) => I64,
        ("tinyint", [], true) => U8,
        ("smallint", [], true) => U16,
        ("int", [], true) => U32,
        ("bigint", [], true) => U64,
        (_, _, true) => return None,
        ("float", [], _) => F32,
        ("float", [n], _) if *n <= 24 => F32,
        ("float", [_], _) | ("double", [], _) => F64,
        ("decimal", [], _) => Decimal(Some((10, 0))),
        ("decimal", [p], _) => Decimal(Some((*p, 0))),
        ("decimal", [p, s], _) => Decimal(Some((*p, *s))),
        ("char", [], _) => Char(Some(1)),
        ("char", [n], _) => Char(Some(*n)),
        ("varchar", [n], _) => String(StringLen::N(*n)),
        ("text", [], _) => Text,
        ("binary", [], _) => Binary(1),
        ("binary", [n], _) => Binary(*n),
        ("varbinary", [n], _) => VarBinary(StringLen::N(*n)),
        ("blob", [], _) => Blob,
        ("bit", [], _) => Bit(Some(1)),
        ("bit", [n], _) => Bit(Some(*n)),
        ("date", [], _) => Date,
        ("time", _, _) => Time(digits()?),
        ("datetime", _, _) => DateTime(digits()?),
        ("timestamp", _, _) => Timestamp(digits()?),
        ("year", [] | [4], _) => Year,
        ("json", [], _) => Json,
        _ => return None,
    })
}

/// The width of an integer that shows all its digits.
fn width(word: &str, unsigned: bool) -> Option<u32> {
    Some(match (word, unsigned) {
        ("tinyint", false) => 4,
        ("tinyint", true) => 3,
        ("smallint", false) => 6,
        ("smallint", true) => 5,
        ("mediumint", false) => 9,
        ("mediumint", true) => 8,
        ("int", false) => 11,
        ("int", true) => 10,
        ("bigint", _) => 20,
        _ => return None,
    })
}

/// A type as the server writes it.
fn native(word: &str, numbers: &[u32], rest: &str) -> ColumnType {
    let whole = width(word, rest == "unsigned").is_some_and(|it| *numbers == [it]);
    let mut text = word.to_owned();
    if !numbers.is_empty() && !whole {
        let numbers: Vec<_> = numbers.iter().map(u32::to_string).collect();
        text = format!("{text}({})", numbers.join(","));
    }
    if !rest.is_empty() {
        text = format!("{text} {rest}");
    }
    ColumnType::Native(text)
}

/// The type without the width in which a client shows its integers, unless zeros fill it: MySQL has
/// forgotten the width since 8.0.19, and MariaDB keeps it.
/// See <https://dev.mysql.com/doc/refman/8.0/en/numeric-type-attributes.html>.
pub fn without_width(ty: &ColumnType) -> ColumnType {
    let plain = || {
        let ColumnType::Native(text) = ty else { return None };
        let (word, rest) = text.split_once('(')?;
        let (_, rest) = rest.split_once(')')?;
        let integer = width(word, false).is_some() && !rest.contains("zerofill");
        integer.then(|| parse(&format!("{word}{rest}")))
    };
    plain().unwrap_or_else(|| ty.clone())
}

/// The values of `'a','b''c','d\\e'`.
pub fn quoted_values(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text.trim();
    loop {
        let (value, after) = super::expression::read_string(rest)?;
        values.push(value);
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(values);
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

/// Whether values are places, lines and the like.
pub fn is_spatial(ty: &ColumnType) -> bool {
    const WORDS: [&str; 9] = [
        "geometry",
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geometrycollection",
        "geomcollection",
    ];
    matches!(ty, ColumnType::Native(text)
        if text.split([' ', '(']).next().is_some_and(|word| WORDS.contains(&word)))
}

/// Whether values are numbers, times or whatever else is neither a text nor bytes.
pub fn is_number(ty: &ColumnType) -> bool {
    use ColumnType::*;
    match ty {
        Bool | F32 | F64 | Decimal(_) | Money(_) | Bit(_) | VarBit(_) | Date | Time(_)
        | DateTime(_) | Timestamp(_) | TimestampTz(_) | Year => true,
        Native(text) => {
            let word = text.split([' ', '(']).next().unwrap_or_default();
            ["mediumint", "inet4", "inet6", "uuid"].contains(&word)
        }
        ty => ty.is_integer(),
    }
}

/// Whether values of a type are stored apart from their row: no plain key, and no literal default
/// on MySQL.
pub fn is_long(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Text | ColumnType::Blob | ColumnType::Json | ColumnType::JsonBinary => true,
        ColumnType::Native(text) => {
            let text = text.to_ascii_lowercase();
            ["tinytext", "mediumtext", "longtext", "tinyblob", "mediumblob", "longblob"]
                .iter()
                .any(|it| text.starts_with(it))
        }
        _ => false,
    }
}

/// Whether a type has a collation.
pub fn is_text(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Char(_)
        | ColumnType::String(_)
        | ColumnType::Text
        | ColumnType::InlineEnum(_)
        | ColumnType::Enum(_) => true,
        ColumnType::Native(text) => {
            let text = text.to_ascii_lowercase();
            text.contains("text") || text.contains("char") || text.starts_with("set")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_stands_behind_the_type() {
        for (text, expected) in [
            ("datetime /* mariadb-5.3 */", "datetime"),
            ("time(3) /* mariadb-5.3 */", "time(3)"),
            ("enum('/*','a)/*b*/')", "enum('/*', 'a)/*b*/')"),
            ("set('/* c */')", "native(set('/* c */'))"),
        ] {
            assert_eq!(parse(text).to_string(), expected, "{text}");
        }
    }
}

use crate::schema::{ColumnType, StringLen};

/// The column type that a text of autogen.yaml names: a word of the schema's YAML, a common type
/// of SQL, or else a type of the database's own.
pub fn parse(text: &str) -> ColumnType {
    let text = text.trim();
    if let Ok(ty) = text.parse() {
        return ty;
    }
    let lower = text.to_ascii_lowercase();
    if let Some(element) = lower.strip_suffix("[]") {
        return ColumnType::Array(Box::new(parse(element)));
    }
    let (word, arguments) = match lower.split_once('(') {
        Some((word, rest)) => (word.trim(), rest.strip_suffix(')')),
        None => (lower.as_str(), None),
    };
    let numbers = arguments.map(|list| list.split(',').map(|n| n.trim().parse::<u32>().ok()));
    let numbers: Option<Vec<u32>> = numbers.and_then(Iterator::collect);
    match (word, numbers.as_deref(), arguments) {
        ("varchar" | "character varying", Some([n]), _) => ColumnType::String(StringLen::N(*n)),
        ("varchar" | "character varying", None, None) => ColumnType::STRING,
        ("char" | "character", Some([n]), _) => ColumnType::Char(Some(*n)),
        ("char" | "character", None, None) => ColumnType::Char(None),
        ("text", None, None) => ColumnType::Text,
        ("boolean" | "bool", None, None) => ColumnType::Bool,
        ("tinyint", None, None) => ColumnType::I8,
        ("smallint" | "int2", None, None) => ColumnType::I16,
        ("integer" | "int" | "int4", None, None) => ColumnType::I32,
        ("bigint" | "int8", None, None) => ColumnType::I64,
        ("real" | "float4", None, None) => ColumnType::F32,
        ("double precision" | "double" | "float8", None, None) => ColumnType::F64,
        ("numeric" | "decimal", Some([precision, scale]), _) => {
            ColumnType::Decimal(Some((*precision, *scale)))
        }
        ("numeric" | "decimal", Some([precision]), _) => ColumnType::Decimal(Some((*precision, 0))),
        ("numeric" | "decimal", None, None) => ColumnType::Decimal(None),
        ("timestamp with time zone", None, None) => ColumnType::TimestampTz(None),
        ("timestamp without time zone", None, None) => ColumnType::DateTime(None),
        ("date", None, None) => ColumnType::Date,
        ("time" | "time without time zone", None, None) => ColumnType::Time(None),
        ("datetime", None, None) => ColumnType::DateTime(None),
        ("bytea", None, None) => ColumnType::VarBinary(StringLen::None),
        ("blob", None, None) => ColumnType::Blob,
        ("json", None, None) => ColumnType::Json,
        ("jsonb", None, None) => ColumnType::JsonBinary,
        ("uuid", None, None) => ColumnType::Uuid,
        _ => ColumnType::Native(text.to_owned()),
    }
}

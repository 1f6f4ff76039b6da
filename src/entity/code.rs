//! What the Rust code inside of attributes and functions means where it builds column types.

use super::active_enum;
use super::ast::*;
use super::tree::ModuleId;
use super::types::{DEPTH, EnumUse, Found, Types};
use crate::schema::{ColumnType, EnumType, QualifiedName, StringLen};

/// The column type that an expression builds: what may follow `ColumnType::` with or without it
/// in front, or the column type of a Rust type.
///
/// `this` is the item that `Self` means. The variants and functions are those of
/// [`sea_query::ColumnType`].
pub fn column_type<'a>(
    types: &Types<'a>,
    module: ModuleId,
    expr: &Expr,
    this: Option<(ModuleId, &'a Item)>,
    depth: usize,
) -> Result<Found, String> {
    let not_understood = || {
        format!(
            "`{expr}` is not understood as a column type; a type of the database's own is written \
             custom(\"...\")"
        )
    };
    if depth > DEPTH {
        return Err(format!("`{expr}` is defined by itself"));
    }
    let again = |expr: &Expr| column_type(types, module, expr, this, depth);
    match &expr.kind {
        ExprKind::Path(path) => plain(path.last()).map(Found::from).ok_or_else(not_understood),
        ExprKind::Method(receiver, name, arguments) if arguments.is_empty() => {
            match name.as_str() {
                "def" | "get_column_type" | "to_owned" | "clone" | "into" => again(receiver),
                _ => Err(not_understood()),
            }
        }
        ExprKind::Call(function, arguments) => {
            let ExprKind::Path(path) = &function.kind else { return Err(not_understood()) };
            match (path.last(), arguments.as_slice()) {
                (function @ ("db_type" | "column_type"), []) => {
                    let owner = owner(path).ok_or_else(not_understood)?;
                    match this.filter(|_| owner.to_string() == "Self") {
                        Some((at, item)) if function == "db_type" => {
                            active_enum::by_hand(types, at, item, depth + 1)
                        }
                        Some((at, item)) => types.of_item(at, item, depth + 1),
                        None => types.of_type(module, &owner, depth + 1),
                    }
                    .map_err(|unknown| unknown.message)
                }
                ("new" | "from" | "RcOrArc", [inner]) => again(inner),
                ("Array", [inner]) => {
                    let Found { ty, enums } = again(inner)?;
                    Ok(Found { ty: ColumnType::Array(Box::new(ty)), enums })
                }
                (name, arguments) => {
                    call(name, arguments).map(Found::from).ok_or_else(not_understood)
                }
            }
        }
        ExprKind::Struct(path, fields) if path.last() == "Enum" => {
            let field =
                |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value);
            let name = field("name").and_then(text).ok_or_else(not_understood)?;
            let values = field("variants").and_then(texts).ok_or_else(not_understood)?;
            let name = QualifiedName::bare(name);
            let ty = EnumType { values, ..EnumType::default() };
            let ty_of_column = ColumnType::Enum(name.clone());
            let span = expr.span;
            Ok(Found {
                ty: ty_of_column,
                enums: vec![EnumUse { name, ty, module, span, values: Vec::new() }],
            })
        }
        _ => Err(not_understood()),
    }
}

/// The type of `Type::function` or `<Type as Trait>::function`.
fn owner(path: &Path) -> Option<Type> {
    if let Some(ty) = &path.qself {
        return Some((**ty).clone());
    }
    let parent = path.parent();
    (!parent.segments.is_empty()).then_some(Type { span: path.span, kind: TypeKind::Path(parent) })
}

/// The variants without arguments.
fn plain(name: &str) -> Option<ColumnType> {
    Some(match name {
        "Text" => ColumnType::Text,
        "Blob" => ColumnType::Blob,
        "TinyInteger" => ColumnType::I8,
        "SmallInteger" => ColumnType::I16,
        "Integer" => ColumnType::I32,
        "BigInteger" => ColumnType::I64,
        "TinyUnsigned" => ColumnType::U8,
        "SmallUnsigned" => ColumnType::U16,
        "Unsigned" => ColumnType::U32,
        "BigUnsigned" => ColumnType::U64,
        "Float" => ColumnType::F32,
        "Double" => ColumnType::F64,
        "DateTime" => ColumnType::DateTime(None),
        "Timestamp" => ColumnType::Timestamp(None),
        "TimestampWithTimeZone" => ColumnType::TimestampTz(None),
        "Time" => ColumnType::Time(None),
        "Date" => ColumnType::Date,
        "Year" => ColumnType::Year,
        "Boolean" => ColumnType::Bool,
        "Json" => ColumnType::Json,
        "JsonBinary" => ColumnType::JsonBinary,
        "Uuid" => ColumnType::Uuid,
        "Cidr" => ColumnType::Cidr,
        "Inet" => ColumnType::Inet,
        "MacAddr" => ColumnType::MacAddr,
        "LTree" => ColumnType::LTree,
        _ => return None,
    })
}

/// The variants and associated functions with arguments.
fn call(name: &str, arguments: &[Expr]) -> Option<ColumnType> {
    Some(match (name, arguments) {
        ("Char", [length]) => ColumnType::Char(option(length, number)?),
        ("String", [length]) => ColumnType::String(string_len(length)?),
        ("string", [length]) => {
            ColumnType::String(option(length, number)?.map_or(StringLen::None, StringLen::N))
        }
        ("Decimal", [digits]) => ColumnType::Decimal(option(digits, pair)?),
        ("Money", [digits]) => ColumnType::Money(option(digits, pair)?),
        ("Binary", [length]) => match number(length) {
            Some(length) => ColumnType::Binary(length),
            None => blob(length)?,
        },
        ("VarBinary", [length]) => {
            ColumnType::VarBinary(number(length).map(StringLen::N).or_else(|| string_len(length))?)
        }
        ("var_binary", [length]) => ColumnType::VarBinary(StringLen::N(number(length)?)),
        ("Bit", [length]) => ColumnType::Bit(option(length, number)?),
        ("VarBit", [length]) => ColumnType::VarBit(number(length)?),
        ("Vector", [length]) => ColumnType::Vector(option(length, number)?),
        ("Interval", [fields, precision]) => {
            interval(option(fields, variant)?, option(precision, number)?)?
        }
        ("Custom" | "custom", [name]) => ColumnType::Native(text(name)?),
        _ => return None,
    })
}

/// As PostgreSQL writes it: <https://www.postgresql.org/docs/current/datatype-datetime.html>.
fn interval(fields: Option<String>, precision: Option<u32>) -> Option<ColumnType> {
    let fields = match fields.as_deref() {
        None => "",
        Some("Year") => " year",
        Some("Month") => " month",
        Some("Day") => " day",
        Some("Hour") => " hour",
        Some("Minute") => " minute",
        Some("Second") => " second",
        Some("YearToMonth") => " year to month",
        Some("DayToHour") => " day to hour",
        Some("DayToMinute") => " day to minute",
        Some("DayToSecond") => " day to second",
        Some("HourToMinute") => " hour to minute",
        Some("HourToSecond") => " hour to second",
        Some("MinuteToSecond") => " minute to second",
        Some(_) => return None,
    };
    Some(match (fields, precision) {
        ("", None) => ColumnType::Interval,
        (fields, None) => ColumnType::Native(format!("interval{fields}")),
        (fields, Some(digits)) => ColumnType::Native(format!("interval{fields}({digits})")),
    })
}

/// `None`, or `Some(...)` of something.
fn option<T>(expr: &Expr, some: impl Fn(&Expr) -> Option<T>) -> Option<Option<T>> {
    match &expr.kind {
        ExprKind::Path(path) if path.last() == "None" => Some(None),
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.as_slice()) {
            (ExprKind::Path(path), [inner]) if path.last() == "Some" => some(inner).map(Some),
            _ => None,
        },
        _ => None,
    }
}

/// `StringLen::N(n)`, `Max` or `None`; before SeaORM 1.0 `Some(n)` or `None`.
fn string_len(expr: &Expr) -> Option<StringLen> {
    match &expr.kind {
        ExprKind::Path(path) => match path.last() {
            "None" => Some(StringLen::None),
            "Max" => Some(StringLen::Max),
            _ => None,
        },
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.as_slice()) {
            (ExprKind::Path(path), [n]) if matches!(path.last(), "N" | "Some") => {
                number(n).map(StringLen::N)
            }
            (ExprKind::Path(path), []) if path.last() == "default" => Some(StringLen::None),
            _ => None,
        },
        _ => None,
    }
}

/// `BlobSize`, which there was before SeaORM 1.0.
fn blob(size: &Expr) -> Option<ColumnType> {
    match &size.kind {
        ExprKind::Path(path) => match path.last() {
            "Tiny" => Some(ColumnType::Native("tinyblob".into())),
            "Medium" => Some(ColumnType::Native("mediumblob".into())),
            "Long" => Some(ColumnType::Native("longblob".into())),
            _ => None,
        },
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.as_slice()) {
            (ExprKind::Path(path), [length]) if path.last() == "Blob" => {
                let length = option(length, number)?;
                Some(length.map_or(ColumnType::Blob, ColumnType::Binary))
            }
            _ => None,
        },
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn pair(expr: &Expr) -> Option<(u32, u32)> {
    match &expr.kind {
        ExprKind::Tuple(items) => match items.as_slice() {
            [a, b] => Some((number(a)?, number(b)?)),
            _ => None,
        },
        _ => None,
    }
}

fn variant(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path.last().to_owned()),
        _ => None,
    }
}

/// A text behind the conversions that code wraps around it.
pub fn text(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Text(text) => Some(text.clone()),
        ExprKind::Method(receiver, name, arguments) if arguments.is_empty() => {
            match name.as_str() {
                "into" | "to_owned" | "to_string" | "into_iden" | "clone" => text(receiver),
                _ => None,
            }
        }
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.as_slice()) {
            (ExprKind::Path(path), [inner]) => match path.last() {
                "new" | "from" | "Alias" | "Some" => text(inner),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn texts(expr: &Expr) -> Option<Vec<String>> {
    match &expr.kind {
        ExprKind::List(items) => items.iter().map(text).collect(),
        ExprKind::Method(receiver, _, arguments) if arguments.is_empty() => texts(receiver),
        _ => None,
    }
}

//! Columns with their types and defaults.

use autogen::schema::*;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use super::{Enums, Names, comment, owner};
use crate::support::Engine;

#[derive(Clone, Debug)]
pub struct ColumnBody {
    ty: ColumnType,
    of_enum: Option<(Pick, bool)>,
    nullable: bool,
    default: Option<Pick>,
    auto_increment: Option<Pick>,
    collated: bool,
    touched: bool,
    comment: Option<String>,
    by: Owner,
}

pub fn column(names: Names) -> impl Strategy<Value = ColumnBody> {
    let of_enum = option::weighted(0.15, any::<(Pick, bool)>());
    let default = option::weighted(0.3, any::<Pick>());
    let auto_increment = option::of(any::<Pick>());
    let rare = (proptest::bool::weighted(0.1), proptest::bool::weighted(0.1));
    (column_type(names), of_enum, any::<bool>(), default, auto_increment, rare, comment(), owner())
        .prop_map(
            |(ty, of_enum, nullable, default, auto_increment, (collated, touched), comment, by)| {
                ColumnBody {
                    ty,
                    of_enum,
                    nullable,
                    default,
                    auto_increment,
                    collated,
                    touched,
                    comment,
                    by,
                }
            },
        )
}

impl ColumnBody {
    pub fn build(self, name: String, enums: &Enums, names: Names) -> Column {
        let mut column = Column::new(name, self.ty);
        if let Some((which, array)) = self.of_enum.filter(|_| !enums.is_empty()) {
            let types: Vec<&QualifiedName> = enums.keys().collect();
            let ty = ColumnType::Enum((*which.get(&types)).clone());
            let arrays =
                names != Names::Live(Engine::Sqlite) && names != Names::Live(Engine::Mysql);
            column.ty = if array && arrays { ColumnType::Array(Box::new(ty)) } else { ty };
        }
        column.nullable = self.nullable;
        column.comment = self.comment;
        column.by = self.by;
        if let Some(collation) = collation(&column.ty, names).filter(|_| self.collated) {
            column.collation = Facet::Is(collation.to_owned());
        }
        let times = matches!(column.ty, ColumnType::DateTime(None) | ColumnType::Timestamp(None));
        if self.touched && times && names == Names::Live(Engine::Mysql) {
            column.on_update = Some("CURRENT_TIMESTAMP".to_owned());
        }
        let defaults = defaults(&column.ty, enums, names);
        // MariaDB gives a time that cannot be null a default of zeros then, which is reflected.
        column.nullable |= column.on_update.is_some();
        match self.default {
            Some(which) if !defaults.is_empty() => {
                column.default = Some(which.get(&defaults).clone());
            }
            _ if column.ty.is_integer() && column.name == "id" => {
                if let Some(which) = self.auto_increment {
                    column.auto_increment = *which.get(numbered(names));
                    column.nullable = false;
                }
            }
            _ => {}
        }
        column
    }
}

/// The ways in which an engine numbers rows.
pub fn numbered(names: Names) -> &'static [AutoIncrement] {
    use AutoIncrement::*;
    match names {
        Names::Live(Engine::Postgres) => {
            &[Yes, Yes, Serial, Identity { always: true }, Identity { always: false }]
        }
        Names::Live(Engine::Sqlite | Engine::Mysql) | Names::Any => &[Yes],
    }
}

/// A collation that is not the usual one.
pub fn collation(ty: &ColumnType, names: Names) -> Option<&'static str> {
    let text = matches!(ty, ColumnType::String(_) | ColumnType::Text);
    match names {
        Names::Live(Engine::Sqlite) => Some("NOCASE"),
        Names::Live(Engine::Postgres) => Some("C"),
        Names::Live(Engine::Mysql) => Some("utf8mb4_bin"),
        Names::Any => None,
    }
    .filter(|_| text)
}

pub fn column_type(names: Names) -> impl Strategy<Value = ColumnType> {
    use ColumnType as T;
    let native = |text: &str| T::Native(text.to_owned());
    let engine = match names {
        Names::Live(Engine::Sqlite) => {
            vec![
                T::I8,
                T::U8,
                T::U64,
                T::Timestamp(None),
                T::Binary(4),
                T::Money(Some((10, 2))),
                native("point"),
                native("int"),
                native("any"),
            ]
        }
        Names::Live(Engine::Postgres) => vec![
            T::Interval,
            T::Inet,
            T::Cidr,
            T::MacAddr,
            T::Array(Box::new(T::I32)),
            T::Array(Box::new(T::STRING)),
            T::Array(Box::new(T::Uuid)),
            T::Bit(Some(8)),
            T::VarBit(8),
            T::Time(Some(3)),
            T::DateTime(Some(3)),
            T::TimestampTz(None),
            T::VarBinary(StringLen::None),
            T::U8,
            T::Money(Some((10, 2))),
            native("xml"),
            native("tsvector"),
            native("int4range"),
        ],
        Names::Live(Engine::Mysql) => vec![
            T::I8,
            T::U8,
            T::U64,
            T::Year,
            T::Bit(Some(8)),
            T::Binary(4),
            T::Timestamp(None),
            T::DateTime(Some(3)),
            T::Time(Some(6)),
            native("mediumtext"),
            native("tinytext"),
            native("mediumint"),
            native("set('v0','v1','v2')"),
            native("point"),
            native("geometry"),
            T::U16,
            T::InlineEnum(vec!["v0".into(), "v1".into(), "v2".into()]),
        ],
        Names::Any => vec![T::InlineEnum(vec!["a".into(), "b'c".into()])],
    };
    prop_oneof![
        4 => select(vec![T::I32, T::I64, T::U32, T::I16, T::Uuid]),
        4 => select(vec![T::STRING, T::String(StringLen::N(120)), T::Text, T::Char(Some(3))]),
        3 => select(vec![
            T::Bool,
            T::F64,
            T::F32,
            T::Decimal(None),
            T::Decimal(Some((16, 4))),
            T::Money(None),
            T::VarBinary(StringLen::N(16)),
            T::Blob,
        ]),
        2 => select(vec![T::Date, T::DateTime(None), T::TimestampTz(Some(3)), T::Time(None)]),
        1 => select(vec![T::Json, T::JsonBinary]),
        3 => select(engine),
    ]
}

/// Defaults that suit a type.
pub fn defaults(ty: &ColumnType, enums: &Enums, names: Names) -> Vec<DefaultValue> {
    use DefaultValue as D;
    let number = |text: &str| D::Number(text.to_owned());
    let text = |text: &str| D::Text(text.to_owned());
    let sql = |text: &str| D::Sql(text.to_owned());
    let postgres = names == Names::Live(Engine::Postgres);
    let mysql = names == Names::Live(Engine::Mysql);
    let mut found = match ty {
        ColumnType::Bool => vec![D::Bool(true), D::Bool(false)],
        ty if ty.is_integer() => vec![number("0"), number("42"), sql("1 + 2")],
        ColumnType::Decimal(_) | ColumnType::F64 => {
            vec![number("0"), number("9.50"), number("-0.25")]
        }
        ColumnType::F32 => vec![number("1.5")],
        ColumnType::String(_) => [
            "",
            "draft",
            "0",
            "true",
            "null",
            "it's",
            "{a: b}",
            "back\\slash",
            "\\'",
            "ünï 😀",
            " ",
            "CURRENT_TIMESTAMP",
            "now()",
            "%s $1 ?",
        ]
        .into_iter()
        .map(text)
        .chain([sql("lower('ABC')")])
        .collect(),
        ColumnType::DateTime(None) => {
            vec![sql("CURRENT_TIMESTAMP"), text("2020-01-31 10:00:00")]
        }
        ColumnType::Date => vec![text("2024-01-31")],
        ColumnType::Enum(name) => enums
            .get(name)
            .map_or_else(Vec::new, |it| it.values.iter().map(|it| text(it)).collect()),
        _ => Vec::new(),
    };
    if matches!(ty, ColumnType::I16 | ColumnType::I32 | ColumnType::I64) {
        found.push(number("-7"));
    }
    if postgres {
        found.extend(match ty {
            ColumnType::TimestampTz(_) => vec![sql("now()"), sql("CURRENT_TIMESTAMP")],
            ColumnType::Date => vec![sql("CURRENT_DATE"), sql("now()::date")],
            ColumnType::Uuid => vec![sql("gen_random_uuid()")],
            ColumnType::Json | ColumnType::JsonBinary => {
                vec![text("{}"), text("{\"a\": [1, \"it's\"]}"), sql("'[]'::jsonb")]
            }
            ColumnType::Interval => vec![text("1 day"), sql("interval '2 hours'")],
            ColumnType::Array(_) => vec![text("{}")],
            ColumnType::Bit(_) | ColumnType::VarBit(_) => vec![sql("B'00000001'")],
            ColumnType::Text => vec![text("it's"), sql("'a' || 'b'"), text("line\nbreak")],
            ColumnType::Char(_) => vec![text("ab")],
            ColumnType::Time(_) => vec![text("10:00:00"), sql("LOCALTIME")],
            ColumnType::Inet => vec![text("10.0.0.1")],
            _ => Vec::new(),
        });
    }
    if mysql {
        // The catalog of MariaDB has question marks for characters of four bytes, and a default
        // that is reflected so is another one.
        found.retain(|it| !matches!(it, D::Text(text) if text.contains('😀')));
        found.extend(match ty {
            ColumnType::Char(_) => vec![text("ab")],
            ColumnType::Year => vec![number("2020")],
            ColumnType::Time(_) => vec![text("10:00:00")],
            ColumnType::Binary(_) | ColumnType::VarBinary(_) => vec![text("ab")],
            ColumnType::Bit(_) => vec![sql("b'101'")],
            _ => Vec::new(),
        });
    }
    if names == Names::Any {
        // Values alone: nothing asks what a database makes of them.
        found.truncate(2);
    }
    found
}

/// A type that takes every value of another.
pub fn wider(ty: &ColumnType) -> ColumnType {
    use ColumnType::*;
    match ty {
        Bool | I8 | I16 | U8 | U16 => I32,
        I32 | U32 => I64,
        F32 => F64,
        Decimal(None) => Decimal(Some((20, 4))),
        Decimal(Some(_)) => Decimal(Some((30, 6))),
        Char(_) | String(StringLen::N(_)) => String(StringLen::N(200)),
        VarBinary(_) | Binary(_) => VarBinary(StringLen::N(40)),
        Date => DateTime(None),
        DateTime(_) => DateTime(Some(6)),
        TimestampTz(_) => TimestampTz(Some(6)),
        Time(_) => Time(Some(6)),
        Json => JsonBinary,
        I64 | U64 | Enum(_) | InlineEnum(_) | Year => String(StringLen::N(120)),
        other => other.clone(),
    }
}

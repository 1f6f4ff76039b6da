//! What PostgreSQL cannot hold of what a person declares.
//!
//! <https://www.postgresql.org/docs/current/limits.html>

use std::collections::BTreeMap;

use super::names::{LIMIT, clip};
use super::types;
use crate::dialect::limits::{Limits, Quotes, Rules};
use crate::dialect::{Refusal, limits};
use crate::schema::*;
use crate::target::{Target, Version};

/// Columns that every table has.
///
/// <https://www.postgresql.org/docs/current/ddl-system-columns.html>
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

pub fn limits(schema: &Schema, target: &Target) -> Vec<Refusal> {
    let rules = Rules {
        product: "PostgreSQL",
        folds_case: false,
        quotes: Quotes::Standard,
        keeps_lengths: true,
        reads_booleans: true,
        reads_dates_from_numbers: false,
    };
    let mut limits = Limits::new(schema, rules);
    limits.common();
    for name in schema.enums.keys() {
        declared_name(&mut limits, ObjectId::Enum(name.clone()), &name.name);
    }
    for (name, table) in &schema.tables {
        declared_name(&mut limits, ObjectId::Table(name.clone()), &name.name);
        names(&mut limits, name, table);
        columns(&mut limits, name, table);
        for index in &table.indexes {
            index_of(&mut limits, name, index, target);
        }
    }
    foreign_keys(&mut limits);
    limits.found
}

/// Names that SeaORM derives from others are cut off by the server, as they always were; a name
/// that a person chose is theirs to shorten.
fn names(limits: &mut Limits, name: &QualifiedName, table: &Table) {
    for column in &table.columns {
        let id = ObjectId::Column(name.clone(), column.name.clone());
        declared_name(limits, id.clone(), &column.name);
        if SYSTEM_COLUMNS.contains(&column.name.as_str()) {
            let message = format!("every table has a system column `{}`", column.name);
            limits.refuse(id, Aspect::Name, message, "give the column another name");
        }
    }
    let derived = format!("idx-{}-", name.name);
    let indexes = table
        .indexes
        .iter()
        .map(|it| (ObjectId::Index(name.clone(), it.key()), it.name.value(), derived.as_str()));
    let foreign_keys = table
        .foreign_keys
        .iter()
        .map(|it| (ObjectId::ForeignKey(name.clone(), it.key()), it.name.value(), "fk-"));
    let checks = table
        .checks
        .iter()
        .map(|it| (ObjectId::Check(name.clone(), it.key()), it.name.value(), "\0"));
    for (id, own, derived) in indexes.chain(foreign_keys).chain(checks) {
        if let Some(own) = own.filter(|it| !it.starts_with(derived)) {
            declared_name(limits, id, own);
        }
    }
}

fn declared_name(limits: &mut Limits, object: ObjectId, name: &str) {
    if name.is_empty() {
        limits.refuse(object, Aspect::Name, "a name has at least one character", "name it");
    } else if name.contains('\0') {
        limits.refuse(object, Aspect::Name, "a name has no zero byte", "leave it out");
    } else if name.len() > LIMIT {
        let message =
            format!("`{name}` has {} bytes, and PostgreSQL keeps {LIMIT} of a name", name.len());
        let help = format!("give it a shorter name; PostgreSQL would make it `{}`", clip(name));
        limits.refuse(object, Aspect::Name, message, &help);
    }
}

fn columns(limits: &mut Limits, name: &QualifiedName, table: &Table) {
    if table.columns.len() > 1600 {
        let message =
            format!("the table has {} columns, and 1600 is the most", table.columns.len());
        let help = "move some of them to a table of their own";
        limits.refuse(ObjectId::Table(name.clone()), Aspect::Whole, message, help);
    }
    if table.key_columns().len() > 32 {
        let message = "a primary key has at most 32 columns";
        limits.refuse(
            ObjectId::PrimaryKey(name.clone()),
            Aspect::Whole,
            message,
            "use a key of one",
        );
    }
    let generated = |it: &str| limits.column(table, it).is_some_and(|it| it.generated.is_some());
    let generated: Vec<&str> =
        table.columns.iter().map(|it| it.name.as_str()).filter(|it| generated(it)).collect();
    for column in &table.columns {
        let id = ObjectId::Column(name.clone(), column.name.clone());
        if let Err((message, help)) = type_fits(&column.ty) {
            limits.refuse(id.clone(), Aspect::Type, message, help);
        }
        if let Facet::Is(collation) = &column.collation
            && !collates(&column.ty)
        {
            let message = format!("a column of type {} has no collation {collation}", column.ty);
            limits.refuse(id.clone(), Aspect::Collation, message, "leave the collation out");
        }
        // https://www.postgresql.org/docs/current/ddl-generated-columns.html
        let read = column.generated.as_ref();
        let read = read.and_then(|it| limits::operands(&it.expression, Quotes::Standard));
        if let Some(other) =
            read.unwrap_or_default().iter().find(|it| generated.contains(&it.as_str()))
        {
            let message = format!("it reads `{other}`, which is generated itself");
            let help = "write out what the other column is generated from";
            limits.refuse(id, Aspect::Generated, message, help);
        }
    }
}

/// Lengths and precisions.
///
/// <https://www.postgresql.org/docs/current/datatype-numeric.html>,
/// <https://www.postgresql.org/docs/current/datatype-character.html>,
/// <https://www.postgresql.org/docs/current/datatype-datetime.html>
fn type_fits(ty: &ColumnType) -> Result<(), (String, &'static str)> {
    use ColumnType::*;
    let text = "choose a length in that range, or the type Text";
    let (what, number, range, help) = match ty {
        Array(element) => return type_fits(element),
        Char(Some(n)) | String(StringLen::N(n)) => ("the length", *n, 1..=10_485_760, text),
        Bit(Some(n)) | VarBit(n) => ("the length", *n, 1..=83_886_080, "choose a length in it"),
        Decimal(Some((precision, scale))) => {
            if scale > precision {
                let message = format!("{ty} has more digits behind the point than it has at all");
                return Err((message, "raise the precision, or lower the scale"));
            }
            ("the precision", *precision, 1..=1000, "leave the precision out for any")
        }
        Time(Some(n)) | DateTime(Some(n)) | Timestamp(Some(n)) | TimestampTz(Some(n)) => {
            ("the number of digits of seconds", *n, 0..=6, "a microsecond is the least it keeps")
        }
        Vector(Some(n)) => ("the number of dimensions", *n, 1..=16_000, "choose one in it"),
        _ => return Ok(()),
    };
    if range.contains(&number) {
        return Ok(());
    }
    Err((format!("{what} of {ty} goes from {} to {}", range.start(), range.end()), help))
}

/// Whether values of the type are texts; of a type that is not known it is left open.
fn collates(ty: &ColumnType) -> bool {
    use ColumnType::*;
    match ty {
        Array(element) => collates(element),
        Char(_) | String(_) | Text | Native(_) => true,
        _ => false,
    }
}

/// <https://www.postgresql.org/docs/current/indexes-types.html>
fn index_of(limits: &mut Limits, name: &QualifiedName, index: &Index, target: &Target) {
    let id = ObjectId::Index(name.clone(), index.key());
    let method = index.method.as_deref().unwrap_or("btree").to_ascii_lowercase();
    // A method that is not listed comes with an extension, whose talents are not known.
    let known = ["btree", "hash", "gin", "gist", "spgist", "brin"].contains(&method.as_str());
    let mut refuse = |message: String, help: &str| {
        limits.refuse(id.clone(), Aspect::Whole, message, help);
    };
    if !known {
        return;
    }
    if index.unique && method != "btree" {
        refuse(format!("an index of the method {method} is not unique"), "leave the method out");
    }
    let covers = match method.as_str() {
        "btree" | "gist" => true,
        "spgist" => target.version >= Version::new(14, 0, 0),
        _ => false,
    };
    if !index.include.is_empty() && !covers {
        refuse(format!("an index of the method {method} includes no columns"), "leave them out");
    }
    let ordered = index.parts.iter().any(|it| it.descending || it.nulls_first.is_some());
    if ordered && method != "btree" {
        refuse(format!("an index of the method {method} has no order"), "leave the order out");
    }
    if index.parts.len() > 1 && matches!(method.as_str(), "hash" | "spgist") {
        refuse(format!("an index of the method {method} has one column"), "make one for each");
    }
    if index.parts.len() + index.include.len() > 32 {
        refuse("an index has at most 32 columns".to_owned(), "leave some of them out");
    }
}

/// <https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK>
fn foreign_keys(limits: &mut Limits) {
    let enums = &limits.schema.enums;
    let references: Vec<_> = limits.references().collect();
    for (name, table, key, target) in references {
        let id = || ObjectId::ForeignKey(name.clone(), key.key());
        limits.referenced_is_unique(name, key, target, |it| it.deferrable == Deferrable::No);
        for (own, other) in limits.pairs(key, table, target) {
            if !comparable(&own.ty, &other.ty, enums) {
                let message = format!(
                    "{} is {}, and {}.{}, which it refers to, is {}",
                    own.name, own.ty, key.references, other.name, other.ty
                );
                limits.refuse(id(), Aspect::Whole, message, "give both columns one type");
            }
            // https://www.postgresql.org/docs/current/ddl-generated-columns.html
            let sets = |action| {
                matches!(action, ReferentialAction::SetNull | ReferentialAction::SetDefault)
            };
            let changes = key.on_update == ReferentialAction::Cascade;
            if own.generated.is_some() && (sets(key.on_delete) || sets(key.on_update) || changes) {
                let message = format!("{} is generated, and the action would change it", own.name);
                limits.refuse(id(), Aspect::Whole, message, "use NoAction, Restrict or Cascade");
            }
        }
    }
}

/// What the types of a foreign key have to have in common: an equality that needs no cast of the
/// column that is referred to.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Bool,
    Integer,
    Decimal,
    Float,
    Money,
    Text,
    Bytes,
    Bits,
    Date,
    Time,
    Interval,
    Uuid,
    Json,
    Network,
    MacAddr,
    Enum(QualifiedName),
    Array(ColumnType),
}

/// Nothing for types of extensions and domains.
fn kind(ty: &ColumnType, enums: &BTreeMap<QualifiedName, EnumType>) -> Option<Kind> {
    use ColumnType::*;
    Some(match types::canonical(ty, enums).ok()? {
        Bool => Kind::Bool,
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 => Kind::Integer,
        Decimal(_) => Kind::Decimal,
        F32 | F64 => Kind::Float,
        Money(_) => Kind::Money,
        Char(_) | String(_) | Text => Kind::Text,
        Binary(_) | VarBinary(_) | Blob => Kind::Bytes,
        Bit(_) | VarBit(_) => Kind::Bits,
        Date | DateTime(_) | Timestamp(_) | TimestampTz(_) => Kind::Date,
        Time(_) => Kind::Time,
        Interval => Kind::Interval,
        Uuid => Kind::Uuid,
        JsonBinary | Json => Kind::Json,
        Cidr | Inet => Kind::Network,
        MacAddr => Kind::MacAddr,
        Enum(name) => Kind::Enum(name),
        Array(element) => Kind::Array(*element),
        Year | InlineEnum(_) | Vector(_) | LTree => return None,
        Native(text) => match self::types::serial(&Native(text)) {
            Some(_) => Kind::Integer,
            None => return None,
        },
    })
}

/// Whether a column of one type can refer to one of the other.
pub fn comparable(
    own: &ColumnType,
    other: &ColumnType,
    enums: &BTreeMap<QualifiedName, EnumType>,
) -> bool {
    let (Some(own), Some(other)) = (kind(own, enums), kind(other, enums)) else { return true };
    if let (Kind::Array(own), Kind::Array(other)) = (&own, &other) {
        // Of arrays there is no equality between two types.
        let text = |ty| kind(ty, enums) == Some(Kind::Text);
        let known = |ty| kind(ty, enums).is_some();
        return types::same_base(own, other)
            || text(own) && text(other)
            || !known(own)
            || !known(other);
    }
    own == other
        || matches!(
            (&own, &other),
            (Kind::Integer, Kind::Decimal | Kind::Float)
                | (Kind::Decimal, Kind::Float)
                | (Kind::Time, Kind::Interval)
        )
}

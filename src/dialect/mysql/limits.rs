//! What MySQL and MariaDB cannot hold of what a person declares.
//!
//! <https://dev.mysql.com/doc/refman/8.0/en/innodb-limits.html>,
//! <https://mariadb.com/kb/en/innodb-limitations/>

use std::collections::BTreeMap;

use super::{canonical, types};
use crate::dialect::Refusal;
use crate::dialect::limits::{Limits, Quotes, Rules};
use crate::schema::*;
use crate::target::{Flavour, Target, Version};

pub fn limits(schema: &Schema, target: &Target) -> Vec<Refusal> {
    let rules = Rules {
        product: "MySQL",
        folds_case: true,
        quotes: Quotes::Mysql,
        keeps_lengths: true,
        reads_booleans: false,
        reads_dates_from_numbers: true,
    };
    let mut limits = Limits::new(schema, rules);
    limits.common();
    for (name, it) in &schema.enums {
        enum_values(&mut limits, name, it);
    }
    for (name, table) in &schema.tables {
        names(&mut limits, name, table);
        columns(&mut limits, name, table);
        indexes(&mut limits, name, table, target);
    }
    constraint_names(&mut limits, target);
    foreign_keys(&mut limits, target);
    limits.found
}

/// <https://dev.mysql.com/doc/refman/8.0/en/identifiers.html>
fn names(limits: &mut Limits, name: &QualifiedName, table: &Table) {
    let tables = [(ObjectId::Table(name.clone()), name.name.as_str())];
    let columns = table
        .columns
        .iter()
        .map(|it| (ObjectId::Column(name.clone(), it.name.clone()), it.name.as_str()));
    for (id, own) in tables.into_iter().chain(columns) {
        if own.is_empty() || own.ends_with(' ') || own.contains('\0') {
            let message = format!("`{own}`: a name is not empty and does not end with a space");
            limits.refuse(id, Aspect::Name, message, "give it another name");
        } else if own.chars().any(|it| it.len_utf8() > 3) {
            let message = format!("`{own}`: a name has no characters of four bytes, such as emoji");
            limits.refuse(id, Aspect::Name, message, "give it another name");
        }
    }
}

/// <https://dev.mysql.com/doc/refman/8.0/en/enum.html>
fn enum_values(limits: &mut Limits, name: &QualifiedName, it: &EnumType) {
    let id = || ObjectId::Enum(name.clone());
    for value in it.values.iter().filter(|it| it.chars().count() > 255) {
        let message = format!("the value `{value}` is longer than 255 characters");
        let help = "shorten it, or store the enum as a string";
        limits.refuse(id(), Aspect::Value(value.clone()), message, help);
    }
    if it.values.len() > 65_535 {
        let message = "an enum has at most 65535 values";
        limits.refuse(id(), Aspect::Whole, message, "store them in a table");
    }
}

fn columns(limits: &mut Limits, name: &QualifiedName, table: &Table) {
    let id = ObjectId::Table(name.clone());
    if table.columns.is_empty() {
        limits.refuse(id.clone(), Aspect::Whole, "a table has at least one column", "add one");
    } else if table.columns.iter().all(|it| it.invisible) {
        let message = "a table has at least one visible column";
        limits.refuse(
            id.clone(),
            Aspect::Whole,
            message,
            "make one of them visible in SQL by hand",
        );
    }
    if table.columns.len() > 1017 {
        let message =
            format!("the table has {} columns, and 1017 is the most", table.columns.len());
        let help = "move some of them to a table of their own";
        limits.refuse(id.clone(), Aspect::Whole, message, help);
    }
    // https://dev.mysql.com/doc/refman/8.0/en/create-table.html
    if table.comment.as_ref().is_some_and(|it| it.chars().count() > 2048) {
        let message = "a comment of a table has at most 2048 characters";
        limits.refuse(id, Aspect::Comment, message, "shorten it");
    }
    for column in &table.columns {
        let id = ObjectId::Column(name.clone(), column.name.clone());
        if column.comment.as_ref().is_some_and(|it| it.chars().count() > 1024) {
            let message = "a comment of a column has at most 1024 characters";
            limits.refuse(id.clone(), Aspect::Comment, message, "shorten it");
        }
        if let Err((message, help)) = type_fits(column) {
            limits.refuse(id.clone(), Aspect::Type, message, help);
        }
        if column.generated.is_some() && column.default.is_some() {
            let message = "a generated column has no default";
            limits.refuse(id, Aspect::Default, message, "leave one of them out");
        }
    }
}

/// Lengths and precisions.
///
/// <https://dev.mysql.com/doc/refman/8.0/en/fixed-point-types.html>,
/// <https://dev.mysql.com/doc/refman/8.0/en/char.html>,
/// <https://dev.mysql.com/doc/refman/8.0/en/fractional-seconds.html>
fn type_fits(column: &Column) -> Result<(), (String, &'static str)> {
    use ColumnType::*;
    let ty = &column.ty;
    let (what, number, range, help) = match ty {
        Char(Some(n)) => ("the length", *n, 0..=255, "use String with a length"),
        Binary(n) => ("the length", *n, 0..=255, "use VarBinary with a length"),
        String(StringLen::N(n)) => {
            let most = 65_535 / bytes_of_character(column);
            ("the length", *n, 0..=most, "use the type Text for long texts")
        }
        Bit(Some(n)) | VarBit(n) => ("the length", *n, 1..=64, "use Binary for more bits"),
        Decimal(Some((precision, scale))) | Money(Some((precision, scale))) => {
            if scale > precision || *scale > 30 {
                let message = format!("the scale of {ty} is at most 30, and at most its precision");
                return Err((message, "raise the precision, or lower the scale"));
            }
            ("the precision", *precision, 0..=65, "lower the precision")
        }
        Time(Some(n)) | DateTime(Some(n)) | Timestamp(Some(n)) | TimestampTz(Some(n)) => {
            ("the number of digits of seconds", *n, 0..=6, "a microsecond is the least it keeps")
        }
        _ => return Ok(()),
    };
    if range.contains(&number) {
        return Ok(());
    }
    Err((format!("{what} of {ty} goes from {} to {}", range.start(), range.end()), help))
}

/// The most bytes that a character of the column takes: four, unless its collation says less.
fn bytes_of_character(column: &Column) -> u32 {
    let Facet::Is(collation) = &column.collation else { return 4 };
    let collation = collation.to_ascii_lowercase();
    match collation.split('_').next().unwrap_or_default() {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "gbk" | "gb2312" | "sjis" | "cp932" | "euckr" => 2,
        // Of MariaDB's short names of collations, uca1400 says nothing about the characters.
        word if word.starts_with("uca") => 4,
        _ => 1,
    }
}

fn indexes(limits: &mut Limits, name: &QualifiedName, table: &Table, target: &Target) {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let prefix = |it: &String| Some(*table.primary_key.as_ref()?.prefixes.get(it)?);
    let key: Vec<IndexPart> = table
        .key_columns()
        .iter()
        .map(|it| IndexPart { prefix: prefix(it), ..IndexPart::column(it) })
        .collect();
    // https://mariadb.com/kb/en/innodb-limitations/
    let most = if target.flavour == Flavour::MariaDb { 32 } else { 16 };
    key_fits(limits, &ObjectId::PrimaryKey(name.clone()), &key, table);
    for index in &table.indexes {
        let id = ObjectId::Index(name.clone(), index.key());
        if let Facet::Is(own) = &index.name {
            let folded = own.to_lowercase();
            if folded == "primary" {
                let message = "`PRIMARY` is the name of the primary key";
                limits.refuse(id.clone(), Aspect::Name, message, "give the index another name");
            } else if seen.insert(folded, ()).is_some() {
                let message = format!("table {name} has two indexes `{own}`");
                limits.refuse(id.clone(), Aspect::Name, message, "give one of them another name");
            }
        }
        let method = index.method.as_deref().unwrap_or("btree").to_ascii_lowercase();
        if matches!(method.as_str(), "btree" | "hash") {
            // MariaDB makes a hash of a unique key that is too long, if it is not Aria's.
            let aria =
                table.options.get("engine").is_some_and(|it| it.eq_ignore_ascii_case("aria"));
            if !(index.unique && target.flavour == Flavour::MariaDb && !aria) {
                key_fits(limits, &id, &index.parts, table);
            }
            if index.parts.len() > most {
                let message = format!("an index has at most {most} columns");
                limits.refuse(id.clone(), Aspect::Whole, message, "leave some of them out");
            }
        } else if index.unique {
            let message = format!("a {method} index is not unique");
            limits.refuse(id.clone(), Aspect::Whole, message, "leave the method out");
        }
        let mut columns = Vec::new();
        for part in &index.parts {
            let IndexKey::Column(column) = &part.key else { continue };
            let folded = column.to_lowercase();
            if columns.contains(&folded) {
                let message = format!("the column `{column}` stands in the index twice");
                limits.refuse(id.clone(), Aspect::Whole, message, "name it once");
            }
            columns.push(folded);
        }
    }
    if table.indexes.len() > 64 {
        let message = format!("the table has {} indexes, and 64 is the most", table.indexes.len());
        limits.refuse(ObjectId::Table(name.clone()), Aspect::Whole, message, "drop some of them");
    }
}

/// A longer key is refused by an engine, or shortened without a word. See
/// <https://mariadb.com/kb/en/myisam-overview/>, <https://mariadb.com/kb/en/aria-storage-engine/>.
fn key_fits(limits: &mut Limits, id: &ObjectId, parts: &[IndexPart], table: &Table) {
    let engine = table.options.get("engine").map(|it| it.to_ascii_lowercase());
    let longest = match engine.as_deref() {
        Some("myisam") => 1000,
        Some("aria") => 2300,
        _ => 3072,
    };
    let bytes: u64 = parts.iter().map(|part| key_bytes(limits, part, table)).sum();
    if bytes > longest {
        let message = format!("the key has up to {bytes} bytes, and {longest} is the most");
        let help = "index shorter columns, or the first characters of them: \
                    columns(column(name, prefix = 100))";
        limits.refuse(id.clone(), Aspect::Whole, message, help);
    }
}

/// The most bytes of a key part, as far as it is certain.
fn key_bytes(limits: &Limits, part: &IndexPart, table: &Table) -> u64 {
    use ColumnType::*;
    let IndexKey::Column(name) = &part.key else { return 0 };
    let Some(column) = limits.column(table, name) else { return 0 };
    let characters = |n: u32| u64::from(part.prefix.unwrap_or(n).min(n));
    match &column.ty {
        Char(n) => characters(n.unwrap_or(1)) * u64::from(bytes_of_character(column)),
        String(StringLen::N(n)) => characters(*n) * u64::from(bytes_of_character(column)),
        String(StringLen::None) => characters(255) * u64::from(bytes_of_character(column)),
        Text => u64::from(part.prefix.unwrap_or(0)) * u64::from(bytes_of_character(column)),
        Binary(n) | VarBinary(StringLen::N(n)) => characters(*n),
        VarBinary(StringLen::None) => characters(255),
        I64 | U64 | F64 => 8,
        I32 | U32 | F32 => 4,
        Uuid => 16,
        _ => 1,
    }
}

/// Foreign keys of a database have names of their own, and so have checks on MySQL.
///
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>,
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html>
fn constraint_names(limits: &mut Limits, target: &Target) {
    let mut keys: BTreeMap<(Option<String>, String), ObjectId> = BTreeMap::new();
    let mut checks = keys.clone();
    let mut taken = Vec::new();
    for (name, table) in &limits.schema.tables {
        for key in &table.foreign_keys {
            let Some(own) = key.name.value() else { continue };
            let id = ObjectId::ForeignKey(name.clone(), key.key());
            if let Some(other) = keys.insert((name.schema.clone(), own.to_lowercase()), id.clone())
            {
                taken.push((id, own, other));
            }
        }
        if target.flavour == Flavour::MariaDb {
            checks.clear();
        }
        for check in &table.checks {
            let Some(own) = check.name.value() else { continue };
            let id = ObjectId::Check(name.clone(), check.key());
            let folded = (name.schema.clone(), own.to_lowercase());
            if let Some(other) = checks.insert(folded, id.clone()) {
                taken.push((id, own, other));
            }
        }
    }
    for (id, own, other) in taken {
        let message = format!("the name `{own}` is taken by {other}");
        limits.refuse(id, Aspect::Name, message, "give one of them another name");
    }
}

/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>
fn foreign_keys(limits: &mut Limits, target: &Target) {
    let schema = limits.schema;
    // MySQL refuses keys to what is only indexed from 8.4 on, MariaDB never does.
    let unique = target.flavour == Flavour::MySql && target.version >= Version::new(8, 4, 0);
    for (name, table) in &schema.tables {
        for key in &table.foreign_keys {
            let sets_null = [key.on_delete, key.on_update].contains(&ReferentialAction::SetNull);
            let required =
                key.columns.iter().filter_map(|it| limits.column(table, it)).find(|it| {
                    let in_key =
                        table.key_columns().iter().any(|key| key.eq_ignore_ascii_case(&it.name));
                    !it.nullable || in_key
                });
            if let Some(column) = required.filter(|_| sets_null) {
                let message = format!("SET NULL, and {} is NOT NULL", column.name);
                let help = "make the column an Option, or use another action";
                let id = ObjectId::ForeignKey(name.clone(), key.key());
                limits.refuse(id, Aspect::Whole, message, help);
            }
        }
    }
    for (name, table) in &schema.tables {
        for key in &table.foreign_keys {
            let taken = (table.indexes.iter())
                .find(|it| !it.name.is_unspecified() && it.key().eq_ignore_ascii_case(&key.key()));
            if let Some(index) = taken.filter(|_| !canonical::is_served(table, &key.columns)) {
                let message = format!(
                    "the server makes an index of that name for {}",
                    ObjectId::ForeignKey(name.clone(), key.key())
                );
                let help = "give it another name, or index the columns of the key as well";
                limits.refuse(
                    ObjectId::Index(name.clone(), index.key()),
                    Aspect::Name,
                    message,
                    help,
                );
            }
        }
    }
    let references: Vec<_> = limits.references().collect();
    for (name, table, key, referred) in references {
        let there = key.referenced_columns.iter().all(|it| limits.column(referred, it).is_some());
        let primary: Vec<String> =
            referred.key_columns().iter().map(|it| it.to_lowercase()).collect();
        let wanted: Vec<String> =
            key.referenced_columns.iter().map(|it| it.to_lowercase()).collect();
        let indexed = primary.starts_with(&wanted)
            || referred.indexes.iter().any(|it| canonical::serves(it, &key.referenced_columns));
        if there && !indexed && !wanted.is_empty() {
            limits.not_unique(name, key);
        } else if unique {
            limits.referenced_is_unique(name, key, referred, |_| true);
        }
        for (own, other) in limits.pairs(key, table, referred) {
            if !similar(&own.ty, &other.ty, schema, target.flavour) {
                let message = format!(
                    "{} is {}, and {}.{}, which it refers to, is {}",
                    own.name, own.ty, key.references, other.name, other.ty
                );
                let help = "give both columns one type, with the same sign";
                let id = ObjectId::ForeignKey(name.clone(), key.key());
                limits.refuse(id, Aspect::Whole, message, help);
            }
        }
    }
}

/// Whether a column of one type can refer to one of the other: numbers are alike in size and
/// sign, texts whatever their lengths. The servers go by how InnoDB stores a type, and it stores
/// most of those that are neither numbers nor texts as bytes.
fn similar(own: &ColumnType, other: &ColumnType, schema: &Schema, flavour: Flavour) -> bool {
    use ColumnType::Year;
    let canonical = |ty| types::canonical(ty, schema).ok();
    let (Some(own), Some(other)) = (canonical(own), canonical(other)) else { return true };
    match (stored(&own, flavour), stored(&other, flavour)) {
        (Stored::Unknown, _) | (_, Stored::Unknown) => true,
        // MySQL tells enums from numbers, but not from years.
        (Stored::Enum, Stored::Number(Year)) | (Stored::Number(Year), Stored::Enum) => true,
        (own, other) => own == other,
    }
}

#[derive(PartialEq)]
enum Stored {
    Number(ColumnType),
    Text,
    Enum,
    Bytes,
    Unknown,
}

fn stored(ty: &ColumnType, flavour: Flavour) -> Stored {
    let maria = flavour == Flavour::MariaDb;
    use ColumnType::*;
    match ty {
        Bool => Stored::Number(I8),
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Date => {
            Stored::Number(ty.clone())
        }
        Year => Stored::Number(if maria { U8 } else { Year }),
        // The position of the value.
        InlineEnum(values) if maria && values.len() < 256 => Stored::Number(U8),
        InlineEnum(_) if maria => Stored::Number(U16),
        InlineEnum(_) => Stored::Enum,
        Char(_) | String(_) => Stored::Text,
        Binary(_) | VarBinary(_) | Decimal(_) | Bit(_) | Time(_) | DateTime(_) | Timestamp(_) => {
            Stored::Bytes
        }
        _ => Stored::Unknown,
    }
}

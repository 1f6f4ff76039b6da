//! Keys, indexes and checks as the server reports them.

use std::collections::BTreeMap;

use crate::dialect::postgres::expression;
use crate::dialect::postgres::names::{clip, clip_qualified};
use crate::schema::*;
use crate::target::{Target, Version};

use super::{Refusals, clip_all, clip_facet, said};

pub fn primary_key(object: ObjectId, key: &PrimaryKey, refusals: &mut Refusals) -> PrimaryKey {
    let PrimaryKey { name, columns, prefixes, include, deferrable, options, by, on: _ } = key;
    if !prefixes.is_empty() {
        let message = "PostgreSQL has no keys over the first characters of a column";
        refusals.add(object, message, Some("make it a unique index over left(c, 10)"));
    }
    PrimaryKey {
        name: clip_facet(name),
        columns: clip_all(columns),
        prefixes: BTreeMap::new(),
        include: clip_all(include),
        deferrable: *deferrable,
        options: options.clone(),
        by: *by,
        on: On::new(),
    }
}

pub fn foreign_key(
    object: ObjectId,
    key: &ForeignKey,
    target: &Target,
    refusals: &mut Refusals,
) -> ForeignKey {
    if !key.on_delete_columns.is_empty() {
        let sets =
            matches!(key.on_delete, ReferentialAction::SetNull | ReferentialAction::SetDefault);
        let own = key.on_delete_columns.iter().all(|it| key.columns.contains(it));
        if !sets || !own {
            let message =
                "columns of ON DELETE are some of the key's own that are set to something";
            refusals.add(object.clone(), message, None);
        }
        if target.version < Version::new(15, 0, 0) {
            let message = format!("PostgreSQL {} sets all columns of a key", target.version);
            refusals.add(object.clone(), message, Some("write `postgres: 15` under dialects"));
        }
    }
    enforced(object, key.not_enforced, target, refusals);
    ForeignKey {
        name: clip_facet(&key.name),
        columns: clip_all(&key.columns),
        references: clip_qualified(&key.references),
        referenced_columns: clip_all(&key.referenced_columns),
        on_delete_columns: clip_all(&key.on_delete_columns),
        // What is not enforced is never valid.
        not_valid: key.not_valid && !key.not_enforced,
        ..key.clone()
    }
}

pub fn check(object: ObjectId, check: &Check, target: &Target, refusals: &mut Refusals) -> Check {
    enforced(object, check.not_enforced, target, refusals);
    Check {
        name: clip_facet(&check.name),
        expression: expression::tidy(&check.expression),
        not_valid: check.not_valid && !check.not_enforced,
        ..check.clone()
    }
}

fn enforced(object: ObjectId, not_enforced: bool, target: &Target, refusals: &mut Refusals) {
    if not_enforced && target.version < Version::new(18, 0, 0) {
        let message = format!("PostgreSQL {} enforces every constraint", target.version);
        refusals.add(object, message, Some("write `postgres: 18` under dialects"));
    }
}

/// An operator class with its parameters in one spelling: `gist_trgm_ops(siglen=32)`.
fn operator_class(text: &str) -> String {
    let Some((name, parameters)) = text.split_once('(') else { return text.trim().to_owned() };
    let parameters = parameters.trim_end().trim_end_matches(')').split(',').map(|it| {
        let (key, value) = it.split_once('=').unwrap_or((it, ""));
        let value = value.trim();
        let bare = value.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
        format!("{}={}", key.trim(), bare.unwrap_or(value))
    });
    format!("{}({})", name.trim(), parameters.collect::<Vec<_>>().join(", "))
}

/// The operator class that an index of a method has for values of a type when none is said, where
/// it is PostgreSQL's own or that of an extension which comes with it. The catalog does not tell
/// whether it was said: <https://www.postgresql.org/docs/current/indexes-opclass.html>.
fn default_class(method: Option<&str>, ty: &ColumnType) -> Option<String> {
    use ColumnType::*;
    let word = match ty {
        Bool => "bool",
        I16 => "int2",
        I32 => "int4",
        I64 => "int8",
        F32 => "float4",
        F64 => "float8",
        Decimal(_) => "numeric",
        Money(_) => "money",
        Char(_) => "bpchar",
        String(_) | Text => "text",
        Blob => "bytea",
        Bit(_) => "bit",
        VarBit(_) => "varbit",
        Date => "date",
        Time(_) => "time",
        DateTime(_) => "timestamp",
        TimestampTz(_) => "timestamptz",
        Interval => "interval",
        JsonBinary => "jsonb",
        Uuid => "uuid",
        Cidr | Inet => "inet",
        MacAddr => "macaddr",
        LTree => "ltree",
        Enum(_) => "enum",
        Array(_) => "array",
        Native(text) if matches!(text.as_str(), "citext" | "tsvector") => text.as_str(),
        _ => return None,
    };
    match (method, word) {
        (None | Some("hash" | "gin" | "spgist"), _) | (Some("gist"), "tsvector") => {
            Some(format!("{word}_ops"))
        }
        // Which one is the default differs between versions.
        (Some("gist"), "inet") => None,
        (Some("gist"), _) => Some(format!("gist_{word}_ops")),
        (Some("brin"), "inet") => Some("inet_inclusion_ops".to_owned()),
        (Some("brin"), _) => Some(format!("{word}_minmax_ops")),
        _ => None,
    }
}

/// Whether a part of an index says the operator class that it has anyway.
fn is_default_class(class: &str, method: Option<&str>, ty: Option<&ColumnType>) -> bool {
    let own = class.strip_prefix("pg_catalog.").unwrap_or(class);
    ty.and_then(|ty| default_class(method, ty)).is_some_and(|it| it == own)
}

/// Whether a part of an index says the collation that its column has.
fn is_own_collation(collation: &str, column: Option<&Column>) -> bool {
    let Some(column) = column else { return false };
    match &column.collation {
        Facet::Is(own) => own == collation,
        // Other types may have another one than the database.
        Facet::Unspecified => {
            collation == "default"
                && matches!(
                    column.ty,
                    ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text
                )
        }
    }
}

pub fn index(
    object: ObjectId,
    index: &Index,
    columns: &[Column],
    target: &Target,
    refusals: &mut Refusals,
) -> Index {
    let method = index.method.as_ref().map(|it| it.to_ascii_lowercase());
    let method = method.filter(|it| it != "btree");
    let parts = index.parts.iter().map(|part| {
        let IndexPart { key, descending, nulls_first, collation, operator_class, prefix } = part;
        if prefix.is_some() {
            let message = "PostgreSQL has no indexes over the first characters of a column";
            refusals.add(object.clone(), message, Some("index an expression such as left(c, 10)"));
        }
        let key = match key {
            IndexKey::Column(name) => IndexKey::Column(clip(name)),
            IndexKey::Expression(text) => IndexKey::Expression(expression::tidy(text)),
        };
        let column = match &key {
            IndexKey::Column(name) => columns.iter().find(|it| it.name == *name),
            IndexKey::Expression(_) => None,
        };
        let ty = column.map(|it| &it.ty);
        let class = operator_class.as_deref().map(self::operator_class);
        IndexPart {
            descending: *descending,
            nulls_first: nulls_first.filter(|first| first != descending),
            collation: collation.clone().filter(|it| !is_own_collation(it, column)),
            operator_class: class.filter(|it| !is_default_class(it, method.as_deref(), ty)),
            prefix: None,
            key,
        }
    });
    let parts: Vec<IndexPart> = parts.collect();
    if index.nulls_not_distinct && target.version < Version::new(15, 0, 0) {
        let message = format!("PostgreSQL {} has no NULLS NOT DISTINCT", target.version);
        refusals.add(object.clone(), message, Some("write `postgres: 15` under dialects"));
    }
    let plain = index.predicate.is_none()
        && method.is_none()
        && parts.iter().all(|part| *part == IndexPart::from(part.key.clone()))
        && parts.iter().all(|part| matches!(part.key, IndexKey::Column(_)));
    let constraint = match index.constraint {
        _ if !index.unique => Facet::Unspecified,
        // SeaORM's `unique` is a constraint that the server names, and `unique_key` an index that
        // SeaORM names.
        Facet::Unspecified => Facet::Is(plain && index.name.is_unspecified()),
        Facet::Is(constraint) => Facet::Is(constraint),
    };
    if constraint == Facet::Is(true) && !plain {
        let message = "a UNIQUE constraint of PostgreSQL has plain columns and no condition";
        refusals.add(object.clone(), message, Some("make it a unique index"));
    }
    if index.deferrable != Deferrable::No && constraint != Facet::Is(true) {
        let message = "PostgreSQL defers UNIQUE constraints, but not indexes";
        refusals.add(object.clone(), message, Some("make it a UNIQUE constraint"));
    }
    Index {
        name: clip_facet(&index.name),
        parts,
        unique: index.unique,
        constraint,
        include: clip_all(&index.include),
        method,
        predicate: index.predicate.as_deref().map(expression::tidy),
        nulls_not_distinct: index.nulls_not_distinct && index.unique,
        comment: said(&index.comment),
        ..index.clone()
    }
}

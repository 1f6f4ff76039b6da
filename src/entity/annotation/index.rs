//! `index(columns(...), ...)` and `unique(columns(...), ...)`, an index and a UNIQUE constraint.
//!
//! `columns` holds columns by their names, each with what is special about it, and expressions:
//!
//! ```text
//! index(columns(shop_id, created_at(desc, nulls = "last"), title(prefix = 100)))
//! index(columns("created_at DESC", "lower(email)"), name = "users_email")
//! index(columns(expr("lower(email)", opclass = "text_pattern_ops")), name = "users_email")
//! ```
//!
//! Beside them stand `name`, `unique`, `constraint`, `where`, `include(...)`, `method`,
//! `nulls_not_distinct`, `deferrable`, `options(...)` and `comment`.

use super::reader::{self, List, Read, Wrong, text};
use super::{column, columns, find_column};
use crate::entity::ast::*;
use crate::entity::sql::without_parentheses;
use crate::entity::table::Build;
use crate::schema::*;

const KNOWN: &[&str] = &[
    "columns",
    "name",
    "unique",
    "constraint",
    "where",
    "include",
    "method",
    "nulls_not_distinct",
    "deferrable",
    "options",
    "comment",
];

pub fn index(items: &List<'_>, build: &mut Build<'_, '_>, constraint: bool) -> Read<()> {
    let what = if constraint { "a unique constraint" } else { "an index" };
    items.check(what, KNOWN, 0)?;
    let Some(parts) = items.get("columns") else {
        return Err(Wrong::new(items.span, format!("{what} has `columns(...)`")));
    };
    let parts = reader::list(parts)?.items.iter().map(|item| part(item, build));
    let parts: Vec<IndexPart> = parts.collect::<Read<_>>()?;
    if parts.is_empty() {
        return Err(Wrong::new(items.span, format!("{what} has `columns(...)`")));
    }
    let unique = constraint || items.flag("unique")?;
    let constraint = constraint || items.flag("constraint")?;
    if constraint && !unique {
        let message = "only a unique index can be a constraint";
        return Err(Wrong::new(items.span, message).help("add `unique`"));
    }
    let mut index = Index {
        parts,
        unique,
        constraint: if unique { Facet::Is(constraint) } else { Facet::Unspecified },
        include: items.get("include").map(|it| columns(it, build)).transpose()?.unwrap_or_default(),
        method: items.text("method")?.map(|it| it.to_lowercase()),
        predicate: items.text("where")?.map(|it| without_parentheses(&it).to_owned()),
        nulls_not_distinct: items.flag("nulls_not_distinct")?,
        deferrable: reader::deferrable(items.get("deferrable"))?,
        options: items.get("options").map(reader::options).transpose()?.unwrap_or_default(),
        comment: items.text("comment")?,
        ..Index::new::<String>([])
    };
    index.name = match items.text("name")? {
        Some(name) => Facet::Is(name),
        // The database names its constraints itself.
        None if constraint => Facet::Unspecified,
        None => match index.plain_columns() {
            Some(columns) => Facet::Is(format!("idx-{}-{}", build.name.name, columns.join("-"))),
            None => {
                return Err(Wrong::new(items.span, "an index on expressions has a name")
                    .help("add `name = \"...\"`"));
            }
        },
    };
    let key = index.key();
    if let Some(name) = items.get("name") {
        build.place_part(|table| ObjectId::Index(table, key), Aspect::Name, name.span);
    }
    build.index(index, items.span);
    Ok(())
}

fn part(item: &Meta, build: &Build<'_, '_>) -> Read<IndexPart> {
    match &item.value {
        MetaValue::Flag if item.name != MALFORMED => {
            Ok(IndexPart::column(column(&item.name, item.span, build)?))
        }
        MetaValue::Value(_) if item.name.is_empty() => written(&text(item)?, item.span, build),
        MetaValue::List(inner) => {
            let list = List { items: inner, span: item.span };
            let (key, items) = match inner.split_first() {
                Some((first, rest)) if item.name == "expr" && first.name.is_empty() => {
                    let sql = without_parentheses(&text(first)?).to_owned();
                    (IndexKey::Expression(sql), List { items: rest, ..list })
                }
                _ => (IndexKey::Column(column(&item.name, item.span, build)?), list),
            };
            faceted(IndexPart::from(key), &items)
        }
        _ => Err(Wrong::new(
            item.span,
            "`columns` takes names and strings, such as (name, created_at(desc), \"lower(name)\")",
        )),
    }
}

/// `created_at(desc, nulls = "last", opclass = "...", collation = "...", prefix = 10)`.
fn faceted(part: IndexPart, items: &List<'_>) -> Read<IndexPart> {
    items.check(
        "a column of an index",
        &["asc", "desc", "nulls", "opclass", "collation", "prefix"],
        0,
    )?;
    let descending = items.flag("desc")?;
    if descending && items.flag("asc")? {
        return Err(Wrong::new(items.span, "the order is either `asc` or `desc`"));
    }
    let nulls_first = match items.get("nulls") {
        None => None,
        Some(meta) => match reader::choice(meta)?.to_ascii_lowercase().as_str() {
            "first" => Some(true),
            "last" => Some(false),
            _ => return Err(Wrong::new(meta.span, "`nulls` is \"first\" or \"last\"")),
        },
    };
    let prefix = match items.get("prefix") {
        None => None,
        Some(meta) => match u32::try_from(reader::number(meta)?) {
            Ok(length) if length > 0 => Some(length),
            _ => return Err(Wrong::new(meta.span, "`prefix` is a number of characters")),
        },
    };
    Ok(IndexPart {
        descending,
        // What the direction implies is not said.
        nulls_first: nulls_first.filter(|first| *first != descending),
        operator_class: items.text("opclass")?,
        collation: items.text("collation")?,
        prefix,
        ..part
    })
}

/// A text: a column or an expression, perhaps with an order as SQL has it.
fn written(text: &str, span: Span, build: &Build<'_, '_>) -> Read<IndexPart> {
    if let Some(name) = find_column(text, build) {
        return Ok(IndexPart::column(name));
    }
    let mut rest = text.trim();
    let mut take = |word: &str| {
        let at = rest.len().checked_sub(word.len())?;
        let tail = rest.get(at..)?;
        let before = rest.get(..at)?;
        if !tail.eq_ignore_ascii_case(word) || !before.ends_with(char::is_whitespace) {
            return None;
        }
        rest = before.trim_end();
        Some(())
    };
    let nulls = match (take("first"), take("last")) {
        (Some(()), _) => Some(true),
        (None, Some(())) => Some(false),
        (None, None) => None,
    };
    if nulls.is_some() && take("nulls").is_none() {
        return Err(Wrong::new(span, format!("`{text}` is not understood as a part of an index")));
    }
    let descending = take("desc").is_some();
    if !descending {
        take("asc");
    }
    let key = match find_column(rest, build) {
        Some(name) => IndexKey::Column(name),
        None if rest.chars().all(|c| c.is_alphanumeric() || c == '_') => {
            IndexKey::Column(column(rest, span, build)?)
        }
        None => IndexKey::Expression(without_parentheses(rest).to_owned()),
    };
    let nulls_first = nulls.filter(|first| *first != descending);
    Ok(IndexPart { descending, nulls_first, ..IndexPart::from(key) })
}

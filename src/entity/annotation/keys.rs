//! `foreign_key(...)` and `primary_key(...)`.
//!
//! ```text
//! foreign_key(columns(owner_id), references("auth.users", id), on_delete = "SetNull")
//! foreign_key(columns(shop_id), deferrable = "initially deferred", match = "full")
//! primary_key(name = "orders_pk", include(total), deferrable)
//! ```
//!
//! Without `references` it is the key of a relation that is described further: the entity and
//! SeaORM's relation say where it leads.

use super::reader::{self, List, Read, Wrong};
use super::{column, columns};
use crate::entity::table::Build;
use crate::schema::*;

const OF_FOREIGN_KEY: &[&str] = &[
    "columns",
    "references",
    "name",
    "on_delete",
    "on_update",
    "on_delete_columns",
    "match",
    "deferrable",
    "not_valid",
    "not_enforced",
];

pub fn foreign_key(items: &List<'_>, build: &mut Build<'_, '_>) -> Read<()> {
    items.check("a foreign key", OF_FOREIGN_KEY, 0)?;
    let Some(from) = items.get("columns") else {
        return Err(Wrong::new(items.span, "a foreign key has `columns(...)`"));
    };
    let from = columns(from, build)?;
    if items.get("references").is_none() {
        return described(items, &from, build);
    }
    let mut key = ForeignKey::new(from, QualifiedName::bare(""), Vec::new());
    if let Some(meta) = items.get("references") {
        let mut to = reader::names(meta)?.into_iter();
        let (table, span) = to.next().ok_or_else(|| {
            Wrong::new(meta.span, "`references` is written references(\"table\", columns...)")
        })?;
        key.references = table.parse().map_err(|error: String| Wrong::new(span, error))?;
        key.referenced_columns = to.map(|(name, _)| name).collect();
        if key.columns.is_empty() || key.columns.len() != key.referenced_columns.len() {
            let (own, other) = (key.columns.len(), key.referenced_columns.len());
            return Err(Wrong::new(meta.span, format!("{own} columns refer to {other}")));
        }
    }
    facets(items, &mut key, build)?;
    build.add_foreign_key(key, items.span);
    Ok(())
}

/// Describes the key that a relation makes.
fn described(items: &List<'_>, from: &[String], build: &mut Build<'_, '_>) -> Read<()> {
    let mut found = build.table.foreign_keys.iter().filter(|it| it.columns == from);
    let (Some(key), None) = (found.next(), found.next()) else {
        let message = format!("there is no one relation with a key of ({})", from.join(", "));
        let help = "add `references(\"table\", columns...)`, or name the columns as the relation \
                    has them";
        return Err(Wrong::new(items.span, message).help(help));
    };
    let before = key.key();
    let mut key = key.clone();
    facets(items, &mut key, build)?;
    let after = key.key();
    let same = |it: &&mut ForeignKey| it.key() == before;
    if let Some(place) = build.table.foreign_keys.iter_mut().find(same) {
        *place = key;
    }
    build.place(|table| ObjectId::ForeignKey(table, after), items.span);
    Ok(())
}

fn facets(items: &List<'_>, key: &mut ForeignKey, build: &Build<'_, '_>) -> Read<()> {
    if let Some(name) = items.text("name")? {
        key.name = Facet::Is(name);
    }
    for (name, slot) in [("on_delete", &mut key.on_delete), ("on_update", &mut key.on_update)] {
        if let Some(meta) = items.get(name) {
            let said = reader::choice(meta)?;
            let found = crate::entity::facts::action(&said)
                .or_else(|error| ReferentialAction::from_sql(&said).ok_or(error));
            *slot = found.map_err(|error| Wrong::new(meta.span, error))?;
        }
    }
    if let Some(meta) = items.get("on_delete_columns") {
        key.on_delete_columns = columns(meta, build)?;
        if let Some(other) = key.on_delete_columns.iter().find(|it| !key.columns.contains(it)) {
            return Err(Wrong::new(meta.span, format!("`{other}` is no column of the key")));
        }
    }
    if let Some(meta) = items.get("match") {
        key.match_full = match reader::choice(meta)?.to_ascii_lowercase().as_str() {
            "full" => true,
            "simple" => false,
            _ => return Err(Wrong::new(meta.span, "`match` is \"full\" or \"simple\"")),
        };
    }
    if items.get("deferrable").is_some() {
        key.deferrable = reader::deferrable(items.get("deferrable"))?;
    }
    key.not_valid |= items.flag("not_valid")?;
    key.not_enforced |= items.flag("not_enforced")?;
    Ok(())
}

/// What SeaORM's `primary_key` does not say of the key.
pub fn primary_key(items: &List<'_>, build: &mut Build<'_, '_>) -> Read<()> {
    let known = ["name", "include", "deferrable", "prefix", "options"];
    items.check("a primary key", &known, 0)?;
    let Some(mut key) = build.table.primary_key.take() else { return Ok(()) };
    if let Some(name) = items.text("name")? {
        key.name = Facet::Is(name);
    }
    if let Some(meta) = items.get("include") {
        key.include = columns(meta, build)?;
    }
    key.deferrable = reader::deferrable(items.get("deferrable"))?;
    if let Some(meta) = items.get("prefix") {
        for item in reader::list(meta)?.items {
            let name = column(&item.name, item.span, build)?;
            let length = u32::try_from(reader::number(item)?);
            let length = length.map_err(|_| Wrong::new(item.span, "a number of characters"))?;
            key.prefixes.insert(name, length);
        }
    }
    if let Some(meta) = items.get("options") {
        key.options = reader::options(meta)?;
    }
    build.table.primary_key = Some(key);
    Ok(())
}

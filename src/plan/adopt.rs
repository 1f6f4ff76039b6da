//! Takes over what a database has already.

use std::collections::BTreeMap;

use crate::compare::in_terms_of;
use crate::dialect::{Dialect, Reflection, Refusal};
use crate::overlay::overlay;
use crate::schema::*;
use crate::target::Target;

/// The tables of the models that are in a database and not recorded yet, as the database has them:
/// what the models declare is theirs, and all else belongs to scripts.
///
/// An object that is as the models want it is recorded in their terms, so that nothing is left to
/// change; one that is not is recorded as it is, so that the next revision changes it.
///
/// # Errors
///
/// Fails when the database could not hold the models.
pub fn adopt(
    recorded: &Schema,
    models: &Schema,
    live: &Reflection,
    dialect: &dyn Dialect,
    target: &Target,
    wanted: impl Fn(&QualifiedName) -> bool,
) -> Result<Schema, Vec<Refusal>> {
    let (canonical, _) = in_terms_of(models, live, dialect, target)?;
    let found = objects(&live.schema);
    let meant = objects(&canonical);
    let same = |id: &ObjectId| meant.contains_key(id) && meant.get(id) == found.get(id);
    let named = overlay(live.named_from_here(models.clone()), &live.schema);
    // The overlay fills in names and keeps every list as it is.
    let names: BTreeMap<&QualifiedName, &QualifiedName> = models
        .tables
        .keys()
        .map(|name| {
            let own = name.schema == live.own_schema && live.own_schema.is_some();
            let here = named
                .tables
                .keys()
                .find(|it| *it == name || own && it.schema.is_none() && it.name == name.name);
            (name, here.unwrap_or(name))
        })
        .collect();

    let mut adopted = recorded.clone();
    for (name, it) in &models.enums {
        if adopted.enums.contains_key(name) {
            continue;
        }
        if let Some(known) = live.schema.enums.get(name) {
            let it = if same(&ObjectId::Enum(name.clone())) { it } else { known };
            adopted.enums.insert(name.clone(), it.clone());
        } else if !canonical.enums.contains_key(name) {
            // This database has no enum types: they are in its columns.
            adopted.enums.insert(name.clone(), it.clone());
        }
    }
    for (name, model) in models.tables.iter().filter(|(name, _)| wanted(name)) {
        let here = names[name];
        let (Some(known), Some(said)) = (live.schema.tables.get(here), named.tables.get(here))
        else {
            continue;
        };
        if adopted.tables.contains_key(name) {
            continue;
        }
        let kept = |id: ObjectId, own: bool| match (same(&id), own) {
            (true, _) => Kept::AsDeclared,
            (false, true) => Kept::AsFound(Owner::Model),
            (false, false) => Kept::AsFound(Owner::Script),
        };
        let mut table = Table {
            options: known.options.clone(),
            comment: if same(&ObjectId::Table(here.clone())) {
                model.comment.clone()
            } else {
                known.comment.clone()
            },
            ..Table::default()
        };
        for it in &known.columns {
            let id = ObjectId::Column(here.clone(), it.name.clone());
            let own = model.column(&it.name);
            table.columns.extend(take(kept(id, own.is_some()), own, it, |it, by| it.by = by));
        }
        if let Some(it) = &known.primary_key {
            let own = model.primary_key.as_ref();
            let kept = kept(ObjectId::PrimaryKey(here.clone()), own.is_some());
            table.primary_key = take(kept, own, it, |it, by| it.by = by);
        }
        macro_rules! adopt {
            ($list:ident, $ty:ident) => {
                for it in &known.$list {
                    let at = said.$list.iter().position(|other| other.key() == it.key());
                    let own = at.map(|at| &model.$list[at]);
                    let kept = kept(ObjectId::$ty(here.clone(), it.key()), own.is_some());
                    table.$list.extend(take(kept, own, it, |it, by| it.by = by));
                }
            };
        }
        adopt!(indexes, Index);
        adopt!(foreign_keys, ForeignKey);
        adopt!(checks, Check);
        adopted.tables.insert(name.clone(), table);
    }
    Ok(adopted)
}

/// In whose terms an object is recorded.
enum Kept {
    AsDeclared,
    AsFound(Owner),
}

/// The object to record; none when the database made it by itself for one that is declared.
fn take<T: Clone>(kept: Kept, own: Option<&T>, found: &T, by: impl Fn(&mut T, Owner)) -> Option<T> {
    match kept {
        Kept::AsDeclared => own.cloned(),
        Kept::AsFound(owner) => {
            let mut it = found.clone();
            by(&mut it, owner);
            Some(it)
        }
    }
}

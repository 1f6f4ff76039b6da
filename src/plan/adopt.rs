//! Takes over what a database has already.

use crate::compare::{Terms, as_found, in_terms_of};
use crate::dialect::{Asked, Dialect, Reflection, Refusal, Settled};
use crate::overlay::overlay;
use crate::schema::{said_of_column, *};
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
    settled: &Settled,
    dialect: &dyn Dialect,
    target: &Target,
    wanted: impl Fn(&QualifiedName) -> bool,
) -> Result<(Schema, Vec<Asked>), Vec<Refusal>> {
    let (models, mut asked) = as_found(models, recorded, live, settled, dialect, target)?;
    let models = &models;
    let Terms { schema: canonical, asked: more, .. } =
        in_terms_of(models, live, settled, dialect, target)?;
    asked.extend(more);
    let found = objects(&live.schema);
    let meant = objects(&canonical);
    let same = |id: &ObjectId| meant.contains_key(id) && meant.get(id) == found.get(id);
    // The overlay fills in names and keeps every list as it is.
    let named = overlay(live.named_from_here(models.clone()).within(target), &live.schema);

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
        let here = live.named_here(name);
        let (Some(known), Some(said), Some(meant)) =
            (live.schema.tables.get(&here), named.tables.get(&here), canonical.tables.get(&here))
        else {
            continue;
        };
        let new = !adopted.tables.contains_key(name);
        let table = adopted.tables.entry(name.clone()).or_default();
        if new {
            table.comment_on.clone_from(&model.comment_on);
            table.comment.clone_from(match same(&ObjectId::Table(here.clone())) {
                true => &model.comment,
                false => &known.comment,
            });
        }
        // Of a table that is recorded already, what models have come to declare is adopted, and
        // nothing else.
        let owner = |own: bool| match (own, new) {
            (true, _) => Some(Owner::Model),
            (false, true) => Some(Owner::Script),
            (false, false) => None,
        };
        for it in &known.columns {
            let own = model.column(&it.name);
            let Some(by) = owner(own.is_some()) else { continue };
            if table.column(&it.name).is_some() {
                continue;
            }
            let here = match (own, meant.column(&it.name)) {
                (Some(own), Some(meant)) => as_it_is(own, meant, it),
                // The overlay finds it again, and no entity that takes the column over says it.
                _ => Column { collation: Facet::Unspecified, ..it.clone() },
            };
            table.columns.push(Column { by, ..here });
        }
        let keep = |id: ObjectId, own: bool| match (same(&id), owner(own)) {
            (true, Some(_)) => Some(Kept::AsDeclared),
            (false, Some(by)) => Some(Kept::AsFound(by)),
            (_, None) => None,
        };
        if let Some(it) = known.primary_key.as_ref().filter(|_| table.primary_key.is_none()) {
            let own = model.primary_key.as_ref();
            let kept = keep(ObjectId::PrimaryKey(here.clone()), own.is_some());
            table.primary_key = kept.and_then(|kept| take(kept, own, it, |it, by| it.by = by));
        }
        macro_rules! adopt {
            ($list:ident, $ty:ident) => {
                for it in &known.$list {
                    let at = said.$list.iter().position(|other| other.key() == it.key());
                    let own = at.map(|at| &model.$list[at]);
                    let key = own.map_or_else(|| it.key(), |own| own.key());
                    if table.$list.iter().any(|other| other.key() == key) {
                        continue;
                    }
                    let kept = keep(ObjectId::$ty(here.clone(), it.key()), own.is_some());
                    let taken = kept.and_then(|kept| take(kept, own, it, |it, by| it.by = by));
                    table.$list.extend(taken);
                }
            };
        }
        adopt!(indexes, Index);
        adopt!(foreign_keys, ForeignKey);
        adopt!(checks, Check);
    }
    Ok((adopted, asked))
}

/// What the model says of a column, but where the database has something else: that is recorded as
/// it is, for the next revision to change.
fn as_it_is(model: &Column, meant: &Column, found: &Column) -> Column {
    let mut recorded = model.clone();
    macro_rules! contradicted {
        ($($field:ident),*) => {$(
            if meant.$field != found.$field {
                recorded.$field.clone_from(&found.$field);
                for here in recorded.on.values_mut() {
                    here.$field.clone_from(&found.$field);
                }
            }
        )*};
    }
    said_of_column!(contradicted);
    recorded
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

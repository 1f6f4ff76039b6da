//! A recorded or declared schema beside a live one.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Alignment, Uncompared, align};
use crate::dialect::{Asked, Dialect, Reflection, Refusal, Settled};
use crate::ops::{self, Operation, Renames};
use crate::overlay::{self, overlay};
use crate::schema::*;
use crate::target::Target;
use crate::three_way::unowned;

/// How a live database differs from what is expected of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// From what is expected to what is there.
    pub drift: Vec<Operation>,
    /// What is there and was never declared, as additions to what is expected.
    pub unmanaged: Vec<Operation>,
    /// Expressions of which only the server could say whether they mean the same.
    pub uncompared: Vec<Uncompared>,
}

/// Compares on the server's own terms, as far as `settled` tells what expressions mean; what it has
/// to be asked beside them comes too.
///
/// # Errors
///
/// Fails when the server cannot hold what is expected.
pub fn compare(
    expected: &Schema,
    live: &Reflection,
    settled: &Settled,
    dialect: &dyn Dialect,
    target: &Target,
) -> Result<(Comparison, Vec<Asked>), Vec<Refusal>> {
    let Terms { schema, asked, uncompared } =
        in_terms_of(expected, live, settled, dialect, target)?;
    let managed = restrict(&live.schema, &[&schema]);
    let difference = |a: &Schema, b: &Schema| ops::diff(a, b, &Renames::default());
    // Without renames there is nothing that could not fit.
    let comparison = Comparison {
        drift: difference(&schema, &managed).unwrap_or_default(),
        unmanaged: difference(&managed, &live.schema).unwrap_or_default(),
        uncompared,
    };
    Ok((comparison, asked))
}

/// A schema as a server would report it.
#[derive(Clone, Debug)]
pub struct Terms {
    pub schema: Schema,
    /// What the server has to be asked to tell whether expressions mean the same.
    pub asked: Vec<Asked>,
    /// Expressions that are not known to mean the same or something else.
    pub uncompared: Vec<Uncompared>,
}

/// A schema as this server would report it, with what it leaves unsaid as the server has it.
///
/// # Errors
///
/// Fails when the server cannot hold it.
pub fn in_terms_of(
    schema: &Schema,
    live: &Reflection,
    settled: &Settled,
    dialect: &dyn Dialect,
    target: &Target,
) -> Result<Terms, Vec<Refusal>> {
    let here = live.named_from_here(schema.clone()).within(target);
    let mut said = unowned(overlay(here, &live.schema));
    let mut schema = dialect.canonical(&said, target)?;
    let beside = stand_beside(&mut said, &schema, &live.schema);
    if !beside.is_empty() {
        schema = dialect.canonical(&said, target)?;
        for (name, keys) in beside {
            if let Some(table) = schema.tables.get_mut(&name) {
                table.indexes.retain(|it| !keys.contains(&it.key()));
            }
        }
    }
    let Alignment { asked, uncompared } = align(&mut schema, &live.schema, dialect, settled);
    Ok(Terms { schema, asked, uncompared })
}

/// Puts the indexes that only the database has beside those that are said, and returns their names,
/// where something that is said has no index there.
///
/// MySQL makes no index of its own for a foreign key that another index serves, and drops the one
/// that it made before:
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>.
fn stand_beside(
    said: &mut Schema,
    canonical: &Schema,
    live: &Schema,
) -> BTreeMap<QualifiedName, BTreeSet<String>> {
    let mut beside = BTreeMap::new();
    for (name, table) in said.tables.iter_mut().filter(|(_, it)| !it.foreign_keys.is_empty()) {
        let (Some(meant), Some(known)) = (canonical.tables.get(name), live.tables.get(name)) else {
            continue;
        };
        let keys = |table: &Table| table.indexes.iter().map(Index::key).collect::<BTreeSet<_>>();
        let (meant, found) = (keys(meant), keys(known));
        if meant.is_subset(&found) {
            continue;
        }
        let extra = |it: &&Index| it.constraint != Facet::Is(true) && !meant.contains(&it.key());
        table.indexes.extend(known.indexes.iter().filter(extra).cloned());
        beside.insert(name.clone(), &found - &meant);
    }
    beside
}

/// The models with what they leave unsaid as a database has it, in so far as that was made without
/// them: the revisions know nothing of it. What the server has to be asked for it comes too.
///
/// # Errors
///
/// Fails when the server cannot hold what is declared.
pub fn as_found(
    models: &Schema,
    recorded: &Schema,
    live: &Reflection,
    settled: &Settled,
    dialect: &dyn Dialect,
    target: &Target,
) -> Result<(Schema, Vec<Asked>), Vec<Refusal>> {
    let known = objects(recorded);
    let open = |id: &ObjectId| !known.contains_key(id);
    // Names come first: those that models do not mean might be none that the server takes.
    let models = overlay::found_keys(models.clone(), live, target.dialect, open);
    let Terms { schema: meant, asked, .. } = in_terms_of(&models, live, settled, dialect, target)?;
    let models = overlay::found_columns(models, &meant, live, dialect, target.dialect, open);
    Ok((models, asked))
}

/// Snapshot, database and models in the same terms.
#[derive(Clone, Debug)]
pub struct Common {
    pub snapshot: Terms,
    pub database: Schema,
    pub models: Terms,
}

/// Snapshot, database and models in the same terms, under the new names of what is renamed.
///
/// # Errors
///
/// Fails when the server cannot hold what is recorded or declared.
pub fn in_common_terms(
    snapshot: &Schema,
    models: &Schema,
    renames: &Renames,
    live: &Reflection,
    settled: &Settled,
    dialect: &dyn Dialect,
    target: &Target,
) -> Result<Common, Vec<Refusal>> {
    // Values belong to their type, and are judged as what changed of it.
    let mut renames = renames_from_here(renames, live);
    renames.values.clear();
    let operations = renames.operations();
    let renamed = |schema: &Schema| {
        let mut schema = schema.clone();
        for operation in &operations {
            // What this side does not have, it cannot have renamed.
            let _ = ops::apply(operation, &mut schema);
        }
        schema
    };
    let snapshot = renamed(&live.named_from_here(snapshot.clone()));
    let live = Reflection { schema: renamed(&live.schema), ..live.clone() };
    let terms = |schema: &Schema| in_terms_of(schema, &live, settled, dialect, target);
    let (snapshot, models) = (terms(&snapshot)?, terms(models)?);
    Ok(Common { snapshot, database: live.schema, models })
}

/// Renames under the names that the tables have on this connection.
pub fn renames_from_here(renames: &Renames, live: &Reflection) -> Renames {
    let mut renames = renames.clone();
    let pairs = renames.tables.iter_mut().chain(&mut renames.enums);
    let tables = renames.columns.iter_mut().chain(&mut renames.values).map(|(name, ..)| name);
    for name in pairs.flat_map(|(old, new)| [old, new]).chain(tables) {
        name.schema.take_if(|it| live.own_schema.as_ref() == Some(it));
    }
    renames
}

/// A live schema without the objects that none of the known schemas has.
pub fn restrict(live: &Schema, known: &[&Schema]) -> Schema {
    fn keys<'a, T: 'a>(
        members: impl Iterator<Item = &'a T>,
        key: impl Fn(&T) -> String,
    ) -> BTreeSet<String> {
        members.map(key).collect()
    }
    let mut schema = live.clone();
    schema.enums.retain(|name, _| known.iter().any(|it| it.enums.contains_key(name)));
    schema.tables.retain(|name, table| {
        let known: Vec<&Table> = known.iter().filter_map(|it| it.tables.get(name)).collect();
        let indexes = keys(known.iter().flat_map(|it| &it.indexes), Index::key);
        let foreign_keys = keys(known.iter().flat_map(|it| &it.foreign_keys), ForeignKey::key);
        let checks = keys(known.iter().flat_map(|it| &it.checks), Check::key);
        table.columns.retain(|it| known.iter().any(|known| known.column(&it.name).is_some()));
        table.primary_key.take_if(|_| known.iter().all(|it| it.primary_key.is_none()));
        table.indexes.retain(|it| indexes.contains(&it.key()));
        table.foreign_keys.retain(|it| foreign_keys.contains(&it.key()));
        table.checks.retain(|it| checks.contains(&it.key()));
        !known.is_empty()
    });
    schema
}

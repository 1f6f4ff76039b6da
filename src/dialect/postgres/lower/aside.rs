//! What steps aside for a change and comes back. Nobody may come between, so that all of it is one
//! transaction; what else a script changes has its own before and after it.

use std::collections::BTreeSet;

use crate::dialect::{Action, HazardKind, Statement};
use crate::ops::{self, Touches};
use crate::schema::*;

use super::{Lowering, Phase, expression, online, tables};
use crate::dialect::postgres::options::unlogged;

/// What actions say that belong to the transaction though they are of no table.
pub const TOGETHER: &str = "aside";

/// Lets the tables stand still that cannot have steps of their own beside those that do.
pub fn spread(it: &mut Lowering) {
    let changes: Vec<Names> = it
        .before
        .tables
        .keys()
        .chain(it.after.tables.keys())
        .map(|table| Names::of(it, table))
        .collect();
    loop {
        let within = |table: &QualifiedName| it.still.contains(table);
        let next = changes.iter().find(|one| {
            let still = || changes.iter().filter(|it| within(it.table));
            !within(one.table)
                && (still().any(|other| one.meets(other))
                    || still().any(|other| is_filled_from(it, one.table, other.table))
                    || moves_with(it, one.table))
        });
        let Some(Names { table, .. }) = next else { return };
        it.still.insert((*table).clone());
    }
}

/// The names that a table gives up and takes, for itself and for its keys and indexes.
struct Names<'a> {
    table: &'a QualifiedName,
    going: BTreeSet<QualifiedName>,
    coming: BTreeSet<QualifiedName>,
}

impl<'a> Names<'a> {
    fn of(it: &Lowering, table: &'a QualifiedName) -> Self {
        let names = |schema: &Schema| {
            schema.tables.get(table).map(|own| tables::relations(table, own)).unwrap_or_default()
        };
        let (was, is) = (names(it.before), names(it.after));
        Self { table, going: &was - &is, coming: &is - &was }
    }

    fn meets(&self, other: &Self) -> bool {
        !self.going.is_disjoint(&other.coming) || !self.coming.is_disjoint(&other.going)
    }
}

/// Whether rows of one of two tables get values that are read from the other.
fn is_filled_from(it: &Lowering, one: &QualifiedName, other: &QualifiedName) -> bool {
    it.fills.iter().any(|((table, _), fill)| {
        table == one && expression::mentions(fill, &other.name)
            || table == other && expression::mentions(fill, &one.name)
    })
}

/// Whether a table begins or ceases to be logged while a key of it, or to it, stands still: no logged
/// table refers to one that is not.
fn moves_with(it: &Lowering, name: &QualifiedName) -> bool {
    let (Some(before), Some(after)) = (it.before.tables.get(name), it.after.tables.get(name))
    else {
        return false;
    };
    let still = |schema: &Schema| {
        schema.tables.iter().any(|(table, own)| {
            let to =
                |other: &QualifiedName| own.foreign_keys.iter().any(|it| it.references == *other);
            it.still.contains(table) && to(name)
                || table == name
                    && own.foreign_keys.iter().any(|key| it.still.contains(&key.references))
        })
    };
    unlogged(&before.options) != unlogged(&after.options) && (still(it.before) || still(it.after))
}

/// Makes one action of those that belong to the transaction.
///
/// # Errors
///
/// Returns a table that has to stand still as well: something of it can come neither before the
/// transaction nor after it.
pub fn gather(it: &Lowering, actions: Vec<Action>) -> Result<Vec<Action>, QualifiedName> {
    let belongs = |action: &Action| {
        let touched = action.touches.provides.iter().chain(&action.touches.destroys);
        let own = touched.filter_map(ObjectId::table).any(|table| it.still.contains(table));
        !action.alone && (own || action.together.is_some())
    };
    let numbered = actions.into_iter().enumerate();
    let (mut members, mut others): (Vec<_>, Vec<_>) = numbered.partition(|(_, it)| belongs(it));
    if members.is_empty() {
        return Ok(others.into_iter().map(|it| it.1).collect());
    }
    loop {
        let whole = together(members.iter().map(|(_, it)| &it.touches));
        let touches: Vec<&Touches> =
            std::iter::once(&whole).chain(others.iter().map(|(_, it)| &it.touches)).collect();
        let mut between: Vec<usize> = ops::in_circle_with(0, &touches);
        between.retain(|at| {
            let (_, action) = &others[at - 1];
            !action.alone || !online::locked(it, action).is_subset(&it.still)
        });
        // From behind, so that the places of those before it stay as they are.
        let Some(at) = between.last().map(|at| at - 1) else { break };
        let (_, action) = &others[at];
        let free = online::locked(it, action).into_iter().find(|table| !it.still.contains(table));
        match free.filter(|_| action.alone) {
            Some(table) => return Err(table),
            None => members.push(others.remove(at)),
        }
    }
    members.sort_by_key(|(at, _)| *at);
    let members = members.into_iter().map(|it| it.1).collect();
    let mut members = ops::order(members, |it: &Action| (it.phase, &it.touches));
    tell(it, &mut members);
    let whole = Action {
        // What is renamed has its new name by then, and all else speaks of what is there after it.
        phase: Phase::DropForeignKeys as u8,
        touches: together(members.iter().map(|it| &it.touches)),
        statements: members.into_iter().flat_map(|it| it.statements).collect(),
        together: Some(TOGETHER.to_owned()),
        ..Action::default()
    };
    Ok(std::iter::once(whole).chain(others.into_iter().map(|it| it.1)).collect())
}

fn together<'a>(all: impl Iterator<Item = &'a Touches>) -> Touches {
    let mut whole = Touches::default();
    for it in all.cloned() {
        whole.provides.extend(it.provides);
        whole.requires.extend(it.requires);
        whole.releases.extend(it.releases);
        whole.destroys.extend(it.destroys);
    }
    whole
}

/// Whether readers and writers go on beside an `ALTER TABLE`
/// (<https://www.postgresql.org/docs/current/explicit-locking.html>).
pub fn is_light(sql: &str) -> bool {
    let sql = sql.to_uppercase();
    ["SET (", "RESET (", " STATISTICS ", " CLUSTER ON "].iter().any(|it| sql.contains(it))
}

/// Says of a table that nothing works on that it stays locked while others are worked on, and of one
/// that a new table refers to that it is locked at all.
fn tell(it: &Lowering, members: &mut [Action]) {
    let blocks = |it: &Statement| it.hazards.iter().any(|it| it.kind == HazardKind::Blocks);
    let own = |action: &Action| -> Vec<QualifiedName> {
        let touched = action.touches.provides.iter().chain(&action.touches.destroys);
        touched.filter_map(ObjectId::table).cloned().collect()
    };
    let mut told: BTreeSet<QualifiedName> =
        members.iter().filter(|it| it.statements.iter().any(blocks)).flat_map(own).collect();
    let works = |action: &Action| action.statements.iter().any(online::works);
    let last = members.iter().rposition(works).unwrap_or(0);
    for (at, member) in members.iter_mut().enumerate() {
        let new = !own(member).iter().any(|table| online::shared(it, table));
        let tables =
            online::locked(it, member).into_iter().filter(|table| online::shared(it, table));
        let locks = |it: &&mut Statement| {
            it.sql.starts_with("CREATE TABLE ")
                || it.sql.starts_with("ALTER TABLE ") && !is_light(&it.sql)
        };
        let Some(first) = member.statements.iter_mut().find(locks) else { continue };
        for table in tables {
            let what = match new {
                true => "writes to",
                false if at < last && told.insert(table.clone()) => "reads and writes of",
                false => continue,
            };
            *first = online::to_the_end(std::mem::take(first), &table, what);
        }
    }
}

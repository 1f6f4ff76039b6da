//! Changes of tables that are in use. What takes long runs beside readers and writers, and what
//! needs a strong lock holds it for a moment, in a step of its own: together they would hold the
//! first one's lock until the last one's end.
//!
//! What each statement locks: <https://www.postgresql.org/docs/current/explicit-locking.html>.

use std::collections::BTreeSet;

use crate::dialect::postgres::options::REPLICA_IDENTITY;
use crate::dialect::{Action, Hazard, HazardKind, Statement, value_hazards};
use crate::ops::Touches;
use crate::schema::*;

use super::{
    Lowering, PARTITION_BY, Phase, action, casts, drop_constraint, members, names, options, render,
    tables,
};

/// The directive above an update of all rows, which the runner does in batches.
const BATCH: &str = "batch";

/// Whether objects of the table can come and go while others use it: it does not stand still, and
/// is not partitioned, where indexes are built and keys are validated with each partition.
pub fn in_use(it: &Lowering, table: &QualifiedName) -> bool {
    let plain = |it: &Table| !it.options.contains_key(PARTITION_BY);
    shared(it, table) && !it.still.contains(table) && it.before.tables.get(table).is_some_and(plain)
}

/// Whether others use the table, so that no lock of it may last for as long as work on another one.
pub fn shared(it: &Lowering, table: &QualifiedName) -> bool {
    it.online && it.before.tables.contains_key(table)
}

/// Outside of any transaction, each statement by itself.
fn alone(phase: Phase, touches: Touches, statement: Statement) -> Action {
    Action { alone: true, ..action(phase, touches, vec![statement]) }
}

/// The steps that add a key, an index or a check, where one statement would keep others waiting.
pub fn create(
    it: &Lowering,
    table: &QualifiedName,
    object: &Object,
    touches: &Touches,
) -> Option<Vec<Action>> {
    if !in_use(it, table) {
        return None;
    }
    let own = || touches.clone();
    let add =
        |what: &str| Statement::new(format!("ALTER TABLE {} ADD {what}", render::qualified(table)));
    let build = |index: &Index| {
        let sql = render::create_index(table, index, true);
        let statement = members::or_fail(Statement::new(sql), members::may_fail(table, object));
        alone(Phase::Indexes, own(), statement)
    };
    let using = |index: &Index, key: &str, deferrable: Deferrable| {
        let name = render::quote(&index.key());
        let when = render::deferrable(deferrable);
        let take = add(&format!("CONSTRAINT {name} {key} USING INDEX {name}{when}"));
        vec![build(index), action(Phase::Indexes, own(), vec![take])]
    };
    let checked = |phase: Phase, unchecked: &str| {
        let add = action(phase, own(), vec![add(unchecked)]);
        vec![add, validate(it, phase, table, object, own())]
    };
    let comment_on = |index: &Index| {
        let comment = index.comment.as_ref().map(|_| options::comment(table, index));
        comment.map(|it| action(Phase::Indexes, own(), vec![it]))
    };
    Some(match object {
        Object::Index(index) if !render::is_constraint(index) => {
            [build(index)].into_iter().chain(comment_on(index)).collect()
        }
        Object::Index(index) => {
            let plain = Index { deferrable: Deferrable::No, ..(*index).clone() };
            let mut steps = using(&plain, "UNIQUE", index.deferrable);
            steps.extend(comment_on(index));
            steps
        }
        Object::PrimaryKey(key) => using(&index_of(key), "PRIMARY KEY", key.deferrable),
        Object::Check(check) if !check.not_valid && !check.not_enforced => {
            let unchecked = Check { not_valid: true, ..(*check).clone() };
            checked(Phase::Indexes, &render::check(&unchecked))
        }
        Object::ForeignKey(key) if !key.not_valid && !key.not_enforced => {
            let unchecked = ForeignKey { not_valid: true, ..(*key).clone() };
            checked(Phase::ForeignKeys, &render::foreign_key(&unchecked))
        }
        Object::Check(_) | Object::ForeignKey(_) => return None,
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => return None,
    })
}

/// The index of a primary key.
fn index_of(key: &PrimaryKey) -> Index {
    Index {
        name: key.name.clone(),
        unique: true,
        include: key.include.clone(),
        options: key.options.clone(),
        ..Index::new(key.columns.clone())
    }
}

/// The steps that put a key or an index in the place of another one under its name: queries have
/// the old one until the new one is built, and rows differ as they have to at any time.
pub fn replace(
    it: &Lowering,
    id: &ObjectId,
    (before, after): (&Object, &Object),
    requires: BTreeSet<ObjectId>,
) -> Option<Vec<Action>> {
    let table = id.table().filter(|table| in_use(it, table))?;
    let own = it.after.tables.get(table)?;
    let old = it.before.tables.get(table)?;
    let kept = |id: &ObjectId| match id {
        ObjectId::Column(_, name) => old.column(name).zip(own.column(name)).is_some_and(|it| {
            let (was, is) = it;
            // The old one stands while its columns change: not every type has what it needs, and
            // rounded values could be equal under it.
            let stands =
                !casts::rewrites(&was.ty, &is.ty) || was.ty.is_integer() && is.ty.is_integer();
            // No column of a primary key takes nulls before the key goes.
            stands && (!is.nullable || !matches!(before, Object::PrimaryKey(_)))
        }),
        _ => true,
    };
    // A column that goes takes the old one along.
    if !members::rests_on(it.before, table, before).iter().all(kept) {
        return None;
    }
    let (index, kind, deferrable) = match (before, after) {
        (Object::PrimaryKey(_), Object::PrimaryKey(key)) => {
            (index_of(key), Some("PRIMARY KEY"), key.deferrable)
        }
        (Object::Index(old), Object::Index(new)) => {
            match (render::is_constraint(old), render::is_constraint(new)) {
                (true, true) => {
                    let plain = Index { deferrable: Deferrable::No, ..(*new).clone() };
                    (plain, Some("UNIQUE"), new.deferrable)
                }
                (false, false) => ((*new).clone(), None, Deferrable::No),
                (true, false) | (false, true) => return None,
            }
        }
        _ => return None,
    };
    let (old, new) = (members::name_of(before), members::name_of(after));
    let between = match old == new {
        true => names::clip(&format!("autogen_new_{new}")),
        false => new.clone(),
    };
    let build = Index { name: Facet::Is(between.clone()), ..index.clone() };
    let sql = render::create_index(table, &build, true);
    let build = members::or_fail(Statement::new(sql), members::may_fail(table, after));
    // The swap needs what was built, of which nobody else knows; keys that rest on the old one go
    // before it, and come after it.
    let aside = ObjectId::Index(table.clone(), format!("{between}, being built"));
    let built = Touches {
        provides: [aside.clone()].into(),
        requires: requires.clone(),
        ..Touches::default()
    };
    let touches = Touches {
        provides: [id.clone()].into(),
        requires: requires.into_iter().chain([aside]).collect(),
        destroys: [id.clone()].into(),
        ..Touches::default()
    };
    let mut steps = vec![alone(Phase::Indexes, built, build)];
    let mut swap = Vec::new();
    // Nobody may change rows of a published table while nothing tells them apart.
    let identifies = index.options.contains_key(REPLICA_IDENTITY);
    let identify = |name: &str| {
        let (table, name) = (render::qualified(table), render::quote(name));
        Statement::new(format!("ALTER TABLE {table} REPLICA IDENTITY USING INDEX {name}"))
    };
    match kind {
        Some(kind) => {
            let (name, between) = (render::quote(&new), render::quote(&between));
            let when = render::deferrable(deferrable);
            let add = format!("ADD CONSTRAINT {name} {kind} USING INDEX {between}{when}");
            swap.push(drop_constraint(table, &old));
            swap.push(Statement::new(format!("ALTER TABLE {} {add}", render::qualified(table))));
            swap.extend(identifies.then(|| identify(&new)));
        }
        None => {
            let built = Touches { requires: touches.requires.clone(), ..Touches::default() };
            let first = identifies.then(|| identify(&between));
            steps.extend(first.map(|it| action(Phase::Indexes, built, vec![it])));
            steps.push(drop_index(
                it,
                Phase::Indexes,
                table,
                &named(&index, &old),
                touches.clone(),
            ));
            if old == new {
                let (from, to) = (table.sibling(between), render::quote(&new));
                let from = render::qualified(&from);
                swap.push(Statement::new(format!("ALTER INDEX {from} RENAME TO {to}")));
            }
        }
    }
    if let Object::Index(index) = after
        && index.comment.is_some()
    {
        swap.push(options::comment(table, index));
    }
    steps.push(action(Phase::Indexes, touches, swap));
    Some(steps)
}

fn named(index: &Index, name: &str) -> Index {
    Index { name: Facet::Is(name.to_owned()), ..index.clone() }
}

pub fn drop_index(
    it: &Lowering,
    phase: Phase,
    table: &QualifiedName,
    index: &Index,
    touches: Touches,
) -> Action {
    let name = render::qualified(&table.sibling(index.key()));
    match in_use(it, table) {
        true => alone(phase, touches, Statement::new(format!("DROP INDEX CONCURRENTLY {name}"))),
        false => {
            let statement = Statement::new(format!("DROP INDEX {name}"));
            let statement = match it.online {
                true => to_the_end(statement, table, "reads and writes of"),
                false => statement,
            };
            action(phase, touches, vec![statement])
        }
    }
}

const TO_THE_END: &str = "until this transaction ends";

pub fn to_the_end(statement: Statement, table: &QualifiedName, what: &str) -> Statement {
    statement.hazard(HazardKind::Blocks, format!("{what} {table} {TO_THE_END}"))
}

/// Whether others wait for as long as a statement works, and not only for its lock.
pub fn works(statement: &Statement) -> bool {
    let works = |it: &Hazard| it.kind == HazardKind::Blocks && !it.text.ends_with(TO_THE_END);
    statement.hazards.iter().any(works)
}

/// Checks the rows that are there, while others read and write.
pub fn validate(
    it: &Lowering,
    phase: Phase,
    table: &QualifiedName,
    object: &Object,
    touches: Touches,
) -> Action {
    let statement = validation(table, &members::name_of(object));
    let statement = members::or_fail(statement, members::may_fail(table, object));
    let action = action(phase, touches, vec![statement]);
    Action { alone: shared(it, table), ..action }
}

fn validation(table: &QualifiedName, name: &str) -> Statement {
    let (table, name) = (render::qualified(table), render::quote(name));
    Statement::new(format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}"))
}

/// The steps that give all rows of a column a value and then keep nulls out: a check that is
/// validated beside readers and writers spares `SET NOT NULL` the scan, from PostgreSQL 12 on
/// (<https://www.postgresql.org/docs/12/release-12.html>). None where one statement has to do.
pub fn fill_and_require(
    it: &Lowering,
    (table, column): (&QualifiedName, &str),
    fill: Option<&str>,
    required: bool,
    touches: &Touches,
) -> Option<Vec<Action>> {
    if !in_use(it, table) {
        return None;
    }
    let (name, quoted) = (render::qualified(table), render::quote(column));
    let own = |statement| action(Phase::Columns, touches.clone(), vec![statement]);
    let update = fill.map(|fill| {
        let sql = format!("UPDATE {name} SET {quoted} = {fill} WHERE {quoted} IS NULL");
        let own = it.before.tables.get(table).map(|own| value_hazards(table, own, column));
        let texts = own.into_iter().flatten();
        // Batches go along the primary key.
        let key = |schema: &'_ Schema| schema.tables.get(table).map(|it| it.key_columns().to_vec());
        let keyed =
            key(it.before).is_some_and(|it| !it.is_empty()) && key(it.before) == key(it.after);
        let directive = keyed.then(|| BATCH.to_owned());
        let batch = Statement { directive, ..Statement::new(sql) };
        let statement = texts.fold(batch, |it, text| it.hazard(HazardKind::MayFail, text));
        alone(Phase::Columns, touches.clone(), statement)
    });
    let mut actions: Vec<Action> = update.clone().into_iter().collect();
    if !required {
        return Some(actions);
    }
    let check = names::clip(&format!("autogen_{column}_not_null"));
    let quoted_check = render::quote(&check);
    let add = format!("ADD CONSTRAINT {quoted_check} CHECK ({quoted} IS NOT NULL) NOT VALID");
    actions.push(own(Statement::new(format!("ALTER TABLE {name} {add}"))));
    // Rows may have come without a value until then.
    actions.extend(update);
    let text = fill.is_none().then(|| format!("a row of {table} has no {column}"));
    let validation = members::or_fail(validation(table, &check), text);
    actions.push(alone(Phase::Columns, touches.clone(), validation));
    let set = format!("ALTER TABLE {name} ALTER COLUMN {quoted} SET NOT NULL");
    let drop = format!("ALTER TABLE {name} DROP CONSTRAINT {quoted_check}");
    let last = vec![Statement::new(set), Statement::new(drop)];
    actions.push(action(Phase::Columns, touches.clone(), last));
    Some(actions)
}

/// Makes steps of actions: those that lock the same tables share a transaction, and those that lock
/// nothing which is in use. Whoever waits for a second table keeps others out of the first one.
pub fn steps(it: &Lowering, actions: &mut [Action]) {
    for action in actions.iter_mut().filter(|it| !it.alone && it.together.is_none()) {
        let tables = locked(it, action).into_iter().filter(|table| shared(it, table));
        let names: BTreeSet<String> = tables.map(|it| it.to_string()).collect();
        let names = Vec::from_iter(names).join(", ");
        action.together = Some(names).filter(|it| !it.is_empty());
    }
}

/// The tables that an action locks.
pub fn locked(it: &Lowering, action: &Action) -> BTreeSet<QualifiedName> {
    let gone = action.touches.destroys.iter().map(|id| (it.before, id));
    let there = action.touches.provides.iter().map(|id| (it.after, id));
    gone.chain(there).flat_map(|(schema, id)| tables::locked_with(schema, id)).collect()
}

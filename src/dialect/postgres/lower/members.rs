//! Keys, indexes and checks: dropped, renamed, validated, altered and created.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{Action, HazardKind, Statement};
use crate::ops::{self, Touches};
use crate::schema::*;

use super::beside::Beside;
use super::moves::{Moves, renamed};
use super::{
    Lowering, Phase, action, drop_constraint, expression, index_reads, online, options, render,
    tables,
};

pub fn lower(it: &Lowering, moves: &Moves, beside: &Beside) -> Vec<Action> {
    let (old, new) = (objects(it.before), objects(it.after));
    let mut actions = Vec::new();
    let mut replaced = BTreeSet::new();
    for id in &moves.drop {
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let may_stay = moves.create.contains(id) && !moves.aside.contains(id);
        let again = new.get(id).filter(|_| may_stay);
        let steps = again.and_then(|again| {
            let requires = rests_on(it.after, table, again);
            // What only the server knows of goes with a constraint.
            let plain = beside.comment(table, &name_of(object)).is_none();
            plain.then(|| online::replace(it, id, (object, again), requires)).flatten()
        });
        if let Some(steps) = steps {
            actions.extend(steps);
            replaced.insert(id);
            continue;
        }
        let phase = match object {
            Object::ForeignKey(_) => Phase::DropForeignKeys,
            _ => Phase::DropConstraints,
        };
        let touches = Touches {
            releases: rests_on(it.before, table, object),
            destroys: [id.clone()].into(),
            ..Touches::default()
        };
        actions.push(match object {
            Object::Index(index) if !render::is_constraint(index) => {
                online::drop_index(it, phase, table, index, touches)
            }
            _ => action(phase, touches, vec![drop_constraint(table, &name_of(object))]),
        });
    }
    // What has a name, by the table and the name: indexes of one schema share theirs.
    let mut known: BTreeMap<(QualifiedName, Option<&QualifiedName>), &ObjectId> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (id, to) in &moves.rename {
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let relation = matches!(object, Object::Index(_) | Object::PrimaryKey(_));
        let owner = (!relation).then_some(table);
        let from = (table.sibling(name_of(object)), owner);
        pairs.push((from.clone(), (table.sibling(to.as_str()), owner)));
        known.insert(from, id);
    }
    for (from, to) in ops::in_turn(&pairs, between) {
        let Some(id) = known.remove(&from) else { continue };
        let (Some(table), Some(object)) = (id.table(), old.get(id)) else { continue };
        let new = render::quote(&to.0.name);
        let sql = match object {
            Object::Index(index) if !render::is_constraint(index) => {
                format!("ALTER INDEX {} RENAME TO {new}", render::qualified(&from.0))
            }
            _ => {
                let (table, from) = (render::qualified(table), render::quote(&from.0.name));
                format!("ALTER TABLE {table} RENAME CONSTRAINT {from} TO {new}")
            }
        };
        known.insert(to, id);
        let last = moves.rename.get(id).map(|to| renamed(id, to.clone()));
        let touches = Touches { provides: last.into_iter().collect(), ..Touches::default() };
        actions.push(action(Phase::RenameConstraints, touches, vec![Statement::new(sql)]));
    }
    for id in &moves.validate {
        let (Some(table), Some(object)) = (id.table(), new.get(id)) else { continue };
        actions.push(online::validate(it, Phase::ForeignKeys, table, object, Touches::default()));
    }
    for id in &moves.alter {
        let (Some(table), Some(before), Some(after)) = (id.table(), old.get(id), new.get(id))
        else {
            continue;
        };
        let statements = match after {
            Object::ForeignKey(key) => {
                let (table, name) = (render::qualified(table), render::quote(&key.key()));
                let when = match key.deferrable {
                    Deferrable::No => " NOT DEFERRABLE",
                    Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
                    said => render::deferrable(said),
                };
                vec![Statement::new(format!("ALTER TABLE {table} ALTER CONSTRAINT {name}{when}"))]
            }
            after => options::alter_index(table, before, after),
        };
        let touches = Touches { provides: [id.clone()].into(), ..Touches::default() };
        actions.push(action(Phase::Indexes, touches, statements));
    }
    for id in moves.create.iter().filter(|id| !replaced.contains(id)) {
        let (Some(table), Some(object)) = (id.table(), new.get(id)) else { continue };
        let Some((phase, sql)) = create(table, object) else { continue };
        let touches = Touches {
            provides: [id.clone()].into(),
            requires: rests_on(it.after, table, object),
            ..Touches::default()
        };
        if let Some(steps) = online::create(it, table, object, &touches) {
            actions.extend(steps);
            continue;
        }
        let mut statement = Statement::new(sql);
        if it.before.tables.contains_key(table) {
            let again = old.get(id) == Some(object);
            let text = may_fail(table, object).filter(|_| !again);
            statement = blocking(or_fail(statement, text), table, object);
        }
        let mut statements = vec![statement];
        if let Object::Index(index) = object
            && index.comment.is_some()
        {
            statements.push(options::comment(table, index));
        }
        let again = moves.drop.contains(id).then(|| old.get(id)).flatten().map(name_of);
        if let Some(text) = again.and_then(|name| beside.comment(table, &name)) {
            let (table, name) = (render::qualified(table), render::quote(&name_of(object)));
            let sql = format!("COMMENT ON CONSTRAINT {name} ON {table} IS {text}");
            statements.push(Statement::new(sql));
        }
        actions.push(action(phase, touches, statements));
    }
    actions
}

/// A name between for what stands in a table, or among the relations of its schema.
fn between<'a>(
    (name, owner): &(QualifiedName, Option<&'a QualifiedName>),
) -> (QualifiedName, Option<&'a QualifiedName>) {
    (name.sibling(ops::between(&name.name)), *owner)
}

pub fn name_of(object: &Object) -> String {
    match object {
        Object::PrimaryKey(key) => key.name.value().cloned().unwrap_or_default(),
        Object::Index(index) => index.key(),
        Object::ForeignKey(key) => key.key(),
        Object::Check(check) => check.key(),
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => String::new(),
    }
}

fn create(table: &QualifiedName, object: &Object) -> Option<(Phase, String)> {
    let add = |what: String| format!("ALTER TABLE {} ADD {what}", render::qualified(table));
    Some(match object {
        Object::PrimaryKey(key) => (Phase::PrimaryKeys, add(render::primary_key(key))),
        Object::Index(index) if render::is_constraint(index) => {
            (Phase::Indexes, add(render::unique_constraint(index)))
        }
        Object::Index(index) => (Phase::Indexes, render::create_index(table, index, false)),
        Object::Check(check) => (Phase::Indexes, add(render::check(check))),
        Object::ForeignKey(key) => (Phase::ForeignKeys, add(render::foreign_key(key))),
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => return None,
    })
}

/// Why an object cannot be added to a table with rows, or be validated there.
pub fn may_fail(table: &QualifiedName, object: &Object) -> Option<String> {
    Some(match object {
        Object::PrimaryKey(key) => {
            format!("two rows of {table} have equal {}", key.columns.join(", "))
        }
        Object::Index(index) if index.unique => {
            let columns = index.plain_columns().map(|it| it.join(", "));
            let what = columns.unwrap_or_else(|| "values".to_owned());
            format!("two rows of {table} have equal {what}")
        }
        Object::Check(check) if !check.not_valid && !check.not_enforced => {
            format!("a row of {table} is not: {}", check.expression)
        }
        Object::ForeignKey(key) if !key.not_valid && !key.not_enforced => {
            format!("a row of {table} refers to no row of {}", key.references)
        }
        _ => return None,
    })
}

pub fn or_fail(statement: Statement, text: Option<String>) -> Statement {
    match text {
        Some(text) => statement.hazard(HazardKind::MayFail, text),
        None => statement,
    }
}

/// What has to wait while an object is added to a table that is in use.
fn blocking(statement: Statement, table: &QualifiedName, object: &Object) -> Statement {
    let text = match object {
        Object::PrimaryKey(_) | Object::Index(_) => {
            format!("writes to {table} while the index is built")
        }
        Object::Check(check) if !check.not_valid && !check.not_enforced => {
            format!("writes to {table} while its rows are checked")
        }
        Object::ForeignKey(key) if !key.not_valid && !key.not_enforced => {
            format!("writes to {table} and {} while rows are checked", key.references)
        }
        _ => return statement,
    };
    statement.hazard(HazardKind::Blocks, text)
}

/// The objects that a key, an index or a check needs.
pub fn rests_on(schema: &Schema, name: &QualifiedName, object: &Object) -> BTreeSet<ObjectId> {
    let mut on: BTreeSet<ObjectId> = [ObjectId::Table(name.clone())].into();
    let Some(table) = schema.tables.get(name) else { return on };
    let column =
        |table: &QualifiedName, name: &str| ObjectId::Column(table.clone(), name.to_owned());
    let reading = |reads: &dyn Fn(&str) -> bool| -> Vec<ObjectId> {
        let read = table.columns.iter().filter(|it| reads(&it.name));
        read.map(|it| column(name, &it.name)).collect()
    };
    match object {
        Object::PrimaryKey(key) => {
            on.extend(key.columns.iter().chain(&key.include).map(|it| column(name, it)));
        }
        Object::Index(index) => on.extend(reading(&|it| index_reads(index, it))),
        Object::Check(check) => {
            on.extend(reading(&|it| expression::mentions(&check.expression, it)));
        }
        Object::ForeignKey(key) => {
            on.insert(ObjectId::Table(key.references.clone()));
            on.extend(key.columns.iter().map(|it| column(name, it)));
            on.extend(key.referenced_columns.iter().map(|it| column(&key.references, it)));
            if let Some(target) = schema.tables.get(&key.references) {
                let keys = tables::serving(&key.references, target, &key.referenced_columns);
                on.extend(keys.into_iter().map(|(id, _)| id));
            }
        }
        Object::Enum(_) | Object::Table { .. } | Object::Column(_) => {}
    }
    on
}

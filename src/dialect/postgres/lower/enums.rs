//! Enum types: created, given values, and made anew where a value goes or moves.

use std::collections::BTreeSet;

use crate::dialect::{Action, HazardKind, Statement};
use crate::ops::{EnumAddition, Touches, pure_additions};
use crate::schema::*;

use super::beside::Beside;
use super::{Lowering, Phase, action, aside, render};

/// The name of a type that is about to be replaced.
fn doomed(name: &QualifiedName) -> QualifiedName {
    name.sibling(super::names::clip(&format!("ag_old_{}", name.name)))
}

/// What is done for all enum types.
pub fn lower(it: &Lowering, beside: &Beside) -> Vec<Action> {
    let mut actions = Vec::new();
    for (name, after) in &it.after.enums {
        match it.before.enums.get(name) {
            None => {
                let provides = [ObjectId::Enum(name.clone())].into();
                let touches = Touches { provides, ..Touches::default() };
                let statements = vec![Statement::new(render::create_enum(name, after))];
                actions.push(action(Phase::CreateTypes, touches, statements));
            }
            Some(before) if before.values == after.values => {}
            Some(before) => match additions(it, name, before, after) {
                Some(additions) => actions.extend(add_values(it, name, before, &additions)),
                None => actions.extend(replace(name, after, beside.users(name))),
            },
        }
    }
    for name in it.before.enums.keys().filter(|name| !it.after.enums.contains_key(name)) {
        let destroys = [ObjectId::Enum(name.clone())].into();
        let touches = Touches { destroys, ..Touches::default() };
        let sql = format!("DROP TYPE {}", render::qualified(name));
        actions.push(action(Phase::DropTypes, touches, vec![Statement::new(sql)]));
    }
    actions
}

pub fn rename_value(name: &QualifiedName, from: &str, to: &str) -> Statement {
    let (from, to) = (render::literal(from), render::literal(to));
    Statement::new(format!("ALTER TYPE {} RENAME VALUE {from} TO {to}", render::qualified(name)))
}

/// The types that are made anew.
pub fn replaced<'a>(it: &Lowering<'a>) -> BTreeSet<&'a QualifiedName> {
    let both = it.after.enums.iter().filter_map(|(name, after)| {
        let (name, before) = it.before.enums.get_key_value(name)?;
        Some((name, before, after))
    });
    both.filter(|(_, before, after)| before.values != after.values)
        .filter(|(name, before, after)| additions(it, name, before, after).is_none())
        .map(|(name, ..)| name)
        .collect()
}

/// The values to add, when that is all. They come before everything else, and so none may have a
/// name that another value gives up only later.
fn additions(
    it: &Lowering,
    name: &QualifiedName,
    before: &EnumType,
    after: &EnumType,
) -> Option<Vec<EnumAddition>> {
    let additions = pure_additions(&before.values, &after.values)?;
    let freed =
        |value: &String| it.value_names.iter().any(|((own, _), old)| own == name && old == value);
    (!additions.iter().any(|it| freed(&it.value))).then_some(additions)
}

/// A value that was added is of no use in the transaction that adds it, so each is a step of its
/// own, before everything else and so among the names that type and values have then.
/// <https://www.postgresql.org/docs/current/sql-altertype.html>
fn add_values(
    it: &Lowering,
    name: &QualifiedName,
    before: &EnumType,
    additions: &[EnumAddition],
) -> Vec<Action> {
    let known_as = it.enum_names.get(name).unwrap_or(name);
    let literal = |value: &String| {
        let old = it.value_names.get(&(name.clone(), value.clone()));
        render::literal(old.unwrap_or(value))
    };
    let mut last = before.values.last();
    let mut actions = Vec::new();
    for addition in additions {
        let place = match (&addition.after, before.values.first()) {
            (previous, _) if previous.as_ref() == last => String::new(),
            (Some(previous), _) => format!(" AFTER {}", literal(previous)),
            (None, Some(first)) => format!(" BEFORE {}", literal(first)),
            (None, None) => String::new(),
        };
        if place.is_empty() {
            last = Some(&addition.value);
        }
        let sql = format!(
            "ALTER TYPE {} ADD VALUE IF NOT EXISTS {}{place}",
            render::qualified(known_as),
            render::literal(&addition.value)
        );
        let touches =
            Touches { provides: [ObjectId::Enum(name.clone())].into(), ..Touches::default() };
        let mut step = action(Phase::AddEnumValues, touches, vec![Statement::new(sql)]);
        step.alone = true;
        actions.push(step);
    }
    actions
}

/// The columns of the type are altered by actions of their own, between these two.
fn replace(name: &QualifiedName, after: &EnumType, users: Vec<String>) -> Vec<Action> {
    let old = doomed(name);
    let rename = Statement::new(format!(
        "ALTER TYPE {} RENAME TO {}",
        render::qualified(name),
        render::quote(&old.name)
    ));
    let create = Statement::new(render::create_enum(name, after));
    let provides =
        Touches { provides: [ObjectId::Enum(name.clone())].into(), ..Touches::default() };
    let drop = Statement::new(format!("DROP TYPE {}", render::qualified(&old)));
    let drop = users.into_iter().fold(drop, |drop, user| {
        drop.hazard(HazardKind::MayFail, format!("the {user} uses {name}"))
    });
    let steps = [
        action(Phase::CreateTypes, provides, vec![rename, create]),
        action(Phase::DropTypes, Touches::default(), vec![drop]),
    ];
    steps.map(|step| Action { together: Some(aside::TOGETHER.to_owned()), ..step }).into()
}

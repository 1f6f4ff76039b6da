//! Enum types: created, given values, and made anew where a value goes or moves.

use crate::dialect::{Action, HazardKind, Statement};
use crate::ops::{Change, Touches, pure_additions};
use crate::schema::*;

use super::beside::Beside;
use super::{Lowering, Phase, action, render};

/// The name of a type that is about to be replaced.
fn doomed(name: &QualifiedName) -> QualifiedName {
    name.sibling(super::names::clip(&format!("ag_old_{}", name.name)))
}

/// Whether a change of values needs the type made anew.
pub fn replaced(before: &EnumType, after: &EnumType) -> bool {
    before.values != after.values && pure_additions(&before.values, &after.values).is_none()
}

pub fn lower(
    it: &Lowering,
    name: &QualifiedName,
    change: &Change<EnumType>,
    beside: &Beside,
) -> Vec<Action> {
    let id = || ObjectId::Enum(name.clone());
    match change {
        Change::Add(new) => {
            let touches = Touches { provides: [id()].into(), ..Touches::default() };
            let statements = vec![Statement::new(render::create_enum(name, new))];
            vec![action(Phase::CreateTypes, touches, statements)]
        }
        Change::Drop(_) => {
            let touches = Touches { destroys: [id()].into(), ..Touches::default() };
            let sql = format!("DROP TYPE {}", render::qualified(name));
            vec![action(Phase::DropTypes, touches, vec![Statement::new(sql)])]
        }
        Change::Alter { before, after } => match pure_additions(&before.values, &after.values) {
            Some(_) => add_values(it, name, before, after),
            None => replace(name, after, beside.users(name)),
        },
        Change::Rename { .. } => Vec::new(),
    }
}

/// A value that was added is of no use in the transaction that adds it, so each is a step of its
/// own, before everything else and so under the name that the type has then.
/// <https://www.postgresql.org/docs/current/sql-altertype.html>
fn add_values(
    it: &Lowering,
    name: &QualifiedName,
    before: &EnumType,
    after: &EnumType,
) -> Vec<Action> {
    let known_as = it.enum_names.get(name).unwrap_or(name);
    let additions = pure_additions(&before.values, &after.values).unwrap_or_default();
    let mut last = before.values.last();
    let mut actions = Vec::new();
    for addition in &additions {
        let place = match (&addition.after, before.values.first()) {
            (previous, _) if previous.as_ref() == last => String::new(),
            (Some(previous), _) => format!(" AFTER {}", render::literal(previous)),
            (None, Some(first)) => format!(" BEFORE {}", render::literal(first)),
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

/// The values that a type no longer has.
pub fn gone<'a>(it: &Lowering<'a>, name: &QualifiedName) -> Vec<&'a str> {
    let (Some(before), Some(after)) = (it.before.enums.get(name), it.after.enums.get(name)) else {
        return Vec::new();
    };
    before.values.iter().filter(|it| !after.values.contains(it)).map(String::as_str).collect()
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
    vec![
        action(Phase::CreateTypes, provides, vec![rename, create]),
        action(Phase::DropTypes, Touches::default(), vec![drop]),
    ]
}

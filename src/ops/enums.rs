use super::*;

/// A value that an enum type gets, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumAddition {
    pub value: String,
    /// The value that it follows; none puts it first.
    pub after: Option<String>,
}

/// The additions that make `after` of `before`, when additions alone do.
pub fn pure_additions(before: &[String], after: &[String]) -> Option<Vec<EnumAddition>> {
    let mut kept = before.iter().peekable();
    let mut additions = Vec::new();
    let mut previous: Option<&String> = None;
    for value in after {
        if kept.next_if(|it| *it == value).is_none() {
            additions.push(EnumAddition { value: value.clone(), after: previous.cloned() });
        }
        previous = Some(value);
    }
    kept.next().is_none().then_some(additions)
}

/// The addition that a change is, when it adds one value and does nothing else.
pub fn added_value(change: &Change<EnumType>) -> Option<EnumAddition> {
    let Change::Alter { before, after } = change else { return None };
    let mut additions = pure_additions(&before.values, &after.values)?;
    (additions.len() == 1 && before.by == after.by).then(|| additions.remove(0))
}

/// Compares enum types. Additions are one operation each, because each is a statement of its own.
pub(super) fn diff(before: &Schema, after: &Schema, out: &mut Vec<Operation>) {
    for (name, new) in &after.enums {
        let operation = |change| Operation::Enum(name.clone(), change);
        let Some(old) = before.enums.get(name) else {
            out.push(operation(Change::Add(new.clone())));
            continue;
        };
        if old == new {
            continue;
        }
        if old.values == new.values {
            let object = ObjectId::Enum(name.clone());
            out.push(Operation::Own { object, before: old.by, after: new.by });
            continue;
        }
        let additions = pure_additions(&old.values, &new.values).filter(|_| old.by == new.by);
        let Some(additions) = additions else {
            out.push(operation(Change::Alter { before: old.clone(), after: new.clone() }));
            continue;
        };
        let mut current = old.clone();
        for addition in additions {
            let at = match &addition.after {
                None => 0,
                Some(previous) => {
                    1 + current.values.iter().position(|it| it == previous).unwrap_or(0)
                }
            };
            let before = current.clone();
            current.values.insert(at, addition.value);
            out.push(operation(Change::Alter { before, after: current.clone() }));
        }
    }
    for (name, old) in before.enums.iter().filter(|(name, _)| !after.enums.contains_key(name)) {
        out.push(Operation::Enum(name.clone(), Change::Drop(old.clone())));
    }
}

pub(super) fn apply(
    schema: &mut Schema,
    name: &QualifiedName,
    change: &Change<EnumType>,
) -> Result<(), Misfit> {
    match change {
        Change::Add(it) => {
            if schema.enums.contains_key(name) {
                return Err(Misfit::Present);
            }
            schema.enums.insert(name.clone(), it.clone());
        }
        Change::Drop(it) => match schema.enums.get(name) {
            None => return Err(Misfit::Absent),
            Some(found) if found != it => return Err(Misfit::Different),
            Some(_) => drop(schema.enums.remove(name)),
        },
        Change::Alter { before, after } => {
            let found = schema.enums.get_mut(name).ok_or(Misfit::Absent)?;
            if found != before {
                return Err(Misfit::Different);
            }
            found.clone_from(after);
        }
        Change::Rename { to, .. } => {
            let to = name.sibling(to);
            if schema.enums.contains_key(&to) {
                return Err(Misfit::Present);
            }
            let it = schema.enums.remove(name).ok_or(Misfit::Absent)?;
            for table in schema.tables.values_mut() {
                table.each_column(|column| {
                    if let Some(own) = column.ty.enum_name_mut().filter(|own| *own == name) {
                        own.clone_from(&to);
                    }
                });
            }
            schema.enums.insert(to, it);
        }
    }
    Ok(())
}

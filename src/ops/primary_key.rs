use super::*;

pub(super) fn diff(name: &QualifiedName, before: &Table, after: &Table, out: &mut Vec<Operation>) {
    let operation = |change| Operation::PrimaryKey(name.clone(), change);
    match (&before.primary_key, &after.primary_key) {
        (None, None) => {}
        (Some(old), None) => out.push(operation(Change::Drop(old.clone()))),
        (None, Some(new)) => out.push(operation(Change::Add(new.clone()))),
        (Some(old), Some(new)) if old == new => {}
        (Some(old), Some(new)) if !same_but_name(old, new) => {
            out.push(operation(Change::Alter { before: old.clone(), after: new.clone() }));
        }
        (Some(old), Some(new)) => match (&old.name, &new.name) {
            (a, b) if a == b => out.push(Operation::Own {
                object: ObjectId::PrimaryKey(name.clone()),
                before: old.by,
                after: new.by,
            }),
            (Facet::Is(from), Facet::Is(to)) if old.by == new.by => {
                out.push(operation(Change::Rename { from: from.clone(), to: to.clone() }));
            }
            _ => out.push(operation(Change::Alter { before: old.clone(), after: new.clone() })),
        },
    }
}

fn same_but_name(a: &PrimaryKey, b: &PrimaryKey) -> bool {
    *a == PrimaryKey { name: a.name.clone(), by: a.by, ..b.clone() }
}

pub(super) fn apply(
    schema: &mut Schema,
    table: &QualifiedName,
    change: &Change<PrimaryKey>,
) -> Result<(), Misfit> {
    let slot = &mut schema.tables.get_mut(table).ok_or(Misfit::NoTable)?.primary_key;
    let expect = |slot: &Option<PrimaryKey>, expected: &PrimaryKey| match slot {
        None => Err(Misfit::Absent),
        Some(found) if found == expected => Ok(()),
        Some(_) => Err(Misfit::Different),
    };
    match change {
        Change::Add(it) => {
            if slot.is_some() {
                return Err(Misfit::Present);
            }
            *slot = Some(it.clone());
        }
        Change::Drop(it) => {
            expect(slot, it)?;
            *slot = None;
        }
        Change::Alter { before, after } => {
            expect(slot, before)?;
            *slot = Some(after.clone());
        }
        Change::Rename { from, to } => {
            let key = slot.as_mut().ok_or(Misfit::Absent)?;
            if key.name.value() != Some(from) {
                return Err(Misfit::Different);
            }
            key.name = Facet::Is(to.clone());
        }
    }
    Ok(())
}

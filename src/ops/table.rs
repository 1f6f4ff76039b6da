use super::*;

pub(super) fn diff(before: &Schema, after: &Schema, out: &mut Vec<Operation>) {
    for (name, old) in before.tables.iter().filter(|(name, _)| !after.tables.contains_key(name)) {
        out.push(Operation::Table(name.clone(), TableChange::Drop(old.clone())));
    }
    for (name, new) in &after.tables {
        let Some(old) = before.tables.get(name) else {
            out.push(Operation::Table(name.clone(), TableChange::Create(new.clone())));
            continue;
        };
        if old.comment != new.comment {
            let change =
                TableChange::Comment { before: old.comment.clone(), after: new.comment.clone() };
            out.push(Operation::Table(name.clone(), change));
        }
        if old.options != new.options {
            let change =
                TableChange::Options { before: old.options.clone(), after: new.options.clone() };
            out.push(Operation::Table(name.clone(), change));
        }
        if old.by != new.by {
            let object = ObjectId::Table(name.clone());
            out.push(Operation::Own { object, before: old.by, after: new.by });
        }
    }
}

pub(super) fn apply(
    schema: &mut Schema,
    name: &QualifiedName,
    change: &TableChange,
) -> Result<(), Misfit> {
    match change {
        TableChange::Create(table) => {
            if schema.tables.contains_key(name) {
                return Err(Misfit::Present);
            }
            schema.tables.insert(name.clone(), table.clone());
        }
        TableChange::Drop(table) => match schema.tables.get(name) {
            None => return Err(Misfit::Absent),
            Some(found) if !same(found, table) => return Err(Misfit::Different),
            Some(_) => drop(schema.tables.remove(name)),
        },
        TableChange::Rename { to } => {
            if schema.tables.contains_key(to) {
                return Err(Misfit::Present);
            }
            let table = schema.tables.remove(name).ok_or(Misfit::Absent)?;
            schema.tables.insert(to.clone(), table);
            for table in schema.tables.values_mut() {
                table.each_foreign_key(|key| {
                    if key.references == *name {
                        key.references.clone_from(to);
                    }
                });
            }
        }
        TableChange::Comment { before, after } => {
            let table = schema.tables.get_mut(name).ok_or(Misfit::Absent)?;
            if table.comment != *before {
                return Err(Misfit::Different);
            }
            table.comment.clone_from(after);
            // Now that it is said, it is said for all.
            table.comment_on.clear();
        }
        TableChange::Options { before, after } => {
            let table = schema.tables.get_mut(name).ok_or(Misfit::Absent)?;
            if table.options != *before {
                return Err(Misfit::Different);
            }
            table.options.clone_from(after);
        }
    }
    Ok(())
}

/// Whether two tables are the same but for the order of what stands in them.
fn same(a: &Table, b: &Table) -> bool {
    let alone = |table: &Table| {
        let tables = [(QualifiedName::bare(""), table.clone())].into();
        Schema { tables, ..Schema::default() }.sorted()
    };
    a == b || alone(a) == alone(b)
}

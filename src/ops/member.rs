//! What columns, indexes, foreign keys and checks have in common: they stand in a list of their
//! table and are found in it by a key.

use super::*;

pub(super) trait Member: Clone + PartialEq {
    fn key(&self) -> String;
    fn by(&mut self) -> &mut Owner;
    /// The name, where it may change while everything else stays.
    fn name(&mut self) -> Option<&mut Facet<String>>;
    fn list(table: &mut Table) -> &mut Vec<Self>;
    fn of(table: &Table) -> &[Self];
    fn id(table: &QualifiedName, key: String) -> ObjectId;
    fn operation(table: &QualifiedName, change: Change<Self>) -> Operation;
}

/// Compares the members of two tables: drops first, so that a name is free when it comes again.
pub(super) fn diff<T: Member>(
    table: &QualifiedName,
    before: &Table,
    after: &Table,
    out: &mut Vec<Operation>,
) {
    let old = T::of(before);
    let new = T::of(after);
    if old == new {
        return;
    }
    let [old_keys, new_keys] = [old, new].map(|list| list.iter().map(T::key).collect::<Vec<_>>());
    let mut gone: Vec<&T> = Vec::new();
    let mut kept: Vec<(&T, &T)> = Vec::new();
    for (it, key) in old.iter().zip(&old_keys) {
        match new_keys.iter().position(|other| other == key) {
            Some(at) => kept.push((it, &new[at])),
            None => gone.push(it),
        }
    }
    let mut come: Vec<&T> = (new.iter().zip(&new_keys))
        .filter(|(_, key)| !old_keys.contains(key))
        .map(|it| it.0)
        .collect();

    let mut renames = Vec::new();
    gone.retain(|it| {
        let Some(position) = come.iter().position(|other| same_but_name(*it, *other)) else {
            return true;
        };
        let to = come.remove(position).key();
        renames.push(T::operation(table, Change::Rename { from: it.key(), to }));
        false
    });

    out.extend(gone.into_iter().map(|it| T::operation(table, Change::Drop(it.clone()))));
    out.append(&mut renames);
    for (old, new) in kept.into_iter().filter(|(old, new)| old != new) {
        let (mut owned, mut owner) = (old.clone(), new.clone());
        let (before, after) = (*owned.by(), *owner.by());
        *owned.by() = after;
        out.push(if owned == *new {
            Operation::Own { object: T::id(table, old.key()), before, after }
        } else {
            T::operation(table, Change::Alter { before: old.clone(), after: new.clone() })
        });
    }
    out.extend(come.into_iter().map(|it| T::operation(table, Change::Add(it.clone()))));
}

fn same_but_name<T: Member>(a: &T, b: &T) -> bool {
    let (mut a, mut b) = (a.clone(), b.clone());
    match (a.name(), b.name()) {
        (Some(a), Some(b)) if !a.is_unspecified() && !b.is_unspecified() => a.clone_from(b),
        _ => return false,
    }
    a == b
}

pub(super) fn apply<T: Member>(
    schema: &mut Schema,
    table: &QualifiedName,
    change: &Change<T>,
) -> Result<(), Misfit> {
    let table = schema.tables.get_mut(table).ok_or(Misfit::NoTable)?;
    let list = T::list(table);
    let position = |list: &[T], key: &str| list.iter().position(|it| it.key() == key);
    match change {
        Change::Add(it) => {
            if position(list, &it.key()).is_some() {
                return Err(Misfit::Present);
            }
            list.push(it.clone());
        }
        Change::Drop(it) => {
            let at = position(list, &it.key()).ok_or(Misfit::Absent)?;
            if list[at] != *it {
                return Err(Misfit::Different);
            }
            list.remove(at);
        }
        Change::Alter { before, after } => {
            let at = position(list, &before.key()).ok_or(Misfit::Absent)?;
            if list[at] != *before {
                return Err(Misfit::Different);
            }
            list[at] = after.clone();
        }
        Change::Rename { from, to } => {
            if position(list, to).is_some() {
                return Err(Misfit::Present);
            }
            let at = position(list, from).ok_or(Misfit::Absent)?;
            *list[at].name().ok_or(Misfit::Different)? = Facet::Is(to.clone());
        }
    }
    Ok(())
}

/// The parts of [`Member`] that read alike for every family.
macro_rules! member {
    ($ty:ident, $field:ident) => {
        fn by(&mut self) -> &mut Owner {
            &mut self.by
        }

        fn list(table: &mut Table) -> &mut Vec<Self> {
            &mut table.$field
        }

        fn of(table: &Table) -> &[Self] {
            &table.$field
        }

        fn id(table: &QualifiedName, key: String) -> ObjectId {
            ObjectId::$ty(table.clone(), key)
        }
    };
}
pub(super) use member;

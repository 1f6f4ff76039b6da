//! What a hand-written script did, as changes.

use crate::dialect::Reflection;
use crate::ops::{self, ApplyError, Change, ColumnOperation, Operation, Renames, TableChange};
use crate::overlay::overlay;
use crate::schema::{said_of_column, *};

/// The changes of a script, from what a database held before and after it.
///
/// New objects belong to the script. An object that is recorded already is recorded with what the
/// script made of it, and stays whose it was.
///
/// # Errors
///
/// Fails when what is recorded does not fit what the database held.
pub fn record(
    recorded: &Schema,
    before: &Reflection,
    after: &Reflection,
) -> Result<Vec<Operation>, ApplyError> {
    let [before, after] = [before, after].map(|it| it.named_like(&[recorded]));
    // The overlay gives each object the name by which the database knows it, in its place.
    let named = overlay(recorded.clone(), &before);
    let mut result = named.clone();
    for operation in ops::diff(&before, &after, &Renames::default())? {
        match operation {
            Operation::Table(name, TableChange::Create(table)) => {
                result.tables.insert(name, table.owned_by(Owner::Script));
            }
            Operation::Table(name, TableChange::Drop(_)) => drop(result.tables.remove(&name)),
            Operation::Table(name, TableChange::Comment { after, .. }) => {
                if let Some(table) = result.tables.get_mut(&name) {
                    table.comment = after;
                }
            }
            Operation::Table(name, TableChange::Options { after, .. }) => {
                if let Some(table) = result.tables.get_mut(&name) {
                    table.options = after;
                }
            }
            // Databases show no owners, and names are compared as they are.
            Operation::Table(_, TableChange::Rename { .. })
            | Operation::EnumValue { .. }
            | Operation::Own { .. } => {}
            Operation::Enum(name, change) => {
                let by = result.enums.get(&name).map_or(Owner::Script, |it| it.by);
                match change {
                    Change::Drop(_) => drop(result.enums.remove(&name)),
                    Change::Add(it) | Change::Alter { after: it, .. } => {
                        result.enums.insert(name, EnumType { by, ..it });
                    }
                    Change::Rename { .. } => {}
                }
            }
            Operation::Column(ColumnOperation { table, change, .. }) => {
                let Some(table) = result.tables.get_mut(&table) else { continue };
                match change {
                    Change::Add(it) => table.columns.push(Column { by: Owner::Script, ..it }),
                    Change::Drop(it) => table.columns.retain(|other| other.name != it.name),
                    Change::Alter { before, after } => {
                        let own = table.columns.iter_mut().find(|it| it.name == after.name);
                        own.into_iter().for_each(|own| alter(own, &before, &after));
                    }
                    Change::Rename { .. } => {}
                }
            }
            Operation::PrimaryKey(table, change) => {
                let Some(table) = result.tables.get_mut(&table) else { continue };
                let by = table.primary_key.as_ref().map_or(Owner::Script, |it| it.by);
                match change {
                    Change::Drop(_) => table.primary_key = None,
                    Change::Add(it) | Change::Alter { after: it, .. } => {
                        table.primary_key = Some(PrimaryKey { by, ..it });
                    }
                    Change::Rename { to, .. } => {
                        if let Some(key) = &mut table.primary_key {
                            key.name = Facet::Is(to);
                        }
                    }
                }
            }
            Operation::Index(table, change) => {
                if let Some(table) = result.tables.get_mut(&table) {
                    member(&mut table.indexes, change, Index::key, |it| (&mut it.name, &mut it.by));
                }
            }
            Operation::ForeignKey(table, change) => {
                if let Some(table) = result.tables.get_mut(&table) {
                    member(&mut table.foreign_keys, change, ForeignKey::key, |it| {
                        (&mut it.name, &mut it.by)
                    });
                }
            }
            Operation::Check(table, change) => {
                if let Some(table) = result.tables.get_mut(&table) {
                    member(&mut table.checks, change, Check::key, |it| (&mut it.name, &mut it.by));
                }
            }
        }
    }
    for (name, table) in &mut result.tables {
        if let (Some(named), Some(recorded)) = (named.tables.get(name), recorded.tables.get(name)) {
            unsay(table, named, recorded);
        }
    }
    ops::diff(recorded, &result, &Renames::default())
}

/// Leaves unsaid again what only the overlay said.
fn unsay(table: &mut Table, named: &Table, recorded: &Table) {
    macro_rules! unsay {
        ($($list:ident),*) => {$(
            for it in &mut table.$list {
                if let Some(at) = named.$list.iter().position(|other| other == it) {
                    it.clone_from(&recorded.$list[at]);
                }
            }
        )*};
    }
    unsay!(columns, indexes, foreign_keys, checks);
    if table.primary_key == named.primary_key {
        table.primary_key.clone_from(&recorded.primary_key);
    }
    // A collation that is the table's own is none that anybody gave to the column.
    if let Some(own) = named.options.get("collate") {
        for column in table.columns.iter_mut().filter(|it| it.collation.value() == Some(own)) {
            column.collation = Facet::Unspecified;
        }
    }
    if table.options == named.options {
        table.options.clone_from(&recorded.options);
    }
}

/// Takes over what a script changed of a column, and keeps what the entity leaves unsaid.
fn alter(own: &mut Column, before: &Column, after: &Column) {
    macro_rules! field {
        ($($name:ident),*) => {$(
            if before.$name != after.$name {
                // What was found and no model says, the model still does not say.
                let unsaid = own.on.values().any(|it| it.$name != own.$name);
                own.on.values_mut().for_each(|it| it.$name.clone_from(&after.$name));
                if !unsaid {
                    own.$name.clone_from(&after.$name);
                }
            }
        )*};
    }
    said_of_column!(field);
}

/// Does to a list what a script did to one of its objects.
fn member<T>(
    list: &mut Vec<T>,
    change: Change<T>,
    key: impl Fn(&T) -> String,
    parts: impl Fn(&mut T) -> (&mut Facet<String>, &mut Owner),
) {
    let place = |list: &[T], wanted: &str| list.iter().position(|it| key(it) == wanted);
    match change {
        Change::Add(mut it) => {
            *parts(&mut it).1 = Owner::Script;
            list.push(it);
        }
        Change::Drop(it) => {
            if let Some(at) = place(list, &key(&it)) {
                list.remove(at);
            }
        }
        Change::Alter { before, mut after } => {
            if let Some(at) = place(list, &key(&before)) {
                *parts(&mut after).1 = *parts(&mut list[at]).1;
                list[at] = after;
            }
        }
        Change::Rename { from, to } => {
            if let Some(at) = place(list, &from) {
                *parts(&mut list[at]).0 = Facet::Is(to);
            }
        }
    }
}

//! Tables: created parents first, dropped children first, circles cut at their foreign keys.

use std::collections::BTreeSet;

use crate::dialect::{Action, Statement};
use crate::ops::{Operation, TableChange, Touches};
use crate::schema::*;

use super::beside::Beside;
use super::moves::Moves;
use super::{Lowering, Phase, action, columns, lost, numbering, online, render};

/// A schema may be there all the same, made by hand or emptied.
pub fn create_schema(schema: &str) -> Statement {
    Statement::new(format!("CREATE SCHEMA IF NOT EXISTS {}", render::quote(schema)))
}

/// The schemas that nothing of the model was in before.
pub fn create_schemas(it: &Lowering) -> Vec<Action> {
    let names = |schema: &Schema| -> BTreeSet<String> {
        let all = schema.tables.keys().chain(schema.enums.keys());
        all.filter_map(|name| name.schema.clone()).collect()
    };
    let there = names(it.before);
    names(it.after)
        .difference(&there)
        .map(|schema| action(Phase::CreateSchemas, Touches::default(), vec![create_schema(schema)]))
        .collect()
}

/// Creates tables; what of their foreign keys does not fit in goes to the moves.
pub fn create(it: &Lowering, operations: &[Operation], moves: &mut Moves) -> Vec<Action> {
    let mut waiting: Vec<(&QualifiedName, &Table)> = operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Table(name, TableChange::Create(table)) => Some((name, table)),
            _ => None,
        })
        .collect();
    let new: BTreeSet<&QualifiedName> = waiting.iter().map(|(name, _)| *name).collect();
    let mut placed: BTreeSet<&QualifiedName> = BTreeSet::new();
    let mut actions = Vec::new();
    while !waiting.is_empty() {
        let free = waiting.iter().position(|(name, table)| {
            table.foreign_keys.iter().all(|key| {
                let target = &key.references;
                target == *name || !new.contains(target) || placed.contains(target)
            }) && drawn_on(name, table, it.after)
                .iter()
                .all(|it| !new.contains(it.name()) || placed.contains(it.name()))
        });
        // In a circle the first table goes ahead, and its keys follow.
        let (name, table) = waiting.remove(free.unwrap_or(0));
        let (inline, later): (Vec<&ForeignKey>, Vec<&ForeignKey>) =
            table.foreign_keys.iter().partition(|key| {
                let target = &key.references;
                let there = target == name || placed.contains(target) || !new.contains(target);
                // A key locks a table that is in use until its transaction ends.
                let free = !online::shared(it, target);
                free && there && !key.not_valid && fits_inline(it, moves, key, new.contains(target))
            });
        moves.create.extend(later.iter().map(|key| ObjectId::ForeignKey(name.clone(), key.key())));
        let checks = table.checks.iter().filter(|it| it.not_valid);
        moves.create.extend(checks.map(|it| ObjectId::Check(name.clone(), it.key())));
        let inline_keys: Vec<&Index> = render::inline_constraints(table).collect();
        let indexes = table.indexes.iter().filter(|index| !inline_keys.contains(index));
        moves.create.extend(indexes.map(|index| ObjectId::Index(name.clone(), index.key())));
        actions.push(create_one(it, name, table, &inline));
        placed.insert(name);
    }
    actions
}

/// The other tables, with serial columns of theirs, that the columns of a table cannot do without.
fn drawn_on(name: &QualifiedName, table: &Table, schema: &Schema) -> BTreeSet<ObjectId> {
    table.columns.iter().flat_map(|it| columns::draws_on(name, it, schema)).collect()
}

/// Whether what a key refers to is there when the table is created.
fn fits_inline(it: &Lowering, moves: &Moves, key: &ForeignKey, new: bool) -> bool {
    let Some(target) = it.after.tables.get(&key.references) else { return true };
    let table = &key.references;
    if new {
        let unique = serving(table, target, &key.referenced_columns);
        let inline: Vec<&Index> = render::inline_constraints(target).collect();
        return unique.iter().any(|(_, index)| index.is_none_or(|it| inline.contains(&it)));
    }
    // The lock on what it refers to would be held for as long as everything else takes.
    if online::shared(it, table) {
        return false;
    }
    let touched = |column: &String| {
        let id = (table.clone(), column.clone());
        moves.columns.contains_key(&id)
            || it.before.tables.get(table).is_none_or(|it| it.column(column).is_none())
    };
    let served = serving(table, target, &key.referenced_columns);
    served.iter().all(|(id, _)| !moves.create.contains(id))
        && !key.referenced_columns.iter().any(touched)
}

/// The keys of a table that a foreign key to these columns can rest on.
pub fn serving<'a>(
    name: &QualifiedName,
    table: &'a Table,
    columns: &[String],
) -> Vec<(ObjectId, Option<&'a Index>)> {
    let wanted: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
    let primary = table.key_columns().iter().map(String::as_str).collect::<BTreeSet<_>>();
    let now = table.primary_key.as_ref().is_some_and(|key| key.deferrable == Deferrable::No);
    let primary = (now && primary == wanted).then(|| (ObjectId::PrimaryKey(name.clone()), None));
    let uniques = table.indexes.iter().filter(|index| {
        let columns = index.plain_columns().map(|it| it.into_iter().collect::<BTreeSet<_>>());
        index.unique
            && index.predicate.is_none()
            && index.deferrable == Deferrable::No
            && columns.as_ref() == Some(&wanted)
    });
    let uniques = uniques.map(|index| (ObjectId::Index(name.clone(), index.key()), Some(index)));
    primary.into_iter().chain(uniques).collect()
}

fn create_one(
    it: &Lowering,
    name: &QualifiedName,
    table: &Table,
    inline: &[&ForeignKey],
) -> Action {
    let mut statements = vec![Statement::new(render::create_table(name, table, inline))];
    let mut provides: BTreeSet<ObjectId> = [ObjectId::Table(name.clone())].into();
    let mut requires: BTreeSet<ObjectId> = drawn_on(name, table, it.after);
    if let Some(comment) = &table.comment {
        statements.push(comment_on(name, Some(comment)));
    }
    for column in &table.columns {
        provides.insert(ObjectId::Column(name.clone(), column.name.clone()));
        requires.extend(columns::enum_of(&column.ty).map(|name| ObjectId::Enum(name.clone())));
        let on = format!("{}.{}", render::qualified(name), render::quote(&column.name));
        statements.extend(numbering::name_sequence(name, column));
        statements.extend(numbering::count_as(name, column));
        if column.auto_increment == AutoIncrement::Serial && column.nullable {
            statements.push(Statement::new(format!(
                "ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL",
                render::qualified(name),
                render::quote(&column.name)
            )));
        }
        if let Some(comment) = &column.comment {
            let sql = render::comment(&format!("COLUMN {on}"), Some(comment));
            statements.push(Statement::new(sql));
        }
    }
    provides.extend(table.primary_key.iter().map(|_| ObjectId::PrimaryKey(name.clone())));
    for index in render::inline_constraints(table) {
        provides.insert(ObjectId::Index(name.clone(), index.key()));
        if index.comment.is_some() {
            statements.push(super::options::comment(name, index));
        }
    }
    let checks = table.checks.iter().filter(|it| !it.not_valid);
    provides.extend(checks.map(|it| ObjectId::Check(name.clone(), it.key())));
    for key in inline {
        provides.insert(ObjectId::ForeignKey(name.clone(), key.key()));
        if key.references != *name {
            requires.insert(ObjectId::Table(key.references.clone()));
        }
    }
    action(Phase::CreateTables, Touches { provides, requires, ..Touches::default() }, statements)
}

fn comment_on(name: &QualifiedName, text: Option<&str>) -> Statement {
    Statement::new(render::comment(&format!("TABLE {}", render::qualified(name)), text))
}

/// Drops tables; the foreign keys that make circles of them go to the moves.
pub fn drop(
    it: &Lowering,
    operations: &[Operation],
    moves: &mut Moves,
    beside: &Beside,
) -> Vec<Action> {
    let mut waiting: Vec<&QualifiedName> = operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Table(name, TableChange::Drop(_)) => Some(name),
            _ => None,
        })
        .collect();
    let mut actions = Vec::new();
    while !waiting.is_empty() {
        let referring = |target: &QualifiedName, moves: &Moves| -> Vec<ObjectId> {
            let others = waiting.iter().filter(|other| **other != target);
            let keys = others.flat_map(|other| {
                let table = it.before.tables.get(*other);
                let keys = table.map_or(&[] as &[ForeignKey], |table| &table.foreign_keys);
                keys.iter().map(move |key| (*other, key))
            });
            keys.filter(|(_, key)| key.references == *target)
                .map(|(other, key)| ObjectId::ForeignKey(other.clone(), key.key()))
                .filter(|id| !moves.drop.contains(id))
                .collect()
        };
        let drawn = |target: &QualifiedName| {
            waiting.iter().filter(|other| **other != target).any(|other| {
                let table = it.before.tables.get(*other);
                let on = table.map(|table| drawn_on(other, table, it.before)).unwrap_or_default();
                on.contains(&ObjectId::Table(target.clone()))
            })
        };
        let free =
            waiting.iter().position(|name| referring(name, moves).is_empty() && !drawn(name));
        let at = free.unwrap_or(0);
        let cut = referring(waiting[at], moves);
        moves.drop.extend(cut);
        let name = waiting.remove(at);
        // Who reads and writes what its keys refer to waits for the keys alone to go.
        let keys = it.before.tables.get(name).map_or(&[][..], |table| &table.foreign_keys);
        let busy = keys.iter().filter(|key| {
            let target = &key.references;
            it.after.tables.contains_key(target) && online::shared(it, target)
        });
        let busy = busy.map(|key| ObjectId::ForeignKey(name.clone(), key.key()));
        moves.drop.extend(busy);
        actions.push(drop_one(it, name, beside));
    }
    actions
}

fn drop_one(it: &Lowering, name: &QualifiedName, beside: &Beside) -> Action {
    let sql = format!("DROP TABLE {}", render::qualified(name));
    let mut touches = Touches::default();
    touches.destroys.insert(ObjectId::Table(name.clone()));
    if let Some(table) = it.before.tables.get(name) {
        let parents = table.foreign_keys.iter().filter(|key| key.references != *name);
        touches.releases.extend(parents.map(|key| ObjectId::Table(key.references.clone())));
        let enums = table.columns.iter().filter_map(|column| columns::enum_of(&column.ty));
        touches.releases.extend(enums.map(|name| ObjectId::Enum(name.clone())));
        touches.releases.extend(drawn_on(name, table, it.before));
    }
    // A name that something new takes must be free by then; otherwise what is lost goes last, so
    // that values for new columns can still be read from it.
    let phase = if names_needed(it, name) { Phase::DropTablesEarly } else { Phase::DropTables };
    let text = format!("table {name} and its rows");
    let statement = lost(Statement::new(sql), text);
    action(phase, touches, vec![beside.parts(name).into_iter().fold(statement, lost)])
}

/// The tables that are locked for an object of a schema: its own, and that which a foreign key
/// refers to.
pub fn locked_with(schema: &Schema, object: &ObjectId) -> BTreeSet<QualifiedName> {
    let mut tables: BTreeSet<QualifiedName> = object.table().cloned().into_iter().collect();
    if let ObjectId::ForeignKey(table, name) = object {
        let keys = schema.tables.get(table).map_or(&[][..], |it| &it.foreign_keys);
        let own = keys.iter().filter(|key| key.key() == *name);
        tables.extend(own.map(|key| key.references.clone()));
    }
    tables
}

/// Whether an object of the schema that comes has the name of one that goes with a table.
fn names_needed(it: &Lowering, name: &QualifiedName) -> bool {
    let going = it.before.tables.get(name).map(|table| relations(name, table)).unwrap_or_default();
    let coming = it.after.tables.iter().flat_map(|(name, table)| relations(name, table));
    coming.chain(it.after.enums.keys().cloned()).any(|name| going.contains(&name))
}

/// The names that a table takes from its schema: its own, and those of its keys, indexes and
/// sequences.
pub fn relations(name: &QualifiedName, table: &Table) -> BTreeSet<QualifiedName> {
    let key = table.primary_key.iter().filter_map(|key| key.name.value());
    let indexes = table.indexes.iter().filter_map(|index| index.name.value());
    let inner = key.chain(indexes).map(|it| name.sibling(it.as_str()));
    let numbered = table.columns.iter().filter(|it| it.auto_increment != AutoIncrement::No);
    let sequences = numbered.map(|it| super::sequence::name(name, it));
    std::iter::once(name.clone()).chain(inner).chain(sequences).collect()
}

pub fn comments(operations: &[Operation]) -> Vec<Action> {
    operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Table(name, TableChange::Comment { after, .. }) => {
                let statement = comment_on(name, after.as_deref());
                Some(action(Phase::Comments, Touches::default(), vec![statement]))
            }
            _ => None,
        })
        .collect()
}

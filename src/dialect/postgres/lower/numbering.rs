//! Columns that the server numbers: by a sequence of their own (serial), or as an identity.

use crate::dialect::{Action, HazardKind, Statement};
use crate::ops::Touches;
use crate::schema::*;

use super::columns::{Alter, push_hazard};
use super::names::clip;
use super::sequence::{self, Counting};
use super::{Lowering, Phase, action, execute_format, online, render};

/// The steps that add a numbered column to a table in use, whose rows would all be written anew
/// while everyone waits: the column takes its numbers from a sequence, rows that are there get
/// theirs in batches, and an identity takes the sequence's place at the end. None where one
/// statement has to do.
pub fn add_in_use(
    it: &Lowering,
    table: &QualifiedName,
    column: &Column,
    touches: &Touches,
) -> Option<Vec<Action>> {
    let identity = match column.auto_increment {
        AutoIncrement::No | AutoIncrement::Yes => return None,
        AutoIncrement::Identity { always } => Some(always),
        AutoIncrement::Serial => None,
    };
    let own = |statements| action(Phase::Columns, touches.clone(), statements);
    let numbers = match identity {
        // Its own sequence comes with it, and may have the usual name.
        Some(_) => table.sibling(clip(&format!("autogen_{}_{}", table.name, column.name))),
        None => sequence::name(table, column),
    };
    let place = (table, column.name.as_str());
    let filled = online::fill_and_require(it, place, Some("DEFAULT"), !column.nullable, touches)?;

    let mut first = Alter::new(table, &column.name);
    let empty = Column {
        default: None,
        nullable: true,
        auto_increment: AutoIncrement::No,
        sequence: None,
        ..column.clone()
    };
    first.table(&format!("ADD COLUMN {}", render::column(&empty)));
    take_from(&mut first, &numbers, column);
    if column.comment.is_some() {
        first.comment(column.comment.as_deref());
    }
    let mut actions = vec![own(first.statements)];
    actions.extend(filled);
    let Some(always) = identity else { return Some(actions) };

    let mut last = Alter::new(table, &column.name);
    let numbers = render::qualified(&numbers);
    last.set_default(None);
    // The column has one sequence at a time, which is found by the column.
    last.push(format!("ALTER SEQUENCE {numbers} OWNED BY NONE"));
    identify(&mut last, column, always);
    let sequence = last.sequence(&column.name);
    last.push(format!("SELECT setval({sequence}, last_value, is_called) FROM {numbers}"));
    last.push(format!("DROP SEQUENCE {numbers}"));
    actions.push(own(last.statements));
    Some(actions)
}

/// Makes a sequence that belongs to the column, and gives the column its numbers.
fn take_from(alter: &mut Alter, name: &QualifiedName, column: &Column) {
    let sequence = render::qualified(name);
    let counting = Counting::of(column.sequence.as_deref(), &column.ty);
    let ty = counting.ty(&column.ty);
    let words = counting.words_from(Counting::of(None, &ty), " ").concat();
    let ty = render::type_name(&ty);
    let owner = format!("{}.{}", render::qualified(alter.table), alter.column);
    alter.push(format!("CREATE SEQUENCE {sequence} AS {ty}{words} OWNED BY {owner}"));
    let next = format!("nextval({})", render::literal(&sequence));
    alter.set_default(Some(&DefaultValue::Sql(next)));
}

fn identify(alter: &mut Alter, column: &Column, always: bool) {
    let counting = sequence::in_parentheses(column.sequence.as_deref(), &column.ty);
    alter.column(&format!("ADD GENERATED {} AS IDENTITY{counting}", render::when(always)));
    alter.statements.extend(name_sequence(alter.table, column));
}

/// Begins to number a column that was there.
pub fn start(
    alter: &mut Alter,
    it: &Lowering,
    after: &Column,
    was: AutoIncrement,
    is: AutoIncrement,
) {
    let table = alter.table;
    match (was, is) {
        (AutoIncrement::Identity { .. }, AutoIncrement::Identity { .. })
        | (_, AutoIncrement::No | AutoIncrement::Yes) => return,
        (_, AutoIncrement::Identity { always }) => identify(alter, after, always),
        (_, AutoIncrement::Serial) => take_from(alter, &sequence::name(table, after), after),
    }
    number_on(alter, it, after);
}

/// Whether an index has the column first, so that its greatest value is found at once.
fn begins_a_key(table: &Table, column: &str) -> bool {
    let first = |index: &&Index| {
        let part = index.parts.first().map(|it| &it.key);
        part == Some(&IndexKey::Column(column.to_owned()))
    };
    let whole = |it: &&Index| it.predicate.is_none() && it.method.is_none();
    table.key_columns().first().is_some_and(|it| it == column)
        || table.indexes.iter().filter(whole).any(|it| first(&it))
}

/// Sets the sequence of the column past all rows that are there.
fn number_on(alter: &mut Alter, it: &Lowering, column: &Column) {
    let counting = Counting::of(column.sequence.as_deref(), &column.ty);
    let table = alter.table;
    let (sequence, on) = (alter.sequence(&column.name), render::qualified(table));
    let (name, step, start) = (&alter.column, counting.increment, counting.start);
    let next = if step > 0 {
        format!("greatest((SELECT max({name}) FROM {on}) + {step}, {start})")
    } else {
        format!("least((SELECT min({name}) FROM {on}) - {}, {start})", step.unsigned_abs())
    };
    let statement = alter.push(format!("SELECT setval({sequence}, {next}, false)"));
    let known = it.before.tables.get(table);
    if it.online && known.is_some_and(|it| !begins_a_key(it, &column.name)) {
        let name = &column.name;
        let text = format!("reads and writes of {table} while the last {name} is looked for");
        push_hazard(statement, HazardKind::Blocks, text);
    }
}

pub fn stop(alter: &mut Alter, name: &str, was: AutoIncrement, is: AutoIncrement) {
    match (was, is) {
        (AutoIncrement::Identity { .. }, AutoIncrement::Identity { always }) => {
            alter.column(&format!("SET GENERATED {}", render::when(always)));
        }
        (AutoIncrement::Identity { .. }, _) => {
            alter.column("DROP IDENTITY");
        }
        (AutoIncrement::Serial, _) => {
            let sequence = alter.sequence(name);
            alter.set_default(None);
            alter.push(execute_format("DROP SEQUENCE %s", &sequence));
        }
        (AutoIncrement::No | AutoIncrement::Yes, _) => {}
    }
}

/// Gives the sequence behind a column the name and the options that it shall have.
pub fn recount(alter: &mut Alter, it: &Lowering, before: &Column, after: &Column) {
    let (old, new) = [before, after].map(|it| sequence::name(alter.table, it)).into();
    if old != new {
        let (old, new) = (render::qualified(&old), render::quote(&new.name));
        alter.push(format!("ALTER SEQUENCE {old} RENAME TO {new}"));
    }
    let was = Counting::of(before.sequence.as_deref(), &before.ty);
    let is = Counting::of(after.sequence.as_deref(), &after.ty);
    if after.auto_increment == AutoIncrement::Serial {
        let (old, new) = (was.ty(&before.ty), is.ty(&after.ty));
        let now = was.retyped(&old, &new);
        let mut words = is.words_from(now, "");
        if old != new {
            words.insert(0, format!("AS {}", render::type_name(&new)));
        }
        if words.is_empty() {
            return;
        }
        if is.leaves_out(now) {
            words.push("RESTART".to_owned());
        }
        let sequence = alter.sequence(&after.name);
        let sql = format!("ALTER SEQUENCE %s {}", words.join(" "));
        alter.push(execute_format(&sql, &sequence));
    } else {
        // The server has given the sequence the column's new type.
        let now = was.retyped(&before.ty, &after.ty);
        let mut words = is.words_from(now, "SET ");
        if words.is_empty() {
            return;
        }
        if is.leaves_out(now) {
            words.push("RESTART".to_owned());
        }
        alter.column(&words.join(" "));
    }
    if is.leaves_out(was) {
        number_on(alter, it, after);
    }
}

/// Gives the sequence of a new serial column its options, where it has any.
pub fn count_as(table: &QualifiedName, column: &Column) -> Option<Statement> {
    if column.auto_increment != AutoIncrement::Serial {
        return None;
    }
    let counting = Counting::of(column.sequence.as_deref(), &column.ty);
    let mut words = counting.words_from(Counting::of(None, &column.ty), "");
    let ty = counting.ty(&column.ty);
    if ty != column.ty {
        words.insert(0, format!("AS {}", render::type_name(&ty)));
    }
    if words.is_empty() {
        return None;
    }
    let sql = format!("ALTER SEQUENCE %s {} RESTART", words.join(" "));
    let sequence = Alter::new(table, &column.name).sequence(&column.name);
    Some(Statement::new(execute_format(&sql, &sequence)))
}

/// Gives the sequence that the server made for a new column its name, where it has one of its own.
pub fn name_sequence(table: &QualifiedName, column: &Column) -> Option<Statement> {
    let name = column.sequence.as_ref()?.name.as_ref()?;
    let sql = format!("ALTER SEQUENCE %s RENAME TO {}", render::quote(name).replace('%', "%%"));
    let sequence = Alter::new(table, &column.name).sequence(&column.name);
    let (sql, named) = (render::literal(&sql), render::qualified(&table.sibling(name.as_str())));
    let named = render::literal(&named);
    // The server may have chosen it already, as where the usual name is taken.
    Some(Statement::new(format!(
        "DO $autogen$ BEGIN IF {sequence}::regclass IS DISTINCT FROM to_regclass({named}) THEN \
         EXECUTE format({sql}, {sequence}); END IF; END $autogen$"
    )))
}

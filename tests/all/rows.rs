//! Rows for generated schemas: what goes in, and what must still be there.

use std::collections::{BTreeMap, BTreeSet};

use autogen::database::Connection;
use autogen::dialect::{Dialect, dialect};
use autogen::ops::{self, Change, ColumnOperation, Operation, Renames};
use autogen::plan::needs_value;
use autogen::schema::*;
use autogen::target::DialectName;

use crate::laws::Case;
use crate::support::Engine;

/// How many rows a table is offered. The last has nulls where it may.
const ROWS: usize = 3;

/// Statements that insert rows into every table, parents first. The database need not take all:
/// some values repeat where they must not.
pub fn inserts(case: &Case, engine: Engine) -> Vec<String> {
    let tables = parents_first(&case.before).into_iter().filter(|it| !must_be_empty(case, it));
    let rows = |name| (0..ROWS).map(move |row| insert(case, name, row, engine));
    tables.flat_map(rows).collect()
}

/// Whether a new column of the table needs a value that nobody can make up.
fn must_be_empty(case: &Case, name: &QualifiedName) -> bool {
    let Some((later_name, later)) = later_table(case, name) else { return false };
    let known: Vec<&Column> = (case.before.tables[name].columns.iter())
        .filter_map(|it| later_column(case, &later_name, later, &it.name))
        .collect();
    let given = |it: &Column| case.fills.iter().any(|(t, c, _)| *t == later_name && *c == it.name);
    let in_key = |it: &Column| {
        later.key_columns().contains(&it.name)
            || later.foreign_keys.iter().any(|key| key.columns.contains(&it.name))
            || later.indexes.iter().filter(|index| index.unique).any(|index| {
                index.parts.iter().any(|part| part.key == IndexKey::Column(it.name.clone()))
            })
    };
    let new = |it: &&Column| known.iter().all(|known| known.name != it.name);
    later.columns.iter().filter(new).any(|it| needs_value(it) && in_key(it) && !given(it))
}

/// What a table is in the second schema.
fn later_table<'a>(case: &'a Case, name: &QualifiedName) -> Option<(QualifiedName, &'a Table)> {
    let renamed = case.tables.iter().find(|(old, _)| old == name).map(|(_, new)| new);
    let taken = case.tables.iter().any(|(_, new)| new == name);
    let name = renamed.or_else(|| Some(name).filter(|_| !taken))?;
    Some((name.clone(), case.after.tables.get(name)?))
}

/// What a column is in the second schema, in the table that is then its own.
fn later_column<'a>(
    case: &Case,
    table: &QualifiedName,
    later: &'a Table,
    name: &str,
) -> Option<&'a Column> {
    let own = || case.columns.iter().filter(|it| it.0 == *table);
    let renamed = own().find(|(_, old, _)| old == name).map(|(_, _, new)| new.as_str());
    let taken = own().any(|(_, _, new)| new == name);
    later.column(renamed.or_else(|| Some(name).filter(|_| !taken))?)
}

/// Takes the rows out of the tables that a statement names, and of all where it names none that has
/// some. False when there are none.
pub fn leave_out(case: &mut Case, statement: &str, engine: Engine) -> bool {
    let names = |name: &QualifiedName| statement.contains(&quoted(&name.name, engine));
    let mut named: Vec<&QualifiedName> = case.before.tables.keys().filter(|it| names(it)).collect();
    named.extend(case.tables.iter().filter(|(_, new)| names(new)).map(|(old, _)| old));
    let starts: Vec<String> = named.into_iter().map(|it| insert_into(it, engine)).collect();
    let count = case.rows.len();
    case.rows.retain(|sql| !starts.iter().any(|start| sql.starts_with(start)));
    if case.rows.len() == count {
        case.rows.clear();
    }
    count > 0
}

/// Values for rows that have none.
pub fn fills(case: &Case, engine: Engine) -> Vec<(QualifiedName, String, String)> {
    let mut fills = Vec::new();
    let renames = case.renames();
    for operation in ops::diff(&case.before, &case.after, &renames).expect("the renames fit") {
        let Operation::Column(ColumnOperation { table, change, .. }) = operation else { continue };
        let tightened = match &change {
            Change::Add(column) => needs_value(column),
            Change::Alter { before, after } => before.nullable && !after.nullable,
            Change::Drop(_) | Change::Rename { .. } => false,
        };
        let key = |it: &&Column| {
            let owner = &case.after.tables[&table];
            owner.foreign_keys.iter().any(|key| key.columns.contains(&it.name))
        };
        // No value that is made up is one of another table.
        if let Some(column) = change.after().filter(|it| tightened && !key(it)) {
            let value = value(&column.ty, 1, &case.after, engine);
            fills.push((table, column.name.clone(), value));
        }
    }
    fills
}

fn parents_first(schema: &Schema) -> Vec<&QualifiedName> {
    let mut done: Vec<&QualifiedName> = Vec::new();
    while done.len() < schema.tables.len() {
        let left = || schema.tables.iter().filter(|(name, _)| !done.contains(name));
        let ready = |(name, table): &(&QualifiedName, &Table)| {
            (table.foreign_keys.iter())
                .all(|key| key.references == **name || done.contains(&&key.references))
        };
        // In a circle one has to begin, with nulls.
        let Some((next, _)) = left().find(ready).or_else(|| left().next()) else { break };
        done.push(next);
    }
    done
}

fn insert_into(name: &QualifiedName, engine: Engine) -> String {
    format!("INSERT INTO {} ", qualified(name, engine))
}

/// The same with that of its schema, where it has one.
pub fn qualified(name: &QualifiedName, engine: Engine) -> String {
    let schema = name.schema.as_ref().map(|it| format!("{}.", quoted(it, engine)));
    format!("{}{}", schema.unwrap_or_default(), quoted(&name.name, engine))
}

/// A name in the quotes of an engine.
pub fn quoted(name: &str, engine: Engine) -> String {
    dialect_of(engine).quote(name)
}

fn dialect_of(engine: Engine) -> &'static dyn Dialect {
    dialect(match engine {
        Engine::Sqlite => DialectName::Sqlite,
        Engine::Postgres => DialectName::Postgres,
        Engine::Mysql => DialectName::Mysql,
    })
}

fn insert(case: &Case, name: &QualifiedName, row: usize, engine: Engine) -> String {
    let quote = |name: &str| quoted(name, engine);
    let schema = &case.before;
    let table = &schema.tables[name];
    let later_table = later_table(case, name);
    let mut columns = Vec::new();
    let mut values = Vec::new();
    for column in &table.columns {
        if column.generated.is_some() || column.auto_increment != AutoIncrement::No {
            continue;
        }
        let later = later_table
            .as_ref()
            .and_then(|(name, table)| later_column(case, name, table, &column.name));
        let may_be_null = |later: Option<&Column>| {
            later.is_none_or(|it| {
                let (table, _) = later_table.as_ref().expect("it has the column");
                let filled =
                    |fill: &(QualifiedName, String, String)| fill.0 == *table && fill.1 == it.name;
                it.nullable || case.fills.iter().any(filled)
            })
        };
        let parent = table.foreign_keys.iter().find_map(|key| {
            let at = key.columns.iter().position(|it| *it == column.name)?;
            Some((&key.references, &key.referenced_columns, &key.referenced_columns[at]))
        });
        let value = match parent {
            _ if row == ROWS - 1 && column.nullable && may_be_null(later) => "NULL".to_owned(),
            Some((parent, order, theirs)) => {
                let (theirs, parent) = (quote(theirs), qualified(parent, engine));
                let order = order.iter().map(|it| quote(it)).collect::<Vec<_>>().join(", ");
                format!("(SELECT {theirs} FROM {parent} ORDER BY {order} LIMIT 1 OFFSET {row})")
            }
            None => match fitting(column, later, row, case, engine) {
                None if column.nullable && may_be_null(later) => "NULL".to_owned(),
                fitting => fitting.unwrap_or_else(|| value(&column.ty, row, schema, engine)),
            },
        };
        columns.push(quote(&column.name));
        values.push(value);
    }
    let into = insert_into(name, engine);
    match (columns.is_empty(), engine) {
        (true, Engine::Mysql) => format!("{into}() VALUES ()"),
        (true, _) => format!("{into}DEFAULT VALUES"),
        (false, _) => format!("{into}({}) VALUES ({})", columns.join(", "), values.join(", ")),
    }
}

/// A value of a column that is also one of the column's later type, if there is one.
fn fitting(
    column: &Column,
    later: Option<&Column>,
    row: usize,
    case: &Case,
    engine: Engine,
) -> Option<String> {
    use ColumnType::*;
    let plain = || Some(value(&column.ty, row, &case.before, engine));
    let Some(later) = later.filter(|_| engine != Engine::Sqlite) else { return plain() };
    let number = |ty: &ColumnType| {
        ty.is_integer() || matches!(ty, F32 | F64 | Decimal(_) | Money(_) | Bool | Year)
    };
    let moment = |ty: &ColumnType| matches!(ty, Date | DateTime(_) | Timestamp(_) | TimestampTz(_));
    let room = |ty: &ColumnType| match ty {
        Char(n) => Some(n.unwrap_or(1) as usize),
        String(StringLen::N(n)) => Some(*n as usize),
        String(_) | Text => Some(200),
        _ => None,
    };
    match (&column.ty, &later.ty) {
        (Enum(a), Enum(b)) => {
            let renamed = |value: &std::string::String| {
                let renamed = case.values.iter().find(|it| it.0 == *b && it.1 == *value);
                renamed.map_or_else(|| value.clone(), |it| it.2.clone())
            };
            let (a, b) = (case.before.enums.get(a)?, case.after.enums.get(b)?);
            let both: Vec<&std::string::String> =
                a.values.iter().filter(|it| b.values.contains(&renamed(it))).collect();
            (!both.is_empty()).then(|| text(both[row % both.len()], engine))
        }
        (a, b) if a == b => plain(),
        (a, b) if room(a).is_some() && room(b).is_some() => plain(),
        (a, Binary(_) | VarBinary(_) | Blob) if room(a).is_some() => plain(),
        // The text of a value of the later type.
        (a, b) if room(a).is_some() => {
            let value = value(b, row, &case.after, engine);
            let value = match (b, engine) {
                (Uuid, Engine::Mysql) | (Bit(_) | VarBit(_), _) => return None,
                _ if value.starts_with('\'') => value,
                _ => format!("'{value}'"),
            };
            (value.chars().count() - 2 <= room(a)?).then_some(value)
        }
        (a, Bool) if number(a) => plain(),
        (a, b) if number(a) && number(b) => plain(),
        (a, b) if room(b).is_some_and(|room| room > 100 || number(a) && room > 2) => {
            Some(a).filter(|it| !matches!(it, Binary(_) | VarBinary(_) | Blob)).and(plain())
        }
        (a, b) if moment(a) && moment(b) => plain(),
        (Time(_), Time(_)) | (Json | JsonBinary, Json | JsonBinary) => plain(),
        (Binary(_) | VarBinary(_) | Blob, Binary(_) | VarBinary(_) | Blob) => plain(),
        _ => None,
    }
}

/// A value of a type as SQL, another one for every row where the type has as many.
pub fn value(ty: &ColumnType, row: usize, schema: &Schema, engine: Engine) -> String {
    use ColumnType::*;
    let bytes = || match engine {
        Engine::Postgres => format!("'\\x6{row}'::bytea"),
        Engine::Sqlite | Engine::Mysql => format!("X'6{row}'"),
    };
    match ty {
        Bool if row.is_multiple_of(2) => "TRUE".to_owned(),
        Bool => "FALSE".to_owned(),
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 => format!("{}", row + 11),
        F32 | F64 | Decimal(Some(_)) | Money(_) => format!("{row}.5"),
        Decimal(None) => format!("{}", row + 21),
        Native(name) if name == "int4range" => format!("'[{row}, 9)'"),
        Native(name) if name == "mediumint" || name == "int" => format!("{}", row + 11),
        Native(name) if name == "real" => format!("{row}.5"),
        Native(name) if engine == Engine::Mysql && ["point", "geometry"].contains(&&**name) => {
            format!("ST_GeomFromText('POINT({row} 1)')")
        }
        Native(name) if engine == Engine::Mysql && name == "linestring" => {
            format!("ST_GeomFromText('LINESTRING(0 0, {row} 1)')")
        }
        // https://www.sqlite.org/datatype3.html#determination_of_column_affinity
        Native(name) if engine == Engine::Sqlite && name.contains("int") => format!("{}", row + 11),
        Char(_) | String(_) | Text | Native(_) => format!("'v{row}'"),
        Binary(_) | VarBinary(_) | Blob => bytes(),
        Bit(_) | VarBit(_) => format!("B'0000010{}'", row % 2),
        Date => format!("'2024-02-0{}'", row + 1),
        Time(_) => format!("'10:00:0{row}'"),
        DateTime(_) | Timestamp(_) | TimestampTz(_) => format!("'2024-02-03 10:00:0{row}'"),
        Year => format!("{}", 2001 + row),
        Interval => format!("'{row} days'"),
        Json | JsonBinary => format!("'{{\"a\": {row}}}'"),
        Uuid => match engine {
            Engine::Mysql => format!("X'3031323334353637383930313233343{row}'"),
            Engine::Sqlite | Engine::Postgres => {
                format!("'67e55044-10b1-426f-9247-bb680e5fe0c{row}'")
            }
        },
        Enum(name) => match schema.enums.get(name) {
            Some(it) => text(&it.values[row % it.values.len()], engine),
            None => "NULL".to_owned(),
        },
        InlineEnum(values) => text(&values[row % values.len()], engine),
        Array(element) if **element == I32 => format!("'{{{row}, 7}}'"),
        Array(element) if matches!(**element, Uuid | Enum(_)) => "'{}'".to_owned(),
        Array(_) => format!("'{{v{row}}}'"),
        Vector(_) => "'[1]'".to_owned(),
        Cidr | Inet => format!("'10.0.0.{row}'"),
        MacAddr => format!("'08:00:2b:01:02:0{row}'"),
        LTree => format!("'v{row}'"),
    }
}

fn text(value: &str, engine: Engine) -> String {
    dialect_of(engine).literal(value)
}

/// The rows of tables, as texts of the columns that were asked for, in no order.
pub type Rows = BTreeMap<QualifiedName, Vec<Vec<Option<String>>>>;

/// Columns to look at, by table.
pub type Columns = BTreeMap<QualifiedName, Vec<String>>;

/// What survives on the way from one schema to another, both as the server has them: columns that
/// keep their type, by their names before and after. A table without any is still counted.
pub fn survivors(
    before: &Schema,
    after: &Schema,
    renames: &Renames,
    new_values: &NewValues,
) -> (Columns, Columns) {
    let (mut old_columns, mut new_columns) = (Columns::new(), Columns::new());
    let come: BTreeSet<&QualifiedName> = renames.tables.iter().map(|(_, to)| to).collect();
    for (new_name, new) in &after.tables {
        let renamed = renames.tables.iter().find(|(_, to)| to == new_name);
        let gone = renames.tables.iter().any(|(from, _)| from == new_name);
        if gone && !come.contains(new_name) {
            continue;
        }
        let old_name = renamed.map_or(new_name, |(from, _)| from);
        let Some(old) = before.tables.get(old_name) else { continue };
        let (mut olds, mut news) = (Vec::new(), Vec::new());
        for column in new.columns.iter().filter(|it| it.generated.is_none()) {
            let own = |it: &&(QualifiedName, String, String)| it.0 == *new_name;
            let renames: Vec<_> = renames.columns.iter().filter(own).collect();
            let renamed = renames.iter().find(|(_, _, to)| *to == column.name);
            let gone = renames.iter().any(|(_, from, _)| *from == column.name);
            if gone && renamed.is_none() {
                continue;
            }
            let known = renamed.map_or(&column.name, |(_, from, _)| from);
            let Some(known) = old.column(known) else { continue };
            let revalued = new_values.contains_key(&(new_name.clone(), column.name.clone()));
            let values = match &column.ty {
                ColumnType::Enum(name) => {
                    before.enums.get(name) == after.enums.get(name) || revalued
                }
                _ => true,
            };
            // Where a database has no enum types, their values are part of a column's type.
            let inline = |ty: &ColumnType| matches!(ty, ColumnType::InlineEnum(_));
            let inlined = revalued && inline(&known.ty) && inline(&column.ty);
            // Rows without a value get one when a column may no longer be null.
            let nulls = known.nullable && !column.nullable;
            if (known.ty == column.ty || inlined) && known.generated.is_none() && values && !nulls {
                olds.push(known.name.clone());
                news.push(column.name.clone());
            }
        }
        old_columns.insert(old_name.clone(), olds);
        new_columns.insert(new_name.clone(), news);
    }
    (old_columns, new_columns)
}

/// Old and new values of columns whose enum type gives values other names and takes none away, by
/// the new names of table and column.
pub type NewValues = BTreeMap<(QualifiedName, String), Vec<(String, String)>>;

pub fn new_values(before: &Schema, after: &Schema, renames: &Renames) -> NewValues {
    let mut found = NewValues::new();
    for (name, table) in &after.tables {
        for column in &table.columns {
            let ColumnType::Enum(ty) = &column.ty else { continue };
            let (back, own) = (renames.reversed(), |it: &&(_, _, _)| it.0 == *ty);
            let values: Vec<(String, String)> =
                renames.values.iter().filter(own).map(|it| (it.1.clone(), it.2.clone())).collect();
            let old = back.enums.iter().find(|it| it.0 == *ty).map_or(ty, |it| &it.1);
            let (Some(old), Some(new)) = (before.enums.get(old), after.enums.get(ty)) else {
                continue;
            };
            let stays = |value: &String| match values.iter().find(|it| it.0 == *value) {
                Some((_, to)) => new.values.contains(to),
                // No row has one that goes.
                None => !new.values.contains(value) || values.iter().all(|it| it.1 != *value),
            };
            if !values.is_empty() && old.values.iter().all(stays) {
                found.insert((name.clone(), column.name.clone()), values);
            }
        }
    }
    found
}

/// Gives values in rows their new names.
pub fn revalue(rows: &mut Rows, columns: &Columns, new_values: &NewValues) {
    for (table, rows) in rows {
        for (at, column) in columns[table].iter().enumerate() {
            let Some(values) = new_values.get(&(table.clone(), column.clone())) else { continue };
            for value in rows.iter_mut().filter_map(|row| row[at].as_mut()) {
                if let Some((_, to)) = values.iter().find(|it| it.0 == *value) {
                    value.clone_from(to);
                }
            }
        }
        rows.sort();
    }
}

/// Reads rows, each table's sorted.
pub async fn read(connection: &mut Connection, columns: &Columns) -> Result<Rows, String> {
    let dialect = dialect(connection.target.dialect);
    let mut found = Rows::new();
    for (table, columns) in columns {
        let columns: Vec<String> = columns.iter().map(|it| dialect.quote(it)).collect();
        let columns = if columns.is_empty() { "1".to_owned() } else { columns.join(", ") };
        let schema = table.schema.as_ref().map(|it| format!("{}.", dialect.quote(it)));
        let name = dialect.quote(&table.name);
        let query = format!("SELECT {columns} FROM {}{name}", schema.unwrap_or_default());
        let rows = connection.rows(&query).await;
        let mut rows = rows.map_err(|error| format!("{query}: {error}"))?;
        rows.sort();
        found.insert(table.clone(), rows);
    }
    Ok(found)
}

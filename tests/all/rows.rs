//! Rows for generated schemas: what goes in, and what must still be there.

use std::collections::{BTreeMap, BTreeSet};

use autogen::database::Connection;
use autogen::dialect::dialect;
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
    let tables = parents_first(&case.before);
    let rows = |name| (0..ROWS).map(move |row| insert(&case.before, name, row, engine));
    tables.into_iter().flat_map(rows).collect()
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
        if let Some(column) = change.after().filter(|_| tightened) {
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

fn qualified(name: &QualifiedName, engine: Engine) -> String {
    let schema = name.schema.as_ref().map(|it| format!("{}.", quoted(it, engine)));
    format!("{}{}", schema.unwrap_or_default(), quoted(&name.name, engine))
}

fn quoted(name: &str, engine: Engine) -> String {
    dialect(match engine {
        Engine::Sqlite => DialectName::Sqlite,
        Engine::Postgres => DialectName::Postgres,
        Engine::Mysql => DialectName::Mysql,
    })
    .quote(name)
}

fn insert(schema: &Schema, name: &QualifiedName, row: usize, engine: Engine) -> String {
    let quote = |name: &str| quoted(name, engine);
    let table = &schema.tables[name];
    let mut columns = Vec::new();
    let mut values = Vec::new();
    for column in &table.columns {
        if column.generated.is_some() || column.auto_increment != AutoIncrement::No {
            continue;
        }
        let parent = table.foreign_keys.iter().find_map(|key| {
            let at = key.columns.iter().position(|it| *it == column.name)?;
            Some((&key.references, &key.referenced_columns[at]))
        });
        let value = match parent {
            _ if row == ROWS - 1 && column.nullable => "NULL".to_owned(),
            Some((parent, theirs)) => {
                let key = schema.tables[parent].key_columns();
                let order: Vec<String> = key.iter().map(|it| quote(it)).collect();
                let (theirs, parent) = (quote(theirs), qualified(parent, engine));
                let order = order.join(", ");
                format!("(SELECT {theirs} FROM {parent} ORDER BY {order} LIMIT 1)")
            }
            None => value(&column.ty, row, schema, engine),
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
            Some(it) => text(&it.values[row % it.values.len()]),
            None => "NULL".to_owned(),
        },
        InlineEnum(values) => text(&values[row % values.len()]),
        Array(element) if **element == I32 => format!("'{{{row}, 7}}'"),
        Array(_) => format!("'{{v{row}}}'"),
        Vector(_) => "'[1]'".to_owned(),
        Cidr | Inet => format!("'10.0.0.{row}'"),
        MacAddr => format!("'08:00:2b:01:02:0{row}'"),
        LTree => format!("'v{row}'"),
    }
}

fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// The rows of tables, as texts of the columns that were asked for, in no order.
pub type Rows = BTreeMap<QualifiedName, Vec<Vec<Option<String>>>>;

/// Columns to look at, by table.
pub type Columns = BTreeMap<QualifiedName, Vec<String>>;

/// What survives on the way from one schema to another, both as the server has them: columns that
/// keep their type, by their names before and after. A table without any is still counted.
pub fn survivors(before: &Schema, after: &Schema, renames: &Renames) -> (Columns, Columns) {
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
            let values = match &column.ty {
                ColumnType::Enum(name) => before.enums.get(name) == after.enums.get(name),
                _ => true,
            };
            // Rows without a value get one when a column may no longer be null.
            let nulls = known.nullable && !column.nullable;
            if known.ty == column.ty && known.generated.is_none() && values && !nulls {
                olds.push(known.name.clone());
                news.push(column.name.clone());
            }
        }
        old_columns.insert(old_name.clone(), olds);
        new_columns.insert(new_name.clone(), news);
    }
    (old_columns, new_columns)
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

//! Statements, from their first word on.

use super::table::{actions, create_table, option, partitions, parts};
use super::{CreateIndex, CreateTable, Dropped, Form, Rights, TypeChange};
use crate::lint::reader::Reader;
use crate::revision::script::Lexis;

/// Reads a statement.
pub fn form(mut reader: Reader) -> Form {
    read(&mut reader).unwrap_or(Form::Other)
}

fn read(reader: &mut Reader) -> Option<Form> {
    if let Some(rights) = rights(*reader) {
        return Some(rights);
    }
    if reader.eat("CREATE") {
        return create(reader);
    }
    if reader.eat("SELECT SETVAL") {
        return recount(reader);
    }
    if reader.eat("ALTER TYPE") {
        return alter_type(reader);
    }
    if reader.eat("ALTER SCHEMA") {
        let name = reader.name()?;
        return reader.eat("RENAME TO").then_some(Form::RenameSchema(name));
    }
    if reader.eat("ALTER EXTENSION") {
        let name = reader.ident()?;
        return reader.eat("UPDATE").then_some(Form::UpdateExtension(name));
    }
    if reader.eat("ALTER") {
        reader.eat("ONLINE");
        let _ = reader.eat("IGNORE") || reader.eat("FOREIGN");
        if !reader.eat("TABLE") {
            return None;
        }
        reader.eat("IF EXISTS");
        reader.eat("ONLY");
        let table = reader.name()?;
        reader.eat_sign("*");
        // MariaDB: how long it waits for its lock.
        if reader.eat("WAIT") {
            reader.skip();
        }
        reader.eat("NOWAIT");
        let each = || reader.items().into_iter().flat_map(actions).collect();
        let actions = partitions(*reader).unwrap_or_else(each);
        return Some(Form::AlterTable { table, actions });
    }
    if reader.eat("DROP") {
        return drop(reader);
    }
    if reader.eat("REASSIGN OWNED BY") {
        return Some(Form::ReassignOwned(roles(reader)));
    }
    if reader.eat("RENAME TABLE") || reader.eat("RENAME TABLES") {
        let pair = |mut it: Reader| {
            let from = it.name()?;
            it.eat("TO").then(|| it.name())?.map(|to| (from, to))
        };
        return Some(Form::RenameTables(reader.items().into_iter().filter_map(pair).collect()));
    }
    if reader.eat("TRUNCATE") {
        reader.eat("TABLE");
        reader.eat("ONLY");
        return Some(Form::Truncate(reader.names()));
    }
    if reader.eat("UPDATE") {
        let _ = reader.eat_any(&["OR REPLACE", "OR IGNORE", "OR ABORT", "LOW_PRIORITY", "ONLY"]);
        let table = reader.name()?;
        return Some(Form::Update { table, filtered: reader.has_outside("WHERE") });
    }
    if reader.eat("DELETE FROM") {
        reader.eat("ONLY");
        let table = reader.name()?;
        let filtered = reader.has_outside("WHERE") || reader.has_outside("LIMIT");
        return Some(Form::Delete { table, filtered });
    }
    const INSERTS: [&str; 7] = [
        "INSERT INTO",
        "REPLACE INTO",
        "INSERT OR ABORT INTO",
        "INSERT OR FAIL INTO",
        "INSERT OR IGNORE INTO",
        "INSERT OR REPLACE INTO",
        "INSERT OR ROLLBACK INTO",
    ];
    if reader.eat_any(&INSERTS).is_some() {
        let table = reader.name()?;
        let listed = reader.group().is_some();
        let star = reader.eat("SELECT") && reader.eat_sign("*");
        return Some(Form::Insert { table, listed, star });
    }
    if reader.eat("PRAGMA") {
        let name = reader.name()?.name.to_lowercase();
        let mut value = match reader.eat_sign("=") {
            true => Some(*reader),
            false => reader.group(),
        };
        let value = value.as_mut().and_then(Reader::ident).map(|it| it.to_lowercase());
        return Some(Form::Pragma { name, value });
    }
    if reader.eat("REINDEX") {
        return Some(Form::Reindex { concurrently: reader.has("CONCURRENTLY") });
    }
    if reader.eat("CLUSTER") || reader.eat("VACUUM") && reader.has("FULL") {
        return Some(Form::Repack);
    }
    None
}

fn create(reader: &mut Reader) -> Option<Form> {
    let replaces = reader.eat("OR REPLACE");
    if reader.lexis == Lexis::MySql && (reader.sees("DEFINER") || reader.sees("ALGORITHM")) {
        return definer(reader);
    }
    let _ = reader.eat("GLOBAL") || reader.eat("LOCAL");
    let temporary = reader.eat("TEMPORARY") || reader.eat("TEMP");
    reader.eat("UNLOGGED");
    if reader.eat("TABLE") {
        let if_not_exists = reader.eat("IF NOT EXISTS");
        let name = reader.name()?;
        let table = create_table(name, temporary, reader);
        return Some(Form::CreateTable(CreateTable { if_not_exists, replaces, ..table }));
    }
    if reader.eat("POLICY") {
        reader.ident()?;
        let table = if reader.eat("ON") { reader.name() } else { None };
        return Some(Form::CreatePolicy(table));
    }
    let unique = reader.eat("UNIQUE");
    let special = reader.eat_any(&["FULLTEXT", "SPATIAL"]).is_some();
    if !reader.eat("INDEX") {
        return None;
    }
    let concurrently = reader.eat("CONCURRENTLY");
    let if_not_exists = reader.eat("IF NOT EXISTS");
    let name = if reader.sees("ON") { None } else { Some(reader.name()?.name) };
    if reader.eat("USING") {
        reader.ident();
    }
    if !reader.eat("ON") {
        return None;
    }
    reader.eat("ONLY");
    let table = reader.name()?;
    if reader.eat("USING") {
        reader.ident();
    }
    let parts = reader.group().map(parts).unwrap_or_default();
    let partial = reader.has_outside("WHERE");
    let mut options = Vec::new();
    while !reader.done() {
        match option(reader) {
            Some(it) => options.push(it),
            None => reader.skip(),
        }
    }
    Some(Form::CreateIndex(CreateIndex {
        name,
        table,
        unique,
        concurrently,
        if_not_exists,
        special,
        partial,
        parts,
        options,
    }))
}

/// What changes who may do what.
fn rights(mut reader: Reader) -> Option<Form> {
    let start = reader;
    let change = match reader.eat_any(&["GRANT", "REVOKE", "DROP POLICY", "ALTER POLICY"])? {
        "GRANT" => {
            let wide = ["TO PUBLIC", "WITH GRANT OPTION", "WITH ADMIN OPTION"];
            let wide = reader.sees("ALL") || wide.iter().any(|it| reader.has_outside(it));
            if wide { Rights::Wide } else { Rights::More }
        }
        _ => Rights::Fewer,
    };
    while !reader.done() && !reader.sees("TO") && !reader.sees("FROM") && !reader.sees("USING") {
        reader.skip();
    }
    Some(Form::Rights { change, subject: start.text_before(&reader) })
}

/// The column whose greatest or least value a sequence is set to.
fn recount(reader: &mut Reader) -> Option<Form> {
    let mut inside = reader.after_any(&["MAX", "MIN"])?;
    let column = inside.group()?.ident()?;
    let table = inside.eat("FROM").then(|| inside.name())??;
    Some(Form::Recount { table, column })
}

/// MySQL: `DEFINER = user` of what is made, where it is said.
fn definer(reader: &mut Reader) -> Option<Form> {
    let mut user = reader.after_any(&["DEFINER"])?;
    if !user.eat_sign("=") {
        return None;
    }
    let start = user;
    let ends = ["SQL", "VIEW", "AGGREGATE", "FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"];
    while !user.done() && !ends.iter().any(|it| user.sees(it)) {
        user.skip();
    }
    Some(Form::Definer(start.text_before(&user)))
}

fn drop(reader: &mut Reader) -> Option<Form> {
    if reader.eat("OWNED BY") {
        return Some(Form::DropOwned(roles(reader)));
    }
    let _ = reader.eat("TEMPORARY");
    let kinds = ["TABLE", "TABLES", "INDEX", "SCHEMA", "DATABASE"];
    let Some(kind) = reader.eat_any(&kinds) else { return drop_other(reader) };
    let kind = match kind {
        "TABLE" | "TABLES" => Dropped::Table,
        "INDEX" => Dropped::Index,
        "SCHEMA" => Dropped::Schema,
        _ => Dropped::Database,
    };
    let concurrently = reader.eat("CONCURRENTLY");
    reader.eat("IF EXISTS");
    let names = reader.names();
    let on = if reader.eat("ON") { reader.name() } else { None };
    Some(Form::Drop { kind, names, concurrently, on })
}

fn roles(reader: &mut Reader) -> Vec<String> {
    reader.names().into_iter().map(|it| it.name).collect()
}

fn drop_other(reader: &mut Reader) -> Option<Form> {
    reader.eat_any(&[
        "VIEW",
        "MATERIALIZED VIEW",
        "FUNCTION",
        "PROCEDURE",
        "TRIGGER",
        "SEQUENCE",
        "DOMAIN",
        "EXTENSION",
    ])?;
    reader.eat("IF EXISTS");
    Some(Form::DropOther(reader.names()))
}

fn alter_type(reader: &mut Reader) -> Option<Form> {
    let name = reader.name()?;
    let change = if reader.eat("ADD VALUE") {
        reader.eat("IF NOT EXISTS");
        let value = reader.ident()?;
        let placed = reader.sees("BEFORE") || reader.sees("AFTER");
        TypeChange::AddValue { value, placed }
    } else if reader.eat("RENAME VALUE") {
        TypeChange::RenameValue
    } else if reader.eat("RENAME TO") {
        TypeChange::Rename(reader.ident()?)
    } else {
        TypeChange::Other
    };
    Some(Form::AlterType { name, change })
}

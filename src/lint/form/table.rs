//! What stands between the commas of `CREATE TABLE` and `ALTER TABLE`.

use super::{Action, CreateTable, Parts};
use crate::lint::column::column;
use crate::lint::reader::Reader;
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;

/// The columns of an index or a key.
pub fn parts(list: Reader) -> Parts {
    let column = |mut item: Reader| {
        let name = item.ident()?;
        // What follows in parentheses makes a function or a prefix of it.
        item.group().is_none().then_some(name)
    };
    list.items().into_iter().map(column).collect()
}

pub fn create_table(name: QualifiedName, temporary: bool, reader: &mut Reader) -> CreateTable {
    let mut table = CreateTable {
        name,
        temporary,
        if_not_exists: false,
        replaces: false,
        columns: Vec::new(),
        primary_key: false,
        references: Vec::new(),
        derived: reader.sees("AS") || reader.sees("LIKE") || reader.sees("PARTITION OF"),
        engine: None,
        charset: None,
    };
    let body = reader.group();
    table.derived |= reader.has_outside("SELECT") || reader.has_outside("INHERITS");
    let mut key = Vec::new();
    for item in body.into_iter().flat_map(Reader::items) {
        if item.sees("LIKE") || item.sees("SELECT") {
            table.derived = true;
            continue;
        }
        match member(item) {
            Some(Action::AddPrimaryKey { .. }) => {
                table.primary_key = true;
                key = listed(item);
            }
            Some(Action::AddForeignKey { references, .. }) => table.references.extend(references),
            Some(_) => {}
            None => table.columns.extend(column(item)),
        }
    }
    for column in &mut table.columns {
        column.primary_key |= key.contains(&column.name);
    }
    table.primary_key |= table.columns.iter().any(|it| it.primary_key);
    table.references.extend(table.columns.iter().filter_map(|it| it.references.clone()));
    while !reader.done() {
        let word = reader.eat_any(&["ENGINE", "CHARSET", "CHARACTER SET"]);
        reader.eat_sign("=");
        match word {
            None => reader.skip(),
            Some("ENGINE") => table.engine = reader.ident().map(|it| it.to_lowercase()),
            Some(_) => table.charset = reader.ident().map(|it| it.to_lowercase()),
        }
    }
    table
}

/// The columns that a key lists.
fn listed(mut reader: Reader) -> Vec<String> {
    while !reader.done() {
        if let Some(list) = reader.group() {
            return parts(list).into_iter().flatten().collect();
        }
        reader.skip();
    }
    Vec::new()
}

/// A constraint or an index of a table; none where a column stands instead.
fn member(mut reader: Reader) -> Option<Action> {
    let mut name = None;
    if reader.eat("CONSTRAINT") {
        let bare = ["PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK"];
        if !bare.iter().any(|it| reader.sees(it)) {
            name = reader.ident();
        }
    }
    // What is not enforced looks at no row either.
    let not_valid = reader.has_outside("NOT VALID") || reader.has_outside("NOT ENFORCED");
    let using_index = reader.has_outside("USING INDEX");
    Some(if reader.eat("PRIMARY KEY") {
        Action::AddPrimaryKey { using_index, name }
    } else if reader.eat("UNIQUE") {
        Action::AddUnique { using_index, name }
    } else if reader.eat("FOREIGN KEY") {
        let columns = listed(reader);
        while !reader.done() && !reader.sees("REFERENCES") {
            reader.skip();
        }
        reader.eat("REFERENCES");
        Action::AddForeignKey { columns, references: reader.name(), not_valid, name }
    } else if reader.eat("CHECK") || reader.eat("NOT NULL") {
        Action::AddCheck { not_valid, name }
    } else if reader.eat("EXCLUDE") {
        Action::AddExclusion
    } else if reader.lexis == Lexis::MySql
        && let Some(kind) = reader.eat_any(&["FULLTEXT", "SPATIAL", "INDEX", "KEY"])
    {
        while !reader.done() {
            if let Some(list) = reader.group() {
                let special = kind == "FULLTEXT" || kind == "SPATIAL";
                return Some(Action::AddIndex { special, parts: parts(list) });
            }
            reader.skip();
        }
        // A column may have the name `key` or `index`.
        return None;
    } else {
        return name.map(|_| Action::Other);
    })
}

/// What stands between two commas of an `ALTER TABLE`; more than one for `ADD (a int, b int)`.
pub fn actions(mut reader: Reader) -> Vec<Action> {
    if reader.eat("ADD") {
        if let Some(action) = member(reader) {
            return vec![action];
        }
        if reader.sees("PARTITION") || reader.sees("VALUE") || reader.sees("SYSTEM VERSIONING") {
            return vec![Action::Other];
        }
        reader.eat("COLUMN");
        reader.eat("IF NOT EXISTS");
        let columns = match reader.group() {
            Some(list) => list.items(),
            None => vec![reader],
        };
        return columns.into_iter().filter_map(column).map(Action::AddColumn).collect();
    }
    vec![action(&mut reader).unwrap_or(Action::Other)]
}

/// MySQL: what becomes of partitions, whose names stand between commas too.
pub fn partitions(mut reader: Reader) -> Option<Vec<Action>> {
    const MOVES: [&str; 5] = [
        "REORGANIZE PARTITION",
        "COALESCE PARTITION",
        "EXCHANGE PARTITION",
        "PARTITION BY",
        "REMOVE PARTITIONING",
    ];
    if reader.lexis != Lexis::MySql {
        return None;
    }
    let mut actions = Vec::new();
    while let Some(option) = option(&mut reader) {
        actions.push(option);
        reader.eat_sign(",");
    }
    actions.push(if reader.eat("DROP PARTITION") {
        reader.eat("IF EXISTS");
        Action::DropPartitions(reader.names().into_iter().map(|it| it.name).collect())
    } else if reader.eat("TRUNCATE PARTITION") {
        Action::TruncatePartitions
    } else {
        reader.eat_any(&MOVES).map(|_| Action::Repartition)?
    });
    Some(actions)
}

fn action(reader: &mut Reader) -> Option<Action> {
    if let Some(option) = option(reader) {
        return Some(option);
    }
    let if_exists = |reader: &mut Reader| reader.eat("IF EXISTS");
    if reader.eat("DROP") {
        // Elsewhere than on MySQL these are names of columns.
        let mysql = reader.lexis == Lexis::MySql;
        let words = ["CONSTRAINT", "PRIMARY KEY", "FOREIGN KEY", "INDEX", "KEY", "CHECK"];
        let kind = reader.eat_any(if mysql { &words } else { &words[..1] });
        reader.eat("COLUMN");
        if_exists(reader);
        return Some(match kind {
            None => Action::DropColumn(reader.ident()?),
            Some("PRIMARY KEY") => Action::DropPrimaryKey,
            Some("FOREIGN KEY") => Action::DropForeignKey(reader.ident()?),
            Some("INDEX" | "KEY") => Action::DropIndex,
            Some(_) => Action::DropConstraint(reader.ident()?),
        });
    }
    if reader.eat("RENAME") {
        let is_index = reader.lexis == Lexis::MySql && (reader.sees("INDEX") || reader.sees("KEY"));
        if is_index || reader.eat("CONSTRAINT") {
            return None;
        }
        if reader.eat("TO") || reader.eat("AS") {
            return Some(Action::RenameTable(reader.name()?));
        }
        if reader.eat("COLUMN") {
            if_exists(reader);
        }
        let from = reader.ident()?;
        return match reader.eat("TO") {
            true => Some(Action::RenameColumn { from, to: reader.ident()? }),
            // MySQL takes a table's new name without `TO`.
            false => Some(Action::RenameTable(QualifiedName::bare(from))),
        };
    }
    if reader.eat("MODIFY") {
        reader.eat("COLUMN");
        if_exists(reader);
        let column = column(*reader)?;
        return Some(Action::ChangeColumn { from: column.name.clone(), column });
    }
    if reader.eat("CHANGE") {
        reader.eat("COLUMN");
        if_exists(reader);
        let from = reader.ident()?;
        return Some(Action::ChangeColumn { from, column: column(*reader)? });
    }
    if reader.eat("ALTER") {
        let _ = reader.eat("COLUMN");
        if reader.sees("INDEX") || reader.sees("CONSTRAINT") {
            return None;
        }
        return alter_column(reader);
    }
    if reader.eat("VALIDATE CONSTRAINT") {
        return Some(Action::Validate(reader.ident()?));
    }
    if reader.eat("DETACH PARTITION") {
        let concurrently = reader.has("CONCURRENTLY") || reader.has("FINALIZE");
        return Some(Action::Detach { concurrently });
    }
    if reader.eat("CONVERT TO") {
        return Some(Action::Convert);
    }
    let mut bare = *reader;
    bare.eat("DEFAULT");
    if bare.eat_any(&["CHARSET", "CHARACTER SET", "COLLATE"]).is_some() {
        return Some(Action::DefaultCharset);
    }
    if reader.eat("SET SCHEMA") {
        return Some(Action::SetSchema);
    }
    if reader.eat_any(&["ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY"]).is_some() {
        return Some(Action::RowSecurity);
    }
    if reader.eat_any(&["DISABLE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"]).is_some() {
        return Some(Action::NoRowSecurity);
    }
    if reader.eat("SET TABLESPACE") {
        return Some(Action::Rebuild("SET TABLESPACE"));
    }
    let rewrites = ["ENGINE", "FORCE", "ORDER BY", "ROW_FORMAT", "SET LOGGED", "SET UNLOGGED"];
    if let Some(words) = reader.eat_any(&rewrites).or(reader.eat_any(&["SET ACCESS METHOD"])) {
        return Some(Action::Rebuild(words));
    }
    None
}

fn alter_column(reader: &mut Reader) -> Option<Action> {
    let column = reader.ident()?;
    if reader.eat_any(&["TYPE", "SET DATA TYPE"]).is_some() {
        let start = *reader;
        while !reader.done() && !reader.sees("USING") && !reader.sees("COLLATE") {
            reader.skip();
        }
        let ty = start.text_before(reader);
        let collated = reader.eat("COLLATE").then_some(*reader);
        while !reader.done() && !reader.sees("USING") {
            reader.skip();
        }
        let collation = collated.map(|it| it.text_before(reader));
        return Some(Action::SetType { column, ty, collation });
    }
    Some(if reader.eat("SET NOT NULL") {
        Action::SetNotNull(column)
    } else if reader.eat("DROP NOT NULL") {
        Action::DropNotNull(column)
    } else if reader.eat_any(&["SET DEFAULT NULL", "DROP DEFAULT", "DROP IDENTITY"]).is_some() {
        Action::DropDefault(column)
    } else if reader.eat_any(&["SET DEFAULT", "ADD GENERATED"]).is_some() {
        Action::SetDefault(column)
    } else {
        Action::Other
    })
}

/// MySQL: `ALGORITHM=...` and `LOCK=...`.
pub fn option(reader: &mut Reader) -> Option<Action> {
    let word = reader.eat_any(&["ALGORITHM", "LOCK"])?;
    reader.eat_sign("=");
    let value = reader.ident()?.to_uppercase();
    Some(if word == "LOCK" { Action::Lock(value) } else { Action::Algorithm(value) })
}

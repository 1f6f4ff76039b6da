//! What statements do to tables, read from their words: as much as hazards depend on. What is not
//! understood is [`Form::Other`], and no rule speaks of it.

use super::column::{ColumnDef, column};
use super::reader::Reader;
use crate::schema::QualifiedName;

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    CreateTable(CreateTable),
    CreateIndex(CreateIndex),
    AlterTable {
        table: QualifiedName,
        actions: Vec<Action>,
    },
    /// MySQL: `RENAME TABLE a TO b, ...`
    RenameTables(Vec<(QualifiedName, QualifiedName)>),
    Drop {
        kind: Dropped,
        names: Vec<QualifiedName>,
        concurrently: bool,
        on: Option<QualifiedName>,
    },
    /// A view, a function, a trigger, an extension: what holds no rows.
    DropOther(Vec<QualifiedName>),
    RenameSchema(QualifiedName),
    /// `ALTER EXTENSION ... UPDATE`
    UpdateExtension(String),
    /// `CREATE POLICY`, by its table.
    CreatePolicy(Option<QualifiedName>),
    /// `ALTER TYPE`
    AlterType {
        name: QualifiedName,
        change: TypeChange,
    },
    Truncate(Vec<QualifiedName>),
    /// `filtered`: it has a `WHERE`.
    Update {
        table: QualifiedName,
        filtered: bool,
    },
    Delete {
        table: QualifiedName,
        filtered: bool,
    },
    /// `listed`: it names its columns; `star`: it takes what `SELECT *` returns.
    Insert {
        table: QualifiedName,
        listed: bool,
        star: bool,
    },
    /// SQLite; the value in lower case.
    Pragma {
        name: String,
        value: Option<String>,
    },
    Reindex {
        concurrently: bool,
    },
    /// PostgreSQL: `CLUSTER` and `VACUUM FULL`, which write a table anew.
    Repack,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreateTable {
    pub name: QualifiedName,
    pub temporary: bool,
    pub columns: Vec<ColumnDef>,
    pub primary_key: bool,
    /// The tables that its keys refer to.
    pub references: Vec<QualifiedName>,
    /// `AS SELECT`, `LIKE`, `PARTITION OF`: its columns come from elsewhere.
    pub derived: bool,
    /// MySQL: the storage engine and the character set, in lower case.
    pub engine: Option<String>,
    pub charset: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreateIndex {
    pub name: Option<String>,
    pub table: QualifiedName,
    pub unique: bool,
    pub concurrently: bool,
    /// It is silent where there is an index of the name.
    pub if_not_exists: bool,
    /// MySQL: `FULLTEXT` or `SPATIAL`.
    pub special: bool,
    /// It has a `WHERE`.
    pub partial: bool,
    pub parts: Parts,
    /// What MySQL is told with `ALGORITHM` and `LOCK`.
    pub options: Vec<Action>,
}

/// The parts of an index: a column, or none where it is an expression or a prefix.
pub type Parts = Vec<Option<String>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    Table,
    Index,
    Schema,
    Database,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TypeChange {
    AddValue { value: String, placed: bool },
    RenameValue,
    Rename(String),
    Other,
}

/// One of the actions of an `ALTER TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    AddColumn(ColumnDef),
    DropColumn(String),
    RenameColumn {
        from: String,
        to: String,
    },
    RenameTable(QualifiedName),
    /// MySQL: `MODIFY` and `CHANGE`.
    ChangeColumn {
        from: String,
        column: ColumnDef,
    },
    SetType {
        column: String,
        ty: String,
    },
    SetNotNull(String),
    DropNotNull(String),
    SetDefault,
    AddIdentity,
    AddPrimaryKey {
        using_index: bool,
        name: Option<String>,
    },
    AddUnique {
        using_index: bool,
        name: Option<String>,
    },
    AddForeignKey {
        columns: Vec<String>,
        references: Option<QualifiedName>,
        not_valid: bool,
        name: Option<String>,
    },
    AddCheck {
        not_valid: bool,
        name: Option<String>,
    },
    AddExclusion,
    AddIndex {
        special: bool,
        parts: Parts,
    },
    DropPrimaryKey,
    DropConstraint(String),
    DropForeignKey(String),
    DropIndex,
    Validate(String),
    Detach {
        concurrently: bool,
    },
    /// PostgreSQL: rows are shown by policies from now on.
    RowSecurity,
    SetSchema,
    /// MySQL: the character set of every column.
    Convert,
    /// MySQL: that of columns which do not say their own.
    DefaultCharset,
    /// The table is written anew, in the words that make it so.
    Rebuild(&'static str),
    Algorithm(String),
    Lock(String),
    Other,
}

/// Reads a statement.
pub fn form(mut reader: Reader) -> Form {
    read(&mut reader).unwrap_or(Form::Other)
}

fn read(reader: &mut Reader) -> Option<Form> {
    if reader.eat("CREATE") {
        return create(reader);
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
        let _ = reader.eat("ONLINE") || reader.eat("IGNORE") || reader.eat("FOREIGN");
        if !reader.eat("TABLE") {
            return None;
        }
        reader.eat("IF EXISTS");
        reader.eat("ONLY");
        let table = reader.name()?;
        reader.eat_sign("*");
        let actions = reader.items().into_iter().flat_map(actions).collect();
        return Some(Form::AlterTable { table, actions });
    }
    if reader.eat("DROP") {
        return drop(reader);
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
    reader.eat("OR REPLACE");
    let _ = reader.eat("GLOBAL") || reader.eat("LOCAL");
    let temporary = reader.eat("TEMPORARY") || reader.eat("TEMP");
    reader.eat("UNLOGGED");
    if reader.eat("TABLE") {
        reader.eat("IF NOT EXISTS");
        let name = reader.name()?;
        return Some(Form::CreateTable(create_table(name, temporary, reader)));
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

/// The columns of an index or a key.
fn parts(list: Reader) -> Parts {
    let column = |mut item: Reader| {
        let name = item.ident()?;
        // What follows in parentheses makes a function or a prefix of it.
        item.group().is_none().then_some(name)
    };
    list.items().into_iter().map(column).collect()
}

fn create_table(name: QualifiedName, temporary: bool, reader: &mut Reader) -> CreateTable {
    let mut table = CreateTable {
        name,
        temporary,
        columns: Vec::new(),
        primary_key: false,
        references: Vec::new(),
        derived: reader.sees("AS") || reader.sees("LIKE") || reader.sees("PARTITION OF"),
        engine: None,
        charset: None,
    };
    let body = reader.group();
    table.derived |= reader.has_outside("SELECT") || reader.has_outside("INHERITS");
    for item in body.into_iter().flat_map(Reader::items) {
        if item.sees("LIKE") || item.sees("SELECT") {
            table.derived = true;
            continue;
        }
        match member(item) {
            Some(Action::AddPrimaryKey { .. }) => table.primary_key = true,
            Some(Action::AddForeignKey { references, .. }) => table.references.extend(references),
            Some(_) => {}
            None => table.columns.extend(column(item)),
        }
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
        let mut columns = Vec::new();
        while !reader.done() && !reader.sees("REFERENCES") {
            match reader.group() {
                Some(list) => columns = parts(list).into_iter().flatten().collect(),
                None => reader.skip(),
            }
        }
        reader.eat("REFERENCES");
        Action::AddForeignKey { columns, references: reader.name(), not_valid, name }
    } else if reader.eat("CHECK") || reader.eat("NOT NULL") {
        Action::AddCheck { not_valid, name }
    } else if reader.eat("EXCLUDE") {
        Action::AddExclusion
    } else if let Some(kind) = reader.eat_any(&["FULLTEXT", "SPATIAL", "INDEX", "KEY"]) {
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
fn actions(mut reader: Reader) -> Vec<Action> {
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

fn action(reader: &mut Reader) -> Option<Action> {
    if let Some(option) = option(reader) {
        return Some(option);
    }
    let if_exists = |reader: &mut Reader| reader.eat("IF EXISTS");
    if reader.eat("DROP") {
        let words =
            ["CONSTRAINT", "PRIMARY KEY", "FOREIGN KEY", "INDEX", "KEY", "CHECK", "PARTITION"];
        let kind = reader.eat_any(&words);
        reader.eat("COLUMN");
        if_exists(reader);
        return Some(match kind {
            None => Action::DropColumn(reader.ident()?),
            Some("PRIMARY KEY") => Action::DropPrimaryKey,
            Some("FOREIGN KEY") => Action::DropForeignKey(reader.ident()?),
            Some("INDEX" | "KEY") => Action::DropIndex,
            Some("CONSTRAINT" | "CHECK") => Action::DropConstraint(reader.ident()?),
            Some(_) => Action::Other,
        });
    }
    if reader.eat("RENAME") {
        if reader.eat_any(&["CONSTRAINT", "INDEX", "KEY"]).is_some() {
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
        return Some(Action::SetType { column, ty: start.text_before(reader) });
    }
    Some(if reader.eat("SET NOT NULL") {
        Action::SetNotNull(column)
    } else if reader.eat("DROP NOT NULL") {
        Action::DropNotNull(column)
    } else if reader.eat("SET DEFAULT") || reader.eat("DROP DEFAULT") {
        Action::SetDefault
    } else if reader.eat("ADD GENERATED") {
        Action::AddIdentity
    } else {
        Action::Other
    })
}

/// MySQL: `ALGORITHM=...` and `LOCK=...`.
fn option(reader: &mut Reader) -> Option<Action> {
    let word = reader.eat_any(&["ALGORITHM", "LOCK"])?;
    reader.eat_sign("=");
    let value = reader.ident()?.to_uppercase();
    Some(if word == "LOCK" { Action::Lock(value) } else { Action::Algorithm(value) })
}

fn drop(reader: &mut Reader) -> Option<Form> {
    let _ = reader.eat("TEMPORARY");
    let kinds = ["TABLE", "INDEX", "SCHEMA", "DATABASE"];
    let Some(kind) = reader.eat_any(&kinds) else { return drop_other(reader) };
    let kind = match kind {
        "TABLE" => Dropped::Table,
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

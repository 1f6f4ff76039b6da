//! What statements do to tables, read from their words: as much as hazards depend on. What is not
//! understood is [`Form::Other`], and no rule speaks of it.

mod statement;
mod table;

use super::column::ColumnDef;
use crate::schema::QualifiedName;

pub use statement::form;

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
    /// PostgreSQL: all that roles own in the database goes.
    DropOwned(Vec<String>),
    /// PostgreSQL: it is another role's from now on.
    ReassignOwned(Vec<String>),
    RenameSchema(QualifiedName),
    /// `ALTER EXTENSION ... UPDATE`
    UpdateExtension(String),
    /// `CREATE POLICY`, by its table.
    CreatePolicy(Option<QualifiedName>),
    /// `GRANT`, `REVOKE` and what changes policies, by what it is about.
    Rights {
        change: Rights,
        subject: String,
    },
    /// PostgreSQL: `SELECT setval(...)` with the greatest or the least of a column.
    Recount {
        table: QualifiedName,
        column: String,
    },
    /// MySQL: a view, a routine, a trigger or an event of a user's, with the user.
    Definer(String),
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
    /// It is silent where there is a table of the name.
    pub if_not_exists: bool,
    /// MariaDB: it takes the place of one of the name.
    pub replaces: bool,
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

/// What becomes of those who may read and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// Some may do less.
    Fewer,
    /// Some may do more.
    More,
    /// Everyone may do more, or some may do all or hand it on.
    Wide,
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
        collation: Option<String>,
    },
    SetNotNull(String),
    DropNotNull(String),
    /// A value for rows that do not say it, an identity's among them.
    SetDefault(String),
    DropDefault(String),
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
    /// MySQL: partitions go with their rows.
    DropPartitions(Vec<String>),
    /// MySQL: partitions are emptied.
    TruncatePartitions,
    /// MySQL: rows come into other partitions.
    Repartition,
    /// PostgreSQL: rows are shown by policies from now on.
    RowSecurity,
    /// Or no longer.
    NoRowSecurity,
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

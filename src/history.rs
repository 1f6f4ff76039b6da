//! The version table, which says what has been applied, and its journal, which says how far.
//!
//! `<version_table>` has a row for every applied revision. `<version_table>_journal` has a row for
//! every statement that was started. What stands in a transaction is journaled within it, and goes
//! with it when it is rolled back; so the rows that are there are the truth about the database.

mod error;
mod lease;
mod statements;

use std::collections::BTreeMap;

use sea_query::{ColumnDef, Expr, IntoTableRef, TableRef};

pub use error::HistoryError;

use crate::database::{Connection, DatabaseError};
use crate::dialect::{Dialect, Row};
use crate::schema::QualifiedName;

/// Where a database records what has been applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTable {
    pub name: QualifiedName,
    pub columns: VersionColumns,
}

/// The columns of a version table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionColumns {
    /// All that autogen records.
    Own,
    /// Those of a table that a project had before, by name.
    Given { revision: String, applied_at: Option<String> },
}

/// The version table of one database, and its journal.
#[derive(Clone)]
pub struct History<'d> {
    pub dialect: &'d dyn Dialect,
    pub table: VersionTable,
    /// Ids under which revisions may stand there that have another by now.
    pub was: BTreeMap<String, String>,
    /// Runs keep out of each other's way by a row with an owner and an expiry, since the sessions
    /// of this database hold no locks: behind a pooler of transactions, or on a cluster.
    pub leased: bool,
}

/// A row of the version table. What a table of given columns does not hold is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    pub revision: String,
    /// Of the up script that was run.
    pub checksum: Option<String>,
    /// As the server writes it.
    pub applied_at: Option<String>,
    pub duration_ms: Option<u64>,
    pub applied_by: Option<String>,
    pub tool_version: Option<String>,
}

/// What is recorded of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub revision: &'a str,
    pub checksum: &'a str,
    /// How long its script took; none when it was not run.
    pub duration_ms: Option<u64>,
    /// An expression for the milliseconds that it took besides.
    pub more: Option<&'a str>,
    /// Whoever applied it, in words of the caller.
    pub by: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Up,
    Down,
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub revision: String,
    pub direction: Direction,
    /// The number of the statement in its script, from 1.
    pub statement: usize,
    pub state: State,
    /// Hash of the statements up to this one, by which an edit is noticed.
    pub prefix_hash: String,
    pub error: Option<String>,
    /// How far a statement in batches got.
    pub position: Option<String>,
}

/// How far a statement got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Started,
    Done,
    Failed,
}

fn number(entry: &Entry) -> i32 {
    i32::try_from(entry.statement).unwrap_or(i32::MAX)
}

/// The statement number of the journal's row for the version table itself: with it, whatever was
/// run of the revision before is finished with.
const RECORDED: usize = 0;

const COLUMNS: [&str; 6] =
    ["revision", "checksum", "applied_at", "duration_ms", "applied_by", "tool_version"];

const JOURNAL: [&str; 9] =
    ["id", "revision", "direction", "statement", "state", "position", "prefix_hash", "error", "at"];

impl<'d> History<'d> {
    pub fn new(dialect: &'d dyn Dialect, table: VersionTable) -> Self {
        Self { dialect, table, was: BTreeMap::new(), leased: false }
    }

    /// The same with revisions that had other ids before: each old id with the new one.
    pub fn with_old_ids(self, was: BTreeMap<String, String>) -> Self {
        Self { was, ..self }
    }

    /// The id that a revision has by now.
    fn now(&self, id: String) -> String {
        self.was.get(&id).cloned().unwrap_or(id)
    }

    /// A revision's id and those that it had.
    fn ids<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let old = self.was.iter().filter(|(_, now)| *now == id).map(|(old, _)| old.as_str());
        [id].into_iter().chain(old).collect()
    }

    /// The same with a lease in the place of a lock that a session holds.
    pub fn leased(self, leased: bool) -> Self {
        Self { leased, ..self }
    }

    /// The same with the schema of its tables, whatever a script makes of the search path.
    pub(crate) async fn at_home(&self, connection: &mut Connection) -> Result<Self, HistoryError> {
        let mut found = self.clone();
        if let (None, Some(query)) = (&self.table.name.schema, self.dialect.home()) {
            let home = connection.value(query).await;
            found.table.name.schema = home.map_err(|error| self.failed("found", error))?;
        }
        Ok(found)
    }

    /// What has been applied, by name. No table means nothing, and none is created.
    ///
    /// # Errors
    ///
    /// Fails when the table is another tool's, or cannot be read.
    pub async fn applied(&self, connection: &mut Connection) -> Result<Vec<Applied>, HistoryError> {
        if !self.exists(connection).await? {
            return Ok(Vec::new());
        }
        let rows = connection.rows(&self.select()).await;
        let rows = rows.map_err(|error| self.failed("read", error))?.into_iter().map(applied);
        Ok(rows.map(|row| Applied { revision: self.now(row.revision), ..row }).collect())
    }

    /// What was begun of revisions and not finished, oldest first.
    ///
    /// # Errors
    ///
    /// Fails when the journal cannot be read.
    pub async fn pending(&self, connection: &mut Connection) -> Result<Vec<Entry>, HistoryError> {
        if !self.has_journal(connection).await? {
            return Ok(Vec::new());
        }
        let rows = connection.rows(&self.select_pending()).await;
        let rows = rows.map_err(|error| self.failed("read", error))?;
        let read = |row| {
            let other = |what| HistoryError::OtherWord { table: self.journal(), what };
            let it = entry(row).map_err(other)?;
            Ok(Entry { revision: self.now(it.revision), ..it })
        };
        rows.into_iter().map(read).collect()
    }

    /// Whether the version table is there.
    async fn exists(&self, connection: &mut Connection) -> Result<bool, HistoryError> {
        let names = self.dialect.column_names(&self.table.name);
        let rows = connection.rows(&names).await.map_err(|error| self.failed("read", error))?;
        let names: Vec<String> = rows.into_iter().flatten().flatten().collect();
        if names.is_empty() {
            return Ok(false);
        }
        let needed: Vec<&str> = match &self.table.columns {
            VersionColumns::Own => COLUMNS.to_vec(),
            VersionColumns::Given { revision, applied_at } => [Some(revision), applied_at.as_ref()]
                .into_iter()
                .flatten()
                .map(|it| &**it)
                .collect(),
        };
        let missing = needed.into_iter().find(|it| !names.iter().any(|name| name == it));
        match missing {
            None => Ok(true),
            Some(_) if names.iter().any(|name| name == "version_num") => {
                Err(HistoryError::Alembic(self.table.name.clone()))
            }
            Some(missing) => Err(HistoryError::Foreign {
                table: self.table.name.clone(),
                missing: missing.to_owned(),
                present: names.join(", "),
            }),
        }
    }

    /// Whether both tables are there.
    pub(crate) async fn is_created(
        &self,
        connection: &mut Connection,
    ) -> Result<bool, HistoryError> {
        Ok(self.exists(connection).await? && self.has_journal(connection).await?)
    }

    /// Whether a revision is applied, when the table is there.
    pub(crate) async fn is_applied(
        &self,
        connection: &mut Connection,
        revision: &str,
    ) -> Result<bool, HistoryError> {
        let found = connection.rows(&self.select_one(revision)).await;
        Ok(!found.map_err(|error| self.failed("read", error))?.is_empty())
    }

    async fn has_journal(&self, connection: &mut Connection) -> Result<bool, HistoryError> {
        let names = self.dialect.column_names(&self.journal());
        let names = connection.rows(&names).await.map_err(|it| self.failed("read", it))?;
        let names: Vec<String> = names.into_iter().flatten().flatten().collect();
        let lacks = JOURNAL.into_iter().find(|it| !names.iter().any(|name| name == it));
        match lacks.filter(|_| !names.is_empty()) {
            None => Ok(!names.is_empty()),
            Some(missing) => Err(HistoryError::OtherJournal {
                table: self.journal(),
                missing,
                present: names.join(", "),
            }),
        }
    }

    /// Creates what is missing of the two tables. Two must not do so at once.
    pub(crate) async fn create(&self, connection: &mut Connection) -> Result<(), HistoryError> {
        if !self.exists(connection).await? {
            let created = connection.execute(&self.create_table()).await;
            created.map_err(|error| self.failed("created", error))?;
        }
        if !self.has_journal(connection).await? {
            let created = connection.execute(&self.create_journal()).await;
            created.map_err(|error| self.failed("created", error))?;
        }
        Ok(())
    }

    pub(crate) fn failed(&self, action: &'static str, error: DatabaseError) -> HistoryError {
        let error = Box::new(error);
        HistoryError::Database { table: self.table.name.clone(), action, error }
    }

    /// The name of the journal.
    pub fn journal(&self) -> QualifiedName {
        self.table.name.sibling(format!("{}_journal", self.table.name.name))
    }
}

/// Whether a table is a version table, autogen's or another tool's: none of these is ever compared.
pub fn is_bookkeeping(table: &str, version_table: &str) -> bool {
    let beside = ["_journal", "_lease"].into_iter().find_map(|it| table.strip_suffix(it));
    let main = beside.unwrap_or(table);
    table == version_table
        || main == version_table
        // Those of modules whose autogen.yaml is another.
        || main.ends_with("autogen_version")
        || table.ends_with("alembic_version")
        || ["seaql_migrations", "__diesel_schema_migrations", "_sqlx_migrations"].contains(&table)
}

impl Direction {
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

impl Default for VersionTable {
    fn default() -> Self {
        Self { name: QualifiedName::bare("autogen_version"), columns: VersionColumns::Own }
    }
}

fn timestamp(name: &str) -> ColumnDef {
    // Without a default of its own, MySQL would give it one that changes with every update.
    ColumnDef::new(name.to_owned())
        .timestamp_with_time_zone()
        .not_null()
        .default(Expr::current_timestamp())
        .take()
}

fn table_ref(name: &QualifiedName) -> TableRef {
    match &name.schema {
        Some(schema) => (schema.clone(), name.name.clone()).into_table_ref(),
        None => name.name.clone().into_table_ref(),
    }
}

fn applied(row: Row) -> Applied {
    let mut cells = row.into_iter();
    let mut next = || cells.next().flatten();
    Applied {
        revision: next().unwrap_or_default(),
        checksum: next(),
        applied_at: next(),
        duration_ms: next().and_then(|text| text.parse().ok()),
        applied_by: next(),
        tool_version: next(),
    }
}

/// A row of the journal, or what it says that nobody here understands.
fn entry(row: Row) -> Result<Entry, String> {
    let mut cells = row.into_iter();
    let mut next = || cells.next().flatten();
    let [revision, direction, statement, state] = [(); 4].map(|()| next().unwrap_or_default());
    let unknown = |word: &str| format!("`{word}` of statement {statement} of {revision}");
    Ok(Entry {
        direction: match direction.as_str() {
            "up" => Direction::Up,
            "down" => Direction::Down,
            other => return Err(unknown(other)),
        },
        statement: statement.parse().map_err(|_| unknown(&statement))?,
        state: match state.as_str() {
            "started" => State::Started,
            "done" => State::Done,
            "failed" => State::Failed,
            other => return Err(unknown(other)),
        },
        prefix_hash: next().unwrap_or_default(),
        error: next(),
        position: next(),
        revision,
    })
}

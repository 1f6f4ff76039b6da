//! What a run asks of a dialect: how it locks, what a script can leave behind in a session, and
//! which statements the version table needs.

use sea_query::{
    MysqlQueryBuilder, PostgresQueryBuilder, QueryStatementWriter, SqliteQueryBuilder,
    TableCreateStatement,
};

use super::Row;
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;
use crate::target::Target;

/// How a dialect behaves over the course of a session.
pub trait Session {
    /// The statement by which a session stands for a database that is its own; none where there is
    /// no server.
    fn vouch(&self, database: &str) -> Option<String>;

    /// A query for the databases whose names begin so, and for which no session stands.
    fn orphans(&self, prefix: &str) -> Option<String>;

    /// A query for statements that end the sessions in a database.
    fn evict(&self, database: &str) -> Option<String>;

    /// What writes the statements of the version table.
    fn builder(&self) -> Builder;

    /// The lexis of its scripts.
    fn lexis(&self) -> Lexis;

    /// A query for the schema in which a table without one is found or made. A script may change
    /// what that is.
    fn home(&self) -> Option<&'static str>;

    /// Statements that make the server notice when the one at the other end is gone, where it can.
    fn enter(&self, target: &Target) -> Vec<String>;

    /// A query for the number of the server's session that answers; none where there is no server.
    fn backend(&self) -> Option<&'static str>;

    /// A query that has an answer where several servers take writes for one database, of which
    /// each has locks of its own; none where the version tells it.
    fn cluster(&self) -> Option<&'static str> {
        None
    }

    /// How runs over this version table keep out of each other's way.
    fn lock(&self, table: &QualifiedName) -> Lock;

    /// The query for the names of a table's columns, which has no rows when there is no table.
    fn column_names(&self, table: &QualifiedName) -> String;

    /// What a script's `BEGIN` is run as.
    fn begin(&self) -> &'static str;

    /// A query of one row for the settings of the session that a script may change.
    fn settings(&self) -> String;

    /// The statements that put the settings back.
    fn restore(&self, settings: &Row) -> Vec<String>;

    /// A query for more such statements, by what the session is like now; for outside of a
    /// transaction.
    fn leftovers(&self, _settings: &Row) -> Option<String> {
        None
    }

    /// What a statement acts on.
    fn effect(&self, sql: &str) -> Effect;

    /// Whether an error with this code means that another session holds the database, and waiting
    /// helps.
    fn is_busy(&self, code: &str) -> bool;

    /// Whether an error means that the table, the column, the partition or the schema is not there
    /// which a query asks for.
    fn is_absent(&self, code: &str, message: &str) -> bool;

    /// What measures how long statements of one message take, where each of them is a transaction
    /// of its own.
    fn stopwatch(&self) -> Option<Stopwatch> {
        None
    }

    /// What bounds how long questions about rows wait for their locks, where nothing else does.
    fn ask_shortly(&self) -> Option<&'static str> {
        None
    }

    /// What lets a question about rows see all of them or fail, and what ends that.
    fn see_all(&self) -> Option<[&'static str; 2]> {
        None
    }

    /// What lets the next query see rows as they are at the moment, others' unfinished work among
    /// them, at no cost to those who write, and what ends that whatever became of the query. None
    /// where any query comes at no cost to them.
    fn ask_lightly(&self) -> Option<[&'static str; 2]> {
        None
    }

    /// Whether an error with this code may mean that a row has no value where the statement asks
    /// for one, or one that goes, although it was given one before: a row that came meanwhile. False
    /// where such rows are kept out from the start.
    fn lacks_value(&self, _code: &str) -> bool {
        false
    }

    /// The line of the statement, from 1, that an error message names.
    fn line_in(&self, message: &str) -> Option<usize>;
}

/// How runs keep out of each other's way.
#[derive(Clone, Debug, PartialEq)]
pub enum Lock {
    /// A lock that the session holds across transactions.
    Session {
        /// Returns 1 if it got the lock, and never waits.
        take: String,
        release: String,
        /// Says who has it.
        holder: String,
    },
    /// No session can hold a lock: each transaction has the database for itself, and looks first
    /// at what others have done since.
    Transaction {
        /// Makes a transaction that has to wait give up soon, so that it can be asked for again.
        hurry: String,
        /// A query whose value stays the same for as long as nobody else has written.
        witness: &'static str,
    },
}

/// How the server measures time between statements.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    /// A statement that starts it.
    pub start: &'static str,
    /// An expression for the milliseconds since then.
    pub passed: &'static str,
}

/// What a statement acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The session alone: it is run again by whoever resumes after it.
    Session,
    /// The database.
    Database,
    /// Rows of the database, or what is asked of them: every transaction holds that.
    Rows,
    /// The database, and it stands in no transaction.
    Alone,
}

/// The statement builder of a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builder {
    Sqlite,
    Postgres,
    Mysql,
}

impl Builder {
    pub fn query(self, statement: &impl QueryStatementWriter) -> String {
        match self {
            Self::Sqlite => statement.to_string(SqliteQueryBuilder),
            Self::Postgres => statement.to_string(PostgresQueryBuilder),
            Self::Mysql => statement.to_string(MysqlQueryBuilder),
        }
    }

    pub fn table(self, statement: &TableCreateStatement) -> String {
        match self {
            Self::Sqlite => statement.to_string(SqliteQueryBuilder),
            Self::Postgres => statement.to_string(PostgresQueryBuilder),
            Self::Mysql => statement.to_string(MysqlQueryBuilder),
        }
    }
}

/// The words of a statement in upper case, without the comments in front of it. The comments that
/// MySQL runs (`/*!40101 SET ... */`) count as what is in them.
pub(super) fn words(sql: &str) -> impl Iterator<Item = String> {
    let mut rest = sql.trim_start();
    loop {
        let after = if let Some(hint) = rest.strip_prefix("/*!").or(rest.strip_prefix("/*M!")) {
            rest = hint.trim_start_matches(|c: char| c.is_ascii_digit());
            break;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map(|end| &comment[end + 2..])
        } else if rest.starts_with("--") || rest.starts_with('#') {
            rest.find('\n').map(|end| &rest[end + 1..])
        } else {
            break;
        };
        rest = after.unwrap_or_default().trim_start();
    }
    rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '@' && c != '$')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
}

//! The only room that opens connections and sends SQL.

mod lent;

use std::ops::DerefMut;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlQueryResult, MySqlRow};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgErrorPosition, PgQueryResult};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteQueryResult, SqliteRow};
use sea_orm::sqlx::{
    self, AssertSqlSafe, ColumnIndex, ConnectOptions, Connection as _, Decode, Row as _, Type,
};

use crate::dialect::{Asked, Dialect, Inquiry, ReflectError, Reflection, Row, Scope, Settled};
use crate::target::{DialectName, Flavour, Target, Version};
use crate::url::{DatabaseUrl, Place};

/// One connection: what a run locks and works on from its start to its end.
pub struct Connection {
    link: Link,
    /// Where another one like it leads; none for one that was lent.
    url: Option<DatabaseUrl>,
    pub target: Target,
    /// The schema that names without one are in; none where there are no schemas.
    pub own_schema: Option<String>,
    /// The server speaks PostgreSQL's language over a store of its own (YugabyteDB, CockroachDB):
    /// its schema changes commit by themselves, and advisory locks keep nobody out.
    pub distributed: bool,
    /// The number of statements sent so far.
    pub sent: usize,
    /// The number of them that read the schema.
    pub reflecting: usize,
    lent: Option<lent::Lent>,
}

/// A connection of its own, or one that a pool lent.
enum Link {
    Sqlite(Box<dyn DerefMut<Target = SqliteConnection> + Send>),
    Postgres(Box<dyn DerefMut<Target = PgConnection> + Send>),
    Mysql(Box<dyn DerefMut<Target = MySqlConnection> + Send>),
}

/// What to do about a SQLite file that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Create,
    /// An empty database stands for it, and no file appears.
    Empty,
}

/// The database cannot be reached.
#[derive(Debug, thiserror::Error)]
#[error("cannot connect to {url}: {reason}{remedy}")]
pub struct ConnectError {
    pub url: String,
    pub reason: String,
    pub remedy: &'static str,
    /// The server answers, and has no such database.
    pub absent: bool,
}

/// The database cannot be created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    #[error("cannot create {url}: {error}")]
    Connect { url: String, error: ConnectError },
    #[error("cannot create {url}: {error}{}", error.lacks_right().map(|it| format!("\n{it}")).unwrap_or_default())]
    Refused { url: String, error: DatabaseError },
    #[error("cannot create the folder {}: {error}", folder.display())]
    Folder { folder: PathBuf, error: std::io::Error },
}

/// The database refused a statement.
#[derive(Debug, thiserror::Error)]
#[error("{message}{}", code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
pub struct DatabaseError {
    /// The server's own words, with its detail and hint.
    pub message: String,
    pub code: Option<String>,
    /// Where in the statement, in characters from 1, when the server says.
    pub position: Option<usize>,
    /// The connection is gone, rather than the statement refused.
    pub disconnected: bool,
}

/// A schema could not be reflected.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    #[error("the catalog query `{query}` failed: {error}")]
    Query { query: &'static str, error: DatabaseError },
    #[error(transparent)]
    Reflect(#[from] ReflectError),
}

impl Connection {
    /// Opens a connection.
    pub async fn open(url: &DatabaseUrl, missing: Missing) -> Result<Self, ConnectError> {
        let failed = |error: sqlx::Error| ConnectError::new(url, DatabaseError::from(error));
        let link = match &url.place {
            Place::File(file) => {
                let file = file.as_deref().filter(|it| missing == Missing::Create || it.exists());
                let options = SqliteConnectOptions::new()
                    .filename(file.unwrap_or(":memory:".as_ref()))
                    .create_if_missing(true)
                    .busy_timeout(Duration::from_secs(10))
                    .disable_statement_logging();
                let connection = SqliteConnection::connect_with(&options).await.map_err(failed)?;
                Link::Sqlite(Box::new(Box::new(connection)))
            }
            Place::Server(address) if url.flavour == Flavour::Postgres => {
                let options: PgConnectOptions = address.parse().map_err(failed)?;
                let options = options.application_name("autogen").disable_statement_logging();
                let connection = PgConnection::connect_with(&options).await.map_err(failed)?;
                Link::Postgres(Box::new(Box::new(connection)))
            }
            Place::Server(address) => {
                let options: MySqlConnectOptions = address.parse().map_err(failed)?;
                // A script means here what it means in a client: the server's own modes and time zone
                // count, which the driver would set for the values that it decodes; these are texts.
                let options = options
                    .pipes_as_concat(false)
                    .no_engine_substitution(false)
                    .timezone(None::<String>)
                    .disable_statement_logging();
                let connection = MySqlConnection::connect_with(&options).await.map_err(failed)?;
                Link::Mysql(Box::new(Box::new(connection)))
            }
        };
        let mut connection = Self::over(link);
        connection.url = Some(url.clone());
        connection.introduce().await.map_err(|error| ConnectError::new(url, error))?;
        Ok(connection)
    }

    /// The same for a database that need not be there.
    ///
    /// # Errors
    ///
    /// Fails when its server cannot be reached.
    pub async fn open_if_there(url: &DatabaseUrl) -> Result<Option<Self>, ConnectError> {
        if matches!(&url.place, Place::File(Some(file)) if !file.exists()) {
            return Ok(None);
        }
        match Self::open(url, Missing::Empty).await {
            Err(error) if error.absent => Ok(None),
            connection => connection.map(Some),
        }
    }

    /// Creates the database that a URL names, unless another did so meanwhile. A file is created
    /// when it is opened; here its folder is.
    ///
    /// # Errors
    ///
    /// Fails when the server cannot be reached, or does not let the user create databases.
    pub async fn create_database(
        url: &DatabaseUrl,
        dialect: &dyn Dialect,
    ) -> Result<(), CreateError> {
        if let Place::File(file) = &url.place {
            let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            let made = std::fs::create_dir_all(folder);
            return made.map_err(|error| CreateError::Folder { folder: folder.to_owned(), error });
        }
        let (Some(server), Some(name)) = (url.server(), url.database()) else { return Ok(()) };
        let shown = || url.to_string();
        let connected = Self::open(&server, Missing::Empty).await;
        let mut server = connected.map_err(|error| CreateError::Connect { url: shown(), error })?;
        let create = format!("CREATE DATABASE {}", dialect.quote(&name));
        let mut pause = Duration::from_millis(20);
        loop {
            let error = match server.execute(&create).await {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            match error.code.as_deref() {
                // duplicate_database; the same when two create it at once; MySQL's own number.
                Some("42P04" | "23505" | "1007") => return Ok(()),
                // The template is in use, as when several databases are created at once.
                Some("55006") if pause < Duration::from_secs(5) => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                _ => return Err(CreateError::Refused { url: shown(), error }),
            }
        }
    }

    /// What the server calls the database that is connected; none where a database is a file.
    pub async fn database_name(&mut self) -> Result<Option<String>, DatabaseError> {
        let query = match self.link {
            Link::Sqlite(_) => return Ok(None),
            Link::Postgres(_) => "SELECT current_database()",
            Link::Mysql(_) => "SELECT database()",
        };
        self.value(query).await
    }

    fn over(link: Link) -> Self {
        let target = Target::floor(match link {
            Link::Sqlite(_) => DialectName::Sqlite,
            Link::Postgres(_) => DialectName::Postgres,
            Link::Mysql(_) => DialectName::Mysql,
        });
        Self {
            link,
            url: None,
            target,
            own_schema: None,
            distributed: false,
            sent: 0,
            reflecting: 0,
            lent: None,
        }
    }

    /// Asks the server for its version, and where names without a schema lead.
    async fn introduce(&mut self) -> Result<(), DatabaseError> {
        let query = match self.link {
            Link::Sqlite(_) => "SELECT sqlite_version(), NULL",
            Link::Postgres(_) => {
                "SELECT current_setting('server_version'), current_schema(), version()"
            }
            Link::Mysql(_) => "SELECT version(), database()",
        };
        let mut cells = self.rows(query).await?.into_iter().flatten();
        let text = cells.next().flatten().unwrap_or_default();
        self.own_schema = cells.next().flatten();
        let full = cells.next().flatten().unwrap_or_default();
        self.distributed = full.contains("-YB-") || full.contains("CockroachDB");
        // MariaDB may put `5.5.5-` before its version, for old replicas.
        let text = text.strip_prefix("5.5.5-").unwrap_or(&text);
        self.target.version = text.parse().unwrap_or(Version::default());
        if matches!(self.link, Link::Mysql(_)) && text.to_ascii_lowercase().contains("mariadb") {
            self.target.flavour = Flavour::MariaDb;
        }
        Ok(())
    }

    /// Opens another connection to the same database; none where this one was lent by others.
    pub async fn again(&mut self) -> Option<Result<Self, ConnectError>> {
        match &self.url {
            Some(url) => Some(Self::open(url, Missing::Empty).await),
            None => None,
        }
    }

    /// Runs one statement, and tells how many rows it touched.
    pub async fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        self.execute_each(&[sql]).await.map_err(|(_, error)| error)
    }

    /// Runs statements that go to the server in one message, and tells how many rows they touched.
    /// An error comes with the number of statements that were done before it.
    pub async fn execute_each(
        &mut self,
        statements: &[&str],
    ) -> Result<u64, (usize, DatabaseError)> {
        self.sent += 1;
        let sql = statements.join(";\n");
        let sent = sqlx::raw_sql(AssertSqlSafe(sql.as_str()));
        match &mut self.link {
            Link::Sqlite(link) => {
                total(sent.execute_many(&mut ***link), SqliteQueryResult::rows_affected).await
            }
            Link::Postgres(link) => {
                total(sent.execute_many(&mut ***link), PgQueryResult::rows_affected).await
            }
            Link::Mysql(link) => {
                total(sent.execute_many(&mut ***link), MySqlQueryResult::rows_affected).await
            }
        }
    }

    /// Runs one query. Every value comes as the text that the server has for it.
    pub async fn rows(&mut self, sql: &str) -> Result<Vec<Row>, DatabaseError> {
        self.sent += 1;
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        match &mut self.link {
            Link::Sqlite(link) => sqlite_texts(query.fetch_all(&mut ***link).await?),
            Link::Postgres(link) => texts(query.fetch_all(&mut ***link).await?),
            // Defaults of bytes are shown as these bytes, which may be no text.
            Link::Mysql(link) => {
                let rows = query.fetch_all(&mut ***link).await?;
                let text = |row: &MySqlRow, i| -> Result<Option<String>, sqlx::Error> {
                    let bytes = row.try_get_unchecked::<Option<&[u8]>, _>(i)?;
                    Ok(bytes.map(|it| String::from_utf8_lossy(it).into_owned()))
                };
                let texts = |row: &MySqlRow| (0..row.len()).map(|i| text(row, i)).collect();
                Ok(rows.iter().map(texts).collect::<Result<_, _>>()?)
            }
        }
    }

    /// The first value that a query returns.
    pub async fn value(&mut self, sql: &str) -> Result<Option<String>, DatabaseError> {
        let rows = self.rows(sql).await?;
        Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten())
    }

    /// Reads the schema of the database, in as many statements as the dialect has queries.
    pub async fn reflect(
        &mut self,
        dialect: &dyn Dialect,
        scope: &Scope,
    ) -> Result<Reflection, InspectError> {
        let mut rows = Vec::new();
        let mut queries = dialect.catalog(scope);
        while !queries.is_empty() {
            for query in queries {
                self.reflecting += 1;
                let found = self.rows(&query.sql).await;
                if let (Err(_), Some(restore)) = (&found, &query.restore) {
                    // A connection that is gone has taken its settings with it.
                    let _ = self.execute(restore).await;
                }
                rows.push(match found {
                    Ok(found) => found,
                    Err(error) if query.optional && !error.disconnected => Vec::new(),
                    Err(error) => return Err(InspectError::Query { query: query.name, error }),
                });
            }
            queries = dialect.follow_up(&rows).into_iter().collect();
        }
        let reflection = dialect.reflect(&rows, &self.target)?;
        Ok(Reflection { own_schema: self.own_schema.clone(), ..reflection })
    }

    /// Compares; where that leaves expressions open asks the server about all of them at once, and
    /// compares again with its answers.
    ///
    /// # Errors
    ///
    /// Fails when the comparison does.
    pub async fn settle<T, E>(
        &mut self,
        dialect: &dyn Dialect,
        compare: impl Fn(&Settled) -> Result<(T, Vec<Asked>), E>,
    ) -> Result<T, E> {
        let (found, mut asked) = compare(&Settled::new())?;
        if asked.is_empty() {
            return Ok(found);
        }
        asked.sort_by(|a, b| a.question.cmp(&b.question));
        asked.dedup_by(|a, b| a.question == b.question);
        let settled = self.ask(dialect, &asked).await;
        Ok(compare(&settled)?.0)
    }

    /// Asks the server what expressions mean. It answers to each alone; what it refuses is an answer
    /// too, and nothing stays behind.
    pub async fn ask(&mut self, dialect: &dyn Dialect, asked: &[Asked]) -> Settled {
        let Inquiry { before, queries, after } = dialect.inquiry(asked);
        let mut hindered = None;
        for sql in &before {
            if hindered.is_none() {
                hindered = self.execute(sql).await.err().map(|error| error.to_string());
            }
        }
        let mut replies = Vec::with_capacity(queries.len());
        for sql in &queries {
            replies.push(match &hindered {
                Some(reason) => Err(reason.clone()),
                None => self.rows(sql).await.map_err(|error| error.to_string()),
            });
        }
        for sql in &after {
            // A connection that is gone has taken everything with it.
            let _ = self.execute(sql).await;
        }
        let answers = dialect.answers(asked, &replies);
        asked.iter().map(|it| it.question.clone()).zip(answers).collect()
    }

    /// Where the driver can end a statement that runs: what makes it fail while it is true.
    /// [`Self::uninterruptible`] takes it away again.
    pub async fn interruptible(&mut self) -> Option<Arc<AtomicBool>> {
        let Link::Sqlite(link) = &mut self.link else { return None };
        let flag = Arc::new(AtomicBool::new(false));
        let seen = flag.clone();
        let mut handle = link.lock_handle().await.ok()?;
        handle.set_progress_handler(10_000, move || !seen.load(Ordering::Relaxed));
        Some(flag)
    }

    pub async fn uninterruptible(&mut self) {
        if let Link::Sqlite(link) = &mut self.link
            && let Ok(mut handle) = link.lock_handle().await
        {
            handle.remove_progress_handler();
        }
    }

    /// Closes the connection, whatever it holds.
    pub async fn close(self) {
        // Dropping a connection ends its session; a goodbye that fails changes nothing.
        drop(self.link);
    }
}

/// How many rows statements touched, by the server's answers to each.
async fn total<R>(
    mut answers: BoxStream<'_, Result<R, sqlx::Error>>,
    touched: impl Fn(&R) -> u64,
) -> Result<u64, (usize, DatabaseError)> {
    let (mut done, mut rows) = (0, 0);
    while let Some(answer) = answers.next().await {
        rows += touched(&answer.map_err(|error| (done, error.into()))?);
        done += 1;
    }
    Ok(rows)
}

fn texts<R>(rows: Vec<R>) -> Result<Vec<Row>, DatabaseError>
where
    R: sqlx::Row,
    usize: ColumnIndex<R>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    let text =
        |row: &R| (0..row.len()).map(|i| row.try_get_unchecked::<Option<String>, _>(i)).collect();
    Ok(rows.iter().map(text).collect::<Result<_, _>>()?)
}

/// What is no text is a literal of its bytes.
fn sqlite_texts(rows: Vec<SqliteRow>) -> Result<Vec<Row>, DatabaseError> {
    let hex = |bytes: Vec<u8>| {
        format!("X'{}'", bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>())
    };
    let text = |row: &SqliteRow, at: usize| {
        row.try_get_unchecked::<Option<String>, _>(at)
            .or_else(|_| row.try_get_unchecked::<Option<Vec<u8>>, _>(at).map(|it| it.map(hex)))
    };
    let texts = |row: &SqliteRow| (0..row.len()).map(|at| text(row, at)).collect();
    Ok(rows.iter().map(texts).collect::<Result<_, _>>()?)
}

impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        let disconnected = matches!(
            error,
            sqlx::Error::Io(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed
        );
        let sqlx::Error::Database(error) = error else {
            let message = match disconnected {
                true => format!("the connection to the server broke: {error}"),
                false => error.to_string(),
            };
            return Self { message, code: None, position: None, disconnected };
        };
        let mut message = error.message().to_owned();
        let mut code = error.code().map(|code| code.into_owned());
        let mut position = None;
        // SQLSTATE says less than MySQL's own number, which is what its manual lists errors by.
        if let Some(mysql) = error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
            code = Some(mysql.number().to_string());
        }
        if let Some(postgres) = error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
            for more in [postgres.detail(), postgres.hint()].into_iter().flatten() {
                message.push('\n');
                message.push_str(more);
            }
            if let Some(PgErrorPosition::Original(at)) = postgres.position() {
                position = Some(at);
            }
        }
        // The server says good-bye: it shuts down, or somebody ended the session.
        const GONE: [&str; 5] = ["57P01", "57P02", "57P05", "1053", "1927"];
        let disconnected = code.as_deref().is_some_and(|code| GONE.contains(&code));
        Self { message, code, position, disconnected }
    }
}

impl ConnectError {
    fn new(url: &impl std::fmt::Display, error: DatabaseError) -> Self {
        Self {
            url: url.to_string(),
            remedy: remedy(&error),
            // invalid_catalog_name, and MySQL's own number for it.
            absent: matches!(error.code.as_deref(), Some("3D000" | "1049")),
            reason: error.to_string(),
        }
    }
}

impl DatabaseError {
    /// What to do when the user lacks a right; `None` for every other error.
    pub fn lacks_right(&self) -> Option<&'static str> {
        let code = self.code.as_deref()?;
        match code {
            // insufficient_privilege; access denied to a database, table, column, or for lack of a
            // privilege; a read-only file.
            "42501" | "1044" | "1142" | "1143" | "1227" => {
                Some("The user lacks this right: grant it, or run as a user who has it")
            }
            _ if code.parse::<u32>().is_ok_and(|code| code & 0xff == 8) => {
                Some("The database file is read-only: make it and its folder writable")
            }
            _ => None,
        }
    }
}

fn remedy(error: &DatabaseError) -> &'static str {
    match error.code.as_deref() {
        Some("28P01" | "28000" | "1045") => {
            "\nCheck user and password in DATABASE_URL (special characters are percent-encoded)"
        }
        Some("3D000" | "1049") => {
            "\nThe database does not exist: create it, or correct its name in DATABASE_URL"
        }
        Some("42501" | "1044") => {
            "\nThe user may not use this database: grant it the right to connect"
        }
        Some("14") => {
            "\nThe database file must be readable and writable, and its folder must exist and be writable"
        }
        Some("26") => "\nThe file is something else than a SQLite database: check the path",
        _ if error.message.contains("error with configuration") => {
            "\nIn a URL, characters like / ? # : @ of user and password are percent-encoded"
        }
        _ if error.disconnected => {
            "\nCheck that the server runs, and the host and port in DATABASE_URL"
        }
        _ => "",
    }
}

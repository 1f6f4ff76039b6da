//! A fresh database for every test that asks for one.
//!
//! SQLite is a temporary file. PostgreSQL and MariaDB are private servers, started from the
//! installed binaries by the first test that needs them and shared by all tests of the run, in
//! whatever process they run (see `server.sh`). The environment can say otherwise:
//!
//! - `AUTOGEN_TEST_POSTGRES_URL`, `AUTOGEN_TEST_MYSQL_URL`: use these servers, as a user who may
//!   create databases.
//! - `AUTOGEN_TEST_SKIP=postgres,mysql,pgbouncer,galera`: leave these out. Nothing else leaves a
//!   test out.

pub mod pooler;
mod server;

use std::convert::Infallible;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use autogen::align::Uncompared;
use autogen::database::Connection;
use autogen::dialect::{Dialect, Settled};
use autogen::schema::Schema;
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
    Mysql,
}

/// A database of its own, empty. What it holds goes when this value does.
pub struct Database {
    pub engine: Engine,
    /// With user and password, as `--database-url` takes it.
    pub url: String,
    _directory: Option<TempDir>,
    borrowed: Option<Borrowed>,
    _server: Option<server::Server>,
}

/// A database on a server that outlives the run and has to be tidied.
struct Borrowed {
    server: String,
    name: String,
}

/// One empty database on each engine that is not left out.
pub async fn each() -> Vec<Database> {
    let mut databases = vec![sqlite()];
    databases.extend(postgres().await);
    databases.extend(mysql().await);
    databases
}

pub fn sqlite() -> Database {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let url = format!("sqlite://{}?mode=rwc", directory.path().join("test.sqlite").display());
    Database {
        engine: Engine::Sqlite,
        url,
        _directory: Some(directory),
        borrowed: None,
        _server: None,
    }
}

/// A database on a server that is a cluster of Galera by itself. `None` where it is left out, or
/// another server is to be used.
pub async fn galera() -> Option<Database> {
    if is_left_out("galera") || is_elsewhere(Engine::Mysql) {
        return None;
    }
    let state = tempfile::tempdir().expect("a temporary directory");
    let server = server::Server::galera(state.path());
    Some(on_own(Engine::Mysql, server, state).await)
}

/// A database on a server of its own, which comes back with its data when it is killed. `None`
/// where the engine is left out, or other servers are to be used.
pub async fn killable(engine: Engine) -> Option<Database> {
    if engine == Engine::Sqlite || is_elsewhere(engine) {
        return None;
    }
    let state = tempfile::tempdir().expect("a temporary directory");
    let server = server::Server::alone(engine, state.path());
    Some(on_own(engine, server, state).await)
}

/// Whether the environment names an engine, or something of one, to be left out.
pub fn is_left_out(name: &str) -> bool {
    let skipped = std::env::var("AUTOGEN_TEST_SKIP").unwrap_or_default();
    let is_left_out = skipped.split(',').any(|skip| skip.trim() == name);
    if is_left_out {
        eprintln!("skipped on {name}: AUTOGEN_TEST_SKIP={skipped}");
    }
    is_left_out
}

/// Whether an engine is left out, or on a server that is not the tests' own.
fn is_elsewhere(engine: Engine) -> bool {
    let Some((name, variable)) = names(engine) else { return false };
    let is_other = std::env::var_os(variable).is_some();
    if is_other {
        eprintln!("skipped on {name}: {variable} names a server that is not the tests' own");
    }
    is_other || is_left_out(name)
}

/// What an engine is left out by, and the variable that names another server.
fn names(engine: Engine) -> Option<(&'static str, &'static str)> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(("postgres", "AUTOGEN_TEST_POSTGRES_URL")),
        Engine::Mysql => Some(("mysql", "AUTOGEN_TEST_MYSQL_URL")),
    }
}

async fn on_own(engine: Engine, server: server::Server, state: TempDir) -> Database {
    let admin = connect(&server.url).await;
    admin.execute_unprepared("CREATE DATABASE own").await.expect("a database");
    admin.close().await.expect("the connection closes");
    let url = with_database(&server.url, "own");
    Database { engine, url, _directory: Some(state), borrowed: None, _server: Some(server) }
}

/// `None` only when `AUTOGEN_TEST_SKIP` names it.
pub async fn postgres() -> Option<Database> {
    on_server(Engine::Postgres).await
}

/// MySQL or MariaDB; `None` only when `AUTOGEN_TEST_SKIP` names it.
pub async fn mysql() -> Option<Database> {
    on_server(Engine::Mysql).await
}

impl Database {
    pub async fn connect(&self) -> DatabaseConnection {
        connect(&self.url).await
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (Some(Borrowed { server, name }), engine) = (self.borrowed.take(), self.engine) else {
            return;
        };
        let force = if engine == Engine::Postgres { " WITH (FORCE)" } else { "" };
        let drop = format!("DROP DATABASE {name}{force}");
        // The test's own runtime cannot be waited for inside it, so another thread does.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let dropped = runtime.block_on(async {
                let admin = connect(&server).await;
                admin.execute_unprepared(&drop).await
            });
            dropped.map_err(std::io::Error::other)
        });
        match dropped.join() {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => eprintln!("the database {name} stays on the server: {error}"),
            Err(_) => eprintln!("the database {name} stays on the server"),
        }
    }
}

async fn on_server(engine: Engine) -> Option<Database> {
    let Some((name, variable)) = names(engine) else { return Some(sqlite()) };
    if is_left_out(name) {
        return None;
    }
    let other = std::env::var(variable).ok();
    let server = match &other {
        Some(url) => url.clone(),
        None => server::url(engine),
    };

    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_micros();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("autogen_{now}_{}_{count}", std::process::id());
    let admin = connect(&server).await;
    let create = format!("CREATE DATABASE {name}");
    admin.execute_unprepared(&create).await.unwrap_or_else(|e| panic!("{create}: {e}"));
    admin.close().await.expect("the connection closes");

    let url = with_database(&server, &name);
    let borrowed = other.map(|server| Borrowed { server, name });
    Some(Database { engine, url, _directory: None, borrowed, _server: None })
}

/// Sets spellings side by side as commands do, with the server's help.
pub async fn align(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    expected: &mut Schema,
    live: &Schema,
) -> Vec<Uncompared> {
    let compare = |settled: &Settled| {
        let mut expected = expected.clone();
        let found = autogen::align::align(&mut expected, live, dialect, settled);
        Ok::<_, Infallible>(((expected, found.uncompared), found.asked))
    };
    let aligned = connection.settle(dialect, compare).await;
    let (aligned, uncompared) = aligned.unwrap_or_else(|never| match never {});
    *expected = aligned;
    uncompared
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(4).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap_or_else(|e| panic!("{url}: {e}"))
}

/// The URL with another database in the place of its path.
fn with_database(url: &str, name: &str) -> String {
    let (base, query) = match url.split_once('?') {
        Some((base, query)) => (base, format!("?{query}")),
        None => (url, String::new()),
    };
    let authority = base.find("://").map_or(0, |scheme| scheme + 3);
    let end = base[authority..].find('/').map_or(base.len(), |slash| authority + slash);
    format!("{}/{name}{query}", &base[..end])
}

#[tokio::test]
async fn every_test_has_a_database_of_its_own() {
    for (one, other) in each().await.into_iter().zip(each().await) {
        for database in [one, other] {
            let connection = database.connect().await;
            connection.execute_unprepared("CREATE TABLE t (id integer)").await.expect("no t yet");
        }
    }
}

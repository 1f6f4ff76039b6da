//! The runner on live databases: what it says must be what is in the database afterwards.

mod alone;
mod asking;
mod batches;
mod crash;
mod cuts;
mod failures;
mod lease;
mod pooled;
mod scripts;
mod started;
mod waiting;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use autogen::database::{Connection, Missing};
use autogen::dialect::Dialect;
use autogen::dialect::mysql::Mysql;
use autogen::dialect::postgres::Postgres;
use autogen::dialect::sqlite::Sqlite;
use autogen::history::{
    Direction, History, HistoryError, Record, VersionColumns, VersionTable, is_bookkeeping,
};
use autogen::revision::script::{Lexis, Script};
use autogen::runner::{self, Left, Next, Options, Report, RunError, Source, Stuck, Task};
use autogen::schema::QualifiedName;
use autogen::url::DatabaseUrl;

use crate::support::{self, Database, Engine};

fn dialect(engine: Engine) -> &'static dyn Dialect {
    match engine {
        Engine::Sqlite => &Sqlite,
        Engine::Postgres => &Postgres,
        Engine::Mysql => &Mysql,
    }
}

fn lexis(engine: Engine) -> Lexis {
    match engine {
        Engine::Sqlite => Lexis::Sqlite,
        Engine::Postgres => Lexis::Postgres,
        Engine::Mysql => Lexis::MySql,
    }
}

fn task(engine: Engine, revision: &str, direction: Direction, text: &str) -> Task {
    let name = if direction == Direction::Up { "up.sql" } else { "down.sql" };
    let script = Script::parse(lexis(engine), text).unwrap_or_else(|error| panic!("{error}"));
    Task {
        revision: revision.to_owned(),
        direction,
        source: Some(Source {
            path: PathBuf::from("migrations").join(revision).join(name),
            text: text.to_owned(),
            script,
        }),
        checksum: format!("sum of {revision}"),
        before: None,
        guard: Default::default(),
        around: Vec::new(),
    }
}

fn up(engine: Engine, revision: &str, text: &str) -> Task {
    task(engine, revision, Direction::Up, text)
}

fn down(engine: Engine, revision: &str, text: &str) -> Task {
    task(engine, revision, Direction::Down, text)
}

fn options() -> Options {
    Options { lock_wait: Duration::from_secs(60), resume_at: None, by: "tests".to_owned() }
}

/// A connection and the history of one database.
struct Live {
    engine: Engine,
    connection: Connection,
    history: History<'static>,
}

impl Live {
    async fn open(database: &Database) -> Self {
        Self::at(database.engine, &database.url).await
    }

    async fn at(engine: Engine, url: &str) -> Self {
        let url = DatabaseUrl::parse(url, ".".as_ref()).expect("a URL");
        let connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        let history = History::new(dialect(engine), VersionTable::default());
        Self { engine, connection, history }
    }

    async fn run(&mut self, tasks: &[Task]) -> Result<Report, RunError> {
        self.run_with(tasks, &options()).await
    }

    async fn run_with(&mut self, tasks: &[Task], options: &Options) -> Result<Report, RunError> {
        let never = std::future::pending();
        runner::run(&mut self.connection, &self.history, tasks, options, &mut (), never).await
    }

    async fn resume(&mut self, tasks: &[Task], at: usize) -> Result<Report, RunError> {
        self.run_with(tasks, &Options { resume_at: Some(at), ..options() }).await
    }

    async fn abort(&mut self, half: &Task, back: &Task) -> Result<usize, RunError> {
        self.abort_with(half, back, &options()).await
    }

    async fn abort_with(
        &mut self,
        half: &Task,
        back: &Task,
        options: &Options,
    ) -> Result<usize, RunError> {
        let (connection, history, never) =
            (&mut self.connection, &self.history, std::future::pending());
        runner::abort(connection, history, half, back, options, &mut (), never).await
    }

    async fn applied(&mut self) -> Vec<String> {
        let applied = self.history.applied(&mut self.connection).await.expect("a version table");
        applied.into_iter().map(|it| it.revision).collect()
    }

    async fn has_table(&mut self, name: &str) -> bool {
        let names = self.history.dialect.column_names(&QualifiedName::bare(name));
        !self.connection.rows(&names).await.expect("columns").is_empty()
    }

    async fn count(&mut self, table: &str) -> String {
        let count = self.connection.value(&format!("SELECT count(*) FROM {table}")).await;
        count.unwrap_or_else(|error| panic!("{table}: {error}")).unwrap_or_default()
    }

    async fn execute(&mut self, sql: &str) {
        self.connection.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Whether a transaction is open: another one can begin only when none is.
    async fn assert_idle(&mut self) {
        self.execute("BEGIN").await;
        self.execute("ROLLBACK").await;
    }
}

async fn each() -> Vec<(Live, Database)> {
    let mut lives = Vec::new();
    for database in support::each().await {
        lives.push((Live::open(&database).await, database));
    }
    lives
}

/// What was planned before another run changed the database is not run after it.
#[tokio::test]
async fn a_plan_that_was_overtaken_is_not_run() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let first = up(engine, "0001_a", "CREATE TABLE a (id integer);");
        let second = up(engine, "0002_b", "CREATE TABLE b (id integer);");
        live.run(&[first, second]).await.expect("runs");
        let back =
            Task { around: vec!["0002_b".to_owned()], ..down(engine, "0001_a", "DROP TABLE a;") };
        let refused = live.run(&[back]).await.expect_err("the second one is applied").to_string();
        assert!(refused.contains("another run has applied 0002_b meanwhile"), "{refused}");
        let fourth = Task {
            around: vec!["0003_c".to_owned()],
            ..up(engine, "0004_d", "CREATE TABLE d (id integer);")
        };
        let third = up(engine, "0003_c", "CREATE TABLE c (id integer);");
        let refused = live
            .run(std::slice::from_ref(&fourth))
            .await
            .expect_err("nothing before it")
            .to_string();
        assert!(refused.contains("another run has taken back 0003_c meanwhile"), "{refused}");
        assert_eq!(live.applied().await, ["0001_a", "0002_b"], "{engine:?}");
        live.run(&[third, fourth]).await.expect("runs");
    }
}

#[tokio::test]
async fn applies_records_and_undoes() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let ups = [
            up(engine, "0001_a", "BEGIN;\nCREATE TABLE a (id integer);\nCOMMIT;\n"),
            up(engine, "0002_b", "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1), (2);\n"),
            up(engine, "0003_merge", "-- nothing to do\n"),
        ];
        assert_eq!(live.applied().await, [""; 0]);
        assert!(!live.has_table("autogen_version").await, "a look creates no table");
        let report = live.run(&ups).await.expect("runs");
        assert_eq!(report.done.len(), 3, "{engine:?}");
        assert_eq!(live.applied().await, ["0001_a", "0002_b", "0003_merge"]);
        assert_eq!(live.count("b").await, "2");

        let rows = live.history.applied(&mut live.connection).await.expect("rows");
        assert_eq!(rows[1].checksum.as_deref(), Some("sum of 0002_b"));
        assert_eq!(rows[1].applied_by.as_deref(), Some("tests"));
        assert_eq!(rows[1].tool_version.as_deref(), Some(env!("CARGO_PKG_VERSION")));
        assert!(rows[1].duration_ms.is_some_and(|it| it < 60_000));
        let at = rows[1].applied_at.as_deref().expect("a time");
        assert!(at.starts_with("20") && at.len() >= 19, "{at}");

        let again = live.run(&ups).await.expect("nothing to do is no error");
        assert_eq!((again.done.len(), again.skipped.len()), (0, 3));

        let downs = [
            down(engine, "0003_merge", ""),
            down(engine, "0002_b", "BEGIN; DROP TABLE b; COMMIT;"),
        ];
        live.run(&downs).await.expect("goes down");
        assert_eq!(live.applied().await, ["0001_a"]);
        assert!(!live.has_table("b").await);

        let mut irreversible = down(engine, "0001_a", "");
        irreversible.source = None;
        let refused = live.run(&[irreversible]).await.expect_err("there is no down");
        assert!(refused.to_string().contains("0001_a cannot be undone"), "{refused}");
        assert!(!refused.may_have_changed());
        live.assert_idle().await;
    }
}

#[tokio::test]
async fn a_lock_that_is_held_is_given_up() {
    for (mut live, database) in each().await {
        let engine = live.engine;
        let mut other = Live::open(&database).await;
        let task = [up(engine, "0001_a", "CREATE TABLE a (id integer);")];
        let (hold, free) = match other.history.dialect.lock(&other.history.table.name) {
            autogen::dialect::Lock::Session { take, release, .. } => (take, release),
            autogen::dialect::Lock::Transaction { .. } => {
                ("BEGIN IMMEDIATE".to_owned(), "ROLLBACK".to_owned())
            }
        };
        other.execute(&hold).await;
        let began = Instant::now();
        let patience = Options { lock_wait: Duration::from_millis(700), ..options() };
        let error = live.run_with(&task, &patience).await.expect_err("the lock is held");
        let RunError::Locked { holder, .. } = &error else { panic!("{error}") };
        assert_eq!(holder.is_some(), engine != Engine::Sqlite, "{error}");
        let waited = began.elapsed();
        assert!(waited >= Duration::from_millis(700), "{waited:?}");
        assert!(waited < Duration::from_secs(8), "{waited:?}");
        assert!(!live.has_table("a").await);
        live.assert_idle().await;
        other.execute(&free).await;
        live.run(&task).await.expect("now it is free");
        // The lock is given back, to another run on another connection.
        other.run(&[up(engine, "0002_b", "CREATE TABLE b (id integer);")]).await.expect("free");
    }
}

#[tokio::test]
async fn tables_of_others_are_refused_by_name() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let task = [up(engine, "0001_a", "CREATE TABLE a (id integer);")];
        live.execute("CREATE TABLE autogen_version (version_num varchar(32))").await;
        let error = live.run(&task).await.expect_err("it is Alembic's");
        assert!(matches!(error, RunError::History(HistoryError::Alembic(_))), "{error}");
        assert!(error.to_string().contains("init --from alembic"), "{error}");
        live.execute("DROP TABLE autogen_version").await;
        live.execute("CREATE TABLE autogen_version (name varchar(32))").await;
        let error = live.run(&task).await.expect_err("it is somebody's").to_string();
        assert!(error.contains("no column revision, but name"), "{error}");
        assert!(!live.has_table("a").await);
        assert!(!live.has_table("autogen_version_journal").await);

        live.execute(
            "CREATE TABLE migrations_history (id integer, migration varchar(99), at timestamp)",
        )
        .await;
        live.history.table = VersionTable {
            name: QualifiedName::bare("migrations_history"),
            columns: VersionColumns::Given {
                revision: "migration".to_owned(),
                applied_at: Some("at".to_owned()),
            },
        };
        live.run(&task).await.expect("a table with given columns");
        assert_eq!(live.applied().await, ["0001_a"]);
    }
    assert!(is_bookkeeping("core_alembic_version", "v"));
    assert!(is_bookkeeping("v_journal", "v"));
    assert!(!is_bookkeeping("orders_journal", "v"));
}

#[tokio::test]
async fn stamping_changes_the_version_table_alone() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let record = |revision, checksum| Record {
            revision,
            checksum,
            duration_ms: None,
            more: None,
            by: "t",
        };
        let records = [record("0001_a", "new"), record("0002_b", "b")];
        live.run(&[up(engine, "0001_a", "CREATE TABLE a (id integer);")]).await.expect("runs");
        live.run(&[up(engine, "0009_gone", "CREATE TABLE z (id integer);")]).await.expect("runs");
        for (accept, checksum) in [(false, "sum of 0001_a"), (true, "new")] {
            let Live { connection, history, .. } = &mut live;
            let options = options();
            runner::stamp(connection, history, &records, accept, &options, &mut ())
                .await
                .expect("stamps");
            let rows = history.applied(connection).await.expect("rows");
            let names: Vec<&str> = rows.iter().map(|it| it.revision.as_str()).collect();
            assert_eq!(names, ["0001_a", "0002_b"], "{engine:?}");
            assert_eq!(rows[0].checksum.as_deref(), Some(checksum));
        }
        assert!(live.has_table("z").await);
        live.assert_idle().await;
    }
}

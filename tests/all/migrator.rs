//! Revisions inside an application, on a connection of its own pool.

use std::sync::{Arc, Mutex};

use autogen::{Migrator, MigratorError};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{self, Engine};

#[path = "../../examples/axum.rs"]
#[expect(dead_code, reason = "the test starts the application by itself")]
mod application;

const FILES: &[(&str, &str, &str)] = &[
    ("0001_shops", "up.sql", "CREATE TABLE shops (id integer PRIMARY KEY, name varchar(40));\n"),
    ("0001_shops", "down.sql", "DROP TABLE shops;\n"),
    ("0002_rows", "up.sql", "INSERT INTO shops VALUES (1, 'a');\n"),
    ("0002_rows", "down.sql", "DELETE FROM shops;\n"),
];

/// A pool of one connection: what a run leaves behind in it is what the application gets.
async fn sole(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("a connection")
}

async fn value(database: &DatabaseConnection, sql: &str) -> String {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await.expect(sql).expect("a row");
    row.try_get_by_index(0).expect("a text")
}

#[tokio::test]
async fn revisions_are_applied_on_a_lent_connection() {
    for database in support::each().await {
        let pool = sole(&database.url).await;
        let session = match database.engine {
            Engine::Sqlite => "SELECT 'nothing'",
            Engine::Postgres => "SELECT concat(pg_backend_pid(), current_setting('lock_timeout'))",
            Engine::Mysql => "SELECT concat(connection_id(), @@sql_mode, @@time_zone)",
        };
        let before = value(&pool, session).await;
        let migrator = Migrator::embedded(FILES).unwrap().applied_by("tests");
        assert_eq!(migrator.pending(&pool).await.unwrap(), ["0001_shops", "0002_rows"]);
        let report = migrator.up(&pool).await.unwrap();
        assert_eq!(report.done.len(), 2);
        assert_eq!(migrator.up(&pool).await.unwrap().done, []);
        assert_eq!(migrator.current(&pool).await.unwrap(), ["0002_rows"]);
        assert_eq!(value(&pool, "SELECT name FROM shops").await, "a");
        assert_eq!(value(&pool, "SELECT min(applied_by) FROM autogen_version").await, "tests");
        assert_eq!(value(&pool, session).await, before, "the session is what it was");
        migrator.go(&pool, "-1").await.unwrap();
        assert_eq!(migrator.current(&pool).await.unwrap(), ["0001_shops"]);

        // An application that is older than the database.
        let older = Migrator::embedded(&FILES[..2]).unwrap();
        migrator.up(&pool).await.unwrap();
        let refused = older.up(&pool).await.unwrap_err();
        assert!(matches!(refused, MigratorError::Unknown(ref ids) if *ids == ["0002_rows"]));
        assert!(refused.to_string().contains("Can't locate revision identified by '0002_rows'"));
        assert_eq!(older.allow_unknown().up(&pool).await.unwrap().done, []);

        // A script that fails leaves the pool as usable as before.
        let broken = ("0003_broken", "up.sql", "INSERT INTO nothing VALUES (1);\n");
        let broken = Migrator::embedded(&[FILES, &[broken]].concat()).unwrap();
        let failed = broken.up(&pool).await.unwrap_err().to_string();
        assert!(failed.contains("0003_broken failed at statement 1 of 1"), "{failed}");
        assert!(failed.contains("Nothing of this revision stays in the database"), "{failed}");
        assert_eq!(value(&pool, session).await, before);
        assert_eq!(migrator.current(&pool).await.unwrap(), ["0002_rows"]);

        // So does a run that is given up in the middle: its connection is closed.
        let slow = match database.engine {
            Engine::Sqlite => {
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            }
            Engine::Postgres => "SELECT pg_sleep(60)",
            Engine::Mysql => "SELECT sleep(60)",
        };
        if database.engine != Engine::Sqlite {
            let script = format!("BEGIN;\nDELETE FROM shops;\n{slow};\nCOMMIT;\n");
            let files = [FILES, &[("0003_slow", "up.sql", script.as_str())]].concat();
            let slow = Migrator::embedded(&files).unwrap();
            let wait = std::time::Duration::from_secs(1);
            assert!(tokio::time::timeout(wait, slow.up(&pool)).await.is_err());
            assert_eq!(value(&pool, "SELECT name FROM shops").await, "a");
            assert_ne!(value(&pool, session).await, before, "another connection");
        }
    }
}

#[tokio::test]
async fn revisions_come_from_folders_and_projects() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (revision, file, text) in FILES {
        std::fs::create_dir_all(at("sql").join(revision)).unwrap();
        std::fs::write(at("sql").join(revision).join(file), text).unwrap();
    }
    let config = "migrations: sql\nversion_table: applied\nlock_wait: 5s\n";
    std::fs::write(at("autogen.yaml"), config).unwrap();
    let database = support::sqlite();
    let pool = sole(&database.url).await;
    Migrator::from_project(at("sql")).unwrap().up(&pool).await.unwrap();
    assert_eq!(value(&pool, "SELECT max(revision) FROM applied").await, "0002_rows");
    let folder = Migrator::from_folder(at("sql")).unwrap().version_table("applied");
    assert_eq!(folder.pending(&pool).await.unwrap(), [""; 0]);
    let missing = Migrator::from_folder(at("elsewhere")).unwrap_err().to_string();
    assert!(missing.contains("elsewhere cannot be read"), "{missing}");
    let yaml = ("0003_x", "revision.yaml", "format: 1\nrevises: [gone]\n");
    let loose = Migrator::embedded(&[FILES, &[yaml]].concat()).unwrap_err().to_string();
    assert!(loose.contains("revises `gone`, which is not there"), "{loose}");
    let none = Migrator::embedded(FILES).unwrap().version_table("a.b.c").up(&pool).await;
    assert!(none.unwrap_err().to_string().contains("version table"));
}

/// What autogen.yaml says of locks and modules holds in an application too.
#[tokio::test]
async fn modules_of_a_project_keep_to_each_other() {
    for database in support::each().await {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let core = "migrations/0001_users";
        write(&format!("{core}/up.sql"), "CREATE TABLE users (id integer);\n");
        write(&format!("{core}/down.sql"), "DROP TABLE users;\n");
        let ledger = "migrations/financial/0001_ledger";
        let yaml = "format: 1\ndepends_on: [core/0001_users]\n";
        write(&format!("{ledger}/revision.yaml"), yaml);
        write(&format!("{ledger}/up.sql"), "CREATE TABLE financial_ledger (id integer);\n");
        write(&format!("{ledger}/down.sql"), "DROP TABLE financial_ledger;\n");
        let config = "models: core\nmodules:\n  financial: {models: financial, lock: lease}\n";
        write("autogen.yaml", config);

        let pool = sole(&database.url).await;
        let project = || Migrator::from_project(folder.path()).unwrap();
        let financial = project().module("financial").unwrap();
        let early = financial.up(&pool).await.unwrap_err();
        assert!(
            matches!(early, MigratorError::DependsOn { ref needed, .. } if needed == "0001_users")
        );
        assert!(
            early.to_string().contains("Apply the revisions of module `core` first"),
            "{early}"
        );
        project().up(&pool).await.unwrap();
        assert_eq!(financial.up(&pool).await.unwrap().done.len(), 1);
        let of = |table: &str| format!("SELECT max(revision) FROM {table}");
        assert_eq!(value(&pool, &of("autogen_version")).await, "0001_users");
        assert_eq!(value(&pool, &of("financial_autogen_version")).await, "0001_ledger");
        // The row that runs of this module took in turn.
        let lease =
            "SELECT 'a row' FROM (SELECT count(*) AS n FROM financial_autogen_version_lease) AS t";
        assert_eq!(value(&pool, lease).await, "a row");
        let late = project().go(&pool, "base").await.unwrap_err();
        assert!(
            matches!(late, MigratorError::NeededBy { ref module, .. } if module == "financial")
        );
        financial.go(&pool, "base").await.unwrap();
        project().go(&pool, "base").await.unwrap();

        // Embedded revisions are told what they are, and what is beside them.
        let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        let (up, down) = (text(&format!("{ledger}/up.sql")), text(&format!("{ledger}/down.sql")));
        let files = [
            ("0001_ledger", "revision.yaml", yaml),
            ("0001_ledger", "up.sql", &up),
            ("0001_ledger", "down.sql", &down),
        ];
        let core = Migrator::from_folder(folder.path().join("migrations")).unwrap();
        let embedded = || Migrator::embedded(&files).unwrap().module("financial").unwrap();
        let unsaid = embedded().up(&pool).await.unwrap_err();
        assert!(matches!(unsaid, MigratorError::Unsaid { .. }), "{unsaid}");
        let told = embedded().beside("core", &core).leased();
        assert!(matches!(told.up(&pool).await, Err(MigratorError::DependsOn { .. })));
        core.up(&pool).await.unwrap();
        told.up(&pool).await.unwrap();
        assert_eq!(value(&pool, &of("financial_autogen_version")).await, "0001_ledger");

        let wrong = project().module("finance").unwrap_err().to_string();
        assert!(wrong.contains("did you mean financial"), "{wrong}");
        write("autogen.yaml", "modules:\n  a: {models: a}\n  b: {models: b}\n");
        let open = project().up(&pool).await.unwrap_err().to_string();
        assert!(open.contains("which module?"), "{open}");
        let none = project().tenant("acme").unwrap_err().to_string();
        assert!(none.contains("`tenants` in autogen.yaml"), "{none}");
    }
}

/// The database of a tenant is found, made where that may be, and no other is touched.
#[tokio::test]
async fn tenants_of_a_project_have_their_databases() {
    for database in support::each().await {
        let folder = tempfile::tempdir().unwrap();
        let url = database.url.split('?').next().unwrap_or_default();
        let (server, name) = url.rsplit_once('/').unwrap();
        let name = name.trim_end_matches(".sqlite");
        let end = if database.engine == Engine::Sqlite { ".db" } else { "" };
        let write = |create: &str| {
            let text = format!(
                "module: shop\nmigrations: sql\ncore_database: {name}_core_shop\ntenants:\n  url: \"{server}/{name}_{{tenant}}_{{module}}{end}\"\n  list: [acme, core, globex]\n  create: {create}\n"
            );
            std::fs::write(folder.path().join("autogen.yaml"), text).unwrap();
        };
        for (revision, file, text) in FILES {
            let folder = folder.path().join("sql").join(revision);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(file), text).unwrap();
        }
        write("listed");
        let of = |tenant: &str| Migrator::from_project(folder.path()).unwrap().tenant(tenant);
        let acme = of("acme").unwrap();
        let few = |options: &mut ConnectOptions| _ = options.max_connections(2);
        let pool = acme.connect_with(few).await.unwrap();
        assert_eq!(value(&pool, "SELECT name FROM shops").await, "a");
        assert_eq!(acme.connect().await.map(drop).map_err(|it| it.to_string()), Ok(()));
        assert_eq!(acme.current(&pool).await.unwrap(), ["0002_rows"]);

        let refused = async |tenant: &str| of(tenant).unwrap().connect().await.unwrap_err();
        let typo = refused("acne").await.to_string();
        assert!(typo.contains("there is no tenant `acne`; did you mean acme"), "{typo}");
        let core = refused("core").await.to_string();
        assert!(core.contains("is the core database"), "{core}");
        write("never");
        let never = refused("globex").await.to_string();
        assert!(never.contains("`create: never`"), "{never}");
        let escape = of("../acme").unwrap_err().to_string();
        assert!(escape.contains("cannot be the name of a tenant"), "{escape}");
        let whose = Migrator::from_project(folder.path()).unwrap().connect().await.unwrap_err();
        assert!(whose.to_string().contains("MIGRATION_TENANT_ID environment variable must be set"));
        // Connections to another tenant's database are not taken for this one's.
        if database.engine != Engine::Sqlite {
            let other = of("globex").unwrap().up(&pool).await.unwrap_err();
            assert!(matches!(other, MigratorError::OtherDatabase { .. }), "{other}");
        }
    }
}

/// What holds `autogen upgrade` back holds an application back too, and what lets it go on has a
/// switch here.
#[tokio::test]
async fn an_application_is_held_to_what_the_command_line_is() {
    for database in support::each().await {
        let engine = database.engine;
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        for (revision, file, text) in FILES {
            write(&format!("migrations/{revision}/{file}"), text);
        }
        write("autogen.yaml", "models: models\nrequire_review: true\n");
        let pool = sole(&database.url).await;
        let project = || Migrator::from_project(folder.path()).unwrap();
        let embedded = || {
            let mut files = Vec::new();
            for (revision, file, _) in FILES {
                files.push((*revision, *file, read(&format!("migrations/{revision}/{file}"))));
            }
            for revision in ["0001_shops", "0002_rows"] {
                let path = folder.path().join("migrations").join(revision).join("revision.yaml");
                if let Ok(text) = std::fs::read_to_string(path) {
                    files.push((revision, "revision.yaml", text));
                }
            }
            let files: Vec<_> = files.iter().map(|(id, file, it)| (*id, *file, &**it)).collect();
            Migrator::embedded(&files).unwrap()
        };
        let all = || embedded().require_review();
        let refused = async |migrator: Migrator, what: &str| {
            let error = migrator.up(&pool).await.unwrap_err().to_string();
            assert!(error.contains(what), "{engine:?}: {error}");
        };

        // Nobody has approved them, or somebody something else.
        for migrator in [project(), all(), embedded().require_review_since("2026-11-21").unwrap()] {
            refused(migrator, "0001_shops was not reviewed, and `require_review` wants it").await;
        }
        refused(all().module("shop").unwrap(), "`autogen --module shop review 0001_shops`").await;
        let no_day = embedded().require_review_since("often").unwrap_err().to_string();
        assert!(no_day.contains("write it as in 2026-11-21"), "{no_day}");
        for revision in ["0001_shops", "0002_rows"] {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_autogen"));
            command.args(["review", revision, "--yes", "--by", "ada"]).current_dir(folder.path());
            let output = command.env("DATABASE_URL", &database.url).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let (up, text) = ("migrations/0002_rows/up.sql", read("migrations/0002_rows/up.sql"));
        write(up, &text.replace("'a'", "'b'"));
        for migrator in [project(), all()] {
            refused(migrator, "0002_rows was edited after ada reviewed it").await;
        }
        write(up, &text);
        all().go(&pool, "1").await.unwrap();
        project().up(&pool).await.unwrap();

        // What was edited after it ran is told, and runs no more; remarks are no edits.
        write(up, &format!("-- a remark\n{}", text.replace(' ', "\n  ")));
        assert_eq!(project().edited(&pool).await.unwrap(), [""; 0], "{engine:?}");
        write(up, &text.replace("'a'", "'b'"));
        for migrator in [project(), embedded()] {
            assert_eq!(migrator.edited(&pool).await.unwrap(), ["0002_rows"], "{engine:?}");
            let recorder = Recorder::default();
            let heard = recorder.0.clone();
            let guard = tracing::subscriber::set_default(recorder);
            migrator.up(&pool).await.unwrap();
            drop(guard);
            let heard = &heard.lock().unwrap().events;
            let told = |it: &String| it.contains("edited after") && it.contains("=0002_rows");
            assert!(heard.iter().any(told), "{engine:?}: {heard:?}");
        }
        write(up, &text);

        // What holds data goes only where the application says so, or the revision does.
        let drops = ("0003_drops", "up.sql", "DROP TABLE shops;\n");
        let with =
            |more: &[(&str, &str, &str)]| Migrator::embedded(&[FILES, more].concat()).unwrap();
        if engine == Engine::Mysql {
            for _ in 0..14 {
                let rows =
                    "INSERT INTO shops SELECT id + (SELECT max(id) FROM shops), name FROM shops";
                pool.execute_unprepared(rows).await.unwrap();
            }
            let change = "ALTER TABLE shops MODIFY name bigint;\n";
            pool.execute_unprepared("UPDATE shops SET name = '1'").await.unwrap();
            let copies = [("0003_copies", "up.sql", change)];
            refused(with(&copies), "since writers would wait until tables are copied").await;
            refused(with(&copies), "`Migrator::allow_blocking`").await;
            assert_eq!(with(&copies).allow_blocking().up(&pool).await.unwrap().done.len(), 1);
            let drops = [copies[0], ("0004_drops", drops.1, drops.2)];
            refused(with(&drops).allow_blocking(), "0004_drops was not started").await;
            with(&drops).allow_data_loss().up(&pool).await.unwrap();
        } else {
            refused(with(&[drops]), "`Migrator::allow_data_loss`").await;
            with(&[drops]).allow_data_loss().up(&pool).await.unwrap();
        }
    }
}

/// What an application hears of a run: a span for it, for each revision and for each statement.
#[tokio::test]
async fn every_step_is_a_span() {
    for database in support::each().await {
        let pool = sole(&database.url).await;
        let recorder = Recorder::default();
        let heard = recorder.0.clone();
        let guard = tracing::subscriber::set_default(recorder);
        let migrator = Migrator::embedded(FILES).unwrap();
        migrator.up(&pool).await.unwrap();
        let broken = ("0003_broken", "up.sql", "INSERT INTO nothing VALUES (1);\n");
        let broken = Migrator::embedded(&[FILES, &[broken]].concat()).unwrap();
        broken.up(&pool).await.unwrap_err();
        drop(guard);
        let heard = heard.lock().unwrap();
        let spans: Vec<&str> = heard.spans.iter().map(|it| it.text.as_str()).collect();
        let create = "CREATE TABLE shops (id integer PRIMARY KEY, name varchar(40))";
        let expected = [
            "autogen.run target=head".to_owned(),
            "autogen.revision revision=0001_shops direction=up statements=1".to_owned(),
            format!("autogen.statement number=1 of=1 line=1 sql={create}"),
            "autogen.revision revision=0002_rows direction=up statements=1".to_owned(),
            "autogen.statement number=1 of=1 line=1 sql=INSERT INTO shops VALUES (1, 'a')"
                .to_owned(),
            "autogen.run target=head".to_owned(),
            "autogen.revision revision=0003_broken direction=up statements=1".to_owned(),
            "autogen.statement number=1 of=1 line=1 sql=INSERT INTO nothing VALUES (1)".to_owned(),
        ];
        assert_eq!(spans, expected, "{:?}", database.engine);
        let parents: Vec<Option<u64>> = heard.spans.iter().map(|it| it.parent).collect();
        assert_eq!(parents, [None, Some(1), Some(2), Some(1), Some(4), None, Some(6), Some(7)]);
        assert!(heard.spans.iter().all(|it| it.handles == 0), "every span is closed");
        let done = heard.events.iter().filter(|it| it.contains("done and recorded")).count();
        assert_eq!(done, 2, "{:?}", heard.events);
        assert!(
            heard.events.iter().any(|it| it.contains("0003_broken failed")),
            "{:?}",
            heard.events
        );
    }
}

/// Writes down what autogen says.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    spans: Vec<Heeded>,
    events: Vec<String>,
}

struct Heeded {
    text: String,
    parent: Option<u64>,
    handles: usize,
}

/// Fields as `name=value`.
struct Fields<'t>(&'t mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }

    fn record_str(&mut self, field: &tracing::field::Field, value: &str) {
        self.0.push_str(&format!(" {}={value}", field.name()));
    }
}

impl tracing::Subscriber for Recorder {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().starts_with("autogen")
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let mut text = span.metadata().name().to_owned();
        span.record(&mut Fields(&mut text));
        let parent = span.parent().map(tracing::span::Id::into_u64);
        let mut heard = self.0.lock().unwrap();
        heard.spans.push(Heeded { text, parent, handles: 1 });
        tracing::span::Id::from_u64(heard.spans.len() as u64)
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = String::new();
        event.record(&mut Fields(&mut text));
        self.0.lock().unwrap().events.push(text);
    }

    fn clone_span(&self, id: &tracing::span::Id) -> tracing::span::Id {
        self.0.lock().unwrap().spans[id.into_u64() as usize - 1].handles += 1;
        id.clone()
    }

    fn try_close(&self, id: tracing::span::Id) -> bool {
        let handles = &mut self.0.lock().unwrap().spans[id.into_u64() as usize - 1].handles;
        *handles -= 1;
        *handles == 0
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

/// The example, in as many replicas as start at once: each answers, and each revision ran once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_of_an_application_start_together() {
    for database in support::each().await {
        let replicas = (0..6).map(|_| {
            let url = database.url.clone();
            tokio::spawn(async move {
                let app = application::app(&url).await.map_err(|error| error.to_string())?;
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let address = listener.local_addr().expect("an address");
                tokio::spawn(async move { axum::serve(listener, app).await });
                Ok::<_, String>(address)
            })
        });
        for replica in replicas.collect::<Vec<_>>() {
            let address = replica.await.expect("no panic").expect("a replica that starts");
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            let request = "GET /shops HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(
                answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n0"),
                "{answer}"
            );
        }
        let pool = sole(&database.url).await;
        let rows = "SELECT concat('', count(*)) FROM autogen_version";
        let rows = rows.replace(
            "concat('', count(*))",
            match database.engine {
                Engine::Sqlite => "count(*) || ''",
                Engine::Postgres | Engine::Mysql => "concat('', count(*))",
            },
        );
        let revisions = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
        assert_eq!(value(&pool, &rows).await, revisions.unwrap().count().to_string());
    }
}

/// What a run left half done is told, taken back, and done anew.
#[tokio::test]
async fn an_application_takes_back_what_is_half_done() {
    let script = |last: &str| {
        format!(
            "BEGIN;\nCREATE TABLE a (id integer);\nCOMMIT;\n\
             BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nBEGIN;\n{last}\nCOMMIT;\n"
        )
    };
    let back = ("0002_two", "down.sql", "DROP TABLE b;\nDROP TABLE a;\n");
    for database in support::each().await {
        let pool = sole(&database.url).await;
        let with = |script: &str| {
            let files = [&FILES[..2], &[("0002_two", "up.sql", script), back]].concat();
            Migrator::embedded(&files).unwrap()
        };
        let broken = with(&script("CREATE TABLE shops (id integer);"));
        assert!(broken.half_done(&pool).await.unwrap().is_none());
        assert!(
            broken.abort(&pool).await.unwrap_err().to_string().contains("nothing to take back")
        );
        broken.up(&pool).await.unwrap_err();
        let half = broken.half_done(&pool).await.unwrap().expect("a revision");
        assert_eq!((half.revision.as_str(), half.done), ("0002_two", vec![1, 2]));
        assert_eq!(broken.abort(&pool).await.unwrap(), 2);
        assert!(broken.half_done(&pool).await.unwrap().is_none());
        broken.up(&pool).await.unwrap_err();
        let resumed = with(&script("CREATE TABLE shops (id integer);")).resume_at(4);
        assert_eq!(resumed.up(&pool).await.unwrap().done.len(), 1);
        assert_eq!(resumed.current(&pool).await.unwrap(), ["0002_two"]);
    }
}

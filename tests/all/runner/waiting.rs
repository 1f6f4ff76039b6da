//! Tables that others have: waited for without holding anybody up, and given up in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use autogen::ops::{self, ColumnOperation, Operation, Renames};
use autogen::plan::{Setting, plan};
use autogen::schema::Schema;
use autogen::target::Flavour;

use super::*;

fn servers() -> impl Iterator<Item = Engine> {
    [Engine::Postgres, Engine::Mysql].into_iter()
}

async fn on(engine: Engine) -> Option<Database> {
    match engine {
        Engine::Postgres => support::postgres().await,
        _ => support::mysql().await,
    }
}

/// A transaction that has read and written the table.
async fn hold(database: &Database) -> Live {
    let mut holder = Live::open(database).await;
    holder.execute("CREATE TABLE t (id integer PRIMARY KEY, a integer)").await;
    holder.execute("INSERT INTO t VALUES (1, 1), (2, 2)").await;
    holder.execute("BEGIN").await;
    holder.execute("UPDATE t SET a = 3 WHERE id = 1").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    holder
}

#[tokio::test]
async fn who_stands_in_the_way_is_told_in_time() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut holder = hold(&database).await;
        let mut live = Live::open(&database).await;
        let before = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        let text = "CREATE TABLE made (id integer);\nBEGIN;\nCOMMIT;\nALTER TABLE t ADD COLUMN b integer;\n";
        let tasks = [up(engine, "0001_a", text)];
        let patience = Options { lock_wait: Duration::from_millis(1500), ..options() };
        let began = Instant::now();
        let error = live.run_with(&tasks, &patience).await.expect_err("it is held");
        assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
        let RunError::Blocked(blocked) = &error else { panic!("{engine:?} {error}") };
        assert!(!blocked.blockers.is_empty(), "{engine:?} {error}");
        assert_eq!(blocked.left, Left::Some { done: vec![1] }, "{engine:?}");
        if engine == Engine::Postgres {
            let blocker = &blocked.blockers[0];
            assert!(blocker.who.starts_with("process "), "{error}");
            assert_eq!(blocker.query, "UPDATE t SET a = 3 WHERE id = 1");
        }
        assert!(!error.may_have_changed(), "{error}");
        live.assert_idle().await;
        let after = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        assert_eq!(before, after, "{engine:?}: settings are as they were");

        holder.execute("COMMIT").await;
        live.run(&tasks).await.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert_eq!(live.applied().await, ["0001_a"]);
        let after = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        assert_eq!(before, after, "{engine:?}: settings are as they were");
    }
}

/// While the runner waits for one transaction, others read and write.
#[tokio::test]
async fn nobody_waits_behind_the_runner() {
    let alter = "BEGIN; ALTER TABLE t ADD COLUMN b integer; COMMIT;";
    let each = servers().map(|engine| (engine, alter));
    // Outside of a transaction too.
    for (engine, text) in each.chain([(Engine::Postgres, "VACUUM FULL t;")]) {
        let Some(database) = on(engine).await else { continue };
        let mut holder = hold(&database).await;
        let mut live = Live::open(&database).await;
        let mut client = Live::open(&database).await;
        let tasks = [up(engine, "0001_a", text)];
        let other = async {
            let (mut worst, mut count) = (Duration::ZERO, 0);
            let until = Instant::now() + Duration::from_millis(2000);
            while Instant::now() < until {
                let began = Instant::now();
                client.execute("UPDATE t SET a = a + 1 WHERE id = 2").await;
                worst = worst.max(began.elapsed());
                count += 1;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            holder.execute("COMMIT").await;
            (worst, count)
        };
        let (result, (worst, count)) = tokio::join!(live.run(&tasks), other);
        result.unwrap_or_else(|error| panic!("{engine:?} {text}: {error}"));
        assert!(count > 20, "{engine:?} {text}: {count}");
        // A lock that is queued for would have held the client up for the two seconds.
        let most = Duration::from_millis(900);
        assert!(worst < most, "{engine:?} {text}: {worst:?}");
    }
}

/// Each is a stage, what a transaction does there, a script that is in its way, and what others do
/// meanwhile.
const STRONG: [(Engine, &str, &str, &str, &str); 9] = [
    (
        Engine::Postgres,
        "CREATE VIEW v AS SELECT 1 AS a",
        "SELECT * FROM v",
        "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 2 AS b;",
        "SELECT * FROM v",
    ),
    (
        Engine::Postgres,
        "CREATE TABLE t (id integer) PARTITION BY LIST (id)",
        "SELECT * FROM t",
        "CREATE TABLE p PARTITION OF t FOR VALUES IN (1);",
        "SELECT * FROM t",
    ),
    (
        Engine::Postgres,
        "CREATE SEQUENCE s",
        "SELECT nextval('s')",
        "ALTER SEQUENCE s INCREMENT 2;",
        "SELECT nextval('s')",
    ),
    (
        Engine::Postgres,
        "CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (id integer, m m)",
        "SELECT * FROM t",
        "DROP TYPE m CASCADE;",
        "SELECT id FROM t",
    ),
    (
        Engine::Postgres,
        "CREATE SCHEMA s; CREATE SEQUENCE s.q; CREATE TABLE t (id integer DEFAULT nextval('s.q'))",
        "SELECT * FROM t",
        "DROP SCHEMA s CASCADE;",
        "SELECT * FROM t",
    ),
    (
        Engine::Mysql,
        "CREATE VIEW v AS SELECT 1 AS a",
        "SELECT * FROM v",
        "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 2 AS b;",
        "SELECT * FROM v",
    ),
    (
        Engine::Mysql,
        "CREATE TABLE t (id integer)",
        "SELECT * FROM t",
        "CREATE OR REPLACE TABLE t (id bigint);",
        "SELECT * FROM t",
    ),
    (
        Engine::Mysql,
        "CREATE TABLE t (id integer); CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.id = 1",
        "SELECT * FROM t",
        "DROP TRIGGER r;",
        "SELECT * FROM t",
    ),
    (
        Engine::Mysql,
        "DROP SCHEMA IF EXISTS autogen_dropped; CREATE SCHEMA autogen_dropped; CREATE TABLE autogen_dropped.t (id integer)",
        "SELECT * FROM autogen_dropped.t",
        "DROP SCHEMA autogen_dropped;",
        "SELECT * FROM autogen_dropped.t WHERE id = 1",
    ),
];

/// Nor behind what locks more than a table that it alters.
#[tokio::test]
async fn nobody_waits_behind_what_locks_more() {
    let mut cases = tokio::task::JoinSet::new();
    for (engine, stage, held, script, used) in STRONG {
        let Some(database) = on(engine).await else { continue };
        let mut live = Live::open(&database).await;
        let mariadb = live.connection.target.flavour == Flavour::MariaDb;
        if script.starts_with("CREATE OR REPLACE TABLE") && !mariadb {
            continue;
        }
        cases.spawn(async move {
            for sql in stage.split("; ") {
                live.execute(sql).await;
            }
            let mut holder = Live::open(&database).await;
            holder.execute("BEGIN").await;
            holder.execute(held).await;
            let mut client = Live::open(&database).await;
            let tasks = [up(engine, "0001_a", script)];
            let other = async {
                let mut worst = Duration::ZERO;
                let until = Instant::now() + Duration::from_millis(3500);
                while Instant::now() < until {
                    let began = Instant::now();
                    client.execute(used).await;
                    worst = worst.max(began.elapsed());
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                holder.execute("COMMIT").await;
                worst
            };
            let (result, worst) = tokio::join!(live.run(&tasks), other);
            result.unwrap_or_else(|error| panic!("{engine:?} {script}: {error}"));
            // Where one cannot look, it is the second for which MySQL waits at least.
            let most = Duration::from_millis(if engine == Engine::Mysql { 2000 } else { 900 });
            assert!(worst < most, "{engine:?} {script}: {worst:?}");
        });
    }
    cases.join_all().await;
}

/// A view is replaced while others have its tables, whether it was there or not.
#[tokio::test]
async fn the_tables_of_a_view_are_not_waited_for() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let _holder = hold(&database).await;
        let mut live = Live::open(&database).await;
        let patience = Options { lock_wait: Duration::from_millis(1500), ..options() };
        for (revision, columns) in [("0001_v", "id"), ("0002_v", "id, a")] {
            let text = format!("CREATE OR REPLACE VIEW v AS SELECT {columns} FROM t;");
            let done = live.run_with(&[up(engine, revision, &text)], &patience).await;
            done.unwrap_or_else(|error| panic!("{engine:?} {revision}: {error}"));
        }
    }
}

/// A table that many use all the time, each for a moment, is never free at any look; it is had all
/// the same, and nobody notices.
#[tokio::test]
async fn a_crowded_table_is_to_be_had() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut live = Live::open(&database).await;
        live.execute("CREATE TABLE t (id integer PRIMARY KEY, a integer)").await;
        let ended = Arc::new(AtomicBool::new(false));
        let mut crowd = tokio::task::JoinSet::new();
        for place in 0..6 {
            let (mut client, ended) = (Live::open(&database).await, ended.clone());
            crowd.spawn(async move {
                tokio::time::sleep(Duration::from_millis(7 * place)).await;
                let mut worst = Duration::ZERO;
                while !ended.load(Ordering::Relaxed) {
                    client.execute("BEGIN").await;
                    let began = Instant::now();
                    client.execute("UPDATE t SET a = 0 WHERE id < 0").await;
                    worst = worst.max(began.elapsed());
                    tokio::time::sleep(Duration::from_millis(40)).await;
                    client.execute("COMMIT").await;
                }
                worst
            });
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        let tasks = [up(engine, "0001_a", "BEGIN; ALTER TABLE t ADD COLUMN b integer; COMMIT;")];
        let patience = Options { lock_wait: Duration::from_secs(12), ..options() };
        let result = live.run_with(&tasks, &patience).await;
        ended.store(true, Ordering::Relaxed);
        let worst = crowd.join_all().await.into_iter().max().expect("clients");
        result.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert!(worst < Duration::from_millis(900), "{engine:?}: {worst:?}");
    }
}

/// A column becomes required while a client adds rows without it all the time. Where the script
/// gives such rows their value by a default or keeps them out from some step on, the client is the
/// one to notice or nobody is; where it can do neither, the rows are filled once more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_becomes_required_while_rows_come_without_it() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut live = Live::open(&database).await;
        live.execute("CREATE TABLE t (id integer PRIMARY KEY, a integer)").await;
        let rows: Vec<String> = (0..3000).map(|id| format!("({id}, {id})")).collect();
        live.execute(&format!("INSERT INTO t (id, a) VALUES {}", rows.join(", "))).await;
        let value = |text: &str| serde_yaml::from_str(text).expect("a schema");
        let table = |more: &str| -> Schema {
            value(&format!(
                "tables: {{t: {{columns: [id: {{type: i32}}, a: {{type: i32, nullable: true}}{more}], primary_key: [id]}}}}"
            ))
        };
        let (before, after) = (table(""), table(", b: {type: i32}"));
        let mut changes = ops::diff(&before, &after, &Renames::default()).expect("changes");
        for change in &mut changes {
            let Operation::Column(ColumnOperation { fill, .. }) = change else { continue };
            *fill = Some("coalesce(a, 0) + 1".to_owned());
        }
        let target = live.connection.target;
        let setting =
            Setting { dialect: dialect(engine), target: &target, live: None, online: true };
        let script = plan(&before, &changes, setting).expect("a plan").up.to_string();
        // The same as hand-written scripts of MySQL are: nothing gives the rows that come a value.
        let bare: String = script
            .lines()
            .filter(|it| !it.contains("SET DEFAULT"))
            .fold(String::new(), |text, line| text + line + "\n");
        assert_eq!(bare != format!("{}\n", script.trim_end()), engine == Engine::Mysql, "{script}");
        for (round, text) in [script, bare].into_iter().enumerate() {
            let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
            let pause = Duration::from_millis(if round == 0 { 0 } else { 30 });
            let client = tokio::spawn({
                let (mut client, over) = (Live::open(&database).await, over.clone());
                async move {
                    let (mut added, mut refused) = (0, 0);
                    while !over.load(std::sync::atomic::Ordering::Relaxed) {
                        let sql = format!("INSERT INTO t (id, a) VALUES ({}, 7)", 100_000 + added);
                        match client.connection.execute(&sql).await {
                            Ok(_) => added += 1,
                            Err(_) => refused += 1,
                        }
                        tokio::time::sleep(pause).await;
                    }
                    (added, refused)
                }
            });
            let result = live.run(&[up(engine, &format!("000{round}_b"), &text)]).await;
            over.store(true, std::sync::atomic::Ordering::Relaxed);
            result.unwrap_or_else(|error| panic!("{engine:?}: {error}\n{text}"));
            let (added, refused) = client.await.expect("a client");
            assert!(added > 0, "{engine:?}: {added} rows, {refused} refused");
            assert_eq!(live.count("t WHERE b IS NULL OR b <> coalesce(a, 0) + 1").await, "0");
            let here = if engine == Engine::Mysql { "database()" } else { "current_schema()" };
            let nullable = &format!(
                "SELECT is_nullable FROM information_schema.columns \
                 WHERE table_schema = {here} AND table_name = 't' AND column_name = 'b'"
            );
            let nullable = live.connection.value(nullable).await.expect("a column");
            assert_eq!(nullable.as_deref(), Some("NO"), "{engine:?}");
            live.execute("ALTER TABLE t DROP COLUMN b").await;
            live.execute("DELETE FROM t WHERE id >= 100000").await;
        }
        if engine == Engine::Postgres {
            continue;
        }
        // The row that comes at the worst of times, and one that no fill has a value for.
        let (fill, tighten) = (
            "-- autogen: batch\nUPDATE t SET b = a + 1 WHERE b IS NULL",
            "ALTER TABLE t MODIFY b integer NOT NULL, LOCK=NONE",
        );
        let late = "INSERT INTO t (id, a) VALUES (100000, 7)";
        let text = format!("ALTER TABLE t ADD b integer;\n{fill};\n{late};\n{tighten};\n");
        live.run(&[up(engine, "0003_late", &text)]).await.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(live.count("t WHERE b = a + 1").await, "3001");
        live.execute("ALTER TABLE t DROP COLUMN b").await;
        let without = text.replace(late, "INSERT INTO t (id, a) VALUES (100001, NULL)");
        let tasks = [up(engine, "0004_without", &without)];
        let error = live.run(&tasks).await.expect_err("nothing plus one is nothing").to_string();
        assert!(error.contains("0004_without failed at statement 4 of 4"), "{error}");
        live.execute("UPDATE t SET a = 1 WHERE id = 100001").await;
        live.run(&tasks).await.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(live.count("t WHERE b = a + 1").await, "3002");

        // The same of a row with a value that gets another name.
        live.execute("CREATE TABLE e (id integer PRIMARY KEY, c enum('a', 'b'))").await;
        live.execute("INSERT INTO e VALUES (1, 'a'), (2, 'b')").await;
        let text = "ALTER TABLE e MODIFY c enum('a', 'b', 'x');\n-- autogen: batch\n\
             UPDATE e SET c = CASE c WHEN 'a' THEN 'x' ELSE c END WHERE c IN ('a');\n\
             INSERT INTO e VALUES (3, 'a');\nALTER TABLE e MODIFY c enum('x', 'b');\n";
        let done = live.run(&[up(engine, "0005_named", text)]).await;
        done.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(live.count("e WHERE c = 'x'").await, "2");
    }
}

/// A backfill touches every row that it should, in batches that others see, and only once.
#[tokio::test]
async fn an_update_in_batches_touches_every_row_once() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE t (k varchar(20) NOT NULL, n integer NOT NULL, a integer, PRIMARY KEY (k, n))").await;
        let rows: Vec<String> = (0..6000)
            .map(|i| {
                format!(
                    "('k{}', {}, {})",
                    i % 3,
                    i * 7 % 6000,
                    if i % 10 == 0 { "7" } else { "NULL" }
                )
            })
            .collect();
        for chunk in rows.chunks(1000) {
            live.execute(&format!("INSERT INTO t VALUES {}", chunk.join(", "))).await;
        }
        let text = "-- autogen: batch\nUPDATE t SET a = n WHERE a IS NULL;\n";
        let tasks = [up(engine, "0001_a", text)];
        let mut batches = Batches(0);
        let Live { connection, history, .. } = &mut live;
        let never = std::future::pending();
        runner::run(connection, history, &tasks, &options(), &mut batches, never)
            .await
            .unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert!(batches.0 > 1, "{engine:?}: {} batches", batches.0);
        assert_eq!(live.count("t WHERE a = n").await, "5400", "{engine:?}");
        assert_eq!(live.count("t WHERE a = 7 AND n <> 7").await, "600", "{engine:?}");

        if engine == Engine::Sqlite {
            // Rows whose key is NULL are in no order, and get their value once.
            live.execute("CREATE TABLE odd (k varchar(9) PRIMARY KEY, a integer DEFAULT 0)").await;
            let rows: Vec<String> = (0..6000)
                .map(|i| if i % 3 == 0 { "(NULL)".to_owned() } else { format!("('{i}')") })
                .collect();
            live.execute(&format!("INSERT INTO odd (k) VALUES {}", rows.join(", "))).await;
            let text = "-- autogen: batch\nUPDATE odd SET a = a + 1;\n";
            let done = live.run(&[up(engine, "0002_odd", text)]).await;
            done.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(live.count("odd WHERE a = 1").await, "6000");
        }
        if engine == Engine::Mysql {
            // Keys whose values do not stand in the order of the texts that they are shown as.
            live.execute(
                "CREATE TABLE odd (e enum('z', 'm', 'a'), f float, a integer DEFAULT 0, PRIMARY KEY (e, f))",
            )
            .await;
            let rows: Vec<String> =
                (0..6000).map(|i| format!("({}, {i} / 7.0)", i % 3 + 1)).collect();
            live.execute(&format!("INSERT INTO odd (e, f) VALUES {}", rows.join(", "))).await;
            let text = "-- autogen: batch\nUPDATE odd SET a = a + 1;\n";
            let done = live.run(&[up(engine, "0002_odd", text)]).await;
            done.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(live.count("odd WHERE a = 1").await, "6000");
        }

        live.execute("CREATE TABLE bare (a integer)").await;
        let text = "-- autogen: batch\nUPDATE bare SET a = 1;\n";
        let error = live.run(&[up(engine, "0002_b", text)]).await.expect_err("there is no key");
        assert!(error.to_string().contains("bare has no primary key"), "{error}");
    }
}

struct Batches(usize);

impl runner::Events for Batches {
    fn event(&mut self, event: runner::Event<'_>) {
        if let runner::Event::Batch { .. } = event {
            self.0 += 1;
        }
    }
}

/// Who takes a half-done revision back waits as everybody does.
#[tokio::test]
async fn an_abort_gives_up_in_time() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut holder = Live::open(&database).await;
        holder.execute("CREATE TABLE t (id integer PRIMARY KEY, a integer)").await;
        holder.execute("INSERT INTO t VALUES (1, 1)").await;
        let mut live = Live::open(&database).await;
        let text = "BEGIN;\nALTER TABLE t ADD COLUMN b integer;\nCOMMIT;\n\
                    BEGIN;\nALTER TABLE nowhere ADD COLUMN c integer;\nCOMMIT;\n";
        let back = "ALTER TABLE t DROP COLUMN b;\n";
        let half = up(engine, "0001_a", text);
        live.run(std::slice::from_ref(&half)).await.expect_err("nowhere is no table");
        holder.execute("BEGIN").await;
        holder.execute("UPDATE t SET a = 3 WHERE id = 1").await;
        let other = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let mut client = Live::open(&database).await;
            let began = Instant::now();
            client.execute("SELECT * FROM t").await;
            began.elapsed()
        };
        let patience = Options { lock_wait: Duration::from_millis(2500), ..options() };
        let back = down(engine, "0001_a", back);
        let (error, waited) = tokio::join!(live.abort_with(&half, &back, &patience), other);
        let error = error.expect_err("it is held");
        assert!(matches!(error, RunError::Blocked(_)), "{engine:?} {error}");
        assert!(waited < Duration::from_millis(1800), "{engine:?}: {waited:?}");
        holder.execute("COMMIT").await;
        live.abort(&half, &back).await.unwrap_or_else(|error| panic!("{engine:?} {error}"));
    }
}

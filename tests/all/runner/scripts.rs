//! Scripts as people write them, and as clients read them.

use super::*;

/// Bodies with semicolons in them, and settings that must not outlive their script.
#[tokio::test]
async fn hand_written_scripts_run() {
    let scripts = [
        (
            Engine::Sqlite,
            "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE a (id integer);\n\
             CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET id = 2; DELETE FROM a WHERE id = 3;\nEND;\n\
             INSERT INTO a VALUES (1);\nCOMMIT;\n",
            "SELECT foreign_keys FROM pragma_foreign_keys",
            "1",
        ),
        (
            Engine::Postgres,
            "SELECT pg_catalog.set_config('search_path', '', false);\nSET statement_timeout = '50min';\n\
             BEGIN;\nCREATE TABLE public.a (id integer);\n\
             CREATE FUNCTION public.two() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;\n\
             CREATE FUNCTION public.t() RETURNS trigger LANGUAGE plpgsql AS $body$\nBEGIN NEW.id := 2; RETURN NEW; END $body$;\n\
             CREATE TRIGGER t BEFORE INSERT ON public.a FOR EACH ROW EXECUTE FUNCTION public.t();\n\
             INSERT INTO public.a VALUES (1);\nCOMMIT;\n\
             CREATE INDEX CONCURRENTLY by_id ON public.a (id);\n",
            "SELECT current_setting('search_path') || current_setting('statement_timeout')",
            "\"$user\", public0",
        ),
        (
            Engine::Mysql,
            "SET foreign_key_checks = 0;\nCREATE TABLE a (id integer);\nDELIMITER //\n\
             CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.id = 1; SET NEW.id = 2; END//\n\
             DELIMITER ;\nINSERT INTO a VALUES (1);\n",
            "SELECT @@foreign_key_checks",
            "1",
        ),
    ];
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let (_, text, setting, value) =
            scripts.iter().find(|it| it.0 == engine).expect("a script of each");
        live.run(&[up(engine, "0001_a", text)]).await.unwrap_or_else(|it| panic!("{it}"));
        let id = live.connection.value("SELECT id FROM a").await.expect("a row");
        assert_eq!(id.as_deref(), Some("2"), "{engine:?}: the trigger ran");
        let setting = live.connection.value(setting).await.expect("a setting");
        assert_eq!(setting.as_deref(), Some(*value), "{engine:?}");
        assert_eq!(live.applied().await, ["0001_a"]);
        live.assert_idle().await;
    }
}

/// What a transaction undoes of itself stays undone where each statement could commit alone.
#[tokio::test]
async fn savepoints_belong_to_their_transaction() {
    for (mut live, _database) in each().await {
        live.execute("CREATE TABLE t (a integer)").await;
        let text = "BEGIN;\nINSERT INTO t VALUES (1);\nSAVEPOINT s;\nINSERT INTO t VALUES (2);\n\
                    ROLLBACK TO SAVEPOINT s;\nRELEASE SAVEPOINT s;\nINSERT INTO t VALUES (3);\nCOMMIT;\n";
        live.run(&[up(live.engine, "0001_a", text)]).await.unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(live.count("t WHERE a IN (1, 3)").await, "2", "{:?}", live.engine);
        assert_eq!(live.count("t").await, "2", "{:?}", live.engine);
    }
}

/// Neither the next revision nor whoever has the connection next sees what a script has set.
#[tokio::test]
async fn settings_end_with_their_script() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let (own, text, seen) = match engine {
            Engine::Sqlite => (
                "PRAGMA synchronous = NORMAL",
                "CREATE TABLE a (id integer);\nPRAGMA synchronous = OFF;\n\
                 PRAGMA writable_schema = ON;\nPRAGMA query_only = ON;\n",
                "synchronous || writable_schema || query_only AS seen \
                 FROM pragma_synchronous, pragma_writable_schema, pragma_query_only",
            ),
            Engine::Postgres => (
                "SET work_mem = '5MB'",
                "SET session_replication_role = replica;\nSET work_mem = '6MB';\n\
                 SET default_transaction_isolation = serializable;\n\
                 SET default_transaction_read_only = on;\nSET TimeZone = 'Asia/Tokyo';\n\
                 CREATE TABLE a (id integer);\n",
                "concat_ws(' ', current_setting('session_replication_role'), \
                 current_setting('work_mem'), current_setting('default_transaction_isolation'), \
                 current_setting('default_transaction_read_only'), current_setting('TimeZone')) AS seen",
            ),
            Engine::Mysql => (
                "SET SESSION sql_notes = 0",
                "SET sql_safe_updates = 1, sql_notes = 1 /*M!, check_constraint_checks = 0 */;\n\
                 SET timestamp = 1;\nSET sql_log_bin = 0;\n\
                 SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;\n\
                 CREATE TABLE a (id integer);\n",
                "concat_ws(' ', @@sql_safe_updates, @@sql_notes, unix_timestamp() < 10, \
                 @@sql_log_bin, /*!50720 @@transaction_isolation *//*M! @@tx_isolation */ \
                 /*M!, @@check_constraint_checks */) AS seen",
            ),
        };
        live.execute(own).await;
        let query = format!("SELECT {seen}");
        let before = live.connection.value(&query).await.expect("the settings");
        let then = format!("CREATE TABLE b (seen varchar(99));\nINSERT INTO b SELECT {seen};\n");
        live.run(&[up(engine, "0001_a", text), up(engine, "0002_b", &then)])
            .await
            .unwrap_or_else(|it| panic!("{it}"));
        let of_the_next = live.connection.value("SELECT seen FROM b").await.expect("a row");
        assert_eq!(of_the_next, before, "{engine:?}");
        let after = live.connection.value(&query).await.expect("the settings");
        assert_eq!(after, before, "{engine:?}");
    }
}

/// What is attached is of the connection: whoever goes on attaches it again, and nobody else has it.
#[tokio::test]
async fn an_attached_file_is_there_again_after_a_failure() {
    let (database, other) = (support::sqlite(), support::sqlite());
    let mut old = Live::open(&other).await;
    old.execute("CREATE TABLE t (id integer)").await;
    old.execute("INSERT INTO t VALUES (7)").await;
    let path = other.url.trim_start_matches("sqlite://").split('?').next().expect("a path");
    let text = format!(
        "ATTACH '{path}' AS old;\nCREATE TABLE a (id integer);\nINSERT INTO a SELECT id FROM old.t;\n\
         INSERT INTO nowhere SELECT id FROM old.t;\nDETACH old;\n"
    );
    let attached = "pragma_database_list WHERE name = 'old'";
    let mut live = Live::open(&database).await;
    for _ in 0..2 {
        let error = live.run(&[up(Engine::Sqlite, "0001_a", &text)]).await.expect_err("nowhere");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.spot.statement, Some(4), "{error}");
        assert_eq!(failure.left, Left::Some { done: vec![2, 3] });
        assert_eq!(live.count(attached).await, "0", "it is not left behind");
    }
    let mut live = Live::open(&database).await;
    live.execute("ATTACH ':memory:' AS mine").await;
    let text = text.replace("nowhere", "a").replace("DETACH old;", "");
    live.run(&[up(Engine::Sqlite, "0001_a", &text)]).await.unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(live.count("a WHERE id = 7").await, "2");
    assert_eq!(live.count(attached).await, "0", "not by a script without DETACH either");
    assert_eq!(live.count("pragma_database_list WHERE name = 'mine'").await, "1");
    live.assert_idle().await;
}

/// The number that the server gave last is that of the script's own row, or is not asked for.
#[tokio::test]
async fn the_number_of_the_last_row_is_the_scripts() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let (id, last, apart) = match engine {
            Engine::Sqlite => {
                ("integer PRIMARY KEY", "last_insert_rowid()", "PRAGMA foreign_keys = OFF;\n")
            }
            Engine::Postgres => ("bigserial PRIMARY KEY", "lastval()", ""),
            Engine::Mysql => ("bigint AUTO_INCREMENT PRIMARY KEY", "last_insert_id()", ""),
        };
        live.execute(&format!("CREATE TABLE parent (id {id}, name varchar(9))")).await;
        live.execute("CREATE TABLE child (parent_id bigint)").await;
        live.execute("INSERT INTO parent (id, name) VALUES (70, 'far')").await;
        if engine == Engine::Postgres {
            live.execute("SELECT setval('parent_id_seq', 70)").await;
        }
        let parent = "INSERT INTO parent (name) VALUES ('x');\n";
        let child = format!("INSERT INTO child (parent_id) VALUES ({last});\n");
        let (begin, commit) = ("BEGIN;\n", "COMMIT;\n");
        let apart = [
            // Each in its transaction, and each in a transaction with others.
            format!("{apart}{begin}{parent}{commit}{begin}{child}{commit}"),
            format!("{apart}{begin}{parent}{commit}{begin}DELETE FROM child;\n{child}{commit}"),
            // With statements between them that stand alone.
            format!("{apart}{parent}CREATE TABLE made (id integer);\n{child}{begin}{commit}"),
            format!("{parent}{child}"),
        ];
        let mut rows = 70;
        for (number, text) in (1..).zip(&apart) {
            live.execute("DELETE FROM child").await;
            let revision = format!("000{number}_a");
            let done = live.run(&[up(engine, &revision, text)]).await;
            if engine != Engine::Mysql && number < apart.len() {
                let refused = done.expect_err("the journal's rows have numbers too");
                assert!(matches!(refused, RunError::LastRow { .. }), "{refused}");
                continue;
            }
            rows += 1;
            done.unwrap_or_else(|error| panic!("{engine:?}: {error}\n{text}"));
            let found = live.connection.value("SELECT parent_id FROM child").await;
            assert_eq!(found.expect("a child"), Some(rows.to_string()), "{engine:?}:\n{text}");
        }
    }
}

/// The journal has a row for each of very many statements of one transaction, in their order.
#[tokio::test]
async fn a_script_of_many_statements_is_journaled() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let mut text = "BEGIN;\nCREATE TABLE a (id integer);\n".to_owned();
        for id in 0..1500 {
            text.push_str(&format!("INSERT INTO a VALUES ({id});\n"));
        }
        text.push_str("COMMIT;\nBEGIN;\nINSERT INTO a VALUES (1500);\nCOMMIT;\n");
        let done = live.run(&[up(engine, "0001_a", &text)]).await;
        done.unwrap_or_else(|error| panic!("{engine:?}: {error}"));
        let rows = live
            .connection
            .rows("SELECT statement FROM autogen_version_journal WHERE state = 'done' ORDER BY id")
            .await;
        let numbers = rows.expect("rows").into_iter().flatten().flatten();
        let numbers: Vec<usize> = numbers.map(|it| it.parse().expect("a number")).collect();
        // The last row is that of the revision.
        let expected: Vec<usize> = (1..=1502).chain([0]).collect();
        assert_eq!(numbers, expected, "{engine:?}");
    }
}

#[tokio::test]
async fn a_rebuild_is_of_the_table_it_was_written_for() {
    let database = support::sqlite();
    let mut live = Live::open(&database).await;
    live.execute("CREATE TABLE p (id integer PRIMARY KEY)").await;
    live.execute("CREATE TABLE \"old t\" (id integer PRIMARY KEY, a text)").await;
    live.execute("CREATE INDEX by_a ON \"old t\" (a)").await;
    let reflected = live.connection.reflect(&Sqlite, &Default::default()).await.expect("a schema");
    let text = "PRAGMA foreign_keys = OFF;\nBEGIN;\nALTER TABLE \"old t\" RENAME TO t;\n\
                -- autogen: rebuild t\nCREATE TABLE new_t (id integer PRIMARY KEY, a integer);\n\
                INSERT INTO new_t SELECT id, a FROM t;\nDROP TABLE t;\n\
                ALTER TABLE new_t RENAME TO t;\nCREATE INDEX by_a ON t (a);\n\
                CREATE TRIGGER kept AFTER DELETE ON t BEGIN SELECT 1; END;\n\
                COMMIT;\nPRAGMA foreign_keys = ON;\n";
    let mut rebuild = up(Engine::Sqlite, "0001_t", text);
    rebuild.before = Some(reflected.schema);

    for sql in [
        "ALTER TABLE \"old t\" ADD COLUMN extra integer REFERENCES p (id) CHECK (extra > 0)",
        "CREATE INDEX by_extra ON \"old t\" (extra)",
        "CREATE TRIGGER kept AFTER DELETE ON \"old t\" BEGIN SELECT 1; END",
        "CREATE TRIGGER lost AFTER UPDATE ON \"old t\" BEGIN SELECT 1; END",
    ] {
        live.execute(sql).await;
    }
    let error = live.run(std::slice::from_ref(&rebuild)).await.expect_err("there is more");
    let RunError::Rebuild { extras, .. } = &error else { panic!("{error}") };
    let expected = [
        "column extra",
        "index by_extra",
        "foreign key (extra) -> p(id)",
        "check (extra > 0)",
        "trigger lost",
    ];
    assert_eq!(*extras, expected, "{error}");
    assert!(live.has_table("old t").await, "nothing was run");
    live.assert_idle().await;
    let keys = live.connection.value("SELECT foreign_keys FROM pragma_foreign_keys").await;
    assert_eq!(keys.expect("a pragma").as_deref(), Some("1"));

    for sql in [
        "DROP TRIGGER lost",
        "DROP INDEX by_extra",
        "DROP TABLE \"old t\"",
        "CREATE TABLE \"old t\" (id integer PRIMARY KEY, a text)",
        "CREATE INDEX by_another_name ON \"old t\" (a)",
    ] {
        live.execute(sql).await;
    }
    live.run(&[rebuild]).await.expect("it is the same, by another name");
    assert!(live.has_table("t").await);
}

/// What `--sql` prints does what a run does, also in the database's own client.
#[tokio::test]
async fn the_whole_script_runs_in_the_client() {
    let scripts = [
        (
            Engine::Sqlite,
            "-- sqlite3 -bail x < up.sql && autogen stamp 0002_b\nPRAGMA foreign_keys = OFF;\nBEGIN;\n\
             CREATE TABLE b (id integer);\nCOMMIT;\nPRAGMA foreign_keys = ON",
            "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE b (id integer);\nINSERT",
        ),
        (
            Engine::Postgres,
            "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON b (id) -- last",
            "CREATE INDEX CONCURRENTLY i ON b (id); -- last\nINSERT",
        ),
        (
            Engine::Mysql,
            "CREATE TABLE b (id integer);\nDELIMITER //\nCREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW\n\
             BEGIN SET NEW.id = 1; SET NEW.id = 2; END//\nDELIMITER ;\n",
            "DELIMITER ;\nINSERT",
        ),
    ];
    for (mut live, database) in each().await {
        let engine = live.engine;
        let (_, text, part) = scripts.iter().find(|it| it.0 == engine).expect("a script of each");
        let tasks = [
            up(engine, "0001_a", "CREATE TABLE a (id integer)"),
            up(engine, "0002_b", text),
            up(engine, "0003_merge", ""),
        ];
        let sql = runner::sql(&live.history, &tasks, "tests");
        assert!(sql.contains(part), "{sql}");
        client(&database, &sql);
        assert_eq!(live.applied().await, ["0001_a", "0002_b", "0003_merge"], "{sql}");
        assert!(live.has_table("a").await && live.has_table("b").await);
        let downs = [down(engine, "0003_merge", ""), down(engine, "0002_b", "DROP TABLE b;")];
        client(&database, &runner::sql(&live.history, &downs, "tests"));
        assert_eq!(live.applied().await, ["0001_a"]);
    }
}

/// Pipes a script into the database's own client.
fn client(database: &Database, sql: &str) {
    let mut command = match database.engine {
        Engine::Sqlite => {
            // Its client is no part of what the tests install; the statements are the same.
            let script = autogen::revision::script::split(Lexis::Sqlite, sql).expect("it reads");
            let path = database.url.trim_start_matches("sqlite://").to_owned();
            let path = path.split('?').next().expect("a path").to_owned();
            let url =
                DatabaseUrl::parse(&format!("sqlite:///{path}"), ".".as_ref()).expect("a URL");
            return std::thread::scope(|scope| {
                let run = async {
                    let mut connection = Connection::open(&url, Missing::Create).await.expect("it");
                    for piece in script {
                        connection.execute(&piece.text).await.expect("it runs");
                    }
                };
                let thread = scope.spawn(|| {
                    tokio::runtime::Runtime::new().expect("a runtime").block_on(run);
                });
                thread.join().expect("no panic");
            });
        }
        Engine::Postgres => {
            let mut psql = std::process::Command::new("psql");
            psql.args(["-q", "-v", "ON_ERROR_STOP=1", &database.url]);
            psql
        }
        Engine::Mysql => {
            let rest = database.url.split_once("://").expect("a URL").1;
            let (credentials, place) = rest.rsplit_once('@').expect("a user");
            let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
            let (address, name) = place.split_once('/').expect("a database");
            let (host, port) = address.split_once(':').unwrap_or((address, "3306"));
            let mut mariadb = std::process::Command::new("mariadb");
            mariadb.args([
                "-h",
                host,
                "-P",
                port,
                "-u",
                user,
                name.split('?').next().unwrap_or(name),
            ]);
            mariadb.env("MYSQL_PWD", password);
            mariadb
        }
    };
    use std::io::Write;
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().expect("a client");
    child.stdin.take().expect("a pipe").write_all(sql.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success(), "{sql}");
}

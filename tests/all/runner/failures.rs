//! What a run leaves when it does not come to its end, and how it is taken up again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

#[tokio::test]
async fn a_failure_says_what_stays() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let text = "BEGIN;\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n\n\
                    INSERT INTO nowhere VALUES (1);\nCREATE TABLE c (id integer);\nCOMMIT;\n";
        let tasks =
            [up(engine, "0000_z", "CREATE TABLE z (id integer);"), up(engine, "0001_a", text)];
        let error = live.run(&tasks).await.expect_err("nowhere is no table");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.applied, ["0000_z"]);
        assert_eq!((failure.spot.statement, failure.spot.of), (Some(3), 4));
        assert_eq!(failure.spot.line, Some(5), "{engine:?}");
        assert!(failure.error.message.contains("nowhere"), "{error}");
        assert!(error.to_string().contains("INSERT INTO nowhere VALUES (1)"), "{error}");
        assert_eq!(live.applied().await, ["0000_z"]);
        live.assert_idle().await;
        let failed = "autogen_version_journal WHERE state = 'failed' AND statement = 3";
        assert_eq!(live.count(failed).await, "1");
        match engine {
            Engine::Sqlite | Engine::Postgres => {
                assert_eq!(failure.left, Left::Nothing);
                assert!(!live.has_table("a").await);
                // The script can be corrected and run as if nothing had been.
                let corrected = text.replace("INSERT INTO nowhere VALUES (1);", "");
                live.run(&[up(engine, "0001_a", &corrected)]).await.expect("runs");
            }
            Engine::Mysql => {
                // Creating the table committed; the insert before the failure is undone with it.
                assert_eq!(failure.left, Left::Some { done: vec![1] });
                assert_eq!(live.count("a").await, "0");
                let other = [up(engine, "0002_b", "CREATE TABLE b (id integer);")];
                let half = live.run(&other).await.expect_err("nothing else before");
                let text = half.to_string();
                assert!(matches!(half, RunError::HalfDone(_)), "{text}");
                assert!(text.contains("statement 1 is done and stays"), "{text}");
                assert!(text.contains("upgrade --abort"), "{text}");

                let corrected = text_of(&tasks[1]).replace("nowhere", "a");
                let edited = corrected.replacen("id integer", "id bigint", 1);
                let refused = live.run(&[up(engine, "0001_a", &edited)]).await;
                let refused = refused.expect_err("the first statement was edited").to_string();
                assert!(refused.contains("statement 1 of 0001_a"), "{refused}");
                assert!(refused.contains("up.sql:2)"), "{refused}");

                live.run(&[up(engine, "0001_a", &corrected)]).await.expect("goes on");
                assert_eq!(live.count("a").await, "2");
            }
        }
        assert!(live.has_table("c").await);
        assert_eq!(live.applied().await, ["0000_z", "0001_a"]);
        live.run(&[up(engine, "0002_b", "CREATE TABLE b (id integer);")]).await.expect("goes on");
    }
}

/// What is done and cannot be recorded is known to be done, and not done again.
#[tokio::test]
async fn a_revision_that_cannot_be_recorded_is_taken_up() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.run(&[up(engine, "0001_a", "CREATE TABLE a (id integer);")]).await.expect("runs");
        let (refuse, allow) = match engine {
            Engine::Sqlite => (
                "CREATE TRIGGER none BEFORE INSERT ON autogen_version \
                 BEGIN SELECT RAISE(ABORT, 'none is taken'); END",
                "DROP TRIGGER none",
            ),
            Engine::Postgres | Engine::Mysql => (
                "ALTER TABLE autogen_version ADD CONSTRAINT none CHECK (revision <> '0002_b')",
                "ALTER TABLE autogen_version DROP CONSTRAINT none",
            ),
        };
        live.execute(refuse).await;
        let text = "CREATE TABLE b (id integer);\nCREATE TABLE c (id integer);\n";
        let tasks = [up(engine, "0002_b", text)];
        let error = live.run(&tasks).await.expect_err("its row is refused");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.spot.statement, None, "{error}");
        assert!(failure.spot.sql.contains("autogen_version"), "{error}");
        let left = match engine {
            Engine::Sqlite | Engine::Postgres => Left::Nothing,
            Engine::Mysql => Left::Some { done: vec![1, 2] },
        };
        assert_eq!(failure.left, left, "{error}");
        live.assert_idle().await;
        live.execute(allow).await;
        live.run(&tasks).await.expect("goes on");
        assert!(live.has_table("b").await && live.has_table("c").await);
        assert_eq!(live.applied().await, ["0001_a", "0002_b"]);
    }
}

/// With a delimiter of its own, what stands between two may be several statements, and end in a
/// semicolon: the second is not done because the first one is.
#[tokio::test]
async fn several_statements_between_delimiters_are_done_one_by_one() {
    let Some(database) = support::mysql().await else { return };
    let mut live = Live::open(&database).await;
    live.execute("CREATE TABLE t (a integer)").await;
    let text = "DELIMITER $$\nDROP TRIGGER IF EXISTS u;\n\
                CREATE TRIGGER u BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.b = 1; END;$$\n";
    let error = live.run(&[up(Engine::Mysql, "0001_a", text)]).await.expect_err("t has no b");
    let RunError::Failed(failure) = &error else { panic!("{error}") };
    assert_eq!((failure.spot.statement, failure.spot.line), (Some(2), Some(3)), "{error}");
    assert_eq!(failure.left, Left::Some { done: vec![1] });
    for text in [text.to_owned(), text.replace("END;$$", "END;$$\nDROP TABLE IF EXISTS u$$")] {
        let text = text.replace("NEW.b", "NEW.a");
        live.run(&[up(Engine::Mysql, "0001_a", &text)]).await.expect("runs");
        assert_eq!(live.applied().await, ["0001_a"]);
        let triggers = "information_schema.triggers WHERE trigger_schema = database()";
        assert_eq!(live.count(triggers).await, "1");
        live.run(&[down(Engine::Mysql, "0001_a", "DROP TRIGGER u;")]).await.expect("runs");
    }
}

/// An error shows the statement that it is about, and nothing of what is sent along with it.
#[tokio::test]
async fn an_error_is_about_the_script() {
    let Some(database) = support::mysql().await else { return };
    let mut live = Live::open(&database).await;
    let text = "CREATE TABLE a (id integer nut nil);\nCREATE TABLE b (id integer);\n";
    let error = live.run(&[up(Engine::Mysql, "0001_a", text)]).await.expect_err("no such words");
    let text = error.to_string();
    assert!(text.contains("near 'nil)' at line 1"), "{text}");
    assert!(!text.contains("autogen_version"), "{text}");
}

/// Batches that were done before one failed stay, and are not done again.
#[tokio::test]
async fn a_batch_that_fails_keeps_its_place() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute(
            "CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL, CHECK (n < 100000))",
        )
        .await;
        for first in (0..5000).step_by(500) {
            let row = |id: i32| format!("({id}, {})", if id == 4500 { 99_999 } else { id });
            let rows: Vec<String> = (first..first + 500).map(row).collect();
            live.execute(&format!("INSERT INTO t VALUES {}", rows.join(", "))).await;
        }
        let text = "-- autogen: batch\nUPDATE t SET n = n + 1;\nCREATE TABLE made (id integer);\n";
        let error = live.run(&[up(engine, "0001_a", text)]).await.expect_err("a row is full");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.left, Left::Some { done: vec![] }, "{engine:?}: {error}");
        let there = live.count("t WHERE n = id + 1").await;
        assert!(there.parse::<u32>().expect("a number") >= 1000, "{engine:?}: {there}");
        live.run(&[up(engine, "0001_a", text)]).await.expect_err("it is full still");
        assert_eq!(live.count("t WHERE n > id + 1 AND id <> 4500").await, "0", "{engine:?}");
        let corrected = text.replace("n + 1;", "n + 1 WHERE n < 99999;");
        live.run(&[up(engine, "0001_a", &corrected)]).await.expect("it goes on");
        assert_eq!(live.count("t WHERE n = id + 1").await, "4999", "{engine:?}");
        assert_eq!(live.applied().await, ["0001_a"]);
    }
}

/// Steps of their own stay when a later one fails, on every database.
#[tokio::test]
async fn steps_that_are_done_are_resumed_after() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let text = "BEGIN;\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\nCOMMIT;\n\
                    BEGIN;\nINSERT INTO a VALUES (2);\nINSERT INTO a VALUES (3, 3);\nCOMMIT;\n";
        let error = live.run(&[up(engine, "0001_a", text)]).await.expect_err("too many values");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        // The insert of the step that failed was rolled back with it.
        assert_eq!(failure.left, Left::Some { done: vec![1, 2] }, "{engine:?}");
        assert_eq!(live.count("a").await, "1");
        assert!(error.may_have_changed());

        let corrected = text.replace("(3, 3)", "(3)");
        let tasks = [up(engine, "0001_a", &corrected)];
        let refused = live.resume(&tasks, 4).await.expect_err("3 was rolled back").to_string();
        assert!(refused.contains("resume at 3"), "{refused}");
        let refused = live.resume(&tasks, 9).await.expect_err("there is no 9").to_string();
        assert!(refused.contains("4 statements"), "{refused}");
        live.resume(&tasks, 3).await.expect("resumes");
        assert_eq!(live.count("a").await, "3");
        assert_eq!(live.applied().await, ["0001_a"]);
        let nothing = live.resume(&[up(engine, "0002", "SELECT 1;")], 2).await;
        assert!(matches!(nothing, Err(RunError::NothingToResume)), "{nothing:?}");
    }
}

/// A server that says where says it in the file's own lines.
#[tokio::test]
async fn an_error_points_into_the_file() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let text = "-- by hand\nBEGIN;\nCREATE TABLE a (\n    id integer,\n    né integer,,\n);\nCOMMIT;\n";
        let error = live.run(&[up(engine, "0001_a", text)]).await.expect_err("it is no SQL");
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        let place = (failure.spot.line, failure.spot.column);
        match engine {
            Engine::Sqlite => assert_eq!(place, (Some(3), None), "{error}"),
            Engine::Postgres => assert_eq!(place, (Some(5), Some(16)), "{error}"),
            Engine::Mysql => assert_eq!(place, (Some(5), None), "{error}"),
        }
        assert_eq!(failure.left, Left::Nothing, "{error}");
        assert!(!error.may_have_changed());
    }
}

/// A run that is told to end rolls back, or leaves the connection to be closed.
#[tokio::test]
async fn an_interrupted_run_leaves_no_transaction() {
    for (mut live, database) in each().await {
        let engine = live.engine;
        let wait = match engine {
            Engine::Sqlite => {
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800000000) \
                 INSERT INTO a SELECT max(i) FROM n"
            }
            Engine::Postgres => "SELECT pg_sleep(60)",
            Engine::Mysql => "DO sleep(4)",
        };
        let text = format!("BEGIN;\nCREATE TABLE a (id integer);\n{wait};\nCOMMIT;\n");
        let tasks = [up(engine, "0001_a", &text)];
        let begun = Arc::new(AtomicBool::new(false));
        let seen = begun.clone();
        let cancel = async move {
            while !seen.load(Ordering::Relaxed) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        let Live { connection, history, .. } = &mut live;
        let began = Instant::now();
        let error =
            runner::run(connection, history, &tasks, &options(), &mut Second(begun), cancel)
                .await
                .expect_err("it was told to end");
        assert!(began.elapsed() < Duration::from_secs(4), "{engine:?} {:?}", began.elapsed());
        let RunError::Interrupted(interruption) = &error else { panic!("{engine:?} {error}") };
        // SQLite ends a statement when it is told to, and all is rolled back by then.
        assert_eq!(interruption.in_flight, engine != Engine::Sqlite, "{engine:?} {error}");
        if engine == Engine::Sqlite {
            assert_eq!(interruption.left, Left::Nothing);
            live.assert_idle().await;
        }
        live.connection.close().await;

        let mut live = Live::open(&database).await;
        let quick = [up(engine, "0002_b", "BEGIN; CREATE TABLE b (id integer); COMMIT;")];
        if engine == Engine::Mysql {
            // The table stays, and the revision has to come to its end first.
            let error = live.run(&quick).await.expect_err("half done");
            let RunError::HalfDone(half) = error else { panic!("{error}") };
            assert_eq!((half.done, half.why), (vec![1], Stuck::Elsewhere));
            let waited = Instant::now();
            live.run(&[up(engine, "0001_a", &text)]).await.expect("goes on");
            assert!(waited.elapsed() > Duration::from_secs(3), "the sleep was not done");
        } else {
            live.run(&quick).await.expect("the lock is free and nothing half done");
            assert!(!live.has_table("a").await, "{engine:?}");
        }
    }
}

/// Notes that the second statement is being run.
struct Second(Arc<AtomicBool>);

impl runner::Events for Second {
    fn event(&mut self, event: runner::Event<'_>) {
        if let runner::Event::Statement { number: 2, .. } = event {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

/// Between statements there is nothing to wait for: all is rolled back at once.
#[tokio::test]
async fn a_run_that_is_told_before_it_starts_does_nothing() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        let tasks = [up(engine, "0001_a", "BEGIN; CREATE TABLE a (id integer); COMMIT;")];
        let Live { connection, history, .. } = &mut live;
        let told = std::future::ready(());
        let error = runner::run(connection, history, &tasks, &options(), &mut (), told)
            .await
            .expect_err("it was told to end");
        let RunError::Interrupted(interruption) = &error else { panic!("{error}") };
        assert!(!interruption.in_flight && !error.may_have_changed(), "{error}");
        assert!(!live.has_table("a").await);
        live.assert_idle().await;
        live.run(&tasks).await.expect("runs");
    }
}

fn text_of(task: &Task) -> &str {
    task.source.as_ref().map_or("", |it| &it.text)
}

#[tokio::test]
async fn what_a_transaction_did_is_not_done_again_for_what_the_session_held() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer)").await;
        live.execute("INSERT INTO t VALUES (1, 1), (2, 1)").await;
        let index = match engine {
            // What stands alone there.
            Engine::Sqlite => "COMMIT;\nBEGIN;\nCREATE UNIQUE INDEX u ON t (n);\nCOMMIT",
            Engine::Postgres => "COMMIT;\nCREATE UNIQUE INDEX CONCURRENTLY u ON t (n)",
            Engine::Mysql => "COMMIT;\nCREATE UNIQUE INDEX u ON t (n)",
        };
        let text = format!(
            "CREATE TEMPORARY TABLE low AS SELECT id FROM t WHERE n < 2;\n\
             BEGIN;\nUPDATE t SET n = n + 1;\n{index};\n\
             UPDATE t SET n = 0 WHERE id IN (SELECT id FROM low);\n"
        );
        live.run(&[up(engine, "0001_a", &text)]).await.expect_err("both are 2");
        live.execute("UPDATE t SET n = 7 WHERE id = 2").await;
        let refused = live.run(&[up(engine, "0001_a", &text)]).await;
        let refused = refused.expect_err("the rows that were low are not known any more");
        assert!(matches!(refused, RunError::HalfDone(_)), "{engine:?}: {refused}");
        assert!(refused.to_string().contains("Statement 4 needs low"), "{engine:?}: {refused}");
        assert_eq!(live.count("t WHERE n = 2").await, "1", "{engine:?}");

        let corrected = text.replace("WHERE id IN (SELECT id FROM low)", "WHERE n = 2");
        live.run(&[up(engine, "0001_a", &corrected)]).await.expect("goes on");
        assert_eq!(live.count("t WHERE n = 0 OR n = 7").await, "2", "{engine:?}");
    }
}

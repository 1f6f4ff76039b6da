//! Updates in batches: each row is met once, wherever one takes them up, and nobody else's is read.

use super::*;

/// Rows that move ahead of their batch would be met again and again.
#[tokio::test]
async fn what_changes_its_own_key_is_refused() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE t (a integer, id integer, n integer, PRIMARY KEY (a, id))")
            .await;
        live.execute("INSERT INTO t VALUES (1, 1, 0), (1, 2, 0)").await;
        let changes: &[&str] = match engine {
            Engine::Sqlite => &["id = id + 1000000", "(n, [Id]) = (1, id + 1000000)"],
            Engine::Postgres => &["ID = id + 1000000", "(n, \"id\") = (1, id + 1000000)"],
            Engine::Mysql => &["id = id + 1000000", "t.n = 1, t.`ID` = id + 1000000"],
        };
        for change in changes {
            let text = format!("-- autogen: batch\nUPDATE t SET {change};\n");
            let error = live.run(&[up(engine, "0001_a", &text)]).await.expect_err(change);
            assert!(matches!(error, RunError::BadBatch { .. }), "{engine:?} {change}: {error}");
            assert!(error.to_string().contains("it changes id"), "{engine:?} {change}: {error}");
            assert_eq!(live.count("t WHERE n = 0 AND id < 3").await, "2", "{engine:?} {change}");
        }
        if engine == Engine::Postgres {
            live.execute("ALTER TABLE t ADD \"ID\" integer").await;
            let text = "-- autogen: batch\nUPDATE t SET \"ID\" = a, n = (a IS DISTINCT FROM id)::integer;\n";
            live.run(&[up(engine, "0001_a", text)]).await.unwrap_or_else(|it| panic!("{it}"));
            assert_eq!(live.count("t WHERE \"ID\" = 1 AND n = id - 1").await, "2");
        }
    }
}

/// Where one says to take it up at its own statement, it goes on behind the batches that are done.
#[tokio::test]
async fn one_that_is_resumed_keeps_its_place() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute(
            "CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL, m integer, CHECK (n < 100000))",
        )
        .await;
        let rows: Vec<String> = (0..5000)
            .map(|id| format!("({id}, {})", if id == 4500 { 99_999 } else { id }))
            .collect();
        for chunk in rows.chunks(500) {
            live.execute(&format!("INSERT INTO t (id, n) VALUES {}", chunk.join(", "))).await;
        }
        let text = "BEGIN;\nCREATE TABLE made (id integer);\nCOMMIT;\n\
                    -- autogen: batch\nUPDATE t SET n = n + 1;\n";
        let tasks = [up(engine, "0001_a", text)];
        live.run(&tasks).await.expect_err("a row is full");
        live.resume(&tasks, 2).await.expect_err("it is full still");
        assert_eq!(live.count("t WHERE n > id + 1 AND id <> 4500").await, "0", "{engine:?}");
        let done = live.count("t WHERE n = id + 1").await;
        assert!(done.parse::<u32>().expect("a number") >= 1000, "{engine:?}: {done}");

        // As when the run was killed.
        live.execute("DELETE FROM autogen_version_journal WHERE state = 'failed'").await;
        let edits =
            [("n + 1", "n + 2"), ("n + 1", "n + 1 WHERE n < 99999"), ("-- autogen: batch\n", "")];
        for (old, new) in edits {
            let edited = up(engine, "0001_a", &text.replace(old, new));
            let refused = live.resume(&[edited], 2).await.expect_err("it is another one");
            assert!(matches!(refused, RunError::BadResume { .. }), "{engine:?}: {refused}");
            let refused = refused.to_string();
            assert!(refused.contains("have changed the rows up to "), "{engine:?}: {refused}");
            assert_eq!(live.count("t WHERE n = id + 1").await, done, "{engine:?}");
        }

        live.execute("UPDATE t SET n = 4500 WHERE id = 4500").await;
        live.resume(&tasks, 2).await.unwrap_or_else(|error| panic!("{engine:?}: {error}"));
        assert_eq!(live.count("t WHERE n = id + 1").await, "5000", "{engine:?}");
        assert_eq!(live.applied().await, ["0001_a"]);
    }
}

/// What changes no row twice begins anew when it was edited.
#[tokio::test]
async fn one_that_can_run_again_is_resumed_from_the_first_row() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer CHECK (n < 4500))").await;
        let rows: Vec<String> = (0..5000).map(|id| format!("({id})")).collect();
        live.execute(&format!("INSERT INTO t (id) VALUES {}", rows.join(", "))).await;
        let text = "-- autogen: batch\nUPDATE t SET n = id WHERE n IS NULL;\n";
        live.run(&[up(engine, "0001_a", text)]).await.expect_err("the last rows have no room");
        live.execute("DELETE FROM autogen_version_journal WHERE state = 'failed'").await;
        live.execute("UPDATE t SET n = NULL WHERE id = 7").await;
        let edited = text.replace("n = id", "n = id % 1000");
        live.resume(&[up(engine, "0001_a", &edited)], 1)
            .await
            .unwrap_or_else(|error| panic!("{engine:?}: {error}"));
        assert_eq!(live.count("t WHERE n IS NULL").await, "0", "{engine:?}");
        assert_eq!(live.count("t WHERE n = id OR n = id % 1000").await, "5000", "{engine:?}");
    }
}

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

/// Each row once, and of the others none: where an index does not lead to the batch, every batch
/// reads and locks the whole table.
#[tokio::test]
async fn batches_of_a_key_of_several_columns_read_their_own_rows() {
    const ROWS: u64 = 24_000;
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute(
            "CREATE TABLE t (a float NOT NULL, b varchar(20) NOT NULL, c decimal(9, 2) NOT NULL, \
             n integer NOT NULL, PRIMARY KEY (a, b, c))",
        )
        .await;
        let row = |i: u64| {
            let (a, c) = (i % 3, i as f64 / 4.0 - 900.0);
            format!("({a}.3, 'it''s, ({}) \"', {c}, 0)", i / 3 % 4)
        };
        let rows: Vec<String> = (0..ROWS).map(row).collect();
        for chunk in rows.chunks(2000) {
            live.execute(&format!("INSERT INTO t VALUES {}", chunk.join(", "))).await;
        }
        if engine == Engine::Mysql {
            live.connection.rows("ANALYZE TABLE t").await.expect("statistics");
        }
        let before = reads(&mut live).await;
        let text = "-- autogen: batch\nUPDATE t SET n = n + 1;\n";
        let done = live.run(&[up(engine, "0001_a", text)]).await;
        done.unwrap_or_else(|error| panic!("{engine:?}: {error}"));
        // Once to find where a batch ends, and once to change its rows.
        let read = reads(&mut live).await - before;
        assert!(read < 3 * ROWS, "{engine:?}: {read} rows were read");
        assert_eq!(live.count("t WHERE n = 1").await, ROWS.to_string(), "{engine:?}");
    }
}

/// The rows that this session has read, where the server counts them.
async fn reads(live: &mut Live) -> u64 {
    if live.engine != Engine::Mysql {
        return 0;
    }
    let rows = live.connection.rows("SHOW SESSION STATUS LIKE 'Handler_read%'").await;
    let count = |row: Vec<Option<String>>| row[1].as_ref()?.parse::<u64>().ok();
    rows.expect("counts").into_iter().filter_map(count).sum()
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

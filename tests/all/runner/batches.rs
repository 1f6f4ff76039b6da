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

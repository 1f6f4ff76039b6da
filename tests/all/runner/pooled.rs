//! Runs behind a pooler of transactions, where the lock of a session holds for nobody.

use super::lease::start_together;
use super::*;
use crate::support::pooler::Pooler;

/// Refused every time, however many sessions there are, whichever of them comes next, and however
/// busy they are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_of_the_session_is_refused_behind_a_pooler() {
    let Some(database) = support::postgres().await else { return };
    let mut direct = Live::open(&database).await;
    let tasks = [up(Engine::Postgres, "0001_a", "CREATE TABLE a (id integer);\n")];
    for (sessions, in_turn) in [(1, false), (2, false), (2, true), (20, false), (20, true)] {
        let Some(pooler) = Pooler::start(&database, sessions, in_turn) else { return };
        // The pooler opens a session only for who finds none free.
        let mut all = Vec::new();
        for _ in 0..sessions {
            let mut live = Live::at(Engine::Postgres, &pooler.url).await;
            live.execute("BEGIN").await;
            all.push(live);
        }
        for live in &mut all {
            live.execute("ROLLBACK").await;
        }
        for busy in [0, sessions - 1] {
            // Others at work, who have all sessions but one most of the time.
            let others = (0..busy).map(|_| {
                let url = pooler.url.clone();
                tokio::spawn(async move {
                    let mut other = Live::at(Engine::Postgres, &url).await;
                    loop {
                        other.execute("SELECT pg_sleep(random() * 0.005)").await;
                    }
                })
            });
            let others: Vec<_> = others.collect();
            for _ in 0..20 {
                let mut live = Live::at(Engine::Postgres, &pooler.url).await;
                let what = format!("{sessions} sessions, {busy} busy, in turn: {in_turn}");
                let error = live.run(&tasks).await.expect_err(&what);
                assert!(matches!(error, RunError::Pooled), "{what}: {error}");
                assert!(error.to_string().contains("Say `lock: lease`"), "{error}");
            }
            for other in &others {
                other.abort();
            }
        }
        assert!(!direct.has_table("a").await);
        let locks = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory'";
        let locks = direct.connection.value(locks).await.unwrap();
        assert_eq!(locks.as_deref(), Some("0"), "no session keeps a lock");
    }
}

/// A lease carries everything through that autogen writes for a table in use, up and down.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_lease_holds_behind_a_pooler() {
    let engine = Engine::Postgres;
    for (sessions, in_turn) in [(1, false), (2, true), (20, true)] {
        let Some(database) = support::postgres().await else { return };
        let Some(pooler) = Pooler::start(&database, sessions, in_turn) else { return };
        let mut live = Live::at(engine, &pooler.url).await;
        live.history = live.history.leased(true);
        let first = "BEGIN;\nCREATE TABLE t (id integer PRIMARY KEY, a integer, b integer);\n\
                     INSERT INTO t SELECT i, i FROM generate_series(1, 20000) i;\nCOMMIT;\n";
        let online = "CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);\n\
                      BEGIN;\nALTER TABLE t ADD CONSTRAINT t_a UNIQUE USING INDEX t_a;\nCOMMIT;\n\
                      -- autogen: batch\nUPDATE t SET b = a + 1 WHERE b IS NULL;\n\
                      ALTER TABLE t ADD CONSTRAINT b_there CHECK (b IS NOT NULL) NOT VALID;\n\
                      ALTER TABLE t VALIDATE CONSTRAINT b_there;\n\
                      BEGIN;\nALTER TABLE t ALTER COLUMN b SET NOT NULL;\n\
                      ALTER TABLE t DROP CONSTRAINT b_there;\nCOMMIT;\n\
                      CREATE INDEX CONCURRENTLY t_b ON t (b);\n";
        let back = "DROP INDEX CONCURRENTLY t_b;\n\
                    BEGIN;\nALTER TABLE t ALTER COLUMN b DROP NOT NULL;\nCOMMIT;\n\
                    -- autogen: batch\nUPDATE t SET b = NULL;\n\
                    BEGIN;\nALTER TABLE t DROP CONSTRAINT t_a;\nCOMMIT;\n";
        let ups = [up(engine, "0001_t", first), up(engine, "0002_online", online)];
        live.run(&ups).await.unwrap_or_else(|error| panic!("{sessions}: {error}"));
        assert_eq!(live.count("t WHERE b = a + 1").await, "20000");
        assert_eq!(live.count("pg_index WHERE NOT indisvalid").await, "0");
        let downs = [down(engine, "0002_online", back)];
        live.run(&downs).await.unwrap_or_else(|error| panic!("{sessions}: {error}"));
        assert_eq!(live.count("t WHERE b IS NULL").await, "20000");
        assert_eq!(live.applied().await, ["0001_t"]);
        live.run(&ups).await.unwrap_or_else(|error| panic!("{sessions}: {error}"));
        let clean = down(engine, "0001_t", "DROP TABLE t;\n");
        live.run(&[down(engine, "0002_online", back), clean]).await.expect("back to nothing");

        start_together(engine, &pooler.url, true, false).await;
    }
}

//! Runs that start together, kept apart by a session's lock or by a lease.

use super::*;

/// Twenty runners with a connection each, started together on an empty database.
pub(super) async fn start_together(engine: Engine, url: &str, leased: bool, distributed: bool) {
    let settings = if engine == Engine::Sqlite { "PRAGMA foreign_keys = OFF;\n" } else { "" };
    let mut tasks: Vec<Task> = (1..=4)
        .map(|n| {
            let text = format!(
                "{settings}BEGIN;\nCREATE TABLE t{n} (id integer);\nCOMMIT;\n\
                 BEGIN;\nINSERT INTO t{n} VALUES (1);\nCOMMIT;\n"
            );
            up(engine, &format!("{n:04}_t"), &text)
        })
        .collect();
    tasks.push(up(engine, "0005_nothing", "-- there is nothing to do here\n"));
    let batch = "-- autogen: batch\nUPDATE many SET n = n + 1;\n";
    tasks.push(up(engine, "0006_rows", batch));
    let mut first = Live::at(engine, url).await;
    first.execute("CREATE TABLE many (id integer PRIMARY KEY, n integer NOT NULL)").await;
    let rows: Vec<String> = (0..5000).map(|id| format!("({id}, 0)")).collect();
    first.execute(&format!("INSERT INTO many VALUES {}", rows.join(", "))).await;
    let mut lives = Vec::new();
    for _ in 0..20 {
        let mut live = Live::at(engine, url).await;
        live.history = live.history.leased(leased);
        live.connection.distributed = distributed;
        lives.push(live);
    }
    let runs: Vec<_> = lives
        .into_iter()
        .map(|mut live| {
            let tasks = tasks.clone();
            tokio::spawn(async move { live.run(&tasks).await })
        })
        .collect();
    let mut done = Vec::new();
    for run in runs {
        let report = run.await.expect("no panic").unwrap_or_else(|it| panic!("{engine:?}: {it}"));
        assert_eq!(report.done.len() + report.skipped.len(), tasks.len());
        done.extend(report.done.into_iter().map(|it| it.revision));
    }
    done.sort();
    let all: Vec<&str> = tasks.iter().map(|it| it.revision.as_str()).collect();
    assert_eq!(done, all, "{engine:?}");
    let mut live = Live::at(engine, url).await;
    assert_eq!(live.applied().await, all);
    for n in 1..=4 {
        assert_eq!(live.count(&format!("t{n}")).await, "1", "{engine:?}");
    }
    assert_eq!(live.count("many WHERE n = 1").await, "5000", "{engine:?}");
    if leased {
        assert_eq!(live.count("autogen_version_lease").await, "0", "it is given back");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_runners_apply_each_revision_once() {
    for database in support::each().await {
        start_together(database.engine, &database.url, false, false).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_runners_with_a_lease_apply_each_revision_once() {
    for database in support::each().await {
        start_together(database.engine, &database.url, true, false).await;
    }
    if let Some(database) = support::postgres().await {
        start_together(database.engine, &database.url, false, true).await;
    }
}

/// Each server of a cluster has session locks of its own, so that runs at another would not see
/// this one's: nobody has to say so.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_cluster_gets_a_lease_without_being_told() {
    let Some(database) = support::galera().await else { return };
    start_together(database.engine, &database.url, false, false).await;
    let mut live = Live::at(database.engine, &database.url).await;
    assert_eq!(
        live.count("autogen_version_lease").await,
        "0",
        "there is one, and it is given back"
    );
}

/// Another run took the lease while a statement ran: nothing more is done, and nothing committed.
#[tokio::test]
async fn a_lease_that_is_lost_stops_its_owner() {
    for database in support::each().await {
        let engine = database.engine;
        if engine == Engine::Sqlite {
            // While a transaction runs there, nobody else can take the lease.
            continue;
        }
        let mut live = Live::open(&database).await;
        live.history = live.history.leased(true);
        let mut other = Live::open(&database).await;
        let wait = if engine == Engine::Postgres { "SELECT pg_sleep(1)" } else { "DO sleep(1)" };
        let text = format!(
            "CREATE TABLE a (id integer);\nBEGIN;\n{wait};\nINSERT INTO a VALUES (1);\nCOMMIT;\n\
             CREATE TABLE b (id integer);\n"
        );
        let tasks = [up(engine, "0001_a", &text)];
        let steal = async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            other.execute("UPDATE autogen_version_lease SET owner = 'thief'").await;
        };
        let (result, ()) = tokio::join!(live.run(&tasks), steal);
        let error = result.expect_err("the lease was taken");
        assert!(matches!(error, RunError::LeaseLost), "{engine:?} {error}");
        assert!(error.to_string().contains("expired under this run"), "{error}");
        assert!(!live.has_table("b").await, "{engine:?}");
        assert_eq!(live.count("a").await, "0", "{engine:?}");
        live.assert_idle().await;

        // One that expired is anybody's, and the revision is taken up.
        let patience = Options { lock_wait: Duration::from_millis(300), ..options() };
        let held = live.run_with(&tasks, &patience).await.expect_err("the thief has it");
        let RunError::Locked { holder, .. } = &held else { panic!("{held}") };
        assert_eq!(holder.as_deref(), Some("thief"));
        other.execute("UPDATE autogen_version_lease SET expires_at = 1").await;
        live.run(&tasks).await.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert_eq!((live.count("a").await, live.has_table("b").await), ("1".to_owned(), true));
    }
}

/// Who takes a half-done revision back holds the lease for it too.
#[tokio::test]
async fn a_lease_that_is_lost_stops_who_takes_back() {
    for database in support::each().await {
        let engine = database.engine;
        if engine == Engine::Sqlite {
            continue;
        }
        let mut live = Live::open(&database).await;
        live.history = live.history.leased(true);
        // Of others, each statement commits by itself.
        live.connection.distributed = engine == Engine::Postgres;
        let mut other = Live::open(&database).await;
        let text = "CREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n\
                    ALTER TABLE nowhere ADD COLUMN c integer;\n";
        let half = up(engine, "0001_a", text);
        let back = down(engine, "0001_a", "DROP TABLE b;\nDROP TABLE a;\n");
        live.run(std::slice::from_ref(&half)).await.expect_err("nowhere is no table");
        other.execute("BEGIN").await;
        other.execute("SELECT * FROM b").await;
        let steal = async {
            tokio::time::sleep(Duration::from_millis(700)).await;
            let mut thief = Live::open(&database).await;
            thief.execute("UPDATE autogen_version_lease SET owner = 'thief'").await;
            other.execute("COMMIT").await;
        };
        let (result, ()) = tokio::join!(live.abort(&half, &back), steal);
        let error = result.expect_err("the lease was taken");
        assert!(matches!(error, RunError::LeaseLost), "{engine:?} {error}");
        assert!(live.has_table("a").await, "{engine:?}");
        other.execute("UPDATE autogen_version_lease SET expires_at = 1").await;
        live.abort(&half, &back).await.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert!(!live.has_table("a").await && !live.has_table("b").await, "{engine:?}");
    }
}

//! Statements that stand in no transaction, and what stays of them when they fail.

use super::*;

/// A connection of PostgreSQL's that has written a table and not committed.
async fn holder(database: &Database) -> Live {
    let mut holder = Live::open(database).await;
    holder.execute("BEGIN").await;
    holder.execute("INSERT INTO t VALUES (0)").await;
    holder
}

async fn until(live: &mut Live, query: &str, wanted: &str) {
    for _ in 0..200 {
        if live.connection.value(query).await.expect("a value").as_deref() == Some(wanted) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{query} is not {wanted}");
}

const VALID: &str = "SELECT coalesce(bool_and(indisvalid)::text, 'none') FROM pg_index \
                     WHERE indexrelid = to_regclass('i')";

/// An index that somebody else builds looks like a broken one, and is left alone.
#[tokio::test]
async fn an_index_that_others_build_is_waited_for() {
    let Some(database) = support::postgres().await else { return };
    let mut live = Live::open(&database).await;
    live.execute("CREATE TABLE t (a integer)").await;
    let mut holding = holder(&database).await;
    let tasks = [up(Engine::Postgres, "0001_i", "CREATE INDEX CONCURRENTLY i ON t (a);")];
    // A run is killed while it builds, and somebody goes on by hand.
    let mut victim = Live::open(&database).await;
    let killed = tokio::time::timeout(Duration::from_secs(1), victim.run(&tasks)).await;
    assert!(killed.is_err(), "it waits");
    drop(victim);
    let building = "SELECT count(*) FROM pg_stat_progress_create_index";
    until(&mut live, building, "0").await;
    until(&mut live, VALID, "false").await;
    holding.execute("COMMIT").await;
    live.execute("DROP INDEX i").await;
    let mut holding = holder(&database).await;
    let mut other = Live::open(&database).await;
    let other = tokio::spawn(async move {
        other.connection.execute("create index concurrently i on t (a)").await
    });
    until(&mut live, VALID, "false").await;
    let theirs = live.connection.value("SELECT 'i'::regclass::oid").await.expect("an index");

    let mut second = Live::open(&database).await;
    let patience = Options { lock_wait: Duration::from_millis(700), ..options() };
    let error = second.run_with(&tasks, &patience).await.expect_err("they are at it");
    assert!(matches!(error, RunError::Locked { .. }), "{error}");
    let (result, ()) = tokio::join!(second.run(&tasks), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        holding.execute("COMMIT").await;
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    other.await.expect("no panic").unwrap_or_else(|error| panic!("theirs: {error}"));
    let there = live.connection.value("SELECT 'i'::regclass::oid").await.expect("an index");
    assert_eq!(theirs, there);
    until(&mut live, VALID, "true").await;
}

/// Two who build the same index wait for each other, and one of them is told to give way: it takes
/// nothing away from the other.
#[tokio::test]
async fn who_gives_way_leaves_the_index_of_others() {
    let Some(database) = support::postgres().await else { return };
    let mut live = Live::open(&database).await;
    live.execute("CREATE TABLE t (a integer)").await;
    let mut holding = holder(&database).await;
    let mut other = Live::open(&database).await;
    other.execute("SET deadlock_timeout = '1min'").await;
    let other = tokio::spawn(async move {
        other.connection.execute("create index concurrently i on t (a)").await
    });
    until(&mut live, VALID, "false").await;
    let theirs = live.connection.value("SELECT 'i'::regclass::oid").await.expect("an index");
    let mut second = Live::open(&database).await;
    let tasks = [up(Engine::Postgres, "0001_i", "CREATE INDEX CONCURRENTLY i ON t (a);")];
    let (result, ()) = tokio::join!(second.run(&tasks), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        holding.execute("COMMIT").await;
    });
    other.await.expect("no panic").unwrap_or_else(|error| panic!("theirs: {error}"));
    let error = result.expect_err("there is one of that name");
    let RunError::Failed(failure) = &error else { panic!("{error}") };
    assert_eq!(failure.error.code.as_deref(), Some("42P07"), "{error}");
    let there = live.connection.value("SELECT 'i'::regclass::oid").await.expect("an index");
    assert_eq!(theirs, there);
    until(&mut live, VALID, "true").await;
}

/// What `REINDEX` leaves when it fails is taken away: of a table, of its partitions, of one index.
#[tokio::test]
async fn an_index_that_is_not_built_anew_leaves_nothing() {
    let Some(database) = support::postgres().await else { return };
    let mut live = Live::open(&database).await;
    for sql in [
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN a; END'",
        "CREATE TABLE t (a integer) PARTITION BY LIST (a)",
        "CREATE TABLE p PARTITION OF t FOR VALUES IN (1)",
        "INSERT INTO t VALUES (1)",
        "CREATE INDEX i ON t (f(a))",
        "CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE \
         AS 'BEGIN RAISE EXCEPTION ''no''; END'",
    ] {
        live.execute(sql).await;
    }
    let invalid =
        "SELECT string_agg(indexrelid::regclass::text, ', ') FROM pg_index WHERE NOT indisvalid";
    live.connection.execute("REINDEX TABLE CONCURRENTLY p").await.expect_err("f fails");
    let there = live.connection.value(invalid).await.expect("a value");
    assert_eq!(there.as_deref(), Some("p_f_idx_ccnew"));
    for (index, what) in
        ["TABLE CONCURRENTLY t", "(VERBOSE) TABLE CONCURRENTLY p", "INDEX CONCURRENTLY i"]
            .into_iter()
            .enumerate()
    {
        let tasks = [up(Engine::Postgres, &format!("{index:04}_a"), &format!("REINDEX {what};"))];
        let error = live.run(&tasks).await.expect_err("f fails");
        assert!(matches!(error, RunError::Failed(_)), "{what}: {error}");
        assert_eq!(live.connection.value(invalid).await.expect("a value"), None, "{what}");
    }
}

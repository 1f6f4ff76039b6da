//! Statements that stand in no transaction, and what stays of them when they fail.

use autogen::runner::Remains;
use autogen::target::Flavour;

use super::*;

/// What stands beside a transaction of the script's own stands in none.
const BESIDE: &str = "BEGIN;\nSELECT 1;\nCOMMIT;\n";

/// What runs others may have done some of them, and is not run again without somebody's word.
#[tokio::test]
async fn what_may_be_done_in_part_is_not_tried_again() {
    let of_postgres = [
        "CALL add_and_fail();",
        "DO $$ BEGIN INSERT INTO added VALUES (1); COMMIT; RAISE EXCEPTION 'no' USING ERRCODE = '40P01'; END $$;",
    ];
    let of_mysql = ["CALL add_and_fail();", "PREPARE p FROM 'CALL add_and_fail()';\nEXECUTE p;"];
    let of_mariadb = [
        "BEGIN NOT ATOMIC INSERT INTO added VALUES (1); SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1213; END;",
        "BEGIN NOT ATOMIC INSERT INTO added VALUES (1); EXECUTE IMMEDIATE 'SELECT FROM'; END;",
        "EXECUTE IMMEDIATE 'CALL add_and_fail()';",
    ];
    for engine in [Engine::Postgres, Engine::Mysql] {
        let (database, procedure) = match engine {
            Engine::Postgres => (
                support::postgres().await,
                "CREATE PROCEDURE add_and_fail() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO added VALUES (1); \
                 COMMIT; RAISE EXCEPTION 'no' USING ERRCODE = '40P01'; END $$",
            ),
            _ => (
                support::mysql().await,
                "CREATE PROCEDURE add_and_fail() BEGIN INSERT INTO added VALUES (1); \
                 SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1213; END",
            ),
        };
        let Some(database) = database else { continue };
        let mut live = Live::open(&database).await;
        live.execute("CREATE TABLE added (id integer)").await;
        live.execute(procedure).await;
        let mut texts = if engine == Engine::Postgres { of_postgres } else { of_mysql }.to_vec();
        if live.connection.target.flavour == Flavour::MariaDb && engine == Engine::Mysql {
            texts.extend(of_mariadb);
        }
        for (index, text) in texts.into_iter().enumerate() {
            let what = format!("{engine:?} {text}");
            live.execute("DELETE FROM added").await;
            let text = format!("{BESIDE}{text}");
            let tasks = [up(engine, &format!("{index:04}_a"), &text)];
            let error = live.run(&tasks).await.expect_err(&what);
            let RunError::Failed(failure) = &error else { panic!("{what}: {error}") };
            assert_eq!(failure.remains, Some(Remains::Part), "{what}: {error}");
            assert!(error.may_have_changed(), "{what}");
            let at = failure.spot.statement.expect("a statement");
            let (said, go_on) = (error.to_string(), format!("--resume-at {}`", at + 1));
            assert!(said.contains(&go_on) && !said.contains("Nothing of this"), "{what}: {said}");
            let error = live.run(&tasks).await.expect_err(&what);
            let RunError::HalfDone(half) = &error else { panic!("{what}: {error}") };
            assert_eq!(half.why, Stuck::Unsettled(at), "{what}");
            assert_eq!(live.count("added").await, "1", "{what}");
            live.resume(&tasks, at + 1).await.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(live.count("added").await, "1", "{what}");
        }
    }
}

/// What the server did not understand, or did not find, has done nothing.
#[tokio::test]
async fn what_was_refused_before_it_began_is_corrected_and_run() {
    let of_mariadb = [
        "BEGIN NOT ATOMIC INSERT INTO added VALUES 1; END;",
        "EXECUTE IMMEDIATE 'INSERT INTO added VALUES 1';",
    ];
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE added (id integer)").await;
        let mut texts = match engine {
            Engine::Sqlite => continue,
            Engine::Postgres => vec!["CALL nowhere();", "DO $$ BEGIN COMMIT; nonsense; END $$;"],
            Engine::Mysql => vec!["CALL nowhere();", "CALL nowhere(1,,2);", "EXECUTE nothing;"],
        };
        if engine == Engine::Mysql && live.connection.target.flavour == Flavour::MariaDb {
            texts.extend(of_mariadb);
        }
        for (index, wrong) in texts.into_iter().enumerate() {
            let what = format!("{engine:?} {wrong}");
            let revision = format!("{index:04}_a");
            let text = |last: &str| format!("{BESIDE}{last}");
            let tasks = [up(engine, &revision, &text(wrong))];
            let error = live.run(&tasks).await.expect_err(&what);
            let RunError::Failed(failure) = &error else { panic!("{what}: {error}") };
            assert_eq!(failure.remains, None, "{what}: {error}");
            let corrected = text("INSERT INTO added VALUES (1);");
            live.run(&[up(engine, &revision, &corrected)])
                .await
                .unwrap_or_else(|error| panic!("{what}: {error}"));
        }
    }
}

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
    assert_eq!(failure.remains, None, "{error}");
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
        let RunError::Failed(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.remains, None, "{what}: {error}");
        assert_eq!(live.connection.value(invalid).await.expect("a value"), None, "{what}");
    }
}

//! Checks beside others at work: what they have not committed.

use autogen::checks::{Guard, Probe};

use super::*;

fn checked(query: &str) -> Task {
    let check = Probe { what: "nothing is in the way".to_owned(), sql: query.to_owned() };
    let guard = Guard { checks: vec![check], ..Guard::default() };
    Task { guard, ..up(Engine::Mysql, "0001_a", "CREATE TABLE made (id integer);\n") }
}

/// The level of the session, under the name that the server has for it.
async fn level(live: &mut Live) -> Vec<Option<String>> {
    let sql = "SHOW VARIABLES WHERE variable_name IN ('tx_isolation', 'transaction_isolation')";
    let rows = live.connection.rows(sql).await.expect("variables");
    rows.into_iter().map(|row| row.into_iter().nth(1).flatten()).collect()
}

/// Who asks what rows are there at the moment keeps no writer's past; what was found so has to be
/// there for everyone.
#[tokio::test]
async fn what_others_have_not_committed_is_no_offense() {
    let Some(database) = support::mysql().await else { return };
    let mut other = Live::open(&database).await;
    other.execute("CREATE TABLE t (id integer PRIMARY KEY)").await;
    let mut live = Live::open(&database).await;
    live.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED").await;
    let before = level(&mut live).await;
    assert!(before.contains(&Some("READ-COMMITTED".to_owned())), "{before:?}");

    other.execute("START TRANSACTION").await;
    other.execute("INSERT INTO t VALUES (1)").await;
    // After a check that is none, too.
    let error = live.run(&[checked("SELECT 1 FROM nowhere")]).await.expect_err("no table");
    assert!(error.to_string().contains("cannot be asked"), "{error}");
    assert_eq!(level(&mut live).await, before);
    assert_eq!(live.count("t").await, "0");

    let tasks = [checked("SELECT id FROM t")];
    live.run(&tasks).await.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(level(&mut live).await, before);
    assert_eq!(live.count("t").await, "0");
    live.run(&[down(Engine::Mysql, "0001_a", "DROP TABLE made;\n")]).await.expect("a way back");

    // No offense as things are at the moment, and one to a query that sees none of it.
    let without = [checked("SELECT n FROM (SELECT count(*) AS n FROM t) AS c WHERE n = 0")];
    live.run(&without).await.unwrap_or_else(|error| panic!("{error}"));
    live.run(&[down(Engine::Mysql, "0001_a", "DROP TABLE made;\n")]).await.expect("a way back");

    other.execute("COMMIT").await;
    let error = live.run(&tasks).await.expect_err("a row is in the way");
    assert!(error.to_string().contains("rows are in its way"), "{error}");
    assert_eq!(level(&mut live).await, before);
    assert!(!live.has_table("made").await);
}

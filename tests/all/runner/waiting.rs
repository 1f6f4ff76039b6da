//! Tables that others have: waited for without holding anybody up, and given up in time.

use super::*;

fn servers() -> impl Iterator<Item = Engine> {
    [Engine::Postgres, Engine::Mysql].into_iter()
}

async fn on(engine: Engine) -> Option<Database> {
    match engine {
        Engine::Postgres => support::postgres().await,
        _ => support::mysql().await,
    }
}

/// A transaction that has read and written the table.
async fn hold(database: &Database) -> Live {
    let mut holder = Live::open(database).await;
    holder.execute("CREATE TABLE t (id integer PRIMARY KEY, a integer)").await;
    holder.execute("INSERT INTO t VALUES (1, 1), (2, 2)").await;
    holder.execute("BEGIN").await;
    holder.execute("UPDATE t SET a = 3 WHERE id = 1").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    holder
}

#[tokio::test]
async fn who_stands_in_the_way_is_told_in_time() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut holder = hold(&database).await;
        let mut live = Live::open(&database).await;
        let before = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        let text = "CREATE TABLE made (id integer);\nBEGIN;\nCOMMIT;\nALTER TABLE t ADD COLUMN b integer;\n";
        let tasks = [up(engine, "0001_a", text)];
        let patience = Options { lock_wait: Duration::from_millis(1500), ..options() };
        let began = Instant::now();
        let error = live.run_with(&tasks, &patience).await.expect_err("it is held");
        assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
        let RunError::Blocked(blocked) = &error else { panic!("{engine:?} {error}") };
        assert!(!blocked.blockers.is_empty(), "{engine:?} {error}");
        assert_eq!(blocked.left, Left::Some { done: vec![1] }, "{engine:?}");
        if engine == Engine::Postgres {
            let blocker = &blocked.blockers[0];
            assert!(blocker.who.starts_with("process "), "{error}");
            assert_eq!(blocker.query, "UPDATE t SET a = 3 WHERE id = 1");
        }
        assert!(!error.may_have_changed(), "{error}");
        live.assert_idle().await;
        let after = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        assert_eq!(before, after, "{engine:?}: settings are as they were");

        holder.execute("COMMIT").await;
        live.run(&tasks).await.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert_eq!(live.applied().await, ["0001_a"]);
        let after = live.connection.rows(&live.history.dialect.settings()).await.expect("rows");
        assert_eq!(before, after, "{engine:?}: settings are as they were");
    }
}

/// While the runner waits for one transaction, others read and write.
#[tokio::test]
async fn nobody_waits_behind_the_runner() {
    for engine in servers() {
        let Some(database) = on(engine).await else { continue };
        let mut holder = hold(&database).await;
        let mut live = Live::open(&database).await;
        let mut client = Live::open(&database).await;
        let tasks = [up(engine, "0001_a", "BEGIN; ALTER TABLE t ADD COLUMN b integer; COMMIT;")];
        let other = async {
            let (mut worst, mut count) = (Duration::ZERO, 0);
            let until = Instant::now() + Duration::from_millis(2000);
            while Instant::now() < until {
                let began = Instant::now();
                client.execute("UPDATE t SET a = a + 1 WHERE id = 2").await;
                worst = worst.max(began.elapsed());
                count += 1;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            holder.execute("COMMIT").await;
            (worst, count)
        };
        let (result, (worst, count)) = tokio::join!(live.run(&tasks), other);
        result.unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert!(count > 20, "{engine:?}: {count}");
        // A lock that is queued for would have held the client up for the two seconds.
        assert!(worst < Duration::from_millis(900), "{engine:?}: {worst:?}");
    }
}

/// A backfill touches every row that it should, in batches that others see, and only once.
#[tokio::test]
async fn an_update_in_batches_touches_every_row_once() {
    for (mut live, _database) in each().await {
        let engine = live.engine;
        live.execute("CREATE TABLE t (k varchar(20) NOT NULL, n integer NOT NULL, a integer, PRIMARY KEY (k, n))").await;
        let rows: Vec<String> = (0..6000)
            .map(|i| {
                format!(
                    "('k{}', {}, {})",
                    i % 3,
                    i * 7 % 6000,
                    if i % 10 == 0 { "7" } else { "NULL" }
                )
            })
            .collect();
        for chunk in rows.chunks(1000) {
            live.execute(&format!("INSERT INTO t VALUES {}", chunk.join(", "))).await;
        }
        let text = "-- autogen: batch\nUPDATE t SET a = n WHERE a IS NULL;\n";
        let tasks = [up(engine, "0001_a", text)];
        let mut batches = Batches(0);
        let Live { connection, history, .. } = &mut live;
        let never = std::future::pending();
        runner::run(connection, history, &tasks, &options(), &mut batches, never)
            .await
            .unwrap_or_else(|error| panic!("{engine:?} {error}"));
        assert!(batches.0 > 1, "{engine:?}: {} batches", batches.0);
        assert_eq!(live.count("t WHERE a = n").await, "5400", "{engine:?}");
        assert_eq!(live.count("t WHERE a = 7 AND n <> 7").await, "600", "{engine:?}");

        live.execute("CREATE TABLE bare (a integer)").await;
        let text = "-- autogen: batch\nUPDATE bare SET a = 1;\n";
        let error = live.run(&[up(engine, "0002_b", text)]).await.expect_err("there is no key");
        assert!(error.to_string().contains("bare has no primary key"), "{error}");
    }
}

struct Batches(usize);

impl runner::Events for Batches {
    fn event(&mut self, event: runner::Event<'_>) {
        if let runner::Event::Batch { .. } = event {
            self.0 += 1;
        }
    }
}

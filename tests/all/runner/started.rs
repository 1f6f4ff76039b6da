//! What is known of a statement that was started and not seen to end: asked before it ran, the
//! catalog never says that it did, and afterwards never that it did not.
//!
//! A file of `tests/started` begins with statements that set the stage.

use autogen::dialect::Settling;
use autogen::target::Flavour;

use super::*;

#[tokio::test]
async fn a_started_statement_is_known_by_what_it_did() {
    for engine in [Engine::Postgres, Engine::Mysql] {
        let database = match engine {
            Engine::Postgres => support::postgres().await,
            _ => support::mysql().await,
        };
        let Some(database) = database else { continue };
        let mut live = Live::open(&database).await;
        match live.connection.target.flavour {
            _ if engine == Engine::Postgres => check(&mut live, "postgres").await,
            flavour => {
                check(&mut live, "mysql").await;
                for sql in ["DROP TABLE t", "DROP TABLE r"] {
                    live.execute(sql).await;
                }
                if flavour == Flavour::MariaDb {
                    check(&mut live, "mariadb").await;
                }
            }
        }
    }
}

async fn check(live: &mut Live, name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/started/{name}.txt"));
    let text = std::fs::read_to_string(&path).expect("a file");
    let lines = text.lines().filter(|it| !it.is_empty() && !it.starts_with('#'));
    for line in lines {
        let [sql, before, after] = line.split(" | ").collect::<Vec<_>>()[..] else {
            live.execute(line).await;
            continue;
        };
        assert_eq!(verdict(live, sql).await, before, "{name}: {sql}");
        live.execute(sql).await;
        assert_eq!(verdict(live, sql).await, after, "{name}, afterwards: {sql}");
    }
}

async fn verdict(live: &mut Live, sql: &str) -> String {
    match live.history.dialect.settling(sql) {
        Settling::Again => "again".to_owned(),
        Settling::Unknown => "unknown".to_owned(),
        Settling::Ask { query, .. } => {
            let value = live.connection.value(&query).await;
            value.unwrap_or_else(|error| panic!("{query}: {error}")).unwrap_or_default()
        }
    }
}

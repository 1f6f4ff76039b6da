//! Reflection takes as many statements for many tables as for few.

use autogen::database::{Connection, Missing};
use autogen::dialect::{Scope, dialect};
use autogen::url::DatabaseUrl;

use crate::support::{self, Database, Engine};

#[tokio::test]
async fn on_sqlite() {
    check(support::sqlite(), 4).await;
}

#[tokio::test]
async fn on_postgres() {
    let Some(database) = support::postgres().await else { return };
    check(database, 8).await;
}

#[tokio::test]
async fn on_mysql() {
    let Some(database) = support::mysql().await else { return };
    check(database, 8).await;
}

async fn check(database: Database, limit: usize) {
    let url = DatabaseUrl::parse(&database.url, "".as_ref()).expect("a URL");
    let mut connection = Connection::open(&url, Missing::Create).await.expect("a connection");
    let mut sent = Vec::new();
    for tables in [0..1, 1..40] {
        let count = tables.end;
        for n in tables {
            create(&mut connection, database.engine, n).await;
        }
        let before = (connection.sent, connection.reflecting);
        let dialect = dialect(connection.target.dialect);
        let found = connection.reflect(dialect, &Scope::default()).await.expect("a reflection");
        assert_eq!(found.schema.tables.len(), count);
        for table in found.schema.tables.values() {
            let held = (
                table.columns.len(),
                table.foreign_keys.len(),
                table.checks.len(),
                table.primary_key.is_some(),
            );
            assert_eq!(held, (3, 1, 1, true), "{table:?}");
        }
        assert_eq!(connection.sent - before.0, connection.reflecting - before.1);
        sent.push(connection.sent - before.0);
    }
    assert!(sent[0] <= limit && sent[0] == sent[1], "{sent:?} statements");
}

async fn create(connection: &mut Connection, engine: Engine, n: usize) {
    let auto = match engine {
        Engine::Sqlite => "integer NOT NULL PRIMARY KEY AUTOINCREMENT",
        Engine::Postgres => "serial PRIMARY KEY",
        Engine::Mysql => "int AUTO_INCREMENT PRIMARY KEY",
    };
    let table = format!(
        "CREATE TABLE t{n} (id {auto}, name varchar(20) NOT NULL, parent int, \
         CONSTRAINT positive_{n} CHECK (parent > 0), \
         CONSTRAINT parent_{n} FOREIGN KEY (parent) REFERENCES t{n} (id))"
    );
    for sql in [
        table,
        format!("CREATE INDEX name_{n} ON t{n} (name)"),
        format!("CREATE VIEW v{n} AS SELECT id FROM t{n}"),
    ] {
        connection.execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

//! What the server itself has of a schema, as lines: read by other queries than autogen's own, so
//! that what these overlook is seen.

use autogen::database::Connection;

use crate::support::Engine;

/// One line for each thing, sorted. The order of columns says nothing.
pub async fn lines(engine: Engine, connection: &mut Connection) -> Vec<String> {
    let mut lines = match engine {
        Engine::Sqlite => first(connection, include_str!("sqlite.sql")).await,
        Engine::Postgres => first(connection, include_str!("postgres.sql")).await,
        Engine::Mysql => mysql(connection).await,
    };
    lines.sort();
    lines
}

async fn first(connection: &mut Connection, query: &str) -> Vec<String> {
    let rows = connection.rows(query).await.unwrap_or_else(|error| panic!("{query}: {error}"));
    rows.into_iter().map(|row| row[0].clone().expect("a line")).collect()
}

const TABLES: &str = "SELECT table_name FROM information_schema.tables \
     WHERE table_schema = database() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')";

async fn mysql(connection: &mut Connection) -> Vec<String> {
    let mut lines = Vec::new();
    for table in first(connection, TABLES).await {
        let query = format!("SHOW CREATE TABLE `{}`", table.replace('`', "``"));
        let rows = connection.rows(&query).await.expect("a table");
        let text = rows[0][1].clone().expect("a statement");
        // MySQL remembers that a column's character set was written though it is the table's.
        let collation = text.rsplit_once(" COLLATE=").map_or("", |(_, rest)| rest);
        let collation = collation.split_whitespace().next().unwrap_or_default();
        let own = format!(" COLLATE {}", collation.trim_end_matches(';'));
        for line in text.lines() {
            let line = match line.split_once(" CHARACTER SET ") {
                Some((before, after)) if line.trim_start().starts_with('`') => {
                    let (_, after) = after.split_once(" COLLATE ").unwrap_or(("", after));
                    format!("{before} COLLATE {after}")
                }
                _ => line.to_owned(),
            };
            let line = match line.split_once(&own) {
                Some((before, after)) if after.is_empty() || after.starts_with([' ', ',']) => {
                    format!("{before}{after}")
                }
                _ => line,
            };
            // How far it has counted is no part of the schema.
            let line = match line.split_once(" AUTO_INCREMENT=") {
                Some((before, after)) => {
                    format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
                }
                None => line.to_owned(),
            };
            lines.push(format!("{table}: {}", line.trim().trim_end_matches(',')));
        }
    }
    lines
}

/// The statements that take everything from a database.
pub async fn emptied(engine: Engine, connection: &mut Connection) -> Vec<String> {
    match engine {
        Engine::Sqlite => Vec::new(),
        Engine::Postgres => {
            let query = "SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace \
                         WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'";
            let mut statements = vec!["SET client_min_messages = warning".to_owned()];
            statements.extend(first(connection, query).await);
            statements.push("CREATE SCHEMA public".to_owned());
            statements
        }
        Engine::Mysql => {
            let name = first(connection, "SELECT database()").await.remove(0);
            vec![
                format!("DROP DATABASE {name}"),
                format!("CREATE DATABASE {name}"),
                format!("USE {name}"),
            ]
        }
    }
}

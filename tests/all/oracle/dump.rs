//! What the databases' own tools say a schema is, as lines that can be compared.

use std::process::Command;

use sea_orm::{ConnectionTrait, Statement};

use crate::support::{Database, Engine};

/// The objects of the schema, sorted, each line behind the first line of its object. Comments and
/// session settings are left out.
pub async fn dump(database: &Database) -> Vec<String> {
    let mut objects = match database.engine {
        Engine::Sqlite => sqlite(database).await,
        Engine::Postgres => postgres(&database.url),
        Engine::Mysql => mysql(&database.url),
    };
    objects.sort();
    objects.iter().flat_map(|it| lines(it)).collect()
}

fn lines(object: &str) -> Vec<String> {
    let (first, rest) = object.split_once('\n').unwrap_or((object, ""));
    let rest = rest.lines().map(|line| format!("{first} {}", line.trim().trim_end_matches(',')));
    std::iter::once(first.to_owned()).chain(rest).collect()
}

fn postgres(url: &str) -> Vec<String> {
    let text = run("pg_dump", &["--schema-only", "--no-owner", "--no-privileges", url]);
    let lines = text
        .lines()
        .filter(|line| !(line.is_empty() || line.starts_with("--") || line.starts_with('\\')));
    let mut statements = vec![String::new()];
    for line in lines {
        let statement = statements.last_mut().expect("never empty");
        statement.push_str(line);
        if line.ends_with(';') {
            statements.push(String::new());
        } else {
            statement.push(if line.starts_with("ALTER") { ' ' } else { '\n' });
        }
    }
    let noise = |it: &String| {
        it.is_empty()
            || it.starts_with("CREATE SCHEMA ")
            || it.starts_with("SET ")
            || it.starts_with("SELECT pg_catalog.set_config")
    };
    statements.retain(|it| !noise(it));
    statements
}

fn mysql(url: &str) -> Vec<String> {
    let (authority, name) = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split('?').next())
        .and_then(|rest| rest.rsplit_once('/'))
        .expect("a URL with a database");
    let (login, address) = authority.rsplit_once('@').expect("a user");
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    let (host, port) = address.split_once(':').unwrap_or((address, "3306"));
    let options = [
        format!("--host={host}"),
        format!("--port={port}"),
        format!("--user={user}"),
        format!("--password={password}"),
    ];
    let mut arguments = vec!["--no-defaults"];
    arguments.extend(options.iter().map(String::as_str));
    arguments.extend(["--no-data", "--compact", "--skip-triggers", name]);
    let text = run("mariadb-dump", &arguments);

    // No action is what there is without the words.
    let text = text.replace(" ON DELETE NO ACTION", "").replace(" ON UPDATE NO ACTION", "");
    let mut tables = Vec::new();
    let mut table = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with("/*") && !line.starts_with("--")) {
        let ends = line.ends_with(';');
        table.extend(without_check(line.trim_end_matches(',')));
        if ends {
            // Keys stand in the order in which they were made, which means nothing.
            let end = table.len() - 1;
            table[1..end].sort_by_key(|line| is_key(line).then(|| line.clone()));
            tables.push(table.join("\n"));
            table.clear();
        }
    }
    tables
}

/// MariaDB keeps a check where it was written, in a column or the table, and gives it a name only
/// there; MySQL does not tell them apart. JSON columns have their check by their type.
fn without_check(line: &str) -> Vec<String> {
    match line.split_once(" CHECK (") {
        Some((before, check)) if !check.starts_with("json_valid(") => {
            let column = (!before.contains("CONSTRAINT ")).then(|| before.to_owned());
            column.into_iter().chain([format!("CHECK ({check}")]).collect()
        }
        _ => vec![line.to_owned()],
    }
}

fn is_key(line: &str) -> bool {
    let words = ["PRIMARY KEY", "UNIQUE KEY", "KEY", "CONSTRAINT", "CHECK", "FOREIGN KEY"];
    words.iter().any(|word| line.trim_start().starts_with(word))
}

async fn sqlite(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let mut objects = Vec::new();
    for query in SQLITE {
        objects.extend(rows(&connection, query).await);
    }
    let tables = "SELECT name || ' ' || sql FROM sqlite_schema WHERE type = 'table'";
    for text in rows(&connection, tables).await {
        objects.extend(clauses(&text));
    }
    objects
}

/// What the pragmas tell of columns, indexes and foreign keys, and the views and triggers.
///
/// Names of keys and checks are not among it; the case of types is not told apart by SQLite.
const SQLITE: [&str; 4] = [
    r#"SELECT 'column ' || t.name || '.' || c.name || ' ' || lower(c.type)
           || iif(c."notnull", ' NOT NULL', '') || coalesce(' DEFAULT ' || c.dflt_value, '')
           || iif(c.pk, ' PRIMARY KEY ' || c.pk, '')
           || iif(c.pk AND t.sql LIKE '%AUTOINCREMENT%', ' AUTOINCREMENT', '')
           || CASE c.hidden WHEN 2 THEN ' VIRTUAL' WHEN 3 THEN ' STORED' ELSE '' END
       FROM sqlite_schema t, pragma_table_xinfo(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"#,
    r#"SELECT 'index ' || t.name || ' ' || iif(i.origin = 'c', i.name, i.origin)
           || iif(i."unique", ' UNIQUE', '') || ' (' || (
               SELECT group_concat(coalesce(k.name, 'expression') || ' ' || k.coll
                   || iif(k."desc", ' DESC', ''), ', ')
               FROM pragma_index_xinfo(i.name) k WHERE k."key"
           ) || ')' || iif(i.partial, ' WHERE', '')
       FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table'"#,
    r#"SELECT 'foreign key ' || t.name || ' (' || group_concat(f."from", ', ')
           || ') REFERENCES ' || f."table" || ' (' || group_concat(f."to", ', ')
           || ') ON UPDATE ' || f.on_update || ' ON DELETE ' || f.on_delete
       FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
       WHERE t.type = 'table' GROUP BY t.name, f.id"#,
    "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema WHERE type IN ('view', 'trigger')",
];

/// The clauses of a table's text that no pragma shows: checks, collations and generated columns.
fn clauses(text: &str) -> Vec<String> {
    let (name, sql) = text.split_once(" CREATE TABLE ").expect("a table's text");
    let words = sql.replace(['(', ')', ',', '"'], " ").to_uppercase();
    let collations = words.split("COLLATE ").skip(1).filter_map(|it| it.split_whitespace().next());
    let mut clauses: Vec<_> = collations.map(|it| format!("collation {name} {it}")).collect();
    for keyword in ["CHECK", " AS"] {
        for (at, _) in sql.match_indices(keyword) {
            let rest = sql[at + keyword.len()..].trim_start();
            if rest.starts_with('(') {
                clauses.push(format!("{} {name} {}", keyword.trim(), parenthesized(rest)));
            }
        }
    }
    clauses
}

/// The text up to the parenthesis that closes the first one.
fn parenthesized(text: &str) -> &str {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..=at];
        }
    }
    text
}

async fn rows(connection: &impl ConnectionTrait, query: &str) -> Vec<String> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await.expect("a catalog query");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

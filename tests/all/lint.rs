//! Hazards, by files in `tests/lint`: one for each code and dialect, with statements that it finds
//! (under `-- finds`) and statements that it does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use autogen::dialect::{Dialect, dialect};
use autogen::lint::{Finding, Settings, Shape, Source, lint, rules, show};
use autogen::schema::{Column, Facet, Index, Schema, Table};
use autogen::target::DialectName;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;

use crate::support;

/// Parts a file into scripts that know nothing of each other.
const NEXT: &str = "-- next script\n";

/// What is wrong with a file, if anything.
fn check(path: &Path, name: DialectName) -> Option<String> {
    let code = path.file_stem().unwrap().to_string_lossy();
    let text = fs::read_to_string(path).unwrap();
    let (mut hits, mut others) = (0, 0);
    for script in text.split(NEXT) {
        let expected = lines_under(script, "-- finds");
        let found = findings(script, dialect(name), &[code.to_string()]);
        let lines: BTreeSet<usize> =
            found.iter().filter(|it| it.rule.code == code).map(|it| it.line).collect();
        if lines != expected {
            return Some(format!(
                "{}: {lines:?} and not {expected:?} of\n{script}",
                path.display()
            ));
        }
        hits += expected.len();
        let statements = script.lines().filter(|it| it.trim_end().ends_with(';')).count();
        others += statements - expected.len().min(statements);
    }
    let both = hits > 0 && others > 0;
    (!both).then(|| format!("{}: it wants statements that hit, and that do not", path.display()))
}

fn findings(script: &str, dialect: &dyn Dialect, ask: &[String]) -> Vec<Finding> {
    let before = before(script, dialect);
    let checks: Vec<String> = (script.lines())
        .filter_map(|line| line.strip_prefix("-- check: ").map(str::to_owned))
        .collect();
    let source = Source {
        path: "up.sql",
        text: script,
        dialect,
        before: before.as_ref(),
        checks: &checks,
        back: script.contains("-- the way back\n"),
    };
    let settings = Settings { ignore: Vec::new(), ask: ask.to_vec() };
    lint(&source, &settings).unwrap_or_else(|error| panic!("{error}\n{script}"))
}

/// What `-- before: table.column type [null]` and `-- before: index name on table (column)` lines
/// say was there, the latter with `fulltext` in front, or `where` and a condition behind.
fn before(script: &str, dialect: &dyn Dialect) -> Option<Schema> {
    let mut schema = Schema::default();
    for line in script.lines().filter_map(|line| line.strip_prefix("-- before: ")) {
        let fulltext = line.strip_prefix("fulltext ");
        let method = fulltext.map(|_| "fulltext".to_owned());
        let line = fulltext.unwrap_or(line);
        if let Some((name, on)) = line.strip_prefix("index ").and_then(|it| it.split_once(" on ")) {
            let (on, predicate) = match on.split_once(" where ") {
                Some((on, predicate)) => (on, Some(predicate.to_owned())),
                None => (on, None),
            };
            let (table, columns) = on.trim_end_matches(')').split_once(" (").expect("its columns");
            let mut index = Index::new(columns.split(", ").map(str::to_owned));
            index.name = Facet::Is(name.to_owned());
            (index.predicate, index.method) = (predicate, method);
            schema.tables.entry(table.parse().unwrap()).or_default().indexes.push(index);
            continue;
        }
        let (name, ty) = line.split_once(' ').expect("a column and its type");
        let (table, column) = name.split_once('.').expect("a table and its column");
        let nullable = ty.ends_with(" null");
        let ty = dialect.read_type(ty.trim_end_matches(" null"));
        let table: &mut Table = schema.tables.entry(table.parse().unwrap()).or_default();
        table.columns.push(Column { nullable, ..Column::new(column, ty) });
    }
    (!schema.tables.is_empty()).then_some(schema)
}

/// The lines of the statements that stand under a comment.
fn lines_under(script: &str, comment: &str) -> BTreeSet<usize> {
    let lines: Vec<&str> = script.lines().collect();
    let marked = lines.iter().enumerate().filter(|(_, line)| line.trim() == comment);
    // The next line, from 1.
    marked.map(|(at, _)| at + 2).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of cases");
    entries.map(|it| it.expect("an entry").path()).collect()
}

#[test]
fn every_code_finds_what_it_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint");
    let mut covered = BTreeSet::new();
    let mut wrong = Vec::new();
    for name in [DialectName::Postgres, DialectName::Mysql, DialectName::Sqlite] {
        for path in files(&root.join(name.as_str())) {
            wrong.extend(check(&path, name));
            covered.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let codes: BTreeSet<String> = rules().map(|it| it.code.to_owned()).collect();
    assert_eq!(covered, codes, "every code has its cases, and every case its code");
    assert_eq!(codes.len(), rules().count(), "no code stands for two hazards");
}

#[test]
fn other_programs_read_the_findings() {
    let script = "ALTER TABLE a\n  ADD CHECK (b > 0);\n-- lint: ignore PG101 ten rows\nCREATE INDEX i ON a (b);\n";
    let found = findings(script, dialect(DialectName::Postgres), &[]);
    assert_eq!(found.iter().map(|it| it.rule.code).collect::<Vec<_>>(), ["PG108"]);

    let text = show(&found, Shape::Text);
    assert!(text.starts_with("up.sql:1:1: warning PG108: "), "{text}");
    assert!(text.contains("\n    ALTER TABLE a\n      ADD CHECK (b > 0)\n"), "{text}");

    let json: Value = serde_json::from_str(&show(&found, Shape::Json)).unwrap();
    assert_eq!(json["findings"][0]["code"], "PG108");
    assert_eq!(json["findings"][0]["end_line"], 2);

    let sarif: Value = serde_json::from_str(&show(&found, Shape::Sarif)).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "PG108");
    assert_eq!(run["results"][0]["level"], "warning");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "up.sql");
    assert_eq!(place["region"]["startLine"], 1);

    let github = show(&found, Shape::Github);
    assert!(github.starts_with("::warning file=up.sql,line=1,endLine=2,col=1,title=PG108::"));
    assert_eq!(github.matches('\n').count(), 1, "{github}");
}

/// The servers' own words, each tried as the name of a column.
#[tokio::test]
async fn words_that_servers_reserve_are_told() {
    let (sqlite, postgres, mysql) =
        (support::sqlite(), support::postgres().await, support::mysql().await);
    let mut words = BTreeSet::new();
    let mut servers = vec![(DialectName::Sqlite, sqlite.connect().await)];
    if let Some(database) = &postgres {
        let database = database.connect().await;
        words.extend(first_column(&database, "SELECT word FROM pg_get_keywords()").await);
        servers.push((DialectName::Postgres, database));
    }
    if let Some(database) = &mysql {
        let database = database.connect().await;
        let sql = "SELECT CONVERT(lower(word) USING utf8mb4) FROM information_schema.keywords";
        words.extend(first_column(&database, sql).await);
        servers.push((DialectName::Mysql, database));
    }
    words.retain(|it| it.chars().all(|c| c.is_ascii_alphabetic() || c == '_'));
    let mut wrong = Vec::new();
    for (name, server) in &servers {
        let dialect = dialect(*name);
        for word in &words {
            let script =
                format!("CREATE TABLE tried (first_one integer, {} integer)", dialect.quote(word));
            let told = findings(&format!("{script};"), dialect, &["NM103".to_owned()]);
            let told = told.iter().any(|it| it.rule.code == "NM103");
            let bare = format!("CREATE TABLE tried (first_one integer, {word} integer)");
            let taken = server.execute_unprepared(&bare).await.is_ok();
            if taken {
                server.execute_unprepared("DROP TABLE tried").await.expect("it goes");
            }
            // MySQL and MariaDB reserve some words that the other does not, and PostgreSQL one since
            // version 16.
            let elsewhere = *name == DialectName::Mysql || word == "system_user";
            if told == taken && (!taken || !elsewhere) {
                wrong
                    .push(format!("{name}: {word} is {}", if taken { "taken" } else { "refused" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn first_column(server: &sea_orm::DatabaseConnection, sql: &str) -> Vec<String> {
    let backend: DbBackend = server.get_database_backend();
    let rows = server.query_all_raw(Statement::from_string(backend, sql)).await.expect("words");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a word")).collect()
}

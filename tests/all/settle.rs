//! What is written differently and means the same to the server is no difference, and nothing else
//! is none: a table for each database of spellings and verdicts.
//!
//! A file begins with statements that set the stage. Under `[kind type]` follow lines
//! `in the database | expected | verdict`: a column `c` of that type has the first spelling as its
//! default, check, generated expression, index predicate or index part, and the second is expected.
//! A default that an entity gives as a value is `text: a`, `number: 1` or `bool: true`. An `error`
//! cannot be compared, and is told with the server's words. Verdicts of two servers stand side by
//! side: `same or different`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use autogen::compare::{Comparison, compare};
use autogen::database::{Connection, Missing};
use autogen::dialect::{Reflection, Scope, dialect};
use autogen::schema::*;
use autogen::url::DatabaseUrl;

use crate::support::{self, Database, Engine};

#[tokio::test]
async fn on_sqlite() {
    check(support::sqlite(), "sqlite").await;
}

#[tokio::test]
async fn on_postgres() {
    let Some(database) = support::postgres().await else { return };
    check(database, "postgres").await;
}

#[tokio::test]
async fn on_mysql() {
    let Some(database) = support::mysql().await else { return };
    check(database, "mysql").await;
}

#[derive(Debug)]
struct Line {
    number: usize,
    kind: String,
    ty: String,
    database: String,
    expected: String,
    verdict: String,
}

impl Line {
    fn table(&self) -> String {
        format!("t{}", self.number)
    }

    /// The statements that put the first spelling into the database.
    fn create(&self, engine: Engine) -> Vec<String> {
        let Self { ty, database: sql, .. } = self;
        let table = self.table();
        let column = match self.kind.as_str() {
            "default" if engine == Engine::Mysql => format!("c {ty} DEFAULT {sql}"),
            "default" => format!("c {ty} DEFAULT ({sql})"),
            "update" => format!("c {ty} NULL ON UPDATE {sql}"),
            "generated" => format!("c {ty} GENERATED ALWAYS AS ({sql}) STORED"),
            "check" => format!("c {ty}, CONSTRAINT {table}_c CHECK ({sql})"),
            _ => format!("c {ty}"),
        };
        let mut statements = vec![format!("CREATE TABLE {table} (id int, {column})")];
        match self.kind.as_str() {
            "predicate" => {
                statements.push(format!("CREATE INDEX {table}_c ON {table} (id) WHERE {sql}"));
            }
            "part" => statements.push(format!("CREATE INDEX {table}_c ON {table} (({sql}))")),
            _ => {}
        }
        statements
    }

    /// The same table with the second spelling in it.
    fn expect(&self, table: &mut Table) {
        let sql = self.expected.clone();
        let value = match sql.split_once(": ") {
            Some(("text", text)) => DefaultValue::Text(text.to_owned()),
            Some(("number", text)) => DefaultValue::Number(text.to_owned()),
            Some(("bool", text)) => DefaultValue::Bool(text == "true"),
            _ => DefaultValue::Sql(sql.clone()),
        };
        let column = table.columns.iter_mut().find(|it| it.name == "c").expect("the column");
        match self.kind.as_str() {
            "default" => column.default = Some(value),
            "update" => column.on_update = Some(sql),
            "generated" => column.generated.as_mut().expect("it is generated").expression = sql,
            "check" => table.checks[0].expression = sql,
            "predicate" => table.indexes[0].predicate = Some(sql),
            "part" => table.indexes[0].parts[0].key = IndexKey::Expression(sql),
            kind => panic!("{kind} is no kind of expression"),
        }
    }
}

/// The statements and the lines of a file.
fn read(name: &str) -> (Vec<String>, Vec<Line>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/settle/{name}.txt"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (mut statements, mut lines) = (Vec::new(), Vec::new());
    let mut heading: Option<(String, String)> = None;
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let inner = line.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        if let Some(inner) = inner {
            let (kind, ty) = inner.split_once(' ').expect("[kind type]");
            heading = Some((kind.to_owned(), ty.to_owned()));
        } else if let Some((kind, ty)) = &heading {
            let fields: Vec<&str> = line.split(" | ").collect();
            let [database, expected, verdict] = fields[..] else {
                panic!("{}:{}: three fields, not {}", path.display(), at + 1, fields.len());
            };
            let [kind, ty, database, expected, verdict] =
                [kind.as_str(), ty, database, expected, verdict].map(str::to_owned);
            lines.push(Line { number: at + 1, kind, ty, database, expected, verdict });
        } else {
            statements.push(line.to_owned());
        }
    }
    (statements, lines)
}

async fn check(database: Database, name: &str) {
    let (statements, lines) = read(name);
    let url = DatabaseUrl::parse(&database.url, "".as_ref()).expect("a URL");
    let mut connection = Connection::open(&url, Missing::Create).await.expect("a connection");
    let created = lines.iter().flat_map(|line| line.create(database.engine));
    for sql in statements.into_iter().chain(created) {
        connection.execute(&sql).await.unwrap_or_else(|error| panic!("{name}: {sql}: {error}"));
    }
    let live = reflect(&mut connection).await;
    let mut expected = live.schema.clone();
    for line in &lines {
        let table = expected.tables.get_mut(&QualifiedName::bare(line.table()));
        line.expect(table.unwrap_or_else(|| panic!("{name}: no table of {line:?}")));
    }

    let before = connection.sent;
    let found = compared(&mut connection, &expected, &live).await;
    eprintln!("{name}: {} lines, {} statements", lines.len(), connection.sent - before);
    let mut told: BTreeMap<String, (&str, String)> = BTreeMap::new();
    for operation in &found.drift {
        let table = operation.object().table().map(ToString::to_string).unwrap_or_default();
        told.insert(table, ("different", String::new()));
    }
    for it in &found.uncompared {
        let table = it.object.table().map(ToString::to_string).unwrap_or_default();
        let reason = it.reason.clone().unwrap_or_else(|| "not asked".to_owned());
        let both = told.insert(table, ("error", reason));
        assert_eq!(both, None, "{it:?} is a difference and not comparable");
    }
    let wrong = lines.iter().filter_map(|line| {
        let same = || ("same", String::new());
        let (verdict, reason) = told.get(&line.table()).cloned().unwrap_or_else(same);
        let Line { number, kind, ty, database, expected, verdict: right } = line;
        (!right.split(" or ").any(|it| it == verdict)).then(|| {
            format!("{name}.txt:{number}: {kind} {ty}: {database} | {expected} is {verdict}, not {right} {reason}\n")
        })
    });
    let wrong: String = wrong.collect();
    assert!(wrong.is_empty(), "\n{wrong}");

    // Nothing stays behind, and what does not differ is not asked.
    let again = reflect(&mut connection).await;
    assert_eq!(again, live);
    let before = connection.sent;
    let found = compared(&mut connection, &live.schema, &live).await;
    assert_eq!(found, Comparison::default());
    assert_eq!(connection.sent, before, "statements for equal schemas");
}

async fn reflect(connection: &mut Connection) -> Reflection {
    let dialect = dialect(connection.target.dialect);
    connection.reflect(dialect, &Scope::default()).await.expect("a reflection")
}

async fn compared(connection: &mut Connection, expected: &Schema, live: &Reflection) -> Comparison {
    let target = connection.target;
    let dialect = dialect(target.dialect);
    let compare = |answers: &_| compare(expected, live, answers, dialect, &target);
    connection.settle(dialect, compare).await.expect("the server can hold it")
}

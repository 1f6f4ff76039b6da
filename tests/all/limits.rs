//! What the rules of `dialect::limits` refuse, the servers refuse too, and what they let pass is
//! taken: each file of `tests/limits` holds cases that are tried on every server.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use autogen::database::{Connection, Missing};
use autogen::dialect::{Refusal, dialect, limits};
use autogen::ops::Renames;
use autogen::plan::{Fills, PlanError, Setting, script};
use autogen::schema::*;
use autogen::target::{DialectName, Flavour, Target, Version};
use autogen::url::DatabaseUrl;
use serde::Deserialize;

use crate::support::{self, Database, Engine};

/// A schema and what is said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    #[serde(default)]
    enums: BTreeMap<QualifiedName, EnumType>,
    #[serde(default)]
    tables: BTreeMap<QualifiedName, Table>,
    /// The refusals, a few words of each; a database that is not named takes the schema. MariaDB
    /// is as MySQL where it is not named.
    #[serde(default)]
    refused: BTreeMap<DialectName, Vec<String>>,
    /// The same for MySQL from 8.4 on, where keys have to refer to what is unique as a whole.
    from_mysql_84: Option<Vec<String>>,
    /// Where the server takes what is refused, and why it is refused nevertheless.
    #[serde(default)]
    server_takes: BTreeMap<DialectName, String>,
    /// Where the schema cannot be tried: it needs an extension, or another version.
    #[serde(default)]
    untried: BTreeMap<DialectName, String>,
    /// The statement that stands for the schema where none can be rendered.
    #[serde(default)]
    sql: BTreeMap<DialectName, String>,
}

#[tokio::test]
async fn what_is_refused_is_what_servers_refuse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/limits");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("an entry").path()).collect();
    files.sort();
    let only = std::env::var("CASE").unwrap_or_default();
    let mut wrong = Vec::new();
    for database in support::each().await {
        let mut live = Live::open(&database).await;
        for file in &files {
            let text = fs::read_to_string(file).expect("a file");
            let cases: Vec<Case> =
                serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
            assert!(!cases.is_empty(), "{file:?}");
            for case in cases.iter().filter(|it| it.case.contains(&only)) {
                for problem in live.check(case).await {
                    let file = file.file_name().unwrap_or_default().display();
                    wrong.push(format!("{file}, {}, {}: {problem}", case.case, live.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

struct Live {
    connection: Connection,
    name: DialectName,
    target: Target,
}

impl Live {
    async fn open(database: &Database) -> Self {
        let url = DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL");
        let connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        let name = match database.engine {
            Engine::Sqlite => DialectName::Sqlite,
            Engine::Postgres => DialectName::Postgres,
            Engine::Mysql => DialectName::Mysql,
        };
        Self { name, target: connection.target, connection }
    }

    /// What is not as the case says.
    async fn check(&mut self, case: &Case) -> Vec<String> {
        let schema = Schema { enums: case.enums.clone(), tables: case.tables.clone() };
        let dialect = dialect(self.name);
        let none = Vec::new();
        let maria = case.refused.get(&DialectName::Mariadb);
        let said = case.refused.get(&self.name);
        let expected = match self.target.flavour {
            Flavour::MariaDb => maria.or(said).unwrap_or(&none),
            Flavour::MySql if self.target.version >= Version::new(8, 4, 0) => {
                case.from_mysql_84.as_ref().or(said).unwrap_or(&none)
            }
            _ => said.unwrap_or(&none),
        };
        let mut wrong = compare(expected, limits::refusals(dialect, &schema, &self.target));
        if self.target.flavour == Flavour::MariaDb {
            let floor = Target::floor(DialectName::Mysql);
            let found = limits::refusals(dialect, &schema, &floor);
            wrong.extend(compare(said.unwrap_or(&none), found));
        }
        if case.untried.contains_key(&self.name) {
            return wrong;
        }
        let setting = Setting { dialect, target: &self.target, live: None, online: false };
        let (empty, none) = (Schema::default(), Renames::default());
        let statements = match script(&empty, &schema, &none, Fills::new(), setting) {
            _ if case.sql.contains_key(&self.name) => vec![case.sql[&self.name].clone()],
            Ok(script) => script.statements().map(|it| it.sql.clone()).collect(),
            Err(PlanError::Refused(_)) => return wrong,
            Err(other) => panic!("{}: {other}", case.case),
        };
        let taken = self.run(&statements).await;
        let maria = self.target.flavour == Flavour::MariaDb;
        let named = |it: &DialectName| *it == self.name || maria && *it == DialectName::Mariadb;
        let takes = expected.is_empty() || case.server_takes.keys().any(named);
        match taken {
            Ok(()) if !takes => wrong.push("the server takes it".to_owned()),
            Err(error) if takes => wrong.push(format!("the server does not take it: {error}")),
            Ok(()) | Err(_) => {}
        }
        wrong
    }

    /// Runs statements and leaves nothing behind.
    async fn run(&mut self, statements: &[String]) -> Result<(), String> {
        let transactional = self.name != DialectName::Mysql;
        if transactional {
            self.connection.execute("BEGIN").await.expect("a transaction");
        }
        let mut result = Ok(());
        for sql in statements {
            if let Err(error) = self.connection.execute(sql).await {
                result = Err(format!("{error}\n{sql}"));
                break;
            }
        }
        if transactional {
            self.connection.execute("ROLLBACK").await.expect("a rollback");
            return result;
        }
        for sql in ["DROP DATABASE autogen_limits", "CREATE DATABASE autogen_limits"] {
            let _ = self.connection.execute(sql).await;
        }
        self.connection.execute("USE autogen_limits").await.expect("a database");
        result
    }
}

/// What differs between the words that are expected and what is found.
fn compare(expected: &[String], found: Vec<Refusal>) -> Vec<String> {
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    let same = found.len() == expected.len()
        && expected.iter().all(|words| found.iter().any(|it| it.contains(words.as_str())));
    if same {
        return Vec::new();
    }
    vec![format!("refused for {found:#?}, and not for {expected:#?}")]
}

/// Which types a foreign key may join: what the rules say of every pair, the server says too.
#[tokio::test]
async fn keys_join_the_types_that_servers_join() {
    let types = [
        "bool",
        "i32",
        "i64",
        "u32",
        "f64",
        "decimal(10, 2)",
        "money",
        "char(9)",
        "string(9)",
        "varbinary(9)",
        "date",
        "time",
        "datetime",
        "timestamptz",
        "uuid",
        "bit(3)",
        "interval",
        "jsonb",
        "inet",
        "cidr",
        "year",
        "i32[]",
        "i64[]",
        "enum(mood)",
        "enum(color)",
    ];
    let mut wrong = Vec::new();
    let mut tried = 0;
    for database in support::each().await {
        let mut live = Live::open(&database).await;
        if live.name == DialectName::Sqlite {
            continue;
        }
        let dialect = dialect(live.name);
        let setting = Setting { dialect, target: &live.target, live: None, online: false };
        let mut parents = Schema::default();
        for (name, values) in [("mood", ["happy", "sad"]), ("color", ["red", "blue"])] {
            let values = values.map(str::to_owned).to_vec();
            let it = EnumType { values, ..EnumType::default() };
            parents.enums.insert(QualifiedName::bare(name), it);
        }
        let mut usable = Vec::new();
        for (i, ty) in types.iter().enumerate() {
            let mut column = Column::new("a", ty.parse().expect("a type"));
            column.nullable = false;
            let table = Table {
                columns: vec![column],
                primary_key: Some(PrimaryKey::new(["a"])),
                ..Table::default()
            };
            let alone = Schema {
                enums: parents.enums.clone(),
                tables: [(QualifiedName::bare("t"), table.clone())].into(),
            };
            if dialect.canonical(&alone, &live.target).is_ok() {
                usable.push(i);
                parents.tables.insert(QualifiedName::bare(format!("p{i}")), table);
            }
        }
        let (empty, none) = (Schema::default(), Renames::default());
        let create = |from: &Schema, to: &Schema| -> Vec<String> {
            let script = script(from, to, &none, Fills::new(), setting).expect("a script");
            script.statements().map(|it| it.sql.clone()).collect()
        };
        for sql in create(&empty, &parents) {
            live.connection.execute(&sql).await.unwrap_or_else(|e| panic!("{e}\n{sql}"));
        }
        for (&own, &other) in usable.iter().flat_map(|a| usable.iter().map(move |b| (a, b))) {
            let (name, parent) =
                (QualifiedName::bare("t"), QualifiedName::bare(format!("p{other}")));
            let mut parents = parents.clone();
            parents.tables.retain(|it, _| *it == parent);
            let mut schema = parents.clone();
            let key = ForeignKey::new(vec!["a".to_owned()], parent, vec!["a".to_owned()]);
            let column = Column::new("a", types[own].parse().expect("a type"));
            let table =
                Table { columns: vec![column], foreign_keys: vec![key], ..Table::default() };
            schema.tables.insert(name.clone(), table);
            let rules = limits::refusals(dialect, &schema, &live.target).is_empty();
            let statements = create(&parents, &schema);
            let mut server = Ok(());
            for sql in &statements {
                if let Err(error) = live.connection.execute(sql).await {
                    server = Err(error);
                    // What a transaction has done is undone with it.
                    let _ = live.connection.execute("ROLLBACK").await;
                    break;
                }
            }
            let _ = live.connection.execute("DROP TABLE IF EXISTS t").await;
            tried += 1;
            if rules != server.is_ok() {
                let (own, other) = (types[own], types[other]);
                let verdict = if rules { "the server refuses" } else { "the server takes" };
                wrong.push(format!("{}: {own} to {other}: {verdict}", live.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

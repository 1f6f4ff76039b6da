//! The laws that hold on live databases, over generated schemas with rows: the script arrives
//! exactly, says nothing on the second look, comes back exactly, and keeps what it should.

use std::fs;
use std::path::Path;

use autogen::align::align;
use autogen::database::{Connection, Missing};
use autogen::dialect::{HazardKind, Reflection, Scope, Statement, dialect};
use autogen::ops::{self, Change, ColumnOperation, Operation, Renames};
use autogen::overlay::overlay;
use autogen::plan::{PlanError, Script, Setting, needs_value, plan};
use autogen::schema::{QualifiedName, Schema};
use autogen::target::Target;
use autogen::three_way::unowned;
use autogen::url::DatabaseUrl;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRng, TestRunner};
use serde::Deserialize;

use crate::generate::{self, Names};
use crate::rows::{self, Columns, Rows};
use crate::support::{self, Database, Engine};

/// How many pairs of schemas a run tries; more with `AUTOGEN_LAW_CASES`, others with
/// `AUTOGEN_LAW_SEED`.
fn cases() -> (u64, u64) {
    let number = |name: &str, default| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    (number("AUTOGEN_LAW_SEED", 0), number("AUTOGEN_LAW_CASES", 60))
}

#[tokio::test]
async fn scripts_arrive_and_come_back_on_sqlite() {
    hold_all(Engine::Sqlite).await;
}

#[tokio::test]
async fn scripts_arrive_and_come_back_on_postgres() {
    hold_all(Engine::Postgres).await;
}

#[tokio::test]
async fn scripts_arrive_and_come_back_on_mysql() {
    hold_all(Engine::Mysql).await;
}

/// A pair of schemas that every engine can hold, as `tests/laws/*.yaml` has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    before: Schema,
    after: Schema,
    /// `[old, new]`
    #[serde(default)]
    tables: Vec<(QualifiedName, QualifiedName)>,
    /// `[table, old, new]`
    #[serde(default)]
    columns: Vec<(QualifiedName, String, String)>,
    /// `[table, column, expression]`, for rows that have no value.
    #[serde(default)]
    fills: Vec<(QualifiedName, String, String)>,
    /// Statements between the first schema and the second.
    #[serde(default)]
    rows: Vec<String>,
    /// A query and its first value after the second schema.
    #[serde(default)]
    then: Vec<(String, String)>,
    /// Statements before the way back, for what the second schema lets in and the first does not.
    #[serde(default)]
    tidy: Vec<String>,
    /// A query and its first value after the way back.
    #[serde(default)]
    back: Vec<(String, String)>,
}

#[tokio::test]
async fn cases_arrive_and_come_back_everywhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/laws");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        let case: Case = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        for engine in [Engine::Sqlite, Engine::Postgres, Engine::Mysql] {
            for manner in 0..3 {
                let Some(database) = fresh(engine).await else { continue };
                let live = Live::open(&database, manner, file.display().to_string()).await;
                check(live, &case).await;
            }
        }
    }
}

async fn check(mut live: Live, case: &Case) {
    let renames = Renames {
        tables: case.tables.clone(),
        columns: case.columns.clone(),
        ..Renames::default()
    };
    let none = Renames::default();
    let empty = Schema::default();
    let (create, _) = live.plan(&empty, &case.before, &none, &[]).await.expect("every engine can");
    live.run("create", &create, false).await;
    for sql in &case.rows {
        live.connection.execute(sql).await.unwrap_or_else(|e| panic!("{}{sql}: {e}", live.story));
    }
    let planned = live.plan(&case.before, &case.after, &renames, &case.fills).await;
    let (up, down) = planned.expect("every engine can");
    live.run("up", &up, false).await;
    live.is("the second schema", &case.after).await;
    live.values(&case.then).await;
    for sql in &case.tidy {
        live.connection.execute(sql).await.unwrap_or_else(|e| panic!("{}{sql}: {e}", live.story));
    }
    live.run("down", &down, false).await;
    live.is("the first schema again", &case.before).await;
    live.values(&case.back).await;
}

async fn fresh(engine: Engine) -> Option<Database> {
    match engine {
        Engine::Sqlite => Some(support::sqlite()),
        Engine::Postgres => support::postgres().await,
        Engine::Mysql => support::mysql().await,
    }
}

/// What became of the cases, so that a run which tries nothing is no success.
#[derive(Debug, Default)]
struct Tally {
    cases: u64,
    /// The database cannot hold one of the schemas.
    refused: u64,
    /// Rows stood in the way, and it went without them.
    without_rows: u64,
    rows: usize,
}

async fn hold_all(engine: Engine) {
    let (seed, count) = cases();
    if fresh(engine).await.is_none() {
        return;
    }
    let mut tally = Tally::default();
    let mut broken = Vec::new();
    for case in seed..seed + count {
        tally.cases += 1;
        // A task of its own, so that one case that breaks a law does not hide the next.
        match tokio::spawn(hold(engine, case)).await {
            Ok(outcome) => tally.add(outcome),
            Err(_) => broken.push(case),
        }
    }
    println!("{engine:?}: {tally:?}");
    assert!(broken.is_empty(), "{} of {count} cases broke a law: {broken:?}", broken.len());
    assert!(tally.refused * 4 <= tally.cases, "{tally:?}");
    assert!(tally.without_rows * 2 <= tally.cases, "{tally:?}");
    assert!(tally.rows as u64 >= tally.cases, "{tally:?}");
}

impl Tally {
    fn add(&mut self, Outcome { held, rows }: Outcome) {
        self.rows += rows;
        match held {
            Held::Fully => {}
            Held::Refused => self.refused += 1,
            Held::RowsInTheWay => self.without_rows += 1,
        }
    }
}

async fn hold(engine: Engine, case: u64) -> Outcome {
    let outcome = hold_with(engine, case, true).await;
    if outcome.held == Held::RowsInTheWay {
        hold_with(engine, case, false).await;
    }
    outcome
}

struct Outcome {
    held: Held,
    /// How many the database took.
    rows: usize,
}

#[derive(Debug, PartialEq)]
enum Held {
    Fully,
    /// The database cannot hold one of the schemas.
    Refused,
    /// A statement failed that was said to fail on such rows.
    RowsInTheWay,
}

/// One case in one of the manners in which scripts are written.
async fn hold_with(engine: Engine, case: u64, with_rows: bool) -> Outcome {
    let mut outcome = Outcome { held: Held::Refused, rows: 0 };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&case.to_le_bytes());
    let rng = TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (a, b, renames) =
        generate::pair(Names::Plain(engine)).new_tree(&mut runner).expect("a schema").current();

    let Some(database) = fresh(engine).await else { return outcome };
    let mut live = Live::open(&database, case, format!("case {case}")).await;
    let empty = Schema::default();
    let Some(created) = live.plan(&empty, &a, &Renames::default(), &[]).await else {
        return outcome;
    };
    live.run("create A", &created.0, false).await;
    live.is("A", &a).await;
    if with_rows {
        outcome.rows = rows::insert(&mut live.connection, &a, engine).await;
    }

    let fills = if case.is_multiple_of(2) { fills(&a, &b, &renames, engine) } else { Vec::new() };
    let Some((up, down)) = live.plan(&a, &b, &renames, &fills).await else {
        return outcome;
    };
    let back = renames.reversed();
    for (title, script, from, to, renames) in [
        ("A to B", &up, &a, &b, &renames),
        ("B to A", &down, &b, &a, &back),
        ("A to B again", &up, &a, &b, &renames),
    ] {
        let (kept, found) = rows::survivors(&live.canonical(from), &live.canonical(to), renames);
        let before = live.rows(&kept).await;
        if !live.run(title, script, with_rows).await {
            // Values of enum types are added outside of transactions, and once.
            let alone = script.statements().any(|it| it.sql.contains(" ADD VALUE "));
            if dialect(live.target.dialect).transactional_ddl() && !alone {
                live.is("what a failed script left", from).await;
                assert_eq!(live.rows(&kept).await, before, "{}\nrows after a failure", live.story);
            }
            outcome.held = Held::RowsInTheWay;
            return outcome;
        }
        live.is(title, to).await;
        let after = live.rows(&found).await;
        for (table, old, new) in side_by_side(&kept, &found, before, after, renames) {
            assert_eq!(old, new, "{}\nrows of {table} after {title}", live.story);
        }
    }
    outcome.held = Held::Fully;
    outcome
}

/// The values of one column of all rows.
type Values = Vec<Vec<Option<String>>>;

/// The rows of each table before and after.
fn side_by_side(
    kept: &Columns,
    found: &Columns,
    mut before: Rows,
    mut after: Rows,
    renames: &Renames,
) -> Vec<(String, Values, Values)> {
    assert_eq!(kept.len(), found.len());
    let new_names = found.keys();
    new_names
        .map(|new| {
            let old = renames.tables.iter().find(|(_, to)| to == new).map_or(new, |(old, _)| old);
            let (old, rows) = (before.remove(old), after.remove(new).unwrap_or_default());
            (new.to_string(), old.unwrap_or_default(), rows)
        })
        .collect()
}

struct Live {
    connection: Connection,
    /// What scripts are written for.
    target: Target,
    /// Whether scripts are written with a look at the database.
    asks: bool,
    /// What has been run so far, for the message of a failure.
    story: String,
}

/// Values for rows that have none.
fn fills(
    a: &Schema,
    b: &Schema,
    renames: &Renames,
    engine: Engine,
) -> Vec<(QualifiedName, String, String)> {
    let mut fills = Vec::new();
    for operation in ops::diff(a, b, renames).expect("the renames fit") {
        let Operation::Column(ColumnOperation { table, change, .. }) = operation else { continue };
        let tightened = match &change {
            Change::Add(column) => needs_value(column),
            Change::Alter { before, after } => before.nullable && !after.nullable,
            Change::Drop(_) | Change::Rename { .. } => false,
        };
        if let Some(column) = change.after().filter(|_| tightened) {
            fills.push((table, column.name.clone(), rows::value(&column.ty, 1, b, engine)));
        }
    }
    fills
}

impl Live {
    /// In one of the manners in which scripts are written: for the server at hand and with it, for
    /// the oldest server with the one at hand (`revision`), and without any (`--offline`).
    async fn open(database: &Database, manner: u64, title: String) -> Self {
        let url = DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL");
        let connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        let own = connection.target;
        let (target, asks) = match manner % 3 {
            0 => (own, true),
            1 => (Target::floor(own.dialect), true),
            _ => (Target::floor(own.dialect), false),
        };
        let manner = if asks { "asking" } else { "offline" };
        Self { connection, target, asks, story: format!("{title} for {target:?}, {manner}\n") }
    }

    async fn values(&mut self, queries: &[(String, String)]) {
        for (query, expected) in queries {
            let value = self.connection.value(query).await;
            let value = value.unwrap_or_else(|error| panic!("{}{query}: {error}", self.story));
            assert_eq!(value.as_ref(), Some(expected), "{}\n{query}", self.story);
        }
    }

    async fn reflect(&mut self) -> Reflection {
        let dialect = dialect(self.connection.target.dialect);
        self.connection.reflect(dialect, &Scope::default()).await.expect("a reflection")
    }

    fn canonical(&self, schema: &Schema) -> Schema {
        let dialect = dialect(self.target.dialect);
        dialect.canonical(schema, &self.target).expect("it was planned")
    }

    async fn rows(&mut self, columns: &Columns) -> Rows {
        rows::read(&mut self.connection, columns).await
    }

    /// The scripts both ways; none when the database cannot hold one of the schemas.
    async fn plan(
        &mut self,
        a: &Schema,
        b: &Schema,
        renames: &Renames,
        fills: &[(QualifiedName, String, String)],
    ) -> Option<(Script, Script)> {
        let live = self.reflect().await;
        let target = self.target;
        let live = Some(&live).filter(|_| self.asks);
        let setting = Setting { dialect: dialect(target.dialect), target: &target, live };
        let mut changes = ops::diff(a, b, renames).expect("the renames fit");
        for change in &mut changes {
            let Operation::Column(ColumnOperation { table, change, fill }) = change else {
                continue;
            };
            let Some(column) = change.after() else { continue };
            let given = fills.iter().find(|(t, name, _)| t == table && *name == column.name);
            *fill = given.map(|(_, _, sql)| sql.clone());
        }
        match plan(a, &changes, setting) {
            Ok(plan) => Some((plan.up, plan.down)),
            Err(PlanError::Refused(refusals)) => {
                if std::env::var("AUTOGEN_LAW_REFUSALS").is_ok() {
                    println!("{}refused: {}", self.story, PlanError::Refused(refusals));
                }
                None
            }
            Err(error) => panic!("{}{error}\n{renames:?}\n{a:#?}\n{b:#?}", self.story),
        }
    }

    /// Whether the script ran. It may fail on rows, at a statement that says so.
    async fn run(&mut self, title: &str, script: &Script, on_rows: bool) -> bool {
        self.story += &format!("-- {title}\n{script}");
        for step in &script.steps {
            if step.transaction {
                self.connection.execute("BEGIN").await.expect("a transaction");
            }
            for statement in &step.statements {
                let Err(error) = self.connection.execute(&statement.sql).await else { continue };
                let story = &self.story;
                let sql = &statement.sql;
                assert!(on_rows && may_fail(statement), "{story}\n{sql}\nfailed: {error}");
                if step.transaction {
                    self.connection.execute("ROLLBACK").await.expect("the end of it");
                }
                return false;
            }
            if step.transaction
                && let Err(error) = self.connection.execute("COMMIT").await
            {
                panic!("{}\nCOMMIT failed: {error}", self.story);
            }
        }
        true
    }

    async fn is(&mut self, name: &str, expected: &Schema) {
        let live = self.reflect().await.schema;
        let target = self.connection.target;
        let dialect = dialect(target.dialect);
        let canonical = |schema: &Schema| dialect.canonical(schema, &target).expect("planned");
        let story = &self.story;
        assert_eq!(canonical(&live), live, "{story}\n{name} is not canonical as it is reflected");
        let mut expected = canonical(&unowned(overlay(expected.clone(), &live)));
        assert_eq!(canonical(&expected), expected, "{story}\n{name} has two canonical forms");
        align(&mut expected, &live);
        let difference = ops::diff(&expected, &live, &Renames::default()).expect("no renames");
        assert!(difference.is_empty(), "{story}\n{name} is not reached: {difference:#?}");
    }
}

/// Whether a statement says that it may fail, or is there to fail.
fn may_fail(statement: &Statement) -> bool {
    statement.hazards.iter().any(|it| it.kind == HazardKind::MayFail)
        || statement.sql.contains("autogen_guard")
}

//! The laws that hold on live databases, over generated schemas with rows: the script arrives
//! exactly, says nothing on the second look, comes back exactly, and keeps what it should.
//!
//! CI tries a fixed range of seeds. `scripts/laws` tries ranges that go on where the last run
//! ended; a pair that breaks a law is made small and written down as a case.

mod case;
mod ground;
mod ledger;
mod live;
mod minimize;

use std::fs;
use std::path::Path;
use std::time::Instant;

use autogen::schema::{AutoIncrement, Deferrable};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::generate::{self, Names, partitions};
use crate::rows;
use crate::support::Engine;

pub use case::Case;
use case::{Broken, Held};
use ground::Ground;
use ledger::{Ledger, Tally};

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

#[tokio::test]
async fn cases_arrive_and_come_back_on_sqlite() {
    hold_files(Engine::Sqlite, "sqlite").await;
}

#[tokio::test]
async fn cases_arrive_and_come_back_on_postgres() {
    hold_files(Engine::Postgres, "postgres").await;
}

#[tokio::test]
async fn cases_arrive_and_come_back_on_mysql() {
    hold_files(Engine::Mysql, "mysql").await;
}

/// Every file of `tests/laws`, and of the folder with the engine's name.
async fn hold_files(engine: Engine, own: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/laws");
    let Some(mut ground) = Ground::open(engine).await else { return };
    let (mut count, mut broken) = (0, Vec::new());
    for folder in [folder.clone(), folder.join(own)] {
        let mut files: Vec<_> = fs::read_dir(&folder)
            .map(|entries| entries.map(|it| it.expect("an entry").path()).collect())
            .unwrap_or_default();
        files.retain(|it| it.extension().is_some_and(|it| it == "yaml"));
        files.sort();
        count += files.len();
        for file in &files {
            broken.extend(check(&mut ground, file).await.err());
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(count > 3);
}

async fn check(ground: &mut Ground, file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).expect("a file");
    let case: Case = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
    for manner in 0..live::MANNERS {
        // Nobody answers what becomes of rows where two databases are set side by side.
        let answered = !case.fills.is_empty() || !case.values.is_empty();
        if answered && manner == live::BETWEEN_DATABASES {
            continue;
        }
        let held = ground.hold(&case, manner).await.map_err(|it| format!("{file:?}: {it}"))?;
        let as_said = match &held {
            Held::Fully { rows } => !case.fails && *rows == case.rows.len(),
            Held::RowsInTheWay { .. } => case.fails,
            Held::Refused => false,
        };
        if !as_said {
            return Err(format!("{file:?}: {held:?}"));
        }
    }
    Ok(())
}

async fn hold_all(engine: Engine) {
    let Some(mut ground) = Ground::open(engine).await else { return };
    let mut ledger = Ledger::open(engine);
    let mut sum = Tally::default();
    let mut broken = Vec::new();
    while let Some(block) = ledger.next_block() {
        let start = Instant::now();
        let mut tally = Tally::default();
        for seed in block.clone() {
            match hold_seed(&mut ground, seed).await {
                Ok(it) => tally.add(it),
                Err((case, law)) => {
                    tally.cases += 1;
                    tally.broken += 1;
                    let (case, law) = minimize::minimize(&mut ground, case, law, seed).await;
                    let report = ledger.broken(seed, &case, &law);
                    println!("{report}");
                    broken.push(report);
                }
            }
        }
        ledger.passed(&block, &tally, start.elapsed());
        sum += tally;
        if broken.len() >= 8 {
            break;
        }
    }
    println!("{engine:?}: {sum:?}");
    assert!(broken.is_empty(), "{} cases broke a law:\n{}", broken.len(), broken.join("\n"));
    // So that a run which tries nothing is no success.
    assert!(sum.refused * 50 <= sum.cases, "{sum:?}");
    assert!(sum.emptied * 2 <= sum.cases, "{sum:?}");
    assert!(sum.rows >= 2 * sum.cases, "{sum:?}");
}

/// One pair, with as many rows as can be: a table whose rows rightly stand in the way of a
/// statement goes without.
async fn hold_seed(ground: &mut Ground, seed: u64) -> Result<Outcome, (Case, Broken)> {
    let mut case = generated(ground.engine, seed);
    let mut emptied = false;
    loop {
        match ground.hold(&case, seed).await {
            Ok(Held::Fully { rows }) => return Ok(Outcome::Passed { rows, emptied }),
            Ok(Held::Refused) => return Ok(Outcome::Refused),
            Ok(Held::RowsInTheWay { statement }) => {
                emptied = true;
                if std::env::var("AUTOGEN_LAW_ROWS").is_ok() {
                    println!("rows in the way of {seed}: {statement}");
                }
                if !rows::leave_out(&mut case, &statement, ground.engine) {
                    let law = "a script fails without rows".to_owned();
                    return Err((case, Broken { law, story: statement }));
                }
            }
            Err(broken) => return Err((case, broken)),
        }
    }
}

enum Outcome {
    Passed {
        rows: usize,
        emptied: bool,
    },
    /// The database cannot hold one of the schemas.
    Refused,
}

fn generated(engine: Engine, seed: u64) -> Case {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let pair = generate::pair(Names::Live(engine)).new_tree(&mut runner).expect("a schema");
    let (before, after, renames) = pair.current();
    let mut case = Case { before, after, ..Case::default() };
    let mut heirs = Vec::new();
    if !matches!(seed % live::MANNERS, 0 | 3 | 6) {
        // The scripts are for the oldest server.
        for table in case.before.tables.values_mut().chain(case.after.tables.values_mut()) {
            table.indexes.iter_mut().for_each(|it| it.nulls_not_distinct = false);
            table.foreign_keys.iter_mut().for_each(|it| it.on_delete_columns.clear());
            table.columns.iter_mut().for_each(|it| it.invisible = false);
        }
    }
    if engine == Engine::Postgres {
        let chosen = |number: usize| (seed as usize + number).is_multiple_of(5);
        let beside = partitions::beside(&case.before, &case.after, &renames, chosen);
        (case.beside, case.then, case.back) = (beside.made, beside.then, beside.back);
        heirs = beside.rows;
        // Without a database nobody knows that its tables have heirs, to which the server passes no
        // identity on.
        let unknown = matches!(seed % live::MANNERS, 2 | 5);
        if unknown && case.beside.iter().any(|it| it.contains(" INHERITS ")) {
            for table in case.before.tables.values_mut().chain(case.after.tables.values_mut()) {
                for column in &mut table.columns {
                    if matches!(column.auto_increment, AutoIncrement::Identity { .. }) {
                        column.auto_increment = AutoIncrement::No;
                    }
                }
            }
        }
    }
    case.tables = renames.tables;
    case.columns = renames.columns;
    case.enums = renames.enums;
    case.values = renames.values;
    if seed.is_multiple_of(2) {
        case.fills = rows::fills(&case, engine);
    }
    if !case.fills.is_empty() {
        // An update leaves the events of deferred constraints behind, under which PostgreSQL alters
        // no table.
        let tables = case.before.tables.values_mut().chain(case.after.tables.values_mut());
        for table in tables {
            let indexes = table.indexes.iter_mut().map(|it| &mut it.deferrable);
            let keys = table.foreign_keys.iter_mut().map(|it| &mut it.deferrable);
            for when in indexes.chain(keys).filter(|it| **it == Deferrable::InitiallyDeferred) {
                *when = Deferrable::InitiallyImmediate;
            }
        }
    }
    case.rows = rows::inserts(&case, engine);
    case.rows.extend(heirs);
    case
}

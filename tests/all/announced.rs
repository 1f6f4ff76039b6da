//! What autogen's own scripts and lint say of the same statement: every hazard that lint finds is
//! announced above it, or is what somebody asked for; and what is announced to block is found.

use std::collections::BTreeSet;

use autogen::dialect::dialect;
use autogen::lint::{Finding, Settings, Source, lint};
use autogen::ops::{self, Change, ColumnOperation, Operation};
use autogen::plan::{Setting, plan};
use autogen::schema::{AutoIncrement, Column, Schema};
use autogen::target::{DialectName, Target};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::cli::Project;
use crate::generate::{self, Names};
use crate::support::Engine;

/// The words in front of a hazard, by the codes that it announces.
const ANNOUNCED: &[(&str, &[&str])] = &[
    ("loses data", &["DL101", "MF104"]),
    ("may fail", &["MF101", "MF102", "MF103", "MF104", "MY101"]),
    (
        "blocks",
        &[
            "MY103", "MY201", "MY202", "MY203", "MY204", "MY205", "MY206", "MY207", "MY208",
            "MY209", "PG101", "PG102", "PG104", "PG105", "PG106", "PG107", "PG108", "PG109",
            "PG111", "PG201", "PG202", "PG203", "PG204", "PG205", "PG303", "PG304", "PG402",
            "TX102",
        ],
    ),
];

/// What no script can go around, for it is what the models say.
const MEANT: &[(&str, &str)] = &[
    ("BC101", "the table was renamed"),
    ("BC102", "the column was renamed"),
    ("BC103", "the value or the type was renamed"),
    ("BC104", "the column was given another type"),
    ("BC105", "the column was made optional"),
    ("BC107", "the column was made required"),
    ("CD101", "the key or the check was taken out"),
    ("TX101", "where rows do not go by batches, one statement fills them"),
    ("TB101", "the table is declared without a primary key"),
];

/// Where lint and a script of autogen's own do not agree, a line each.
pub fn disagreements(script: &str, found: &[(String, usize)]) -> Vec<String> {
    let lines: Vec<&str> = script.lines().collect();
    let announced = |line: usize, label: &str| {
        let above = lines[..line - 1].iter().rev().take_while(|it| it.starts_with("-- "));
        let label = format!("-- {label}: ");
        above.into_iter().any(|it| it.starts_with(&label))
    };
    let mut wrong = Vec::new();
    for (code, line) in found {
        if MEANT.iter().any(|(it, _)| it == code) {
            continue;
        }
        let mut labels = ANNOUNCED.iter().filter(|(_, codes)| codes.contains(&code.as_str()));
        if !labels.any(|(label, _)| announced(*line, label)) {
            wrong.push(format!("{code} is not announced: {}", lines[line - 1]));
        }
    }
    let blocks = ANNOUNCED.iter().find(|(label, _)| *label == "blocks").map_or(&[][..], |it| it.1);
    let found: BTreeSet<usize> = (found.iter())
        .filter(|(code, _)| blocks.contains(&code.as_str()))
        .map(|(_, line)| *line)
        .collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, it)| it.starts_with("-- blocks: ")) {
        let below = lines[at..].iter().take_while(|it| it.starts_with("-- ")).count();
        if !found.contains(&(at + below + 1)) {
            let statement = lines.get(at + below).copied().unwrap_or_default();
            wrong.push(format!("lint finds nothing where {line}: {statement}"));
        }
    }
    wrong
}

/// The same for a script that a plan has just made for a schema.
pub fn of_plan(script: &str, target: &Target, before: &Schema, back: bool) -> Vec<String> {
    let dialect = dialect(target.dialect);
    let before = dialect.canonical(before, target).ok();
    let before = before.as_ref();
    let source = Source { path: "", text: script, dialect, before, checks: &[], back };
    let found = lint(&source, &Settings::default()).unwrap_or_else(|e| panic!("{e}\n{script}"));
    let place = |it: &Finding| (it.rule.code.to_owned(), it.line);
    disagreements(script, &found.iter().map(place).collect::<Vec<_>>())
}

/// Columns that inserts must give, and did not have to before: by what the changes say, and by what
/// lint tells of the script.
fn of_inserts(
    script: &str,
    target: &Target,
    (before, after): (&Schema, &Schema),
    changes: &[Operation],
) -> Option<String> {
    let dialect = dialect(target.dialect);
    let given = |it: &Column| {
        it.default.is_some() || it.generated.is_some() || it.auto_increment != AutoIncrement::No
    };
    // SQLite numbers keys of one integer by itself, which says more than the changes of columns do.
    let mut keys: BTreeSet<&str> = [before, after]
        .iter()
        .flat_map(|it| it.tables.values())
        .filter_map(|it| match it.key_columns() {
            [own] if target.dialect == DialectName::Sqlite => Some(own.as_str()),
            _ => None,
        })
        .collect();
    for operation in changes {
        if let Operation::Column(ColumnOperation { change: Change::Rename { from, to }, .. }) =
            operation
            && keys.contains(from.as_str())
        {
            keys.insert(to);
        }
    }
    let required = |operation: &Operation| match operation {
        Operation::Column(ColumnOperation { change, .. }) => {
            let (old, new) = (change.before(), change.after()?);
            let took_null = old.is_some_and(|it| it.nullable);
            let left_out = old.is_none_or(|it| it.nullable || given(it));
            let now = !new.nullable && (took_null || left_out && !given(new));
            now.then(|| new.name.clone())
        }
        _ => None,
    };
    let meant: BTreeSet<String> = changes.iter().filter_map(required).collect();
    let canonical = dialect.canonical(before, target).ok();
    let before = canonical.as_ref();
    let source = Source { path: "", text: script, dialect, before, checks: &[], back: false };
    let found = lint(&source, &Settings::default()).unwrap_or_else(|e| panic!("{e}\n{script}"));
    let told: Vec<&str> =
        found.iter().filter(|it| it.rule.code == "BC107").map(|it| it.subject.as_str()).collect();
    let agree = |told: &str, name: &str| told.ends_with(&format!(".{name}"));
    let of_key = |told: &str| keys.iter().any(|name| agree(told, name));
    let all = told.iter().all(|it| of_key(it) || meant.iter().any(|name| agree(it, name)))
        && meant
            .iter()
            .all(|name| keys.contains(name.as_str()) || told.iter().any(|it| agree(it, name)));
    (!all).then(|| format!("inserts must give {meant:?}, and told is {told:?}"))
}

/// The same for a revision that has just been written.
#[track_caller]
pub fn check_revision(project: &Project, id: &str) {
    let told = project.run(&format!("lint {id} --format json"));
    let found = told.json();
    let mut wrong = Vec::new();
    for direction in ["up", "down"] {
        let path = format!("migrations/{id}/{direction}.sql");
        let own =
            found["findings"].as_array().expect("a list").iter().filter(|it| it["path"] == path);
        let place = |it: &serde_json::Value| {
            let line = it["line"].as_u64().and_then(|it| it.try_into().ok());
            (it["code"].as_str().expect("a code").to_owned(), line.expect("a line"))
        };
        wrong.extend(disagreements(&project.read(&path), &own.map(place).collect::<Vec<_>>()));
    }
    assert!(wrong.is_empty(), "{id}:\n{}\n{told}", wrong.join("\n"));
}

/// The schema without what only databases know, of which lint sees no more than a statement's
/// words: how tables and indexes are stored, partitioned and hidden, and where places are.
fn as_entities_say(mut schema: Schema) -> Schema {
    for table in schema.tables.values_mut() {
        table.options.clear();
        table.primary_key.iter_mut().for_each(|it| it.options.clear());
        table.indexes.retain(|it| it.method.as_deref() != Some("spatial"));
        table.indexes.iter_mut().for_each(|it| it.options.clear());
        table.columns.iter_mut().for_each(|it| it.invisible = false);
    }
    schema
}

/// Plans for tables in use, between schemas made at random: `AUTOGEN_LAW_CASES` of them for each
/// database, from `AUTOGEN_LAW_SEED` on.
#[test]
fn generated_scripts_announce_what_lint_finds() {
    let number = |name: &str, usual: u64| {
        std::env::var(name).map_or(usual, |it| it.parse().expect("a number"))
    };
    let (first, cases) = (number("AUTOGEN_LAW_SEED", 0), number("AUTOGEN_LAW_CASES", 150));
    let mut wrong = BTreeSet::new();
    for (engine, name) in [
        (Engine::Sqlite, DialectName::Sqlite),
        (Engine::Postgres, DialectName::Postgres),
        (Engine::Mysql, DialectName::Mysql),
        (Engine::Mysql, DialectName::Mariadb),
    ] {
        let mut count = 0;
        for seed in first..first + cases {
            let Some(found) = of_seed(engine, name, seed) else { continue };
            count += 1;
            wrong.extend(found.into_iter().map(|it| format!("{name} {seed}: {it}")));
        }
        assert!(count * 2 > cases, "{name}: hardly any of them is a plan: {count} of {cases}");
    }
    let shown: Vec<&str> = wrong.iter().map(String::as_str).collect();
    assert!(wrong.is_empty(), "{}", shown.join("\n"));
}

/// The disagreements over one pair of schemas; none where it is no plan.
fn of_seed(engine: Engine, name: DialectName, seed: u64) -> Option<Vec<String>> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let pair = generate::pair(Names::Live(engine)).new_tree(&mut runner);
    let (before, after, renames) = pair.expect("a pair").current();
    let (before, after) = (as_entities_say(before), as_entities_say(after));
    let target = Target::floor(name);
    let setting = Setting { dialect: dialect(name), target: &target, live: None, online: true };
    let mut changes = ops::diff(&before, &after, &renames).ok()?;
    for (at, change) in changes.iter_mut().enumerate() {
        if let Operation::Column(ColumnOperation { change, fill, .. }) = change
            && change.after().is_some_and(|it| !it.nullable && it.generated.is_none())
            && change.before().is_none_or(|it| it.nullable)
            && at % 2 == 0
        {
            *fill = Some("lower('X')".to_owned());
        }
    }
    let plan = plan(&before, &changes, setting).ok()?;
    let up = plan.up.to_string();
    let mut wrong = Vec::from_iter(of_inserts(&up, &target, (&before, &after), &changes));
    for (script, start, back) in [(up, &before, false), (plan.down.to_string(), &after, true)] {
        let found = of_plan(&script, &target, start, back);
        if !(found.is_empty() && wrong.is_empty()) && std::env::var_os("AUTOGEN_LAW_SHOW").is_some()
        {
            println!("{name} {seed}:\n{script}");
        }
        wrong.extend(found);
    }
    Some(wrong)
}

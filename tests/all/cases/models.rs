//! Two versions of entity files each, in `tests/cases/models`: the revisions of both run, leave
//! nothing to say, and come back.
//!
//! `case.sql` has in sections like those of the other cases the `flags` of the second revision,
//! statements for `rows` after the first, queries for what is `kept`, and the databases that can
//! have `only` been meant.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use autogen::schema::Schema;

use super::file::{Expected, expected, sections};
use crate::announced::check_revision;
use crate::cli::Project;
use crate::support::Engine;

#[test]
fn models_on_sqlite() {
    check_all(Engine::Sqlite, "sqlite");
}

#[test]
fn models_on_postgres() {
    check_all(Engine::Postgres, "postgres");
}

#[test]
fn models_on_mysql() {
    check_all(Engine::Mysql, "mysql");
}

#[derive(Default)]
struct Case {
    flags: String,
    rows: Vec<String>,
    kept: Vec<Expected>,
    only: String,
}

fn check_all(engine: Engine, name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/models");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&root).expect("the folder").map(|it| it.expect("an entry").path()).collect();
    folders.sort();
    let filter = std::env::var("AUTOGEN_CASE").unwrap_or_default();
    let mut failed = Vec::new();
    for folder in folders.iter().filter(|it| it.to_string_lossy().contains(&filter)) {
        let case = Case::read(folder);
        if !case.only.is_empty() && !case.only.contains(name) {
            continue;
        }
        let Some(project) = Project::of(engine) else { return };
        // One that fails does not hide the next.
        if catch_unwind(AssertUnwindSafe(|| check(&project, folder, &case))).is_err() {
            failed.push(folder.display().to_string());
        }
    }
    assert!(failed.is_empty(), "on {name}:\n{}", failed.join("\n"));
}

fn check(project: &Project, folder: &Path, case: &Case) {
    let write = |side: &str| {
        if project.path("models").exists() {
            project.remove("models");
        }
        for entry in fs::read_dir(folder.join(side)).expect("a side") {
            let path = entry.expect("an entry").path();
            let file = path.file_name().expect("a name").to_string_lossy().into_owned();
            project.write(&format!("models/{file}"), &fs::read_to_string(&path).expect("a text"));
        }
    };
    let empty = schema(project);
    write("before");
    project.ok("revision -m before").prints("Wrote");
    project.ok("upgrade --allow-data-loss");
    project.ok("check --head --strict").lacks("Drift").lacks("Not comparable");
    project.sql(&case.rows.iter().map(String::as_str).collect::<Vec<_>>());
    let first = schema(project);

    write("after");
    project.ok(&format!("revision -m after {}", case.flags)).prints("Wrote");
    check_revision(project, "0002_after");
    project.ok("upgrade --allow-data-loss");
    project.ok("check --head --strict").lacks("Drift").lacks("Not comparable");
    project.ok("revision -m nothing").prints("No changes");
    project.ok("diff --exit-code").prints("No differences");
    let second = schema(project);
    for Expected { query, rows } in &case.kept {
        assert_eq!(project.rows(query), *rows, "{query}");
    }
    project.ok("downgrade -1");
    assert_eq!(schema(project), first);
    project.ok("upgrade --allow-data-loss");
    assert_eq!(schema(project), second);
    project.ok("downgrade base");
    assert_eq!(schema(project), empty);
}

/// What the database holds; the order of columns and indexes says nothing.
fn schema(project: &Project) -> Schema {
    serde_yaml::from_str::<Schema>(&project.schema()).expect("a schema").sorted()
}

impl Case {
    fn read(folder: &Path) -> Self {
        let path = folder.join("case.sql");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut case = Self::default();
        for (name, body) in sections(&text) {
            match name {
                "flags" => case.flags = body.trim().to_owned(),
                "rows" => case.rows = body.lines().map(str::to_owned).collect(),
                "kept" => case.kept = expected(&body, &path.display().to_string()),
                "only" => case.only = body,
                other => panic!("{}: `{other}` is for cases in SQL", path.display()),
            }
        }
        case
    }
}

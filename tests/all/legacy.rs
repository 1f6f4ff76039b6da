//! Databases that other tools made, with the entities that `sea-orm-cli generate entity` writes for
//! them: nothing differs, and nothing is left to change once such a database is adopted.
//!
//! A case is a folder of `tests/legacy` named after its tool and database, with what the tool made
//! (`schema.sql`), what versions 1.1 and 2.0 of sea-orm-cli wrote (`compact-1.rs`, `dense-2.rs`, ...),
//! or the entities of which SeaORM 1.1 made the database (`by-hand-1.rs`),
//! and in `expected.txt` the differences that a person agrees are real, if there are any.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Project, block_on};
use crate::support::{self, Database, Engine};

#[test]
fn nothing_differs_on_sqlite() {
    check_all(Engine::Sqlite, async || Some(support::sqlite()));
}

#[test]
fn nothing_differs_on_postgres() {
    check_all(Engine::Postgres, support::postgres);
}

#[test]
fn nothing_differs_on_mysql() {
    check_all(Engine::Mysql, support::mysql);
}

fn check_all(engine: Engine, database: impl AsyncFn() -> Option<Database>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/legacy");
    let suffix = match engine {
        Engine::Sqlite => "-sqlite",
        Engine::Postgres => "-postgres",
        Engine::Mysql => "-mysql",
    };
    let folders = list(&root).into_iter().filter(|it| it.to_string_lossy().ends_with(suffix));
    let mut cases = 0;
    for folder in folders {
        let Some(database) = block_on(database()) else { return };
        check(&folder, Project::on(database));
        cases += 1;
    }
    assert!(cases >= 6, "{cases} cases for {engine:?}");
}

fn check(folder: &Path, project: Project) {
    eprintln!("{}", folder.display());
    let read = |path: &Path| fs::read_to_string(path).expect("a file");
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
    // The files are of MariaDB, whose catalog says RESTRICT where MySQL's says NO ACTION, and whose
    // `json` is a text that is checked.
    let mysql = project.engine() == Engine::Mysql
        && !project.rows("SELECT version()").concat().contains("MariaDB");
    let words = |text: &str| match mysql {
        true => text
            .replace("\"Restrict\"", "\"NoAction\"")
            .replace("longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "json")
            .replace(" CHECK (json_valid(`settings`))", ""),
        false => text.to_owned(),
    };
    project.sql(&[&words(&read(&folder.join("schema.sql")))]);
    let before = project.schema();
    let outputs = list(folder).into_iter().filter(|it| it.extension().is_some_and(|it| it == "rs"));
    for output in outputs {
        eprintln!("  {}", output.display());
        project.write("models/lib.rs", &words(&read(&output)));
        let diff = project.ok("diff");
        let lines = match expected.is_empty() {
            true => "No differences\n",
            false => &expected,
        };
        assert_eq!(diff.stdout, *lines, "{diff}");
        project.ok("baseline");
        let changes = match expected.lines().count() {
            0 => project.ok("check --head --strict"),
            _ => project.run("check --head --strict").exit(1),
        };
        let changes = changes.lacks("Drift").stdout;
        expected.lines().for_each(|line| assert!(changes.contains(line), "{line} in {changes}"));
        if expected.is_empty() {
            project.ok("revision -m more").prints("No changes");
        }
        assert!(!project.path("migrations/0001_baseline/down.sql").exists());

        // What the entities do say is a difference.
        let said = words(&read(&output));
        let (one, other) = [
            ("ColumnType::Boolean.def()", "ColumnType::BigInteger.def()"),
            ("ColumnType::TinyInteger.def()", "ColumnType::BigInteger.def()"),
            (": u32,", ": i16,"),
            (": bool,", ": i64,"),
            (": i8,", ": i64,"),
            ("column_type = \"Text\"", "column_type = \"Double\""),
        ]
        .into_iter()
        .find(|(one, _)| said.contains(one))
        .expect("a column of a type to take another for");
        project.write("models/lib.rs", &said.replacen(one, other, 1));
        project.run("check").exit(1).prints("~ column").prints("  type ");

        project.remove("migrations").remove("snapshots");
        project.sql(&["DROP TABLE autogen_version", "DROP TABLE autogen_version_journal"]);
        assert_eq!(project.schema(), before, "the database is as it was");
    }
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    paths
}

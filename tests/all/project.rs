//! Projects on disk: configuration found and read, revisions loaded and written, the snapshot as
//! the cache that it is.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use autogen::ops::{Operation, Renames, TableChange, diff};
use autogen::project::{Cache, Direction, Project, ProjectError};
use autogen::revision::Metadata;
use autogen::schema::{Column, ColumnType, QualifiedName, Schema, Table};
use autogen::target::{DialectName, Version};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn project(files: &[(&str, &str)]) -> (TempDir, Result<Project, ProjectError>) {
    let folder = folder(files);
    let project = Project::find(folder.path(), None);
    (folder, project)
}

#[test]
fn everything_has_its_default() {
    let (folder, project) = project(&[("autogen.yaml", ""), ("a/b/c.txt", "")]);
    let project = project.unwrap();
    assert_eq!(project.migrations().unwrap(), folder.path().join("migrations"));
    assert_eq!(project.snapshot_path().unwrap(), folder.path().join("snapshots/schema.yaml"));
    assert_eq!(project.version_table().unwrap().table, "autogen_version");
    assert_eq!(project.lock_wait(), Duration::from_secs(600));
    assert!(project.targets().is_empty());
    assert!(project.snapshot().unwrap().is_none());
    assert!(project.revisions().unwrap().revisions.is_empty());
    let below = Project::find(&folder.path().join("a/b"), None).unwrap();
    assert_eq!(below.file(), folder.path().join("autogen.yaml"));
}

#[test]
fn every_key_is_read() {
    let yaml = r#"
database_url: ${AUTOGEN_TEST_URL_HERE}
models: models/${AUTOGEN_TEST_DIR:-src}
reads: [../common/src]
features: [chrono]
types: { "*::MessageId": "varchar(255)" }
external: { "core::users::Entity": { table: core.users, id: uuid } }
migrations: db/migrations
snapshots: db
dialects: [sqlite, {postgres: 15}, mysql: 8.4]
version_table: { table: history, revision: migration }
revision_id: timestamp
schemas: public
ignore: { tables: ["spatial_*"], entities: ["*::Old"] }
online: true
lock: session
lock_wait: 90s
"#;
    let (folder, project) = project(&[
        ("autogen.yaml", yaml),
        (".env", "# local\nAUTOGEN_TEST_URL_HERE='sqlite:a b.db'\n"),
    ]);
    let project = project.unwrap();
    let root = folder.path();
    assert_eq!(project.models().unwrap(), [root.join("models/src")]);
    assert_eq!(project.reads().unwrap(), [root.join("../common/src")]);
    assert_eq!(project.snapshot_path().unwrap(), root.join("db/schema.yaml"));
    assert_eq!(project.lock_wait(), Duration::from_secs(90));
    let targets: Vec<_> =
        project.targets().into_iter().map(|it| (it.dialect, it.version)).collect();
    let expected = [
        (DialectName::Sqlite, Version::new(3, 35, 0)),
        (DialectName::Postgres, Version::new(15, 0, 0)),
        (DialectName::Mysql, Version::new(8, 4, 0)),
    ];
    assert_eq!(targets, expected);
    let table = project.version_table().unwrap();
    assert_eq!(
        [table.table, table.revision, table.applied_at],
        ["history", "migration", "applied_at"]
    );
    let options = project.entity_options().unwrap();
    assert_eq!(options.ignore, ["*::Old"]);
    assert_eq!(options.ignore_tables, ["spatial_*"]);
    let external = &options.external["core::users::Entity"];
    assert_eq!(external.table, QualifiedName::new(Some("core"), "users"));
    assert_eq!(external.columns["id"], "uuid");
    if std::env::var_os("DATABASE_URL").is_none() {
        assert_eq!(project.database_url(None).unwrap(), "sqlite:a b.db");
    }
    assert_eq!(project.database_url(Some("sqlite:x")).unwrap(), "sqlite:x");
}

#[test]
fn what_is_wrong_with_a_configuration_is_said_with_its_line() {
    let cases = [
        ("models: a\nmodells: b\n", "autogen.yaml:2:1: unknown field `modells`"),
        ("models: [a\n", "autogen.yaml:2:1: "),
        (
            "models: {a: b}\n",
            "autogen.yaml:1:9: models: invalid type: map, expected a text or a list",
        ),
        ("models: a\nmodels: b\n", "duplicate field `models`"),
        ("dialects: [oracle]\n", "autogen.yaml:1:12: dialects[0]: `oracle` is not a dialect"),
        ("dialects: [sqlite, sqlite]\n", "`sqlite` stands here twice"),
        (
            "\ndialects: [postgres: 9.6]\n",
            "autogen.yaml:2:1: scripts for postgres are written for 12",
        ),
        ("dialects: [mysql, mariadb]\n", "autogen.yaml:1:1: take mysql for scripts"),
        ("lock_wait: soon\n", "`soon` is not a span of time"),
        ("lock: hope\n", "unknown variant `hope`, expected `session` or `lease`"),
        ("a: 1\n", "autogen.yaml:1:1: unknown field `a`"),
        (
            "models: a\ntenants: {url: 'sqlite:a.db'}\n",
            "autogen.yaml:2:1: `url` in `tenants` has no {tenant}",
        ),
        ("revision_id: random\n", "autogen.yaml:1:14: revision_id: unknown variant `random`"),
        ("ignore: {table: [a]}\n", "autogen.yaml:1:10: ignore: unknown field `table`"),
        ("version_table: {name: a}\n", "autogen.yaml:1:17: version_table: unknown field `name`"),
        ("- a\n", "autogen.yaml:1:1: invalid type: sequence"),
    ];
    for (yaml, expected) in cases {
        let (_folder, project) = project(&[("autogen.yaml", yaml)]);
        let error = project.unwrap_err().to_string();
        assert!(error.contains(expected), "{yaml}\n{error}");
    }

    let (_folder, project) =
        project(&[("autogen.yaml", "\nmodels: ${AUTOGEN_TEST_UNSET}/src\nmigrations: '${X'\n")]);
    let project = project.unwrap();
    let error = project.models().unwrap_err().to_string();
    assert!(
        error.contains("autogen.yaml:2:1: `models`: the variable `AUTOGEN_TEST_UNSET` is not set"),
        "{error}"
    );
    assert!(project.migrations().unwrap_err().to_string().contains("`${` is not closed"));
    let empty = folder(&[(".env", "A=1\nnot so\n"), ("autogen.yaml", "")]);
    let error = Project::find(empty.path(), None).unwrap_err().to_string();
    assert!(error.contains(".env:2:1: this is not of the form NAME=value"), "{error}");
    let named = Project::find(empty.path(), Some(Path::new("other.yaml"))).unwrap_err();
    assert!(named.to_string().contains("other.yaml cannot be read: "), "{named}");
}

fn revision(parents: &[&str], dialects: &[DialectName]) -> String {
    let metadata = Metadata {
        revises: parents.iter().map(|it| it.to_string()).collect(),
        dialects: dialects.iter().map(|it| (*it, Version::new(1, 0, 0))).collect(),
        ..Metadata::default()
    };
    metadata.write(Some(&[]))
}

#[test]
fn revisions_are_found_in_their_folders() {
    use DialectName::*;
    let (a, b) = (revision(&[], &[Sqlite]), revision(&["01_a"], &[Sqlite, Postgres]));
    let (_folder, project) = project(&[
        ("autogen.yaml", ""),
        ("migrations/01_a/revision.yaml", &a),
        ("migrations/01_a/up.sql", "a"),
        ("migrations/02_b/revision.yaml", &b),
        ("migrations/02_b/up.sqlite.sql", "b"),
        ("migrations/02_b/down.sqlite.sql", "b back"),
        ("migrations/02_b/up.postgres.sql", "b too"),
        ("migrations/2024-01-01-000000_plain_one/up.sql", "c"),
        ("migrations/2024-01-01-000000_plain_one/down.sql", "c back"),
        ("migrations/.03_half.12/revision.yaml", "not yaml: ["),
        ("migrations/notes/README.md", ""),
        ("migrations/README.md", ""),
    ]);
    let project = project.unwrap();
    let folder = project.revisions().unwrap();
    let ids: Vec<_> = folder.in_order().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["01_a", "02_b", "2024-01-01-000000_plain_one"]);
    let plain = folder.get("2024-01-01-000000_plain_one").unwrap();
    assert_eq!(plain.metadata.revises, ["02_b"]);
    assert_eq!(plain.metadata.message, "plain one");
    assert!(plain.metadata.changes.is_none());

    let script = |id: &str, dialect, direction| {
        let script = folder.script(folder.get(id).unwrap(), dialect, direction);
        script.map(|found| found.map_or("irreversible".to_owned(), |it| it.text))
    };
    assert_eq!(script("01_a", Sqlite, Direction::Up).unwrap(), "a");
    assert_eq!(script("01_a", Sqlite, Direction::Down).unwrap(), "irreversible");
    assert_eq!(script("02_b", Postgres, Direction::Up).unwrap(), "b too");
    assert_eq!(script("02_b", Postgres, Direction::Down).unwrap(), "irreversible");
    assert_eq!(script("2024-01-01-000000_plain_one", Mysql, Direction::Down).unwrap(), "c back");
    for direction in [Direction::Up, Direction::Down] {
        let error = script("01_a", Postgres, direction).unwrap_err().to_string();
        assert!(error.contains("`autogen render --dialect postgres`"), "{error}");
    }
}

#[test]
fn what_is_wrong_with_a_revision_is_said_with_its_place() {
    let a = revision(&[], &[]);
    let cases: [(&str, &str, &str); 5] = [
        (
            "02_b",
            "format: 1\nrevise: [01_a]\n",
            "migrations/02_b/revision.yaml:2:1: unknown field `revise`",
        ),
        (
            "02_b",
            "format: 1\nrevises: [01_x]\n",
            "revision `02_b` revises `01_x`, which is not there",
        ),
        ("02 b", "format: 1\n", "02 b is not a name for a revision"),
        ("02_b", "format: 1\nchanges: 7\n", "revision.yaml:2:10: changes: invalid type"),
        ("02_b", "", "revision.yaml:1:1: missing field `format`"),
    ];
    for (id, text, expected) in cases {
        let file = format!("migrations/{id}/revision.yaml");
        let (_folder, project) =
            project(&[("autogen.yaml", ""), ("migrations/01_a/revision.yaml", &a), (&file, text)]);
        let error = project.unwrap().revisions().unwrap_err().to_string();
        assert!(error.contains(expected), "{error}\n{expected}");
    }
    let (folder, project) = project(&[("autogen.yaml", ""), ("migrations/01_a/revision.yaml", &a)]);
    fs::write(folder.path().join("migrations/01_a/revision.yaml"), b"format: 1\nmessage: \xff\n")
        .unwrap();
    let error = project.unwrap().revisions().unwrap_err().to_string();
    assert!(error.ends_with("is not a text in UTF-8"), "{error}");
}

#[test]
fn the_snapshot_comes_back_when_it_is_gone_or_old() {
    let (folder, project) = project(&[("autogen.yaml", "")]);
    let project = project.unwrap();
    let mut schema = Schema::default();
    let columns = vec![Column::new("id", ColumnType::I32)];
    schema.tables.insert(QualifiedName::bare("a"), Table { columns, ..Table::default() });
    let operations = diff(&Schema::default(), &schema, &Renames::default()).unwrap();
    let text = Metadata::default().write(Some(&operations));
    let files = [("revision.yaml".to_owned(), text), ("up.sql".to_owned(), "-- a\n".to_owned())];
    let path = project.write_revision("0001_a", &files).unwrap();
    assert!(path.join("up.sql").is_file());
    let error = project.write_revision("0001_a", &files).unwrap_err();
    assert!(matches!(error, ProjectError::RevisionExists { .. }));
    assert_eq!(fs::read_dir(folder.path().join("migrations")).unwrap().count(), 1);

    let revisions = project.revisions().unwrap();
    let recorded = project.recorded(&revisions).unwrap();
    assert!(matches!(recorded.cache, Cache::Rewritten));
    assert_eq!(recorded.schema, schema);
    assert!(matches!(project.recorded(&revisions).unwrap().cache, Cache::Fresh));
    assert_eq!(project.snapshot().unwrap().unwrap().heads, ["0001_a"]);

    fs::write(project.snapshot_path().unwrap(), "<<<<<<< ours\n").unwrap();
    assert!(matches!(project.recorded(&revisions).unwrap().cache, Cache::Rewritten));

    project.write_revision_file("0001_a", "revision.yaml", "format: 1\nchanges: []\n").unwrap();
    let revisions = project.revisions().unwrap();
    let recorded = project.recorded(&revisions).unwrap();
    assert!(matches!(recorded.cache, Cache::Rewritten) && recorded.schema.tables.is_empty());

    // Where a file stands in the way of the folder, the command goes on without the cache.
    let snapshots = folder.path().join("snapshots");
    fs::remove_dir_all(&snapshots).unwrap();
    fs::write(&snapshots, "").unwrap();
    assert!(matches!(project.recorded(&revisions).unwrap().cache, Cache::Stale(_)));
}

/// Reading 500 revisions is a small part of a command; the bound is loose, as machines are.
#[test]
fn five_hundred_revisions_are_read_in_no_time() {
    let (folder, project) = project(&[("autogen.yaml", "")]);
    let project = project.unwrap();
    let mut schema = Schema::default();
    for n in 1..=500 {
        let name = QualifiedName::bare(format!("t{n}"));
        let columns = (0..10).map(|c| Column::new(format!("c{c}"), ColumnType::I32)).collect();
        let table = Table { columns, ..Table::default() };
        schema.tables.insert(name.clone(), table.clone());
        let operations = [Operation::Table(name, TableChange::Create(table))];
        let revises = if n == 1 { vec![] } else { vec![format!("{:04}_t", n - 1)] };
        let text = Metadata { revises, ..Metadata::default() }.write(Some(&operations));
        let revision = folder.path().join(format!("migrations/{n:04}_t"));
        fs::create_dir_all(&revision).unwrap();
        fs::write(revision.join("revision.yaml"), text).unwrap();
    }
    let start = Instant::now();
    let revisions = project.revisions().unwrap();
    let read = start.elapsed();
    assert_eq!(revisions.graph.heads(), ["0500_t"]);
    let start = Instant::now();
    assert_eq!(project.recorded(&revisions).unwrap().schema, schema);
    let folded = start.elapsed();
    let start = Instant::now();
    assert!(matches!(project.recorded(&revisions).unwrap().cache, Cache::Fresh));
    println!("read {read:?}, folded {folded:?}, from the snapshot {:?}", start.elapsed());
    assert!(read < Duration::from_secs(2), "{read:?}");
}

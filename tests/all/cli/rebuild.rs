//! Tables of SQLite that are built anew, and scripts that are run by hand.

use super::*;

const SHOPS: &str = "#[sea_orm(indexed)] pub name: Option<String>,";

/// A shop that has everything that a rebuild could lose, and its items.
fn shop() -> Project {
    let project = Project::sqlite();
    project.entity("shops", SHOPS);
    let relation = belongs_to("shop", r#", on_delete = "Cascade""#);
    project.related("items", "pub shop_id: i32,", &relation);
    project.ok("revision -m initial");
    project.ok("upgrade");
    project.sql(&[
        "INSERT INTO shops (id, name) VALUES (1, 'a'), (7, 'b'), (40, 'gone')",
        "DELETE FROM shops WHERE id = 40",
        "INSERT INTO items (shop_id) VALUES (1), (7), (7)",
        "CREATE TABLE log (shop integer)",
        "CREATE VIEW seen AS SELECT name FROM shops",
        "CREATE TRIGGER tr AFTER UPDATE ON shops BEGIN INSERT INTO log VALUES (new.id); END",
    ]);
    project
}

fn schema(project: &Project) -> Vec<String> {
    project.rows(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'autogen_%' \
         AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
}

fn holds_everything(project: &Project) {
    assert_eq!(project.rows("SELECT id, name FROM shops ORDER BY id"), ["1|a", "7|b"]);
    assert_eq!(project.rows("SELECT shop_id FROM items ORDER BY id"), ["1", "7", "7"]);
    assert_eq!(project.rows("SELECT seq FROM sqlite_sequence WHERE name = 'shops'"), ["40"]);
    assert_eq!(project.rows("SELECT name FROM seen ORDER BY 1"), ["a", "b"]);
    assert_eq!(project.rows("PRAGMA foreign_key_check"), Vec::<String>::new());
    project.sql(&["DELETE FROM log", "UPDATE shops SET name = name"]);
    assert_eq!(project.rows("SELECT shop FROM log ORDER BY 1"), ["1", "7"]);
}

#[test]
fn a_rebuilt_table_loses_nothing() {
    let project = shop();
    let before = schema(&project);
    project.entity("shops", "#[sea_orm(indexed)] pub name: String,");
    project.ok("revision -m strict").prints("not null");
    project.ok("upgrade");
    holds_everything(&project);
    assert!(
        project.rows("SELECT sql FROM sqlite_schema WHERE name = 'shops'")[0]
            .contains("\"name\" varchar NOT NULL")
    );
    project.ok("check --head --strict").lacks("Drift");
    project.ok("downgrade -1");
    holds_everything(&project);
    assert_eq!(schema(&project), before);
    project.ok("upgrade");
}

#[test]
fn rows_that_refer_to_nothing_stop_a_rebuild() {
    let project = shop();
    project.entity("shops", "#[sea_orm(indexed)] pub name: String,").ok("revision -m strict");
    project.sql(&["PRAGMA foreign_keys = OFF", "INSERT INTO items (shop_id) VALUES (99)"]);
    let before = schema(&project);
    project
        .run("upgrade")
        .exit(3)
        .says("foreign keys hold")
        .says("Nothing of this revision stays in the database");
    assert_eq!(schema(&project), before);
    project.sql(&["DELETE FROM items WHERE shop_id = 99"]).ok("upgrade");
    holds_everything(&project);
}

#[test]
fn a_table_that_holds_more_is_not_rebuilt() {
    for (by_hand, words) in [
        ("ALTER TABLE shops ADD COLUMN extra integer", "column extra"),
        ("CREATE INDEX extra ON shops (id, name)", "index extra"),
        ("CREATE TRIGGER extra AFTER DELETE ON shops BEGIN SELECT 1; END", "trigger extra"),
    ] {
        let project = shop();
        project.entity("shops", "#[sea_orm(indexed)] pub name: String,").ok("revision -m strict");
        project.sql(&[by_hand]);
        let before = schema(&project);
        project
            .run("upgrade")
            .exit(2)
            .says("builds the table shops anew, and would lose")
            .says(words)
            .says("migrations/0002_strict/up.sql");
        assert_eq!(schema(&project), before);
        holds_everything(&project);
    }
}

/// The command in the first line of a script runs it safely, and records it.
#[test]
fn scripts_are_run_by_hand() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        project.entity("shops", "pub title: String,");
        project.ok("upgrade");
        project.ok("revision -m strict --rename shops.name=title");
        project.ok("downgrade base");
        for (revision, direction) in [
            ("0001_initial", "up"),
            ("0002_strict", "up"),
            ("0002_strict", "down"),
            ("0002_strict", "up"),
        ] {
            project.by_hand(revision, direction);
        }
        project.ok("check --head --strict");
        project.ok("status").lacks("edited");
        project.by_hand("0002_strict", "down");
        project.by_hand("0001_initial", "down");
        project.ok("current").prints("base");
    }
}

impl Project {
    fn by_hand(&self, revision: &str, direction: &str) {
        let folder = format!("migrations/{revision}");
        let text = self.read(&format!("{folder}/{direction}.sql"));
        let line = text.lines().next().and_then(|it| it.strip_prefix("-- ")).expect("a command");
        let url = &self.database.url;
        let file = url.trim_start_matches("sqlite://").split('?').next().unwrap_or_default();
        let address = || {
            let rest = url.split_once("://").expect("a URL").1;
            let (user, rest) = rest.split_once('@').expect("a user");
            let (user, password) = user.split_once(':').expect("a password");
            let (host, database) = rest.split_once('/').expect("a database");
            let (host, port) = host.split_once(':').expect("a port");
            format!("--host={host} --port={port} --user={user} --password={password} {database}")
        };
        let line = match self.engine() {
            Engine::Sqlite => line.replace("database.sqlite", file),
            Engine::Postgres => line.to_owned(),
            Engine::Mysql => line.replace("DATABASE", &address()),
        };
        let binaries = Path::new(env!("CARGO_BIN_EXE_autogen")).parent().expect("a folder");
        let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap_or_default());
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(self.path(&folder))
            .env("PATH", path)
            .env("DATABASE_URL", url)
            .output()
            .expect("a shell");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}\n{told}");
    }
}

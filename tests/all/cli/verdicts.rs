//! Snapshot, database and models against each other, as `revision` judges them.

use super::*;

/// What `revision` does about a change by hand and one of the models.
enum Outcome {
    Writes,
    WritesWith(&'static str),
    NothingBut(&'static str),
    Refuses(&'static [&'static str]),
}

use Outcome::*;

const RECORDED: &str = "pub name: String,";

/// Each line of the table: what was done by hand, what the models say, what comes of it.
#[test]
fn every_line_of_the_verdict_table() {
    let retype = "ALTER TABLE shops RENAME COLUMN name TO old; \
                  ALTER TABLE shops DROP COLUMN old; ALTER TABLE shops ADD COLUMN name integer";
    let relax = "ALTER TABLE shops DROP COLUMN name; ALTER TABLE shops ADD COLUMN name varchar";
    let phone = "pub name: String, pub phone: Option<String>,";
    let cases = [
        ("- - M", "", phone, Writes),
        (
            "- D=M M",
            "ALTER TABLE shops ADD COLUMN phone varchar",
            phone,
            Refuses(&["column shops.phone is in this database already", "baseline --table shops"]),
        ),
        (
            "- D M",
            "ALTER TABLE shops ADD COLUMN phone integer",
            phone,
            Refuses(&["not as the models want it", "type i64 -> string"]),
        ),
        ("S S -", "", "", Writes),
        (
            "S - -",
            "ALTER TABLE shops DROP COLUMN name",
            "",
            WritesWith(
                "dropped from this database by hand; the change is written, and upgrading this database will fail",
            ),
        ),
        (
            "S - S",
            "ALTER TABLE shops DROP COLUMN name",
            RECORDED,
            NothingBut(
                "column shops.name is in the revisions and was dropped from this database by hand",
            ),
        ),
        (
            "S - M",
            "ALTER TABLE shops DROP COLUMN name",
            "pub name: Option<String>,",
            WritesWith("dropped from this database by hand"),
        ),
        (
            "S D -",
            retype,
            "",
            Refuses(&["was altered in this database by hand", "string -> i64", "--include-drift"]),
        ),
        (
            "S D S",
            retype,
            RECORDED,
            NothingBut("column shops.name was altered in this database by hand"),
        ),
        ("S S M", "", "pub name: Option<String>,", Writes),
        (
            "S D=M M",
            relax,
            "pub name: Option<String>,",
            WritesWith("`autogen stamp 0002_x` records it here"),
        ),
        (
            "S D M",
            retype,
            "pub name: Option<String>,",
            Refuses(&["string -> i64", "not null -> null", "--include-drift"]),
        ),
        ("- D -", "ALTER TABLE shops ADD COLUMN extra integer", RECORDED, NothingBut("")),
        ("- D -, a table", "CREATE TABLE extra (id integer)", RECORDED, NothingBut("")),
    ];
    for (line, by_hand, fields, outcome) in cases {
        let project = Project::sqlite();
        project.entity("shops", RECORDED).ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&[by_hand]).entity("shops", fields);
        let drops = if fields.is_empty() { " --drop shops.name" } else { "" };
        let command = format!("revision -m x{drops}");
        eprintln!("{line}");
        match outcome {
            Writes => {
                project.ok(&command).prints("Wrote migrations/0002_x").lacks("warning: ");
                project.ok("upgrade");
                project.ok("check --head --strict");
                project.ok("downgrade -1");
                project.ok("upgrade");
            }
            WritesWith(warning) => {
                project.ok(&command).prints("Wrote migrations/0002_x").says(warning);
            }
            NothingBut(warning) => {
                let before = project.files();
                project.ok(&command).prints("No changes").says(warning);
                assert_eq!(project.files(), before);
                project.run("check").exit(if warning.is_empty() { 0 } else { 1 });
            }
            Refuses(words) => {
                let refused = project.refused(&command);
                words.iter().fold(refused, |it, text| it.says(text));
                let include = format!("{command} --include-drift");
                if words.contains(&"--include-drift") {
                    project.ok(&include).prints("Wrote").says("altered in this database by hand");
                    project.ok("upgrade");
                    project.ok("check");
                } else {
                    project.refused(&include);
                }
            }
        }
    }
}

/// A database that somebody made without revisions.
#[test]
fn tables_that_are_there_already_are_not_made() {
    for project in Project::each() {
        project.sql(&["CREATE TABLE shops (id integer PRIMARY KEY)"]);
        project.entity("shops", "").entity("items", "");
        project.refused("revision -m initial").says("table shops").says("baseline --table shops");
        project.ok("revision -m initial --offline").prints("+ table shops");
        project.run("upgrade").exit(3).says("shops").says("0001_initial failed at statement");
    }
}

#[test]
fn the_snapshot_comes_back() {
    let project = Project::sqlite();
    project.entity("shops", RECORDED).ok("revision -m initial");
    project.ok("upgrade");
    let snapshot = project.read("snapshots/schema.yaml");
    for spoil in ["", "malformed: [", "format: 1\n"] {
        match spoil {
            "" => project.remove("snapshots"),
            text => project.write("snapshots/schema.yaml", text),
        };
        project.ok("revision -m x").prints("No changes");
        assert_eq!(project.read("snapshots/schema.yaml"), snapshot);
    }
    project.remove("snapshots").ok("snapshot").prints("Wrote snapshots/schema.yaml");
    project.ok("snapshot").prints("up to date");
    project.ok("snapshot --rebuild").prints("Wrote snapshots/schema.yaml");
    assert_eq!(project.read("snapshots/schema.yaml"), snapshot);
}

#[test]
fn the_newest_revision_is_done_over() {
    for project in Project::each() {
        project.entity("shops", RECORDED).ok("revision -m initial");
        project.ok("upgrade");
        project.entity("shops", "pub name: String, pub phone: Option<String>,");
        project.ok("revision -m phone");
        project.ok("upgrade");
        project.ok("downgrade -1");
        project.remove("migrations/0002_phone");
        project.entity("shops", "pub name: String, pub mobile: Option<i64>,");
        project.ok("revision -m phone").prints("+ column shops.mobile").lacks("shops.phone");
        project.ok("upgrade");
        project.ok("check --head").prints("agrees");
    }
}

#[test]
fn branches_are_switched_under_the_database() {
    let project = Project::sqlite();
    project.entity("shops", RECORDED).ok("revision -m initial");
    project.ok("upgrade");
    project.entity("shops", "pub name: String, pub phone: Option<String>,");
    project.ok("revision -m phone");
    project.ok("upgrade");

    // The other branch does not have the second revision.
    let revision = project.files();
    project.remove("migrations/0002_phone").entity("shops", RECORDED);
    for command in ["upgrade", "downgrade -1", "revision -m x", "check", "upgrade --dry-run"] {
        project
            .run(command)
            .exit(2)
            .says("Can't locate revision identified by '0002_phone'")
            .says("the folder migrations has not");
    }
    project.ok("current").prints("0001_initial (head)").prints("0002_phone (not in the folder)");
    project.ok("status").prints("0002_phone").prints("not in the folder");
    assert_eq!(project.ok("status --format json").json()["unknown"][0], "0002_phone");
    assert_eq!(project.rows("SELECT revision FROM autogen_version").len(), 2);

    // It can be told where the database is, or come back.
    for (path, text) in revision {
        if path.ends_with("0002_phone") {
            std::fs::create_dir_all(&path).unwrap();
        } else if path.is_dir() {
        } else {
            std::fs::write(&path, text).unwrap();
        }
    }
    project.ok("check --head");
    project.remove("migrations/0002_phone").entity("shops", RECORDED);
    project.sql(&["ALTER TABLE shops DROP COLUMN phone"]);
    project.ok("stamp head").prints("0001_initial");
    project.ok("check --head");
}

#[test]
fn what_no_model_declared_stays() {
    for project in Project::each() {
        project.entity("shops", RECORDED).entity("items", "").ok("revision -m initial");
        project.ok("upgrade");
        let trigger = match project.engine() {
            Engine::Sqlite => "CREATE TRIGGER tr AFTER INSERT ON shops BEGIN SELECT 1; END",
            Engine::Postgres => {
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; \
                 CREATE TRIGGER tr BEFORE INSERT ON shops FOR EACH ROW EXECUTE FUNCTION f()"
            }
            Engine::Mysql => "CREATE TRIGGER tr BEFORE INSERT ON shops FOR EACH ROW SET @a = 1",
        };
        project.sql(&[
            "CREATE TABLE other (id integer)",
            "CREATE INDEX by_name ON shops (name)",
            "ALTER TABLE shops ADD COLUMN extra integer",
            "CREATE VIEW seen AS SELECT id FROM items",
            trigger,
        ]);
        let listed = project.ok("check").prints("Unmanaged, left alone:");
        let listed = [
            "table other",
            "index by_name on shops",
            "column shops.extra",
            "view seen",
            "trigger tr on shops",
        ]
        .iter()
        .fold(listed, |it, text| it.prints(text));
        listed.prints("2 entities agree");
        project.ok("diff").prints("No differences");
        project.ok("diff models database").prints("No differences");
        project.ok("diff --reverse --exit-code");
        project.ok("revision -m x").prints("No changes");
        let json = project.ok("check --format json").json();
        assert!(json["unmanaged"].as_array().unwrap().len() >= 5, "{json:#}");
        assert_eq!(json["entities"], 2);

        // Going all the way down and up again does not touch them either.
        let Engine::Sqlite = project.engine() else { continue };
        project.entity("items", "pub note: Option<String>,").ok("revision -m note");
        project.ok("upgrade");
        project.ok("downgrade -1");
        assert_eq!(
            project.rows("SELECT name FROM sqlite_schema WHERE name IN ('other', 'by_name', 'seen', 'tr') ORDER BY 1"),
            ["by_name", "other", "seen", "tr"]
        );
    }
}

/// What is ignored is hidden in the revisions, in the database and in the models.
#[test]
fn what_is_ignored_is_hidden_on_every_side() {
    for project in Project::each() {
        project.entity("shops", "#[sea_orm(indexed)] pub name: Option<i32>,");
        project.entity("items", "pub a: i32,").ok("revision -m initial");
        project.ok("upgrade");
        let index = "CREATE INDEX idx_extra ON shops (id)";
        project.sql(&["ALTER TABLE items ADD COLUMN b integer", index]);
        let by_hand = "#[cfg_attr(any(), autogen(ignore))]\n#[derive(Clone, Debug, PartialEq, De";
        let items = entity("items", "pub c: i32,", "");
        for (yaml, items) in [
            ("{ tables: [items], indexes: [idx*] }", items.clone()),
            ("{ entities: [\"*::items\"], indexes: [idx*] }", items.clone()),
            ("{ indexes: [idx*] }", items.replace("#[derive(Clone, Debug, PartialEq, De", by_hand)),
        ] {
            project.write("autogen.yaml", &format!("models: models\nignore: {yaml}\n"));
            project.write("models/items.rs", &items);
            project.entity("shops", "pub name: Option<i32>,");
            project.ok("revision -m x").prints("No changes: 1 entity").lacks("items");
            project.ok("check --head --strict").lacks("items").lacks("idx");
            project.ok("diff").prints("No differences");
            project.ok("diff snapshot models").prints("No differences");
            project.ok("diff snapshot database").prints("No differences").lacks("items");
            project.ok("inspect database").prints("shops:").lacks("items:").lacks("idx_extra");
        }
        // A change of the table keeps the index that nobody looks at.
        project.entity("shops", "pub name: i32,").ok("revision -m strict").lacks("- index");
        project.run("upgrade").exit(if project.engine() == Engine::Sqlite { 2 } else { 0 });
        if project.engine() == Engine::Sqlite {
            project.sql(&["DROP INDEX idx_extra"]).ok("upgrade");
            let indexes =
                "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'shops'";
            assert_eq!(project.rows(indexes).len(), 1);
        }
    }
}

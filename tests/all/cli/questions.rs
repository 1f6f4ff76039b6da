//! What the models alone do not say: asked at a terminal, answered by flags, else refused.

use nix::sys::wait::WaitStatus;

use super::*;

struct Case {
    /// Fields of `shops` after the change; none drops the table.
    fields: Option<&'static str>,
    question: &'static str,
    /// The command lines that the refusal prints, after `autogen revision -m x `.
    lines: &'static [&'static str],
    /// With the first of them: the rows of shops after going up.
    up: &'static [&'static str],
    /// And after coming down again.
    down: &'static [&'static str],
}

#[test]
fn questions_are_refused_without_a_terminal_and_answered_by_flags() {
    let rows: &[&str] = &["1|a", "2|b"];
    let cases = [
        Case {
            fields: Some("pub name: String, pub rank: i32,"),
            question: "shops.rank (i32) may not be null and has no default",
            lines: &["--default shops.rank=0"],
            up: &["1|a|0", "2|b|0"],
            down: rows,
        },
        Case {
            fields: Some("pub name: String, pub city: String,"),
            question: "shops.city (string)",
            lines: &["--default \"shops.city=''\""],
            up: &["1|a|", "2|b|"],
            down: rows,
        },
        Case {
            fields: Some("pub title: String,"),
            question: "Was column shops.name renamed to title?",
            lines: &["--rename shops.name=title", "--drop shops.name --default \"shops.title=''\""],
            up: rows,
            down: rows,
        },
        Case {
            fields: None,
            question: "Drop table shops with all its rows?",
            lines: &["--drop shops"],
            up: &[],
            down: &[],
        },
    ];
    for project in Project::each() {
        for case in &cases {
            // The same database serves all cases: base is where each begins.
            if project.path("migrations").exists() {
                project.ok("downgrade base");
                project.remove("migrations").remove("snapshots");
            }
            project.entity("items", "").entity("shops", "pub name: String,");
            project.ok("revision -m initial");
            project.ok("upgrade --allow-data-loss");
            project.sql(&[
                "INSERT INTO shops (name) VALUES ('a')",
                "INSERT INTO shops (name) VALUES ('b')",
            ]);
            match case.fields {
                Some(fields) => project.entity("shops", fields),
                None => project.remove("models/shops.rs"),
            };
            let mut refused = project.refused("revision -m x").says(case.question);
            for line in case.lines {
                refused = refused.says(&format!("autogen revision -m x {line}\n"));
            }
            for line in case.lines.iter().rev() {
                project.ok(&format!("revision -m x --sql {line}"));
            }
            project
                .ok(&format!("revision -m x {}", case.lines[0]))
                .prints("Wrote migrations/0002_x");
            let columns = |fields: &str| {
                let names = fields.split("pub ").filter_map(|it| it.split_once(':'));
                names.map(|(name, _)| name.to_owned()).collect::<Vec<_>>().join(", ")
            };
            project.ok("upgrade --allow-data-loss");
            if let Some(fields) = case.fields {
                let query = format!("SELECT id, {} FROM shops ORDER BY id", columns(fields));
                assert_eq!(project.rows(&query), case.up, "{}", case.question);
            }
            project.ok("check --head --strict");
            project.ok("downgrade -1");
            assert_eq!(project.rows("SELECT id, name FROM shops ORDER BY id"), case.down);
        }
    }
}

#[test]
fn a_renamed_table_keeps_its_rows() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.related("items", "pub shop_id: i32,", &belongs_to("shop", ""));
        project.ok("revision -m initial");
        project.ok("upgrade --allow-data-loss");
        project.sql(&[
            "INSERT INTO shops (name) VALUES ('a')",
            "INSERT INTO items (shop_id) VALUES (1)",
        ]);
        let before = project.schema();
        project.remove("models/shops.rs").entity("stores", "pub name: String,");
        let relation = belongs_to("shop", "").replace("super::shops", "super::stores");
        project.related("items", "pub shop_id: i32,", &relation);
        project
            .refused("revision -m x")
            .says("Was table shops renamed to stores?")
            .says("autogen revision -m x --rename-table shops=stores\n")
            .says("autogen revision -m x --drop shops\n");
        project.ok("revision -m x --rename-table shops=stores");
        project.ok("upgrade --allow-data-loss");
        assert_eq!(
            project.rows("SELECT name FROM stores JOIN items ON stores.id = shop_id"),
            ["a"]
        );
        project.ok("check --head --strict");
        project.ok("downgrade -1");
        assert_eq!(project.rows("SELECT name FROM shops JOIN items ON shops.id = shop_id"), ["a"]);
        assert_eq!(project.schema(), before);
    }
}

#[test]
fn answers_to_what_nobody_asked_are_refused() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    project.ok("upgrade --allow-data-loss");
    project.entity("shops", "pub name: String, pub rank: i32,");
    for (flags, words) in [
        ("--default shops.rank=1 --default shops.ronk=2", "--default shops.ronk"),
        ("--default shops.rank=1 --drop shops", "--drop shops: the models still have it"),
        ("--default shops.rank=1 --drop shops.name", "--drop shops.name"),
        ("--default shops.rank", "TABLE.COLUMN=EXPR"),
        ("--default rank=1", "TABLE.COLUMN"),
        ("--rename shops.nome=rank", "shops.nome"),
        ("--rename-table a=b", "table a"),
        ("--rename shops.name", "has no `=`"),
    ] {
        project.refused(&format!("revision -m x {flags}")).says(words);
    }
    project.refused("revision -m ' '").says("needs a message");
}

/// The same at a terminal.
#[test]
fn questions_are_asked_at_a_terminal() {
    let project = Project::sqlite();
    project.entity("items", "").entity("shops", "pub name: String,").ok("revision -m initial");
    project.ok("upgrade --allow-data-loss");
    project.remove("models/items.rs").entity("shops", "pub title: String, pub rank: i32,");
    let before = project.files();
    let renamed = ("Was column shops.name renamed to title?", "y");
    let kept = ("Drop table items with all its rows?", "n");
    project.at_terminal("revision -m x", &[renamed, kept], 2, "nothing was written: items is kept");
    let left = "nothing was written: a question was left unanswered";
    project.at_terminal("revision -m x", &[renamed, (kept.0, "\x03")], 2, left);
    assert_eq!(project.files(), before);
    let value = ("shops.rank (i32) may not be null", "7\r");
    let dropped = (kept.0, "y");
    project.at_terminal("revision -m x", &[renamed, dropped, value], 0, "Wrote");
    project.ok("upgrade --allow-data-loss");
    project.ok("check --head --strict");
}

impl Project {
    /// Runs a command at a terminal, and answers each question once it is there.
    fn at_terminal(&self, line: &str, answers: &[(&str, &str)], code: i32, says: &str) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_autogen"));
        command
            .args(line.split(' '))
            .current_dir(self.path(""))
            .env("DATABASE_URL", &self.database.url)
            .env("TERM", "xterm");
        let patience_ms = Some(60_000);
        let mut terminal = rexpect::session::spawn_command(command, patience_ms).expect("a start");
        for (question, answer) in answers {
            terminal.exp_string(question).expect(question);
            terminal.send(answer).expect("a terminal");
            terminal.flush().expect("a terminal");
        }
        let shown = terminal.exp_eof().expect("an end");
        assert!(shown.contains(says), "{says} in {shown}");
        let ended = terminal.process().wait().expect("an end");
        assert!(matches!(ended, WaitStatus::Exited(_, it) if it == code), "{ended:?}: {shown}");
    }
}

/// Rows that are there get the value, and those that come only where they say it.
#[test]
fn a_value_for_rows_is_no_default() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name) VALUES (1, 'a'), (2, 'b')"]);
        project.entity("shops", "pub name: String,\n    pub note: Option<String>,");
        project.ok("revision -m note --default \"shops.note='x'\"");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name) VALUES (3, 'c')"]);
        project.ok("check");
        project.entity(
            "shops",
            "pub name: String,\n    pub note: Option<String>,\n    #[sea_orm(default_value = 7)]\n    pub size: i32,",
        );
        project.ok("revision -m size --default \"shops.size=length(name) + 1\"");
        project.ok("upgrade");
        project.ok("check");
        let count = |rows: &str| project.rows(&format!("SELECT count(*) FROM shops WHERE {rows}"));
        assert_eq!(count("note = 'x'"), ["2"]);
        assert_eq!(count("note IS NULL"), ["1"]);
        assert_eq!(count("size = 2"), ["3"]);
    }
}

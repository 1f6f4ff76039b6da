//! Runs that meet each other, fail in the middle, or are told to stop.

use std::time::{Duration, Instant};

use super::*;

impl Project {
    /// A revision of plain files.
    pub fn plain(&self, id: &str, up: &str, down: &str) -> &Self {
        self.write(&format!("migrations/{id}/up.sql"), up);
        self.write(&format!("migrations/{id}/down.sql"), down)
    }
}

#[test]
fn twenty_runs_at_once_apply_each_revision_once() {
    for config in ["models: models\n", "models: models\nlock: lease\n"] {
        for project in Project::each() {
            project.write("autogen.yaml", config);
            project.plain("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n");
            project.plain(
                "0002_b",
                "CREATE TABLE b (id integer);\nINSERT INTO a VALUES (1);\n",
                "DROP TABLE b;\n",
            );
            project.plain("0003_c", "INSERT INTO a VALUES (2);\n", "DELETE FROM a;\n");
            let processes: Vec<_> = (0..20)
                .map(|_| {
                    let mut command = project.command("upgrade");
                    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it")
                })
                .collect();
            for process in processes {
                let output = process.wait_with_output().expect("an end");
                Ran::new("upgrade", output).exit(0).prints("0003_c");
            }
            assert_eq!(project.rows("SELECT id FROM a ORDER BY id"), ["1", "2"]);
            assert_eq!(
                project.rows("SELECT revision FROM autogen_version ORDER BY 1"),
                ["0001_a", "0002_b", "0003_c"]
            );
        }
    }
}

const HALF: &str = "CREATE TABLE a (id integer);\nCREATE TABLE b (\n  id integer\n);\n\
                    INSERT INTO nope\n  VALUES (1);\nCREATE TABLE c (id integer);\n";

#[test]
fn a_failing_statement_is_shown_with_what_stays() {
    for project in Project::each() {
        project.plain("0001_fine", "CREATE TABLE fine (id integer);", "DROP TABLE fine;");
        project.plain("0002_half", HALF, "DROP TABLE c; DROP TABLE b; DROP TABLE a;");
        let failed = project
            .run("upgrade")
            .exit(3)
            .says("0002_half failed at statement 3 of 4")
            .says("nope")
            .says("migrations/0002_half/up.sql:5")
            .says("    INSERT INTO nope\n      VALUES (1)\n")
            .says("this run has applied 0001_fine");
        project.ok("current").prints("0001_fine");
        let fixed = HALF.replace("nope", "b");
        if project.engine() != Engine::Mysql {
            failed.says("Nothing of this revision stays in the database");
            project.ok("status").prints("0002_half  pending");
            project.plain("0002_half", &fixed, "").ok("upgrade").prints("0002_half");
            continue;
        }
        failed.says("(1146)").says("statements 1 to 2 are done and stay").says("--abort");
        project
            .ok("status")
            .prints("0002_half  half done")
            .prints("2 of 4 statements, and statement 3 failed")
            .prints("`autogen upgrade` goes on at statement 3 (line 5)");
        let half = project.ok("status --format json").json();
        assert!(half["half_done"].as_str().unwrap().contains("0002_half"), "{half:#}");
        project.refused("upgrade 1").says("0002_half is half done").says("upgrade --abort");
        project.refused("upgrade --resume-at 9").says("its script has 4 statements");
        project.plain("0002_half", &fixed.replace("TABLE a", "TABLE aa"), "");
        project.ok("status").prints("`autogen upgrade` stops: statement 1 of 0002_half");
        project.refused("upgrade").says("was edited since it ran");
        project.plain("0002_half", &fixed, "DROP TABLE c; DROP TABLE b; DROP TABLE a;");
        project.ok("upgrade").prints("the database is at 0002_half");
        assert_eq!(project.rows("SELECT id FROM b"), ["1"]);
        project.ok("status").prints("0002_half  applied").lacks("half done");
        project.ok("downgrade base");
    }
}

/// Of two branches, one is taken back and the other stays.
#[test]
fn one_of_two_branches_is_taken_back() {
    let project = Project::sqlite();
    for (id, revises, table) in
        [("0001_x", "", "t1"), ("0002_x", "0001_x", "t2"), ("0003_x", "0001_x", "t3")]
    {
        project.plain(
            id,
            &format!("CREATE TABLE {table} (a integer);"),
            &format!("DROP TABLE {table};"),
        );
        let yaml =
            format!("format: 1\nrevises: [{revises}]\nmessage: x\ndialects: {{sqlite: 3.35}}\n");
        project.write(&format!("migrations/{id}/revision.yaml"), &yaml);
    }
    project.ok("upgrade --dry-run heads").prints("upgrade 0003_x");
    let file = project.database.url.trim_start_matches("sqlite://").split('?').next();
    assert!(!Path::new(file.unwrap()).exists(), "a plan makes no database");
    project.ok("upgrade heads").prints("0002_x, 0003_x");
    project.ok("down --migration 2").prints("1 revision taken back; the database is at 0003_x");
    project.refused("down --migration 2").says("0002_x is not applied");
    project.refused("down --migration 1").says("0003_x was applied after it");
    project.ok("down --migration 2 --sql").prints("DROP TABLE t2").lacks("t3");
    project.ok("upgrade 2").prints("0002_x, 0003_x");
    project.refused("downgrade -1").says("name the revision");
    project.ok("downgrade base");
}

#[test]
fn what_cannot_be_undone_is_refused_before_anything_runs() {
    let project = Project::sqlite();
    project.write("migrations/0001_a/up.sql", "CREATE TABLE a (id integer);");
    project.plain("0002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    project.ok("upgrade");
    project.refused("downgrade base").says("0001_a cannot be undone: it has no down script");
    project.ok("current").prints("0002_b");
    project.ok("downgrade -1");
    project.refused("downgrade +1");
    project.refused("downgrade 2").says("autogen upgrade 2");
    project.ok("upgrade 1").prints("Nothing to do");
}

#[test]
fn a_run_that_is_told_to_stop_stops() {
    for project in Project::each() {
        let endless = match project.engine() {
            Engine::Sqlite => {
                "CREATE TABLE big AS WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) \
                 SELECT count(*) FROM t;"
            }
            Engine::Postgres => "SELECT pg_sleep(60);",
            Engine::Mysql => "SELECT sleep(60);",
        };
        project.plain("0001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        project.plain("0002_endless", endless, "");
        let mut command = project.command("upgrade -v");
        let process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let process = process.expect("a process");
        // The journal or the first revision's row tells that the second is being run.
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(150));
            if project.ok("current").stdout.contains("0001_a") {
                break;
            }
        }
        std::thread::sleep(Duration::from_millis(300));
        let pid = process.id().to_string();
        let told = Command::new("kill").args(["-INT", &pid]).status().expect("kill");
        assert!(told.success());
        let asked = Instant::now();
        let output = process.wait_with_output().expect("an end");
        assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", project.engine());
        Ran::new("upgrade", output)
            .exit(3)
            .says("interrupted in 0002_endless")
            .says("this run has applied 0001_a");
        project.ok("current").prints("0001_a");
    }
}

/// What a half-done revision has done is taken back by what its way down has for it.
#[test]
fn a_half_done_revision_is_taken_back() {
    for project in Project::each() {
        project.plain("0001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        let up = "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nBEGIN;\n\
                  ALTER TABLE a ADD COLUMN n integer;\nCREATE INDEX by_id ON a (id);\nCOMMIT;\nBEGIN;\n\
                  ALTER TABLE nope ADD COLUMN n integer;\nCREATE TABLE c (id integer);\nCOMMIT;\n";
        let on = if project.engine() == Engine::Mysql { " ON a" } else { "" };
        let down = format!(
            "DROP TABLE c;\nDROP INDEX by_id{on};\nALTER TABLE a DROP COLUMN n;\nDROP TABLE b;\n"
        );
        project.plain("0002_b", up, &down);
        project.refused("upgrade --abort").says("no revision was left half done");
        project.run("upgrade").exit(3).says("0002_b failed at statement 4 of 5");
        let before = project.rows("SELECT count(*) FROM b");
        assert_eq!(before, ["0"], "it is there");
        project.ok("upgrade --abort").prints("0002_b taken back by 3 statements");
        project.ok("status").prints("0002_b  pending").lacks("half done");
        project.ok("current").prints("0001_a");
        project.plain("0002_b", &up.replace("nope", "b"), &down);
        project.ok("upgrade");
        project.ok("downgrade base");

        // Nobody can tell what becomes of rows.
        let rows = "BEGIN;\nCREATE TABLE r (id integer);\nCOMMIT;\nBEGIN;\n\
                    INSERT INTO r VALUES (1);\nCOMMIT;\nBEGIN;\nINSERT INTO nope VALUES (1);\nCOMMIT;\n";
        project.plain("0001_a", rows, "DROP TABLE r;");
        project.plain("0002_b", "", "");
        project.run("upgrade").exit(3);
        project.refused("upgrade --abort").says("cannot be taken back by itself").says("up.sql:5");
        assert_eq!(project.rows("SELECT id FROM r"), ["1"]);
    }
}

/// The process is killed while a statement runs in the server.
#[test]
fn a_run_that_is_killed_is_taken_up() {
    for project in Project::each() {
        let engine = project.engine();
        let (rows, slow) = match engine {
            Engine::Sqlite => (
                "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 400000) SELECT i, i FROM g",
                "CREATE INDEX slow ON t (n);",
            ),
            Engine::Postgres => (
                "SELECT g, md5(g::text) FROM generate_series(1, 300000) g",
                "CREATE INDEX CONCURRENTLY slow ON t (n);",
            ),
            Engine::Mysql => (
                "SELECT seq, md5(seq) FROM seq_1_to_200000",
                "ALTER TABLE t ADD KEY slow (n), MODIFY COLUMN id bigint;",
            ),
        };
        project.sql(&["CREATE TABLE t (id integer, n varchar(40))"]);
        if engine == Engine::Mysql && project.rows("SELECT version()")[0].find("Maria").is_none() {
            continue;
        }
        project.sql(&[&format!("INSERT INTO t {rows}")]);
        let up = format!("BEGIN;\nCREATE TABLE a (id integer);\nCOMMIT;\n{slow}\n");
        project.plain("0001_a", &up, "DROP TABLE a;");
        let mut command = project.command("upgrade --allow-blocking");
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().expect("a process");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) && project.tables_there("a") == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(60));
        process.kill().expect("it is killed");
        process.wait().expect("an end");
        project.ok("upgrade").prints("0001_a");
        let query = match engine {
            Engine::Sqlite => "SELECT count(*) FROM sqlite_schema WHERE name = 'slow'",
            Engine::Postgres => {
                "SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid = to_regclass('slow')"
            }
            Engine::Mysql => {
                "SELECT count(*) FROM information_schema.statistics WHERE index_name = 'slow' AND table_schema = database()"
            }
        };
        assert_eq!(project.rows(query), ["1"], "{engine:?}");
    }
}

impl Project {
    fn tables_there(&self, name: &str) -> usize {
        let query = match self.engine() {
            Engine::Sqlite => format!("SELECT name FROM sqlite_schema WHERE name = '{name}'"),
            _ => format!(
                "SELECT table_name FROM information_schema.tables WHERE table_name = '{name}' \
                 AND table_schema IN (SELECT {})",
                if self.engine() == Engine::Mysql { "database()" } else { "current_schema()" }
            ),
        };
        self.rows(&query).len()
    }
}

/// A runner of numbered scripts with a table of its own, on what takes itself for YugabyteDB.
#[test]
fn numbered_scripts_go_up_and_down_on_a_distributed_server() {
    let Some(mut project) = Project::of(Engine::Postgres) else { return };
    let name = project.database.url.rsplit('/').next().expect("a name").to_owned();
    // The server says of itself that it is one whose schema changes commit by themselves.
    project.sql(&[
        "CREATE SCHEMA other",
        "CREATE FUNCTION other.version() RETURNS text LANGUAGE sql AS $$ SELECT 'PostgreSQL 15.12-YB-2025.1.0.0-b0 on x86_64' $$",
        &format!("ALTER DATABASE {name} SET search_path = public, other, pg_catalog"),
    ]);
    project.database.url = project.database.url.replace("postgres://", "postgresql+asyncpg://");
    project.write(
        "autogen.yaml",
        "models: models\nversion_table: { table: migrations_history, revision: migration, applied_at: applied_at }\n",
    );
    project.plain(
        "001_initial_schema",
        "CREATE TABLE products (id integer PRIMARY KEY);\nINSERT INTO products VALUES (1);\n",
        "DROP TABLE products;\n",
    );
    project.plain(
        "002_add_users",
        "BEGIN;\nCREATE TABLE users (id integer PRIMARY KEY);\nINSERT INTO users VALUES (1);\n\
         ALTER TABLE users ADD COLUMN name text;\nUPDATE users SET name = 'ada';\nCOMMIT;\n",
        "DROP TABLE users;\n",
    );
    project.plain(
        "003_add_cart",
        "CREATE TABLE cart (id integer PRIMARY KEY);",
        "DROP TABLE cart;",
    );
    project.ok("up --target 002_add_users").prints("the database is at 002_add_users");
    assert_eq!(
        project.rows(
            "SELECT id, migration, applied_at IS NOT NULL FROM migrations_history ORDER BY id"
        ),
        ["1|001_initial_schema|t", "2|002_add_users|t"]
    );
    assert_eq!(project.rows("SELECT name FROM users"), ["ada"]);
    // Nothing was a transaction with a schema change in it, and the lease was given back.
    assert_eq!(project.rows("SELECT count(*) FROM migrations_history_lease"), ["0"]);
    project
        .ok("status")
        .prints("002_add_users       applied")
        .prints("003_add_cart        pending");
    project.ok("up").prints("003_add_cart");
    project.refused("down --migration 002_add_users").says("003_add_cart was applied after it");
    project.ok("down").prints("the database is at 002_add_users");
    project.ok("down --migration 002_add_users").prints("the database is at 001_initial_schema");
    assert_eq!(project.rows("SELECT migration FROM migrations_history"), ["001_initial_schema"]);

    // A failure leaves what committed by itself, and the corrected script goes on.
    project.plain(
        "002_add_users",
        "BEGIN;\nCREATE TABLE users (id integer PRIMARY KEY);\nINSERT INTO nope VALUES (1);\nCOMMIT;\n",
        "DROP TABLE users;\n",
    );
    project.run("up").exit(3).says("statement 1 is done and stays");
    project.plain(
        "002_add_users",
        "BEGIN;\nCREATE TABLE users (id integer PRIMARY KEY);\nINSERT INTO users VALUES (1);\nCOMMIT;\n",
        "DROP TABLE users;\n",
    );
    project.ok("up").prints("003_add_cart");
    assert_eq!(project.rows("SELECT id FROM users"), ["1"]);
}

#[test]
fn an_edited_revision_is_told_and_accepted() {
    let project = Project::sqlite();
    project.plain("0001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;");
    project.ok("upgrade");
    // Comments and white space are no edit.
    project.plain("0001_a", "-- a table\nCREATE TABLE a\n  (id integer);\n", "DROP TABLE a;");
    project.ok("status").lacks("edited");
    project.plain("0001_a", "CREATE TABLE a (id bigint);", "DROP TABLE a;");
    project.ok("status").prints("edited since");
    project
        .ok("upgrade")
        .says("0001_a was edited after it was applied")
        .says("autogen stamp 0001_a --checksum");
    // Nothing else changes: not what another branch has applied, nor what is half done.
    let rows = "SELECT revision, checksum FROM autogen_version ORDER BY revision";
    project.plain("0002_b", "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nBEGIN;\nINSERT INTO nowhere VALUES (1);\nCOMMIT;\n", "DROP TABLE b;");
    project.run("upgrade").exit(3);
    project.sql(&["INSERT INTO autogen_version (revision, checksum, applied_at) VALUES ('0009_z', 'x', '2026-01-01')"]);
    let before = project.rows(rows);
    project.ok("stamp 0001_a --checksum");
    let after = project.rows(rows);
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
    project.ok("status").lacks("edited").prints("half done");
}

/// Nobody reads on, and the command comes to its end all the same.
#[test]
fn a_reader_who_goes_away_ends_no_run() {
    let project = Project::sqlite();
    let many: String =
        (0..400).fold(String::new(), |text, n| format!("{text}CREATE TABLE t{n} (id integer);\n"));
    project.plain("0001_a", &many, "DROP TABLE t1;");
    for line in ["lint --format github", "upgrade -v", "show 0001_a", "completions bash"] {
        let mut command = project.command(line);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().expect("it ends").code();
        assert!(matches!(code, Some(0 | 1)), "{line}: {code:?}");
    }
    assert_eq!(project.rows("SELECT revision FROM autogen_version"), ["0001_a"]);
}

/// Where git has the text that ran, the edit is shown by lines.
#[test]
fn an_edit_is_shown_where_git_has_the_earlier_text() {
    let project = Project::sqlite();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@b"]).args(args);
        let done = command.current_dir(project.path(".")).output().expect("git");
        assert!(done.status.success(), "{done:?}");
    };
    project.plain("0001_a", "CREATE TABLE a (\n  id integer,\n  n text\n);\n", "DROP TABLE a;");
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a table"]);
    project.ok("upgrade");
    project.plain(
        "0001_a",
        "CREATE TABLE a (\n  id integer,\n  n varchar(9)\n);\n",
        "DROP TABLE a;",
    );
    git(&["commit", "-qam", "edited"]);
    project.ok("status").prints("edited since").prints("    -  n text\n    +  n varchar(9)\n");
    project
        .ok("upgrade")
        .says("0001_a was edited after it was applied")
        .says("-  n text\n+  n varchar(9)");
    project.ok("stamp 0001_a --checksum");
    project.ok("status").lacks("edited");
}

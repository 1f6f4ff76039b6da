//! Runs that meet each other, fail in the middle, or are told to stop.

use std::time::{Duration, Instant};

use super::*;

impl Project {
    /// A revision of plain files.
    fn plain(&self, id: &str, up: &str, down: &str) -> &Self {
        self.write(&format!("migrations/{id}/up.sql"), up);
        self.write(&format!("migrations/{id}/down.sql"), down)
    }
}

#[test]
fn ten_runs_at_once_apply_each_revision_once() {
    for project in Project::each() {
        project.plain("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n");
        project.plain(
            "0002_b",
            "CREATE TABLE b (id integer);\nINSERT INTO a VALUES (1);\n",
            "DROP TABLE b;\n",
        );
        project.plain("0003_c", "INSERT INTO a VALUES (2);\n", "DELETE FROM a;\n");
        let processes: Vec<_> = (0..10)
            .map(|_| {
                let mut command = project.command("upgrade");
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process")
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
        failed.says("(1146)").says("statements 1 to 2 are done and stay").says("--resume-at 3");
        project.ok("status").prints("0002_half  half done");
        let half = project.ok("status --format json").json();
        assert!(half["half_done"].as_str().unwrap().contains("0002_half"), "{half:#}");
        project
            .refused("upgrade")
            .says("0002_half is half done: statements 1 to 2 are done and stay, statement 3 failed")
            .says("autogen upgrade --resume-at 3");
        project.refused("upgrade --resume-at 9").says("its script has 4 statements");
        project.plain("0002_half", &fixed.replace("TABLE a", "TABLE aa"), "");
        project.refused("upgrade --resume-at 3").says("was edited since it ran");
        project.plain("0002_half", &fixed, "DROP TABLE c; DROP TABLE b; DROP TABLE a;");
        project.ok("upgrade --resume-at 3").prints("the database is at 0002_half");
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
    project.ok("stamp 0001_a --checksum");
    project.ok("status").lacks("edited");
}

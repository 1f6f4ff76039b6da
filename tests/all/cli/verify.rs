//! Revisions replayed from nothing, and back.

use std::process::{Child, Stdio};
use std::time::Duration;

use nix::sys::signal::Signal;
use nix::unistd::Pid;

use super::*;

#[test]
fn revisions_lead_where_they_should_and_back() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.ok("revision --offline -m initial");
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.ok("revision --offline -m phone");
        project.ok("verify").prints("2 revisions lead where they should, back, and up again");
        let state = project.ok("verify --format json").json();
        assert_eq!(state["verified"][0]["taken_back"], 2);
        // The database itself is left alone.
        assert!(!project.ok("status").stdout.contains("applied"));
    }
}

#[test]
fn the_revision_at_fault_is_named() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,");
    project.ok("revision --offline -m initial");
    project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
    project.ok("revision --offline -m phone");
    let (up, down) = ("migrations/0002_phone/up.sql", "migrations/0002_phone/down.sql");
    let (good_up, good_down) = (project.read(up), project.read(down));

    project.write(up, "SELECT nothing FROM nowhere;\n");
    project.run("verify").exit(1).prints("0002_phone on sqlite: its up script fails");
    project.write(up, "ALTER TABLE shops ADD COLUMN tel varchar;\n");
    project
        .run("verify")
        .exit(1)
        .prints("0002_phone on sqlite: its up script does not lead to what its `changes` record")
        .prints("column shops.phone");
    project.write(up, &good_up).write(down, "SELECT 1;\n");
    project
        .run("verify")
        .exit(1)
        .prints("0002_phone on sqlite: its down script does not lead back")
        .prints("+ column shops.phone");
    project.write(down, &format!("{good_down}CREATE VIEW left AS SELECT 1;\n"));
    project.run("verify").exit(1).prints("+ view left");
    project.remove(down);
    project.ok("verify").prints("0 of them back, down to one without a down script");
    project.write(down, &good_down);

    project.entity("shops", "pub name: String,");
    project.run("verify").exit(1).prints("the models are not what the revisions lead to");
    let told = project.run("verify --format json").exit(1).json();
    assert_eq!(told["faults"][0]["revision"], serde_json::Value::Null);
}

/// On every database, a revision in the middle of others is told apart from them.
#[test]
fn a_broken_way_back_in_the_middle_is_named() {
    for project in Project::each() {
        let field = |number: usize| format!("\n    pub f{number}: Option<i32>,");
        let mut fields = "pub name: String,".to_owned();
        for (number, message) in (1..).zip(["one", "two", "three", "four"]) {
            fields += &field(number);
            project.entity("shops", &fields);
            project.ok(&format!("revision --offline -m {message}"));
        }
        let down = "migrations/0003_three/down.sql";
        let good = project.read(down);
        for (script, what) in [
            ("SELECT nothing FROM nowhere;\n", "its down script fails"),
            ("SELECT 1;\n", "its down script does not lead back to the schema before it"),
        ] {
            project.write(down, script);
            let told = project.run("verify --format json").exit(1).json();
            assert_eq!(told["faults"][0]["revision"], "0003_three", "{told}");
            assert_eq!(told["faults"][0]["what"], what, "{told}");
            assert_eq!(told["faults"].as_array().map(Vec::len), Some(1), "{told}");
        }
        project.write(down, &good);
        project.ok("verify").prints("4 revisions lead where they should");
    }
}

/// However it ends, no database stays for long.
#[test]
fn nothing_is_left_when_it_is_told_to_end() {
    for engine in [Engine::Postgres, Engine::Mysql] {
        let Some(project) = Project::of(engine) else { continue };
        let (wait, databases) = match engine {
            Engine::Postgres => (
                "SELECT pg_sleep(60);\n",
                "SELECT datname FROM pg_database WHERE datname LIKE 'autogen_scratch%'",
            ),
            _ => ("DO sleep(60);\n", "SHOW DATABASES LIKE 'autogen_scratch%'"),
        };
        // Other tests on the server verify too.
        let own = |child: &Child| {
            let end = format!("_{}", child.id());
            project.rows(databases).into_iter().filter(|it| it.ends_with(&end)).count()
        };
        let start = || {
            let mut command = project.command("verify");
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let child = command.spawn().expect("the binary starts");
            for _ in 0..200 {
                if own(&child) == 1 {
                    break;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            assert_eq!(own(&child), 1, "{engine:?}: it has a database");
            // It is at the statement that takes so long.
            std::thread::sleep(Duration::from_millis(500));
            child
        };
        let send = |child: &Child, signal| {
            let id = i32::try_from(child.id()).expect("a process");
            nix::sys::signal::kill(Pid::from_raw(id), signal).expect("it runs");
        };
        let up = "migrations/0001_initial/up.sql";
        project.entity("shops", "pub name: String,").ok("revision --offline -m initial");
        let quick = project.read(up);
        project.write(up, wait);
        for signal in [Signal::SIGINT, Signal::SIGTERM] {
            let mut child = start();
            send(&child, signal);
            let ended = child.wait().expect("it ends");
            assert_eq!(ended.code(), Some(2), "{engine:?} {signal}");
            assert_eq!(own(&child), 0, "{engine:?} {signal}");
        }
        let mut child = start();
        send(&child, Signal::SIGKILL);
        child.wait().expect("it ends");
        assert_eq!(own(&child), 1, "nobody could tidy up");
        project.write(up, &quick);
        // The server goes on with what the killed one was doing, and the database is in use.
        for _ in 0..100 {
            project.run("verify");
            if own(&child) == 0 {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(own(&child), 0, "{engine:?}: the next ones tidy up");
    }
}

#[test]
fn a_scratch_server_is_configured_by_dialect() {
    let Some(server) = Project::of(Engine::Postgres) else { return };
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,");
    let with = |more: &str| {
        let text = format!("models: models\ndialects: [sqlite, postgres]\n{more}");
        project.write("autogen.yaml", &text);
    };
    with("");
    project.ok("revision --offline -m initial");
    project.ok("verify").says("not verified on postgres").prints("sqlite: 1 revision leads");
    with(&format!("scratch: {{postgres: '{}'}}\n", server.database.url));
    project.ok("verify").prints("sqlite: 1 revision").prints("postgres: 1 revision");
    with("scratch: {postgres: 'sqlite://x.db'}\n");
    project.refused("verify").says("`scratch` names sqlite://");
}

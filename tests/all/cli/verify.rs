//! Revisions replayed from nothing, and back.

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
        // The database itself is left alone, and the one for trying is gone.
        assert!(!project.ok("status").stdout.contains("applied"));
        let databases = match project.engine() {
            Engine::Sqlite => continue,
            Engine::Postgres => {
                "SELECT datname FROM pg_database WHERE datname LIKE 'autogen_scratch%'"
            }
            Engine::Mysql => "SHOW DATABASES LIKE 'autogen_scratch%'",
        };
        assert_eq!(project.rows(databases), Vec::<String>::new());
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

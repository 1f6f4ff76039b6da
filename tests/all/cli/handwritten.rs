//! What SQL by hand did is recorded from a replay.

use super::*;

#[test]
fn what_scripts_did_is_recorded_from_a_replay() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.ok("revision -m initial");
        project.ok("revision --offline --empty -m 'by hand'");
        let folder = "migrations/0002_by_hand";
        let wide = match project.engine() {
            Engine::Sqlite => "CREATE INDEX again ON shops (name)",
            Engine::Postgres => "ALTER TABLE shops ALTER COLUMN name TYPE text",
            Engine::Mysql => "ALTER TABLE shops MODIFY name text NOT NULL",
        };
        project.write(
            &format!("{folder}/up.sql"),
            &format!(
                "CREATE TABLE extra (a integer);\n{wide};\nALTER TABLE shops ADD COLUMN legacy integer;\n"
            ),
        );
        project.write(&format!("{folder}/down.sql"), "DROP TABLE extra;\n");
        project.ok("upgrade");
        if project.engine() != Engine::Sqlite {
            project
                .run("check")
                .exit(1)
                .prints("column shops.name")
                .prints("snapshot --rebuild 0002_by_hand");
        }

        project
            .ok("snapshot --rebuild 2")
            .prints("+ table extra")
            .prints("+ column shops.legacy")
            .prints(&format!("Wrote {folder}/revision.yaml"));
        let recorded = project.read(&format!("{folder}/revision.yaml"));
        assert!(recorded.contains("create_table: extra"), "{recorded}");
        assert!(recorded.contains("by: script"), "{recorded}");
        project.refused("snapshot --rebuild 2").says("has its `changes` already");

        // A model that declares what a script made takes it over, and that is no change.
        let name = match project.engine() {
            Engine::Sqlite => "pub name: String,",
            Engine::Postgres | Engine::Mysql => {
                "#[sea_orm(column_type = \"Text\")]\n    pub name: String,"
            }
        };
        project.entity("shops", &format!("{name}\n    pub legacy: Option<i32>,"));
        project.ok("check").lacks("extra").lacks("Drift");
        project.ok("revision -m 'nothing to do'").prints("No changes");
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

/// The scripts of other databases are people's own, and so are remarks.
#[test]
fn what_people_wrote_stays_as_it_is() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndialects: [sqlite, postgres]\n");
    let folder = "migrations/0001_by_hand";
    let up = "CREATE TABLE extra (a integer);\n";
    for name in ["sqlite", "postgres"] {
        project.write(&format!("{folder}/up.{name}.sql"), up);
        project.write(&format!("{folder}/down.{name}.sql"), "DROP TABLE extra;\n");
    }
    let yaml = format!("{folder}/revision.yaml");
    let accepted = "accept: [DL101] # nobody reads it\n";
    project.write(&yaml, &format!("format: 1\n# ask ada\nrevises: []\n{accepted}"));
    project.ok("snapshot --rebuild 1").prints("+ table extra");
    let recorded = project.read(&yaml);
    let head = "format: 1\n# ask ada\nrevises: []\nchanges:\n- ";
    assert!(recorded.starts_with(head) && recorded.ends_with(accepted), "{recorded}");
    project.ok("upgrade --sql --dialect postgres").prints(up);
    project.ok("render --dialect postgres").prints("has its postgres scripts");
    assert_eq!(project.read(&format!("{folder}/up.postgres.sql")), up);

    // Of a folder that lists a database, the scripts of others are nobody's who is known.
    let listed = recorded.replace("changes:\n", "dialects: {sqlite: 3.40}\nchanges:\n");
    project.write(&yaml, &listed);
    project
        .refused("render --dialect postgres")
        .says("migrations/0001_by_hand/up.postgres.sql is there already")
        .says("add `postgres: ");
    for direction in ["up", "down"] {
        project.remove(&format!("{folder}/{direction}.postgres.sql"));
    }
    project.ok("render --dialect postgres").prints("Wrote the postgres scripts of 0001_by_hand");
    let rendered = project.read(&yaml);
    let head = "format: 1\n# ask ada\nrevises: []\ndialects: {sqlite: 3.40, postgres: ";
    assert!(rendered.starts_with(head) && rendered.ends_with(accepted), "{rendered}");
    assert_eq!(project.read(&format!("{folder}/up.sqlite.sql")), up);
    project.ok("upgrade");
    project.ok("downgrade");
}

/// The models name the connection's own schema, and the script does not.
#[test]
fn what_scripts_did_to_tables_named_with_their_schema_is_recorded() {
    let Some(project) = Project::of(Engine::Postgres) else { return };
    project.related_in("public", "users", "pub name: String,", "");
    project.ok("revision -m initial");
    project.ok("revision --offline --empty -m 'by hand'");
    project.write(
        "migrations/0002_by_hand/up.sql",
        "ALTER TABLE users ADD COLUMN phone text;\nCREATE INDEX names ON users (name);\n",
    );
    project.write("migrations/0002_by_hand/down.sql", "ALTER TABLE users DROP COLUMN phone;\n");
    project
        .ok("snapshot --rebuild 2")
        .prints("+ column public.users.phone")
        .prints("+ index names on public.users");
    project.ok("upgrade");
    project.ok("check --head --strict").lacks("Unmanaged");
}

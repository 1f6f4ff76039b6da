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

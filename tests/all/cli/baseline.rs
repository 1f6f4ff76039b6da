//! A database that was there before autogen is adopted.

use super::*;

/// What SQL makes of the entity below, but for an index and a column of its own, a name that is
/// too short, and a column that is missing.
fn tables(engine: Engine) -> [&'static str; 5] {
    let shops = match engine {
        Engine::Sqlite => {
            "CREATE TABLE shops (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar(20) NOT NULL, legacy text)"
        }
        Engine::Postgres => {
            "CREATE TABLE shops (id serial PRIMARY KEY, name varchar(20) NOT NULL, legacy text)"
        }
        Engine::Mysql => {
            "CREATE TABLE shops (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) NOT NULL, legacy text)"
        }
    };
    [
        shops,
        "CREATE INDEX by_hand ON shops (name)",
        "INSERT INTO shops (name, legacy) VALUES ('Ada', 'kept')",
        "CREATE TABLE others (a integer)",
        "CREATE VIEW names AS SELECT name FROM shops",
    ]
}

#[test]
fn a_database_is_adopted_as_it_is() {
    for project in Project::each() {
        project.sql(&tables(project.engine()));
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.refused("revision -m initial").says("autogen baseline");

        project
            .ok("baseline")
            .prints("+ table shops")
            .prints("view names")
            .prints("the database is at 0001_baseline");
        let changes = project.read("migrations/0001_baseline/revision.yaml");
        assert!(changes.contains("legacy: {type: text, nullable: true, by: script}"), "{changes}");
        assert!(changes.contains("by: script"), "{changes}");
        assert!(!project.path("migrations/0001_baseline/down.sql").exists());
        project
            .run("check")
            .exit(1)
            .prints("~ column shops.name")
            .prints("+ column shops.phone")
            .prints("table others")
            .lacks("legacy")
            .lacks("by_hand");
        project.ok("baseline").prints("Nothing to adopt");

        // A view that reads the column holds its type in place on PostgreSQL.
        project.sql(&["DROP VIEW names"]);
        project.ok("revision -m 'follow the models'");
        project.ok("upgrade");
        project.ok("check").lacks("legacy");
        assert_eq!(project.rows("SELECT name, legacy FROM shops"), ["Ada|kept"]);
        project.ok("downgrade -1");
        project.refused("downgrade base").says("0001_baseline");
        assert_eq!(project.rows("SELECT name, legacy FROM shops"), ["Ada|kept"]);
    }
}

#[test]
fn the_tables_to_adopt_can_be_named() {
    let project = Project::sqlite();
    project
        .sql(&tables(Engine::Sqlite))
        .sql(&["CREATE TABLE users (id integer NOT NULL PRIMARY KEY AUTOINCREMENT)"]);
    project.entity("shops", "pub name: String,").entity("users", "");
    project
        .ok("baseline --table 'us*' -m 'adopt users'")
        .prints("+ table users")
        .lacks("+ table shops");
    project.refused("revision -m more").says("--table shops").lacks("--table users");
}

/// The up script of a baseline makes on an empty database what was adopted.
#[test]
fn an_adopted_schema_can_be_made_anew() {
    for project in Project::each() {
        project.sql(&tables(project.engine()));
        project.entity("shops", "pub name: String,");
        project.ok("baseline");
        let adopted = project.ok("inspect snapshot").stdout;
        project.sql(&["DROP VIEW names", "DROP TABLE shops"]);
        project.ok("stamp base");
        project.ok("upgrade");
        project.run("check").exit(1).prints("~ column shops.name").lacks("Drift");
        assert_eq!(project.ok("inspect snapshot").stdout, adopted);
    }
}

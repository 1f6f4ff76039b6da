//! The first minutes with autogen, and the column that a shop gets.

use super::*;

/// The story on one dialect, word by word.
struct Words {
    up: &'static str,
    down: &'static str,
    revision: &'static str,
}

fn words_of(engine: Engine) -> Words {
    match engine {
        Engine::Sqlite => Words {
            up: "-- sqlite3 -bail database.sqlite < up.sql && autogen stamp 0002_add_phone_column\n\
                 BEGIN;\nALTER TABLE \"shops\" ADD COLUMN \"phone\" varchar;\nCOMMIT;\n",
            down: "-- sqlite3 -bail database.sqlite < down.sql && autogen stamp 0001_initial\n\
                   BEGIN;\n-- loses data: every value of shops.phone\n\
                   ALTER TABLE \"shops\" DROP COLUMN \"phone\";\nCOMMIT;\n",
            revision: "dialects: {sqlite: 3.35}\n",
        },
        Engine::Postgres => Words {
            up: "-- psql -v ON_ERROR_STOP=1 -f up.sql \"$DATABASE_URL\" && autogen stamp 0002_add_phone_column\n\
                 BEGIN;\nALTER TABLE \"shops\" ADD COLUMN \"phone\" varchar;\nCOMMIT;\n",
            down: "-- psql -v ON_ERROR_STOP=1 -f down.sql \"$DATABASE_URL\" && autogen stamp 0001_initial\n\
                   BEGIN;\n-- loses data: every value of shops.phone\n\
                   ALTER TABLE \"shops\" DROP COLUMN \"phone\";\nCOMMIT;\n",
            revision: "dialects: {postgres: 12}\n",
        },
        Engine::Mysql => Words {
            up: "ALTER TABLE `shops` ADD COLUMN `phone` varchar(255), LOCK=NONE;\n",
            down: "-- loses data: every value of shops.phone\nALTER TABLE `shops` DROP COLUMN `phone`, LOCK=NONE;\n",
            revision: "dialects: {mysql: 8.0.16}\n",
        },
    }
}

#[test]
fn a_shop_gets_a_phone_column() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project
            .ok("revision -m initial")
            .prints("table shops")
            .prints("Wrote migrations/0001_initial")
            .says("1 entity");
        project.ok("upgrade").prints("1 revision applied; the database is at 0001_initial");
        project.ok("check").prints("1 entity agrees");
        let before = project.schema();
        let id = "migrations/0002_add_phone_column";

        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.run("check").exit(1).prints("+ column shops.phone");
        project
            .ok("revision -m 'add phone column'")
            .prints("+ column shops.phone")
            .prints(&format!("Wrote {id}"));
        let words = words_of(project.engine());
        let revision = project.read(&format!("{id}/revision.yaml"));
        let (head, changes) = revision.split_once("created: ").expect("created");
        assert_eq!(head, "format: 1\nrevises: [0001_initial]\nmessage: add phone column\n");
        let (_, changes) = changes.split_once('\n').expect("lines");
        let expected =
            "changes:\n- add_column: shops.phone\n  column: {type: string, nullable: true}\n";
        assert_eq!(changes, format!("{}{expected}", words.revision));
        let (up, down) =
            (project.read(&format!("{id}/up.sql")), project.read(&format!("{id}/down.sql")));
        assert!(up.ends_with(words.up), "{up}");
        assert!(down.ends_with(words.down), "{down}");
        let snapshot = project.read("snapshots/schema.yaml");
        assert!(snapshot.contains("phone"), "{snapshot}");

        // Until it is applied, nothing can be compared.
        let files = project.files();
        project
            .run("revision -m more")
            .exit(2)
            .says("Target database is not up to date.")
            .says("0002_add_phone_column")
            .says("autogen upgrade");
        assert_eq!(project.files(), files);
        project.run("check").exit(0).prints("Pending revisions:");
        project.run("check --head").exit(1);

        project.ok("upgrade").prints("the database is at 0002_add_phone_column");
        project.ok("check --head --strict").prints("agree");
        project.ok("current").prints("0002_add_phone_column (head)");
        project.sql(&["INSERT INTO shops (name, phone) VALUES ('a', '1')"]);
        project
            .ok("downgrade -1")
            .says("0002_add_phone_column loses every value of shops.phone")
            .prints("the database is at 0001_initial");
        assert_eq!(project.schema(), before);
        assert_eq!(project.rows("SELECT name FROM shops"), ["a"]);
        project.ok("upgrade");
        assert_eq!(project.rows("SELECT name, phone FROM shops"), ["a|NULL"]);
    }
}

#[test]
fn without_changes_nothing_is_written() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        project.ok("upgrade");
        let files = project.files();
        project.ok("revision -m x").prints("--empty").prints("1 entity");
        project.ok("revision -m x --autogenerate --offline").prints("--empty");
        assert_eq!(project.files(), files);

        project.ok("revision -m 'by hand' --empty").prints("Wrote migrations/0002_by_hand");
        let up = project.read("migrations/0002_by_hand/up.sql");
        assert!(up.contains("autogen stamp 0002_by_hand"), "{up}");
        let revision = project.read("migrations/0002_by_hand/revision.yaml");
        assert!(!revision.contains("changes"), "{revision}");
        project.write("migrations/0002_by_hand/up.sql", "CREATE TABLE notes (id integer);\n");
        project.write("migrations/0002_by_hand/down.sql", "DROP TABLE notes;\n");
        project.ok("upgrade");
        project.ok("check").prints("Unmanaged, left alone:").prints("notes");
        project.ok("downgrade -1");
        project.ok("check").lacks("notes");
    }
}

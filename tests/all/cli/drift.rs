//! Drift told apart from change, measured at the database's own revision, and repaired.

use super::*;

#[test]
fn a_database_that_is_behind_has_not_drifted() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        project.ok("upgrade");
        project.entity("shops", "#[sea_orm(unique)] pub name: String, pub size: Option<i32>,");
        project.ok("revision -m size");
        project.entity("shops", "pub name: Option<String>,").entity("items", "");
        project.ok("revision -m items --offline --drop shops.size");
        project.ok("check").prints("0002_size\n  0003_items").lacks("Drift").prints("agree");
        project.run("check --head").exit(1).lacks("Drift");
        project.ok("upgrade 0002");
        project.ok("check --strict").prints("Pending revisions:\n  0003_items").lacks("Drift");

        // What is done by hand is told from what is pending.
        project.sql(&["ALTER TABLE shops DROP COLUMN size"]);
        project
            .run("check")
            .exit(1)
            .prints("Drift")
            .prints("- column shops.size")
            .lacks("items\n  +")
            .lacks("shops.name");
        project.refused("revision -m more").says("Target database is not up to date.");
    }
}

#[test]
fn branches_that_are_applied_in_part_have_not_drifted() {
    for project in Project::each() {
        project.entity("shops", "").ok("revision -m initial");
        project.ok("upgrade");
        project.entity("shops", "pub name: Option<String>,").ok("revision -m left");
        project.ok("upgrade");
        project.entity("shops", "").entity("items", "");
        project.ok("revision -m right --head 0001 --offline");
        project.refused("check").says("Multiple heads are present");
        project.entity("shops", "pub name: Option<String>,");
        let both = "format: 1\nrevises: [0002_left, 0003_right]\nmessage: both\nchanges: []\n";
        project.write("migrations/0004_both/revision.yaml", both);
        project.write("migrations/0004_both/up.sql", "-- nothing");
        project.ok("check --strict").prints("0003_right").lacks("Drift").lacks("items");
        project.ok("upgrade");
        project.ok("check --head --strict").prints("2 entities agree");
    }
}

#[test]
fn what_is_not_known_is_not_judged() {
    let project = Project::sqlite();
    project.entity("shops", "").ok("revision -m initial");
    project.ok("upgrade");
    for name in ["0002_a", "0003_b"] {
        let insert = "INSERT INTO autogen_version (revision, checksum, applied_at) VALUES ";
        project.sql(&[&format!("{insert}('{name}', '', '2026-01-01')")]);
    }
    project.sql(&["ALTER TABLE shops ADD COLUMN a integer"]);
    project
        .run("check")
        .exit(2)
        .prints(
            "Drift cannot be judged:\n  0002_a is applied, not in the folder\n  0003_b is applied",
        )
        .lacks("Unmanaged")
        .says("Can't locate revision identified by '0002_a'")
        .says("0002_a, 0003_b");
    project.ok("status").prints("Drift cannot be judged:").prints("0003_b is applied");
    let json = project.run("check --format json").exit(2).json();
    assert_eq!(json["unjudged"].as_array().map(Vec::len), Some(2), "{json:#}");
    for command in ["upgrade", "revision -m x", "baseline"] {
        project.refused(command).says("0002_a, 0003_b");
    }
    project.ok("check --offline");
}

#[test]
fn a_revision_that_ran_in_part_is_not_judged() {
    let Some(project) = Project::each().find(|it| it.engine() == Engine::Mysql) else { return };
    project.entity("shops", "").ok("revision -m initial");
    project.ok("upgrade");
    project.entity("shops", "pub name: Option<String>, #[sea_orm(indexed)] pub size: Option<i32>,");
    project.ok("revision -m more");
    let up = project.read("migrations/0002_more/up.sql");
    project.write("migrations/0002_more/up.sql", &format!("{up}\nDROP TABLE missing;\n"));
    project.run("upgrade").exit(3);
    project
        .run("check")
        .exit(2)
        .prints("Drift cannot be judged:\n  0002_more is half done")
        .says("drift cannot be judged")
        .lacks("shops.name");
    project.ok("status").prints("0002_more is half done");
}

/// SQL by hand is no drift once it is recorded, and where it is not, that is said.
#[test]
fn hand_written_revisions_may_explain_drift() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        project.ok("revision -m 'by hand' --empty --offline");
        project.write(
            "migrations/0002_by_hand/up.sql",
            "ALTER TABLE shops DROP COLUMN name; CREATE TABLE other (id integer);",
        );
        project.ok("upgrade");
        project
            .run("check")
            .exit(1)
            .prints("- column shops.name")
            .prints("autogen snapshot --rebuild 0002_by_hand")
            .prints("Unmanaged, left alone:\n  table other");
    }
}

const SHOPS: &str = "pub name: String, #[sea_orm(indexed)] pub code: i32, \
     #[sea_orm(unique)] pub email: Option<String>, #[sea_orm(default_value = 7)] pub size: i32,";

/// What is done by hand, on which engines, and what `check` tells of it.
const DRIFT: &[(&str, &[Engine], &str)] = {
    use Engine::*;
    &[
        ("ALTER TABLE items DROP COLUMN note", &[Sqlite, Postgres, Mysql], "- column items.note"),
        ("DROP TABLE items", &[Sqlite, Postgres, Mysql], "- table items"),
        ("DROP INDEX \"idx-shops-code\"", &[Sqlite, Postgres], "- index idx-shops-code"),
        ("DROP INDEX `idx-shops-code` ON shops", &[Mysql], "- index idx-shops-code"),
        (
            "DROP INDEX \"idx-shops-code\"; CREATE INDEX \"idx-shops-code\" ON shops (size, code)",
            &[Sqlite, Postgres],
            "~ index idx-shops-code",
        ),
        (
            "ALTER TABLE shops RENAME COLUMN name TO title",
            &[Postgres, Mysql],
            "- column shops.name",
        ),
        ("ALTER TABLE shops ALTER COLUMN name DROP NOT NULL", &[Postgres], "~ column shops.name"),
        ("ALTER TABLE shops MODIFY name varchar(20)", &[Mysql], "~ column shops.name"),
        ("ALTER TABLE shops ALTER COLUMN size SET DEFAULT 8", &[Postgres, Mysql], "shops.size"),
        ("ALTER TABLE shops ALTER COLUMN size TYPE bigint", &[Postgres], "type i32 -> i64"),
        ("ALTER TABLE shops DROP CONSTRAINT shops_email_key", &[Postgres], "- index"),
        ("ALTER TABLE shops DROP INDEX email", &[Mysql], "- index"),
        (
            "ALTER TABLE items DROP CONSTRAINT \"fk-items-shop_id\"",
            &[Postgres],
            "- foreign key fk-items-shop_id",
        ),
        ("ALTER TABLE items DROP FOREIGN KEY `fk-items-shop_id`", &[Mysql], "- foreign key"),
        (
            "ALTER TABLE items DROP CONSTRAINT \"fk-items-shop_id\"; ALTER TABLE items ADD CONSTRAINT \"fk-items-shop_id\" \
             FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE SET NULL",
            &[Postgres],
            "~ foreign key fk-items-shop_id",
        ),
        ("ALTER TABLE shops DROP CONSTRAINT shops_pkey CASCADE", &[Postgres], "- primary key"),
    ]
};

fn shops_and_items(project: &Project) {
    project.entity("shops", SHOPS).related(
        "items",
        "pub shop_id: Option<i32>, pub note: Option<String>,",
        "#[sea_orm(belongs_to = \"super::shops::Entity\", from = \"Column::ShopId\", \
         to = \"super::shops::Column::Id\", on_delete = \"Cascade\")] Shops,",
    );
}

/// What the database holds, whatever the order of columns.
fn lines(project: &Project) -> Vec<String> {
    let mut lines: Vec<_> = project.schema().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn drift_is_repaired() {
    for project in Project::each() {
        shops_and_items(&project);
        project.ok("revision -m initial");
        project.ok("upgrade");
        let whole = lines(&project);
        let own = |it: &&(&str, &[Engine], &str)| it.1.contains(&project.engine());
        for (number, (by_hand, _, told)) in DRIFT.iter().filter(own).enumerate() {
            project.sql(&["INSERT INTO shops (name, code) VALUES ('Ada', 1)"]);
            project.sql(&by_hand.split(';').collect::<Vec<_>>());
            project.run("check").exit(1).prints("Drift").prints(told);
            project
                .ok(&format!("revision -m repair{number} --include-drift"))
                .prints("(repaired)")
                .says("this revision takes that back");
            project.ok("upgrade");
            project.ok("check --head --strict").lacks("Drift");
            if by_hand.contains("title") {
                project.sql(&["ALTER TABLE shops DROP COLUMN title"]);
            }
            assert_eq!(lines(&project), whole, "{by_hand}");
            assert_eq!(project.rows("SELECT code, size FROM shops"), ["1|7"], "{by_hand}");
            project.sql(&["DELETE FROM shops"]);
        }
        // Before the repairs there was no drift either, as far as the revisions know.
        project.ok("downgrade 0001");
        project.ok("check").prints("Pending revisions:\n  0002_repair0").lacks("Drift:");
        assert_eq!(lines(&project), whole);
    }
}

/// The rows of the verdict table in which the models changed as well.
#[test]
fn drift_is_repaired_along_with_changes() {
    for project in Project::each() {
        shops_and_items(&project);
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (name, code) VALUES ('Ada', 1)"]);
        let unindex = match project.engine() {
            Engine::Mysql => "DROP INDEX `idx-shops-code` ON shops",
            Engine::Sqlite | Engine::Postgres => "DROP INDEX \"idx-shops-code\"",
        };
        project.sql(&[
            "ALTER TABLE shops DROP COLUMN name",
            "ALTER TABLE shops ADD COLUMN name integer",
            "ALTER TABLE items DROP COLUMN note",
            unindex,
        ]);
        // One is altered in three ways, one is to go and went, one stays and went.
        project.entity("shops", &SHOPS.replace("pub name: String", "pub name: Option<String>"));
        project.related("items", "pub shop_id: Option<i32>,", "");
        let command = "revision -m x --drop items.note";
        project.refused(command).says("another in this database").says("--include-drift");
        project
            .ok(&format!("{command} --include-drift"))
            .says("column shops.name was altered in this database by hand; the script begins at what is there")
            .says("column items.note is in the revisions and was dropped")
            .says("index idx-shops-code");
        let changes = project.read("migrations/0002_x/revision.yaml");
        assert!(changes.contains("nullable: [") && !changes.contains("type: ["), "{changes}");
        project.ok("upgrade");
        project.ok("check --head --strict");
        assert_eq!(project.rows("SELECT code, size, name FROM shops"), ["1|7|NULL"]);
        project.sql(&["UPDATE shops SET name = 'Eve'"]);
        project.ok("downgrade -1");
        project.ok("check").lacks("Drift:").lacks("Unmanaged");
        let columns = project.rows("SELECT name, note FROM shops, items");
        assert!(columns.is_empty());
        project.ok("status").prints("0002_x        pending");
    }
}

/// Models that name the connection's own schema mean the tables that are there without it.
#[test]
fn drift_of_tables_named_with_their_schema_is_repaired_along_with_changes() {
    for engine in [Engine::Postgres, Engine::Mysql] {
        let Some(project) = Project::of(engine) else { continue };
        let drift = match engine {
            Engine::Mysql => "ALTER TABLE users MODIFY name varchar(255)",
            _ => "ALTER TABLE users ALTER COLUMN name DROP NOT NULL",
        };
        let own = &project.own_schema();
        let users = |values: [&str; 2], more: &str| {
            let fields = format!("pub name: String, pub state: State,{more}");
            project.related_in(own, "users", &fields, "");
            let value = |it| format!("#[sea_orm(string_value = \"{it}\")]\n{it},\n");
            let types = format!(
                "#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]\n#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"state\")]\npub enum State {{\n{}}}\n",
                values.map(value).concat()
            );
            project.write("models/users.rs", &(project.read("models/users.rs") + &types));
        };
        users(["New", "Paid"], "");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO users (name, state) VALUES ('a', 'New')", drift]);
        users(["Fresh", "Paid"], "pub code: String,");
        let answers =
            format!("--default \"{own}.users.code='none'\" --rename-value state.New=Fresh");
        project.ok(&format!("revision -m code --include-drift {answers}")).prints("(repaired)");
        project.ok("upgrade");
        project.ok("check --head --strict").lacks("Drift");
        assert_eq!(project.rows("SELECT name, state, code FROM users"), ["a|Fresh|none"]);
    }
}

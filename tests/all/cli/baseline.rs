//! A database that was there before autogen is adopted.

use super::*;

/// What SQL makes of the entity below, but for an index and a column of its own, a name that is
/// a number, and a column that is missing.
fn tables(engine: Engine) -> [&'static str; 5] {
    let shops = match engine {
        Engine::Sqlite => {
            "CREATE TABLE shops (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name integer NOT NULL, legacy text)"
        }
        Engine::Postgres => {
            "CREATE TABLE shops (id serial PRIMARY KEY, name integer NOT NULL, legacy text)"
        }
        Engine::Mysql => {
            "CREATE TABLE shops (id int AUTO_INCREMENT PRIMARY KEY, name integer NOT NULL, legacy text)"
        }
    };
    [
        shops,
        "CREATE INDEX by_hand ON shops (name)",
        "INSERT INTO shops (name, legacy) VALUES (1, 'kept')",
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
        assert!(changes.contains("legacy: {type: text, nullable: true"), "{changes}");
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
        assert_eq!(project.rows("SELECT name, legacy FROM shops"), ["1|kept"]);
        project.ok("downgrade -1");
        project.refused("downgrade base").says("0001_baseline");
        assert_eq!(project.rows("SELECT name, legacy FROM shops"), ["1|kept"]);
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

/// What entities leave unsaid stays as it was found, until one says it; what one has said and says
/// no longer goes.
#[test]
fn what_is_unsaid_stays_until_it_is_said() {
    for project in Project::each() {
        let id = match project.engine() {
            Engine::Sqlite => "id integer NOT NULL PRIMARY KEY AUTOINCREMENT",
            Engine::Postgres => "id serial PRIMARY KEY",
            Engine::Mysql => "id int AUTO_INCREMENT PRIMARY KEY",
        };
        project.sql(&[&format!(
            "CREATE TABLE shops ({id}, name varchar(20) DEFAULT 'Ada' NOT NULL, size integer DEFAULT 7)"
        )]);
        let fields = "pub name: String, pub size: Option<i32>,";
        project.entity("shops", fields);
        project.ok("diff").prints("No differences");
        project.ok("baseline").prints("+ table shops");
        let changes = project.read("migrations/0001_baseline/revision.yaml");
        assert!(changes.contains("type: string(20)"), "{changes}");
        project.ok("check --strict").lacks("shops.");
        project.ok("revision -m x").prints("No changes");

        // A fresh database is made as the adopted one is.
        // Numbers come from a sequence there, and from an identity where SeaORM 2 makes it.
        let schema = || project.schema().replace("serial", "identity");
        let made = schema();
        project.sql(&["DROP TABLE shops"]).ok("stamp base");
        project.ok("upgrade");
        assert_eq!(schema(), made);

        // What is said is a change, and takes nothing else along.
        let size = |text: &str| fields.replace("pub size", text);
        project.entity("shops", &size("#[sea_orm(default_value = 8)] pub size"));
        project.run("check").exit(1).prints("~ column shops.size  default none -> 8\n");
        project.ok("revision -m eight").lacks("shops.name");
        project.ok("upgrade");
        project.ok("check --strict");
        assert!(project.schema().contains("type: string(20)"));
        project.entity("shops", fields);
        project.run("check").exit(1).prints("~ column shops.size  default 8 -> none\n");
        project.ok("revision -m none");
        project.ok("upgrade");
        project.ok("check --strict");
        let now = project.schema();
        assert!(!now.contains("default: 8") && !now.contains("default: 7"), "{now}");
        assert!(now.contains("default: Ada"), "{now}");

        // And back to what was found.
        project.ok("downgrade 0001");
        assert_eq!(schema(), made);

        // What is altered by hand is drift, said or unsaid.
        if project.engine() != Engine::Sqlite {
            project.sql(&["ALTER TABLE shops ALTER COLUMN name SET DEFAULT 'Eve'"]);
            project.run("check").exit(1).prints("Drift").prints("shops.name  default Ada -> Eve");
        }
    }
}

/// The way out that a refusal names leads out.
#[test]
fn what_models_come_to_declare_is_adopted() {
    for project in Project::each() {
        project.entity("shops", "").ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&[
            "ALTER TABLE shops ADD COLUMN phone varchar(30) DEFAULT ''",
            "ALTER TABLE shops ADD COLUMN size integer",
            "ALTER TABLE shops ADD COLUMN other integer",
            "CREATE INDEX \"idx-shops-size\" ON shops (size)"
                .replace('"', if project.engine() == Engine::Mysql { "`" } else { "\"" })
                .as_str(),
        ]);
        let fields = "pub phone: Option<String>, #[sea_orm(indexed)] pub size: Option<i64>,";
        project.entity("shops", fields);
        let refused = project.refused("revision -m more").says("baseline --table shops");
        refused.says("column shops.phone is in this database already").lacks("shops.other");
        project
            .ok("baseline --table shops -m adopted")
            .prints("+ column shops.phone")
            .prints("index idx-shops-size on shops")
            .lacks("shops.other")
            .lacks("- ");
        if project.engine() == Engine::Sqlite {
            // Its integers are all one.
            project.ok("check --head --strict");
            continue;
        }
        project
            .run("check --head")
            .exit(1)
            .prints("~ column shops.size  type i32 -> i64")
            .lacks("phone");
        project.ok("revision -m wider");
        project.ok("upgrade");
        project.ok("check --head --strict").prints("column shops.other");
        project.refused("downgrade 0001").says("0002_adopted");
    }
}

/// What a script or somebody by hand made is taken over by the model that declares it, without SQL
/// and without a revision of its own.
#[test]
fn models_take_over_what_was_adopted() {
    for project in Project::each() {
        project.sql(&tables(project.engine()));
        project.entity("shops", "pub name: i32,");
        project.ok("baseline");
        project.ok("check --head");
        let recorded = project.read("snapshots/schema.yaml");
        assert!(recorded.contains("by: script"), "{recorded}");

        let fields = "pub name: i32, #[sea_orm(column_type = \"Text\", nullable)] pub legacy: Option<String>,";
        project.entity("shops", fields);
        project.ok("check --head --strict");
        project.ok("revision -m x").prints("No changes");
        project.entity("shops", &format!("{fields} pub phone: Option<String>,"));
        project.ok("revision -m phone").prints("now declared by a model");
        project.ok("upgrade");
        project.ok("check --head --strict");
        let changes = project.read("migrations/0002_phone/revision.yaml");
        assert!(changes.contains("adopt: column shops.legacy"), "{changes}");
        // From now on it is the models' to drop; the index is not.
        project.entity("shops", "pub name: i32, pub phone: Option<String>,");
        project
            .ok("revision -m less --drop shops.legacy")
            .prints("- column shops.legacy")
            .lacks("by_hand");
    }
}

/// What one database was found to have is nothing to another dialect.
#[test]
fn a_database_is_adopted_for_several_dialects() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndialects: [sqlite, postgres, mysql]\n");
    project.sql(&[
        "CREATE TABLE shops (id integer PRIMARY KEY, name nvarchar(20) NOT NULL DEFAULT 'Ada', at datetime, price numeric(10, 2))",
    ]);
    project.entity(
        "shops",
        "#[sea_orm(column_type = \"Text\")] pub name: String, pub at: Option<DateTime>, pub price: Option<Decimal>,",
    );
    project.ok("diff").prints("No differences");
    project.ok("baseline");
    let script = |name: &str| project.read(&format!("migrations/0001_baseline/up.{name}.sql"));
    assert!(script("sqlite").contains("nvarchar(20)"), "{}", script("sqlite"));
    assert!(script("sqlite").contains("datetime"), "{}", script("sqlite"));
    for text in ["\"name\" text NOT NULL", "timestamp", "decimal"] {
        assert!(script("postgres").contains(text), "{}", script("postgres"));
    }
    assert!(script("mysql").contains("`at` datetime"), "{}", script("mysql"));
    project.ok("check --head --strict");
    project.ok("revision -m x").prints("No changes");
    project.entity("shops", "pub name: String, pub at: Option<DateTime>, pub price: Option<i32>,");
    project.ok("revision -m price").prints("~ column shops.price").lacks("shops.at");
}

/// Tables with what entities leave unsaid, and with what they do not declare.
fn found_tables(engine: Engine) -> [String; 4] {
    let (id, name, at) = match engine {
        Engine::Sqlite => (
            "id integer NOT NULL PRIMARY KEY AUTOINCREMENT",
            "nvarchar(320)",
            "datetime NOT NULL DEFAULT CURRENT_TIMESTAMP",
        ),
        Engine::Postgres => {
            ("id serial PRIMARY KEY", "varchar(320)", "timestamp NOT NULL DEFAULT now()")
        }
        Engine::Mysql => (
            "id int AUTO_INCREMENT PRIMARY KEY",
            "varchar(320)",
            "datetime NOT NULL DEFAULT CURRENT_TIMESTAMP",
        ),
    };
    [
        format!(
            "CREATE TABLE shops ({id}, name {name} NOT NULL DEFAULT '', legacy text, created_at {at})"
        ),
        "CREATE INDEX by_hand ON shops (created_at)".to_owned(),
        "CREATE INDEX called_so ON shops (name)".to_owned(),
        format!(
            "CREATE TABLE items ({id}, shop_id int NOT NULL, FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE)"
        ),
    ]
}

const FOUND: &str = "pub name: String, pub created_at: DateTime,";

/// A table that gets another name keeps what no model says of it.
#[test]
fn an_adopted_table_is_renamed_and_nothing_else() {
    for project in Project::each() {
        for statement in found_tables(project.engine()) {
            project.sql(&[&statement]);
        }
        project.sql(&[
            "INSERT INTO shops (name, legacy) VALUES ('a', 'kept')",
            "INSERT INTO items (shop_id) VALUES (1)",
        ]);
        project.entity("shops", FOUND);
        project.related("items", "pub shop_id: i32,", &belongs_to("shop", ""));
        project.ok("baseline");
        project.ok("check --head --strict");
        let made = project.schema();

        let relation = belongs_to("shop", "").replace("super::shops", "super::stores");
        project.remove("models/shops.rs").entity("stores", FOUND);
        project.related("items", "pub shop_id: i32,", &relation);
        project.refused("revision -m x").says("--rename-table shops=stores");
        for words in ["database models", "snapshot models"] {
            let diff = project.ok(&format!("diff {words} --rename-table shops=stores"));
            diff.prints("stores").lacks("legacy").lacks("by_hand").lacks("created_at");
        }
        let back = project.ok("diff models database --rename-table stores=shops");
        back.prints("shops").lacks("legacy").lacks("by_hand").lacks("created_at");
        project.ok("revision -m stores --rename-table shops=stores");
        let changes = project.read("migrations/0002_stores/revision.yaml");
        let (_, changes) = changes.split_once("changes:").expect("changes");
        assert_eq!(changes.trim(), "- rename_table: shops\n  to: stores");
        project.ok("upgrade --allow-data-loss");
        project.ok("check --head --strict").lacks("Unmanaged");
        project.ok("revision -m x").prints("No changes");
        assert_eq!(project.schema().replace("stores", "shops"), made);
        assert_eq!(project.rows("SELECT name, legacy FROM stores, items"), ["a|kept"]);
        project.ok("downgrade -1");
        assert_eq!(project.schema(), made);
    }
}

/// So does a column, with the index that its model declares and the database calls otherwise, and
/// with one that no model declares.
#[test]
fn an_adopted_column_is_renamed_and_nothing_else() {
    for project in Project::each() {
        for statement in found_tables(project.engine()) {
            project.sql(&[&statement]);
        }
        project.sql(&["CREATE INDEX two_at_once ON shops (name, created_at)"]);
        project.entity("shops", &FOUND.replace("pub name", "#[sea_orm(indexed)] pub name"));
        project.ok("baseline");
        project.ok("check --head --strict");
        let made = project.schema();

        let title = FOUND.replace("pub name", "#[sea_orm(indexed)] pub title");
        let label = "#[sea_orm(indexed, renamed_from = \"title\")] pub label";
        let label = FOUND.replace("pub name", label);
        let steps = [
            (
                "shops",
                title,
                "--rename shops.name=title",
                "- rename_column: shops.name\n  to: title\n- rename_index: shops.idx-shops-name\n  to: idx-shops-title",
            ),
            (
                "shops",
                label.clone(),
                "",
                "- rename_column: shops.title\n  to: label\n- rename_index: shops.idx-shops-title\n  to: idx-shops-label",
            ),
            (
                "stores",
                label,
                "--rename-table shops=stores",
                "- rename_table: shops\n  to: stores\n- rename_index: stores.idx-shops-label\n  to: idx-stores-label",
            ),
        ];
        for (number, (table, fields, flags, expected)) in (2..).zip(steps) {
            project.remove("models/shops.rs").entity(table, &fields);
            project.ok(&format!("revision -m x --rev-id {number:04}_x {flags}"));
            let changes = project.read(&format!("migrations/{number:04}_x/revision.yaml"));
            let (_, changes) = changes.split_once("changes:").expect("changes");
            assert_eq!(changes.trim(), expected);
            project.ok("upgrade --allow-data-loss");
            project.ok("check --head --strict").lacks("two_at_once").lacks("called_so");
        }
        let now = project.schema().replace("stores", "shops").replace("label", "name");
        assert_eq!(now, made);
        project.ok("downgrade 0001");
        assert_eq!(project.schema(), made);
    }
}

/// A key keeps its own name where models name the connection's own schema.
#[test]
fn a_key_between_tables_named_with_their_schema_goes_by_its_name() {
    for engine in [Engine::Postgres, Engine::Mysql] {
        let Some(project) = Project::of(engine) else { continue };
        let id = match engine {
            Engine::Mysql => "id int AUTO_INCREMENT PRIMARY KEY",
            _ => "id serial PRIMARY KEY",
        };
        project.sql(&[
            &format!("CREATE TABLE users ({id})"),
            &format!("CREATE TABLE orders ({id}, user_id int NOT NULL, CONSTRAINT by_hand FOREIGN KEY (user_id) REFERENCES users (id))"),
        ]);
        let own = &project.own_schema();
        let orders = |more: &str| {
            project.related_in(own, "orders", "pub user_id: i32,", &belongs_to("user", more));
        };
        project.related_in(own, "users", "", "");
        orders("");
        project.ok("baseline");
        project.ok("check --head --strict");
        orders(", on_delete = \"Cascade\"");
        project.ok("revision -m cascade").prints("by_hand");
        project.ok("upgrade --allow-data-loss");
        project.ok("check --head --strict");
        project.ok("downgrade -1");
        project.ok("check").lacks("Drift:");
    }
}

/// How much of a column is in the key is what the model says, where it says so.
#[test]
fn a_prefix_in_the_primary_key_is_changed() {
    let Some(project) = Project::of(Engine::Mysql) else { return };
    project.sql(&["CREATE TABLE notes (code varchar(255) NOT NULL, PRIMARY KEY (code(20)))"]);
    let notes = |prefix: &str| {
        let id = "#[sea_orm(primary_key)]\n    pub id: i32,";
        let code = "#[sea_orm(primary_key, auto_increment = false)]\n    pub code: String,";
        let text = format!("#[cfg_attr(any(), autogen(primary_key({prefix})))]\n#[derive(Clone");
        let entity = entity("notes", "", "").replace(id, code);
        project.write("models/notes.rs", &entity.replacen("#[derive(Clone", &text, 1));
    };
    let prefix = || {
        project.rows("SELECT sub_part FROM information_schema.statistics WHERE table_schema = database() AND table_name = 'notes'")
    };
    notes("prefix(code = 10)");
    project.ok("baseline");
    for (length, message) in [("10", "ten"), ("30", "thirty")] {
        notes(&format!("prefix(code = {length})"));
        project.run("check").exit(1).prints("primary key");
        project.ok(&format!("revision -m {message}"));
        project.ok("upgrade");
        project.ok("check --head --strict");
        assert_eq!(prefix(), [length]);
    }
    project.ok("downgrade 0001");
    assert_eq!(prefix(), ["20"]);
}

/// A value that gets another name is still the default that was found.
#[test]
fn a_value_that_is_a_found_default_is_renamed() {
    for project in Project::each() {
        let shops = |values: [&str; 2]| {
            let value = |it| format!("#[sea_orm(string_value = \"{it}\")]\n{it},\n");
            let types = format!(
                "#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]\n#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"state\")]\npub enum State {{\n{}}}\n",
                values.map(value).concat()
            );
            project.write("models/shops.rs", &(entity("shops", "pub state: State,", "") + &types));
        };
        match project.engine() {
            Engine::Sqlite => project.sql(&[
                "CREATE TABLE shops (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, state enum_text NOT NULL DEFAULT 'New')",
            ]),
            Engine::Postgres => project.sql(&[
                "CREATE TYPE state AS ENUM ('New', 'Paid')",
                "CREATE TABLE shops (id serial PRIMARY KEY, state state NOT NULL DEFAULT 'New')",
            ]),
            Engine::Mysql => project.sql(&[
                "CREATE TABLE shops (id int AUTO_INCREMENT PRIMARY KEY, state enum('New', 'Paid') NOT NULL DEFAULT 'New')",
            ]),
        };
        project.sql(&["INSERT INTO shops (id) VALUES (1)"]);
        shops(["New", "Paid"]);
        project.ok("baseline");
        project.ok("check --head --strict");
        shops(["Fresh", "Paid"]);
        project.ok("revision -m fresh --rename-value state.New=Fresh");
        project.ok("upgrade");
        project.ok("check --head --strict").lacks("Drift");
        project.ok("revision -m x").prints("No changes");
        project.sql(&["INSERT INTO shops (id) VALUES (2)"]);
        let states = || project.rows("SELECT state FROM shops ORDER BY id");
        assert_eq!(states(), ["Fresh", "Fresh"]);
        project.ok("downgrade -1");
        project.sql(&["INSERT INTO shops (id) VALUES (3)"]);
        assert_eq!(states(), ["New", "New", "New"]);
        project.ok("check").lacks("Drift");
    }
}

//! Modules that share a database, each with its own revisions, snapshot and version table.

use super::*;

/// A platform whose modules are one crate: the core at the top, two modules beside it.
const PLATFORM: &str = r#"models: src/core
module: ${MODULE_NAME:-core}
version_table: "{module}_alembic_version"
modules:
  financial:
    models: src/financial
    tables: ["financial_*"]
    reads: [src/core]
  inventory:
    models: src/inventory
    tables: ["inventory_*"]
    reads: [src/core, src/financial]
"#;

fn platform(project: &Project) {
    project
        .write("autogen.yaml", PLATFORM)
        .write("src/core/users.rs", &entity("users", "pub name: String,", ""))
        .write("src/financial/accounts.rs", &account(""))
        .write(
            "src/inventory/items.rs",
            &entity(
                "inventory_items",
                "pub account_id: i32,",
                "#[sea_orm(belongs_to = \"financial::accounts::Entity\", from = \"Column::AccountId\", to = \"financial::accounts::Column::Id\")]\n    Account,",
            ),
        );
    for module in ["core", "financial", "inventory"] {
        let manifest = format!("[package]\nname = \"{module}\"\n[lib]\npath = \"lib.rs\"\n");
        let file = match module {
            "core" => "users",
            "financial" => "accounts",
            _ => "items",
        };
        project.write(&format!("src/{module}/Cargo.toml"), &manifest);
        project.write(&format!("src/{module}/lib.rs"), &format!("pub mod {file};\n"));
    }
}

fn account(more: &str) -> String {
    entity(
        "financial_accounts",
        &format!("pub owner_id: i32,\n    {more}"),
        "#[sea_orm(belongs_to = \"core::users::Entity\", from = \"Column::OwnerId\", to = \"core::users::Column::Id\")]\n    Owner,",
    )
}

/// What a person does on the first day, and what each module then sees.
#[test]
fn each_has_its_own_history_in_one_database() {
    for project in Project::each() {
        platform(&project);
        // The container says which module it is.
        let mut core = project.command("revision -m 'initial'");
        project
            .finish("revision", core.env("MODULE_NAME", "core"))
            .exit(0)
            .prints("Wrote migrations/0001_initial");
        let mut core = project.command("upgrade");
        project.finish("upgrade", core.env("MODULE_NAME", "core")).exit(0);

        // Until the key's other end has its revision, there is nothing to depend on.
        project
            .refused("--module inventory revision -m items --offline")
            .says("a key of inventory_items refers to financial_accounts(id) of module `financial`")
            .says("autogen --module financial revision");
        let mut financial = project.command("revision -m 'accounts'");
        project
            .finish("revision", financial.env("MODULE_NAME", "financial"))
            .exit(0)
            .prints("Wrote migrations/financial/0001_accounts")
            .prints("run `autogen --module financial upgrade`")
            .lacks("table users");
        let revision = project.read("migrations/financial/0001_accounts/revision.yaml");
        assert!(revision.contains("depends_on: [core/0001_initial]\n"), "{revision}");
        let up = project.read("migrations/financial/0001_accounts/up.sql");
        assert!(up.contains("autogen --module financial stamp 0001_accounts"), "{up}");
        assert!(up.contains("REFERENCES"), "{up}");

        project.ok("--module financial upgrade");
        project.ok("--module inventory revision -m items");
        project.ok("--module inventory upgrade");

        let mut tables = project.rows(match project.engine() {
            Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%journal' AND name NOT LIKE 'sqlite%'",
            Engine::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%journal'",
            Engine::Mysql => "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_name NOT LIKE '%journal'",
        });
        tables.sort();
        assert_eq!(
            tables,
            [
                "alembic_version",
                "financial_accounts",
                "financial_alembic_version",
                "inventory_alembic_version",
                "inventory_items",
                "users"
            ]
        );
        for name in
            ["snapshots/schema.yaml", "snapshots/financial.yaml", "snapshots/inventory.yaml"]
        {
            assert!(project.path(name).exists(), "{name}");
        }

        // Each sees its own alone.
        project
            .sql(&["CREATE TABLE financial_notes (id integer)", "CREATE TABLE other (id integer)"]);
        project
            .ok("check")
            .prints("1 entity agrees")
            .prints("other")
            .lacks("financial")
            .lacks("inventory");
        project
            .ok("--module financial check")
            .prints("financial_notes")
            .lacks("users")
            .lacks("other");
        project.ok("--module inventory check").lacks("Unmanaged").lacks("financial");
        project.ok("--module financial diff").prints("No differences").lacks("users");
        project.ok("--module all check").prints("module core").prints("module inventory");
        project
            .ok("--module all current")
            .prints("module core\n0001_initial (head)\nmodule financial\n0001_accounts (head)\nmodule inventory\n0001_items (head)\n");

        // An entity that goes takes its own table along, and no other.
        project.write("src/inventory/items.rs", &entity("inventory_things", "", ""));
        project
            .ok("--module inventory revision -m gone --drop inventory_items")
            .prints("inventory_items")
            .lacks("table financial")
            .lacks("users");
        project.ok("--module all upgrade");

        // What others depend on cannot be taken back from under them.
        project
            .refused("downgrade base")
            .says("financial/0001_accounts is applied and depends on what would be taken back");
        project.ok("--module all downgrade base");
        project.ok("--module all current").prints("base");
        project
            .refused("--module financial upgrade")
            .says("0001_accounts depends on core/0001_initial, which is not applied here")
            .says("autogen --module core upgrade");
        let ran = project.ok("--module all upgrade");
        let order: Vec<usize> = ["module core", "module financial", "module inventory"]
            .iter()
            .map(|it| ran.stdout.find(it).expect("each module"))
            .collect();
        assert!(order.is_sorted(), "{ran}");
    }
}

/// Everything at once, before there is any revision.
#[test]
fn all_modules_begin_in_the_order_of_their_keys() {
    let project = Project::sqlite();
    platform(&project);
    project.ok("--module all revision -m initial --offline");
    let revision = project.read("migrations/inventory/0001_initial/revision.yaml");
    assert!(revision.contains("depends_on: [financial/0001_initial]"), "{revision}");
    project
        .refused("--module all upgrade --resume-at 2")
        .says("--resume-at 2 says what is done of one module's revision: add `--module NAME`");
    project.ok("--module all upgrade");

    // What another module refers to stays, also where the database would let it go.
    project.write("src/core/users.rs", &entity("people", "", ""));
    project
        .refused("revision -m gone --drop users")
        .says("users cannot go: a key of financial_accounts of module `financial` refers to it")
        .says("autogen --module financial revision");
    project.write("src/core/users.rs", &entity("users", "pub name: String,", ""));

    // A broken revision is that module's own trouble.
    project.write("migrations/financial/0001_initial/revision.yaml", "format: 1\nrevise: []\n");
    project.ok("current").prints("0001_initial (head)");
    project.ok("--module inventory current");
    project
        .run("--module all current")
        .exit(2)
        .prints("module inventory\n0001_initial (head)")
        .says("unknown field `revise`")
        .says("1 of 3 modules failed: financial");
}

/// Revisions of two modules that depend on each other's, and a circle of them.
#[test]
fn modules_take_turns() {
    for project in Project::each() {
        platform(&project);
        let reads = "models: src/core\nreads: [src/financial]\n";
        project.write("autogen.yaml", &PLATFORM.replace("models: src/core\n", reads));
        project.ok("revision -m initial");
        project.ok("--module all upgrade");
        for (module, message) in [("financial", "accounts"), ("inventory", "items")] {
            project.ok(&format!("--module {module} revision -m {message}"));
            project.ok("--module all upgrade");
        }
        // A key back to what refers to it.
        let user = entity(
            "users",
            "pub name: String,\n    pub account_id: Option<i32>,",
            "#[sea_orm(belongs_to = \"financial::accounts::Entity\", from = \"Column::AccountId\", to = \"financial::accounts::Column::Id\")]\n    Account,",
        );
        project.write("src/core/users.rs", &user);
        project.ok("revision -m favourite");
        let yaml = project.read("migrations/0002_favourite/revision.yaml");
        assert!(yaml.contains("depends_on: [financial/0001_accounts]"), "{yaml}");
        project.ok("--module all upgrade").prints("at 0002_favourite");
        project.ok("--module all check --head --strict");

        // There and back, each when it is its turn.
        project.refused("--module all downgrade").says("-1 means something else for each turn");
        let turns = |ran: &Ran| {
            let modules = ran.stdout.lines().filter_map(|line| line.strip_prefix("module "));
            modules.map(str::to_owned).collect::<Vec<_>>()
        };
        let back = project.ok("--module all downgrade base");
        assert_eq!(turns(&back), ["inventory", "core", "financial", "core"]);
        assert_eq!(project.rows("SELECT * FROM alembic_version"), [""; 0]);
        project.refused("upgrade").says("depends on financial/0001_accounts, which is not applied");
        let up = project.ok("--module all upgrade");
        assert_eq!(turns(&up), ["core", "financial", "core", "inventory"]);
        project.ok("--module all check --head --strict");
        let rows = project.ok("--module all current --format json").json();
        let current = |at: usize| rows["modules"][at]["result"]["current"][0].clone();
        assert_eq!([current(0), current(1)], ["0002_favourite", "0001_accounts"]);

        // On a scratch database too.
        let told = project.ok("--module all verify").stdout;
        assert_eq!(told.matches("back, and up again").count(), 3, "{told}");
        project.ok("--module inventory revision -m notes --empty");
        let folder = "migrations/inventory/0002_notes";
        let notes = "CREATE TABLE inventory_notes (id integer PRIMARY KEY, item_id integer, FOREIGN KEY (item_id) REFERENCES inventory_items (id));\n";
        project.write(&format!("{folder}/up.sql"), notes);
        project.write(&format!("{folder}/down.sql"), "DROP TABLE inventory_notes;\n");
        project.ok("--module inventory snapshot --rebuild 2").prints("+ table inventory_notes");
        project.ok("--module inventory upgrade");
        project.ok("--module inventory check --head --strict");

        // What waits for itself in the end.
        let file = "migrations/financial/0001_accounts/revision.yaml";
        let text = project.read(file).replace("core/0001_initial", "core/0002_favourite");
        project.write(file, &text);
        let circle = "core/0002_favourite -> financial/0001_accounts -> core/0002_favourite";
        project.ok("--module all current").prints("0002_favourite (head)");
        for line in ["--module all upgrade", "--module all check"] {
            project.refused(line).says(circle);
        }
        project.ok("--module all stamp base");
        project.refused("upgrade").says(circle);
    }
}

/// What another module makes is nobody's fault.
#[test]
fn a_module_is_tried_on_the_ground_of_others() {
    for project in Project::each() {
        platform(&project);
        project.ok("revision -m ones --empty --offline");
        project.write("migrations/0001_ones/up.sql", "CREATE VIEW ones AS SELECT 1 AS one;\n");
        project.write("migrations/0001_ones/down.sql", "DROP VIEW ones;\n");
        project.ok("--module inventory revision -m notes --empty --offline");
        let folder = "migrations/inventory/0001_notes";
        let notes = "CREATE TABLE inventory_notes (id integer PRIMARY KEY);\n";
        project.write(&format!("{folder}/up.sql"), notes);
        project.write(&format!("{folder}/down.sql"), "DROP TABLE inventory_notes;\n");
        let yaml = project.read(&format!("{folder}/revision.yaml"));
        let yaml =
            format!("{}depends_on: [core/0001_ones]\n", yaml.replace("depends_on: []\n", ""));
        project.write(&format!("{folder}/revision.yaml"), &yaml);
        let told = project.run("--module inventory verify");
        told.prints("1 revision leads where they should, back, and up again");
    }
}

/// What all modules say at once, in forms that machines read.
#[test]
fn all_modules_speak_every_form() {
    let project = Project::sqlite();
    platform(&project);
    project.ok("--module all revision -m initial --offline");
    let script = project.ok("--module all upgrade --sql").stdout;
    let built = Project::sqlite();
    built.sql(&[&script]);
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('users', 'financial_accounts', 'inventory_items')";
    assert_eq!(built.rows(tables), ["3"]);
    let json = project.ok("--module all upgrade --format json").json();
    let modules: Vec<&str> =
        (0..3).filter_map(|at| json["modules"][at]["module"].as_str()).collect();
    assert_eq!(modules, ["core", "financial", "inventory"]);
    assert_eq!(json["modules"][2]["result"]["done"][0]["revision"], "0001_initial");
    for line in ["check", "current", "status", "history", "heads", "diff", "inspect", "lint"] {
        let json = project.run(&format!("--module all {line} --format json")).json();
        assert_eq!(json["modules"].as_array().map(Vec::len), Some(3), "{line}: {json}");
    }
    project
        .write("src/core/users.rs", &entity("users", "pub name: String,\n    pub age: i32,", ""));
    let told = project.ok("--module all diff snapshot models --format markdown").stdout;
    assert!(told.contains("## Module core\n\n") && told.contains("users.age"), "{told}");
    let told = project.ok("--module all diff snapshot models --format sql --dialect sqlite").stdout;
    built.sql(&[&told.replace("NOT NULL", "NOT NULL DEFAULT 0")]);
    let log = project.run("--module all lint --format sarif").json();
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(3), "{log}");
    // A module that fails says so among the others.
    project.write("migrations/financial/0001_initial/revision.yaml", "format: 1\nrevise: []\n");
    let json = project.run("--module all current --format json").exit(2).json();
    let error = json["modules"][1]["error"].as_str().unwrap_or_default();
    assert!(error.contains("unknown field `revise`"), "{json}");
    assert_eq!(json["modules"][2]["result"]["current"][0], "0001_initial");
}

/// Others' revisions are told of new numbers.
#[test]
fn renumbered_revisions_are_known_to_other_modules() {
    let project = Project::sqlite();
    platform(&project);
    project.ok("revision -m initial --offline");
    for name in ["two", "three"] {
        project.ok(&format!("revision -m {name} --empty --head 1 --offline"));
    }
    let file = "migrations/financial/0001_accounts/revision.yaml";
    let text =
        "format: 1\n# after the second\nrevises: []\ndepends_on: [core/2, core/0001_initial]\n";
    project.write(file, text);
    project.write("migrations/financial/0001_accounts/up.sql", "SELECT 1;\n");
    project.ok("rebase 2 --renumber --offline").prints("0002_two, now 0004_two");
    assert_eq!(project.read(file), text.replace("core/2", "core/0004_two"));
    project.ok("--module all upgrade");
}

/// A circle of keys before there is any revision.
#[test]
fn a_circle_of_modules_is_shown() {
    let project = Project::sqlite();
    platform(&project);
    let user = entity(
        "users",
        "pub item_id: i32,",
        "#[sea_orm(belongs_to = \"inventory::items::Entity\", from = \"Column::ItemId\", to = \"inventory::items::Column::Id\")]\n    Item,",
    );
    let yaml = PLATFORM.replace("models: src/core\n", "models: src/core\nreads: [src/inventory]\n");
    project.write("autogen.yaml", &yaml).write("src/core/users.rs", &user);
    project.refused("--module all revision -m initial --offline").says(
        "the keys of modules refer to each other in a circle: core -> inventory -> financial -> core",
    );
}

/// Configurations in which modules get in each other's way, and names that are none.
#[test]
fn modules_that_cannot_be() {
    let cases: &[(&str, &[&str])] = &[
        (
            "modules:\n  a: {models: a}\n  b: {models: b, migrations: migrations/a}\n",
            &["autogen.yaml:3:1", "modules `a` and `b` both have the folder migrations/a"],
        ),
        (
            "modules:\n  a: {models: a}\n  b: {models: a}\n",
            &["autogen.yaml:3:1", "modules `a` and `b` both have a in their `models`"],
        ),
        (
            "modules:\n  a: {models: a}\n  b: {models: b, version_table: a_autogen_version}\n",
            &["modules `a` and `b` both have the version table a_autogen_version"],
        ),
        (
            "modules:\n  a: {models: a, tables: [fin_*]}\n  b: {models: b, tables: [fin_a*]}\n",
            &["autogen.yaml:3:1", "what both `fin_*` and `fin_a*` mean in their `tables`"],
        ),
        (
            "modules:\n  a: {models: a, modules: {}}\n",
            &["autogen.yaml:2:1", "belongs to the top level"],
        ),
        ("modules:\n  a/b: {models: a}\n", &["autogen.yaml:2:1", "cannot be the name of a module"]),
        ("modules:\n  all: {models: a}\n", &["`all` means all of them"]),
        ("modules:\n  a: {bogus: a}\n", &["autogen.yaml:2:7", "unknown field `bogus`"]),
        (
            "modules:\n  a: {models: a}\n  b: {models: b}\n",
            &["which module?", "a, b", "MIGRATION_MODULE_ID"],
        ),
        (
            "module: financal\nmodules:\n  financial: {models: a}\n",
            &["no module `financal`; did you mean financial"],
        ),
        (
            "migrations: '{modul}'\nmodules:\n  a: {models: a}\n",
            &["autogen.yaml:1:1", "`{modul}` stands for nothing here; there is {module}"],
        ),
        (
            "module: ${NO_SUCH_NAME}\nmodules:\n  a: {models: a}\n",
            &["autogen.yaml:1:1", "`NO_SUCH_NAME` is not set"],
        ),
        (
            "models: m\nversion_table: '{module}_v'\n",
            &["`{module}` stands for the name of a module, and this project has none"],
        ),
        ("modules:\n  a:\n", &["autogen.yaml:2:1", "module `a` has no `models`"]),
    ];
    let project = Project::sqlite();
    project.write("a/x.rs", &entity("x", "", "")).write("b/y.rs", &entity("y", "", ""));
    project.write("m/x.rs", &entity("x", "", ""));
    for (yaml, words) in cases {
        project.write("autogen.yaml", yaml);
        let refused = project.refused("revision -m x");
        words.iter().fold(refused, |it, words| it.says(words));
    }
    project.write("autogen.yaml", PLATFORM);
    project
        .refused("--module finance current")
        .says("there is no module `finance`; did you mean financial");
    let mut wrong = project.command("current");
    project
        .finish("current", wrong.env("MIGRATION_MODULE_ID", "hr"))
        .exit(2)
        .says("there is no module `hr`");
    project.write("autogen.yaml", "models: m\n");
    project.refused("--module x current").says("there is no module `x`; autogen.yaml names none");
    project.refused("--module all current").says("no modules");
    // The same table in the models of two modules.
    project.write("autogen.yaml", "modules:\n  a: {models: a, tables: [y]}\n  b: {models: b}\n");
    project
        .refused("--module b revision -m x --offline")
        .says("the table y is claimed by two modules")
        .says("`a`");
}

/// A database that is everybody's is none of a tenant's.
#[test]
fn tenants_are_named_where_there_are_some() {
    let project = Project::sqlite();
    platform(&project);
    let tenants = "tenants: {url: 'sqlite:{tenant}_{module}.db', list: [acme]}\n";
    project.write("autogen.yaml", &format!("core_database: appdb\n{tenants}{PLATFORM}"));
    project.ok("revision -m initial --offline");
    project.ok("upgrade");
    for flag in ["--tenant acme", "--tenant all", "--shard 1/2", "--retry-failed failed.txt"] {
        project
            .refused(&format!("{flag} downgrade -1"))
            .says("module `core` has no `tenants`")
            .says("--module NAME");
    }
    project.ok("current").prints("0001_initial (head)");
    project.ok("--module all --tenant acme current").prints("module core\n0001_initial (head)\n");
    // The environment of a container says it for all of its modules.
    let mut current = project.command("current");
    project.finish("current", current.env("MIGRATION_TENANT_ID", "acme")).exit(0);
    project.write("autogen.yaml", PLATFORM);
    project.refused("--module all --tenant acme current").says("has no `tenants`");
    project.refused("--module inventory --shard 1/2 upgrade").says("`inventory` has no `tenants`");
}

/// The snapshot of another module is a cache too.
#[test]
fn a_snapshot_that_is_gone_hides_no_module() {
    let project = Project::sqlite();
    platform(&project);
    project.ok("revision -m initial --offline");
    let kept = project.read("snapshots/schema.yaml").replace("users", "people");
    let old = |line| if str::starts_with(line, "stamp:") { "stamp: old" } else { line };
    let old: Vec<&str> = kept.lines().map(old).collect();
    let file = "migrations/financial/0001_accounts/revision.yaml";
    for stale in [None, Some(old.join("\n"))] {
        project.remove("snapshots/schema.yaml");
        stale.iter().for_each(|it| _ = project.write("snapshots/schema.yaml", it));
        project.ok("--module financial revision -m accounts --offline");
        let revision = project.read(file);
        assert!(revision.contains("depends_on: [core/0001_initial]\n"), "{revision}");
        project.remove("migrations/financial").ok("snapshot");
    }
    project.remove("snapshots/schema.yaml");
    let turns = project.ok("--module all revision -m accounts --offline").stdout;
    assert!(turns.contains("Wrote migrations/financial/0001_accounts"), "{turns}");
}

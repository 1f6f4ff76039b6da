//! Every command with its options, and what it prints where.

use super::*;

const COMMANDS: [&str; 18] = [
    "init",
    "baseline",
    "revision",
    "upgrade",
    "up",
    "downgrade",
    "down",
    "current",
    "history",
    "heads",
    "status",
    "show",
    "stamp",
    "check",
    "diff",
    "inspect",
    "snapshot",
    "render",
];

#[test]
fn help_is_short_and_tells_what_there_is() {
    let project = Project::sqlite();
    let all = project.ok("--help");
    for command in COMMANDS {
        let help = project.ok(&format!("{command} --help"));
        assert!(help.stdout.lines().count() < 60, "{help}");
        assert!(help.stdout.contains("Global options:"), "{help}");
        assert!(all.stdout.contains(command), "{command}");
    }
    project.ok("--version").prints("autogen ");
    project.ok("completions bash").prints("_autogen()");
    project.run("").exit(2).says("Usage");
    project.run("frobnicate").exit(2).says("frobnicate");
    project.run("revision").exit(2).says("--message");
    for line in ["check --format sql", "current --format markdown", "init --format json"] {
        project.run(line).exit(2).says("--format");
    }
}

/// A project of three revisions, of which two are applied.
fn three() -> Project {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    project.ok("upgrade");
    project.entity("shops", "pub name: String, pub phone: Option<String>,");
    project.ok("revision -m 'add phone'");
    project.ok("upgrade");
    project.entity("shops", "pub name: String, pub phone: Option<String>, pub fax: Option<i64>,");
    project.ok("revision -m 'add fax'");
    project
}

#[test]
fn where_the_database_is_and_what_there_is() {
    let project = three();
    project.ok("current").prints("0002_add_phone\n").lacks("head");
    let json = project.ok("current --format json").json();
    assert_eq!(
        (&json["current"][0], &json["heads"][0]),
        (&"0002_add_phone".into(), &"0003_add_fax".into())
    );
    project.ok("heads").prints("0002_add_phone -> 0003_add_fax (head), add fax");
    assert_eq!(project.ok("heads --format json").json()[0], "0003_add_fax");
    let newest_first = "0002_add_phone -> 0003_add_fax (head), add fax\n\
                        0001_initial -> 0002_add_phone, add phone\n\
                        base -> 0001_initial, initial\n";
    assert_eq!(project.ok("history").stdout, newest_first);
    let lines = |range: &str| project.ok(&format!("history {range}")).stdout.lines().count();
    let counts =
        ["1:2", "2:", ":2", "0002_add:head", "base:head", "current:", "current:+1", "-1:current"]
            .map(lines);
    assert_eq!(counts, [2, 2, 2, 2, 3, 2, 2, 2]);
    assert_eq!(project.ok("history --format json").json().as_array().unwrap().len(), 3);

    let status =
        project.ok("status").prints("0001_initial    applied").prints("0003_add_fax    pending");
    assert_eq!(status.stdout.lines().count(), 3, "{status}");
    let json = project.ok("status --format json").json();
    assert_eq!(json["revisions"][1]["applied"], true);
    assert_eq!(json["revisions"][2]["applied"], false);

    project
        .ok("show 3")
        .prints("0003_add_fax")
        .prints("revises  0002_add_phone")
        .prints("+ column shops.fax")
        .prints("ALTER TABLE \"shops\" ADD COLUMN \"fax\"");
    let json = project.ok("show 0003_add --format json").json();
    assert_eq!(json["changes"][0]["add_column"], "shops.fax");
    assert!(json["scripts"]["down.sql"].as_str().unwrap().contains("DROP COLUMN"));
    project.refused("show 0009").says("Can't locate revision identified by '0009'");
    project.refused("show 000").says("0001_initial, 0002_add_phone, 0003_add_fax");
}

#[test]
fn targets_of_every_kind() {
    let project = three();
    for (command, at) in [
        ("upgrade +1", "0003_add_fax"),
        ("downgrade -1", "0002_add_phone"),
        ("up", "0003_add_fax"),
        ("down", "0002_add_phone"),
        ("down --migration 2", "0001_initial"),
        ("upgrade --target 2", "0002_add_phone"),
        ("upgrade 0003_a", "0003_add_fax"),
        ("downgrade 1", "0001_initial"),
        ("upgrade 003", "0003_add_fax"),
        ("downgrade head-1", "0002_add_phone"),
        ("downgrade base", "base"),
        ("upgrade heads", "0003_add_fax"),
        ("downgrade -3", "base"),
        ("upgrade base+2", "0002_add_phone"),
        ("upgrade head", "0003_add_fax"),
    ] {
        project.ok(command).prints(&format!("the database is at {at}\n"));
    }
    project.ok("upgrade").prints("Nothing to do: the database is at 0003_add_fax");
    project.refused("down --migration 1").says("autogen downgrade 0001_initial");
    project.refused("downgrade -4").says("leads out of the revisions");
    project.refused("upgrade +1").says("leads out of the revisions");
    project.refused("upgrade nope").says("Can't locate revision identified by 'nope'");
    project.refused("upgrade 1").says("autogen downgrade 1");
    project.ok("downgrade base");
    project.refused("down").says("there is none that way");

    project.ok("stamp 2").prints("the database is at 0002_add_phone");
    assert_eq!(
        project.rows("SELECT revision FROM autogen_version ORDER BY 1"),
        ["0001_initial", "0002_add_phone"]
    );
    project.ok("stamp base").prints("no revision is applied");
    let json = project.ok("stamp head --format json").json();
    assert_eq!(json["current"][0], "0003_add_fax");
    project.refused("stamp nope").says("Can't locate revision identified by 'nope'");
}

#[test]
fn plans_are_shown_and_not_run() {
    let project = three();
    project.ok("upgrade --dry-run").prints("upgrade 0003_add_fax").prints("ADD COLUMN \"fax\"");
    project.ok("downgrade base --dry-run").prints("downgrade 0002_add_phone").prints("DROP TABLE");
    let json = project.ok("upgrade --dry-run --format json").json();
    assert_eq!(json["plan"][0]["revision"], "0003_add_fax");
    project.ok("current").prints("0002_add_phone");
    let json = project.ok("upgrade --format json").json();
    assert_eq!(json["done"][0]["revision"], "0003_add_fax");
    assert_eq!(json["current"][0], "0003_add_fax");
    assert_eq!(project.ok("up --format json").json()["done"], serde_json::json!([]));
    project.ok("up -q").prints("");
    assert_eq!(project.ok("up -q").stderr, "");
    project.ok("downgrade -1 -v").says("DROP COLUMN \"fax\"").says("server: Sqlite 3.");
}

/// `--sql` needs no database, and what it prints is what would run.
#[test]
fn scripts_are_printed_without_a_database() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        project.entity("shops", "pub name: String, pub phone: Option<String>,");
        project.ok("upgrade");
        project.ok("revision -m phone");
        project.ok("downgrade base");
        let nowhere = match project.engine() {
            Engine::Sqlite => "sqlite:///nowhere/at/all.db",
            Engine::Postgres => "postgres://u:secret@127.0.0.1:1/x",
            Engine::Mysql => "mysql://u:secret@127.0.0.1:1/x",
        };
        let sql = |line: &str| project.ok(&format!("{line} --sql --database-url {nowhere}")).stdout;
        let up = sql("upgrade");
        for part in ["autogen_version", "0001_initial", "0002_phone", "phone"] {
            assert!(up.contains(part), "{part} in {up}");
        }
        assert!(!up.contains("autogen stamp"), "{up}");
        project.sql(&[&up]);
        project.ok("check --head --strict");
        project.ok("status").lacks("edited");
        let down = sql("downgrade 2:1");
        project.sql(&[&down]);
        project.ok("current").prints("0001_initial");
        project.sql(&[&sql("upgrade 1:2")]);
        project.sql(&[&sql("downgrade head:base")]);
        project.ok("current").prints("base");
        project.refused("downgrade base --sql").says("FROM:TO");
        // A script goes the way of its command, and no other.
        project
            .refused("upgrade 2:1 --sql")
            .says("`autogen downgrade 2:1 --sql` goes there")
            .lacks("DROP");
        project.refused("downgrade 1:2 --sql").says("`autogen upgrade 1:2 --sql` goes there");
        project.refused("upgrade --sql --dialect oracle").says("not a dialect");
    }
}

#[test]
fn plain_folders_are_revisions() {
    for project in Project::each() {
        project
            .write("migrations/2024-01-01-000000_users/up.sql", "CREATE TABLE users (id integer);");
        project.write("migrations/2024-01-01-000000_users/down.sql", "DROP TABLE users;");
        project
            .write("migrations/2024-02-01-000000_posts/up.sql", "CREATE TABLE posts (id integer);");
        project.write("migrations/2024-02-01-000000_posts/down.sql", "DROP TABLE posts;");
        project.write("migrations/README.md", "not a revision");
        project.ok("history").prints("2024-01-01-000000_users -> 2024-02-01-000000_posts (head)");
        project.ok("upgrade").prints("2 revisions applied");
        project.ok("downgrade -1").prints("2024-01-01-000000_users");
        project.ok("show 2024-02").prints("written by hand").prints("CREATE TABLE posts");
        project.ok("upgrade");
        // The models go on from there.
        project.entity("shops", "").ok("revision -m shops");
        project.ok("upgrade").prints("_shops");
        project.refused("revision -m x --empty --rev-id 0001_low").says("--rev-id");
        project.ok("check").prints("table users").prints("1 entity agrees");
    }
}

#[test]
fn differences_in_every_form() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    project.ok("diff").prints("+ table shops");
    project.ok("upgrade");
    project.ok("diff").prints("No differences");
    project.ok("diff --exit-code");
    project.ok("diff --format markdown").prints("No differences.");
    assert_eq!(project.ok("diff --format sql").stdout, "");
    project.entity("shops", "pub name: Option<String>, pub phone: Option<String>,");
    project
        .ok("diff")
        .prints("~ column shops.name  not null -> null\n")
        .prints("+ column shops.phone  string, null\n");
    project.ok("diff --reverse").prints("- column shops.phone");
    project.ok("diff models database").prints("- column shops.phone");
    project.ok("diff snapshot models").prints("+ column shops.phone");
    project.ok("diff snapshot database").prints("No differences");
    project.ok("diff snapshots/schema.yaml models").prints("+ column shops.phone");
    project.run("diff --exit-code").exit(1);
    project.ok("diff --format sql").prints("\"phone\" varchar").prints("BEGIN;");
    let table = "| | Object | Change |\n|---|---|---|\n";
    project
        .ok("diff --format markdown")
        .prints(table)
        .prints("column shops.phone | string, null |");
    let json = project.ok("diff --format json").json();
    assert_eq!(json.as_array().unwrap().len(), 2, "{json:#}");
    let other = Project::sqlite();
    project.ok(&format!("diff {} models", other.database.url)).prints("+ table shops");
    project.ok(&format!("diff database {}", other.database.url)).prints("- table shops");
    project.refused("diff nonsense models").says("none of models, snapshot, database");

    project.ok("inspect").prints("shops:").lacks("autogen_version");
    project.ok("inspect models").prints("phone");
    project.ok("inspect snapshot").lacks("phone");
    project.ok("inspect --format sql").prints("CREATE TABLE \"shops\"");
    project.ok("inspect models --format sql").prints("\"phone\"");
    assert!(project.ok("inspect --format json").json()["tables"]["shops"].is_object());
}

#[test]
fn a_further_dialect_is_rendered() {
    let project = three();
    project.refused("upgrade --sql --dialect postgres").says("autogen render --dialect postgres");
    let applied = project.ok("status");
    project.ok("render --dialect postgres").prints("the postgres scripts of 0003_add_fax");
    for name in ["up.sqlite.sql", "down.sqlite.sql", "up.postgres.sql", "down.postgres.sql"] {
        let text = project.read(&format!("migrations/0002_add_phone/{name}"));
        assert!(text.lines().next().unwrap().contains(name), "{text}");
    }
    assert!(!project.path("migrations/0002_add_phone/up.sql").exists());
    project.ok("upgrade --sql --dialect postgres").prints("CREATE TABLE \"shops\"");
    assert_eq!(project.ok("status").stdout, applied.stdout);
    project.ok("render --dialect postgres").prints("has its postgres scripts");
    project.ok("upgrade");
    project.ok("downgrade base");
}

#[test]
fn a_new_project_is_begun() {
    let project = Project::sqlite();
    project.remove("autogen.yaml");
    project.run("check").exit(2).says("autogen init");
    std::fs::create_dir_all(project.path("src/entities")).unwrap();
    project.ok("init").prints("Wrote autogen.yaml").prints("autogen revision -m");
    let text = project.read("autogen.yaml");
    assert!(text.contains("${DATABASE_URL}") && text.contains("models: src/entities"), "{text}");
    project.refused("init").says("is there already");
    project.write("src/entities/shops.rs", &entity("shops", "pub name: String,", ""));
    project.ok("revision -m initial").prints("Wrote migrations/0001_initial");
    project.ok("upgrade");
    project.ok("check").prints("1 entity agrees");

    // From a folder below, and by the name of the file.
    let mut below = project.command("check --head");
    below.current_dir(project.path("src/entities"));
    project.finish("check", &mut below).exit(0).prints("1 entity agrees");
    std::fs::rename(project.path("autogen.yaml"), project.path("other.yaml")).unwrap();
    project.run("heads").exit(2).says("there is no autogen.yaml");
    project.ok("-c other.yaml check").prints("1 entity agrees");
    project.ok("check --config other.yaml");
    project.entity("shops", "");
    project
        .ok("-c other.yaml revision -m more --empty")
        .prints("autogen -c other.yaml stamp 0002_more");
    project.remove("other.yaml");
    project.run("-c other.yaml check").exit(2).says("other.yaml cannot be read");
    project.ok("init --models somewhere --dialects sqlite,postgres").prints("no folder somewhere");
    assert!(project.read("autogen.yaml").contains("dialects: [sqlite, postgres]"));
}

#[test]
fn colours_are_for_terminals() {
    let project = three();
    // Every other test has looked for escapes in what is piped.
    let always = |line: &str, variable: Option<&str>| {
        let mut command = project.command(line);
        command.envs(variable.map(|it| (it, "1")));
        let output = command.output().expect("the binary starts");
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    assert!(always("show 3 --color always", None));
    assert!(!always("show 3 --color never", None));
    assert!(!always("show 3", Some("NO_COLOR")));
}

#[test]
fn several_dialects_from_one_set_of_models() {
    for project in Project::each() {
        project.write("autogen.yaml", "models: models\ndialects: [sqlite, postgres, mysql]\n");
        project.entity("shops", "pub name: String,").ok("revision -m initial");
        let id = "migrations/0001_initial";
        for name in ["sqlite", "postgres", "mysql"] {
            assert!(project.read(&format!("{id}/up.{name}.sql")).contains("CREATE TABLE"));
            assert!(project.read(&format!("{id}/down.{name}.sql")).contains("DROP TABLE"));
        }
        project.ok("upgrade");
        project.ok("check --head --strict");
        project.ok("downgrade base");
    }
}

/// What only MariaDB has goes into scripts of their own, which a URL of `mysql:` leads to as well.
#[test]
fn scripts_for_mariadb_alone() {
    let Some(project) = Project::of(Engine::Mysql) else { return };
    project.write("autogen.yaml", "models: models\ndialects: [mariadb]\n");
    project.entity(
        "shops",
        "pub name: String, #[cfg_attr(any(), autogen(invisible))] pub old: Option<i32>,",
    );
    project.ok("revision --offline -m shops").prints("INVISIBLE");
    let is_mariadb = project.ok("-v current").stderr.contains("MariaDb");
    if !is_mariadb {
        project.refused("upgrade").says("no script for mysql");
        project.refused("verify").says("the scripts are for mariadb");
        return;
    }
    project.ok("upgrade --sql").prints("CREATE TABLE `shops`");
    project.ok("upgrade").prints("1 revision applied");
    project.ok("check --strict");
    project.ok("verify").prints("mariadb: 1 revision");
    project.ok("lint 0001");
    project.ok("downgrade base");
}

//! Projects that another tool has migrated so far, with its files and its table as it makes them.

use super::*;

/// A project without autogen.yaml, and the entities of what the tool has made.
fn begun(engine: Engine, setup: impl Fn(&Project)) -> Option<Project> {
    let project = Project::of(engine)?;
    project.remove("autogen.yaml");
    project.entity("shops", "pub name: String,");
    setup(&project);
    Some(project)
}

const ENGINES: [Engine; 3] = [Engine::Sqlite, Engine::Postgres, Engine::Mysql];

/// Two versions with Alembic's own table of that name.
fn alembic(project: &Project, table: &str, at: &str) {
    project.write("alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\nsqlalchemy.url = driver://user:pass@localhost/db\n");
    let env = format!("context.configure(url=url, version_table=\"{table}\")\n");
    project.write("alembic/env.py", &env);
    let version = |name: &str, revision: &str, down: &str| {
        let text = format!(
            "\"\"\"{name}\n\nRevision ID: {revision}\n\"\"\"\nfrom alembic import op\n\nrevision: str = '{revision}'\ndown_revision: Union[str, Sequence[str], None] = {down}\nbranch_labels = None\n"
        );
        project.write(&format!("alembic/versions/{revision}_{name}.py"), &text);
    };
    version("initial", "ffb97fb287b0", "None");
    version("names", "1975ea83b712", "'ffb97fb287b0'");
    let create = format!(
        "CREATE TABLE {table} (version_num VARCHAR(32) NOT NULL, CONSTRAINT {table}_pkc PRIMARY KEY (version_num))"
    );
    project.sql(&[&create, &format!("INSERT INTO {table} VALUES ('{at}')"), &shops(project)]);
}

fn shops(project: &Project) -> String {
    let id = match project.engine() {
        Engine::Sqlite => "id integer NOT NULL PRIMARY KEY",
        Engine::Postgres => "id serial PRIMARY KEY",
        Engine::Mysql => "id integer NOT NULL AUTO_INCREMENT PRIMARY KEY",
    };
    format!("CREATE TABLE shops ({id}, name varchar(255) NOT NULL)")
}

/// The whole way: the tool's state is taken over, and the next column is autogen's.
fn go_on(project: &Project) {
    project.ok("baseline").prints("table shops");
    project.ok("check --head --strict").prints("1 entity agrees").lacks("alembic").lacks("seaql");
    project.entity("shops", "pub name: String, pub phone: Option<String>,");
    project.ok("revision -m phone").prints("+ column shops.phone");
    project.ok("upgrade").prints("at 0002_phone");
    project.ok("check --head --strict");
}

#[test]
fn alembic_is_followed() {
    for engine in ENGINES {
        let made = begun(engine, |it| alembic(it, "alembic_version", "1975ea83b712"));
        let Some(project) = made else { continue };
        project
            .ok("init --from alembic --models models")
            .prints("Found 2 migrations in alembic/versions, the newest 1975ea83b712")
            .prints("Found the table alembic_version: the database is at 1975ea83b712")
            .prints("stay as they are")
            .prints("autogen baseline");
        project.refused("init --from alembic").says("is there already");
        go_on(&project);
        assert_eq!(project.rows("SELECT * FROM alembic_version"), ["1975ea83b712"]);
        // Its table is no table of autogen's.
        let config = project.read("autogen.yaml");
        project.write("autogen.yaml", &format!("{config}version_table: alembic_version\n"));
        project.refused("current").says("autogen init --from alembic").says("version_num");
    }
    // A module's table has its name, and gives it to the new one.
    let at =
        |at: &'static str| begun(Engine::Sqlite, move |it| alembic(it, "core_alembic_version", at));
    let project = at("1975ea83b712").expect("SQLite");
    project.ok("init --from alembic --models models").prints("core_alembic_version");
    assert!(project.read("autogen.yaml").contains("version_table: core_autogen_version"));
    go_on(&project);
    let behind = at("ffb97fb287b0").expect("SQLite");
    behind
        .refused("init --from alembic")
        .says("Target database is not up to date.")
        .says("Not applied: 1975ea83b712")
        .says("alembic upgrade head");
    let lost = at("0123456789ab").expect("SQLite");
    lost.refused("init --from alembic")
        .says("Can't locate revision identified by '0123456789ab'")
        .says("version control");
}

#[test]
fn sea_orm_migration_is_followed() {
    for engine in ENGINES {
        let made = begun(engine, |project| {
            for name in ["lib", "main", "m20220101_000001_shops", "m20220202_000001_names"] {
                project.write(&format!("migration/src/{name}.rs"), "pub struct Migration;\n");
            }
            let table = "CREATE TABLE seaql_migrations (version varchar(255) NOT NULL PRIMARY KEY, applied_at bigint NOT NULL)";
            let row = "INSERT INTO seaql_migrations VALUES ('m20220101_000001_shops', 1)";
            project.sql(&[table, row, &shops(project)]);
        });
        let Some(project) = made else { continue };
        let line = "init --from sea-orm --models models";
        project
            .refused(line)
            .says("Not applied: m20220202_000001_names")
            .says("sea-orm-cli migrate up");
        project.sql(&["INSERT INTO seaql_migrations VALUES ('m20220202_000001_names', 2)"]);
        project.ok(line).prints("Found 2 migrations in migration/src");
        go_on(&project);
        assert_eq!(project.rows("SELECT count(*) FROM seaql_migrations"), ["2"]);
    }
}

#[test]
fn scripts_of_diesel_go_on_as_revisions() {
    for engine in ENGINES {
        let made = begun(engine, |project| {
            project.write("diesel.toml", "[migrations_directory]\ndir = \"db\"\n");
            project.write("db/.keep", "");
            let table = "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";
            let folder = "db/2024-01-02-030405_shops";
            project.write(&format!("{folder}/up.sql"), &shops(project));
            project.write(&format!("{folder}/down.sql"), "DROP TABLE shops;");
            let later = "db/2024-02-02-030405-0001_notes";
            project.write(&format!("{later}/up.sql"), "CREATE TABLE notes (id integer);");
            project.write(&format!("{later}/down.sql"), "DROP TABLE notes;");
            let row = "INSERT INTO __diesel_schema_migrations (version) VALUES ('20240102030405')";
            project.sql(&[table, row, &shops(project)]);
        });
        let Some(project) = made else { continue };
        project
            .ok("init --from diesel --models models")
            .prints("Found 2 migrations in db, the newest 202402020304050001")
            .prints("the database is at 20240102030405")
            .prints("Recorded: the database is at 2024-01-02-030405_shops")
            .prints("snapshot --rebuild");
        project.ok("upgrade").prints("the database is at 2024-02-02-030405-0001_notes");
        project.ok("downgrade -1");
        project.ok("upgrade");
        for id in ["2024-01-02-030405_shops", "2024-02-02-030405-0001_notes"] {
            project.ok(&format!("snapshot --rebuild {id}"));
        }
        project.run("check").lacks("Drift").lacks("half done");
        assert_eq!(project.rows("SELECT count(*) FROM __diesel_schema_migrations"), ["1"]);
    }
}

#[test]
fn scripts_of_sqlx_are_put_into_folders() {
    for engine in ENGINES {
        let made = begun(engine, |project| {
            project.write("migrations/1_shops.up.sql", &shops(project));
            project.write("migrations/1_shops.down.sql", "DROP TABLE shops;");
            project.write("migrations/2_notes.sql", "CREATE TABLE notes (id integer);");
            project.write("migrations/10_tags.sql", "CREATE TABLE tags (id integer);");
            let table = match project.engine() {
                Engine::Sqlite => {
                    "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)"
                }
                Engine::Postgres => {
                    "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL)"
                }
                Engine::Mysql => {
                    "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)"
                }
            };
            let columns = "(version, description, success, checksum, execution_time)";
            let row = |version: u32, success: &str| {
                format!(
                    "INSERT INTO _sqlx_migrations {columns} VALUES ({version}, 'x', {success}, '', 1)"
                )
            };
            project.sql(&[table, &row(1, "true"), &row(2, "false"), &shops(project)]);
        });
        let Some(project) = made else { continue };
        let line = "init --from sqlx --models models";
        project.refused(line).says("migration 2 failed half-way").says("sqlx migrate");
        project.sql(&[
            "UPDATE _sqlx_migrations SET success = true",
            "CREATE TABLE notes (id integer)",
        ]);
        project
            .ok(line)
            .prints("Found 3 migrations in migrations, the newest 10")
            .prints("Copied the scripts of 3 migrations")
            .prints("Recorded: the database is at 0002_notes");
        project.ok("upgrade").prints("1 revision applied; the database is at 0010_tags");
        project.run("downgrade -1").exit(2).says("no down script");
        assert_eq!(project.rows("SELECT count(*) FROM _sqlx_migrations"), ["2"]);
    }
}

#[test]
fn nothing_to_adopt_is_said() {
    let project = begun(Engine::Sqlite, |_| ()).expect("SQLite");
    for tool in ["alembic", "sea-orm", "diesel", "sqlx"] {
        project.refused(&format!("init --from {tool}")).says("--folder");
    }
    project.write("migrations/1_shops.sql", "SELECT 1;");
    project.refused("init --from sqlx").says("no table _sqlx_migrations").says("DATABASE_URL");
    project.refused("init --from sqlx --folder elsewhere").says("elsewhere cannot be read");
}

/// A backup before each upgrade, and a formatter after each revision.
#[test]
fn hooks_are_run() {
    for project in Project::each() {
        project.write(
            "autogen.yaml",
            "models: models\nhooks:\n  after_revision: echo '-- looked at {revision}' >> {up}\n  before_upgrade: ['test -n \"$DATABASE_URL\"', 'echo {database} {revisions} >> before', test ! -e stop]\n  after_upgrade: echo ${WHO:-nobody} >> after\n",
        );
        project.entity("shops", "pub name: String,");
        project
            .ok("revision -m initial")
            .prints("-- looked at 0001_initial")
            .says("after_revision: echo");
        let up = project.read("migrations/0001_initial/up.sql");
        assert!(up.ends_with("-- looked at 0001_initial\n"), "{up}");
        project.write("stop", "");
        project
            .run("upgrade")
            .exit(2)
            .says("the hook before_upgrade failed (exit status: 1): test ! -e stop")
            .says("Nothing was run");
        project.ok("current").prints("base");
        project.remove("stop").ok("upgrade").says("after_upgrade: echo ${WHO:-nobody}");
        assert!(project.read("before").lines().all(|line| line.ends_with(" 0001_initial")));
        assert_eq!(project.read("after"), "nobody\n");
        // What does nothing needs no backup.
        project.ok("upgrade");
        project.ok("upgrade --dry-run");
        project.ok("downgrade -1");
        assert_eq!(project.read("after"), "nobody\n");
        project.write("autogen.yaml", "models: models\nhooks: {after_upgrade: 'exit 3'}\n");
        project.run("upgrade").exit(3).says("exit status: 3").says("The upgrade is done");
        project.ok("current").prints("0001_initial");
    }
}

#[test]
fn pre_commit_checks_the_models() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    project.ok("init --pre-commit").prints("pre-commit install");
    let text = project.read(".pre-commit-config.yaml");
    assert!(text.starts_with("repos:\n- repo: local\n  hooks:\n  - id: autogen-check\n"), "{text}");
    let hook = |text: &str| {
        let yaml: serde_yaml::Value = serde_yaml::from_str(text).expect(text);
        let repos = yaml["repos"].as_sequence().expect("a list").clone();
        let hook = repos.last().expect("a repository")["hooks"][0].clone();
        hook["entry"].as_str().expect("a command").to_owned()
    };
    let entry = hook(&text);
    project.ok("init --pre-commit").prints("has the check already");
    project.write(
        ".pre-commit-config.yaml",
        "repos:\n  - repo: https://example.org/other\n    rev: v1\n    hooks:\n      - id: other\n",
    );
    project.ok("init --pre-commit");
    assert_eq!(hook(&project.read(".pre-commit-config.yaml")), entry);
    project.write(".pre-commit-config.yaml", "repos: []\nfail_fast: true\n");
    project.refused("init --pre-commit").says("add this").says("autogen check --offline");
    // What the repository offers to be named is the same command.
    let offered = include_str!("../../../.pre-commit-hooks.yaml");
    let offered: serde_yaml::Value = serde_yaml::from_str(offered).expect("YAML");
    for hook in offered.as_sequence().expect("a list") {
        assert_eq!(hook["entry"], entry.as_str());
    }
    let line = entry.strip_prefix("autogen ").expect("autogen");
    project.ok(line);
    project.entity("shops", "");
    project.run(line).exit(1).prints("- column shops.name");
}

/// The last step of `action.yml` as GitHub runs it, with a `gh` that writes down what it is told.
#[test]
fn a_pull_request_is_told_what_changes() {
    let project = Project::sqlite();
    let bin = project.path("bin");
    let gh = r#"#!/bin/sh
echo "$@" >> "$0.log"
for word; do case "$word" in body=@*) cp "${word#body=@}" "$0.md"; echo 42 > "$0.id"; exit;; esac; done
cat "$0.id" 2>/dev/null || true
"#;
    project.write("bin/gh", gh).write(".gitignore", "bin\n");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_autogen"), bin.join("autogen")).expect("a link");
    let action: serde_yaml::Value =
        serde_yaml::from_str(include_str!("../../../action.yml")).expect("YAML");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let step = steps.last().expect("a step");
    for (name, _) in step["env"].as_mapping().expect("variables") {
        assert!(["GH_TOKEN", "PULL_REQUEST", "BASE", "MODULES"].contains(&name.as_str().unwrap()));
    }
    project.write("bin/step.sh", step["run"].as_str().expect("a script"));
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
    let shell = |folder: &str, args: &[&str], base: &str, modules: &str| {
        let mut command = Command::new("bash");
        command.args(args).current_dir(project.path(folder)).env("PATH", &path);
        command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"));
        command.env("GITHUB_REPOSITORY", "ada/shop").env("PULL_REQUEST", "7");
        command.env("BASE", base).env("MODULES", modules).env("GH_TOKEN", "token");
        command.env("GITHUB_STEP_SUMMARY", project.path("bin/summary.md"));
        command.env_remove("DATABASE_URL");
        Ran::new(&args.join(" "), command.output().expect("bash"))
    };
    let step = project.path("bin/step.sh").display().to_string();
    let step = |folder: &str, base: &str, modules: &str| {
        shell(folder, &["--noprofile", "--norc", "-eo", "pipefail", &step], base, modules)
    };
    let git = |line: &str| {
        let git = "git -c user.name=a -c user.email=a@b";
        let line = line.replace("git ", &format!("{git} "));
        shell("", &["-ec", &line], "", "").exit(0).stdout.trim().to_owned()
    };
    let commit = || git("git add -A; git commit -qm one; git rev-parse HEAD");
    git("chmod +x bin/gh; git init -q");
    project.write("autogen.yaml", "models: models\ndialects: [sqlite]\n");
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    let before = commit();
    project.entity("shops", "pub name: String, pub phone: Option<String>,");
    step("", &before, "").exit(1);
    let comment = project.read("bin/gh.md");
    assert!(comment.contains("column shops.phone | string, null |"), "{comment}");
    assert!(comment.contains("`autogen check --offline` fails"), "{comment}");
    project.ok("revision -m phone --offline");
    step("", &before, "").exit(0).lacks("::warning::");
    let comment = project.read("bin/gh.md");
    assert!(comment.contains("column shops.phone") && !comment.contains("fails"), "{comment}");
    assert!(comment.starts_with("<!-- autogen: . "), "{comment}");
    assert!(project.read("bin/summary.md").contains("### Changes of the schema"));
    let log = project.read("bin/gh.log");
    let sent: Vec<&str> = log.lines().filter(|line| line.contains("-X ")).collect();
    assert!(sent[0].starts_with("api -X POST repos/ada/shop/issues/7/comments -F body=@"), "{log}");
    assert!(sent[1].starts_with("api -X PATCH repos/ada/shop/issues/comments/42 -F"), "{log}");
    assert_eq!(git("git worktree list").lines().count(), 1);

    // In a folder below, with modules, of which one is new.
    let yaml = "dialects: [sqlite]\nmodules:\n  a: {models: a}\n";
    project.write("sub/autogen.yaml", yaml).write("sub/a/x.rs", &entity("x", "", ""));
    let config = "-c sub/autogen.yaml";
    project.ok(&format!("{config} --module a revision -m initial --offline"));
    let before = commit();
    project.write("sub/autogen.yaml", &format!("{yaml}  b: {{models: b}}\n"));
    project.write("sub/b/y.rs", &entity("y", "", ""));
    project.ok(&format!("{config} --module b revision -m initial --offline"));
    step("sub", &before, "a b").exit(0);
    let comment = project.read("bin/gh.md");
    assert!(comment.starts_with("<!-- autogen: sub/ a b -->"), "{comment}");
    assert!(comment.contains("of a\n\nNo differences."), "{comment}");
    assert!(comment.contains("of b\n\n") && comment.contains("table y"), "{comment}");
    // Without the right to comment, the check's word counts.
    project.write("bin/gh", "#!/bin/sh\nexit 1\n");
    step("sub", &before, "a b").exit(0).prints("::warning::");
}

/// A database that was typed is where it was typed, also for hooks, which run elsewhere.
#[test]
fn hooks_find_the_database_that_was_typed() {
    let project = Project::sqlite();
    let hook = "hooks: {before_upgrade: 'echo {database} $DATABASE_URL > told'}\n";
    project.write("autogen.yaml", &format!("models: models\n{hook}"));
    project.entity("shops", "").ok("revision -m initial --offline");
    project.write("below/note.txt", "");
    let below = project.path("below").canonicalize().expect("a folder");
    let mut upgrade = project.command("--database-url sqlite://x.db upgrade");
    project.finish("upgrade", upgrade.current_dir(&below)).exit(0);
    let file = below.join("x.db").display().to_string();
    assert_eq!(project.read("told"), format!("{file} sqlite://{file}\n"));
}

//! A database for each tenant.

use super::*;

/// The URL of a tenant's database beside that of the project, and how to look into it.
struct Tenants {
    project: Project,
    /// In front of each tenant, so that runs do not meet on a server.
    prefix: String,
}

impl Tenants {
    fn of(engine: Engine) -> Option<Self> {
        let project = Project::of(engine)?;
        let name = project.database.url.split('?').next().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".sqlite");
        let prefix = name.to_owned();
        Some(Self { project, prefix }.entity())
    }

    fn entity(self) -> Self {
        self.project.entity("orders", "pub title: String,");
        self
    }

    /// Where the database of a tenant is, with `{tenant}` and `{module}` in it.
    fn template(&self) -> String {
        let url = self.project.database.url.split('?').next().unwrap_or_default();
        let (server, _) = url.rsplit_once('/').expect("a path");
        let file = if self.project.engine() == Engine::Sqlite { ".db" } else { "" };
        format!("{server}/{}_{{tenant}}_{{module}}{file}", self.prefix)
    }

    fn database(&self, tenant: &str) -> String {
        self.template().replace("{tenant}", tenant).replace("{module}", "shop")
    }

    /// autogen.yaml with these lines in `tenants`.
    fn configure(&self, more: &str) -> &Project {
        let template = self.template();
        self.project.write(
            "autogen.yaml",
            &format!("module: ${{MIGRATION_MODULE_ID:-shop}}\nmodels: models\ncore_database: {}_core_shop\ntenants:\n  url: \"{template}\"\n{more}", self.prefix),
        )
    }

    fn rows(&self, tenant: &str, query: &str) -> Vec<String> {
        let url = DatabaseUrl::parse(&self.database(tenant), Path::new("")).expect("a URL");
        let rows = block_on(async {
            let mut connection = Connection::open(&url, Missing::Empty).await.expect("a database");
            connection.rows(query).await
        });
        rows.expect("rows").into_iter().flatten().flatten().collect()
    }

    /// A statement, as somebody sends it to the database of a tenant by hand.
    fn execute(&self, tenant: &str, sql: &str) {
        let url = DatabaseUrl::parse(&self.database(tenant), Path::new("")).expect("a URL");
        block_on(async {
            let mut connection = Connection::open(&url, Missing::Empty).await.expect("a database");
            connection.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        });
    }

    fn exists(&self, tenant: &str) -> bool {
        let url = DatabaseUrl::parse(&self.database(tenant), Path::new("")).expect("a URL");
        let is_file = self.project.engine() == Engine::Sqlite;
        match is_file {
            true => Path::new(self.database(tenant).trim_start_matches("sqlite://")).exists(),
            false => block_on(Connection::open(&url, Missing::Empty)).is_ok(),
        }
    }

    /// Runs a command as somebody whose environment says which tenant it is.
    fn run(&self, tenant: &str, line: &str) -> Ran {
        let mut command = self.project.command(line);
        self.project.finish(line, command.env("MIGRATION_TENANT_ID", tenant))
    }
}

impl Drop for Tenants {
    fn drop(&mut self) {
        if self.project.engine() == Engine::Sqlite {
            return;
        }
        let query = match self.project.engine() {
            Engine::Postgres => "SELECT datname FROM pg_database",
            _ => "SELECT schema_name FROM information_schema.schemata",
        };
        let own = format!("{}_", self.prefix);
        for name in self.project.rows(query).into_iter().filter(|it| it.starts_with(&own)) {
            self.project.sql(&[&format!("DROP DATABASE {name}")]);
        }
    }
}

fn each() -> impl Iterator<Item = Tenants> {
    [Engine::Sqlite, Engine::Postgres, Engine::Mysql].into_iter().filter_map(Tenants::of)
}

#[test]
fn each_tenant_has_a_database_that_upgrade_creates() {
    for tenants in each() {
        let project = tenants.configure("");
        project
            .refused("upgrade")
            .says("MIGRATION_TENANT_ID environment variable must be set")
            .says("export MIGRATION_TENANT_ID=NAME")
            .says("--tenant NAME");
        // What needs no database needs no tenant.
        project.ok("history");

        tenants.run("acme", "revision -m initial").exit(0).prints("Wrote migrations/0001_initial");
        tenants
            .run("acme", "current")
            .exit(0)
            .says("does not exist yet: `autogen upgrade` creates it")
            .prints("base");
        tenants.run("acme", "status").exit(0).prints("pending");
        for line in ["downgrade -1", "stamp head", "baseline", "inspect"] {
            tenants.run("acme", line).exit(2).says("does not exist yet");
        }
        tenants.run("acme", "revision -m more").exit(2).says("Target database is not up to date.");
        assert!(!tenants.exists("acme"));

        tenants.run("acme", "upgrade head").exit(0).says("created ").prints("1 revision applied");
        tenants.run("acme", "upgrade").exit(0).prints("Nothing to do");
        project.ok("--tenant acme current").prints("0001_initial (head)");
        project.ok("--tenant acme check").prints("agrees");
        project.ok("--tenant globex upgrade");
        assert_eq!(tenants.rows("globex", "SELECT count(*) FROM orders"), ["0"]);

        project.entity("orders", "pub title: String,\n    pub note: Option<String>,");
        tenants.run("acme", "revision -m note").exit(0);
        tenants.run("acme", "upgrade 0002").exit(0);
        tenants.run("acme", "downgrade -1").exit(0);
        tenants.run("acme", "upgrade").exit(0);
        tenants
            .run("acme", "downgrade 0001_initial")
            .exit(0)
            .prints("the database is at 0001_initial");
        tenants.run("globex", "current").exit(0).prints("0001_initial\n");
        tenants.run("globex", "history").exit(0).prints("0002_note (head)");

        // The core's database is nobody's, whatever leads to it.
        let core = tenants.database("core");
        tenants
            .run("core", "upgrade")
            .exit(2)
            .says("is the core database (`core_database` in")
            .says("module `shop` has its own");
        project
            .refused(&format!("--tenant acme --database-url {core} current"))
            .says("is the core database");
        project.refused(&format!("--tenant acme diff {core} models")).says("is the core database");
        assert!(!tenants.exists("core"));
        // Another database of one tenant is nothing bad.
        let other = tenants.database("globex");
        project.ok(&format!("--tenant acme --database-url {other} current")).prints("0001_initial");
        project.refused(&format!("--database-url {other} current")).says("must be set");
    }
}

/// Names that would lead elsewhere, and names that are not listed.
#[test]
fn a_typo_creates_nothing() {
    for tenants in each() {
        let project = tenants.configure("  list: [acme, globex, 42]\n");
        project.ok("revision -m initial --offline");
        for name in [
            "../acme", "a/b", "a\"b", "a'b", "a`b", "a b", "..", "a?b", "a@b", "a%2fb", "ä", "-x",
            "a\\b",
        ] {
            tenants.run(name, "upgrade").exit(2).says("cannot be the name of a tenant");
        }
        tenants
            .run(&"x".repeat(260), "upgrade")
            .exit(2)
            .says("would be called")
            .says("is the most that the server keeps");
        tenants
            .run("acne", "upgrade")
            .exit(2)
            .says("there is no tenant `acne`; did you mean acme")
            .says("--create");
        assert!(!tenants.exists("acne"));
        tenants.run("acne", "current").exit(2).says("there is no tenant `acne`");
        tenants.run("42", "upgrade").exit(0);
        tenants.run("acne", "upgrade --create").exit(0).says("created ");
        assert!(tenants.exists("acne"));

        let project = tenants.configure("  create: never\n");
        tenants.run("hooli", "upgrade").exit(2).says("`create: never`").says("--create");
        assert!(!tenants.exists("hooli"));
        project.ok("--tenant hooli upgrade --create");
        assert!(tenants.exists("hooli"));
    }
}

#[test]
fn tenants_that_cannot_be() {
    let project = Project::sqlite();
    project.entity("orders", "");
    for (tenants, words) in [
        ("{url: 'sqlite:{tenent}.db'}", &["autogen.yaml:2:1", "has no {tenant}"][..]),
        (
            "{url: 'sqlite:{tenant}_{modul}.db'}",
            &[
                "autogen.yaml:2:1",
                "`{modul}` stands for nothing here; there is {tenant} and {module}",
            ],
        ),
        (
            "{url: 'sqlite:{tenant}_{module}.db'}",
            &["`{module}` stands for the name of a module, and this project has none"],
        ),
        ("{url: 'sqlite:{tenant}.db', list: [a], file: b}", &["one of `list`, `file` and `query`"]),
        ("{url: 'sqlite:{tenant}.db', create: listed}", &["`create: listed` needs"]),
        (
            "{url: 'sqlite:{tenant}.db', list: ['a/b']}",
            &["autogen.yaml:2:1", "`a/b` cannot be the name of a tenant"],
        ),
        ("{url: 'sqlite:{tenant}.db', file: nowhere.txt}", &["nowhere.txt cannot be read"]),
        (
            "{url: 'sqlite:{tenant}.db', query: {url: 'sqlite:c.db', sql: 'SELECT name FROM nothing'}}",
            &["the `query` of `tenants`", "failed"],
        ),
        ("{url: '${NO_SUCH_URL}/{tenant}'}", &["`NO_SUCH_URL` is not set"]),
        ("{url: 'oracle://{tenant}'}", &["the database URL of tenant `a`"]),
    ] {
        project.write("autogen.yaml", &format!("models: models\ntenants: {tenants}\n"));
        let refused = project.refused("--tenant a current");
        words.iter().fold(refused, |it, words| it.says(words));
    }
    project.write(
        "autogen.yaml",
        "models: models\ntenants: {url: 'sqlite:{tenant}.db', file: t.txt}\n",
    );
    project.write("t.txt", "# ours\na\n\nb/c # theirs\n");
    project.refused("--tenant a current").says("t.txt:4:1").says("it holds `/`");
    project.write("t.txt", "a\nb\0c\n");
    project.refused("--tenant a current").says("t.txt:2:1").says("`b\\0c`").lacks("\0");
    project.write("autogen.yaml", "models: models\n");
    project.refused("--tenant a current").says("has no `tenants`");
}

/// Every tenant of the list, on each engine: what a person types over months.
#[test]
fn a_fleet_goes_together() {
    for tenants in each() {
        let project = tenants.configure("  file: tenants.txt\n");
        project.write("tenants.txt", "# ours\nacme\nglobex\ninitech # pays late\nacme\n");
        project.ok("revision -m initial --offline");
        project.ok("--tenant all current").prints("3 tenants not created yet\n");
        project.ok("--tenant all upgrade --dry-run").prints("3 tenants would be created\n");
        assert!(!tenants.exists("acme"));
        project
            .ok("--tenant all upgrade --jobs 2")
            .prints("3 tenants created and upgraded to 0001_initial\n")
            .lacks("secret");
        project.ok("--tenant all upgrade").prints("3 tenants at 0001_initial already\n");
        project.ok("--tenant all check").prints("3 tenants as their revisions made them\n");

        project.entity("orders", "pub title: String,\n    pub note: Option<String>,");
        project
            .run("--tenant all check")
            .exit(1)
            .prints("Model changes without a revision:")
            .prints("orders.note");
        project.ok("revision -m note --offline");
        project.ok("--tenant globex upgrade");
        project
            .ok("--tenant all current")
            .prints("2 tenants at 0001_initial: acme, initech\n")
            .prints("1 tenant at 0002_note (head): globex\n");
        project
            .ok("--tenant all status")
            .prints("2 tenants at 0001_initial, 1 pending: acme, initech\n  pending: 0002_note\n");
        project
            .ok("--tenant all check")
            .prints("2 tenants as their revisions made them, 1 pending");
        project.run("--tenant all check --head").exit(1);
        project
            .ok("--tenant all diff")
            .prints("2 tenants with 1 difference: acme, initech\n  + column orders.note")
            .prints("1 tenant without differences: globex\n");
        project.run("--tenant all diff --exit-code").exit(1);
        let json = project.ok("--tenant all current --format json").json();
        assert_eq!(json["groups"][0]["tenants"], serde_json::json!(["acme", "initech"]));
        assert_eq!(json["groups"][0]["current"], serde_json::json!(["0001_initial"]));

        // One drifts: the others are not its company.
        let drift = match project.engine() {
            Engine::Mysql => "ALTER TABLE orders MODIFY title varchar(10)",
            Engine::Sqlite => "ALTER TABLE orders RENAME COLUMN title TO heading",
            Engine::Postgres => "ALTER TABLE orders ALTER title DROP NOT NULL",
        };
        tenants.execute("initech", drift);
        project
            .run("--tenant all check")
            .exit(1)
            .prints("1 tenant drifted, 1 pending: initech\n")
            .prints("title");
        // One fails: the others are upgraded, and it is kept for another try.
        tenants.execute("acme", "ALTER TABLE orders ADD COLUMN note varchar(255)");
        project
            .run("--tenant all upgrade")
            .exit(3)
            .says("1 tenant failed: acme")
            .says("0002_note failed at statement")
            .says("1 of 3 tenants failed")
            .says("--retry-failed failed-tenants-shop.txt");
        let failed = project.read("failed-tenants-shop.txt");
        assert!(failed.contains("\nacme  # 0002_note failed"), "{failed}");
        assert_eq!(failed.lines().count(), 2, "{failed}");
        project.ok("--tenant initech current").prints("0002_note (head)");
        tenants.execute("acme", "ALTER TABLE orders DROP COLUMN note");
        let resume = if project.engine() == Engine::Mysql { " --resume-at 1" } else { "" };
        project
            .ok(&format!("upgrade --retry-failed failed-tenants-shop.txt{resume}"))
            .prints("1 tenant upgraded to 0002_note\n");

        project
            .ok("--tenant all downgrade")
            .says("0002_note loses every value of orders.note")
            .prints("3 tenants taken back to 0001_initial\n");
        project.ok("--tenant all stamp head").prints("3 tenants recorded at 0002_note\n");
        project.refused("--tenant all revision -m x").says("one tenant at a time");
        project.refused("--tenant all upgrade --abort").says("add `--tenant NAME`");
        for line in ["upgrade", "downgrade"] {
            project
                .refused(&format!("--tenant all {line} --resume-at 2"))
                .says("--resume-at 2 says what is done in one database: add `--tenant NAME`");
        }
        project.refused("--tenant all upgrade --database-url sqlite:x.db").says("is one database");
    }
}

/// Ten failing tenants among a hundred, and the shares of several machines.
#[test]
fn shards_cover_a_fleet_once() {
    let tenants = Tenants::of(Engine::Sqlite).expect("SQLite");
    let control = tenants.project.path("control.db");
    let control = control.display();
    let project = tenants.configure(&format!(
        "  query: {{url: \"sqlite://{control}\", sql: \"SELECT name FROM customers WHERE active\"}}\n"
    ));
    let names: Vec<String> = (0..100).map(|it| format!("t{it:03}")).collect();
    let url = DatabaseUrl::parse(&format!("sqlite://{control}"), Path::new("")).expect("a URL");
    block_on(async {
        let mut connection = Connection::open(&url, Missing::Create).await.expect("a database");
        let mut insert = String::from(
            "CREATE TABLE customers (name text, active boolean); INSERT INTO customers VALUES ('gone', false)",
        );
        names.iter().for_each(|name| insert.push_str(&format!(", ('{name}', true)")));
        connection.execute(&insert).await.expect("tenants");
    });
    project.ok("revision -m initial --offline");
    // What is no database fails alone.
    for name in names.iter().step_by(10) {
        std::fs::write(tenants.database(name).trim_start_matches("sqlite://"), "not a database, but long enough to be looked at as if it were one: it says so in its first bytes").expect("a file");
    }
    // A CI matrix counts from 1, an indexed job from 0: the shares are the same.
    let mut processes: Vec<_> = (1..=4)
        .map(|index| {
            let line = format!("--tenant all upgrade --shard {index}/4 --jobs 4 --format json");
            let mut command = project.command(&line);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("the binary starts")
        })
        .collect();
    let (mut done, mut failed) = (0, 0);
    for process in processes.drain(..) {
        let output = process.wait_with_output().expect("it ends");
        let ran = Ran::new("upgrade --shard", output);
        let json = ran.json();
        for group in json["groups"].as_array().expect("groups") {
            done += group["tenants"].as_array().expect("names").len();
        }
        failed += json["failed"].as_object().expect("failures").len();
    }
    assert_eq!((done, failed), (90, 10));
    let [first, fourth] = ["0/4", "4/4"].map(|shard| {
        let ran = project.run(&format!("--tenant all upgrade --shard {shard}"));
        (ran.code, ran.stdout, ran.stderr.replace("4-of-4", "0-of-4"))
    });
    assert_eq!(first, fourth);
    project
        .run("--tenant all current")
        .exit(2)
        .prints("90 tenants at 0001_initial (head)\n")
        .says("10 tenants failed: t000, t010, t020")
        .says("The file is something else than a SQLite database")
        .says("10 of 100 tenants failed");
    assert!(!tenants.exists("gone"));

    // The first failure is enough.
    project
        .run("--tenant all downgrade --fail-fast --jobs 1")
        .exit(2)
        .says("1 of 100 tenants failed, 99 of 100 tenants not begun");
    let kept = project.read("failed-tenants-shop.txt");
    assert!(kept.starts_with("# autogen downgrade: 1 of 100 failed, 99 not begun\n"), "{kept}");
    assert!(kept.contains("\nt001  # not begun\n"), "{kept}");
    assert_eq!(kept.lines().count(), 101, "{kept}");
    project
        .run("downgrade --retry-failed failed-tenants-shop.txt")
        .exit(2)
        .prints("90 tenants taken back to base\n")
        .says("10 of 100 tenants failed");
    project.run("--tenant all upgrade").exit(2);
    for name in names.iter().step_by(10) {
        std::fs::remove_file(tenants.database(name).trim_start_matches("sqlite://"))
            .expect("a file");
    }
    project.write("again.txt", "t000\nt010 # was no database\n");
    project.ok("upgrade --retry-failed again.txt").prints("2 tenants created and upgraded");
    project.write("again.txt", "t000\nt0110\n");
    project
        .refused("upgrade --retry-failed again.txt")
        .says("there is no tenant `t0110`; did you mean t010");
    project.refused("--tenant t000 upgrade --shard 1/4").says("are for many tenants");
    project.refused("--tenant all upgrade --shard 5/4").says("write I/N");
}

/// Whoever is told to end says whose turn it was not yet, also when nothing failed.
#[test]
fn an_interrupted_fleet_keeps_what_was_not_begun() {
    let tenants = Tenants::of(Engine::Sqlite).expect("SQLite");
    let hook = "hooks: {after_upgrade: 'touch begun; sleep 1'}\n";
    let project = tenants.configure(&format!("  list: [acme, globex, initech]\n{hook}"));
    project.ok("revision -m initial --offline");
    let mut upgrade = project.command("--tenant all upgrade --jobs 1");
    upgrade.stdout(Stdio::piped()).stderr(Stdio::piped());
    let upgrade = upgrade.spawn().expect("the binary starts");
    let began = std::time::Instant::now();
    while !project.path("begun").exists() {
        assert!(began.elapsed().as_secs() < 60, "the upgrade never began");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let pid = upgrade.id().to_string();
    let told = Command::new("kill").args(["-INT", &pid]).status().expect("kill");
    assert!(told.success());
    let output = upgrade.wait_with_output().expect("it ends");
    Ran::new("--tenant all upgrade", output)
        .exit(3)
        .prints("1 tenant created and upgraded to 0001_initial: acme\n")
        .says("interrupted: 2 of 3 tenants not begun")
        .says("--retry-failed failed-tenants-shop.txt");
    let kept = project.read("failed-tenants-shop.txt");
    assert!(kept.ends_with("\nglobex  # not begun\ninitech  # not begun\n"), "{kept}");
    project
        .ok("upgrade --retry-failed failed-tenants-shop.txt")
        .prints("2 tenants created and upgraded to 0001_initial\n");
}

/// A database that somebody drops while it is being upgraded.
#[test]
fn a_database_that_disappears_takes_no_other_along() {
    let Some(tenants) = Tenants::of(Engine::Postgres) else { return };
    let project = tenants.configure("  list: [acme, globex, initech]\n");
    project.ok("revision -m initial --offline");
    let up = project.read("migrations/0001_initial/up.sql");
    project.write(
        "migrations/0001_initial/up.sql",
        &up.replace("BEGIN;", "BEGIN;\nSELECT pg_sleep(4);"),
    );
    let mut upgrade = project.command("--tenant all upgrade");
    upgrade.stdout(Stdio::piped()).stderr(Stdio::piped());
    let upgrade = upgrade.spawn().expect("the binary starts");
    let lost = format!("{}_globex_shop", tenants.prefix);
    let sleeps = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '{lost}' AND query LIKE '%pg_sleep%'"
    );
    let begun = std::time::Instant::now();
    while project.rows(&sleeps) != ["1"] {
        assert!(begun.elapsed().as_secs() < 60, "the upgrade never began");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    project.sql(&[&format!("DROP DATABASE {lost} WITH (FORCE)")]);
    let output = upgrade.wait_with_output().expect("it ends");
    Ran::new("--tenant all upgrade", output)
        .exit(3)
        .prints("2 tenants created and upgraded to 0001_initial: acme, initech\n")
        .says("1 tenant failed: globex")
        .says("1 of 3 tenants failed");
    project.ok("--tenant all current").prints("1 tenant not created yet: globex\n");
}

/// What is beside the schema: objects of others, edited scripts, hooks that fail, version tables that
/// are none.
#[test]
fn a_fleet_is_told_what_is_beside_it() {
    for tenants in each() {
        let hook = "hooks: {after_upgrade: 'case {database} in *globex*) exit 3;; esac'}\n";
        let list = "  list: [acme, globex, initech]\n";
        let project = tenants.configure(list);
        project.ok("revision -m initial --offline");
        project.ok("--tenant all upgrade");
        tenants.execute("acme", "CREATE TABLE notes (id integer)");
        project
            .ok("--tenant all check")
            .prints("3 tenants as their revisions made them\n")
            .prints("Unmanaged, left alone:\n  table notes  (acme)\n");
        let json = project.ok("--tenant all check --format json").json();
        assert_eq!(json["unmanaged"]["table notes"], serde_json::json!(["acme"]));

        let up = project.read("migrations/0001_initial/up.sql");
        project.write("migrations/0001_initial/up.sql", &format!("{up}SELECT 1;\n"));
        project
            .ok("--tenant all upgrade")
            .says("all 3 tenants: 0001_initial was edited after it was applied")
            .says("`autogen --tenant NAME stamp 0001_initial --checksum`");
        project.write("migrations/0001_initial/up.sql", &up);

        project.entity("orders", "pub title: String,\n    pub note: Option<String>,");
        let sql = project.ok("--tenant all diff --format sql").stdout;
        assert!(sql.starts_with("-- 3 tenants with 1 difference\n"), "{sql}");
        tenants.execute("acme", sql.lines().find(|it| it.contains("ADD COLUMN")).expect("SQL"));
        project
            .ok("--tenant all diff --format markdown")
            .prints("### 2 tenants with 1 difference: globex, initech\n")
            .prints("orders.note")
            .prints("### 1 tenant without differences: acme\n");
        tenants.execute("acme", "ALTER TABLE orders DROP COLUMN note");

        // The work is done, whatever comes after it.
        project.ok("revision -m note --offline");
        let project = tenants.configure(&format!("{list}{hook}"));
        project
            .run("--tenant all upgrade")
            .exit(3)
            .prints("3 tenants upgraded to 0002_note\n")
            .says("globex: the hook after_upgrade failed (exit status: 3)")
            .says("a hook failed for 1 of 3 tenants, and all are upgraded");
        assert!(!project.path("failed-tenants-shop.txt").exists());
        project.ok("--tenant all current").prints("3 tenants at 0002_note (head)\n");

        // Contents that nobody wrote for autogen.
        let project = tenants.configure("  list: [acme, globex, initech, hooli]\n");
        tenants.execute("initech", "DROP TABLE autogen_version");
        tenants.execute("initech", "CREATE TABLE autogen_version (id integer, what varchar(9))");
        tenants.execute(
            "acme",
            "UPDATE autogen_version SET revision = 'b7f3' WHERE revision = '0002_note'",
        );
        project
            .run("--tenant all downgrade 1")
            .exit(2)
            .prints("1 tenant taken back to 0001_initial: globex\n")
            .prints("1 tenant not created yet: hooli\n")
            .says("1 tenant failed: acme\n  Can't locate revision identified by 'b7f3'")
            .says("autogen_version is not a version table of autogen: it has no column")
            .says("2 of 4 tenants failed");
        project
            .run("--tenant all current")
            .exit(2)
            .prints("1 tenant at 0001_initial, with b7f3 that the folder has not: acme\n");

        // A database that is still to come.
        project
            .ok("--tenant hooli check")
            .says("does not exist yet: `autogen --tenant hooli upgrade` creates it")
            .prints("Pending revisions:\n  0001_initial\n  0002_note\n")
            .prints("1 entity agrees with the revisions");
        project.run("--tenant hooli check --head").exit(1);
        assert!(!tenants.exists("hooli"));
    }
}

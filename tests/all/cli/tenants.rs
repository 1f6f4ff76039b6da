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
        for line in ["downgrade -1", "stamp head", "baseline", "check", "inspect"] {
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
    project.write("autogen.yaml", "models: models\n");
    project.refused("--tenant a current").says("has no `tenants`");
}

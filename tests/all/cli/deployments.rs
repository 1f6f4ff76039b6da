//! The sections of the README that are followed from their first command to their last, exactly as
//! they stand there.

use std::collections::VecDeque;

use super::*;

/// The commands of a section of the README, in the order in which they are typed.
struct Section {
    commands: VecDeque<String>,
    project: Project,
    /// What `export` set.
    exported: Vec<(String, String)>,
}

impl Section {
    fn of(heading: &str, project: Project) -> Self {
        let readme = include_str!("../../../README.md");
        let (_, rest) = readme.split_once(&format!("\n{heading}\n")).expect(heading);
        let level = heading.split(' ').next().expect("a level");
        let end = rest.find(&format!("\n{level} ")).unwrap_or(rest.len());
        let lines = rest[..end].lines().filter_map(|line| line.strip_prefix("$ "));
        let commands = lines.map(|line| line.split("  #").next().unwrap_or(line).trim().to_owned());
        // What a container runs is run here.
        project.write("bin/docker", "#!/bin/sh\nexport MODULE_NAME=\"$3\"\nshift 3\nexec \"$@\"\n");
        let bin = project.path("bin");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_autogen"), bin.join("autogen")).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(bin.join("docker"), mode).expect("a script");
        Self { commands: commands.collect(), project, exported: Vec::new() }
    }

    /// Runs the next command, which has to be this one.
    #[track_caller]
    fn types(&mut self, command: &str) -> Ran {
        assert_eq!(
            self.commands.pop_front().as_deref(),
            Some(command),
            "the README's next command"
        );
        let bin = self.project.path("bin");
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(self.project.path("")).stdin(Stdio::null());
        shell.env("PATH", path);
        match self.project.path(".env").exists() {
            true => shell.env_remove("DATABASE_URL"),
            false => shell.env("DATABASE_URL", &self.project.database.url),
        };
        shell.envs(self.exported.iter().map(|(name, value)| (name, value)));
        Ran::new(command, shell.output().expect("a shell"))
    }

    /// The same for an `export`, with another value where the README's is an example.
    #[track_caller]
    fn exports(&mut self, line: &str, value: Option<&str>) -> &mut Self {
        assert_eq!(self.commands.pop_front().as_deref(), Some(line), "the README's next command");
        let (name, told) = line.strip_prefix("export ").and_then(|it| it.split_once('=')).unwrap();
        let value = value.unwrap_or(told.trim_matches('"'));
        self.exported.push((name.to_owned(), value.to_owned()));
        self
    }

    #[track_caller]
    fn ends(self) -> Project {
        assert_eq!(self.commands, [""; 0], "nothing of the section is left out");
        self.project
    }
}

/// Where the database of the project is, with a suffix to its name.
fn beside(project: &Project, suffix: &str) -> String {
    let url = project.database.url.split('?').next().unwrap_or_default();
    match project.engine() {
        Engine::Sqlite => format!("{}{suffix}.db", url.trim_end_matches(".sqlite")),
        Engine::Postgres | Engine::Mysql => format!("{url}{suffix}"),
    }
}

#[test]
fn a_database_per_tenant() {
    for project in Project::each() {
        let url = beside(&project, "_{tenant}_{module}");
        let config = |more: &str| {
            format!(
                "module: ${{MIGRATION_MODULE_ID:-shop}}\nmodels: models\ncore_database: appdb\ntenants:\n  url: \"{url}\"\n{more}"
            )
        };
        project.entity("orders", "pub title: String,");
        project.write("autogen.yaml", &config("  list: [acme, globex]\n"));
        let mut section = Section::of("## A database per tenant", project);
        section.exports("export MIGRATION_TENANT_ID=acme", None);
        section.types("autogen revision -m \"initial\"").exit(0).prints("0001_initial");
        let ran = section.types("autogen upgrade head").exit(0).says("created ");
        ran.says("acme_shop").prints("at 0001_initial");
        section.project.entity("orders", "pub title: String, pub note: Option<String>,");
        section.project.ok("revision -m note --offline");
        section.types("autogen upgrade 0002").exit(0).prints("at 0002_note");
        section.types("autogen downgrade -1").exit(0).prints("at 0001_initial");
        section.types("autogen current").exit(0).prints("0001_initial\n");
        section.types("autogen history").exit(0).prints("0001_initial -> 0002_note (head)");

        // All of them, of which one has trouble.
        section.exported.clear();
        let by_hand = |section: &Section, tenant: &str, sql: &str| {
            let url = beside(&section.project, &format!("_{tenant}_shop"));
            let url = DatabaseUrl::parse(&url, Path::new("")).expect("a URL");
            block_on(async {
                let mut connection = Connection::open(&url, Missing::Empty).await.expect(tenant);
                connection.execute(sql).await.expect(sql);
            });
        };
        by_hand(&section, "acme", "ALTER TABLE orders ADD COLUMN note varchar(255)");
        section
            .types("autogen upgrade --tenant all --jobs 16")
            .exit(3)
            .prints("1 tenant created and upgraded to 0002_note: globex")
            .says("1 tenant failed: acme")
            .says("failed-tenants-shop.txt");
        by_hand(&section, "acme", "ALTER TABLE orders DROP COLUMN note");
        by_hand(&section, "globex", "ALTER TABLE orders RENAME COLUMN title TO heading");
        section
            .types("autogen check --tenant all")
            .exit(1)
            .prints("1 tenant drifted: globex\n")
            .prints("1 tenant as their revisions made them, 1 pending: acme\n");
        section
            .types("autogen upgrade --retry-failed failed-tenants-shop.txt")
            .exit(0)
            .prints("1 tenant upgraded to 0002_note");
        section.ends();
    }
}

#[test]
fn modules_that_share_a_database() {
    for project in Project::each() {
        let user = "pub name: String,";
        let owner = |table: &str| {
            entity(
                table,
                "pub owner_id: i32,",
                "#[sea_orm(belongs_to = \"core::users::Entity\", from = \"Column::OwnerId\", to = \"core::users::Column::Id\")]\n    Owner,",
            )
        };
        // The configuration is the README's too.
        let readme = include_str!("../../../README.md");
        let (_, rest) = readme.split_once("## Modules that share a database").expect("the section");
        let (_, yaml) = rest.split_once("```yaml\n# autogen.yaml\n").expect("autogen.yaml");
        project.write("autogen.yaml", yaml.split("```").next().expect("an end"));
        for (name, file, text) in [
            ("core", "users", entity("users", user, "")),
            ("financial", "accounts", owner("financial_accounts")),
            ("inventory", "items", owner("inventory_items")),
        ] {
            let manifest = format!("[package]\nname = \"{name}\"\n");
            project.write(&format!("{name}/Cargo.toml"), &manifest);
            project.write(&format!("{name}/src/lib.rs"), &format!("pub mod {file};\n"));
            project.write(&format!("{name}/src/{file}.rs"), &text);
        }
        project.ok("revision -m initial");
        project.ok("upgrade");
        let mut section = Section::of("## Modules that share a database", project);
        section
            .types("docker exec -it financial autogen revision -m \"ledger\"")
            .exit(0)
            .prints("migrations/financial/0001_ledger");
        let exec = |command: &str| format!("docker exec -it financial autogen {command}");
        section.types(&exec("upgrade head")).exit(0).prints("at 0001_ledger");
        section.types(&exec("current")).exit(0).prints("0001_ledger (head)\n");
        section.types(&exec("history")).exit(0).prints("base -> 0001_ledger (head), ledger");
        section.types(&exec("heads")).exit(0).prints("0001_ledger");
        section.project.ok("--module inventory revision -m initial");
        section.project.ok("--module inventory upgrade");
        section
            .types("autogen --module inventory revision -m \"by hand\" --empty")
            .exit(0)
            .prints("migrations/inventory/0002_by_hand");
        section.types("autogen --module all upgrade").exit(0).prints("at 0002_by_hand");
        section
            .types("autogen --module all current")
            .exit(0)
            .prints("module core\n0001_initial (head)\nmodule financial\n0001_ledger (head)\n");
        let project = section.ends();
        for table in ["alembic_version", "financial_alembic_version", "inventory_alembic_version"] {
            assert!(!project.rows(&format!("SELECT revision FROM {table}")).is_empty());
        }
        project.ok("--module all check --head --strict");
    }
}

#[test]
fn numbered_scripts() {
    for project in Project::each() {
        let readme = include_str!("../../../README.md");
        let (_, rest) = readme.split_once("## Numbered scripts").expect("the section");
        let (_, yaml) = rest.split_once("```yaml\n# autogen.yaml\n").expect("autogen.yaml");
        project.write("autogen.yaml", yaml.split("```").next().expect("an end"));
        for (id, table) in [("001_initial_schema", "shops"), ("002_add_users", "users")] {
            let folder = format!("migrations/{id}");
            project.write(&format!("{folder}/up.sql"), &format!("CREATE TABLE {table} (id int);"));
            project.write(&format!("{folder}/down.sql"), &format!("DROP TABLE {table};"));
        }
        // The table that the runner before it made.
        let id = match project.engine() {
            Engine::Sqlite => "id INTEGER PRIMARY KEY",
            Engine::Postgres => "id SERIAL PRIMARY KEY",
            Engine::Mysql => "id INTEGER AUTO_INCREMENT PRIMARY KEY",
        };
        project.sql(&[&format!("CREATE TABLE migrations_history ({id}, migration VARCHAR(255) UNIQUE NOT NULL, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)")]);
        let url = project.database.url.clone();
        let url = match project.engine() {
            Engine::Postgres => url.replacen("postgres://", "postgresql+asyncpg://", 1),
            Engine::Sqlite | Engine::Mysql => url,
        };
        let mut section = Section::of("## Numbered scripts", project);
        section.exports(
            "export DATABASE_URL=\"postgresql+asyncpg://yugabyte:yugabyte@localhost:5433/yugabyte\"",
            Some(&url),
        );
        section.types("autogen up").exit(0).prints("at 002_add_users");
        section.project.ok("down base");
        section.types("autogen up --target 002_add_users").exit(0).prints("2 revisions applied");
        section.types("autogen down").exit(0).prints("at 001_initial_schema");
        section.project.ok("up");
        section
            .types("autogen down --migration 002_add_users")
            .exit(0)
            .prints("at 001_initial_schema");
        section
            .types("autogen status")
            .exit(0)
            .prints("001_initial_schema  applied  20")
            .prints("002_add_users       pending");
        let project = section.ends();
        let rows = project.rows("SELECT migration FROM migrations_history");
        assert_eq!(rows, ["001_initial_schema"]);
    }
}

#[test]
fn a_template_application() {
    let project = Project::sqlite();
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("## A template application").expect("the section");
    let (_, yaml) = rest.split_once("```yaml\n# autogen.yaml\n").expect("autogen.yaml");
    project.write("autogen.yaml", yaml.split("```").next().expect("an end"));
    let models = |users: &str| {
        let users = entity("users", users, "");
        project.write("entity/src/lib.rs", "pub mod orders;\npub mod users;\n");
        project.write("entity/src/users.rs", &users);
        let cascade = belongs_to("user", ", on_delete = \"Cascade\"");
        project.write("entity/src/orders.rs", &entity("orders", "pub user_id: i32,", &cascade));
    };
    let email = "#[sea_orm(unique)] pub email: String,";
    models(email);
    let with_picture = format!("{email} pub profile_picture: Option<String>,");
    let picture = entity("users", &with_picture, "");
    let mut section = Section::of("## A template application", project);
    let ran = section.types("autogen revision -m \"initial\"").exit(0);
    ran.prints("up.postgres.sql").prints("ON DELETE CASCADE");
    section.types("autogen upgrade").exit(0).prints("at 0001_initial");
    section.project.write("entity/src/users.rs", &picture);
    let ran = section.types("autogen revision -m \"add profile picture\"").exit(0);
    ran.prints("+ column users.profile_picture");
    let preview = section.types("autogen upgrade --sql --dialect postgres").exit(0);
    let rest = section.types("autogen upgrade 1:head --sql --dialect postgres").exit(0);
    let rest = rest.lacks("CREATE TABLE \"orders\"").prints("profile_picture").stdout;
    section.types("autogen upgrade 002").exit(0).prints("at 0002_add_profile_picture");
    section.types("autogen downgrade 001").exit(0).prints("at 0001_initial");
    section.types("autogen current").exit(0).prints("0001_initial\n");
    section.types("autogen history").exit(0).prints("0002_add_profile_picture (head)");
    section.types("autogen verify").exit(0);
    let project = section.ends();
    // Production runs what was shown, and is where autogen says.
    let Some(production) = Project::of(Engine::Postgres) else { return };
    production.sql(&[&preview.stdout]);
    let url = &production.database.url;
    project.ok(&format!("check --head --strict --database-url {url}"));
    project.ok(&format!("downgrade 1 --database-url {url}"));
    production.sql(&[&rest]);
    project.ok(&format!("check --head --strict --database-url {url}"));
}

/// The tables are those that SeaORM itself makes of the example's entities.
#[test]
fn an_application_that_so_far_used_create_all() {
    for project in Project::each() {
        project.remove("autogen.yaml");
        block_on(crate::oracle::create_by_sea_orm(&project.database, "models"));
        project.sql(&["CREATE TABLE notes_of_somebody (id integer)"]);
        let models = concat!(env!("CARGO_MANIFEST_DIR"), "/models/src");
        for entry in std::fs::read_dir(models).expect("the example") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a source");
            project.write(&format!("entity/src/{name}"), &text);
        }
        // The URL comes from .env alone.
        project.write(".env", &format!("DATABASE_URL={}\n", project.database.url));
        let heading = "## An application that so far used create-all, Alembic, ...";
        let mut section = Section::of(heading, project);
        let ran = section.types("autogen init && autogen baseline").exit(0);
        ran.prints("Wrote autogen.yaml").prints("table shops").prints("notes_of_somebody");
        // SeaORM makes no checks, which the entities ask for.
        let ran =
            section.types("autogen check").exit(1).prints("Model changes without a revision:");
        ran.prints("check order_items").prints("notes_of_somebody").lacks("Drift");
        let shops = section.project.read("entity/src/shops.rs");
        let more = "    pub phone: Option<String>,\n    pub opens_at";
        assert!(shops.contains("    pub opens_at"), "{shops}");
        section.project.write("entity/src/shops.rs", &shops.replace("    pub opens_at", more));
        section
            .types("autogen revision -m \"add phone column to shops\"")
            .exit(0)
            .prints("+ column shops.phone");
        section.types("autogen upgrade").exit(0).prints("at 0002_add_phone_column_to_shops");
        section.project.ok("check --head --strict");
        section.types("autogen downgrade -1").exit(0).prints("at 0001_baseline");
        section.types("autogen current").exit(0).prints("0001_baseline\n");
        section.types("autogen history").exit(0).prints("0002_add_phone_column_to_shops (head)");
        section.ends();
    }
}

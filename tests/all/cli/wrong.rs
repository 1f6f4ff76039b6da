//! What is malformed, missing or refused: a message that names the place and the remedy, the exit
//! code of the contract, and nothing half written.

use super::*;

/// Configurations that cannot be read, with the words that tell why.
#[test]
fn configurations() {
    for (text, words) in [
        ("models: [\n", &["autogen.yaml:2:1"][..]),
        ("models: models\nbogus: 1\n", &["autogen.yaml:2:1", "unknown field `bogus`"]),
        ("models: 5\n", &["autogen.yaml:1:9", "a text or a list of texts"]),
        ("- models\n", &["autogen.yaml:1"]),
        ("models: models\nmodels: other\n", &["autogen.yaml", "duplicate"]),
        ("", &["`models` is missing"]),
        ("models: nowhere\n", &["names nowhere, which is not there"]),
        ("models: ${NO_SUCH_VARIABLE}\n", &["autogen.yaml:1", "`NO_SUCH_VARIABLE` is not set"]),
        ("models: models\ndialects: [oracle]\n", &["autogen.yaml:2", "`oracle` is not a dialect"]),
        ("models: models\nlock_wait: soon\n", &["autogen.yaml:2", "`soon` is not a span of time"]),
        ("models: models\ntenants: {}\n", &["autogen.yaml:2", "missing field `url`"]),
    ] {
        let project = Project::sqlite();
        project.write("autogen.yaml", text).entity("shops", "");
        let refused = project.refused("revision -m x");
        words.iter().fold(refused, |it, words| it.says(words));
    }
    // A variable that is not set is an error only where its value is used.
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndatabase_url: ${NO_SUCH_VARIABLE}\n");
    let mut heads = project.command("heads");
    project.finish("heads", heads.env_remove("DATABASE_URL")).exit(0);
    let mut current = project.command("current");
    project
        .finish("current", current.env_remove("DATABASE_URL"))
        .exit(2)
        .says("autogen.yaml:2")
        .says("`NO_SUCH_VARIABLE` is not set");
    project.write("autogen.yaml", "models: models\n");
    let mut current = project.command("current");
    project.finish("current", current.env_remove("DATABASE_URL")).exit(2).says("--database-url");
    project.write(".env", "DATABASE_URL=sqlite:of_env.db\n");
    let mut current = project.command("current");
    project.finish("current", current.env_remove("DATABASE_URL")).exit(0).says("of_env.db");
}

#[test]
fn models() {
    let whole = entity("shops", "pub name: String,", "");
    let strange = whole.replace("String", "Strng");
    let nowhere =
        entity("items", "pub shop_id: i32,", &belongs_to("shop", "").replace("shops", "nowhere"));
    let both = entity("items", "pub a: Foo,\n    pub b: Bar,", "");
    for (file, text, words) in [
        ("broken.rs", "pub struct Model { a: ", &["models/broken.rs:1:", "not valid Rust"][..]),
        (
            "shops.rs",
            &strange,
            &["models/shops.rs:8:15", "unknown type `Strng`", "^^^^^", "types: { \"*::Strng\""],
        ),
        (
            "again.rs",
            &whole,
            &["table shops is declared twice", "models/again.rs:5", "models/shops.rs:5"],
        ),
        ("items.rs", &nowhere, &["models/items.rs:", "super::nowhere::Entity", "external:"]),
        ("items.rs", &both, &["`Foo`", "`Bar`", "2 errors in the models; nothing was written"]),
        ("lib.rs", "", &["no entity was found in models", "no `mod` leads to this file"]),
    ] {
        let project = Project::sqlite();
        project.entity("shops", "pub name: String,").write(&format!("models/{file}"), text);
        for command in ["revision -m x", "revision -m x --offline"] {
            let refused = project.refused(command);
            words.iter().fold(refused, |it, words| it.says(words));
        }
        project.run("check").exit(2);
        project.run("diff").exit(2);
    }
    let project = Project::sqlite();
    std::fs::create_dir_all(project.path("models")).unwrap();
    project.refused("revision -m x").says("holds no Rust file");
    // A file that is not reached is told of twice when it may be what was forgotten.
    project.entity("shops", "").entity("items", "").write("models/lib.rs", "mod shops;\n");
    project.ok("revision -m initial").says("models/items.rs").says("no `mod` leads to this file");
    project.ok("upgrade");
    let nothing =
        project.ok("revision -m x").says("models/items.rs:1: no `mod` leads to this file");
    assert_eq!(nothing.stderr.matches("models/items.rs").count(), 2, "{nothing}");
    assert_eq!(project.ok("check").stderr.matches("models/items.rs").count(), 2);
}

/// What a database cannot hold is told at the attribute, for all databases at once, and nothing is
/// written.
#[test]
fn what_no_database_holds() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndialects: [sqlite, postgres, mysql]\n");
    project.write(
        "models/shops.rs",
        &entity(
            "shops",
            "#[sea_orm(\n        default_value = \"many\"\n    )]\n    pub stock: i32,\n    pub tags: Vec<String>,\n    pub mood: Mood,",
            "",
        )
        .replace(
            "#[derive(Clone",
            "#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]\n#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"mood\")]\npub enum Mood {}\n\n#[derive(Clone",
        ),
    );
    for command in ["revision -m x", "revision -m x --offline", "check --offline"] {
        project
            .refused(command)
            .says("column shops.stock: the default 'many' is no whole number (sqlite, postgres, mysql)")
            .says("models/shops.rs:13:9")
            .says("|         ^^^^^^^^^^^^^^^^^^^^^^")
            .says("column shops.tags: SQLite has no type for string[] (sqlite)")
            .says("column shops.tags: MySQL has no type string[] (mysql)")
            .says("models/shops.rs:16:15")
            .says("enum mood: the enum has no values (sqlite, postgres, mysql)")
            .says("models/shops.rs:5:10");
    }
    assert!(!project.path("migrations").exists());
}

/// Folders of revisions that make no sense: what is written there, and the words.
#[test]
fn revisions() {
    let yaml = |revises: &str| {
        format!("format: 1\nrevises: [{revises}]\nmessage: x\ndialects: {{sqlite: 3.35}}\n")
    };
    type Case<'a> = (&'a [(&'a str, String)], &'a [&'a str]);
    let cases: [Case; 7] = [
        (
            &[("0002_b/revision.yaml", yaml("0001_gone"))],
            &["0002_b", "0001_gone", "restore its folder"],
        ),
        (
            &[("0002_b/revision.yaml", yaml("0003_c")), ("0003_c/revision.yaml", yaml("0002_b"))],
            &["circle", "0002_b", "0003_c"],
        ),
        (&[("0002_b/revision.yaml", yaml("0002_b"))], &["0002_b"]),
        (
            &[("0002_b/revision.yaml", "revisess: []\n".into())],
            &["0002_b/revision.yaml:1:1", "unknown field `revisess`"],
        ),
        (
            &[("0002_b/revision.yaml", "format: 9\nmessage: x\n".into())],
            &["0002_b/revision.yaml", "format"],
        ),
        (&[("0002_b/revision.yaml", "changes: [\n".into())], &["0002_b/revision.yaml:2"]),
        (&[("00 02/up.sql", "SELECT 1;".into())], &["00 02", "not a name for a revision"]),
    ];
    for (files, words) in cases {
        let project = Project::sqlite();
        project.entity("shops", "").ok("revision -m initial");
        project.ok("upgrade");
        for (name, text) in files {
            project.write(&format!("migrations/{name}"), text);
        }
        for command in ["heads", "upgrade", "revision -m x", "check"] {
            let refused = project.refused(command);
            words.iter().fold(refused, |it, words| it.says(words));
        }
    }
    // A change that does not fit what is before it.
    let project = Project::sqlite();
    project.entity("shops", "").ok("revision -m initial");
    project.write(
        "migrations/0002_b/revision.yaml",
        &format!(
            "{}changes:\n- add_column: nowhere.x\n  column: {{type: i32}}\n",
            yaml("0001_initial")
        ),
    );
    project
        .write("migrations/0002_b/up.sql", "SELECT 1;")
        .write("migrations/0002_b/down.sql", "SELECT 1;");
    project.refused("check").says("0002_b").says("nowhere");
    project.refused("revision -m x --offline").says("0002_b").says("nowhere");
}

#[test]
fn several_heads() {
    let project = Project::sqlite();
    project.entity("shops", "").ok("revision -m initial");
    project.ok("revision -m one --empty --offline");
    project.ok("revision -m two --empty --offline --head 0001_initial");
    for command in ["upgrade", "check", "revision -m x --offline", "upgrade --sql"] {
        project
            .refused(command)
            .says("Multiple heads are present")
            .says("0002_one")
            .says("0003_two");
    }
    assert_eq!(project.ok("heads").stdout.lines().count(), 2);
    project.ok("upgrade heads").prints("0002_one, 0003_two");
    project.ok("downgrade 0001_initial");
    project.refused("upgrade +1").says("name the revision");
    project.write("migrations/0003_too/up.sql", "SELECT 1;");
    project.refused("show 0003").says("0003_too, 0003_two");
    project.refused("revision -m x --empty --offline --head 0003").says("0003_too, 0003_two");
    project
        .refused("revision -m x --empty --offline --head 1 --rev-id 0002_one")
        .says("is there already");
    project.refused("revision -m x --empty --offline --head 1 --rev-id a/b").says("plain name");
    project.refused("revision -m x --empty --offline --head 1 --depends-on nope").says("'nope'");
}

#[test]
fn databases() {
    let project = Project::sqlite();
    project.entity("shops", "").ok("revision -m initial --offline");
    for (url, words) in [
        ("postgres://u:secret@127.0.0.1:1/x", "cannot connect to postgres://u@127.0.0.1:1/x"),
        ("mysql://u:secret@127.0.0.1:1/x", "Check that the server runs"),
        ("postgresql+asyncpg://u:secret@no.such.host.invalid/x", "no.such.host.invalid"),
        ("postgres://u:secret/x", "percent-encoded"),
        ("mysql://u:se/cret@h/x?password=secret", "cannot connect to mysql://"),
        ("oracle://u:secret@h/x", "`oracle://` is not a database"),
        ("nonsense", "no scheme"),
        ("sqlite:///no/such/folder/x.db", "its folder must exist and be writable"),
        ("sqlite:autogen.yaml", "something else than a SQLite database"),
    ] {
        project.refused(&format!("upgrade --database-url '{url}'")).says(words);
    }
    for project in Project::each() {
        let url = &project.database.url;
        let (wrong, missing) = match project.engine() {
            Engine::Sqlite => continue,
            _ => (url.replace(":secret@", ":other@"), url.replace("/autogen_", "/no_such_")),
        };
        project.refused(&format!("current --database-url {wrong}")).says("Check user and password");
        project
            .refused(&format!("current --database-url {missing}"))
            .says("The database does not exist");
    }
}

#[test]
fn rights() {
    for project in Project::each() {
        project.entity("shops", "").ok("revision -m initial");
        let url = &project.database.url;
        let name = url.rsplit('/').next().unwrap_or_default();
        let user = format!("poor_{}", &name[name.len() - 12..]);
        match project.engine() {
            Engine::Sqlite => continue,
            Engine::Postgres => project.sql(&[
                &format!("CREATE ROLE {user} LOGIN PASSWORD 'secret'"),
                "REVOKE CREATE ON SCHEMA public FROM public",
            ]),
            Engine::Mysql => project.sql(&[
                &format!("CREATE USER {user}@'%' IDENTIFIED BY 'secret'"),
                &format!("GRANT SELECT ON `{name}`.* TO {user}@'%'"),
            ]),
        };
        let poor = url.replace("//autogen:", &format!("//{user}:"));
        project.refused(&format!("upgrade --database-url {poor}")).says("denied").says("grant it");
        project.sql(&[&match project.engine() {
            Engine::Postgres => format!("DROP ROLE {user}"),
            _ => format!("DROP USER {user}@'%'"),
        }]);
    }
}

#[test]
fn version_tables_of_others() {
    for project in Project::each() {
        project.entity("shops", "").ok("revision -m initial");
        project.sql(&["CREATE TABLE autogen_version (version_num varchar(32))"]);
        project.refused("upgrade").says("Alembic").says("autogen init --from alembic");
        project.refused("current").says("Alembic");
        project.write("autogen.yaml", "models: models\nversion_table: mine\n").ok("upgrade");
        assert_eq!(project.rows("SELECT revision FROM mine"), ["0001_initial"]);
        project.sql(&["DROP TABLE autogen_version"]);
        project.sql(&["CREATE TABLE theirs (id integer, name varchar(9))"]);
        project.write("autogen.yaml", "models: models\nversion_table: theirs\n");
        project.refused("upgrade").says("theirs is not a version table");
    }
}

/// A journal of another version, and rows that no revision of this folder matches: nothing is
/// guessed, and nothing runs.
#[test]
fn databases_of_other_versions() {
    for project in Project::each() {
        project.write("migrations/0001_a/up.sql", "CREATE TABLE a (id integer);\n");
        project.ok("upgrade");
        project.write("migrations/0002_b/up.sql", "CREATE TABLE b (id integer);\n");
        // What a later version adds is its own affair.
        project.sql(&["ALTER TABLE autogen_version ADD COLUMN later varchar(9)"]);
        project.ok("upgrade");

        project.write("migrations/0003_c/up.sql", "CREATE TABLE c (id integer);\n");
        let unknown = "UPDATE autogen_version_journal SET state = 'paused' WHERE revision = '0002_b' AND statement = 1";
        project.sql(&[
            "INSERT INTO autogen_version_journal (revision, direction, statement, state) VALUES ('0003_c', 'up', 1, 'paused')",
            unknown,
        ]);
        for command in ["upgrade", "status", "upgrade --abort"] {
            project
                .refused(command)
                .says("autogen_version_journal says `paused` of statement 1 of 0003_c")
                .says("another one ran it");
        }
        project.sql(&["DELETE FROM autogen_version_journal WHERE revision = '0003_c'"]);
        project.sql(&["ALTER TABLE autogen_version_journal DROP COLUMN prefix_hash"]);
        project
            .refused("upgrade")
            .says("autogen_version_journal has no column prefix_hash, but ")
            .says("another version of autogen made it");
        project.sql(&["DROP TABLE autogen_version_journal"]);
        project.sql(&["INSERT INTO autogen_version (revision) VALUES ('0099_gone')"]);
        for command in ["upgrade", "downgrade", "upgrade 0003_c"] {
            project
                .refused(command)
                .says("Can't locate revision identified by '0099_gone'")
                .says("restore");
        }
        project.sql(&["DELETE FROM autogen_version WHERE revision = '0099_gone'"]);
        project.ok("upgrade");
        assert_eq!(project.rows("SELECT count(*) FROM c"), ["0"]);
    }
}

/// A database that cannot grow: what did not fit is rolled back, and runs when there is room.
#[test]
fn disks_that_are_full() {
    let project = Project::sqlite();
    project.write("migrations/0001_a/up.sql", "CREATE TABLE a (id integer);\n");
    project.ok("upgrade");
    let script = "BEGIN;\nCREATE TABLE b (id integer, x blob);\nINSERT INTO b VALUES (1, randomblob(300000));\nCOMMIT;\n";
    let full = format!("PRAGMA max_page_count = 12;\n{script}");
    project.write("migrations/0002_b/up.sql", &full);
    project
        .run("upgrade")
        .exit(3)
        .says("0002_b failed at statement 3 of 3: database or disk is full")
        .says("up.sql:4")
        .says("Nothing of this revision stays in the database");
    project.ok("current").prints("0001_a");
    project.write("migrations/0002_b/up.sql", script);
    project.ok("upgrade");
    assert_eq!(project.rows("SELECT count(*) FROM b"), ["1"]);
}

/// Nobody can write there. As root, who can, a file stands where a folder should.
#[test]
fn files_that_cannot_be_written() {
    let project = Project::sqlite();
    project.entity("shops", "").write("migrations", "a file");
    project.refused("revision -m initial").says("migrations");
    project.remove("migrations").write("snapshots", "a file");
    let before = project.files();
    project.ok("revision -m initial --offline").says("snapshot could not be brought up to date");
    assert_eq!(project.files().len(), before.len() + 5, "only the revision is new");
    project.ok("upgrade");
    project.ok("check").prints("1 entity agrees");
    project.run("snapshot --rebuild").exit(2).says("snapshots");
}

#[test]
fn scripts() {
    for (up, words) in [
        ("CREATE TABLE a (id integer;\n", "up.sql:1:"),
        ("SELECT 'abc;\n", "up.sql:1:8"),
        ("SELECT 1;\n\\i other.sql\n", "up.sql:2"),
        ("COPY a FROM STDIN;\n1\n\\.\n", "up.sql:1"),
        ("BEGIN;\nCREATE TABLE a (id integer);\n", "up.sql:1"),
        ("-- autogen: nonsense\nSELECT 1;\n", "up.sql:1"),
    ] {
        for project in Project::each() {
            if up.contains(['\\', 'P']) && project.engine() != Engine::Postgres {
                continue;
            }
            project.write("migrations/0001_a/up.sql", "CREATE TABLE fine (id integer);");
            project.write("migrations/0002_b/up.sql", up);
            // What cannot be read is seen before anything runs.
            project.refused("upgrade").says("migrations/0002_b/").says(words);
            project.ok("current").prints("base");
        }
    }
    for project in Project::each() {
        project.write(
            "migrations/0001_a/up.sql",
            "CREATE TABLE a (id integer);\nCREATE TABEL b (id integer);",
        );
        project.run("upgrade").exit(3).says("0001_a/up.sql:2").says("TABEL");
    }
}

/// Only `upgrade` makes a database that is not there.
#[test]
fn a_mistyped_database_is_not_made() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,").ok("revision -m initial");
    let typo = project.path("typo.db");
    let at = |line: &str| format!("{line} --database-url sqlite://{}", typo.display());
    for line in ["downgrade -1", "stamp head"] {
        project.refused(&at(line)).says("does not exist yet: `autogen upgrade` creates it");
    }
    for line in ["current", "status", "check", "diff", "inspect", "baseline", "revision -m x"] {
        project.run(&at(line));
        assert!(!typo.exists(), "{line}");
    }
    project.ok(&at("upgrade"));
    project.ok(&at("stamp head"));
    assert!(typo.exists());
}

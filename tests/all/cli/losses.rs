//! What holds data goes only where somebody says so.

use super::*;

#[test]
fn what_holds_data_goes_only_where_somebody_says_so() {
    for project in Project::each() {
        let both =
            "pub name: String,\n    pub phone: Option<String>,\n    pub fax: Option<String>,";
        project.entity("shops", both).entity("people", "pub name: String,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&[
            "INSERT INTO shops (id, name, phone) VALUES (1, 'a', '1'), (2, 'b', '2'), (3, 'c', NULL)",
            "INSERT INTO people (id, name) VALUES (1, 'ada')",
        ]);
        // A column that holds nothing goes without a word.
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.ok("revision -m fax --drop shops.fax");
        project.ok("upgrade");

        project.entity("shops", "pub name: String,");
        project.ok("revision -m phone --drop shops.phone");
        project
            .refused("upgrade")
            .says("0003_phone was not started, since it would lose:\n  2 values of column shops.phone\n")
            .says("--allow-data-loss");
        let yaml = "migrations/0003_phone/revision.yaml";
        let text = project.read(yaml);
        // The checks are not asked for it.
        project.write(yaml, &format!("{text}checks: [SELECT 1 FROM nowhere]\n"));
        project.refused("upgrade").says("2 values of column shops.phone").lacks("nowhere");
        project.write(yaml, &format!("{text}accept: [DL101]\n"));
        project.refused("upgrade").says("`DL101` is accepted without a reason");
        project.write(yaml, &format!("{text}accept: [DL999: no such code]\n"));
        project.refused("upgrade").says("DL999, which is not a code");
        project.write(yaml, &format!("{text}accept: [DL101: nobody calls shops]\n"));
        project.ok("upgrade").says("2 values of column shops.phone go");
        project.ok("lint 3").lacks("DL101");

        // A script by hand is read for what it drops.
        let quoted = if project.engine() == Engine::Mysql { "`people`" } else { "\"people\"" };
        project.write("models/people.rs", "");
        project.remove("models/people.rs");
        project.ok("revision -m people --empty --offline");
        project.write("migrations/0004_people/up.sql", &format!("DROP TABLE {quoted};\n"));
        project.refused("upgrade").says("1 rows of table people");
        project.ok("upgrade --allow-data-loss").says("1 rows of table people go");
    }
}

/// Whatever the form of a script, it is asked for what it takes along.
#[test]
fn scripts_by_hand_lose_nothing_unasked() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name, phone) VALUES (1, 'a', '1'), (2, 'b', NULL)"]);
        project.ok("revision -m by_hand --empty --offline");
        let values = "1 values of column shops.phone";
        let rows = "2 rows of table shops";
        let mut scripts = vec![
            (
                "ALTER TABLE shops RENAME COLUMN phone TO old;\nALTER TABLE shops DROP COLUMN old;\n",
                values,
            ),
            (
                "ALTER TABLE shops RENAME TO stores;\nALTER TABLE stores DROP COLUMN phone;\n",
                values,
            ),
            ("ALTER TABLE shops RENAME TO old;\nDROP TABLE old;\n", rows),
            (
                "CREATE TABLE IF NOT EXISTS shops (id int);\nALTER TABLE shops DROP COLUMN phone;\n",
                values,
            ),
            (
                "CREATE TABLE other (id int, name varchar(50));\nINSERT INTO other SELECT id, name FROM shops;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                values,
            ),
            (
                "CREATE TABLE other AS SELECT id, name FROM shops;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                values,
            ),
            (
                "CREATE TABLE other (id int, name varchar(50));\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                rows,
            ),
            (
                "ALTER TABLE shops RENAME TO old;\nCREATE TABLE shops (id int, name varchar(50));\nINSERT INTO shops SELECT id, name FROM old;\nDROP TABLE old;\n",
                values,
            ),
            (
                "DROP TABLE IF EXISTS old;\nALTER TABLE shops RENAME TO old;\nCREATE TABLE shops (id int);\nDROP TABLE old;\n",
                rows,
            ),
            (
                "CREATE TABLE other (id int, name varchar(50), phone varchar(50));\nINSERT INTO other SELECT id, name, phone FROM shops WHERE id > 1;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                rows,
            ),
            (
                "CREATE TABLE other (id int, name varchar(50), phone varchar(50));\nINSERT INTO other (id, name, phone) VALUES (1, 'x', 'y');\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                rows,
            ),
            (
                "CREATE TABLE other AS SELECT id, name, id * 2 AS twice FROM shops;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                values,
            ),
            (
                "CREATE TABLE other AS SELECT * FROM shops;\nALTER TABLE other DROP COLUMN phone;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                values,
            ),
            (
                "ALTER TABLE shops DROP COLUMN phone;\nALTER TABLE shops ADD COLUMN phone varchar(9);\nUPDATE shops SET phone = 'x';\n",
                values,
            ),
        ];
        match project.engine() {
            Engine::Postgres => scripts.extend([
                ("DROP SCHEMA public CASCADE;\n", "tables of schema"),
                ("DROP DATABASE template1;\n", "1 databases named template1"),
                ("DROP OWNED BY CURRENT_USER;\n", "tables owned by current_user"),
                // The case of letters tells names apart.
                ("CREATE TABLE \"Shops\" (id int);\nDROP TABLE shops;\n", rows),
                (
                    "ALTER TABLE shops ADD COLUMN \"Phone\" text;\nALTER TABLE shops DROP COLUMN phone;\n",
                    values,
                ),
                (
                    "CREATE TABLE other AS SELECT id, name, name AS \"Phone\" FROM shops;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
                    values,
                ),
            ]),
            Engine::Mysql => scripts.extend([
                ("DROP TABLES shops;\n", rows),
                ("ALTER TABLE shops WAIT 5 DROP COLUMN phone;\n", values),
                (
                    "CREATE TABLE other (id int);\nRENAME TABLE shops TO tmp, other TO shops, tmp TO other;\nDROP TABLE other;\n",
                    rows,
                ),
                ("CREATE OR REPLACE TABLE shops (id int);\n", rows),
                // The case of letters tells tables apart, or does not.
                ("CREATE TABLE Shops (id int);\nDROP TABLE shops;\n", rows),
                ("RENAME TABLE shops TO old;\nDROP TABLE Old;\n", rows),
                (
                    "CREATE TABLE other LIKE shops;\nRENAME TABLE shops TO old, other TO shops;\nDROP TABLE old;\n",
                    rows,
                ),
                (
                    "CREATE TABLE other (id int, name varchar(50));\nINSERT INTO other SELECT id, name FROM shops;\nRENAME TABLE shops TO old, other TO shops;\nDROP TABLE old;\n",
                    values,
                ),
                (
                    "ALTER TABLE shops CHANGE phone old varchar(255);\nALTER TABLE shops DROP COLUMN old;\n",
                    values,
                ),
            ]),
            Engine::Sqlite => {}
        }
        let schema = project.schema();
        for (script, lost) in scripts {
            project.write("migrations/0002_by_hand/up.sql", script);
            project.refused("upgrade").says("it would lose").says(lost);
            assert_eq!(project.schema(), schema, "{script}");
        }
        // What takes over everything loses nothing.
        project.write(
            "migrations/0002_by_hand/up.sql",
            "CREATE TABLE other (id int, title varchar(50), phone varchar(50));\nINSERT INTO other SELECT id, name, phone FROM shops ORDER BY id, name;\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n",
        );
        project.ok("upgrade");
    }
}

/// A copy that passes over rows which share their name, or lets the last of them stand for all, does
/// not have them all.
#[test]
fn a_copy_that_leaves_rows_out_is_no_copy() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name) VALUES (1, 'a'), (2, 'a')"]);
        project.ok("revision -m by_hand --empty --offline");
        let unique = "CREATE TABLE other (id int, name varchar(50) UNIQUE)";
        let mut copies = match project.engine() {
            Engine::Postgres => vec![
                (unique, "INSERT INTO other SELECT id, name FROM shops ON CONFLICT DO NOTHING"),
                (
                    unique,
                    "INSERT INTO other SELECT id, name FROM shops ON CONFLICT (name) DO UPDATE SET id = excluded.id",
                ),
            ],
            Engine::Mysql => vec![
                (unique, "INSERT IGNORE INTO other SELECT id, name FROM shops"),
                (
                    unique,
                    "INSERT INTO other SELECT id, name FROM shops ON DUPLICATE KEY UPDATE id = shops.id",
                ),
                (
                    "SELECT 1",
                    "CREATE TABLE other (id int, name varchar(50) UNIQUE) IGNORE SELECT id, name FROM shops",
                ),
            ],
            Engine::Sqlite => vec![
                (unique, "INSERT OR IGNORE INTO other SELECT id, name FROM shops"),
                (unique, "INSERT OR REPLACE INTO other SELECT id, name FROM shops"),
                (
                    unique,
                    "INSERT INTO other SELECT id, name FROM shops WHERE true ON CONFLICT DO NOTHING",
                ),
                (
                    "CREATE TABLE other (id int, name varchar(50) UNIQUE ON CONFLICT IGNORE)",
                    "INSERT INTO other SELECT id, name FROM shops",
                ),
            ],
        };
        if project.engine() != Engine::Postgres {
            copies.push((unique, "REPLACE INTO other SELECT id, name FROM shops"));
        }
        let anew = |create: &str, copy: &str| {
            let script = format!(
                "{create};\n{copy};\nDROP TABLE shops;\nALTER TABLE other RENAME TO shops;\n"
            );
            project.write("migrations/0002_by_hand/up.sql", &script);
        };
        for (create, copy) in copies {
            anew(create, copy);
            project.refused("upgrade").says("it would lose").says("2 rows of table shops");
        }
        // One that fails on such rows loses none.
        project.sql(&["UPDATE shops SET name = 'b' WHERE id = 2"]);
        match project.engine() {
            Engine::Sqlite => anew(
                "CREATE TABLE other (id int, name varchar(50) UNIQUE ON CONFLICT IGNORE)",
                "INSERT OR ABORT INTO other SELECT id, name FROM shops",
            ),
            _ => anew(unique, "INSERT INTO other SELECT id, name FROM shops"),
        }
        project.ok("upgrade");
    }
}

#[test]
fn a_partition_goes_only_where_somebody_says_so() {
    let Some(project) = Project::of(Engine::Mysql) else { return };
    let parts =
        ["early VALUES LESS THAN (10)", "late VALUES LESS THAN (20)", "rest VALUES LESS THAN (30)"];
    let made = format!(
        "CREATE TABLE days (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION {});\n",
        parts.join(", PARTITION ")
    );
    project.plain("0001_a", &made, "DROP TABLE days;\n");
    project.ok("upgrade");
    project.sql(&["INSERT INTO days (id) VALUES (1), (2), (11)"]);
    let (early, late) =
        ("2 rows of partition early of table days", "1 rows of partition late of table days");
    let lost: [(&str, &[&str]); 3] = [
        ("ALTER TABLE days DROP PARTITION early, late;\n", &[early, late]),
        ("ALTER TABLE days RENAME TO dates;\nALTER TABLE dates DROP PARTITION late;\n", &[late]),
        (
            "ALTER TABLE days REORGANIZE PARTITION early, late INTO (PARTITION two VALUES LESS THAN (20));\nALTER TABLE days DROP PARTITION two;\n",
            &["3 rows of table days"],
        ),
    ];
    for (script, rows) in lost {
        project.plain("0002_b", script, "SELECT 1;");
        let refused = project.refused("upgrade").says("it would lose");
        rows.iter().fold(refused, |it, text| it.says(text));
    }
    // One that is empty, and one that the script has made.
    let more = "ALTER TABLE days ADD PARTITION (PARTITION extra VALUES LESS THAN (40));\nALTER TABLE days DROP PARTITION extra;\n";
    project.plain("0002_b", &format!("ALTER TABLE days DROP PARTITION rest;\n{more}"), "SELECT 1;");
    project.ok("upgrade");
    assert_eq!(project.rows("SELECT id FROM days ORDER BY id"), ["1", "2", "11"]);
}

/// What the script itself has dropped or given another type does not go with the type.
#[test]
fn a_type_takes_no_columns_along_unasked() {
    let Some(project) = Project::of(Engine::Postgres) else { return };
    project.plain(
        "0001_a",
        "CREATE TYPE mood AS ENUM ('a');\nCREATE DOMAIN moods AS mood[];\nCREATE TABLE shops (id int, mood mood, moods moods);\nCREATE TABLE people (id int, mood mood) PARTITION BY LIST (id);\nCREATE TABLE ada PARTITION OF people FOR VALUES IN (1);\n",
        "SELECT 1;",
    );
    project.ok("upgrade");
    let less =
        "ALTER TABLE shops DROP COLUMN moods;\nALTER TABLE people ALTER COLUMN mood TYPE text;\n";
    for (before, drop, columns) in [
        ("", "mood", 3),
        ("DROP TABLE people;\n", "mood", 2),
        (less, "mood", 1),
        ("ALTER TABLE shops RENAME TO old;\nALTER TABLE old DROP COLUMN mood;\n", "mood", 2),
        (
            "ALTER TYPE mood RENAME TO old;\nALTER TABLE shops ALTER COLUMN mood TYPE text;\n",
            "old",
            2,
        ),
        ("ALTER TABLE shops ALTER COLUMN mood TYPE mood USING 'a'::mood;\n", "mood", 3),
    ] {
        let script = format!("{before}DROP TYPE {drop} CASCADE;\n");
        project.plain("0002_b", &script, "SELECT 1;");
        project.refused("upgrade").says(&format!("\n  {columns} columns of type mood\n"));
    }
    let last = "ALTER TABLE shops ALTER COLUMN mood TYPE text;\nDROP TYPE mood CASCADE;\n";
    project.plain("0002_b", &format!("{less}{last}"), "SELECT 1;");
    project.ok("upgrade");

    // Types come and go with an extension too.
    let made = "CREATE EXTENSION hstore;\nCREATE TABLE bags (id int, one hstore, many hstore[]);\n";
    project.plain("0003_c", made, "SELECT 1;");
    project.ok("upgrade");
    for (before, columns) in [("", 2), ("ALTER TABLE bags DROP COLUMN one;\n", 1)] {
        let script = format!("{before}DROP EXTENSION hstore CASCADE;\n");
        project.plain("0004_d", &script, "SELECT 1;");
        let told = format!("\n  {columns} columns of types of extension hstore\n");
        project.refused("upgrade").says(&told);
    }
    let last = "ALTER TABLE bags DROP COLUMN one;\nALTER TABLE bags ALTER COLUMN many TYPE text;\nDROP EXTENSION hstore CASCADE;\n";
    project.plain("0004_d", last, "SELECT 1;");
    project.ok("upgrade");
}

/// What refers to a table that is built anew goes with its rows while keys are enforced.
#[test]
fn a_table_built_anew_takes_no_children_along_unasked() {
    let project = Project::sqlite();
    project.plain(
        "0001_a",
        "CREATE TABLE shops (id integer PRIMARY KEY, name text);\nCREATE TABLE orders (id integer PRIMARY KEY, shop integer REFERENCES shops (id) ON DELETE CASCADE);\n",
        "DROP TABLE orders;\nDROP TABLE shops;\n",
    );
    project.ok("upgrade");
    project.sql(&["INSERT INTO shops VALUES (1, 'a')", "INSERT INTO orders VALUES (1, 1)"]);
    let anew = "CREATE TABLE new_shops (id integer PRIMARY KEY, name text);\nINSERT INTO new_shops (id, name) SELECT id, name FROM shops;\nDROP TABLE shops;\nALTER TABLE new_shops RENAME TO shops;\n";
    project.plain("0002_b", anew, "SELECT 1;");
    project
        .refused("upgrade")
        .says("1 keys that delete or change rows along with those of table shops");
    let off =
        format!("PRAGMA foreign_keys = OFF;\nBEGIN;\n{anew}COMMIT;\nPRAGMA foreign_keys = ON;\n");
    project.plain("0002_b", &off, "SELECT 1;");
    project.ok("upgrade");
    assert_eq!(project.rows("SELECT id FROM orders"), ["1"]);
}

/// Nor does one that comes in the place of a statement that failed.
#[test]
fn a_corrected_script_loses_nothing_unasked() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name, phone) VALUES (1, 'a', '1')"]);
        project.ok("revision -m by_hand --empty --offline");
        let path = "migrations/0002_by_hand/up.sql";
        let text = "BEGIN;\nCREATE TABLE extra (id int);\nCOMMIT;\nBEGIN;\nINSERT INTO nowhere VALUES (1);\nCOMMIT;\n";
        project.write(path, text);
        project.run("upgrade").exit(3).says("nowhere");
        let drop =
            text.replace("INSERT INTO nowhere VALUES (1)", "ALTER TABLE shops DROP COLUMN phone");
        project.write(path, &drop);
        project
            .refused("upgrade")
            .says("0002_by_hand does not go on")
            .says("1 values of column shops.phone");
        // Nor one that is added behind it.
        let behind = text.replace("nowhere", "extra") + "ALTER TABLE shops DROP COLUMN phone;\n";
        project.write(path, &behind);
        project.refused("upgrade").says("1 values of column shops.phone");
        project.ok("upgrade --allow-data-loss").says("1 values of column shops.phone go");
    }
}

//! Checks before damage: what is in the way is shown, and nothing was done.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::changes::{Entity, Models, name};
use super::*;

/// A file of `tests/checks`: the table `shops` before and after.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The engines that it is about; none means all.
    #[serde(default)]
    on: Vec<String>,
    before: Entity,
    after: Entity,
    #[serde(default)]
    enums: BTreeMap<String, Option<Vec<String>>>,
    #[serde(default)]
    flags: String,
    rows: Vec<String>,
    /// What the upgrade is refused for; without it, nothing is in the way.
    #[serde(default)]
    says: Vec<String>,
    /// The statement after which nothing is.
    #[serde(default)]
    mend: String,
}

#[test]
fn every_check_finds_the_rows_in_the_way_and_no_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut broken = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&file).expect("a file");
        for project in Project::each() {
            let case: Case =
                serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
            let engine = name(project.engine());
            if case.on.is_empty() || case.on.iter().any(|it| it == engine) {
                let checked = std::panic::AssertUnwindSafe(|| check(&project, case));
                // One case that fails does not hide the next.
                if std::panic::catch_unwind(checked).is_err() {
                    broken.push(format!("{} on {engine}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn check(project: &Project, case: Case) {
    let models =
        |entity, enums| Models { enums, tables: [("shops".to_owned(), Some(entity))].into() };
    project.declare(&models(case.before, case.enums.clone()), &BTreeMap::new());
    project.ok("revision -m initial");
    project.ok("upgrade");
    project.sql(&case.rows.iter().map(String::as_str).collect::<Vec<_>>());
    let schema = project.schema();
    let rows = project.rows("SELECT * FROM shops ORDER BY id");
    project.declare(&models(case.after, case.enums), &BTreeMap::new());
    project.ok(format!("revision -m next {}", case.flags).trim());
    if !case.says.is_empty() {
        let refused = project.refused("upgrade").says("0002_next was not started");
        case.says.iter().fold(refused, |it, text| it.says(text));
        assert_eq!(project.schema(), schema);
        assert_eq!(project.rows("SELECT * FROM shops ORDER BY id"), rows);
        project.sql(&[&case.mend]);
    }
    project.ok("upgrade");
    project.ok("check --head");
    project.ok("downgrade");
}

/// What the way back would stumble over is looked for when it is taken as a revision of its own.
#[test]
fn a_reverting_revision_has_its_checks() {
    for project in Project::each() {
        project.entity("shops", "pub name: String,");
        project.ok("revision -m initial");
        project.entity("shops", "pub name: Option<String>,");
        project.ok("revision -m less --offline");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name) VALUES (1, NULL), (2, 'b')"]);
        project
            .ok("revert 2")
            .prints("Checked before it starts:")
            .prints("shops.name is never null");
        project.refused("upgrade").says("shops.name is never null; not so here:\n    1, NULL\n");
        project.sql(&["DELETE FROM shops WHERE id = 1"]);
        project.ok("upgrade");
    }
}

#[test]
fn rows_in_the_way_are_shown_and_nothing_is_done() {
    for project in Project::each() {
        let free = "pub name: String,\n    pub slug: Option<String>,\n    pub shop_id: Option<i32>,\n    pub size: i64,";
        project.entity("shops", free).entity("people", "pub name: String,");
        project.ok("revision -m initial").lacks("Checked");
        project.ok("upgrade");
        let rows: Vec<String> = (1..=7)
            .map(|id| {
                format!("({id}, 'a name of a shop', NULL, {}, {})", 90 + id, 5_000_000_000_i64)
            })
            .chain(["(8, 'ok', 'same', NULL, 1)", "(9, 'ok', 'same', NULL, 1)"].map(str::to_owned))
            .collect();
        project.sql(&[&format!(
            "INSERT INTO shops (id, name, slug, shop_id, size) VALUES {}",
            rows.join(", ")
        )]);

        let bound = "#[sea_orm(column_type = \"String(StringLen::N(4))\")]\n    pub name: String,\n    #[sea_orm(unique)]\n    pub slug: String,\n    pub shop_id: Option<i32>,\n    pub size: i32,";
        let relation = "#[sea_orm(belongs_to = \"super::people::Entity\", from = \"Column::ShopId\", to = \"super::people::Column::Id\")]\n    People,";
        project.related("shops", bound, relation);
        project
            .ok("revision -m bound")
            .prints("Checked before it starts:")
            .prints("shops.slug is never null")
            .prints("no two rows of shops share their slug")
            .prints("every shop_id of shops refers to a row of people");
        let schema = project.schema();
        let ran = project
            .refused("upgrade")
            .says("0002_bound was not started, and nothing of it was done")
            .says("no two rows of shops share their slug; not so here:\n    8, same\n    9, same\n")
            .says("shops.slug is never null; not so here:\n    1, NULL\n    2, NULL\n")
            .says("    5, NULL\n    ... and more")
            .says("every shop_id of shops refers to a row of people; not so here:\n    1, 91\n");
        if project.engine() != Engine::Sqlite {
            ran.says("shops.name is no longer than 4 characters; not so here:\n    1, a name of")
                .says("not so here:\n    1, 5000000000\n");
        }
        assert_eq!(project.schema(), schema);

        project.sql(&["DELETE FROM shops WHERE id < 9"]);
        project.ok("upgrade").says("0002_bound");
        project.ok("check");
        project.ok("downgrade");
        project.ok("upgrade");
    }
}

#[test]
fn values_of_an_enum_that_go_must_be_out_of_use() {
    let Some(project) = Project::of(Engine::Postgres) else { return };
    let with = |values: &str| {
        project.write(
            "models/shops.rs",
            &(entity("shops", "pub state: State,", "")
                + &format!(
                    "\n#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]\n#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"state\")]\npub enum State {{\n{values}\n}}\n"
                )),
        );
    };
    let value = |name: &str| format!("    #[sea_orm(string_value = \"{name}\")]\n    {name},\n");
    with(&(value("Open") + &value("Shut")));
    project.ok("revision -m initial");
    project.ok("upgrade");
    project.sql(&["INSERT INTO shops (id, state) VALUES (1, 'Open'), (2, 'Shut')"]);
    with(&value("Open"));
    project.ok("revision -m less");
    project.refused("upgrade").says("shops.state is never Shut; not so here:\n    2, Shut\n");
    project.sql(&["DELETE FROM shops WHERE id = 2"]);
    project.ok("upgrade --allow-data-loss");
}

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

#[test]
fn a_large_table_is_copied_only_where_somebody_says_so() {
    let Some(project) = Project::of(Engine::Mysql) else { return };
    project.entity("shops", "pub size: i32,\n    pub code: Option<i32>,");
    project.ok("revision -m initial");
    project.ok("upgrade");
    project.sql(&["INSERT INTO shops (size) VALUES (1), (2)"]);
    project.sql(&["INSERT INTO shops (size) SELECT size FROM shops"; 13]);

    // What can be done beside writers needs no word.
    project.entity(
        "shops",
        "pub size: i32,\n    pub code: Option<i32>,\n    pub note: Option<String>,",
    );
    project.ok("revision -m note").prints("LOCK=NONE");
    project.ok("upgrade");

    let wider = |size: &str, code: &str| {
        let rest = "\n    pub note: Option<String>,";
        project.entity("shops", &format!("pub size: {size},\n    pub code: Option<{code}>,{rest}"));
    };
    wider("i64", "i32");
    project.ok("revision -m wider").prints("MY201").lacks("LOCK=NONE");
    let schema = project.schema();
    project
        .refused("upgrade")
        .says("0003_wider was not started, since writers would wait until tables are copied:\n  MY201")
        .says("shops.size, in line 3 (about ")
        .says("--allow-blocking");
    assert_eq!(project.schema(), schema);
    let yaml = "migrations/0003_wider/revision.yaml";
    let text = project.read(yaml);
    project.write(yaml, &format!("{text}accept: [MY202: not this one]\n"));
    project.refused("upgrade").says("MY201");
    // The checks are not asked for it.
    project.write(yaml, &format!("{text}checks: [SELECT 1 FROM nowhere]\n"));
    project.refused("upgrade").says("MY201").lacks("nowhere");
    project.refused("upgrade --allow-blocking").says("cannot be asked");
    project.write(yaml, &format!("{text}accept: [MY201: nobody writes on sundays]\n"));
    project.ok("upgrade");
    project.ok("check");
    project.ok("downgrade");
    project.write(yaml, &text);
    project.ok("upgrade --allow-blocking");

    // Who asks for plain statements has said it.
    wider("i64", "i64");
    project.ok("revision -m plain --no-online");
    assert!(project.read("migrations/0004_plain/revision.yaml").contains("MY201"));
    project.ok("upgrade");
    project.sql(&["DELETE FROM shops WHERE id > 100"]);
    wider("i32", "i64");
    project.ok("revision -m small");
    project.ok("upgrade");
    project.ok("check");
}

#[test]
fn a_check_is_one_query_that_the_database_answers() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: String,");
    project.ok("revision -m initial");
    let yaml = "migrations/0001_initial/revision.yaml";
    let text = project.read(yaml);
    let with = |check: &str| project.write(yaml, &format!("{text}checks:\n- {check}\n"));
    for (check, expected) in [
        ("DELETE FROM shops", "the check `DELETE FROM shops` is not one query"),
        ("SELECT 1; DROP TABLE shops", "is not one query"),
        ("SELECT 'open", "is not one query"),
        ("SELECT id FROM nowhere", "cannot be asked: "),
        ("{check: ten, query: SELECT 10}", "ten; not so here:\n    10\n    found by SELECT 10\n"),
        ("{check: ten}", "missing field `query`"),
    ] {
        with(check);
        project.refused("upgrade").says(expected);
    }
    with("{check: other, query: {postgres: SELECT 1}}");
    project.ok("upgrade");
}

/// The exit code says whether anything is another than before.
#[test]
fn what_ran_before_a_check_counts() {
    for project in Project::each() {
        project.entity("shops", "pub name: Option<String>,");
        project.ok("revision -m initial");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (id, name) VALUES (1, NULL)"]);
        project.entity("people", "").ok("revision -m people --offline");
        project.entity("shops", "pub name: String,").ok("revision -m strict --offline");
        let told = "shops.name is never null";
        project.run("upgrade").exit(3).says(told).says("Applied before it: 0002_people");
        project.refused("upgrade").says(told).lacks("0002_people");

        // A check that cannot be asked stands behind others as well.
        let yaml = "migrations/0003_strict/revision.yaml";
        let text = project.read(yaml);
        let checks = text.find("checks:").expect("checks");
        let asked = format!("{}checks: [SELECT 1 FROM nowhere]\n", &text[..checks]);
        project.write(yaml, &asked).ok("downgrade");
        let told = "its check `SELECT 1 FROM nowhere` cannot be asked";
        project
            .run("upgrade")
            .exit(3)
            .says(told)
            .says("Before it, this run has applied 0002_people");
        project.refused("upgrade").says(told).lacks("0002_people");
    }
}

/// Neither is a table that cannot be built anew the first thing that a run comes to.
#[test]
fn what_ran_before_a_rebuild_counts() {
    let project = Project::sqlite();
    project.entity("shops", "pub name: Option<String>,").ok("revision -m initial");
    project.ok("upgrade");
    project.sql(&["CREATE INDEX extra ON shops (id, name)"]);
    project.entity("people", "").ok("revision -m people --offline");
    project.entity("shops", "pub name: String,").ok("revision -m strict --offline");
    let told = "would lose what the table has";
    let before = "Before it, this run has applied 0002_people";
    project.run("upgrade").exit(3).says(told).says(before);
    project.refused("upgrade").says(told).lacks("0002_people");
}

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

//! Changes of entities from beginning to end, on every database: asked, written, run with rows in
//! the tables, found in place by `check`, and taken back exactly.

use std::collections::BTreeMap;

use autogen::align::align;
use autogen::dialect::{Settled, dialect};
use autogen::schema::Schema;
use serde::Deserialize;

use super::*;
use crate::announced::check_revision;

/// A file of `tests/changes/*/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The engines that can hold it; none means all.
    #[serde(default)]
    on: Vec<String>,
    before: Models,
    /// What is different afterwards.
    after: Models,
    /// What a revision without flags is refused for.
    #[serde(default)]
    asks: Vec<String>,
    /// The command lines that the refusal prints, after `autogen revision -m x `.
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    flags: String,
    /// What even the flags are refused for; nothing runs then.
    #[serde(default)]
    refused: Vec<String>,
    /// Statements before the change.
    #[serde(default)]
    rows: Vec<String>,
    /// Queries and their values, joined by spaces, after the change.
    #[serde(default)]
    then: Vec<(String, String)>,
    /// Statements for which the way back stops, with what it says; they are taken back.
    #[serde(default)]
    stops: Vec<Stop>,
    /// Statements before the way back.
    #[serde(default)]
    tidy: Vec<String>,
    #[serde(default)]
    back: Vec<(String, String)>,
    /// What the scripts up and down hold, and what none of them does, by engine.
    #[serde(default)]
    up: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    down: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    never: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Models {
    /// Values by the name of the type; `super::types::OrderState` is the enum of `order_state`.
    #[serde(default)]
    pub enums: BTreeMap<String, Option<Vec<String>>>,
    #[serde(default)]
    pub tables: BTreeMap<String, Option<Entity>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Entity {
    Fields(String),
    Whole {
        fields: String,
        #[serde(default)]
        relations: String,
        /// Inside of `autogen(...)` above the struct.
        #[serde(default)]
        annotations: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stop {
    run: String,
    says: String,
    undo: String,
}

#[test]
fn renames_arrive_and_come_back() {
    every_case("renames");
}

#[test]
fn enum_types_arrive_and_come_back() {
    every_case("enums");
}

/// Runs the cases of a folder; `AUTOGEN_CASE` names one alone.
fn every_case(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes").join(folder);
    let only = std::env::var("AUTOGEN_CASE").unwrap_or_default();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|it| it.expect("an entry").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut broken = Vec::new();
    for file in files.iter().filter(|it| it.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(file).expect("a file");
        let case: Case = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        for project in Project::each() {
            let engine = name(project.engine());
            if case.on.is_empty() || case.on.iter().any(|it| it == engine) {
                println!("{} on {engine}", file.display());
                let checked = std::panic::AssertUnwindSafe(|| check(&project, &case));
                // One case that fails does not hide the next.
                if std::panic::catch_unwind(checked).is_err() {
                    broken.push(format!("{} on {engine}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

pub fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
        Engine::Mysql => "mysql",
    }
}

fn check(project: &Project, case: &Case) {
    let engine = name(project.engine());
    project.declare(&case.before, &BTreeMap::new());
    project.ok("revision -m initial");
    project.ok("upgrade");
    project.ok("check --head");
    let before = project.inspected();
    project.sql(&case.rows.iter().map(String::as_str).collect::<Vec<_>>());
    project.declare(&case.after, &case.before.enums);

    if !case.asks.is_empty() {
        let mut refused = project.refused("revision -m x");
        for question in &case.asks {
            refused = refused.says(question);
        }
        for line in &case.lines {
            refused = refused.says(&format!("autogen revision -m x {line}\n"));
            project.ok(&format!("revision -m x --sql {line}"));
        }
    }
    let line = format!("revision -m x {}", case.flags);
    if !case.refused.is_empty() {
        let mut refused = project.refused(line.trim());
        for words in &case.refused {
            refused = refused.says(words);
        }
        return;
    }
    project.ok(line.trim());
    check_revision(project, "0002_x");
    let scripts = ["up.sql", "down.sql"].map(|it| project.read(&format!("migrations/0002_x/{it}")));
    println!("{}\n{}", scripts[0], scripts[1]);
    for (script, holds) in scripts.iter().zip([&case.up, &case.down]) {
        for text in holds.get(engine).into_iter().flatten() {
            assert!(script.contains(text.as_str()), "no {text:?} in\n{script}");
        }
        for text in case.never.get(engine).into_iter().flatten() {
            assert!(!script.contains(text.as_str()), "{text:?} in\n{script}");
        }
    }

    project.ok("upgrade --allow-data-loss");
    project.ok("check --head");
    project.values(&case.then);
    let after = project.inspected();
    for Stop { run, says, undo } in &case.stops {
        project.sql(&[run]);
        project.run("downgrade -1").exit(3).says(says);
        project.is(&after, "a way back that stopped left something");
        project.sql(&[undo]);
    }
    project.sql(&case.tidy.iter().map(String::as_str).collect::<Vec<_>>());
    project.ok("downgrade -1");
    project.is(&before, &scripts[1]);
    project.values(&case.back);
    project.ok("upgrade --allow-data-loss");
    project.is(&after, &scripts[0]);
    project.ok("check --head");
}

impl Project {
    fn inspected(&self) -> Schema {
        serde_yaml::from_str(&self.schema()).expect("a schema")
    }

    /// The same but for the order of columns, and quotes that a rename puts into expressions.
    #[track_caller]
    fn is(&self, expected: &Schema, what: &str) {
        let found = self.inspected();
        let mut expected = expected.clone();
        let dialect = dialect(name(self.engine()).parse().expect("the name of a dialect"));
        let aligned = align(&mut expected, &found, dialect, &Settled::new());
        assert_eq!(aligned.uncompared, [], "{what}");
        let [expected, found] =
            [expected, found].map(|it| serde_yaml::to_string(&it.sorted()).expect("YAML"));
        assert_eq!(expected, found, "not the same after\n{what}");
    }

    fn values(&self, queries: &[(String, String)]) {
        for (query, expected) in queries {
            assert_eq!(self.rows(query).join(" "), *expected, "{query}");
        }
    }

    pub fn declare(&self, models: &Models, known: &BTreeMap<String, Option<Vec<String>>>) {
        let mut enums = known.clone();
        enums.extend(models.enums.clone());
        let types: String = enums
            .iter()
            .filter_map(|(name, values)| Some(active(name, values.as_ref()?)))
            .collect();
        if !types.is_empty() {
            self.write("models/types.rs", &format!("use sea_orm::entity::prelude::*;\n{types}"));
        }
        for (name, it) in &models.tables {
            let Some(it) = it else {
                self.remove(&format!("models/{name}.rs"));
                continue;
            };
            let (fields, relations, annotations) = match it {
                Entity::Fields(fields) => (fields, "", ""),
                Entity::Whole { fields, relations, annotations } => {
                    (fields, relations.as_str(), annotations.as_str())
                }
            };
            let mut text = entity(name, fields, relations);
            if !annotations.is_empty() {
                let above = format!("#[cfg_attr(any(), autogen({annotations}))]\npub struct Model");
                text = text.replace("pub struct Model", &above);
            }
            self.write(&format!("models/{name}.rs"), &text);
        }
    }
}

/// An enum as SeaORM has it, its variants V0, V1 and so on.
fn active(name: &str, values: &[String]) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    let ident: String = name.split('_').map(word).collect();
    let variants: String = (values.iter().enumerate())
        .map(|(i, value)| format!("    #[sea_orm(string_value = {value:?})]\n    V{i},\n"))
        .collect();
    format!(
        "#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"{name}\")]
pub enum {ident} {{\n{variants}}}\n"
    )
}

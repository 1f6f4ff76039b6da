//! The oracle that nobody here wrote: what SeaORM itself makes of the same entities.

mod dump;
mod entities;

use std::fs;
use std::path::{Path, PathBuf};

use autogen::compare::compare;
use autogen::database::{Connection, Missing};
use autogen::dialect::{Reflection, Scope, dialect};
use autogen::entity::{Options, SourceCrate, SourceFile, read};
use autogen::ops::{self, Renames};
use autogen::plan::{Script, Setting, plan};
use autogen::schema::Schema;
use autogen::target::Target;
use autogen::url::DatabaseUrl;
use models as _; // so that the example's entities are linked, and found in the registry
use sea_orm::ConnectionTrait;
use similar::{ChangeTag, TextDiff};

use crate::support::{self, Database, Engine};

#[tokio::test]
async fn sqlite_has_from_autogen_what_it_has_from_sea_orm() {
    let database = async || Some(support::sqlite());
    hold(Engine::Sqlite, [EXAMPLE, COMMON, SQLITE], database).await;
}

#[tokio::test]
async fn postgres_has_from_autogen_what_it_has_from_sea_orm() {
    hold(Engine::Postgres, [EXAMPLE, COMMON, POSTGRES], support::postgres).await;
}

#[tokio::test]
async fn mysql_has_from_autogen_what_it_has_from_sea_orm() {
    hold(Engine::Mysql, [EXAMPLE, COMMON, MYSQL], support::mysql).await;
}

async fn hold(engine: Engine, cases: [Case; 3], database: impl AsyncFn() -> Option<Database>) {
    let mut differences = Vec::new();
    for case in cases {
        let Some(original) = database().await else { return };
        let Some(by_models) = database().await else { return };
        let Some(by_reflection) = database().await else { return };
        differences.extend(case.differences(original, by_models, by_reflection).await);
    }
    for deviation in DEVIATIONS.iter().filter(|it| it.engines.contains(&engine)) {
        let before = differences.len();
        differences.retain(|told| !deviation.marks.iter().any(|mark| told.contains(mark)));
        assert!(differences.len() < before, "no longer so: {}", deviation.what);
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// Where autogen means to differ from SeaORM, or cannot tell.
struct Deviation {
    engines: &'static [Engine],
    what: &'static str,
    /// Texts of which a line that is told has one.
    marks: &'static [&'static str],
}

const DEVIATIONS: [Deviation; 4] = [
    Deviation {
        engines: &[Engine::Postgres],
        what: "SeaORM writes no comments on PostgreSQL",
        marks: &["COMMENT ON ", "Comment { before: Some", "comment: Some("],
    },
    Deviation {
        engines: &[Engine::Postgres],
        what: "a key out of `extra` has the name that SeaORM gives to all others",
        marks: &["extras_previous_fkey", "fk-extras-previous"],
    },
    Deviation {
        engines: &[Engine::Mysql],
        what: "`renamed_from` is a note to SeaORM, and no comment of the column",
        marks: &["`renamed`", "\"renamed\""],
    },
    Deviation {
        engines: &[Engine::Sqlite, Engine::Postgres, Engine::Mysql],
        what: "SeaORM makes no check and no ordered index, which the example's annotations ask for",
        marks: &["order_items_some", "reviews_latest", "`quantity` > 0", "(quantity > 0)"],
    },
];

/// Entities: the module in which they register themselves, and the file at its root.
struct Case {
    module: &'static str,
    root: &'static str,
}

const EXAMPLE: Case = Case { module: "models", root: "models/src/lib.rs" };
const COMMON: Case = Case {
    module: "all::oracle::entities::common",
    root: "tests/all/oracle/entities/common/mod.rs",
};
const SQLITE: Case = Case {
    module: "all::oracle::entities::sqlite",
    root: "tests/all/oracle/entities/sqlite/mod.rs",
};
const POSTGRES: Case = Case {
    module: "all::oracle::entities::postgres",
    root: "tests/all/oracle/entities/postgres/mod.rs",
};
const MYSQL: Case =
    Case { module: "all::oracle::entities::mysql", root: "tests/all/oracle/entities/mysql/mod.rs" };

impl Case {
    /// What SeaORM makes of the entities, compared with what autogen reads in them, what it makes
    /// of that, and what it makes again of its own reflection of what SeaORM made.
    async fn differences(
        &self,
        original: Database,
        by_models: Database,
        by_reflection: Database,
    ) -> Vec<String> {
        let models = self.models();
        create_by_sea_orm(&original, self.module).await;
        let expected = dump::dump(&original).await;
        assert!(!expected.is_empty(), "SeaORM made nothing of {}", self.module);

        let live = reflect(&original).await;
        let mut connection = open(&original).await;
        let target = connection.target;
        let dialect = dialect(target.dialect);
        let compared = connection
            .settle(dialect, |answers| compare(&models, &live, answers, dialect, &target))
            .await;
        let compared = compared.unwrap_or_else(|refusals| panic!("{refusals:?}"));
        let mut told: Vec<String> = Vec::new();
        told.extend(compared.drift.iter().map(|it| format!("drift: {it:?}")));
        told.extend(compared.uncompared.iter().map(|it| format!("not compared: {it:?}")));
        told.extend(compared.unmanaged.iter().map(|it| format!("unmanaged: {it:?}")));

        let down = create_by_autogen(&by_models, &models).await;
        told.extend(difference("models", &expected, &dump::dump(&by_models).await));
        run(&mut open(&by_models).await, &down).await;
        told.extend(difference("the way back", &[], &dump::dump(&by_models).await));
        create_by_autogen(&by_reflection, &live.schema).await;
        told.extend(difference("reflection", &expected, &dump::dump(&by_reflection).await));
        told.iter().map(|it| format!("{}: {it}", self.module)).collect()
    }

    /// What autogen reads in the entities' files.
    fn models(&self) -> Schema {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.root);
        let mut paths = Vec::new();
        rust_files(root.parent().expect("a folder"), &mut paths);
        let file = |path: &PathBuf| {
            let text = fs::read_to_string(path).expect("a file");
            SourceFile { path: path.clone(), text: text.into(), entities: true }
        };
        let krate = SourceCrate {
            name: "entities".to_owned(),
            files: paths.iter().map(file).collect(),
            root: paths.iter().position(|path| *path == root),
            ..Default::default()
        };
        let models = read(&[krate], &Options::default());
        let models = models.unwrap_or_else(|errors| panic!("{}: {errors:#?}", self.module));
        // What SeaORM does to the surprise of some is just what is asked here.
        let others: Vec<_> =
            models.warnings.iter().filter(|it| !it.message.starts_with("SeaORM ")).collect();
        assert!(others.is_empty(), "{others:#?}");
        models.schema
    }
}

fn rust_files(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

/// Makes the tables of all entities of a module, as an application without migrations does.
pub async fn create_by_sea_orm(database: &Database, module: &str) {
    let connection = database.connect().await;
    if database.engine == Engine::Postgres {
        connection.execute_unprepared("CREATE SCHEMA warehouse").await.expect("a schema");
    }
    let entities = connection.get_schema_registry(module);
    entities.apply(&connection).await.unwrap_or_else(|error| panic!("{module}: {error}"));
}

/// Makes the tables of a schema by the script that a first revision would have, and returns the
/// script that takes them away.
async fn create_by_autogen(database: &Database, schema: &Schema) -> Script {
    let mut connection = open(database).await;
    let nothing = Schema::default();
    let changes = ops::diff(&nothing, schema, &Renames::default()).expect("no renames");
    let target = Target::floor(connection.target.dialect);
    let setting =
        Setting { dialect: dialect(target.dialect), target: &target, live: None, online: false };
    let plan = plan(&nothing, &changes, setting).unwrap_or_else(|error| panic!("{error}"));
    if database.engine == Engine::Postgres {
        connection.execute("CREATE SCHEMA warehouse").await.expect("a schema");
    }
    run(&mut connection, &plan.up).await;
    plan.down
}

async fn run(connection: &mut Connection, script: &Script) {
    for statement in script.statements() {
        let done = connection.execute(&statement.sql).await;
        done.unwrap_or_else(|error| panic!("{error}\n{}", statement.sql));
    }
}

async fn reflect(database: &Database) -> Reflection {
    let scope = Scope { schemas: vec!["warehouse".to_owned()], ..Scope::default() };
    let mut connection = open(database).await;
    let reflection = connection.reflect(dialect(connection.target.dialect), &scope).await;
    reflection.unwrap_or_else(|error| panic!("{error}"))
}

async fn open(database: &Database) -> Connection {
    let url = DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL");
    Connection::open(&url, Missing::Create).await.unwrap_or_else(|error| panic!("{error}"))
}

/// Every line that is not the same in both dumps.
fn difference(origin: &str, by_sea_orm: &[String], by_autogen: &[String]) -> Vec<String> {
    let [by_sea_orm, by_autogen] =
        [by_sea_orm, by_autogen].map(|lines| lines.iter().map(String::as_str).collect::<Vec<_>>());
    TextDiff::from_slices(&by_sea_orm, &by_autogen)
        .iter_all_changes()
        .filter_map(|change| {
            let author = match change.tag() {
                ChangeTag::Equal => return None,
                ChangeTag::Delete => "SeaORM",
                ChangeTag::Insert => "autogen",
            };
            Some(format!("from {origin}, by {author}: {}", change.value()))
        })
        .collect()
}

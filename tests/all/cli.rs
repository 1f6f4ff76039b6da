//! The binary as a user runs it: in a project of its own, on a database of its own.

mod adopt;
mod baseline;
mod changes;
mod checks;
mod commands;
mod deployments;
mod diffs;
mod drift;
mod expressions;
mod handwritten;
mod lint;
mod losses;
mod modules;
mod questions;
mod rebuild;
mod renders;
mod review;
mod runs;
mod story;
mod teams;
mod template;
mod tenants;
mod verdicts;
mod verify;
mod wrong;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use autogen::database::{Connection, Missing};
use autogen::url::DatabaseUrl;
use tempfile::TempDir;

use crate::support::{self, Database, Engine};

/// A folder with autogen.yaml, entities in `models/`, and a database.
pub struct Project {
    folder: TempDir,
    pub database: Database,
}

/// What a command did.
pub struct Ran {
    command: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn sqlite() -> Self {
        Self::on(support::sqlite())
    }

    /// One project on each engine that is not left out.
    pub fn each() -> impl Iterator<Item = Self> {
        block_on(support::each()).into_iter().map(Self::on)
    }

    /// `None` where the engine is left out.
    pub fn of(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::sqlite()),
            Engine::Postgres => block_on(support::postgres()).map(Self::on),
            Engine::Mysql => block_on(support::mysql()).map(Self::on),
        }
    }

    pub fn on(database: Database) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder"), database };
        project.write("autogen.yaml", "models: models\n");
        project
    }

    pub fn engine(&self) -> Engine {
        self.database.engine
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        self
    }

    pub fn read(&self, name: &str) -> String {
        let path = self.path(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        let removed =
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        removed.expect("it was there");
        self
    }

    /// An entity of the compact form with these fields after its `id`.
    pub fn entity(&self, table: &str, fields: &str) -> &Self {
        self.related(table, fields, "")
    }

    /// The same with lines in its `Relation`.
    pub fn related(&self, table: &str, fields: &str, relations: &str) -> &Self {
        self.write(&format!("models/{table}.rs"), &entity(table, fields, relations))
    }

    /// The same of an entity that names the schema of its table too.
    pub fn related_in(&self, schema: &str, table: &str, fields: &str, relations: &str) -> &Self {
        let name = format!("table_name = \"{table}\"");
        let named = format!("schema_name = \"{schema}\", {name}");
        let text = entity(table, fields, relations).replace(&name, &named);
        self.write(&format!("models/{table}.rs"), &text)
    }

    /// The schema that the connection takes for names without one.
    pub fn own_schema(&self) -> String {
        let own = if self.engine() == Engine::Mysql { "database()" } else { "current_schema()" };
        self.rows(&format!("SELECT {own}")).concat()
    }

    /// The files of the project and what they hold.
    pub fn files(&self) -> BTreeMap<PathBuf, String> {
        fn walk(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, files);
                    files.insert(path, String::new());
                } else {
                    let bytes = std::fs::read(&path).expect("a file");
                    files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
                }
            }
        }
        let mut files = BTreeMap::new();
        walk(self.folder.path(), &mut files);
        files
    }

    /// The process of a command line, in which quotes hold words together.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_autogen"));
        command
            .args(words(line))
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.database.url)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, line: &str) -> Ran {
        self.finish(line, &mut self.command(line))
    }

    pub fn finish(&self, line: &str, command: &mut Command) -> Ran {
        let output = command.output().expect("the binary starts");
        Ran::new(line, output)
    }

    /// Runs a command that has to succeed.
    pub fn ok(&self, line: &str) -> Ran {
        self.run(line).exit(0)
    }

    /// Runs a command that has to stop with exit code 2 and leave every file as it is.
    pub fn refused(&self, line: &str) -> Ran {
        let before = self.files();
        let ran = self.run(line).exit(2);
        assert_eq!(before, self.files(), "{line} left something behind");
        ran
    }

    /// Statements, one after the other, as somebody sends them by hand.
    pub fn sql(&self, statements: &[&str]) -> &Self {
        block_on(async {
            let mut connection = self.connect().await;
            for statement in statements.iter().filter(|it| !it.is_empty()) {
                let done = connection.execute(statement).await;
                done.unwrap_or_else(|error| panic!("{statement}: {error}"));
            }
        });
        self
    }

    /// The rows of a query, their values joined by bars.
    pub fn rows(&self, query: &str) -> Vec<String> {
        let rows = block_on(async { self.connect().await.rows(query).await });
        let rows = rows.unwrap_or_else(|error| panic!("{query}: {error}"));
        let text = |value: Option<String>| value.unwrap_or_else(|| "NULL".to_owned());
        rows.into_iter()
            .map(|row| row.into_iter().map(text).collect::<Vec<_>>().join("|"))
            .collect()
    }

    async fn connect(&self) -> Connection {
        let url = DatabaseUrl::parse(&self.database.url, Path::new("")).expect("a URL");
        Connection::open(&url, Missing::Create).await.expect("a database")
    }

    /// The schema of the database as `inspect` has it.
    pub fn schema(&self) -> String {
        self.ok("inspect").stdout
    }
}

impl Ran {
    /// What no command may ever do is looked for here.
    pub fn new(command: &str, output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let ran = Self {
            command: command.to_owned(),
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        for never in ["panicked", "secret", "\x1b"] {
            let found = ran.stdout.contains(never) || ran.stderr.contains(never);
            assert!(!found, "{never:?} in\n{ran}");
        }
        ran
    }

    #[track_caller]
    pub fn exit(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Standard error has it.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "nothing says {text:?} in\n{self}");
        self
    }

    /// Standard output has it.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "nothing prints {text:?} in\n{self}");
        self
    }

    /// Neither has it.
    #[track_caller]
    pub fn lacks(self, text: &str) -> Self {
        let found = self.stdout.contains(text) || self.stderr.contains(text);
        assert!(!found, "{text:?} in\n{self}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { command, code, stdout, stderr } = self;
        write!(f, "autogen {command} ({code:?})\nstdout:\n{stdout}\nstderr:\n{stderr}")
    }
}

pub fn entity(table: &str, fields: &str, relations: &str) -> String {
    format!(
        r#"use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "{table}")]
pub struct Model {{
    #[sea_orm(primary_key)]
    pub id: i32,
    {fields}
}}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {{
    {relations}
}}

impl ActiveModelBehavior for ActiveModel {{}}
"#
    )
}

/// A line of `Relation`: `belongs_to("shop")` refers to `shops` by `shop_id`.
pub fn belongs_to(name: &str, more: &str) -> String {
    let variant = name[..1].to_uppercase() + &name[1..];
    format!(
        r#"#[sea_orm(belongs_to = "super::{name}s::Entity", from = "Column::{variant}Id", to = "super::{name}s::Column::Id"{more})]
    {variant},"#
    )
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match c {
            '\'' | '"' if quote.is_none() => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            c if quote == Some(c) => quote = None,
            ' ' if quote.is_none() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

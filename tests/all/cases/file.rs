//! A case as its file has it.
//!
//! Lines `-- from`, `-- to` and so on begin the sections; comments before the first say what the
//! case is about.
//!
//! - `from`, `to`: the statements that make the two schemas; `both`: those that make what is in
//!   both, before the others.
//! - `needs`: what the server must be: `mariadb`, `mysql`, `postgres 15`, `extension citext`.
//! - `renames`: `table a=b` and `column t.a=b`, as the flags have them.
//! - `rows`: statements after `from`; `tidy`: statements before the way back.
//! - `changes`: the lines of the text report.
//! - `script`: texts that the script has.
//! - `kept`, `back`: queries, each with its rows behind `=`, after the way and after the way back.
//! - `refused`: texts of the refusal, where there must be one.

use std::fs;
use std::path::{Path, PathBuf};

use autogen::database::Connection;
use autogen::ops::Renames;
use autogen::schema::QualifiedName;
use autogen::target::{Flavour, Version};

use super::Ran;

#[derive(Default)]
pub struct Case {
    /// From the root of the project.
    pub path: String,
    pub from: String,
    pub to: String,
    pub rows: String,
    pub tidy: String,
    pub changes: Option<Vec<String>>,
    pub script: Vec<String>,
    pub kept: Vec<Expected>,
    pub back: Vec<Expected>,
    pub refused: Vec<String>,
    needs: Vec<String>,
    renames: Vec<String>,
}

pub struct Expected {
    pub query: String,
    pub rows: Vec<String>,
}

impl Case {
    /// The cases of a folder by name.
    pub fn all(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("tests/cases").join(folder);
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
        paths.sort();
        let only = std::env::var("AUTOGEN_CASE").unwrap_or_default();
        let shown = |path: &Path| path.strip_prefix(root).expect("within").display().to_string();
        let cases: Vec<Self> = (paths.iter())
            .filter(|path| shown(path).contains(&only))
            .map(|path| {
                let text = fs::read_to_string(path).expect("a text");
                Self::read(&text, shown(path))
            })
            .collect();
        assert!(!cases.is_empty() || !only.is_empty(), "{} is empty", folder.display());
        cases
    }

    fn read(text: &str, path: String) -> Self {
        let mut case = Self { path, ..Self::default() };
        let path = case.path.clone();
        let mut both = String::new();
        for (name, body) in sections(text) {
            let lines =
                || body.lines().map(str::to_owned).filter(|it| !it.is_empty()).collect::<Vec<_>>();
            match name {
                "from" => case.from = body,
                "to" => case.to = body,
                "both" => both = body,
                "rows" => case.rows = body,
                "tidy" => case.tidy = body,
                "changes" => case.changes = Some(lines()),
                "script" => case.script = lines(),
                "kept" => case.kept = expected(&body, &path),
                "back" => case.back = expected(&body, &path),
                "refused" => case.refused = lines(),
                "needs" => case.needs = lines(),
                "renames" => case.renames = lines(),
                other => panic!("{path}: `{other}` is for cases of models"),
            }
        }
        assert!(text.contains("\n-- from\n") && text.contains("\n-- to\n"), "{path} lacks a side");
        case.from.insert_str(0, &both);
        case.to.insert_str(0, &both);
        case
    }

    /// Whether the server is one that the case is for.
    pub async fn suits(&self, connection: &mut Connection) -> bool {
        let target = connection.target;
        for need in &self.needs {
            let (word, rest) = need.split_once(' ').unwrap_or((need, ""));
            let is_it = match word {
                "mariadb" => target.flavour == Flavour::MariaDb,
                "mysql" => target.flavour == Flavour::MySql,
                "postgres" | "sqlite" => true,
                "extension" => {
                    let query =
                        format!("SELECT 1 FROM pg_available_extensions WHERE name = '{rest}'");
                    if connection.value(&query).await.expect("a catalog").is_none() {
                        return false;
                    }
                    continue;
                }
                _ => panic!("{}: no server is `{need}`", self.path),
            };
            let version = if rest.is_empty() { Ok(Version::default()) } else { rest.parse() };
            if !is_it || target.version < version.expect("a version") {
                return false;
            }
        }
        true
    }

    pub fn has_extensions(&self) -> bool {
        self.needs.iter().any(|it| it.starts_with("extension "))
    }

    pub fn renames(&self) -> Renames {
        let mut renames = Renames::default();
        for line in &self.renames {
            let name = |text: &str| text.parse::<QualifiedName>().expect("a name");
            let (kind, rest) = line.split_once(' ').expect("a kind");
            let (old, new) = rest.split_once('=').expect("two names");
            match kind {
                "table" => renames.tables.push((name(old), name(new))),
                "column" => {
                    let (table, old) = old.rsplit_once('.').expect("a table");
                    renames.columns.push((name(table), old.to_owned(), new.to_owned()));
                }
                _ => panic!("{}: `{kind}` is not renamed", self.path),
            }
        }
        renames
    }

    /// Whether the refusal is the one that is expected.
    pub fn is_refused(&self, message: &str) -> Result<Ran, String> {
        let lacks = self.refused.iter().find(|it| !message.contains(it.as_str()));
        match lacks {
            _ if self.refused.is_empty() => Err(format!("it is refused:\n{message}")),
            Some(text) => Err(format!("the refusal lacks `{text}`:\n{message}")),
            None => Ok(Ran::Through),
        }
    }
}

const SECTIONS: [&str; 14] = [
    "from", "to", "both", "rows", "tidy", "changes", "script", "kept", "back", "refused", "needs",
    "renames", "flags", "only",
];

pub fn sections(text: &str) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        let name =
            line.strip_prefix("-- ").and_then(|it| SECTIONS.iter().find(|name| **name == it));
        match (name, found.last_mut()) {
            (Some(name), _) => found.push((name, String::new())),
            (None, Some((_, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

pub fn expected(body: &str, path: &str) -> Vec<Expected> {
    let mut found: Vec<Expected> = Vec::new();
    for line in body.lines().filter(|it| !it.is_empty()) {
        match line.strip_prefix("= ").or((line == "=").then_some("")) {
            None => found.push(Expected { query: line.to_owned(), rows: Vec::new() }),
            Some(row) => {
                let query = found.last_mut().unwrap_or_else(|| panic!("{path}: rows of no query"));
                query.rows.push(row.to_owned());
            }
        }
    }
    found
}

//! Scripts that were edited after they ran, and what git knows of how they were.

use std::path::Path;
use std::process::{Command, Stdio};

use similar::TextDiff;

use super::context::Context;
use crate::revision::script::Lexis;
use crate::runner::Source;

/// How many commits of a file are looked at, and how many lines of a difference are shown.
const COMMITS: usize = 50;
const LINES: usize = 40;

/// An applied revision whose script is no longer the one that was run.
pub struct Edit {
    pub revision: String,
    /// What was edited since, when git has the earlier text.
    pub diff: Option<String>,
}

impl std::fmt::Display for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.revision)
    }
}

/// To machines it is the revision.
impl serde::Serialize for Edit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Edit {
    /// Its name, with the difference below it.
    pub fn listed(&self) -> String {
        let diff = self.diff.iter().flat_map(|diff| diff.lines());
        let lines: String = diff.map(|line| format!("\n    {line}")).collect();
        format!("{}{lines}", self.revision)
    }

    pub fn told(&self) -> String {
        let Self { revision, diff } = self;
        let diff = diff.as_ref().map(|it| format!("\n{it}")).unwrap_or_default();
        format!(
            "{revision} was edited after it was applied: restore its script, or accept the edit with `autogen stamp {revision} --checksum`{diff}"
        )
    }
}

/// The difference between a script as it was when `ran` knew it and as it is now, by lines.
/// Nothing where git has no such text.
pub fn since(
    context: &Context,
    lexis: Lexis,
    path: &Path,
    now: &str,
    ran: impl Fn(&Source) -> bool,
) -> Option<String> {
    let path = context.project.root().join(path);
    let then = versions(&path).find(|text| {
        let source = Source::parse(&path, text.clone(), lexis);
        source.is_ok_and(|source| ran(&source))
    })?;
    let diff = TextDiff::from_lines(then.as_str(), now);
    let shown = diff.unified_diff().context_radius(2).header("as it ran", "as it is").to_string();
    let mut lines: Vec<&str> = shown.lines().take(LINES + 1).collect();
    if lines.len() > LINES {
        lines[LINES] = "...";
    }
    Some(lines.join("\n"))
}

/// The texts that a file has had, newest first, also under the name that it had before further
/// dialects were rendered.
fn versions(path: &Path) -> impl Iterator<Item = String> {
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    let file = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let sole = format!("{}.sql", file.split('.').next().unwrap_or_default());
    let mut files = vec![file];
    if files[0] != sole {
        files.push(sole);
    }
    let count = format!("-{COMMITS}");
    let found: Vec<(std::path::PathBuf, String)> = files
        .into_iter()
        .flat_map(|file| {
            let log = git(&folder, &["log", &count, "--format=%H", "--", &file]);
            let commits = log.unwrap_or_default();
            let named = |commit: &str| (folder.clone(), format!("{commit}:./{file}"));
            commits.lines().map(named).collect::<Vec<_>>()
        })
        .collect();
    found.into_iter().filter_map(|(folder, object)| git(&folder, &["show", &object]))
}

/// What git prints; nothing where there is no git or no repository.
pub fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args).stdin(Stdio::null());
    let output = command.output().ok().filter(|it| it.status.success())?;
    String::from_utf8(output.stdout).ok()
}

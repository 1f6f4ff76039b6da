use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer};
use serde_yaml::Value;

use super::guard::{Accept, Check, Review};
use super::yaml::{self, VersionText, YamlError};
use crate::ops::Operation;
use crate::ops::yaml::to_yaml;
use crate::target::{DialectName, Version};

/// The format of `revision.yaml` that this version reads and writes.
pub const FORMAT: u32 = 1;

/// What `revision.yaml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The revisions that this one follows; several for a merge, none for a first one.
    pub revises: Vec<String>,
    /// Revisions that must be applied before, without being followed: an id, or `module/id`.
    pub depends_on: Vec<String>,
    /// The ids that it had before; a database in which one of them is applied has this revision.
    pub was: Vec<String>,
    pub message: String,
    /// When it was made, as RFC 3339 in UTC.
    pub created: Option<String>,
    /// The dialects that it has scripts for, with the oldest version of each that they suit.
    pub dialects: BTreeMap<DialectName, Version>,
    /// What it changes; none when it is hand-written and nobody has recorded what it does.
    pub changes: Option<Changes>,
    /// Queries that must find no row before it starts.
    pub checks: Vec<Check>,
    /// Hazards that it may do.
    pub accept: Vec<Accept>,
    pub review: Option<Review>,
}

impl Metadata {
    /// Reads `revision.yaml`. The items of `changes` are left as text until they are needed, since
    /// most commands need the graph alone.
    pub fn read(text: &str) -> Result<Self, YamlError> {
        if let Some((head, changes)) = cut(text)
            && let Ok(raw) = yaml::read::<Raw>(&head)
            && raw.changes.is_none()
        {
            return raw.checked(text, Some(Changes(Source::Text(changes))));
        }
        let mut raw: Raw = yaml::read(text)?;
        let changes = raw.changes.take().map(|items| Changes(Source::Items(items)));
        raw.checked(text, changes)
    }

    /// The text of a `revision.yaml` with other lists of revisions in it, and everything else as
    /// somebody wrote it.
    pub fn relinked(
        text: &str,
        revises: &[String],
        depends_on: &[String],
        was: &[String],
    ) -> String {
        let mut out = text.to_owned();
        for (key, names) in [("was", was), ("depends_on", depends_on), ("revises", revises)] {
            let names = names.iter().map(|name| Value::from(name.as_str()));
            let line = format!("{key}: {}\n", yaml::inline(&Value::Sequence(names.collect())));
            out = with_key(&out, key, &line);
        }
        out
    }

    /// The text with this review in the place of the one that it had. Everything else stays as
    /// people have it.
    pub fn with_review(text: &str, review: &Review) -> String {
        let mut kept = String::with_capacity(text.len() + 120);
        let mut inside = false;
        for line in text.lines() {
            inside = line.starts_with("review:") || inside && line.starts_with([' ', '\t']);
            if !inside {
                kept += line;
                kept.push('\n');
            }
        }
        kept + &format!("review: {}\n", yaml::inline(&review.to_yaml()))
    }

    /// The text of `revision.yaml` with these operations as its `changes`.
    pub fn write(&self, changes: Option<&[Operation]>) -> String {
        let list = |names: &[String]| {
            let names = names.iter().map(|name| Value::from(name.as_str()));
            yaml::inline(&Value::Sequence(names.collect()))
        };
        let mut out = format!("format: {FORMAT}\nrevises: {}\n", list(&self.revises));
        if !self.depends_on.is_empty() {
            out += &format!("depends_on: {}\n", list(&self.depends_on));
        }
        if !self.was.is_empty() {
            out += &format!("was: {}\n", list(&self.was));
        }
        out += &format!("message: {}\n", yaml::inline(&self.message.as_str().into()));
        if let Some(created) = &self.created {
            out += &format!("created: {}\n", yaml::inline(&created.as_str().into()));
        }
        if !self.dialects.is_empty() {
            // Written by hand: a version in quotes is ugly, and as a number 3.40 would be 3.4.
            let dialects: Vec<String> =
                self.dialects.iter().map(|(name, version)| format!("{name}: {version}")).collect();
            out += &format!("dialects: {{{}}}\n", dialects.join(", "));
        }
        match changes {
            None => {}
            Some([]) => out += "changes: []\n",
            Some(operations) => {
                let items: Vec<Value> = operations.iter().map(to_yaml).collect();
                out += "changes:\n";
                out += &yaml::list(&items);
            }
        }
        let list = |key: &str, items: Vec<Value>| match items.is_empty() {
            true => String::new(),
            false => format!("{key}:\n{}", yaml::list(&items)),
        };
        out += &list("checks", self.checks.iter().map(Check::to_yaml).collect());
        out += &list("accept", self.accept.iter().map(Accept::to_yaml).collect());
        if let Some(review) = &self.review {
            out += &format!("review: {}\n", yaml::inline(&review.to_yaml()));
        }
        out
    }
}

/// The `changes` of a revision, as text until they are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes(Source);

#[derive(Clone, Debug, PartialEq)]
enum Source {
    /// The list alone, after as many line breaks as put it on its lines in the file.
    Text(String),
    Items(Vec<Value>),
}

impl Changes {
    /// Whether one of these words is among the items, which is cheaper to ask than to read them.
    pub fn mentions(&self, words: &[&str]) -> bool {
        match &self.0 {
            Source::Text(text) => words.iter().any(|word| text.contains(word)),
            Source::Items(_) => true,
        }
    }
}

/// One item of `changes`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeItem {
    /// Its line in `revision.yaml`, where that is known.
    pub line: Option<usize>,
    pub value: Value,
}

impl Changes {
    /// Parses the items.
    pub fn items(&self) -> Result<Vec<ChangeItem>, YamlError> {
        let text = match &self.0 {
            Source::Items(items) => {
                let item = |value: &Value| ChangeItem { line: None, value: value.clone() };
                return Ok(items.iter().map(item).collect());
            }
            Source::Text(text) => text,
        };
        let values: Vec<Value> = yaml::read::<Option<Vec<Value>>>(text)?.unwrap_or_default();
        let indent = text.lines().find_map(|line| line.find('-'));
        let starts: Vec<usize> = (text.lines().enumerate())
            .filter(|(_, line)| {
                let dash = line.find(|c: char| c != ' ').filter(|at| line[*at..].starts_with('-'));
                dash.is_some() && dash == indent
            })
            .map(|(number, _)| number + 1)
            .collect();
        let known = starts.len() == values.len();
        let items = values.into_iter().enumerate();
        Ok(items.map(|(i, value)| ChangeItem { line: known.then(|| starts[i]), value }).collect())
    }
}

/// The document with this line for a key of its top level, which an empty list does not need.
fn with_key(text: &str, key: &str, line: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_key = |it: &&str| it.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let start = lines.iter().position(is_key);
    let empty = line.ends_with(": []\n");
    let (before, after) = match start {
        Some(start) => {
            let inside = |it: &&&str| it.starts_with([' ', '-']);
            let rest = &lines[start + 1..];
            (&lines[..start], &rest[rest.iter().take_while(inside).count()..])
        }
        None if empty => return text.to_owned(),
        // After the format, where it would have been written.
        None => {
            let format = lines.iter().position(|it| it.starts_with("format:"));
            lines.split_at(format.map_or(0, |at| at + 1))
        }
    };
    let line = if empty && key != "revises" { "" } else { line };
    format!("{}{line}{}", before.concat(), after.concat())
}

/// Parts `changes:` with its block from the rest. Both keep their lines, so that errors name the
/// right ones.
fn cut(text: &str) -> Option<(String, String)> {
    let (mut head, mut changes) = (String::with_capacity(256), String::with_capacity(text.len()));
    let mut inside = false;
    let mut found = false;
    for line in text.lines() {
        if line.trim_end() == "changes:" {
            // A second one is for the whole document's reader to complain about.
            if std::mem::replace(&mut found, true) {
                return None;
            }
            inside = true;
        } else {
            inside &= line.is_empty() || line.starts_with([' ', '-', '#']);
            let part = if inside { &mut changes } else { &mut head };
            part.push_str(line);
        }
        head.push('\n');
        changes.push('\n');
    }
    found.then_some((head, changes))
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    #[serde(default)]
    revises: Vec<String>,
    #[serde(default)]
    depends_on: Vec<String>,
    #[serde(default)]
    was: Vec<String>,
    #[serde(default)]
    message: String,
    created: Option<String>,
    #[serde(default)]
    dialects: BTreeMap<DialectName, VersionText>,
    #[serde(default, deserialize_with = "present")]
    changes: Option<Vec<Value>>,
    #[serde(default)]
    checks: Vec<Check>,
    #[serde(default)]
    accept: Vec<Accept>,
    review: Option<Review>,
}

impl Raw {
    fn checked(self, text: &str, changes: Option<Changes>) -> Result<Metadata, YamlError> {
        let at = |key: &str, reason: String| {
            let line = text.lines().position(|line| line.starts_with(&format!("{key}:")));
            YamlError { place: line.map(|line| (line + 1, 1)), reason }
        };
        if self.format != FORMAT {
            let reason = format!(
                "format {} is not one that this version of autogen reads; it reads {FORMAT}",
                self.format
            );
            return Err(at("format", reason));
        }
        let bare = |it: &&Accept| match &it.reason {
            Some(reason) => reason.trim().is_empty(),
            None => !has_comment(text, &it.code),
        };
        if let Some(Accept { code, .. }) = self.accept.iter().find(bare) {
            let reason =
                format!("`{code}` is accepted without a reason; write `accept: [{{{code}: why}}]`");
            return Err(at("accept", reason));
        }
        let dialects = self.dialects.into_iter().map(|(name, VersionText(it))| (name, it));
        Ok(Metadata {
            revises: self.revises,
            depends_on: self.depends_on,
            was: self.was,
            message: self.message,
            created: self.created,
            dialects: dialects.collect(),
            changes,
            checks: self.checks,
            accept: self.accept,
            review: self.review,
        })
    }
}

/// Whether a comment beside the code under `accept`, or above it, can be its reason.
fn has_comment(text: &str, code: &str) -> bool {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.starts_with("accept:")).unwrap_or(lines.len());
    let place = (start..lines.len()).find(|at| lines[*at].contains(code));
    place.is_some_and(|at| lines[at].contains(" #") || at > 0 && is_comment(lines[at - 1]))
}

/// A key that is there with nothing in it is an empty list, and not a missing key.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Value>>, D::Error> {
    Option::<Vec<Value>>::deserialize(deserializer).map(|items| Some(items.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
format: 1
revises: [0001_initial]
message: add phone column
created: 2026-11-21T09:14:00Z
dialects: {sqlite: 3.40, postgres: 12}
changes:
- add_column: shops.phone
  column: {type: string, nullable: true}
# a remark

- drop_index: shops
  index:
    name: by_phone
    columns:
    - phone
";

    #[test]
    fn what_is_read_is_written() {
        let metadata = Metadata::read(TEXT).unwrap();
        assert_eq!(metadata.revises, ["0001_initial"]);
        assert_eq!(metadata.dialects[&DialectName::Sqlite], Version::new(3, 40, 0));
        let items = metadata.changes.as_ref().unwrap().items().unwrap();
        let lines: Vec<_> = items.iter().map(|item| item.line).collect();
        assert_eq!(lines, [Some(7), Some(11)]);
        let operations: Vec<_> = (items[..1].iter())
            .map(|item| crate::ops::yaml::from_yaml(&item.value, &Default::default()).unwrap())
            .collect();
        let first: String = TEXT.split_inclusive('\n').take(8).collect();
        assert_eq!(metadata.write(Some(&operations)), first);
    }

    #[test]
    fn links_are_changed_and_nothing_else() {
        let names = |names: &[&str]| names.iter().map(|it| it.to_string()).collect::<Vec<_>>();
        let text = "format: 1\n# why\nrevises:\n- 0001_a\n  # and this\nmessage:   by  hand\n";
        let moved = Metadata::relinked(text, &names(&["0002_shop"]), &[], &names(&["0002_users"]));
        let expected =
            "format: 1\nwas: [0002_users]\n# why\nrevises: [0002_shop]\nmessage:   by  hand\n";
        assert_eq!(moved, expected);
        assert_eq!(Metadata::read(&moved).unwrap().was, ["0002_users"]);
        assert_eq!(
            Metadata::relinked(&moved, &names(&["0002_shop"]), &[], &names(&["0002_users"])),
            moved
        );
        let none = Metadata::relinked("format: 1\nwas: [a]\n", &[], &[], &[]);
        assert_eq!(none, "format: 1\n");
        assert_eq!(Metadata::relinked(TEXT, &names(&["0001_initial"]), &[], &[]), TEXT);
    }

    #[test]
    fn what_stands_beside_the_changes_is_read_and_written() {
        let text = "\
format: 1
revises: [a]
message: b
changes: []
checks:
- check: shops.phone is not null
  query: 'SELECT ''x'' FROM shops: no'
- check: no
  query:
    postgres: SELECT 1
    mysql: SELECT 2
accept:
- DL101: nobody reads it
review: {by: ada, at: 2026-11-21T09:14:00Z, checksum: abc}
";
        let metadata = Metadata::read(text).unwrap();
        assert_eq!(metadata.checks[1].query(DialectName::Mariadb), Some("SELECT 2"));
        assert_eq!(metadata.checks[1].query(DialectName::Sqlite), None);
        let written = metadata.write(Some(&[]));
        assert_eq!(Metadata::read(&written).unwrap(), metadata, "{written}");
        let short = "format: 1\nchecks: [SELECT 1]\naccept: [DL101] # nobody reads it\n";
        let short = Metadata::read(short).unwrap();
        assert_eq!(short.checks[0].name, "SELECT 1");
        assert_eq!(short.accept, [Accept { code: "DL101".to_owned(), reason: None }]);
    }

    #[test]
    fn changes_may_stand_anywhere_or_nowhere() {
        let count = |text: &str| {
            Metadata::read(text).unwrap().changes.map(|changes| changes.items().unwrap().len())
        };
        assert_eq!(count("format: 1\n"), None);
        assert_eq!(count("format: 1\nchanges: []\n"), Some(0));
        assert_eq!(count("format: 1\nchanges:\n"), Some(0));
        assert_eq!(count("changes:\n  - {adopt: table a}\nformat: 1\n"), Some(1));
        assert_eq!(count("{format: 1, changes: [{adopt: table a}]}"), Some(1));
    }

    #[test]
    fn errors_name_their_line() {
        let error = |text: &str| Metadata::read(text).unwrap_err().to_string();
        let cases = [
            ("format: 1\nmessage: a\nrevise: [a]\n", "line 3, column 1: unknown field `revise`"),
            ("format: 1\nchanges:\n- a: b\nrevise: [a]\n", "line 4, column 1: unknown field"),
            ("message: a\n", "missing field `format`"),
            ("format: 7\n", "line 1, column 1: format 7 is not one that this version"),
            ("format: 1\nreview: {}\n", "review: missing field `by`"),
            ("format: 1\naccept: [DL101]\n", "line 2, column 1: `DL101` is accepted without a"),
            ("format: 1\nchecks: [7]\n", "expected a query, or {check: what holds"),
            ("format: 1\nchanges:\nchanges:\n", "duplicate field `changes`"),
            ("format: 1\ndialects: {oracle: 9}\n", "line 2, column 12: dialects: unknown variant"),
            ("format: [\n", "line 1, column 9: format: invalid type: sequence"),
        ];
        for (text, expected) in cases {
            let found = error(text);
            assert!(found.contains(expected), "{text}\n{found}\n{expected}");
        }
        let broken = Metadata::read("format: 1\nchanges:\n- a: [\nmessage: x\n").unwrap();
        assert!(broken.changes.unwrap().items().unwrap_err().place.is_some());
    }
}

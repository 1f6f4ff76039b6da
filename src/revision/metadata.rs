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

/// The keys of `revision.yaml` in the order in which they are written.
const KEYS: [&str; 9] = [
    "format",
    "revises",
    "depends_on",
    "was",
    "message",
    "created",
    "dialects",
    "changes",
    "checks",
];

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
            out = with_key(&out, key, &line, &["format"]);
        }
        out
    }

    /// The text of a `revision.yaml` with these dialects and checks in it, these operations as its
    /// `changes` where it had none, and everything else as somebody wrote it.
    pub fn revised(&self, text: &str, changes: &[Operation]) -> String {
        let anew = || self.write(Some(changes));
        let Ok(was) = Self::read(text) else { return anew() };
        let mut out = text.to_owned();
        let mut put = |key: &str, block: String| {
            let place = KEYS.iter().position(|it| *it == key).unwrap_or_default();
            out = with_key(&out, key, &block, &KEYS[..place]);
        };
        if self.dialects != was.dialects {
            put("dialects", self.dialects_block());
        }
        if was.changes.is_none() {
            put("changes", changes_block(changes));
        }
        if self.checks != was.checks {
            put("checks", self.checks_block());
        }
        // A document that has no line for each key is written as a whole.
        let whole = yaml::read::<Value>(&out).is_ok();
        match Self::read(&out) {
            Ok(is) if whole && is == (Self { changes: is.changes.clone(), ..self.clone() }) => out,
            _ => anew(),
        }
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
        out += &self.dialects_block();
        out += &changes.map(changes_block).unwrap_or_default();
        out += &self.checks_block();
        out += &block("accept", self.accept.iter().map(Accept::to_yaml).collect());
        if let Some(review) = &self.review {
            out += &format!("review: {}\n", yaml::inline(&review.to_yaml()));
        }
        out
    }

    fn dialects_block(&self) -> String {
        if self.dialects.is_empty() {
            return String::new();
        }
        // Written by hand: a version in quotes is ugly, and as a number 3.40 would be 3.4.
        let dialects: Vec<String> =
            self.dialects.iter().map(|(name, version)| format!("{name}: {version}")).collect();
        format!("dialects: {{{}}}\n", dialects.join(", "))
    }

    fn checks_block(&self) -> String {
        block("checks", self.checks.iter().map(Check::to_yaml).collect())
    }
}

fn changes_block(operations: &[Operation]) -> String {
    match operations {
        [] => "changes: []\n".to_owned(),
        operations => block("changes", operations.iter().map(to_yaml).collect()),
    }
}

/// A key with a list, where there is anything to list.
fn block(key: &str, items: Vec<Value>) -> String {
    match items.is_empty() {
        true => String::new(),
        false => format!("{key}:\n{}", yaml::list(&items)),
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

/// The document with this block for a key of its top level, which an empty list does not need. A
/// key that is not there yet comes after these others.
fn with_key(text: &str, key: &str, block: &str, after: &[&str]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let place = |key: &str| {
        let is_key = |it: &&str| it.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        lines.iter().position(is_key)
    };
    let empty = block.ends_with(": []\n") && key != "changes";
    let (start, end) = match place(key) {
        Some(start) => (start, end_of(&lines, start)),
        None if empty => return text.to_owned(),
        None => {
            let ends = after.iter().filter_map(|key| place(key)).map(|at| end_of(&lines, at));
            let end = ends.max().unwrap_or(0);
            (end, end)
        }
    };
    let block = if empty && key != "revises" { "" } else { block };
    let mut out = lines[..start].concat();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out + block + &lines[end..].concat()
}

/// Where the block of a key ends. Remarks and empty lines are in it when more of it follows.
fn end_of(lines: &[&str], start: usize) -> usize {
    let mut end = start + 1;
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        match line {
            line if line.starts_with([' ', '-']) => end = at + 1,
            line if line.starts_with('#') || line.trim().is_empty() => {}
            _ => break,
        }
    }
    end
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
    fn what_is_put_in_leaves_the_rest_alone() {
        let text = "\
format: 1
revises: [0001_a] # not 0001_b
message: by hand
dialects:
  sqlite: 3.40
# nobody reads it
accept: [DL101]
";
        let changes = TEXT.find("changes:").map(|at| &TEXT[at..]).unwrap();
        let changes: String = changes.split_inclusive('\n').take(3).collect();
        let item = Metadata::read(TEXT).unwrap().changes.unwrap().items().unwrap().swap_remove(0);
        let operation = crate::ops::yaml::from_yaml(&item.value, &Default::default()).unwrap();
        let mut metadata = Metadata::read(text).unwrap();
        let put = |dialects: &str, checks: &str| {
            let head = text.split("dialects:").next().unwrap();
            let tail = text.find("# nobody").map(|at| &text[at..]).unwrap();
            format!("{head}{dialects}{changes}{checks}{tail}")
        };
        let operations = [operation];
        let once = metadata.revised(text, &operations);
        assert_eq!(once, put("dialects:\n  sqlite: 3.40\n", ""));
        metadata.dialects.insert(DialectName::Postgres, Version::new(12, 0, 0));
        metadata.checks = Metadata::read("format: 1\nchecks: [SELECT 1]\n").unwrap().checks;
        let twice = metadata.revised(&once, &operations);
        let checks = "checks:\n- check: SELECT 1\n  query: SELECT 1\n";
        assert_eq!(twice, put("dialects: {sqlite: 3.40, postgres: 12}\n", checks));
        // On one line there is nowhere to put it.
        let flow = "{format: 1, revises: [0001_a], message: by hand, accept: [{DL101: no}]}";
        let metadata = Metadata::read(flow).unwrap();
        assert_eq!(metadata.revised(flow, &operations), metadata.write(Some(&operations)));
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

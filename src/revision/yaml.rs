//! YAML as a person would lay it out: what is short stands on one line, lists of objects do not.
//! And its errors, with their place.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Visitor};
use serde_yaml::{Mapping, Value};

use crate::target::Version;

/// The widest that a line gets before it is broken.
const WIDTH: usize = 100;

/// A document whose top level is a map.
pub fn document(map: &Mapping) -> String {
    let mut out = String::new();
    block_map(&mut out, map, 0, 0);
    out
}

/// A list as the value of a key of a document's top level, without the key.
pub fn list(items: &[Value]) -> String {
    let mut out = String::new();
    block_list(&mut out, items, 0);
    out
}

/// A value on one line.
pub fn inline(value: &Value) -> String {
    let mut out = String::new();
    flow(&mut out, value);
    out
}

/// Reads a document.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(YamlError::from)
}

/// YAML that cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// Line and column, both from 1.
    pub place: Option<(usize, usize)>,
    pub reason: String,
}

impl std::error::Error for YamlError {}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl From<serde_yaml::Error> for YamlError {
    fn from(error: serde_yaml::Error) -> Self {
        let place = error.location().map(|it| (it.line(), it.column()));
        let mut reason = error.to_string();
        if let Some((line, column)) = place {
            let suffix = format!(" at line {line} column {column}");
            reason = reason.replacen(&suffix, "", 1);
        }
        Self { place, reason }
    }
}

/// A version, of which YAML would make a number: the text is read as it stands.
pub(crate) struct VersionText(pub Version);

impl<'de> Deserialize<'de> for VersionText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = VersionText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a version, as in `postgres: 12`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<VersionText, E> {
                text.parse().map(VersionText).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visit)
    }
}

fn block_map(out: &mut String, map: &Mapping, indent: usize, first: usize) {
    for (i, (key, value)) in map.iter().enumerate() {
        let start = out.len();
        out.extend(std::iter::repeat_n(' ', if i == 0 { first } else { indent }));
        flow(out, key);
        out.push(':');
        let column = if i == 0 { indent } else { 0 } + (out.len() - start);
        block_value(out, value, indent, column);
    }
}

/// A value after its key, on the same line if it fits, with the line's end.
fn block_value(out: &mut String, value: &Value, indent: usize, column: usize) {
    let start = out.len();
    if !wants_block(value) {
        out.push(' ');
        flow(out, value);
        out.push('\n');
        let collection = match value {
            Value::Sequence(items) => !items.is_empty(),
            Value::Mapping(map) => !map.is_empty(),
            _ => false,
        };
        if !collection || column + (out.len() - start) <= WIDTH {
            return;
        }
        out.truncate(start);
    }
    out.push('\n');
    match value {
        Value::Sequence(items) => block_list(out, items, indent),
        Value::Mapping(map) => block_map(out, map, indent + 2, indent + 2),
        scalar => {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            flow(out, scalar);
            out.push('\n');
        }
    }
}

fn block_list(out: &mut String, items: &[Value], indent: usize) {
    for item in items {
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str("- ");
        match item {
            Value::Mapping(map) if !map.is_empty() => block_map(out, map, indent + 2, 0),
            other => {
                flow(out, other);
                out.push('\n');
            }
        }
    }
}

/// Whether a value is laid out over several lines however short it is: lists of objects, and
/// objects by name.
fn wants_block(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(|it| matches!(it, Value::Mapping(_))),
        Value::Mapping(map) => {
            map.values().any(wants_block)
                || !map.is_empty() && map.values().all(|it| matches!(it, Value::Mapping(_)))
        }
        _ => false,
    }
}

fn flow(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(it) => out.push_str(&it.to_string()),
        Value::String(text) => scalar(out, text),
        Value::Sequence(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { ", " });
                flow(out, item);
            }
            out.push(']');
        }
        Value::Mapping(map) => {
            out.push('{');
            for (i, (key, item)) in map.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { ", " });
                flow(out, key);
                out.push_str(": ");
                flow(out, item);
            }
            out.push('}');
        }
        Value::Tagged(tagged) => flow(out, &tagged.value),
    }
}

/// A text, in quotes where YAML would read something else or would not read it at all.
fn scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.chars().all(is_printable) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                c if is_printable(c) => out.push(c),
                c => out.push_str(&match u32::from(c) {
                    code @ 0..=0xff => format!("\\x{code:02x}"),
                    code @ 0..=0xffff => format!("\\u{code:04x}"),
                    code => format!("\\U{code:08x}"),
                }),
            }
        }
        out.push('"');
    }
}

/// Whether a character may stand in quotes as it is. Line breaks may not: a quoted text that goes
/// over several lines is folded.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}'
        | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Whether a text without quotes is read as that text, by YAML 1.1 and 1.2 alike and also within
/// brackets.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let Some(first) = text.chars().next() else { return false };
    let inner =
        |c: char| word(c) || " .()/+-=<>*@".contains(c) || c > '\u{a0}' && c.is_alphabetic();
    if !(word(first) || first > '\u{a0}' && first.is_alphabetic())
        || text.ends_with(' ')
        || !text.chars().all(|c| inner(c) || c == ':')
        || text.contains(": ")
        || text.ends_with(':')
    {
        return false;
    }
    const READ_OTHERWISE: [&str; 10] =
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan"];
    if READ_OTHERWISE.iter().any(|it| it.eq_ignore_ascii_case(text)) {
        return false;
    }
    // What starts with a digit may be a number (also 0o17, 1e3, 1_000 and 1:30) or a date.
    let letters = |c: char| c.is_alphabetic() && !"abcdefoxABCDEFOXTZ".contains(c);
    !first.is_ascii_digit() || text.contains(letters) || is_timestamp(text)
}

/// Whether it is a point in time as revisions have it, `2026-11-21T09:14:00Z`; a reader that takes
/// it for a time takes it for the right one.
fn is_timestamp(text: &str) -> bool {
    text.len() == 20
        && text.bytes().zip(b"0000-00-00T00:00:00Z").all(|(a, b)| match b {
            b'0' => a.is_ascii_digit(),
            b => a == *b,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let text = prop_oneof![
            "\\PC{0,12}",
            any::<String>(),
            "[ -~]{0,8}",
            "[0-9a-fxo_:.eE+-]{1,8}",
            "(null|True|~|yes|No|0001_initial|string\\(120\\)|- a|# b|a: b|a #b|%x|&a|\\*a|!t)",
        ]
        .prop_map(Value::String);
        let leaf = prop_oneof![
            4 => text.clone(),
            1 => any::<bool>().prop_map(Value::Bool),
            1 => any::<i64>().prop_map(|it| Value::Number(it.into())),
            1 => Just(Value::Null),
        ];
        leaf.prop_recursive(4, 40, 5, move |inner| {
            let map = proptest::collection::vec((text.clone(), inner.clone()), 0..5)
                .prop_map(|entries| Value::Mapping(entries.into_iter().collect()));
            prop_oneof![proptest::collection::vec(inner, 0..5).prop_map(Value::Sequence), map]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn what_is_written_is_read(value in value()) {
            let map: Mapping = [(Value::from("key"), value)].into_iter().collect();
            let text = document(&map);
            let read: Value = serde_yaml::from_str(&text)
                .unwrap_or_else(|error| panic!("{error}\n{text}"));
            prop_assert_eq!(read, Value::Mapping(map), "{}", text);
        }
    }

    #[test]
    fn short_things_stand_on_one_line() {
        let text = "\
revises: [0001_initial]
message: add phone column
created: 2026-11-21T09:14:00Z
changes:
- create_table: shops
  columns:
  - id: {type: i32, auto_increment: true}
  - name: {type: string(120), default: ''}
  primary_key: [id]
- alter_column: shops.name
  type: [string(120), text]
- add_enum_value: order_status.refunded
  after: paid
- add_index: shops
  index:
    columns:
    - column: name
      descending: true
- alter_enum: state
  values: [[a, b], [b, 'no']]
";
        let map: Mapping = serde_yaml::from_str(text).unwrap();
        assert_eq!(document(&map), text);
    }
}

//! The snapshot: the schema at the heads of the revisions as a file, for people and for speed. It
//! is a cache: the truth is the fold of the revisions' `changes`, of which it bears the stamp.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_yaml::{Mapping, Value};
use sha2::{Digest, Sha256};

use crate::ops::yaml::twice;
use crate::revision::yaml::{self, YamlError};
use crate::schema::{EnumType, QualifiedName, Schema, Table};

/// The format of snapshots that this version reads and writes.
pub const FORMAT: u32 = 1;

const HEADER: &str = "\
# Written by autogen from the `changes` of the revisions: a cache of the schema that they lead to.
# Do not edit it; when it is deleted or out of date, the next command writes it anew.
";

/// A schema with the revisions that it belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    pub heads: Vec<String>,
    /// What [`stamp`] gave for the revisions that the schema was folded from.
    pub stamp: String,
    pub schema: Schema,
}

impl Snapshot {
    pub fn write(&self) -> String {
        let schema = serde_yaml::to_value(&self.schema)
            .expect("values of a schema have string keys and no foreign types");
        let mut map = Mapping::new();
        map.insert("format".into(), FORMAT.into());
        let heads = self.heads.iter().map(|head| Value::from(head.as_str()));
        map.insert("heads".into(), Value::Sequence(heads.collect()));
        map.insert("stamp".into(), self.stamp.as_str().into());
        if let Value::Mapping(fields) = schema {
            map.extend(fields);
        }
        format!("{HEADER}{}", yaml::document(&map))
    }

    /// Reads the text of a snapshot.
    pub fn read(text: &str) -> Result<Self, YamlError> {
        let raw: Raw = yaml::read(text)?;
        if raw.format != FORMAT {
            let line = text.lines().position(|line| line.starts_with("format:"));
            let reason = format!(
                "format {} is not one that this version of autogen reads; it reads {FORMAT}",
                raw.format
            );
            return Err(YamlError { place: line.map(|line| (line + 1, 1)), reason });
        }
        for (name, table) in &raw.tables {
            if let Some(twice) = twice(table) {
                let reason = format!("table `{name}` has {twice} twice");
                return Err(YamlError { place: None, reason });
            }
        }
        let schema = Schema { enums: raw.enums, tables: raw.tables };
        Ok(Self { heads: raw.heads, stamp: raw.stamp, schema })
    }
}

/// A hash over the names of all revisions and the texts of their `revision.yaml`, in whatever
/// order they come; a revision without the file has none. Line ends do not count.
pub fn stamp<'a>(revisions: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let sorted: BTreeMap<&str, Option<&str>> = revisions.into_iter().collect();
    let mut hash = Sha256::new();
    for (id, text) in sorted {
        hash.update(id);
        hash.update([0xff]);
        for line in text.unwrap_or_default().split_inclusive('\n') {
            match line.strip_suffix("\r\n") {
                Some(line) => {
                    hash.update(line);
                    hash.update("\n");
                }
                None => hash.update(line),
            }
        }
        hash.update([if text.is_some() { 0xfe } else { 0xfd }]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    heads: Vec<String>,
    stamp: String,
    #[serde(default, deserialize_with = "unique")]
    enums: BTreeMap<QualifiedName, EnumType>,
    #[serde(default, deserialize_with = "unique")]
    tables: BTreeMap<QualifiedName, Table>,
}

/// A map in which no key stands twice; of two, the last would silently win.
fn unique<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<BTreeMap<QualifiedName, T>, D::Error> {
    struct Visit<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
        type Value = BTreeMap<QualifiedName, T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("objects by their names")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = BTreeMap::new();
            while let Some(name) = map.next_key::<QualifiedName>()? {
                if found.contains_key(&name) {
                    return Err(A::Error::custom(format_args!("`{name}` stands here twice")));
                }
                found.insert(name, map.next_value()?);
            }
            Ok(found)
        }
    }
    deserializer.deserialize_map(Visit(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_their_place() {
        let head = "format: 1\nheads: []\nstamp: x\n";
        let cases = [
            ("tables:\n  a: {columns: [], colums: []}\n", "line 5, column 20: ", "`colums`"),
            (
                "tables:\n  a: {columns: []}\n  a: {columns: []}\n",
                "line 5",
                "`a` stands here twice",
            ),
            ("tables:\n  a:\n    columns:\n    - b: {type: int}\n", "line 7", "`int` is not a"),
            (
                "tables:\n  a:\n    columns:\n    - b: {type: i32}\n    - b: {type: i32}\n",
                "",
                "the column `b` twice",
            ),
            ("table: {}\n", "line 4, column 1: ", "unknown field `table`"),
        ];
        for (text, place, reason) in cases {
            let error = Snapshot::read(&format!("{head}{text}")).unwrap_err().to_string();
            assert!(error.starts_with(place) && error.contains(reason), "{text}\n{error}");
        }
        assert!(Snapshot::read("format: 2\nheads: []\nstamp: x\n").is_err());
    }

    #[test]
    fn a_stamp_is_of_names_and_texts_in_any_order() {
        let a = stamp([("a", Some("x\n")), ("b", None)]);
        assert_eq!(a, stamp([("b", None), ("a", Some("x\r\n"))]));
        for other in [
            stamp([("a", Some("x\n"))]),
            stamp([("a", Some("x\n")), ("b", Some(""))]),
            stamp([("a", Some("y\n")), ("b", None)]),
            stamp([("a", Some("x\n")), ("c", None)]),
        ] {
            assert_ne!(a, other);
        }
    }
}

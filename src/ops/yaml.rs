//! Operations as the YAML of a revision's `changes`: a map whose first key is the verb with the
//! name of the object. Defaults are omitted, a drop holds the whole object, and an alteration only
//! the fields that differ, as `[before, after]`; the rest is completed from the schema before.

mod read;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::member::Member;
use super::*;
use crate::schema::yaml::FullPrimaryKey;

pub use read::{ChangeError, Problem, from_yaml};
pub use write::to_yaml;

/// Objects in a list of their table, by what their YAML has of its own.
trait Family: Member + Serialize + DeserializeOwned {
    const WORD: &'static str;
    /// The name stands in the address and not in the object, as that of a column.
    const NAMED_OUTSIDE: bool = false;

    fn named(self, _name: String) -> Self {
        self
    }
}

impl Family for Column {
    const WORD: &'static str = "column";
    const NAMED_OUTSIDE: bool = true;

    fn named(self, name: String) -> Self {
        Self { name, ..self }
    }
}

impl Family for Index {
    const WORD: &'static str = "index";
}

impl Family for ForeignKey {
    const WORD: &'static str = "foreign_key";
}

impl Family for Check {
    const WORD: &'static str = "check";
}

/// The first thing that a table has two of by one name.
pub(crate) fn twice(table: &Table) -> Option<String> {
    let first = |kind: &str, mut names: Vec<String>| {
        names.sort();
        let pair = names.windows(2).find(|pair| pair[0] == pair[1])?;
        Some(format!("{kind} `{}`", pair[0]))
    };
    first("the column", table.columns.iter().map(|it| it.name.clone()).collect())
        .or_else(|| first("the index", table.indexes.iter().map(|it| it.key()).collect()))
        .or_else(|| first("the key", table.foreign_keys.iter().map(|it| it.key()).collect()))
        .or_else(|| first("the check", table.checks.iter().map(|it| it.key()).collect()))
}

/// A primary key with every field under its name, also where a list of columns would say it all.
fn mapping_of_key(key: &PrimaryKey) -> Mapping {
    mapping(&FullPrimaryKey::from(key.clone()))
}

fn value(it: &impl Serialize) -> Value {
    serde_yaml::to_value(it).expect("values of a schema have string keys and no foreign types")
}

fn mapping(it: &impl Serialize) -> Mapping {
    match value(it) {
        Value::Mapping(map) => map,
        other => unreachable!("{other:?} is not a struct"),
    }
}

/// A scalar as a person wrote it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(
        || serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned(),
        str::to_owned,
    )
}

//! What `revision.yaml` says beside the changes: checks, what is accepted, and who reviewed it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_yaml::{Mapping, Value};

use super::checksum::digest;
use super::yaml::{self, YamlError};
use super::{Changes, Metadata};
use crate::target::DialectName;

/// A query that must find no row before a revision starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What holds when it finds none.
    pub name: String,
    pub query: Query,
}

/// A query, for every database or for each its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    All(String),
    Of(BTreeMap<DialectName, String>),
}

/// A hazard that is accepted in this revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    pub code: String,
    /// Why; where it stands in a comment, none.
    pub reason: Option<String>,
}

/// The approval of a revision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub by: String,
    /// As RFC 3339 in UTC.
    pub at: String,
    /// Of what was reviewed.
    pub checksum: String,
}

/// The checksum of what a review is about: the checksums of the scripts, the changes, the checks
/// and what is accepted, and not how they are laid out, nor what the revision follows.
pub fn reviewed_checksum(metadata: &Metadata, scripts: &[String]) -> Result<String, YamlError> {
    let mut text = scripts.join("\n");
    let items = metadata.changes.as_ref().map(Changes::items).transpose()?;
    let changes = items.iter().flatten().map(|it| it.value.clone());
    let checks = metadata.checks.iter().map(Check::to_yaml);
    let accepted = metadata.accept.iter().map(Accept::to_yaml);
    for value in changes.chain(checks).chain(accepted) {
        text.push('\n');
        text += &yaml::inline(&value);
    }
    Ok(digest(&text))
}

impl Check {
    /// The query for a database, if it has one.
    pub fn query(&self, dialect: DialectName) -> Option<&str> {
        let of = match &self.query {
            Query::All(query) => return Some(query),
            Query::Of(of) => of,
        };
        // The flavours share what is written for either.
        let flavours = [DialectName::Mysql, DialectName::Mariadb];
        let other = flavours.into_iter().find(|it| flavours.contains(&dialect) && *it != dialect);
        of.get(&dialect).or_else(|| of.get(&other?)).map(String::as_str)
    }

    pub(super) fn to_yaml(&self) -> Value {
        let query = match &self.query {
            Query::All(query) => query.as_str().into(),
            Query::Of(of) => {
                let entry = |(name, sql): (&DialectName, &String)| {
                    (Value::from(name.as_str()), Value::from(sql.as_str()))
                };
                Value::Mapping(of.iter().map(entry).collect())
            }
        };
        mapping([("check", self.name.as_str().into()), ("query", query)])
    }
}

impl Accept {
    pub(super) fn to_yaml(&self) -> Value {
        match &self.reason {
            None => self.code.as_str().into(),
            Some(reason) => mapping([(self.code.as_str(), reason.as_str().into())]),
        }
    }
}

impl Review {
    pub(super) fn to_yaml(&self) -> Value {
        mapping([
            ("by", self.by.as_str().into()),
            ("at", self.at.as_str().into()),
            ("checksum", self.checksum.as_str().into()),
        ])
    }
}

fn mapping<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Mapping(entries.into_iter().map(|(k, v)| (Value::from(k), v)).collect::<Mapping>())
}

impl<'de> Deserialize<'de> for Check {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            check: Option<String>,
            query: Query,
        }
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Check;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a query, or {check: what holds, query: SELECT ...}")
            }

            fn visit_str<E: Error>(self, query: &str) -> Result<Check, E> {
                Ok(Check { name: query.to_owned(), query: Query::All(query.to_owned()) })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Check, A::Error> {
                let Full { check, query } = Full::deserialize(MapAccessDeserializer::new(map))?;
                let name = check.or_else(|| match &query {
                    Query::All(query) => Some(query.clone()),
                    Query::Of(of) => of.values().next().cloned(),
                });
                Ok(Check { name: name.unwrap_or_default(), query })
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for Query {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Query;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a query, or one for each dialect: {postgres: SELECT ..., mysql: ...}")
            }

            fn visit_str<E: Error>(self, query: &str) -> Result<Query, E> {
                Ok(Query::All(query.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Query, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Query::Of)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for Accept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Accept;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code with its reason, as in {DL101: nobody reads it since May}")
            }

            fn visit_str<E: Error>(self, code: &str) -> Result<Accept, E> {
                Ok(Accept { code: code.to_owned(), reason: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Accept, A::Error> {
                let entry = map.next_entry::<String, String>()?;
                let Some((code, reason)) = entry else {
                    return Err(A::Error::custom("a code is missing"));
                };
                if map.next_key::<String>()?.is_some() {
                    return Err(A::Error::custom("each code is a list item of its own"));
                }
                Ok(Accept { code, reason: Some(reason) })
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

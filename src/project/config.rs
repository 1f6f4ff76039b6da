//! The keys of autogen.yaml as they stand there: texts are not expanded yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::time::Duration;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::entity::External;
use crate::revision::IdStyle;
use crate::revision::yaml::VersionText;
use crate::target::{DialectName, Version};

/// What autogen.yaml says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub database_url: Option<String>,
    pub models: Listed,
    pub reads: Listed,
    pub features: Listed,
    pub types: BTreeMap<String, String>,
    pub external: BTreeMap<String, External>,
    pub migrations: Option<String>,
    pub snapshots: Option<String>,
    pub dialects: Dialects,
    pub version_table: Option<VersionTable>,
    pub revision_id: IdStyle,
    pub schemas: Listed,
    pub ignore: Ignore,
    pub online: Option<bool>,
    pub lock: Lock,
    pub lock_wait: Option<Wait>,
    pub require_review: RequireReview,
    pub scratch: BTreeMap<DialectName, String>,
    pub lint: Lint,
    pub hooks: Hooks,
    /// The module that a command means without being told.
    pub module: Option<String>,
    /// What each module says for itself; see [`Project::of_module`](super::Project::of_module).
    pub modules: BTreeMap<String, Option<Config>>,
    /// The database, by name or URL, that modules with databases of their own keep off.
    pub core_database: Option<String>,
    pub tenants: Option<Tenants>,
    /// The tables that are a module's own, by patterns in which `*` stands for any text.
    pub tables: Listed,
}

/// A database for each tenant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenants {
    /// The URL of a tenant's database, in which `{tenant}` and `{module}` stand for names.
    pub url: String,
    pub list: Option<Vec<String>>,
    /// A file with a tenant on each line.
    pub file: Option<String>,
    pub query: Option<TenantQuery>,
    pub create: Option<Create>,
}

/// A query of a control database whose first column is the tenants.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantQuery {
    pub url: String,
    pub sql: String,
}

/// Whose database `upgrade` creates when it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Create {
    /// That of a tenant of the list.
    Listed,
    Any,
    Never,
}

/// The keys that modules set for themselves, by module.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Keys {
    modules: BTreeMap<String, Option<BTreeMap<String, IgnoredAny>>>,
}

impl Keys {
    pub fn of(&self, module: &str) -> BTreeSet<String> {
        let keys = self.modules.get(module).into_iter().flatten();
        keys.flat_map(|keys| keys.keys().cloned()).collect()
    }
}

/// What a module says, with what it inherits for the keys that it does not set.
macro_rules! inherit {
    ($module:expr, $whole:expr, $set:expr; $($key:ident),*) => {
        Config {
            $($key: match $set.contains(stringify!($key)) {
                true => $module.$key.clone(),
                false => $whole.$key.clone(),
            },)*
            // What makes a module, and nothing that one has from another.
            models: match $set.contains("models") || $whole.is_template_of_models() {
                true if $set.contains("models") => $module.models.clone(),
                true => $whole.models.clone(),
                false => Listed::default(),
            },
            tables: match $set.contains("tables") || $whole.tables.0.iter().any(|it| is_template(it)) {
                true if $set.contains("tables") => $module.tables.clone(),
                true => $whole.tables.clone(),
                false => Listed::default(),
            },
            module: $whole.module.clone(),
            modules: BTreeMap::new(),
            core_database: $whole.core_database.clone(),
        }
    };
}

impl Config {
    /// What the module of these keys says, with what it inherits.
    pub(super) fn inherited(&self, module: &Config, set: &BTreeSet<String>) -> Config {
        inherit!(module, self, set; database_url, reads, features, types, external, migrations,
            snapshots, dialects, version_table, revision_id, schemas, ignore, online, lock,
            lock_wait, require_review, scratch, lint, hooks, tenants)
    }

    /// Whether the folders of models are those of every module, by its name.
    pub(super) fn is_template_of_models(&self) -> bool {
        self.models.0.iter().any(|it| is_template(it))
    }
}

fn is_template(text: &str) -> bool {
    text.contains("{module}")
}

/// Commands of the shell at certain points.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hooks {
    pub after_revision: Listed,
    pub before_upgrade: Listed,
    pub after_upgrade: Listed,
}

/// Where hooks are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookPoint {
    AfterRevision,
    BeforeUpgrade,
    AfterUpgrade,
}

impl HookPoint {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AfterRevision => "after_revision",
            Self::BeforeUpgrade => "before_upgrade",
            Self::AfterUpgrade => "after_upgrade",
        }
    }
}

/// A command of the shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// As autogen.yaml has it.
    pub told: String,
    /// With the values of variables in it.
    pub command: String,
}

/// What is hidden on every side of a comparison, by patterns in which `*` stands for any text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ignore {
    pub tables: Vec<String>,
    pub indexes: Vec<String>,
    pub entities: Vec<String>,
}

/// Which revisions run only when somebody has approved them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RequireReview {
    #[default]
    No,
    All,
    /// Those created on this day or later, as in `2026-11-21`.
    Since(String),
}

impl RequireReview {
    /// Of revisions that are created on a day, as in `2026-11-21`, or later; none where the text
    /// is no such day.
    pub fn since(date: &str) -> Option<Self> {
        let digits =
            |at: usize, c: u8| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() };
        let is_date =
            date.len() >= 10 && date.bytes().take(10).enumerate().all(|(at, c)| digits(at, c));
        is_date.then(|| Self::Since(date.to_owned()))
    }
}

impl<'de> Deserialize<'de> for RequireReview {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = RequireReview;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, or the date since when, as in 2026-11-21")
            }

            fn visit_bool<E: Error>(self, all: bool) -> Result<RequireReview, E> {
                Ok(if all { RequireReview::All } else { RequireReview::No })
            }

            fn visit_str<E: Error>(self, date: &str) -> Result<RequireReview, E> {
                let since = RequireReview::since(date);
                since.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(date), &self))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// What `autogen lint` tells, by the codes of hazards; `*` at the end of one stands for any text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lint {
    /// Not told.
    pub ignore: Vec<String>,
    /// Told though they are advice only.
    pub advice: Vec<String>,
}

/// How runners keep each other out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    #[default]
    Session,
    Lease,
}

/// The table of applied revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTable {
    pub table: String,
    pub revision: String,
    pub applied_at: String,
}

impl VersionTable {
    pub fn named(table: impl Into<String>) -> Self {
        Self {
            table: table.into(),
            revision: "revision".to_owned(),
            applied_at: "applied_at".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for VersionTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            table: String,
            revision: Option<String>,
            applied_at: Option<String>,
        }
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = VersionTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a table, or {table: ..., revision: ..., applied_at: ...}")
            }

            fn visit_str<E: Error>(self, table: &str) -> Result<VersionTable, E> {
                Ok(VersionTable::named(table))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<VersionTable, A::Error> {
                let full = Full::deserialize(MapAccessDeserializer::new(map))?;
                let usual = VersionTable::named(full.table);
                Ok(VersionTable {
                    revision: full.revision.unwrap_or(usual.revision),
                    applied_at: full.applied_at.unwrap_or(usual.applied_at),
                    table: usual.table,
                })
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// A list of texts, of which one may stand without brackets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed(pub Vec<String>);

impl<'de> Deserialize<'de> for Listed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Listed;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Listed, E> {
                Ok(Listed(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Listed, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Listed)
            }

            fn visit_unit<E: Error>(self) -> Result<Listed, E> {
                Ok(Listed::default())
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// The dialects that scripts are written for, with the version that raises the floor of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dialects(pub Vec<(DialectName, Option<Version>)>);

/// `postgres`, or `postgres: 15`.
struct Choice(DialectName, Option<Version>);

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Choice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a dialect, as in `postgres`, or with a version, as in `postgres: 15`")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Choice, E> {
                name.parse().map(|name| Choice(name, None)).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Choice, A::Error> {
                let Some(name) = map.next_key::<String>()? else {
                    return Err(A::Error::custom("a dialect is missing"));
                };
                let name = name.parse().map_err(A::Error::custom)?;
                let VersionText(version) = map.next_value()?;
                match map.next_key::<String>()? {
                    Some(_) => Err(A::Error::custom("each dialect is a list item of its own")),
                    None => Ok(Choice(name, Some(version))),
                }
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for Dialects {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit(PhantomData<Choice>);
        impl<'de> Visitor<'de> for Visit {
            type Value = Dialects;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of dialects, as in [sqlite, postgres]")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Dialects, E> {
                let name = DialectName::from_str(name).map_err(E::custom)?;
                Ok(Dialects(vec![(name, None)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Dialects, A::Error> {
                let mut found: Vec<(DialectName, Option<Version>)> = Vec::new();
                while let Some(Choice(name, version)) = list.next_element()? {
                    if found.iter().any(|(other, _)| *other == name) {
                        return Err(A::Error::custom(format_args!("`{name}` stands here twice")));
                    }
                    found.push((name, version));
                }
                Ok(Dialects(found))
            }
        }
        deserializer.deserialize_any(Visit(PhantomData))
    }
}

/// A span of time, as in `10m`, `30s`, `500ms` or `1h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub Duration);

impl FromStr for Wait {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a span of time; write 30s, 10m or 1h");
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number: u64 = text[..end].parse().map_err(|_| wrong())?;
        let seconds = |each: u64| number.checked_mul(each).map(Duration::from_secs);
        let span = match text[end..].trim() {
            "ms" => Some(Duration::from_millis(number)),
            "s" => seconds(1),
            "m" => seconds(60),
            "h" => seconds(3600),
            "" if number == 0 => Some(Duration::ZERO),
            _ => None,
        };
        span.map(Self).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for Wait {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A visitor's error has its place in the file.
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = Wait;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a span of time, as in 30s, 10m or 1h")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Wait, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Wait, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

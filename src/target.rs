//! What SQL is written for: a dialect, its flavour and the oldest version that must take it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A dialect as a project lists it. MySQL and MariaDB are flavours of one: `mysql` is what both
/// share, `mariadb` may use what only MariaDB has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DialectName {
    Sqlite,
    Postgres,
    Mysql,
    Mariadb,
}

impl DialectName {
    pub const ALL: [Self; 4] = [Self::Sqlite, Self::Postgres, Self::Mysql, Self::Mariadb];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
        }
    }

    /// The dialect in which to speak to a server, unless a project lists another.
    pub fn of(flavour: Flavour) -> Self {
        match flavour {
            Flavour::Sqlite => Self::Sqlite,
            Flavour::Postgres => Self::Postgres,
            Flavour::MySql | Flavour::MariaDb => Self::Mysql,
        }
    }

    /// Whether servers of that flavour take scripts of this dialect.
    pub fn suits(self, flavour: Flavour) -> bool {
        match self {
            Self::Sqlite => flavour == Flavour::Sqlite,
            Self::Postgres => flavour == Flavour::Postgres,
            Self::Mysql => matches!(flavour, Flavour::MySql | Flavour::MariaDb),
            Self::Mariadb => flavour == Flavour::MariaDb,
        }
    }
}

impl fmt::Display for DialectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for DialectName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or_else(|| {
            format!("`{text}` is not a dialect; there are sqlite, postgres, mysql and mariadb")
        })
    }
}

/// The server product behind a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavour {
    Sqlite,
    Postgres,
    MySql,
    MariaDb,
}

/// A version of a server, compared number by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
    pub patch: u32,
}

impl Version {
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.major)?;
        if self.minor > 0 || self.patch > 0 {
            write!(f, ".{}", self.minor)?;
        }
        if self.patch > 0 {
            write!(f, ".{}", self.patch)?;
        }
        Ok(())
    }
}

impl FromStr for Version {
    type Err = String;

    /// Reads the numbers that a version text starts with: `15.20 (Debian ...)`, `10.11.19-MariaDB`.
    fn from_str(text: &str) -> Result<Self, String> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let mut numbers = text[..end].split('.').map(|part| part.parse::<u32>());
        let Some(Ok(major)) = numbers.next() else {
            return Err(format!("`{text}` is not a version"));
        };
        let mut next = || numbers.next().and_then(Result::ok).unwrap_or(0);
        Ok(Self { major, minor: next(), patch: next() })
    }
}

/// What SQL is written for, or what a schema is compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub dialect: DialectName,
    pub flavour: Flavour,
    pub version: Version,
}

impl Target {
    /// The oldest server that scripts of a dialect are written for.
    pub fn floor(dialect: DialectName) -> Self {
        let (flavour, version) = match dialect {
            DialectName::Sqlite => (Flavour::Sqlite, Version::new(3, 35, 0)),
            DialectName::Postgres => (Flavour::Postgres, Version::new(12, 0, 0)),
            DialectName::Mysql => (Flavour::MySql, Version::new(8, 0, 16)),
            DialectName::Mariadb => (Flavour::MariaDb, Version::new(10, 6, 0)),
        };
        Self { dialect, flavour, version }
    }
}

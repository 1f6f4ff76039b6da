//! Database URLs as people have them: sqlx's, SQLAlchemy's, and those of hosting providers.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::target::{DialectName, Flavour};

/// Where a database is. Its `Display` never shows a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    pub place: Place,
    pub flavour: Flavour,
    shown: String,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A file; none is a database in memory.
    File(Option<PathBuf>),
    /// A server's URL with the scheme that its driver takes.
    Server(String),
}

/// A text that is no database URL.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum UrlError {
    #[error(
        "the database URL has no scheme; it looks like postgres://user:password@host/database, mysql://... or sqlite://file.db"
    )]
    NoScheme,
    #[error(
        "`{0}://` is not a database that autogen knows; there are postgres, mysql, mariadb and sqlite"
    )]
    Scheme(String),
    #[error("the database URL cannot be read: {0}")]
    Malformed(String),
}

impl DatabaseUrl {
    /// Reads a URL. Relative SQLite paths are relative to `folder`.
    ///
    /// `sqlite:///a/b.db` is absolute to sqlx and relative to SQLAlchemy: it is taken as absolute
    /// when that folder exists, otherwise as relative, and always as relative behind a driver
    /// (`sqlite+aiosqlite:///`). Four slashes are absolute to both.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, UrlError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':').ok_or(UrlError::NoScheme)?;
        let (name, driver) = match scheme.split_once('+') {
            Some((name, driver)) => (name, Some(driver)),
            None => (scheme, None),
        };
        let flavour = match name.to_ascii_lowercase().as_str() {
            "sqlite" | "sqlite3" => return Ok(Self::sqlite(rest, driver.is_some(), folder)),
            "postgres" | "postgresql" => Flavour::Postgres,
            "mysql" => Flavour::MySql,
            "mariadb" => Flavour::MariaDb,
            _ if rest.starts_with("//") => return Err(UrlError::Scheme(name.to_owned())),
            _ => return Err(UrlError::NoScheme),
        };
        let Some(rest) = rest.strip_prefix("//") else { return Err(UrlError::NoScheme) };
        let placed = (flavour == Flavour::Postgres).then(|| database_in_path(rest)).flatten();
        let rest = placed.as_deref().unwrap_or(rest);
        let scheme = if flavour == Flavour::Postgres { "postgres" } else { "mysql" };
        Ok(Self {
            place: Place::Server(format!("{scheme}://{rest}")),
            flavour,
            shown: shown(name, rest),
        })
    }

    /// A SQLite database in memory.
    pub fn memory() -> Self {
        let shown = "sqlite::memory:".to_owned();
        Self { place: Place::File(None), flavour: Flavour::Sqlite, shown }
    }

    /// The same server with another database; none where a database is a file.
    pub fn sibling(&self, database: &str) -> Option<Self> {
        let Place::Server(address) = &self.place else { return None };
        let replaced = |address: &str| {
            let (address, options) = match address.find(['?', '#']) {
                Some(at) => address.split_at(at),
                None => (address, ""),
            };
            let host = address.find("://").map_or(0, |at| at + 3);
            let end = address[host..].find('/').map_or(address.len(), |at| host + at);
            format!("{}/{database}{options}", &address[..end])
        };
        let place = Place::Server(replaced(address));
        Some(Self { place, flavour: self.flavour, shown: replaced(&self.shown) })
    }

    /// The name of the database on its server, or of its file; none where the URL leaves it open.
    pub fn database(&self) -> Option<String> {
        let address = match &self.place {
            Place::File(file) => {
                let name = file.as_deref()?.file_name()?;
                return Some(name.to_string_lossy().into_owned());
            }
            Place::Server(address) => address,
        };
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let (_, path) = address.split_once("://")?.1.split_once('/')?;
        Some(decoded(path)).filter(|name| !name.is_empty())
    }

    /// How many bytes of a database's name count. PostgreSQL cuts off what is longer
    /// (<https://www.postgresql.org/docs/current/limits.html>), MySQL refuses it
    /// (<https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html>), and so do file systems.
    pub fn longest_name(&self) -> usize {
        match self.flavour {
            Flavour::Sqlite => 255,
            Flavour::Postgres => 63,
            Flavour::MySql | Flavour::MariaDb => 64,
        }
    }

    /// Whether the database may take scripts of a dialect, as far as the URL tells: one that begins
    /// with `mysql:` leads to a MariaDB as well.
    pub fn may_take(&self, dialect: DialectName) -> bool {
        dialect.suits(self.flavour)
            || (dialect, self.flavour) == (DialectName::Mariadb, Flavour::MySql)
    }

    /// The same server where there is always a database to connect to; none where a database is a
    /// file.
    pub fn server(&self) -> Option<Self> {
        let database = match self.flavour {
            Flavour::Sqlite => return None,
            Flavour::Postgres => "postgres",
            Flavour::MySql | Flavour::MariaDb => "",
        };
        self.sibling(database)
    }

    /// Whether two URLs lead to one database, as far as URLs and the names of files tell.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.place, &other.place) {
            (Place::File(None), Place::File(None)) => true,
            (Place::File(Some(own)), Place::File(Some(other))) => real(own) == real(other),
            (Place::Server(own), Place::Server(address)) => {
                host(own) == host(address) && self.database() == other.database()
            }
            _ => false,
        }
    }

    fn sqlite(rest: &str, sqlalchemy: bool, folder: &Path) -> Self {
        let path = rest.split('?').next().unwrap_or_default();
        let file = match path.strip_prefix("//").unwrap_or(path) {
            "" | "/" | ":memory:" | "/:memory:" => None,
            path => Some(match path.strip_prefix('/') {
                None => folder.join(path),
                Some(inner) if inner.starts_with('/') => PathBuf::from(inner),
                Some(inner) => {
                    let absolute = Path::new(path);
                    let parent = absolute.parent().filter(|it| *it != Path::new("/"));
                    if !sqlalchemy && parent.is_some_and(Path::is_dir) {
                        absolute.to_owned()
                    } else {
                        folder.join(inner)
                    }
                }
            }),
        };
        let shown = match &file {
            None => "sqlite::memory:".to_owned(),
            Some(file) => format!("sqlite://{}", file.display()),
        };
        Self { place: Place::File(file), flavour: Flavour::Sqlite, shown }
    }
}

/// The scheme and the host of an address, with the port where it is not the usual one.
fn host(address: &str) -> (&str, String) {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |it| it.1);
    let usual = if scheme == "postgres" { ":5432" } else { ":3306" };
    (scheme, host.strip_suffix(usual).unwrap_or(host).to_ascii_lowercase())
}

/// A file by its one name, whatever links lead to it; before it is there, by that of its folder.
fn real(file: &Path) -> PathBuf {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let in_folder = || Some(absolute.parent()?.canonicalize().ok()?.join(absolute.file_name()?));
    absolute.canonicalize().ok().or_else(in_folder).unwrap_or(absolute)
}

/// The URL with the database in its path that the option `dbname` names, which counts for more
/// (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS>).
fn database_in_path(rest: &str) -> Option<String> {
    let (address, options) = rest.split_once('?')?;
    let (options, fragment) = match options.find('#') {
        Some(at) => options.split_at(at),
        None => (options, ""),
    };
    let is_name = |it: &&str| decoded(it.split('=').next().unwrap_or_default()) == "dbname";
    let (names, others): (Vec<&str>, Vec<&str>) = options.split('&').partition(is_name);
    let name = names.last()?.split_once('=').map_or("", |it| it.1);
    // In options a plus is a space, and in a path a plus; a slash would end the name there.
    let name = name.replace('+', "%20").replace('/', "%2F");
    let host = address.split('/').next().unwrap_or_default();
    let options = if others.is_empty() { String::new() } else { format!("?{}", others.join("&")) };
    Some(format!("{host}/{name}{options}{fragment}"))
}

/// A text with its `%41` as the bytes that they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The URL without its password and without options, which may hold secrets too.
fn shown(scheme: &str, rest: &str) -> String {
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, database) = match rest.rsplit_once('@') {
        Some((credentials, host)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            (format!("{user}@"), host)
        }
        None => {
            // Without an @ this is `host:port`, unless the host was forgotten.
            let authority = rest.split('/').next().unwrap_or_default();
            return match authority.rsplit_once(':') {
                Some((host, port))
                    if !port.ends_with(']') && !port.bytes().all(|it| it.is_ascii_digit()) =>
                {
                    format!("{scheme}://{host}")
                }
                _ => format!("{scheme}://{rest}"),
            };
        }
    };
    format!("{scheme}://{authority}{database}")
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({})", self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_dbname_names_the_database() {
        for (text, database, sibling) in [
            (
                "postgres:///?host=/run/pg&dbname=shop",
                Some("shop"),
                "postgres:///scratch?host=/run/pg",
            ),
            ("postgresql://u:p@h:1/a?dbname=b%20c", Some("b c"), "postgres://u:p@h:1/scratch"),
            (
                "postgres://h/a?dbname=x+y&sslmode=require&%64bname=z",
                Some("z"),
                "postgres://h/scratch?sslmode=require",
            ),
            ("postgres://h?dbname=a/b", Some("a/b"), "postgres://h/scratch"),
            ("postgres://h/a", Some("a"), "postgres://h/scratch"),
            ("mysql://h/a?dbname=b", Some("a"), "mysql://h/scratch?dbname=b"),
        ] {
            let url = DatabaseUrl::parse(text, Path::new("")).expect("a URL");
            assert_eq!(url.database().as_deref(), database, "{text}");
            let beside = url.sibling("scratch").expect("a server");
            assert!(beside.place == Place::Server(sibling.to_owned()), "{text}: {beside:?}");
        }
    }

    #[test]
    fn one_database_has_many_urls() {
        let url = |text: &str| DatabaseUrl::parse(text, Path::new("")).expect("a URL");
        for (one, other, same) in [
            ("postgres://app@db/x", "postgresql://ada:p@DB:5432/x?sslmode=require", true),
            ("mysql://app@db/x", "mariadb://db:3306/x", true),
            ("postgres://[::1]/x", "postgres://[::1]:5432/x", true),
            ("postgres://db/x", "postgres://db:3306/x", false),
            ("postgres://db/x", "postgres://db:15432/x", false),
            ("postgres://db/x", "postgres://db/y", false),
            ("postgres://db/x", "mysql://db/x", false),
            ("sqlite:x", "postgres://db/x", false),
        ] {
            assert_eq!(url(one).is_same(&url(other)), same, "{one} {other}");
            assert_eq!(url(other).is_same(&url(one)), same, "{other} {one}");
        }
    }

    #[test]
    fn one_file_has_many_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = |text: &str| DatabaseUrl::parse(text, folder.path()).expect("a URL");
        let names = ["sqlite:core.db", "sqlite:./core.db", "sqlite:sub/../core.db"];
        std::fs::create_dir(folder.path().join("sub")).expect("a folder");
        let same = || names.iter().all(|name| url(name).is_same(&url(names[0])));
        assert!(same(), "before it is there");
        std::fs::write(folder.path().join("core.db"), "").expect("a file");
        assert!(same());
        assert!(!url("sqlite:sub/core.db").is_same(&url(names[0])));
        #[cfg(unix)]
        {
            let link = folder.path().join("other.db");
            std::os::unix::fs::symlink("core.db", link).expect("a link");
            assert!(url("sqlite:other.db").is_same(&url(names[0])));
        }
    }
}

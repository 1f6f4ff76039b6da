//! A database for each tenant: which tenants there are, and where the database of one is.

use std::fmt;
use std::str::FromStr;

use super::variables::fill;
use super::{CORE, Create, Project, ProjectError, Tenants, read_text};
use crate::url::{DatabaseUrl, UrlError};

/// The variable that chooses a tenant.
pub const TENANT_VARIABLE: &str = "MIGRATION_TENANT_ID";

/// The name of a tenant. It is safe in a URL, in the name of a database and in that of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenant(String);

/// Where the tenants are listed.
#[derive(Clone, Debug, PartialEq)]
pub enum TenantSource {
    Nowhere,
    Listed(Vec<Tenant>),
    /// The rows of a query.
    Query {
        url: DatabaseUrl,
        sql: String,
    },
}

/// A tenant that cannot have a database.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum TenantError {
    #[error("a tenant needs a name")]
    Empty,
    #[error(
        "`{}` cannot be the name of a tenant: {reason}; letters, digits, `_`, `-` and single dots are safe in a URL and in the name of a database",
        name.escape_debug()
    )]
    Unsafe { name: String, reason: String },
    #[error(
        "the database of tenant `{tenant}` would be called {database}, which has {length} bytes, and {limit} is the most that the server keeps"
    )]
    TooLong { tenant: String, database: String, length: usize, limit: usize },
    #[error("the database URL of tenant `{tenant}`: {error}")]
    Url { tenant: String, error: UrlError },
}

impl Tenant {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Tenant {
    type Err = TenantError;

    fn from_str(text: &str) -> Result<Self, TenantError> {
        let unsafe_for = |reason: String| TenantError::Unsafe { name: text.to_owned(), reason };
        if text.is_empty() {
            return Err(TenantError::Empty);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if let Some(c) = text.chars().find(|c| !plain(*c)) {
            return Err(unsafe_for(format!("it holds `{}`", c.escape_debug())));
        }
        if text.starts_with(['.', '-']) || text.contains("..") {
            return Err(unsafe_for(
                "dots or a dash stand where they mean something else".to_owned(),
            ));
        }
        if text == "all" {
            return Err(unsafe_for("`all` means all of them".to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl Project {
    /// What is said of tenants, where the module has a database for each. The core, whose database
    /// `core_database` names, has one for all, unless it says otherwise itself.
    pub fn tenants(&self) -> Option<&Tenants> {
        let one_for_all = self.module() == Some(CORE)
            && self.config.core_database.is_some()
            && !self.says_itself("tenants");
        self.config.tenants.as_ref().filter(|_| !one_for_all)
    }

    /// The database of a tenant.
    ///
    /// # Errors
    ///
    /// Fails when the server would cut its name off, so that two tenants might get the same one.
    pub fn tenant_url(&self, tenant: &Tenant) -> Result<DatabaseUrl, ProjectError> {
        let Some(tenants) = self.tenants() else {
            return Err(ProjectError::NoUrl { path: self.file.clone() });
        };
        let names = [("tenant", Some(tenant.as_str())), ("module", self.module())];
        let text = fill(&tenants.url, &names);
        let text = text.map_err(|error| self.error_at("tenants", format!("`url`: {error}")))?;
        let text = self.expand("tenants", &text)?;
        let url = DatabaseUrl::parse(&text, self.root())
            .map_err(|error| TenantError::Url { tenant: tenant.to_string(), error })?;
        let database = url.database().unwrap_or_default();
        let (length, limit) = (database.len(), url.longest_name());
        if length > limit {
            let tenant = tenant.to_string();
            return Err(TenantError::TooLong { tenant, database, length, limit }.into());
        }
        Ok(url)
    }

    /// A URL like those of the tenants' databases, to see of which kind they are.
    pub fn any_tenant_url(&self) -> Result<DatabaseUrl, ProjectError> {
        self.tenant_url(&Tenant("tenant".to_owned()))
    }

    /// Where the tenants are listed.
    pub fn tenant_source(&self) -> Result<TenantSource, ProjectError> {
        let Some(tenants) = self.tenants() else { return Ok(TenantSource::Nowhere) };
        if let Some(list) = &tenants.list {
            let list = self.texts("tenants", list)?;
            let named = list.iter().map(|name| name.parse()).collect::<Result<Vec<_>, _>>();
            let named = named.map_err(|error: TenantError| {
                self.error_at("tenants", format!("`list`: {error}"))
            })?;
            return Ok(TenantSource::Listed(once(named)));
        }
        if let Some(file) = &tenants.file {
            let path = self.root().join(self.expand("tenants", file)?);
            return Ok(TenantSource::Listed(Self::tenants_of(&path)?));
        }
        if let Some(query) = &tenants.query {
            let url = self.expand("tenants", &query.url)?;
            let url = DatabaseUrl::parse(&url, self.root())
                .map_err(|error| self.error_at("tenants", format!("`query`: {error}")))?;
            return Ok(TenantSource::Query { url, sql: query.sql.clone() });
        }
        Ok(TenantSource::Nowhere)
    }

    /// The tenants of a file: one on each line, without what follows a `#`.
    pub fn tenants_of(path: &std::path::Path) -> Result<Vec<Tenant>, ProjectError> {
        let text = read_text(path)?;
        let mut found = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let name = line.split('#').next().unwrap_or_default().trim();
            if name.is_empty() {
                continue;
            }
            let wrong = |error: TenantError| ProjectError::Malformed {
                path: path.to_owned(),
                place: Some((number + 1, 1)),
                reason: error.to_string(),
            };
            found.push(name.parse().map_err(wrong)?);
        }
        Ok(once(found))
    }

    /// Whose database is created when it is not there.
    pub fn creates(&self) -> Create {
        let Some(tenants) = self.tenants() else { return Create::Never };
        let listed = tenants.list.is_some() || tenants.file.is_some() || tenants.query.is_some();
        tenants.create.unwrap_or(if listed { Create::Listed } else { Create::Any })
    }

    pub(super) fn check_tenants(&self) -> Result<(), ProjectError> {
        let Some(tenants) = &self.config.tenants else { return Ok(()) };
        let wrong = |reason: String| Err(self.error_at("tenants", reason));
        if !tenants.url.contains("{tenant}") {
            return wrong(format!(
                "`url` in `tenants` has no {{tenant}}, so that all tenants would have one database: {}",
                "write `postgres://app@db/{tenant}_{module}`"
            ));
        }
        let names = [("tenant", Some("t")), ("module", Some("m"))];
        if let Err(error) = fill(&tenants.url, &names) {
            return wrong(format!("`url` in `tenants`: {error}"));
        }
        let sources = [tenants.list.is_some(), tenants.file.is_some(), tenants.query.is_some()];
        if sources.into_iter().filter(|it| *it).count() > 1 {
            return wrong("tenants come from one of `list`, `file` and `query`".to_owned());
        }
        if tenants.create == Some(Create::Listed) && !sources.contains(&true) {
            return wrong(
                "`create: listed` needs `list`, `file` or `query`; without one there are `any` and `never`"
                    .to_owned(),
            );
        }
        Ok(())
    }
}

pub(super) fn near(nearest: &[String], known: usize) -> String {
    match (nearest, known) {
        ([], 1) => "; 1 tenant is listed".to_owned(),
        ([], known) => format!("; {known} tenants are listed"),
        (near, _) => format!("; did you mean {}", near.join(" or ")),
    }
}

/// Each tenant once, where it comes first.
fn once(tenants: Vec<Tenant>) -> Vec<Tenant> {
    let mut seen = std::collections::HashSet::new();
    tenants.into_iter().filter(|it| seen.insert(it.clone())).collect()
}

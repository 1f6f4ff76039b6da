//! Which databases a project may connect to, and which it may create.

use std::collections::HashSet;

use super::{Create, Project, ProjectError, Tenant, TenantError, TenantSource, nearest};
use crate::database::{Connection, Missing};
use crate::dialect::dialect;
use crate::target::DialectName;
use crate::url::DatabaseUrl;

impl Project {
    /// The tenants that are listed; none where there is no list.
    ///
    /// # Errors
    ///
    /// Fails when the list cannot be read, or the control database not be asked.
    pub async fn listed_tenants(&self) -> Result<Option<Vec<Tenant>>, ProjectError> {
        let (url, sql) = match self.tenant_source()? {
            TenantSource::Nowhere => return Ok(None),
            TenantSource::Listed(tenants) => return Ok(Some(tenants)),
            TenantSource::Query { url, sql } => (url, sql),
        };
        let failed = |error: String| ProjectError::TenantQuery { url: url.to_string(), error };
        let opened = Connection::open(&url, Missing::Empty).await;
        let mut connection = opened.map_err(|error| failed(error.to_string()))?;
        let rows = connection.rows(&sql).await.map_err(|error| failed(error.to_string()))?;
        let mut tenants: Vec<Tenant> = Vec::with_capacity(rows.len());
        let mut seen = HashSet::with_capacity(rows.len());
        for name in rows.into_iter().filter_map(|row| row.into_iter().next().flatten()) {
            let tenant: Tenant =
                name.parse().map_err(|error: TenantError| failed(error.to_string()))?;
            if seen.insert(tenant.clone()) {
                tenants.push(tenant);
            }
        }
        Ok(Some(tenants))
    }

    /// Refuses a tenant that is not in the list, where there is one and others have no database.
    ///
    /// # Errors
    ///
    /// As [`Self::listed_tenants`], and for a tenant that is not listed, with those that look like it.
    pub async fn hold_listed(&self, tenant: &Tenant) -> Result<(), ProjectError> {
        if self.creates() == Create::Any {
            return Ok(());
        }
        match self.listed_tenants().await? {
            Some(known) if !known.contains(tenant) => Err(self.unknown_tenant(tenant, &known)),
            _ => Ok(()),
        }
    }

    /// What to say of a tenant that is not among those that are known.
    pub fn unknown_tenant(&self, tenant: &Tenant, known: &[Tenant]) -> ProjectError {
        let names: Vec<&str> = known.iter().map(Tenant::as_str).collect();
        ProjectError::UnknownTenant {
            tenant: tenant.to_string(),
            nearest: nearest(tenant.as_str(), &names),
            known: names.len(),
            path: self.file().to_owned(),
        }
    }

    /// Creates the database of a tenant; `anyway` also where autogen.yaml says never to.
    ///
    /// # Errors
    ///
    /// Fails when autogen.yaml leaves that to others, or the server does.
    pub async fn create_database(
        &self,
        url: &DatabaseUrl,
        tenant: &Tenant,
        anyway: bool,
    ) -> Result<(), ProjectError> {
        self.keep_off_core(url)?;
        if self.creates() == Create::Never && !anyway {
            let (url, tenant) = (url.to_string(), tenant.to_string());
            return Err(ProjectError::NotToBeCreated { url, tenant });
        }
        let dialect = dialect(DialectName::of(url.flavour));
        Ok(Connection::create_database(url, dialect).await?)
    }

    /// Refuses the core's database to a module that has one of its own.
    ///
    /// # Errors
    ///
    /// Fails when the URL leads there.
    pub fn keep_off_core(&self, url: &DatabaseUrl) -> Result<(), ProjectError> {
        let Some(core) = self.core_of_others()? else { return Ok(()) };
        let is_core = match DatabaseUrl::parse(&core, self.root()) {
            Ok(core) => url.is_same(&core),
            Err(_) => url.database().is_some_and(|name| {
                name == core || name.rsplit_once('.').is_some_and(|(stem, _)| stem == core)
            }),
        };
        if is_core { Err(self.hands_off(&core)) } else { Ok(()) }
    }

    /// The same as the server has it, whatever the URL and the environment made of it.
    ///
    /// # Errors
    ///
    /// Fails when it is the core's, or the server does not say.
    pub async fn keep_off_core_here(
        &self,
        connection: &mut Connection,
    ) -> Result<(), ProjectError> {
        let Some(core) = self.core_of_others()? else { return Ok(()) };
        // Of two servers only their URLs tell that they are one.
        let core_name = match DatabaseUrl::parse(&core, self.root()) {
            Ok(_) => return Ok(()),
            Err(_) => core,
        };
        let name = connection.database_name().await?;
        let is_core = name.is_some_and(|name| name == core_name);
        if is_core { Err(self.hands_off(&core_name)) } else { Ok(()) }
    }

    fn core_of_others(&self) -> Result<Option<String>, ProjectError> {
        match self.has_own_database() {
            true => self.core_database(),
            false => Ok(None),
        }
    }

    fn hands_off(&self, core: &str) -> ProjectError {
        let who = match self.module() {
            Some(name) => format!("module `{name}`"),
            None => "this project".to_owned(),
        };
        let core = core.rsplit('/').next().unwrap_or(core).to_owned();
        ProjectError::CoreDatabase { core, who, path: self.file().to_owned() }
    }
}

//! A database for each tenant: which one a command is for, and who may create it.

use super::Found;
use super::args::{Command, Global};
use super::context::Context;
use super::failure::Failure;
use super::fleet;
use super::live::Live;
use super::terminal;
use crate::database::{Connection, Missing};
use crate::dialect::dialect;
use crate::project::{
    Create, Project, ProjectError, TENANT_VARIABLE, Tenant, TenantSource, nearest,
};
use crate::target::DialectName;
use crate::url::{DatabaseUrl, Place};

/// Runs a command of one module, for the tenant that is meant.
pub async fn each(global: &Global, command: &Command) -> Result<Found, Failure> {
    if global.tenant.is_some() && !matches!(command, Command::Init(_)) {
        let start = std::env::current_dir()
            .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
        let project = Project::find(&start, global.config.as_deref())?;
        let project = project.select(global.module.as_deref())?;
        // With --module all some may have no tenants, and do what they do without.
        if project.tenants().is_none() && !project.has_modules() {
            return Err(Failure::refused(format!(
                "--tenant: {} has no `tenants`, which say where their databases are",
                project.file().display()
            )));
        }
    }
    match fleet::of(global, command).await? {
        Some(fleet) => fleet.run(command).await,
        None => super::one(global, command).await,
    }
}

impl Context {
    /// The one tenant that the command is for.
    pub fn tenant(&self) -> Result<Tenant, Failure> {
        match self.tenant.as_deref() {
            None => Err(Failure::refused(format!(
                "{TENANT_VARIABLE} environment variable must be set\nEvery tenant has a database of its own here: `export {TENANT_VARIABLE}=NAME`, or add `--tenant NAME`; `--tenant all` is for upgrade, downgrade, stamp, current, status, check and diff"
            ))),
            Some("all") => {
                Err(Failure::refused("this is done for one tenant at a time: add `--tenant NAME`"))
            }
            Some(name) => Ok(name.parse().map_err(ProjectError::from)?),
        }
    }

    /// The database of one of many tenants.
    pub(super) fn url_of(&self, tenant: &Tenant) -> Result<DatabaseUrl, Failure> {
        let url = self.project.tenant_url(tenant)?;
        self.keep_off_core(&url)?;
        Ok(url)
    }

    /// The database, if it is there: that of a tenant need not be yet.
    pub async fn connect_if_there(&self) -> Result<Option<Live>, Failure> {
        if self.project.tenants().is_none() {
            return self.open_database(&self.database_url()?, Missing::Empty).await.map(Some);
        }
        let url = self.database_url()?;
        self.hold_listed(&self.tenant()?).await?;
        self.open_if_there(&url).await
    }

    /// The database, created where it is a tenant's and may be: for `upgrade` alone.
    pub async fn connect_or_create(&self, create: bool) -> Result<Live, Failure> {
        if self.project.tenants().is_none() {
            return self.connect(Missing::Create).await;
        }
        let url = self.database_url()?;
        let tenant = self.tenant()?;
        if !create {
            self.hold_listed(&tenant).await?;
        }
        match self.open_if_there(&url).await? {
            Some(live) => Ok(live),
            None => self.create(&url, &tenant, create).await,
        }
    }

    /// Creates the database of a tenant, unless autogen.yaml says never to.
    pub(super) async fn create(
        &self,
        url: &DatabaseUrl,
        tenant: &Tenant,
        create: bool,
    ) -> Result<Live, Failure> {
        if self.project.creates() == Create::Never && !create {
            return Err(Failure::refused(format!(
                "the database {url} of tenant `{tenant}` does not exist, and `create: never` in `tenants` leaves it to others to create it; `autogen upgrade --create` does it all the same"
            )));
        }
        let dialect = dialect(DialectName::of(url.flavour));
        Connection::create_database(url, dialect).await?;
        if !self.quiet {
            terminal::note(&format!("created {url}"));
        }
        self.open_database(url, Missing::Create).await
    }

    /// A database, if it is there.
    pub(super) async fn open_if_there(&self, url: &DatabaseUrl) -> Result<Option<Live>, Failure> {
        if !self.quiet {
            terminal::note(&format!("database: {url}"));
        }
        if matches!(&url.place, Place::File(Some(file)) if !file.exists()) {
            return Ok(None);
        }
        match Connection::open(url, Missing::Empty).await {
            Err(error) if error.absent => Ok(None),
            connection => self.met(url, connection?).await.map(Some),
        }
    }

    /// What to do about a tenant's database that is not there.
    pub(super) fn absent(&self, url: &DatabaseUrl) -> String {
        format!("the database {url} does not exist yet: `autogen upgrade` creates it")
    }

    /// Refuses a tenant that is not in the list, where there is one and others have no database.
    pub(super) async fn hold_listed(&self, tenant: &Tenant) -> Result<(), Failure> {
        if self.project.creates() == Create::Any {
            return Ok(());
        }
        let Some(known) = self.tenants().await? else { return Ok(()) };
        if known.contains(tenant) {
            return Ok(());
        }
        let names: Vec<&str> = known.iter().map(Tenant::as_str).collect();
        let near = match nearest(tenant.as_str(), &names).as_slice() {
            [] => format!("; {} are listed", terminal::count(names.len(), "tenant", "tenants")),
            near => format!("; did you mean {}", near.join(" or ")),
        };
        Err(Failure::refused(format!(
            "there is no tenant `{tenant}`{near}\nAdd it to `tenants` in {}, or run `autogen upgrade --create` to create its database all the same",
            self.project.file().display()
        )))
    }

    /// The tenants that are listed; none where there is no list.
    pub(super) async fn tenants(&self) -> Result<Option<Vec<Tenant>>, Failure> {
        let (url, sql) = match self.project.tenant_source()? {
            TenantSource::Nowhere => return Ok(None),
            TenantSource::Listed(tenants) => return Ok(Some(tenants)),
            TenantSource::Query { url, sql } => (url, sql),
        };
        let failed = |error: String| {
            Failure::refused(format!("the `query` of `tenants` on {url} failed: {error}"))
        };
        let opened = Connection::open(&url, Missing::Empty).await;
        let mut connection = opened.map_err(|error| failed(error.to_string()))?;
        let rows = connection.rows(&sql).await.map_err(|error| failed(error.to_string()))?;
        let mut tenants: Vec<Tenant> = Vec::with_capacity(rows.len());
        let mut seen = std::collections::HashSet::with_capacity(rows.len());
        for name in rows.into_iter().filter_map(|row| row.into_iter().next().flatten()) {
            let tenant: Tenant = name
                .parse()
                .map_err(|error: crate::project::TenantError| failed(error.to_string()))?;
            if seen.insert(tenant.clone()) {
                tenants.push(tenant);
            }
        }
        Ok(Some(tenants))
    }

    /// Refuses the core's database to a module that has one of its own.
    pub(super) fn keep_off_core(&self, url: &DatabaseUrl) -> Result<(), Failure> {
        let Some(core) = self.core_of_others()? else { return Ok(()) };
        let is_core = match DatabaseUrl::parse(&core, self.project.root()) {
            Ok(core) => url.is_same(&core),
            Err(_) => url.database().is_some_and(|name| {
                name == core || name.rsplit_once('.').is_some_and(|(stem, _)| stem == core)
            }),
        };
        if is_core { Err(self.hands_off(&core)) } else { Ok(()) }
    }

    /// The same as the server has it, whatever the URL and the environment made of it.
    pub(super) async fn keep_off_core_here(
        &self,
        connection: &mut Connection,
    ) -> Result<(), Failure> {
        let Some(core) = self.core_of_others()? else { return Ok(()) };
        let name = match DatabaseUrl::parse(&core, self.project.root()) {
            // Of two servers only their URLs tell that they are one.
            Ok(_) => return Ok(()),
            Err(_) => connection.database_name().await?,
        };
        if name.is_some_and(|name| name == core) { Err(self.hands_off(&core)) } else { Ok(()) }
    }

    fn core_of_others(&self) -> Result<Option<String>, Failure> {
        match self.project.has_own_database() {
            true => Ok(self.project.core_database()?),
            false => Ok(None),
        }
    }

    fn hands_off(&self, core: &str) -> Failure {
        let module = match self.project.module() {
            Some(name) => format!("module `{name}`"),
            None => "this project".to_owned(),
        };
        let core = core.rsplit('/').next().unwrap_or(core);
        Failure::refused(format!(
            "{core} is the core database (`core_database` in {}), and {module} has its own: nothing was done",
            self.project.file().display()
        ))
    }
}

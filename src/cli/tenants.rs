//! A database for each tenant: which one a command is for, and who may create it.

use super::Found;
use super::args::{Command, Global};
use super::context::Context;
use super::failure::Failure;
use super::fleet;
use super::live::Live;
use super::terminal;
use crate::database::{Connection, Missing};
use crate::project::{Project, ProjectError, TENANT_VARIABLE, Tenant};
use crate::url::{DatabaseUrl, Place};

/// Runs a command of one module, for the tenant that is meant.
pub async fn each(global: &Global, command: &Command) -> Result<Found, Failure> {
    terminal::set_typed(global);
    match fleet::of(global, command).await? {
        Some(fleet) => fleet.run(command).await,
        None => super::one(global, command).await,
    }
}

/// Refuses to name tenants where there are none: what is meant for one of them would be done to a
/// database that all share. A command over all modules may name them for those that have some.
pub fn hold(global: &Global, command: &Command, all: bool) -> Result<(), Failure> {
    let flags = [
        ("--tenant", global.tenant.is_some()),
        ("--shard", global.shard.is_some()),
        ("--retry-failed", global.retry_failed.is_some()),
    ];
    let Some((flag, _)) = flags.into_iter().find(|(_, given)| *given) else { return Ok(()) };
    if matches!(command, Command::Init(_)) {
        return Ok(());
    }
    let start = std::env::current_dir()
        .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
    let project = Project::find(&start, global.config.as_deref())?;
    let meant = match all {
        true => project.module_names()?.iter().map(|it| project.of_module(it)).collect(),
        false => project.select(global.module.as_deref()).map(|it| vec![it]),
    }?;
    if meant.iter().any(|it| it.tenants().is_some()) {
        return Ok(());
    }
    let file = project.file().display();
    let module = match &meant[..] {
        [only] if only.has_modules() || only.is_core() => only.module(),
        _ => None,
    };
    Err(Failure::refused(match module {
        Some(module) => format!(
            "{flag}: module `{module}` has no `tenants` in {file}, and one database for all\nLeave it out, or name a module that has tenants, with --module NAME"
        ),
        None => format!("{flag}: {file} has no `tenants`, which say where their databases are"),
    }))
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
        self.project.keep_off_core(&url)?;
        Ok(url)
    }

    /// The database, if it is there: that of a tenant need not be yet.
    pub async fn connect_if_there(&self) -> Result<Option<Live>, Failure> {
        if self.project.tenants().is_none() {
            return self.open_database(&self.database_url()?, Missing::Empty).await.map(Some);
        }
        let url = self.database_url()?;
        self.project.hold_listed(&self.tenant()?).await?;
        self.open_if_there(&url).await
    }

    /// The database, which has to be there: what changes one and is no `upgrade` creates none.
    pub async fn connect_existing(&self) -> Result<Live, Failure> {
        let url = self.database_url()?;
        match &url.place {
            Place::File(Some(file)) if !file.exists() && self.project.tenants().is_none() => {
                Err(Failure::refused(self.absent(&url)))
            }
            _ => self.connect(Missing::Create).await,
        }
    }

    /// The database, created where it is a tenant's and may be: for `upgrade` alone.
    pub async fn connect_or_create(&self, create: bool) -> Result<Live, Failure> {
        if self.project.tenants().is_none() {
            return self.connect(Missing::Create).await;
        }
        let url = self.database_url()?;
        let tenant = self.tenant()?;
        if !create {
            self.project.hold_listed(&tenant).await?;
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
        self.project.create_database(url, tenant, create).await?;
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
        match Connection::open_if_there(url).await? {
            Some(connection) => self.met(connection).await.map(Some),
            None => Ok(None),
        }
    }

    /// What to do about a tenant's database that is not there.
    pub(super) fn absent(&self, url: &DatabaseUrl) -> String {
        format!("the database {url} does not exist yet: `autogen upgrade` creates it")
    }
}

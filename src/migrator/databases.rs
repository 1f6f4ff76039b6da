//! Which database a migrator is for, where autogen.yaml says it.

use sea_orm::{ConnectOptions, Database};

use super::*;
use crate::project::TENANT_VARIABLE;
use crate::url::{DatabaseUrl, Place};

impl Migrator {
    /// The database of a tenant; without it, that of `MIGRATION_TENANT_ID`.
    ///
    /// # Errors
    ///
    /// Fails when autogen.yaml says nothing of tenants, or when the name would lead elsewhere.
    pub fn tenant(self, name: &str) -> Result<Self, MigratorError> {
        let project = self.project.as_ref().filter(|it| it.tenants().is_some());
        let project = project.ok_or(MigratorError::NoTenants)?;
        let tenant: Tenant = name.parse().map_err(ProjectError::from)?;
        project.tenant_url(&tenant)?;
        Ok(Self { tenant: Some(tenant), ..self })
    }

    /// Connects to the database that autogen.yaml names, creates it where it is a tenant's and may
    /// be created, and applies all revisions that it has not.
    ///
    /// # Errors
    ///
    /// As [`Self::up`], and when it is open which database is meant, or it cannot be reached.
    pub async fn connect(&self) -> Result<DatabaseConnection, MigratorError> {
        self.connect_with(|_| ()).await
    }

    /// The same with settings of the pool: how many connections it has, how long it waits.
    ///
    /// # Errors
    ///
    /// As [`Self::connect`].
    pub async fn connect_with(
        &self,
        set: impl FnOnce(&mut ConnectOptions),
    ) -> Result<DatabaseConnection, MigratorError> {
        let project = self.project.as_ref().ok_or(MigratorError::NoProject)?;
        self.decided()?;
        let url = match project.tenants() {
            None => DatabaseUrl::parse(&project.database_url(None)?, project.root())?,
            Some(_) => {
                let tenant = self.whose(project)?;
                let url = project.tenant_url(&tenant)?;
                project.keep_off_core(&url)?;
                project.hold_listed(&tenant).await?;
                if Connection::open_if_there(&url).await?.is_none() {
                    project.create_database(&url, &tenant, false).await?;
                }
                url
            }
        };
        project.keep_off_core(&url)?;
        let mut options = ConnectOptions::new(address(&url));
        options.sqlx_logging(false);
        set(&mut options);
        let database = Database::connect(options).await?;
        self.up(&database).await?;
        Ok(database)
    }

    /// The tenant that was named, here or by the variable.
    pub(super) fn whose(&self, project: &Project) -> Result<Tenant, MigratorError> {
        match (&self.tenant, project.variables().get(TENANT_VARIABLE)) {
            (Some(tenant), _) => Ok(tenant.clone()),
            (None, Some(name)) => Ok(name.parse().map_err(ProjectError::from)?),
            (None, None) => Err(ProjectError::WhichTenant.into()),
        }
    }

    /// Holds that it is known which module's revisions these are.
    pub(super) fn decided(&self) -> Result<(), MigratorError> {
        match &self.project {
            Some(project) if self.module.is_none() => Ok(project.select(None).map(drop)?),
            _ => Ok(()),
        }
    }

    /// Holds that a database is no other than the one that is meant.
    pub(super) async fn may_touch(&self, connection: &mut Connection) -> Result<(), MigratorError> {
        self.decided()?;
        let Some(project) = &self.project else { return Ok(()) };
        project.keep_off_core_here(connection).await?;
        let Some(tenant) = &self.tenant else { return Ok(()) };
        let expected = project.tenant_url(tenant)?.database();
        match (connection.database_name().await?, expected) {
            (Some(found), Some(expected)) if found != expected => {
                let tenant = tenant.to_string();
                Err(MigratorError::OtherDatabase { tenant, expected, found })
            }
            _ => Ok(()),
        }
    }
}

/// A URL as SeaORM takes it.
fn address(url: &DatabaseUrl) -> String {
    match &url.place {
        Place::Server(address) => address.clone(),
        Place::File(None) => "sqlite::memory:".to_owned(),
        Place::File(Some(file)) => {
            let path = file.display().to_string();
            let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
            format!("sqlite://{path}?mode=rwc")
        }
    }
}

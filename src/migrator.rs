//! Revisions inside an application: the same folders, locks and version table as on the command
//! line, on a connection of the application's own pool.

mod beside;
mod databases;
mod half_done;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use sea_orm::{DatabaseConnection, DbErr};
use tracing::Instrument;

use crate::database::{ConnectError, Connection, DatabaseError};
use crate::history::{Applied, History};
use crate::project::{
    Bookkeeping, CORE, Edited, Project, ProjectError, RequireReview, RevisionFolder, Tenant,
    VersionTable,
};
use crate::revision::{Revision, TargetError, place};
use crate::runner::{self, Options, Report, RunError, TaskError, Terms, Trace};
use crate::target::{DialectName, Target, Version};
use crate::url::UrlError;

/// Runs revisions when an application starts.
///
/// ```no_run
/// use autogen::Migrator;
///
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let database = sea_orm::Database::connect("postgres://app@localhost/shop").await?;
/// Migrator::embedded(autogen::embed!("migrations"))?.up(&database).await?;
/// # Ok(())
/// # }
/// ```
///
/// Replicas that start at once may all do so: one applies the revisions, and the others wait for it
/// and find nothing left to do.
#[derive(Clone, Debug)]
pub struct Migrator {
    folder: RevisionFolder,
    books: Bookkeeping,
    lock_wait: Duration,
    by: String,
    unknown: Unknown,
    /// Which revisions want an approval, where the application says so itself.
    review: Option<RequireReview>,
    /// What holds data may go.
    data_loss: bool,
    /// Writers may wait while a table is copied.
    blocking: bool,
    /// Where a half-done revision is taken up.
    resume_at: Option<usize>,
    /// What says the rest, where an autogen.yaml does.
    project: Option<Project>,
    /// The module whose revisions these are, where that has been said.
    module: Option<String>,
    tenant: Option<Tenant>,
    /// Where the revisions of other modules are recorded, on which these depend.
    beside: BTreeMap<String, (RevisionFolder, Bookkeeping)>,
}

/// What to do about applied revisions that the application does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknown {
    Refused,
    Allowed,
}

/// Why revisions were not run.
#[derive(Debug, thiserror::Error)]
pub enum MigratorError {
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("the application's database: {0}")]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Pool(#[from] DbErr),
    #[error(transparent)]
    Url(#[from] UrlError),
    #[error(
        "only an autogen.yaml says where databases are: take `Migrator::from_project`, or connect and give the connection to `Migrator::up`"
    )]
    NoProject,
    #[error(
        "`tenants` in autogen.yaml says where the databases of tenants are, and these revisions come without it: take `Migrator::from_project` of a project that has it"
    )]
    NoTenants,
    #[error(
        "the application is connected to the database {found}, and that of tenant `{tenant}` is {expected}: nothing was run"
    )]
    OtherDatabase { tenant: String, expected: String, found: String },
    #[error(
        "{revision} depends on {module}/{needed}, which is not applied here\nApply the revisions of module `{module}` first"
    )]
    DependsOn { revision: String, module: String, needed: String },
    #[error(
        "{revision} depends on {module}/{needed}, and nothing says where that is recorded\n`Migrator::from_project` knows it; of embedded revisions say `.beside(\"{module}\", &its_migrator)`"
    )]
    Unsaid { revision: String, module: String, needed: String },
    #[error(
        "{module}/{revision} is applied and depends on what would be taken back\nTake that back first"
    )]
    NeededBy { module: String, revision: String },
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error(
        "Can't locate revision identified by '{}'\nThe database has it applied and this application has not: it is older than the database, or was built from another branch; `Migrator::allow_unknown` lets it start nevertheless",
        .0.join("', '")
    )]
    Unknown(Vec<String>),
    #[error(
        "{revision} is written for {dialect} {needed} or newer, and the server is {found}: nothing was run"
    )]
    TooOld { revision: String, dialect: DialectName, needed: Version, found: Version },
    #[error("`{0}` is no day; write it as in 2026-11-21")]
    NoDay(String),
    #[error(transparent)]
    Task(#[from] TaskError),
    #[error(transparent)]
    Run(#[from] RunError),
}

impl Migrator {
    /// The revisions of a folder, read now.
    ///
    /// # Errors
    ///
    /// Fails when the folder is not there, or holds revisions that cannot be read or do not hang
    /// together.
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, MigratorError> {
        let path = folder.as_ref().to_owned();
        // No revisions are as much as a wrong path here, and the application would start without.
        std::fs::read_dir(&path)
            .map_err(|error| ProjectError::Read { path: path.clone(), error })?;
        Ok(Self::of(RevisionFolder::read(path)?))
    }

    /// The revisions of the project that `start` is in, with the version table, the lock and the
    /// patience that its autogen.yaml sets. Of a project with modules, those of the one that
    /// `MIGRATION_MODULE_ID` or `module` in it name, unless [`Self::module`] does.
    ///
    /// # Errors
    ///
    /// Fails when there is no autogen.yaml in the folder or above it, or when it or a revision
    /// cannot be read.
    pub fn from_project(start: impl AsRef<Path>) -> Result<Self, MigratorError> {
        let project = Project::find(start.as_ref(), None)?;
        match project.select(None) {
            // Which one it is may be said later, and is asked for when it was not.
            Err(ProjectError::ChooseModule { .. }) => {
                Ok(Self { project: Some(project), ..Self::of(RevisionFolder::default()) })
            }
            selected => Self::of_project(selected?),
        }
    }

    /// The revisions that [`embed!`](crate::embed) put into the binary: names of revisions, names
    /// of their files, and texts.
    ///
    /// # Errors
    ///
    /// Fails when they cannot be read or do not hang together.
    pub fn embedded(files: &[(&str, &str, &str)]) -> Result<Self, MigratorError> {
        Ok(Self::of(RevisionFolder::embedded(files)?))
    }

    fn of(folder: RevisionFolder) -> Self {
        Self {
            folder,
            books: Bookkeeping::default(),
            lock_wait: Duration::from_secs(600),
            by: std::env::var("HOSTNAME").unwrap_or_else(|_| "application".to_owned()),
            unknown: Unknown::Refused,
            review: None,
            data_loss: false,
            blocking: false,
            resume_at: None,
            project: None,
            module: None,
            tenant: None,
            beside: BTreeMap::new(),
        }
    }

    fn of_project(project: Project) -> Result<Self, MigratorError> {
        Ok(Self {
            books: project.bookkeeping()?,
            lock_wait: project.lock_wait(),
            module: project.module().map(str::to_owned),
            ..Self { project: Some(project.clone()), ..Self::of(project.revisions()?) }
        })
    }

    /// The revisions of a module of the project, with what its entry in autogen.yaml sets. Of
    /// revisions that come without an autogen.yaml it says which module they are: its name stands
    /// in front of the version table, except for that of `core`.
    ///
    /// It comes before what sets something else.
    ///
    /// # Errors
    ///
    /// Fails when there is no such module, or when its revisions cannot be read.
    pub fn module(self, name: &str) -> Result<Self, MigratorError> {
        let Some(project) = &self.project else {
            let table = match name {
                CORE => "autogen_version".to_owned(),
                name => format!("{name}_autogen_version"),
            };
            let books = Bookkeeping { table: VersionTable::named(table), ..self.books };
            return Ok(Self { books, module: Some(name.to_owned()), ..self });
        };
        let of_module = Self::of_project(project.of_module(name)?)?;
        let Self { folder, books, lock_wait, project, module, .. } = of_module;
        Ok(Self { folder, books, lock_wait, project, module, ..self })
    }

    /// Records applied revisions in another table than `autogen_version`.
    #[must_use]
    pub fn version_table(self, table: impl Into<String>) -> Self {
        let books = Bookkeeping { table: VersionTable::named(table), ..self.books };
        Self { books, ..self }
    }

    /// Keeps runs apart by a row with an owner and an expiry rather than by a lock of the session,
    /// as `lock: lease` in autogen.yaml does: behind a pooler of transactions, on a cluster.
    #[must_use]
    pub fn leased(self) -> Self {
        Self { books: Bookkeeping { leased: true, ..self.books }, ..self }
    }

    /// Waits so long for another run to end, and then fails; ten minutes unless it is said.
    #[must_use]
    pub fn lock_wait(self, lock_wait: Duration) -> Self {
        Self { lock_wait, ..self }
    }

    /// Who is recorded as having applied the revisions; the name of the host unless it is said.
    #[must_use]
    pub fn applied_by(self, by: impl Into<String>) -> Self {
        Self { by: by.into(), ..self }
    }

    /// Starts also on a database that is ahead of the application, as an old replica does while a
    /// new version is rolled out. Its revisions are left as they are.
    #[must_use]
    pub fn allow_unknown(self) -> Self {
        Self { unknown: Unknown::Allowed, ..self }
    }

    /// Applies no revision that nobody has approved with `autogen review`, or that was edited
    /// after, as `require_review: true` in autogen.yaml does, which [`Self::from_project`] knows.
    /// Revisions in the binary are held to the approvals that are in it with them.
    #[must_use]
    pub fn require_review(self) -> Self {
        Self { review: Some(RequireReview::All), ..self }
    }

    /// The same of revisions created on a day, as in `2026-11-21`, or later.
    ///
    /// # Errors
    ///
    /// Fails when the text is no day.
    pub fn require_review_since(self, day: &str) -> Result<Self, MigratorError> {
        let since = RequireReview::since(day);
        let since = since.ok_or_else(|| MigratorError::NoDay(day.to_owned()))?;
        Ok(Self { review: Some(since), ..self })
    }

    /// Runs also what drops tables and columns that hold data, as `--allow-data-loss` does. For
    /// one revision alone, `accept` in its revision.yaml says so with a reason.
    #[must_use]
    pub fn allow_data_loss(self) -> Self {
        Self { data_loss: true, ..self }
    }

    /// Runs also what keeps writers waiting while MySQL or MariaDB copies a table, as
    /// `--allow-blocking` does.
    #[must_use]
    pub fn allow_blocking(self) -> Self {
        Self { blocking: true, ..self }
    }

    /// Applies all revisions that the database has not.
    ///
    /// One connection is taken from the pool and used alone until the end; it goes back as it was.
    /// When the future is dropped before its end, the connection is closed and its transaction
    /// rolled back.
    ///
    /// # Errors
    ///
    /// See [`MigratorError`]; of a script that failed, [`RunError`] says what stays in the database.
    pub async fn up(&self, database: &DatabaseConnection) -> Result<Report, MigratorError> {
        self.go(database, "head").await
    }

    /// Goes to a place, up or down: `head`, `base`, a revision, `+1`, `-1`.
    ///
    /// # Errors
    ///
    /// As [`Self::up`], and when the text means no place or more than one.
    pub async fn go(
        &self,
        database: &DatabaseConnection,
        target: &str,
    ) -> Result<Report, MigratorError> {
        let (mut connection, history) = self.lend(database).await?;
        let result = self.run(&mut connection, &history, target).await;
        connection.give_back().await;
        result
    }

    async fn run(
        &self,
        connection: &mut Connection,
        history: &History<'_>,
        target: &str,
    ) -> Result<Report, MigratorError> {
        let rows = history.applied(connection).await.map_err(RunError::from)?;
        let applied = self.known(&rows)?;
        let server = connection.target;
        let mut trace = Trace::new(target);
        for edited in self.edited_among(&rows, server.dialect)? {
            trace.edited(&edited);
        }
        let graph = &self.folder.graph;
        let moves = graph.path(&applied, &place(graph, target, &applied)?);
        self.hold(connection, &moves).await?;
        let tasks = runner::tasks(&self.folder, &moves, &server, &self.terms(), Path::to_owned)?;
        for revision in tasks.iter().filter_map(|task| self.folder.get(&task.revision)) {
            let Target { dialect, version: found, .. } = server;
            let needed = revision.metadata.dialects.get(&dialect).copied();
            if let Some(needed) = needed.filter(|needed| found < *needed) {
                let revision = revision.id.clone();
                return Err(MigratorError::TooOld { revision, dialect, needed, found });
            }
        }
        let (options, span, never) = (self.options(), trace.span(), std::future::pending());
        let run = runner::run(connection, history, &tasks, &options, &mut trace, never);
        let ran = run.instrument(span).await;
        ran.inspect_err(|error| trace.failed(error)).map_err(MigratorError::from)
    }

    fn options(&self) -> Options {
        let Self { lock_wait, resume_at, by, .. } = self;
        Options { lock_wait: *lock_wait, resume_at: *resume_at, by: by.clone() }
    }

    /// What a run is held to: what the application says, else what autogen.yaml does.
    fn terms(&self) -> Terms {
        let project = self.project.as_ref();
        let of_project = project.map(|it| it.require_review().clone());
        let embedded = || match &self.module {
            Some(module) => format!("autogen --module {module}"),
            None => "autogen".to_owned(),
        };
        Terms {
            review: self.review.clone().or(of_project).unwrap_or_default(),
            command: project.map_or_else(embedded, Project::command),
            data_loss: self.data_loss,
            blocking: self.blocking || project.is_some_and(|it| !it.online()),
        }
    }

    /// The revisions that the database has not applied, in the order in which [`Self::up`] would.
    ///
    /// # Errors
    ///
    /// Fails when the database cannot be asked, or has revisions that the application has not.
    pub async fn pending(
        &self,
        database: &DatabaseConnection,
    ) -> Result<Vec<String>, MigratorError> {
        let (rows, _) = self.rows_of(database).await?;
        let applied = self.known(&rows)?;
        let order = self.folder.graph.order();
        Ok(order.filter(|id| !applied.contains(*id)).map(str::to_owned).collect())
    }

    /// The revisions that the database is at: the newest of those applied, one for each branch.
    ///
    /// # Errors
    ///
    /// As [`Self::pending`].
    pub async fn current(
        &self,
        database: &DatabaseConnection,
    ) -> Result<Vec<String>, MigratorError> {
        let (rows, _) = self.rows_of(database).await?;
        let applied = self.known(&rows)?;
        Ok(self.folder.graph.heads_of(&applied).into_iter().map(str::to_owned).collect())
    }

    /// The applied revisions whose script is no longer the one that ran, formatting and comments
    /// aside; [`Self::up`] warns of them. `autogen status` shows what was edited, and
    /// `autogen stamp REV --checksum` accepts it.
    ///
    /// # Errors
    ///
    /// Fails when the database cannot be asked, or a script cannot be read.
    pub async fn edited(
        &self,
        database: &DatabaseConnection,
    ) -> Result<Vec<String>, MigratorError> {
        let (rows, name) = self.rows_of(database).await?;
        self.edited_among(&rows, name)
    }

    fn edited_among(
        &self,
        rows: &[Applied],
        name: DialectName,
    ) -> Result<Vec<String>, MigratorError> {
        let sum = |it: &Revision| self.folder.up_checksum(it, name);
        let edited: Result<Vec<Edited>, ProjectError> = self.folder.edited(rows, name, sum);
        Ok(edited?.into_iter().map(|it| it.revision).collect())
    }

    /// A connection of the application's pool, and the version table there.
    async fn lend(
        &self,
        database: &DatabaseConnection,
    ) -> Result<(Connection, History<'static>), MigratorError> {
        let mut connection = Connection::lent(database).await?;
        if let Err(error) = self.may_touch(&mut connection).await {
            connection.give_back().await;
            return Err(error);
        }
        let written_for = self.folder.revisions.iter().flat_map(|it| it.metadata.dialects.keys());
        let flavour = connection.target.flavour;
        if let Some(name) = written_for.copied().find(|name| name.suits(flavour)) {
            connection.target.dialect = name;
        }
        let history = self.books.history(connection.target.dialect, &self.folder)?;
        Ok((connection, history))
    }

    /// The rows of the version table, and the dialect of the database.
    async fn rows_of(
        &self,
        database: &DatabaseConnection,
    ) -> Result<(Vec<Applied>, DialectName), MigratorError> {
        let (mut connection, history) = self.lend(database).await?;
        let name = connection.target.dialect;
        let rows = history.applied(&mut connection).await;
        connection.give_back().await;
        Ok((rows.map_err(RunError::from)?, name))
    }

    /// The applied revisions that the application has.
    fn known(&self, rows: &[Applied]) -> Result<BTreeSet<String>, MigratorError> {
        let applied = rows.iter().map(|row| row.revision.clone());
        let (known, unknown): (BTreeSet<String>, BTreeSet<String>) =
            applied.partition(|id| self.folder.get(id).is_some());
        match self.unknown {
            Unknown::Refused if !unknown.is_empty() => {
                Err(MigratorError::Unknown(unknown.into_iter().collect()))
            }
            Unknown::Refused | Unknown::Allowed => Ok(known),
        }
    }
}

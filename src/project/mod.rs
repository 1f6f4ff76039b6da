//! A project on disk: autogen.yaml, the revisions' folder and the snapshot.

mod config;
mod databases;
mod edited;
mod folder;
mod modules;
mod record;
mod review;
mod tenants;
mod variables;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use config::{
    Config, Create, Hook, HookPoint, Hooks, Ignore, Lint, Lock, RequireReview, Tenants,
    VersionTable,
};
pub use edited::Edited;
pub use folder::{Cache, Direction, METADATA, Recorded, RevisionFolder, ScriptText};
pub use modules::{CORE, MODULE_VARIABLE, nearest};
pub use record::Bookkeeping;
pub use review::{ReviewError, Wanted};
pub use tenants::{TENANT_VARIABLE, Tenant, TenantError, TenantSource};
pub use variables::{ExpandError, Variables};

use crate::database::{ConnectError, CreateError, DatabaseError};
use crate::entity::Options;
use crate::lint::Settings;
use crate::revision::{FoldError, GraphError, IdStyle, YamlError, yaml};
use crate::target::{DialectName, Target, Version};

/// The name of the configuration file.
pub const FILE: &str = "autogen.yaml";

/// A project: its configuration and where its files are.
#[derive(Clone, Debug)]
pub struct Project {
    file: PathBuf,
    root: PathBuf,
    text: String,
    /// What holds for the module that the project is seen as.
    config: Config,
    member: modules::Member,
    whole: Arc<modules::Whole>,
    variables: Variables,
}

impl Project {
    /// Finds autogen.yaml in `start` or above it, or takes the file that was named, and reads it
    /// after the nearest `.env`. Relative paths in it are relative to its folder.
    ///
    /// # Errors
    ///
    /// Fails when there is no such file, or when it is malformed or asks for what this version
    /// does not do.
    pub fn find(start: &Path, config: Option<&Path>) -> Result<Self, ProjectError> {
        let start = &std::path::absolute(start)
            .map_err(|error| ProjectError::Read { path: start.to_owned(), error })?;
        let file = match config.map(|named| start.join(named)) {
            Some(folder) if folder.is_dir() => folder.join(FILE),
            Some(file) => file,
            None => (start.ancestors().map(|folder| folder.join(FILE)))
                .find(|path| path.is_file())
                .ok_or_else(|| ProjectError::NoProject { start: start.to_owned() })?,
        };
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let text = read_text(&file)?;
        let variables = Variables::load(start, &root)?;
        let read = yaml::read::<Option<Config>>(&text);
        let config = read.map_err(|error| malformed(&file, error))?.unwrap_or_default();
        let project = Self::seen_whole(file, root, text, config, variables)?;
        project.check()?;
        project.check_modules()?;
        Ok(project)
    }

    /// What stands for a project where there is none: nothing is configured, and variables are
    /// those of the environment and of a `.env` in the folder.
    pub fn none(start: &Path) -> Result<Self, ProjectError> {
        let start = std::path::absolute(start)
            .map_err(|error| ProjectError::Read { path: start.to_owned(), error })?;
        let variables = Variables::load(&start, &start)?;
        Self::seen_whole(start.join(FILE), start, String::new(), Config::default(), variables)
    }

    fn check(&self) -> Result<(), ProjectError> {
        for (name, version) in &self.config.dialects.0 {
            let floor = Target::floor(*name).version;
            if version.is_some_and(|version| version < floor) {
                let reason = format!("scripts for {name} are written for {floor} at the least");
                return Err(self.error_at("dialects", reason));
            }
        }
        let both = [DialectName::Mysql, DialectName::Mariadb];
        if both.iter().all(|name| self.config.dialects.0.iter().any(|(it, _)| it == name)) {
            let reason = "take mysql for scripts that MySQL and MariaDB share, or mariadb for \
                          what only it has, but not both";
            return Err(self.error_at("dialects", reason.to_owned()));
        }
        Ok(())
    }

    /// The folder of autogen.yaml.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of autogen.yaml.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The command line as it is typed in this project.
    pub fn command(&self) -> String {
        let program = match self.file.file_name() {
            Some(name) if name != FILE => format!("autogen -c {}", name.to_string_lossy()),
            _ => "autogen".to_owned(),
        };
        match self.module().filter(|_| self.has_modules()) {
            Some(module) => format!("{program} --module {module}"),
            None => program,
        }
    }

    pub fn variables(&self) -> &Variables {
        &self.variables
    }

    /// The URL of the database: that of the command line, else of the variable `DATABASE_URL`,
    /// else of autogen.yaml.
    pub fn database_url(&self, of_command: Option<&str>) -> Result<String, ProjectError> {
        let given = of_command.map(str::to_owned).or_else(|| self.variables.get("DATABASE_URL"));
        match (given, &self.config.database_url) {
            (Some(url), _) => Ok(url),
            (None, Some(url)) => {
                let url = self.with_module("database_url", url, false)?;
                self.expand("database_url", &url)
            }
            (None, None) => Err(ProjectError::NoUrl { path: self.file.clone() }),
        }
    }

    /// The folders and files of the entities.
    pub fn models(&self) -> Result<Vec<PathBuf>, ProjectError> {
        if let (true, Some(name)) = (self.config.models.0.is_empty(), self.listed_module()) {
            let reason = format!(
                "module `{name}` has no `models`; each module names the folder of its own entity files"
            );
            return Err(self.error_at_module(name, reason));
        }
        if self.config.models.0.is_empty() {
            let reason = "`models` is missing; it names the folder of the entity files, as in \
                          `models: models/src`";
            let (path, reason) = (self.file.clone(), reason.to_owned());
            return Err(ProjectError::Malformed { path, place: None, reason });
        }
        self.paths("models", &self.config.models.0)
    }

    /// The folders that are read to resolve types only.
    pub fn reads(&self) -> Result<Vec<PathBuf>, ProjectError> {
        self.paths("reads", &self.config.reads.0)
    }

    /// What the reading of entities is told.
    pub fn entity_options(&self) -> Result<Options, ProjectError> {
        let types = self.config.types.iter();
        let types = types.map(|(name, ty)| Ok((name.clone(), self.expand("types", ty)?)));
        let features = self.texts("features", &self.config.features.0)?;
        Ok(Options {
            types: types.collect::<Result<BTreeMap<_, _>, ProjectError>>()?,
            external: self.config.external.clone(),
            features: features.into_iter().collect::<BTreeSet<_>>(),
            ignore: self.texts("ignore", &self.config.ignore.entities)?,
            ignore_tables: self.texts("ignore", &self.config.ignore.tables)?,
        })
    }

    /// What is hidden on every side.
    pub fn ignore(&self) -> Result<Ignore, ProjectError> {
        let Ignore { tables, indexes, entities } = &self.config.ignore;
        Ok(Ignore {
            tables: self.texts("ignore", tables)?,
            indexes: self.texts("ignore", indexes)?,
            entities: self.texts("ignore", entities)?,
        })
    }

    /// Which revisions need an approval.
    pub fn require_review(&self) -> &RequireReview {
        &self.config.require_review
    }

    /// The servers on which databases to try scripts in are made, by dialect.
    pub fn scratch(&self) -> Result<BTreeMap<DialectName, String>, ProjectError> {
        let urls = self.config.scratch.iter();
        urls.map(|(name, url)| Ok((*name, self.expand("scratch", url)?))).collect()
    }

    /// Which hazards lint tells.
    pub fn lint(&self) -> Result<Settings, ProjectError> {
        let Lint { ignore, advice } = &self.config.lint;
        Ok(Settings { ignore: self.texts("lint", ignore)?, ask: self.texts("lint", advice)? })
    }

    /// The commands to run at a point.
    pub fn hooks(&self, point: HookPoint) -> Result<Vec<Hook>, ProjectError> {
        let Hooks { after_revision, before_upgrade, after_upgrade } = &self.config.hooks;
        let listed = match point {
            HookPoint::AfterRevision => after_revision,
            HookPoint::BeforeUpgrade => before_upgrade,
            HookPoint::AfterUpgrade => after_upgrade,
        };
        let hook =
            |told: &String| Ok(Hook { told: told.clone(), command: self.expand("hooks", told)? });
        listed.0.iter().map(hook).collect()
    }

    /// Schemas that are looked at beyond those that models name.
    pub fn schemas(&self) -> Result<Vec<String>, ProjectError> {
        self.texts("schemas", &self.config.schemas.0)
    }

    /// What scripts are written for, as `dialects` lists it; nothing when it is not said, which
    /// means the connection's own dialect.
    pub fn targets(&self) -> Vec<Target> {
        let raised = |(name, version): &(DialectName, Option<Version>)| {
            let floor = Target::floor(*name);
            Target { version: version.unwrap_or(floor.version), ..floor }
        };
        self.config.dialects.0.iter().map(raised).collect()
    }

    /// Whether scripts are written for tables that are in use.
    pub fn online(&self) -> bool {
        self.config.online.unwrap_or(true)
    }

    /// The table of applied revisions.
    pub fn version_table(&self) -> Result<VersionTable, ProjectError> {
        let usual = VersionTable::named("autogen_version");
        let VersionTable { table, revision, applied_at } =
            self.config.version_table.as_ref().unwrap_or(&usual);
        let expand = |text: &str| self.expand("version_table", text);
        Ok(VersionTable {
            table: expand(&self.version_table_of_module(table)?)?,
            revision: expand(revision)?,
            applied_at: expand(applied_at)?,
        })
    }

    pub fn id_style(&self) -> IdStyle {
        self.config.revision_id
    }

    /// How long a runner waits for others.
    pub fn lock_wait(&self) -> Duration {
        self.config.lock_wait.map_or(Duration::from_secs(600), |config::Wait(span)| span)
    }

    /// Whether runners keep each other out by a lease.
    pub fn leases(&self) -> bool {
        self.config.lock == Lock::Lease
    }

    /// The revisions' folder.
    pub fn migrations(&self) -> Result<PathBuf, ProjectError> {
        let folder = self.config.migrations.as_deref().unwrap_or("migrations");
        let folder = self.folder_of_module("migrations", folder)?;
        Ok(self.root.join(self.expand("migrations", &folder)?))
    }

    /// The snapshot's file.
    pub fn snapshot_path(&self) -> Result<PathBuf, ProjectError> {
        let folder = self.config.snapshots.as_deref().unwrap_or("snapshots");
        let folder = self.with_module("snapshots", folder, true)?;
        let file = format!("{}.yaml", self.listed_module().unwrap_or("schema"));
        Ok(self.root.join(self.expand("snapshots", &folder)?).join(file))
    }

    /// A path as people know it: relative to the folder of autogen.yaml where it lies in it.
    pub fn shown<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    fn paths(&self, key: &str, texts: &[String]) -> Result<Vec<PathBuf>, ProjectError> {
        let texts = texts.iter().map(|text| self.with_module(key, text, true));
        let texts = self.texts(key, &texts.collect::<Result<Vec<_>, _>>()?)?;
        Ok(texts.into_iter().map(|text| self.root.join(text)).collect())
    }

    fn texts(&self, key: &str, texts: &[String]) -> Result<Vec<String>, ProjectError> {
        texts.iter().map(|text| self.expand(key, text)).collect()
    }

    fn expand(&self, key: &str, text: &str) -> Result<String, ProjectError> {
        let expanded = self.variables.expand(text);
        expanded.map_err(|error| self.error_at(key, format!("`{key}`: {error}")))
    }

    /// An error about a key of the top level.
    fn error_at(&self, key: &str, reason: String) -> ProjectError {
        let key = format!("{key}:");
        let line = self.text.lines().position(|line| line.starts_with(&key));
        let path = self.file.clone();
        ProjectError::Malformed { path, place: line.map(|line| (line + 1, 1)), reason }
    }
}

/// A project that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    #[error(
        "there is no {FILE} in {} or above it; `autogen init` makes one, and `-c` names another",
        start.display()
    )]
    NoProject { start: PathBuf },
    #[error("{} cannot be read: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("{} is not a text in UTF-8", path.display())]
    NotUtf8 { path: PathBuf },
    #[error("{} cannot be written: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error("{}{}: {reason}", path.display(), shown(place))]
    Malformed { path: PathBuf, place: Option<(usize, usize)>, reason: String },
    #[error(
        "there is no database URL; give --database-url, set DATABASE_URL, or write `database_url` \
         in {}",
        path.display()
    )]
    NoUrl { path: PathBuf },
    #[error("there is no module `{name}`{}", modules::there_are(nearest, known))]
    UnknownModule { name: String, nearest: Vec<String>, known: Vec<String> },
    #[error(
        "which module? {} has {}: give --module NAME or --module all, set {MODULE_VARIABLE}, or write `module: NAME` in it",
        path.display(),
        known.join(", ")
    )]
    ChooseModule { path: PathBuf, known: Vec<String> },
    #[error("`{0}` cannot be the name of a version table")]
    VersionTable(String),
    #[error(transparent)]
    Tenant(#[from] TenantError),
    #[error(
        "{TENANT_VARIABLE} environment variable must be set\nEvery tenant has a database of its own here: `export {TENANT_VARIABLE}=NAME`, or name the tenant"
    )]
    WhichTenant,
    #[error(
        "there is no tenant `{tenant}`{}\nAdd it to `tenants` in {}, or run `autogen upgrade --create` to create its database all the same",
        tenants::near(nearest, *known),
        path.display()
    )]
    UnknownTenant { tenant: String, nearest: Vec<String>, known: usize, path: PathBuf },
    #[error("the `query` of `tenants` on {url} failed: {error}")]
    TenantQuery { url: String, error: String },
    #[error(
        "the database {url} of tenant `{tenant}` does not exist, and `create: never` in `tenants` leaves it to others to create it; `autogen upgrade --create` does it all the same"
    )]
    NotToBeCreated { url: String, tenant: String },
    #[error(
        "{core} is the core database (`core_database` in {}), and {who} has its own: nothing was done",
        path.display()
    )]
    CoreDatabase { core: String, who: String, path: PathBuf },
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Create(#[from] CreateError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("{}: {error}", folder.display())]
    Graph { folder: PathBuf, error: GraphError },
    #[error("{}: {error}", folder.display())]
    Fold { folder: PathBuf, error: Box<FoldError> },
    #[error("{} is there already; give another message or --rev-id", path.display())]
    RevisionExists { path: PathBuf },
    #[error("{} is not a name for a revision: {reason}", path.display())]
    BadRevisionName { path: PathBuf, reason: &'static str },
    #[error(
        "revision `{revision}` has no script for {dialect}; `autogen render --dialect {dialect}` \
         writes what is missing"
    )]
    NotRendered { revision: String, dialect: DialectName },
}

fn shown(place: &Option<(usize, usize)>) -> String {
    place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default()
}

fn malformed(path: &Path, YamlError { place, reason }: YamlError) -> ProjectError {
    ProjectError::Malformed { path: path.to_owned(), place, reason }
}

fn read_text(path: &Path) -> Result<String, ProjectError> {
    let bytes =
        std::fs::read(path).map_err(|error| ProjectError::Read { path: path.to_owned(), error })?;
    String::from_utf8(bytes).map_err(|_| ProjectError::NotUtf8 { path: path.to_owned() })
}

//! What every command starts with: the project, its revisions and models, and the database.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::args::Global;
use super::failure::Failure;
use super::live::{Answers, Live};
use super::modules::Claims;
use super::terminal;
use crate::database::{Connection, Missing};
use crate::dialect::{Reflection, Refusal, Scope, dialect};
use crate::entity::Pattern;
use crate::history::{History, is_bookkeeping};
use crate::ops::{self, Change, Operation, TableChange, yaml::from_yaml};
use crate::plan::PlanError;
use crate::project::{Cache, Direction, Project, ProjectError, RevisionFolder, TENANT_VARIABLE};
use crate::revision::{Revision, TargetError, schema_at};
use crate::runner::{self, Terms};
use crate::schema::*;
use crate::target::{DialectName, Target};
use crate::three_way::unowned;
use crate::url::DatabaseUrl;

/// A project, and what the command line says of it.
pub struct Context {
    pub project: Project,
    pub folder: RevisionFolder,
    pub(super) url: Option<String>,
    /// The tenant, in the words of the command line or of the environment.
    pub(super) tenant: Option<String>,
    /// What the modules beside this one claim, once it has been asked for.
    pub(super) claims: OnceLock<Claims>,
    /// What servers said to questions of comparisons.
    pub(super) answers: Answers,
    /// The checksums of scripts, none where there is no script or it cannot be read as one.
    checksums: Mutex<HashMap<(String, DialectName), Option<String>>>,
    /// The other modules, each once it has been asked for.
    pub(super) modules: OnceLock<BTreeMap<String, OnceLock<Result<Context, String>>>>,
    /// The tables of all revisions, once they have been asked for.
    pub(super) tables_ever: OnceLock<BTreeSet<QualifiedName>>,
    /// The tables that the models declare, once they are read.
    pub(super) declared_tables: OnceLock<BTreeSet<QualifiedName>>,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    /// What the revisions lead to, once it has been asked for: a command sees one state of them.
    recorded: OnceLock<Schema>,
    /// The tables that the models say to ignore, once they are read.
    pub(super) ignored: OnceLock<BTreeSet<QualifiedName>>,
}

impl Context {
    pub fn open(global: &Global) -> Result<Self, Failure> {
        let start = std::env::current_dir()
            .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
        let project = Project::find(&start, global.config.as_deref())?;
        let project = project.select(global.module.as_deref())?;
        let folder = project.revisions()?;
        Ok(Self::new(global, project, folder))
    }

    /// The same for what can do without a project, which there need not be: an empty one stands
    /// for it.
    pub fn open_anywhere(global: &Global) -> Result<Self, Failure> {
        let start = std::env::current_dir()
            .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
        match Project::find(&start, global.config.as_deref()) {
            Err(ProjectError::NoProject { .. }) => {
                let project = Project::none(&start)?;
                let context = Self::new(global, project, RevisionFolder::default());
                context.recorded.get_or_init(Schema::default);
                Ok(context)
            }
            _ => Self::open(global),
        }
    }

    fn new(global: &Global, project: Project, folder: RevisionFolder) -> Self {
        let url = global.database_url.clone();
        let tenant = global.tenant.clone().or_else(|| project.variables().get(TENANT_VARIABLE));
        let Global { quiet, verbose, .. } = *global;
        Self { url, tenant, quiet, verbose, ..Self::of(project, folder) }
    }

    pub(super) fn of(project: Project, folder: RevisionFolder) -> Self {
        Self {
            project,
            folder,
            url: None,
            tenant: None,
            claims: OnceLock::new(),
            modules: OnceLock::new(),
            answers: Answers::default(),
            checksums: Mutex::default(),
            declared_tables: OnceLock::new(),
            tables_ever: OnceLock::new(),
            quiet: false,
            verbose: false,
            recorded: OnceLock::new(),
            ignored: OnceLock::new(),
        }
    }

    /// Brings the snapshot up to date with revisions that were just written. Of branches that are
    /// still apart there is no common state.
    pub fn refresh(global: &Global) -> Result<(), Failure> {
        let context = Self::open(global)?;
        if context.folder.graph.heads().len() < 2 {
            context.recorded()?;
        }
        Ok(())
    }

    /// The one head, none without revisions.
    pub fn head(&self) -> Result<Option<String>, Failure> {
        match self.folder.graph.heads()[..] {
            [] => Ok(None),
            [only] => Ok(Some(only.to_owned())),
            ref heads => {
                Err(TargetError::ManyHeads(heads.iter().map(|it| it.to_string()).collect()).into())
            }
        }
    }

    pub fn heads(&self) -> Vec<String> {
        self.folder.graph.heads().into_iter().map(str::to_owned).collect()
    }

    /// Who is at work, for the version table.
    pub fn user(&self) -> String {
        let user = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|it| std::env::var(it).ok());
        user.unwrap_or_else(|| "unknown".to_owned())
    }

    /// What to do about a difference that a hand-written revision may explain.
    pub fn hand_written_hint(&self, applied: &BTreeSet<String>) -> Option<String> {
        let unknown: Vec<String> = self
            .folder
            .in_order()
            .filter(|it| it.metadata.changes.is_none() && applied.contains(&it.id))
            .map(|it| format!("`autogen snapshot --rebuild {}`", it.id))
            .collect();
        (!unknown.is_empty())
            .then(|| format!("if SQL by hand did this, record it with {}", unknown.join(", ")))
    }

    /// The schema that all revisions lead to, from the snapshot where that is up to date.
    pub fn recorded(&self) -> Result<&Schema, Failure> {
        if let Some(known) = self.recorded.get() {
            return Ok(known);
        }
        let recorded = self.project.recorded(&self.folder)?;
        if let Cache::Stale(error) = recorded.cache {
            terminal::warn(&format!("the snapshot could not be brought up to date: {error}"));
        }
        Ok(self.recorded.get_or_init(|| recorded.schema))
    }

    /// The schema at revisions; that of all revisions comes from the snapshot.
    pub fn schema_at(&self, ids: &[String]) -> Result<Cow<'_, Schema>, Failure> {
        if self.folder.graph.ancestors(ids).len() == self.folder.graph.len() {
            return Ok(Cow::Borrowed(self.recorded()?));
        }
        Ok(Cow::Owned(self.folder.schema_at(ids)?))
    }

    /// What to write scripts for: the dialects that are listed, or else the connection's own.
    pub fn targets(&self, live: Option<Target>) -> Result<Vec<Target>, Failure> {
        let listed = self.project.targets();
        if !listed.is_empty() {
            return Ok(listed);
        }
        let name = match live {
            Some(target) => target.dialect,
            None => self.dialect_of_url()?,
        };
        Ok(vec![Target::floor(name)])
    }

    /// The dialect that the database's URL speaks.
    pub fn dialect_of_url(&self) -> Result<DialectName, Failure> {
        let listed = self.project.targets();
        let url = match self.project.tenants() {
            Some(_) if self.url.is_none() => self.project.any_tenant_url().map_err(Failure::from),
            _ => self.database_url(),
        };
        let url = match (url, &listed[..]) {
            (Err(_), [only]) => return Ok(only.dialect),
            (url, _) => url?,
        };
        let speaks = listed.iter().map(|it| it.dialect).find(|it| url.may_take(*it));
        Ok(speaks.unwrap_or_else(|| DialectName::of(url.flavour)))
    }

    /// The changes that mean something to one of the targets. A comment on SQLite, and whatever
    /// else no configured dialect has SQL for, is not recorded.
    pub fn effective(
        &self,
        before: &Schema,
        changes: Vec<Operation>,
        targets: &[Target],
    ) -> Result<Vec<Operation>, Failure> {
        let mut kept = Vec::with_capacity(changes.len());
        let mut schema = before.clone();
        let mut reason = false;
        for change in changes {
            let whole = matches!(
                change,
                Operation::Table(_, TableChange::Create(_) | TableChange::Drop(_))
            );
            let owns = matches!(change, Operation::Own { .. });
            // A type is recorded with the columns that have it, for dialects to come.
            let enums = matches!(change, Operation::Enum(..));
            // Rows hold its values, also where the database knows no types of them.
            let revalues = match &change {
                Operation::EnumValue { name, .. } | Operation::Enum(name, Change::Alter { .. }) => {
                    holds(&schema, name)
                }
                _ => false,
            };
            let (mut matters, mut adopts) = (whole || revalues, change.takes_over() || enums);
            if !matters && !owns {
                // What a change means to a server depends on what stands around it alone.
                let before = around(&schema, &change);
                let mut after = before.clone();
                ops::apply(&change, &mut after)?;
                for target in targets {
                    let canonical = |schema| dialect(target.dialect).canonical(schema, target);
                    match (canonical(&before), canonical(&after)) {
                        (Ok(a), Ok(b)) => {
                            adopts |= a != b;
                            matters |= unowned(a).sorted() != unowned(b).sorted();
                        }
                        // What a target cannot hold is for the plan to refuse.
                        _ => matters = true,
                    }
                }
            }
            if matters || adopts {
                reason |= matters;
                ops::apply(&change, &mut schema)?;
                kept.push(change);
            }
        }
        // A model that declares what a script made is never by itself a reason for a revision.
        if !reason {
            kept.clear();
        }
        Ok(kept)
    }

    /// Where the database is: that of the tenant, where each has one.
    pub fn database_url(&self) -> Result<DatabaseUrl, Failure> {
        let url = match (&self.url, self.project.tenants()) {
            (None, Some(_)) => self.project.tenant_url(&self.tenant()?)?,
            (given, tenants) => {
                if tenants.is_some() {
                    self.tenant()?;
                }
                let text = self.project.database_url(given.as_deref())?;
                // What is typed is relative to where it is typed, everything else to the project.
                let here = PathBuf::new();
                let folder = if given.is_some() { here.as_path() } else { self.project.root() };
                DatabaseUrl::parse(&text, folder)?
            }
        };
        self.project.keep_off_core(&url)?;
        Ok(url)
    }

    /// The checksum of a revision's up script for a dialect, if there is one; each is read once.
    pub(super) fn checksum_of(
        &self,
        revision: &Revision,
        name: DialectName,
    ) -> Result<Option<String>, Failure> {
        let lock = || self.checksums.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (revision.id.clone(), name);
        if let Some(known) = lock().get(&key) {
            return Ok(known.clone());
        }
        let sum = self.folder.up_checksum(revision, name)?;
        lock().insert(key, sum.clone());
        Ok(sum)
    }

    pub async fn connect(&self, missing: Missing) -> Result<Live, Failure> {
        let url = self.database_url()?;
        if self.project.tenants().is_none() {
            return self.open_database(&url, missing).await;
        }
        let live = self.connect_if_there().await?;
        live.ok_or_else(|| Failure::refused(self.absent(&url)))
    }

    pub async fn connect_to(&self, url: &str, missing: Missing) -> Result<Live, Failure> {
        let url = DatabaseUrl::parse(url, Path::new(""))?;
        self.project.keep_off_core(&url)?;
        self.open_database(&url, missing).await
    }

    pub(super) async fn open_database(
        &self,
        url: &DatabaseUrl,
        missing: Missing,
    ) -> Result<Live, Failure> {
        if !self.quiet {
            terminal::note(&format!("database: {url}"));
        }
        self.met(Connection::open(url, missing).await?).await
    }

    /// A connection whose server takes the project's scripts.
    pub(super) async fn met(&self, mut connection: Connection) -> Result<Live, Failure> {
        self.project.keep_off_core_here(&mut connection).await?;
        let listed = self.project.targets();
        if let Some(target) = listed.iter().find(|it| it.dialect.suits(connection.target.flavour)) {
            if connection.target.version < target.version {
                return Err(Failure::refused(format!(
                    "the server is {} {}, and scripts for {} are written for {} or newer",
                    connection.target.dialect,
                    connection.target.version,
                    target.dialect,
                    target.version
                )));
            }
            connection.target.dialect = target.dialect;
        }
        if self.verbose {
            let Target { flavour, version, .. } = connection.target;
            terminal::note(&format!("server: {flavour:?} {version}"));
        }
        let history = self.history(connection.target.dialect)?;
        if self.verbose {
            terminal::note(&format!("version table: {}", history.table.name));
        }
        Ok(Live { connection, history })
    }

    pub fn history(&self, name: DialectName) -> Result<History<'static>, Failure> {
        Ok(self.project.bookkeeping()?.history(name, &self.folder)?)
    }

    /// The operations of a revision that is applied to `before`.
    pub fn changes_of(
        &self,
        revision: &Revision,
        before: &Schema,
    ) -> Result<Vec<Operation>, Failure> {
        let mut schema = before.clone();
        let mut operations = Vec::new();
        let items = revision.metadata.changes.as_ref().map(|it| it.items()).transpose();
        let items = items.map_err(|error| Failure::refused(format!("{}: {error}", revision.id)))?;
        for item in items.unwrap_or_default() {
            let operation = from_yaml(&item.value, &schema)?;
            ops::apply(&operation, &mut schema)?;
            operations.push(operation);
        }
        Ok(operations)
    }

    /// The scripts of a revision by the names of their files.
    pub fn scripts_of(&self, revision: &Revision) -> Result<Vec<(String, String)>, Failure> {
        let mut scripts = Vec::new();
        let listed: Vec<DialectName> = revision.metadata.dialects.keys().copied().collect();
        let dialects = if listed.is_empty() { vec![self.dialect_of_url()?] } else { listed };
        for name in dialects {
            for direction in [Direction::Up, Direction::Down] {
                if let Some(script) = self.folder.script(revision, name, direction)? {
                    let file = script.path.file_name().unwrap_or_default();
                    scripts.push((file.to_string_lossy().into_owned(), script.text));
                }
            }
        }
        Ok(scripts)
    }

    /// The schema that a revision is applied to.
    pub fn schema_before(&self, revision: &Revision) -> Result<Schema, Failure> {
        let parents = self.folder.graph.ancestors(&revision.metadata.revises);
        Ok(schema_at(self.folder.in_order().filter(|it| parents.contains(&it.id)))?)
    }

    /// The tasks of a run, each with its script read and checked.
    pub fn tasks(
        &self,
        moves: &[crate::revision::Move],
        target: Target,
    ) -> Result<Vec<runner::Task>, Failure> {
        self.tasks_under(&Terms::default(), moves, target)
    }

    /// The same of a run that is held to what it may do.
    pub fn tasks_under(
        &self,
        terms: &Terms,
        moves: &[crate::revision::Move],
        target: Target,
    ) -> Result<Vec<runner::Task>, Failure> {
        let shown = |path: &Path| self.project.shown(path).to_owned();
        runner::tasks(&self.folder, moves, &target, terms, shown).map_err(|error| match error {
            runner::TaskError::Refused(found) => self.refused(found, target.dialect),
            error => error.into(),
        })
    }

    /// A schema without what is ignored, on every side: by autogen.yaml, and once the models are
    /// read also by them.
    pub fn hide(&self, schema: Schema) -> Result<Schema, Failure> {
        self.without(schema, self.hidden_tables()?)
    }

    fn without(
        &self,
        mut schema: Schema,
        tables: impl Fn(&QualifiedName) -> bool,
    ) -> Result<Schema, Failure> {
        let ignore = self.project.ignore()?;
        let used = |hidden: bool| -> BTreeSet<QualifiedName> {
            let tables = schema.tables.iter().filter(|(name, _)| tables(name) == hidden);
            let columns = tables.flat_map(|(_, table)| &table.columns);
            columns.filter_map(|column| column.ty.enum_name()).cloned().collect()
        };
        // The types of a hidden table are hidden with it.
        let types: BTreeSet<_> = &used(true) - &used(false);
        schema.enums.retain(|name, _| !types.contains(name));
        schema.tables.retain(|name, _| !tables(name));
        for table in schema.tables.values_mut() {
            table.indexes.retain(|it| !matches(&ignore.indexes, &it.key()));
        }
        Ok(schema)
    }

    /// What a database holds, without what is ignored and without what is another module's.
    pub fn visible(&self, mut reflection: Reflection) -> Result<Reflection, Failure> {
        let ignored = self.hidden_tables()?;
        let foreign = self.foreign_tables(&reflection)?;
        let hidden = |table: &QualifiedName| ignored(table) || foreign.contains(table);
        reflection.unmanaged.retain(|it| !it.table.as_ref().is_some_and(hidden));
        reflection.schema = self.without(reflection.schema, hidden)?;
        Ok(reflection)
    }

    fn hidden_tables(&self) -> Result<impl Fn(&QualifiedName) -> bool, Failure> {
        let version_table = self.project.version_table()?.table;
        let patterns = self.project.ignore()?.tables;
        let of_models = self.ignored.get().cloned().unwrap_or_default();
        Ok(move |table: &QualifiedName| {
            is_bookkeeping(&table.name, &version_table)
                || matches(&patterns, &table.name)
                || matches(&patterns, &table.to_string())
                || of_models.contains(table)
        })
    }

    /// The schemas that are looked at: those of the models, the revisions and autogen.yaml.
    pub(super) fn scope(&self) -> Result<Scope, Failure> {
        let mut schemas: BTreeSet<String> = self.project.schemas()?.into_iter().collect();
        for head in self.folder.graph.heads() {
            let recorded = self.schema_at(&[head.to_owned()])?;
            schemas.extend(recorded.tables.keys().filter_map(|name| name.schema.clone()));
        }
        Ok(Scope { schemas: schemas.into_iter().collect(), all: false })
    }

    pub fn shown(&self, path: &Path) -> String {
        self.project.shown(path).display().to_string()
    }

    /// What a database cannot hold, as an error.
    pub fn refused(&self, refusals: Vec<Refusal>, name: DialectName) -> Failure {
        let mut message = format!("{name} cannot hold or do this:");
        for refusal in refusals {
            message.push_str(&format!("\n  {refusal}"));
            if let Some(help) = refusal.help {
                message.push_str(&format!("\n    {help}"));
            }
        }
        Failure::refused(message)
    }

    pub fn plan_failure(&self, error: PlanError, name: DialectName) -> Failure {
        match error {
            PlanError::Refused(refusals) => self.refused(refusals, name),
            PlanError::Misfit(error) => error.into(),
        }
    }
}

pub(super) fn matches(patterns: &[String], name: &str) -> bool {
    patterns.iter().any(|pattern| Pattern::new(pattern).matches(name))
}

/// The part of a schema that decides what a change to it means.
fn around(schema: &Schema, change: &Operation) -> Schema {
    let own = match change {
        Operation::Column(it) => &it.table,
        Operation::Table(table, TableChange::Comment { .. })
        | Operation::PrimaryKey(table, _)
        | Operation::Index(table, _)
        | Operation::ForeignKey(table, _)
        | Operation::Check(table, _) => table,
        // Enum types and new names reach everywhere.
        Operation::Enum(..)
        | Operation::EnumValue { .. }
        | Operation::Table(..)
        | Operation::Own { .. } => {
            return schema.clone();
        }
    };
    let keys = schema.tables.get(own).into_iter().flat_map(|table| &table.foreign_keys);
    let mut names: BTreeSet<&QualifiedName> = keys.map(|key| &key.references).collect();
    names.insert(own);
    if let Operation::ForeignKey(_, change) = change {
        names.extend(change.after().map(|key| &key.references));
    }
    let tables = names.into_iter().filter_map(|name| schema.tables.get_key_value(name));
    let tables = tables.map(|(name, table)| (name.clone(), table.clone())).collect();
    Schema { enums: schema.enums.clone(), tables }
}

/// Whether a column holds values of the enum type.
fn holds(schema: &Schema, name: &QualifiedName) -> bool {
    let mut columns = schema.tables.values().flat_map(|table| &table.columns);
    columns.any(|column| column.ty.enum_name() == Some(name))
}

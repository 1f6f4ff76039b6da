//! Modules: one autogen.yaml for several schemas, each with its own models, revisions, snapshot
//! and version table.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::config::Keys;
use super::variables::fill;
use super::{Config, Project, ProjectError, Variables, malformed};
use crate::entity::{Pattern, normal};
use crate::revision::yaml;

/// The module whose version table has no prefix, and which the top level of autogen.yaml is where
/// it has models of its own.
pub const CORE: &str = "core";

/// The variable that chooses a module.
pub const MODULE_VARIABLE: &str = "MIGRATION_MODULE_ID";

/// The module that a project is seen as.
#[derive(Clone, Debug, Default)]
pub(super) struct Member {
    name: Option<String>,
    /// The keys that it sets for itself; none for a module that is the top level.
    own: Option<BTreeSet<String>>,
}

/// What autogen.yaml says of all modules.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    config: Config,
    keys: Keys,
}

impl Project {
    /// The project as the top level of its autogen.yaml has it.
    pub(super) fn seen_whole(
        file: PathBuf,
        root: PathBuf,
        text: String,
        config: Config,
        variables: Variables,
    ) -> Result<Self, ProjectError> {
        let keys = match config.modules.is_empty() {
            true => Keys::default(),
            false => yaml::read(&text).map_err(|error| malformed(&file, error))?,
        };
        let whole = Arc::new(Whole { config: config.clone(), keys });
        Ok(Self { file, root, text, config, member: Member::default(), whole, variables })
    }

    /// The project as one module sees it: the one that is named, else that of the variable
    /// `MIGRATION_MODULE_ID`, else that of `module:` in autogen.yaml, else the only one or `core`.
    ///
    /// # Errors
    ///
    /// Fails when there is no such module, and when it is open which one is meant.
    pub fn select(&self, named: Option<&str>) -> Result<Self, ProjectError> {
        if let Some(name) = self.chosen_module(named)? {
            return self.of_module(&name);
        }
        match self.module_names()?.as_slice() {
            [] => Ok(self.clone()),
            [only] => self.of_module(only),
            names if names.iter().any(|name| name == CORE) => self.of_module(CORE),
            names => {
                Err(ProjectError::ChooseModule { path: self.file.clone(), known: names.to_vec() })
            }
        }
    }

    /// The name that is given on the command line, or by a variable, or by autogen.yaml.
    pub fn chosen_module(&self, named: Option<&str>) -> Result<Option<String>, ProjectError> {
        let said = named.map(str::to_owned).or_else(|| self.variables.get(MODULE_VARIABLE));
        match (said, &self.whole.config.module) {
            (Some(name), _) => Ok(Some(name)),
            (None, Some(name)) => self.expand("module", name).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The project as a module of that name sees it.
    pub fn of_module(&self, name: &str) -> Result<Self, ProjectError> {
        let known = self.module_names()?;
        if !known.iter().any(|it| it == name) {
            let nearest = nearest(name, &known);
            return Err(ProjectError::UnknownModule { name: name.to_owned(), nearest, known });
        }
        let whole = &self.whole.config;
        let name = Some(name.to_owned());
        let mut project = self.clone();
        match whole.modules.get(name.as_deref().unwrap_or_default()) {
            None => {
                project.config = whole.clone();
                project.member = Member { name, own: None };
            }
            Some(said) => {
                let own = self.whole.keys.of(name.as_deref().unwrap_or_default());
                let said = said.clone().unwrap_or_default();
                project.config = whole.inherited(&said, &own);
                project.member = Member { name, own: Some(own) };
            }
        }
        Ok(project)
    }

    /// The modules of the project by name, `core` first; none where there are no modules.
    pub fn module_names(&self) -> Result<Vec<String>, ProjectError> {
        let whole = &self.whole.config;
        if whole.modules.is_empty() {
            let only = whole.module.as_ref().map(|name| self.expand("module", name)).transpose()?;
            return Ok(only.into_iter().collect());
        }
        let has_models = !whole.models.0.is_empty() && !whole.is_template_of_models();
        let top = has_models && !whole.modules.contains_key(CORE);
        let mut names: Vec<String> = whole.modules.keys().cloned().collect();
        names.sort_by_key(|name| name != CORE);
        if top {
            names.insert(0, CORE.to_owned());
        }
        Ok(names)
    }

    /// The name of the module that the project is seen as.
    pub fn module(&self) -> Option<&str> {
        self.member.name.as_deref()
    }

    /// Whether autogen.yaml has several modules.
    pub fn has_modules(&self) -> bool {
        !self.whole.config.modules.is_empty()
    }

    pub fn is_core(&self) -> bool {
        self.module() == Some(CORE)
    }

    /// The same for one of `modules`, which sets names of its own.
    pub(super) fn listed_module(&self) -> Option<&str> {
        self.member.own.as_ref().and(self.module())
    }

    /// Whether a module says this itself, rather than to inherit it.
    pub(super) fn says_itself(&self, key: &str) -> bool {
        self.member.own.as_ref().is_some_and(|own| own.contains(key))
    }

    /// The other modules that keep their tables in the same database.
    ///
    /// # Errors
    ///
    /// None that [`Self::module_names`] has not.
    pub fn beside(&self) -> Result<Vec<Self>, ProjectError> {
        if self.whole.config.modules.is_empty() {
            return Ok(Vec::new());
        }
        let names = self.module_names()?;
        let others = names.iter().filter(|name| Some(name.as_str()) != self.module());
        let others = others.map(|name| self.of_module(name)).collect::<Result<Vec<_>, _>>()?;
        Ok(others.into_iter().filter(|other| self.shares_database(other)).collect())
    }

    /// The patterns of the tables that are the module's own; none says it by its models.
    pub fn tables(&self) -> Result<Vec<String>, ProjectError> {
        let texts = self.config.tables.0.iter();
        let texts = texts.map(|text| self.with_module("tables", text, true));
        self.texts("tables", &texts.collect::<Result<Vec<_>, _>>()?)
    }

    /// What autogen.yaml says of the core's database, by name or URL.
    pub fn core_database(&self) -> Result<Option<String>, ProjectError> {
        let said = self.whole.config.core_database.as_ref();
        said.map(|text| self.expand("core_database", text)).transpose()
    }

    /// Whether the module has a database of its own, so that the core's is none of its business.
    /// One that inherits the top level's URL shares that database.
    pub fn has_own_database(&self) -> bool {
        let inherits = self.member.own.is_some() && !self.says_itself("database_url");
        !self.is_core() && (self.tenants().is_some() || !inherits)
    }

    /// Whether two modules are told the same database.
    pub fn shares_database(&self, other: &Self) -> bool {
        let told = |it: &Self| match it.tenants() {
            Some(tenants) => it.with_module("tenants", &tenants.url, false).ok(),
            None => {
                let url = it.config.database_url.as_deref().unwrap_or_default();
                it.with_module("database_url", url, false).ok()
            }
        };
        told(self) == told(other)
    }

    /// A text with the module's name in the place of `{module}`; `strict` when nothing else may
    /// stand in braces.
    pub(super) fn with_module(
        &self,
        key: &str,
        text: &str,
        strict: bool,
    ) -> Result<String, ProjectError> {
        if !strict {
            return Ok(match self.module() {
                Some(name) => text.replace("{module}", name),
                None => text.to_owned(),
            });
        }
        let filled = fill(text, &[("module", self.module())]);
        filled.map_err(|error| self.error_at(key, format!("`{key}`: {error}")))
    }

    /// The folder of a module: one that it inherits holds a folder for each.
    pub(super) fn folder_of_module(&self, key: &str, folder: &str) -> Result<String, ProjectError> {
        let filled = self.with_module(key, folder, true)?;
        Ok(match self.listed_module() {
            Some(name) if !self.says_itself(key) && filled == folder => format!("{folder}/{name}"),
            _ => filled,
        })
    }

    /// The version table of a module: one that it inherits has its name in front, except for the
    /// core, which has none.
    pub(super) fn version_table_of_module(&self, table: &str) -> Result<String, ProjectError> {
        if self.is_core() {
            return self.with_module("version_table", &table.replace("{module}_", ""), true);
        }
        let filled = self.with_module("version_table", table, true)?;
        Ok(match self.listed_module() {
            Some(name) if !self.says_itself("version_table") && filled == table => {
                format!("{name}_{table}")
            }
            _ => filled,
        })
    }

    /// Refuses modules that would get in each other's way.
    pub(super) fn check_modules(&self) -> Result<(), ProjectError> {
        for name in self.whole.config.modules.keys() {
            self.check_module_name(name)?;
            let own = self.whole.keys.of(name);
            for key in ["module", "modules", "core_database"] {
                if own.contains(key) {
                    let reason = format!("module `{name}`: `{key}` belongs to the top level");
                    return Err(self.error_at_module(name, reason));
                }
            }
        }
        // Where a variable decides over the only name, it is looked at when it is used.
        let names = match self.whole.config.modules.is_empty() {
            true => Vec::new(),
            false => self.module_names()?,
        };
        let modules =
            names.iter().map(|name| self.of_module(name)).collect::<Result<Vec<_>, _>>()?;
        for (at, module) in modules.iter().enumerate() {
            module.check_tenants()?;
            for other in &modules[..at] {
                if let Some(both) = collision(other, module) {
                    let [a, b] = [other, module].map(|it| it.module().unwrap_or_default());
                    let reason = format!("modules `{a}` and `{b}` both have {both}");
                    return Err(self.error_at_module(b, reason));
                }
            }
        }
        self.check_tenants()
    }

    fn check_module_name(&self, name: &str) -> Result<(), ProjectError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let reason = match name {
            "all" => "means all of them to every command",
            _ if name.is_empty() || !name.chars().all(plain) => {
                "cannot be the name of a module: letters, digits, `_` and `-` are safe in files, tables and URLs"
            }
            _ => return Ok(()),
        };
        Err(self.error_at_module(name, format!("`{name}` {reason}")))
    }

    /// An error about a module, at its line.
    pub(super) fn error_at_module(&self, name: &str, reason: String) -> ProjectError {
        let from = self.text.lines().position(|line| line.starts_with("modules:"));
        let named = |line: &str| {
            let line = line.trim_start_matches([' ', '"', '\'']);
            line.strip_prefix(name)
                .is_some_and(|it| it.trim_start_matches(['"', '\'']).starts_with(':'))
        };
        let from = from.unwrap_or(0);
        let line = self.text.lines().skip(from + 1).position(named).map(|at| from + 1 + at);
        let place = line.or((from > 0).then_some(from)).map(|line| (line + 1, 1));
        ProjectError::Malformed { path: self.file.clone(), place, reason }
    }
}

/// What two modules both have and only one can. What depends on a variable that is not set is
/// looked at when it is used.
fn collision(a: &Project, b: &Project) -> Option<String> {
    let same_path = |of: fn(&Project) -> Result<PathBuf, ProjectError>| {
        let (a, b) = (normal(&of(a).ok()?), normal(&of(b).ok()?));
        (a == b).then_some(a)
    };
    if let Some(path) = same_path(Project::migrations) {
        return Some(format!("the folder {} for their `migrations`", a.shown(&path).display()));
    }
    if let Some(path) = same_path(Project::snapshot_path) {
        return Some(format!("the snapshot {}", a.shown(&path).display()));
    }
    let models = |it: &Project| it.models().unwrap_or_default();
    if let Some(path) = models(a).into_iter().find(|path| models(b).contains(path)) {
        return Some(format!("{} in their `models`", a.shown(&path).display()));
    }
    if !a.shares_database(b) {
        return None;
    }
    if let (Ok(own), Ok(other)) = (a.version_table(), b.version_table())
        && own.table == other.table
    {
        return Some(format!("the version table {}", own.table));
    }
    let (own, others) = (a.tables().ok()?, b.tables().ok()?);
    let covers = |a: &String, b: &String| Pattern::new(a).matches(b);
    let twice = own.iter().find_map(|a| {
        let b = others.iter().find(|b| covers(a, b) || covers(b, a))?;
        Some(if a == b { format!("`{a}`") } else { format!("what both `{a}` and `{b}` mean") })
    });
    twice.map(|both| format!("{both} in their `tables`"))
}

/// Up to three of the known names that look like one.
pub fn nearest(name: &str, known: &[impl AsRef<str>]) -> Vec<String> {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    similar::get_close_matches(name, &known, 3, 0.5).into_iter().map(str::to_owned).collect()
}

pub(super) fn there_are(nearest: &[String], known: &[String]) -> String {
    match (nearest, known) {
        (_, []) => "; autogen.yaml names none, and `module: NAME` in it gives the project a name"
            .to_owned(),
        ([], known) => format!("; there are {}", known.join(", ")),
        (nearest, _) => format!("; did you mean {}", nearest.join(" or ")),
    }
}

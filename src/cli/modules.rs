//! Modules: a command runs for one of them, or for all, and each sees what is its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::Found;
use super::args::{Command, Format, Global, Results, Way};
use super::context::{Context, matches};
use super::depends::{self, Order, Turn};
use super::failure::Failure;
use super::tenants;
use super::terminal::{self, Style};
use super::upgrade::Request;
use crate::dialect::Reflection;
use crate::entity::Models;
use crate::ops;
use crate::project::Project;
use crate::schema::{ForeignKey, QualifiedName, Schema};

/// Runs a command for the module that is meant, or for all of them, each after those that it
/// depends on; a downgrade the other way round. A module that fails stops those alone that
/// depend on it.
pub async fn each(global: &Global, command: &mut Command) -> Result<Found, Failure> {
    let order = all(global, command)?;
    tenants::hold(global, command, order.is_some())?;
    let Some(order) = order else { return tenants::each(global, command).await };
    let results = Results::collecting();
    let mut told: Vec<Value> = Vec::new();
    let mut found = Found::Nothing;
    let mut failed: BTreeMap<&str, u8> = BTreeMap::new();
    for Turn { module, part } in &order.turns {
        if failed.contains_key(module.as_str()) {
            continue;
        }
        heading(global, command, module);
        let waits_for = order.waits_for(module, command);
        if let Some(first) = waits_for.iter().find(|it| failed.contains_key(it.as_str())) {
            let message = format!("{module} is left alone, because {first} failed");
            terminal::warn(&message);
            told.push(json!({"module": module, "error": message}));
            failed.insert(module, 2);
            continue;
        }
        let module_alone = Some(module.clone());
        let global = Global { module: module_alone, results: results.clone(), ..global.clone() };
        command.keep_to(part.clone());
        let ran = tenants::each(&global, command).await;
        let values = results.take();
        told.extend(values.into_iter().map(|it| json!({"module": module, "result": it})));
        match ran {
            Ok(Found::Nothing) => {}
            Ok(Found::Something) => found = Found::Something,
            Err(failure) => {
                failure.tell();
                told.push(json!({"module": module, "error": failure.message()}));
                failed.insert(module, failure.code());
            }
        }
    }
    match global.format {
        Format::Json => global.results.tell(&json!({"modules": told})),
        Format::Sarif => global.results.tell(&as_one_log(told)),
        Format::Text | Format::Markdown | Format::Sql | Format::Github => {}
    }
    let Some(code) = failed.values().max() else { return Ok(found) };
    let names: Vec<&str> = failed.keys().copied().collect();
    let of: BTreeSet<&String> = order.turns.iter().map(|it| &it.module).collect();
    let message = format!("{} of {} modules failed: {}", names.len(), of.len(), names.join(", "));
    Err(match code {
        3 => Failure::migration(message),
        _ => Failure::refused(message),
    })
}

/// Says which module comes, in the words of what is printed.
fn heading(global: &Global, command: &Command, module: &str) {
    match global.format {
        _ if command.prints_sql() => println!("-- module {module}"),
        Format::Text => println!("{}", terminal::styled(&format!("module {module}"), Style::Name)),
        Format::Markdown => println!("## Module {module}\n"),
        Format::Sql => println!("-- module {module}"),
        Format::Json | Format::Sarif | Format::Github => {}
    }
}

/// The logs of all modules as one, which has a run for each.
fn as_one_log(told: Vec<Value>) -> Value {
    let mut logs = told.into_iter().filter_map(|mut it| it.get_mut("result").map(Value::take));
    let mut whole = logs.next().unwrap_or_default();
    for mut log in logs {
        let runs = log.get_mut("runs").and_then(Value::as_array_mut).map(std::mem::take);
        if let Some(all) = whole.get_mut("runs").and_then(Value::as_array_mut) {
            all.extend(runs.unwrap_or_default());
        }
    }
    whole
}

/// All modules in the order in which the command takes them; none when it is for one.
fn all(global: &Global, command: &Command) -> Result<Option<Order>, Failure> {
    if matches!(command, Command::Init(_) | Command::Completions { .. }) {
        return Ok(None);
    }
    let start = std::env::current_dir()
        .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
    let Ok(project) = Project::find(&start, global.config.as_deref()) else {
        // The command itself says what is wrong, or can do without.
        return Ok(None);
    };
    if project.chosen_module(global.module.as_deref())?.as_deref() != Some("all") {
        return Ok(None);
    }
    if project.module_names()?.is_empty() {
        return Err(Failure::refused(format!(
            "--module all: {} names no modules",
            project.file().display()
        )));
    }
    if let Some(at) = command.way().and_then(Way::resumes_inside) {
        return Err(Failure::refused(format!(
            "--resume-at {at} says what is done of one module's revision: add `--module NAME`; without it each module goes on where its own journal says"
        )));
    }
    let (target, order) = match command {
        Command::Revision(_) => (None, depends::by_models(&project)?),
        Command::Upgrade(args) => {
            (Some(Request::up(args).target), depends::by_revisions(&project)?)
        }
        Command::Downgrade(args) => {
            let mut order = depends::by_revisions(&project)?;
            order.turns.reverse();
            (Some(Request::down(args).target), order)
        }
        Command::Check(_) => {
            // That revisions wait for each other in a circle is found here too.
            depends::by_revisions(&project)?;
            (None, depends::by_name(&project)?)
        }
        _ => (None, depends::by_name(&project)?),
    };
    let part = order.turns.iter().find(|it| it.part.is_some());
    if let (Some(turn), Some(target)) = (part, target)
        && target.starts_with(['+', '-'])
    {
        return Err(Failure::refused(format!(
            "{target} means something else for each turn of module `{}`, whose revisions and those of others depend on each other: name a revision, `head` or `base`",
            turn.module
        )));
    }
    Ok(Some(order))
}

impl Order {
    /// The modules without whose success a module is not begun.
    fn waits_for(&self, module: &str, command: &Command) -> BTreeSet<String> {
        match command {
            Command::Upgrade(_) | Command::Revision(_) => {
                self.edges.get(module).cloned().unwrap_or_default()
            }
            Command::Downgrade(_) => {
                let needs = |it: &BTreeSet<String>| it.contains(module);
                let edges = self.edges.iter().filter(|(_, it)| needs(it));
                edges.map(|(name, _)| name.clone()).collect()
            }
            _ => BTreeSet::new(),
        }
    }
}

/// What is whose in a database that modules share.
#[derive(Debug, Default)]
pub struct Claims {
    /// The patterns of the module's own tables.
    own: Vec<String>,
    /// Those of others, with their names.
    others: Vec<(String, Vec<String>)>,
    /// The tables that others recorded, with their names.
    taken: BTreeMap<QualifiedName, String>,
    /// The keys that others recorded, with their names and tables.
    keys: Vec<(String, QualifiedName, ForeignKey)>,
    /// The tables in which others record what is applied.
    bookkeeping: Vec<String>,
    /// Whether what nobody claims is seen too.
    sees_rest: bool,
}

impl Claims {
    /// What a project's modules say of the database that they share. What another module cannot
    /// say, because something of it is broken, does not stop this one.
    pub fn of(project: &Project) -> Result<Self, Failure> {
        let mut claims = Self { own: project.tables()?, ..Self::default() };
        claims.sees_rest = project.is_core() && claims.own.is_empty() || !project.has_modules();
        for other in project.beside()? {
            let name = other.module().unwrap_or_default().to_owned();
            let tables = recorded_by(&other).map(|it| it.tables);
            for (table, said) in tables.into_iter().flatten() {
                let keys = said.foreign_keys.into_iter();
                claims.keys.extend(keys.map(|key| (name.clone(), table.clone(), key)));
                claims.taken.insert(table, name.clone());
            }
            claims.others.push((name, other.tables()?));
            if let Ok(version_table) = other.version_table() {
                claims.bookkeeping.push(format!("{}_journal", version_table.table));
                claims.bookkeeping.push(version_table.table);
            }
        }
        Ok(claims)
    }

    /// The first key of another module to a table, or to one of its columns, with that module and
    /// the key's table.
    pub fn key_to(
        &self,
        table: &QualifiedName,
        column: Option<&str>,
    ) -> Option<(&str, &QualifiedName)> {
        let refers = |key: &ForeignKey| {
            key.references == *table
                && column.is_none_or(|name| key.referenced_columns.iter().any(|it| it == name))
        };
        let found = self.keys.iter().find(|(_, _, key)| refers(key));
        found.map(|(module, table, _)| (module.as_str(), table))
    }

    /// The module beside this one whose table it is.
    pub fn owner(&self, table: &QualifiedName) -> Option<&str> {
        let by_pattern = self.others.iter().find(|(_, patterns)| fits(patterns, table));
        let recorded = || self.taken.get(table).map(String::as_str);
        by_pattern.map(|(name, _)| name.as_str()).or_else(recorded)
    }
}

/// What the revisions of a module lead to; where they cannot be read, what was kept of them last.
pub fn recorded_by(module: &Project) -> Option<Schema> {
    let kept = || module.snapshot().ok().flatten().map(|it| it.schema);
    module.schema().ok().or_else(kept)
}

fn fits(patterns: &[String], table: &QualifiedName) -> bool {
    matches(patterns, &table.name) || matches(patterns, &table.to_string())
}

impl Context {
    /// The same project as another module sees it, for the same tenant.
    pub(super) fn of_module(&self, name: &str) -> Result<&Self, Failure> {
        let read = || {
            let project = self.project.of_module(name).map_err(|error| error.to_string())?;
            let folder = project.revisions().map_err(|error| error.to_string())?;
            let mut other = Self::of(project, folder);
            (other.url, other.tenant) = (self.url.clone(), self.tenant.clone());
            other.quiet = true;
            Ok(other)
        };
        // Each is read once, however many databases are looked at.
        let found = self.modules.get_or_init(|| {
            self.project
                .module_names()
                .unwrap_or_default()
                .into_iter()
                .map(|name| (name, OnceLock::new()))
                .collect()
        });
        match found.get(name) {
            Some(cell) => match cell.get_or_init(read) {
                Ok(context) => Ok(context),
                Err(message) => Err(Failure::refused(message.clone())),
            },
            None => Err(self.project.of_module(name).err().map_or_else(
                || Failure::refused(format!("there is no module `{name}`")),
                Failure::from,
            )),
        }
    }

    /// What modules beside this one claim.
    pub(super) fn claims(&self) -> Result<&Claims, Failure> {
        match self.claims.get() {
            Some(claims) => Ok(claims),
            None => {
                let found = Claims::of(&self.project)?;
                Ok(self.claims.get_or_init(|| found))
            }
        }
    }

    /// The tables of a database that are none of this module's business.
    pub(super) fn foreign_tables(
        &self,
        live: &Reflection,
    ) -> Result<BTreeSet<QualifiedName>, Failure> {
        if !self.project.has_modules() {
            return Ok(BTreeSet::new());
        }
        let claims = self.claims()?;
        let recorded = &self.recorded()?.tables;
        let declared = self.declared_tables.get();
        // A name may be said with the schema that names without one are in.
        let spelled = |table: &QualifiedName| {
            let full = QualifiedName::new(live.own_schema.clone(), table.name.clone());
            [Some(table.clone()), table.schema.is_none().then_some(full)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        };
        let is_foreign = |table: &QualifiedName| {
            let names = spelled(table);
            let any = |has: &dyn Fn(&QualifiedName) -> bool| names.iter().any(has);
            if claims.bookkeeping.contains(&table.name) {
                return true;
            }
            if any(&|it| recorded.contains_key(it) || declared.is_some_and(|all| all.contains(it)))
                || fits(&claims.own, table)
            {
                return false;
            }
            any(&|it| claims.owner(it).is_some()) || !claims.sees_rest
        };
        let mut foreign: BTreeSet<QualifiedName> =
            live.schema.tables.keys().filter(|it| is_foreign(it)).cloned().collect();
        if !foreign.is_empty() {
            // What a later revision drops may still be here.
            for table in self.tables_ever() {
                foreign.retain(|it| !spelled(it).contains(table));
            }
        }
        Ok(foreign)
    }

    /// The tables of all revisions, also those that were dropped later. What comes after a revision
    /// that cannot be read is left to the command to complain about.
    fn tables_ever(&self) -> &BTreeSet<QualifiedName> {
        self.tables_ever.get_or_init(|| {
            let mut schema = Schema::default();
            let mut found = BTreeSet::new();
            for revision in self.folder.in_order() {
                let Ok(changes) = self.changes_of(revision, &schema) else { break };
                if changes.iter().any(|change| ops::apply(change, &mut schema).is_err()) {
                    break;
                }
                found.extend(schema.tables.keys().cloned());
            }
            found
        })
    }

    /// Refuses tables of the models that are another module's.
    pub(super) fn hold_own(&self, models: &Models) -> Result<(), Failure> {
        if !self.project.has_modules() {
            return Ok(());
        }
        let claims = self.claims()?;
        let own = self.project.module().unwrap_or_default();
        let twice = models.schema.tables.keys().find_map(|it| Some((it, claims.owner(it)?)));
        match twice {
            None => Ok(()),
            Some((table, other)) => Err(Failure::refused(format!(
                "the table {table} is claimed by two modules: the models of `{own}` declare it, and it is one of `{other}`\nCorrect `tables` or `models` in {}; to refer to it, name the folder of its entity in `reads`, or the table in `external`",
                self.project.file().display()
            ))),
        }
    }
}

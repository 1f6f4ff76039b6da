//! Revisions that other modules' revisions must come before.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::failure::Failure;
use super::modules::recorded_by;
use super::terminal;
use crate::database::Connection;
use crate::entity;
use crate::ops::{self, Change, ColumnOperation, Operation, TableChange};
use crate::project::{Project, RevisionFolder, Tenant};
use crate::revision::{Leg, Member, Move, across, revision};
use crate::schema::{ForeignKey, QualifiedName, Schema};
use crate::source;
use crate::url::DatabaseUrl;

/// The turns in which a command goes over all modules, each after what it depends on.
pub struct Order {
    pub turns: Vec<Turn>,
    /// What each module depends on.
    pub edges: BTreeMap<String, BTreeSet<String>>,
}

pub struct Turn {
    pub module: String,
    /// The revisions of this turn, where the module has several because it takes turns with others.
    pub part: Option<BTreeSet<String>>,
}

/// Orders the modules of a project by what their revisions depend on; modules that depend on each
/// other take turns.
///
/// # Errors
///
/// Fails when revisions depend on each other in a circle. A module whose revisions cannot be read
/// depends on nothing, and says what is wrong when its own turn comes.
pub fn by_revisions(project: &Project) -> Result<Order, Failure> {
    let names = project.module_names()?;
    let mut folders: Vec<(&str, RevisionFolder)> = Vec::with_capacity(names.len());
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in &names {
        let folder = project.of_module(name)?.revisions().unwrap_or_default();
        let needed = folder.revisions.iter().flat_map(|it| it.needs());
        let others = needed.map(|(module, _)| module.to_owned()).filter(|it| it != name);
        edges.insert(name.clone(), others.collect());
        folders.push((name, folder));
    }
    let members: Vec<Member<'_>> = folders.iter().map(|(name, it)| member(name, it)).collect();
    let legs = across(&members)?;
    let many = |leg: &Leg| legs.iter().filter(|it| it.module == leg.module).count() > 1;
    let turn = |leg: &Leg| Turn {
        module: leg.module.clone(),
        part: many(leg).then(|| leg.revisions.clone()),
    };
    Ok(Order { turns: legs.iter().map(turn).collect(), edges })
}

fn member<'a>(name: &'a str, folder: &'a RevisionFolder) -> Member<'a> {
    Member { name, revisions: &folder.revisions, graph: &folder.graph }
}

/// The modules of a project as they are listed.
pub fn by_name(project: &Project) -> Result<Order, Failure> {
    Ok(Order { turns: turns(project.module_names()?), edges: BTreeMap::new() })
}

fn turns(names: Vec<String>) -> Vec<Turn> {
    names.into_iter().map(|module| Turn { module, part: None }).collect()
}

/// Orders the modules of a project by those foreign keys of their entities that refer to what no
/// revision of another module has made yet.
///
/// # Errors
///
/// Fails when these keys go in a circle.
pub fn by_models(project: &Project) -> Result<Order, Failure> {
    let names = project.module_names()?;
    let modules = names.iter().map(|name| Ok((name.clone(), project.of_module(name)?)));
    let modules = modules.collect::<Result<BTreeMap<String, Project>, Failure>>()?;
    let recorded: BTreeMap<&String, Schema> =
        modules.iter().filter_map(|(name, it)| Some((name, recorded_by(it)?))).collect();
    let known = |module: &String, key: &ForeignKey| {
        let table = recorded.get(module).and_then(|it| it.tables.get(&key.references));
        table.is_some_and(|it| key.referenced_columns.iter().all(|name| it.column(name).is_some()))
    };
    let of = |(name, module): (&String, &Project)| Some((name.clone(), models(module)?));
    let models: BTreeMap<String, Schema> = modules.iter().filter_map(of).collect();
    let mut edges: BTreeMap<String, BTreeSet<String>> =
        names.iter().map(|name| (name.clone(), BTreeSet::new())).collect();
    for (name, schema) in &models {
        for key in keys(schema).filter(|key| !schema.tables.contains_key(&key.references)) {
            let owner = models.iter().find(|(_, it)| it.tables.contains_key(&key.references));
            let Some((owner, _)) = owner.filter(|(owner, _)| !known(owner, key)) else {
                continue;
            };
            edges.entry(name.clone()).or_default().insert(owner.clone());
        }
    }
    let mut order: Vec<String> = Vec::with_capacity(names.len());
    while order.len() < names.len() {
        let ready = names
            .iter()
            .find(|name| !order.contains(name) && edges[*name].iter().all(|it| order.contains(it)));
        match ready {
            Some(name) => order.push(name.clone()),
            None => return Err(Failure::refused(circle(&names, &edges, &order))),
        }
    }
    Ok(Order { turns: turns(order), edges })
}

fn circle(
    names: &[String],
    edges: &BTreeMap<String, BTreeSet<String>>,
    placed: &[String],
) -> String {
    let mut walk: Vec<&String> = Vec::new();
    let mut next = names.iter().find(|it| !placed.contains(it));
    while let Some(name) = next {
        if let Some(start) = walk.iter().position(|it| *it == name) {
            let circle: Vec<&str> =
                walk[start..].iter().chain([&name]).map(|it| it.as_str()).collect();
            return format!(
                "the keys of modules refer to each other in a circle: {}\nTake the key that closes it out of the models, write the revisions, put it back, and write the last one: revisions of modules may take turns",
                circle.join(" -> ")
            );
        }
        walk.push(name);
        next = edges[name].iter().find(|it| !placed.contains(it));
    }
    "the keys of modules refer to each other in a circle".to_owned()
}

/// What a module's entities declare; none where they cannot be read, which its own turn tells.
fn models(module: &Project) -> Option<Schema> {
    let options = module.entity_options().ok()?;
    let crates = source::load(&module.models().ok()?, &module.reads().ok()?, module.root()).ok()?;
    Some(entity::read(&crates, &options).ok()?.schema)
}

fn keys(schema: &Schema) -> impl Iterator<Item = &ForeignKey> {
    schema.tables.values().flat_map(|it| &it.foreign_keys)
}

/// Refuses to take away what other modules' foreign keys refer to: where the database would not mind,
/// their rows would point nowhere.
pub fn hold_keys(context: &Context, changes: &[Operation]) -> Result<(), Failure> {
    if !context.project.has_modules() {
        return Ok(());
    }
    let claims = context.claims()?;
    for change in changes {
        let (table, column) = match change {
            Operation::Table(table, TableChange::Drop(_)) => (table, None),
            Operation::Column(ColumnOperation { table, change: Change::Drop(it), .. }) => {
                (table, Some(it.name.as_str()))
            }
            _ => continue,
        };
        if let Some((module, by)) = claims.key_to(table, column) {
            let what = column.map_or(table.to_string(), |column| format!("{table}.{column}"));
            return Err(Failure::refused(format!(
                "{what} cannot go: a key of {by} of module `{module}` refers to it\nTake the key out of the models of that module first: `autogen --module {module} revision -m \"...\"`"
            )));
        }
    }
    Ok(())
}

/// The revisions of other modules that these changes need, as `module/id`: those that made what
/// their foreign keys refer to.
///
/// # Errors
///
/// Fails when the other module has no such revision yet.
pub fn needed(
    context: &Context,
    parents: &[String],
    changes: &[Operation],
    declared: &Schema,
) -> Result<Vec<String>, Failure> {
    if !context.project.has_modules() {
        return Ok(Vec::new());
    }
    let claims = context.claims()?;
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (table, key) in changes.iter().flat_map(added_keys) {
        if declared.tables.contains_key(&key.references) {
            continue;
        }
        let Some(owner) = claims.owner(&key.references) else { continue };
        let other = context.of_module(owner)?;
        let Some(id) = maker(other, key)? else {
            return Err(Failure::refused(format!(
                "a key of {table} refers to {}({}) of module `{owner}`, which no revision of that module makes yet\nWrite it first: `autogen --module {owner} revision -m \"...\"`",
                key.references,
                key.referenced_columns.join(", ")
            )));
        };
        found.insert(format!("{owner}/{id}"));
    }
    // What this revision follows may say it already.
    let before = context.folder.graph.ancestors(parents);
    for followed in before.iter().filter_map(|id| context.folder.get(id)) {
        found.retain(|it| !followed.metadata.depends_on.contains(it));
    }
    Ok(found.into_iter().collect())
}

fn added_keys(operation: &Operation) -> Vec<(&QualifiedName, &ForeignKey)> {
    match operation {
        Operation::Table(name, TableChange::Create(table)) => {
            table.foreign_keys.iter().map(|key| (name, key)).collect()
        }
        Operation::ForeignKey(name, change) => {
            change.after().map(|key| (name, key)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The first revision after which there is what a key refers to.
fn maker(other: &Context, key: &ForeignKey) -> Result<Option<String>, Failure> {
    let mut schema = Schema::default();
    for revision in other.folder.in_order() {
        for change in other.changes_of(revision, &schema)? {
            ops::apply(&change, &mut schema)?;
        }
        let table = schema.tables.get(&key.references);
        if table
            .is_some_and(|it| key.referenced_columns.iter().all(|name| it.column(name).is_some()))
        {
            return Ok(Some(revision.id.clone()));
        }
    }
    Ok(None)
}

/// A step of what builds a module's schema in an empty database.
pub struct Step<'a> {
    /// The module whose revision it is.
    pub context: &'a Context,
    pub id: &'a str,
    /// Whether that is the module that is built.
    pub own: bool,
}

/// These revisions of the module in their order, with those of other modules that they need, each
/// where it has to come.
///
/// # Errors
///
/// Fails when another module cannot be read or has not what is needed, and when revisions wait for
/// each other in a circle.
pub fn with_ground<'a>(
    context: &'a Context,
    ids: &BTreeSet<String>,
) -> Result<Vec<Step<'a>>, Failure> {
    let own = context.project.module().unwrap_or_default();
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut contexts: BTreeMap<&str, &'a Context> = BTreeMap::from([(own, context)]);
    let mut open: Vec<(&str, String)> = ids.iter().map(|id| (own, id.clone())).collect();
    while let Some((module, id)) = open.pop() {
        let it = contexts[module];
        for id in it.folder.graph.ancestors([&id]) {
            let needs = it.folder.get(&id).into_iter().flat_map(|it| it.needs());
            if !wanted.entry(module).or_default().insert(id.clone()) {
                continue;
            }
            for (module, needed) in needs {
                let wrong = |error: Failure| {
                    let message = error.message();
                    Failure::refused(format!("{id} depends on {module}/{needed}: {message}"))
                };
                let other = match contexts.get(module) {
                    Some(known) => *known,
                    None => context.of_module(module).map_err(wrong)?,
                };
                contexts.insert(module, other);
                let needed =
                    revision(&other.folder.graph, needed).map_err(|it| wrong(it.into()))?;
                open.push((module, needed.to_owned()));
            }
        }
    }
    let members = contexts.iter().map(|(name, it)| member(name, &it.folder));
    let members: Vec<Member<'_>> = members.collect();
    let mut steps = Vec::new();
    for leg in across(&members)? {
        let (Some(it), Some(wanted)) = (contexts.get(&*leg.module), wanted.get(&*leg.module))
        else {
            continue;
        };
        let ids = it.folder.graph.order();
        let ids = ids.filter(|id| leg.revisions.contains(*id) && wanted.contains(*id));
        steps.extend(ids.map(|id| Step { context: it, id, own: leg.module == own }));
    }
    Ok(steps)
}

/// Refuses a run that would apply a revision before one of another module that it depends on, or
/// take one back from under another module.
pub async fn hold(
    context: &Context,
    tenant: Option<&Tenant>,
    url: &DatabaseUrl,
    connection: &mut Connection,
    moves: &[Move],
) -> Result<(), Failure> {
    if !context.project.has_modules() {
        return Ok(());
    }
    let own = context.project.module().unwrap_or_default().to_owned();
    let mut applied: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for id in moves.iter().filter_map(|it| if let Move::Up(id) = it { Some(id) } else { None }) {
        let Some(found) = context.folder.get(id) else { continue };
        for (module, needed) in found.needs() {
            let other = context.of_module(module).map_err(|failure| {
                Failure::refused(format!(
                    "{id} depends on {module}/{needed}: {}",
                    failure.message()
                ))
            })?;
            let needed = revision(&other.folder.graph, needed).map_err(|error| {
                Failure::refused(format!("{id} depends on {module}/{needed}: {error}"))
            })?;
            if !applied.contains_key(module) {
                let rows = rows(other, tenant, url, connection).await?;
                applied.insert(module.to_owned(), rows);
            }
            if !applied[module].contains(needed) {
                // In a circle there is nothing to run first.
                by_revisions(&context.project)?;
                return Err(Failure::refused(format!(
                    "{id} depends on {module}/{needed}, which is not applied here\nRun `autogen --module {module} upgrade` first, or `autogen --module all upgrade` for all modules in their order"
                )));
            }
        }
    }
    let down: Vec<&String> = moves
        .iter()
        .filter_map(|it| if let Move::Down(id) = it { Some(id) } else { None })
        .collect();
    if down.is_empty() {
        return Ok(());
    }
    for name in context.project.module_names()?.iter().filter(|it| **it != own) {
        let other = match context.of_module(name) {
            Ok(other) => other,
            Err(failure) => {
                terminal::warn(&format!(
                    "whether module {name} depends on this cannot be said: {}",
                    failure.message()
                ));
                continue;
            }
        };
        let needs_one = |it: &&crate::revision::Revision| {
            it.needs().any(|(module, id)| {
                module == own
                    && revision(&context.folder.graph, id)
                        .is_ok_and(|id| down.iter().any(|it| *it == id))
            })
        };
        let above: Vec<&str> =
            other.folder.revisions.iter().filter(needs_one).map(|it| it.id.as_str()).collect();
        if above.is_empty() {
            continue;
        }
        let rows = rows(other, tenant, url, connection).await?;
        if let Some(id) = above.into_iter().find(|id| rows.contains(*id)) {
            return Err(Failure::refused(format!(
                "{name}/{id} is applied and depends on what would be taken back\nTake that back first: `autogen --module {name} downgrade {id}` and one further, or `autogen --module all downgrade`"
            )));
        }
    }
    Ok(())
}

/// What is applied of another module: in this database, or in that module's own.
async fn rows(
    other: &Context,
    tenant: Option<&Tenant>,
    url: &DatabaseUrl,
    connection: &mut Connection,
) -> Result<BTreeSet<String>, Failure> {
    let there = match tenant.filter(|_| other.project.tenants().is_some()) {
        Some(tenant) => other.project.tenant_url(tenant)?,
        None => other.database_url()?,
    };
    let rows = match there.is_same(url) {
        true => {
            let history = other.history(connection.target.dialect)?;
            history.applied(connection).await?
        }
        false => match other.open_if_there(&there).await? {
            Some(mut live) => live.rows().await?,
            None => Vec::new(),
        },
    };
    Ok(rows.into_iter().map(|row| row.revision).collect())
}

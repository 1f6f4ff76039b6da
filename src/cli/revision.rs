//! `autogen revision`: the scripts of what changed.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Revision};
use super::context::Context;
use super::failure::Failure;
use super::live::Live;
use super::models::Declared;
use super::terminal::{self, Style};
use super::{depends, hooks, lint, questions, verdicts};
use crate::checks;
use crate::compare::compare;
use crate::dialect::{Reflection, Settled, dialect};
use crate::ops::{self, Operation};
use crate::plan::{self, Plan, Script, Setting};
use crate::report;
use crate::revision::{Accept, Check, IdStyle, Metadata, new_id};
use crate::schema::Schema;
use crate::target::{DialectName, Target};

pub async fn run(global: &Global, args: &Revision) -> Result<Found, Failure> {
    if args.message.trim().is_empty() {
        return Err(Failure::refused("a revision needs a message: -m \"add phone column\""));
    }
    let context = Arc::new(Context::open(global)?);
    let created = now();
    let id = id(&context, &args.message, &created, args.rev_id.as_deref())?;
    let parents = parents(&context, args.head.as_deref())?;
    // Entities, revisions and database are read side by side.
    let reading = (!args.empty).then(|| context.begin_models());
    let before = context.schema_at(&parents)?;
    let mut live = match args.offline {
        true => None,
        false => at_head(&context, &parents).await?,
    };
    let (models, found) = match (reading, &mut live) {
        (None, None) => (None, None),
        (Some(reading), None) => (Some(reading.done().await?), None),
        (None, Some(live)) => {
            let reflection = live.reflect(&context, &Schema::default()).await?;
            (None, Some((live.connection.target, reflection)))
        }
        (Some(reading), Some(live)) => {
            let (reflection, models) = live.reflect_beside(&context, reading).await?;
            (Some(models), Some((live.connection.target, reflection)))
        }
    };
    let mut declared = models.map(|models| context.declared(models)).transpose()?;
    let targets = context.targets(found.as_ref().map(|(target, _)| *target))?;

    let mut repair = None;
    let operations = match &mut declared {
        None => None,
        Some(declared) => {
            let seen = context.hide(before.clone().into_owned())?;
            let changes = questions::decide(&context, args, &seen, declared)?;
            context.hold(declared, &before)?;
            let changes = context.effective(&before, changes, &targets)?;
            if let (Some(live), Some((_, found))) = (&mut live, &found) {
                let known = verdicts::Known {
                    recorded: &seen,
                    declared: &declared.schema,
                    changes: &changes,
                    id: &id,
                };
                verdicts::hold(&context, &known, live, found, args.include_drift).await?;
            }
            if let (true, Some(live), Some((_, found))) = (args.include_drift, &mut live, &found) {
                repair = Some(Repair::of(&context, &seen, &changes, live, found).await?);
            }
            if changes.is_empty() && repair.as_ref().is_none_or(|it| it.drift.is_empty()) {
                return nothing_to_do(global, declared);
            }
            Some(changes)
        }
    };
    let mut depends_on = depends_on(&context, args)?;
    if let (Some(changes), Some(declared)) = (&operations, &declared) {
        depends::hold_keys(&context, changes)?;
        let needed = depends::needed(&context, &parents, changes, &declared.schema)?;
        depends_on.extend(needed.into_iter().filter(|it| !args.depends_on.contains(it)));
    }
    let online = context.project.online() && !args.no_online;
    let mut plans =
        plans(&context, &before, operations.as_deref(), &targets, found.as_ref(), online)?;
    let repair = repair.filter(|it| !it.drift.is_empty());
    if let Some(repair) = &repair {
        let own = |name: &DialectName| name.suits(repair.target.flavour);
        let plan = plans.iter_mut().find(|(name, _)| own(name));
        plan.into_iter().for_each(|(_, plan)| plan.up = repair.script.clone());
    }
    let mut scripts = files(&context, &id, &parents, &plans, args.empty);
    if let Some(repair) = &repair {
        repair.mark(&mut scripts);
    }
    if args.sql {
        for (name, text) in scripts {
            println!("-- {name}\n{text}");
        }
        return Ok(Found::Nothing);
    }

    let metadata = Metadata {
        revises: parents.clone(),
        depends_on,
        message: args.message.clone(),
        created: Some(created),
        dialects: targets.iter().map(|it| (it.dialect, it.version)).collect(),
        checks: checks_of(&before, operations.as_deref(), &targets),
        accept: if args.no_online { accept(&before, &plans, &targets)? } else { Vec::new() },
        ..Metadata::default()
    };
    let folder = write(&context, &id, &metadata, operations.as_deref(), &scripts)?;
    // The snapshot follows the revisions.
    Context::refresh(global)?;
    hooks::after_revision(&context, &id, &folder, &mut scripts).await?;
    let written = Context::open(global)?;
    let hazards = match written.folder.get(&id) {
        Some(revision) => lint::of_revision(&written, revision, &lint::settings(&written)?)?.0,
        None => Vec::new(),
    };

    let repairs = repair.map(|it| ops::reverse(it.drift)).unwrap_or_default();
    if global.format == Format::Json {
        let changes = report::json(operations.as_deref().unwrap_or_default());
        let repairs = report::json(&repairs);
        let scripts: serde_json::Map<String, serde_json::Value> =
            scripts.into_iter().map(|(name, text)| (name, text.into())).collect();
        global.results.tell(&json!({
            "revision": id,
            "changes": changes,
            "repairs": repairs,
            "scripts": scripts,
            "checks": metadata.checks.iter().map(|it| &it.name).collect::<Vec<_>>(),
            "hazards": crate::lint::json(&hazards),
        }));
        return Ok(Found::Nothing);
    }
    for line in report::lines(&repairs) {
        println!("  {}  (repaired)", terminal::difference(&line));
    }
    for line in report::lines(operations.as_deref().unwrap_or_default()) {
        println!("  {}", terminal::difference(&line));
    }
    println!("{} {}", styled_verb("Wrote"), context.shown(&folder));
    for (file, text) in &scripts {
        println!("\n{}", terminal::styled(file, Style::Name));
        print!("{}", terminal::script(text));
    }
    tell_checks(&metadata);
    if !hazards.is_empty() {
        println!("\n{}", terminal::styled("Hazards:", Style::Warning));
        lint::tell(&hazards);
    }
    let next = match args.empty {
        true => "Write the SQL of both directions there",
        false => "Review it",
    };
    let next = format!("\n{next}, then run `{} upgrade`", context.project.command());
    println!("{}", terminal::hint(&next));
    Ok(Found::Nothing)
}

/// What must hold before the changes start, as queries for every target.
pub fn checks_of(
    before: &Schema,
    operations: Option<&[Operation]>,
    targets: &[Target],
) -> Vec<Check> {
    let targets: Vec<_> = targets.iter().map(|it| (*it, dialect(it.dialect))).collect();
    checks::derive(before, operations.unwrap_or_default(), &targets)
}

/// Says what is looked for before a revision starts.
pub fn tell_checks(metadata: &Metadata) {
    if !metadata.checks.is_empty() {
        println!("\n{}", terminal::styled("Checked before it starts:", Style::Name));
        metadata.checks.iter().for_each(|it| println!("  {}", it.name));
    }
}

/// What is accepted along with plain statements.
fn accept(
    before: &Schema,
    plans: &[(DialectName, Plan)],
    targets: &[Target],
) -> Result<Vec<Accept>, Failure> {
    let mut accepted: Vec<Accept> = Vec::new();
    for ((name, plan), target) in plans.iter().zip(targets) {
        let dialect = dialect(*name);
        let before = dialect.canonical(before, target).ok();
        let more = checks::accept_copies(&plan.up.to_string(), dialect, before.as_ref());
        let more = more.map_err(|error| Failure::refused(error.to_string()))?;
        accepted.extend(more.into_iter().filter(|it| !accepted.contains(it)).collect::<Vec<_>>());
    }
    Ok(accepted)
}

/// What takes a database that drifted back to its revisions, and on to what the models say.
struct Repair {
    target: Target,
    /// From what the database should hold to what it holds.
    drift: Vec<Operation>,
    script: Script,
}

impl Repair {
    async fn of(
        context: &Context,
        recorded: &Schema,
        changes: &[Operation],
        live: &mut Live,
        found: &Reflection,
    ) -> Result<Self, Failure> {
        let target = live.connection.target;
        let dialect = dialect(target.dialect);
        // Nobody has seen this script run, so that all of it is done or nothing.
        let setting = Setting { dialect, target: &target, live: Some(found), online: false };
        let repair = |settled: &Settled| {
            let (compared, mut asked) = compare(recorded, found, settled, dialect, &target)
                .map_err(|refusals| context.refused(refusals, target.dialect))?;
            let (script, more) = plan::repair(recorded, changes, found, settled, setting)
                .map_err(|error| context.plan_failure(error, target.dialect))?;
            asked.extend(more);
            Ok((Self { target, drift: compared.drift, script }, asked))
        };
        live.settle(repair).await
    }

    /// Says in the script that it is no script for every database.
    fn mark(&self, scripts: &mut [(String, String)]) {
        let own = format!("up.{}.sql", self.target.dialect);
        for (_, text) in scripts.iter_mut().filter(|(file, _)| *file == own || file == "up.sql") {
            let at = text.find('\n').map_or(text.len(), |at| at + 1);
            text.insert_str(at, "-- repairs drift: it is written for the database that drifted, and may fail on others\n");
        }
    }
}

/// Writes the folder of a revision, all of it or nothing.
pub fn write(
    context: &Context,
    id: &str,
    metadata: &Metadata,
    operations: Option<&[Operation]>,
    scripts: &[(String, String)],
) -> Result<PathBuf, Failure> {
    let mut files = vec![("revision.yaml".to_owned(), metadata.write(operations))];
    files.extend(scripts.iter().cloned());
    Ok(context.project.write_revision(id, &files)?)
}

/// The id of the new revision.
///
/// A folder without a revision.yaml follows the next lower name, which must not become the new
/// one that follows it: where a number would come before such a folder, the time comes after it.
pub fn id(
    context: &Context,
    message: &str,
    created: &str,
    given: Option<&str>,
) -> Result<String, Failure> {
    let revisions = &context.folder.revisions;
    let last = revisions.iter().filter(|it| it.is_plain()).map(|it| it.id.as_str()).next_back();
    let new = |style| {
        let existing = revisions.iter().map(|it| it.id.as_str());
        new_id(style, existing, message, created)
    };
    let id = match given {
        Some(id) => id.to_owned(),
        None => Some(new(context.project.id_style()))
            .filter(|id| last.is_none_or(|last| last < id.as_str()))
            .unwrap_or_else(|| new(IdStyle::Timestamp)),
    };
    match last.filter(|last| *last > id.as_str() && context.folder.get(&id).is_none()) {
        None => Ok(id),
        Some(last) => Err(Failure::refused(format!(
            "{last} has no revision.yaml and follows the next lower name, which {id} would become: give a name after it with --rev-id"
        ))),
    }
}

/// What may have been overlooked is told once more, where nothing else is.
fn nothing_to_do(global: &Global, declared: &Declared) -> Result<Found, Failure> {
    if global.format == Format::Json {
        global.results.tell(&json!({"revision": null, "changes": [], "scripts": {}}));
        return Ok(Found::Nothing);
    }
    println!(
        "No changes: {} as the revisions have {}. For SQL by hand, add --empty",
        terminal::count(declared.models.entities, "entity is", "entities are"),
        if declared.models.entities == 1 { "it" } else { "them" }
    );
    declared.tell_again();
    Ok(Found::Nothing)
}

/// The scripts by the names of their files, each with the command that runs it by hand.
pub fn files(
    context: &Context,
    id: &str,
    parents: &[String],
    plans: &[(DialectName, Plan)],
    by_hand: bool,
) -> Vec<(String, String)> {
    let sole = plans.len() == 1;
    let mut files = Vec::new();
    for (name, plan) in plans {
        let dialect = dialect(*name);
        let back = if parents.is_empty() { "base".to_owned() } else { parents.join(" ") };
        for (direction, script, stamp) in [("up", &plan.up, id), ("down", &plan.down, &*back)] {
            let file = match sole {
                true => format!("{direction}.sql"),
                false => format!("{direction}.{name}.sql"),
            };
            let mut text = format!(
                "-- {} && {} stamp {stamp}\n",
                dialect.by_hand(&file),
                context.project.command()
            );
            if by_hand {
                text.push_str("-- the SQL of this revision goes here\n");
            } else if script.is_empty() {
                text.push_str(&format!("-- there is nothing to do on {name}\n"));
            }
            text.push_str(&script.to_string());
            files.push((file, text));
        }
    }
    files
}

/// The time in UTC, to the second, as RFC 3339.
pub fn now() -> String {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |it| it.as_secs());
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (hours, minutes, seconds) = (rest / 3_600, rest / 60 % 60, rest % 60);
    // The civil calendar from the count of days, by eras of 400 years that begin in March.
    // https://howardhinnant.github.io/date_algorithms.html#civil_from_days
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z")
}

pub fn styled_verb(verb: &str) -> String {
    terminal::styled(verb, Style::Good)
}

/// What the new revision follows: the one head, or the revision that was named.
pub fn parents(context: &Context, head: Option<&str>) -> Result<Vec<String>, Failure> {
    Ok(match head {
        Some(text) => vec![crate::revision::revision(&context.folder.graph, text)?.to_owned()],
        None => context.head()?.into_iter().collect(),
    })
}

/// What the command line says that must be applied before: revisions of this module, or those of
/// others as `module/id`.
fn depends_on(context: &Context, args: &Revision) -> Result<Vec<String>, Failure> {
    let full = |text: &String| match text.split_once('/') {
        None => Ok(crate::revision::revision(&context.folder.graph, text)?.to_owned()),
        Some((module, id)) => {
            let other = context.of_module(module)?;
            Ok(format!("{module}/{}", crate::revision::revision(&other.folder.graph, id)?))
        }
    };
    args.depends_on.iter().map(full).collect()
}

/// A database that has all that the new revision will follow; none where it is a tenant's that is
/// still to be created, and there is nothing to follow.
pub async fn at_head(context: &Context, parents: &[String]) -> Result<Option<Live>, Failure> {
    let Some(mut live) = context.connect_if_there().await? else {
        return match parents {
            [] => {
                terminal::note("it does not exist yet: nothing of it is compared");
                Ok(None)
            }
            _ => Err(Failure::refused(format!(
                "Target database is not up to date.\n{}, or write the revision without a database with --offline",
                context.absent(&context.database_url()?)
            ))),
        };
    };
    let applied = live.applied(context).await?;
    let needed = context.folder.graph.ancestors(parents);
    let pending: Vec<&str> = context
        .folder
        .graph
        .order()
        .filter(|id| needed.contains(*id) && !applied.contains(*id))
        .collect();
    if !pending.is_empty() {
        return Err(Failure::refused(format!(
            "Target database is not up to date.\nNot applied: {}\nRun `autogen upgrade` first, or write the revision without a database with --offline",
            pending.join(", ")
        )));
    }
    Ok(Some(live))
}

/// The plan for each dialect; empty scripts where there are no operations.
pub fn plans(
    context: &Context,
    before: &Schema,
    operations: Option<&[Operation]>,
    targets: &[Target],
    live: Option<&(Target, Reflection)>,
    online: bool,
) -> Result<Vec<(DialectName, Plan)>, Failure> {
    targets
        .iter()
        .map(|target| {
            let live = live.filter(|(live, _)| target.dialect.suits(live.flavour));
            let live = live.map(|(_, reflection)| reflection);

            let setting = Setting { dialect: dialect(target.dialect), target, live, online };
            let plan = plan::plan(before, operations.unwrap_or_default(), setting);
            let plan = plan.map_err(|error| context.plan_failure(error, target.dialect))?;
            Ok((target.dialect, plan))
        })
        .collect()
}

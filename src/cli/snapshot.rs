//! `autogen snapshot`: the schema at the heads, as a file for people and speed.

use std::collections::BTreeSet;

use super::Found;
use super::args::{Global, Snapshot};
use super::context::Context;
use super::depends;
use super::failure::Failure;
use super::signals::interrupted;
use super::terminal;
use super::verify::tell_swept;
use crate::dialect::{Reflection, dialect};
use crate::ops::Operation;
use crate::plan;
use crate::project::{Cache, METADATA};
use crate::report;
use crate::revision::{Metadata, Move, revision};
use crate::runner::{self, Options};
use crate::scratch::Scratch;
use crate::target::Target;

pub async fn run(global: &Global, args: &Snapshot) -> Result<Found, Failure> {
    let mut context = Context::open(global)?;
    if let Some(Some(text)) = &args.rebuild {
        replay(&context, text).await?;
        context = Context::open(global)?;
    }
    if args.rebuild.is_some() {
        let schema = context.folder.schema_at(&context.heads())?;
        let file = context.project.write_snapshot(&context.folder, schema)?;
        println!("Wrote {}", context.shown(&file));
        return Ok(Found::Nothing);
    }
    let recorded = context.project.recorded(&context.folder)?;
    let file = context.project.snapshot_path()?;
    match recorded.cache {
        Cache::Fresh => println!("{} is up to date", context.shown(&file)),
        Cache::Rewritten => println!("Wrote {}", context.shown(&file)),
        Cache::Stale(error) => return Err(error.into()),
    }
    Ok(Found::Nothing)
}

/// Records in `changes` what the hand-written scripts of a revision do: the revisions before it
/// are replayed in a database made for it, and what it holds before and after is compared.
async fn replay(context: &Context, text: &str) -> Result<(), Failure> {
    let id = revision(&context.folder.graph, text)?;
    let Some(revision) = context.folder.get(id) else { return Ok(()) };
    if revision.metadata.changes.is_some() {
        return Err(Failure::refused(format!(
            "{id} has its `changes` already; to record what its scripts do, take them out of its revision.yaml first"
        )));
    }
    let name = context.dialect_of_url()?;
    let dialect = dialect(name);
    let mut scratch = Scratch::create(&context.database_url()?, dialect).await?;
    tell_swept(&scratch);
    let replayed = tokio::select! {
        replayed = replayed(context, &mut scratch, id) => replayed,
        () = interrupted() => Err(Failure::refused("interrupted: nothing stays of it")),
    };
    let discarded = scratch.discard(dialect).await;
    let (before, after) = replayed?;
    discarded?;

    let recorded = context.schema_before(revision)?;
    let changes = plan::record(&recorded, &before, &after)?;
    for line in report::lines(&changes) {
        println!("  {}", terminal::difference(&line));
    }
    let mut metadata = revision.metadata.clone();
    // A folder that lists none is for every database, and a project of several has more of them.
    let only = context.project.targets().iter().all(|it| it.dialect == name);
    if metadata.dialects.is_empty() && only {
        metadata.dialects.insert(name, Target::floor(name).version);
    }
    let text = revised(context, id, &metadata, &changes)?;
    let file = context.project.write_revision_file(id, METADATA, &text)?;
    println!("Wrote {}", context.shown(&file));
    Ok(())
}

/// The text of revision.yaml as it is from now on, with what people wrote into it.
pub fn revised(
    context: &Context,
    id: &str,
    metadata: &Metadata,
    changes: &[Operation],
) -> Result<String, Failure> {
    let path = context.folder.path.join(id).join(METADATA);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(metadata.revised(&text, changes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(metadata.write(Some(changes)))
        }
        Err(error) => {
            let path = context.shown(&path);
            Err(Failure::refused(format!("{path} cannot be read: {error}")))
        }
    }
}

/// What the database holds before and after the revision.
async fn replayed(
    context: &Context,
    scratch: &mut Scratch,
    id: &str,
) -> Result<(Reflection, Reflection), Failure> {
    let name = context.dialect_of_url()?;
    scratch.connection.target.dialect = name;
    let scope = context.scope()?;
    let options =
        Options { lock_wait: context.project.lock_wait(), resume_at: None, by: context.user() };
    let mut found = Vec::new();
    for step in depends::with_ground(context, &BTreeSet::from([id.to_owned()]))? {
        let last = step.own && step.id == id;
        if last {
            let before = scratch.connection.reflect(dialect(name), &scope).await?;
            found.push(context.visible(before)?);
        }
        let history = step.context.history(name)?;
        let moves = [Move::Up(step.id.to_owned())];
        let mut tasks = step.context.tasks(&moves, scratch.connection.target)?;
        // What a script filled in may go again.
        tasks.iter_mut().for_each(|task| task.guard.accepted = true);
        let never = std::future::pending();
        runner::run(&mut scratch.connection, &history, &tasks, &options, &mut (), never).await?;
        if last {
            let after = scratch.connection.reflect(dialect(name), &scope).await?;
            found.push(context.visible(after)?);
        }
    }
    match <[Reflection; 2]>::try_from(found) {
        Ok([before, after]) => Ok((before, after)),
        Err(_) => Err(Failure::refused("the revision could not be replayed")),
    }
}

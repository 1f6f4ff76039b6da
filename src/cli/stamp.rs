//! `autogen stamp`: the version table is made to say what is true.

use std::collections::BTreeSet;

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Stamp};
use super::context::Context;
use super::failure::Failure;
use super::live::Live;
use super::terminal::Progress;
use crate::history::Record;
use crate::project::Direction;
use crate::revision::{Place, checksum, place};
use crate::runner::{self, Events, Options};

pub async fn run(global: &Global, args: &Stamp) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let mut live = context.connect_existing().await?;
    let (ids, accepted) = meant(&context, &mut live, args).await?;
    record(&context, &mut live, &ids, &accepted, global).await
}

/// The revisions that shall be recorded, and those of which an edit is accepted.
pub async fn meant(
    context: &Context,
    live: &mut Live,
    args: &Stamp,
) -> Result<(BTreeSet<String>, BTreeSet<String>), Failure> {
    let graph = &context.folder.graph;
    let known: BTreeSet<String> = live
        .rows()
        .await?
        .into_iter()
        .map(|row| row.revision)
        .filter(|id| context.folder.get(id).is_some())
        .collect();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for text in &args.revisions {
        if let Place::At(at) = place(graph, text, &known)? {
            named.extend(at);
        }
    }
    if !args.checksum {
        return Ok((graph.ancestors(&named), BTreeSet::new()));
    }
    // An edit is accepted where it was made, and nothing else changes.
    if let Some(id) = named.iter().find(|id| !known.contains(*id)) {
        return Err(Failure::refused(format!(
            "{id} is not applied, so that there is no checksum to accept"
        )));
    }
    Ok((known, named))
}

/// Makes the version table have rows for these revisions alone, and tells.
pub async fn record(
    context: &Context,
    live: &mut Live,
    ids: &BTreeSet<String>,
    accepted: &BTreeSet<String>,
    global: &Global,
) -> Result<Found, Failure> {
    write(context, live, ids, accepted, &mut Progress::new(global)).await?;
    match context.folder.graph.heads_of(ids)[..] {
        ref heads if global.format == Format::Json => {
            global.results.tell(&json!({"current": heads}));
        }
        [] => println!("Recorded: no revision is applied"),
        ref heads => println!("Recorded: the database is at {}", heads.join(", ")),
    }
    Ok(Found::Nothing)
}

/// Makes the version table have rows for these revisions alone; or, where scripts are `accepted` as
/// they are now, takes over their checksums and nothing else.
pub async fn write(
    context: &Context,
    live: &mut Live,
    ids: &BTreeSet<String>,
    accepted: &BTreeSet<String>,
    events: &mut dyn Events,
) -> Result<(), Failure> {
    let graph = &context.folder.graph;
    let target = live.connection.target;
    let rows = live.rows().await?;
    let mut checksums = Vec::with_capacity(ids.len());
    let accept = !accepted.is_empty();
    let written = if accept { accepted } else { ids };
    for id in graph.order().filter(|id| written.contains(*id)) {
        let Some(revision) = context.folder.get(id) else { continue };
        let recorded = rows.iter().find(|row| row.revision == id && !accepted.contains(id));
        let sum = match recorded {
            Some(row) => row.checksum.clone(),
            None => {
                let script = context.folder.script(revision, target.dialect, Direction::Up)?;
                script.map(|it| checksum(live.dialect().lexis(), &it.text)).transpose()?
            }
        };
        checksums.push((id, sum.unwrap_or_default()));
    }
    let by = context.user();
    let records: Vec<Record> = checksums
        .iter()
        .map(|(id, sum)| Record {
            revision: id,
            checksum: sum,
            duration_ms: None,
            more: None,
            by: &by,
        })
        .collect();
    let options =
        Options { lock_wait: context.project.lock_wait(), resume_at: None, by: by.clone() };
    runner::stamp(&mut live.connection, &live.history, &records, accept, &options, events).await?;
    Ok(())
}

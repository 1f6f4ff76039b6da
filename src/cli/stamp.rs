//! `autogen stamp`: the version table is made to say what is true.

use std::collections::BTreeSet;

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Stamp};
use super::context::Context;
use super::failure::Failure;
use super::live::Live;
use super::terminal::Progress;
use crate::database::Missing;
use crate::history::Record;
use crate::project::Direction;
use crate::revision::{Place, checksum, place};
use crate::runner::{self, Options};

pub async fn run(global: &Global, args: &Stamp) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let mut live = context.connect(Missing::Create).await?;
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
        let ids = graph.ancestors(&named);
        return record(&context, &mut live, &ids, &BTreeSet::new(), global).await;
    }
    // An edit is accepted where it was made, and nothing else changes.
    if let Some(id) = named.iter().find(|id| !known.contains(*id)) {
        return Err(Failure::refused(format!(
            "{id} is not applied, so that there is no checksum to accept"
        )));
    }
    record(&context, &mut live, &known, &named, global).await
}

/// Makes the version table have rows for these revisions alone, and takes over the checksums of
/// those whose scripts are `accepted` as they are now.
pub async fn record(
    context: &Context,
    live: &mut Live,
    ids: &BTreeSet<String>,
    accepted: &BTreeSet<String>,
    global: &Global,
) -> Result<Found, Failure> {
    let graph = &context.folder.graph;
    let target = live.connection.target;
    let rows = live.rows().await?;
    let mut checksums = Vec::with_capacity(ids.len());
    for id in graph.order().filter(|id| ids.contains(*id)) {
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
        .map(|(id, sum)| Record { revision: id, checksum: sum, duration_ms: None, by: &by })
        .collect();
    let options =
        Options { lock_wait: context.project.lock_wait(), resume_at: None, by: by.clone() };
    let mut progress = Progress::new(global);
    runner::stamp(
        &mut live.connection,
        &live.history,
        &records,
        !accepted.is_empty(),
        &options,
        &mut progress,
    )
    .await?;
    match graph.heads_of(ids)[..] {
        ref heads if global.format == Format::Json => {
            println!("{:#}", json!({"current": heads}));
        }
        [] => println!("Recorded: no revision is applied"),
        ref heads => println!("Recorded: the database is at {}", heads.join(", ")),
    }
    Ok(Found::Nothing)
}

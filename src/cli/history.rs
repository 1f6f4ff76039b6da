//! `autogen history` and `autogen heads`: what revisions there are.

use std::collections::BTreeSet;

use serde_json::json;

use super::Found;
use super::args::{Format, Global};
use super::context::Context;
use super::failure::Failure;
use super::terminal::{self, Style};
use crate::database::Missing;
use crate::project::RevisionFolder;
use crate::revision::{Place, range};

pub async fn history(global: &Global, text: Option<&str>) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let mut shown: BTreeSet<&str> = graph.order().collect();
    if let Some(text) = text {
        // Only a range from or to where the database is has to look there.
        let relative = text.contains("current")
            || text.split(':').any(|end| end.starts_with(['+', '-']) && !end.is_empty());
        let applied = match relative {
            true => context.connect(Missing::Empty).await?.applied(&context).await?,
            false => BTreeSet::new(),
        };
        let (from, to) = range(graph, text, &applied)?;
        let ancestors = |place: &Place| match place {
            Place::Base => BTreeSet::new(),
            Place::At(ids) => graph.ancestors(ids),
        };
        if let Some(to) = &to {
            let to = ancestors(to);
            shown.retain(|id| to.contains(*id));
        }
        if let Some(Place::At(from)) = &from {
            // The lower end is shown too, as people expect of A:B.
            let mut below = graph.ancestors(from);
            below.retain(|id| !from.contains(id));
            shown.retain(|id| !below.contains(*id));
        }
    }
    let order: Vec<&str> = graph.order().filter(|id| shown.contains(id)).collect();
    if global.format == Format::Json {
        let items: Vec<_> = order
            .iter()
            .filter_map(|id| context.folder.get(id))
            .map(|it| {
                let metadata = &it.metadata;
                json!({
                    "revision": it.id,
                    "revises": metadata.revises,
                    "message": metadata.message,
                    "created": metadata.created,
                })
            })
            .collect();
        global.results.tell(&serde_json::Value::Array(items));
        return Ok(Found::Nothing);
    }
    for id in order.into_iter().rev() {
        println!("{}", line(&context.folder, id));
    }
    Ok(Found::Nothing)
}

pub fn heads(global: &Global) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    if global.format == Format::Json {
        global.results.tell(&json!(graph.heads()));
        return Ok(Found::Nothing);
    }
    for id in graph.heads() {
        println!("{}", line(&context.folder, id));
    }
    if graph.heads().len() > 1 {
        terminal::warn(&format!(
            "Multiple heads are present: {}; `autogen merge` joins them, `autogen rebase REV` puts one after the other",
            graph.heads().join(", ")
        ));
    }
    Ok(Found::Nothing)
}

fn line(folder: &RevisionFolder, id: &str) -> String {
    let Some(revision) = folder.get(id) else { return id.to_owned() };
    let metadata = &revision.metadata;
    let parents = match metadata.revises.as_slice() {
        [] => "base".to_owned(),
        parents => parents.join(", "),
    };
    let mut line = format!("{parents} -> {}", terminal::styled(id, Style::Name));
    if folder.graph.heads().contains(&id) {
        line.push_str(" (head)");
    }
    if metadata.revises.len() > 1 {
        line.push_str(" (merge)");
    }
    if !metadata.message.is_empty() {
        line.push_str(&format!(", {}", metadata.message));
    }
    line
}

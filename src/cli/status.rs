//! `autogen current` and `autogen status`: where the database is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::Found;
use super::args::{Format, Global};
use super::context::Context;
use super::failure::Failure;
use super::review;
use super::terminal::{self, Style};
use crate::project::Wanted;

pub async fn current(global: &Global) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let rows = match context.connect_if_there().await? {
        Some(mut live) => live.rows().await?,
        None => {
            terminal::note(&context.absent(&context.database_url()?));
            Vec::new()
        }
    };
    let (known, unknown): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .map(|row| row.revision)
        .partition(|id| graph.order().any(|known| known == id));
    let known: BTreeSet<String> = known.into_iter().collect();
    let at = graph.heads_of(&known);
    let heads = graph.heads();
    if global.format == Format::Json {
        global.results.tell(&json!({"current": at, "heads": heads, "unknown": unknown}));
        return Ok(Found::Nothing);
    }
    for id in &at {
        let head = if heads.contains(id) { " (head)" } else { "" };
        println!("{id}{head}");
    }
    if at.is_empty() && unknown.is_empty() {
        println!("base (no revision is applied)");
    }
    for id in unknown {
        println!("{id} {}", terminal::styled("(not in the folder)", Style::Warning));
    }
    Ok(Found::Nothing)
}

pub async fn status(global: &Global) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let (rows, edited, standing) = match context.connect_if_there().await? {
        Some(mut live) => {
            let rows = live.rows().await?;
            (rows, live.edited(&context).await?, live.standing(&context).await?)
        }
        None => {
            terminal::note(&context.absent(&context.database_url()?));
            Default::default()
        }
    };
    let unjudged = standing.unjudgeable(&context);
    let half_done = standing.half_done;
    let half = |id: &str| half_done.as_ref().is_some_and(|it| it.revision == id);
    let unknown: Vec<&str> = rows
        .iter()
        .map(|row| row.revision.as_str())
        .filter(|id| context.folder.get(id).is_none())
        .collect();
    let mut wanted = BTreeMap::new();
    for revision in context.folder.in_order() {
        if !rows.iter().any(|row| row.revision == revision.id)
            && let Some(why) = review::wanted(&context, revision)?
        {
            wanted.insert(revision.id.as_str(), why);
        }
    }
    if global.format == Format::Json {
        let row = |id: &str| rows.iter().find(|row| row.revision == id);
        let revisions: Vec<_> = graph
            .order()
            .map(|id| {
                let review = wanted.get(id).map(|it| match it {
                    Wanted::Missing => "missing",
                    Wanted::Edited { .. } => "edited",
                });
                json!({
                    "review_wanted": review,
                    "revision": id,
                    "applied": row(id).is_some(),
                    "applied_at": row(id).and_then(|row| row.applied_at.clone()),
                    "applied_by": row(id).and_then(|row| row.applied_by.clone()),
                    "duration_ms": row(id).and_then(|row| row.duration_ms),
                    "edited": edited.iter().any(|it| it.revision == id),
                })
            })
            .collect();
        global.results.tell(&json!({
            "revisions": revisions,
            "unknown": unknown,
            "half_done": half_done.map(|it| it.to_string()),
            "unjudged": unjudged,
        }));
        return Ok(Found::Nothing);
    }
    let width = graph.order().map(str::len).max().unwrap_or(0);
    for id in graph.order() {
        let Some(row) = rows.iter().find(|row| row.revision == id) else {
            let state = match half(id) {
                true => terminal::styled("half done", Style::Bad),
                false => terminal::styled("pending", Style::Warning),
            };
            let review = match wanted.get(id) {
                None => String::new(),
                Some(Wanted::Missing) => "  wants a review".to_owned(),
                Some(Wanted::Edited { by, .. }) => {
                    format!("  wants a review again: edited since {by}'s")
                }
            };
            println!("{id:width$}  {state}{}", terminal::styled(&review, Style::Warning));
            continue;
        };
        let mut line = format!("{id:width$}  {}", terminal::styled("applied", Style::Good));
        for part in [&row.applied_at, &row.applied_by].into_iter().flatten() {
            line.push_str(&format!("  {part}"));
        }
        if let Some(duration) = row.duration_ms {
            line.push_str(&format!("  {duration} ms"));
        }
        if edited.iter().any(|it| it.revision == id) {
            line.push_str(&terminal::styled("  edited since", Style::Bad));
        }
        println!("{line}");
        let edit = edited.iter().find(|it| it.revision == id);
        if let Some(diff) = edit.and_then(|it| it.diff.as_ref()) {
            diff.lines().for_each(|line| println!("    {line}"));
        }
    }
    if !wanted.is_empty() {
        terminal::note(&format!(
            "`{} review REV` shows and approves one",
            context.project.command()
        ));
    }
    for id in unknown {
        println!("{id:width$}  {}", terminal::styled("applied, not in the folder", Style::Bad));
    }
    if context.folder.revisions.is_empty() && rows.is_empty() {
        let next = "There are no revisions yet: `autogen revision -m \"initial\"` writes the first";
        println!("{}", terminal::hint(next));
    }
    if !unjudged.is_empty() {
        println!("{}", terminal::styled("Drift cannot be judged:", Style::Bad));
    }
    for reason in unjudged {
        println!("  {}", terminal::hint(&reason));
    }
    Ok(Found::Nothing)
}

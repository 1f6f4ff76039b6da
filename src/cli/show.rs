//! `autogen show`: a revision in full.

use serde_json::json;

use super::Found;
use super::args::{Format, Global};
use super::context::Context;
use super::failure::Failure;
use super::terminal::{self, Style};
use crate::report;
use crate::revision::revision;

pub fn run(global: &Global, text: &str) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let id = revision(&context.folder.graph, text)?;
    let Some(revision) = context.folder.get(id) else { return Ok(Found::Nothing) };
    let metadata = &revision.metadata;
    let changes = match &metadata.changes {
        None => None,
        Some(_) => {
            let before = context.schema_before(revision)?;
            Some(context.changes_of(revision, &before)?)
        }
    };
    if global.format == Format::Json {
        let scripts: serde_json::Map<String, serde_json::Value> = context
            .scripts_of(revision)?
            .into_iter()
            .map(|(name, text)| (name, text.into()))
            .collect();
        let value = json!({
            "revision": id,
            "revises": metadata.revises,
            "depends_on": metadata.depends_on,
            "message": metadata.message,
            "created": metadata.created,
            "changes": changes.as_deref().map(report::json),
            "scripts": scripts,
        });
        global.results.tell(&value);
        return Ok(Found::Nothing);
    }
    println!("{}", terminal::styled(id, Style::Name));
    let parents = metadata.revises.join(", ");
    println!("revises  {}", if parents.is_empty() { "base" } else { &parents });
    for (key, value) in
        [("message", Some(&metadata.message)), ("created", metadata.created.as_ref())]
    {
        if let Some(value) = value.filter(|it| !it.is_empty()) {
            println!("{key}  {value}");
        }
    }
    match changes {
        None => println!("changes  written by hand"),
        Some(changes) => {
            for line in report::lines(&changes) {
                println!("  {}", terminal::difference(&line));
            }
        }
    }
    for (name, text) in context.scripts_of(revision)? {
        println!("\n{}", terminal::styled(&format!("{name}:"), Style::Name));
        print!("{}", terminal::script(&text));
    }
    Ok(Found::Nothing)
}

//! `autogen render`: the scripts of a further dialect, from what the revisions recorded.

use super::Found;
use super::args::Global;
use super::context::Context;
use super::failure::Failure;
use super::revision::{files, plans, styled_verb};
use super::snapshot::revised;
use super::terminal;
use crate::checks;
use crate::project::{Direction, METADATA};
use crate::revision::{Metadata, Revision};
use crate::target::{DialectName, Target};

/// What becomes of the folder of one revision.
struct Rendered<'a> {
    revision: &'a Revision,
    metadata: Metadata,
    written: Vec<(String, String)>,
    /// Scripts that were those of the sole dialect, and have its name in theirs from now on.
    removed: Vec<String>,
}

/// Writes the scripts for every revision that lacks them, or none.
///
/// # Errors
///
/// Fails when the dialect cannot hold what a revision makes, by the revision's name.
pub fn run(global: &Global, name: DialectName) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let listed = context.project.targets();
    let is_listed = listed.iter().any(|it| it.dialect == name);
    let target = listed.into_iter().find(|it| it.dialect == name).unwrap_or(Target::floor(name));
    let mut rendered = Vec::new();
    let mut by_hand = Vec::new();
    for revision in context.folder.in_order() {
        let script = context.folder.script(revision, name, Direction::Up);
        match revision.metadata.changes {
            _ if matches!(script, Ok(Some(_))) => {}
            Some(_) => rendered.push(render(&context, revision, target)?),
            None => by_hand.push(&revision.id),
        }
    }
    let written = rendered.len();
    for Rendered { revision, metadata, written, removed } in rendered {
        for (file, text) in &written {
            context.project.write_revision_file(&revision.id, file, text)?;
        }
        let before = context.schema_before(revision)?;
        let changes = context.changes_of(revision, &before)?;
        let text = revised(&context, &revision.id, &metadata, &changes)?;
        context.project.write_revision_file(&revision.id, METADATA, &text)?;
        for file in &removed {
            context.project.remove_revision_file(&revision.id, file)?;
        }
        println!("{} the {name} scripts of {}", styled_verb("Wrote"), revision.id);
    }
    for id in by_hand {
        terminal::warn(&format!(
            "{id} was written by hand: write its up.{name}.sql by hand too, and list {name} in `dialects` of its revision.yaml"
        ));
    }
    if written == 0 {
        println!("Every revision that autogen wrote has its {name} scripts");
    } else if !is_listed {
        println!(
            "List {name} in `dialects` of {}, and new revisions are written for it too",
            context.shown(context.project.file())
        );
    }
    Context::refresh(global)?;
    Ok(Found::Nothing)
}

fn render<'a>(
    context: &Context,
    revision: &'a Revision,
    target: Target,
) -> Result<Rendered<'a>, Failure> {
    let name = target.dialect;
    let before = context.schema_before(revision)?;
    let changes = context.changes_of(revision, &before)?;
    let plans = plans(context, &before, Some(&changes), &[target], None, context.project.online())
        .map_err(|failure| {
            let (id, message) = (&revision.id, failure.message());
            Failure::refused(format!("{id}: {message}\nNothing was written"))
        })?;
    let metadata = &revision.metadata;
    let dialects = || {
        metadata
            .dialects
            .keys()
            .flat_map(|name| [Direction::Up, Direction::Down].map(|it| (*name, it)))
    };
    // What is missing is to be written.
    let scripts =
        dialects().filter_map(|(name, it)| context.folder.script(revision, name, it).ok()?);
    let mut old: Vec<(String, String)> = scripts
        .map(|it| (it.path.file_name().unwrap_or_default().to_string_lossy().into_owned(), it.text))
        .collect();
    let is = |direction: &str| old.iter().any(|(file, _)| file.starts_with(direction));
    let irreversible = is("up") && !is("down");
    // Beside those of another dialect, every script has its dialect in its name.
    let mut written = files(context, &revision.id, &metadata.revises, &plans, false);
    written.retain(|(file, _)| !irreversible || file.starts_with("up"));
    named(&mut written, name);
    hold_unread(context, revision, target, &written, &old)?;
    old.retain(|(file, _)| file == "up.sql" || file == "down.sql");
    if let Some(sole) = metadata.dialects.keys().next().copied().filter(|it| *it != name) {
        let mut kept = old.clone();
        named(&mut kept, sole);
        written.extend(kept);
    }
    let mut metadata = metadata.clone();
    checks::extend(&mut metadata, &before, &changes, target);
    // A folder that lists none is for every database, also for those that it was written for.
    if !metadata.dialects.is_empty() {
        metadata.dialects.insert(name, target.version);
    }
    let removed = old.into_iter().map(|(file, _)| file).collect();
    Ok(Rendered { revision, metadata, written, removed })
}

/// Refuses to write over a script that nobody listed.
fn hold_unread(
    context: &Context,
    revision: &Revision,
    target: Target,
    written: &[(String, String)],
    read: &[(String, String)],
) -> Result<(), Failure> {
    let folder = context.folder.path.join(&revision.id);
    let is_read = |file: &str| read.iter().any(|(it, _)| it == file);
    let lost = written.iter().find(|(file, _)| !is_read(file) && folder.join(file).exists());
    let Some((file, _)) = lost else { return Ok(()) };
    let Target { dialect, version, .. } = target;
    Err(Failure::refused(format!(
        "{} is there already, and its revision.yaml does not list {dialect}\nIf {dialect} shall run it, add `{dialect}: {version}` to `dialects` there; else take the file away\nNothing was written",
        context.shown(&folder.join(file))
    )))
}

/// Puts the dialect into the names of scripts, and into the command in their first line.
fn named(scripts: &mut [(String, String)], dialect: DialectName) {
    for (file, text) in scripts {
        let named = file.replace(".sql", &format!(".{dialect}.sql"));
        *text = text.replacen(&*file, &named, 1);
        *file = named;
    }
}

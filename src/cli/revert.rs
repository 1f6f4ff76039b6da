//! `autogen revert`: a new revision that undoes an earlier one.

use std::collections::BTreeSet;

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Revert};
use super::branches::{Branch, as_generated, body, targets_of, tell, tell_rebuilds};
use super::context::Context;
use super::failure::Failure;
use super::hooks;
use super::revision::{checks_of, files, id, now, plans, styled_verb, tell_checks, write};
use super::terminal::{self, Style};
use crate::ops::{self, Operation};
use crate::project::Direction;
use crate::report;
use crate::revision::{Metadata, Revision, dependents, revision};
use crate::target::DialectName;

pub async fn run(global: &Global, args: &Revert) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let undone = revision(graph, &args.revision)?;
    let Some(undone) = context.folder.get(undone) else {
        return Err(Failure::refused(format!("Can't locate revision identified by '{undone}'")));
    };
    let parents = super::revision::parents(&context, args.head.as_deref())?;
    let above = graph.ancestors(&parents);
    if !above.contains(&undone.id) {
        return Err(Failure::refused(format!(
            "{} is not among what {} follows: name the head of its branch with --head",
            undone.id,
            parents.join(", ")
        )));
    }
    let own = Branch::of(&context, &BTreeSet::from([undone.id.clone()]))?;
    let later = Branch::of(&context, &(&above - &graph.ancestors([&undone.id])))?;
    let needed = dependents(&own.made(), &later.made());
    if !needed.is_empty() {
        return Err(Failure::refused(format!(
            "{} cannot be undone, since what came later depends on it:{}\nRevert {} first",
            undone.id,
            tell(&needed),
            later_ones(&context, needed.iter().map(|it| it.other.revision)),
        )));
    }
    later.warn_of_unknown(&format!("whether it depends on {}", undone.id));
    let before = context.schema_at(&parents)?;
    let inverse = match undone.metadata.changes {
        None => None,
        Some(_) => {
            let changes = context.changes_of(undone, &context.schema_before(undone)?)?;
            let inverse = ops::reverse(changes);
            ops::apply_all(&inverse, &mut before.clone().into_owned())?;
            Some(inverse)
        }
    };

    let created = now();
    let message = args.message.clone().unwrap_or_else(|| format!("revert {}", undone.id));
    let id = id(&context, &message, &created, args.rev_id.as_deref())?;
    let targets = match targets_of(undone) {
        targets if targets.is_empty() => context.targets(None)?,
        targets => targets,
    };
    let plans =
        plans(&context, &before, inverse.as_deref(), &targets, None, context.project.online())?;
    let mut scripts = files(&context, &id, &parents, &plans, false);
    let stale = own.rebuilds_over(&later);
    if stale.is_empty() {
        for (name, _) in &plans {
            swap(&context, undone, *name, &mut scripts)?;
        }
    } else if !as_generated(&context, undone)? {
        return Err(Failure::refused(format!(
            "the scripts of {} were written by hand, and do not know what came later:{}\nWrite the revision that undoes it by hand, with `autogen revision --empty`",
            undone.id,
            tell_rebuilds(&stale)
        )));
    }
    if nothing(inverse.as_deref(), &scripts) {
        return Err(Failure::refused(format!("{} does nothing that could be undone", undone.id)));
    }
    let metadata = Metadata {
        revises: parents,
        message,
        created: Some(created),
        dialects: targets.iter().map(|it| (it.dialect, it.version)).collect(),
        checks: checks_of(&before, inverse.as_deref(), &targets),
        ..Metadata::default()
    };
    let folder = write(&context, &id, &metadata, inverse.as_deref(), &scripts)?;
    Context::refresh(global)?;
    hooks::after_revision(&context, &id, &folder, &mut scripts).await?;
    let inverse = inverse.unwrap_or_default();
    if global.format == Format::Json {
        let changes = report::json(&inverse);
        let checks: Vec<&String> = metadata.checks.iter().map(|it| &it.name).collect();
        global.results.tell(
            &json!({"revision": id, "reverts": undone.id, "changes": changes, "checks": checks}),
        );
        return Ok(Found::Nothing);
    }
    for line in report::lines(&inverse) {
        println!("  {}", terminal::difference(&line));
    }
    println!("{} {}", styled_verb("Wrote"), context.shown(&folder));
    for (file, text) in &scripts {
        println!("\n{}", terminal::styled(file, Style::Name));
        print!("{}", terminal::script(text));
    }
    tell_checks(&metadata);
    let next = "\nTake what it undoes out of the models too, or `autogen check` will miss it; then run `autogen upgrade`";
    println!("{}", terminal::hint(next));
    Ok(Found::Nothing)
}

/// The scripts of the revision that is undone take the place of the planned ones, each in the other
/// direction.
fn swap(
    context: &Context,
    undone: &Revision,
    name: DialectName,
    scripts: &mut [(String, String)],
) -> Result<(), Failure> {
    let pairs = [(Direction::Down, Direction::Up), (Direction::Up, Direction::Down)];
    for (from, to) in pairs {
        let Some(found) = context.folder.script(undone, name, from)? else {
            return Err(Failure::refused(format!(
                "{} has no {} script for {name}: write the revision that undoes it by hand, with `autogen revision --empty`",
                undone.id,
                from.as_str()
            )));
        };
        let names = [format!("{}.{name}.sql", to.as_str()), format!("{}.sql", to.as_str())];
        for (_, text) in scripts.iter_mut().filter(|(file, _)| names.contains(file)) {
            let first = text.split_inclusive('\n').next().unwrap_or_default().to_owned();
            *text = first + body(&found.text);
        }
    }
    Ok(())
}

/// The revisions in the order in which to undo them.
fn later_ones<'a>(context: &Context, ids: impl Iterator<Item = &'a str>) -> String {
    let ids: BTreeSet<&str> = ids.collect();
    let order: Vec<&str> =
        context.folder.graph.order().rev().filter(|id| ids.contains(id)).collect();
    order.join(", then ")
}

fn nothing(inverse: Option<&[Operation]>, scripts: &[(String, String)]) -> bool {
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("--");
    inverse.is_none_or(<[_]>::is_empty)
        && scripts.iter().all(|(_, text)| text.lines().all(is_comment))
}

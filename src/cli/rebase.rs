//! `autogen rebase`: a branch is put after another head, and what people wrote in it stays.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Rebase};
use super::branches::{Branch, as_generated, body, targets_of, tell, tell_rebuilds};
use super::context::Context;
use super::failure::Failure;
use super::revision::{files, plans};
use super::terminal;
use crate::database::Missing;
use crate::project::{METADATA, Project, RevisionFolder};
use crate::revision::{IdStyle, Metadata, Revision, conflicts, numbered, revision};

pub async fn run(global: &Global, args: &Rebase) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let Ends { head, onto } = ends(&context, args)?;
    let (own, others) = (graph.ancestors([&head]), graph.ancestors([&onto]));
    let (moved, passed) = (&own - &others, &others - &own);
    hold_alone(&context, &head, &moved)?;
    let branch = Branch::of(&context, &moved)?;
    let others = Branch::of(&context, &passed)?;
    let found = conflicts(&others.made(), &branch.made());
    if !found.is_empty() {
        return Err(Failure::refused(format!(
            "{head} cannot follow {onto} as it is:{}\nTake these changes out of one of the branches (revision.yaml and scripts), rebase, and let `autogen revision` write what the models still want",
            tell(&found)
        )));
    }

    // Scripts that know a table in full have to know what is new in it.
    let stale = branch.rebuilds_over(&others);
    let stale_ids: BTreeSet<&str> = stale.iter().map(|(it, _)| it.revision.as_str()).collect();
    for id in &stale_ids {
        let Some(revision) = context.folder.get(id) else { continue };
        if !as_generated(&context, revision)? {
            let of_it: Vec<_> =
                stale.iter().filter(|(it, _)| it.revision == **id).copied().collect();
            return Err(Failure::refused(format!(
                "the scripts of {id} were written by hand, and would lose what they do not know:{}\nTake it out, rebase, and let `autogen revision` write it anew",
                tell_rebuilds(&of_it)
            )));
        }
    }
    let anew = !stale.is_empty() || !others.rebuilds_over(&branch).is_empty();
    if !args.offline {
        look(&context, &moved, &onto, anew).await?;
    }

    let ids = match args.renumber {
        true => renumber(&context, &moved)?,
        false => BTreeMap::new(),
    };
    let plan = Plan::new(&context, &moved, &onto, &ids)?;
    // Whatever does not fit at the new place is refused before anything is written.
    let heads: Vec<String> = plan.after.graph.heads().into_iter().map(str::to_owned).collect();
    plan.after.schema_at(&heads)?;
    branch.warn_of_unknown(&format!("whether it can follow {onto}"));
    let others = tell_others(&context, &ids)?;
    plan.write(&context, &stale_ids)?;
    for (module, id, text) in &others {
        module.write_revision_file(id, METADATA, text)?;
    }
    Context::refresh(global)?;

    if global.format == Format::Json {
        let moved: Vec<&String> = moved.iter().map(|id| ids.get(id).unwrap_or(id)).collect();
        global.results.tell(&json!({"moved": moved, "onto": onto, "was": ids}));
        return Ok(Found::Nothing);
    }
    let names = context.folder.graph.order().filter(|id| moved.contains(*id));
    let names: Vec<String> = names
        .map(|id| match ids.get(id) {
            Some(new) => format!("{id}, now {new}"),
            None => id.to_owned(),
        })
        .collect();
    println!("Moved after {onto}:");
    for name in names {
        println!("  {name}");
    }
    for id in stale_ids {
        println!("  the scripts of {id} were written anew: they build tables that {onto} changes");
    }
    Ok(Found::Nothing)
}

/// The head of the branch to move, and the head to put it after.
struct Ends {
    head: String,
    onto: String,
}

fn ends(context: &Context, args: &Rebase) -> Result<Ends, Failure> {
    let graph = &context.folder.graph;
    let id = revision(graph, &args.revision)?;
    let heads = context.heads();
    let above = graph.descendants([id]);
    let (own, others): (Vec<&String>, Vec<&String>) =
        heads.iter().partition(|head| above.contains(*head));
    let onto = match &args.onto {
        Some(text) => revision(graph, text)?.to_owned(),
        None => match others[..] {
            [only] => only.clone(),
            [] if own.len() > 1 => {
                return Err(Failure::refused(format!(
                    "{id} is before all heads: name a revision of the branch to move, such as {}",
                    own[0]
                )));
            }
            [] => {
                return Err(Failure::refused(format!(
                    "there is one head, {}, and so nothing to put {id} after",
                    heads.join("")
                )));
            }
            _ => {
                return Err(Failure::refused(format!(
                    "{id} could follow any of {}: name one with --onto",
                    others.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ")
                )));
            }
        },
    };
    let [head] = own[..] else {
        return Err(Failure::refused(format!(
            "several branches follow {id}: {}; name a revision of the one to move",
            own.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ")
        )));
    };
    let below = graph.ancestors([&onto]);
    if below.contains(id) {
        return Err(Failure::refused(format!(
            "{onto} follows {id} already: name a revision of the branch to move"
        )));
    }
    if graph.ancestors([head]).contains(&onto) {
        return Err(Failure::refused(format!("{head} follows {onto} already")));
    }
    Ok(Ends { head: head.clone(), onto })
}

/// Refuses to move what another branch is built on, which would come along with nobody having looked
/// at what it does.
fn hold_alone(context: &Context, head: &str, moved: &BTreeSet<String>) -> Result<(), Failure> {
    let graph = &context.folder.graph;
    let along = graph.descendants(moved);
    let heads = context.heads();
    let Some(other) = heads.iter().find(|it| *it != head && along.contains(*it)) else {
        return Ok(());
    };
    let below = graph.ancestors([other]);
    let shared: Vec<&str> =
        graph.order().filter(|id| moved.contains(*id) && below.contains(*id)).collect();
    Err(Failure::refused(format!(
        "{head} cannot be moved alone: {other} follows {} too\nPut the one after the other first, with `autogen rebase {other} --onto {head}`, or join them with `autogen merge {head} {other}`; then rebase what comes of it",
        shared.join(", ")
    )))
}

/// Looks whether the database has applied what is to be moved: that it may, as long as all scripts
/// stay as they are.
async fn look(
    context: &Context,
    moved: &BTreeSet<String>,
    onto: &str,
    anew: bool,
) -> Result<(), Failure> {
    let mut live = context.connect(Missing::Empty).await.map_err(|failure| {
        Failure::refused(format!(
            "{}\nWith --offline nobody looks whether the branch is applied somewhere",
            failure.message()
        ))
    })?;
    let applied = live.applied(context).await?;
    let there: Vec<&str> = context
        .folder
        .graph
        .order()
        .filter(|id| moved.contains(*id) && applied.contains(*id))
        .collect();
    let Some(first) = there.first() else { return Ok(()) };
    let first_parents = context.folder.graph.parents(first).join(", ");
    if anew {
        let back = if first_parents.is_empty() { "base" } else { &first_parents };
        return Err(Failure::refused(format!(
            "{} {} applied to this database, and builds tables that {onto} changes: take it back first, with `autogen downgrade {back}`",
            there.join(", "),
            if there.len() == 1 { "is" } else { "are" }
        )));
    }
    terminal::note(&format!(
        "{} {} applied to this database: `autogen upgrade` applies {onto} beside it",
        there.join(", "),
        if there.len() == 1 { "is" } else { "are" }
    ));
    Ok(())
}

/// New ids for revisions that are moved, in their order, after the numbers of all others.
fn renumber(
    context: &Context,
    moved: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, Failure> {
    let folder = &context.folder;
    let mut taken: Vec<String> =
        (folder.graph.order()).filter(|id| !moved.contains(*id)).map(str::to_owned).collect();
    let mut ids = BTreeMap::new();
    for id in folder.graph.order().filter(|id| moved.contains(*id)) {
        let new = match context.project.id_style() {
            IdStyle::Sequential => numbered(id, taken.iter().map(String::as_str)),
            IdStyle::Timestamp | IdStyle::Hash => None,
        };
        let Some(new) = new else {
            return Err(Failure::refused(format!(
                "{id} has no number to change: ids are in no order here, and need no --renumber"
            )));
        };
        taken.push(new.clone());
        if new != id {
            ids.insert(id.to_owned(), new);
        }
    }
    Ok(ids)
}

/// What other modules' revisions that depend on renumbered ones say from now on: each module, with
/// the revision and the text of its revision.yaml.
fn tell_others(
    context: &Context,
    ids: &BTreeMap<String, String>,
) -> Result<Vec<(Project, String, String)>, Failure> {
    let mut texts = Vec::new();
    let Some(own) = context.project.module().filter(|_| context.project.has_modules()) else {
        return Ok(texts);
    };
    let now = |text: &String| match text.split_once('/') {
        Some((module, id)) if module == own => {
            let id = revision(&context.folder.graph, id).ok()?;
            Some(format!("{own}/{}", ids.get(id)?))
        }
        _ => None,
    };
    for name in context.project.module_names()?.iter().filter(|it| it.as_str() != own) {
        let module = context.project.of_module(name)?;
        // A module that cannot be read finds the revisions by their old names.
        let Ok(folder) = module.revisions() else { continue };
        for it in &folder.revisions {
            let Metadata { revises, depends_on, was, .. } = &it.metadata;
            let new: Vec<String> =
                depends_on.iter().map(|text| now(text).unwrap_or_else(|| text.clone())).collect();
            if new == *depends_on {
                continue;
            }
            let path = folder.path.join(&it.id).join(METADATA);
            let text = std::fs::read_to_string(&path).map_err(|error| {
                Failure::refused(format!("{} cannot be read: {error}", context.shown(&path)))
            })?;
            let text = Metadata::relinked(&text, revises, &new, was);
            texts.push((module.clone(), it.id.clone(), text));
        }
    }
    Ok(texts)
}

/// The revisions as they will be.
struct Plan<'a> {
    moved: &'a BTreeSet<String>,
    /// Old ids with the new ones.
    ids: &'a BTreeMap<String, String>,
    after: RevisionFolder,
}

impl<'a> Plan<'a> {
    fn new(
        context: &Context,
        moved: &'a BTreeSet<String>,
        onto: &str,
        ids: &'a BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let graph = &context.folder.graph;
        let now = |id: &String| ids.get(id).unwrap_or(id).clone();
        let mut revisions: Vec<Revision> = Vec::with_capacity(graph.len());
        for it in &context.folder.revisions {
            let mut metadata = it.metadata.clone();
            if moved.contains(&it.id) {
                let parents = graph.parents(&it.id).into_iter().map(str::to_owned);
                // What it followed beside the branch is before the new place too.
                let inside: Vec<String> = parents.filter(|it| moved.contains(it)).collect();
                metadata.revises = match inside.is_empty() {
                    true => vec![onto.to_owned()],
                    false => inside,
                };
            }
            for name in metadata.revises.iter_mut().chain(&mut metadata.depends_on) {
                *name = now(name);
            }
            if ids.contains_key(&it.id) {
                metadata.was.push(it.id.clone());
            }
            revisions.push(Revision { id: now(&it.id), metadata });
        }
        let after = context.folder.relinked(revisions)?;
        Ok(Self { moved, ids, after })
    }

    fn write(&self, context: &Context, stale: &BTreeSet<&str>) -> Result<(), Failure> {
        let mut before: Option<&str> = None;
        let mut texts = Vec::new();
        for revision in &self.after.revisions {
            let old = self.old(&revision.id);
            let Some(was) = context.folder.get(old) else { continue };
            texts.extend(self.metadata(context, was, revision, before)?);
            if self.moved.contains(old) {
                texts.extend(self.scripts(context, was, revision, stale.contains(old))?);
            }
            before = Some(&revision.id);
        }
        for (id, file, text) in texts {
            context.project.write_revision_file(&id, &file, &text)?;
        }
        for (old, new) in self.ids {
            let folder = |id: &str| self.after.path.join(id);
            std::fs::rename(folder(old), folder(new)).map_err(|error| {
                Failure::refused(format!("{old} cannot be renamed to {new}: {error}"))
            })?;
        }
        Ok(())
    }

    fn old<'b>(&'b self, id: &'b str) -> &'b str {
        let old = self.ids.iter().find(|(_, new)| *new == id);
        old.map_or(id, |(old, _)| old.as_str())
    }

    /// The text of revision.yaml, where it says something else from now on.
    fn metadata(
        &self,
        context: &Context,
        was: &Revision,
        is: &Revision,
        before: Option<&str>,
    ) -> Result<Option<(String, String, String)>, Failure> {
        let path = context.folder.path.join(&was.id).join(METADATA);
        let Metadata { revises, depends_on, was: names, .. } = &is.metadata;
        let text = match std::fs::read_to_string(&path) {
            Ok(_) if was.metadata == is.metadata => return Ok(None),
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // Without the file it would follow the next lower name.
                if names.is_empty() && revises.iter().map(String::as_str).eq(before) {
                    return Ok(None);
                }
                "format: 1\n".to_owned()
            }
            Err(error) => {
                let path = context.shown(&path);
                return Err(Failure::refused(format!("{path} cannot be read: {error}")));
            }
        };
        let text = Metadata::relinked(&text, revises, depends_on, names);
        Ok(Some((was.id.clone(), METADATA.to_owned(), text)))
    }

    /// The scripts whose first line tells of ids that are others now, and those that are stale.
    fn scripts(
        &self,
        context: &Context,
        was: &Revision,
        is: &Revision,
        stale: bool,
    ) -> Result<Vec<(String, String, String)>, Failure> {
        let mut texts = Vec::new();
        let planned = match stale {
            false => Vec::new(),
            true => {
                let parents: Vec<String> = is.metadata.revises.clone();
                let before = self.after.schema_at(&parents)?;
                let changes = context.changes_of(is, &before)?;
                let plans = plans(
                    context,
                    &before,
                    Some(&changes),
                    &targets_of(is),
                    None,
                    context.project.online(),
                )?;
                files(context, &is.id, &parents, &plans, false)
            }
        };
        let back = |it: &Revision| match it.metadata.revises.as_slice() {
            [] => "base".to_owned(),
            parents => parents.join(" "),
        };
        for (file, text) in context.scripts_of(was)? {
            let (old, new) = match file.starts_with("up") {
                true => (was.id.clone(), is.id.clone()),
                false => (back(was), back(is)),
            };
            let (first, _) = text.split_once('\n').unwrap_or((&text, ""));
            let command = first.strip_suffix(&format!(" stamp {old}"));
            let first = command.map(|command| format!("{command} stamp {new}\n"));
            let rest = planned.iter().find(|(name, _)| *name == file).map(|(_, text)| body(text));
            let new = match (first, rest) {
                (Some(first), rest) => first + rest.unwrap_or(body(&text)),
                (None, Some(rest)) => rest.to_owned(),
                (None, None) => continue,
            };
            if new != text {
                texts.push((was.id.clone(), file, new));
            }
        }
        Ok(texts)
    }
}

//! `autogen merge`: several heads are joined by a revision that does nothing else.

use std::collections::BTreeSet;
use std::slice;

use serde_json::json;

use super::Found;
use super::args::{Format, Global, Merge};
use super::branches::{Branch, tell, tell_rebuilds};
use super::context::Context;
use super::failure::Failure;
use super::hooks;
use super::revision::{files, id, now, plans, styled_verb, write};
use super::terminal::hint;
use crate::dialect::dialect;
use crate::revision::{Metadata, conflicts, revision};
use crate::schema::Schema;
use crate::target::Target;

pub async fn run(global: &Global, args: &Merge) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let heads: Vec<String> = match args.revisions.as_slice() {
        [] => context.heads(),
        named => {
            let ids = named.iter().map(|text| Ok(revision(graph, text)?.to_owned()));
            ids.collect::<Result<BTreeSet<_>, Failure>>()?.into_iter().collect()
        }
    };
    for head in &heads {
        let below = graph.ancestors([head]);
        if let Some(before) = heads.iter().find(|it| *it != head && below.contains(*it)) {
            return Err(Failure::refused(format!(
                "{head} follows {before} already: only revisions of different branches are joined"
            )));
        }
    }
    if heads.len() < 2 {
        if global.format == Format::Json {
            global.results.tell(&json!({"revision": null}));
        } else {
            println!("Nothing to merge: there is no second head");
        }
        return Ok(Found::Nothing);
    }
    let targets = targets(&context, &heads)?;
    for (at, one) in heads.iter().enumerate() {
        for other in &heads[at + 1..] {
            commute(&context, one, other, &targets)?;
        }
    }
    let merged = context.folder.schema_at(&heads)?;
    let message = args.message.clone().unwrap_or_else(|| format!("merge {}", heads.join(" and ")));
    let created = now();
    let slug = args.message.as_deref().unwrap_or("merge");
    let id = id(&context, slug, &created, args.rev_id.as_deref())?;
    let plans = plans(&context, &merged, Some(&[]), &targets, None, false)?;
    let mut scripts = files(&context, &id, &heads, &plans, false);
    let metadata = Metadata {
        revises: heads.clone(),
        message,
        created: Some(created),
        dialects: targets.iter().map(|it| (it.dialect, it.version)).collect(),
        ..Metadata::default()
    };
    let folder = write(&context, &id, &metadata, Some(&[]), &scripts)?;
    Context::refresh(global)?;
    hooks::after_revision(&context, &id, &folder, &mut scripts).await?;
    if global.format == Format::Json {
        global.results.tell(&json!({"revision": id, "revises": heads}));
        return Ok(Found::Nothing);
    }
    println!(
        "{} {}, which joins {}",
        styled_verb("Wrote"),
        context.shown(&folder),
        heads.join(", ")
    );
    println!("{}", hint("Run `autogen upgrade`: each database applies what it has not"));
    Ok(Found::Nothing)
}

/// What the new revision is written for: what is configured, else what the others are written for.
fn targets(context: &Context, heads: &[String]) -> Result<Vec<Target>, Failure> {
    let listed = context.project.targets();
    if !listed.is_empty() {
        return Ok(listed);
    }
    let revisions = heads.iter().filter_map(|id| context.folder.get(id));
    let known: Metadata = revisions.fold(Metadata::default(), |mut all, it| {
        all.dialects.extend(it.metadata.dialects.iter().map(|(name, version)| (*name, *version)));
        all
    });
    if known.dialects.is_empty() {
        return context.targets(None);
    }
    let target = |(name, version)| Target { version, ..Target::floor(name) };
    Ok(known.dialects.into_iter().map(target).collect())
}

/// Holds that two branches can be applied in either order, and that a database can hold both.
fn commute(context: &Context, one: &str, other: &str, targets: &[Target]) -> Result<(), Failure> {
    let graph = &context.folder.graph;
    let (below_one, below_other) = (graph.ancestors([one]), graph.ancestors([other]));
    let branches = [
        Branch::of(context, &(&below_one - &below_other))?,
        Branch::of(context, &(&below_other - &below_one))?,
    ];
    let [first, second] = &branches;
    let found = conflicts(&first.made(), &second.made());
    let mut rebuilds = first.rebuilds_over(second);
    rebuilds.extend(second.rebuilds_over(first));
    if !found.is_empty() || !rebuilds.is_empty() {
        return Err(Failure::refused(format!(
            "{one} and {other} cannot be merged, since it matters which comes first:{}{}\nPut one after the other with `autogen rebase {other}`; where both change the same, take the change out of one of them (revision.yaml and scripts) and let `autogen revision` write what the models still want",
            tell(&found),
            tell_rebuilds(&rebuilds),
        )));
    }
    branches.iter().for_each(|it| it.warn_of_unknown("whether it can be merged"));
    let [one, other] = [one, other].map(str::to_owned);
    let at = |ids: &[String]| context.folder.schema_at(ids);
    let (alone, merged) =
        ([at(slice::from_ref(&one))?, at(slice::from_ref(&other))?], at(&[one, other])?);
    for target in targets {
        holds(context, &alone, &merged, target)?;
    }
    Ok(())
}

/// What each branch may have alone can be too much together, such as two indexes of one name.
fn holds(
    context: &Context,
    alone: &[Schema; 2],
    merged: &Schema,
    target: &Target,
) -> Result<(), Failure> {
    let dialect = dialect(target.dialect);
    let refusals = |schema: &Schema| {
        let mut found = dialect.limits(&schema.clone().within(target), target);
        found.extend(dialect.canonical(schema, target).err().into_iter().flatten());
        found
    };
    let known: Vec<_> = alone.iter().flat_map(refusals).collect();
    let mut new = refusals(merged);
    new.retain(|it| !known.contains(it));
    match new.is_empty() {
        true => Ok(()),
        false => Err(context.refused(new, target.dialect)),
    }
}

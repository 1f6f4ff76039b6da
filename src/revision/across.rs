//! The revisions of several modules in one order.

use std::collections::BTreeSet;

use super::{Revision, RevisionGraph, revision};

/// A module, with its revisions and how they follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    pub name: &'a str,
    /// By name.
    pub revisions: &'a [Revision],
    pub graph: &'a RevisionGraph,
}

/// A part of the way through all modules: revisions of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    pub module: String,
    pub revisions: BTreeSet<String>,
}

/// Revisions of modules that wait for each other, as `module/id`; the last is the first again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "revisions of modules depend on each other in a circle: {}\nTake one of these out of the `depends_on` in its revision.yaml",
    .0.join(" -> ")
)]
pub struct Circle(pub Vec<String>);

/// Orders the revisions of all modules: each after those that it depends on, also of other modules.
/// A module comes once, where it can; modules that depend on each other take turns. What is needed
/// and not there counts for nothing: whoever runs the revision says so.
///
/// # Errors
///
/// Fails when revisions wait for each other in a circle.
pub fn across(members: &[Member<'_>]) -> Result<Vec<Leg>, Circle> {
    let mut placed: Vec<BTreeSet<String>> = members.iter().map(|_| BTreeSet::new()).collect();
    let mut open: BTreeSet<usize> = (0..members.len()).collect();
    let mut legs = Vec::new();
    while !open.is_empty() {
        let ready = open.iter().map(|at| (*at, ready(members, &placed, *at)));
        let ready: Vec<(usize, BTreeSet<String>)> = ready.collect();
        let ends = |(at, ids): &&(usize, BTreeSet<String>)| {
            placed[*at].len() + ids.len() == members[*at].graph.len()
        };
        let some = |(_, ids): &&(usize, BTreeSet<String>)| !ids.is_empty();
        let next = ready.iter().find(ends).or_else(|| ready.iter().find(some));
        let Some((at, ids)) = next.cloned() else { return Err(circle(members, &placed)) };
        placed[at].extend(ids.iter().cloned());
        if placed[at].len() == members[at].graph.len() {
            open.remove(&at);
        }
        legs.push(Leg { module: members[at].name.to_owned(), revisions: ids });
    }
    Ok(legs)
}

/// The revisions of a module that can come next, one after the other.
fn ready(members: &[Member<'_>], placed: &[BTreeSet<String>], at: usize) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for id in members[at].graph.order().filter(|id| !placed[at].contains(*id)) {
        let there = |(module, id): &(usize, String)| {
            placed[*module].contains(id) || *module == at && found.contains(id)
        };
        if needs(members, at, id).iter().all(there) {
            found.insert(id.to_owned());
        }
    }
    found
}

/// What comes before a revision, with the place of its module.
fn needs(members: &[Member<'_>], at: usize, id: &str) -> Vec<(usize, String)> {
    let Member { revisions, graph, .. } = members[at];
    let own = graph.parents(id).into_iter().chain(graph.depends_on(id));
    let mut found: Vec<(usize, String)> = own.map(|it| (at, it.to_owned())).collect();
    let of_others = revisions.binary_search_by(|it| it.id.as_str().cmp(id)).ok();
    let of_others = of_others.into_iter().flat_map(|it| revisions[it].needs());
    found.extend(of_others.filter_map(|(module, text)| {
        let other = members.iter().position(|it| it.name == module)?;
        Some((other, revision(members[other].graph, text).ok()?.to_owned()))
    }));
    found
}

/// Walks from what cannot be placed to what it waits for, until a revision comes again.
fn circle(members: &[Member<'_>], placed: &[BTreeSet<String>]) -> Circle {
    let waits = |(at, id): &(usize, String)| !placed[*at].contains(id);
    let all = (0..members.len())
        .flat_map(|at| members[at].graph.order().map(move |id| (at, id.to_owned())));
    let mut walk: Vec<(usize, String)> = Vec::new();
    let mut next = all.into_iter().find(waits);
    while let Some(step) = next {
        if let Some(start) = walk.iter().position(|it| *it == step) {
            let steps = walk[start..].iter().chain([&step]);
            return Circle(steps.map(|(at, id)| format!("{}/{id}", members[*at].name)).collect());
        }
        next = needs(members, step.0, &step.1).into_iter().find(waits);
        walk.push(step);
    }
    Circle(Vec::new())
}

use std::collections::BTreeSet;

use super::graph::{Place, RevisionGraph};

/// The one revision that a text means: a name, `head`, `REV+N` or `REV-N`.
///
/// # Errors
///
/// Fails when no revision or more than one is meant.
pub fn revision<'g>(graph: &'g RevisionGraph, text: &str) -> Result<&'g str, TargetError> {
    let unnamed = match named(graph, text) {
        Ok(id) => return Ok(id),
        Err(error) => error,
    };
    // Steps from where a database is mean nothing without one.
    if text != "head" && split_steps(text).is_none_or(|(start, _)| start.is_empty()) {
        return Err(unnamed);
    }
    match place(graph, text, &BTreeSet::new())? {
        Place::At(ids) if ids.len() == 1 => named(graph, &ids[0]),
        Place::At(_) | Place::Base => Err(unnamed),
    }
}

/// The revision that a name stands for: its exact id or one that it had, else the number that its id starts with
/// (`2` and `002` are `0002_add_phone`), else the start of the id of one revision only.
///
/// # Errors
///
/// Fails when no revision or more than one is meant.
fn named<'g>(graph: &'g RevisionGraph, text: &str) -> Result<&'g str, TargetError> {
    let now = graph.was().get(text).map_or(text, String::as_str);
    if let Some(exact) = graph.order().find(|id| *id == now) {
        return Ok(exact);
    }
    let numbered: Vec<&str> = match number(text) {
        Some(wanted) if wanted.len() == significant(text).len() => {
            graph.order().filter(|id| leading_number(id) == Some(wanted)).collect()
        }
        _ => Vec::new(),
    };
    let found = if numbered.is_empty() && !text.is_empty() {
        graph.order().filter(|id| id.starts_with(text)).collect()
    } else {
        numbered
    };
    match found[..] {
        [only] => Ok(only),
        [] => Err(TargetError::Unknown { text: text.to_owned(), nearest: nearest(graph, text) }),
        _ => Err(TargetError::Ambiguous {
            text: text.to_owned(),
            candidates: found.into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// The place that `upgrade` and `downgrade` are told: `head`, `heads`, `base`, a revision, `+N`
/// or `-N` from where the database is, or `REV+N` and `REV-N`.
///
/// # Errors
///
/// Fails when the text names no revision or more than one, when `head` is asked of several heads,
/// or when a step is not the only one or leads out of the graph.
pub fn place(
    graph: &RevisionGraph,
    text: &str,
    applied: &BTreeSet<String>,
) -> Result<Place, TargetError> {
    match text {
        "base" => return Ok(Place::Base),
        "head" => {
            return match graph.heads()[..] {
                [] => Ok(Place::Base),
                [head] => Ok(Place::At(vec![head.to_owned()])),
                ref heads => Err(TargetError::ManyHeads(owned(heads))),
            };
        }
        "heads" => return Ok(at(&graph.heads())),
        _ => {}
    }
    let unsplit = match named(graph, text) {
        Ok(id) => return Ok(Place::At(vec![id.to_owned()])),
        Err(error) => error,
    };
    let Some((start, steps)) = split_steps(text) else { return Err(unsplit) };
    let mut there = match start {
        "" => graph.ancestors(applied),
        start => match place(graph, start, applied) {
            // `2026-11-21` is not `2026-11` less 21: the whole is what was not found.
            Err(TargetError::Unknown { .. }) => return Err(unsplit),
            Err(error) => return Err(error),
            Ok(Place::Base) => BTreeSet::new(),
            Ok(Place::At(ids)) => graph.ancestors(ids),
        },
    };
    for taken in 0..steps.unsigned_abs() {
        let heads = graph.heads_of(&there);
        let choices = match steps > 0 {
            false => heads,
            // From where the database is, whatever can come next; from a revision, what follows it.
            true if start.is_empty() || heads.is_empty() => graph.next(&there),
            true => {
                let follows = |id: &&str| heads.iter().any(|head| graph.parents(id).contains(head));
                graph.order().filter(follows).collect()
            }
        };
        match choices[..] {
            [] => {
                return Err(TargetError::TooFar { text: text.to_owned(), steps: taken });
            }
            [only] if steps > 0 => there.append(&mut graph.ancestors([only])),
            [only] => drop(there.remove(only)),
            _ => return Err(TargetError::Fork { text: text.to_owned(), next: owned(&choices) }),
        }
    }
    Ok(at(&graph.heads_of(&there)))
}

/// The two ends of `A:B`, of which either may be left out; a text without a colon is the upper
/// end alone.
pub fn range(
    graph: &RevisionGraph,
    text: &str,
    applied: &BTreeSet<String>,
) -> Result<(Option<Place>, Option<Place>), TargetError> {
    let end = |text: &str| match text {
        "" => Ok(None),
        "current" => Ok(Some(at(&graph.heads_of(applied)))),
        text => place(graph, text, applied).map(Some),
    };
    match text.split_once(':') {
        Some((from, to)) => Ok((end(from)?, end(to)?)),
        None => Ok((None, end(text)?)),
    }
}

/// A target that leads nowhere, or to more than one place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    #[error("Can't locate revision identified by '{text}'{}", did_you_mean(nearest))]
    Unknown { text: String, nearest: Vec<String> },
    #[error("'{text}' is the start of several revisions: {}; give more of the name", candidates.join(", "))]
    Ambiguous { text: String, candidates: Vec<String> },
    #[error(
        "Multiple heads are present: {}; name one of them, take `heads` for all, or join them \
         with `autogen merge`",
        .0.join(", ")
    )]
    ManyHeads(Vec<String>),
    #[error("'{text}' could go by any of {}; name the revision", next.join(", "))]
    Fork { text: String, next: Vec<String> },
    #[error("'{text}' leads out of the revisions: there {} that way", how_many(*steps))]
    TooFar { text: String, steps: u64 },
}

fn at(ids: &[&str]) -> Place {
    if ids.is_empty() { Place::Base } else { Place::At(owned(ids)) }
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| id.to_string()).collect()
}

fn how_many(steps: u64) -> String {
    match steps {
        0 => "is none".to_owned(),
        1 => "is only one".to_owned(),
        more => format!("are only {more}"),
    }
}

/// Splits the last `+N` or `-N` off.
fn split_steps(text: &str) -> Option<(&str, i64)> {
    let sign = text.rfind(['+', '-'])?;
    let digits = &text[sign + 1..];
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((&text[..sign], text[sign..].parse().ok()?))
}

/// The number that a name starts with, without zeros in front, when nothing of a longer word
/// follows it.
fn leading_number(id: &str) -> Option<&str> {
    let digits = number(id)?;
    let rest = &id[id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len())..];
    (rest.is_empty() || rest.starts_with('_')).then_some(digits)
}

fn number(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| significant(&text[..end]))
}

fn significant(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

/// Up to three revisions whose names look like the text.
fn nearest(graph: &RevisionGraph, text: &str) -> Vec<String> {
    let ids: Vec<&str> = graph.order().collect();
    let mut near: Vec<&str> =
        ids.iter().copied().filter(|id| text.len() >= 3 && id.contains(text)).collect();
    near.extend(similar::get_close_matches(text, &ids, 3, 0.5));
    let mut seen = BTreeSet::new();
    near.retain(|id| seen.insert(*id));
    near.truncate(3);
    owned(&near)
}

fn did_you_mean(nearest: &[String]) -> String {
    match nearest {
        [] => "; `autogen history` lists what there is".to_owned(),
        names => format!("; did you mean {}", names.join(" or ")),
    }
}

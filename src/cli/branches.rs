//! What the commands that join, move and undo revisions have in common: what branches change, and
//! where that cannot be done in either order.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::context::Context;
use super::failure::Failure;
use super::revision::{files, plans};
use super::terminal;
use crate::dialect::dialect;
use crate::ops::Operation;
use crate::project::Direction;
use crate::report;
use crate::revision::script::{Directive, Script};
use crate::revision::{Conflict, Made, Revision, checksum};
use crate::schema::QualifiedName;
use crate::target::{DialectName, Target};

/// What some revisions do.
#[derive(Default)]
pub struct Branch {
    /// The changes in the order in which they are applied, each with its revision.
    changes: Vec<(String, Operation)>,
    /// Tables that scripts build anew, and so know in full.
    rebuilds: Vec<Rebuild>,
    /// Revisions of which nobody recorded what they do.
    pub unknown: Vec<String>,
}

/// A script that builds a table anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebuild {
    pub revision: String,
    pub dialect: DialectName,
    pub table: QualifiedName,
}

impl Branch {
    pub fn of(context: &Context, ids: &BTreeSet<String>) -> Result<Self, Failure> {
        let mut branch = Self::default();
        for revision in context.folder.in_order().filter(|it| ids.contains(&it.id)) {
            match &revision.metadata.changes {
                None => branch.unknown.push(revision.id.clone()),
                Some(_) => {
                    let before = context.schema_before(revision)?;
                    let changes = context.changes_of(revision, &before)?;
                    let changes = changes.into_iter().map(|it| (revision.id.clone(), it));
                    branch.changes.extend(changes);
                }
            }
            for name in revision.metadata.dialects.keys() {
                for table in rebuilt(context, revision, *name)? {
                    let revision = revision.id.clone();
                    branch.rebuilds.push(Rebuild { revision, dialect: *name, table });
                }
            }
        }
        Ok(branch)
    }

    pub fn made(&self) -> Vec<Made<'_>> {
        self.changes.iter().map(|(revision, operation)| Made { revision, operation }).collect()
    }

    /// The scripts that build a table anew which the other branch changes too, with the revision
    /// that does: such a script would lose what it does not know.
    pub fn rebuilds_over<'a>(&'a self, other: &'a Branch) -> Vec<(&'a Rebuild, &'a str)> {
        let changes = |table: &QualifiedName, dialect| {
            let change = other.changes.iter().find(|(_, it)| it.object().table() == Some(table));
            let rebuild =
                || other.rebuilds.iter().find(|it| it.table == *table && it.dialect == dialect);
            change.map(|it| it.0.as_str()).or_else(|| rebuild().map(|it| it.revision.as_str()))
        };
        let found = self.rebuilds.iter();
        found.filter_map(|it| Some((it, changes(&it.table, it.dialect)?))).collect()
    }

    /// Says of which revisions nobody knows whether they commute.
    pub fn warn_of_unknown(&self, what: &str) {
        for id in &self.unknown {
            terminal::warn(&format!(
                "{id} has SQL by hand, and what it does is not recorded: {what} is for you to judge (`autogen snapshot --rebuild {id}` records it)"
            ));
        }
    }
}

/// The tables that the scripts of a revision build anew, in either direction.
fn rebuilt(
    context: &Context,
    revision: &Revision,
    name: DialectName,
) -> Result<BTreeSet<QualifiedName>, Failure> {
    let mut tables = BTreeSet::new();
    for direction in [Direction::Up, Direction::Down] {
        // A script that is missing is for whoever runs it to miss.
        let Ok(Some(text)) = context.folder.script(revision, name, direction) else { continue };
        let script = Script::parse(dialect(name).lexis(), &text.text);
        let script = script
            .map_err(|error| Failure::refused(format!("{}:{error}", context.shown(&text.path))))?;
        for directive in script.statements().flat_map(|it| &it.directives) {
            match directive {
                Directive::Rebuild(table) => {
                    tables.insert(table.clone());
                }
                Directive::Batch => {}
            }
        }
    }
    Ok(tables)
}

/// The scripts of a revision, those of both directions and all its dialects, when they are as
/// autogen writes them from its changes: nobody has put a hand to them.
pub fn as_generated(context: &Context, revision: &Revision) -> Result<bool, Failure> {
    if revision.metadata.changes.is_none() {
        return Ok(false);
    }
    let before = context.schema_before(revision)?;
    let changes = context.changes_of(revision, &before)?;
    let targets = targets_of(revision);
    // What cannot be planned any more was not planned so.
    let Ok(plans) =
        plans(context, &before, Some(&changes), &targets, None, context.project.online())
    else {
        return Ok(false);
    };
    let written = files(context, &revision.id, &revision.metadata.revises, &plans, false);
    for target in targets {
        let lexis = dialect(target.dialect).lexis();
        for direction in [Direction::Up, Direction::Down] {
            let Some(found) = context.folder.script(revision, target.dialect, direction)? else {
                return Ok(false);
            };
            let own = format!("{}.{}.sql", direction.as_str(), target.dialect);
            let common = format!("{}.sql", direction.as_str());
            let text = written.iter().find(|(file, _)| *file == own || *file == common);
            let same = match text {
                Some((_, text)) => checksum(lexis, text).ok() == checksum(lexis, &found.text).ok(),
                None => false,
            };
            if !same {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// What the scripts of a revision are written for.
pub fn targets_of(revision: &Revision) -> Vec<Target> {
    let dialects = revision.metadata.dialects.iter();
    dialects.map(|(name, version)| Target { version: *version, ..Target::floor(*name) }).collect()
}

/// Conflicts in the words of people: each object, and who does what to it.
pub fn tell(conflicts: &[Conflict]) -> String {
    let mut text = String::new();
    let mut told: Vec<(&crate::schema::ObjectId, BTreeSet<String>)> = Vec::new();
    for conflict in conflicts {
        let at = match told.iter().position(|(object, _)| **object == conflict.object) {
            Some(at) => at,
            None => {
                told.push((&conflict.object, BTreeSet::new()));
                told.len() - 1
            }
        };
        for made in [conflict.one, conflict.other] {
            for line in report::lines(std::slice::from_ref(made.operation)) {
                told[at].1.insert(format!("{}: {line}", made.revision));
            }
        }
    }
    for (object, lines) in told {
        let _ = write!(text, "\n  {object}");
        for line in lines {
            let _ = write!(text, "\n    {line}");
        }
    }
    text
}

/// Scripts that would lose what they do not know, in the words of people.
pub fn tell_rebuilds(found: &[(&Rebuild, &str)]) -> String {
    let told: BTreeSet<String> = (found.iter())
        .map(|(Rebuild { revision, dialect, table }, other)| {
            format!("\n  {revision} builds table {table} anew on {dialect}, and {other} changes it")
        })
        .collect();
    told.into_iter().collect()
}

/// A script without the first line that says how to run it by hand.
pub fn body(text: &str) -> &str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.starts_with("-- ") && first.contains(" && ") && first.contains(" stamp ") {
        true => rest,
        false => text,
    }
}

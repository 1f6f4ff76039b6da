//! Changes are held against the live database: what drifted is told, what cannot be decided stops
//! the command.

use super::context::Context;
use super::failure::Failure;
use super::live::Live;
use super::terminal;
use crate::compare::{Common, as_found, in_common_terms};
use crate::dialect::{Reflection, dialect};
use crate::ops::{self, Operation, Renames};
use crate::report;
use crate::schema::{ObjectId, Schema};
use crate::three_way::{Conflict, Drift, Verdict, verdicts};

/// What the revisions recorded, what the models declare, and what a revision makes of it.
pub struct Known<'a> {
    pub recorded: &'a Schema,
    pub declared: &'a Schema,
    pub changes: &'a [Operation],
    /// The id that the revision will have.
    pub id: &'a str,
}

/// Three schemas in the same terms.
struct Sides {
    recorded: Schema,
    database: Schema,
    declared: Schema,
}

/// # Errors
///
/// Fails on a conflict. With `include_drift`, what was altered in this database by hand is none:
/// the script begins at what is there.
pub async fn hold(
    context: &Context,
    known: &Known<'_>,
    live: &mut Live,
    found: &Reflection,
    include_drift: bool,
) -> Result<(), Failure> {
    let renames = Renames::of(known.changes);
    let target = live.connection.target;
    let dialect = dialect(target.dialect);
    let Known { recorded, declared, .. } = known;
    let refused = |refusals| context.refused(refusals, target.dialect);
    let (sides, uncompared) = live
        .settle(|settled| {
            let (declared, mut asked) =
                as_found(declared, recorded, found, settled, dialect, &target).map_err(refused)?;
            let common =
                in_common_terms(recorded, &declared, &renames, found, settled, dialect, &target)
                    .map_err(refused)?;
            let Common { snapshot, database, models } = common;
            let sides = Sides { recorded: snapshot.schema, database, declared: models.schema };
            let uncompared = [snapshot.uncompared, models.uncompared].concat();
            asked.extend(snapshot.asked.into_iter().chain(models.asked));
            Ok(((sides, uncompared), asked))
        })
        .await?;
    terminal::warn_uncompared(&uncompared);
    let mut refusals = Vec::new();
    for (object, verdict) in verdicts(&sides.recorded, &sides.database, &sides.declared) {
        match verdict {
            Verdict::Nothing | Verdict::Change | Verdict::Unmanaged => {}
            Verdict::Drift(drift) => {
                let repaired = if include_drift { "; this revision takes that back" } else { "" };
                let difference = sides.drift(&object);
                terminal::warn(&format!("{object} {}{repaired}{difference}", drifted(drift)));
            }
            Verdict::ChangeOverDrift(drift) => {
                let way_out = match drift {
                    _ if include_drift => BEGINS_HERE.to_owned(),
                    Drift::Anticipated => format!(
                        "; where that is all that {} does, `autogen stamp {}` records it here without running it",
                        known.id, known.id
                    ),
                    Drift::Dropped | Drift::Altered => {
                        "; the change is written, and upgrading this database will fail there"
                            .to_owned()
                    }
                };
                terminal::warn(&format!("{object} {}{way_out}", drifted(drift)));
            }
            Verdict::Refuse(Conflict::AlteredBeforeDrop | Conflict::AllDiffer) if include_drift => {
                terminal::warn(&format!(
                    "{object} {}{BEGINS_HERE}{}",
                    drifted(Drift::Altered),
                    sides.drift(&object)
                ));
            }
            Verdict::Refuse(conflict) => refusals.push(sides.refusal(&object, conflict)),
        }
    }
    if refusals.is_empty() {
        return Ok(());
    }
    // The revision is written for a database that has all revisions.
    let all = context.folder.graph.order().map(str::to_owned).collect();
    refusals.extend(context.hand_written_hint(&all));
    Err(Failure::refused(format!("nothing was written:\n{}", refusals.join("\n"))))
}

const BEGINS_HERE: &str = "; the script begins at what is there";

fn drifted(drift: Drift) -> &'static str {
    match drift {
        Drift::Dropped => "is in the revisions and was dropped from this database by hand",
        Drift::Altered => "was altered in this database by hand",
        Drift::Anticipated => "is in this database already as the models want it",
    }
}

impl Sides {
    /// What became of an object in the database.
    fn drift(&self, object: &ObjectId) -> String {
        between(object, "the revisions", &self.recorded, "this database", &self.database)
    }

    fn refusal(&self, object: &ObjectId, conflict: Conflict) -> String {
        let table = object.table().map(ToString::to_string).unwrap_or_default();
        let wanted = |from, schema| between(object, from, schema, "the models", &self.declared);
        match conflict {
            Conflict::AlreadyMade => format!(
                "{object} is in this database already, and no revision made it: adopt it with `autogen baseline --table {table}`, or drop it if nobody needs it"
            ),
            Conflict::MadeDifferently => format!(
                "{object} is in this database already, and not as the models want it: adopt it as it is with `autogen baseline --table {table}`, and the next revision changes it; or drop it if nobody needs it{}",
                wanted("this database", &self.database)
            ),
            Conflict::AlteredBeforeDrop => format!(
                "{object} is to be dropped, but was altered in this database by hand: take that back first, or write the change all the same with --include-drift{}",
                self.drift(object)
            ),
            Conflict::AllDiffer => format!(
                "{object} is one thing in the revisions, another in this database and a third in the models: take the drift back first, or write the change all the same with --include-drift{}{}",
                self.drift(object),
                wanted("the revisions", &self.recorded)
            ),
        }
    }
}

/// The differences of one object, each on a line of its own.
fn between(object: &ObjectId, a: &str, from: &Schema, b: &str, to: &Schema) -> String {
    let operations = ops::diff(from, to, &Renames::default()).unwrap_or_default();
    let whole = |it: &ObjectId| {
        matches!(object, ObjectId::Table(_)) && it.table() == object.table() || it == object
    };
    let own: Vec<Operation> = operations.into_iter().filter(|it| whole(&it.object())).collect();
    if own.is_empty() {
        return String::new();
    }
    let lines = report::lines(&own).into_iter().map(|line| format!("\n    {line}"));
    format!("\n  from {a} to {b}:{}", lines.collect::<String>())
}

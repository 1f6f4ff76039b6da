//! `autogen check`: what a commit or a deployment should know before it goes on.

use std::sync::Arc;

use serde_json::json;

use super::Found;
use super::args::{Check, Format, Global};
use super::context::Context;
use super::failure::Failure;
use super::terminal::{self, Style};
use crate::compare::{Comparison, compare};
use crate::database::Missing;
use crate::dialect::dialect;
use crate::ops::Operation;
use crate::plan;
use crate::report;

/// Everything that was looked at; each list is told apart from the others.
#[derive(Default)]
struct Findings {
    entities: usize,
    model_changes: Vec<Operation>,
    pending: Vec<String>,
    edited: Vec<String>,
    comparison: Comparison,
    /// Why the database could not be compared with its revisions.
    unjudged: Vec<String>,
    /// Objects outside of the schema model, by kind and name.
    beside: Vec<String>,
    /// What to do about drift that hand-written SQL may explain.
    hint: Option<String>,
}

pub async fn run(global: &Global, args: &Check) -> Result<Found, Failure> {
    let context = Arc::new(Context::open(global)?);
    context.head()?;
    // Entities, revisions and database are read side by side.
    let reading = context.begin_models();
    let recorded = context.recorded()?;
    let mut findings = Findings::default();
    let mut unlocated = None;
    let (models, targets) = if args.offline {
        (reading.done().await?, context.targets(None)?)
    } else {
        let mut live = context.connect(Missing::Empty).await?;
        let target = live.connection.target;
        let standing = live.standing(&context).await?;
        let applied = &standing.applied;
        let order = context.folder.graph.order();
        findings.pending = order.filter(|id| !applied.contains(*id)).map(str::to_owned).collect();
        findings.edited = live.edited(&context).await?;
        findings.hint = context.hand_written_hint(applied);
        let (reflection, models) = live.reflect_beside(&context, reading).await?;
        findings.unjudged = standing.unjudgeable(&context);
        unlocated = standing.unlocated(&context);
        if findings.unjudged.is_empty() {
            let ids: Vec<String> = applied.iter().cloned().collect();
            let expected = context.hide(context.schema_at(&ids)?.into_owned())?;
            findings.comparison = live
                .settle(|settled| {
                    compare(&expected, &reflection, settled, dialect(target.dialect), &target)
                        .map_err(|refusals| context.refused(refusals, target.dialect))
                })
                .await?;
        }
        findings.beside = reflection
            .unmanaged
            .iter()
            .map(|it| match &it.table {
                Some(table) => format!("{} {} on {table}", it.kind, it.name),
                None => format!("{} {}", it.kind, it.name),
            })
            .collect();
        (models, context.targets(Some(target))?)
    };
    let declared = context.declared(models, recorded)?;
    findings.entities = declared.models.entities;
    let seen = context.hide(recorded.clone())?;
    let answers = plan::Answers::with_names(&declared.models.renamed_from);
    let renames = answers.renames(&seen, &declared.schema)?;
    let changes = crate::ops::diff(&seen, &declared.schema, &renames)?;
    findings.model_changes = context.effective(recorded, changes, &targets)?;

    match global.format {
        Format::Json => println!("{:#}", findings.json()),
        _ => {
            findings.tell(args);
            if findings.model_changes.is_empty() {
                declared.tell_again();
            }
        }
    }
    if !findings.unjudged.is_empty() {
        let reason = unlocated.unwrap_or_else(|| findings.unjudged.join("\n"));
        return Err(Failure::refused(format!("drift cannot be judged: {reason}")));
    }
    let found = !findings.model_changes.is_empty()
        || !findings.comparison.drift.is_empty()
        || args.head && !findings.pending.is_empty()
        || args.strict && !findings.comparison.uncompared.is_empty();
    Ok(if found { Found::Something } else { Found::Nothing })
}

impl Findings {
    fn tell(&self, args: &Check) {
        let section = |title: &str, lines: Vec<String>, hint: &str| {
            if lines.is_empty() {
                return;
            }
            println!("{}", terminal::styled(title, Style::Name));
            for line in lines {
                println!("  {line}");
            }
            if !hint.is_empty() {
                println!("  {}", terminal::styled(hint, Style::Faint));
            }
        };
        let differences = |operations: &[Operation]| {
            report::lines(operations).iter().map(terminal::difference).collect::<Vec<_>>()
        };
        section(
            "Model changes without a revision:",
            differences(&self.model_changes),
            "autogen revision -m \"...\" writes one",
        );
        section(
            "Drift: the database is not as its revisions made it:",
            differences(&self.comparison.drift),
            match &self.hint {
                Some(hint) => hint,
                None => "take it back in the database, or bring the models in line with it",
            },
        );
        section("Drift cannot be judged:", self.unjudged.clone(), "");
        section("Pending revisions:", self.pending.clone(), "autogen upgrade applies them");
        section(
            "Edited after they were applied:",
            self.edited.clone(),
            "restore the scripts, or accept the edit with `autogen stamp REV --checksum`",
        );
        let uncompared = self.comparison.uncompared.iter().map(|it| {
            let reason = it.reason.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            format!("{}: {} here, {} in the database{reason}", it.object, it.expected, it.actual)
        });
        section("Not comparable, spelled differently:", uncompared.collect(), "");
        let unmanaged = report::lines(&self.comparison.unmanaged);
        let unmanaged = unmanaged.into_iter().map(|it| it.subject).chain(self.beside.clone());
        section("Unmanaged, left alone:", unmanaged.collect(), "");
        if self.model_changes.is_empty() && self.comparison.drift.is_empty() {
            let against = if args.offline || !self.unjudged.is_empty() {
                "the revisions"
            } else {
                "revisions and database"
            };
            let agree = terminal::count(self.entities, "entity agrees", "entities agree");
            let verdict = format!("{agree} with {against}");
            println!("{}", terminal::styled(&verdict, Style::Good));
        }
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "entities": self.entities,
            "model_changes": report::json(&self.model_changes),
            "drift": report::json(&self.comparison.drift),
            "unjudged": self.unjudged,
            "pending": self.pending,
            "edited": self.edited,
            "uncompared": self.comparison.uncompared.iter().map(|it| json!({
                "object": it.object.to_string(),
                "expected": it.expected,
                "actual": it.actual,
                "reason": it.reason,
            })).collect::<Vec<_>>(),
            "unmanaged": report::lines(&self.comparison.unmanaged)
                .into_iter()
                .map(|it| it.subject)
                .chain(self.beside.clone())
                .collect::<Vec<_>>(),
        })
    }
}

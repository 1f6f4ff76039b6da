//! `autogen check`: what a commit or a deployment should know before it goes on.

use std::sync::Arc;

use serde_json::json;

use super::Found;
use super::args::{Check, Format, Global};
use super::context::Context;
use super::edited::Edit;
use super::failure::Failure;
use super::live::{Live, Standing};
use super::models::Declared;
use super::terminal::{self, Style};
use crate::align::Uncompared;
use crate::compare::{Comparison, compare};
use crate::dialect::{Reflection, Unmanaged, dialect};
use crate::entity::Models;
use crate::ops::{Operation, Renames};
use crate::report;
use crate::target::Target;

/// Everything that was looked at; each list is told apart from the others.
#[derive(Default)]
pub struct Findings {
    entities: usize,
    model_changes: Vec<Operation>,
    pub pending: Vec<String>,
    pub edited: Vec<Edit>,
    pub comparison: Comparison,
    /// There is no database yet.
    absent: bool,
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
    context.recorded()?;
    let mut findings = Findings::default();
    let mut unjudged = None;
    let (models, targets) = if args.offline {
        (reading.done().await?, context.targets(None)?)
    } else if let Some(mut live) = context.connect_if_there().await? {
        let target = live.connection.target;
        let standing = live.standing(&context).await?;
        let (reflection, models) = live.reflect_beside(&context, reading).await?;
        findings.judge(&context, &mut live, &standing, &reflection).await?;
        unjudged = findings.unjudged_reason(&context, &standing);
        (models, context.targets(Some(target))?)
    } else {
        // A tenant's database that is still to be created has everything to come.
        terminal::note(&context.absent(&context.database_url()?));
        findings.absent = true;
        findings.pending = context.folder.graph.order().map(str::to_owned).collect();
        (reading.done().await?, context.targets(None)?)
    };
    let (declared, changes) = model_changes(&context, models, &targets)?;
    findings.entities = declared.models.entities;
    findings.model_changes = changes;

    match global.format {
        Format::Json => global.results.tell(&findings.json()),
        _ => {
            findings.tell(args);
            if findings.model_changes.is_empty() {
                declared.tell_again();
            }
        }
    }
    if let Some(reason) = unjudged {
        return Err(reason);
    }
    let found = !findings.model_changes.is_empty()
        || !findings.comparison.drift.is_empty()
        || args.head && !findings.pending.is_empty()
        || args.strict && !findings.comparison.uncompared.is_empty();
    Ok(if found { Found::Something } else { Found::Nothing })
}

/// What the models say that no revision does.
pub fn model_changes(
    context: &Context,
    models: Models,
    targets: &[Target],
) -> Result<(Declared, Vec<Operation>), Failure> {
    let recorded = context.recorded()?;
    let seen = context.hide(recorded.clone())?;
    let mut declared = context.declared(models)?;
    let renames = context.beside_scripts(&mut declared, &seen, Renames::default())?;
    context.hold(&declared, recorded)?;
    let changes = crate::ops::diff(&seen, &declared.schema, &renames)?;
    let changes = context.effective(recorded, changes, targets)?;
    Ok((declared, changes))
}

impl Findings {
    /// Takes in what one database says, beside what its revisions should have made of it.
    pub async fn judge(
        &mut self,
        context: &Context,
        live: &mut Live,
        standing: &Standing,
        reflection: &Reflection,
    ) -> Result<(), Failure> {
        let target = live.connection.target;
        let applied = &standing.applied;
        let order = context.folder.graph.order();
        self.pending = order.filter(|id| !applied.contains(*id)).map(str::to_owned).collect();
        self.edited = live.edited(context).await?;
        self.hint = context.hand_written_hint(applied);
        self.unjudged = standing.unjudgeable(context);
        if self.unjudged.is_empty() {
            let ids: Vec<String> = applied.iter().cloned().collect();
            let expected = context.hide(context.schema_at(&ids)?.into_owned())?;
            self.comparison = live
                .settle_knowing(&context.answers, |settled| {
                    compare(&expected, reflection, settled, dialect(target.dialect), &target)
                        .map_err(|refusals| context.refused(refusals, target.dialect))
                })
                .await?;
        }
        let told = |it: &Unmanaged| match &it.table {
            Some(table) => format!("{} {} on {table}", it.kind, it.name),
            None => format!("{} {}", it.kind, it.name),
        };
        self.beside = reflection.unmanaged.iter().map(told).collect();
        Ok(())
    }

    /// Why the database could not be compared, as what ends the command.
    pub fn unjudged_reason(&self, context: &Context, standing: &Standing) -> Option<Failure> {
        if self.unjudged.is_empty() {
            return None;
        }
        let reason = standing.unlocated(context).unwrap_or_else(|| self.unjudged.join("\n"));
        Some(Failure::refused(format!("drift cannot be judged: {reason}")))
    }

    /// What nobody declared, and autogen leaves alone.
    pub fn unmanaged(&self) -> Vec<String> {
        let lines = report::lines(&self.comparison.unmanaged).into_iter().map(|it| it.subject);
        lines.chain(self.beside.iter().cloned()).collect()
    }

    /// What could not be compared, for machines.
    pub fn uncompared(&self) -> Vec<serde_json::Value> {
        let one = |it: &Uncompared| {
            json!({
                "object": it.object.to_string(),
                "expected": it.expected,
                "actual": it.actual,
                "reason": it.reason,
            })
        };
        self.comparison.uncompared.iter().map(one).collect()
    }

    fn tell(&self, args: &Check) {
        let section = |title: &str, lines: Vec<String>, hint: &str| {
            if lines.is_empty() {
                return;
            }
            println!("{}", terminal::styled(title, Style::Name));
            for line in lines {
                println!("  {}", terminal::hint(&line));
            }
            if !hint.is_empty() {
                println!("  {}", terminal::styled(&terminal::hint(hint), Style::Faint));
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
            self.edited.iter().map(Edit::listed).collect(),
            "restore the scripts, or accept the edit with `autogen stamp REV --checksum`",
        );
        let uncompared = self.comparison.uncompared.iter().map(|it| {
            let reason = it.reason.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            format!("{}: {} here, {} in the database{reason}", it.object, it.expected, it.actual)
        });
        section("Not comparable, spelled differently:", uncompared.collect(), "");
        section("Unmanaged, left alone:", self.unmanaged(), "");
        if self.model_changes.is_empty() && self.comparison.drift.is_empty() {
            let against = if args.offline || self.absent || !self.unjudged.is_empty() {
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
            "uncompared": self.uncompared(),
            "unmanaged": self.unmanaged(),
        })
    }
}

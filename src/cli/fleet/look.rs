//! What only looks at the databases of tenants: current, status, check, diff.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Fleet, Told};
use crate::cli::args::{Check, Diff, Format};
use crate::cli::check::{Findings, model_changes};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::live::Live;
use crate::cli::terminal::{self, Style};
use crate::cli::{Found, diff, inspect};
use crate::ops::Renames;
use crate::project::Tenant;
use crate::report;
use crate::schema::Schema;
use crate::sides::{Side, pair};

impl Fleet<'_> {
    /// The database of a tenant, if it is there.
    async fn open(&self, tenant: &Tenant) -> Result<Option<Live>, Failure> {
        let url = self.context.url_of(tenant)?;
        self.context.open_if_there(&url).await
    }

    pub(super) async fn current(&self) -> Result<Found, Failure> {
        let outcome = self.each(|tenant| self.current_one(tenant)).await;
        self.tell(outcome, None)
    }

    async fn current_one(&self, tenant: Tenant) -> Result<Told, Failure> {
        let Some(mut live) = self.open(&tenant).await? else { return Ok(not_created()) };
        let rows = live.rows().await?.into_iter().map(|row| row.revision);
        let (known, unknown) = rows.partition(|id| self.context.folder.get(id).is_some());
        Ok(at(&self.context, &known, &unknown))
    }

    pub(super) async fn status(&self) -> Result<Found, Failure> {
        let outcome = self.each(|tenant| self.status_one(tenant)).await;
        self.tell(outcome, None)
    }

    async fn status_one(&self, tenant: Tenant) -> Result<Told, Failure> {
        let context = &*self.context;
        let Some(mut live) = self.open(&tenant).await? else { return Ok(not_created()) };
        let standing = live.standing(context).await?;
        let mut told = at(context, &standing.applied, &standing.unknown);
        let order = context.folder.graph.order();
        let pending: Vec<&str> = order.filter(|id| !standing.applied.contains(*id)).collect();
        if !pending.is_empty() {
            told.line.push_str(&format!(", {} pending", pending.len()));
            told.more.push(format!("pending: {}", pending.join(", ")));
        }
        let edited = live.edited_of(context, &standing)?;
        told.more.extend(edited.iter().map(|id| format!("{id} was edited since it was applied")));
        told.more.extend(standing.half_done.iter().map(ToString::to_string));
        told.json["pending"] = json!(pending);
        told.json["edited"] = json!(edited);
        told.json["half_done"] = json!(standing.half_done.map(|it| it.to_string()));
        Ok(told)
    }

    pub(super) async fn check(&self, args: &Check) -> Result<Found, Failure> {
        let context = &self.context;
        context.head()?;
        let models = context.begin_models().done().await?;
        let (declared, changes) = model_changes(context, models, &context.targets(None)?)?;
        let json = self.global.format == Format::Json;
        if !json && !changes.is_empty() {
            println!("{}", terminal::styled("Model changes without a revision:", Style::Name));
            for line in report::lines(&changes) {
                println!("  {}", terminal::difference(&line));
            }
        }
        let outcome = self.each(|tenant| self.check_one(args, &declared.schema, tenant)).await;
        if json {
            // Part of every group, since it is the same for all.
            let changes = report::json(&changes);
            let mut outcome = outcome;
            outcome
                .groups
                .values_mut()
                .for_each(|(told, _)| told.json["model_changes"] = changes.clone());
            let found = self.tell(outcome, None)?;
            return Ok(if changes == json!([]) { found } else { Found::Something });
        }
        let found = self.tell(outcome, None)?;
        Ok(if changes.is_empty() { found } else { Found::Something })
    }

    async fn check_one(
        &self,
        args: &Check,
        declared: &Schema,
        tenant: Tenant,
    ) -> Result<Told, Failure> {
        let context = &*self.context;
        let Some(mut live) = self.open(&tenant).await? else {
            // All is pending where nothing is.
            let found = args.head && !context.folder.graph.is_empty();
            return Ok(Told { found, ..not_created() });
        };
        let standing = live.standing(context).await?;
        let reflection = live.reflect(context, declared).await?;
        let mut findings = Findings::default();
        findings.judge(context, &mut live, &standing, &reflection).await?;
        if let Some(reason) = findings.unjudged_reason(context, &standing) {
            return Err(reason);
        }
        let drift = report::lines(&findings.comparison.drift);
        let mut line = match drift.len() {
            0 => "as their revisions made them".to_owned(),
            _ => "drifted".to_owned(),
        };
        if !findings.pending.is_empty() {
            line.push_str(&format!(", {} pending", findings.pending.len()));
        }
        let mut more: Vec<String> = drift.iter().map(terminal::difference).collect();
        if !findings.pending.is_empty() {
            more.push(format!("pending: {}", findings.pending.join(", ")));
        }
        let edited = findings.edited.iter();
        more.extend(edited.map(|id| format!("{id} was edited since it was applied")));
        let uncompared = findings.comparison.uncompared.iter();
        more.extend(uncompared.map(|it| {
            format!("not comparable: {} is {}, here {}", it.object, it.expected, it.actual)
        }));
        let found = !drift.is_empty()
            || args.head && !findings.pending.is_empty()
            || args.strict && !findings.comparison.uncompared.is_empty();
        let json = json!({
            "drift": report::json(&findings.comparison.drift),
            "pending": findings.pending,
            "edited": findings.edited,
            "uncompared": findings.uncompared(),
        });
        let unmanaged = findings.unmanaged();
        Ok(Told { line, more, json, found, unmanaged, ..Told::default() })
    }

    pub(super) async fn diff(&self, args: &Diff) -> Result<Found, Failure> {
        let (word, reverse) = match (args.from.as_str(), args.to.as_str()) {
            ("database", word) if inspect::database(word).is_none() => (word, args.reverse),
            (word, "database") if inspect::database(word).is_none() => (word, !args.reverse),
            _ => {
                return Err(Failure::refused(
                    "over tenants their databases are compared with models, snapshot or a snapshot file",
                ));
            }
        };
        let renames = diff::renames(args)?;
        let declared = self.context.hide(inspect::read(&self.context, word, &renames)?)?;
        let recorded = self.context.hide(self.context.recorded()?.clone())?;
        let work = |tenant| self.diff_one(args, &declared, &recorded, &renames, reverse, tenant);
        let outcome = self.each(work).await;
        self.tell(outcome, None)
    }

    /// The way from a tenant's database to what is declared, or back.
    async fn diff_one(
        &self,
        args: &Diff,
        declared: &Schema,
        recorded: &Schema,
        renames: &Renames,
        reverse: bool,
        tenant: Tenant,
    ) -> Result<Told, Failure> {
        let context = &*self.context;
        let Some(mut live) = self.open(&tenant).await? else { return Ok(not_created()) };
        let target = live.connection.target;
        let reflection = live.reflect(context, declared).await?;
        let pair = live
            .settle_knowing(&context.answers, |settled| {
                let here = Side::Live(target, Box::new(reflection.clone()));
                let there = Side::Declared(declared.clone());
                pair(here, there, renames.clone(), recorded, settled)
                    .map_err(|error| diff::pair_failure(context, error))
            })
            .await?;
        let operations = if reverse { pair.back()? } else { pair.operations()? };
        let line = match operations.len() {
            0 => "without differences".to_owned(),
            many => format!("with {}", terminal::count(many, "difference", "differences")),
        };
        let owned = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let more = match self.global.format {
            Format::Sql => owned(&diff::sql(context, &pair, args.dialect, reverse)?),
            Format::Markdown if operations.is_empty() => Vec::new(),
            Format::Markdown => owned(&report::markdown(&operations)),
            _ => report::lines(&operations).iter().map(terminal::difference).collect(),
        };
        Ok(Told {
            line,
            more,
            json: json!({"differences": report::json(&operations)}),
            found: args.exit_code && !operations.is_empty(),
            ..Told::default()
        })
    }
}

fn not_created() -> Told {
    let (line, json) = ("not created yet".to_owned(), json!({"created": false}));
    Told { line, json, ..Told::default() }
}

/// Where a database is.
fn at(context: &Context, known: &BTreeSet<String>, unknown: &BTreeSet<String>) -> Told {
    let graph = &context.folder.graph;
    let heads = graph.heads();
    let at = graph.heads_of(known);
    let mark = |id: &&str| match heads.contains(id) {
        true => format!("{id} (head)"),
        false => id.to_string(),
    };
    let mut line = match at.as_slice() {
        [] => "at base".to_owned(),
        at => format!("at {}", at.iter().map(mark).collect::<Vec<_>>().join(", ")),
    };
    if !unknown.is_empty() {
        let names: Vec<&str> = unknown.iter().map(String::as_str).collect();
        line.push_str(&format!(", with {} that the folder has not", names.join(", ")));
    }
    Told { line, json: json!({"current": at, "unknown": unknown}), ..Told::default() }
}

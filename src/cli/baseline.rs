//! `autogen baseline`: a database that has the models' tables already is adopted.

use std::collections::BTreeSet;

use super::Found;
use super::args::{Baseline, Global};
use super::context::Context;
use super::failure::Failure;
use super::{revision, stamp, terminal};
use crate::database::Missing;
use crate::dialect::dialect;
use crate::entity::Pattern;
use crate::ops::{self, Renames};
use crate::plan;
use crate::report;
use crate::revision::Metadata;
use crate::schema::QualifiedName;

pub async fn run(global: &Global, args: &Baseline) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let parents = revision::parents(&context, None)?;
    let before = context.schema_at(&parents)?;
    let declared = context.models(&before, &Renames::default())?;
    let Some(mut live) = revision::at_head(&context, &parents).await? else {
        return Err(Failure::refused(context.absent(&context.database_url()?)));
    };
    let target = live.connection.target;
    let found = live.reflect(&context, &declared.schema).await?;

    let patterns: Vec<Pattern> = args.table.iter().map(Pattern::new).collect();
    let wanted = |name: &QualifiedName| {
        patterns.is_empty() || patterns.iter().any(|it| it.matches(&name.to_string()))
    };
    let dialect = dialect(target.dialect);
    let adopted = live
        .settle(|settled| {
            let models = &declared.schema;
            plan::adopt(&before, models, &found, settled, dialect, &target, wanted)
                .map_err(|refusals| context.refused(refusals, target.dialect))
        })
        .await?;
    let changes = ops::diff(&before, &adopted, &Renames::default())?;
    let tables: BTreeSet<&QualifiedName> = adopted
        .tables
        .iter()
        .filter(|(name, it)| before.tables.get(name) != Some(it))
        .map(|it| it.0)
        .collect();
    let tables = tables.len();
    if changes.is_empty() {
        println!("Nothing to adopt: this database has no table of the models that is not recorded");
        return Ok(Found::Nothing);
    }
    for line in report::lines(&changes) {
        println!("  {}", terminal::difference(&line));
    }
    let beside: BTreeSet<String> = found
        .schema
        .tables
        .keys()
        .filter(|name| !adopted.tables.contains_key(*name))
        .map(|name| format!("table {name}"))
        .chain(found.unmanaged.iter().map(|it| format!("{} {}", it.kind, it.name)))
        .collect();
    for it in beside {
        println!("  {it}  unmanaged, left alone");
    }

    let targets = context.targets(Some(target))?;
    // The scripts are for databases that have nothing yet, whatever stands beside the tables here.
    let plans = revision::plans(&context, &before, Some(&changes), &targets, None, false)?;
    let metadata = Metadata {
        revises: parents.clone(),
        message: args.message.clone(),
        created: Some(revision::now()),
        dialects: targets.iter().map(|it| (it.dialect, it.version)).collect(),
        ..Metadata::default()
    };
    let created = metadata.created.as_deref().unwrap_or_default();
    let id = revision::id(&context, &args.message, created, None)?;
    // What was there before autogen is not for it to take away: there is no way down.
    let mut scripts = revision::files(&context, &id, &parents, &plans, false);
    scripts.retain(|(file, _)| file.starts_with("up."));
    let folder = revision::write(&context, &id, &metadata, Some(&changes), &scripts)?;
    println!("Wrote {}", context.shown(&folder));

    let context = Context::open(global)?;
    context.recorded()?;
    let mut live = context.connect(Missing::Create).await?;
    let mut ids = live.applied(&context).await?;
    ids.insert(id);
    stamp::record(&context, &mut live, &ids, &BTreeSet::new(), global).await?;
    let noun = if tables == 1 { "table" } else { "tables" };
    let next = format!("Adopted {tables} {noun}; `autogen check` shows what is left to change");
    println!("{}", terminal::hint(&next));
    Ok(Found::Nothing)
}

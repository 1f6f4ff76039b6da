//! `autogen diff`: two schemas from wherever they are, and the way from one to the other.

use super::Found;
use super::args::{Diff, Format, Global};
use super::context::Context;
use super::failure::Failure;
use super::inspect::sides;
use super::{questions, terminal};
use crate::dialect::Settled;
use crate::ops::{Operation, Renames};
use crate::plan::likely_renames;
use crate::report;
use crate::schema::QualifiedName;
use crate::sides::{Pair, PairError, pair};
use crate::target::{DialectName, Target};

pub async fn diff(global: &Global, args: &Diff) -> Result<Found, Failure> {
    let renames = renames(args)?;
    let (context, [from, to], mut live) = sides(global, [&args.from, &args.to], &renames).await?;
    let recorded = context.hide(context.recorded()?.clone())?;
    let pair = |settled: &Settled| {
        let (from, to) = (from.clone(), to.clone());
        pair(from, to, renames.clone(), &recorded, settled)
            .map_err(|error| pair_failure(&context, error))
    };
    let pair = match &mut live[..] {
        [live] => live.settle(pair).await?,
        _ => pair(&Settled::new())?.0,
    };
    let missing = |(name, from, _): &&(QualifiedName, String, String)| {
        pair.from.enums.get(name).is_none_or(|it| !it.values.contains(from))
    };
    if let Some((name, from, to)) = pair.renames.values.iter().find(missing) {
        return Err(Failure::refused(format!(
            "--rename-value {name}.{from}={to}: FROM has no enum type {name} with a value {from}"
        )));
    }
    let operations = if args.reverse { pair.back()? } else { pair.operations()? };
    tell_aside(&context, &pair);
    for hint in questions::hints(&likely_renames(&pair.from, &pair.to, &pair.renames)?) {
        terminal::note(&hint);
    }
    match global.format {
        Format::Json => global.results.tell(&report::json(&operations)),
        Format::Markdown if operations.is_empty() => println!("No differences."),
        Format::Markdown => print!("{}", report::markdown(&operations)),
        Format::Sql => print!("{}", sql(&context, &pair, args.dialect, args.reverse)?),
        _ => tell(&operations),
    }
    let differ = args.exit_code && !operations.is_empty();
    Ok(if differ { Found::Something } else { Found::Nothing })
}

pub fn pair_failure(context: &Context, error: PairError) -> Failure {
    match error {
        PairError::Refused(target, refusals) => context.refused(refusals, target.dialect),
        PairError::Kinds(..) | PairError::Misfit(_) => error.into(),
    }
}

fn tell(operations: &[Operation]) {
    if operations.is_empty() {
        println!("No differences");
    }
    for line in report::lines(operations) {
        println!("{}", terminal::difference(&line));
    }
}

/// What is no part of the result: expressions that only the server could compare, and objects that
/// autogen leaves alone.
fn tell_aside(context: &Context, pair: &Pair) {
    terminal::warn_uncompared(&pair.uncompared);
    if context.quiet || pair.unmanaged.is_empty() {
        return;
    }
    terminal::note("unmanaged, left alone:");
    for line in &pair.unmanaged {
        terminal::note(&format!("  {line}"));
    }
}

/// The script, or the way back; for every dialect of the project where no server says which.
pub fn sql(
    context: &Context,
    pair: &Pair,
    dialect: Option<DialectName>,
    reverse: bool,
) -> Result<String, Failure> {
    let targets = match (pair.target, dialect) {
        (Some(target), None) => vec![target],
        (None, None) => context.targets(None)?,
        (None, Some(dialect)) => {
            let mut listed = context.project.targets().into_iter();
            let listed = listed.find(|it| it.dialect == dialect);
            vec![listed.unwrap_or(Target::floor(dialect))]
        }
        (Some(target), Some(dialect)) if dialect.suits(target.flavour) => {
            vec![Target { dialect, ..target }]
        }
        (Some(target), Some(dialect)) => {
            return Err(Failure::refused(format!(
                "--dialect {dialect}: the database is one of {}, and so is the script",
                target.dialect
            )));
        }
    };
    let mut text = String::new();
    for target in &targets {
        let plan = pair.plan(target);
        let plan = plan.map_err(|error| context.plan_failure(error, target.dialect))?;
        if targets.len() > 1 {
            text.push_str(&format!("-- {}\n", target.dialect));
        }
        text.push_str(&if reverse { plan.down } else { plan.up }.to_string());
    }
    Ok(text)
}

/// The new names that the flags give. A column may be called by its table's old name too.
pub fn renames(args: &Diff) -> Result<Renames, Failure> {
    let mut renames = questions::renames(&args.rename_table, &args.rename, &args.rename_value)?;
    for (table, _, _) in &mut renames.columns {
        if let Some((_, new)) = renames.tables.iter().find(|(old, _)| old == table) {
            table.clone_from(new);
        }
    }
    Ok(renames)
}

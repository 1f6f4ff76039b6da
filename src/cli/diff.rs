//! `autogen diff` and `autogen inspect`: schemas from wherever they are.

use std::path::Path;

use super::Found;
use super::args::{Diff, Format, Global, Inspect};
use super::context::Context;
use super::failure::Failure;
use super::terminal;
use crate::compare::{in_terms_of, restrict};
use crate::database::Missing;
use crate::dialect::{Reflection, dialect};
use crate::ops::{self, Operation, Renames};
use crate::plan::{self, Fills, Setting};
use crate::report;
use crate::schema::Schema;
use crate::snapshot::Snapshot;
use crate::target::Target;

/// A schema that somebody declared, or one that a database has.
enum Side {
    Declared(Schema),
    Live(Target, Reflection),
}

/// Two schemas in the same terms.
struct Pair {
    from: Schema,
    to: Schema,
    /// What scripts between them are written for; none when neither is live.
    target: Option<Target>,
    /// What the database holds, where the script would run.
    live: Option<Reflection>,
}

pub async fn diff(global: &Global, args: &Diff) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let mut from = side(&context, &args.from).await?;
    let mut to = side(&context, &args.to).await?;
    // The models may have said only now what is to be ignored.
    for side in [&mut from, &mut to] {
        let (Side::Declared(schema) | Side::Live(_, Reflection { schema, .. })) = side;
        *schema = context.hide(std::mem::take(schema))?;
    }
    if args.reverse {
        std::mem::swap(&mut from, &mut to);
    }
    let pair = pair(&context, from, to)?;
    let operations = ops::diff(&pair.from, &pair.to, &Renames::default())?;
    match global.format {
        Format::Json => println!("{:#}", report::json(&operations)),
        Format::Markdown if operations.is_empty() => println!("No differences."),
        Format::Markdown => print!("{}", report::markdown(&operations)),
        Format::Sql => sql(&context, &pair)?,
        Format::Text => tell(&operations),
    }
    let differ = args.exit_code && !operations.is_empty();
    Ok(if differ { Found::Something } else { Found::Nothing })
}

fn tell(operations: &[Operation]) {
    if operations.is_empty() {
        println!("No differences");
    }
    for line in report::lines(operations) {
        println!("{}", terminal::difference(&line));
    }
}

/// Brings both sides to the terms of the server where one is live. What no model ever declared
/// is then no difference.
fn pair(context: &Context, from: Side, to: Side) -> Result<Pair, Failure> {
    let beside = |declared: Schema, target: &Target, live: &Reflection| {
        let recorded = context.hide(context.recorded()?.clone())?;
        let terms = |schema: &Schema| {
            in_terms_of(schema, live, dialect(target.dialect), target)
                .map(|(schema, _)| schema)
                .map_err(|refusals| context.refused(refusals, target.dialect))
        };
        let (declared, recorded) = (terms(&declared)?, terms(&recorded)?);
        let live = restrict(&live.schema, &[&declared, &recorded]);
        Ok::<_, Failure>((declared, live))
    };
    match (from, to) {
        (Side::Declared(from), Side::Declared(to)) => {
            Ok(Pair { from, to, target: None, live: None })
        }
        (Side::Live(target, live), Side::Declared(declared)) => {
            let (to, from) = beside(declared, &target, &live)?;
            Ok(Pair { from, to, target: Some(target), live: Some(live) })
        }
        (Side::Declared(declared), Side::Live(target, live)) => {
            let (from, to) = beside(declared, &target, &live)?;
            Ok(Pair { from, to, target: Some(target), live: None })
        }
        (Side::Live(target, from), Side::Live(other, to)) => {
            if target.dialect != other.dialect {
                return Err(Failure::refused(
                    "these are databases of two kinds, which cannot be compared",
                ));
            }
            let schema = from.schema.clone();
            Ok(Pair { from: schema, to: to.schema, target: Some(target), live: Some(from) })
        }
    }
}

fn sql(context: &Context, pair: &Pair) -> Result<(), Failure> {
    let targets = match pair.target {
        Some(target) => vec![target],
        None => context.targets(None)?,
    };
    for target in &targets {
        let setting =
            Setting { dialect: dialect(target.dialect), target, live: pair.live.as_ref() };
        let (from, to) = (&pair.from, &pair.to);
        let script = plan::script(from, to, &Renames::default(), Fills::new(), setting)
            .map_err(|error| context.plan_failure(error, target.dialect))?;
        if targets.len() > 1 {
            println!("-- {}", target.dialect);
        }
        print!("{script}");
    }
    Ok(())
}

pub async fn inspect(global: &Global, args: &Inspect) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let side = side(&context, &args.source).await?;
    if global.format == Format::Sql {
        let (to, target) = match side {
            Side::Declared(schema) => (schema, None),
            Side::Live(target, live) => (live.schema, Some(target)),
        };
        sql(&context, &Pair { from: Schema::default(), to, target, live: None })?;
        return Ok(Found::Nothing);
    }
    let schema = match side {
        Side::Declared(schema) | Side::Live(_, Reflection { schema, .. }) => schema,
    };
    match global.format {
        Format::Json => println!("{:#}", serde_json::to_value(&schema)?),
        _ => print!("{}", serde_yaml::to_string(&schema)?),
    }
    Ok(Found::Nothing)
}

/// Reads the schema that a word of the command line means.
async fn side(context: &Context, text: &str) -> Result<Side, Failure> {
    Ok(match text {
        "models" => {
            let recorded = context.recorded()?;
            Side::Declared(context.models(recorded)?.schema)
        }
        "snapshot" => Side::Declared(context.recorded()?.clone()),
        "database" => live(context, None).await?,
        url if url.contains("://") || url.starts_with("sqlite:") => {
            live(context, Some(url)).await?
        }
        file if Path::new(file).is_file() => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| Failure::refused(format!("cannot read {file}: {error}")))?;
            let snapshot = Snapshot::read(&text)
                .map_err(|error| Failure::refused(format!("{file}: {error}")))?;
            Side::Declared(snapshot.schema)
        }
        other => {
            return Err(Failure::refused(format!(
                "`{other}` is none of models, snapshot, database, a URL and a snapshot file"
            )));
        }
    })
}

async fn live(context: &Context, url: Option<&str>) -> Result<Side, Failure> {
    let mut live = match url {
        None => context.connect(Missing::Empty).await?,
        Some(url) => context.connect_to(url, Missing::Empty).await?,
    };
    let reflection = live.reflect(context, &Schema::default()).await?;
    Ok(Side::Live(live.connection.target, reflection))
}

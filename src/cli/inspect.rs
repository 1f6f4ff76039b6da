//! `autogen inspect`, and the schemas that words of the command line mean.

use std::path::Path;

use super::Found;
use super::args::{Format, Global, Inspect};
use super::context::Context;
use super::diff;
use super::failure::Failure;
use super::live::Live;
use crate::database::Missing;
use crate::dialect::{Reflection, Settled};
use crate::ops::Renames;
use crate::revision::yaml;
use crate::schema::Schema;
use crate::sides::{Side, pair};
use crate::snapshot::Snapshot;

pub async fn inspect(global: &Global, args: &Inspect) -> Result<Found, Failure> {
    let (context, [side], _) = sides(global, [&args.source], &Renames::default()).await?;
    if global.format == Format::Sql {
        let nothing = match &side {
            Side::Declared(_) => Side::Declared(Schema::default()),
            Side::Live(target, live) => {
                let own_schema = live.own_schema.clone();
                Side::Live(*target, Box::new(Reflection { own_schema, ..Reflection::default() }))
            }
        };
        let (recorded, settled) = (Schema::default(), Settled::new());
        let (pair, _) = pair(nothing, side, Renames::default(), &recorded, &settled)?;
        print!("{}", diff::sql(&context, &pair, args.dialect, false)?);
        return Ok(Found::Nothing);
    }
    let schema = match side {
        Side::Declared(schema) => schema,
        Side::Live(_, live) => live.schema,
    };
    match global.format {
        Format::Json => global.results.tell(&serde_json::to_value(&schema)?),
        _ => print!("{}", serde_yaml::to_string(&schema)?),
    }
    Ok(Found::Nothing)
}

/// Reads the schemas that words mean, without what is ignored. What is only databases and files
/// needs no project. The databases come too, because more may have to be asked. The renames lead
/// to the last.
pub async fn sides<const N: usize>(
    global: &Global,
    words: [&str; N],
    renames: &Renames,
) -> Result<(Context, [Side; N], Vec<Live>), Failure> {
    let context = match words.iter().any(|it| ["models", "snapshot"].contains(it)) {
        true => Context::open(global)?,
        false => Context::open_anywhere(global)?,
    };
    // What is declared says at which schemas of a database to look.
    let mut declared = Schema::default();
    let mut found: [Option<Side>; N] = [const { None }; N];
    let count = words.iter().filter(|it| database(it).is_some()).count();
    let mut connected = Vec::with_capacity(count);
    for (at, (side, word)) in found.iter_mut().zip(words).enumerate() {
        if database(word).is_none() {
            let last = at + 1 == N;
            let renames = if last { renames.clone() } else { renames.reversed() };
            let schema = read(&context, word, &renames)?;
            declared.tables.extend(schema.tables.iter().map(|(k, v)| (k.clone(), v.clone())));
            *side = Some(Side::Declared(schema));
        }
    }
    if words.contains(&"database") && !words.contains(&"models") {
        context.learn_ignored();
    }
    for (side, word) in found.iter_mut().zip(words) {
        let Some(url) = database(word) else { continue };
        let mut live_one = match url {
            None => context.connect(Missing::Empty).await?,
            Some(url) => context.connect_to(url, Missing::Empty).await?,
        };
        let reflection = match count == N {
            true => live_one.reflect_all(&context).await?,
            false => live_one.reflect(&context, &declared).await?,
        };
        *side = Some(Side::Live(live_one.connection.target, Box::new(reflection)));
        connected.push(live_one);
    }
    // The models may have said only now what is to be ignored.
    for side in found.iter_mut().flatten() {
        if let Side::Declared(schema) = side {
            *schema = context.hide(std::mem::take(schema))?;
        }
    }
    let found = found.map(|it| it.unwrap_or(Side::Declared(Schema::default())));
    Ok((context, found, connected))
}

/// Whether a word means a database, and its URL where that is not the project's own.
pub fn database(word: &str) -> Option<Option<&str>> {
    let is_url = word.contains("://") || word.starts_with("sqlite:");
    match word {
        "database" => Some(None),
        url if is_url => Some(Some(url)),
        _ => None,
    }
}

pub fn read(context: &Context, word: &str, renames: &Renames) -> Result<Schema, Failure> {
    match word {
        "models" => Ok(context.models(context.recorded()?, renames)?.schema),
        "snapshot" => Ok(context.recorded()?.clone()),
        file if Path::new(file).is_file() => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| Failure::refused(format!("cannot read {file}: {error}")))?;
            // What `inspect` prints is the schema of a snapshot alone.
            let is_snapshot = text.lines().any(|line| line.starts_with("format:"));
            let schema = match is_snapshot {
                true => Snapshot::read(&text).map(|it| it.schema),
                false => yaml::read(&text),
            };
            schema.map_err(|error| Failure::refused(format!("{file}: {error}")))
        }
        other => Err(Failure::refused(format!(
            "`{other}` is none of models, snapshot, database, a URL and a snapshot file"
        ))),
    }
}

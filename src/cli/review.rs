//! `autogen review`: a revision as a person should see it, and the approval in its revision.yaml.

use super::Found;
use super::args::{Global, Review as Args};
use super::context::Context;
use super::failure::Failure;
use super::terminal::{self, Style};
use super::{lint, show};
use crate::database::Missing;
use crate::dialect::dialect;
use crate::project::{METADATA, Wanted};
use crate::revision::{Metadata, Move, Review, Revision};
use crate::runner;

pub async fn run(global: &Global, args: &Args) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let id = match &args.revision {
        Some(text) => crate::revision::revision(&context.folder.graph, text)?.to_owned(),
        None => {
            context.head()?.ok_or_else(|| Failure::refused("there is no revision to review yet"))?
        }
    };
    let Some(revision) = context.folder.get(&id) else { return Ok(Found::Nothing) };
    let checksum = context.folder.review_checksum(revision, context.dialect_of_url()?)?;
    show::run(global, &id)?;
    super::revision::tell_checks(&revision.metadata);
    tell_accepted(revision);
    let (hazards, _) = lint::of_revision(&context, revision, &lint::settings(&context)?)?;
    if !hazards.is_empty() {
        println!("\n{}", terminal::styled("Hazards:", Style::Warning));
        lint::tell(&hazards);
    }
    tell_stake(&context, revision).await;
    match &revision.metadata.review {
        Some(review) if review.checksum == checksum => {
            println!("\nReviewed by {} on {}", review.by, review.at);
            if !args.yes {
                return Ok(Found::Nothing);
            }
        }
        Some(review) => println!("\nEdited since {} reviewed it on {}", review.by, review.at),
        None => {}
    }
    let by = args.by.clone().unwrap_or_else(|| context.user());
    let approved = match args.yes {
        true => true,
        false if !terminal::interactive() => {
            return Err(Failure::refused(format!(
                "{id} was not approved: nobody can be asked here; `{} review {id} --yes --by NAME` approves it",
                context.project.command()
            )));
        }
        false => terminal::confirm(&format!("Approve {id} as {by}?")).unwrap_or(false),
    };
    if !approved {
        return Err(Failure::refused(format!("{id} was not approved, and nothing was written")));
    }
    let review = Review { by, at: super::revision::now(), checksum };
    let path = context.folder.path.join(&id).join(METADATA);
    // A folder of scripts has none yet, and keeps its place among the others with one.
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => revision.metadata.write(None),
        Err(error) => {
            return Err(Failure::refused(format!(
                "{} cannot be read: {error}",
                context.shown(&path)
            )));
        }
    };
    let text = Metadata::with_review(&text, &review);
    context.project.write_revision_file(&id, METADATA, &text)?;
    Context::refresh(global)?;
    println!("{} the approval of {id} by {}", super::revision::styled_verb("Recorded"), review.by);
    Ok(Found::Nothing)
}

fn tell_accepted(revision: &Revision) {
    let accept = &revision.metadata.accept;
    if !accept.is_empty() {
        println!("\n{}", terminal::styled("Accepted:", Style::Name));
        for it in accept {
            println!("  {}: {}", it.code, it.reason.as_deref().unwrap_or("see revision.yaml"));
        }
    }
}

/// What the connected database has at stake; without one, that nobody knows.
async fn tell_stake(context: &Context, revision: &Revision) {
    println!("\n{}", terminal::styled("At stake in the database:", Style::Name));
    match stake(context, revision).await {
        Ok(lines) if lines.is_empty() => println!("  nothing is lost, and nothing is in the way"),
        Ok(lines) => lines.iter().for_each(|line| println!("  {line}")),
        Err(failure) => println!("  not known: {}", failure.message()),
    }
}

async fn stake(context: &Context, revision: &Revision) -> Result<Vec<String>, Failure> {
    let mut live = context.connect(Missing::Empty).await?;
    let applied = live.applied(context).await?;
    if applied.contains(&revision.id) {
        return Ok(vec!["it is applied there already".to_owned()]);
    }
    let needed = context.folder.graph.ancestors(&revision.metadata.revises);
    if let Some(first) = needed.iter().find(|id| !applied.contains(*id)) {
        return Ok(vec![format!("not known: {first} is not applied there yet")]);
    }
    let moves = [Move::Up(revision.id.clone())];
    let tasks = context.tasks(&moves, live.connection.target)?;
    let mut lines = Vec::new();
    for task in &tasks {
        for offense in runner::offenses(&mut live.connection, task, None).await? {
            lines.push(format!("in the way: {}; not so here:", offense.check));
            lines.extend(offense.rows.iter().map(|row| format!("  {row}")));
        }
        let dialect = dialect(live.connection.target.dialect);
        let lost = runner::lost(&mut live.connection, dialect, task).await?;
        lines.extend(lost.into_iter().map(|it| format!("lost: {it}")));
    }
    Ok(lines)
}

/// Whether a revision wants a review before it is applied, in a project that asks for them.
pub fn wanted(context: &Context, revision: &Revision) -> Result<Option<Wanted>, Failure> {
    let required = context.project.require_review();
    Ok(context.folder.review_wanted(revision, required, context.dialect_of_url()?)?)
}

//! `autogen upgrade` and `autogen downgrade`: revisions are run.

use std::collections::BTreeSet;

use serde_json::json;

use super::Found;
use super::args::{Downgrade, Format, Global, Upgrade, Way};
use super::context::Context;
use super::failure::Failure;
use super::signals::interrupted;
use super::terminal::{self, Progress, Style};
use super::{depends, edited, hooks};
use crate::database::Missing;
use crate::dialect::HazardKind;
use crate::history::Direction;
use crate::project::{HookPoint, RequireReview};
use crate::revision::script::Lexis;
use crate::revision::{Move, Place, RevisionGraph, TargetError, place, range};
use crate::runner::{self, Options, Report, RunError, Task, Terms};
use crate::target::Target;

/// What both commands are told.
pub struct Request<'a> {
    /// Where to, in the words of the command line.
    pub target: &'a str,
    /// The one revision to take back, instead of a target.
    only: Option<&'a str>,
    pub direction: Direction,
    /// Whether a tenant's database may be created, whatever autogen.yaml says.
    pub create: bool,
    /// Whether what holds data may go.
    allow_data_loss: bool,
    /// Whether writers may wait while a table is copied.
    allow_blocking: bool,
    pub way: &'a Way,
}

impl<'a> Request<'a> {
    pub fn up(args: &'a Upgrade) -> Self {
        let target = args.target.as_deref().or(args.target_flag.as_deref()).unwrap_or("head");
        let (direction, create, way) = (Direction::Up, args.create, &args.way);
        let Upgrade { allow_data_loss, allow_blocking, .. } = *args;
        Self { target, only: None, direction, create, allow_data_loss, allow_blocking, way }
    }

    pub fn down(args: &'a Downgrade) -> Self {
        let target = args.target.as_deref().unwrap_or("-1");
        let (direction, create, way) = (Direction::Down, false, &args.way);
        let (only, allow_data_loss, allow_blocking) = (args.migration.as_deref(), true, true);
        Self { target, only, direction, create, allow_data_loss, allow_blocking, way }
    }

    /// Leaves out what is for another turn.
    fn keep_to_part(&self, moves: &mut Vec<Move>) {
        moves.retain(|it| self.has_turn(it.revision()));
    }

    /// Whether a half-done revision is for this turn to go on with, or for nobody.
    pub fn minds(&self, context: &Context, half_done: &str) -> bool {
        self.has_turn(half_done) || context.folder.get(half_done).is_none()
    }

    /// Whether it is the turn of a revision.
    fn has_turn(&self, revision: &str) -> bool {
        self.way.part.as_ref().is_none_or(|part| part.contains(revision))
    }

    /// What is to run, with what the command line lets it do.
    pub fn tasks(
        &self,
        context: &Context,
        moves: &[Move],
        target: Target,
    ) -> Result<Vec<Task>, Failure> {
        let project = &context.project;
        let review = match self.way.dry_run {
            true => RequireReview::No,
            false => project.require_review().clone(),
        };
        let terms = Terms {
            review,
            command: project.command(),
            data_loss: self.allow_data_loss,
            blocking: self.allow_blocking || !project.online(),
        };
        let mut tasks = context.tasks_under(&terms, moves, target)?;
        if self.only.is_some() {
            // One revision alone is run where it was asked for.
            tasks.iter_mut().for_each(|it| it.around.clear());
        }
        Ok(tasks)
    }
}

pub async fn upgrade(global: &Global, args: &Upgrade) -> Result<Found, Failure> {
    if args.abort {
        return abort(global).await;
    }
    run(global, &Request::up(args)).await
}

pub async fn downgrade(global: &Global, args: &Downgrade) -> Result<Found, Failure> {
    run(global, &Request::down(args)).await
}

/// Takes back one applied revision, which nothing that is applied may follow, and no other.
fn alone(context: &Context, text: &str, applied: &BTreeSet<String>) -> Result<Move, Failure> {
    let graph = &context.folder.graph;
    let id = crate::revision::revision(graph, text)?;
    if !applied.contains(id) {
        return Err(Failure::refused(format!("{id} is not applied")));
    }
    let following = graph.descendants(&[id.to_owned()]);
    let above: Vec<&str> = following
        .iter()
        .map(String::as_str)
        .filter(|it| *it != id && applied.contains(*it))
        .collect();
    if above.is_empty() {
        return Ok(Move::Down(id.to_owned()));
    }
    let were = if above.len() == 1 { "was" } else { "were" };
    Err(Failure::refused(format!(
        "{id} cannot be taken back alone: {} {were} applied after it\nTake those back first, with `autogen downgrade {id}`",
        above.join(", ")
    )))
}

async fn run(global: &Global, request: &Request<'_>) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    if request.way.sql {
        return print_sql(&context, request);
    }
    let mut live = match request.direction {
        _ if request.way.dry_run => context.connect(Missing::Empty).await?,
        Direction::Up => context.connect_or_create(request.create).await?,
        Direction::Down => context.connect_existing().await?,
    };
    let applied = live.applied(&context).await?;
    for edit in live.edited(&context).await? {
        terminal::warn(&edit.told());
    }
    let target = live.connection.target;
    let moves = moves_of(&context, request, &applied)?;
    depends::hold(&context, None, &context.database_url()?, &mut live.connection, &moves).await?;
    let tasks = request.tasks(&context, &moves, target)?;
    if request.way.dry_run {
        dry_run(global, &tasks);
        return Ok(Found::Nothing);
    }
    let half_done = live.half_done(&context).await?;
    let half_done = half_done.filter(|it| request.minds(&context, &it.revision));
    if tasks.is_empty() && half_done.is_none() && request.way.resume_at.is_none() {
        if global.format == Format::Json {
            global.results.tell(&report(&context, &Report::default(), &applied));
        } else if !global.quiet {
            println!("Nothing to do: the database is at {}", at(&context, &applied));
        }
        return Ok(Found::Nothing);
    }
    if request.direction == Direction::Down {
        tell_losses(&tasks);
    }
    let url = context.database_url()?;
    let ids: Vec<String> = tasks.iter().map(|it| it.revision.clone()).collect();
    if request.direction == Direction::Up {
        let point = HookPoint::BeforeUpgrade;
        let done = hooks::around_upgrade(&context, point, &url, ids.clone()).await;
        done.map_err(|it| Failure::refused(format!("{}\nNothing was run", it.message())))?;
    }
    let options = Options {
        lock_wait: context.project.lock_wait(),
        resume_at: request.way.resume_at,
        by: context.user(),
    };
    let mut progress = Progress::new(global);
    let result = runner::run(
        &mut live.connection,
        &live.history,
        &tasks,
        &options,
        &mut progress,
        interrupted(),
    )
    .await;
    progress.finish();
    let lexis = live.dialect().lexis();
    let done = result.map_err(|error| explained(&context, lexis, &tasks, error))?;
    if request.direction == Direction::Up {
        let after = hooks::around_upgrade(&context, HookPoint::AfterUpgrade, &url, ids).await;
        after.map_err(|it| Failure::migration(format!("{}\nThe upgrade is done", it.message())))?;
    }
    let applied = live.applied(&context).await;
    let applied =
        applied.map_err(|it| Failure::migration(format!("{}\nThe run is done", it.message())))?;
    if global.format == Format::Json {
        global.results.tell(&report(&context, &done, &applied));
    } else if !global.quiet {
        let done = terminal::count(done.done.len(), "revision", "revisions");
        let verb = match request.direction {
            Direction::Up => "applied",
            Direction::Down => "taken back",
        };
        let line = format!("{done} {verb}; the database is at {}", at(&context, &applied));
        println!("{}", terminal::styled(&line, Style::Good));
    }
    Ok(Found::Nothing)
}

/// Takes back what a half-done revision has done.
async fn abort(global: &Global) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let mut live = context.connect(Missing::Empty).await?;
    let lexis = live.dialect().lexis();
    let Some(half) = live.half_done(&context).await? else {
        return Err(failure(RunError::NothingToAbort));
    };
    let up = half.direction == Direction::Up;
    let moves = [Move::Up(half.revision.clone()), Move::Down(half.revision.clone())];
    let tasks = context.tasks(&moves, live.connection.target)?;
    let (there, back) = if up { (&tasks[0], &tasks[1]) } else { (&tasks[1], &tasks[0]) };
    let options =
        Options { lock_wait: context.project.lock_wait(), resume_at: None, by: context.user() };
    let mut progress = Progress::new(global);
    let (connection, history) = (&mut live.connection, &live.history);
    let ran =
        runner::abort(connection, history, there, back, &options, &mut progress, interrupted());
    let ran = ran.await;
    progress.finish();
    let ran = ran.map_err(|error| explained(&context, lexis, &tasks, error))?;
    if !global.quiet {
        let state = if up { "not applied" } else { "applied as before" };
        let statements = terminal::count(ran, "statement", "statements");
        let line = format!("{} taken back by {statements}: it is {state}", half.revision);
        println!("{}", terminal::styled(&line, Style::Good));
    }
    Ok(Found::Nothing)
}

/// The same, with what git knows of a script that was edited since it ran in part.
fn explained(context: &Context, lexis: Lexis, tasks: &[Task], error: RunError) -> Failure {
    let RunError::EditedPrefix { revision, path, statement, hash, .. } = error.cause() else {
        return failure(error);
    };
    let ran = |source: &runner::Source| {
        runner::prefix_hashes(&source.script, lexis).get(statement - 1) == Some(hash)
    };
    let source = tasks.iter().find(|it| it.revision == *revision);
    let source = source.and_then(|it| it.source.as_ref());
    match source.and_then(|it| edited::since(context, lexis, path, &it.text, ran)) {
        Some(diff) => told(&error, format!("{error}\n{diff}")),
        None => failure(error),
    }
}

/// A run that failed has changed the database unless it says otherwise.
pub fn failure(error: RunError) -> Failure {
    told(&error, error.to_string())
}

fn told(error: &RunError, message: String) -> Failure {
    match error {
        RunError::Failed(_) | RunError::Interrupted(_) => Failure::migration(message),
        _ if error.may_have_changed() => Failure::migration(message),
        _ => Failure::refused(message),
    }
}

/// What leads from what is applied to where the request wants to be.
pub fn moves_of(
    context: &Context,
    request: &Request,
    applied: &BTreeSet<String>,
) -> Result<Vec<Move>, Failure> {
    let mut moves = match request.only {
        Some(text) => vec![alone(context, text, applied)?],
        None => moves(context, request, applied)?,
    };
    request.keep_to_part(&mut moves);
    Ok(moves)
}

fn moves(
    context: &Context,
    request: &Request,
    applied: &BTreeSet<String>,
) -> Result<Vec<Move>, Failure> {
    let place = to(context, request, applied)?;
    hold_direction(request, context.folder.graph.path(applied, &place))
}

/// Refuses steps that go the other way than the command.
fn hold_direction(request: &Request, moves: Vec<Move>) -> Result<Vec<Move>, Failure> {
    let wrong = |it: &Move| match it {
        Move::Up(_) => request.direction == Direction::Down,
        Move::Down(_) => request.direction == Direction::Up,
    };
    if moves.iter().any(wrong) {
        let (command, other) = match request.direction {
            Direction::Up => ("upgrade", "downgrade"),
            Direction::Down => ("downgrade", "upgrade"),
        };
        let target = request.target;
        // A script begins where it is told to.
        return Err(Failure::refused(match request.way.sql {
            true => format!(
                "{target} is not where `autogen {command} --sql` leads; `autogen {other} {target} --sql` goes there"
            ),
            false => format!(
                "{target} is not where `autogen {command}` leads from here; `autogen {other} {target}` goes there"
            ),
        }));
    }
    Ok(moves)
}

fn to(context: &Context, request: &Request, applied: &BTreeSet<String>) -> Result<Place, Failure> {
    let graph = &context.folder.graph;
    match place(graph, request.target, applied) {
        Err(TargetError::ManyHeads(heads)) => Err(Failure::refused(format!(
            "Multiple heads are present: {}\nJoin them with `autogen merge`, or name one of them, or take `heads` for all",
            heads.join(", ")
        ))),
        Ok(Place::At(ids)) if request.direction == Direction::Up => Ok(beside(graph, ids, applied)),
        other => Ok(other?),
    }
}

/// Where an upgrade to revisions leads: it keeps what is applied on other branches.
fn beside(graph: &RevisionGraph, ids: Vec<String>, applied: &BTreeSet<String>) -> Place {
    let named = graph.ancestors(&ids);
    if ids.iter().all(|id| applied.contains(id)) && named.len() < applied.len() {
        return Place::At(ids);
    }
    let all: BTreeSet<String> = applied.union(&named).cloned().collect();
    Place::At(graph.heads_of(&all).into_iter().map(str::to_owned).collect())
}

/// Where a database is, in the words of `current`.
pub fn at(context: &Context, applied: &BTreeSet<String>) -> String {
    match context.folder.graph.heads_of(applied)[..] {
        [] => "base".to_owned(),
        ref heads => heads.join(", "),
    }
}

/// What a run did, for machines.
fn report(context: &Context, report: &Report, applied: &BTreeSet<String>) -> serde_json::Value {
    let done = report.done.iter().map(|it| {
        json!({
            "revision": it.revision,
            "direction": direction(it.direction),
            "statements": it.statements,
            "duration_ms": it.elapsed.as_secs_f64() * 1000.0,
        })
    });
    json!({
        "done": done.collect::<Vec<_>>(),
        "skipped": report.skipped,
        "current": context.folder.graph.heads_of(applied),
    })
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "upgrade",
        Direction::Down => "downgrade",
    }
}

fn dry_run(global: &Global, tasks: &[Task]) {
    if global.format == Format::Json {
        let plan = tasks.iter().map(|task| {
            json!({
                "revision": task.revision,
                "direction": direction(task.direction),
                "script": task.source.as_ref().map(|it| &it.text),
            })
        });
        global.results.tell(&json!({"plan": plan.collect::<Vec<_>>()}));
        return;
    }
    if tasks.is_empty() {
        println!("Nothing would run");
    }
    for task in tasks {
        let verb = direction(task.direction);
        println!("{}", terminal::styled(&format!("{verb} {}", task.revision), Style::Name));
        if let Some(source) = &task.source {
            println!("{}", terminal::script(&source.text));
        }
    }
}

/// What a downgrade takes along, before it does.
pub fn tell_losses(tasks: &[Task]) {
    let label = format!("-- {}:", HazardKind::LosesData.label());
    for task in tasks {
        for line in task.source.iter().flat_map(|it| it.text.lines()) {
            if let Some(lost) = line.strip_prefix(&label) {
                terminal::warn(&format!("{} loses{lost}", task.revision));
            }
        }
    }
}

fn print_sql(context: &Context, request: &Request) -> Result<Found, Failure> {
    let name = match request.way.dialect {
        Some(name) => name,
        None => context.dialect_of_url()?,
    };
    let graph = &context.folder.graph;
    let mut moves = match request.only {
        Some(text) => vec![Move::Down(crate::revision::revision(graph, text)?.to_owned())],
        None => {
            let (from, to) = ends(graph, request)?;
            let to = match to {
                Place::At(ids) if request.direction == Direction::Up => beside(graph, ids, &from),
                to => to,
            };
            hold_direction(request, graph.path(&from, &to))?
        }
    };
    request.keep_to_part(&mut moves);
    let target = Target::floor(name);
    let tasks = context.tasks(&moves, target)?;
    if let Some(task) = tasks.iter().find(|it| it.source.is_none()) {
        return Err(Failure::refused(format!(
            "{} has no script for that direction",
            task.revision
        )));
    }
    let history = context.history(name)?;
    print!("{}", runner::sql(&history, &tasks, &context.user()));
    Ok(Found::Nothing)
}

/// What is applied where the script begins, and where it leads.
fn ends(graph: &RevisionGraph, request: &Request) -> Result<(BTreeSet<String>, Place), Failure> {
    let none = BTreeSet::new();
    let up = request.direction == Direction::Up;
    if !request.target.contains(':') {
        if up {
            return Ok((BTreeSet::new(), place(graph, request.target, &none)?));
        }
        return Err(Failure::refused(
            "downgrade --sql takes FROM:TO or --migration, since it does not look at a database",
        ));
    }
    let (from, to) = range(graph, request.target, &none)?;
    let from = match from {
        None | Some(Place::Base) => BTreeSet::new(),
        Some(Place::At(ids)) => graph.ancestors(&ids),
    };
    let to = match to {
        Some(to) => to,
        None if up => place(graph, "head", &none)?,
        None => Place::Base,
    };
    Ok((from, to))
}

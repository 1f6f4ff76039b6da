//! `autogen verify`: every revision is replayed on a scratch database, up, down and up again.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::Found;
use super::args::{Format, Global};
use super::check;
use super::context::Context;
use super::depends::{self, Step};
use super::failure::Failure;
use super::signals::interrupted;
use super::terminal::{self, Style};
use crate::compare::compare;
use crate::dialect::{Reflection, Unmanaged, dialect};
use crate::ops::{self, Operation, Renames};
use crate::project::Direction;
use crate::report;
use crate::revision::Move;
use crate::runner::{self, Options};
use crate::schema::Schema;
use crate::scratch::Scratch;
use crate::target::DialectName;
use crate::three_way::unowned;
use crate::url::DatabaseUrl;

/// What is wrong, and whose fault it is.
struct Fault {
    dialect: DialectName,
    /// None where it is the models'.
    revision: Option<String>,
    what: &'static str,
    lines: Vec<String>,
}

pub async fn run(global: &Global) -> Result<Found, Failure> {
    let context = Arc::new(Context::open(global)?);
    let places = places(&context)?;
    let mut faults: Vec<Fault> = model_changes(&context, &places).await?.into_iter().collect();
    let mut done = Vec::new();
    for (name, url) in &places {
        let Some(url) = url else {
            terminal::warn(&format!(
                "not verified on {name}: name a server for it, as in `scratch: {{{name}: URL}}` in autogen.yaml"
            ));
            continue;
        };
        if !global.quiet {
            terminal::note(&format!("scratch: a new database beside {url}"));
        }
        let mut scratch = Scratch::create(url, dialect(*name)).await?;
        tell_swept(&scratch);
        let takes = name.suits(scratch.connection.target.flavour);
        scratch.connection.target.dialect = *name;
        let replayed = tokio::select! {
            biased;
            () = std::future::ready(()), if !takes => {
                Err(Failure::refused(format!("{url} is a MySQL, and the scripts are for {name}")))
            }
            replayed = Replay { context: &context, scratch: &mut scratch, name: *name }.run() => replayed,
            () = interrupted() => Err(Failure::refused("interrupted: nothing stays of it")),
        };
        let discarded = scratch.discard(dialect(*name)).await;
        match replayed {
            Ok(Verdict::Fault(fault)) => faults.push(fault),
            Ok(Verdict::Fine { taken_back }) => done.push((*name, taken_back)),
            Err(failure) => {
                // What was found until then is told all the same.
                if !faults.is_empty() {
                    tell(global, &context, &faults, &done);
                }
                return Err(failure);
            }
        }
        discarded?;
    }
    if done.is_empty() && faults.is_empty() {
        return Err(Failure::refused("there is no database to verify the revisions on"));
    }
    tell(global, &context, &faults, &done);
    Ok(if faults.is_empty() { Found::Nothing } else { Found::Something })
}

/// Tells of databases that earlier runs had left.
pub fn tell_swept(scratch: &Scratch) {
    for name in &scratch.swept {
        terminal::note(&format!("dropped the database {name}, which a killed run had left"));
    }
}

/// Where each dialect is tried: at its scratch server, else in a database beside the configured one.
fn places(context: &Context) -> Result<Vec<(DialectName, Option<DatabaseUrl>)>, Failure> {
    let listed: Vec<DialectName> = context.project.targets().iter().map(|it| it.dialect).collect();
    let names = if listed.is_empty() { vec![context.dialect_of_url()?] } else { listed };
    let scratch = context.project.scratch()?;
    let place = |name: DialectName| {
        if let Some(url) = scratch.get(&name) {
            let url = DatabaseUrl::parse(url, context.project.root())?;
            if !url.may_take(name) {
                let message = format!("`scratch` names {url} for {name}, which it is not");
                return Err(Failure::refused(message));
            }
            return Ok((name, Some(url)));
        }
        let memory = DatabaseUrl::memory();
        if name.suits(memory.flavour) {
            return Ok((name, Some(memory)));
        }
        // What needs no database of its own needs none to be configured.
        let beside = context.database_url().ok().filter(|url| url.may_take(name));
        Ok((name, beside))
    };
    names.into_iter().map(place).collect()
}

/// What the models have and no revision makes.
async fn model_changes(
    context: &Arc<Context>,
    places: &[(DialectName, Option<DatabaseUrl>)],
) -> Result<Option<Fault>, Failure> {
    context.head()?;
    let models = context.begin_models().done().await?;
    let (_, changes) = check::model_changes(context, models, &context.targets(None)?)?;
    Ok((!changes.is_empty()).then(|| Fault {
        dialect: places[0].0,
        revision: None,
        what: "the models are not what the revisions lead to; `autogen revision` writes what is missing",
        lines: lines(&changes),
    }))
}

/// What became of a replay.
enum Verdict {
    Fault(Fault),
    /// The number of revisions that were also taken back.
    Fine {
        taken_back: usize,
    },
}

/// A replay of all revisions on one database.
struct Replay<'a> {
    context: &'a Context,
    scratch: &'a mut Scratch,
    name: DialectName,
}

impl Replay<'_> {
    async fn run(mut self) -> Result<Verdict, Failure> {
        let all: BTreeSet<String> = self.context.folder.graph.order().map(str::to_owned).collect();
        // What other modules have to make before is tried by the way.
        let steps = depends::with_ground(self.context, &all)?;
        // What was there before and after each step of its own.
        let mut states: Vec<(Reflection, Reflection)> = Vec::new();
        let mut recorded = Some(Schema::default());
        let mut last = None;
        for step in &steps {
            let before = match last.take() {
                None if step.own => Some(self.reflect().await?),
                state => state,
            };
            if let Some(fault) = self.step(step, Move::Up(step.id.to_owned())).await? {
                return Ok(Verdict::Fault(fault));
            }
            if !step.own {
                continue;
            }
            let state = self.reflect().await?;
            recorded = self.recorded(step.id, recorded)?;
            if let Some(recorded) = &recorded {
                let drift = self.drift(recorded, &state).await?;
                if !drift.is_empty() {
                    return Ok(self.fault(
                        step.id,
                        "its up script does not lead to what its `changes` record",
                        lines(&drift),
                    ));
                }
            }
            states.push((before.unwrap_or_default(), state.clone()));
            last = Some(state);
        }
        // The place in `states`, and how many steps are taken back.
        let (mut at, mut undone) = (states.len(), 0);
        for step in steps.iter().rev() {
            if self.is_irreversible(step)? {
                break;
            }
            if let Some(fault) = self.step(step, Move::Down(step.id.to_owned())).await? {
                return Ok(Verdict::Fault(fault));
            }
            undone += 1;
            if !step.own {
                continue;
            }
            at -= 1;
            let difference = difference(&states[at].0, &self.reflect().await?);
            if !difference.is_empty() {
                let what = "its down script does not lead back to the schema before it";
                return Ok(self.fault(step.id, what, difference));
            }
        }
        let taken_back = states.len() - at;
        for step in &steps[steps.len() - undone..] {
            if let Some(fault) = self.step(step, Move::Up(step.id.to_owned())).await? {
                return Ok(Verdict::Fault(fault));
            }
            if !step.own {
                continue;
            }
            let difference = difference(&states[at].1, &self.reflect().await?);
            if !difference.is_empty() {
                let what = "applied again, it leads elsewhere than the first time";
                return Ok(self.fault(step.id, what, difference));
            }
            at += 1;
        }
        Ok(Verdict::Fine { taken_back })
    }

    fn fault(&self, id: &str, what: &'static str, lines: Vec<String>) -> Verdict {
        Verdict::Fault(Fault { dialect: self.name, revision: Some(id.to_owned()), what, lines })
    }

    /// Runs one revision; a script that fails is a fault, a script that is not there is no verdict.
    async fn step(&mut self, step: &Step<'_>, it: Move) -> Result<Option<Fault>, Failure> {
        let Step { context, own, .. } = step;
        let (id, what) = match &it {
            Move::Up(id) => (id.clone(), "its up script fails"),
            Move::Down(id) => (id.clone(), "its down script fails"),
        };
        let id = match context.project.module().filter(|_| !own) {
            Some(module) => format!("{module}/{id}"),
            None => id,
        };
        let history = context.history(self.name)?;
        let mut tasks = context.tasks(&[it], self.scratch.connection.target)?;
        // What a script filled in may go again.
        tasks.iter_mut().for_each(|task| task.guard.accepted = true);
        let options = Options {
            lock_wait: self.context.project.lock_wait(),
            resume_at: None,
            by: self.context.user(),
        };
        let never = std::future::pending();
        let connection = &mut self.scratch.connection;
        match runner::run(connection, &history, &tasks, &options, &mut (), never).await {
            Ok(_) => Ok(None),
            Err(error @ runner::RunError::NoScript { .. }) => Err(error.into()),
            Err(error) => {
                let lines = error.to_string().lines().map(str::to_owned).collect();
                Ok(Some(Fault { dialect: self.name, revision: Some(id), what, lines }))
            }
        }
    }

    /// What the revisions up to this one record; none where one of them was written by hand, and
    /// nobody recorded what it did.
    fn recorded(&self, id: &str, before: Option<Schema>) -> Result<Option<Schema>, Failure> {
        let revision = self.context.folder.get(id);
        let Some(revision) = revision.filter(|it| it.metadata.changes.is_some()) else {
            return Ok(None);
        };
        let Some(mut schema) = before else { return Ok(None) };
        let changes = self.context.changes_of(revision, &schema)?;
        ops::apply_all(&changes, &mut schema)?;
        Ok(Some(schema))
    }

    async fn drift(
        &mut self,
        recorded: &Schema,
        state: &Reflection,
    ) -> Result<Vec<Operation>, Failure> {
        let (context, name) = (self.context, self.name);
        let expected = context.hide(recorded.clone())?;
        let target = self.scratch.connection.target;
        let dialect = dialect(name);
        let compared = self.scratch.connection.settle(dialect, |settled| {
            compare(&expected, state, settled, dialect, &target)
                .map_err(|refusals| context.refused(refusals, name))
        });
        Ok(compared.await?.drift)
    }

    async fn reflect(&mut self) -> Result<Reflection, Failure> {
        let scope = self.context.scope()?;
        let found = self.scratch.connection.reflect(dialect(self.name), &scope).await?;
        self.context.visible(found)
    }

    fn is_irreversible(&self, step: &Step<'_>) -> Result<bool, Failure> {
        let folder = &step.context.folder;
        let Some(revision) = folder.get(step.id) else { return Ok(true) };
        Ok(folder.script(revision, self.name, Direction::Down)?.is_none())
    }
}

/// How a schema differs from what it should be, views and triggers included.
fn difference(expected: &Reflection, found: &Reflection) -> Vec<String> {
    let plain = |it: &Reflection| unowned(it.schema.clone()).sorted();
    let operations = ops::diff(&plain(expected), &plain(found), &Renames::default());
    let mut lines = lines(&operations.unwrap_or_default());
    let named = |it: &Reflection| -> BTreeSet<String> {
        let name = |it: &Unmanaged| match &it.table {
            Some(table) => format!("{} {} on {table}", it.kind, it.name),
            None => format!("{} {}", it.kind, it.name),
        };
        it.unmanaged.iter().map(name).collect()
    };
    let (before, after) = (named(expected), named(found));
    lines.extend(before.difference(&after).map(|it| format!("- {it}")));
    lines.extend(after.difference(&before).map(|it| format!("+ {it}")));
    lines
}

fn lines(operations: &[Operation]) -> Vec<String> {
    report::lines(operations).iter().map(|it| it.to_string()).collect()
}

fn tell(global: &Global, context: &Context, faults: &[Fault], done: &[(DialectName, usize)]) {
    let revisions = context.folder.revisions.len();
    if global.format == Format::Json {
        let faults = faults.iter().map(|it| {
            json!({
                "dialect": it.dialect.as_str(),
                "revision": it.revision,
                "what": it.what,
                "lines": it.lines,
            })
        });
        let verified = done.iter().map(|(name, back)| {
            json!({"dialect": name.as_str(), "revisions": revisions, "taken_back": back})
        });
        let value = json!({
            "faults": faults.collect::<Vec<_>>(),
            "verified": verified.collect::<Vec<_>>(),
        });
        global.results.tell(&value);
        return;
    }
    for Fault { dialect, revision, what, lines } in faults {
        let who = match revision {
            Some(id) => format!("{id} on {dialect}: "),
            None => String::new(),
        };
        println!("{}", terminal::styled(&format!("{who}{what}"), Style::Bad));
        lines.iter().for_each(|line| println!("  {line}"));
    }
    for (name, back) in done {
        let all = terminal::count(revisions, "revision leads", "revisions lead");
        let back = match back {
            _ if *back == revisions => "back, and up again".to_owned(),
            back => format!("{back} of them back, down to one without a down script"),
        };
        let line = format!("{name}: {all} where they should, {back}");
        println!("{}", terminal::styled(&line, Style::Good));
    }
}

//! What changes the databases of tenants: upgrade, downgrade, stamp.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use serde_json::json;

use super::{Fleet, Told};
use crate::cli::args::{Downgrade, Stamp, Upgrade};
use crate::cli::edited::Edit;
use crate::cli::failure::Failure;
use crate::cli::upgrade::{self, Request};
use crate::cli::{Found, depends, hooks, stamp};
use crate::history::Direction;
use crate::project::{HookPoint, Tenant};
use crate::revision::Move;
use crate::runner::{self, Event, Events, Options, Task};
use crate::target::Target;

/// What leads from where a database is to where it shall be. Most databases of a fleet are at one
/// of a few places, and what is the same for them is made once.
struct Plan {
    applied: BTreeSet<String>,
    target: Target,
    moves: Vec<Move>,
    tasks: Vec<Task>,
}

/// What goes with what it held, a line each.
#[derive(Default)]
struct Losses(Vec<String>);

impl Events for Losses {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Loses { task, lost } = event {
            self.0.extend(lost.iter().map(|it| format!("{}: {it} go", task.revision)));
        }
    }
}

#[derive(Default)]
struct Plans(Mutex<Vec<Arc<Plan>>>);

impl Fleet<'_> {
    pub(super) async fn upgrade(&self, args: &Upgrade) -> Result<Found, Failure> {
        if args.abort {
            return Err(Failure::refused(
                "--abort takes back what is half done in one database: add `--tenant NAME`",
            ));
        }
        self.migrate(&Request::up(args), "upgrade").await
    }

    pub(super) async fn downgrade(&self, args: &Downgrade) -> Result<Found, Failure> {
        self.migrate(&Request::down(args), "downgrade").await
    }

    async fn migrate(&self, request: &Request<'_>, command: &str) -> Result<Found, Failure> {
        if let Some(at) = request.way.resumes_inside() {
            return Err(Failure::refused(format!(
                "--resume-at {at} says what is done in one database: add `--tenant NAME`; without it each tenant goes on where its own journal says"
            )));
        }
        let plans = Plans::default();
        let options = Options {
            lock_wait: self.context.project.lock_wait(),
            resume_at: request.way.resume_at,
            by: self.context.user(),
        };
        let work = |tenant| self.migrate_one(request, &plans, &options, tenant);
        let outcome = self.each(work).await;
        self.tell(outcome, Some(command).filter(|_| !request.way.dry_run))
    }

    async fn migrate_one(
        &self,
        request: &Request<'_>,
        plans: &Plans,
        options: &Options,
        tenant: Tenant,
    ) -> Result<Told, Failure> {
        let context = &*self.context;
        let url = context.url_of(&tenant)?;
        let up = request.direction == Direction::Up;
        let mut created = false;
        let mut live = match context.open_if_there(&url).await? {
            Some(live) => live,
            None if !up => return Ok(told("not created yet", json!({"created": false}))),
            None if request.way.dry_run => {
                return Ok(told("would be created", json!({"created": false})));
            }
            None => {
                created = true;
                context.create(&url, &tenant, request.create).await?
            }
        };
        let standing = live.standing(context).await?;
        if let Some(message) = standing.unlocated(context) {
            return Err(Failure::refused(message));
        }
        let edited = live.edited_of(context, &standing)?;
        let warnings: Vec<String> = edited.iter().map(Edit::told).collect();
        let told = |line: &str, json| Told { warnings: warnings.clone(), ..told(line, json) };
        let applied = standing.applied;
        let target = live.connection.target;
        let plan = self.plan(plans, request, &applied, target)?;
        depends::hold(context, Some(&tenant), &url, &mut live.connection, &plan.moves).await?;
        if request.way.dry_run {
            let ids: Vec<&str> = plan.tasks.iter().map(|it| it.revision.as_str()).collect();
            let verb = if up { "upgrade" } else { "take back" };
            return Ok(match ids.as_slice() {
                [] => told("nothing to do", json!({"plan": []})),
                ids => told(&format!("would {verb} {}", ids.join(", ")), json!({"plan": ids})),
            });
        }
        let half_done = standing.half_done.filter(|it| request.minds(context, &it.revision));
        if plan.tasks.is_empty() && half_done.is_none() && options.resume_at.is_none() {
            let at = upgrade::at(context, &applied);
            return Ok(told(&format!("at {at} already"), json!({"current": at, "done": []})));
        }
        // A failure elsewhere stops what has not begun; only an interruption stops what runs.
        let mut interrupt = self.interrupt.subscribe();
        let cancel = async move {
            // Without a sender there is nobody to stop it.
            if interrupt.wait_for(|it| *it).await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let ids: Vec<String> = plan.tasks.iter().map(|it| it.revision.clone()).collect();
        if up {
            hooks::around_upgrade(context, HookPoint::BeforeUpgrade, &url, ids.clone()).await?;
        }
        let (connection, history) = (&mut live.connection, &live.history);
        let mut losses = Losses::default();
        runner::run(connection, history, &plan.tasks, options, &mut losses, cancel)
            .await
            .map_err(upgrade::failure)?;
        let mut afterwards = None;
        if up {
            let done = hooks::around_upgrade(context, HookPoint::AfterUpgrade, &url, ids).await;
            afterwards = done.err().map(|it| format!("{}; the upgrade is done", it.message()));
        }
        let now = after(&applied, &plan.tasks);
        let at = upgrade::at(context, &now);
        let verb = match (created, up) {
            (true, _) => "created and upgraded to",
            (false, true) => "upgraded to",
            (false, false) => "taken back to",
        };
        let ids: Vec<&str> = plan.tasks.iter().map(|it| it.revision.as_str()).collect();
        let json = json!({"current": at, "created": created, "done": ids});
        let mut told = told(&format!("{verb} {at}"), json);
        told.warnings.extend(losses.0);
        Ok(Told { afterwards, ..told })
    }

    fn plan(
        &self,
        plans: &Plans,
        request: &Request<'_>,
        applied: &BTreeSet<String>,
        target: Target,
    ) -> Result<Arc<Plan>, Failure> {
        let known = |plans: &Plans| {
            let plans = plans.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            plans.iter().find(|it| it.target == target && it.applied == *applied).cloned()
        };
        if let Some(plan) = known(plans) {
            return Ok(plan);
        }
        let moves = upgrade::moves_of(&self.context, request, applied)?;
        let tasks = request.tasks(&self.context, &moves, target)?;
        if request.direction == Direction::Down && !request.way.dry_run {
            upgrade::tell_losses(&tasks);
        }
        let plan = Arc::new(Plan { applied: applied.clone(), target, moves, tasks });
        let mut plans = plans.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        plans.push(plan.clone());
        Ok(plan)
    }

    pub(super) async fn stamp(&self, args: &Stamp) -> Result<Found, Failure> {
        let outcome = self.each(|tenant| self.stamp_one(args, tenant)).await;
        self.tell(outcome, Some("stamp"))
    }

    async fn stamp_one(&self, args: &Stamp, tenant: Tenant) -> Result<Told, Failure> {
        let context = &*self.context;
        let url = context.url_of(&tenant)?;
        let Some(mut live) = context.open_if_there(&url).await? else {
            return Err(Failure::refused(context.absent(&url)));
        };
        let (ids, accepted) = stamp::meant(context, &mut live, args).await?;
        stamp::write(context, &mut live, &ids, &accepted, &mut ()).await?;
        let at = upgrade::at(context, &ids);
        Ok(told(&format!("recorded at {at}"), json!({"current": at})))
    }
}

fn told(line: &str, json: serde_json::Value) -> Told {
    Told { line: line.to_owned(), json, ..Told::default() }
}

/// What is applied once the tasks are done.
fn after(applied: &BTreeSet<String>, tasks: &[Task]) -> BTreeSet<String> {
    let mut now = applied.clone();
    for task in tasks {
        match task.direction {
            Direction::Up => now.insert(task.revision.clone()),
            Direction::Down => now.remove(&task.revision),
        };
    }
    now
}

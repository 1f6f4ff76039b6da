//! A command over the databases of many tenants: several at once, what they have in common told
//! together, and what failed kept for another try.

mod look;
mod run;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::stream::{FuturesUnordered, StreamExt};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::Found;
use super::args::{Command, Format, Global, Shard};
use super::context::Context;
use super::failure::Failure;
use super::signals::interrupted;
use super::terminal::{self, Style};
use crate::project::{Create, Project, TENANT_VARIABLE, Tenant};

/// Names that are told of a group of tenants, and groups of failures that are.
const MOST_TOLD: usize = 10;

/// Unmanaged objects that are told.
const MOST_UNMANAGED: usize = 50;

/// The tenants that a command is for.
pub struct Fleet<'a> {
    global: &'a Global,
    /// The project, whose revisions and models are read once for all.
    context: Arc<Context>,
    tenants: Vec<Tenant>,
    /// Turns true when the command is told to end.
    interrupt: watch::Sender<bool>,
}

/// What came out for one tenant; those for which it is the same are told together.
#[derive(Clone, Debug, Default)]
struct Told {
    /// After the number of tenants: `at 0007_add_phone (head)`.
    line: String,
    /// More lines, below it.
    more: Vec<String>,
    json: serde_json::Value,
    /// Whether it makes the exit code 1.
    found: bool,
    /// What the database has that nobody declared.
    unmanaged: Vec<String>,
    /// What went wrong beside the work, which is done.
    warnings: Vec<String>,
    /// What went wrong after the work was done.
    afterwards: Option<String>,
}

/// Texts, each with the tenants to which it applies.
type Shared = BTreeMap<String, Vec<Tenant>>;

/// What came out for all.
#[derive(Default)]
struct Outcome {
    groups: BTreeMap<(String, Vec<String>), (Told, Vec<Tenant>)>,
    failed: Vec<(Tenant, Failure)>,
    unmanaged: Shared,
    warnings: Shared,
    afterwards: Shared,
    /// Those that were not begun.
    left: Vec<Tenant>,
    interrupted: bool,
}

/// The tenants of a command that is for more than one, as `--tenant all` is.
///
/// # Errors
///
/// Fails when they are listed nowhere, or where the list cannot be read.
pub async fn of<'a>(global: &'a Global, command: &Command) -> Result<Option<Fleet<'a>>, Failure> {
    let reaches = match command {
        Command::Upgrade(args) => !args.way.sql,
        Command::Downgrade(args) => !args.way.sql,
        Command::Check(args) => !args.offline,
        Command::Stamp(_) | Command::Current | Command::Status | Command::Diff(_) => true,
        _ => false,
    };
    let start = std::env::current_dir()
        .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
    let project = match Project::find(&start, global.config.as_deref()) {
        Ok(project) if reaches => project.select(global.module.as_deref())?,
        // The command itself says what is wrong, or can do without.
        _ => return Ok(None),
    };
    let some = global.retry_failed.is_some() || global.shard.is_some();
    if project.tenants().is_none() {
        return Ok(None);
    }
    let said = global.tenant.clone().or_else(|| project.variables().get(TENANT_VARIABLE));
    match said.as_deref() {
        Some("all") => {}
        None if some => {}
        Some(name) if some => {
            return Err(Failure::refused(format!(
                "--shard and --retry-failed are for many tenants, and `{name}` is one"
            )));
        }
        _ => return Ok(None),
    }
    if global.database_url.is_some() {
        return Err(Failure::refused(
            "--database-url is one database, and every tenant has its own: add `--tenant NAME`",
        ));
    }
    let quiet = Global { quiet: true, verbose: false, ..global.clone() };
    let context = Arc::new(Context::open(&quiet)?);
    let listed = project.listed_tenants().await?;
    let mut tenants = match (&global.retry_failed, listed) {
        (None, Some(listed)) => listed,
        (None, None) => {
            return Err(Failure::refused(format!(
                "--tenant all: no tenants are listed; write `list`, `file` or `query` in `tenants` of {}",
                project.file().display()
            )));
        }
        (Some(file), listed) => {
            let tenants = Project::tenants_of(file)?;
            let strict = project.creates() != Create::Any;
            if let (true, Some(listed)) = (strict, listed) {
                let known: HashSet<&Tenant> = listed.iter().collect();
                if let Some(unknown) = tenants.iter().find(|it| !known.contains(it)) {
                    return Err(project.unknown_tenant(unknown, &listed).into());
                }
            }
            tenants
        }
    };
    if let Some(shard) = global.shard {
        tenants.retain(|tenant| shard.has(tenant));
    }
    Ok(Some(Fleet { global, context, tenants, interrupt: watch::Sender::new(false) }))
}

impl Shard {
    /// Whether a tenant is of this share. It depends on nothing but its name.
    fn has(self, tenant: &Tenant) -> bool {
        let hash = Sha256::digest(tenant.as_str());
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash[..8]);
        u64::from_be_bytes(bytes) % self.of == self.index % self.of
    }
}

impl Fleet<'_> {
    /// Runs the command over all tenants.
    pub async fn run(&self, command: &Command) -> Result<Found, Failure> {
        if self.tenants.is_empty() {
            terminal::note("no tenants: nothing to do");
            return Ok(Found::Nothing);
        }
        match command {
            Command::Upgrade(args) => self.upgrade(args).await,
            Command::Downgrade(args) => self.downgrade(args).await,
            Command::Stamp(args) => self.stamp(args).await,
            Command::Check(args) => self.check(args).await,
            Command::Diff(args) => self.diff(args).await,
            Command::Status => self.status().await,
            _ => self.current().await,
        }
    }

    /// Does the work for each tenant, as many at once as there are jobs.
    async fn each<F>(&self, work: impl Fn(Tenant) -> F) -> Outcome
    where
        F: Future<Output = Result<Told, Failure>>,
    {
        let bar = self.bar();
        let mut outcome = Outcome::default();
        let mut waiting = self.tenants.iter();
        let mut running = FuturesUnordered::new();
        let mut interrupt = std::pin::pin!(interrupted());
        loop {
            let stop = outcome.interrupted || self.global.fail_fast && !outcome.failed.is_empty();
            while running.len() < self.global.jobs.get() && !stop {
                let Some(tenant) = waiting.next().cloned() else { break };
                let work = work(tenant.clone());
                running.push(async move { (tenant, work.await) });
            }
            let next = tokio::select! {
                biased;
                () = &mut interrupt, if !outcome.interrupted => {
                    outcome.interrupted = true;
                    self.interrupt.send_replace(true);
                    continue;
                }
                next = running.next() => next,
            };
            let Some((tenant, result)) = next else { break };
            bar.inc(1);
            match result {
                Ok(mut told) => {
                    let Outcome { unmanaged, warnings, afterwards, .. } = &mut outcome;
                    let lists = [
                        (unmanaged, std::mem::take(&mut told.unmanaged)),
                        (warnings, std::mem::take(&mut told.warnings)),
                        (afterwards, told.afterwards.take().into_iter().collect()),
                    ];
                    for (shared, texts) in lists {
                        for text in texts {
                            shared.entry(text).or_default().push(tenant.clone());
                        }
                    }
                    let key = (told.line.clone(), told.more.clone());
                    outcome.groups.entry(key).or_insert((told, Vec::new())).1.push(tenant);
                }
                Err(failure) => {
                    outcome.failed.push((tenant, failure));
                    bar.set_message(format!("{} failed", outcome.failed.len()));
                }
            }
        }
        bar.finish_and_clear();
        outcome.left = waiting.cloned().collect();
        outcome
    }

    fn bar(&self) -> ProgressBar {
        if self.global.quiet {
            return ProgressBar::hidden();
        }
        // Where there is no terminal it does not show.
        let bar = ProgressBar::new(self.tenants.len() as u64);
        let form = "{bar:30} {human_pos}/{human_len} tenants, {per_sec}, {eta} left  {msg}";
        bar.set_style(ProgressStyle::with_template(form).unwrap_or(ProgressStyle::default_bar()));
        bar
    }

    /// Tells what came out, what tenants have in common together. Where databases were to change,
    /// those that failed or were not begun are written to a file.
    fn tell(&self, outcome: Outcome, changes: Option<&str>) -> Result<Found, Failure> {
        let Outcome { groups, mut failed, left, interrupted, .. } = outcome;
        let Outcome { unmanaged, warnings, afterwards, .. } = outcome;
        let found = groups.values().any(|(told, _)| told.found);
        let mut groups: Vec<(Told, Vec<Tenant>)> = groups.into_values().collect();
        groups.sort_by(|(a, of_a), (b, of_b)| (of_b.len(), &a.line).cmp(&(of_a.len(), &b.line)));
        groups.iter_mut().for_each(|(_, tenants)| tenants.sort());
        failed.sort_by(|(a, _), (b, _)| a.cmp(b));
        let whole = failed.is_empty() && left.is_empty();
        let file = match changes {
            Some(command) if !whole => match self.keep(command, &failed, &left) {
                Ok(file) => Some(file),
                Err(failure) => {
                    terminal::warn(failure.message());
                    None
                }
            },
            _ => None,
        };
        if self.global.format == Format::Json {
            let mut value = self.json(&groups, &failed, left.len());
            for (key, shared) in
                [("unmanaged", &unmanaged), ("warnings", &warnings), ("afterwards", &afterwards)]
            {
                if !shared.is_empty() {
                    value[key] = shared_json(shared);
                }
            }
            self.global.results.tell(&value);
        } else {
            self.print(&groups, whole);
            self.print_unmanaged(&unmanaged);
        }
        for (text, tenants) in &warnings {
            terminal::warn(&format!("{}: {text}", self.of(tenants)));
        }
        if whole && afterwards.is_empty() {
            return Ok(if found { Found::Something } else { Found::Nothing });
        }
        for (text, tenants) in &afterwards {
            terminal::warn(&format!("{}: {text}", self.of(tenants)));
        }
        if whole {
            let count: usize = afterwards.values().map(Vec::len).sum();
            let (of, count) = (self.tenants.len(), terminal::number(count));
            let of = terminal::many(of, "tenant", "tenants");
            return Err(Failure::migration(format!(
                "a hook failed for {count} of {of}, and all are upgraded"
            )));
        }
        let failure = self.failure(&failed, left.len(), interrupted, file);
        Err(match interrupted && changes.is_some() {
            // As of one database: what was begun is changed.
            true => Failure::migration(failure.message()),
            false => failure,
        })
    }

    /// Prints what tenants have in common.
    fn print(&self, groups: &[(Told, Vec<Tenant>)], whole: bool) {
        let all = groups.len() == 1 && whole;
        for (at, (told, tenants)) in groups.iter().enumerate() {
            let count = terminal::many(tenants.len(), "tenant", "tenants");
            let names = match at == 0 && (all || tenants.len() > MOST_TOLD) {
                true => String::new(),
                false => format!(": {}", self.names(tenants)),
            };
            let (line, more) = (terminal::hint(&told.line), told.more.iter());
            match self.global.format {
                Format::Sql => {
                    println!("-- {count} {line}{names}");
                    more.for_each(|line| println!("{line}"));
                }
                Format::Markdown => {
                    println!("### {count} {line}{names}\n");
                    more.for_each(|line| println!("{line}"));
                    if !told.more.is_empty() {
                        println!();
                    }
                }
                _ => {
                    println!("{count} {line}{names}");
                    more.for_each(|line| println!("  {}", terminal::hint(line)));
                }
            }
        }
    }

    fn print_unmanaged(&self, unmanaged: &Shared) {
        if unmanaged.is_empty() {
            return;
        }
        println!("{}", terminal::styled("Unmanaged, left alone:", Style::Name));
        let most = if self.global.verbose { unmanaged.len() } else { MOST_UNMANAGED };
        for (object, tenants) in unmanaged.iter().take(most) {
            let of = terminal::styled(&format!("({})", self.of(tenants)), Style::Faint);
            println!("  {object}  {of}");
        }
        if unmanaged.len() > most {
            println!("  and {} more", terminal::number(unmanaged.len() - most));
        }
    }

    /// Those to whom something applies, where that may be all.
    fn of(&self, tenants: &[Tenant]) -> String {
        match tenants.len() == self.tenants.len() && tenants.len() > 1 {
            true => format!("all {}", terminal::many(tenants.len(), "tenant", "tenants")),
            false => self.names(tenants),
        }
    }

    fn names(&self, tenants: &[Tenant]) -> String {
        let most = if self.global.verbose { tenants.len() } else { MOST_TOLD };
        let names: Vec<&str> = tenants.iter().take(most).map(Tenant::as_str).collect();
        match tenants.len().saturating_sub(most) {
            0 => names.join(", "),
            more => format!("{} and {} more", names.join(", "), terminal::number(more)),
        }
    }

    fn json(
        &self,
        groups: &[(Told, Vec<Tenant>)],
        failed: &[(Tenant, Failure)],
        left: usize,
    ) -> serde_json::Value {
        let groups = groups.iter().map(|(told, tenants)| {
            let mut group = told.json.clone();
            if let Some(group) = group.as_object_mut() {
                let names = tenants.iter().map(|it| it.as_str().into()).collect();
                group.insert("tenants".to_owned(), serde_json::Value::Array(names));
            }
            group
        });
        let failed: serde_json::Map<String, serde_json::Value> = failed
            .iter()
            .map(|(tenant, failure)| (tenant.to_string(), failure.message().into()))
            .collect();
        json!({"groups": groups.collect::<Vec<_>>(), "failed": failed, "not_begun": left})
    }

    /// What failed, the same failures together.
    fn failure(
        &self,
        failed: &[(Tenant, Failure)],
        left: usize,
        interrupted: bool,
        file: Option<PathBuf>,
    ) -> Failure {
        let mut alike: BTreeMap<String, Vec<Tenant>> = BTreeMap::new();
        for (tenant, failure) in failed {
            let url = self.context.project.tenant_url(tenant).map(|url| url.to_string());
            let mut message = failure.message().to_owned();
            if let Ok(url) = url {
                message = message.replace(&url, "its database");
            }
            alike.entry(message).or_default().push(tenant.clone());
        }
        let mut alike: Vec<(String, Vec<Tenant>)> = alike.into_iter().collect();
        alike.sort_by_key(|(_, tenants)| std::cmp::Reverse(tenants.len()));
        for (message, tenants) in alike.iter().take(MOST_TOLD) {
            let count = terminal::many(tenants.len(), "tenant", "tenants");
            let head = terminal::styled(&format!("{count} failed:"), Style::Bad);
            terminal::note(&format!("{head} {}", self.names(tenants)));
            message.lines().for_each(|line| terminal::note(&format!("  {line}")));
        }
        if alike.len() > MOST_TOLD {
            terminal::note(&format!("and {} other failures", alike.len() - MOST_TOLD));
        }
        let of = terminal::many(self.tenants.len(), "tenant", "tenants");
        let mut parts = Vec::new();
        if !failed.is_empty() {
            parts.push(format!("{} of {of} failed", terminal::number(failed.len())));
        }
        if left > 0 {
            let why = if interrupted { "interrupted: " } else { "" };
            parts.push(format!("{why}{} of {of} not begun", terminal::number(left)));
        }
        let mut message = parts.join(", ");
        if let Some(file) = file {
            message.push_str(&format!(
                "\nThey are in {}: run the command again with --retry-failed {}",
                file.display(),
                file.display()
            ));
        }
        match failed.iter().map(|(_, failure)| failure.code()).max() {
            Some(3) => Failure::migration(message),
            _ => Failure::refused(message),
        }
    }

    /// Writes the tenants that failed, each with the reason, and those that were not begun, for
    /// `--retry-failed`.
    fn keep(
        &self,
        command: &str,
        failed: &[(Tenant, Failure)],
        left: &[Tenant],
    ) -> Result<PathBuf, Failure> {
        let mut name = "failed-tenants".to_owned();
        for part in [
            self.context.project.module().map(str::to_owned),
            self.global.shard.map(|it| format!("{}-of-{}", it.index, it.of)),
        ] {
            part.into_iter().for_each(|part| name.push_str(&format!("-{part}")));
        }
        let file = PathBuf::from(format!("{name}.txt"));
        let (count, of) = (failed.len(), self.tenants.len());
        let mut text = format!("# autogen {command}: {count} of {of} failed");
        if !left.is_empty() {
            text.push_str(&format!(", {} not begun", left.len()));
        }
        text.push('\n');
        for (tenant, failure) in failed {
            let reason = failure.message().lines().next().unwrap_or_default();
            text.push_str(&format!("{tenant}  # {reason}\n"));
        }
        left.iter().for_each(|tenant| text.push_str(&format!("{tenant}  # not begun\n")));
        std::fs::write(&file, text).map_err(|error| {
            Failure::refused(format!("cannot write {}: {error}", file.display()))
        })?;
        Ok(file)
    }
}

fn shared_json(shared: &Shared) -> serde_json::Value {
    let names = |tenants: &[Tenant]| tenants.iter().map(|it| it.as_str().into()).collect();
    shared
        .iter()
        .map(|(text, tenants)| (text.clone(), serde_json::Value::Array(names(tenants))))
        .collect()
}

//! Pairs of SQL schemas, a file each in `tests/cases`: the script turns the one into the other on
//! a real database, says nothing on the second look, and comes back.
//!
//! What is compared in the end is what the server's own catalog has (`truth`), so that nothing
//! which autogen overlooks on both sides goes unnoticed. `AUTOGEN_CASE=partial` runs only the
//! files whose path has that in it.

mod file;
mod models;
mod truth;

use std::sync::atomic::{AtomicUsize, Ordering};

use autogen::database::{Connection, Missing};
use autogen::dialect::{Dialect, Reflection, Scope, Settled, Unmanaged, dialect};
use autogen::ops::Renames;
use autogen::plan::{self, Fills, PlanError, Setting};
use autogen::report;
use autogen::revision::script::Script;
use autogen::schema::Schema;
use autogen::sides::{Pair, PairError, Side, pair};
use autogen::target::Target;
use autogen::url::DatabaseUrl;

use crate::announced;
use crate::support::{self, Database, Engine};
use file::{Case, Expected};

#[test]
fn cases_on_sqlite() {
    check_all(Engine::Sqlite, "sqlite");
}

#[test]
fn cases_on_postgres() {
    check_all(Engine::Postgres, "postgres");
}

#[test]
fn cases_on_mysql() {
    check_all(Engine::Mysql, "mysql");
}

/// Checks the files of a folder on as many threads as there are databases, and tells of each that
/// fails.
fn check_all(engine: Engine, folder: &str) {
    let Some(benches) =
        [(); 2].map(|()| Bench::new(engine)).into_iter().collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let cases = Case::all(folder);
    let (next, left_out) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |bench: Bench| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let mut failed = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut story = String::new();
            let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                runtime.block_on(check(&bench, case, &mut story))
            }));
            match checked.unwrap_or_else(|_| Err("it panicked".to_owned())) {
                Ok(Ran::Through) => {}
                Ok(Ran::NotHere) => drop(left_out.fetch_add(1, Ordering::Relaxed)),
                Err(why) => failed.push(format!("==== {}\n{story}{why}\n", case.path)),
            }
        }
        failed
    };
    let failed: Vec<String> = std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            benches.into_iter().map(|bench| scope.spawn(move || work(bench))).collect();
        threads.into_iter().flat_map(|it| it.join().expect("a worker")).collect()
    });
    let left_out = left_out.into_inner();
    println!("{engine:?}: {} cases, {left_out} of them for other servers", cases.len());
    assert!(failed.is_empty(), "{} of {} failed\n{}", failed.len(), cases.len(), failed.join("\n"));
    assert!(left_out * 4 <= cases.len(), "hardly a case is for this server");
}

/// Databases that are emptied for each case.
struct Bench {
    engine: Engine,
    databases: [Database; 2],
}

#[derive(PartialEq)]
enum Ran {
    Through,
    /// The file asks for another server.
    NotHere,
}

/// A database with what was done to it.
struct Live<'a> {
    connection: Connection,
    engine: Engine,
    story: &'a mut String,
}

/// What a database is, in autogen's words and in its own.
struct State {
    reflection: Reflection,
    truth: Vec<String>,
}

async fn check(bench: &Bench, case: &Case, story: &mut String) -> Result<Ran, String> {
    let mut other = String::new();
    let mut to = bench.open(1, &mut other).await;
    if !case.suits(&mut to.connection).await {
        return Ok(Ran::NotHere);
    }
    to.run_by_hand(&case.to).await?;
    let goal = to.state().await?;
    let mut live = bench.open(0, story).await;
    live.run_by_hand(&case.from).await?;
    live.run_by_hand(&case.rows).await?;
    let start = live.state().await?;

    let pair = match live.pair(&start, &goal, case.renames()) {
        Ok(pair) => pair,
        Err(error) => return case.is_refused(&error),
    };
    let operations = pair.operations().map_err(|error| error.to_string())?;
    let told = report::lines(&operations).iter().map(ToString::to_string).collect::<Vec<_>>();
    same("the changes", case.changes.as_deref().unwrap_or(&told), &told)?;
    let plan = match pair.plan(&live.connection.target) {
        Ok(plan) => plan,
        Err(PlanError::Refused(refusals)) => {
            let texts = refusals.iter().map(|it| match &it.help {
                Some(help) => format!("{it}\n{help}"),
                None => it.to_string(),
            });
            return case.is_refused(&texts.collect::<Vec<_>>().join("\n"));
        }
        Err(error) => return Err(error.to_string()),
    };
    if !case.refused.is_empty() {
        return Err(format!("it is not refused:\n{}", plan.up));
    }
    announces(&pair, &live.connection.target, &start.reflection)?;
    let (up, down) = (plan.up.to_string(), plan.down.to_string());
    for line in &case.script {
        if !up.contains(line.as_str()) {
            return Err(format!("the script lacks `{line}`:\n{up}"));
        }
    }
    live.run("up", &up).await?;
    live.arrived(&goal, &start).await?;
    live.holds(&case.kept).await?;
    live.run_by_hand(&case.tidy).await?;
    live.run("down", &down).await?;
    live.arrived(&start, &start).await?;
    live.holds(&case.back).await?;

    // A schema is also made from nothing, where it needs nothing beside it.
    if goal.reflection.unmanaged.is_empty() && !case.has_extensions() {
        let mut live = bench.open(0, story).await;
        let nothing = live.state().await?;
        let pair = live.pair(&nothing, &goal, Renames::default())?;
        let plan = pair.plan(&live.connection.target).map_err(|error| error.to_string())?;
        live.run("create", &plan.up.to_string()).await?;
        live.arrived(&goal, &nothing).await?;
        live.run("drop", &plan.down.to_string()).await?;
        live.arrived(&nothing, &nothing).await?;
    }
    Ok(Ran::Through)
}

/// Whether lint agrees with the scripts for the same tables in use.
fn announces(pair: &Pair, target: &Target, live: &Reflection) -> Result<(), String> {
    let dialect = dialect(target.dialect);
    let setting = Setting { dialect, target, live: Some(live), online: true };
    let plan = plan::both(&pair.from, &pair.to, &pair.renames, Fills::new(), setting);
    let plan = plan.map_err(|error| error.to_string())?;
    let mut wrong = announced::of_plan(&plan.up.to_string(), target, &pair.from, false);
    wrong.extend(announced::of_plan(&plan.down.to_string(), target, &pair.to, true));
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("{}\n{}-- down\n{}", wrong.join("\n"), plan.up, plan.down)),
    }
}

fn same(what: &str, expected: &[String], found: &[String]) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let lines = |mark: &str, a: &[String], b: &[String]| {
        let only = a.iter().filter(|it| !b.contains(it));
        only.map(|it| format!("  {mark} {it}\n")).collect::<String>()
    };
    let (missing, extra) =
        (lines("expected:", expected, found), lines("found:   ", found, expected));
    let order = if missing.is_empty() && extra.is_empty() { "  in another order" } else { "" };
    Err(format!("{what} differ\n{missing}{extra}{order}"))
}

impl Bench {
    fn new(engine: Engine) -> Option<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let mut databases = Vec::new();
            for _ in 0..2 {
                databases.push(match engine {
                    Engine::Sqlite => support::sqlite(),
                    Engine::Postgres => support::postgres().await?,
                    Engine::Mysql => support::mysql().await?,
                });
            }
            Some(Self { engine, databases: databases.try_into().ok()? })
        })
    }

    /// One of the databases, empty.
    async fn open<'a>(&self, number: usize, story: &'a mut String) -> Live<'a> {
        let url = match self.engine {
            Engine::Sqlite => DatabaseUrl::memory(),
            Engine::Postgres | Engine::Mysql => {
                let url = &self.databases[number].url;
                DatabaseUrl::parse(url, "".as_ref()).expect("a URL")
            }
        };
        let mut connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        for sql in truth::emptied(self.engine, &mut connection).await {
            connection.execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        let engine = self.engine;
        Live { connection, engine, story }
    }
}

impl Live<'_> {
    fn dialect(&self) -> &'static dyn Dialect {
        dialect(self.connection.target.dialect)
    }

    /// Statements of the file, as somebody sends them.
    async fn run_by_hand(&mut self, sql: &str) -> Result<(), String> {
        if sql.trim().is_empty() {
            return Ok(());
        }
        let script = Script::parse(self.dialect().lexis(), sql).map_err(|it| it.to_string())?;
        for piece in script.statements() {
            let done = self.connection.execute(&piece.text).await;
            done.map_err(|error| {
                format!("the file's own statement failed: {}\n{error}", piece.text)
            })?;
        }
        Ok(())
    }

    /// A script of autogen's, as it would be read from its file.
    async fn run(&mut self, title: &str, text: &str) -> Result<(), String> {
        *self.story += &format!("-- {title}\n{text}");
        let script = Script::parse(self.dialect().lexis(), text).map_err(|it| it.to_string())?;
        for step in &script.steps {
            let begin = step.transaction.then(|| self.dialect().begin().to_owned());
            let commit = step.transaction.then(|| "COMMIT".to_owned());
            let statements = step.statements.iter().map(|it| it.text.clone());
            for sql in begin.into_iter().chain(statements).chain(commit) {
                let done = self.connection.execute(&sql).await;
                done.map_err(|error| format!("{title} failed at {sql}\n{error}"))?;
            }
        }
        Ok(())
    }

    async fn state(&mut self) -> Result<State, String> {
        let dialect = self.dialect();
        let target = self.connection.target;
        let reflection = self.connection.reflect(dialect, &Scope::all()).await;
        let reflection = reflection.map_err(|error| error.to_string())?;
        let canonical = dialect.canonical(&reflection.schema, &target);
        match canonical {
            Ok(canonical) if canonical == reflection.schema => {}
            Ok(canonical) => {
                let difference =
                    autogen::ops::diff(&reflection.schema, &canonical, &Renames::default());
                return Err(format!("what is reflected is not canonical: {difference:#?}"));
            }
            Err(refusals) => return Err(format!("what is reflected is refused: {refusals:?}")),
        }
        let truth = truth::lines(self.engine, &mut self.connection).await;
        Ok(State { reflection, truth })
    }

    fn pair(&self, from: &State, to: &State, renames: Renames) -> Result<Pair, String> {
        let side =
            |state: &State| Side::Live(self.connection.target, Box::new(state.reflection.clone()));
        // Two databases are compared as they are: there is nothing to ask.
        let pair = pair(side(from), side(to), renames, &Schema::default(), &Settled::new());
        pair.map(|(pair, _)| pair).map_err(|error| match error {
            PairError::Refused(_, refusals) => {
                refusals.iter().map(|it| format!("{it}\n")).collect::<String>()
            }
            error => error.to_string(),
        })
    }

    /// It is what another database is, but for what belongs to no model, which is as it was.
    async fn arrived(&mut self, goal: &State, before: &State) -> Result<(), String> {
        let now = self.state().await?;
        let pair = self.pair(&now, goal, Renames::default())?;
        let operations = pair.operations().map_err(|error| error.to_string())?;
        let told: Vec<_> = report::lines(&operations).iter().map(ToString::to_string).collect();
        same("the second look", &[], &told)?;
        if pair.from.clone().sorted() != pair.to.clone().sorted() {
            return Err("the schemas differ where no difference is seen".to_owned());
        }
        same("what the server has", &goal.truth, &now.truth)?;
        let names = |state: &State| {
            let name = |it: &Unmanaged| format!("{} {} of {:?}", it.kind, it.name, it.table);
            let mut names: Vec<String> = state.reflection.unmanaged.iter().map(name).collect();
            names.sort();
            names
        };
        same("what stands beside", &names(before), &names(&now))
    }

    async fn holds(&mut self, expected: &[Expected]) -> Result<(), String> {
        for Expected { query, rows } in expected {
            let found = self.connection.rows(query).await;
            let found = found.map_err(|error| format!("{query}: {error}"))?;
            let text = |value: Option<String>| value.unwrap_or_else(|| "NULL".to_owned());
            let found: Vec<String> = found
                .into_iter()
                .map(|row| row.into_iter().map(text).collect::<Vec<_>>().join("|"))
                .collect();
            same(query, rows, &found)?;
        }
        Ok(())
    }
}

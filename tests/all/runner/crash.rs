//! Runs that are killed at every point at which they wait for the database, and taken up again.
//!
//! A future that is dropped is a process that is killed: its connection is gone, and the statement
//! that was sent goes on in the server. A file in `tests/crash` is a revision: what is there before,
//! the script up, and the script down. Whatever the point, the next runs have to end in the schema
//! and rows of an undisturbed one.

use std::pin::pin;
use std::task::Poll;

use super::*;

/// The share of the points that an ordinary run of the tests looks at.
const STRIDE: usize = 7;

pub struct Case {
    pub name: String,
    pub setup: Vec<String>,
    pub up: String,
    pub down: String,
    rows: Vec<String>,
}

impl Case {
    pub fn read(engine: Engine) -> Vec<Self> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/crash")
            .join(format!("{engine:?}").to_lowercase());
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|it| it.expect("an entry").path())
            .collect();
        paths.sort();
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).expect("a case");
            let part = |name: &str| -> String {
                let (_, rest) = text.split_once(&format!("-- {name}:\n")).unwrap_or(("", ""));
                let end = ["up", "down", "rows"]
                    .iter()
                    .filter_map(|it| rest.find(&format!("-- {it}:\n")))
                    .min();
                rest[..end.unwrap_or(rest.len())].to_owned()
            };
            let statements = |text: String| -> Vec<String> {
                let pieces = autogen::revision::script::split(lexis(engine), &text);
                pieces.expect("statements").into_iter().map(|it| it.text).collect()
            };
            Self {
                name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
                setup: statements(part("setup")),
                up: part("up"),
                down: part("down"),
                rows: statements(part("rows")),
            }
        };
        let cases: Vec<Self> = paths.iter().map(read).collect();
        assert!(!cases.is_empty(), "no cases in {}", folder.display());
        cases
    }
}

/// What a database holds, for comparison.
pub async fn state(live: &mut Live, case: &Case) -> String {
    let reflected = live.connection.reflect(live.history.dialect, &Default::default()).await;
    let mut schema = reflected.expect("a schema").schema;
    schema.tables.retain(|name, _| !is_bookkeeping(&name.name, "autogen_version"));
    let mut text = format!("{schema:#?}");
    for query in &case.rows {
        // A query for what is not there on this side of the revision has no rows.
        let rows = live.connection.rows(query).await.unwrap_or_default();
        text.push_str(&format!("\n{query}: {rows:?}"));
    }
    text
}

/// Polls a future so many times and then drops it; nothing when it did not come to its end.
async fn killed<T>(points: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut left = points;
    let mut future = pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

async fn open(database: &Database, distributed: bool) -> Live {
    let mut live = Live::open(database).await;
    live.connection.distributed = distributed;
    live
}

/// Kills the run at a point and takes it up until it is done. Whether it was killed at all.
async fn disturbed(database: &Database, distributed: bool, task: &Task, point: usize) -> bool {
    let tasks = std::slice::from_ref(task);
    let mut live = open(database, distributed).await;
    let ended = killed(point, live.run(tasks)).await;
    drop(live);
    let Some(result) = ended else {
        let mut live = open(database, distributed).await;
        // A lease is not given back by the dead; whoever comes later finds it expired.
        let _ = live.connection.execute("UPDATE autogen_version_lease SET expires_at = 1").await;
        let result = live.run(tasks).await;
        result.unwrap_or_else(|error| panic!("{} at {point}: {error}", task.revision));
        return true;
    };
    result.unwrap_or_else(|error| panic!("{} at {point}: {error}", task.revision));
    false
}

async fn crash(database: &Database, distributed: bool, case: &Case, points: &[usize]) {
    let engine = database.engine;
    let mut live = open(database, distributed).await;
    for sql in &case.setup {
        live.execute(sql).await;
    }
    let revision = format!("0001_{}", case.name);
    let (up, down) = (up(engine, &revision, &case.up), down(engine, &revision, &case.down));
    let base = state(&mut live, case).await;
    live.run(std::slice::from_ref(&up)).await.unwrap_or_else(|it| panic!("{}: {it}", case.name));
    let there = state(&mut live, case).await;
    assert_ne!(base, there, "{}: the revision does something", case.name);
    live.run(std::slice::from_ref(&down)).await.unwrap_or_else(|it| panic!("{}: {it}", case.name));
    let back = state(&mut live, case).await;
    assert_eq!(base, back, "{}: the way back leads back", case.name);
    for point in points {
        let went = disturbed(database, distributed, &up, *point).await;
        assert_eq!(there, state(&mut live, case).await, "{} up at {point}", case.name);
        let came = disturbed(database, distributed, &down, *point).await;
        assert_eq!(base, state(&mut live, case).await, "{} down at {point}", case.name);
        if !went && !came {
            return;
        }
    }
}

/// All points in minutes that the environment grants, or some of them.
async fn crashes(engine: Engine, distributed: bool) {
    let minutes = std::env::var("AUTOGEN_CRASH_MINUTES").ok().and_then(|it| it.parse().ok());
    let began = Instant::now();
    let mut round = 0;
    loop {
        for (index, case) in Case::read(engine).iter().enumerate() {
            let Some(database) = (match engine {
                Engine::Sqlite => Some(support::sqlite()),
                Engine::Postgres => support::postgres().await,
                Engine::Mysql => support::mysql().await,
            }) else {
                return;
            };
            let first = (index + round) % STRIDE;
            let points: Vec<usize> = (first..4000).step_by(STRIDE).collect();
            crash(&database, distributed, case, &points).await;
        }
        round += 1;
        let granted = Duration::from_secs(60 * minutes.unwrap_or(0));
        if began.elapsed() >= granted {
            return;
        }
    }
}

#[tokio::test]
async fn killed_anywhere_on_sqlite() {
    crashes(Engine::Sqlite, false).await;
}

#[tokio::test]
async fn killed_anywhere_on_postgres() {
    crashes(Engine::Postgres, false).await;
}

#[tokio::test]
async fn killed_anywhere_on_mysql() {
    crashes(Engine::Mysql, false).await;
}

/// As on a server whose schema changes commit by themselves.
#[tokio::test]
async fn killed_anywhere_on_a_distributed_server() {
    crashes(Engine::Postgres, true).await;
}

fn same(wanted: &str, found: &str, what: &str) {
    let diff = similar::TextDiff::from_lines(wanted, found);
    assert!(wanted == found, "{what}:\n{}", diff.unified_diff().context_radius(12));
}

/// Kills a run at some points, and takes back what it has done by then: where that can be, the
/// database is what it was before the revision, and elsewhere the next run can still go on.
async fn aborts(engine: Engine) {
    let (mut taken, mut broken_off) = (0, 0);
    for case in Case::read(engine) {
        let Some(database) = (match engine {
            Engine::Sqlite => Some(support::sqlite()),
            Engine::Postgres => support::postgres().await,
            Engine::Mysql => support::mysql().await,
        }) else {
            return;
        };
        let mut live = Live::open(&database).await;
        for sql in &case.setup {
            live.execute(sql).await;
        }
        let revision = format!("0001_{}", case.name);
        let (up, down) = (up(engine, &revision, &case.up), down(engine, &revision, &case.down));
        let base = state(&mut live, &case).await;
        live.run(std::slice::from_ref(&up)).await.expect("it goes up");
        let there = state(&mut live, &case).await;
        live.run(std::slice::from_ref(&down)).await.expect("it comes back");
        let ways = [(&up, &down, &base, &there), (&down, &up, &there, &base)];
        // The one that can be taken back wherever it stops.
        let stride = if case.name == "steps" { 2 } else { STRIDE };
        for (round, point) in (3..).step_by(stride).enumerate() {
            let mut killed_any = false;
            for (go, back, from, to) in ways {
                let what = format!("{engine:?} {} {:?} at {point}", case.name, go.direction);
                let mut victim = Live::open(&database).await;
                let ended = killed(point, victim.run(std::slice::from_ref(go))).await;
                drop(victim);
                killed_any |= ended.is_none();
                let mut live = Live::open(&database).await;
                if round % 2 == 1 {
                    // What takes it back is killed as well, ever later, until it has begun: nothing
                    // else goes on then before it does.
                    let mut marked = false;
                    for at in (5..).step_by(4) {
                        let ended = killed(at, live.abort(go, back)).await;
                        live = Live::open(&database).await;
                        let Live { connection, history, .. } = &mut live;
                        let left =
                            runner::outlook(connection, history, |_| Ok::<_, RunError>(None)).await;
                        marked = left.expect("the journal is read").is_some_and(|it| {
                            matches!(it.next, Next::Stops(why) if why.contains("upgrade --abort"))
                        });
                        assert!(!marked || ended.is_none(), "{what}: it ended");
                        if marked || ended.is_some() {
                            break;
                        }
                    }
                    if marked {
                        broken_off += 1;
                        let went = live.run(std::slice::from_ref(go)).await;
                        assert!(matches!(went, Err(RunError::TakenBack { .. })), "{what}");
                        live.abort(go, back).await.unwrap_or_else(|it| panic!("{what}: {it}"));
                        same(from, &state(&mut live, &case).await, &what);
                    }
                } else {
                    match live.abort(go, back).await {
                        Ok(_) => {
                            taken += 1;
                            same(from, &state(&mut live, &case).await, &what);
                        }
                        // Nothing was done yet or all of it, or rows were changed.
                        Err(RunError::NothingToAbort | RunError::NotAbortable { .. }) => {}
                        Err(error) => panic!("{what}: {error}"),
                    }
                }
                let went = live.run(std::slice::from_ref(go)).await;
                went.unwrap_or_else(|error| panic!("{what}: {error}"));
                same(to, &state(&mut live, &case).await, &format!("{what}, and on"));
            }
            if !killed_any {
                break;
            }
        }
    }
    assert!(taken > 0, "{engine:?}");
    println!("{engine:?}: {taken} taken back, {broken_off} with a break");
}

#[tokio::test]
async fn taken_back_after_a_kill_on_sqlite() {
    aborts(Engine::Sqlite).await;
}

#[tokio::test]
async fn taken_back_after_a_kill_on_postgres() {
    aborts(Engine::Postgres).await;
}

#[tokio::test]
async fn taken_back_after_a_kill_on_mysql() {
    aborts(Engine::Mysql).await;
}

/// The server is killed with the run, and comes back.
async fn killed_with_server(engine: Engine) {
    let Some(database) = support::killable(engine).await else { return };
    let cases = Case::read(engine);
    let case = cases.iter().max_by_key(|it| it.up.len().min(it.down.len())).expect("a case");
    let mut live = Live::open(&database).await;
    for sql in &case.setup {
        live.execute(sql).await;
    }
    let revision = format!("0001_{}", case.name);
    let (up, down) = (up(engine, &revision, &case.up), down(engine, &revision, &case.down));
    let base = state(&mut live, case).await;
    live.run(std::slice::from_ref(&up)).await.expect("it goes up");
    let there = state(&mut live, case).await;
    live.run(std::slice::from_ref(&down)).await.expect("it comes down");
    let mut kills = 0;
    for point in [9, 17, 26, 34] {
        for (task, expected) in [(&up, &there), (&down, &base)] {
            let mut live = Live::open(&database).await;
            let process = server_process(&mut live).await;
            let ended = killed(point, live.run(std::slice::from_ref(task))).await;
            kill(&process);
            drop(live);
            let mut live = back(&database).await;
            let result = live.run(std::slice::from_ref(task)).await;
            result.unwrap_or_else(|error| panic!("{engine:?} at {point}: {error}"));
            assert_eq!(*expected, state(&mut live, case).await, "{engine:?} at {point}");
            kills += usize::from(ended.is_none());
        }
    }
    // How often a run waits is a matter of how fast the server answers.
    assert!(kills > 1, "{engine:?}: all was over before it was killed");
}

/// The processes of the server, the first one first.
async fn server_process(live: &mut Live) -> Vec<String> {
    let first = match live.engine {
        Engine::Postgres => {
            let own = live.connection.value("SELECT pg_backend_pid()").await.expect("a process");
            let own = own.expect("a process");
            let status = std::fs::read_to_string(format!("/proc/{own}/status")).expect("Linux");
            let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
            parent.expect("a parent").trim().to_owned()
        }
        _ => {
            let file = live.connection.value("SELECT @@pid_file").await.expect("a file");
            let text = std::fs::read_to_string(file.expect("a file")).expect("a process");
            text.trim().to_owned()
        }
    };
    let children = std::process::Command::new("pgrep").args(["-P", &first]).output();
    let children = String::from_utf8(children.expect("pgrep").stdout).expect("numbers");
    std::iter::once(first).chain(children.lines().map(str::to_owned)).collect()
}

fn kill(processes: &[String]) {
    let killed = std::process::Command::new("kill").arg("-9").args(processes).output();
    killed.expect("kill");
}

async fn back(database: &Database) -> Live {
    let url = DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL");
    let began = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(100)).await;
        match Connection::open(&url, Missing::Create).await {
            Ok(connection) => {
                let history = History::new(dialect(database.engine), VersionTable::default());
                return Live { engine: database.engine, connection, history };
            }
            Err(error) => assert!(began.elapsed() < Duration::from_secs(30), "{error}"),
        }
    }
}

#[tokio::test]
async fn killed_with_the_server_on_postgres() {
    killed_with_server(Engine::Postgres).await;
}

#[tokio::test]
async fn killed_with_the_server_on_mariadb() {
    killed_with_server(Engine::Mysql).await;
}

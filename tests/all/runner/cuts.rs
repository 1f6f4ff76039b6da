//! Connections that break: at every message of a run, before it reaches the server or after, when
//! the answer is lost. Whatever was cut, the message says so, and the next run ends in the schema and
//! rows of an undisturbed one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::crash::{Case, state};
use super::*;

/// The share of the messages that an ordinary run of the tests looks at.
const STRIDE: usize = 9;

/// A way to the server on which a message of the client is the last one.
struct Proxy {
    url: String,
    /// Messages so far, over all connections.
    seen: Arc<AtomicUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// The server never gets the message.
    Before,
    /// The server gets it, and nobody its answer.
    After,
}

impl Proxy {
    async fn new(database: &Database, last: usize, cut: Cut) -> Self {
        let (head, rest) = database.url.split_once('@').expect("user and password");
        let (server, path) = rest.split_once('/').expect("a database");
        let (server, seen) = (server.to_owned(), Arc::new(AtomicUsize::new(0)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("{head}@{}/{path}", listener.local_addr().expect("an address"));
        let count = seen.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, count) = (server.clone(), count.clone());
                tokio::spawn(async move { carry(client, &server, &count, last, cut).await });
            }
        });
        Self { url, seen }
    }
}

/// Carries messages both ways until the last one, and drops the connection then.
async fn carry(
    client: TcpStream,
    server: &str,
    seen: &AtomicUsize,
    last: usize,
    cut: Cut,
) -> Option<()> {
    let server = TcpStream::connect(server).await.ok()?;
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let answers = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
    });
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from_client.read(&mut buffer).await.unwrap_or(0);
        let number = seen.fetch_add(1, Ordering::Relaxed);
        // What comes after the last message finds a dead connection too.
        if read == 0 || number >= last {
            answers.abort();
            let _ = answers.await;
            if cut == Cut::After && number == last {
                to_server.write_all(&buffer[..read]).await.ok()?;
                // The server begins with it before it sees that nobody is there.
                tokio::time::sleep(Duration::from_millis(15)).await;
            }
            return None;
        }
        to_server.write_all(&buffer[..read]).await.ok()?;
    }
}

async fn open(database: &Database, url: &str) -> Result<Live, String> {
    let url = DatabaseUrl::parse(url, ".".as_ref()).expect("a URL");
    let connection = Connection::open(&url, Missing::Create).await.map_err(|it| it.to_string())?;
    let history = History::new(dialect(database.engine), VersionTable::default());
    Ok(Live { engine: database.engine, connection, history })
}

/// Cuts the run, and takes it up. Whether it was cut at all.
async fn disturbed(database: &Database, task: &Task, last: usize, cut: Cut) -> bool {
    let tasks = std::slice::from_ref(task);
    let proxy = Proxy::new(database, last, cut).await;
    let place = format!("{} at message {last}, {cut:?}", task.revision);
    let told = match open(database, &proxy.url).await {
        Ok(mut live) => live.run(tasks).await.map(drop).map_err(|it| it.to_string()),
        Err(error) => Err(error),
    };
    if let Err(told) = &told {
        let plain = told.to_lowercase();
        assert!(plain.contains("connect") || plain.contains("server"), "{place}: {told}");
        assert!(!plain.contains("secret"), "{place}: {told}");
    }
    let mut live = open(database, &database.url).await.expect("the way is free");
    live.run(tasks).await.unwrap_or_else(|error| panic!("{place}: {error}"));
    told.is_err() || proxy.seen.load(Ordering::Relaxed) > last
}

async fn cut(engine: Engine) {
    let database = match engine {
        Engine::Sqlite => return,
        Engine::Postgres => support::postgres().await,
        Engine::Mysql => support::mysql().await,
    };
    let Some(database) = database else { return };
    for (index, case) in Case::read(engine).iter().enumerate() {
        let mut live = Live::open(&database).await;
        for sql in &case.setup {
            live.execute(sql).await;
        }
        let revision = format!("{index:04}_{}", case.name);
        let (up, down) = (up(engine, &revision, &case.up), down(engine, &revision, &case.down));
        let base = state(&mut live, case).await;
        live.run(std::slice::from_ref(&up)).await.expect("it goes up");
        let there = state(&mut live, case).await;
        live.run(std::slice::from_ref(&down)).await.expect("it comes down");
        let mut cuts = 0;
        for last in (index..).step_by(STRIDE) {
            let way = if last % 2 == 0 { Cut::Before } else { Cut::After };
            let went = disturbed(&database, &up, last, way).await;
            assert_eq!(there, state(&mut live, case).await, "{revision} up at {last}, {way:?}");
            let came = disturbed(&database, &down, last, way).await;
            assert_eq!(base, state(&mut live, case).await, "{revision} down at {last}, {way:?}");
            cuts += usize::from(went) + usize::from(came);
            if !went && !came {
                break;
            }
        }
        assert!(cuts > 6, "{revision}: hardly anything was cut");
        for table in ["t", "p", "old"] {
            let _ = live.connection.execute(&format!("DROP TABLE {table}")).await;
        }
    }
}

#[tokio::test]
async fn connections_to_postgres_break() {
    cut(Engine::Postgres).await;
}

#[tokio::test]
async fn connections_to_mariadb_break() {
    cut(Engine::Mysql).await;
}

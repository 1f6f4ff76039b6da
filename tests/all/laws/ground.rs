use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use autogen::database::{Connection, Missing};
use autogen::schema::Schema;
use autogen::url::DatabaseUrl;

use super::case::{self, Broken, Case, Held};
use super::live::Live;
use crate::support::{self, Database, Engine};

/// Where one case after the other is played, each on an empty database. To make a database anew
/// for each would take most of the time.
pub struct Ground {
    pub engine: Engine,
    /// A database on a server.
    database: Option<Database>,
    connection: Option<Connection>,
    used: u32,
}

/// How many cases share a database: each leaves some weight in its catalog.
const SHARE: u32 = 200;

/// Schemas that cases may make, beside the connection's own.
pub const SCHEMAS: [&str; 1] = ["auth"];

impl Ground {
    /// `None` when the engine is left out.
    pub async fn open(engine: Engine) -> Option<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(support::postgres().await?),
            Engine::Mysql => Some(support::mysql().await?),
        };
        Some(Self { engine, database, connection: None, used: 0 })
    }

    /// Plays a case in one of the manners in which scripts are written. A panic breaks the laws
    /// too.
    pub async fn hold(&mut self, case: &Case, manner: u64) -> Result<Held, Broken> {
        let mut live = Live::new(self.cleared().await, manner);
        let mut other = None;
        if live.between_databases {
            match caught(case::stand(&mut live, &case.after)).await {
                Ok(Ok(true)) => other = Some(live.reflect().await?.clone()),
                Ok(Ok(false)) => {
                    self.leave(live, true);
                    return Ok(Held::Refused);
                }
                Ok(Err(broken)) => return Err(broken),
                Err(panic) => return Err(live.broken("a panic", &panic)),
            }
            self.leave(live, true);
            live = Live::new(self.cleared().await, manner);
        }
        let held = caught(case::hold(&mut live, case, other)).await;
        let held = held.unwrap_or_else(|panic| Err(live.broken("a panic", &panic)));
        self.leave(live, matches!(held, Ok(Held::Fully { .. } | Held::Refused)));
        held
    }

    /// Whether a schema can be made of nothing, and is reflected as it is.
    pub async fn stands(&mut self, schema: &Schema, manner: u64) -> bool {
        let mut live = Live::new(self.cleared().await, manner);
        let stands = matches!(caught(case::stand(&mut live, schema)).await, Ok(Ok(true)));
        self.leave(live, stands);
        stands
    }

    /// A connection to an empty database.
    async fn cleared(&mut self) -> Connection {
        self.used += 1;
        let Some(database) = &self.database else {
            return connect(&DatabaseUrl::memory()).await;
        };
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&parsed(database)).await,
        };
        let name = database.url.rsplit('/').next().expect("a path").to_owned();
        let sql = match self.engine {
            Engine::Postgres if self.used.is_multiple_of(SHARE) => {
                drop(connection);
                let next = support::postgres().await.expect("not left out");
                connection = connect(&parsed(&next)).await;
                self.database = Some(next);
                vec![format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]
            }
            Engine::Postgres => {
                let schemas = format!("public, {}", SCHEMAS.join(", "));
                vec![
                    format!("DROP SCHEMA IF EXISTS {schemas} CASCADE"),
                    "CREATE SCHEMA public".to_owned(),
                ]
            }
            Engine::Mysql => vec![
                format!("DROP DATABASE {name}"),
                format!("CREATE DATABASE {name}"),
                format!("USE {name}"),
            ],
            Engine::Sqlite => Vec::new(),
        };
        for sql in sql {
            connection.execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        connection
    }

    /// Keeps the connection, unless a script that failed may have left something in its session.
    fn leave(&mut self, live: Live, in_order: bool) {
        self.connection = Some(live.connection).filter(|_| in_order);
    }
}

fn parsed(database: &Database) -> DatabaseUrl {
    DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL")
}

async fn connect(url: &DatabaseUrl) -> Connection {
    Connection::open(url, Missing::Create).await.expect("a connection")
}

/// What a future returns, or the message of its panic.
async fn caught<F: Future>(future: F) -> Result<F::Output, String> {
    let mut future = Box::pin(future);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| it.to_string()));
                Poll::Ready(Err(text.unwrap_or_default()))
            }
        }
    })
    .await
}

//! A database to try things in: made for one command, and gone after it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::database::{ConnectError, Connection, DatabaseError, Missing};
use crate::dialect::Dialect;
use crate::url::DatabaseUrl;

/// What the names of such databases begin with.
const PREFIX: &str = "autogen_scratch_";

/// How often a database is tried to be dropped, until those who were in it are gone.
const TRIES: u32 = 30;

/// An empty database: in memory for SQLite, else one beside the configured database.
pub struct Scratch {
    pub connection: Connection,
    /// Those that runs before had left behind, which are gone now.
    pub swept: Vec<String>,
    made: Option<Made>,
}

/// A database of a server.
struct Made {
    name: String,
    /// The session that stands for it, beside it.
    server: Connection,
}

/// No database to try things in.
#[derive(Debug, thiserror::Error)]
pub enum ScratchError {
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(
        "cannot make a database to try the scripts in: {0}\nThe user of DATABASE_URL has to be allowed to create databases"
    )]
    Create(DatabaseError),
    #[error(
        "the URL leads to the database {0} whatever name it is given, so that nothing can be tried beside it\nWrite another URL under `scratch` in autogen.yaml"
    )]
    Elsewhere(String),
    #[error(
        "the database {name}, in which scripts were tried, cannot be dropped: {error}\nDrop it by hand"
    )]
    Drop { name: String, error: DatabaseError },
}

impl Scratch {
    /// Makes an empty database, and drops those that killed runs have left.
    ///
    /// # Errors
    ///
    /// Fails when the server cannot be reached, or does not let the user create databases.
    pub async fn create(url: &DatabaseUrl, dialect: &dyn Dialect) -> Result<Self, ScratchError> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let name = format!("{PREFIX}{}_{}", since.as_millis(), std::process::id());
        let Some(beside) = url.sibling(&name) else {
            let connection = Connection::open(&DatabaseUrl::memory(), Missing::Create).await?;
            return Ok(Self { connection, swept: Vec::new(), made: None });
        };
        let mut server = Connection::open(url, Missing::Empty).await?;
        let swept = sweep(&mut server, dialect).await;
        if let Some(vouch) = dialect.vouch(&name) {
            server.execute(&vouch).await.map_err(ScratchError::Create)?;
        }
        let quoted = dialect.quote(&name);
        let create = server.execute(&format!("CREATE DATABASE {quoted}")).await;
        create.map_err(ScratchError::Create)?;
        match connect(&beside, &name).await {
            Ok(connection) => Ok(Self { connection, swept, made: Some(Made { name, server }) }),
            Err(error) => {
                // What cannot be used need not stay; the first error is the one to tell.
                let _ = server.execute(&format!("DROP DATABASE {quoted}")).await;
                Err(error)
            }
        }
    }

    /// Drops the database, also under a statement that is still going on in it.
    ///
    /// # Errors
    ///
    /// Fails when the server refuses, and then the database stays.
    pub async fn discard(self, dialect: &dyn Dialect) -> Result<(), ScratchError> {
        self.connection.close().await;
        let Some(Made { name, mut server }) = self.made else { return Ok(()) };
        let drop = format!("DROP DATABASE {}", dialect.quote(&name));
        let mut tries = 0;
        loop {
            if let Some(evict) = dialect.evict(&name) {
                for row in server.rows(&evict).await.unwrap_or_default() {
                    let statement = row.into_iter().flatten().next().unwrap_or_default();
                    // It may have ended by itself.
                    let _ = server.execute(&statement).await;
                }
            }
            tries += 1;
            match server.execute(&drop).await {
                Ok(_) => return Ok(()),
                Err(_) if tries < TRIES => tokio::time::sleep(Duration::from_millis(100)).await,
                Err(error) => return Err(ScratchError::Drop { name, error }),
            }
        }
    }
}

/// Connects to the database that was made, and makes sure that it is the one: what is tried there
/// takes everything down again.
async fn connect(url: &DatabaseUrl, name: &str) -> Result<Connection, ScratchError> {
    let mut connection = Connection::open(url, Missing::Create).await?;
    match connection.database_name().await.map_err(ScratchError::Create)? {
        Some(there) if there == name => Ok(connection),
        there => Err(ScratchError::Elsewhere(there.unwrap_or_default())),
    }
}

/// Drops the databases whose makers are gone, and returns their names. One that belongs to somebody
/// else stays.
async fn sweep(server: &mut Connection, dialect: &dyn Dialect) -> Vec<String> {
    let Some(query) = dialect.orphans(PREFIX) else { return Vec::new() };
    let found = server.rows(&query).await.unwrap_or_default();
    let mut swept = Vec::new();
    for name in found.into_iter().filter_map(|row| row.into_iter().next().flatten()) {
        if server.execute(&format!("DROP DATABASE {}", dialect.quote(&name))).await.is_ok() {
            swept.push(name);
        }
    }
    swept
}

//! A database to try things in: made for one command, and gone after it.

use crate::database::{ConnectError, Connection, DatabaseError, Missing};
use crate::dialect::Dialect;
use crate::url::DatabaseUrl;

/// An empty database: in memory for SQLite, else one beside the configured database.
pub struct Scratch {
    pub connection: Connection,
    made: Option<Made>,
}

/// A database of a server, and where to drop it from.
struct Made {
    url: DatabaseUrl,
    drop: String,
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
}

impl Scratch {
    /// Makes an empty database.
    ///
    /// # Errors
    ///
    /// Fails when the server cannot be reached, or does not let the user create databases.
    pub async fn create(url: &DatabaseUrl, dialect: &dyn Dialect) -> Result<Self, ScratchError> {
        let name = format!("autogen_scratch_{}", std::process::id());
        let Some(beside) = url.sibling(&name) else {
            let connection = Connection::open(&DatabaseUrl::memory(), Missing::Create).await?;
            return Ok(Self { connection, made: None });
        };
        let mut server = Connection::open(url, Missing::Empty).await?;
        let quoted = dialect.quote(&name);
        let create = server.execute(&format!("CREATE DATABASE {quoted}")).await;
        create.map_err(ScratchError::Create)?;
        let made = Made { url: url.clone(), drop: format!("DROP DATABASE {quoted}") };
        match Connection::open(&beside, Missing::Create).await {
            Ok(connection) => Ok(Self { connection, made: Some(made) }),
            Err(error) => {
                // What cannot be used need not stay; the first error is the one to tell.
                let _ = server.execute(&made.drop).await;
                Err(error.into())
            }
        }
    }

    /// Drops the database.
    ///
    /// # Errors
    ///
    /// Fails when the server refuses, and then the database stays.
    pub async fn discard(self) -> Result<(), ScratchError> {
        self.connection.close().await;
        if let Some(Made { url, drop }) = self.made {
            let mut server = Connection::open(&url, Missing::Empty).await?;
            server.execute(&drop).await.map_err(ScratchError::Create)?;
        }
        Ok(())
    }
}

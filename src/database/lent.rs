//! Connections that an application's pool lends.

use std::ops::Deref;

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::{DatabaseConnection, DatabaseConnectionType};

use super::*;

/// What is to be done before a connection goes back to the pool that lent it.
pub(super) struct Lent {
    /// It may: until then its end is the connection's.
    sound: Arc<AtomicBool>,
    /// Puts the session's settings back.
    restore: Option<String>,
}

/// A connection of a pool, which does not get it back in the middle of something.
struct Borrowed<DB: sqlx::Database> {
    connection: PoolConnection<DB>,
    sound: Arc<AtomicBool>,
}

impl<DB: sqlx::Database> Deref for Borrowed<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &Self::Target {
        &self.connection
    }
}

impl<DB: sqlx::Database> DerefMut for Borrowed<DB> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.connection
    }
}

impl<DB: sqlx::Database> Drop for Borrowed<DB> {
    fn drop(&mut self) {
        if !self.sound.load(Ordering::Relaxed) {
            self.connection.close_on_drop();
        }
    }
}

impl Connection {
    /// A connection of an application's pool, for as long as this value lives. [`Self::give_back`]
    /// returns it; dropped before that, it is closed.
    pub async fn lent(database: &DatabaseConnection) -> Result<Self, ConnectError> {
        let failed = |error| ConnectError::new(&"the application's database", error);
        let sound = Arc::new(AtomicBool::new(false));
        let acquired = |error: sqlx::Error| failed(error.into());
        let link = match &database.inner {
            DatabaseConnectionType::SqlxSqlitePoolConnection(_) => {
                let pool = database.get_sqlite_connection_pool();
                let connection = pool.acquire().await.map_err(acquired)?;
                Link::Sqlite(Box::new(Borrowed { connection, sound: sound.clone() }))
            }
            DatabaseConnectionType::SqlxPostgresPoolConnection(_) => {
                let pool = database.get_postgres_connection_pool();
                let connection = pool.acquire().await.map_err(acquired)?;
                Link::Postgres(Box::new(Borrowed { connection, sound: sound.clone() }))
            }
            DatabaseConnectionType::SqlxMySqlPoolConnection(_) => {
                let pool = database.get_mysql_connection_pool();
                let connection = pool.acquire().await.map_err(acquired)?;
                Link::Mysql(Box::new(Borrowed { connection, sound: sound.clone() }))
            }
            _ => {
                return Err(ConnectError {
                    url: "the application's database".to_owned(),
                    reason: "it is no pool of connections to PostgreSQL, MySQL or SQLite"
                        .to_owned(),
                    remedy: "\nGive what `sea_orm::Database::connect` returned",
                    absent: false,
                });
            }
        };
        let mut connection = Self::over(link);
        connection.lent = Some(Lent { sound, restore: None });
        connection.introduce().await.map_err(failed)?;
        connection.as_in_a_client().await.map_err(failed)?;
        Ok(connection)
    }

    /// Returns a lent connection to its pool as it was.
    pub async fn give_back(mut self) {
        let Some(Lent { sound, restore }) = self.lent.take() else { return };
        let restored = match restore {
            Some(sql) => self.execute(&sql).await.is_ok(),
            None => true,
        };
        sound.store(restored, Ordering::Relaxed);
    }

    /// Takes back what the driver of a pool set for the values that it decodes: a script means the
    /// same wherever it is run.
    async fn as_in_a_client(&mut self) -> Result<(), DatabaseError> {
        if !matches!(self.link, Link::Mysql(_)) {
            return Ok(());
        }
        let query = "SELECT CONCAT('SET SESSION sql_mode = ', QUOTE(@@SESSION.sql_mode), ', time_zone = ', QUOTE(@@SESSION.time_zone))";
        let restore = self.value(query).await?;
        self.execute("SET SESSION sql_mode = @@GLOBAL.sql_mode, time_zone = @@GLOBAL.time_zone")
            .await?;
        if let Some(lent) = &mut self.lent {
            lent.restore = restore;
        }
        Ok(())
    }
}

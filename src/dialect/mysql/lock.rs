use super::{Dialect, Mysql, Row};
use crate::dialect::session::{Builder, Effect, Lock, Session, Stopwatch, words};
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;
use crate::target::Target;

/// Settings of a session that scripts change, foremost those of `mysqldump`'s preamble.
const SETTINGS: [&str; 13] = [
    "foreign_key_checks",
    "unique_checks",
    "autocommit",
    "lock_wait_timeout",
    "innodb_lock_wait_timeout",
    "sql_mode",
    "time_zone",
    "character_set_client",
    "character_set_results",
    "collation_connection",
    "sql_notes",
    "sql_safe_updates",
    "default_storage_engine",
];

/// Those that one of MySQL and MariaDB lacks, or has by another name: MySQL's and MariaDB's. Each
/// of them runs only the comments that are for it.
const BY_FLAVOUR: [(Option<&str>, &str); 3] = [
    (Some("transaction_isolation"), "tx_isolation"),
    (Some("transaction_read_only"), "tx_read_only"),
    (None, "check_constraint_checks"),
];

impl Session for Mysql {
    fn vouch(&self, database: &str) -> Option<String> {
        Some(format!("DO get_lock({}, 0)", self.literal(database)))
    }

    fn orphans(&self, prefix: &str) -> Option<String> {
        let (prefix, length) = (self.literal(prefix), prefix.chars().count());
        Some(format!(
            "SELECT schema_name FROM information_schema.schemata \
             WHERE left(schema_name, {length}) = {prefix} AND is_used_lock(schema_name) IS NULL"
        ))
    }

    fn evict(&self, database: &str) -> Option<String> {
        let name = self.literal(database);
        Some(format!(
            "SELECT concat('KILL ', id) FROM information_schema.processlist WHERE db = {name}"
        ))
    }

    fn backend(&self) -> Option<&'static str> {
        Some("SELECT connection_id()")
    }

    /// Galera's: <https://mariadb.com/kb/en/mariadb-galera-cluster-known-limitations/>.
    fn cluster(&self) -> Option<&'static str> {
        Some("SHOW VARIABLES WHERE variable_name = 'wsrep_on' AND value = 'ON'")
    }

    fn builder(&self) -> Builder {
        Builder::Mysql
    }

    fn home(&self) -> Option<&'static str> {
        Some("SELECT database()")
    }

    fn lexis(&self) -> Lexis {
        Lexis::MySql
    }

    /// What does not fit is an error and not cut, whatever the server takes from others
    /// (<https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html#sql-mode-strict>), and a backslash
    /// means what scripts mean by it; and nothing is read as it was before the lock.
    fn enter(&self, _target: &Target) -> Vec<String> {
        let modes = "replace(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')";
        let strict = format!("SET SESSION sql_mode = concat({modes}, ',STRICT_TRANS_TABLES')");
        vec!["SET SESSION autocommit = 1".to_owned(), strict]
    }

    /// A named lock of the session. Names are the whole server's and at most 64 characters long
    /// (<https://dev.mysql.com/doc/refman/8.0/en/locking-functions.html>), so that database and
    /// table go in as a hash. MySQL 9.6 has no `sha1` any more.
    fn lock(&self, table: &QualifiedName) -> Lock {
        let schema = match &table.schema {
            Some(schema) => self.literal(schema),
            None => "ifnull(database(), '')".to_owned(),
        };
        let name = self.literal(&format!(".{}", table.name));
        let key = format!("concat('autogen ', left(sha2(concat({schema}, {name}), 256), 40))");
        Lock::Session {
            take: format!("SELECT get_lock({key}, 0)"),
            release: format!("SELECT release_lock({key})"),
            holder: format!(
                "SELECT concat('connection ', id, ' of ', user, ' from ', host) \
                 FROM information_schema.processlist WHERE id = is_used_lock({key})"
            ),
        }
    }

    fn column_names(&self, table: &QualifiedName) -> String {
        let schema = match &table.schema {
            Some(schema) => self.literal(schema),
            None => "database()".to_owned(),
        };
        format!(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = {schema} \
             AND table_name = {} ORDER BY ordinal_position",
            self.literal(&table.name)
        )
    }

    fn begin(&self) -> &'static str {
        "START TRANSACTION"
    }

    /// What changes the schema commits before and after
    /// (<https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html>), in a message of several
    /// statements too.
    fn stopwatch(&self) -> Option<Stopwatch> {
        Some(Stopwatch {
            start: "SET @autogen_start = utc_timestamp(6)",
            passed: "timestampdiff(MICROSECOND, @autogen_start, utc_timestamp(6)) DIV 1000",
        })
    }

    fn settings(&self) -> String {
        let values = SETTINGS.map(|name| format!("@@{name}"));
        let others = BY_FLAVOUR.map(|(mysql, mariadb)| {
            let mysql = mysql.map_or("NULL".to_owned(), |name| format!("@@{name}"));
            format!("/*!50720 {mysql} *//*M! @@{mariadb} */")
        });
        format!("SELECT {}, {}, @@sql_log_bin, database()", values.join(", "), others.join(", "))
    }

    fn restore(&self, settings: &Row) -> Vec<String> {
        let others = BY_FLAVOUR.map(|(mysql, mariadb)| {
            format!("/*!50720 {} *//*M! {mariadb} */", mysql.unwrap_or_default())
        });
        let names = SETTINGS.map(str::to_owned).into_iter().chain(others);
        let values: Vec<String> = names
            .zip(settings)
            .filter_map(|(name, value)| {
                let value = value.as_ref()?;
                let number = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit());
                let value = if number { value.clone() } else { self.literal(value) };
                Some(format!("SESSION {name} = {value}"))
            })
            .collect();
        let mut statements = vec![format!("SET {}", values.join(", "))];
        let [.., log, database] = &settings[..] else { return statements };
        if let Some(database) = database {
            statements.push(format!("USE {}", self.quote(database)));
        }
        // Each by itself: not every user may set them, nor does every place allow it.
        statements.push("SET SESSION timestamp = DEFAULT".to_owned());
        statements.extend(log.as_ref().map(|log| format!("SET SESSION sql_log_bin = {log}")));
        statements
    }

    fn effect(&self, sql: &str) -> Effect {
        let start: Vec<String> = words(sql).take(2).collect();
        match start.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["SET", "GLOBAL" | "PERSIST" | "PERSIST_ONLY" | "PASSWORD" | "DEFAULT"] => {
                Effect::Database
            }
            ["SET" | "USE" | "PREPARE" | "DEALLOCATE", ..] => Effect::Session,
            ["INSERT" | "UPDATE" | "DELETE" | "REPLACE" | "SELECT" | "WITH" | "DO", ..]
            | ["LOAD", "DATA" | "XML"] => Effect::Rows,
            // What a transaction undoes of itself is nothing without it.
            ["SAVEPOINT" | "RELEASE", ..] | ["ROLLBACK", "TO" | "WORK"] => Effect::Rows,
            _ => Effect::Database,
        }
    }

    /// `ER_LOCK_WAIT_TIMEOUT` and `ER_LOCK_DEADLOCK`, and `ER_CHECKREAD`: a row that MariaDB's
    /// [snapshot](https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-system-variables#innodb_snapshot_isolation)
    /// does not show as it is.
    fn is_busy(&self, code: &str) -> bool {
        ["1205", "1213", "1020"].contains(&code)
    }

    /// `ER_NO_SUCH_TABLE`, `ER_BAD_FIELD_ERROR`, `ER_BAD_DB_ERROR` and `ER_UNKNOWN_PARTITION`.
    fn is_absent(&self, code: &str, _message: &str) -> bool {
        ["1146", "1054", "1049", "1735"].contains(&code)
    }

    /// A query that sees the rows of one moment has to find them behind everything that was written
    /// since, and nothing of that is purged while it lasts: where others write the same rows without
    /// pause, it does not end. This one
    /// [sees none](https://dev.mysql.com/doc/refman/8.0/en/innodb-transaction-isolation-levels.html#isolevel_read-uncommitted).
    /// Without `SESSION` the level is that of the next transaction only, and the session's own stays
    /// what it is; a query that fails before it has begun one leaves it to the `COMMIT`.
    fn ask_lightly(&self) -> Option<[&'static str; 2]> {
        Some(["SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED", "COMMIT"])
    }

    /// `ER_INVALID_USE_OF_NULL` of MySQL, `WARN_DATA_TRUNCATED` of MariaDB.
    fn lacks_value(&self, code: &str) -> bool {
        ["1138", "1265"].contains(&code)
    }

    /// Syntax errors end in `at line 2`.
    fn line_in(&self, message: &str) -> Option<usize> {
        message.rsplit_once("at line ")?.1.trim().parse().ok()
    }
}

use super::*;
use crate::dialect::session::{Builder, Effect, Lock, Session, words};
use crate::revision::script::Lexis;

/// Settings of a connection that scripts change, and would leave changed to whoever has it next:
/// the pragma and the column of its table. `defer_foreign_keys` ends with its transaction, and to set
/// it forgets the keys that were broken; `case_sensitive_like` cannot be read.
const SETTINGS: [(&str, &str); 8] = [
    ("busy_timeout", "timeout"),
    ("foreign_keys", "foreign_keys"),
    ("legacy_alter_table", "legacy_alter_table"),
    ("ignore_check_constraints", "ignore_check_constraints"),
    ("recursive_triggers", "recursive_triggers"),
    ("query_only", "query_only"),
    ("synchronous", "synchronous"),
    ("writable_schema", "writable_schema"),
];

/// Pragmas that change the file, by <https://sqlite.org/pragma.html>.
const OF_THE_FILE: [&str; 4] = ["USER_VERSION", "APPLICATION_ID", "SCHEMA_VERSION", "OPTIMIZE"];

/// Pragmas that change the file and do so, or do anything, only outside of a transaction.
const ALONE: [&str; 6] = [
    "JOURNAL_MODE",
    "AUTO_VACUUM",
    "INCREMENTAL_VACUUM",
    "PAGE_SIZE",
    "ENCODING",
    "WAL_CHECKPOINT",
];

impl Session for Sqlite {
    fn vouch(&self, _database: &str) -> Option<String> {
        None
    }

    fn orphans(&self, _prefix: &str) -> Option<String> {
        None
    }

    fn evict(&self, _database: &str) -> Option<String> {
        None
    }

    fn backend(&self) -> Option<&'static str> {
        None
    }

    fn builder(&self) -> Builder {
        Builder::Sqlite
    }

    fn home(&self) -> Option<&'static str> {
        None
    }

    fn lexis(&self) -> Lexis {
        Lexis::Sqlite
    }

    fn enter(&self, _target: &Target) -> Vec<String> {
        Vec::new()
    }

    fn lock(&self, _table: &QualifiedName) -> Lock {
        Lock::Transaction {
            hurry: "PRAGMA busy_timeout = 250".to_owned(),
            witness: "PRAGMA data_version",
        }
    }

    fn column_names(&self, table: &QualifiedName) -> String {
        let name = self.literal(&table.name);
        match &table.schema {
            None => format!("SELECT name FROM pragma_table_info({name})"),
            Some(schema) => {
                format!("SELECT name FROM pragma_table_info({name}, {})", self.literal(schema))
            }
        }
    }

    /// A deferred transaction that reads before it writes fails at once when another has written
    /// meanwhile, however long the busy timeout is
    /// (<https://sqlite.org/lang_transaction.html#deferred_immediate_and_exclusive_transactions>).
    fn begin(&self) -> &'static str {
        "BEGIN IMMEDIATE"
    }

    fn settings(&self) -> String {
        let columns = SETTINGS.map(|(_, column)| column);
        let tables = SETTINGS.map(|(name, _)| format!("pragma_{name}"));
        format!(
            "SELECT {}, (SELECT group_concat(quote(name)) FROM pragma_database_list WHERE seq > 1) \
             FROM {}",
            columns.join(", "),
            tables.join(", ")
        )
    }

    fn restore(&self, settings: &Row) -> Vec<String> {
        SETTINGS
            .iter()
            .zip(settings)
            .filter_map(|((name, _), value)| Some(format!("PRAGMA {name} = {}", value.as_ref()?)))
            .collect()
    }

    /// What a script has attached, and another would find in its way.
    fn leftovers(&self, settings: &Row) -> Option<String> {
        let others = settings.last().cloned().flatten().unwrap_or_default();
        Some(format!(
            "SELECT 'DETACH ' || quote(name) FROM pragma_database_list \
             WHERE seq > 1 AND name NOT IN ({others})"
        ))
    }

    fn effect(&self, sql: &str) -> Effect {
        let mut words = words(sql);
        match words.next().as_deref() {
            Some("INSERT" | "UPDATE" | "DELETE" | "REPLACE" | "SELECT" | "WITH") => Effect::Rows,
            Some("VACUUM") => Effect::Alone,
            Some("ATTACH" | "DETACH") => Effect::Session,
            Some("PRAGMA") => match words.next().as_deref() {
                Some(name) if ALONE.contains(&name) => Effect::Alone,
                Some(name) if OF_THE_FILE.contains(&name) => Effect::Database,
                _ => Effect::Session,
            },
            _ => Effect::Database,
        }
    }

    /// `SQLITE_BUSY` and its extended codes, which hold the primary code in their lowest byte
    /// (<https://sqlite.org/rescode.html>).
    fn is_busy(&self, code: &str) -> bool {
        code.parse::<u32>().is_ok_and(|code| code & 0xff == 5)
    }

    fn is_absent(&self, _code: &str, message: &str) -> bool {
        message.contains("no such table") || message.contains("no such column")
    }

    fn line_in(&self, _message: &str) -> Option<usize> {
        None
    }
}

use super::*;
use crate::dialect::session::{Builder, Effect, Lock, Session, words};
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;
use crate::target::Version;

/// Settings of a session that scripts change, foremost those of `pg_dump`'s preamble: by their
/// names, since a role is not listed, and not every server tells what else a session has set.
const SETTINGS: [&str; 15] = [
    "role",
    "search_path",
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "standard_conforming_strings",
    "check_function_bodies",
    "client_min_messages",
    "row_security",
    "default_tablespace",
    "xmloption",
    "client_connection_check_interval",
    "tcp_keepalives_idle",
    "tcp_keepalives_interval",
    "tcp_keepalives_count",
];

impl Session for Postgres {
    /// Advisory locks are of one database; this is seen in all of them.
    fn vouch(&self, database: &str) -> Option<String> {
        Some(format!("SET application_name = {}", self.literal(database)))
    }

    fn orphans(&self, prefix: &str) -> Option<String> {
        let prefix = self.literal(prefix);
        Some(format!(
            "SELECT datname::text FROM pg_database d WHERE starts_with(datname::text, {prefix}) \
             AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a \
             WHERE a.application_name = d.datname OR a.datname = d.datname)"
        ))
    }

    fn evict(&self, database: &str) -> Option<String> {
        let name = self.literal(database);
        Some(format!(
            "SELECT format('SELECT pg_terminate_backend(%s)', pid) FROM pg_stat_activity WHERE datname = {name}"
        ))
    }

    fn backend(&self) -> Option<&'static str> {
        Some("SELECT pg_backend_pid()")
    }

    fn builder(&self) -> Builder {
        Builder::Postgres
    }

    fn home(&self) -> Option<&'static str> {
        Some("SELECT current_schema()")
    }

    fn lexis(&self) -> Lexis {
        Lexis::Postgres
    }

    /// Without it, a statement whose client was killed waits for its lock and then runs.
    fn enter(&self, target: &Target) -> Vec<String> {
        let keepalive = "SELECT set_config('tcp_keepalives_idle', '30', false), \
                         set_config('tcp_keepalives_interval', '10', false), \
                         set_config('tcp_keepalives_count', '3', false)";
        let mut settings = vec![keepalive.to_owned()];
        if target.version >= Version::new(14, 0, 0) {
            settings.push("SET client_connection_check_interval = '1s'".to_owned());
        }
        settings
    }

    /// An advisory lock of the session, only ever tried: waiting in the server holds a snapshot,
    /// for which `CREATE INDEX CONCURRENTLY` of the holder waits in turn. Its key is one of this
    /// database (<https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS>).
    fn lock(&self, table: &QualifiedName) -> Lock {
        let schema = match &table.schema {
            Some(schema) => self.literal(schema),
            None => "coalesce(current_schema(), '')".to_owned(),
        };
        let name = self.literal(&format!(".{}", table.name));
        let key = format!("hashtextextended('autogen ' || {schema} || {name}, 0)");
        Lock::Session {
            take: format!("SELECT pg_try_advisory_lock({key})::int"),
            release: format!("SELECT pg_advisory_unlock({key})::int"),
            holder: format!(
                "SELECT 'process ' || a.pid || ' of ' || coalesce(a.usename::text, '?') || ' (' \
                 || coalesce(nullif(a.application_name, ''), 'unnamed') || ', from ' \
                 || coalesce(a.client_addr::text, 'this machine') || ')' \
                 FROM (SELECT {key} AS key) k \
                 JOIN pg_locks l ON l.classid::bigint = (k.key >> 32) & 4294967295 \
                 AND l.objid::bigint = k.key & 4294967295 AND l.objsubid = 1 \
                 JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database() \
                 WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_backend_pid()"
            ),
        }
    }

    fn column_names(&self, table: &QualifiedName) -> String {
        let mut name = self.quote(&table.name);
        if let Some(schema) = &table.schema {
            name = format!("{}.{name}", self.quote(schema));
        }
        format!(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass({}) \
             AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            self.literal(&name)
        )
    }

    fn begin(&self) -> &'static str {
        "BEGIN"
    }

    fn settings(&self) -> String {
        // One that this server does not have is null.
        let values = SETTINGS.map(|name| format!("current_setting('{name}', true)"));
        format!(
            "SELECT {}, (SELECT json_object_agg(name, setting)::text FROM pg_catalog.pg_settings \
             WHERE source = 'session')",
            values.join(", ")
        )
    }

    /// All that the session has set by now, and not only what is named above, is put back: with
    /// `session_replication_role` an application would run without its foreign keys. Those of a
    /// transaction end with it.
    fn restore(&self, settings: &Row) -> Vec<String> {
        let calls: Vec<String> = SETTINGS
            .iter()
            .zip(settings)
            .filter_map(|(name, value)| {
                Some(format!("set_config('{name}', {}, false)", self.literal(value.as_ref()?)))
            })
            .collect();
        let before = settings.last().and_then(Option::as_deref).unwrap_or("{}");
        let others = format!(
            "SELECT set_config(s.name, b.value, false) FROM pg_catalog.pg_settings s \
             LEFT JOIN json_each_text({}) b ON b.key = s.name \
             WHERE (s.source = 'session' OR b.key IS NOT NULL) \
             AND s.setting IS DISTINCT FROM b.value AND s.name NOT IN \
             ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')",
            self.literal(before)
        );
        vec![format!("SELECT {}", calls.join(", ")), others]
    }

    fn effect(&self, sql: &str) -> Effect {
        let start: Vec<String> = words(sql).take(4).collect();
        match start.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["SET" | "RESET", ..]
            | ["SELECT", "SET_CONFIG", ..]
            | ["SELECT", "PG_CATALOG", "SET_CONFIG", ..] => Effect::Session,
            ["INSERT" | "UPDATE" | "DELETE" | "MERGE" | "SELECT" | "WITH" | "COPY", ..] => {
                Effect::Rows
            }
            // What a transaction undoes of itself is nothing without it.
            ["SAVEPOINT" | "RELEASE", ..] | ["ROLLBACK", "TO" | "WORK" | "TRANSACTION", ..] => {
                Effect::Rows
            }
            // These may end transactions of their own.
            ["CALL" | "DO", ..] => Effect::Alone,
            ["VACUUM", ..]
            | ["CREATE" | "DROP", "DATABASE" | "TABLESPACE" | "SUBSCRIPTION", ..]
            | ["ALTER", "SYSTEM", ..]
            | ["CREATE" | "DROP", "INDEX", "CONCURRENTLY", ..]
            | ["CREATE", "UNIQUE", "INDEX", "CONCURRENTLY", ..] => Effect::Alone,
            ["REINDEX", ..] if words(sql).any(|word| word == "CONCURRENTLY") => Effect::Alone,
            ["ALTER", "TABLE", ..]
                if words(sql).any(|word| word == "DETACH")
                    && words(sql).any(|word| word == "CONCURRENTLY") =>
            {
                Effect::Alone
            }
            _ => Effect::Database,
        }
    }

    /// Where policies hide rows, nobody can tell that there are none
    /// (<https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-ROW-SECURITY>).
    fn see_all(&self) -> Option<[&'static str; 2]> {
        Some(["SET row_security = off", "SET row_security = on"])
    }

    fn ask_shortly(&self) -> Option<&'static str> {
        Some("SET lock_timeout = '10s'")
    }

    /// `lock_not_available`, which only a statement with a timeout or `NOWAIT` gets,
    /// `deadlock_detected` and `serialization_failure`.
    fn is_busy(&self, code: &str) -> bool {
        ["55P03", "40P01", "40001"].contains(&code)
    }

    /// `undefined_table`, `undefined_column` and `invalid_schema_name`.
    fn is_absent(&self, code: &str, _message: &str) -> bool {
        ["42P01", "42703", "3F000"].contains(&code)
    }

    fn line_in(&self, _message: &str) -> Option<usize> {
        None
    }
}

use std::time::Duration;

use super::*;
use crate::dialect::reading::{Reading, Strength, Thing};
use crate::dialect::recovery::{self, Peek, Recovery, ServerError, Settling};
use crate::revision::script::{Lexis, Words};
use crate::schema::QualifiedName;

/// Another session builds an index of the table, which a lock keeps to one at a time. What it builds
/// others may not see, but that it has the table.
const BUILDING: &str = "EXISTS (SELECT 1 FROM pg_stat_progress_create_index p \
     JOIN pg_locks l ON l.pid = p.pid AND l.locktype = 'relation' AND l.granted \
     WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock' \
     AND p.datname = current_database() AND p.pid <> pg_backend_pid())";

impl Recovery for Postgres {
    /// An index whose concurrent build or drop was cut short stays behind as an invalid one
    /// (<https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY>),
    /// and looks the same while somebody builds it.
    fn settling(&self, sql: &str) -> Settling {
        let reading = Reading::of(Lexis::Postgres, sql);
        if let Some(name) = &reading.rebuilt {
            return self.rebuilding(name);
        }
        let built = match (reading.made.as_slice(), reading.gone.as_slice()) {
            ([Thing::Index(_, name)], []) => name,
            _ => return recovery::settling(self, &reading),
        };
        let name = Postgres.qualified(built);
        // One that is not built concurrently may stand in a transaction, be on its way to its
        // partitions, or be of a server that knows no other kind.
        let (done, drop) = match reading.concurrently {
            true => ("i.indisvalid AND i.indisready", "DROP INDEX CONCURRENTLY"),
            false => ("i.indisvalid OR c.relkind = 'I'", "DROP INDEX"),
        };
        Settling::Ask {
            query: format!(
                "SELECT CASE WHEN i.indexrelid IS NULL THEN 'undone' \
                 WHEN {done} THEN 'done' WHEN {BUILDING} THEN 'running' ELSE 'part' END \
                 FROM (SELECT to_regclass({}) AS oid) n \
                 LEFT JOIN pg_index i ON i.indexrelid = n.oid \
                 LEFT JOIN pg_class c ON c.oid = n.oid",
                self.literal(&name)
            ),
            mend: Some(format!("SELECT {}", self.literal(&format!("{drop} IF EXISTS {name}")))),
        }
    }

    /// What stands in a transaction of the script's own cannot commit.
    fn runs_others(&self, sql: &str) -> bool {
        let mut words = Words::of(Lexis::Postgres, sql);
        let text = sql.to_ascii_lowercase();
        let commits = ["commit", "call"].iter().any(|it| text.contains(it));
        words.eat("CALL") || words.eat("DO") && commits
    }

    /// An error within has no place in the statement itself. Of another index nothing is known but
    /// its name (`duplicate_table`).
    fn is_refusal(&self, sql: &str, error: ServerError<'_>) -> bool {
        match self.runs_others(sql) {
            true => error.pointed,
            false => error.code == Some("42P07"),
        }
    }

    fn exists(&self, thing: &Thing) -> Option<String> {
        let class = |name: &QualifiedName| {
            format!("to_regclass({})", self.literal(&Postgres.qualified(name)))
        };
        let text = |text: &str| self.literal(text);
        Some(match thing {
            Thing::Relation(name) | Thing::View(name) | Thing::Index(_, name) => {
                format!("{} IS NOT NULL", class(name))
            }
            Thing::Column(table, column) => format!(
                "EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = {} AND attname = {} \
                 AND NOT attisdropped)",
                class(table),
                text(column)
            ),
            Thing::Constraint(table, name) => format!(
                "EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = {} AND conname = {})",
                class(table),
                text(name)
            ),
            Thing::PrimaryKey(table) => format!(
                "EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = {} AND contype = 'p')",
                class(table)
            ),
            Thing::Trigger(table, name) => format!(
                "EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = {} AND tgname = {})",
                class(table.as_ref()?),
                text(&name.name)
            ),
            Thing::Type(name) => {
                format!("to_regtype({}) IS NOT NULL", self.literal(&Postgres.qualified(name)))
            }
            Thing::EnumValue(name, value) => format!(
                "EXISTS (SELECT 1 FROM pg_enum WHERE enumtypid = to_regtype({}) AND enumlabel = {})",
                self.literal(&Postgres.qualified(name)),
                text(value)
            ),
            Thing::Identity(table, column) => format!(
                "EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = {} AND attname = {} \
                 AND attidentity <> '')",
                class(table),
                text(column)
            ),
            Thing::Schema(name) => {
                format!("EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = {})", text(name))
            }
        })
    }

    /// The server keeps the start of a statement only (`track_activity_query_size`).
    fn running(&self, sql: &str) -> Option<String> {
        let start: String = sql.chars().take(200).collect();
        Some(format!(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() \
             AND datname = current_database() AND state = 'active' \
             AND left(query, {}) = {}",
            start.chars().count(),
            self.literal(&start)
        ))
    }

    fn locks(&self, sql: &str) -> Reading {
        Reading::of(Lexis::Postgres, sql)
    }

    fn peek(&self, reading: &Reading, _target: &Target) -> Option<Peek> {
        // Autovacuum makes way once it is waited for.
        let long = "a.xact_start < clock_timestamp() - interval '150 ms' \
                    AND a.backend_type <> 'autovacuum worker'";
        Some(Peek::Rows(self.holders(reading, long)?))
    }

    fn blockers(&self, reading: &Reading) -> Option<String> {
        self.holders(reading, "true")
    }

    fn patience(&self, patience: Option<Duration>) -> Option<String> {
        Some(match patience {
            Some(patience) => format!("SET LOCAL lock_timeout = '{}ms'", patience.as_millis()),
            // Given up in the middle, a concurrent build leaves an invalid index.
            None => "SET lock_timeout = 0".to_owned(),
        })
    }

    fn clock(&self) -> &'static str {
        "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
    }

    fn key(&self, table: &QualifiedName) -> String {
        format!(
            "SELECT a.attname::text, 'quote_literal(' || quote_ident(a.attname) || '::text)' \
             FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY k (n, at) \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n \
             WHERE i.indrelid = to_regclass({}) AND i.indisprimary AND k.at <= i.indnkeyatts \
             ORDER BY k.at",
            self.literal(&Postgres.qualified(table))
        )
    }
}

impl Postgres {
    /// An index that could not be built anew, or an old one that could not be dropped, stays
    /// beside the other under a name of the server's
    /// (<https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY>).
    fn rebuilding(&self, name: &QualifiedName) -> Settling {
        let left = format!(
            "FROM (SELECT to_regclass({})::oid AS oid) n \
             CROSS JOIN LATERAL (SELECT coalesce((SELECT indrelid FROM pg_index WHERE indexrelid = n.oid), n.oid) AS oid) o \
             LEFT JOIN LATERAL pg_partition_tree(o.oid) p ON true \
             JOIN pg_class t ON t.oid = coalesce(p.relid::oid, o.oid) \
             JOIN pg_index i ON i.indrelid IN (t.oid, t.reltoastrelid) AND NOT i.indisvalid \
             JOIN pg_class c ON c.oid = i.indexrelid AND c.relname ~ '_cc(new|old)[0-9]*$'",
            self.literal(&Postgres.qualified(name))
        );
        Settling::Ask {
            query: format!(
                "SELECT CASE WHEN count(*) = 0 THEN 'undone' \
                 WHEN bool_or({BUILDING}) THEN 'running' ELSE 'part' END {left}"
            ),
            mend: Some(format!(
                "SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %s', c.oid::regclass) {left}"
            )),
        }
    }

    /// Sessions that hold a lock on one of the tables which stands in the way.
    fn holders(&self, reading: &Reading, condition: &str) -> Option<String> {
        let name = |name: &QualifiedName| self.literal(&Postgres.qualified(name));
        let mut tables: Vec<String> = reading
            .locks
            .iter()
            .map(|(table, strength)| {
                let all = *strength == Strength::Everyone;
                format!("SELECT to_regclass({})::oid, {all}", name(table))
            })
            .collect();
        tables.extend(reading.unlinked.iter().map(|(table, key)| {
            let key = key.as_ref().map(|it| format!(" AND conname = {}", self.literal(it)));
            format!(
                "SELECT confrelid, true FROM pg_constraint WHERE contype = 'f' AND conrelid = to_regclass({}){}",
                name(table),
                key.unwrap_or_default()
            )
        }));
        if tables.is_empty() {
            return None;
        }
        Some(format!(
            "SELECT DISTINCT 'process ' || a.pid || ' of ' || coalesce(a.usename::text, a.backend_type), \
             coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::bigint::text, ''), \
             left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 200) \
             FROM ({}) t (oid, everyone) \
             LEFT JOIN pg_index i ON i.indexrelid = t.oid \
             JOIN pg_locks l ON l.relation = coalesce(i.indrelid, t.oid) AND l.locktype = 'relation' \
             AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
             JOIN pg_stat_activity a ON a.pid = l.pid \
             WHERE l.pid <> pg_backend_pid() \
             AND (t.everyone OR l.mode NOT IN ('AccessShareLock', 'RowShareLock')) AND {condition}",
            tables.join(" UNION ALL ")
        ))
    }
}

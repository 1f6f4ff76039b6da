use std::time::Duration;

use super::{Dialect, Mysql};
use crate::dialect::reading::{Reading, Thing};
use crate::dialect::recovery::{self, Peek, Recovery, ServerError, Settling};
use crate::revision::script::token::{Kind, token};
use crate::revision::script::{Lexis, Words};
use crate::schema::QualifiedName;
use crate::target::{Flavour, Target, Version};

/// Transactions that have gone on for seconds, on whatever table.
const LONG: &str = "SELECT trx_id FROM information_schema.innodb_trx \
     WHERE trx_mysql_thread_id <> connection_id() \
     AND trx_started < now() - INTERVAL 2 SECOND LIMIT 1";

impl Recovery for Mysql {
    /// A statement is done as a whole or not at all
    /// (<https://dev.mysql.com/doc/refman/8.0/en/atomic-ddl.html>).
    fn settling(&self, sql: &str) -> Settling {
        let mut reading = Reading::of(Lexis::MySql, sql);
        // A name that changes in case alone is one name to the catalog, old or new, and can be
        // given twice.
        if Words::of(Lexis::MySql, sql).after("DROP").is_none() {
            let (made, gone) = (reading.made.clone(), reading.gone.clone());
            reading.made.retain(|it| !gone.iter().any(|other| recased(it, other)));
            reading.gone.retain(|it| !made.iter().any(|other| recased(it, other)));
        }
        recovery::settling(self, &reading)
    }

    /// MariaDB runs what stored programs are made of outside of them too
    /// (<https://mariadb.com/docs/server/reference/sql-statements/programmatic-compound-statements/using-compound-statements-outside-of-stored-programs>).
    fn runs_others(&self, sql: &str) -> bool {
        let mut words = Words::of(Lexis::MySql, sql);
        let others = ["CALL", "EXECUTE", "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"];
        !words.eat("EXECUTE AUTOGEN") && others.iter().any(|it| words.eat(it))
    }

    /// `ER_PARSE_ERROR`, which shows the text from where it is not understood on, and
    /// `ER_UNKNOWN_STMT_HANDLER`; `ER_SP_DOES_NOT_EXIST`, `ER_SP_WRONG_NO_OF_ARGS` and
    /// `ER_PROCACCESS_DENIED_ERROR`, which name the procedure.
    fn is_refusal(&self, sql: &str, error: ServerError<'_>) -> bool {
        let mut words = Words::of(Lexis::MySql, sql);
        let (calls, executes) = (words.eat("CALL"), words.eat("EXECUTE"));
        match error.code {
            Some("1064") => {
                // What is prepared within is read when its turn comes.
                let within = ["CALL", "EXECUTE"].iter().any(|it| words.after(it).is_some());
                let near = error.message.split_once("near '").map(|it| it.1);
                let near = near.and_then(|it| it.rsplit_once("' at line ")).map(|it| it.0);
                let own = near.is_some_and(|it| !it.is_empty() && sql.contains(it));
                !within && (own || !calls && !executes)
            }
            Some("1243") => executes,
            Some("1305" | "1318" | "1370") if calls => {
                let name = words.name().map(|it| it.name).unwrap_or_default();
                let mut said = error.message.split(|c: char| !c.is_alphanumeric() && c != '_');
                said.any(|it| it.eq_ignore_ascii_case(&name))
            }
            _ => false,
        }
    }

    /// Both run `/*!80016 ... */` from that version on, but MariaDB no versions of MySQL's that it
    /// has not had, and `/*M! ... */` it alone
    /// (<https://mariadb.com/docs/server/reference/sql-structure/comment-syntax>).
    fn meant(&self, sql: &str, target: &Target) -> String {
        let Version { major, minor, patch } = target.version;
        let version = major * 10_000 + minor * 100 + patch;
        let mariadb = target.flavour == Flavour::MariaDb;
        let runs = |opening: &str| {
            let since = opening.trim_start_matches(['/', '*', 'M', '!']).parse().unwrap_or(0);
            let named = opening.starts_with("/*M");
            let passed_over = mariadb && (50_700..100_000).contains(&since);
            version >= since && if named { mariadb } else { !passed_over }
        };
        let (mut meant, mut at, mut hidden) = (String::new(), 0, false);
        while let Ok(token) = token(Lexis::MySql, sql, at)
            && at < sql.len()
        {
            at = token.end();
            match token.kind {
                Kind::HintOpen => hidden = !runs(token.text),
                Kind::HintClose => hidden = false,
                _ if !hidden => meant.push_str(token.text),
                _ => {}
            }
        }
        meant
    }

    fn exists(&self, thing: &Thing) -> Option<String> {
        let listed = |view: &str, prefix: &str, table: &QualifiedName, rest: String| {
            let schema = self.schema_of(table);
            format!(
                "EXISTS (SELECT 1 FROM information_schema.{view} \
                 WHERE {prefix}_schema = {schema} AND {rest})"
            )
        };
        let is = |column: &str, value: &str| format!("{column} = {}", self.literal(value));
        Some(match thing {
            Thing::Relation(it) | Thing::View(it) => {
                // The catalog compares without case where names are files that have one.
                let name = is("table_name", &it.name);
                let exact = is("BINARY table_name", &it.name);
                let rest = format!("{name} AND (@@lower_case_table_names > 0 OR {exact})");
                listed("tables", "table", it, rest)
            }
            Thing::Column(table, column) => listed(
                "columns",
                "table",
                table,
                format!("{} AND {}", is("table_name", &table.name), is("column_name", column)),
            ),
            Thing::Index(table, index) => {
                let table = table.as_ref()?;
                let names = format!(
                    "{} AND {}",
                    is("table_name", &table.name),
                    is("index_name", &index.name)
                );
                listed("statistics", "table", table, names)
            }
            Thing::PrimaryKey(table) => listed(
                "statistics",
                "table",
                table,
                format!("{} AND index_name = 'PRIMARY'", is("table_name", &table.name)),
            ),
            Thing::Constraint(table, name) => listed(
                "table_constraints",
                "constraint",
                table,
                format!("{} AND {}", is("table_name", &table.name), is("constraint_name", name)),
            ),
            Thing::Trigger(_, name) => {
                listed("triggers", "trigger", name, is("trigger_name", &name.name))
            }
            Thing::Schema(name) => format!(
                "EXISTS (SELECT 1 FROM information_schema.schemata WHERE {})",
                is("schema_name", name)
            ),
            Thing::Type(_) | Thing::EnumValue(..) | Thing::Identity(..) => return None,
        })
    }

    fn running(&self, sql: &str) -> Option<String> {
        Some(format!(
            "SELECT count(*) FROM information_schema.processlist \
             WHERE id <> connection_id() AND db = database() AND info = {}",
            self.literal(sql)
        ))
    }

    fn locks(&self, sql: &str) -> Reading {
        Reading::of(Lexis::MySql, sql)
    }

    /// MariaDB refuses a lock at once where it is asked to
    /// (<https://mariadb.com/kb/en/wait-and-nowait/>), MySQL lists who holds one.
    fn peek(&self, reading: &Reading, target: &Target) -> Option<Peek> {
        let locks = &reading.locks;
        if locks.is_empty() {
            return None;
        }
        if target.flavour == Flavour::MariaDb {
            // With a view go its tables, which are not kept from anybody when it is replaced.
            let tables = locks.iter().map(|(name, _)| name);
            let tables = tables.filter(|it| !reading.views.contains(it));
            let mut tables: Vec<String> = tables.map(|it| self.qualified(it)).collect();
            tables.dedup();
            if tables.is_empty() {
                return None;
            }
            let tables = tables.join(" WRITE, ");
            let take = format!("LOCK TABLES {tables} WRITE NOWAIT;\nUNLOCK TABLES");
            return Some(Peek::Try { take, long: LONG });
        }
        let any: Vec<String> = locks
            .iter()
            .map(|(name, _)| {
                let (schema, table) = (self.schema_of(name), self.literal(&name.name));
                format!("(m.object_schema = {schema} AND m.object_name = {table})")
            })
            .collect();
        // Transactions tell when they began in whole seconds only. A lock that was asked for by the
        // same event is the same one
        // (<https://dev.mysql.com/doc/refman/8.0/en/performance-schema-metadata-locks-table.html>).
        let list = format!(
            "SELECT m.owner_thread_id, m.owner_event_id FROM performance_schema.metadata_locks m \
             JOIN performance_schema.threads t ON t.thread_id = m.owner_thread_id \
             WHERE m.object_type = 'TABLE' AND m.lock_status = 'GRANTED' \
             AND t.processlist_id <> connection_id() AND ({})",
            any.join(" OR ")
        );
        Some(Peek::Staying { list, long: LONG })
    }

    /// The transactions that are open; not every server says of which tables.
    fn blockers(&self, _reading: &Reading) -> Option<String> {
        Some(
            "SELECT concat('connection ', p.id, ' of ', p.user), \
             timestampdiff(SECOND, x.trx_started, now()), \
             left(coalesce(x.trx_query, p.info, concat('(', lower(p.command), ')')), 200) \
             FROM information_schema.innodb_trx x \
             JOIN information_schema.processlist p ON p.id = x.trx_mysql_thread_id \
             WHERE p.id <> connection_id() ORDER BY x.trx_started"
                .to_owned(),
        )
    }

    /// In whole seconds.
    fn patience(&self, patience: Option<Duration>) -> Option<String> {
        let seconds = patience?.as_secs().max(1);
        Some(format!("SET SESSION lock_wait_timeout = {seconds}"))
    }

    fn shortest_wait(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn row_patience(&self) -> Option<&'static str> {
        Some("SET SESSION innodb_lock_wait_timeout = 1")
    }

    /// The server keeps estimates of both.
    fn size(&self, table: &QualifiedName, few: u64) -> Option<String> {
        let (name, schema) = (self.literal(&table.name), self.schema_of(table));
        let most = few + 1;
        Some(format!(
            "SELECT concat(table_rows, ' rows, ', ceil((data_length + index_length) / 1048576), ' MB') \
             FROM information_schema.tables WHERE table_schema = {schema} AND table_name = {name} \
             AND (SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {most}) AS rows_there) = {most}",
            self.qualified(table)
        ))
    }

    fn clock(&self) -> &'static str {
        "floor(unix_timestamp(sysdate(3)) * 1000)"
    }

    /// Numbers and bytes as such, since a text is compared by another order than theirs; values of
    /// enums and sets by their numbers, in the order of which they stand in the key
    /// (<https://dev.mysql.com/doc/refman/8.0/en/enum.html#enum-sorting>), and a float as the double
    /// that it is compared as.
    fn key(&self, table: &QualifiedName) -> String {
        format!(
            "SELECT s.column_name, CASE \
             WHEN c.data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'year') \
             THEN concat('cast(`', replace(s.column_name, '`', '``'), '` AS char)') \
             WHEN c.data_type IN ('enum', 'set', 'bit') \
             THEN concat('cast(`', replace(s.column_name, '`', '``'), '` + 0 AS char)') \
             WHEN c.data_type = 'float' \
             THEN concat('cast(`', replace(s.column_name, '`', '``'), '` + 0e0 AS char)') \
             WHEN c.data_type IN ('binary', 'varbinary') \
             THEN concat('concat(''0x'', hex(`', replace(s.column_name, '`', '``'), '`))') \
             ELSE concat('quote(`', replace(s.column_name, '`', '``'), '`)') END \
             FROM information_schema.statistics s JOIN information_schema.columns c \
             ON c.table_schema = s.table_schema AND c.table_name = s.table_name \
             AND c.column_name = s.column_name \
             WHERE s.table_schema = {} AND s.table_name = {} AND s.index_name = 'PRIMARY' \
             ORDER BY s.seq_in_index",
            self.schema_of(table),
            self.literal(&table.name)
        )
    }

    /// Only where they are equal
    /// (<https://dev.mysql.com/doc/refman/8.0/en/range-optimization.html#row-constructor-range-optimization>).
    fn seeks_rows(&self) -> bool {
        false
    }
}

/// Whether two columns or indexes of a table differ in case alone.
fn recased(a: &Thing, b: &Thing) -> bool {
    match (a, b) {
        (Thing::Column(of, a), Thing::Column(other, b)) => {
            of == other && a != b && a.eq_ignore_ascii_case(b)
        }
        (Thing::Index(of, a), Thing::Index(other, b)) => {
            of == other && a != b && a.name.eq_ignore_ascii_case(&b.name)
        }
        _ => false,
    }
}

impl Mysql {
    fn schema_of(&self, name: &QualifiedName) -> String {
        name.schema.as_ref().map_or("database()".to_owned(), |schema| self.literal(schema))
    }
}

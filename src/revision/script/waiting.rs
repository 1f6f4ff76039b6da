//! Whether a script says by itself how long it waits for locks.

use super::split::has_body;
use super::{Lexis, Words};

/// Whether a statement bounds how long it or those after it wait for the locks of tables.
pub(super) fn bounds_waiting(lexis: Lexis, sql: &str) -> bool {
    // A long list of rows need not be read for it.
    let text = sql.to_ascii_lowercase();
    let names = ["lock_timeout", "lock_wait_timeout", "nowait"];
    if lexis == Lexis::Sqlite || !names.iter().any(|it| text.contains(it)) {
        return false;
    }
    let mut words = Words::of(lexis, sql);
    if words.eat("SET") {
        return match lexis {
            Lexis::MySql => words.clauses().into_iter().any(sets_lock_wait_timeout),
            _ => sets_lock_timeout(words, sql),
        };
    }
    !has_body(lexis, sql)
        && (words.after("NOWAIT").is_some() || lexis == Lexis::Postgres && calls_set_config(words))
}

/// PostgreSQL's: `SET [LOCAL] lock_timeout = '2s'`.
fn sets_lock_timeout(mut words: Words<'_>, sql: &str) -> bool {
    let _ = words.eat("SESSION") || words.eat("LOCAL");
    words.bare().is_some_and(|name| name.eq_ignore_ascii_case("lock_timeout"))
        && (words.eat_sign("=") || words.eat("TO"))
        && words.position().is_some_and(|at| is_bound(&sql[at..]))
}

/// The same as a function: `set_config('lock_timeout', '2s', false)`.
fn calls_set_config(mut words: Words<'_>) -> bool {
    while let Some(mut call) = words.after("SET_CONFIG") {
        words = call.clone();
        let is_timeout = call.eat_sign("(")
            && call.text().is_some_and(|name| name.eq_ignore_ascii_case("lock_timeout"))
            && call.eat_sign(",");
        if is_timeout && call.text().is_some_and(|value| is_bound(&value)) {
            return true;
        }
    }
    false
}

/// Whether a timeout of PostgreSQL's is one: 0 waits without end.
fn is_bound(value: &str) -> bool {
    let number = value.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let number = number.trim_end_matches(|c: char| c.is_alphabetic()).trim_end();
    number.parse().is_ok_and(|number: f64| number > 0.0)
}

/// MySQL's, one of those that a `SET` sets: `[SESSION] lock_wait_timeout = 5`. MariaDB has
/// `SET STATEMENT` too, and there 0 does not wait at all.
fn sets_lock_wait_timeout(mut words: Words<'_>) -> bool {
    words.eat("STATEMENT");
    if words.eat_sign("@") && !words.eat_sign("@") {
        return false;
    }
    let _ = words.eat("SESSION") || words.eat("LOCAL");
    words.eat_sign(".");
    words.bare().is_some_and(|name| name.eq_ignore_ascii_case("lock_wait_timeout"))
        && (words.eat_sign("=") || words.eat_sign(":") && words.eat_sign("="))
        && !words.eat("DEFAULT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bounds_waiting_is_told_by_its_words() {
        let bounds = [
            (Lexis::Postgres, "SET lock_timeout = '2s'"),
            (Lexis::Postgres, "set local LOCK_TIMEOUT to 500"),
            (Lexis::Postgres, "SET SESSION \"lock_timeout\" = '1.5 min'"),
            (Lexis::Postgres, "SELECT pg_catalog.set_config('lock_timeout', '5s', true)"),
            (
                Lexis::Postgres,
                "SELECT set_config('a.b', '', true), set_config('lock_timeout', '1', true)",
            ),
            (Lexis::Postgres, "LOCK TABLE a IN SHARE MODE NOWAIT"),
            (Lexis::Postgres, "SELECT 1 FROM a FOR UPDATE nowait"),
            (Lexis::MySql, "SET lock_wait_timeout=5"),
            (Lexis::MySql, "SET foreign_key_checks = 0, SESSION lock_wait_timeout := 5"),
            (Lexis::MySql, "SET @@session.lock_wait_timeout = 0"),
            (Lexis::MySql, "SET STATEMENT lock_wait_timeout = 1 FOR ALTER TABLE a ADD b INT"),
            (Lexis::MySql, "ALTER TABLE a NOWAIT ADD b INT"),
        ];
        let others = [
            (Lexis::Postgres, "SET lock_timeout = 0"),
            (Lexis::Postgres, "SET lock_timeout = '0s'"),
            (Lexis::Postgres, "SET lock_timeout TO DEFAULT"),
            (Lexis::Postgres, "SET deadlock_timeout = '2s'"),
            (Lexis::Postgres, "SET search_path = lock_timeout"),
            (Lexis::Postgres, "SELECT set_config('lock_timeout', '0', false)"),
            (Lexis::Postgres, "SELECT set_config('search_path', 'lock_timeout', false)"),
            (Lexis::Postgres, "ALTER ROLE a SET lock_timeout = '2s'"),
            (Lexis::Postgres, "COMMENT ON TABLE a IS 'uses nowait here'"),
            (Lexis::Postgres, "CREATE TABLE \"nowait\" (a int) -- nowait"),
            (
                Lexis::Postgres,
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1 FROM a FOR UPDATE NOWAIT$$",
            ),
            (
                Lexis::Postgres,
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 FROM a FOR UPDATE NOWAIT; END",
            ),
            (Lexis::MySql, "SET SESSION innodb_lock_wait_timeout = 120"),
            (Lexis::MySql, "SET GLOBAL lock_wait_timeout = 5"),
            (Lexis::MySql, "SET @lock_wait_timeout = 5"),
            (Lexis::MySql, "SET lock_wait_timeout = DEFAULT"),
            (
                Lexis::MySql,
                "CREATE PROCEDURE p() BEGIN SET lock_wait_timeout = 5; SELECT 1 FROM a FOR UPDATE NOWAIT; END",
            ),
            (Lexis::Sqlite, "CREATE TABLE a (nowait text)"),
        ];
        for (lexis, sql) in bounds {
            assert!(bounds_waiting(lexis, sql), "{sql}");
        }
        for (lexis, sql) in others {
            assert!(!bounds_waiting(lexis, sql), "{sql}");
        }
    }
}

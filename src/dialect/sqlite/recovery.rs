use std::time::Duration;

use super::*;
use crate::dialect::reading::{Reading, Thing};
use crate::dialect::recovery::{self, Peek, Recovery, Settling};
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;

impl Recovery for Sqlite {
    fn settling(&self, sql: &str) -> Settling {
        recovery::settling(self, &Reading::of(Lexis::Sqlite, sql))
    }

    fn exists(&self, thing: &Thing) -> Option<String> {
        let listed = |kind: &str, name: &str| {
            format!(
                "EXISTS (SELECT 1 FROM sqlite_schema WHERE type = '{kind}' \
                 AND lower(name) = lower({}))",
                self.literal(name)
            )
        };
        Some(match thing {
            Thing::Relation(it) => listed("table", &it.name),
            Thing::View(it) => listed("view", &it.name),
            Thing::Index(_, it) => listed("index", &it.name),
            Thing::Trigger(_, it) => listed("trigger", &it.name),
            Thing::Column(table, column) => format!(
                "EXISTS (SELECT 1 FROM pragma_table_xinfo({}) WHERE lower(name) = lower({}))",
                self.literal(&table.name),
                self.literal(column)
            ),
            Thing::Constraint(..)
            | Thing::PrimaryKey(_)
            | Thing::Type(_)
            | Thing::EnumValue(..)
            | Thing::Identity(..)
            | Thing::Schema(_) => return None,
        })
    }

    fn running(&self, _sql: &str) -> Option<String> {
        None
    }

    /// A transaction has the whole database.
    fn locks(&self, _sql: &str) -> Reading {
        Reading::default()
    }

    fn peek(&self, _reading: &Reading, _target: &Target) -> Option<Peek> {
        None
    }

    fn blockers(&self, _reading: &Reading) -> Option<String> {
        None
    }

    fn patience(&self, _patience: Option<Duration>) -> Option<String> {
        None
    }

    fn clock(&self) -> &'static str {
        "CAST((julianday('now') - 2440587.5) * 86400000 AS integer)"
    }

    fn key(&self, table: &QualifiedName) -> String {
        let name = self.literal(&table.name);
        format!(
            "SELECT name, 'quote(\"' || replace(name, '\"', '\"\"') || '\")' \
             FROM pragma_table_info({name}) WHERE pk > 0 ORDER BY pk"
        )
    }

    /// Unless they are numbers, or declared NOT NULL
    /// (<https://sqlite.org/lang_createtable.html#the_primary_key>).
    fn keys_may_be_null(&self) -> bool {
        true
    }
}

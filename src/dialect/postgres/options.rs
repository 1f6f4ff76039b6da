//! What the server keeps about tables and indexes beside their columns: storage parameters and
//! the few words that are no parameters.

use crate::schema::Options;

use super::render::{literal, quote};

/// Not written to the log.
pub const UNLOGGED: &str = "unlogged";
/// The strategy and the key of a partitioned table: `RANGE (created_at)`.
pub const PARTITION_BY: &str = "partition_by";
pub const ACCESS_METHOD: &str = "access_method";
pub const TABLESPACE: &str = "tablespace";
/// Of a table `full` or `nothing`, of an index `true`.
pub const REPLICA_IDENTITY: &str = "replica_identity";
/// Of an index: what `CLUSTER` goes by.
pub const CLUSTERED: &str = "clustered";

const WORDS: [&str; 6] =
    [UNLOGGED, PARTITION_BY, ACCESS_METHOD, TABLESPACE, REPLICA_IDENTITY, CLUSTERED];

/// The storage parameters among options.
pub fn parameters(options: &Options) -> impl Iterator<Item = (&String, &String)> {
    options.iter().filter(|(name, _)| !WORDS.contains(&name.as_str()))
}

pub fn unlogged(options: &Options) -> bool {
    options.get(UNLOGGED).is_some_and(|it| it == "true")
}

/// What stands behind the columns in `CREATE TABLE`.
pub fn of_table(options: &Options) -> String {
    let mut sql = String::new();
    if let Some(key) = options.get(PARTITION_BY) {
        sql.push_str(&format!(" PARTITION BY {key}"));
    }
    if let Some(method) = options.get(ACCESS_METHOD) {
        sql.push_str(&format!(" USING {}", quote(method)));
    }
    sql.push_str(&with(options));
    if let Some(name) = options.get(TABLESPACE) {
        sql.push_str(&format!(" TABLESPACE {}", quote(name)));
    }
    sql
}

/// What stands behind the columns of `CREATE INDEX`.
pub fn of_index(options: &Options) -> String {
    let mut sql = with(options);
    if let Some(name) = options.get(TABLESPACE) {
        sql.push_str(&format!(" TABLESPACE {}", quote(name)));
    }
    sql
}

/// The same for a primary key or a UNIQUE constraint.
pub fn of_constraint(options: &Options) -> String {
    let mut sql = with(options);
    if let Some(name) = options.get(TABLESPACE) {
        sql.push_str(&format!(" USING INDEX TABLESPACE {}", quote(name)));
    }
    sql
}

fn with(options: &Options) -> String {
    let set = set(parameters(options));
    if set.is_empty() { set } else { format!(" WITH ({set})") }
}

/// Parameters with their values, as they stand between parentheses.
pub fn set<'a>(parameters: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let each = parameters.map(|(name, value)| format!("{} = {}", parameter(name), literal(value)));
    each.collect::<Vec<_>>().join(", ")
}

/// The name of a parameter, which may be one of the table's `toast`.
pub fn parameter(name: &str) -> String {
    name.split('.').map(quote).collect::<Vec<_>>().join(".")
}

/// What is set and what is reset for the parameters of `after`.
pub fn changes(before: &Options, after: &Options) -> Vec<String> {
    let different = parameters(after).filter(|(name, value)| before.get(*name) != Some(value));
    let gone: Vec<String> = parameters(before)
        .filter(|(name, _)| !after.contains_key(*name))
        .map(|(name, _)| parameter(name))
        .collect();
    let mut changes = Vec::new();
    let set = set(different);
    if !set.is_empty() {
        changes.push(format!("SET ({set})"));
    }
    if !gone.is_empty() {
        changes.push(format!("RESET ({})", gone.join(", ")));
    }
    changes
}

/// The default tablespace of the database has no name of its own in a catalog.
pub const DEFAULT_TABLESPACE: &str = "pg_default";

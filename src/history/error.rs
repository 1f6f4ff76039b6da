//! Why the version table or its journal cannot be used.

use crate::database::DatabaseError;
use crate::schema::QualifiedName;

/// The version table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    #[error(
        "the table {0} is Alembic's (it has a column version_num)\nRun `autogen init --from alembic`, which leaves that table as it is, or choose another `version_table` in autogen.yaml"
    )]
    Alembic(QualifiedName),
    #[error(
        "the table {table} is not a version table of autogen: it has no column {missing}, but {present}\nChoose another `version_table` in autogen.yaml, or name the table's own columns there: `version_table: {{ table: {table}, revision: ..., applied_at: ... }}`"
    )]
    Foreign { table: QualifiedName, missing: String, present: String },
    #[error(
        "the journal {table} has no column {missing}, but {present}: another version of autogen made it, and this one is {}\nRun that version; or, when it has left nothing half done, drop the journal, which the next run makes anew",
        env!("CARGO_PKG_VERSION")
    )]
    OtherJournal { table: QualifiedName, missing: &'static str, present: String },
    #[error(
        "the journal {table} says {what}, which this version of autogen ({}) does not know: another one ran it\nRun that version",
        env!("CARGO_PKG_VERSION")
    )]
    OtherWord { table: QualifiedName, what: String },
    #[error(
        "the version table {table} cannot be {action}: {error}{}",
        error.lacks_right().map(|it| format!("\n{it}")).unwrap_or_default()
    )]
    Database { table: QualifiedName, action: &'static str, error: Box<DatabaseError> },
}

//! Changes of tables that are in use: what the server can do beside readers and writers is asked
//! for as such, so that it refuses to what it would have to keep them waiting for.

use super::{Clauses, Group, expanded};
use crate::dialect::{HazardKind, Statement};
use crate::ops::{Change, ColumnOperation};
use crate::schema::*;
use crate::target::Target;

/// Says that nobody shall wait.
pub fn ask(mut statement: Statement) -> Statement {
    let line = if statement.sql.contains('\n') { "\n  " } else { " " };
    statement.sql.push_str(&format!(",{line}LOCK=NONE"));
    statement
}

/// The directive above an update of all rows, which the runner does in batches.
const BATCH: &str = "batch";

/// Fills rows in batches along the primary key, while others read and write.
pub fn in_batches(statement: Statement, table: &Table) -> Statement {
    let directive = table.primary_key.is_some().then(|| BATCH.to_owned());
    Statement { directive, ..statement }
}

/// Whether MariaDB and MySQL do all of it beside readers and writers.
/// See <https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html> and
/// <https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-inplace-alter-algorithm/>.
pub fn is_light(group: &Group, clauses: &Clauses, target: &Target) -> bool {
    let Clauses { drops, columns, adds, mysql, mariadb, hazards, .. } = clauses;
    let light = |clause: &String| {
        ["ADD KEY ", "ADD UNIQUE KEY ", "DROP INDEX ", "RENAME INDEX "]
            .iter()
            .chain(&["ADD COLUMN ", "DROP COLUMN ", "MODIFY COLUMN "])
            .any(|it| clause.starts_with(it))
    };
    mysql.is_empty()
        && mariadb.is_empty()
        && hazards.iter().all(|(kind, _)| *kind != HazardKind::Blocks)
        && drops.iter().chain(columns).chain(adds).all(light)
        && [group.base, group.after].into_iter().all(is_plain)
        && group
            .columns
            .iter()
            .all(|it| expanded(it, target).is_some() || is_light_column(group, it))
}

/// Whether an index of the table keeps writers out while the table is built anew: full text and
/// spatial ones, and those of virtual columns (MariaDB refuses `LOCK=NONE` then, and says so)
/// (<https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-limitations.html>).
pub fn keeps_out(table: &Table) -> bool {
    let is_virtual = |name: &str| {
        let found = table.column(name).and_then(|it| it.generated.as_ref());
        found.is_some_and(|it| !it.stored)
    };
    table.indexes.iter().any(|index| {
        index.method.is_some()
            || index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => is_virtual(name),
                IndexKey::Expression(_) => true,
            })
    })
}

/// Whether the server builds the table anew for a column.
pub fn builds_anew(change: &Change<Column>) -> bool {
    match change {
        Change::Add(_) | Change::Drop(_) => true,
        Change::Alter { before, after } => before.nullable != after.nullable,
        Change::Rename { .. } => false,
    }
}

/// Whether columns of the table come and change beside readers and writers.
pub fn is_plain(table: &Table) -> bool {
    // Other engines than InnoDB copy the table whatever is changed.
    let engine = table.options.get("engine");
    engine.is_none_or(|it| it.eq_ignore_ascii_case("InnoDB"))
        && table.columns.iter().all(|it| it.generated.is_none())
        && table.indexes.iter().all(|it| it.method.is_none())
        // Without a primary key, a unique index stands for it, and its change copies the table.
        && (table.primary_key.is_some() || table.indexes.iter().all(|it| !it.unique))
}

fn is_light_column(group: &Group, operation: &ColumnOperation) -> bool {
    match &operation.change {
        // A value that is no constant is written to every row.
        Change::Add(it) => {
            it.auto_increment == AutoIncrement::No
                && !matches!(it.default, Some(DefaultValue::Sql(_)))
        }
        Change::Alter { before, after } => {
            let early = group.retyped_early(operation);
            let before = early.as_ref().unwrap_or(before);
            let same = Column {
                nullable: after.nullable,
                default: after.default.clone(),
                comment: after.comment.clone(),
                by: after.by,
                on: after.on.clone(),
                ..before.clone()
            };
            // MariaDB would write the time of the change where there is none.
            let stamped = matches!(after.ty, ColumnType::Timestamp(_) | ColumnType::TimestampTz(_));
            same == *after && !(stamped && before.nullable && !after.nullable)
        }
        Change::Drop(_) | Change::Rename { .. } => true,
    }
}

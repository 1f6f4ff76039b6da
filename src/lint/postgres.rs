//! Hazards of PostgreSQL, by what its statements lock, read and write:
//! <https://www.postgresql.org/docs/current/sql-altertable.html>. Those that Squawk finds are not
//! looked for again.

use super::column::ColumnDef;
use super::form::{Action, Dropped, Form, TypeChange};
use super::scene::{Hits, Scene};
use crate::schema::{ColumnType, QualifiedName, StringLen};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::CreateTable(it) => {
            // Without a transaction around them the statements are steps of their own.
            let others = it.references.iter().filter(|to| **to != it.name && !scene.is_new(to, at));
            others.for_each(|to| hits.push("PG303", at, to));
            let json = |column: &&ColumnDef| column.ty == "json";
            let json = it.columns.iter().filter(json);
            json.for_each(|column| hits.push("PG506", at, format!("{}.{}", it.name, column.name)));
        }
        Form::CreateIndex(it) if it.concurrently && seen.transaction => {
            hits.push("PG103", at, &it.table);
        }
        Form::Drop { kind: Dropped::Index, concurrently: true, names, .. } if seen.transaction => {
            names.iter().for_each(|it| hits.push("PG103", at, it));
        }
        Form::Reindex { concurrently: true } if seen.transaction => {
            hits.push("PG103", at, "REINDEX");
        }
        Form::Repack => hits.push("PG402", at, super::scene::first_words(&seen.piece.text)),
        Form::AlterType { change: TypeChange::AddValue { value, .. }, .. } if seen.transaction => {
            let text = format!("'{}'", value.replace('\'', "''"));
            let used = scene.seen[at + 1..]
                .iter()
                .any(|it| it.step == seen.step && it.piece.text.contains(&text));
            if used {
                hits.push("PG301", at, value);
            }
        }
        _ => {}
    }
    if let Some((table, actions)) = scene.actions(at) {
        actions.iter().for_each(|action| alter(scene, at, table, action, hits));
    }
}

fn alter(scene: &Scene, at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    match action {
        Action::AddColumn(column) => added(at, table, column, hits),
        Action::AddForeignKey { not_valid: false, .. } => hits.push("PG107", at, table),
        Action::AddCheck { not_valid: false, .. } => hits.push("PG108", at, table),
        Action::SetNotNull(column) if !is_proven(scene, at, table) => {
            hits.push("PG109", at, format!("{table}.{column}"));
        }
        Action::Validate(name) => {
            let step = scene.seen[at].step;
            let added = scene.earlier(table, at).any(|(earlier, action)| {
                let own = match action {
                    Action::AddCheck { name, .. } | Action::AddForeignKey { name, .. } => name,
                    _ => return false,
                };
                own.as_ref() == Some(name) && scene.seen[earlier].step == step
            });
            if added && scene.seen[at].transaction {
                hits.push("PG110", at, format!("{name} of {table}"));
            }
        }
        Action::AddExclusion => hits.push("PG111", at, table),
        Action::SetType { column, ty } => {
            let after = scene.read_type(ty);
            let before = scene.column(table, column).map(|it| &it.ty);
            if before.is_none_or(|before| rewrites(before, &after)) {
                hits.push("PG201", at, format!("{table}.{column}"));
            }
        }
        Action::AddIdentity => {}
        Action::Rebuild(_) => hits.push("PG402", at, table),
        Action::Detach { concurrently: true } if scene.seen[at].transaction => {
            hits.push("PG103", at, table);
        }
        _ => {}
    }
}

fn added(at: usize, table: &QualifiedName, column: &ColumnDef, hits: &mut Hits) {
    let subject = || format!("{table}.{}", column.name);
    if column.numbered {
        hits.push("PG203", at, subject());
    }
    if column.references.is_some() {
        hits.push("PG107", at, subject());
    }
    if column.check {
        hits.push("PG108", at, subject());
    }
    if column.unique {
        hits.push("PG106", at, subject());
    }
    if column.ty == "json" {
        hits.push("PG506", at, subject());
    }
}

/// Whether a check of the table was validated before, so that the server need not look again.
fn is_proven(scene: &Scene, at: usize, table: &QualifiedName) -> bool {
    scene.earlier(table, at).any(|(_, action)| matches!(action, Action::Validate(_)))
}

/// Whether the server writes the table anew for a change of type.
fn rewrites(before: &ColumnType, after: &ColumnType) -> bool {
    use ColumnType::*;
    let digits = |precision: &Option<u32>| precision.unwrap_or(6);
    match (before, after) {
        (before, after) if before == after => false,
        (String(_) | Text, Text | String(StringLen::None | StringLen::Max)) => false,
        (String(StringLen::N(from)), String(StringLen::N(to))) => to < from,
        (Decimal(_), Decimal(None)) => false,
        (Decimal(Some((p, s))), Decimal(Some((q, t)))) => s != t || q < p,
        (VarBit(from), VarBit(to)) => to < from,
        (Cidr, Inet) => false,
        (DateTime(from), DateTime(to))
        | (TimestampTz(from), TimestampTz(to))
        | (Time(from), Time(to)) => digits(to) < digits(from),
        _ => true,
    }
}

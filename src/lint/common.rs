//! Hazards that databases share.

use super::form::{Action, Dropped, Form, TypeChange};
use super::remarks::long_names;
use super::scene::{Hits, Scene, Seen, first_words, same, same_name};
use crate::revision::script::Lexis;
use crate::schema::{ColumnType, QualifiedName, StringLen};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::CreateTable(it) if !it.primary_key && !it.temporary && !it.derived => {
            hits.push("TB101", at, &it.name);
        }
        Form::CreateIndex(it) if !scene.is_new(&it.table, at) => {
            if it.unique && !scene.is_checked(&it.table) {
                hits.push("MF101", at, &it.table);
            }
            if it.parts > 3 {
                hits.push("TB102", at, &it.table);
            }
        }
        Form::Drop { kind: Dropped::Schema | Dropped::Database, names, .. } => {
            names.iter().for_each(|it| hits.push("DL102", at, it));
        }
        Form::Truncate(tables) => {
            let old = tables.iter().filter(|it| !scene.is_new(it, at));
            old.for_each(|it| hits.push("DL103", at, it));
        }
        Form::Delete { table, filtered: false } if !scene.is_new(table, at) => {
            hits.push("DL104", at, table);
        }
        Form::Update { table, filtered } if !scene.is_new(table, at) => {
            if !filtered {
                hits.push("TX101", at, table);
            }
            if beside_schema_change(scene, at, table) {
                hits.push("TX102", at, table);
            }
        }
        Form::RenameTables(pairs) => {
            pairs.iter().for_each(|(from, _)| hits.push("BC101", at, from));
        }
        Form::AlterType { name, change: TypeChange::RenameValue | TypeChange::Rename(_) }
            if !is_put_aside(scene, at) =>
        {
            hits.push("BC103", at, name);
        }
        _ => {}
    }
    if let Some((table, actions)) = scene.actions(at) {
        actions.iter().for_each(|action| alter(scene, at, table, action, hits));
    }
    for (table, column) in lost(scene, at) {
        let column = column.map(|it| format!(".{it}")).unwrap_or_default();
        hits.push("DL101", at, format!("{table}{column}"));
    }
    names(scene, seen, at, hits);
}

/// The tables, and the columns of tables, that go with what they hold.
pub fn lost(scene: &Scene, at: usize) -> Vec<(QualifiedName, Option<String>)> {
    match &scene.seen[at].form {
        Form::Drop { kind: Dropped::Table, names, .. } => {
            let gone = |it: &&QualifiedName| !scene.is_new(it, at) && !scene.returns(it, at);
            names.iter().filter(gone).map(|it| (it.clone(), None)).collect()
        }
        Form::AlterTable { table, actions } if !scene.is_new(table, at) => {
            let gone = |action: &Action| match action {
                Action::DropColumn(column) => {
                    let stays =
                        is_added(scene, at, table, column) || comes_back(scene, table, column);
                    (!stays).then(|| (table.clone(), Some(column.clone())))
                }
                _ => None,
            };
            actions.iter().filter_map(gone).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a column that the script itself has filled takes the place of one that goes, or the
/// values of one are computed anew.
fn comes_back(scene: &Scene, table: &QualifiedName, column: &str) -> bool {
    let all = scene.seen.len();
    scene.earlier(table, all).any(|(at, action)| match action {
        Action::RenameColumn { from, to } => {
            same_name(to, column) && is_added(scene, at, table, from)
        }
        Action::AddColumn(it) => it.generated.is_some() && same_name(&it.name, column),
        Action::ChangeColumn { from, column: to } => {
            same_name(&to.name, column) && is_added(scene, at, table, from)
        }
        _ => false,
    })
}

fn alter(scene: &Scene, at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    match action {
        Action::RenameTable(_) => hits.push("BC101", at, table),
        Action::RenameColumn { from, .. } if !is_added(scene, at, table, from) => {
            hits.push("BC102", at, format!("{table}.{from}"));
        }
        Action::ChangeColumn { from, column } => {
            if !same_name(from, &column.name) {
                hits.push("BC102", at, format!("{table}.{from}"));
            }
            // What a definition repeats is no change, where it is known what was there.
            let before = scene.column(table, from);
            if column.not_null && before.is_none_or(|it| it.nullable) && !scene.is_checked(table) {
                hits.push("MF103", at, format!("{table}.{from}"));
            }
            if before.is_some_and(|it| !it.nullable && !column.not_null && !column.primary_key) {
                hits.push("BC105", at, format!("{table}.{from}"));
            }
            retyped(scene, at, table, from, &column.ty, hits);
        }
        Action::SetType { column, ty } => retyped(scene, at, table, column, ty, hits),
        Action::SetNotNull(column) if !scene.is_checked(table) => {
            hits.push("MF103", at, format!("{table}.{column}"));
        }
        Action::DropNotNull(column) => hits.push("BC105", at, format!("{table}.{column}")),
        Action::AddColumn(column) => {
            let filled = column.default.as_deref().is_some_and(|it| it != "null")
                || column.generated.is_some()
                || column.numbered;
            // MySQL makes up a value, and SQLite refuses it whatever there is.
            if column.not_null && !filled && scene.lexis() == Lexis::Postgres {
                hits.push("MF102", at, format!("{table}.{}", column.name));
            }
            if column.unique && filled {
                hits.push("MF101", at, format!("{table}.{}", column.name));
            }
        }
        Action::AddUnique { using_index: false } if !scene.is_checked(table) => {
            hits.push("MF101", at, table);
        }
        Action::DropConstraint(name) if !is_own(scene, at, table, name) => {
            hits.push("CD101", at, format!("{name} of {table}"));
        }
        Action::DropForeignKey => hits.push("CD101", at, table),
        Action::AddIndex { parts, .. } if *parts > 3 => hits.push("TB102", at, table),
        _ => {}
    }
}

fn retyped(
    scene: &Scene,
    at: usize,
    table: &QualifiedName,
    column: &str,
    ty: &str,
    hits: &mut Hits,
) {
    let after = scene.read_type(ty);
    let before = scene.column(table, column).map(|it| &it.ty);
    if before == Some(&after) {
        return;
    }
    let subject = format!("{table}.{column}");
    if before.is_some_and(|before| narrows(before, &after)) && !scene.is_checked(table) {
        hits.push("MF104", at, &subject);
    }
    hits.push("BC104", at, subject);
}

/// Whether values of the one type may not fit into the other.
pub fn narrows(before: &ColumnType, after: &ColumnType) -> bool {
    use ColumnType::*;
    let length = |ty: &ColumnType| match ty {
        Char(Some(n)) | String(StringLen::N(n)) => Some(Some(*n)),
        Char(None) => Some(Some(1)),
        String(_) | Text => Some(None),
        _ => None,
    };
    if let (Some(before), Some(after)) = (integers(before), integers(after)) {
        return before.0 < after.0 || before.1 > after.1;
    }
    if let (Some(before), Some(Some(after))) = (length(before), length(after)) {
        return before.is_none_or(|it| it > after);
    }
    match (before, after) {
        (Decimal(Some((p, s))), Decimal(Some((q, t)))) => {
            t < s || q.saturating_sub(*t) < p.saturating_sub(*s)
        }
        (Decimal(None), Decimal(Some(_))) | (F64, F32) => true,
        (InlineEnum(old), InlineEnum(new)) => !old.iter().all(|it| new.contains(it)),
        _ => false,
    }
}

/// The least and the greatest that an integer type holds.
pub fn integers(ty: &ColumnType) -> Option<(i128, i128)> {
    use ColumnType::*;
    let signed = |bits: u32| (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1);
    let unsigned = |bits: u32| (0, (1_i128 << bits) - 1);
    Some(match ty {
        I8 => signed(8),
        I16 => signed(16),
        I32 => signed(32),
        I64 => signed(64),
        U8 => unsigned(8),
        U16 => unsigned(16),
        U32 => unsigned(32),
        U64 => unsigned(64),
        _ => return None,
    })
}

/// Whether the script itself has added the column.
fn is_added(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    scene.earlier(table, at).any(|(_, action)| match action {
        Action::AddColumn(it) => same_name(&it.name, column),
        Action::RenameColumn { to, .. } => same_name(to, column),
        _ => false,
    })
}

/// Whether the script itself has added the constraint, as a step on the way to something else.
fn is_own(scene: &Scene, at: usize, table: &QualifiedName, constraint: &str) -> bool {
    scene.earlier(table, at).any(|(_, action)| match action {
        Action::AddCheck { name: Some(it), .. } | Action::AddForeignKey { name: Some(it), .. } => {
            same_name(it, constraint)
        }
        _ => false,
    })
}

/// Whether a type steps aside for another of its name, which is made after it.
fn is_put_aside(scene: &Scene, at: usize) -> bool {
    let Form::AlterType { name, change: TypeChange::Rename(_) } = &scene.seen[at].form else {
        return false;
    };
    scene.seen[at + 1..].iter().any(|seen| {
        let sql = seen.piece.text.to_ascii_lowercase();
        sql.starts_with("create type") && sql.contains(&name.name.to_ascii_lowercase())
    })
}

/// Whether the statements beside this one, in its transaction, change the schema of the table.
fn beside_schema_change(scene: &Scene, at: usize, table: &QualifiedName) -> bool {
    let Seen { step, transaction, .. } = scene.seen[at];
    // Where one writer has the whole database anyway, there is nothing to part.
    if !transaction || scene.lexis() == Lexis::Sqlite {
        return false;
    }
    scene.seen.iter().any(|seen| {
        seen.step == step
            && matches!(&seen.form, Form::AlterTable { table: it, .. } if same(it, table))
    })
}

fn names(scene: &Scene, seen: &Seen, at: usize, hits: &mut Hits) {
    let is_long: fn(&str) -> bool = match scene.lexis() {
        Lexis::Postgres => |name| name.len() > 63,
        Lexis::MySql => |name| name.chars().count() > 64,
        Lexis::Sqlite => return,
    };
    if matches!(seen.form, Form::Other | Form::Insert { .. } | Form::Update { .. }) {
        return;
    }
    for name in long_names(scene.lexis(), &seen.piece.text, is_long) {
        hits.push("NM101", at, first_words(&name));
    }
}

//! Hazards that databases share.

use super::form::{Action, Dropped, Form, Parts, Rights, TypeChange};
use super::loss;
use super::remarks::long_names;
use super::scene::{Hits, Scene, Seen, first_words};
use crate::revision::script::Lexis;
use crate::schema::{ColumnType, QualifiedName, StringLen};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    let seen = &scene.seen[at];
    match &seen.form {
        Form::CreateTable(it) if !it.primary_key && !it.temporary && !it.derived => {
            hits.push("TB101", at, &it.name);
        }
        Form::CreateIndex(it) if !scene.is_new(&it.table, at) => {
            if it.unique
                && !scene.is_checked(&it.table, at)
                && !was_unique(scene, at, &it.table, it.name.as_deref())
            {
                hits.push("MF101", at, &it.table);
            }
            if it.parts.len() > 3 {
                hits.push("TB102", at, &it.table);
            }
            if !it.unique && !it.partial && !it.special && held(scene, at, &it.table, &it.parts) {
                hits.push("TB103", at, &it.table);
            }
        }
        Form::Drop { kind: Dropped::Schema | Dropped::Database, names, .. } => {
            names.iter().for_each(|it| hits.push("DL102", at, it));
        }
        Form::DropOwned(_) => loss::owners(scene, at).for_each(|it| hits.push("DL102", at, it)),
        Form::Truncate(tables) => {
            let old = tables.iter().filter(|it| !scene.is_new(it, at));
            old.for_each(|it| hits.push("DL103", at, it));
        }
        Form::Delete { table, filtered: false } if !scene.is_new(table, at) => {
            hits.push("DL104", at, table);
        }
        Form::Update { table, filtered } if !scene.is_new(table, at) => {
            if !filtered && !seen.piece.is_batch() {
                hits.push("TX101", at, table);
            }
            if beside_schema_change(scene, at, table) {
                hits.push("TX102", at, table);
            }
        }
        Form::RenameTables(pairs) => {
            let old = pairs.iter().filter(|(from, _)| !scene.is_new(from, at));
            old.for_each(|(from, _)| hits.push("BC101", at, from));
        }
        Form::Rights { change: Rights::Fewer, subject } => hits.push("AC101", at, subject),
        Form::Rights { change: Rights::Wide, subject } => hits.push("AC102", at, subject),
        Form::RenameSchema(name) => hits.push("BC101", at, name),
        Form::DropOther(names) => {
            let gone = names.iter().filter(|it| !is_made_here(scene, &it.name));
            gone.for_each(|it| hits.push("BC106", at, it));
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
    for (table, column) in loss::gone(scene, at) {
        let column = column.map(|it| format!(".{it}")).unwrap_or_default();
        hits.push("DL101", at, format!("{table}{column}"));
    }
    names(scene, seen, at, hits);
}

fn alter(scene: &Scene, at: usize, table: &QualifiedName, action: &Action, hits: &mut Hits) {
    match action {
        Action::RenameTable(to) if !scene.gives_way(table, to, at) => {
            hits.push("BC101", at, table);
        }
        Action::DropPartitions(names) => {
            names
                .iter()
                .for_each(|it| hits.push("DL101", at, format!("partition {it} of {table}")));
        }
        Action::TruncatePartitions => hits.push("DL103", at, table),
        Action::NoRowSecurity => hits.push("AC102", at, table),
        Action::SetSchema => hits.push("BC101", at, table),
        Action::RenameColumn { from, .. } if !is_added(scene, at, table, from) => {
            hits.push("BC102", at, format!("{table}.{from}"));
        }
        Action::ChangeColumn { from, column } => {
            if !scene.same_name(from, &column.name) {
                hits.push("BC102", at, format!("{table}.{from}"));
            }
            // What a definition repeats is no change, where it is known what was there.
            let before = scene.column(table, from, at);
            let known = before.as_ref();
            if column.not_null
                && known.is_none_or(|it| it.nullable)
                && may_be_null(scene, at, table, from)
            {
                hits.push("MF103", at, format!("{table}.{from}"));
            }
            if known.is_some_and(|it| !it.nullable && !column.not_null && !column.primary_key) {
                hits.push("BC105", at, format!("{table}.{from}"));
            }
            retyped(scene, at, table, from, &column.ty, hits);
        }
        Action::SetType { column, ty, .. } => retyped(scene, at, table, column, ty, hits),
        Action::SetNotNull(column)
            if !is_proven(scene, at, table, column) && may_be_null(scene, at, table, column) =>
        {
            hits.push("MF103", at, format!("{table}.{column}"));
        }
        Action::DropNotNull(column) => hits.push("BC105", at, format!("{table}.{column}")),
        Action::AddColumn(column) => {
            let filled = column.fills();
            // MySQL makes up a value, and SQLite refuses it whatever there is.
            let bare = column.not_null && !filled && !scene.is_guarded(table, at);
            if bare && scene.lexis() == Lexis::Postgres {
                hits.push("MF102", at, format!("{table}.{}", column.name));
            }
            if column.unique && filled {
                hits.push("MF101", at, format!("{table}.{}", column.name));
            }
        }
        Action::AddUnique { using_index: false, name }
            if !scene.is_checked(table, at) && !was_unique(scene, at, table, name.as_deref()) =>
        {
            hits.push("MF101", at, table);
        }
        Action::DropConstraint(name) | Action::DropForeignKey(name)
            if !is_made(scene, table, name) =>
        {
            hits.push("CD101", at, format!("{name} of {table}"));
        }
        Action::AddIndex { parts, .. } if parts.len() > 3 => hits.push("TB102", at, table),
        Action::AddIndex { parts, special: false } if held(scene, at, table, parts) => {
            hits.push("TB103", at, table);
        }
        Action::AddForeignKey { columns, .. } => {
            let parts: Parts = columns.iter().cloned().map(Some).collect();
            // MySQL makes one by itself.
            let bare = !parts.is_empty() && scene.lexis() != Lexis::MySql;
            if bare && scene.knows(table) && !held(scene, scene.seen.len(), table, &parts) {
                hits.push("TB104", at, format!("{table}.{}", columns.join(", ")));
            }
        }
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
    let before = scene.column(table, column, at);
    // A column of the script's own is read by nobody yet.
    if before.as_ref().is_some_and(|it| it.ty == after || it.new) {
        return;
    }
    let subject = format!("{table}.{column}");
    let looked_at = scene.is_checked(table, at)
        || scene.is_guarded(table, at)
        || scene.is_filled(table, column, at);
    if before.is_some_and(|it| narrows(&it.ty, &after)) && !looked_at {
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

/// Whether rows may still hold NULL in a column, as far as the script and the checks say.
fn may_be_null(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    !scene.is_checked(table, at)
        && !scene.is_filled(table, column, at)
        && !scene.is_guarded(table, at)
        && !scene.column(table, column, at).is_some_and(|it| it.new)
}

/// Whether a check of the column was validated before, so that nothing is left to look for.
pub fn is_proven(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    let adds = |own: &str, action: &Action| match action {
        Action::AddCheck { name: Some(it), .. } | Action::AddForeignKey { name: Some(it), .. } => {
            scene.same_name(it, own)
        }
        _ => false,
    };
    scene.earlier(table, at).any(|(_, action)| {
        let Action::Validate(name) = action else { return false };
        // One that was there before the script tells nothing of itself.
        let mut made = scene.earlier(table, at).filter(|(_, it)| adds(name, it));
        made.next().is_none_or(|(at, it)| {
            matches!(it, Action::AddCheck { .. })
                && scene.mentions(&scene.seen[at].piece.text, column)
        })
    })
}

/// Whether the table had a unique index of the name already, so that its rows differ.
fn was_unique(scene: &Scene, at: usize, table: &QualifiedName, name: Option<&str>) -> bool {
    let Some((name, table)) = name.zip(scene.table(table, at)) else { return false };
    table.indexes.iter().any(|it| it.unique && scene.same_name(&it.key(), name))
}

/// Whether the script itself has added the column.
pub fn is_added(scene: &Scene, at: usize, table: &QualifiedName, column: &str) -> bool {
    scene.earlier(table, at).any(|(_, action)| match action {
        Action::AddColumn(it) => scene.same_name(&it.name, column),
        Action::RenameColumn { to, .. } => scene.same_name(to, column),
        _ => false,
    })
}

/// Whether the script itself adds the constraint: before, as a step on the way to something else,
/// or after, where it only steps aside.
fn is_made(scene: &Scene, table: &QualifiedName, constraint: &str) -> bool {
    scene.earlier(table, scene.seen.len()).any(|(_, action)| match action {
        Action::AddCheck { name: Some(it), .. }
        | Action::AddForeignKey { name: Some(it), .. }
        | Action::AddPrimaryKey { name: Some(it), .. }
        | Action::AddUnique { name: Some(it), .. } => scene.same_name(it, constraint),
        _ => false,
    })
}

/// Whether a key or an index of the table begins with these columns, in the schema before or by
/// another statement before this one.
fn held(scene: &Scene, at: usize, table: &QualifiedName, parts: &Parts) -> bool {
    let begins = |of: &[Option<&str>]| {
        let same = |(a, b): (&Option<String>, &Option<&str>)| match (a, b) {
            (Some(a), Some(b)) => scene.same_name(a, b),
            _ => false,
        };
        of.len() >= parts.len() && parts.iter().zip(of).all(same)
    };
    let by_script = scene.seen[..at].iter().any(|seen| match &seen.form {
        Form::CreateIndex(it) if scene.same(&it.table, table) && !it.partial && !it.special => {
            begins(&it.parts.iter().map(Option::as_deref).collect::<Vec<_>>())
        }
        _ => false,
    });
    by_script || scene.keys(table).iter().any(|key| begins(key))
}

/// Whether the script makes something of the name: again, or on the way to something else.
fn is_made_here(scene: &Scene, name: &str) -> bool {
    scene.seen.iter().any(|seen| {
        let sql = seen.piece.text.to_ascii_lowercase();
        sql.starts_with("create") && sql.contains(&name.to_ascii_lowercase())
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
            && matches!(&seen.form, Form::AlterTable { table: it, .. } if scene.same(it, table))
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

//! Columns that inserts may leave out, or set to NULL, until a script makes them required.

use super::column::ColumnDef;
use super::form::{Action, Dropped, Form};
use super::known::Known;
use super::scene::{Hits, Scene};
use crate::revision::script::Lexis;
use crate::schema::QualifiedName;

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    if let Some((table, actions)) = scene.actions(at) {
        for action in actions {
            if let Some(column) = demanded(scene, at, table, action) {
                hits.push("BC107", at, format!("{table}.{column}"));
            }
        }
    }
    if let Form::Drop { kind: Dropped::Table, names, .. } = &scene.seen[at].form {
        for table in names.iter().filter(|it| !scene.is_new(it, at)) {
            built_anew(scene, at, table, hits);
        }
    }
}

/// The column that an action makes required, if any.
fn demanded<'a>(
    scene: &Scene,
    at: usize,
    table: &QualifiedName,
    action: &'a Action,
) -> Option<&'a str> {
    let (from, column) = match action {
        // SQLite refuses such a column, and has no other action that makes one required.
        Action::AddColumn(it) if scene.lexis() != Lexis::Sqlite => (None, &it.name),
        Action::ChangeColumn { from, column } => (Some(from), &column.name),
        Action::SetNotNull(it) | Action::DropDefault(it) => (Some(it), it),
        _ => return None,
    };
    let before = from.and_then(|it| scene.column(table, it, at));
    let now = scene.column(table, column, at + 1);
    // What a later statement gives back is away for a moment only.
    let last = scene.column(table, column, scene.seen.len());
    let required = match (&now, action) {
        (Some(now), _) => is_required(before.as_ref(), now),
        (None, action) => matches!(action, Action::SetNotNull(_)),
    };
    let stays = last.is_none_or(|it| is_required(before.as_ref(), &it));
    (required && stays).then_some(column)
}

/// Whether an insert without a value for the column, or with NULL, fails now and did not before.
fn is_required(before: Option<&Known>, now: &Known) -> bool {
    // Nobody writes NULL to a column that the script itself has made.
    let took_null = before.is_some_and(|it| it.nullable && !it.new);
    let left_out = before.is_none_or(|it| it.nullable || it.default);
    !now.nullable && (took_null || left_out && !now.default)
}

/// The same of the columns of a table that another takes the place of.
fn built_anew(scene: &Scene, at: usize, table: &QualifiedName, hits: &mut Hits) {
    if scene.table(table, at).is_none() {
        return;
    }
    let Some((made, after)) = scene.successor(table, at) else { return };
    // SQLite numbers such a key by itself: <https://sqlite.org/lang_createtable.html#rowid>.
    let alone = after.columns.iter().filter(|it| it.primary_key).count() == 1;
    let numbered = |it: &ColumnDef| alone && it.primary_key && it.ty == "integer";
    for column in after.columns.iter().filter(|it| !numbered(it)) {
        let before = scene.column(table, &column.name, at);
        let now = scene.column(&after.name, &column.name, made + 1);
        if now.is_some_and(|it| is_required(before.as_ref(), &it)) {
            hits.push("BC107", made, format!("{table}.{}", column.name));
        }
    }
}

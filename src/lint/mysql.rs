//! Hazards of MySQL and MariaDB, by what their servers can do in place:
//! <https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html>.

use super::column::{ColumnDef, Generated};
use super::form::{Action, CreateIndex, Form};
use super::known::Known;
use super::scene::{Hits, Scene};
use crate::dialect::mysql::{copies, is_computed, keeps_out};
use crate::schema::{AutoIncrement, Column, Facet, QualifiedName, Table};

pub fn find(scene: &Scene, at: usize, hits: &mut Hits) {
    match &scene.seen[at].form {
        Form::CreateTable(it) => {
            let ignored = it.columns.iter().filter(|column| column.references.is_some());
            ignored
                .for_each(|column| hits.push("MY102", at, format!("{}.{}", it.name, column.name)));
            if it.engine.as_deref().is_some_and(|it| it != "innodb") {
                hits.push("MY401", at, &it.name);
            }
            if it.charset.as_deref().is_some_and(|it| it != "utf8mb4" && it != "binary") {
                hits.push("MY501", at, &it.name);
            }
            it.columns.iter().for_each(|column| defined(at, &it.name, column, hits));
        }
        Form::CreateIndex(it) if !scene.is_new(&it.table, at) => index(at, it, hits),
        Form::Definer(user) => hits.push("MY403", at, user),
        _ => {}
    }
    let Some((table, actions)) = scene.actions(at) else { return };
    for action in actions {
        alter(scene, at, table, actions, action, hits);
    }
    if actions.iter().all(|it| matches!(it, Action::RenameTable(_))) {
        return;
    }
    options(at, table, actions, hits);
    if !actions.iter().any(|it| matches!(it, Action::Algorithm(_) | Action::Lock(_))) {
        hits.push("MY303", at, table);
    }
}

/// What is said of a column wherever it is defined.
fn defined(at: usize, table: &QualifiedName, column: &ColumnDef, hits: &mut Hits) {
    let subject = || format!("{table}.{}", column.name);
    if column.default.as_deref().is_some_and(|it| it.starts_with("'0000-00-00")) {
        hits.push("MY402", at, subject());
    }
    let integers = ["tinyint(", "smallint(", "mediumint(", "int(", "integer(", "bigint("];
    let wide = integers.iter().any(|it| column.ty.starts_with(it));
    if wide && !column.ty.starts_with("tinyint(1)") {
        hits.push("MY503", at, subject());
    }
    if column.numbered && !column.ty.starts_with("bigint") && !column.ty.contains("serial") {
        hits.push("MY502", at, subject());
    }
}

fn index(at: usize, index: &CreateIndex, hits: &mut Hits) {
    if index.special {
        hits.push("MY207", at, &index.table);
    }
    options(at, &index.table, &index.options, hits);
    if index.options.is_empty() {
        hits.push("MY303", at, &index.table);
    }
}

fn options(at: usize, table: &QualifiedName, options: &[Action], hits: &mut Hits) {
    let instant = options.iter().any(|it| matches!(it, Action::Algorithm(it) if it == "INSTANT"));
    for lock in options {
        let Action::Lock(lock) = lock else { continue };
        if instant && lock != "DEFAULT" {
            hits.push("MY301", at, table);
        } else if lock == "SHARED" || lock == "EXCLUSIVE" {
            hits.push("MY302", at, table);
        }
    }
}

fn alter(
    scene: &Scene,
    at: usize,
    table: &QualifiedName,
    actions: &[Action],
    action: &Action,
    hits: &mut Hits,
) {
    // The server refuses to block where it is told so.
    let bound = actions.iter().any(|it| match it {
        Action::Lock(lock) => lock == "NONE",
        Action::Algorithm(algorithm) => algorithm == "INSTANT" || algorithm == "NOCOPY",
        _ => false,
    });
    let mut blocks = |code, subject: &dyn std::fmt::Display| {
        if !bound {
            hits.push(code, at, subject);
        }
    };
    if builds_anew(scene, at, table, action) && scene.table(table, at).is_some_and(keeps_out) {
        blocks("MY209", table);
    }
    match action {
        Action::AddColumn(column) => {
            let subject = format!("{table}.{}", column.name);
            let kept = column.generated == Some(Generated::Stored);
            let computed = column.default.as_deref().is_some_and(is_computed);
            // One that takes the place of another is written to every row.
            let again = |it: &Action| match it {
                Action::DropColumn(old) => scene.same_name(old, &column.name),
                _ => false,
            };
            if column.numbered || kept || computed || actions.iter().any(again) {
                blocks("MY206", &subject);
            }
            if column.check {
                blocks("MY203", &subject);
            }
            if column.not_null && !column.fills() && !scene.is_guarded(table, at) {
                hits.push("MY101", at, &subject);
            }
            if column.references.is_some() {
                hits.push("MY102", at, &subject);
            }
            defined(at, table, column, hits);
        }
        Action::ChangeColumn { from, column } => {
            changed(scene, at, table, from, column, &mut blocks);
            let checked = |it: &Table| it.checks.iter().any(|it| scene.same_name(&it.key(), from));
            if column.check && !scene.table(table, at).is_some_and(checked) {
                blocks("MY203", table);
            }
        }
        Action::AddForeignKey { .. } => blocks("MY202", table),
        Action::AddCheck { .. } => blocks("MY203", table),
        Action::Convert => blocks("MY204", table),
        Action::DefaultCharset
            if actions.iter().any(|it| matches!(it, Action::ChangeColumn { .. })) =>
        {
            blocks("MY204", table);
        }
        Action::DropPrimaryKey => {
            let again = actions.iter().any(|it| matches!(it, Action::AddPrimaryKey { .. }));
            if !again {
                blocks("MY205", table);
            }
        }
        Action::AddIndex { special: true, .. } => blocks("MY207", table),
        Action::Rebuild(_) => blocks("MY208", table),
        _ => {}
    }
}

/// Whether the server builds the table anew for a column.
fn builds_anew(scene: &Scene, at: usize, table: &QualifiedName, action: &Action) -> bool {
    match action {
        Action::AddColumn(_) | Action::DropColumn(_) => true,
        Action::ChangeColumn { from, column } => {
            let known = scene.column(table, from, at);
            known.is_some_and(|it| it.nullable == column.not_null)
        }
        _ => false,
    }
}

/// What `MODIFY` and `CHANGE` make of a column, as far as it is known what it was.
fn changed(
    scene: &Scene,
    at: usize,
    table: &QualifiedName,
    from: &str,
    column: &ColumnDef,
    blocks: &mut impl FnMut(&'static str, &dyn std::fmt::Display),
) {
    let subject = format!("{table}.{from}");
    let is_list = column.ty.starts_with("enum") || column.ty.starts_with("set");
    let Some(known) = scene.column(table, from, at) else {
        return match is_list {
            true => blocks("MY103", &subject),
            false => blocks("MY201", &subject),
        };
    };
    let counts = |it: &Table, name: &str| {
        it.column(name).is_some_and(|it| it.auto_increment != AutoIncrement::No)
    };
    let counted = scene
        .origin_column(table, from, at)
        .is_some_and(|(old, name)| scene.before(&old).is_some_and(|it| counts(it, &name)));
    if !is_computed_alike(&known, column) || column.numbered && !counted && !known.new {
        return blocks("MY206", &subject);
    }
    // A column that says no collation has its table's.
    let of_table = scene.table(table, at).and_then(|it| it.options.get("collate"));
    let own = |said: &Option<String>| {
        let said = said.as_ref().or(of_table).map(|it| it.to_lowercase());
        said.map_or(Facet::Unspecified, Facet::Is)
    };
    let before = Column { collation: own(&known.collation), ..Column::new(from, known.ty) };
    let after = scene.read_type(&column.ty);
    let after = Column { collation: own(&column.collation), ..Column::new(from, after) };
    if copies(&before, &after) {
        blocks(if is_list { "MY103" } else { "MY201" }, &subject);
    }
}

/// Whether a column is computed as before, as far as the text says.
fn is_computed_alike(before: &Known, column: &ColumnDef) -> bool {
    let plain = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().to_lowercase();
        text.replace(|c: char| c.is_whitespace() || "()`".contains(c), "")
    };
    plain(&before.expression) == plain(&column.expression)
}

//! What goes with what it holds.

use super::Source;
use super::common::is_added;
use super::form::{Action, CreateTable, Dropped, Form, TypeChange};
use super::reader::{Reader, tokens};
use super::scene::{Scene, renamed};
use super::sqlite::keys_are_off;
use crate::dialect::Dialect;
use crate::revision::script::{Lexis, Script, ScriptError};
use crate::schema::QualifiedName;

/// What a script takes away, under the names before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    Table(QualifiedName),
    Column(QualifiedName, String),
    /// MySQL: a partition of a table.
    Partition(QualifiedName, String),
    /// The columns of a table that is built anew, but for those that these statements mention.
    Unmentioned(QualifiedName, String),
    /// All tables of a schema.
    Schema(String),
    /// PostgreSQL: a database, into which no other can look.
    Database(String),
    /// PostgreSQL: all tables of a role.
    OwnedBy(String),
    /// PostgreSQL: the columns of a type that goes with all that has it, but for those that are gone
    /// or of another type by then.
    OfType(QualifiedName, Vec<Place>),
    /// The same of all types of an extension.
    OfExtension(String, Vec<Place>),
    /// SQLite: what refers to the rows of a table, where they are deleted one by one.
    Children(QualifiedName),
}

/// A table, or a column of a table.
pub type Place = (QualifiedName, Option<String>);

/// What a script takes away, where it is there.
///
/// # Errors
///
/// Fails on a script that cannot be run.
pub fn losses(dialect: &dyn Dialect, text: &str) -> Result<Vec<Loss>, ScriptError> {
    let source = Source { path: "", text, dialect, before: None, checks: &[], back: false };
    let script = Script::parse(dialect.lexis(), text)?;
    let mut scene = Scene::new(&source, &script)?;
    let mut losses = taken(&mut scene);
    // A setting of MySQL's server says whether case tells tables apart: what goes by either reading
    // is asked.
    if scene.lexis() == Lexis::MySql {
        scene.cased = false;
        let more = taken(&mut scene).into_iter().filter(|it| !losses.contains(it));
        losses.extend(more.collect::<Vec<_>>());
    }
    Ok(losses)
}

fn taken(scene: &mut Scene) -> Vec<Loss> {
    // A table that is made where it is missing may be there, unless it is on its way to another's
    // place.
    let doubtful: Vec<usize> = (0..scene.seen.len())
        .filter(|at| match &scene.seen[*at].form {
            Form::CreateTable(it) => it.if_not_exists && !is_renamed(scene, *at, &it.name),
            _ => false,
        })
        .collect();
    for at in doubtful {
        scene.seen[at].form = Form::Other;
    }
    let mut losses = Vec::new();
    for at in 0..scene.seen.len() {
        for (table, column) in gone(scene, at) {
            losses.push(match column {
                None => Loss::Table(scene.origin(&table, at).unwrap_or(table)),
                Some(column) => {
                    let (table, column) =
                        scene.origin_column(&table, &column, at).unwrap_or((table, column));
                    Loss::Column(table, column)
                }
            });
        }
        losses.extend(partitions(scene, at));
        losses.extend(types_that_go(scene, at));
        losses.extend(owners(scene, at).map(|it| Loss::OwnedBy(it.to_owned())));
        let Form::Drop { kind, names, .. } = &scene.seen[at].form else { continue };
        for name in names {
            if *kind == Dropped::Table
                && scene.lexis() == Lexis::Sqlite
                && !scene.is_new(name, at)
                && !keys_are_off(scene, at)
            {
                let old = scene.origin(name, at).unwrap_or_else(|| name.clone());
                losses.push(Loss::Children(old));
            }
            match kind {
                Dropped::Database if scene.lexis() == Lexis::Postgres => {
                    losses.push(Loss::Database(name.name.clone()));
                }
                Dropped::Schema | Dropped::Database => losses.push(Loss::Schema(name.name.clone())),
                Dropped::Table if !scene.is_new(name, at) => {
                    let Some(new) = replacement(scene, name, at) else { continue };
                    let old = scene.origin(name, at).unwrap_or_else(|| name.clone());
                    // What goes from the copy goes from the table.
                    for (_, action) in scene.earlier(&new.1.name, scene.seen.len()) {
                        if let Action::DropColumn(column) = action {
                            losses.push(Loss::Column(old.clone(), column.clone()));
                        }
                    }
                    losses.push(Loss::Unmentioned(old, copying(scene, name, new, at)));
                }
                Dropped::Table | Dropped::Index => {}
            }
        }
    }
    losses
}

/// The tables, and the columns of tables, that go at a statement with what they hold.
pub fn gone(scene: &Scene, at: usize) -> Vec<Place> {
    match &scene.seen[at].form {
        Form::Drop { kind: Dropped::Table, names, .. } => {
            let gone =
                |it: &&QualifiedName| !scene.is_new(it, at) && replacement(scene, it, at).is_none();
            names.iter().filter(gone).map(|it| (it.clone(), None)).collect()
        }
        Form::CreateTable(it) if it.replaces && !it.temporary && !scene.is_new(&it.name, at) => {
            vec![(it.name.clone(), None)]
        }
        Form::AlterTable { table, actions } if !scene.is_new(table, at) => {
            let gone = |action: &Action| match action {
                Action::DropColumn(column) => {
                    let computed = scene.column(table, column, at).is_some_and(|it| it.generated);
                    // The script itself has made one that it did not find.
                    let stays = computed
                        || match scene.origin_column(table, column, at) {
                            None => true,
                            Some((_, old)) => comes_back(scene, table, &old, (column, at)),
                        };
                    (!stays).then(|| (table.clone(), Some(column.clone())))
                }
                _ => None,
            };
            actions.iter().filter_map(gone).collect()
        }
        _ => Vec::new(),
    }
}

/// The partitions that go at a statement: the whole table, where the script has moved its rows before
/// and nobody knows yet which of them these will hold.
fn partitions(scene: &Scene, at: usize) -> Vec<Loss> {
    let Some((table, actions)) = scene.actions(at) else { return Vec::new() };
    let old = scene.origin(table, at).unwrap_or_else(|| table.clone());
    let moved = scene.earlier(table, at).any(|(_, it)| matches!(it, Action::Repartition));
    let names = actions.iter().flat_map(|action| match action {
        Action::DropPartitions(names) => &names[..],
        _ => &[],
    });
    let loss = |name: &String| match moved {
        true => Loss::Table(old.clone()),
        false => Loss::Partition(old.clone(), name.clone()),
    };
    names.map(loss).collect()
}

/// Whether a column that the script itself has filled takes the place of one that goes, or the
/// values of one are computed anew.
fn comes_back(
    scene: &Scene,
    table: &QualifiedName,
    column: &str,
    (now, gone): (&str, usize),
) -> bool {
    // It had to be there before, and to take the values over.
    let is_filled = |from: &str| {
        is_added(scene, gone, table, from)
            && scene.seen[..gone].iter().any(|seen| {
                matches!(&seen.form, Form::Update { table: it, .. } if scene.same(it, table))
                    && scene.mentions(&seen.piece.text, from)
                    && scene.mentions(&seen.piece.text, now)
            })
    };
    scene.earlier(table, scene.seen.len()).any(|(_, action)| match action {
        Action::RenameColumn { from, to } => scene.same_name(to, column) && is_filled(from),
        Action::AddColumn(it) => {
            scene.same_name(&it.name, column) && (it.generated.is_some() || is_filled(&it.name))
        }
        Action::ChangeColumn { from, column: to } => {
            scene.same_name(&to.name, column) && is_filled(from)
        }
        _ => false,
    })
}

/// The table of the script's own that has the rows of one that it drops, and where it was made.
fn replacement<'s>(
    scene: &'s Scene,
    table: &QualifiedName,
    at: usize,
) -> Option<(usize, &'s CreateTable)> {
    let stepped_in = || {
        let old = scene.origin(table, at).filter(|it| !scene.same(it, table))?;
        scene.seen[..at].iter().enumerate().find_map(|(made, seen)| match &seen.form {
            Form::CreateTable(it)
                if scene.same(&it.name, &old) || takes_place(scene, at, &it.name, &old) =>
            {
                Some((made, it))
            }
            _ => None,
        })
    };
    let (made, new) = scene.successor(table, at).or_else(stepped_in)?;
    let filled = (made..at).any(|place| copied(scene, table, (made, new), place, at).is_some());
    filled.then_some((made, new))
}

/// What a statement puts into a new table from an old one, of all rows of which it takes it.
fn copied(
    scene: &Scene,
    table: &QualifiedName,
    (made, new): (usize, &CreateTable),
    place: usize,
    at: usize,
) -> Option<String> {
    let into = match &scene.seen[place].form {
        Form::CreateTable(it) => it.derived && scene.same(&it.name, &new.name),
        Form::Insert { table: into, .. } => scene.same(into, &new.name),
        _ => false,
    };
    let sql = &scene.seen[place].piece.text;
    let tokens = tokens(scene.lexis(), sql).ok().filter(|_| into)?;
    let mut reader = Reader::new(scene.lexis(), sql, &tokens);
    if leaves_out(reader, &scene.seen[made].piece.text) {
        return None;
    }
    while !reader.done() && !reader.sees("SELECT") {
        let mut next = reader;
        match next.group().filter(|it| it.sees("SELECT")) {
            Some(inside) => reader = inside,
            None => reader.skip(),
        }
    }
    if !reader.eat("SELECT") || reader.eat("DISTINCT") {
        return None;
    }
    let list = reader;
    while !reader.done() && !reader.sees("FROM") {
        if !reader.eat("DISTINCT FROM") {
            reader.skip();
        }
    }
    let list = list.before(&reader);
    reader.eat("FROM").then_some(())?;
    const SOME: [&str; 14] = [
        "WHERE",
        "JOIN",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "GROUP",
        "HAVING",
        "UNION",
        "EXCEPT",
        "INTERSECT",
        "TABLESAMPLE",
        "NO DATA",
        "ON CONFLICT",
        "ON DUPLICATE",
    ];
    if SOME.iter().any(|it| reader.has_outside(it)) {
        return None;
    }
    let from = reader;
    let ends = ["ORDER", "RETURNING", "FOR"];
    while !reader.done() && !ends.iter().any(|it| reader.sees(it)) {
        reader.skip();
    }
    let from = from.before(&reader).items();
    let [mut from] = from[..] else { return None };
    from.eat("ONLY");
    let from = from.name()?;
    let old = scene.origin(table, at);
    if !scene.same(&from, table) && (old.is_none() || scene.origin(&from, place) != old) {
        return None;
    }
    // Whatever there is fits into as many columns.
    if list.items().iter().any(|it| it.ends_with("*")) {
        return Some("*".to_owned());
    }
    Some(list.quoted_or_words().collect::<Vec<_>>().join("\n"))
}

/// Whether rows that the new table refuses are left out without an error, or take the place of others:
/// by the words of the statement that copies them, or on SQLite by those that made the table, where
/// the statement says nothing else.
fn leaves_out(mut copy: Reader, made: &str) -> bool {
    let _ = copy.eat("CREATE OR REPLACE");
    while !copy.done() && !copy.sees("SELECT") {
        if copy.eat_any(&["OR ABORT", "OR FAIL", "OR ROLLBACK"]).is_some() {
            return false;
        }
        if copy.sees("IGNORE") || copy.sees("REPLACE") {
            return true;
        }
        copy.skip();
    }
    let Ok(tokens) = tokens(copy.lexis, made) else { return true };
    let made = Reader::new(copy.lexis, made, &tokens);
    made.has("ON CONFLICT IGNORE") || made.has("ON CONFLICT REPLACE")
}

/// The roles whose all a statement drops, and does not find with others.
pub fn owners<'s>(scene: &'s Scene, at: usize) -> impl Iterator<Item = &'s str> {
    let roles: &[String] = match &scene.seen[at].form {
        Form::DropOwned(roles) => roles,
        _ => &[],
    };
    let given = move |role: &&String| {
        let gives = |form: &Form| matches!(form, Form::ReassignOwned(of) if of.contains(*role));
        scene.seen[..at].iter().any(|seen| gives(&seen.form))
    };
    roles.iter().filter(move |it| !given(it)).map(String::as_str)
}

/// The types that PostgreSQL drops along with the columns that have them.
fn types_that_go(scene: &Scene, at: usize) -> Vec<Loss> {
    let sql = &scene.seen[at].piece.text;
    let Ok(tokens) = tokens(scene.lexis(), sql) else { return Vec::new() };
    let mut reader = Reader::new(scene.lexis(), sql, &tokens);
    let kinds = ["DROP TYPE", "DROP DOMAIN", "DROP EXTENSION"];
    let kind = reader.eat_any(&kinds).filter(|_| scene.lexis() == Lexis::Postgres);
    let Some(kind) = kind.filter(|_| reader.has_outside("CASCADE")) else { return Vec::new() };
    reader.eat("IF EXISTS");
    let loss = |name: QualifiedName| {
        if kind == "DROP EXTENSION" {
            return Loss::OfExtension(name.name, freed(scene, at, |_| true));
        }
        let freed = freed(scene, at, |ty| !scene.mentions(ty, &name.name));
        Loss::OfType(type_before(scene, name, at), freed)
    };
    reader.names().into_iter().map(loss).collect()
}

/// The tables and columns, by the names before the script, that it has dropped before a statement, or
/// given another type.
fn freed(scene: &Scene, at: usize, is_other: impl Fn(&str) -> bool) -> Vec<Place> {
    let mut freed = Vec::new();
    for (place, seen) in scene.seen[..at].iter().enumerate() {
        match &seen.form {
            Form::Drop { kind: Dropped::Table, names, .. } => {
                let old = names.iter().filter_map(|it| scene.origin(it, place));
                freed.extend(old.map(|it| (it, None)));
            }
            Form::AlterTable { table, actions } => {
                let columns = actions.iter().filter_map(|action| match action {
                    Action::DropColumn(it) => Some(it),
                    Action::SetType { column, ty, .. } => is_other(ty).then_some(column),
                    _ => None,
                });
                let old = columns.filter_map(|it| scene.origin_column(table, it, place));
                freed.extend(old.map(|(table, column)| (table, Some(column))));
            }
            _ => {}
        }
    }
    freed
}

/// The name that a type had before the script.
fn type_before(scene: &Scene, name: QualifiedName, at: usize) -> QualifiedName {
    scene.seen[..at].iter().rev().fold(name, |name, seen| match &seen.form {
        Form::AlterType { name: old, change: TypeChange::Rename(to) }
            if scene.same(&old.sibling(to), &name) =>
        {
            old.clone()
        }
        _ => name,
    })
}

/// Whether a table gets another's name before a statement.
fn takes_place(scene: &Scene, at: usize, from: &QualifiedName, to: &QualifiedName) -> bool {
    scene.seen[..at].iter().any(|seen| match &seen.form {
        Form::RenameTables(pairs) => {
            pairs.iter().any(|(a, b)| scene.same(a, from) && scene.same(b, to))
        }
        Form::AlterTable { table, actions } if scene.same(table, from) => actions.iter().any(
            |it| matches!(it, Action::RenameTable(name) if scene.same(&renamed(from, name), to)),
        ),
        _ => false,
    })
}

fn is_renamed(scene: &Scene, at: usize, table: &QualifiedName) -> bool {
    scene.seen[at..].iter().any(|seen| match &seen.form {
        Form::RenameTables(pairs) => pairs.iter().any(|(from, _)| scene.same(from, table)),
        Form::AlterTable { table: own, actions } => {
            scene.same(own, table) && actions.iter().any(|it| matches!(it, Action::RenameTable(_)))
        }
        _ => false,
    })
}

/// What mentions the columns of a table that another takes over: the statements that copy its rows,
/// the names that columns had before, and those that are computed from now on.
fn copying(
    scene: &Scene,
    table: &QualifiedName,
    (made, new): (usize, &CreateTable),
    at: usize,
) -> String {
    let mut words: Vec<String> =
        (made..at).filter_map(|place| copied(scene, table, (made, new), place, at)).collect();
    if words.iter().any(|it| it == "*") {
        return "*".to_owned();
    }
    for (_, action) in scene.earlier(table, at) {
        if let Action::RenameColumn { from, .. } = action {
            words.push(from.clone());
        }
    }
    let computed = new.columns.iter().filter(|it| it.generated.is_some());
    words.extend(computed.map(|it| it.name.clone()));
    words.join("\n")
}

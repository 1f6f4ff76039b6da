//! Storage parameters and other options, set in place; and comments of indexes.

use crate::dialect::postgres::options::{
    self as words, ACCESS_METHOD, CLUSTERED, DEFAULT_TABLESPACE, PARTITION_BY, REPLICA_IDENTITY,
    TABLESPACE,
};
use crate::dialect::postgres::render;
use crate::dialect::{Action, HazardKind, Refusal, Statement};
use crate::ops::{Operation, TableChange, Touches};
use crate::schema::*;
use crate::target::Version;

use super::{Lowering, Phase, action, aside, columns, refusal};

/// What changes about tables that stay.
pub fn change(it: &Lowering, operations: &[Operation]) -> Vec<Action> {
    let mut actions = Vec::new();
    for (name, before, after) in in_turn(it, operations) {
        let alter =
            |what: &str| Statement::new(format!("ALTER TABLE {} {what}", render::qualified(name)));
        let rewrite =
            |what: String| alter(&what).hazard(HazardKind::Blocks, columns::rewrites(name));
        let mut statements = Vec::new();
        let changed = |key: &str| before.get(key) != after.get(key);
        if words::unlogged(before) != words::unlogged(after) {
            let way = if words::unlogged(after) { "SET UNLOGGED" } else { "SET LOGGED" };
            statements.push(rewrite(way.to_owned()));
        }
        if changed(ACCESS_METHOD) {
            let method = after.get(ACCESS_METHOD).map_or("heap", String::as_str);
            statements.push(rewrite(format!("SET ACCESS METHOD {}", render::quote(method))));
        }
        if changed(TABLESPACE) {
            let space = after.get(TABLESPACE).map_or(DEFAULT_TABLESPACE, String::as_str);
            statements.push(rewrite(format!("SET TABLESPACE {}", render::quote(space))));
        }
        statements.extend(words::changes(before, after).iter().map(|it| alter(it)));
        let provides = [ObjectId::Table(name.clone())].into();
        let touches = Touches { provides, ..Touches::default() };
        actions.push(action(Phase::Columns, touches, statements));
    }
    actions
}

/// Changes of options in an order in which no logged table refers to one that is not.
fn in_turn<'a>(
    it: &Lowering,
    operations: &'a [Operation],
) -> Vec<(&'a QualifiedName, &'a Options, &'a Options)> {
    let mut waiting: Vec<_> = operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Table(name, TableChange::Options { before, after }) => {
                Some((name, before, after))
            }
            _ => None,
        })
        .collect();
    let refers = |from: &QualifiedName, to: &QualifiedName| {
        let table = it.after.tables.get(from);
        from != to
            && table.is_some_and(|it| it.foreign_keys.iter().any(|key| key.references == *to))
    };
    let mut turn = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = waiting.iter().position(|(name, _, after)| {
            waiting.iter().all(|(other, ..)| match words::unlogged(after) {
                true => !refers(other, name),
                false => !refers(name, other),
            })
        });
        turn.push(waiting.remove(free.unwrap_or(0)));
    }
    turn
}

/// What of a table's options cannot change.
pub fn refused(
    it: &Lowering,
    name: &QualifiedName,
    before: &Options,
    after: &Options,
) -> Option<Refusal> {
    let object = || ObjectId::Table(name.clone());
    // Of a column that got another name the key has quotes that the server may leave out.
    let key = |options: &Options| options.get(PARTITION_BY).map(|it| it.replace('"', ""));
    if key(before) != key(after) {
        let message = match (before.get(PARTITION_BY), after.get(PARTITION_BY)) {
            (None, _) => "a table that is not partitioned cannot become so",
            (_, None) => "a partitioned table cannot become a plain one",
            _ => "how a table is partitioned cannot change",
        };
        let help = "make another table and move the rows by hand";
        return Some(refusal(object(), message.to_owned(), Some(help)));
    }
    let moved = before.get(ACCESS_METHOD) != after.get(ACCESS_METHOD);
    if moved && it.target.version < Version::new(15, 0, 0) {
        let message = format!("PostgreSQL {} cannot change an access method", it.target.version);
        return Some(refusal(object(), message, Some("write `postgres: 15` under dialects")));
    }
    None
}

/// What an index says of itself to its table: how rows are told apart in replication, and what
/// `CLUSTER` goes by. It is said again when the index is made again.
pub fn roles(it: &Lowering, made: impl Fn(&ObjectId) -> bool) -> Vec<Action> {
    let mut actions = Vec::new();
    let nothing = Table::default();
    for (name, after) in &it.after.tables {
        let before = it.before.tables.get(name).unwrap_or(&nothing);
        let again = |table: &Table, role: &str| {
            indexes(table).any(|(id, options)| options.contains_key(role) && made(&id.of(name)))
        };
        let mut statements = Vec::new();
        let mut say = |what: String| {
            statements
                .push(Statement::new(format!("ALTER TABLE {} {what}", render::qualified(name))));
        };
        let identity = replica_identity(after);
        if identity != replica_identity(before) || again(after, REPLICA_IDENTITY) {
            say(format!("REPLICA IDENTITY {identity}"));
        }
        let clustered = with_role(after, CLUSTERED);
        if clustered != with_role(before, CLUSTERED) || again(after, CLUSTERED) {
            say(match clustered {
                Some(index) => format!("CLUSTER ON {}", render::quote(&index)),
                None => "SET WITHOUT CLUSTER".to_owned(),
            });
        }
        // Nobody may write to a published table while the index of its identity is gone.
        let together = it.still.contains(name).then(|| aside::TOGETHER.to_owned());
        let say = action(Phase::Comments, Touches::default(), statements);
        actions.push(Action { together, ..say });
    }
    actions
}

fn replica_identity(table: &Table) -> String {
    match (table.options.get(REPLICA_IDENTITY), with_role(table, REPLICA_IDENTITY)) {
        (_, Some(index)) => format!("USING INDEX {}", render::quote(&index)),
        (Some(words), None) => words.to_ascii_uppercase(),
        (None, None) => "DEFAULT".to_owned(),
    }
}

/// The name of the index that has a role.
fn with_role(table: &Table, role: &str) -> Option<String> {
    let mut found = indexes(table).filter(|(_, options)| options.contains_key(role));
    found.next().and_then(|(id, _)| id.name())
}

/// An index of a table, or the one behind its primary key.
enum IndexOf<'a> {
    Key(&'a PrimaryKey),
    Index(&'a Index),
}

impl IndexOf<'_> {
    fn of(&self, table: &QualifiedName) -> ObjectId {
        match self {
            Self::Key(_) => ObjectId::PrimaryKey(table.clone()),
            Self::Index(index) => ObjectId::Index(table.clone(), index.key()),
        }
    }

    fn name(&self) -> Option<String> {
        match self {
            Self::Key(key) => key.name.value().cloned(),
            Self::Index(index) => Some(index.key()),
        }
    }
}

fn indexes(table: &Table) -> impl Iterator<Item = (IndexOf<'_>, &Options)> {
    let key = table.primary_key.iter().map(|it| (IndexOf::Key(it), &it.options));
    key.chain(table.indexes.iter().map(|it| (IndexOf::Index(it), &it.options)))
}

/// What turns the options and the comment of an index into others.
pub fn alter_index(table: &QualifiedName, before: &Object, after: &Object) -> Vec<Statement> {
    let (name, was, is) = match (before, after) {
        (Object::Index(a), Object::Index(b)) => (b.key(), &a.options, &b.options),
        (Object::PrimaryKey(a), Object::PrimaryKey(b)) => {
            (b.name.value().cloned().unwrap_or_default(), &a.options, &b.options)
        }
        _ => return Vec::new(),
    };
    let index = render::qualified(&table.sibling(name));
    let alter = |what: &str| Statement::new(format!("ALTER INDEX {index} {what}"));
    let mut statements: Vec<Statement> =
        words::changes(was, is).iter().map(|it| alter(it)).collect();
    if was.get(TABLESPACE) != is.get(TABLESPACE) {
        let space = is.get(TABLESPACE).map_or(DEFAULT_TABLESPACE, String::as_str);
        let blocks = format!("reads and writes of {table} while the index is moved");
        let set = alter(&format!("SET TABLESPACE {}", render::quote(space)));
        statements.push(set.hazard(HazardKind::Blocks, blocks));
    }
    if let (Object::Index(before), Object::Index(after)) = (before, after)
        && before.comment != after.comment
    {
        statements.push(comment(table, after));
    }
    statements
}

/// `COMMENT ON` an index, or on the constraint that it is.
pub fn comment(table: &QualifiedName, index: &Index) -> Statement {
    let name = index.key();
    let on = if render::is_constraint(index) {
        format!("CONSTRAINT {} ON {}", render::quote(&name), render::qualified(table))
    } else {
        format!("INDEX {}", render::qualified(&table.sibling(name)))
    };
    Statement::new(render::comment(&on, index.comment.as_deref()))
}

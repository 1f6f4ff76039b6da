//! Checks before damage: the queries that must find no row before a revision starts, and what it
//! takes along when it runs.

mod asking;
mod origin;
mod shared;
mod texts;
mod unfit;

use std::collections::BTreeSet;

use crate::dialect::{Dialect, dialect};
use crate::lint::{self, Finding, Loss, Place};
use crate::ops::{self, ColumnOperation, Operation};
use crate::revision::script::{ScriptError, split};
use crate::revision::{Accept, Changes, Check, Metadata, Query, YamlError};
use crate::schema::*;
use crate::target::{DialectName, Target};

use asking::Asking;
use origin::Origin;

/// The code of data that is lost, as `accept` in revision.yaml names it.
pub const DATA_LOSS: &str = "DL101";

/// What is looked at before the first statement of a revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guard {
    /// Queries that must find no row.
    pub checks: Vec<Probe>,
    /// Queries for the number of rows that would be lost.
    pub losses: Vec<Probe>,
    /// Tables that are built anew by hand, whose columns go but for those that a text mentions.
    pub unmentioned: Vec<(QualifiedName, String)>,
    /// The losses are meant.
    pub accepted: bool,
    /// Statements that keep writers waiting while they copy a table, with queries for its size,
    /// which is nothing where that takes no time.
    pub copies: Vec<Probe>,
}

/// A query, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    pub what: String,
    pub sql: String,
}

/// A guard that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum GuardError {
    #[error(
        "revision.yaml: the check `{0}` is not one query; a check is a SELECT that finds the rows which are in the way"
    )]
    NoQuery(String),
    #[error("revision.yaml: `accept` names {0}, which is not a code; `autogen lint` tells them")]
    NoCode(String),
    #[error("revision.yaml: {0}")]
    Yaml(#[from] YamlError),
    #[error(transparent)]
    Script(#[from] ScriptError),
}

/// The most rows that are counted before a table or column goes: more of them are only more.
pub const COUNTED: u64 = 1_000_000;

/// A table of so many rows is copied before anyone has to wait for long.
const FEW: u64 = 10_000;

/// What is to be looked at before the up script of a revision, which is written for the schema
/// `before`, where that can be told.
///
/// # Errors
///
/// Fails on a check that is not a query, and on a code that there is not.
pub fn guard(
    metadata: &Metadata,
    script: &str,
    name: DialectName,
    dialect: &dyn Dialect,
    before: &dyn Fn() -> Option<Schema>,
) -> Result<Guard, GuardError> {
    let mut checks = Vec::new();
    for check in &metadata.checks {
        let Some(sql) = check.query(name) else { continue };
        let sql = single_query(sql, dialect).ok_or(GuardError::NoQuery(check.name.clone()))?;
        checks.push(Probe { what: check.name.clone(), sql });
    }
    if let Some(Accept { code, .. }) =
        metadata.accept.iter().find(|it| lint::rule(&it.code).is_none())
    {
        return Err(GuardError::NoCode(code.clone()));
    }
    let recorded = metadata.changes.as_ref().map(recorded).transpose()?.unwrap_or_default();
    let mut lost: Vec<Place> = Vec::new();
    let (mut unmentioned, mut others) = (Vec::new(), Vec::new());
    for loss in lint::losses(dialect, script)? {
        match loss {
            Loss::Table(table) => lost.push((table, None)),
            Loss::Column(table, column) => lost.push((table, Some(column))),
            Loss::Partition(table, name) => others.push(rows_of(&table, &name, dialect)),
            Loss::Schema(name) => others.push(tables_of(&name, dialect)),
            Loss::Database(name) => others.push(database(&name, dialect)),
            Loss::OwnedBy(role) => others.push(tables_by(&role, dialect)),
            Loss::OfType(name, freed) => others.push(columns_of(&name, &freed, dialect)),
            Loss::OfExtension(name, freed) => others.push(columns_by(&name, &freed, dialect)),
            Loss::Children(table) => others.push(children_of(&table, dialect)),
            Loss::Unmentioned(table, mut text) => {
                // What the changes say of it is known.
                let known = recorded.lost.iter().chain(&recorded.computed);
                for (_, column) in known.filter(|(own, _)| *own == table) {
                    text.extend(column.iter().flat_map(|it| [it, "\n"]));
                }
                unmentioned.push((table, text));
            }
        }
    }
    lost.retain(|it| !recorded.computed.contains(it));
    for it in recorded.lost {
        if !lost.contains(&it) {
            lost.push(it);
        }
    }
    let gone = |table: &QualifiedName| lost.contains(&(table.clone(), None));
    unmentioned.retain(|(table, _)| !gone(table));
    let losses = lost.iter().filter(|(table, column)| column.is_none() || !gone(table));
    let losses = losses.map(|(table, column)| loss(table, column.as_deref(), dialect));
    Ok(Guard {
        checks,
        losses: losses.chain(others).collect(),
        unmentioned,
        accepted: metadata.accept.iter().any(|it| lint::covers(&it.code, DATA_LOSS)),
        copies: copies(metadata, script, dialect, before)?,
    })
}

/// The yes to copying tables that lies in asking for plain statements.
///
/// # Errors
///
/// Fails on a script that cannot be run.
pub fn accept_copies(
    script: &str,
    dialect: &dyn Dialect,
    before: Option<&Schema>,
) -> Result<Vec<Accept>, ScriptError> {
    let source = lint::Source { path: "", text: script, dialect, before, checks: &[], back: false };
    let codes: BTreeSet<&str> = lint::copies(&source)?.iter().map(|(it, _)| it.rule.code).collect();
    let reason = Some("written with --no-online".to_owned());
    Ok(codes
        .into_iter()
        .map(|code| Accept { code: code.to_owned(), reason: reason.clone() })
        .collect())
}

/// The statements that copy a table while writers wait, which nobody has accepted.
fn copies(
    metadata: &Metadata,
    script: &str,
    dialect: &dyn Dialect,
    before: &dyn Fn() -> Option<Schema>,
) -> Result<Vec<Probe>, ScriptError> {
    let accepted =
        |it: &Finding| metadata.accept.iter().any(|own| lint::covers(&own.code, it.rule.code));
    let source =
        lint::Source { path: "", text: script, dialect, before: None, checks: &[], back: false };
    // What a statement changes is known from the schema, which most scripts need not be read with.
    let suspect = lint::copies(&source)?;
    if suspect.iter().all(|(it, _)| accepted(it)) {
        return Ok(Vec::new());
    }
    let before = before();
    let found = lint::copies(&lint::Source { before: before.as_ref(), ..source })?;
    let found = found.into_iter().filter(|(it, _)| !accepted(it));
    let probe = |(it, table): (Finding, QualifiedName)| {
        let Finding { rule, line, subject, .. } = it;
        let what = format!("{} {}: {subject}, in line {line}", rule.code, rule.title);
        Some(Probe { what, sql: dialect.size(&table, FEW)? })
    };
    Ok(found.filter_map(probe).collect())
}

/// The question how many rows a table holds, or values a column.
pub fn loss(table: &QualifiedName, column: Option<&str>, dialect: &dyn Dialect) -> Probe {
    let from = dialect.qualified(table);
    let (what, held) = match column {
        None => (format!("rows of table {table}"), String::new()),
        Some(column) => (
            format!("values of column {table}.{column}"),
            format!(" WHERE {} IS NOT NULL", dialect.quote(column)),
        ),
    };
    Probe { what, sql: count(&format!("{from}{held}")) }
}

fn rows_of(table: &QualifiedName, partition: &str, dialect: &dyn Dialect) -> Probe {
    let (from, own) = (dialect.qualified(table), dialect.quote(partition));
    let what = format!("rows of partition {partition} of table {table}");
    Probe { what, sql: count(&format!("{from} PARTITION ({own})")) }
}

fn count(from: &str) -> String {
    format!("SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {}) AS held", COUNTED + 1)
}

fn tables_of(schema: &str, dialect: &dyn Dialect) -> Probe {
    let own = dialect.literal(schema);
    let sql = format!(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = {own} AND table_type = 'BASE TABLE'"
    );
    Probe { what: format!("tables of schema {schema}"), sql }
}

/// What another database holds is not to be seen from here.
fn database(name: &str, dialect: &dyn Dialect) -> Probe {
    let own = dialect.literal(name);
    let sql = format!("SELECT count(*) FROM pg_database WHERE datname = {own}");
    Probe { what: format!("databases named {name}, with whatever it holds"), sql }
}

/// A role's schemas go with what others have in them.
fn tables_by(role: &str, dialect: &dyn Dialect) -> Probe {
    let named = match role {
        "current_user" | "current_role" | "session_user" => role.to_owned(),
        _ => dialect.literal(role),
    };
    let sql = format!(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         JOIN pg_roles r ON r.oid IN (c.relowner, n.nspowner) \
         WHERE c.relkind IN ('r', 'p') AND r.rolname = {named}"
    );
    Probe { what: format!("tables owned by {role}"), sql }
}

fn columns_of(ty: &QualifiedName, freed: &[Place], dialect: &dyn Dialect) -> Probe {
    let named = dialect.literal(&dialect.qualified(ty));
    let types = format!("SELECT oid FROM pg_type WHERE oid = to_regtype({named})");
    Probe { what: format!("columns of type {ty}"), sql: columns(&types, freed, dialect) }
}

fn columns_by(extension: &str, freed: &[Place], dialect: &dyn Dialect) -> Probe {
    let named = dialect.literal(extension);
    let types = format!(
        "SELECT d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid \
         WHERE d.refclassid = 'pg_extension'::regclass AND d.classid = 'pg_type'::regclass \
         AND d.deptype = 'e' AND e.extname = {named}"
    );
    let what = format!("columns of types of extension {extension}");
    Probe { what, sql: columns(&types, freed, dialect) }
}

/// A query for the number of columns that have these types, or arrays or domains of them. What a
/// table inherits goes with the column of its parent.
fn columns(types: &str, freed: &[Place], dialect: &dyn Dialect) -> String {
    let other = |(table, column): &Place| {
        let table = dialect.literal(&dialect.qualified(table));
        let table = format!("a.attrelid IS DISTINCT FROM to_regclass({table})");
        match column {
            None => format!(" AND {table}"),
            Some(column) => format!(" AND ({table} OR a.attname <> {})", dialect.literal(column)),
        }
    };
    let others: String = freed.iter().map(other).collect();
    format!(
        "WITH RECURSIVE gone (oid) AS ({types} UNION SELECT t.oid FROM pg_type t \
         JOIN gone ON gone.oid IN (t.typelem, t.typbasetype)) \
         SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
         WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped AND a.attinhcount = 0 \
         AND a.atttypid IN (SELECT oid FROM gone){others}"
    )
}

/// Dropping a table deletes its rows first while keys are enforced
/// (<https://sqlite.org/foreignkeys.html#fk_schemacommands>).
fn children_of(table: &QualifiedName, dialect: &dyn Dialect) -> Probe {
    let (name, from) = (dialect.literal(&table.name), dialect.qualified(table));
    let sql = format!(
        "SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k \
         WHERE t.type = 'table' AND t.rootpage > 0 AND t.name <> {name} COLLATE NOCASE \
         AND k.\"table\" = {name} COLLATE NOCASE \
         AND k.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT') AND EXISTS (SELECT 1 FROM {from}) \
         AND EXISTS (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1)"
    );
    let what = format!(
        "keys that delete or change rows along with those of table {table}: PRAGMA foreign_keys = OFF, outside of a transaction, keeps them"
    );
    Probe { what, sql }
}

/// What `changes` drop, under the names before the revision.
#[derive(Default)]
struct Recorded {
    lost: Vec<Place>,
    /// Columns whose values follow from others, under the names before and those in the script.
    computed: Vec<Place>,
}

/// It is read without the schema around it, which every revision of a run would have to be folded
/// for.
fn recorded(changes: &Changes) -> Result<Recorded, YamlError> {
    let mut found = Recorded::default();
    if !changes.mentions(&["drop_table", "drop_column"]) {
        return Ok(found);
    }
    let mut renamed: Vec<(QualifiedName, QualifiedName)> = Vec::new();
    for item in changes.items()? {
        let text = |key: &str| item.value.get(key).and_then(|it| it.as_str());
        let before = |table: QualifiedName| {
            let old = renamed.iter().find(|(_, to)| *to == table);
            old.map_or(table, |(from, _)| from.clone())
        };
        if let Some(table) = text("drop_table").and_then(|it| it.parse().ok()) {
            found.lost.push((before(table), None));
        }
        if let Some((table, column)) = text("drop_column").and_then(address) {
            let whole = item.value.get("column");
            if whole.is_some_and(|it| it.get("generated").is_some()) {
                found.computed.push((table.clone(), Some(column.clone())));
                found.computed.push((before(table), Some(column)));
            } else {
                found.lost.push((before(table), Some(column)));
            }
        }
        if let (Some(from), Some(to)) = (text("rename_table"), text("to"))
            && let (Ok(from), Ok(to)) = (from.parse(), to.parse())
        {
            renamed.push((before(from), to));
        }
    }
    Ok(found)
}

/// The table and the column of `table.column`.
fn address(text: &str) -> Option<(QualifiedName, String)> {
    let mut parts = split_parts(text)?;
    let column = parts.pop()?;
    let name = parts.pop()?;
    Some((QualifiedName { schema: parts.pop(), name }, column))
}

/// The text of a query without its semicolon, when it is one and only reads.
fn single_query(sql: &str, dialect: &dyn Dialect) -> Option<String> {
    let pieces = split(dialect.lexis(), sql).ok()?;
    let [piece] = &pieces[..] else { return None };
    let word: String = piece.text.chars().take_while(|c| c.is_alphabetic()).collect();
    let reads =
        ["SELECT", "WITH", "VALUES", "TABLE"].iter().any(|it| word.eq_ignore_ascii_case(it));
    (reads || piece.text.starts_with('(')).then(|| piece.text.clone())
}

/// The checks that the changes from `before` on want, for every target that they can be asked on.
pub fn derive(
    before: &Schema,
    changes: &[Operation],
    targets: &[(Target, &dyn Dialect)],
) -> Vec<Check> {
    let mut after = before.clone();
    if ops::apply_all(changes, &mut after).is_err() {
        return Vec::new();
    }
    let mut found: Vec<(String, Vec<(DialectName, String)>)> = Vec::new();
    for (target, dialect) in targets {
        let canonical = |schema: &Schema| dialect.canonical(schema, target).ok();
        let (Some(old), Some(new)) = (canonical(before), canonical(&after)) else { continue };
        let origin = Origin::of(changes);
        let filled = changes.iter().filter_map(|it| match it {
            Operation::Column(ColumnOperation { table, change, fill: Some(_) }) => {
                Some((table.clone(), change.after()?.name.clone()))
            }
            _ => None,
        });
        let filled: BTreeSet<(QualifiedName, String)> = filled.collect();
        let asking = Asking {
            old: &old,
            new: &new,
            said: before,
            after: &after,
            origin: &origin,
            filled: &filled,
            dialect: *dialect,
        };
        for Probe { what, sql } in asking.all(changes) {
            match found.iter_mut().find(|(name, _)| *name == what) {
                Some((_, queries)) => queries.push((target.dialect, sql)),
                None => found.push((what, vec![(target.dialect, sql)])),
            }
        }
    }
    let check = |(name, queries): (String, Vec<(DialectName, String)>)| {
        let one = queries.windows(2).all(|pair| pair[0].1 == pair[1].1);
        // What only some dialects ask is no question to the others.
        let query = match one && queries.len() == targets.len() {
            true => Query::All(queries.into_iter().next().map(|(_, sql)| sql).unwrap_or_default()),
            false => Query::Of(queries.into_iter().collect()),
        };
        Check { name, query }
    };
    found.into_iter().map(check).collect()
}

/// Gives checks that were derived for other dialects their query for one more. Those that people
/// wrote stay as they are.
pub fn extend(metadata: &mut Metadata, before: &Schema, changes: &[Operation], target: Target) {
    let name = target.dialect;
    let known: Vec<DialectName> = metadata.dialects.keys().copied().collect();
    for derived in derive(before, changes, &[(target, dialect(name))]) {
        let Some(sql) = derived.query(name).map(str::to_owned) else { continue };
        match metadata.checks.iter_mut().find(|it| it.name == derived.name) {
            None => metadata
                .checks
                .push(Check { query: Query::Of([(name, sql)].into_iter().collect()), ..derived }),
            Some(Check { query: Query::Of(of), .. }) => drop(of.entry(name).or_insert(sql)),
            Some(check) => match &check.query {
                Query::All(all) if *all != sql => {
                    let each = known.iter().map(|it| (*it, all.clone()));
                    let all = each.chain([(name, sql)]).collect();
                    check.query = Query::Of(all);
                }
                Query::All(_) | Query::Of(_) => {}
            },
        }
    }
}

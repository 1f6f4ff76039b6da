//! Checks before damage: the queries that must find no row before a revision starts, and what it
//! takes along when it runs.

mod origin;

use crate::dialect::{Dialect, dialect};
use crate::lint::{self, narrows};
use crate::ops::{self, Change, ColumnOperation, Operation};
use crate::revision::script::{Lexis, ScriptError, split};
use crate::revision::{Accept, Changes, Check, Metadata, Query, YamlError};
use crate::schema::*;
use crate::target::{DialectName, Target};

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
    /// The losses are meant.
    pub accepted: bool,
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

/// What is to be looked at before the up script of a revision.
///
/// # Errors
///
/// Fails on a check that is not a query, and on a code that there is not.
pub fn guard(
    metadata: &Metadata,
    script: &str,
    name: DialectName,
    dialect: &dyn Dialect,
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
    let mut lost = lint::losses(dialect, script)?;
    for it in metadata.changes.iter().map(recorded).collect::<Result<Vec<_>, _>>()?.concat() {
        if !lost.contains(&it) {
            lost.push(it);
        }
    }
    let gone = |table: &QualifiedName| lost.contains(&(table.clone(), None));
    let losses = lost.iter().filter(|(table, column)| column.is_none() || !gone(table));
    Ok(Guard {
        checks,
        losses: losses.map(|(table, column)| loss(table, column.as_deref(), dialect)).collect(),
        accepted: metadata.accept.iter().any(|it| lint::covers(&it.code, DATA_LOSS)),
    })
}

fn loss(table: &QualifiedName, column: Option<&str>, dialect: &dyn Dialect) -> Probe {
    let from = quoted(table, dialect);
    let (what, held) = match column {
        None => (format!("rows of table {table}"), String::new()),
        Some(column) => (
            format!("values of column {table}.{column}"),
            format!(" WHERE {} IS NOT NULL", dialect.quote(column)),
        ),
    };
    let most = COUNTED + 1;
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from}{held} LIMIT {most}) AS held");
    Probe { what, sql }
}

/// What `changes` drop, under the names before the revision. It is read without the schema around
/// it, which every revision of a run would have to be folded for.
fn recorded(changes: &Changes) -> Result<Vec<(QualifiedName, Option<String>)>, YamlError> {
    let mut lost = Vec::new();
    if !changes.mentions(&["drop_table", "drop_column"]) {
        return Ok(lost);
    }
    let mut renamed: Vec<(QualifiedName, QualifiedName)> = Vec::new();
    for item in changes.items()? {
        let text = |key: &str| item.value.get(key).and_then(|it| it.as_str());
        let before = |table: QualifiedName| {
            let old = renamed.iter().find(|(_, to)| *to == table);
            old.map_or(table, |(from, _)| from.clone())
        };
        if let Some(table) = text("drop_table").and_then(|it| it.parse().ok()) {
            lost.push((before(table), None));
        }
        if let Some((table, column)) = text("drop_column").and_then(address) {
            lost.push((before(table), Some(column)));
        }
        if let (Some(from), Some(to)) = (text("rename_table"), text("to"))
            && let (Ok(from), Ok(to)) = (from.parse(), to.parse())
        {
            renamed.push((before(from), to));
        }
    }
    Ok(lost)
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
        let asking = Asking {
            old: &old,
            new: &new,
            said: before,
            after: &after,
            origin: &origin,
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

/// What is known where questions are asked for one target.
struct Asking<'a> {
    /// The canonical schemas before and after.
    old: &'a Schema,
    new: &'a Schema,
    /// The schema before as models say it.
    said: &'a Schema,
    /// And the one after.
    after: &'a Schema,
    origin: &'a Origin,
    dialect: &'a dyn Dialect,
}

impl Asking<'_> {
    fn all(&self, changes: &[Operation]) -> Vec<Probe> {
        let mut probes = Vec::new();
        for change in changes {
            match change {
                Operation::Column(it) => self.column(it, &mut probes),
                Operation::PrimaryKey(table, change) => {
                    if let Some(key) = change.after() {
                        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
                        let plain = key.prefixes.is_empty();
                        probes.extend(columns.iter().filter_map(|it| self.nulls(table, it)));
                        probes.extend(
                            self.duplicates(table, &columns, None, false).filter(|_| plain),
                        );
                    }
                }
                Operation::Index(table, change) => {
                    let was_unique = change.before().is_some_and(|it| it.unique);
                    let unique = change.after().filter(|it| it.unique && !was_unique);
                    probes.extend(unique.and_then(|it| self.unique(table, it)));
                }
                Operation::ForeignKey(table, change) => {
                    probes.extend(change.after().and_then(|it| self.orphans(table, it)));
                }
                Operation::Enum(name, Change::Alter { before, after }) => {
                    // A value that got its name in the same revision is not known by it yet.
                    let known = self.said.enums.get(name).map_or(&[][..], |it| &it.values);
                    let gone = before.values.iter().filter(|it| !after.values.contains(it));
                    let gone: Vec<&String> = gone.filter(|it| known.contains(it)).collect();
                    if !gone.is_empty() {
                        probes.extend(self.users(name, &gone));
                    }
                }
                Operation::Table(..)
                | Operation::Enum(..)
                | Operation::EnumValue { .. }
                | Operation::Check(..)
                | Operation::Own { .. } => {}
            }
        }
        probes
    }

    fn column(&self, it: &ColumnOperation, probes: &mut Vec<Probe>) {
        let ColumnOperation { table, change: Change::Alter { before, after }, fill } = it else {
            return;
        };
        if before.nullable && !after.nullable && fill.is_none() {
            probes.extend(self.nulls(table, &after.name));
        }
        if before.ty != after.ty {
            probes.extend(self.narrower(table, &after.name));
        }
    }

    /// Rows that have no value in a column which is to have one.
    fn nulls(&self, table: &QualifiedName, column: &str) -> Option<Probe> {
        let (old, name) = self.before(table, column)?;
        let was = self.old.tables.get(&old)?.column(&name)?;
        was.nullable.then(|| {
            let condition = format!("{} IS NULL", self.quote(&name));
            self.rows(format!("{old}.{name} is never null"), &old, &[&name], &condition)
        })
    }

    fn unique(&self, table: &QualifiedName, index: &Index) -> Option<Probe> {
        let plain = |part: &IndexPart| part.prefix.is_none() && part.operator_class.is_none();
        // What is equal in another collation is the database's to say.
        let own = |part: &IndexPart| part.collation.is_none();
        let columns = index.plain_columns()?;
        let whole = index.parts.iter().all(|it| plain(it) && own(it));
        let predicate = index.predicate.as_deref();
        let renamed = self.origin.renames_within(table);
        if !whole || predicate.is_some() && renamed {
            return None;
        }
        self.duplicates(table, &columns, predicate, index.nulls_not_distinct).next()
    }

    /// Values that several rows share.
    fn duplicates(
        &self,
        table: &QualifiedName,
        columns: &[&str],
        predicate: Option<&str>,
        nulls: bool,
    ) -> impl Iterator<Item = Probe> {
        let pairs: Option<Vec<_>> = columns.iter().map(|it| self.before(table, it)).collect();
        pairs.into_iter().filter(|it| !it.is_empty()).map(move |pairs| {
            let old = &pairs[0].0;
            let names: Vec<String> = pairs.iter().map(|(_, name)| self.quote(name)).collect();
            let list = names.join(", ");
            let mut conditions: Vec<String> = match nulls {
                true => Vec::new(),
                false => names.iter().map(|it| format!("{it} IS NOT NULL")).collect(),
            };
            conditions.extend(predicate.map(|it| format!("({it})")));
            let filter = match conditions.is_empty() {
                true => String::new(),
                false => format!(" WHERE {}", conditions.join(" AND ")),
            };
            let plain: Vec<&str> = pairs.iter().map(|(_, name)| name.as_str()).collect();
            Probe {
                what: format!("no two rows of {old} share their {}", plain.join(", ")),
                sql: format!(
                    "SELECT {list} FROM {}{filter} GROUP BY {list} HAVING count(*) > 1",
                    quoted(old, self.dialect)
                ),
            }
        })
    }

    /// Rows that refer to no row.
    fn orphans(&self, table: &QualifiedName, key: &ForeignKey) -> Option<Probe> {
        if key.not_valid || key.not_enforced {
            return None;
        }
        let own: Vec<_> =
            key.columns.iter().map(|it| self.before(table, it)).collect::<Option<_>>()?;
        let others = key.referenced_columns.iter().map(|it| self.before(&key.references, it));
        let others: Vec<_> = others.collect::<Option<_>>()?;
        let ((old, _), (parent, _)) = (own.first()?, others.first()?);
        // Where a type changes to fit, the old values cannot be compared.
        let stays = |name: &QualifiedName, now: &QualifiedName, was: &str, is: &str| {
            let before = self.old.tables.get(name)?.column(was)?;
            let after = self.new.tables.get(now)?.column(is)?;
            Some(before.ty == after.ty)
        };
        for ((_, was), is) in own.iter().zip(&key.columns) {
            stays(old, table, was, is).filter(|it| *it)?;
        }
        for ((_, was), is) in others.iter().zip(&key.referenced_columns) {
            stays(parent, &key.references, was, is).filter(|it| *it)?;
        }
        let child = |name: &str| format!("child.{}", self.quote(name));
        let mut shown = self.keys(old);
        for (_, name) in &own {
            if !shown.contains(name) {
                shown.push(name.clone());
            }
        }
        let shown: Vec<String> = shown.iter().map(|it| child(it)).collect();
        let there: Vec<String> =
            own.iter().map(|(_, name)| format!("{} IS NOT NULL", child(name))).collect();
        let pairs = own
            .iter()
            .zip(&others)
            .map(|((_, a), (_, b))| format!("parent.{} = {}", self.quote(b), child(a)));
        let plain: Vec<&str> = own.iter().map(|(_, name)| name.as_str()).collect();
        Some(Probe {
            what: format!("every {} of {old} refers to a row of {parent}", plain.join(", ")),
            sql: format!(
                "SELECT {} FROM {} AS child WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
                shown.join(", "),
                quoted(old, self.dialect),
                there.join(" AND "),
                quoted(parent, self.dialect),
                pairs.collect::<Vec<_>>().join(" AND "),
            ),
        })
    }

    /// Values that a narrower type does not hold.
    fn narrower(&self, table: &QualifiedName, column: &str) -> Option<Probe> {
        let (old, name) = self.before(table, column)?;
        let before = &self.old.tables.get(&old)?.column(&name)?.ty;
        let after = &self.new.tables.get(table)?.column(column)?.ty;
        // SQLite keeps every value, whatever the type says.
        if !narrows(before, after) || self.dialect.lexis() == Lexis::Sqlite {
            return None;
        }
        let quoted = self.quote(&name);
        let (condition, fits) = match after {
            ColumnType::Char(Some(n)) | ColumnType::String(StringLen::N(n)) => (
                format!("char_length({quoted}) > {n}"),
                format!("is no longer than {n} characters"),
            ),
            ColumnType::Decimal(Some((precision, scale))) => {
                let most = format!("1{}", "0".repeat(precision.saturating_sub(*scale) as usize));
                // Digits behind the point are rounded, and fail nothing.
                if matches!(before, ColumnType::Decimal(Some((p, s)))
                    if p.saturating_sub(*s) <= precision.saturating_sub(*scale))
                {
                    return None;
                }
                (format!("{quoted} <= -{most} OR {quoted} >= {most}"), format!("fits {after}"))
            }
            ColumnType::InlineEnum(values) => {
                let ColumnType::InlineEnum(old) = before else { return None };
                let gone: Vec<&String> = old.iter().filter(|it| !values.contains(it)).collect();
                (format!("{quoted} IN ({})", self.literals(&gone)), gone_values(&gone))
            }
            ty => {
                let (least, most) = lint::integers(ty)?;
                (format!("{quoted} NOT BETWEEN {least} AND {most}"), format!("fits {ty}"))
            }
        };
        Some(self.rows(format!("{old}.{name} {fits}"), &old, &[&name], &condition))
    }

    /// Rows that use a value of an enum type which goes.
    fn users(&self, name: &QualifiedName, gone: &[&String]) -> Vec<Probe> {
        let mut probes = Vec::new();
        // What goes along with the value uses it to the end.
        for (now, after) in &self.after.tables {
            for it in after.columns.iter().filter(|it| it.ty.enum_name() == Some(name)) {
                let Some((table, column)) = self.before(now, &it.name) else { continue };
                let said = self.said.tables.get(&table).and_then(|it| it.column(&column));
                let quoted = self.quote(&column);
                let condition = match said.map(|it| &it.ty) {
                    Some(ColumnType::Enum(own)) if own == name => {
                        format!("{quoted} IN ({})", self.literals(gone))
                    }
                    Some(ColumnType::Array(inner)) if inner.enum_name() == Some(name) => {
                        let any = gone
                            .iter()
                            .map(|it| format!("{} = ANY ({quoted})", self.dialect.literal(it)));
                        any.collect::<Vec<_>>().join(" OR ")
                    }
                    _ => continue,
                };
                let what = format!("{table}.{column} {}", gone_values(gone));
                probes.push(self.rows(what, &table, &[&column], &condition));
            }
        }
        probes
    }

    /// A query for the keys of rows, with the columns that it is about.
    fn rows(&self, what: String, table: &QualifiedName, about: &[&str], condition: &str) -> Probe {
        let mut columns = self.keys(table);
        for name in about {
            if !columns.iter().any(|it| it == name) {
                columns.push((*name).to_owned());
            }
        }
        let columns: Vec<String> = columns.iter().map(|it| self.quote(it)).collect();
        let from = quoted(table, self.dialect);
        Probe { what, sql: format!("SELECT {} FROM {from} WHERE {condition}", columns.join(", ")) }
    }

    fn keys(&self, table: &QualifiedName) -> Vec<String> {
        self.old.tables.get(table).map(|it| it.key_columns().to_vec()).unwrap_or_default()
    }

    /// The names that a table and its column had before, where they were there.
    fn before(&self, table: &QualifiedName, column: &str) -> Option<(QualifiedName, String)> {
        let (old, name) = self.origin.column(table, column);
        self.old.tables.get(&old)?.column(&name)?;
        (!self.origin.is_new(table, column)).then_some((old, name))
    }

    fn quote(&self, name: &str) -> String {
        self.dialect.quote(name)
    }

    fn literals(&self, values: &[&String]) -> String {
        values.iter().map(|it| self.dialect.literal(it)).collect::<Vec<_>>().join(", ")
    }
}

fn gone_values(gone: &[&String]) -> String {
    let gone: Vec<&str> = gone.iter().map(|it| it.as_str()).collect();
    format!("is never {}", gone.join(" or "))
}

fn quoted(table: &QualifiedName, dialect: &dyn Dialect) -> String {
    match &table.schema {
        Some(schema) => format!("{}.{}", dialect.quote(schema), dialect.quote(&table.name)),
        None => dialect.quote(&table.name),
    }
}

//! From schemas to scripts: what changed, what has to be asked, and the SQL both ways.

mod adopt;
mod answers;
mod likeness;
mod questions;
mod record;
mod scripted;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{in_common_terms, in_terms_of, renames_from_here, restrict};
use crate::dialect::{
    Action, Asked, Dialect, Reflection, Refusal, Settled, Statement, Transition, Unmanaged, guard,
};
use crate::ops::{self, ApplyError, Change, ColumnOperation, Operation, Renames};
use crate::overlay::overlay;
use crate::schema::*;
use crate::target::Target;
use crate::three_way::unowned;

pub use adopt::adopt;
pub use answers::{Answer, Answers, Unfit};
pub use questions::{ChangesError, Outcome, Question, changes, likely_renames};
pub use record::record;
pub use scripted::beside_scripts;
use values::ColumnValues;

/// The SQL of a revision for one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub up: Script,
    pub down: Script,
}

/// A script: steps one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    pub steps: Vec<Step>,
}

/// Statements in one transaction, or a statement that stands alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    pub transaction: bool,
    pub statements: Vec<Statement>,
}

impl Script {
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.steps.iter().flat_map(|step| &step.statements)
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// Why no script can be written.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("{}", .0.iter().map(|it| it.to_string()).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<Refusal>),
    #[error(transparent)]
    Misfit(#[from] ApplyError),
}

/// What a script is written for.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub dialect: &'a dyn Dialect,
    pub target: &'a Target,
    /// The live database where it speaks this dialect: it fills in what entities leave unsaid, and
    /// has the views and triggers that a script must keep.
    pub live: Option<&'a Reflection>,
    /// Whether tables are in use while a script runs: nothing may keep readers and writers waiting
    /// that need not.
    pub online: bool,
}

/// Nothing where a schema breaks no rules of its database but those that are broken already.
fn keeps(schema: &Schema, held: &[Refusal], setting: Setting) -> Result<(), PlanError> {
    let mut refusals = setting.dialect.limits(schema, setting.target);
    refusals.retain(|it| !held.contains(it));
    if refusals.is_empty() { Ok(()) } else { Err(PlanError::Refused(refusals)) }
}

/// The scripts that make `before` what `changes` say, and back.
pub fn plan(before: &Schema, changes: &[Operation], setting: Setting) -> Result<Plan, PlanError> {
    let mut after = before.clone();
    ops::apply_all(changes, &mut after)?;
    let (before, after) = (&before.clone().within(setting.target), after.within(setting.target));
    // What is there already can be there, whatever the rules say.
    let mut held = setting.dialect.limits(before, setting.target);
    keeps(&after, &held, setting)?;
    let renames = Renames::of(changes);
    let known = setting.live.map(|live| live.named_like(&[before, &after]));
    let said = [before, &after.clone()];
    let (before, after) = match known {
        None => (canonical(before, setting)?, canonical(&after, setting)?),
        Some(known) => {
            let mut renamed =
                renamed(&forget_generated(before, &known, &renames, setting)?, &renames);
            for (old, new) in &renames.tables {
                // Another table has the old name now, and the names that go with it.
                if after.tables.contains_key(old)
                    && let Some(table) = renamed.tables.get_mut(new)
                {
                    forget_names(table);
                }
            }
            let before = overlay(before.clone(), &known);
            let after = overlay(after, &renamed);
            held.extend(setting.dialect.limits(&renamed, setting.target));
            keeps(&after, &held, setting)?;
            (canonical(&before, setting)?, canonical(&after, setting)?)
        }
    };
    ways([&before, &after], said, &renames, fills(changes), setting)
}

/// The scripts from one schema to another and back, where neither leaves anything unsaid.
pub fn both(
    before: &Schema,
    after: &Schema,
    renames: &Renames,
    fills: Fills,
    setting: Setting,
) -> Result<Plan, PlanError> {
    let said = [before, after];
    let (before, after) = (canonical(before, setting)?, canonical(after, setting)?);
    ways([&before, &after], said, renames, fills, setting)
}

/// What two schemas say in the models' own terms, and their canonical form no longer does.
struct Told<'a> {
    after: &'a Schema,
    values: Vec<ColumnValues>,
}

impl<'a> Told<'a> {
    fn of(before: &Schema, after: &'a Schema, renames: &Renames) -> Self {
        Self { after, values: values::of_columns(before, after, renames) }
    }
}

/// The scripts between two canonical schemas, which were `said` in the models' own terms.
fn ways(
    [before, after]: [&Schema; 2],
    said: [&Schema; 2],
    renames: &Renames,
    fills: Fills,
    setting: Setting,
) -> Result<Plan, PlanError> {
    let back = renames.reversed();
    let there = Told::of(said[0], said[1], renames);
    let home = Told::of(said[1], said[0], &back);
    Ok(Plan {
        up: between((before, after), renames, fills, &there, setting, false)?,
        down: between((after, before), &back, BTreeMap::new(), &home, setting, true)?,
    })
}

/// The way up for a database that drifted: it begins at what is there, and not at what is recorded.
/// What the revisions never made stays as it is.
pub fn repair(
    recorded: &Schema,
    changes: &[Operation],
    live: &Reflection,
    settled: &Settled,
    setting: Setting,
) -> Result<(Script, Vec<Asked>), PlanError> {
    let mut meant = recorded.clone();
    ops::apply_all(changes, &mut meant)?;
    // Models may name the connection's own schema, where the server need not.
    let [recorded, meant] = [recorded.clone(), meant].map(|it| live.named_from_here(it));
    let renames = renames_from_here(&Renames::of(changes), live);
    let fills = fills(changes).into_iter();
    let fills = fills.map(|((table, name), sql)| ((live.named_here(&table), name), sql)).collect();
    let told = Told::of(&recorded, &meant, &renames);
    let Setting { dialect, target, .. } = setting;
    let common = in_common_terms(&recorded, &meant, &renames, live, settled, dialect, target);
    let wanted = common.map_err(PlanError::Refused)?.models;
    let recorded = in_terms_of(&recorded, live, settled, dialect, target);
    let recorded = recorded.map_err(PlanError::Refused)?;
    let found = unowned(restrict(&live.schema, &[&recorded.schema]));
    let renames = renames.of_what_is_in(&found);
    let ends = (&found, &wanted.schema);
    let script = between(ends, &renames, fills, &told, setting, false)?;
    Ok((script, wanted.asked))
}

/// The live schema without the names that were made of those of tables and columns which now get
/// others, where a name is changed without more ado: they are then made of the new ones, as in a
/// database that never knew the old.
fn forget_generated(
    before: &Schema,
    known: &Schema,
    renames: &Renames,
    setting: Setting,
) -> Result<Schema, PlanError> {
    let mut known = known.clone();
    let generated = canonical(before, setting)?;
    let tables: BTreeSet<&QualifiedName> = (renames.tables.iter())
        .map(|(from, _)| from)
        .chain(renames.columns.iter().map(|(table, ..)| {
            let renamed = renames.tables.iter().find(|(_, to)| to == table);
            renamed.map_or(table, |(from, _)| from)
        }))
        .collect();
    for name in tables {
        let (Some(said), Some(made)) = (before.tables.get(name), generated.tables.get(name)) else {
            continue;
        };
        let Some(table) = known.tables.get_mut(name) else { continue };
        let dialect = setting.dialect;
        macro_rules! is_generated {
            ($it:ident, $list:ident, $ty:ident) => {{
                let id = ObjectId::$ty(name.clone(), $it.key());
                // The canonical form has objects of its own behind those that are said.
                let own = said
                    .$list
                    .iter()
                    .zip(&made.$list)
                    .any(|(said, made)| said.name.is_unspecified() && made.name == $it.name);
                own && dialect.renames_in_place(&id)
            }};
        }
        macro_rules! forget {
            ($list:ident, $ty:ident) => {
                for it in &mut table.$list {
                    if is_generated!(it, $list, $ty) {
                        it.name = Facet::Unspecified;
                    }
                }
            };
        }
        forget!(indexes, Index);
        forget!(checks, Check);
        // A key without a name would be taken for one on SQLite, which keeps none.
        table.foreign_keys.retain(|it| !is_generated!(it, foreign_keys, ForeignKey));
        if let (Some(said), Some(made), Some(it)) =
            (&said.primary_key, &made.primary_key, &mut table.primary_key)
            && said.name.is_unspecified()
            && made.name == it.name
            && dialect.renames_in_place(&ObjectId::PrimaryKey(name.clone()))
        {
            it.name = Facet::Unspecified;
        }
    }
    Ok(known)
}

fn forget_names(table: &mut Table) {
    table.primary_key.iter_mut().for_each(|it| it.name = Facet::Unspecified);
    table.indexes.iter_mut().for_each(|it| it.name = Facet::Unspecified);
    // Of these the name is all that there is to take over.
    table.foreign_keys.clear();
    table.checks.clear();
}

/// What of the renames is there to be renamed, under its new names.
fn renamed(known: &Schema, renames: &Renames) -> Schema {
    let mut renames = renames.clone();
    let mut known = known.clone();
    let _ = step_aside(&known, &mut renames);
    for operation in renames.operations() {
        // The live database may lack it.
        let _ = ops::apply(&operation, &mut known);
    }
    known
}

/// SQL expressions for rows that are there and have no value, by table and column.
pub type Fills = BTreeMap<(QualifiedName, String), String>;

fn fills(changes: &[Operation]) -> Fills {
    let fill = |operation: &Operation| match operation {
        Operation::Column(ColumnOperation { table, change, fill: Some(fill) }) => {
            Some(((table.clone(), change.after()?.name.clone()), fill.clone()))
        }
        _ => None,
    };
    changes.iter().filter_map(fill).collect()
}

/// The script from one schema to another, in the terms of models.
pub fn script(
    before: &Schema,
    after: &Schema,
    renames: &Renames,
    fills: Fills,
    setting: Setting,
) -> Result<Script, PlanError> {
    let told = Told::of(before, after, renames);
    let (before, after) = (canonical(before, setting)?, canonical(after, setting)?);
    between((&before, &after), renames, fills, &told, setting, false)
}

fn canonical(schema: &Schema, setting: Setting) -> Result<Schema, PlanError> {
    setting.dialect.canonical(schema, setting.target).map_err(PlanError::Refused)
}

/// The script from one canonical schema to another.
fn between(
    (before, after): (&Schema, &Schema),
    renames: &Renames,
    fills: Fills,
    told: &Told,
    setting: Setting,
    back: bool,
) -> Result<Script, PlanError> {
    let Setting { dialect, target, live, online } = setting;
    // Where a dialect has no enum types of its own, there is none to rename.
    let mut renames = renames.clone();
    renames.enums.retain(|(old, _)| before.enums.contains_key(old));
    renames.values.retain(|(name, from, _)| {
        let old = renames.enums.iter().find(|(_, to)| to == name).map_or(name, |(old, _)| old);
        let held = before.enums.get(old).is_some_and(|it| it.values.contains(from));
        held && after.enums.contains_key(name)
    });
    let aside = step_aside(before, &mut renames)?;
    let mut operations = ops::diff(before, after, &renames)?;
    let mut guards = give_values(&mut operations, [after, told.after], &renames, fills, dialect);

    // Models may name the connection's own schema, where the server need not.
    let own_schema = live.and_then(|live| live.own_schema.clone());
    let declared = |name: &mut QualifiedName| {
        let own = own_schema.clone().filter(|_| name.schema.is_none());
        let named = QualifiedName { schema: own, name: name.name.clone() };
        let known = |it: &Schema| it.tables.contains_key(&named) || it.enums.contains_key(&named);
        if known(before) || known(after) {
            *name = named;
        }
    };
    let mut unmanaged: BTreeMap<QualifiedName, Vec<Unmanaged>> = BTreeMap::new();
    for it in live.iter().flat_map(|live| &live.unmanaged) {
        let mut it = it.clone();
        it.table.iter_mut().for_each(declared);
        it.reads.iter_mut().map(ObjectId::name_mut).for_each(declared);
        // What belongs to no table is found by its own name.
        let own: Option<QualifiedName> = it.name.parse().ok().filter(|_| it.table.is_none());
        let names = it.table.iter().chain(it.reads.iter().map(ObjectId::name)).chain(&own);
        for name in names.cloned().collect::<BTreeSet<_>>() {
            unmanaged.entry(name).or_default().push(it.clone());
        }
    }
    let transition = Transition {
        before,
        after,
        operations: &operations,
        revalued: &values::revalued(&told.values),
        unmanaged: &unmanaged,
        back,
        online,
    };
    let mut actions = dialect.lower(&transition, target).map_err(PlanError::Refused)?;
    let statements = actions.iter_mut().flat_map(|it| &mut it.statements);
    for hazard in statements.flat_map(|it| &mut it.hazards) {
        // People know what goes by the name that it had.
        for name in &aside {
            hazard.text = hazard.text.replace(&ops::between(name), name);
        }
    }
    if actions.is_empty() {
        guards.clear();
    }
    guards.extend(values::guards(&told.values, dialect));
    if !guards.is_empty() {
        let alone = !dialect.transactional_ddl();
        actions.insert(0, Action { statements: guards, alone, ..Action::default() });
    }
    let actions = ops::order(actions, |it| (it.phase, &it.touches));
    Ok(assemble(actions, dialect))
}

/// Gives a name between to what goes while another takes its name, and returns the names. It can
/// then go when everything else that goes does.
fn step_aside(before: &Schema, renames: &mut Renames) -> Result<Vec<String>, ApplyError> {
    let tables: Vec<QualifiedName> = renames.overrun_tables(before).cloned().collect();
    renames.tables.extend(tables.iter().map(|it| (it.clone(), it.sibling(ops::between(&it.name)))));
    let mut renamed = before.clone();
    let only_tables = Renames { tables: renames.tables.clone(), ..Renames::default() };
    for operation in only_tables.operations() {
        ops::apply(&operation, &mut renamed)?;
    }
    let columns: Vec<(QualifiedName, String)> = (renames.overrun_columns(&renamed))
        .map(|(table, name)| (table.clone(), name.to_owned()))
        .collect();
    renames.columns.extend(
        columns.iter().map(|(table, name)| (table.clone(), name.clone(), ops::between(name))),
    );
    Ok(tables.into_iter().map(|it| it.name).chain(columns.into_iter().map(|it| it.1)).collect())
}

/// Gives every new column that may not be null a value for the rows that are there: the one that
/// was answered, or else the zero of its type. Where no value can be made up, the returned
/// statements make sure that there are no rows.
fn give_values(
    operations: &mut [Operation],
    [after, told]: [&Schema; 2],
    renames: &Renames,
    mut fills: Fills,
    dialect: &dyn Dialect,
) -> Vec<Statement> {
    let mut guards = Vec::new();
    for operation in operations {
        let Operation::Column(ColumnOperation { table, change, fill }) = operation else {
            continue;
        };
        let Some(column) = change.after() else { continue };
        *fill = fills.remove(&(table.clone(), column.name.clone()));
        if fill.is_some() || !matches!(change, Change::Add(_)) || !needs_value(column) {
            continue;
        }
        let owner = after.tables.get(table);
        *fill = owner
            .filter(|owner| !is_key(&column.name, owner))
            .and_then(|_| {
                // Where types are no more than texts, only the models know their values.
                let told_of = || told.tables.get(table)?.column(&column.name);
                ops::zero_of(&column.ty, after).or_else(|| ops::zero_of(&told_of()?.ty, told))
            })
            .map(|zero| literal(&zero, dialect));
        if fill.is_none() {
            // The guard runs before everything else, and so before the table gets its new name.
            let renamed = renames.tables.iter().find(|(_, new)| new == table);
            let table = renamed.map_or(&*table, |(old, _)| old);
            let condition = format!("table {table} is empty");
            guards.extend(guard(dialect, &condition, &dialect.qualified(table)));
        }
    }
    guards
}

/// Whether rows that are there would be left without a value.
pub fn needs_value(column: &Column) -> bool {
    !column.nullable
        && column.default.is_none()
        && column.generated.is_none()
        && column.auto_increment == AutoIncrement::No
}

/// Whether one value for all rows cannot do: it would repeat, or refer to no row.
fn is_key(column: &str, table: &Table) -> bool {
    table.key_columns().iter().any(|it| it == column)
        || table.foreign_keys.iter().any(|key| key.columns.iter().any(|it| it == column))
        || table.indexes.iter().filter(|index| index.unique).any(|index| {
            index.parts.iter().any(|part| part.key == IndexKey::Column(column.to_owned()))
        })
}

/// A value as SQL.
pub fn literal(value: &DefaultValue, dialect: &dyn Dialect) -> String {
    match value {
        DefaultValue::Bool(true) => "TRUE".to_owned(),
        DefaultValue::Bool(false) => "FALSE".to_owned(),
        DefaultValue::Number(number) => number.clone(),
        DefaultValue::Text(text) => dialect.literal(text),
        DefaultValue::Sql(sql) => sql.clone(),
    }
}

/// Puts ordered actions into steps: neighbours share a transaction unless one stands alone.
fn assemble(actions: Vec<Action>, dialect: &dyn Dialect) -> Script {
    let (first, last) = dialect.around(&actions);
    let alone = |statement| Step { transaction: false, statements: vec![statement] };
    let mut steps: Vec<Step> = first.into_iter().map(alone).collect();
    let mut shared = None;
    for action in actions {
        if action.statements.is_empty() {
            continue;
        }
        if action.alone {
            steps.extend(action.statements.into_iter().map(alone));
            continue;
        }
        let shares = shared.replace(action.together.clone()) == Some(action.together);
        match steps.last_mut().filter(|step| step.transaction && shares) {
            Some(step) => step.statements.extend(action.statements),
            None => steps.push(Step { transaction: true, statements: action.statements }),
        }
    }
    steps.extend(last.into_iter().map(alone));
    Script { steps }
}

impl std::fmt::Display for Script {
    /// The script as it stands in a file, without its first line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for step in &self.steps {
            if step.transaction {
                writeln!(f, "BEGIN;")?;
            }
            for statement in &step.statements {
                if let Some(directive) = &statement.directive {
                    writeln!(f, "-- autogen: {directive}")?;
                }
                for hazard in &statement.hazards {
                    // A name with a line break must not end the comment.
                    let text = hazard.text.replace(['\n', '\r'], " ");
                    writeln!(f, "-- {}: {text}", hazard.kind.label())?;
                }
                writeln!(f, "{};", statement.sql)?;
            }
            if step.transaction {
                writeln!(f, "COMMIT;")?;
            }
        }
        Ok(())
    }
}

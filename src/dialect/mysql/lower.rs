//! What must be done for operations, and what has to step aside for them.
//!
//! No transaction holds schema changes, so that every statement is a step of its own, and there
//! are few: one `ALTER TABLE` per table where the server allows it. The phases keep them in order:
//! tables are renamed, foreign keys go, columns are renamed, come and are filled, then each table
//! gets its one change; new tables, new foreign keys and dropped tables come last.

use std::collections::{BTreeMap, BTreeSet};

use super::alter::Group;
use super::expression::quote;
use super::indexes::{is_ousted, keep, made_with};
use super::render::{self, LeftOut, table_name};
use super::{forbidden, hazard};
use crate::dialect::{Action, HazardKind, Refusal, Revalued, Statement, Transition, Unmanaged};
use crate::ops::{Change, Operation, Renames, TableChange, apply};
use crate::schema::*;
use crate::target::Target;

const RENAME_TABLES: u8 = 0;
const DROP_KEYS: u8 = 1;
pub const RENAME_COLUMNS: u8 = 2;
pub const ADD_COLUMNS: u8 = 3;
pub const FILL: u8 = 4;
pub const ALTER: u8 = 5;
pub const FILL_LATE: u8 = 6;
pub const TIGHTEN: u8 = 7;
const CREATE: u8 = 8;
const ADD_KEYS: u8 = 9;
const DROP_TABLES: u8 = 10;

/// The statements for the operations of a transition.
pub fn lower(transition: &Transition, target: &Target) -> Result<Vec<Action>, Vec<Refusal>> {
    let refusals = forbidden::refusals(transition, target);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut actions: Vec<Action> = rename_tables(transition).into_iter().collect();
    let base = base(transition)?;
    let renames = Renames::of(transition.operations);
    let work = Work::new(transition, &base, &renames.columns, target);

    for (table, keys) in &work.dropped_keys {
        let clauses: Vec<_> =
            keys.iter().map(|key| format!("DROP FOREIGN KEY {}", quote(key))).collect();
        actions.push(action(DROP_KEYS, alter(table, &clauses)));
    }
    for group in work.groups.values() {
        group.lower(&work, &mut actions);
    }
    for (name, table) in &work.created {
        actions.push(work.create(name, table));
    }
    for (table, keys) in &work.added_keys {
        actions.push(work.add_keys(table, keys));
    }
    for (name, table) in &work.dropped {
        actions.push(work.drop_table(name, table));
    }
    Ok(actions)
}

pub fn action(phase: u8, statement: Statement) -> Action {
    Action { phase, statements: vec![statement], alone: true, ..Action::default() }
}

pub fn alter(table: &QualifiedName, clauses: &[String]) -> Statement {
    let name = table_name(table);
    Statement::new(match clauses {
        [one] => format!("ALTER TABLE {name} {one}"),
        many => format!("ALTER TABLE {name}\n  {}", many.join(",\n  ")),
    })
}

/// The names that an action is about, so that tables that refer to each other are made and
/// dropped in their order.
fn touching(mut action: Action, provides: &[ObjectId], requires: &[ObjectId]) -> Action {
    action.touches.provides.extend(provides.iter().cloned());
    action.touches.requires.extend(requires.iter().cloned());
    action
}

/// All renames in one statement, which happens as a whole.
fn rename_tables(transition: &Transition) -> Option<Action> {
    let mut renames = Vec::new();
    for operation in transition.operations {
        if let Operation::Table(from, TableChange::Rename { to }) = operation {
            renames.push(format!("{} TO {}", table_name(from), table_name(to)));
        }
    }
    // It touches no names, so that nothing comes before it: all else speaks in new names.
    let statement = Statement::new(format!("RENAME TABLE {}", renames.join(", ")));
    (!renames.is_empty()).then(|| action(RENAME_TABLES, statement))
}

/// The schema after the renames: what every other operation starts from.
fn base(transition: &Transition) -> Result<Schema, Vec<Refusal>> {
    let mut base = transition.before.clone();
    for operation in transition.operations {
        let rename = match operation {
            Operation::Table(_, TableChange::Rename { .. }) => true,
            Operation::Column(it) => matches!(it.change, Change::Rename { .. }),
            _ => false,
        };
        if !rename {
            continue;
        }
        apply(operation, &mut base)
            .map_err(|error| vec![Refusal::new(error.object.clone(), error.to_string())])?;
        if let Operation::Table(from, TableChange::Rename { to }) = operation
            && let Some(table) = base.tables.get_mut(to)
        {
            // InnoDB renames the keys that it named itself after their table.
            for key in &mut table.foreign_keys {
                let number = key.name.value().and_then(|name| {
                    name.strip_prefix(&from.name)?.strip_prefix("_ibfk_").map(str::to_owned)
                });
                if let Some(number) = number {
                    key.name = Facet::Is(format!("{}_ibfk_{number}", to.name));
                }
            }
        }
    }
    Ok(base)
}

/// Everything that happens, sorted by what it happens to.
pub struct Work<'a> {
    base: &'a Schema,
    after: &'a Schema,
    operations: &'a [Operation],
    /// Triggers, which go with their table.
    unmanaged: &'a BTreeMap<QualifiedName, Vec<Unmanaged>>,
    pub revalued: &'a Revalued,
    pub target: &'a Target,
    pub online: bool,
    groups: BTreeMap<&'a QualifiedName, Group<'a>>,
    created: Vec<(&'a QualifiedName, &'a Table)>,
    dropped: Vec<(&'a QualifiedName, &'a Table)>,
    dropped_keys: BTreeMap<QualifiedName, BTreeSet<String>>,
    pub added_keys: BTreeMap<QualifiedName, BTreeMap<String, &'a ForeignKey>>,
}

impl<'a> Work<'a> {
    fn new(
        transition: &Transition<'a>,
        base: &'a Schema,
        renames: &'a [(QualifiedName, String, String)],
        target: &'a Target,
    ) -> Self {
        let mut work = Self {
            base,
            after: transition.after,
            operations: transition.operations,
            unmanaged: transition.unmanaged,
            revalued: transition.revalued,
            target,
            online: transition.online,
            groups: BTreeMap::new(),
            created: Vec::new(),
            dropped: Vec::new(),
            dropped_keys: BTreeMap::new(),
            added_keys: BTreeMap::new(),
        };
        for operation in transition.operations {
            match operation {
                Operation::Table(name, TableChange::Create(table)) => {
                    // As it is afterwards, when more is said about it.
                    let table = work.after.tables.get(name).unwrap_or(table);
                    work.created.push((name, table));
                }
                Operation::Table(name, TableChange::Drop(table)) => {
                    work.dropped.push((name, table));
                }
                Operation::Table(_, TableChange::Rename { .. }) => {}
                Operation::Table(name, TableChange::Comment { .. }) => {
                    work.group(name, |it| it.comment = true);
                }
                Operation::Table(name, TableChange::Options { before, after }) => {
                    work.group(name, |it| it.options = Some((before, after)));
                }
                Operation::Column(it) => match &it.change {
                    // They are read from all operations at once: names between need no statement.
                    Change::Rename { .. } => {}
                    Change::Add(_) | Change::Drop(_) | Change::Alter { .. } => {
                        work.group(&it.table, |group| group.columns.push(it));
                    }
                },
                Operation::PrimaryKey(name, change) => match change {
                    // A primary key has one name.
                    Change::Rename { .. } => {}
                    Change::Add(_) | Change::Drop(_) | Change::Alter { .. } => {
                        work.group(name, |it| it.primary_key = Some(change));
                    }
                },
                Operation::Index(name, change) => {
                    work.group(name, |it| it.indexes.push(change));
                }
                Operation::Check(name, change) => work.group(name, |it| it.checks.push(change)),
                Operation::ForeignKey(name, change) => work.foreign_key(name, change),
                // Enums live in their columns here, and an owner has no SQL.
                Operation::Enum(..) | Operation::EnumValue { .. } | Operation::Own { .. } => {}
            }
        }
        for (table, _) in work.revalued.keys() {
            work.group(table, |_| {});
        }
        for (table, from, to) in renames {
            work.group(table, |group| group.renames.push((from, to)));
        }
        work.step_aside();
        work.break_circles();
        work
    }

    fn group(&mut self, name: &'a QualifiedName, what: impl FnOnce(&mut Group<'a>)) {
        let (Some(base), Some(after)) = (self.base.tables.get(name), self.after.tables.get(name))
        else {
            return;
        };
        let old_name = self.operations.iter().find_map(|operation| match operation {
            Operation::Table(from, TableChange::Rename { to }) if to == name => Some(&*from.name),
            _ => None,
        });
        what(self.groups.entry(name).or_insert_with(|| Group {
            name,
            old_name,
            base,
            after,
            renames: Vec::new(),
            columns: Vec::new(),
            primary_key: None,
            indexes: Vec::new(),
            checks: Vec::new(),
            comment: false,
            options: None,
        }));
    }

    fn foreign_key(&mut self, table: &QualifiedName, change: &'a Change<ForeignKey>) {
        match change {
            Change::Add(key) => self.add_key(table, key),
            Change::Drop(key) => self.drop_key(table, &key.key()),
            Change::Alter { before, after } => {
                self.drop_key(table, &before.key());
                self.add_key(table, after);
            }
            Change::Rename { from, to } => {
                let after = self.after;
                let find = |name: &str| {
                    let table = after.tables.get(table)?;
                    table.foreign_keys.iter().find(|key| key.key() == name)
                };
                // The server renames some keys along with their table.
                let renamed = (self.base.tables.get(table))
                    .is_some_and(|it| it.foreign_keys.iter().any(|key| key.key() == *to));
                if let Some(key) = find(to).filter(|_| !renamed) {
                    self.drop_key(table, from);
                    self.add_key(table, key);
                }
            }
        }
    }

    fn drop_key(&mut self, table: &QualifiedName, key: &str) {
        // Its name is what the server made of it when the table was renamed.
        let known = self
            .base
            .tables
            .get(table)
            .is_none_or(|it| it.foreign_keys.iter().any(|it| it.key() == key));
        let renamed = key
            .rsplit_once("_ibfk_")
            .map(|(_, number)| format!("{}_ibfk_{number}", table.name))
            .filter(|_| !known);
        let name = renamed.unwrap_or_else(|| key.to_owned());
        self.dropped_keys.entry(table.clone()).or_default().insert(name);
    }

    fn add_key(&mut self, table: &QualifiedName, key: &'a ForeignKey) {
        self.added_keys.entry(table.clone()).or_default().insert(key.key(), key);
    }

    /// Keys have to go while a column on one of their sides changes its type, and while an index
    /// is rebuilt that a table refers to which is dropped later. Those that stay come back.
    fn step_aside(&mut self) {
        let mut changing: BTreeSet<(&QualifiedName, &str)> = BTreeSet::new();
        let mut unkeyed: BTreeSet<&QualifiedName> = BTreeSet::new();
        for group in self.groups.values() {
            for column in group.columns.iter().filter(|it| group.disturbs_keys(it)) {
                if let Some(before) = column.change.before() {
                    changing.insert((group.name, before.name.as_str()));
                }
            }
            // Where a name goes from one column to another, MariaDB takes one for the other in keys
            // and in the checks beside them.
            let renames = &group.renames;
            if renames.iter().any(|(_, to)| renames.iter().any(|(from, _)| from == to)) {
                changing.extend(renames.iter().map(|(_, to)| (group.name, *to)));
            }
            for index in group.readers(self.target).indexes {
                changing.extend(index.parts.iter().filter_map(|part| match &part.key {
                    IndexKey::Column(name) => Some((group.name, name.as_str())),
                    IndexKey::Expression(_) => None,
                }));
            }
            let loses = group.primary_key.is_some()
                || group.indexes.iter().any(|it| it.before().is_some())
                || group.columns.iter().any(|it| matches!(it.change, Change::Drop(_)));
            if loses {
                unkeyed.insert(group.name);
            }
        }
        let base = self.base;
        let mut aside = Vec::new();
        for (name, table) in &base.tables {
            let after = self.after.tables.get(name);
            for key in &table.foreign_keys {
                let disturbed =
                    key.columns.iter().any(|it| changing.contains(&(name, it.as_str())))
                        || (key.referenced_columns.iter())
                            .any(|it| changing.contains(&(&key.references, it.as_str())))
                        || after.is_none() && unkeyed.contains(&key.references);
                if disturbed {
                    aside.push((name, key));
                }
            }
        }
        for (name, key) in aside {
            self.drop_key(name, &key.key());
            let stays = self
                .after
                .tables
                .get(name)
                .and_then(|table| table.foreign_keys.iter().find(|it| it.key() == key.key()));
            if let Some(key) = stays {
                self.add_key(name, key);
            }
        }
    }

    /// Tables that refer to each other in a circle are made without the keys that close it, and
    /// lose them before they are dropped. A dropped table also gives up a name of a key that is
    /// used again: the names of keys are unique in a database.
    fn break_circles(&mut self) {
        let created: BTreeMap<_, _> = self.created.iter().copied().collect();
        for (name, table) in &created {
            for key in table.foreign_keys.iter().filter(|key| closes_circle(&created, name, key)) {
                self.add_key(name, key);
            }
        }
        let dropped: BTreeMap<_, _> = self.dropped.iter().copied().collect();
        let mut names: BTreeSet<String> =
            self.added_keys.values().flat_map(|keys| keys.keys().cloned()).collect();
        names.extend(created.values().flat_map(|it| &it.foreign_keys).map(ForeignKey::key));
        for (name, table) in &dropped {
            for key in &table.foreign_keys {
                if closes_circle(&dropped, name, key) || names.contains(&key.key()) {
                    self.drop_key(name, &key.key());
                }
            }
        }
    }

    fn create(&self, name: &QualifiedName, table: &Table) -> Action {
        let later = self.added_keys.get(name);
        let mut left_out = LeftOut::default();
        for key in &table.foreign_keys {
            if later.is_some_and(|keys| keys.contains_key(&key.key())) {
                left_out.foreign_keys.push(key.key());
            }
            left_out.indexes.extend(made_with(key, table));
        }
        let sql = render::create_table(name, table, &left_out, self.target);
        let requires: Vec<_> = (table.foreign_keys.iter())
            .filter(|key| key.references != *name && !left_out.foreign_keys.contains(&key.key()))
            .map(|key| ObjectId::Table(key.references.clone()))
            .collect();
        let create = action(CREATE, Statement::new(sql));
        touching(create, &[ObjectId::Table(name.clone())], &requires)
    }

    fn add_keys(&self, table: &QualifiedName, keys: &BTreeMap<String, &ForeignKey>) -> Action {
        let mut clauses = Vec::new();
        let after = self.after.tables.get(table);
        for index in after.iter().flat_map(|table| &table.indexes) {
            let threatened = keys.values().any(|key| {
                let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
                key.key() != index.key() && is_ousted(index, &parts)
            });
            if threatened && self.may_be_servers_own(table, index) {
                clauses.push(keep(index));
            }
        }
        clauses.extend(
            keys.values().map(|key| format!("ADD {}", render::foreign_key_definition(key))),
        );
        let mut statement = alter(table, &clauses);
        if self.base.tables.contains_key(table) {
            for key in keys.values() {
                statement = statement.hazard(
                    HazardKind::MayFail,
                    format!(
                        "rows of {table} whose {} is in no row of {}",
                        key.columns.join(", "),
                        key.references
                    ),
                );
            }
            statement = statement.hazard(HazardKind::Blocks, hazard::copied(table));
        }
        action(ADD_KEYS, statement)
    }

    /// Whether an index of the table has been there with a key that it serves, or has such a name
    /// as the server gives. Who has declared an index for a key that is new sees nothing of this.
    fn may_be_servers_own(&self, table: &QualifiedName, index: &Index) -> bool {
        let Some(base) = self.base.tables.get(table) else { return false };
        let columns = index.plain_columns().unwrap_or_default();
        let stays = base.indexes.iter().any(|it| it.key() == index.key());
        let keyed = base.foreign_keys.iter().any(|key| key.columns == columns);
        let named = columns.first().is_some_and(|first| {
            index.key().strip_prefix(first).is_some_and(|number| {
                number.is_empty()
                    || number.strip_prefix('_').is_some_and(|it| it.parse::<u32>().is_ok())
            })
        });
        stays && (keyed || named)
    }

    fn drop_table(&self, name: &QualifiedName, table: &Table) -> Action {
        let mut statement = Statement::new(format!("DROP TABLE {}", table_name(name)))
            .hazard(HazardKind::LosesData, format!("table {name} and its rows"));
        for it in self.unmanaged.get(name).into_iter().flatten() {
            statement = statement.hazard(HazardKind::LosesData, format!("{} {}", it.kind, it.name));
        }
        let mut drop = action(DROP_TABLES, statement);
        drop.touches.destroys.insert(ObjectId::Table(name.clone()));
        let gone = self.dropped_keys.get(name);
        let holds = |key: &&ForeignKey| {
            key.references != *name && !gone.is_some_and(|it| it.contains(&key.key()))
        };
        let held = table.foreign_keys.iter().filter(holds);
        drop.touches.releases.extend(held.map(|key| ObjectId::Table(key.references.clone())));
        drop
    }

    pub fn drops_key(&self, table: &QualifiedName, key: &ForeignKey) -> bool {
        self.dropped_keys.get(table).is_some_and(|keys| keys.contains(&key.key()))
    }
}

/// Whether the key's target leads back to its table, among `tables`.
fn closes_circle(
    tables: &BTreeMap<&QualifiedName, &Table>,
    name: &QualifiedName,
    key: &ForeignKey,
) -> bool {
    if key.references == *name {
        return false;
    }
    let mut seen: BTreeSet<&QualifiedName> = BTreeSet::new();
    let mut next = vec![&key.references];
    while let Some(at) = next.pop() {
        if at == name {
            return true;
        }
        if let Some(table) = tables.get(at)
            && seen.insert(at)
        {
            next.extend(table.foreign_keys.iter().map(|key| &key.references));
        }
    }
    false
}

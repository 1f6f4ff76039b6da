//! What `ALTER TABLE` can do is done by it; everything else is one rebuild of the table, by the
//! procedure of <https://sqlite.org/lang_altertable.html#otheralter>.

use std::collections::{BTreeMap, BTreeSet};

use super::hazard::{equal, in_the_way, leaves, lost};
use super::render::*;
use super::*;
use crate::ops::{self, Change, ColumnOperation, TableChange};
use crate::schema::*;

/// The order of actions between which names leave a choice.
#[derive(Clone, Copy)]
enum Phase {
    Guard,
    Rename,
    Values,
    DropIndex,
    Create,
    AddColumn,
    // A table keeps at least one column, so that new ones come first.
    DropColumn,
    Rebuild,
    CreateIndex,
    DropTable,
    Check,
}

/// The word of the directive that stands above a rebuild, before the name of its table.
pub const REBUILD: &str = "rebuild";

pub fn lower(transition: &Transition) -> Result<Vec<Action>, Vec<Refusal>> {
    let mut refusals = broken_readers(transition);
    refusals.extend(names_in_another_case(transition.operations));
    let renames = ops::Renames::of(transition.operations);
    let mut actions = Vec::new();
    let mut by_table: BTreeMap<&QualifiedName, Vec<&Operation>> = BTreeMap::new();
    let mut before = transition.before.clone();
    for operation in transition.operations {
        match operation {
            Operation::Table(name, TableChange::Create(table)) => {
                actions.push(create(name, table));
            }
            Operation::Table(name, TableChange::Drop(table)) => actions.push(drop(name, table)),
            Operation::Table(name, TableChange::Rename { to }) => {
                let sql =
                    format!("ALTER TABLE {} RENAME TO {}", quote(&name.name), quote(&to.name));
                actions.push(renamed(sql));
                rename(&mut before, operation);
            }
            Operation::Column(ColumnOperation {
                table,
                change: Change::Rename { from, to },
                fill: _,
            }) => {
                let sql = format!(
                    "ALTER TABLE {} RENAME COLUMN {} TO {}",
                    quote(&table.name),
                    quote(from),
                    quote(to)
                );
                actions.push(renamed(sql));
                rename(&mut before, operation);
            }
            // Neither has anything to show in this database.
            Operation::Table(_, TableChange::Comment { .. })
            | Operation::Own { .. }
            | Operation::Enum(..)
            | Operation::EnumValue { .. } => {}
            Operation::Table(table, TableChange::Options { .. })
            | Operation::Column(ColumnOperation { table, .. })
            | Operation::PrimaryKey(table, _)
            | Operation::Index(table, _)
            | Operation::ForeignKey(table, _)
            | Operation::Check(table, _) => by_table.entry(table).or_default().push(operation),
        }
    }
    for name in moved_names(&before, transition.after) {
        actions.push(drop_index(&name));
    }
    let mut rebuilt = Vec::new();
    for (name, operations) in by_table {
        let (Some(old), Some(new)) = (before.tables.get(name), transition.after.tables.get(name))
        else {
            continue;
        };
        let known_as = renames.tables.iter().find(|(_, new)| new == name);
        let known_as = known_as.map_or(name, |(old, _)| old);
        let beside = transition.unmanaged.get(known_as).map_or(&[][..], Vec::as_slice);
        match in_place(name, old, &operations, beside) {
            Some(done) => actions.extend(done),
            None => {
                let values = values_of(transition, name);
                refusals.extend(lost_text(name, beside));
                let triggers = beside.iter().filter(|it| is_trigger_of(it, known_as));
                refusals.extend(triggers.filter_map(|it| outdated(name, it, &renames)));
                let kept = (known_as, beside);
                actions.push(rebuild(name, [old, new], &operations, &values, kept));
                rebuilt.push(name);
            }
        }
    }
    for ((table, column), values) in transition.revalued {
        if !rebuilt.contains(&table) {
            let known = before.tables.get(table);
            actions.extend(known.map(|known| update_values(table, known, column, values)));
        }
    }
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    actions.retain(|it| {
        let once = |it: &Statement| dropped.insert(it.sql.clone());
        it.phase != Phase::DropIndex as u8 || it.statements.iter().all(once)
    });
    // Where both sides of a key hold values that get other names, one of them comes first.
    let keyed = transition.revalued.keys().filter(|(table, column)| {
        let refers = |key: &ForeignKey| key.columns.contains(column);
        let is_meant =
            |key: &ForeignKey| key.references == *table && key.referenced_columns.contains(column);
        let mut tables = before.tables.iter();
        tables.any(|(name, it)| {
            it.foreign_keys.iter().any(|key| name == table && refers(key) || is_meant(key))
        })
    });
    for (table, _) in keyed {
        if !rebuilt.contains(&table) {
            rebuilt.push(table);
        }
    }
    if !rebuilt.is_empty() {
        actions.push(keys_are_off());
        actions.push(keys_hold(&rebuilt));
    }
    if refusals.is_empty() { Ok(actions) } else { Err(refusals) }
}

/// What a rebuild would not write again.
fn lost_text(table: &QualifiedName, beside: &[Unmanaged]) -> Vec<Refusal> {
    let lost = beside.iter().filter(|it| matches!(it.kind, ddl::CONFLICT | ddl::DEFINITION));
    lost.map(|it| {
        let object = match it.columns().next() {
            Some((_, column)) => ObjectId::Column(table.clone(), column.to_owned()),
            None => ObjectId::Table(table.clone()),
        };
        let message = format!(
            "the table has to be built anew for this change, which would lose `{}`",
            it.name
        );
        let help = "do it by hand, in a revision of your own (`autogen revision --empty`), and record that";
        Refusal { object, aspect: Aspect::Whole, message, help: Some(help.to_owned()) }
    })
    .collect()
}

fn is_trigger_of(it: &Unmanaged, table: &QualifiedName) -> bool {
    it.kind == "trigger" && it.table.as_ref() == Some(table)
}

/// A trigger that a rebuild would make as it was before the renames that come first.
fn outdated(table: &QualifiedName, trigger: &Unmanaged, renames: &ops::Renames) -> Option<Refusal> {
    let reads = |table: &QualifiedName, column: Option<&String>| {
        trigger.table.as_ref() == Some(table) && column.is_none()
            || match column {
                Some(column) => trigger.columns().any(|(of, name)| of == table && name == column),
                None => trigger.reads.iter().any(|it| it.table() == Some(table)),
            }
    };
    let of_table = renames.tables.iter().any(|(old, _)| reads(old, None));
    let of_column = renames.columns.iter().any(|(table, from, _)| {
        let old = renames.tables.iter().find(|(_, new)| new == table).map_or(table, |(old, _)| old);
        reads(old, Some(from))
    });
    (of_table || of_column).then(|| Refusal {
        object: ObjectId::Table(table.clone()),
        aspect: Aspect::Whole,
        message: format!(
            "the table has to be built anew, and the trigger {} reads what is renamed",
            trigger.name
        ),
        help: Some("rename in one revision, and make the other changes in the next".to_owned()),
    })
}

/// Views and triggers that would fail from then on, for want of what they read.
fn broken_readers(transition: &Transition) -> Vec<Refusal> {
    let renames = ops::Renames::of(transition.operations);
    let mut found = Vec::new();
    for operation in transition.operations {
        let object = operation.object();
        let Some(table) = object.table() else { continue };
        let gone = match operation {
            Operation::Table(_, TableChange::Drop(_)) => None,
            Operation::Column(ColumnOperation { change: Change::Drop(column), .. }) => {
                Some(&column.name)
            }
            _ => continue,
        };
        let old = renames.tables.iter().find(|(_, new)| new == table).map_or(table, |(old, _)| old);
        for it in transition.unmanaged.get(old).into_iter().flatten() {
            // A trigger goes with its own table.
            let reads = matches!(it.kind, "view" | "trigger")
                && (gone.is_some() || it.table.as_ref() != Some(old))
                && match gone {
                    Some(column) => it.columns().any(|(of, name)| of == old && name == column),
                    None => it.reads.iter().any(|it| it.table() == Some(old)),
                };
            if reads {
                let message = format!("the {} {} reads it", it.kind, it.name);
                let help = format!("drop the {} first, and make it anew afterwards", it.kind);
                let (object, aspect) = (object.clone(), Aspect::Whole);
                found.push(Refusal { object, aspect, message, help: Some(help) });
            }
        }
    }
    found
}

/// A rebuild, the drop of a table that keys refer to, and other names of values in keys come while
/// keys are not enforced: a dropped parent would take its children's rows along.
pub fn around(actions: &[Action]) -> (Vec<Statement>, Vec<Statement>) {
    let phases = [Phase::Guard as u8, Phase::Rebuild as u8, Phase::DropTable as u8];
    let needed = actions.iter().any(|it| phases.contains(&it.phase));
    if !needed {
        return (Vec::new(), Vec::new());
    }
    (
        vec![Statement::new("PRAGMA foreign_keys = OFF")],
        vec![Statement::new("PRAGMA foreign_keys = ON")],
    )
}

/// The operations were made from these schemas, so that a rename fits.
fn rename(schema: &mut Schema, operation: &Operation) {
    let fits = ops::apply(operation, schema);
    debug_assert_eq!(fits, Ok(()));
}

fn action(phase: Phase, table: &QualifiedName, statements: Vec<Statement>) -> Action {
    let mut touches = Touches::default();
    touches.provides.insert(ObjectId::Table(table.clone()));
    Action { phase: phase as u8, touches, statements, ..Action::default() }
}

/// Renames come first and in their order, so that everything else can speak in new names.
fn renamed(sql: String) -> Action {
    let statements = vec![Statement::new(sql)];
    Action { phase: Phase::Rename as u8, statements, ..Action::default() }
}

fn create(name: &QualifiedName, table: &Table) -> Action {
    let mut statements = vec![Statement::new(create_table(&name.name, table))];
    statements.extend(indexes(&name.name, table));
    let mut action = action(Phase::Create, name, statements);
    let parents = table.foreign_keys.iter().map(|key| &key.references);
    action.touches.requires =
        parents.filter(|it| *it != name).map(|it| ObjectId::Table(it.clone())).collect();
    action
}

fn drop(name: &QualifiedName, table: &Table) -> Action {
    let statement = Statement::new(format!("DROP TABLE {}", quote(&name.name)))
        .hazard(HazardKind::LosesData, format!("table {name} with all its rows"));
    let mut touches = Touches::default();
    touches.destroys.insert(ObjectId::Table(name.clone()));
    let parents = table.foreign_keys.iter().map(|key| &key.references);
    touches.releases =
        parents.filter(|it| *it != name).map(|it| ObjectId::Table(it.clone())).collect();
    Action {
        phase: Phase::DropTable as u8,
        touches,
        statements: vec![statement],
        ..Action::default()
    }
}

/// New names of values by column; there are no types here, and the rows hold them as texts.
fn values_of<'a>(
    transition: &'a Transition,
    name: &QualifiedName,
) -> BTreeMap<&'a str, &'a [(String, String)]> {
    let own = transition.revalued.iter().filter(|((table, _), _)| table == name);
    own.map(|((_, column), values)| (column.as_str(), values.as_slice())).collect()
}

fn update_values(
    name: &QualifiedName,
    table: &Table,
    column: &str,
    values: &[(String, String)],
) -> Action {
    let (own, or) = (quote(&name.name), or_abort(table));
    let turns = revaluations(&Sqlite, table, column, values);
    let column = quote(column);
    let statements = turns.into_iter().map(|(value, held)| {
        Statement::new(format!(
            "UPDATE {or}{own} SET {column} = {value} WHERE {column} IN ({held})"
        ))
    });
    action(Phase::Values, name, statements.collect())
}

/// An index goes by its name alone, whatever its table.
fn drop_index(name: &str) -> Action {
    let statements = vec![Statement::new(format!("DROP INDEX {}", quote(name)))];
    Action { phase: Phase::DropIndex as u8, statements, ..Action::default() }
}

/// Indexes whose names another table has afterwards: all indexes share their names.
fn moved_names(before: &Schema, after: &Schema) -> Vec<String> {
    fn plain(schema: &Schema) -> impl Iterator<Item = (String, &QualifiedName)> {
        schema.tables.iter().flat_map(|(name, table)| {
            let indexes = table.indexes.iter().filter(|it| !is_constraint(it));
            indexes.map(move |index| (index.key(), name))
        })
    }
    let afterwards: BTreeSet<(String, &QualifiedName)> = plain(after).collect();
    let names: BTreeMap<&String, usize> =
        afterwards.iter().fold(BTreeMap::new(), |mut names, (index, _)| {
            *names.entry(index).or_default() += 1;
            names
        });
    plain(before)
        .filter(|it| {
            let own = usize::from(afterwards.contains(it));
            names.get(&it.0).is_some_and(|owners| *owners > own)
        })
        .map(|(index, _)| index)
        .collect()
}

fn indexes(name: &str, table: &Table) -> Vec<Statement> {
    let plain = table.indexes.iter().filter(|it| !is_constraint(it));
    plain.map(|index| Statement::new(create_index(name, index))).collect()
}

/// The actions that SQLite has for the operations, unless one of them needs a rebuild.
fn in_place(
    name: &QualifiedName,
    old: &Table,
    operations: &[&Operation],
    beside: &[Unmanaged],
) -> Option<Vec<Action>> {
    let mut left = old.clone();
    let mut done = Vec::new();
    let create_index = |index: &Index| {
        let statement = Statement::new(create_index(&name.name, index));
        let statement = match index.unique {
            true => statement.hazard(HazardKind::MayFail, equal(name, index)),
            false => statement,
        };
        action(Phase::CreateIndex, name, vec![statement])
    };
    for operation in operations {
        let Operation::Index(_, change) = operation else { continue };
        if change.before().or(change.after()).is_some_and(is_constraint)
            || change.after().is_some_and(is_constraint)
        {
            return None;
        }
        let was = match change {
            Change::Rename { from, to } => {
                let mut index = left.indexes.iter().find(|it| it.key() == *from)?.clone();
                if is_constraint(&index) {
                    return None;
                }
                done.push(drop_index(from));
                index.name = Facet::Is(to.clone());
                done.push(create_index(&index));
                from.clone()
            }
            Change::Add(index) => {
                done.push(create_index(index));
                continue;
            }
            Change::Drop(index) => {
                done.push(drop_index(&index.key()));
                index.key()
            }
            Change::Alter { before, after } => {
                done.push(drop_index(&before.key()));
                done.push(create_index(after));
                before.key()
            }
        };
        left.indexes.retain(|it| it.key() != was);
    }
    for operation in operations {
        let (phase, statement) = match operation {
            Operation::Index(..) => continue,
            Operation::Column(it) => match &it.change {
                Change::Add(column) if it.fill.is_none() && can_add(column) => {
                    let definition = column_definition(column);
                    let table = quote(&name.name);
                    let sql = format!("ALTER TABLE {table} ADD COLUMN {definition}");
                    (Phase::AddColumn, Statement::new(sql))
                }
                Change::Drop(column) if can_drop(column, &left, beside) => {
                    let (table, name_) = (quote(&name.name), quote(&column.name));
                    let statement =
                        Statement::new(format!("ALTER TABLE {table} DROP COLUMN {name_}"));
                    (Phase::DropColumn, statement.hazard(HazardKind::LosesData, lost(name, column)))
                }
                _ => return None,
            },
            _ => return None,
        };
        done.push(action(phase, name, vec![statement]));
    }
    Some(done)
}

/// <https://sqlite.org/lang_altertable.html#altertabaddcol>
fn can_add(column: &Column) -> bool {
    let constant = !matches!(column.default, Some(DefaultValue::Sql(_)));
    let stored = column.generated.as_ref().is_some_and(|it| it.stored);
    let virtual_ = column.generated.is_some() && !stored;
    constant && !stored && (column.nullable || column.default.is_some() || virtual_)
}

/// <https://sqlite.org/lang_altertable.html#altertabdropcol>
fn can_drop(column: &Column, table: &Table, beside: &[Unmanaged]) -> bool {
    let name = &column.name;
    // An expression that holds the name, even as a part of another, is taken to read the column.
    let reads = |sql: &str| sql.to_lowercase().contains(&name.to_lowercase());
    let in_index = |index: &Index| {
        index.predicate.as_deref().is_some_and(reads)
            || index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(column) => column == name,
                IndexKey::Expression(sql) => reads(sql),
            })
    };
    !table.key_columns().contains(name)
        && !table.indexes.iter().any(in_index)
        && !table.foreign_keys.iter().any(|key| key.columns.contains(name))
        && !table.checks.iter().any(|check| reads(&check.expression))
        && !table
            .columns
            .iter()
            .filter_map(|it| it.generated.as_ref())
            .any(|it| reads(&it.expression))
        && !beside.iter().any(|it| {
            matches!(it.kind, "view" | "trigger") && it.columns().any(|(_, read)| read == name)
        })
}

/// Makes the table anew under another name, copies the rows, and puts it in the old one's place.
fn rebuild(
    name: &QualifiedName,
    [old, new]: [&Table; 2],
    operations: &[&Operation],
    values: &BTreeMap<&str, &[(String, String)]>,
    (known_as, beside): (&QualifiedName, &[Unmanaged]),
) -> Action {
    let fills: BTreeMap<&str, &str> = operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Column(it) => Some((it.change.after()?.name.as_str(), it.fill.as_deref()?)),
            _ => None,
        })
        .collect();
    let table = quote(&name.name);
    let temporary = format!("autogen_new_{}", name.name);
    let made = quote(&temporary);

    let mut targets = Vec::new();
    let mut sources = Vec::new();
    let held = |column: &str| match values.get(column) {
        Some(values) => revalued(&Sqlite, &quote(column), values),
        None => quote(column),
    };
    for column in new.columns.iter().filter(|it| it.generated.is_none()) {
        let kept = old.column(&column.name);
        // A STRICT table takes no text for bytes.
        let bytes = new.options.contains_key(canonical::STRICT) && column.ty == ColumnType::Blob;
        let fill = fills.get(column.name.as_str()).map(|fill| match bytes {
            true => format!("CAST({fill} AS BLOB)"),
            false => (*fill).to_owned(),
        });
        let source = match (kept, fill) {
            (None, None) => continue,
            (None, Some(fill)) => fill,
            (Some(_), Some(fill)) => format!("coalesce({}, {fill})", held(&column.name)),
            (Some(_), None) => held(&column.name),
        };
        targets.push(quote(&column.name));
        sources.push(source);
    }

    if let Some(column) = new.columns.iter().find(|it| it.generated.is_none())
        && targets.is_empty()
    {
        // No value of the old rows is left, but the rows are.
        targets.push(quote(&column.name));
        sources.push(column.default.as_ref().map_or_else(|| "NULL".to_owned(), default));
    }

    let mut first = Statement::new(create_table(&temporary, new));
    first.directive = Some(format!("{REBUILD} {name}"));
    let keeps = |it: &Column| {
        new.column(&it.name).is_some_and(|new| new.generated.is_none() || it.generated.is_some())
    };
    for column in old.columns.iter().filter(|it| !keeps(it)) {
        first = first.hazard(HazardKind::LosesData, lost(name, column));
    }
    let mut statements = vec![first];
    if !targets.is_empty() {
        let mut copy = Statement::new(format!(
            "INSERT {}INTO {made} ({}) SELECT {} FROM {table}",
            or_abort(new),
            targets.join(", "),
            sources.join(", ")
        ));
        for text in in_the_way(name, old, new, operations) {
            copy = copy.hazard(HazardKind::MayFail, text);
        }
        statements.push(copy);
    }
    if new.columns.iter().any(|it| it.auto_increment != AutoIncrement::No)
        && old.columns.iter().any(|it| it.auto_increment != AutoIncrement::No)
    {
        // Numbers once given are not given again, even when their rows are gone.
        let (new, old) = (literal(&temporary), literal(&name.name));
        statements.push(Statement::new(format!("DELETE FROM sqlite_sequence WHERE name = {new}")));
        statements.push(Statement::new(format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence WHERE name = {old}"
        )));
    }
    statements.push(Statement::new(format!("DROP TABLE {table}")));
    // With this pragma, views that read the table do not stand in the way of the rename.
    statements.push(Statement::new("PRAGMA legacy_alter_table = ON"));
    statements.push(Statement::new(format!("ALTER TABLE {made} RENAME TO {table}")));
    statements.push(Statement::new("PRAGMA legacy_alter_table = OFF"));
    for index in new.indexes.iter().filter(|it| !is_constraint(it)) {
        let mut statement = Statement::new(create_index(&name.name, index));
        if index.unique && !operations.iter().all(|it| leaves(it, index)) {
            statement = statement.hazard(HazardKind::MayFail, equal(name, index));
        }
        statements.push(statement);
    }
    let triggers = beside.iter().filter(|it| is_trigger_of(it, known_as));
    statements.extend(triggers.filter_map(|it| it.definition.clone()).map(Statement::new));
    action(Phase::Rebuild, name, statements)
}

/// Where constraints of a table say so, rows that break them give way without a word: not here.
fn or_abort(table: &Table) -> &'static str {
    if resolves_conflicts(table) { "OR ABORT " } else { "" }
}

/// Fails while foreign keys are enforced, when dropping the old table would delete rows that
/// refer to it.
fn keys_are_off() -> Action {
    let on = "pragma_foreign_keys WHERE foreign_keys <> 0";
    let statements = guard(&Sqlite, "foreign_keys is off", on);
    Action { phase: Phase::Guard as u8, statements, ..Action::default() }
}

/// Fails when a row of a rebuilt table, or one that refers to it, has a key that leads nowhere.
fn keys_hold(rebuilt: &[&QualifiedName]) -> Action {
    let names: Vec<String> = rebuilt.iter().map(|it| literal(&it.name)).collect();
    let names = names.join(", ");
    // No other table is looked at: what is amiss there was so before.
    let broken = format!(
        "sqlite_schema AS t, pragma_foreign_key_check(t.name) AS k WHERE t.type = 'table' \
         AND (t.name COLLATE NOCASE IN ({names}) OR EXISTS (SELECT 1 \
         FROM pragma_foreign_key_list(t.name) WHERE \"table\" COLLATE NOCASE IN ({names}))) \
         AND (t.name COLLATE NOCASE IN ({names}) OR k.parent COLLATE NOCASE IN ({names}))"
    );
    let statements = guard(&Sqlite, "foreign keys hold", &broken);
    Action { phase: Phase::Check as u8, statements, ..Action::default() }
}

//! Columns: added, dropped, altered, and made anew where altering is not enough.

use crate::dialect::{Action, HazardKind, Statement, value_hazards};
use crate::ops::Touches;
use crate::schema::*;
use crate::target::Version;

use super::expression::is_volatile;
use super::moves::{ColumnMove, Way};
use super::{
    Lowering, Phase, action, casts, defaults, expression, lost, numbering, online, render,
};

/// `ALTER TABLE t `, and the statements that follow from there.
pub struct Alter<'a> {
    pub table: &'a QualifiedName,
    /// In quotes.
    pub column: String,
    pub statements: Vec<Statement>,
}

impl<'a> Alter<'a> {
    pub fn new(table: &'a QualifiedName, column: &str) -> Self {
        Self { table, column: render::quote(column), statements: Vec::new() }
    }

    pub fn push(&mut self, sql: String) -> &mut Statement {
        self.statements.push(Statement::new(sql));
        let last = self.statements.len() - 1;
        &mut self.statements[last]
    }

    pub fn table(&mut self, what: &str) -> &mut Statement {
        self.push(format!("ALTER TABLE {} {what}", render::qualified(self.table)))
    }

    pub fn column(&mut self, what: &str) -> &mut Statement {
        let column = self.column.clone();
        self.table(&format!("ALTER COLUMN {column} {what}"))
    }

    /// Changes rows in the transaction that changes the table.
    pub fn update(&mut self, it: &Lowering, value: &str, condition: &str) -> &mut Statement {
        let (table, column) = (self.table, self.column.clone());
        let name = render::qualified(table);
        let statement = self.push(format!("UPDATE {name} SET {column} = {value}{condition}"));
        *statement = filled(it, std::mem::take(statement), table);
        statement
    }

    pub fn set_default(&mut self, value: Option<&DefaultValue>) {
        match value {
            Some(value) => self.column(&format!("SET DEFAULT {}", render::default(value))),
            None => self.column("DROP DEFAULT"),
        };
    }

    pub fn comment(&mut self, text: Option<&str>) {
        let on = format!("COLUMN {}.{}", render::qualified(self.table), self.column);
        self.push(render::comment(&on, text));
    }

    /// The call that finds the sequence of the column.
    pub fn sequence(&self, column: &str) -> String {
        let table = render::literal(&render::qualified(self.table));
        format!("pg_get_serial_sequence({table}, {})", render::literal(column))
    }
}

pub fn push_hazard(statement: &mut Statement, kind: HazardKind, text: String) {
    *statement = std::mem::take(statement).hazard(kind, text);
}

pub fn add(it: &Lowering, table: &QualifiedName, column: &Column) -> Vec<Action> {
    let mut alter = Alter::new(table, &column.name);
    let touches = Touches {
        provides: [ObjectId::Column(table.clone(), column.name.clone())].into(),
        requires: needed(table, column, it.after),
        ..Touches::default()
    };
    if let Some(actions) = numbering::add_in_use(it, table, column, &touches) {
        return actions;
    }
    let numbered = column.auto_increment != AutoIncrement::No;
    let fill = it.fills.get(&(table.clone(), column.name.clone()));
    let fill = fill.filter(|_| !numbered && column.generated.is_none());
    // What every row needs a value of its own for is filled in later steps.
    let own_value = match (fill, &column.default) {
        (Some(fill), _) => {
            defaults::parse(fill, &column.ty).is_none_or(|it| is_sql(&it)).then_some(fill.as_str())
        }
        (None, Some(DefaultValue::Sql(sql))) if !numbered && is_volatile(sql) => Some("DEFAULT"),
        (None, _) => None,
    };
    let later = own_value.and_then(|value| {
        online::fill_and_require(it, (table, &column.name), Some(value), !column.nullable, &touches)
    });
    match fill {
        _ if later.is_some() => {
            let empty = Column { default: None, nullable: true, ..column.clone() };
            alter.table(&format!("ADD COLUMN {}", render::column(&empty)));
            if column.default.is_some() {
                alter.set_default(column.default.as_ref());
            }
        }
        None => {
            let statement = alter.table(&format!("ADD COLUMN {}", render::column(column)));
            let valued = column.default.is_some() || column.generated.is_some() || numbered;
            if !column.nullable && !valued {
                let text = format!("{table} has rows, which would have no {}", column.name);
                push_hazard(statement, HazardKind::MayFail, text);
            }
            let own = matches!(&column.default, Some(DefaultValue::Sql(sql)) if is_volatile(sql));
            let stored = column.generated.as_ref().filter(|it| it.stored);
            if numbered || own || stored.is_some() {
                push_hazard(statement, HazardKind::Blocks, rewrites(table));
            }
            if let Some(generated) = stored.filter(|_| it.online && !it.back) {
                let there =
                    it.before.tables.get(table).is_some_and(|it| it.column(&column.name).is_some());
                for text in by_trigger(table, column, &generated.expression, there) {
                    push_hazard(statement, HazardKind::Instead, text);
                }
            }
        }
        Some(fill) => {
            let value = defaults::parse(fill, &column.ty);
            if value.as_ref().is_some_and(|it| !is_sql(it)) {
                let filled = Column { default: value.clone(), ..column.clone() };
                alter.table(&format!("ADD COLUMN {}", render::column(&filled)));
                if value != column.default {
                    alter.set_default(column.default.as_ref());
                }
            } else {
                let empty = Column { default: None, nullable: true, ..column.clone() };
                alter.table(&format!("ADD COLUMN {}", render::column(&empty)));
                alter.statements.extend(check_at_once(it, table));
                alter.update(it, fill, "");
                if !column.nullable {
                    push_hazard(alter.column("SET NOT NULL"), HazardKind::Blocks, scanned(table));
                }
                if column.default.is_some() {
                    alter.set_default(column.default.as_ref());
                }
            }
        }
    }
    alter.statements.extend(numbering::name_sequence(table, column));
    if let Some(counted) = numbering::count_as(table, column) {
        alter.statements.push(counted);
        let next = format!("nextval({})", alter.sequence(&column.name));
        alter.update(it, &next, "");
    }
    if numbered && column.nullable {
        alter.column("DROP NOT NULL");
    }
    if let Some(comment) = &column.comment {
        alter.comment(Some(comment));
    }
    let first = action(Phase::Columns, touches, alter.statements);
    [first].into_iter().chain(later.into_iter().flatten()).collect()
}

fn is_sql(value: &DefaultValue) -> bool {
    matches!(value, DefaultValue::Sql(_))
}

/// Lets nothing of an update wait for the end of the transaction: a table whose rows wait to be
/// checked is not altered.
fn check_at_once(it: &Lowering, name: &QualifiedName) -> Option<Statement> {
    let waits = |when: Deferrable| when == Deferrable::InitiallyDeferred;
    let table = it.before.tables.get(name)?;
    let own = table.primary_key.as_ref().is_some_and(|key| waits(key.deferrable))
        || table.indexes.iter().any(|index| waits(index.deferrable));
    let keys = it.before.tables.iter().flat_map(|(other, table)| {
        table.foreign_keys.iter().filter(move |key| other == name || key.references == *name)
    });
    let waiting = own || keys.map(|key| key.deferrable).any(waits);
    waiting.then(|| Statement::new("SET CONSTRAINTS ALL IMMEDIATE"))
}

/// Says that others wait for a table until its rows have their values, where the lock of its change
/// is held meanwhile.
fn filled(it: &Lowering, statement: Statement, table: &QualifiedName) -> Statement {
    match it.online && it.before.tables.contains_key(table) {
        true => {
            let text = format!("reads and writes of {table} while its rows get their values");
            statement.hazard(HazardKind::Blocks, text)
        }
        false => statement,
    }
}

pub fn rewrites(table: &QualifiedName) -> String {
    format!("reads and writes of {table} while it is rewritten")
}

fn scanned(table: &QualifiedName) -> String {
    format!("reads and writes of {table} while its rows are checked")
}

/// What must be there for a column: its enum type, and the columns that it is generated from.
pub fn needed(
    table: &QualifiedName,
    column: &Column,
    schema: &Schema,
) -> std::collections::BTreeSet<ObjectId> {
    let mut needed: std::collections::BTreeSet<ObjectId> =
        enum_of(&column.ty).map(|name| ObjectId::Enum(name.clone())).into_iter().collect();
    if let (Some(generated), Some(own)) = (&column.generated, schema.tables.get(table)) {
        let read = own.columns.iter().filter(|other| {
            other.name != column.name
                && super::expression::mentions(&generated.expression, &other.name)
        });
        needed.extend(read.map(|other| ObjectId::Column(table.clone(), other.name.clone())));
    }
    needed.extend(draws_on(table, column, schema));
    needed
}

/// The other tables that a column cannot do without: that whose rows it holds, and those with their
/// serial columns whose numbers its default takes.
pub fn draws_on(table: &QualifiedName, column: &Column, schema: &Schema) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let row = row_type(&column.ty).filter(|it| it != table && schema.tables.contains_key(it));
    found.extend(row.map(ObjectId::Table));
    let Some(DefaultValue::Sql(sql)) = &column.default else { return found };
    if !sql.contains("nextval(") {
        return found;
    }
    for (other, own) in schema.tables.iter().filter(|(other, _)| *other != table) {
        for it in own.columns.iter().filter(|it| it.auto_increment == AutoIncrement::Serial) {
            if sql.contains(&super::sequence::name(other, it).name) {
                found.push(ObjectId::Table(other.clone()));
                found.push(ObjectId::Column(other.clone(), it.name.clone()));
            }
        }
    }
    found
}

/// The table whose rows a column holds, or arrays of them, if it is one of a table.
pub fn row_type(ty: &ColumnType) -> Option<QualifiedName> {
    match ty {
        ColumnType::Native(name) => name.parse().ok(),
        ColumnType::Array(element) => row_type(element),
        _ => None,
    }
}

/// The enum type that a column's type is, or is an array of.
pub fn enum_of(ty: &ColumnType) -> Option<&QualifiedName> {
    match ty {
        ColumnType::Enum(name) => Some(name),
        ColumnType::Array(element) => enum_of(element),
        _ => None,
    }
}

pub fn drop(it: &Lowering, table: &QualifiedName, column: &Column, again: bool) -> Action {
    let mut alter = Alter::new(table, &column.name);
    let name = alter.column.clone();
    let statement = alter.table(&format!("DROP COLUMN {name}"));
    if !(again && column.generated.is_some()) {
        *statement =
            lost(std::mem::take(statement), format!("every value of {table}.{}", column.name));
    }
    let touches = Touches {
        releases: needed(table, column, it.before),
        destroys: [ObjectId::Column(table.clone(), column.name.clone())].into(),
        ..Touches::default()
    };
    let phase = if again { Phase::DropGenerated } else { Phase::DropColumns };
    action(phase, touches, alter.statements)
}

/// What turns one column into the other.
pub fn alter(
    it: &Lowering,
    (table, name): &(QualifiedName, String),
    moved: &ColumnMove,
) -> Vec<Action> {
    let ColumnMove { before, after, way } = moved;
    let retyped = match way {
        Way::Anew => {
            let mut actions = vec![drop(it, table, before, true)];
            actions.extend(add(it, table, after));
            return actions;
        }
        Way::Alter => before.ty != after.ty || before.collation != after.collation,
        Way::NewEnum => true,
    };
    let mut alter = Alter::new(table, name);
    let mut default = before.default.clone();
    let (was, is) = (before.auto_increment, after.auto_increment);

    if before.generated.is_some() && after.generated.is_none() {
        let copied = needs_copy(before, after, it.target.version);
        keep_values(&mut alter, it, before, copied);
    }
    if was != is {
        numbering::stop(&mut alter, name, was, is);
    }
    let in_the_way = match way {
        Way::NewEnum => true,
        Way::Alter | Way::Anew => retyped && !casts::keeps_default(&before.ty, &after.ty),
    };
    if default.is_some() && (in_the_way || (after.default.is_none() && default != after.default)) {
        alter.set_default(None);
        default = None;
    }
    if retyped {
        retype(&mut alter, it, before, after);
    }
    let kept = matches!(
        (was, is),
        (AutoIncrement::Serial, AutoIncrement::Serial)
            | (AutoIncrement::Identity { .. }, AutoIncrement::Identity { .. })
    );
    if kept {
        numbering::recount(&mut alter, it, before, after);
    }
    let object = ObjectId::Column(table.clone(), name.clone());
    let mut touches = Touches {
        provides: [object.clone()].into(),
        requires: needed(table, after, it.after),
        ..Touches::default()
    };
    let fill = it.fills.get(&(table.clone(), name.clone()));
    let later = match before.nullable && !after.nullable {
        true => {
            let column = (table, name.as_str());
            online::fill_and_require(it, column, fill.map(String::as_str), true, &touches)
        }
        false => None,
    };
    if before.nullable && !after.nullable && later.is_none() {
        if let Some(fill) = fill {
            let condition = format!(" WHERE {} IS NULL", alter.column);
            alter.statements.extend(check_at_once(it, table));
            let statement = alter.update(it, fill, &condition);
            let own = it.before.tables.get(table);
            for text in own.iter().flat_map(|own| value_hazards(table, own, name)) {
                push_hazard(statement, HazardKind::MayFail, text);
            }
        }
        let statement = alter.column("SET NOT NULL");
        if fill.is_none() {
            push_hazard(statement, HazardKind::MayFail, format!("a row of {table} has no {name}"));
        }
        push_hazard(statement, HazardKind::Blocks, scanned(table));
    }
    if !before.nullable && after.nullable {
        alter.column("DROP NOT NULL");
    }
    // A column that still takes nulls can be given no identity.
    let (mut last, after_all) = (Alter::new(table, name), touches.clone());
    if was != is {
        let identity = matches!(is, AutoIncrement::Identity { .. });
        let place = if identity && later.is_some() { &mut last } else { &mut alter };
        numbering::start(place, it, after, was, is);
    }
    if default != after.default {
        alter.set_default(after.default.as_ref());
    }
    if before.comment != after.comment {
        alter.comment(after.comment.as_deref());
    }
    if retyped {
        touches.destroys.insert(object);
    }
    if before.default != after.default {
        touches.releases.extend(draws_on(table, before, it.before));
    }
    if let (Some(generated), None) = (&before.generated, &after.generated) {
        // What it was generated from may change once it no longer is.
        let columns = it.before.tables.get(table).map_or(&[][..], |own| &own.columns);
        let read =
            columns.iter().filter(|it| expression::mentions(&generated.expression, &it.name));
        touches.releases.extend(read.map(|it| ObjectId::Column(table.clone(), it.name.clone())));
    }
    let first = action(Phase::Columns, touches, alter.statements);
    let last = action(Phase::Columns, after_all, last.statements);
    let last = Some(last).filter(|it| !it.statements.is_empty());
    [first].into_iter().chain(later.into_iter().flatten()).chain(last).collect()
}

fn retype(alter: &mut Alter, it: &Lowering, before: &Column, after: &Column) {
    let own = it.before.tables.get(alter.table);
    let name = &after.name;
    let mut sql = format!("TYPE {}", render::type_name(&after.ty));
    if let Facet::Is(name) = &after.collation {
        sql.push_str(&format!(" COLLATE {}", render::collation(name)));
    }
    if let Some(using) = casts::using(name, &before.ty, &after.ty) {
        sql.push_str(&format!(" USING {using}"));
    }
    let table = alter.table;
    let statement = alter.column(&sql);
    if let Some(what) = casts::loses(&before.ty, &after.ty) {
        push_hazard(statement, HazardKind::LosesData, format!("{what} of {table}.{name}"));
        // Values that differed may be one value then.
        for text in own.iter().flat_map(|own| value_hazards(table, own, name)) {
            push_hazard(statement, HazardKind::MayFail, text);
        }
    }
    if !casts::always_fits(&before.ty, &after.ty) {
        let target = render::type_name(&after.ty);
        let text = format!("a value of {table}.{name} is no {target}");
        push_hazard(statement, HazardKind::MayFail, text);
    }
    // A type of the same name is another one when it was made anew.
    let other = before.ty == after.ty && before.collation == after.collation;
    if other || casts::rewrites(&before.ty, &after.ty) {
        push_hazard(statement, HazardKind::Blocks, rewrites(table));
        if it.online && !it.back {
            for text in beside_the_old(table, before, after) {
                push_hazard(statement, HazardKind::Instead, text);
            }
        }
    } else if own
        .is_some_and(|own| super::reads_again(own, name, before.collation != after.collation))
    {
        let text =
            format!("reads and writes of {table} while its indexes and checks read its rows");
        push_hazard(statement, HazardKind::Blocks, text);
    }
}

/// How a column gets another type while the table is in use. It is no plan: the column ends up
/// behind all others, and nobody but the application knows when it is ready for the switch.
fn beside_the_old(table: &QualifiedName, before: &Column, after: &Column) -> [String; 3] {
    let on = render::qualified(table);
    let old = render::quote(&before.name);
    let new = render::quote(&super::names::clip(&format!("{}_new", after.name)));
    let ty = render::type_name(&after.ty);
    let value = casts::using(&after.name, &before.ty, &after.ty);
    let value = value.unwrap_or_else(|| format!("{old}::{ty}"));
    let synced = value.replace(&old, &format!("NEW.{old}"));
    let sync = super::names::clip(&format!("{}_{}_sync", table.name, after.name));
    let function = render::qualified(&table.sibling(sync.as_str()));
    let trigger = render::quote(&sync);
    [
        format!(
            "first, in a revision by hand: ALTER TABLE {on} ADD COLUMN {new} {ty}; \
             CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN NEW.{new} := {synced}; RETURN NEW; END $$; \
             CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {on} FOR EACH ROW EXECUTE FUNCTION {function}()"
        ),
        format!(
            "then, below the directive `autogen: batch`: UPDATE {on} SET {new} = {value} WHERE {new} IS DISTINCT FROM {value}; \
             and what {old} has of indexes, keys and NOT NULL for {new}"
        ),
        format!(
            "once all is filled, in another revision and one transaction: DROP TRIGGER {trigger} ON {on}; \
             DROP FUNCTION {function}(); ALTER TABLE {on} DROP COLUMN {old}; ALTER TABLE {on} RENAME COLUMN {new} TO {old}"
        ),
    ]
}

/// What does the work of a stored column while the table is in use: there is no way to make one
/// beside readers and writers.
fn by_trigger(
    table: &QualifiedName,
    column: &Column,
    expression: &str,
    there: bool,
) -> [String; 2] {
    let (on, name) = (render::qualified(table), render::quote(&column.name));
    let add = match there {
        true => String::new(),
        false => {
            format!("ALTER TABLE {on} ADD COLUMN {name} {}; ", render::type_name(&column.ty))
        }
    };
    let sync = super::names::clip(&format!("{}_{}_sync", table.name, column.name));
    let function = render::qualified(&table.sibling(sync.as_str()));
    let (trigger, row) = (render::quote(&sync), render::quote(&table.name));
    [
        format!(
            "keep a plain column, in the model too, and first, in a revision by hand: {add}\
             CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN SELECT {expression} INTO NEW.{name} FROM (SELECT NEW.*) AS {row}; RETURN NEW; END $$; \
             CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {on} FOR EACH ROW EXECUTE FUNCTION {function}()"
        ),
        format!(
            "then, in another revision and below the directive `autogen: batch`: \
             UPDATE {on} SET {name} = {expression} WHERE {name} IS DISTINCT FROM ({expression})"
        ),
    ]
}

/// Makes a plain column of a generated one. For virtual columns, and before PostgreSQL 13, there is
/// only copying.
fn keep_values(alter: &mut Alter, it: &Lowering, before: &Column, copied: bool) {
    if !copied {
        alter.column("DROP EXPRESSION");
        return;
    }
    let kept = Column {
        name: super::names::clip(&format!("ag_new_{}", before.name)),
        generated: None,
        nullable: true,
        ..before.clone()
    };
    let (from, to) = (alter.column.clone(), render::quote(&kept.name));
    alter.table(&format!("ADD COLUMN {}", render::column(&kept)));
    let table = alter.table;
    let name = render::qualified(table);
    let statement = alter.push(format!("UPDATE {name} SET {to} = {from}"));
    *statement = filled(it, std::mem::take(statement), table);
    alter.table(&format!("DROP COLUMN {from}"));
    alter.table(&format!("RENAME COLUMN {to} TO {from}"));
    if !before.nullable {
        alter.column("SET NOT NULL");
    }
    if let Some(comment) = &before.comment {
        alter.comment(Some(comment));
    }
}

/// Whether a generated column becomes a plain one by copying its values to a new column.
pub fn needs_copy(before: &Column, after: &Column, version: Version) -> bool {
    let stored = before.generated.as_ref().map(|it| it.stored);
    let plain = after.generated.is_none();
    plain && stored.is_some_and(|stored| !stored || version < Version::new(13, 0, 0))
}

//! Edits that make a related schema of one, as people change their entities.

mod repair;

use autogen::ops::Renames;
use autogen::schema::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use crate::generate::columns::*;
use crate::generate::facets::{Facets, facet};
use crate::generate::members::*;
use crate::generate::*;
pub use repair::repair;
use repair::*;

/// A change to a schema. What it picks is found at random; where there is nothing to pick, it does
/// nothing.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Whether a table may go that has the name.
    RenameTable(Pick, QualifiedName, bool),
    RenameColumn(Pick, Pick, String),
    RenameEnum(Pick, QualifiedName, bool),
    /// Two or three objects change their names in a circle; in a chain the last gets a new one.
    RotateTables(Vec<Pick>, Option<QualifiedName>),
    RotateColumns(Pick, Vec<Pick>, Option<String>),
    SwapEnums,
    /// One value gets another name, or several take each other's, the last one the new name.
    Revalue(Pick, Vec<Pick>, Option<String>),
    CreateTable(QualifiedName, TableBody),
    DropTable(Pick),
    AddColumn(Pick, String, ColumnBody),
    DropColumn(Pick, Pick),
    Reorder(Pick, Pick),
    Type(Pick, Pick, ColumnType),
    /// A type that takes every value of the old one.
    Widen(Pick, Pick),
    OfEnum(Pick, Pick, Pick),
    Nullable(Pick, Pick),
    Default(Pick, Pick, Option<Pick>),
    Collation(Pick, Pick),
    Comment(Pick, Option<Pick>, Option<String>),
    AutoIncrement(Pick, Pick),
    PrimaryKey(Pick, Vec<Pick>),
    AddIndex(Pick, IndexBody),
    ReplaceIndex(Pick, Pick, IndexBody),
    DropIndex(Pick, Pick),
    Unique(Pick, Pick),
    AddKey(KeyBody),
    DropKey(Pick, Pick),
    KeyActions(Pick, Pick, ReferentialAction, ReferentialAction),
    Deferrable(Pick, Pick, Deferrable),
    Check(Pick, Pick, bool),
    DropCheck(Pick, Pick),
    Generated(Pick, Pick, bool),
    Values(Pick, Vec<String>),
    CreateEnum(QualifiedName, Vec<String>),
    DropEnum(Pick),
    Facet(Facets),
}

pub fn edit(names: Names) -> impl Strategy<Value = Edit> {
    use ReferentialAction::*;
    let pick = any::<Pick>;
    let two = any::<(Pick, Pick)>;
    let maybe = || proptest::option::of(any::<Pick>());
    let action = || select(vec![NoAction, Restrict, Cascade, SetNull]);
    let some = || vec(any::<Pick>(), 2..=3);
    let enums = || select(names::ENUMS).prop_map(QualifiedName::bare);
    let table_name = move || names::table(names);
    let column_name = move || names::column(names);
    let new_table = proptest::option::of(table_name());
    let new_column = proptest::option::of(column_name());
    let renames = prop_oneof![
        3 => (pick(), table_name(), any::<bool>())
            .prop_map(|(a, to, over)| Edit::RenameTable(a, to, over)),
        4 => (two(), column_name()).prop_map(|((a, b), to)| Edit::RenameColumn(a, b, to)),
        1 => (some(), new_table).prop_map(|(all, to)| Edit::RotateTables(all, to)),
        1 => (pick(), some(), new_column)
            .prop_map(|(a, all, to)| Edit::RotateColumns(a, all, to)),
        1 => (pick(), enums(), any::<bool>())
            .prop_map(|(a, to, over)| Edit::RenameEnum(a, to, over)),
        1 => Just(Edit::SwapEnums),
        2 => (pick(), vec(pick(), 1..=3), proptest::option::weighted(0.7, value()))
            .prop_map(|(a, all, to)| Edit::Revalue(a, all, to)),
    ];
    let tables = prop_oneof![
        2 => (table_name(), table(names)).prop_map(move |(a, body)| Edit::CreateTable(a, body)),
        2 => pick().prop_map(Edit::DropTable),
        1 => (enums(), values()).prop_map(|(name, values)| Edit::CreateEnum(name, values)),
        1 => pick().prop_map(Edit::DropEnum),
    ];
    let columns = prop_oneof![
        3 => (pick(), column_name(), column(names))
            .prop_map(|(a, name, it)| Edit::AddColumn(a, name, it)),
        2 => two().prop_map(|(a, b)| Edit::DropColumn(a, b)),
        1 => two().prop_map(|(a, b)| Edit::Reorder(a, b)),
        2 => (two(), column_type(names)).prop_map(|((a, b), ty)| Edit::Type(a, b, ty)),
        3 => two().prop_map(|(a, b)| Edit::Widen(a, b)),
        1 => (two(), pick()).prop_map(|((a, b), which)| Edit::OfEnum(a, b, which)),
        3 => two().prop_map(|(a, b)| Edit::Nullable(a, b)),
        2 => (two(), maybe()).prop_map(|((a, b), it)| Edit::Default(a, b, it)),
        1 => two().prop_map(|(a, b)| Edit::Collation(a, b)),
        1 => (pick(), maybe(), comment()).prop_map(|(a, b, it)| Edit::Comment(a, b, it)),
        1 => two().prop_map(|(a, b)| Edit::AutoIncrement(a, b)),
        1 => (two(), any::<bool>()).prop_map(|((a, b), stored)| Edit::Generated(a, b, stored)),
    ];
    let deferrable =
        select(vec![Deferrable::No, Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred]);
    let members = prop_oneof![
        2 => (pick(), vec(pick(), 0..=2)).prop_map(|(a, columns)| Edit::PrimaryKey(a, columns)),
        2 => (pick(), index()).prop_map(|(a, it)| Edit::AddIndex(a, it)),
        1 => (two(), index()).prop_map(|((a, b), it)| Edit::ReplaceIndex(a, b, it)),
        1 => two().prop_map(|(a, b)| Edit::DropIndex(a, b)),
        1 => two().prop_map(|(a, b)| Edit::Unique(a, b)),
        2 => foreign_key().prop_map(Edit::AddKey),
        1 => two().prop_map(|(a, b)| Edit::DropKey(a, b)),
        1 => (two(), action(), action())
            .prop_map(|((a, b), delete, update)| Edit::KeyActions(a, b, delete, update)),
        1 => (two(), deferrable).prop_map(|((a, b), when)| Edit::Deferrable(a, b, when)),
        2 => (two(), any::<bool>()).prop_map(|((a, b), named)| Edit::Check(a, b, named)),
        1 => two().prop_map(|(a, b)| Edit::DropCheck(a, b)),
        2 => (pick(), values()).prop_map(|(a, values)| Edit::Values(a, values)),
        3 => facet().prop_map(Edit::Facet),
    ];
    prop_oneof![2 => renames, 1 => tables, 5 => columns, 4 => members]
}

impl Edit {
    /// Tables are renamed before columns, so that these are known by the new names of theirs.
    pub fn phase(&self) -> u8 {
        match self {
            Self::RenameTable(..)
            | Self::RotateTables(..)
            | Self::RenameEnum(..)
            | Self::SwapEnums => 0,
            Self::RenameColumn(..) | Self::RotateColumns(..) | Self::Revalue(..) => 1,
            _ => 2,
        }
    }

    /// Does it to a schema that was made of `origin`.
    pub fn apply(&self, schema: &mut Schema, renames: &mut Renames, origin: &Schema, names: Names) {
        // What there is nothing to pick for does nothing.
        let _ = self.try_apply(schema, renames, origin, names);
    }

    fn try_apply(
        &self,
        schema: &mut Schema,
        renames: &mut Renames,
        origin: &Schema,
        names: Names,
    ) -> Option<()> {
        let enums = schema.enums.clone();
        match self {
            Self::RenameTable(which, to, over) => {
                let from = table_of(schema, which)?;
                // A table stays in its schema.
                let to = &from.sibling(to.name.as_str());
                let free = from != *to && !known(&renames.tables, &[&from, to]);
                // A table that has the name goes.
                if free && (*over || !schema.tables.contains_key(to)) {
                    drop_table(schema, to);
                    rename_table(schema, &from, to);
                    renames.tables.push((from, to.clone()));
                }
            }
            Self::RenameEnum(which, to, over) => {
                let from = enum_of(schema, which)?;
                let free = from != *to && !known(&renames.enums, &[&from, to]);
                if free && (*over || !schema.enums.contains_key(to)) {
                    drop_enum(schema, to, names);
                    rename_enum(schema, &from, to);
                    renames.enums.push((from, to.clone()));
                }
            }
            Self::RotateTables(all, end) => {
                let mut all: Vec<_> = all.iter().filter_map(|it| table_of(schema, it)).collect();
                all.sort();
                all.dedup();
                let own = all.first()?.clone();
                all.retain(|it| it.schema == own.schema);
                let end = end.as_ref().map(|it| own.sibling(it.name.as_str()));
                let end = end.as_ref().filter(|it| !schema.tables.contains_key(it));
                if all.len() > 1
                    && !known(&renames.tables, &all.iter().chain(end).collect::<Vec<_>>())
                {
                    let new = rotated(&all, end.cloned());
                    let between = |n: usize| own.sibling(format!("between {n}"));
                    for (n, from) in all.iter().enumerate() {
                        rename_table(schema, from, &between(n));
                    }
                    for (n, to) in new.iter().enumerate() {
                        rename_table(schema, &between(n), to);
                    }
                    renames.tables.extend(all.into_iter().zip(new));
                }
            }
            Self::SwapEnums => {
                let all: Vec<QualifiedName> = schema.enums.keys().cloned().collect();
                let [one, other, ..] = all.as_slice() else { return None };
                if !known(&renames.enums, &[one, other]) {
                    let between = QualifiedName::bare("between");
                    rename_enum(schema, one, &between);
                    rename_enum(schema, other, one);
                    rename_enum(schema, &between, other);
                    renames.enums.push((one.clone(), other.clone()));
                    renames.enums.push((other.clone(), one.clone()));
                }
            }
            Self::Revalue(which, all, end) => {
                let name = enum_of(schema, which)?;
                let values = schema.enums[&name].values.clone();
                let mut all: Vec<String> = all.iter().map(|it| it.get(&values).clone()).collect();
                all.sort();
                all.dedup();
                let end = end.as_ref().filter(|it| !values.contains(it));
                let touched: Vec<&String> = all.iter().chain(end).collect();
                let known = |it: &(QualifiedName, String, String)| {
                    it.0 == name && (touched.contains(&&it.1) || touched.contains(&&it.2))
                };
                if (all.len() > 1 || end.is_some()) && !renames.values.iter().any(known) {
                    let new = rotated(&all, end.cloned());
                    let pairs = all.into_iter().zip(new);
                    let values: Vec<_> = pairs.map(|(from, to)| (name.clone(), from, to)).collect();
                    let only = Renames { values: values.clone(), ..Renames::default() };
                    for operation in only.operations() {
                        autogen::ops::apply(&operation, schema).expect("a free value");
                    }
                    renames.values.extend(values);
                }
            }
            Self::RenameColumn(table, which, to) => {
                let table = table_of(schema, table)?;
                let from = column_of(schema, &table, which)?;
                if from != *to && !column_known(renames, &table, &[&from, to]) {
                    drop_column(schema, &table, to, names);
                    // What it was generated from may be what went.
                    schema.tables.get(&table)?.column(&from)?;
                    rename_column(schema, &table, &from, to, names);
                    renames.columns.push((table, from, to.clone()));
                }
            }
            Self::RotateColumns(table, all, end) => {
                let table = table_of(schema, table)?;
                let mut all: Vec<String> =
                    all.iter().filter_map(|it| column_of(schema, &table, it)).collect();
                all.sort();
                all.dedup();
                let there = |name: &&String| schema.tables[&table].column(name).is_some();
                let end = end.as_ref().filter(|it| !there(it));
                let touched: Vec<&String> = all.iter().chain(end).collect();
                if all.len() > 1 && !column_known(renames, &table, &touched) {
                    let new = rotated(&all, end.cloned());
                    for (n, from) in all.iter().enumerate() {
                        rename_column(schema, &table, from, &format!("between_{n}"), names);
                    }
                    for (n, to) in new.iter().enumerate() {
                        rename_column(schema, &table, &format!("between_{n}"), to, names);
                    }
                    let pairs = all.into_iter().zip(new);
                    renames.columns.extend(pairs.map(|(from, to)| (table.clone(), from, to)));
                }
            }
            Self::CreateTable(name, body) => {
                // Indexes of a table that had the name may still be there, under theirs.
                let table = body.clone().build(&format!("{} 2", name.name), &enums, names);
                // A table that goes and one that comes would be one table that changes.
                if !origin.tables.contains_key(name)
                    || renames.tables.iter().any(|it| it.0 == *name)
                {
                    schema.tables.entry(name.clone()).or_insert(table);
                }
            }
            Self::DropTable(which) => {
                let name = table_of(schema, which)?;
                if schema.tables.len() > 1 && !renames.tables.iter().any(|(_, to)| *to == name) {
                    drop_table(schema, &name);
                    renames.columns.retain(|it| it.0 != name);
                }
            }
            Self::AddColumn(table, name, body) => {
                let own = schema.tables.get_mut(&table_of(schema, table)?)?;
                let column = body.clone().build(name.clone(), &enums, names);
                if own.column(&column.name).is_none() {
                    own.columns.push(Column { auto_increment: AutoIncrement::No, ..column });
                }
            }
            Self::DropColumn(table, which) => {
                let table = table_of(schema, table)?;
                let name = column_of(schema, &table, which)?;
                let renamed = renames.columns.iter().any(|(it, _, to)| *it == table && *to == name);
                let columns = &schema.tables[&table].columns;
                let plain = columns.iter().filter(|it| it.generated.is_none()).count();
                if plain > 1 && !renamed {
                    drop_column(schema, &table, &name, names);
                }
            }
            Self::Reorder(table, by) => {
                let own = schema.tables.get_mut(&table_of(schema, table)?)?;
                let count = own.columns.len();
                own.columns.rotate_left(by.index(count.max(1)).min(count));
            }
            Self::Type(table, which, ty) => {
                change_type(column_mut(schema, table, which)?, ty.clone(), &enums, names);
            }
            Self::Widen(table, which) => {
                let column = column_mut(schema, table, which)?;
                let ty = wider(&column.ty);
                change_type(column, ty, &enums, names);
            }
            Self::OfEnum(table, which, ty) => {
                let ty = ColumnType::Enum(enum_of(schema, ty)?);
                change_type(column_mut(schema, table, which)?, ty, &enums, names);
            }
            Self::Nullable(table, which) => {
                let column = column_mut(schema, table, which)?;
                column.nullable = !column.nullable || column.on_update.is_some();
            }
            Self::Default(table, which, value) => {
                let column = column_mut(schema, table, which)?;
                let suits = defaults(&column.ty, &enums, names);
                if column.auto_increment == AutoIncrement::No {
                    let value = value.filter(|_| !suits.is_empty());
                    column.default = value.map(|it| it.get(&suits).clone());
                }
            }
            Self::Collation(table, which) => {
                let column = column_mut(schema, table, which)?;
                column.collation = match (&column.collation, collation(&column.ty, names)) {
                    (Facet::Unspecified, Some(name)) => Facet::Is(name.to_owned()),
                    _ => Facet::Unspecified,
                };
            }
            Self::Comment(table, Some(which), text) => {
                column_mut(schema, table, which)?.comment.clone_from(text);
            }
            Self::Comment(table, None, text) => {
                table_mut(schema, table)?.comment.clone_from(text);
            }
            Self::AutoIncrement(table, how) => {
                let table = table_mut(schema, table)?;
                let key = table.key_columns().to_vec();
                for column in table.columns.iter_mut().filter(|it| key == [it.name.clone()]) {
                    let was = column.auto_increment != AutoIncrement::No;
                    if column.ty.is_integer() && column.default.is_none() {
                        let how = *how.get(numbered(names));
                        column.auto_increment = if was { AutoIncrement::No } else { how };
                    }
                }
            }
            Self::PrimaryKey(table, which) => {
                let table = table_mut(schema, table)?;
                let can = |it: &&Column| it.generated.is_none() && keyed(&it.ty);
                let can: Vec<String> =
                    table.columns.iter().filter(can).map(|it| it.name.clone()).collect();
                let mut columns: Vec<String> = Vec::new();
                for which in which.iter().filter(|_| !can.is_empty()) {
                    let column = which.get(&can);
                    if !columns.contains(column) {
                        columns.push(column.clone());
                    }
                }
                table.primary_key = (!columns.is_empty()).then(|| PrimaryKey::new(columns));
            }
            Self::AddIndex(table, body) => {
                let name = table_of(schema, table)?;
                let table = schema.tables.get_mut(&name)?;
                let index = body.clone().build(&name.name, 7, &table.columns, names)?;
                if table.indexes.iter().all(|it| it.key() != index.key()) {
                    table.indexes.push(index);
                }
            }
            Self::ReplaceIndex(table, which, body) => {
                let name = table_of(schema, table)?;
                let table = schema.tables.get_mut(&name)?;
                let index = body.clone().build(&name.name, 7, &table.columns, names)?;
                let count = table.indexes.len();
                let old = table.indexes.get_mut(which.index(count.max(1)))?;
                if !old.name.is_unspecified() {
                    *old = Index { name: old.name.clone(), ..index };
                }
            }
            Self::DropIndex(table, which) => {
                let table = table_mut(schema, table)?;
                if !table.indexes.is_empty() {
                    table.indexes.remove(which.index(table.indexes.len()));
                }
            }
            Self::Unique(table, which) => {
                let table = table_mut(schema, table)?;
                let count = table.indexes.len();
                let index = table.indexes.get_mut(which.index(count.max(1)))?;
                if index.method.is_none() && index.parts.iter().all(|it| it.prefix.is_none()) {
                    index.unique = !index.unique;
                    index.parts[0].descending = false;
                    index.deferrable = Deferrable::No;
                    index.nulls_not_distinct = false;
                    if index.constraint == Facet::Is(true) {
                        index.constraint = Facet::Unspecified;
                    }
                }
            }
            Self::AddKey(body) => body.clone().add(schema, names),
            Self::DropKey(table, which) => {
                let table = table_mut(schema, table)?;
                if !table.foreign_keys.is_empty() {
                    table.foreign_keys.remove(which.index(table.foreign_keys.len()));
                }
            }
            Self::KeyActions(table, which, delete, update) => {
                let table = table_mut(schema, table)?;
                let count = table.foreign_keys.len();
                let key = table.foreign_keys.get_mut(which.index(count.max(1)))?;
                (key.on_delete, key.on_update) = (*delete, *update);
            }
            Self::Deferrable(table, which, when) => {
                let table = table_mut(schema, table)?;
                let count = table.foreign_keys.len();
                let key = table.foreign_keys.get_mut(which.index(count.max(1)))?;
                if names != Names::Live(crate::support::Engine::Mysql) {
                    key.deferrable = *when;
                }
            }
            Self::Check(table, which, named) => {
                let name = table_of(schema, table)?;
                let table = schema.tables.get_mut(&name)?;
                let expression = check(table, *which, names)?;
                let named = *named || known_by_text(names);
                table.checks.retain(|it| it.name.is_unspecified() == named);
                let name = match named {
                    true => Facet::Is(names::fitting(format!("check_0_{}", name.name))),
                    false => Facet::Unspecified,
                };
                let check = Check { name, ..Check::new(expression) };
                if table.checks.iter().all(|it| it.key() != check.key()) {
                    table.checks.push(check);
                }
            }
            Self::DropCheck(table, which) => {
                let table = table_mut(schema, table)?;
                if !table.checks.is_empty() {
                    table.checks.remove(which.index(table.checks.len()));
                }
            }
            Self::Generated(table, which, stored) => {
                let table = table_mut(schema, table)?;
                let at = table.columns.iter().position(|it| it.generated.is_some());
                let old = at.map(|at| table.columns.remove(at));
                let stored = *stored || names == Names::Live(crate::support::Engine::Postgres);
                if let Some(new) = generated(table, *which, stored, names) {
                    // A generated column that there was has the name already.
                    let name = old.map_or(new.name.clone(), |old| old.name);
                    table.columns.push(Column { name, ..new });
                }
            }
            Self::Values(which, values) => {
                schema.enums.get_mut(&enum_of(schema, which)?)?.values.clone_from(values);
            }
            Self::Facet(facet) => facet.apply(table_mut(schema, &facet.table)?, names)?,
            Self::CreateEnum(name, values) => {
                if !origin.enums.contains_key(name) || renames.enums.iter().any(|it| it.0 == *name)
                {
                    let new = EnumType { values: values.clone(), by: Owner::Model };
                    schema.enums.entry(name.clone()).or_insert(new);
                }
            }
            Self::DropEnum(which) => {
                let name = enum_of(schema, which)?;
                if !renames.enums.iter().any(|(_, to)| *to == name) {
                    drop_enum(schema, &name, names);
                }
            }
        }
        Some(())
    }
}

/// Each has the name of the next; the last that of the first, or the one at the end.
fn rotated<T: Clone>(all: &[T], end: Option<T>) -> Vec<T> {
    let last = end.unwrap_or_else(|| all[0].clone());
    all[1..].iter().cloned().chain([last]).collect()
}

fn table_of(schema: &Schema, which: &Pick) -> Option<QualifiedName> {
    let names: Vec<&QualifiedName> = schema.tables.keys().collect();
    (!names.is_empty()).then(|| (*which.get(&names)).clone())
}

fn table_mut<'a>(schema: &'a mut Schema, which: &Pick) -> Option<&'a mut Table> {
    let name = table_of(schema, which)?;
    schema.tables.get_mut(&name)
}

fn enum_of(schema: &Schema, which: &Pick) -> Option<QualifiedName> {
    let names: Vec<&QualifiedName> = schema.enums.keys().collect();
    (!names.is_empty()).then(|| (*which.get(&names)).clone())
}

/// A column that is not generated.
fn column_of(schema: &Schema, table: &QualifiedName, which: &Pick) -> Option<String> {
    let columns: Vec<&Column> =
        schema.tables.get(table)?.columns.iter().filter(|it| it.generated.is_none()).collect();
    (!columns.is_empty()).then(|| which.get(&columns).name.clone())
}

fn column_mut<'a>(schema: &'a mut Schema, table: &Pick, which: &Pick) -> Option<&'a mut Column> {
    let table = table_of(schema, table)?;
    let name = column_of(schema, &table, which)?;
    schema.tables.get_mut(&table)?.columns.iter_mut().find(|it| it.name == name)
}

fn known(renames: &[(QualifiedName, QualifiedName)], names: &[&QualifiedName]) -> bool {
    renames.iter().any(|(a, b)| names.contains(&a) || names.contains(&b))
}

fn column_known(renames: &Renames, table: &QualifiedName, names: &[&String]) -> bool {
    renames.columns.iter().any(|(t, a, b)| t == table && (names.contains(&a) || names.contains(&b)))
}

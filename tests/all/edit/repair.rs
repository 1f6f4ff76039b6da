use autogen::ops::{self, Change, Operation, TableChange, expression};
use autogen::schema::*;

use crate::generate::columns::{collation, defaults};
use crate::generate::expressions::{self, For};
use crate::generate::members::{referenceable, stands};
use crate::generate::names::fitting;
use crate::generate::{Names, facets, keyed, partitions, purpose, readable};
use crate::rows::quoted;
use crate::support::Engine;

/// Takes out what no longer has what it rests on, so that the schema is one that could be.
pub fn repair(schema: &mut Schema, names: Names) {
    let enums = schema.enums.clone();
    for table in schema.tables.values_mut() {
        for column in &mut table.columns {
            // Values of the type may have gone.
            if column.ty.enum_name().is_some() && column.default.is_some() {
                let suits = defaults(&column.ty, &enums, names);
                column.default.take_if(|it| !suits.contains(it));
            }
            if collation(&column.ty, names).is_none() {
                column.collation = Facet::Unspecified;
            }
            let times =
                matches!(column.ty, ColumnType::DateTime(None) | ColumnType::Timestamp(None));
            column.on_update.take_if(|_| !times);
        }
        let columns = table.columns.clone();
        let column = |name: &String| columns.iter().find(|it| it.name == *name);
        let in_key =
            |name: &String| column(name).is_some_and(|it| keyed(&it.ty) && it.generated.is_none());
        table.primary_key.take_if(|key| !key.columns.iter().all(in_key));
        let key = table.key_columns().to_vec();
        for column in &mut table.columns {
            column.nullable &= !key.contains(&column.name);
            // Only a key of its own lets every engine number the rows.
            if key != [column.name.clone()] || !column.ty.is_integer() {
                column.auto_increment = AutoIncrement::No;
            }
            // PostgreSQL numbers signed integers alone.
            if names == Names::Live(Engine::Postgres) && column.ty == ColumnType::U64 {
                column.auto_increment = AutoIncrement::No;
            }
            column.nullable &= column.auto_increment == AutoIncrement::No;
        }
        let columns = table.columns.clone();
        let read: Vec<&Column> = columns.iter().filter(|it| readable(it, table)).collect();
        let reads =
            |sql: &str, purpose| expressions::fits(sql, read.iter().copied(), purpose, names);
        let plain: Vec<Column> =
            columns.iter().filter(|it| it.generated.is_none()).cloned().collect();
        let (checks, indexes) = (&table.checks, &table.indexes);
        let checks: Vec<Check> =
            checks.iter().filter(|it| reads(&it.expression, For::Check)).cloned().collect();
        let indexes: Vec<Index> =
            indexes.iter().filter(|it| stands(it, &plain, names)).cloned().collect();
        let stays = |column: &Column| {
            let generated = column.generated.as_ref();
            generated.is_none_or(|it| reads(&it.expression, purpose(column)))
        };
        let columns: Vec<Column> = columns.iter().filter(|it| stays(it)).cloned().collect();
        (table.checks, table.indexes, table.columns) = (checks, indexes, columns);
    }
    schema.tables.values_mut().for_each(|it| facets::repair(it, names));
    schema.tables.values_mut().for_each(partitions::repair);
    let known = schema.clone();
    for table in schema.tables.values_mut() {
        let columns = &table.columns;
        table.foreign_keys.retain(|key| {
            let there = |name: &String| columns.iter().any(|it| it.name == *name);
            known
                .tables
                .get(&key.references)
                .is_some_and(|target| referenceable(target).contains(&key.referenced_columns))
                && key.columns.iter().all(there)
        });
    }
    follow_keys(schema);
    facets::repair_keys(schema);
    schema.tables.values_mut().for_each(|it| facets::repair(it, names));
    for (name, table) in &mut schema.tables {
        for key in table.foreign_keys.iter_mut().filter(|it| it.name.is_unspecified()) {
            // The name that it would get may be longer than MySQL takes.
            let columns = key.columns.join("-");
            if name.name.chars().count() + columns.chars().count() > 50 {
                key.name = Facet::Is(fitting(format!("fk_{}_{columns}", name.name)));
            }
        }
    }
    for table in schema.tables.values_mut() {
        let columns = table.columns.clone();
        let not_null = |name: &String| columns.iter().any(|it| it.name == *name && !it.nullable);
        for key in &mut table.foreign_keys {
            for action in [&mut key.on_delete, &mut key.on_update] {
                if *action == ReferentialAction::SetNull && key.columns.iter().any(not_null) {
                    *action = ReferentialAction::NoAction;
                }
            }
        }
    }
}

/// A key has the types of what it refers to; a few rounds follow a chain of them.
fn follow_keys(schema: &mut Schema) {
    for _ in 0..4 {
        let known = schema.clone();
        for table in schema.tables.values_mut() {
            for key in &table.foreign_keys {
                for (own, theirs) in key.columns.iter().zip(&key.referenced_columns) {
                    let theirs = known.tables[&key.references].column(theirs);
                    let own = table.columns.iter_mut().find(|it| it.name == *own);
                    let (Some(own), Some(theirs)) = (own, theirs) else { continue };
                    own.collation = theirs.collation.clone();
                    if own.ty != theirs.ty {
                        own.ty = theirs.ty.clone();
                        own.default = None;
                        own.on_update = None;
                        own.auto_increment = AutoIncrement::No;
                    }
                }
                let nulls = [key.on_delete, key.on_update].contains(&ReferentialAction::SetNull);
                let own = |it: &&mut Column| nulls && key.columns.contains(&it.name);
                for column in table.columns.iter_mut().filter(own) {
                    column.nullable |=
                        !table.primary_key.iter().any(|it| it.columns.contains(&column.name));
                }
            }
        }
    }
}

pub fn change_type(
    column: &mut Column,
    ty: ColumnType,
    enums: &crate::generate::Enums,
    names: Names,
) {
    if column.generated.is_some() {
        return;
    }
    if !ty.is_integer() {
        column.auto_increment = AutoIncrement::No;
    }
    let suits = defaults(&ty, enums, names);
    column.default.take_if(|it| !suits.contains(it));
    column.ty = ty;
}

pub fn drop_table(schema: &mut Schema, name: &QualifiedName) {
    schema.tables.remove(name);
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| key.references != *name);
    }
}

pub fn drop_column(schema: &mut Schema, table: &QualifiedName, name: &str, names: Names) {
    if let Some(own) = schema.tables.get_mut(table) {
        own.columns.retain(|it| it.name != name);
        // Another column may get the name before the next repair.
        own.checks.retain(|it| !expression::reads(&it.expression, name));
        own.indexes.retain(|it| {
            let predicate = it.predicate.as_ref();
            predicate.is_none_or(|it| !expression::reads(it, name))
        });
        repair(schema, names);
    }
}

/// Drops an enum type; its columns hold texts then.
pub fn drop_enum(schema: &mut Schema, name: &QualifiedName, names: Names) {
    schema.enums.remove(name);
    let enums = schema.enums.clone();
    for column in schema.tables.values_mut().flat_map(|it| &mut it.columns) {
        if column.ty.enum_name() == Some(name) {
            change_type(column, ColumnType::Text, &enums, names);
            column.default = None;
        }
    }
}

pub fn rename_table(schema: &mut Schema, from: &QualifiedName, to: &QualifiedName) {
    let rename = Operation::Table(from.clone(), TableChange::Rename { to: to.clone() });
    ops::apply(&rename, schema).expect("a free name");
}

pub fn rename_enum(schema: &mut Schema, from: &QualifiedName, to: &QualifiedName) {
    let change = Change::Rename { from: from.name.clone(), to: to.name.clone() };
    ops::apply(&Operation::Enum(from.clone(), change), schema).expect("a free name");
}

pub fn rename_column(
    schema: &mut Schema,
    table: &QualifiedName,
    from: &str,
    to: &str,
    names: Names,
) {
    let change = Change::Rename { from: from.to_owned(), to: to.to_owned() };
    ops::apply(&Operation::column(table, change), schema).expect("a free name");
    // To MySQL, what stands in double quotes is a text.
    if names == Names::Live(Engine::Mysql)
        && let Some(table) = schema.tables.get_mut(table)
    {
        let double = format!("\"{}\"", to.replace('"', "\"\""));
        let own = quoted(to, Engine::Mysql);
        let generated = table.columns.iter_mut().filter_map(|it| it.generated.as_mut());
        let checks = table.checks.iter_mut().map(|it| &mut it.expression);
        for sql in checks.chain(generated.map(|it| &mut it.expression)) {
            *sql = sql.replace(&double, &own);
        }
    }
}

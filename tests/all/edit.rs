//! Edits that make a related schema of one, as people change their entities.

use autogen::ops::{self, Change, Operation, Renames, TableChange};
use autogen::schema::*;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use crate::generate::*;

/// A change to a schema. What it picks is found at random; where there is nothing to pick, it does
/// nothing.
#[derive(Clone, Debug)]
pub enum Edit {
    RenameTable(Pick, Pick, bool),
    RenameColumn(Pick, Pick, Pick),
    /// Two objects change their names with each other.
    SwapTables(Pick, Pick),
    SwapColumns(Pick, Pick, Pick),
    CreateTable(Pick, TableBody, Names),
    DropTable(Pick),
    AddColumn(Pick, Pick, ColumnBody),
    DropColumn(Pick, Pick),
    Type(Pick, Pick, ColumnType),
    /// A type that takes every value of the old one.
    Widen(Pick, Pick),
    Nullable(Pick, Pick),
    Default(Pick, Pick, Option<Pick>),
    Comment(Pick, Option<Pick>, Option<String>),
    AutoIncrement(Pick),
    PrimaryKey(Pick, Vec<Pick>),
    AddIndex(Pick, IndexBody),
    DropIndex(Pick, Pick),
    Unique(Pick, Pick),
    AddKey(KeyBody),
    DropKey(Pick, Pick),
    KeyActions(Pick, Pick, ReferentialAction, ReferentialAction),
    Check(Pick, bool),
    Generated(Pick),
    Values(Pick, Vec<String>),
}

pub fn edit(names: Names) -> impl Strategy<Value = Edit> {
    use ReferentialAction::*;
    let pick = any::<Pick>;
    let maybe = || proptest::option::of(any::<Pick>());
    let action = || select(vec![NoAction, Restrict, Cascade, SetNull]);
    let renames = prop_oneof![
        3 => (pick(), pick(), any::<bool>()).prop_map(|(a, b, keep)| Edit::RenameTable(a, b, keep)),
        4 => (pick(), pick(), pick()).prop_map(|(a, b, c)| Edit::RenameColumn(a, b, c)),
        1 => (pick(), pick()).prop_map(|(a, b)| Edit::SwapTables(a, b)),
        1 => (pick(), pick(), pick()).prop_map(|(a, b, c)| Edit::SwapColumns(a, b, c)),
    ];
    let tables = prop_oneof![
        (pick(), table(names)).prop_map(move |(a, body)| Edit::CreateTable(a, body, names)),
        pick().prop_map(Edit::DropTable),
    ];
    let columns = prop_oneof![
        3 => (pick(), pick(), column(names)).prop_map(|(a, b, it)| Edit::AddColumn(a, b, it)),
        2 => (pick(), pick()).prop_map(|(a, b)| Edit::DropColumn(a, b)),
        2 => (pick(), pick(), column_type(names)).prop_map(|(a, b, ty)| Edit::Type(a, b, ty)),
        3 => (pick(), pick()).prop_map(|(a, b)| Edit::Widen(a, b)),
        3 => (pick(), pick()).prop_map(|(a, b)| Edit::Nullable(a, b)),
        2 => (pick(), pick(), maybe()).prop_map(|(a, b, it)| Edit::Default(a, b, it)),
        1 => (pick(), maybe(), comment()).prop_map(|(a, b, it)| Edit::Comment(a, b, it)),
        1 => pick().prop_map(Edit::AutoIncrement),
        1 => pick().prop_map(Edit::Generated),
    ];
    let members = prop_oneof![
        2 => (pick(), proptest::collection::vec(pick(), 0..=2))
            .prop_map(|(a, columns)| Edit::PrimaryKey(a, columns)),
        2 => (pick(), index(names)).prop_map(|(a, it)| Edit::AddIndex(a, it)),
        1 => (pick(), pick()).prop_map(|(a, b)| Edit::DropIndex(a, b)),
        1 => (pick(), pick()).prop_map(|(a, b)| Edit::Unique(a, b)),
        1 => foreign_key().prop_map(Edit::AddKey),
        1 => (pick(), pick()).prop_map(|(a, b)| Edit::DropKey(a, b)),
        1 => (pick(), pick(), action(), action())
            .prop_map(|(a, b, delete, update)| Edit::KeyActions(a, b, delete, update)),
        1 => (pick(), any::<bool>()).prop_map(|(a, named)| Edit::Check(a, named)),
        1 => (pick(), values()).prop_map(|(a, values)| Edit::Values(a, values)),
    ];
    prop_oneof![2 => renames, 1 => tables, 5 => columns, 4 => members]
}

impl Edit {
    /// Tables are renamed before columns, so that these are known by the new names of theirs.
    pub fn phase(&self) -> u8 {
        match self {
            Self::RenameTable(..) | Self::SwapTables(..) => 0,
            Self::RenameColumn(..) | Self::SwapColumns(..) => 1,
            _ => 2,
        }
    }

    /// Does it to a schema that was made of `origin`.
    pub fn apply(&self, schema: &mut Schema, renames: &mut Renames, origin: &Schema) {
        match self {
            Self::RenameTable(which, to, over) => {
                let Some(from) = table_of(schema, which) else { return };
                let to = QualifiedName::bare(*to.get(TABLES));
                let known = |name: &QualifiedName| {
                    renames.tables.iter().any(|(a, b)| a == name || b == name)
                };
                if from == to || known(&from) || known(&to) {
                    return;
                }
                if schema.tables.contains_key(&to) {
                    // It goes, and another comes under its name.
                    if !over {
                        return;
                    }
                    drop_table(schema, &to);
                }
                rename_table(schema, &from, &to);
                renames.tables.push((from, to));
            }
            Self::SwapTables(one, other) => {
                let (Some(one), Some(other)) = (table_of(schema, one), table_of(schema, other))
                else {
                    return;
                };
                let known = |name: &QualifiedName| {
                    renames.tables.iter().any(|(a, b)| a == name || b == name)
                };
                if one == other || known(&one) || known(&other) {
                    return;
                }
                let between = QualifiedName::bare("between");
                rename_table(schema, &one, &between);
                rename_table(schema, &other, &one);
                rename_table(schema, &between, &other);
                renames.tables.push((one.clone(), other.clone()));
                renames.tables.push((other, one));
            }
            Self::RenameColumn(table, which, to) => {
                let Some(table) = table_of(schema, table) else { return };
                let Some(from) = column_of(schema, &table, which) else { return };
                let to = (*to.get(COLUMNS)).to_owned();
                if from == to || column_known(renames, &table, &[&from, &to]) {
                    return;
                }
                drop_column(schema, &table, &to);
                rename_column(schema, &table, &from, &to);
                renames.columns.push((table, from, to));
            }
            Self::SwapColumns(table, one, other) => {
                let Some(table) = table_of(schema, table) else { return };
                let Some(one) = column_of(schema, &table, one) else { return };
                let Some(other) = column_of(schema, &table, other) else { return };
                if one == other || column_known(renames, &table, &[&one, &other]) {
                    return;
                }
                rename_column(schema, &table, &one, "between");
                rename_column(schema, &table, &other, &one);
                rename_column(schema, &table, "between", &other);
                renames.columns.push((table.clone(), one.clone(), other.clone()));
                renames.columns.push((table, other, one));
            }
            Self::CreateTable(name, body, names) => {
                let name = QualifiedName::bare(*name.get(TABLES));
                let types: Vec<QualifiedName> = schema.enums.keys().cloned().collect();
                let table = body.clone().build(&name.name, &types, *names);
                // A table that goes and one that comes would be one table that changes.
                if !origin.tables.contains_key(&name)
                    || renames.tables.iter().any(|it| it.0 == name)
                {
                    schema.tables.entry(name).or_insert(table);
                }
            }
            Self::DropTable(which) => {
                if let Some(name) = table_of(schema, which)
                    && schema.tables.len() > 1
                    && !renames.tables.iter().any(|(_, to)| *to == name)
                {
                    drop_table(schema, &name);
                    renames.columns.retain(|it| it.0 != name);
                }
            }
            Self::AddColumn(table, name, body) => {
                let Some(table) = table_of(schema, table) else { return };
                let types: Vec<QualifiedName> = schema.enums.keys().cloned().collect();
                let column = body.clone().build((*name.get(COLUMNS)).to_owned(), &types);
                let Some(own) = schema.tables.get_mut(&table) else { return };
                if own.column(&column.name).is_none() {
                    let column = Column { auto_increment: AutoIncrement::No, ..column };
                    own.columns.push(column);
                }
            }
            Self::DropColumn(table, which) => {
                let Some(table) = table_of(schema, table) else { return };
                let Some(name) = column_of(schema, &table, which) else { return };
                let renamed = renames.columns.iter().any(|(it, _, to)| *it == table && *to == name);
                let columns = &schema.tables[&table].columns;
                let plain = columns.iter().filter(|it| it.generated.is_none()).count();
                if plain > 1 && !renamed {
                    drop_column(schema, &table, &name);
                }
            }
            Self::Type(table, which, ty) => {
                with_column(schema, table, which, |column| change_type(column, ty.clone()));
            }
            Self::Widen(table, which) => with_column(schema, table, which, |column| {
                let ty = wider(&column.ty);
                change_type(column, ty);
            }),
            Self::Nullable(table, which) => with_column(schema, table, which, |column| {
                if column.generated.is_none() {
                    column.nullable = !column.nullable;
                }
            }),
            Self::Default(table, which, value) => with_column(schema, table, which, |column| {
                let suits = defaults(&column.ty);
                if column.generated.is_none() && column.auto_increment == AutoIncrement::No {
                    let value = value.filter(|_| !suits.is_empty());
                    column.default = value.map(|it| it.get(&suits).clone());
                }
            }),
            Self::Comment(table, Some(which), text) => {
                with_column(schema, table, which, |column| column.comment.clone_from(text));
            }
            Self::Comment(table, None, text) => {
                let Some(name) = table_of(schema, table) else { return };
                if let Some(table) = schema.tables.get_mut(&name) {
                    table.comment.clone_from(text);
                }
            }
            Self::AutoIncrement(table) => {
                let Some(table) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&table) else { return };
                let key = table.key_columns().to_vec();
                for column in table.columns.iter_mut().filter(|it| key == [it.name.clone()]) {
                    let numbered = column.auto_increment != AutoIncrement::No;
                    if column.ty.is_integer() && column.default.is_none() {
                        column.auto_increment =
                            if numbered { AutoIncrement::No } else { AutoIncrement::Yes };
                    }
                }
            }
            Self::PrimaryKey(table, which) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                let keyed = |it: &&Column| {
                    let narrow = matches!(it.ty, ColumnType::Uuid | ColumnType::String(_));
                    it.generated.is_none() && (it.ty.is_integer() || narrow)
                };
                let can: Vec<String> =
                    table.columns.iter().filter(keyed).map(|it| it.name.clone()).collect();
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
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                if let Some(index) = body.clone().build(&name.name, 7, &table.columns)
                    && table.indexes.iter().all(|it| it.key() != index.key())
                {
                    table.indexes.push(index);
                }
            }
            Self::DropIndex(table, which) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                if !table.indexes.is_empty() {
                    table.indexes.remove(which.index(table.indexes.len()));
                }
            }
            Self::Unique(table, which) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                if !table.indexes.is_empty() {
                    let at = which.index(table.indexes.len());
                    let index = &mut table.indexes[at];
                    index.unique = !index.unique;
                    index.parts[0].descending = false;
                }
            }
            Self::AddKey(body) => body.clone().add(schema),
            Self::DropKey(table, which) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                if !table.foreign_keys.is_empty() {
                    table.foreign_keys.remove(which.index(table.foreign_keys.len()));
                }
            }
            Self::KeyActions(table, which, delete, update) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                if !table.foreign_keys.is_empty() {
                    let at = which.index(table.foreign_keys.len());
                    table.foreign_keys[at].on_delete = *delete;
                    table.foreign_keys[at].on_update = *update;
                }
            }
            Self::Check(table, named) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                let Some(read) = readable(table) else { return };
                let expression = format!("{read} >= 0 AND {read} < 900");
                table.checks.retain(|it| it.name.is_unspecified() == *named);
                let name = match named {
                    true => Facet::Is(format!("{}_check", name.name)),
                    false => Facet::Unspecified,
                };
                table.checks.push(Check { name, ..Check::new(expression) });
            }
            Self::Generated(table) => {
                let Some(name) = table_of(schema, table) else { return };
                let Some(table) = schema.tables.get_mut(&name) else { return };
                for column in &mut table.columns {
                    if let Some(generated) = &mut column.generated {
                        generated.expression = format!("{} + 1", generated.expression);
                    }
                }
            }
            Self::Values(which, values) => {
                let names: Vec<QualifiedName> = schema.enums.keys().cloned().collect();
                if names.is_empty() {
                    return;
                }
                if let Some(it) = schema.enums.get_mut(which.get(&names)) {
                    it.values.clone_from(values);
                }
            }
        }
    }
}

fn change_type(column: &mut Column, ty: ColumnType) {
    if column.generated.is_some() {
        return;
    }
    if !ty.is_integer() {
        column.auto_increment = AutoIncrement::No;
    }
    let suits = defaults(&ty);
    column.default.take_if(|it| !suits.contains(it));
    column.ty = ty;
}

fn wider(ty: &ColumnType) -> ColumnType {
    use ColumnType::*;
    match ty {
        Bool | I8 | I16 | U8 | U16 => I32,
        I32 | U32 => I64,
        F32 => F64,
        Decimal(None) => Decimal(Some((20, 4))),
        Decimal(Some(_)) => Decimal(Some((30, 6))),
        Char(_) | String(StringLen::N(_)) => String(StringLen::N(200)),
        VarBinary(_) | Binary(_) => VarBinary(StringLen::N(40)),
        Date => DateTime(None),
        DateTime(_) => DateTime(Some(6)),
        TimestampTz(_) => TimestampTz(Some(6)),
        Time(_) => Time(Some(6)),
        Json => JsonBinary,
        I64 | U64 | Enum(_) | InlineEnum(_) | Year => String(StringLen::N(120)),
        other => other.clone(),
    }
}

/// Takes out what no longer has what it rests on, so that the schema is one that could be.
pub fn repair(schema: &mut Schema) {
    for table in schema.tables.values_mut() {
        let columns = table.columns.clone();
        let column = |name: &str| columns.iter().find(|it| it.name == name);
        let number = |name: &str| {
            column(name).is_some_and(|it| {
                it.auto_increment == AutoIncrement::No
                    && matches!(it.ty, ColumnType::I16 | ColumnType::I32 | ColumnType::I64)
            })
        };
        let keyed = |name: &str| {
            column(name).is_some_and(|it| {
                let narrow = matches!(it.ty, ColumnType::Uuid | ColumnType::String(_));
                it.ty.is_integer() || narrow
            })
        };
        table.primary_key.take_if(|key| !key.columns.iter().all(|it| keyed(it)));
        let key = table.key_columns().to_vec();
        for column in &mut table.columns {
            column.nullable &= !key.contains(&column.name);
            if key != [column.name.clone()] {
                column.auto_increment = AutoIncrement::No;
            }
            column.nullable &= column.auto_increment == AutoIncrement::No;
        }
        table.indexes.retain(|index| {
            index.predicate.as_deref().is_none_or(|it| number(word(it)))
                && index.parts.iter().all(|part| match &part.key {
                    IndexKey::Column(name) => column(name).is_some_and(|it| indexable(&it.ty)),
                    IndexKey::Expression(_) => false,
                })
        });
        table.checks.retain(|it| it.expression.starts_with('1') || number(word(&it.expression)));
        table
            .columns
            .retain(|it| it.generated.as_ref().is_none_or(|it| number(word(&it.expression))));
    }
    let known = schema.clone();
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| {
            known.tables.get(&key.references).is_some_and(|target| {
                target.key_columns() == key.referenced_columns
                    && key.referenced_columns.iter().all(|it| target.column(it).is_some())
            }) && key.columns.iter().all(|it| known_column(&table.columns, it))
        });
    }
    // A key has the types of what it refers to; a few rounds follow a chain of them.
    for _ in 0..4 {
        let known = schema.clone();
        for table in schema.tables.values_mut() {
            for key in &table.foreign_keys {
                for (own, theirs) in key.columns.iter().zip(&key.referenced_columns) {
                    let theirs = known.tables[&key.references].column(theirs);
                    let own = table.columns.iter_mut().find(|it| it.name == *own);
                    let (Some(own), Some(theirs)) = (own, theirs) else { continue };
                    if own.ty != theirs.ty {
                        own.ty = theirs.ty.clone();
                        own.default = None;
                        own.auto_increment = AutoIncrement::No;
                    }
                }
                let nulls = [key.on_delete, key.on_update].contains(&ReferentialAction::SetNull);
                for column in
                    table.columns.iter_mut().filter(|it| nulls && key.columns.contains(&it.name))
                {
                    column.nullable |=
                        !table.primary_key.iter().any(|it| it.columns.contains(&column.name));
                }
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

fn known_column(columns: &[Column], name: &str) -> bool {
    columns.iter().any(|it| it.name == name)
}

/// The column that a generated expression begins with.
fn word(expression: &str) -> &str {
    expression.split_whitespace().next().unwrap_or_default()
}

fn table_of(schema: &Schema, which: &Pick) -> Option<QualifiedName> {
    let names: Vec<&QualifiedName> = schema.tables.keys().collect();
    (!names.is_empty()).then(|| (*which.get(&names)).clone())
}

fn column_of(schema: &Schema, table: &QualifiedName, which: &Pick) -> Option<String> {
    let columns: Vec<&Column> =
        schema.tables.get(table)?.columns.iter().filter(|it| it.generated.is_none()).collect();
    (!columns.is_empty()).then(|| which.get(&columns).name.clone())
}

fn with_column(schema: &mut Schema, table: &Pick, which: &Pick, what: impl FnOnce(&mut Column)) {
    let Some(table) = table_of(schema, table) else { return };
    let Some(name) = column_of(schema, &table, which) else { return };
    let columns = schema.tables.get_mut(&table).into_iter().flat_map(|it| &mut it.columns);
    if let Some(column) = columns.into_iter().find(|it| it.name == name) {
        what(column);
    }
}

fn column_known(renames: &Renames, table: &QualifiedName, names: &[&String]) -> bool {
    renames.columns.iter().any(|(t, a, b)| t == table && (names.contains(&a) || names.contains(&b)))
}

fn drop_table(schema: &mut Schema, name: &QualifiedName) {
    schema.tables.remove(name);
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| key.references != *name);
    }
}

fn drop_column(schema: &mut Schema, table: &QualifiedName, name: &str) {
    if let Some(own) = schema.tables.get_mut(table) {
        own.columns.retain(|it| it.name != name);
        repair(schema);
    }
}

fn rename_table(schema: &mut Schema, from: &QualifiedName, to: &QualifiedName) {
    let rename = Operation::Table(from.clone(), TableChange::Rename { to: to.clone() });
    ops::apply(&rename, schema).expect("a free name");
}

fn rename_column(schema: &mut Schema, table: &QualifiedName, from: &str, to: &str) {
    let change = Change::Rename { from: from.to_owned(), to: to.to_owned() };
    ops::apply(&Operation::column(table, change), schema).expect("a free name");
}

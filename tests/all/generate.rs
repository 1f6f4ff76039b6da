//! Schemas out of nothing, for laws that must hold for all of them.
//!
//! Every schema is one that a database could hold: keys refer to columns that exist, a foreign key
//! has the types of the key that it refers to, an enum column has its type. Names come from small
//! pools, so that two schemas share many objects and differ in the rest.

pub mod columns;
pub mod expressions;
pub mod facets;
pub mod members;
pub mod names;
pub mod partitions;

use std::collections::BTreeMap;

use autogen::ops::Renames;
use autogen::schema::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select, subsequence};

use crate::edit::{edit, repair};
use crate::support::Engine;
use columns::{ColumnBody, column};
use expressions::For;
use facets::facet;
use members::{IndexBody, foreign_key, index};
use partitions::{partition, partitioned};

/// What schemas are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Names {
    /// A database: only what the engine can hold.
    Live(Engine),
    /// None: also what no engine holds, in schemas of its own.
    Any,
}

pub type Enums = BTreeMap<QualifiedName, EnumType>;

/// A schema, with things left unspecified as entities leave them.
pub fn schema(names: Names) -> impl Strategy<Value = Schema> {
    let enums = vec((owner(), values()), 0..=2);
    let tables = (names::tables(names), vec(table(names), 4), enums);
    let keys = vec(foreign_key(), 0..=4);
    let facets = vec(facet(), 0..=3);
    (tables, keys, facets).prop_map(move |((tables, bodies, enums), keys, facets)| {
        let mut schema = Schema::default();
        let types =
            if names == Names::Any { &["order_status", "mood's"] } else { &names::ENUMS[..2] };
        for (name, (by, values)) in types.iter().zip(enums) {
            schema.enums.insert(QualifiedName::bare(*name), EnumType { values, by });
        }
        for (name, body) in tables.iter().zip(bodies) {
            let table = body.build(name, &schema.enums, names);
            schema.tables.insert(names::qualified(name), table);
        }
        for key in keys {
            key.add(&mut schema, names);
        }
        for facet in facets {
            let all: Vec<QualifiedName> = schema.tables.keys().cloned().collect();
            let table = schema.tables.get_mut(facet.table.get(&all));
            // Where the table has no such object, there is none to have it.
            let _ = table.and_then(|it| facet.apply(it, names));
        }
        repair(&mut schema, names);
        schema
    })
}

/// Two schemas, and renames that fit between them: unrelated ones, or the second made of the first
/// by a few edits.
pub fn pair(names: Names) -> impl Strategy<Value = (Schema, Schema, Renames)> {
    let unrelated = (schema(names), schema(names), any::<bool>()).prop_map(|(a, b, rename)| {
        let renames = if rename { renames(&a, &b) } else { Renames::default() };
        (a, b, renames)
    });
    let edited = (schema(names), vec(edit(names), 1..=5)).prop_map(move |(a, edits)| {
        let mut b = a.clone();
        let mut renames = Renames::default();
        // Renames come first: everything else speaks in the new names.
        for phase in 0..3 {
            for edit in edits.iter().filter(|it| it.phase() == phase) {
                edit.apply(&mut b, &mut renames, &a, names);
            }
        }
        repair(&mut b, names);
        let known = |schema: &Schema, name: &QualifiedName, value: &String| {
            schema.enums.get(name).is_some_and(|it| it.values.contains(value))
        };
        let back = renames.reversed().values;
        let there_and_back = std::mem::take(&mut renames.values).into_iter().zip(back);
        let stays = there_and_back
            .filter(|((new, _, to), (old, _, from))| known(&a, old, from) && known(&b, new, to));
        renames.values = stays.map(|(it, _)| it).collect();
        (a, b, renames)
    });
    let pair = prop_oneof![1 => unrelated, 3 => edited];
    pair.prop_map(move |(mut a, mut b, renames)| {
        partitions::settle(&mut a, &mut b, &renames);
        if names == Names::Live(Engine::Mysql) {
            facets::settle(&mut a, &mut b, &renames);
            repair(&mut b, names);
        }
        (a, b, renames)
    })
}

/// One rename of each kind, where something goes and something comes.
fn renames(a: &Schema, b: &Schema) -> Renames {
    let mut renames = Renames::default();
    let gone = a.tables.keys().find(|name| !b.tables.contains_key(*name));
    let come = b.tables.keys().find(|name| {
        // A table stays in its schema.
        !a.tables.contains_key(*name) && gone.is_some_and(|it| it.schema == name.schema)
    });
    if let (Some(from), Some(to)) = (gone, come) {
        renames.tables.push((from.clone(), to.clone()));
    }
    let gone = a.enums.keys().find(|name| !b.enums.contains_key(*name));
    let come = b.enums.keys().find(|name| !a.enums.contains_key(*name));
    if let (Some(from), Some(to)) = (gone, come) {
        renames.enums.push((from.clone(), to.clone()));
    }
    for (name, old) in &a.tables {
        let Some(new) = b.tables.get(name) else { continue };
        let gone = old.columns.iter().find(|it| new.column(&it.name).is_none());
        let come = new.columns.iter().find(|it| old.column(&it.name).is_none());
        if let (Some(from), Some(to)) = (gone, come) {
            renames.columns.push((name.clone(), from.name.clone(), to.name.clone()));
        }
    }
    renames
}

pub fn owner() -> impl Strategy<Value = Owner> {
    prop_oneof![4 => Just(Owner::Model), 1 => Just(Owner::Script)]
}

const VALUES: [&str; 8] = ["new", "paid", "sent", "it's late", "a, b", "yes", "ünï", "back\\"];

pub fn values() -> impl Strategy<Value = Vec<String>> {
    subsequence(VALUES.map(str::to_owned).to_vec(), 1..=5).prop_shuffle()
}

/// A name for a value of an enum type.
pub fn value() -> impl Strategy<Value = String> {
    prop_oneof![select(VALUES.to_vec()), select(vec!["done", "new one"])].prop_map(str::to_owned)
}

pub fn comment() -> impl Strategy<Value = Option<String>> {
    let texts = [
        "",
        "of the customer",
        "line\nbreak",
        "it's: \"quoted\" # text",
        " ünï\t😀\u{7f} ",
        "back\\slash \\' $$ -- %s /* ;",
    ];
    option::weighted(0.2, select(texts.map(str::to_owned).to_vec()))
}

#[derive(Clone, Debug)]
pub struct TableBody {
    columns: Vec<String>,
    bodies: Vec<ColumnBody>,
    key: Option<(usize, bool)>,
    indexes: Vec<IndexBody>,
    checks: Vec<(bool, Pick, Owner)>,
    generated: Option<(Pick, bool)>,
    partitioned: Option<(Pick, u8)>,
    comment: Option<String>,
    by: Owner,
}

pub fn table(names: Names) -> impl Strategy<Value = TableBody> {
    let columns = names::columns(names);
    let key = option::weighted(0.9, (1..=2usize, any::<bool>()));
    let checks = prop_oneof![
        3 => Just(Vec::new()),
        2 => vec((any::<bool>(), any::<Pick>(), owner()), 1..=2)
    ];
    let generated = option::weighted(0.25, any::<(Pick, bool)>());
    let parts = (vec(column(names), 4), vec(index(), 0..=2), partitioned(), comment(), owner());
    (columns, key, checks, generated, parts).prop_map(
        |(columns, key, checks, generated, (bodies, indexes, partitioned, comment, by))| {
            TableBody { columns, bodies, key, indexes, checks, generated, partitioned, comment, by }
        },
    )
}

impl TableBody {
    pub fn build(self, name: &str, enums: &Enums, names: Names) -> Table {
        let name = name.replace('/', "_");
        let columns: Vec<Column> = (self.columns.into_iter().zip(self.bodies))
            .map(|(name, body)| body.build(name, enums, names))
            .collect();
        let mut table = Table { columns, comment: self.comment, by: self.by, ..Table::default() };
        if let Some((width, named)) = self.key {
            let columns: Vec<String> = (table.columns.iter_mut())
                .filter(|it| keyed(&it.ty))
                .take(width)
                .map(|it| {
                    it.nullable = false;
                    it.name.clone()
                })
                .collect();
            if !columns.is_empty() {
                let mut key = PrimaryKey::new(columns);
                if named {
                    key.name = Facet::Is(names::fitting(format!("pk_{name}")));
                }
                table.primary_key = Some(key);
            }
        }
        for (number, body) in self.indexes.into_iter().enumerate() {
            let Some(index) = body.build(&name, number, &table.columns, names) else { continue };
            if table.indexes.iter().all(|it| it.key() != index.key()) {
                table.indexes.push(index);
            }
        }
        for (number, (named, which, by)) in self.checks.into_iter().enumerate() {
            let Some(expression) = check(&table, which, names) else { continue };
            let name = match named || known_by_text(names) {
                true => Facet::Is(names::fitting(format!("check_{number}_{name}"))),
                false => Facet::Unspecified,
            };
            let check = Check { name, by, ..Check::new(expression) };
            if table.checks.iter().all(|it| it.key() != check.key()) {
                table.checks.push(check);
            }
        }
        if let Some((which, stored)) = self.generated {
            let number = stored || names == Names::Live(Engine::Postgres);
            table.columns.extend(generated(&table, which, number, names));
        }
        if let Some(by) = self.partitioned {
            partition(&mut table, by, names);
        }
        table
    }
}

/// Whether a key may hold such values.
pub fn keyed(ty: &ColumnType) -> bool {
    ty.is_integer() || matches!(ty, ColumnType::Uuid | ColumnType::String(_))
}

/// Whether a check without a name would be known by a text that the server respells: MariaDB has
/// `lcase` for `lower`, and a name for such a check that depends on the server.
pub fn known_by_text(names: Names) -> bool {
    names == Names::Live(Engine::Mysql)
}

/// A check over a column of a table.
pub fn check(table: &Table, which: Pick, names: Names) -> Option<String> {
    if names == Names::Any {
        return Some("1 < 2".to_owned());
    }
    let columns = table.columns.iter().filter(|it| readable(it, table));
    let all: Vec<String> =
        columns.flat_map(|it| expressions::over(it, For::Check, names)).collect();
    (!all.is_empty()).then(|| which.get(&all).clone())
}

/// A column that is generated from another of a table.
pub fn generated(table: &Table, which: Pick, stored: bool, names: Names) -> Option<Column> {
    let all: Vec<(ColumnType, String)> =
        [(ColumnType::I64, For::Number), (ColumnType::String(StringLen::N(200)), For::Text)]
            .into_iter()
            .flat_map(|(ty, purpose)| {
                let columns = table.columns.iter().filter(|it| readable(it, table));
                let all = columns.flat_map(move |it| expressions::over(it, purpose, names));
                all.map(move |it| (ty.clone(), it))
            })
            .collect();
    if all.is_empty() || table.column("more").is_some() {
        return None;
    }
    let (ty, expression) = which.get(&all).clone();
    let mut column = Column::new("more", ty);
    column.nullable = true;
    column.generated = Some(Generated { expression, stored });
    Some(column)
}

/// Whether an expression can read a column, on every engine.
pub fn readable(column: &Column, table: &Table) -> bool {
    column.auto_increment == AutoIncrement::No
        && column.generated.is_none()
        && !table.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
}

/// What a generated column is generated for, by its type.
pub fn purpose(column: &Column) -> For {
    if column.ty == ColumnType::I64 { For::Number } else { For::Text }
}

//! What only one engine keeps about objects, beside what all of them have.

use autogen::ops::Renames;
use autogen::schema::*;
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use super::{Names, names, partitions};
use crate::support::Engine;

/// A facet of some object of a table, to be set, or taken away where it is set.
#[derive(Clone, Debug)]
pub struct Facets {
    pub table: Pick,
    kind: Pick,
    which: Pick,
    value: Pick,
}

pub fn facet() -> impl Strategy<Value = Facets> {
    any::<(Pick, Pick, Pick, Pick)>().prop_map(|(table, kind, which, value)| Facets {
        table,
        kind,
        which,
        value,
    })
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    TableOption,
    Collate,
    Strict,
    WithoutRowid,
    Invisible,
    Spatial,
    IndexOption,
    IndexComment,
    CheckNoInherit,
    CheckNotValid,
    KeyNotValid,
    MatchFull,
    DeleteColumns,
    Counting,
    PrimaryInclude,
    PrimaryDeferrable,
    PrimaryOption,
    PrimaryPrefix,
    Conflict,
}

fn kinds(names: Names) -> &'static [Kind] {
    use Kind::*;
    match names {
        Names::Live(Engine::Postgres) => &[
            TableOption,
            IndexOption,
            IndexComment,
            CheckNoInherit,
            CheckNotValid,
            KeyNotValid,
            MatchFull,
            DeleteColumns,
            Counting,
            PrimaryInclude,
            PrimaryDeferrable,
            PrimaryOption,
        ],
        Names::Live(Engine::Mysql) => &[
            TableOption,
            TableOption,
            Collate,
            Invisible,
            Spatial,
            IndexOption,
            IndexComment,
            PrimaryOption,
            PrimaryPrefix,
        ],
        Names::Live(Engine::Sqlite) => &[Strict, WithoutRowid, PrimaryOption, Conflict],
        Names::Any => &[],
    }
}

/// What tables of an engine may be told, a name and the values that it has.
fn table_options(names: Names) -> &'static [(&'static str, &'static str)] {
    match names {
        Names::Live(Engine::Postgres) => {
            &[("fillfactor", "70"), ("fillfactor", "45"), ("autovacuum_enabled", "false")]
        }
        Names::Live(Engine::Mysql) => &[
            ("engine", "MyISAM"),
            ("row_format", "DYNAMIC"),
            ("row_format", "COMPRESSED"),
            ("row_format", "REDUNDANT"),
            ("stats_persistent", "0"),
            ("stats_persistent", "1"),
            ("checksum", "1"),
            ("avg_row_length", "120"),
        ],
        Names::Live(Engine::Sqlite) | Names::Any => &[],
    }
}

fn index_option(names: Names) -> (&'static str, &'static str) {
    match names {
        Names::Live(Engine::Mysql) => ("invisible", "true"),
        Names::Live(Engine::Sqlite) => ("on_conflict", "ignore"),
        Names::Live(Engine::Postgres) | Names::Any => ("fillfactor", "80"),
    }
}

fn primary_option(names: Names) -> (&'static str, &'static str) {
    match names {
        Names::Live(Engine::Mysql) => ("comment", "it's the key"),
        Names::Live(Engine::Sqlite) => ("on_conflict", "replace"),
        Names::Live(Engine::Postgres) | Names::Any => ("fillfactor", "60"),
    }
}

impl Facets {
    /// Does it to the table, where it has such an object.
    pub fn apply(&self, table: &mut Table, names: Names) -> Option<()> {
        let kinds = kinds(names);
        if kinds.is_empty() {
            return None;
        }
        let option = |options: &mut Options, name: &str, value: &str| {
            if options.remove(name).is_none() {
                options.insert(name.to_owned(), value.to_owned());
            }
        };
        match self.kind.get(kinds) {
            Kind::TableOption => {
                let (name, value) = self.value.get(table_options(names));
                option(&mut table.options, name, value);
            }
            Kind::Collate => {
                let all = ["utf8mb4_bin", "utf8mb4_unicode_ci", "latin1_swedish_ci"];
                let value = *self.value.get::<&str>(&all);
                option(&mut table.options, "collate", value);
            }
            Kind::Strict => option(&mut table.options, "strict", "true"),
            Kind::WithoutRowid => option(&mut table.options, "without_rowid", "true"),
            Kind::Invisible => {
                let column = pick(&mut table.columns, &self.which)?;
                column.invisible = !column.invisible;
            }
            Kind::Spatial => {
                let place = IndexPart::column(PLACE);
                if table.column(PLACE).is_none() {
                    table.columns.push(Column::new(PLACE, self.value.get(&spatial()).clone()));
                }
                let known = table.indexes.iter().position(|it| it.parts[0] == place);
                match known {
                    Some(at) => drop(table.indexes.remove(at)),
                    None => table.indexes.push(Index {
                        name: Facet::Is(format!("idx_{PLACE}")),
                        method: Some("spatial".to_owned()),
                        ..Index::new([PLACE])
                    }),
                }
            }
            Kind::IndexOption => {
                let (name, value) = index_option(names);
                option(&mut pick(&mut table.indexes, &self.which)?.options, name, value);
            }
            Kind::Conflict => {
                let index = pick(&mut table.indexes, &self.which)?;
                let (name, value) = index_option(names);
                if index.unique && index.constraint == Facet::Is(true) {
                    option(&mut index.options, name, value);
                }
            }
            Kind::IndexComment => {
                let index = pick(&mut table.indexes, &self.which)?;
                index.comment = index.comment.is_none().then(|| "it's an index".to_owned());
            }
            Kind::CheckNoInherit => {
                let check = pick(&mut table.checks, &self.which)?;
                check.no_inherit = !check.no_inherit;
            }
            Kind::CheckNotValid => {
                let check = pick(&mut table.checks, &self.which)?;
                check.not_valid = !check.not_valid;
            }
            Kind::KeyNotValid => {
                let key = pick(&mut table.foreign_keys, &self.which)?;
                key.not_valid = !key.not_valid;
            }
            Kind::MatchFull => {
                let key = pick(&mut table.foreign_keys, &self.which)?;
                key.match_full = !key.match_full;
            }
            Kind::DeleteColumns => {
                let key = pick(&mut table.foreign_keys, &self.which)?;
                let sets = key.on_delete == ReferentialAction::SetNull && key.columns.len() > 1;
                let none = key.on_delete_columns.is_empty();
                key.on_delete_columns =
                    Vec::from_iter(key.columns[0..1].iter().filter(|_| sets && none).cloned());
            }
            Kind::Counting => {
                let numbered = |it: &&mut Column| it.auto_increment != AutoIncrement::No;
                let column = table.columns.iter_mut().find(numbered)?;
                let all = [
                    Sequence { start: Some(100), ..Sequence::default() },
                    Sequence { increment: Some(5), cache: Some(10), ..Sequence::default() },
                    Sequence { max: Some(30_000), cycle: true, ..Sequence::default() },
                    Sequence { min: Some(-5), start: Some(1), ..Sequence::default() },
                    Sequence { increment: Some(-1), ..Sequence::default() },
                    Sequence { name: Some("numbers of it".to_owned()), ..Sequence::default() },
                ];
                let new = Box::new(self.value.get(&all).clone());
                column.sequence = column.sequence.is_none().then_some(new);
            }
            Kind::PrimaryInclude => {
                let free = |it: &&Column| {
                    it.generated.is_none() && !table.key_columns().contains(&it.name)
                };
                let other = table.columns.iter().find(free).map(|it| it.name.clone());
                let key = table.primary_key.as_mut()?;
                key.include = match key.include.is_empty() {
                    true => other.into_iter().collect(),
                    false => Vec::new(),
                };
            }
            Kind::PrimaryDeferrable => {
                let key = table.primary_key.as_mut()?;
                key.deferrable = match key.deferrable {
                    Deferrable::No => Deferrable::InitiallyImmediate,
                    _ => Deferrable::No,
                };
            }
            Kind::PrimaryOption => {
                let (name, value) = primary_option(names);
                option(&mut table.primary_key.as_mut()?.options, name, value);
            }
            Kind::PrimaryPrefix => {
                let key = table.primary_key.as_mut()?;
                let column = key.columns.last()?.clone();
                if key.prefixes.remove(&column).is_none() {
                    key.prefixes.insert(column, 9);
                }
            }
        }
        Some(())
    }
}

/// The column that has a spatial index.
const PLACE: &str = "place";

pub fn spatial() -> [ColumnType; 3] {
    ["point", "geometry", "linestring"].map(|it| ColumnType::Native(it.to_owned()))
}

fn pick<'a, T>(items: &'a mut [T], which: &Pick) -> Option<&'a mut T> {
    if items.is_empty() { None } else { items.get_mut(which.index(items.len())) }
}

/// Takes away facets that no longer have what they rest on.
pub fn repair(table: &mut Table, names: Names) {
    let columns = table.columns.clone();
    let there = |name: &String| columns.iter().any(|it| it.name == *name && it.generated.is_none());
    for column in &mut table.columns {
        column.sequence.take_if(|_| column.auto_increment == AutoIncrement::No);
    }
    if let Some(key) = &mut table.primary_key {
        let own = key.columns.clone();
        key.include.retain(|it| there(it) && !own.contains(it));
        // A part of a text only, and of one that is longer.
        let long = |name: &String| {
            let ty = &columns.iter().find(|it| it.name == *name)?.ty;
            matches!(ty, ColumnType::String(_)).then_some(())
        };
        key.prefixes.retain(|name, _| own.contains(name) && long(name).is_some());
    }
    for key in &mut table.foreign_keys {
        let sets = key.on_delete == ReferentialAction::SetNull;
        let own = key.columns.clone();
        key.on_delete_columns.retain(|it| sets && own.contains(it));
    }
    match names {
        Names::Live(Engine::Sqlite) => repair_for_sqlite(table),
        Names::Live(Engine::Mysql) => repair_for_mysql(table),
        Names::Live(Engine::Postgres) => {
            for index in &mut table.indexes {
                if matches!(index.method.as_deref(), Some("gin" | "brin")) {
                    index.options.remove("fillfactor");
                }
            }
        }
        Names::Any => {}
    }
}

/// No place becomes a number, nor the other way: what was one is one, or a text. And what only
/// short keys go with is only where the second schema has it too: it keeps what it does not say.
pub fn settle(a: &mut Schema, b: &mut Schema, renames: &Renames) {
    let is_spatial = |ty: &ColumnType| spatial().contains(ty);
    for (name, table) in &mut b.tables {
        let Some((old, _)) = partitions::former(a, name, renames) else { continue };
        let old = old.clone();
        let Some(old) = a.tables.get_mut(&old) else { continue };
        for option in ["engine", "row_format"] {
            if !table.options.contains_key(option) {
                old.options.remove(option);
            }
        }
        for column in &mut table.columns {
            let mut own = renames.columns.iter().filter(|it| it.0 == *name);
            let was = own.find(|it| it.2 == column.name).map_or(&column.name, |it| &it.1);
            let Some(was) = old.column(was) else { continue };
            if is_spatial(&was.ty) != is_spatial(&column.ty) {
                *column = Column { nullable: true, ..Column::new(&column.name, ColumnType::Text) };
            }
        }
    }
}

/// <https://sqlite.org/withoutrowid.html>
fn repair_for_sqlite(table: &mut Table) {
    let numbered = table.columns.iter().any(|it| it.auto_increment != AutoIncrement::No);
    if table.primary_key.is_none() || numbered {
        table.options.remove("without_rowid");
    }
    if numbered && let Some(key) = &mut table.primary_key {
        key.options.remove("on_conflict");
    }
    for index in table.indexes.iter_mut().filter(|it| it.constraint != Facet::Is(true)) {
        index.options.remove("on_conflict");
    }
}

fn repair_for_mysql(table: &mut Table) {
    // What is left out of an insert needs a value of its own.
    let valued = |it: &Column| it.nullable || it.default.is_some() || it.generated.is_some();
    for column in &mut table.columns {
        column.invisible &= valued(column) && column.auto_increment == AutoIncrement::No;
    }
    if table.columns.iter().all(|it| it.invisible) {
        table.columns.iter_mut().for_each(|it| it.invisible = false);
    }
    // Long keys need rows that hold them elsewhere, and MyISAM takes still shorter ones.
    let long = |name: &String| {
        table.column(name).is_some_and(|it| !it.ty.is_integer() && it.ty != ColumnType::Uuid)
    };
    let keyed = table.key_columns().iter().any(long);
    let part = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) => long(name),
        IndexKey::Expression(_) => true,
    };
    if keyed || table.indexes.iter().any(|it| it.parts.iter().any(part)) {
        table.options.remove("engine");
        table.options.remove("row_format");
    }
    if table.options.contains_key("engine") {
        table.options.remove("row_format");
    }
    // Expressions hold characters that it does not know.
    let latin = table.options.get("collate").is_some_and(|it| it.starts_with("latin1"));
    if latin && (!table.checks.is_empty() || table.columns.iter().any(|it| it.generated.is_some()))
    {
        table.options.remove("collate");
    }
    // Rows are found by it.
    if table.primary_key.is_none() {
        table.indexes.iter_mut().for_each(|it| drop(it.options.remove("invisible")));
    }
}

/// What only goes for tables that no foreign key begins or ends at.
pub fn repair_keys(schema: &mut Schema) {
    let ends: Vec<QualifiedName> = (schema.tables.iter())
        .flat_map(|(name, table)| table.foreign_keys.iter().map(move |key| (name, key)))
        .flat_map(|(name, key)| [name.clone(), key.references.clone()])
        .collect();
    for (name, table) in &mut schema.tables {
        for sequence in table.columns.iter_mut().filter_map(|it| it.sequence.as_mut()) {
            // No two sequences have one name.
            let own = names::fitting(format!("numbers of {}", name.name));
            sequence.name = sequence.name.take().map(|_| own);
        }
        if ends.contains(name) {
            table.options.remove("engine");
            // The index that it makes may be a long one.
            table.options.remove("row_format");
            // A key has the collation of what it refers to.
            table.options.remove("collate");
            // MySQL takes no part of a value for one that keys refer to.
            table.primary_key.iter_mut().for_each(|it| it.prefixes.clear());
        }
    }
}

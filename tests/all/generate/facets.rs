//! What only one engine keeps about objects, beside what all of them have.

use autogen::schema::*;
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use super::Names;
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
        Names::Live(Engine::Sqlite | Engine::Mysql) | Names::Any => &[],
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
                let all =
                    [("fillfactor", "70"), ("fillfactor", "45"), ("autovacuum_enabled", "false")];
                let (name, value) = self.value.get(&all);
                option(&mut table.options, name, value);
            }
            Kind::IndexOption => {
                option(&mut pick(&mut table.indexes, &self.which)?.options, "fillfactor", "80");
            }
            Kind::IndexComment => {
                let index = pick(&mut table.indexes, &self.which)?;
                index.comment = index.comment.is_none().then(|| "it's an index 😀".to_owned());
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
                option(&mut table.primary_key.as_mut()?.options, "fillfactor", "60");
            }
        }
        Some(())
    }
}

fn pick<'a, T>(items: &'a mut [T], which: &Pick) -> Option<&'a mut T> {
    if items.is_empty() { None } else { items.get_mut(which.index(items.len())) }
}

/// Takes away facets that no longer have what they rest on.
pub fn repair(table: &mut Table) {
    let columns = table.columns.clone();
    let there = |name: &String| columns.iter().any(|it| it.name == *name && it.generated.is_none());
    for column in &mut table.columns {
        column.sequence.take_if(|_| column.auto_increment == AutoIncrement::No);
    }
    if let Some(key) = &mut table.primary_key {
        let own = key.columns.clone();
        key.include.retain(|it| there(it) && !own.contains(it));
    }
    for key in &mut table.foreign_keys {
        let sets = key.on_delete == ReferentialAction::SetNull;
        let own = key.columns.clone();
        key.on_delete_columns.retain(|it| sets && own.contains(it));
    }
}

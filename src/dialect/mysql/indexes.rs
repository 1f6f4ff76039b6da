//! Indexes of a table that stays, and those that the server makes and takes away by itself.

use std::collections::BTreeSet;

use super::alter::{Clauses, Group, replaced};
use super::canonical::{is_implicit, serves};
use super::expression::quote;
use super::lower::Work;
use super::{hazard, render};
use crate::dialect::HazardKind;
use crate::ops::Change;
use crate::schema::*;

impl<'a> Group<'a> {
    pub fn indexes(&self, work: &Work, clauses: &mut Clauses) {
        let Clauses { drops, adds, hazards, .. } = clauses;
        let add = |index: &Index| format!("ADD {}", render::index_definition(index));
        let mut touched: BTreeSet<String> = BTreeSet::new();
        // The parts of what comes.
        let mut come: Vec<Vec<IndexPart>> = Vec::new();
        come.extend(self.primary_key.and_then(|it| it.after()).map(key_parts));
        let gone: Vec<String> =
            self.readers(work.target).indexes.iter().map(|it| it.key()).collect();
        let after = |name: &str| self.after.indexes.iter().find(|it| it.key() == name);
        // A column that is made anew takes its indexes along.
        let replaced: Vec<&Column> = self.columns.iter().filter_map(|it| replaced(it)).collect();
        let of_replaced = |index: &Index| {
            index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => replaced.iter().any(|it| it.name == *name),
                IndexKey::Expression(_) => false,
            })
        };
        for change in &self.indexes {
            match change {
                Change::Drop(index) if gone.contains(&index.key()) => {}
                Change::Rename { from, to } if gone.contains(from) => {
                    touched.insert(to.clone());
                    adds.extend(after(to).map(add));
                }
                Change::Alter { before, after }
                    if only_hidden(before, after) && !of_replaced(after) =>
                {
                    touched.insert(after.key());
                    let hidden = after.options.contains_key("invisible");
                    let (mysql, maria) =
                        if hidden { ("INVISIBLE", "IGNORED") } else { ("VISIBLE", "NOT IGNORED") };
                    let name = quote(&after.key());
                    adds.push(format!("ALTER INDEX {name} /*!80000 {mysql} */ /*M! {maria} */"));
                }
                Change::Drop(index) => {
                    touched.insert(index.key());
                    if !self.goes_early(index) {
                        drops.push(drop_index(&index.key()));
                    }
                }
                Change::Add(index) => {
                    touched.insert(index.key());
                    if !self.comes_with_key(index, work) {
                        adds.push(add(index));
                        come.push(index.parts.clone());
                    }
                }
                Change::Alter { before, after } => {
                    touched.insert(after.key());
                    if !gone.contains(&before.key()) && !self.goes_early(before) {
                        drops.push(drop_index(&before.key()));
                    }
                    adds.push(add(after));
                    come.push(after.parts.clone());
                }
                Change::Rename { from, to } if after(to).is_some_and(of_replaced) => {
                    touched.insert(to.clone());
                    drops.push(drop_index(from));
                    adds.extend(after(to).map(add));
                }
                Change::Rename { from, to } => {
                    touched.insert(to.clone());
                    adds.push(format!("RENAME INDEX {} TO {}", quote(from), quote(to)));
                }
            }
            if let Some(index) = change.after().filter(|index| index.unique) {
                let columns: Vec<_> = index.parts.iter().map(hazard::part).collect();
                hazards.push((HazardKind::MayFail, hazard::duplicates(self.name, &columns)));
            }
            let special = |index: &Index| {
                ["FULLTEXT", "SPATIAL"]
                    .iter()
                    .any(|it| render::index_definition(index).starts_with(it))
            };
            if change.after().is_some_and(special) {
                hazards.push((HazardKind::Blocks, hazard::built(self.name)));
            }
        }
        let unchanged = self.after.indexes.iter().filter(|it| !touched.contains(&it.key()));
        for index in unchanged {
            let is_gone = gone.contains(&index.key());
            if is_gone || of_replaced(index) {
                if !is_gone {
                    drops.push(drop_index(&index.key()));
                }
                adds.push(add(index));
            } else if come.iter().any(|parts| is_ousted(index, parts)) {
                adds.push(keep(index));
            }
        }
    }

    /// Whether the server makes the index together with a key that is added later, while no key
    /// needs it before.
    fn comes_with_key(&self, index: &Index, work: &Work) -> bool {
        let added = work.added_keys.get(self.name);
        let with = added.is_some_and(|keys| {
            keys.values().any(|key| made_with(key, self.after).is_some_and(|it| it == index.key()))
        });
        let needed = self
            .base
            .foreign_keys
            .iter()
            .any(|key| serves(index, &key.columns) && !work.drops_key(self.name, key));
        with && !needed
    }
}

/// Whether two indexes differ in nothing but whether they are used.
pub fn only_hidden(before: &Index, after: &Index) -> bool {
    let shown = |index: &Index| {
        let mut index = index.clone();
        index.options.remove("invisible");
        index
    };
    before != after && shown(before) == shown(after)
}

pub fn drop_index(name: &str) -> String {
    format!("DROP INDEX {}", quote(name))
}

/// The name of the index that the server makes with a key, when nothing else has a part in it.
pub fn made_with(key: &ForeignKey, table: &Table) -> Option<String> {
    let index = table.indexes.iter().find(|index| is_implicit(index, key))?;
    let users = table.foreign_keys.iter().filter(|key| serves(index, &key.columns));
    let mut others = (table.indexes.iter())
        .filter(|it| it.key() != index.key())
        .map(|it| it.parts.clone())
        .chain(table.primary_key.as_ref().map(key_parts));
    (users.count() == 1 && !others.any(|parts| is_ousted(index, &parts))).then(|| index.key())
}

/// Whether the server takes the index away when one over these parts comes, should it have made
/// it by itself, for a foreign key that is there or was: that is in no catalog. It looks at the
/// columns alone, so that a full text key ousts an index too, which then leaves its key without.
///
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>
pub fn is_ousted(index: &Index, by: &[IndexPart]) -> bool {
    let Some(columns) = index.plain_columns() else { return false };
    let plain =
        Index { name: index.name.clone(), by: index.by, ..Index::new(columns.iter().copied()) };
    let same = |(part, own): (&IndexPart, &&str)| {
        part.prefix.is_none()
            && matches!(&part.key, IndexKey::Column(name) if name.eq_ignore_ascii_case(own))
    };
    *index == plain && by.len() >= columns.len() && by.iter().zip(&columns).all(same)
}

/// Makes an index stay whatever comes: what has got its name from a statement is no longer the
/// server's own.
pub fn keep(index: &Index) -> String {
    let name = quote(&index.key());
    format!("RENAME INDEX {name} TO {name}")
}

fn key_parts(key: &PrimaryKey) -> Vec<IndexPart> {
    let part = |name: &String| {
        let prefix = key.prefixes.get(name).copied();
        IndexPart { prefix, ..IndexPart::column(name) }
    };
    key.columns.iter().map(part).collect()
}

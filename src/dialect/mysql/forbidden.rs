//! Changes that something beside the model stands in the way of: told by name before the first
//! statement, where the server would fail in the middle, break what reads the table, or lose what
//! `MODIFY COLUMN` does not say.

use std::collections::BTreeSet;

use super::canonical::is_served;
use super::expression::quote;
use super::show::{COLUMN_ATTRIBUTE, DEFINITION, HISTORY, PARTITIONS, PERIOD};
use super::types;
use crate::dialect::{Refusal, Transition, Unmanaged, names_in_another_case};
use crate::ops::expression::{Token, tokens};
use crate::ops::{Change, Operation, Renames, TableChange};
use crate::schema::*;
use crate::target::{Flavour, Target};

const BY_HAND: &str =
    "do it by hand, in a revision of your own (`autogen revision --empty`), and record that";

/// What of the operations cannot be done, with what stands in the way.
pub fn refusals(transition: &Transition, target: &Target) -> Vec<Refusal> {
    let renames = Renames::of(transition.operations);
    let mut found = names_in_another_case(transition.operations);
    for operation in transition.operations {
        let Some(table) = operation.object().table().cloned() else { continue };
        let old = renames.tables.iter().find(|(_, new)| *new == table).map(|(old, _)| old);
        let old = old.unwrap_or(&table);
        let beside = transition.unmanaged.get(old).map_or(&[][..], Vec::as_slice);
        for it in beside {
            if let Some((object, message)) = in_the_way(operation, &table, old, it, transition) {
                let help = Some(match it.kind {
                    "view" | "trigger" => {
                        format!("drop the {} first, and make it anew afterwards", it.kind)
                    }
                    _ => BY_HAND.to_owned(),
                });
                found.push(Refusal { object, aspect: Aspect::Whole, message, help });
            }
        }
        if let Operation::Table(_, TableChange::Options { before, after }) = operation
            && before.get("key_block_size") != after.get("key_block_size")
            && (target.flavour == Flavour::MariaDb || before.get("engine") != after.get("engine"))
        {
            found.push(Refusal {
                aspect: Aspect::Whole,
                object: ObjectId::Table(table.clone()),
                message: "its keys stay with the key_block_size that they were made with"
                    .to_owned(),
                help: Some(BY_HAND.to_owned()),
            });
        }
    }
    found.extend(keyless(transition));
    found.extend(casts(transition));
    let mut seen = BTreeSet::new();
    found.retain(|it| seen.insert((it.object.clone(), it.message.clone())));
    found
}

/// Foreign keys of which an engine would keep nothing, and say nothing, and those to a part of what
/// they refer to. See
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>.
fn keyless(transition: &Transition) -> Vec<Refusal> {
    let engine = |name: &QualifiedName| {
        let engine = transition.after.tables.get(name)?.options.get("engine")?;
        let keeps = ["innodb", "ndb", "ndbcluster"];
        keeps.iter().all(|it| !engine.eq_ignore_ascii_case(it)).then_some(engine)
    };
    let mut found = Vec::new();
    for (name, table) in &transition.after.tables {
        for key in &table.foreign_keys {
            let ends = [name, &key.references];
            let unkept = ends.into_iter().find_map(|it| Some((it, engine(it)?)));
            let touched = transition.operations.iter().any(|operation| match operation {
                Operation::ForeignKey(of, _) => of == name,
                Operation::Table(of, TableChange::Create(_) | TableChange::Options { .. }) => {
                    ends.contains(&of)
                }
                _ => false,
            });
            let object = ObjectId::ForeignKey(name.clone(), key.key());
            if let Some((end, engine)) = unkept.filter(|_| touched) {
                let message = format!("the engine {engine} of {end} keeps no foreign keys");
                let help = format!("ALTER TABLE {} ENGINE=InnoDB", quote(&end.name));
                found.push(Refusal::new(object, message).help(help));
            } else if touched
                && let Some(parent) = transition.after.tables.get(&key.references)
                && !parent.key_columns().is_empty()
                && !is_served(parent, &key.referenced_columns)
            {
                let message = format!(
                    "no index of {} holds the whole of the values that it refers to",
                    key.references
                );
                let help = "give the columns an index of their own, without prefix lengths";
                found.push(Refusal::new(object, message).help(help));
            }
        }
    }
    found
}

/// Changes between places and numbers or times, of which the one is never the other. See
/// <https://mariadb.com/kb/en/geometry-types/>.
fn casts(transition: &Transition) -> Vec<Refusal> {
    let changed = transition.operations.iter().filter_map(|operation| match operation {
        Operation::Column(it) => match &it.change {
            Change::Alter { before, after } => Some((&it.table, before, after)),
            Change::Add(_) | Change::Drop(_) | Change::Rename { .. } => None,
        },
        _ => None,
    });
    let apart = |a: &ColumnType, b: &ColumnType| types::is_spatial(a) && types::is_number(b);
    let apart = changed
        .filter(|(_, before, after)| apart(&before.ty, &after.ty) || apart(&after.ty, &before.ty));
    apart
        .map(|(table, before, after)| {
            let object = ObjectId::Column(table.clone(), after.name.clone());
            let message = format!("no {} becomes a {}", before.ty, after.ty);
            Refusal::new(object, message).help("give the new column another name").at(Aspect::Type)
        })
        .collect()
}

fn in_the_way(
    operation: &Operation,
    table: &QualifiedName,
    old: &QualifiedName,
    it: &Unmanaged,
    transition: &Transition,
) -> Option<(ObjectId, String)> {
    let own = || ObjectId::Table(table.clone());
    let names = |column: &str| {
        it.columns().any(|(of, name)| of == old && name.eq_ignore_ascii_case(column))
    };
    let column = |name: &str| ObjectId::Column(table.clone(), name.to_owned());
    match it.kind {
        COLUMN_ATTRIBUTE => {
            let stated = stated_anew(operation)?;
            let message =
                format!("it is {}, which a change of the column would take away", it.name);
            names(stated).then(|| (column(stated), message))
        }
        HISTORY => alters(operation).then(|| {
            (own(), format!("it keeps its history ({}), which would not fit it", it.name))
        }),
        PERIOD => {
            let (name, ..) = changed_column(operation)?;
            names(name).then(|| (column(name), format!("the period {} is made of it", it.name)))
        }
        DEFINITION => {
            let (name, gone) = changed_column(operation)?;
            let definition = it.definition.as_deref().unwrap_or_default();
            (gone && names(name)).then(|| (column(name), format!("`{definition}` reads it")))
        }
        PARTITIONS => partitioned(operation, table, old, it, transition),
        "trigger" => {
            let (name, gone) = changed_column(operation)?;
            let definition = it.definition.as_deref().unwrap_or_default();
            let message = || format!("the trigger {} reads it", it.name);
            (gone && row_of_trigger_has(definition, name)).then(|| (column(name), message()))
        }
        "view" => {
            let message = format!("the view {} reads it", it.name);
            if let Operation::Table(_, TableChange::Drop(_) | TableChange::Rename { .. }) =
                operation
            {
                return Some((ObjectId::Table(old.clone()), message));
            }
            let (name, gone) = changed_column(operation)?;
            (gone && names(name)).then(|| (column(name), message))
        }
        _ => None,
    }
}

/// The column whose definition a statement says anew.
fn stated_anew(operation: &Operation) -> Option<&str> {
    match operation {
        Operation::Column(it) => match &it.change {
            Change::Alter { before, .. } => Some(&before.name),
            Change::Add(_) | Change::Drop(_) | Change::Rename { .. } => None,
        },
        // MariaDB keeps a check with the column whose name it has.
        Operation::Check(_, change) => {
            change.before().or(change.after())?.name.value().map(String::as_str)
        }
        _ => None,
    }
}

/// The column that is altered, or goes or gets another name.
fn changed_column(operation: &Operation) -> Option<(&str, bool)> {
    let Operation::Column(it) = operation else { return None };
    match &it.change {
        Change::Add(_) => None,
        Change::Drop(column) => Some((&column.name, true)),
        Change::Alter { before, .. } => Some((&before.name, false)),
        Change::Rename { from, .. } => Some((from, true)),
    }
}

fn alters(operation: &Operation) -> bool {
    match operation {
        Operation::Table(_, change) => {
            matches!(change, TableChange::Comment { .. } | TableChange::Options { .. })
        }
        Operation::Enum(..) | Operation::EnumValue { .. } | Operation::Own { .. } => false,
        Operation::Column(_)
        | Operation::PrimaryKey(..)
        | Operation::Index(..)
        | Operation::ForeignKey(..)
        | Operation::Check(..) => true,
    }
}

/// <https://dev.mysql.com/doc/refman/8.0/en/partitioning-limitations.html>
fn partitioned(
    operation: &Operation,
    table: &QualifiedName,
    old: &QualifiedName,
    it: &Unmanaged,
    transition: &Transition,
) -> Option<(ObjectId, String)> {
    let known = transition.before.tables.get(old)?;
    let by: Vec<&str> =
        it.columns().map(|(_, name)| name).filter(|name| known.column(name).is_some()).collect();
    let list = by.join(", ");
    let object = operation.object();
    let missing = |columns: &[&str]| by.iter().any(|it| !columns.contains(it));
    match operation {
        Operation::ForeignKey(_, change) => {
            change.after().map(|_| (object, "the table has partitions".to_owned()))
        }
        Operation::PrimaryKey(_, change) => {
            let columns: Vec<&str> = change
                .after()
                .map_or(Vec::new(), |it| it.columns.iter().map(String::as_str).collect());
            missing(&columns).then(|| (object, format!("the partitions of the table go by {list}")))
        }
        Operation::Index(_, change) => {
            let index = change.after()?;
            if index.method.is_some() {
                return Some((object, "the table has partitions".to_owned()));
            }
            let columns = index.plain_columns().unwrap_or_default();
            (index.unique && missing(&columns))
                .then(|| (object, format!("the partitions of the table go by {list}")))
        }
        Operation::Column(_) => {
            let (name, _) = changed_column(operation)?;
            let object = ObjectId::Column(table.clone(), name.to_owned());
            by.contains(&name).then(|| (object, "the partitions of the table go by it".to_owned()))
        }
        Operation::Table(_, TableChange::Options { before, after }) => (before.get("engine")
            != after.get("engine"))
        .then(|| (object, "the table has partitions, each with its engine".to_owned())),
        _ => None,
    }
}

/// Whether the body of a trigger mentions a column as `NEW.name` or `OLD.name`.
fn row_of_trigger_has(definition: &str, column: &str) -> bool {
    let list: Vec<Token> =
        tokens(definition).filter(|token| !token.text().trim().is_empty()).collect();
    list.windows(3).any(|three| {
        let [row, dot, name] = three else { return false };
        let inner = match name {
            Token::Word { text, .. } => (*text).to_owned(),
            Token::Quoted { quote, text } => {
                text.trim_matches(*quote).replace(&quote.to_string().repeat(2), &quote.to_string())
            }
            Token::Other(_) => return false,
        };
        ["new", "old"].iter().any(|it| row.text().eq_ignore_ascii_case(it))
            && dot.text() == "."
            && inner.eq_ignore_ascii_case(column)
    })
}

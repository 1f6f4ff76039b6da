//! What stands beside the model in the database, and forbids a change: refused by name before the
//! first statement.

use std::collections::BTreeMap;

use crate::dialect::{Refusal, Transition, Unmanaged};
use crate::ops::{Change, Operation, TableChange};
use crate::schema::*;

use super::moves::{ColumnMove, Moves, Way};
use super::{Lowering, casts, columns, enums, expression, options, refusal, sequence};
use crate::dialect::postgres::reflect::{COLUMN_COMPRESSION, COLUMN_STORAGE, is_setting};

/// What is known to stand beside the model, under the names that the database has.
pub struct Beside<'a> {
    pub transition: &'a Transition<'a>,
    /// Old names of tables, columns and enum types by those after renames.
    pub tables: &'a BTreeMap<QualifiedName, QualifiedName>,
    pub columns: &'a BTreeMap<(QualifiedName, String), String>,
    pub enums: &'a BTreeMap<QualifiedName, QualifiedName>,
}

const BY_HAND: &str = "write SQL by hand: drop it, make this change, create it again";
const FIRST: &str = "drop it in SQL by hand";

impl Beside<'_> {
    /// Refuses what would break an object beside the model, or take it along.
    pub fn refusals(&self, it: &Lowering, operations: &[Operation], moves: &Moves) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for ((table, name), moved) in &moves.columns {
            self.column(it, table, name, moved, &mut refusals);
        }
        for (table, column) in &moves.dropped {
            let object = ObjectId::Column(table.clone(), column.name.clone());
            self.goes(&object, &mut refusals);
            if partitions_by(it, table, &column.name) {
                let message = "the table is partitioned by it".to_owned();
                refusals.push(refusal(object, message, Some("make another table by hand")));
            }
        }
        for (table, column) in &moves.added {
            self.heirs(table, column, &mut refusals);
        }
        for object in &moves.drop {
            if matches!(object, ObjectId::PrimaryKey(_) | ObjectId::Index(..)) {
                self.goes(object, &mut refusals);
            }
        }
        for operation in operations {
            match operation {
                Operation::Table(name, TableChange::Drop(_)) => {
                    self.goes(&ObjectId::Table(name.clone()), &mut refusals);
                }
                Operation::Enum(name, Change::Drop(_)) => {
                    self.goes(&ObjectId::Enum(name.clone()), &mut refusals);
                }
                // A value that is added now may be taken away when nothing uses the type.
                Operation::Enum(name, Change::Alter { .. })
                    if enums::replaced(it).contains(name) && !self.transition.back =>
                {
                    let object = ObjectId::Enum(name.clone());
                    for reader in self.readers(&object) {
                        let message = format!(
                            "its values cannot be taken away or moved under the {} {}, which uses it",
                            reader.kind, reader.name
                        );
                        refusals.push(refusal(object.clone(), message, Some(BY_HAND)));
                    }
                }
                Operation::Table(name, TableChange::Options { before, after }) => {
                    refusals.extend(options::refused(it, name, before, after));
                }
                _ => {}
            }
        }
        self.taken(it, &mut refusals);
        refusals.dedup();
        refusals
    }

    fn column(
        &self,
        it: &Lowering,
        table: &QualifiedName,
        name: &str,
        moved: &ColumnMove,
        refusals: &mut Vec<Refusal>,
    ) {
        let ColumnMove { before, after, way } = moved;
        let copied = columns::needs_copy(before, after, it.target.version);
        let anew = *way == Way::Anew || copied;
        let retyped =
            *way == Way::NewEnum || before.ty != after.ty || before.collation != after.collation;
        if !anew && !retyped {
            return;
        }
        let object = ObjectId::Column(table.clone(), name.to_owned());
        let kind = if before.ty == after.ty { "definition" } else { "type" };
        for reader in self.readers(&object) {
            let allowed = match reader.kind {
                // The server builds them anew, as it does indexes.
                "statistics object" => true,
                "exclusion constraint" => casts::keeps_default(&before.ty, &after.ty),
                "foreign key" => casts::gentle(&before.ty, &after.ty),
                // What a column is told stays with it, but for how a type is stored.
                COLUMN_STORAGE | COLUMN_COMPRESSION => false,
                kind => is_setting(kind),
            };
            if is_setting(reader.kind) && (anew || !allowed) {
                let setting = reader.definition.as_deref().unwrap_or(&reader.name);
                let message =
                    format!("its {kind} cannot change without losing what it is told: {setting}");
                refusals.push(refusal(object.clone(), message, Some(BY_HAND)));
            } else if anew || !allowed {
                let message = format!(
                    "its {kind} cannot change under the {} {}, which reads it",
                    reader.kind, reader.name
                );
                refusals.push(refusal(object.clone(), message, Some(BY_HAND)));
            }
        }
        if partitions_by(it, table, name) {
            let message = format!("its {kind} cannot change, for the table is partitioned by it");
            refusals.push(refusal(object.clone(), message, Some("make another table by hand")));
        }
        for (other, own) in &it.before.tables {
            let holds = |it: &&Column| columns::row_type(&it.ty).as_ref() == Some(table);
            if let Some(column) = own.columns.iter().find(holds) {
                let message = format!(
                    "its {kind} cannot change, for {other}.{} holds rows of the table",
                    column.name
                );
                refusals.push(refusal(object.clone(), message, None));
            }
        }
    }

    /// Refuses a new column whose identity the server does not pass on: "cannot recursively add
    /// identity column to table that has child tables".
    fn heirs(&self, table: &QualifiedName, column: &Column, refusals: &mut Vec<Refusal>) {
        if !matches!(column.auto_increment, AutoIncrement::Identity { .. }) {
            return;
        }
        let whole = ObjectId::Table(table.clone());
        if let Some(heir) = self.readers(&whole).find(|it| it.kind == "inherited table") {
            let message = format!(
                "it cannot come as an identity column, for the {} {} inherits it",
                heir.kind, heir.name
            );
            let object = ObjectId::Column(table.clone(), column.name.clone());
            refusals.push(refusal(object, message, Some("use a serial column")));
        }
    }

    /// Refuses to drop what something else reads.
    fn goes(&self, object: &ObjectId, refusals: &mut Vec<Refusal>) {
        let known = self.known(object);
        for reader in self.readers(object) {
            // What belongs to a table goes with it.
            let of_table = matches!(object, ObjectId::Table(_));
            if of_table && reader.table.as_ref() == Some(known.name()) || is_setting(reader.kind) {
                continue;
            }
            let message =
                format!("the {} {} reads it and has to go first", reader.kind, reader.name);
            refusals.push(refusal(object.clone(), message, Some(FIRST)));
        }
    }

    /// Refuses to create what has the name of an object beside the model.
    fn taken(&self, it: &Lowering, refusals: &mut Vec<Refusal>) {
        let relation = |kind: &str| {
            matches!(
                kind,
                "view"
                    | "materialized view"
                    | "foreign table"
                    | "sequence"
                    | "composite type"
                    | "inherited table"
                    | "typed table"
                    | "partition"
            )
        };
        let ty = |kind: &str| matches!(kind, "domain" | "range type") || relation(kind);
        let beside: BTreeMap<&str, &Unmanaged> = (self.transition.unmanaged.values().flatten())
            .filter(|it| ty(it.kind))
            .map(|it| (it.name.as_str(), it))
            .collect();
        let (before, after) = (objects(it.before), objects(it.after));
        let held = sequences(self.transition.before);
        let named = sequences(it.after).into_iter().filter(|(name, _)| !held.contains_key(name));
        let new = after.keys().filter(|id| !before.contains_key(id)).filter_map(|id| match id {
            ObjectId::Table(name) | ObjectId::Enum(name) => Some((name.clone(), id.clone())),
            ObjectId::Index(table, name) => Some((table.sibling(name.as_str()), id.clone())),
            _ => None,
        });
        for (name, object) in new.chain(named) {
            let fits = |kind: &str| match object {
                ObjectId::Table(_) | ObjectId::Enum(_) => ty(kind),
                _ => relation(kind),
            };
            if let Some(other) = beside.get(name.to_string().as_str()).filter(|it| fits(it.kind)) {
                let message = format!("the {} {} has the name already", other.kind, other.name);
                refusals.push(refusal(object.clone(), message, Some("give one of them another")));
            }
        }
    }

    /// An object by the names that it has before the script.
    fn known(&self, object: &ObjectId) -> ObjectId {
        let mut known = object.clone();
        let name = object.name();
        if let ObjectId::Column(_, column) = &mut known
            && let Some(old) = self.columns.get(&(name.clone(), column.clone()))
        {
            column.clone_from(old);
        }
        let old = match object {
            ObjectId::Enum(_) => self.enums.get(name),
            _ => self.tables.get(name),
        };
        if let Some(old) = old {
            known.name_mut().clone_from(old);
        }
        known
    }

    /// What reads an object; a table is read with anything of it.
    fn readers(&self, object: &ObjectId) -> impl Iterator<Item = &Unmanaged> {
        let known = self.known(object);
        let mut seen: Vec<&Unmanaged> = Vec::new();
        for it in self.transition.unmanaged.values().flatten() {
            let reads = it.reads.iter().any(|read| match &known {
                ObjectId::Table(table) => read.table() == Some(table),
                known => read == known,
            });
            if reads && !seen.contains(&it) {
                seen.push(it);
            }
        }
        seen.into_iter()
    }

    /// What uses an enum type beside the model.
    pub fn users(&self, name: &QualifiedName) -> Vec<String> {
        let object = ObjectId::Enum(name.clone());
        self.readers(&object).map(|it| format!("{} {}", it.kind, it.name)).collect()
    }

    /// The comment of a constraint, which goes with it and comes back when the constraint does.
    pub fn comment(&self, table: &QualifiedName, constraint: &str) -> Option<&str> {
        let table = self.tables.get(table).unwrap_or(table);
        let comment = self.transition.unmanaged.get(table)?.iter().find(|it| {
            it.kind == "constraint comment"
                && it.name == constraint
                && it.table.as_ref() == Some(table)
        })?;
        let definition = comment.definition.as_deref()?.get(constraint.len()..)?;
        definition.split_once(" IS ").map(|it| it.1)
    }

    /// What goes with a table, by kind and name.
    pub fn parts(&self, table: &QualifiedName) -> Vec<String> {
        let table = self.tables.get(table).unwrap_or(table);
        let beside = self.transition.unmanaged.get(table).map_or(&[][..], Vec::as_slice);
        let own = beside.iter().filter(|it| it.table.as_ref() == Some(table));
        let told = |kind: &str| {
            matches!(kind, "constraint comment" | "row level security") || is_setting(kind)
        };
        own.filter(|it| !told(it.kind)).map(|it| format!("{} {}", it.kind, it.name)).collect()
    }
}

/// The sequences of a schema's columns, with the column of each.
fn sequences(schema: &Schema) -> BTreeMap<QualifiedName, ObjectId> {
    let columns = schema
        .tables
        .iter()
        .flat_map(|(table, it)| it.columns.iter().map(move |column| (table, column)));
    columns
        .filter(|(_, column)| column.auto_increment != AutoIncrement::No)
        .map(|(table, column)| {
            let object = ObjectId::Column(table.clone(), column.name.clone());
            (sequence::name(table, column), object)
        })
        .collect()
}

/// Whether a table is partitioned by a column.
fn partitions_by(it: &Lowering, table: &QualifiedName, column: &str) -> bool {
    let key = it.before.tables.get(table).and_then(|it| it.options.get(super::PARTITION_BY));
    key.is_some_and(|key| expression::mentions(key, column))
}

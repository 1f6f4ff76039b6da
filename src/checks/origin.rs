//! The names that things had before a revision gave them others.

use std::collections::BTreeSet;

use crate::ops::{Change, ColumnOperation, Operation, TableChange};
use crate::schema::QualifiedName;

/// What the changes of a revision rename and make, in their order.
#[derive(Default)]
pub struct Origin {
    tables: Vec<(QualifiedName, QualifiedName)>,
    /// By the table's last name: the old and the new name of a column.
    columns: Vec<(QualifiedName, String, String)>,
    enums: Vec<(QualifiedName, QualifiedName)>,
    new: BTreeSet<(QualifiedName, Option<String>)>,
}

impl Origin {
    pub fn of(changes: &[Operation]) -> Self {
        let mut origin = Self::default();
        for change in changes {
            match change {
                Operation::Table(name, TableChange::Rename { to }) => {
                    origin.tables.push((name.clone(), to.clone()));
                    for (table, ..) in &mut origin.columns {
                        if table == name {
                            table.clone_from(to);
                        }
                    }
                }
                Operation::Table(name, TableChange::Create(_)) => {
                    origin.new.insert((name.clone(), None));
                }
                Operation::Column(ColumnOperation { table, change, .. }) => match change {
                    Change::Add(it) => {
                        origin.new.insert((table.clone(), Some(it.name.clone())));
                    }
                    Change::Rename { from, to } => {
                        origin.columns.push((table.clone(), from.clone(), to.clone()));
                    }
                    Change::Drop(_) | Change::Alter { .. } => {}
                },
                Operation::Enum(name, Change::Rename { to, .. }) => {
                    origin.enums.push((name.clone(), name.sibling(to.as_str())));
                }
                _ => {}
            }
        }
        origin
    }

    /// The names before.
    pub fn column(&self, table: &QualifiedName, column: &str) -> (QualifiedName, String) {
        let renamed = self.columns.iter().rev().find(|(own, _, to)| own == table && to == column);
        let name = renamed.map_or(column, |(_, from, _)| from);
        let old = self.tables.iter().rev().find(|(_, to)| to == table);
        (old.map_or(table, |(from, _)| from).clone(), name.to_owned())
    }

    /// The name that an enum type had before.
    pub fn enum_type<'a>(&'a self, name: &'a QualifiedName) -> &'a QualifiedName {
        self.enums.iter().rev().find(|(_, to)| to == name).map_or(name, |(from, _)| from)
    }

    /// Whether the revision makes the column or its table.
    pub fn is_new(&self, table: &QualifiedName, column: &str) -> bool {
        self.new.contains(&(table.clone(), None))
            || self.new.contains(&(table.clone(), Some(column.to_owned())))
    }
}

//! What one dialect has of an object beside what models say of it.
//!
//! A database that was there before autogen has defaults, lengths and names that its entities leave
//! unsaid. They stand under `on`, whole and by dialect, beside what the models say, which is what
//! models are compared with.

use super::*;
use crate::target::{DialectName, Target};

/// An object as single dialects have it, where that is not what models say of it.
pub type On<T> = BTreeMap<DialectName, T>;

/// Runs a macro with every field of [`Column`] that a model may say or leave unsaid.
macro_rules! said_of_column {
    ($each:ident) => {
        $each!(
            ty,
            nullable,
            default,
            generated,
            auto_increment,
            sequence,
            collation,
            on_update,
            invisible,
            comment
        )
    };
}
pub(crate) use said_of_column;

impl Schema {
    /// The schema as a server has it: with what stands under `on` for its dialect in place of what
    /// models say.
    pub fn within(mut self, target: &Target) -> Self {
        fn own<T>(on: &mut On<T>, target: &Target) -> Option<T> {
            let suits =
                |name: &&DialectName| **name == target.dialect || name.suits(target.flavour);
            let name = on.keys().find(suits).copied();
            let found = name.and_then(|name| on.remove(&name));
            on.clear();
            found
        }
        for table in self.tables.values_mut() {
            if let Some(comment) = own(&mut table.comment_on, target) {
                table.comment = Some(comment);
            }
            for it in &mut table.columns {
                if let Some(found) = own(&mut it.on, target) {
                    *it = Column { name: std::mem::take(&mut it.name), by: it.by, ..found };
                }
            }
            if let Some(it) = &mut table.primary_key
                && let Some(found) = own(&mut it.on, target)
            {
                *it = PrimaryKey { by: it.by, ..found };
            }
            for it in &mut table.indexes {
                if let Some(found) = own(&mut it.on, target) {
                    *it = Index { by: it.by, ..found };
                }
            }
            for it in &mut table.foreign_keys {
                if let Some(found) = own(&mut it.on, target) {
                    *it = ForeignKey { by: it.by, ..found };
                }
            }
        }
        self
    }

    /// Takes over from a record what dialects were found to have, as far as the models still say
    /// what they said then.
    pub fn keep_found(&mut self, recorded: &Schema) {
        for (name, table) in &mut self.tables {
            let Some(known) = recorded.tables.get(name) else { continue };
            if table.comment == known.comment {
                table.comment_on.clone_from(&known.comment_on);
            }
            for it in &mut table.columns {
                if let Some(known) = known.column(&it.name) {
                    it.keep_found(known);
                }
            }
            if let (Some(it), Some(known)) = (&mut table.primary_key, &known.primary_key)
                && *it == (PrimaryKey { by: it.by, on: On::new(), ..known.clone() })
            {
                it.on.clone_from(&known.on);
            }
            for it in &mut table.indexes {
                let said =
                    |other: &&Index| *it == Index { by: it.by, on: On::new(), ..(*other).clone() };
                if let Some(known) = known.indexes.iter().find(said) {
                    it.on.clone_from(&known.on);
                }
            }
            for it in &mut table.foreign_keys {
                let said = |other: &&ForeignKey| {
                    *it == ForeignKey { by: it.by, on: On::new(), ..(*other).clone() }
                };
                if let Some(known) = known.foreign_keys.iter().find(said) {
                    it.on.clone_from(&known.on);
                }
            }
        }
    }
}

impl Column {
    /// What a model has come to say holds on every dialect.
    fn keep_found(&mut self, known: &Column) {
        self.on.clone_from(&known.on);
        for found in self.on.values_mut() {
            macro_rules! newly_said {
                ($($field:ident),*) => {$(
                    if self.$field != known.$field {
                        found.$field.clone_from(&self.$field);
                    }
                )*};
            }
            said_of_column!(newly_said);
        }
        let plain = Column { name: String::new(), by: Owner::Model, on: On::new(), ..self.clone() };
        self.on.retain(|_, found| *found != plain);
    }
}

impl Table {
    /// Does something with every column, and with what dialects have of it.
    pub(crate) fn each_column(&mut self, mut todo: impl FnMut(&mut Column)) {
        for it in &mut self.columns {
            it.on.values_mut().for_each(&mut todo);
            todo(it);
        }
    }

    /// The same with the columns of the primary key.
    pub(crate) fn each_primary_key(&mut self, mut todo: impl FnMut(&mut PrimaryKey)) {
        if let Some(it) = &mut self.primary_key {
            it.on.values_mut().for_each(&mut todo);
            todo(it);
        }
    }

    /// The same with every index.
    pub(crate) fn each_index(&mut self, mut todo: impl FnMut(&mut Index)) {
        for it in &mut self.indexes {
            it.on.values_mut().for_each(&mut todo);
            todo(it);
        }
    }

    /// The same with every foreign key.
    pub(crate) fn each_foreign_key(&mut self, mut todo: impl FnMut(&mut ForeignKey)) {
        for it in &mut self.foreign_keys {
            it.on.values_mut().for_each(&mut todo);
            todo(it);
        }
    }
}

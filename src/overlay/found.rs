use super::*;
use crate::dialect::{Dialect, Reflection};
use crate::target::DialectName;

/// The models with what they leave unsaid of keys and indexes, and a database has that was made
/// without them: under `on` of its dialect. `open` tells for which objects that is to be asked; of
/// the others, what the models do not say is not.
pub fn found_keys(
    mut models: Schema,
    live: &Reflection,
    name: DialectName,
    open: impl Fn(&ObjectId) -> bool,
) -> Schema {
    for (table_name, table) in &mut models.tables {
        let Some(known) = live.schema.tables.get(&live.named_here(table_name)) else { continue };
        if let (Some(it), Some(found)) = (&mut table.primary_key, &known.primary_key)
            && open(&ObjectId::PrimaryKey(table_name.clone()))
        {
            it.on.extend(primary_key(it, found).map(|other| (name, other)));
        }
        let named = table.indexes.clone();
        for it in &mut table.indexes {
            if open(&ObjectId::Index(table_name.clone(), it.key())) {
                let free = unclaimed(&known.indexes, &named, |it| it.name.value());
                it.on.extend(index(it, &known.indexes, &free).map(|other| (name, other)));
            }
        }
        for it in &mut table.foreign_keys {
            if open(&ObjectId::ForeignKey(table_name.clone(), it.key())) {
                it.on.extend(foreign_key(it, &known.foreign_keys, live).map(|other| (name, other)));
            }
        }
    }
    models
}

/// The same of columns and comments. `meant` is what the models make of this server, with the names
/// of this connection.
pub fn found_columns(
    mut models: Schema,
    meant: &Schema,
    live: &Reflection,
    dialect: &dyn Dialect,
    name: DialectName,
    open: impl Fn(&ObjectId) -> bool,
) -> Schema {
    for (table_name, table) in &mut models.tables {
        let here = live.named_here(table_name);
        let (Some(known), Some(meant)) = (live.schema.tables.get(&here), meant.tables.get(&here))
        else {
            continue;
        };
        // Entities that `sea-orm-cli` writes have no comments.
        if table.comment.is_none() && open(&ObjectId::Table(table_name.clone())) {
            table.comment_on.extend(known.comment.clone().map(|it| (name, it)));
        }
        let keys = table.key_columns().to_vec();
        for it in &mut table.columns {
            let id = ObjectId::Column(table_name.clone(), it.name.clone());
            let both = (meant.column(&it.name), known.column(&it.name));
            if let ((Some(meant), Some(found)), true) = (both, open(&id)) {
                let by_itself = dialect.numbers_by_itself(found, known);
                let reads = |found: &ColumnType, said: &ColumnType| dialect.reads(found, said);
                let key = keys.contains(&it.name);
                let other = column(it, meant, found, key, by_itself, reads);
                it.on.extend(other.map(|other| (name, other)));
            }
        }
    }
    models
}

/// What a column is here, if it is not just what its model says.
fn column(
    said: &Column,
    meant: &Column,
    found: &Column,
    in_key: bool,
    numbered_by_itself: bool,
    reads: impl Fn(&ColumnType, &ColumnType) -> bool,
) -> Option<Column> {
    let plain = Column { name: String::new(), by: Owner::Model, on: On::new(), ..said.clone() };
    let mut here = plain.clone();
    // A Rust type says less than a column type.
    if meant.ty != found.ty && reads(&found.ty, &said.ty) {
        here.ty = found.ty.clone();
    }
    // `sea-orm-cli` writes no defaults, no comments and nothing of MySQL's and PostgreSQL's own.
    if meant.default.is_none() {
        here.default.clone_from(&found.default);
    }
    if meant.comment.is_none() {
        here.comment.clone_from(&found.comment);
    }
    if meant.on_update.is_none() {
        here.on_update.clone_from(&found.on_update);
    }
    if meant.sequence.is_none() {
        here.sequence.clone_from(&found.sequence);
    }
    here.invisible |= found.invisible;
    // An entity cannot say that a column is generated but in `extra`.
    if meant.generated.is_none() && found.generated.is_some() {
        here.generated.clone_from(&found.generated);
        here.default = None;
    }
    // A column that is no primary key cannot be said to be numbered.
    if meant.auto_increment == AutoIncrement::No {
        here.auto_increment = found.auto_increment;
    }
    // What SQLite numbers by itself is numbered to an entity.
    if found.auto_increment == AutoIncrement::No && numbered_by_itself {
        here.auto_increment = AutoIncrement::No;
    }
    // SQLite's keys may hold null where that is not forbidden; no entity has such a key.
    here.nullable |= in_key && found.nullable;
    (here != plain).then_some(here)
}

/// Models list the columns of a key in the order in which the table has them.
fn primary_key(said: &PrimaryKey, found: &PrimaryKey) -> Option<PrimaryKey> {
    let here = PrimaryKey {
        columns: found.columns.clone(),
        prefixes: match said.prefixes.is_empty() {
            true => found.prefixes.clone(),
            false => said.prefixes.clone(),
        },
        include: found.include.clone(),
        deferrable: found.deferrable,
        ..said.clone()
    };
    let same = same_columns(&said.columns, &found.columns);
    (same && here != *said).then_some(PrimaryKey { by: Owner::Model, on: On::new(), ..here })
}

/// An index that nobody named, or that is not there by its name, is any that does the same.
fn index(said: &Index, known: &[Index], free: &[&Index]) -> Option<Index> {
    let columns = said.plain_columns()?;
    let plain = Index {
        unique: said.unique,
        name: said.name.clone(),
        constraint: said.constraint.clone(),
        by: said.by,
        ..Index::new(columns.iter().copied())
    };
    if *said != plain {
        return None;
    }
    let by_name = known.iter().find(|it| !it.name.is_unspecified() && it.name == said.name);
    let candidates = by_name.into_iter().chain(free.iter().copied());
    let serves = |it: &&Index| {
        // Entities say no predicate: `sea-orm-cli` writes `unique` for a partial index as well.
        let names = it.plain_columns().filter(|_| it.unique == said.unique);
        names.is_some_and(|names| match said.unique {
            // The order of fields says nothing of the order in the index.
            true => same_columns(&names, &columns),
            false => names == columns && it.predicate.is_none(),
        })
    };
    let rank = |it: &&Index| {
        let named = said.name.is_unspecified() || it.name != said.name;
        (named, it.predicate.is_some(), it.parts != said.parts)
    };
    let found = candidates.filter(serves).min_by_key(rank)?;
    let here = Index { by: Owner::Model, on: On::new(), ..found.clone() };
    // Where only the name was open, the overlay fills it in.
    let filled = Index {
        name: here.name.clone(),
        constraint: here.constraint.clone(),
        by: Owner::Model,
        ..said.clone()
    };
    let open = said.name.is_unspecified() && said.constraint.is_unspecified();
    (!(open && filled == here) && here != *said).then_some(here)
}

/// The expanded form of entities says nothing of a key but its columns.
fn foreign_key(said: &ForeignKey, known: &[ForeignKey], live: &Reflection) -> Option<ForeignKey> {
    let references = live.named_here(&said.references);
    let same = |it: &&ForeignKey| {
        it.columns == said.columns
            && it.references == references
            && it.referenced_columns == said.referenced_columns
            && (said.name.is_unspecified() || it.name.is_unspecified() || it.name == said.name)
    };
    let found = known.iter().find(same)?;
    let action = |said: ReferentialAction, found: ReferentialAction| match said {
        ReferentialAction::NoAction => found,
        said => said,
    };
    let here = ForeignKey {
        on_delete: action(said.on_delete, found.on_delete),
        on_delete_columns: found.on_delete_columns.clone(),
        on_update: action(said.on_update, found.on_update),
        match_full: found.match_full,
        deferrable: found.deferrable,
        not_valid: found.not_valid,
        not_enforced: found.not_enforced,
        by: Owner::Model,
        on: On::new(),
        ..said.clone()
    };
    (here != ForeignKey { by: Owner::Model, ..said.clone() }).then_some(here)
}

fn same_columns<T: Ord>(a: &[T], b: &[T]) -> bool {
    let sorted = |list: &[T]| -> BTreeSet<usize> {
        list.iter().filter_map(|it| a.iter().position(|other| other == it)).collect()
    };
    a.len() == b.len() && sorted(b).len() == a.len()
}

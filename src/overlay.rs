//! Fills what entities leave unsaid from a reference schema.
//!
//! Every line here is an equivalence: something that a database may hold in one of several ways
//! while the entity means them all. Two reflected schemas are compared without it, and so exactly.

mod found;

use std::collections::BTreeSet;

use crate::align::normalized;
use crate::schema::*;

pub use found::{found_columns, found_keys};

/// The schema with every unsaid facet taken from the matching object of the reference.
///
/// `overlay(x, x) = x`, and what is said stays.
pub fn overlay(mut schema: Schema, reference: &Schema) -> Schema {
    for (name, table) in &mut schema.tables {
        let Some(known) = reference.tables.get(name) else { continue };
        // Entities say nothing of how a table is stored.
        missing(&mut table.options, &known.options);
        for column in &mut table.columns {
            let Some(known) = known.column(&column.name) else { continue };
            // An entity that names no collation takes the one that the column has, unless a new
            // type may have none.
            if column.ty == known.ty || may_be_collated(&column.ty) {
                column.collation =
                    std::mem::take(&mut column.collation).or_else(|| known.collation.clone());
            }
            // Some servers keep the width in which an integer is shown; it says nothing of its values.
            // And a type that an extension brings has the schema in its name that it was put into.
            if shown_in_width(&known.ty, &column.ty) || found_elsewhere(&known.ty, &column.ty) {
                column.ty = known.ty.clone();
            }
            // Numbering by a sequence (SeaORM 1) or by identity (SeaORM 2) is one to an entity.
            if column.auto_increment == AutoIncrement::Yes
                && known.auto_increment != AutoIncrement::No
            {
                column.auto_increment = known.auto_increment;
            }
            // Nor where numbering begins or what the sequence is called.
            if column.auto_increment != AutoIncrement::No
                && let Some(known) = &known.sequence
            {
                let own = column.sequence.get_or_insert_with(|| known.clone());
                own.name = own.name.take().or_else(|| known.name.clone());
            }
        }
        // Nor what `SELECT *` shows; but MariaDB shows what every insert has to name, and a table
        // shows something.
        let is_hidden = |column: &Column| {
            column.invisible
                || known.column(&column.name).is_some_and(|known| {
                    known.invisible && (is_valued(column) || !is_valued(known))
                })
        };
        if !table.columns.iter().all(is_hidden) {
            for column in &mut table.columns {
                column.invisible = is_hidden(column);
            }
        }
        // Servers, tools and versions of SeaORM name keys differently; entities name none.
        if let (Some(key), Some(known)) = (&mut table.primary_key, &known.primary_key)
            && key.columns == known.columns
        {
            key.name = std::mem::take(&mut key.name).or_else(|| known.name.clone());
            if key.prefixes.is_empty() {
                key.prefixes.clone_from(&known.prefixes);
            }
            missing(&mut key.options, &known.options);
        }
        let free = unclaimed(&known.indexes, &table.indexes, |it| it.name.value());
        for index in &mut table.indexes {
            // `unique` is a constraint when SeaORM creates the table, and an index when its
            // `sync` adds it to a table that is there.
            let known = match index.name {
                Facet::Unspecified => free.iter().copied().find(|it| {
                    it.unique == index.unique
                        && same_method(it, index)
                        && it.parts == index.parts
                        && it.predicate == index.predicate
                }),
                Facet::Is(_) => known.indexes.iter().find(|it| it.name == index.name),
            };
            let Some(known) = known else { continue };
            if index.name.is_unspecified() {
                index.name = known.name.clone();
            }
            index.constraint =
                std::mem::take(&mut index.constraint).or_else(|| known.constraint.clone());
            // One method's parameters are not another's.
            if same_method(index, known) {
                missing(&mut index.options, &known.options);
            }
            index.comment = index.comment.take().or_else(|| known.comment.clone());
        }
        let free = unclaimed(&known.foreign_keys, &table.foreign_keys, |it| it.name.value());
        for key in &mut table.foreign_keys {
            // SeaORM gives no names to keys on SQLite, whatever the entity says.
            let unnamed = |it: &ForeignKey| key.name.is_unspecified() || it.name.is_unspecified();
            let same = |it: &&&ForeignKey| {
                unnamed(it)
                    && it.columns == key.columns
                    && it.references == key.references
                    && it.referenced_columns == key.referenced_columns
            };
            let claimed = known.foreign_keys.iter().any(|it| it.name == key.name);
            if let Some(known) =
                free.iter().find(same).filter(|_| !claimed || key.name.is_unspecified())
            {
                key.name = known.name.clone();
            }
        }
        let mut free = unclaimed(&known.checks, &table.checks, |it| it.name.value());
        for spelled in [normalized, without_casts] {
            for check in table.checks.iter_mut().filter(|it| it.name.is_unspecified()) {
                let own = spelled(&check.expression);
                if let Some(at) = free.iter().position(|it| spelled(&it.expression) == own) {
                    check.name = free.remove(at).name.clone();
                }
            }
        }
    }
    schema
}

/// An expression without the casts that PostgreSQL adds and without parentheses: whether two mean
/// the same is for the server to say, and here it is only for which of them it is asked.
fn without_casts(sql: &str) -> String {
    let plain = normalized(sql);
    let mut parts = plain.split("::");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let of_type = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.' | '[' | ']');
        let known = ["character varying", "double precision"];
        let rest = known.iter().find_map(|it| part.strip_prefix(it));
        let one_word = |c: char| !of_type(c) || c == ' ';
        bare.push_str(rest.unwrap_or_else(|| part.find(one_word).map_or("", |at| &part[at..])));
    }
    bare.retain(|c| !matches!(c, '(' | ')' | ' ' | '"'));
    bare
}

/// Whether an insert may leave a column out.
fn is_valued(column: &Column) -> bool {
    column.nullable
        || column.default.is_some()
        || column.generated.is_some()
        || column.auto_increment != AutoIncrement::No
}

/// Whether a type of the server's own is an integer of the model with a width: `int(3) unsigned`.
fn shown_in_width(known: &ColumnType, said: &ColumnType) -> bool {
    let ColumnType::Native(text) = known else { return false };
    let Some((word, rest)) = text.split_once('(') else { return false };
    let Some((_, rest)) = rest.split_once(')') else { return false };
    let name = match said {
        ColumnType::I8 => ("tinyint", ""),
        ColumnType::I16 => ("smallint", ""),
        ColumnType::I32 => ("int", ""),
        ColumnType::I64 => ("bigint", ""),
        ColumnType::U8 => ("tinyint", " unsigned"),
        ColumnType::U16 => ("smallint", " unsigned"),
        ColumnType::U32 => ("int", " unsigned"),
        ColumnType::U64 => ("bigint", " unsigned"),
        _ => return false,
    };
    (word, rest) == name
}

/// Whether a type of another schema is the one that is said without a schema:
/// `extensions.vector(3)`.
fn found_elsewhere(known: &ColumnType, said: &ColumnType) -> bool {
    let (text, said) = match (known, said) {
        (ColumnType::Array(known), ColumnType::Array(said)) => return found_elsewhere(known, said),
        (ColumnType::Native(text), ColumnType::Native(said)) => (text, said.clone()),
        (ColumnType::Native(text), ColumnType::Vector(_) | ColumnType::LTree) => {
            (text, said.to_string())
        }
        _ => return false,
    };
    let name = &text[..text.find('(').unwrap_or(text.len())];
    let plain = |text: &str| text.replace(' ', "").to_ascii_lowercase();
    name.rfind('.').is_some_and(|dot| plain(&text[dot + 1..]) == plain(&said))
}

/// Takes over the options that are not given.
fn missing(options: &mut Options, known: &Options) {
    for (name, value) in known {
        options.entry(name.clone()).or_insert_with(|| value.clone());
    }
}

/// A full text index does not stand for an ordinary one.
fn same_method(a: &Index, b: &Index) -> bool {
    let named = |it: &Index| it.method.clone().filter(|it| it != "btree");
    named(a) == named(b)
}

/// The objects of the reference that no object of the schema has by name.
fn unclaimed<'a, T>(known: &'a [T], own: &[T], name: impl Fn(&T) -> Option<&String>) -> Vec<&'a T> {
    known
        .iter()
        .filter(|it| name(it).is_none() || own.iter().all(|other| name(other) != name(it)))
        .collect()
}

/// Whether values of a type are texts, or may be those of a type that the model does not know.
fn may_be_collated(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_extensions_are_found_in_their_schema() {
        for (known, said, is_found) in [
            ("native(extensions.vector(3))", "vector(3)", true),
            ("native(extensions.vector(4))", "vector(3)", false),
            ("native(ext.ltree)[]", "ltree[]", true),
            ("native(ext.geometry(Point,4326))", "native(geometry(point, 4326))", true),
            ("native(ext.citext)", "native(public.citext)", false),
            ("native(ext.citext)", "native(CITEXT)", true),
            ("native(citext)", "native(text)", false),
            ("native(ext.citext)", "text", false),
        ] {
            let [of, ty] = [known, said].map(|it| it.parse().expect("a type"));
            assert_eq!(found_elsewhere(&of, &ty), is_found, "{known} for {said}");
        }
    }
}

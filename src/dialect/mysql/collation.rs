//! The collations that columns have which say none.

use std::collections::BTreeMap;

use super::types;
use crate::schema::*;
use crate::target::{Flavour, Target, Version};

/// A column of a table.
type Place<'s> = (&'s QualifiedName, &'s str);

/// The collations of columns of foreign keys, which are the same on both sides:
/// <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>. One that a column says
/// goes before one that it would have of its table; where neither is known, which is where the
/// tables are new, there is none here, and both have that of the database.
pub fn of_keys(schema: &Schema) -> BTreeMap<Place<'_>, &String> {
    let pairs = pairs(schema);
    let said = |(table, column): &Place| -> Option<&String> {
        schema.tables.get(*table)?.column(column)?.collation.value()
    };
    let of_table = |(table, _): &Place| schema.tables.get(*table)?.options.get("collate");
    let ends = || pairs.iter().flat_map(|(own, referenced)| [referenced, own]);
    let mut known: BTreeMap<Place, &String> =
        ends().filter_map(|it| Some((*it, said(it)?))).collect();
    loop {
        spread(&pairs, &mut known);
        let next = ends().filter(|it| !known.contains_key(*it));
        let Some((place, collation)) = next.filter_map(|it| Some((*it, of_table(it)?))).next()
        else {
            return known;
        };
        known.insert(place, collation);
    }
}

/// Columns of texts with those that they refer to.
fn pairs(schema: &Schema) -> Vec<(Place<'_>, Place<'_>)> {
    let mut pairs = Vec::new();
    for (name, table) in &schema.tables {
        for key in &table.foreign_keys {
            for (own, referenced) in key.columns.iter().zip(&key.referenced_columns) {
                if table.column(own).is_some_and(|it| types::is_text(&it.ty)) {
                    pairs.push(((name, own.as_str()), (&key.references, referenced.as_str())));
                }
            }
        }
    }
    pairs
}

/// Lets both sides of each pair have what one of them has.
fn spread<'s>(pairs: &[(Place<'s>, Place<'s>)], known: &mut BTreeMap<Place<'s>, &'s String>) {
    let mut before = usize::MAX;
    while before != known.len() {
        before = known.len();
        for (own, referenced) in pairs {
            match (known.get(own).copied(), known.get(referenced).copied()) {
                (Some(collation), None) => drop(known.insert(*referenced, collation)),
                (None, Some(collation)) => drop(known.insert(*own, collation)),
                (None, None) | (Some(_), Some(_)) => {}
            }
        }
    }
}

/// A collation by its present name: the old `utf8` is `utf8mb3` since MariaDB 10.6 and MySQL
/// 8.0.30. See <https://dev.mysql.com/doc/refman/8.0/en/charset-unicode-utf8mb3.html>.
pub fn present_name(name: &str, target: &Target) -> String {
    let name = name.to_ascii_lowercase();
    let renamed = target.flavour == Flavour::MariaDb || target.version >= Version::new(8, 0, 30);
    match name.strip_prefix("utf8_").filter(|_| renamed) {
        Some(rest) => format!("utf8mb3_{rest}"),
        None => name,
    }
}

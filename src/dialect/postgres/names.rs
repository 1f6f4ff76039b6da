//! Identifiers as PostgreSQL cuts and chooses them.

use crate::schema::QualifiedName;

/// The most bytes of an identifier that the server keeps
/// ([NAMEDATALEN](https://www.postgresql.org/docs/current/sql-syntax-lexical.html) less one).
pub const LIMIT: usize = 63;

/// An identifier as the server keeps it.
pub fn clip(name: &str) -> String {
    clip_to(name, LIMIT).to_owned()
}

pub fn clip_qualified(name: &QualifiedName) -> QualifiedName {
    QualifiedName { schema: name.schema.as_deref().map(clip), name: clip(&name.name) }
}

fn clip_to(name: &str, limit: usize) -> &str {
    &name[..name.floor_char_boundary(limit)]
}

/// The name that the server chooses for an object of a table: `{table}_{columns}_{label}`, where
/// the longer of both is cut until the whole fits (`makeObjectName` in its sources).
pub fn chosen(table: &str, columns: Option<&str>, label: &str) -> String {
    let room = LIMIT - label.len() - 1 - usize::from(columns.is_some());
    let (mut first, mut second) = (table.len(), columns.map_or(0, str::len));
    while first + second > room {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let mut name = clip_to(table, first).to_owned();
    if let Some(columns) = columns {
        name.push('_');
        name.push_str(clip_to(columns, second));
    }
    name.push('_');
    name.push_str(label);
    name
}

/// The same with a number behind the label where the name is taken.
pub fn chosen_free(
    table: &str,
    columns: Option<&str>,
    label: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let mut name = chosen(table, columns, label);
    let mut number = 0;
    while taken(&name) {
        number += 1;
        name = chosen(table, columns, &format!("{label}{number}"));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected names are what PostgreSQL 15 chose.
    #[test]
    fn names_are_cut_as_the_server_does() {
        let (a, b) = ("a".repeat(40), "b".repeat(30));
        assert_eq!(chosen("shops", Some("slug"), "key"), "shops_slug_key");
        assert_eq!(chosen(&a, Some(&b), "key"), format!("{}_{}_key", &a[..29], &b[..29]));
        assert_eq!(chosen(&"t".repeat(63), None, "pkey"), format!("{}_pkey", "t".repeat(58)));
        assert_eq!(clip(&"é".repeat(40)), "é".repeat(31));
        let taken = |name: &str| name == "shops_slug_key";
        assert_eq!(chosen_free("shops", Some("slug"), "key", taken), "shops_slug_key1");
    }
}

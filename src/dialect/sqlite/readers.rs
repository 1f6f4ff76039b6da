//! What views and triggers read, as far as their texts tell.
//!
//! SQLite keeps the text as it was written and names nothing in full. A name counts when it stands
//! alone or behind the table's name or an alias of it, which says at worst that something is read
//! which is not.

use crate::dialect::Unmanaged;
use crate::ops::expression::{Token, tokens};
use crate::schema::*;

/// The tables that a view or trigger reads, and their columns where it says which.
pub fn reads(object: &Unmanaged, schema: &Schema) -> Vec<ObjectId> {
    let Some(definition) = &object.definition else { return Vec::new() };
    let words = words(definition);
    let mut found = Vec::new();
    for (name, table) in &schema.tables {
        let own = object.table.as_ref() == Some(name);
        let mut prefixes = prefixes(&words, &name.name);
        if prefixes.is_empty() && !own {
            continue;
        }
        if own {
            prefixes.extend(["new".to_owned(), "old".to_owned()]);
        }
        if prefixes.iter().any(|it| it == &name.name.to_lowercase()) {
            found.push(ObjectId::Table(name.clone()));
        }
        for column in &table.columns {
            if mentions(&words, &prefixes, &column.name) {
                found.push(ObjectId::Column(name.clone(), column.name.clone()));
            }
        }
    }
    found
}

/// Names and signs in lower case; a name in quotes without them.
fn words(sql: &str) -> Vec<String> {
    let plain = tokens(sql).filter(|token| !token.text().trim().is_empty());
    let words = plain.map(|token| match token {
        Token::Quoted { quote, text } => {
            text.trim_matches(quote).replace(&quote.to_string().repeat(2), &quote.to_string())
        }
        Token::Word { text, .. } | Token::Other(text) => text.to_owned(),
    });
    words.filter(|it| it != "[" && it != "]").map(|it| it.to_lowercase()).collect()
}

/// The table's name and its aliases; nothing where it is not named.
fn prefixes(words: &[String], table: &str) -> Vec<String> {
    const NO_ALIAS: [&str; 18] = [
        "on", "using", "where", "join", "left", "right", "full", "inner", "cross", "natural",
        "group", "order", "limit", "union", "set", "begin", "for", "when",
    ];
    let table = table.to_lowercase();
    let mut found = Vec::new();
    for (i, _) in words.iter().enumerate().filter(|(_, it)| **it == table) {
        found.push(table.clone());
        let next = words.get(i + 1).filter(|it| *it != "as").or(words.get(i + 2));
        let name = |it: &&String| {
            it.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && !NO_ALIAS.contains(&it.as_str())
        };
        found.extend(next.filter(name).cloned());
    }
    found
}

fn mentions(words: &[String], prefixes: &[String], column: &str) -> bool {
    let column = column.to_lowercase();
    words.iter().enumerate().any(|(i, word)| {
        let qualified = i > 1 && words[i - 1] == ".";
        *word == column && (!qualified || prefixes.contains(&words[i - 2]))
    })
}

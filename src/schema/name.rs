use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name of a table or an enum type, with its schema where that is not the connection's own
/// (PostgreSQL's search path, MySQL's current database, SQLite's `main`).
///
/// Written `name` or `schema.name`; a part that holds a dot or a quote is put in double quotes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QualifiedName {
    pub schema: Option<String>,
    pub name: String,
}

impl QualifiedName {
    /// A name in the connection's own schema.
    pub fn bare(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into() }
    }

    pub fn new(schema: Option<impl Into<String>>, name: impl Into<String>) -> Self {
        Self { schema: schema.map(Into::into), name: name.into() }
    }

    /// Another name in the same schema.
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self { schema: self.schema.clone(), name: name.into() }
    }
}

fn write_part(f: &mut fmt::Formatter<'_>, part: &str) -> fmt::Result {
    if part.is_empty() || part.contains(['.', '"']) {
        write!(f, "\"{}\"", part.replace('"', "\"\""))
    } else {
        f.write_str(part)
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write_part(f, schema)?;
            f.write_str(".")?;
        }
        write_part(f, &self.name)
    }
}

/// Splits `a.b."c.d"` at its dots, with the quotes taken off.
pub(crate) fn split_parts(text: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let part;
        (part, rest) = match rest.strip_prefix('"') {
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
            Some(quoted) => {
                let mut part = String::new();
                let mut tail = quoted;
                loop {
                    let end = tail.find('"')?;
                    part.push_str(&tail[..end]);
                    tail = &tail[end + 1..];
                    match tail.strip_prefix('"') {
                        Some(after) => {
                            part.push('"');
                            tail = after;
                        }
                        None => break,
                    }
                }
                (part, tail)
            }
        };
        parts.push(part);
        if rest.is_empty() {
            return Some(parts);
        }
        rest = rest.strip_prefix('.')?;
    }
}

impl FromStr for QualifiedName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = split_parts(text).unwrap_or_default().into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(name), None, _) => Ok(Self { schema: None, name }),
            (Some(schema), Some(name), None) => Ok(Self { schema: Some(schema), name }),
            _ => Err(format!("`{text}` is not a name of the form `name` or `schema.name`")),
        }
    }
}

impl TryFrom<String> for QualifiedName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<QualifiedName> for String {
    fn from(name: QualifiedName) -> Self {
        name.to_string()
    }
}

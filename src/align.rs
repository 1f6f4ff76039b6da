//! Sets two spellings of one expression side by side.

use crate::ops::expression;
use crate::schema::*;

/// Two spellings of which only the server could say whether they mean the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncompared {
    pub object: ObjectId,
    pub expected: String,
    pub actual: String,
}

/// Takes over the server's spelling of every expression that both schemas have, and returns those
/// that may mean something else: they are told as not comparable, never as a difference.
pub fn align(expected: &mut Schema, actual: &Schema) -> Vec<Uncompared> {
    let mut open = Vec::new();
    let mut settle = |object: &dyn Fn() -> ObjectId, own: &mut String, theirs: &String| {
        if own != theirs {
            if normalized(own) != normalized(theirs) {
                open.push(Uncompared {
                    object: object(),
                    expected: own.clone(),
                    actual: theirs.clone(),
                });
            }
            own.clone_from(theirs);
        }
    };
    for (name, table) in &mut expected.tables {
        let Some(actual) = actual.tables.get(name) else { continue };
        for column in &mut table.columns {
            let Some(known) = actual.column(&column.name) else { continue };
            let id = ObjectId::Column(name.clone(), column.name.clone());
            let id = || id.clone();
            if let (Some(own), Some(theirs)) = (&mut column.default, &known.default)
                && own != theirs
                && [&*own, theirs].iter().any(|it| matches!(it, DefaultValue::Sql(_)))
            {
                settle(&id, &mut plain_text(own), &plain_text(theirs));
                own.clone_from(theirs);
            }
            if let (Some(own), Some(theirs)) = (&mut column.generated, &known.generated) {
                settle(&id, &mut own.expression, &theirs.expression);
            }
            if let (Some(own), Some(theirs)) = (&mut column.on_update, &known.on_update) {
                settle(&id, own, theirs);
            }
        }
        for check in &mut table.checks {
            let id = || ObjectId::Check(name.clone(), check.key());
            let id = id();
            if check.name.is_unspecified() {
                // It is known by its text alone, of which this is one spelling.
                let plain = normalized(&check.expression);
                let same =
                    |it: &&Check| it.name.is_unspecified() && normalized(&it.expression) == plain;
                if let Some(known) = actual.checks.iter().find(same) {
                    check.expression.clone_from(&known.expression);
                }
                continue;
            }
            let known = actual.checks.iter().find(|it| it.name == check.name);
            if let Some(known) = known.filter(|it| !it.name.is_unspecified()) {
                settle(&|| id.clone(), &mut check.expression, &known.expression);
            }
        }
        for index in &mut table.indexes {
            let Some(known) = actual.indexes.iter().find(|it| it.key() == index.key()) else {
                continue;
            };
            let id = ObjectId::Index(name.clone(), index.key());
            let id = || id.clone();
            if let (Some(own), Some(theirs)) = (&mut index.predicate, &known.predicate) {
                settle(&id, own, theirs);
            }
            for (own, theirs) in index.parts.iter_mut().zip(&known.parts) {
                if let (IndexKey::Expression(own), IndexKey::Expression(theirs)) =
                    (&mut own.key, &theirs.key)
                {
                    settle(&id, own, theirs);
                }
            }
        }
    }
    open
}

fn plain_text(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Bool(it) => it.to_string(),
        DefaultValue::Number(it) | DefaultValue::Sql(it) => it.clone(),
        DefaultValue::Text(it) => format!("'{}'", it.replace('\'', "''")),
    }
}

/// An expression without what never means anything: white space, the case of what stands outside
/// quotes, quotes around plain names, and parentheses around the whole.
pub fn normalized(sql: &str) -> String {
    let sql = without_quotes(sql);
    let mut plain = String::with_capacity(sql.len());
    let mut quote = None;
    let mut word_ended = false;
    for c in sql.trim().chars() {
        match quote {
            Some(open) => {
                plain.push(c);
                if c == open {
                    quote = None;
                }
            }
            None if c.is_whitespace() => word_ended = true,
            None => {
                // White space counts only between two words.
                let between = word_ended
                    && c.is_alphanumeric()
                    && plain.ends_with(|last: char| last.is_alphanumeric() || last == '_');
                if between {
                    plain.push(' ');
                }
                word_ended = false;
                if matches!(c, '\'' | '"' | '`') {
                    quote = Some(c);
                }
                plain.extend(c.to_lowercase());
            }
        }
    }
    let mut inner = plain.as_str();
    while let Some(within) = inner.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        if !balanced(within) {
            break;
        }
        inner = within;
    }
    inner.to_owned()
}

/// Words that are a value without quotes and a name within them.
const VALUES: &[&str] = &[
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "false",
    "localtime",
    "localtimestamp",
    "null",
    "session_user",
    "system_user",
    "true",
    "user",
    "utc_date",
    "utc_time",
    "utc_timestamp",
];

/// Names that need no quotes without them: MySQL keeps all names quoted, and SQLite quotes the
/// names of columns that were renamed.
fn without_quotes(sql: &str) -> String {
    let mut plain = String::with_capacity(sql.len());
    for token in expression::tokens(sql) {
        let name = token.text();
        let inner = ['`', '"']
            .iter()
            .find_map(|quote| name.strip_prefix(*quote).and_then(|it| it.strip_suffix(*quote)));
        let word = |it: &&str| {
            it.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
                && it.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && !VALUES.contains(it)
        };
        plain.push_str(inner.filter(word).unwrap_or(name));
    }
    plain
}

/// Whether every parenthesis outside of quotes closes one that was opened before it.
fn balanced(sql: &str) -> bool {
    let mut depth = 0i32;
    let mut quote = None;
    for c in sql.chars() {
        match (quote, c) {
            (Some(open), _) => quote = (c != open).then_some(open),
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, _) => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_never_matter_are_one() {
        for (a, b) in [
            ("(a > 0)", "a>0"),
            ("((a) AND (b))", "(a) and (b)"),
            ("Lower( x )", "lower(x)"),
            ("a  IS   NULL", "a is null"),
            ("`a` = '`b`'", "a = '`b`'"),
        ] {
            assert_eq!(normalized(a), normalized(b), "{a}");
        }
    }

    #[test]
    fn spellings_that_may_matter_stay_two() {
        for (a, b) in [
            ("'A'", "'a'"),
            ("'a b'", "'ab'"),
            ("(a) + (b)", "a) + (b"),
            ("not null", "notnull"),
            ("')' || (x)", "')' || x"),
            ("\"user\" = 'a'", "user = 'a'"),
            ("`null` is null", "null is null"),
        ] {
            assert_ne!(normalized(a), normalized(b), "{a}");
        }
    }
}

//! Sets two spellings of one expression side by side.

use std::sync::Arc;

use crate::dialect::{Answer, Asked, Dialect, Place, Question, Settled};
use crate::ops::expression;
use crate::schema::*;

/// What is left open after the spellings of two schemas were set side by side.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// What to ask the server; its answers decide the next time.
    pub asked: Vec<Asked>,
    /// Expressions of which it is not known whether they mean the same.
    pub uncompared: Vec<Uncompared>,
}

/// Two spellings of which only the server could say whether they mean the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncompared {
    pub object: ObjectId,
    pub expected: String,
    pub actual: String,
    /// Why the server did not say it, where it was asked.
    pub reason: Option<String>,
}

/// Takes over the server's spelling of every expression that means the same to it.
///
/// What means something else stays as it is, and so a difference. An expression of which it is not
/// known takes the server's spelling too, and is told as not comparable: it is neither equal nor a
/// difference.
pub fn align(
    expected: &mut Schema,
    actual: &Schema,
    dialect: &dyn Dialect,
    settled: &Settled,
) -> Alignment {
    let mut found = Alignment::default();
    for (name, table) in &mut expected.tables {
        let Some(actual) = actual.tables.get(name) else { continue };
        let mut pair = Pair { name, actual, dialect, settled, columns: None, found: &mut found };
        for at in 0..table.columns.len() {
            let column = &table.columns[at];
            let Some(known) = actual.column(&column.name) else { continue };
            let own = || column.name.clone();
            let id = || ObjectId::Column(name.clone(), own());
            if let (Some(a), Some(b)) = (&column.default, &known.default)
                && a != b
            {
                let expression = |it: &DefaultValue| matches!(it, DefaultValue::Sql(_));
                let literal = !expression(a) && !expression(b);
                // A value means what the type makes of it.
                let a = dialect.default_sql(a, &known.ty);
                let b = dialect.default_sql(b, &known.ty);
                let texts = Texts { place: Place::Default(own()), a: &a, b: &b, literal };
                if pair.same(table, id(), texts) {
                    table.columns[at].default.clone_from(&known.default);
                }
            }
            let column = &table.columns[at];
            if let (Some(a), Some(b)) = (&column.generated, &known.generated) {
                let place = Place::Generated(column.name.clone());
                let id = ObjectId::Column(name.clone(), column.name.clone());
                let same = pair.same(table, id, Texts::of(place, &a.expression, &b.expression));
                if let Some(own) = table.columns[at].generated.as_mut().filter(|_| same) {
                    own.expression.clone_from(&b.expression);
                }
            }
            let column = &table.columns[at];
            if let (Some(a), Some(b)) = (&column.on_update, &known.on_update) {
                let place = Place::OnUpdate(column.name.clone());
                let id = ObjectId::Column(name.clone(), column.name.clone());
                if pair.same(table, id, Texts::of(place, a, b)) {
                    table.columns[at].on_update.clone_from(&known.on_update);
                }
            }
        }
        for at in 0..table.checks.len() {
            let check = &table.checks[at];
            let own = &check.expression;
            // Without a name it is known by its text alone, of which this is one spelling.
            let alike = |it: &&Check| {
                it.name.is_unspecified()
                    && dialect.plain(&it.expression, actual) == dialect.plain(own, table)
            };
            let known = match &check.name {
                Facet::Unspecified => actual.checks.iter().find(alike),
                Facet::Is(_) => actual.checks.iter().find(|it| it.name == check.name),
            };
            let Some(known) = known else { continue };
            let id = ObjectId::Check(name.clone(), check.key());
            if pair.same(table, id, Texts::of(Place::Check, own, &known.expression)) {
                table.checks[at].expression.clone_from(&known.expression);
            }
        }
        for at in 0..table.indexes.len() {
            let index = &table.indexes[at];
            let Some(known) = actual.indexes.iter().find(|it| it.key() == index.key()) else {
                continue;
            };
            let id = ObjectId::Index(name.clone(), index.key());
            let predicate = index.predicate.as_ref().zip(known.predicate.as_ref());
            let predicate = predicate.is_some_and(|(a, b)| {
                pair.same(table, id.clone(), Texts::of(Place::Predicate, a, b))
            });
            let parts = index.parts.iter().zip(&known.parts).map(|(own, known)| {
                match (&own.key, &known.key) {
                    (IndexKey::Expression(a), IndexKey::Expression(b)) => {
                        pair.same(table, id.clone(), Texts::of(Place::Part, a, b))
                    }
                    _ => false,
                }
            });
            let parts: Vec<bool> = parts.collect();
            let index = &mut table.indexes[at];
            if predicate {
                index.predicate.clone_from(&known.predicate);
            }
            for ((own, known), same) in index.parts.iter_mut().zip(&known.parts).zip(parts) {
                if same {
                    own.key.clone_from(&known.key);
                }
            }
        }
    }
    found
}

/// One table as it is expected and as it is.
struct Pair<'a> {
    name: &'a QualifiedName,
    actual: &'a Table,
    dialect: &'a dyn Dialect,
    settled: &'a Settled,
    /// The columns on both sides, once something is asked about them.
    columns: Option<Columns>,
    found: &'a mut Alignment,
}

/// The columns as they are, and as they are expected where these are others.
type Columns = (Arc<[Column]>, Option<Arc<[Column]>>);

struct Texts<'a> {
    place: Place,
    a: &'a str,
    b: &'a str,
    /// Values, which are different as long as nobody says that they are one.
    literal: bool,
}

impl<'a> Texts<'a> {
    fn of(place: Place, a: &'a str, b: &'a str) -> Self {
        Self { place, a, b, literal: false }
    }
}

impl Pair<'_> {
    /// Whether the server's spelling is to stand for the other one.
    fn same(&mut self, table: &Table, object: ObjectId, texts: Texts) -> bool {
        let Texts { place, a, b, literal } = texts;
        if a == b {
            return true;
        }
        if !literal && self.dialect.plain(a, table) == self.dialect.plain(b, self.actual) {
            return true;
        }
        if self.dialect.keeps_text() {
            return false;
        }
        let question = Question {
            table: self.name.clone(),
            place,
            expected: a.to_owned(),
            actual: b.to_owned(),
        };
        let reason = match self.settled.get(&question) {
            Some(Answer::Same) => return true,
            Some(Answer::Different) => return false,
            Some(Answer::Refused(reason)) => Some(reason.clone()),
            None => {
                let (live, declared) = self.columns(table);
                self.found.asked.push(Asked { question, live, declared });
                None
            }
        };
        if !literal {
            let (expected, actual) = (a.to_owned(), b.to_owned());
            self.found.uncompared.push(Uncompared { object, expected, actual, reason });
        }
        !literal
    }

    fn columns(&mut self, table: &Table) -> Columns {
        let actual = self.actual;
        let columns = self.columns.get_or_insert_with(|| {
            let alike = |it: &Column| {
                actual
                    .column(&it.name)
                    .is_some_and(|known| known.ty == it.ty && known.collation == it.collation)
            };
            let same =
                table.columns.len() == actual.columns.len() && table.columns.iter().all(alike);
            (actual.columns.clone().into(), (!same).then(|| table.columns.clone().into()))
        });
        columns.clone()
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

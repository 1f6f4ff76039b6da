//! Sequences behind columns: what the server fills in, and the words for it.

use crate::schema::{Column, ColumnType, QualifiedName, Sequence};

use super::names::{chosen, clip};

/// The sequence behind a column of a table: where no other name is known, that which the server
/// chooses.
pub fn name(table: &QualifiedName, column: &Column) -> QualifiedName {
    let said = column.sequence.as_ref().and_then(|it| it.name.clone());
    table.sibling(said.unwrap_or_else(|| usual_name(table, &column.name)))
}

/// The name that the server chooses, as long as it is free.
pub fn usual_name(table: &QualifiedName, column: &str) -> String {
    chosen(&table.name, Some(column), "seq")
}

/// A name that is said, where it is not the usual one.
pub fn other_name(name: &str, table: &QualifiedName, column: &str) -> Option<String> {
    Some(clip(name)).filter(|it| *it != usual_name(table, column))
}

/// A sequence with everything that the server has of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counting {
    pub start: i64,
    pub increment: i64,
    pub min: i64,
    pub max: i64,
    pub cache: i64,
    pub cycle: bool,
}

/// The least and the greatest number of an integer type.
fn bounds(ty: &ColumnType) -> (i64, i64) {
    match ty {
        ColumnType::I16 => (i16::MIN.into(), i16::MAX.into()),
        ColumnType::I32 => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    }
}

impl Counting {
    /// What the server makes of options for a column of that type
    /// ([CREATE SEQUENCE](https://www.postgresql.org/docs/current/sql-createsequence.html)).
    pub fn of(sequence: Option<&Sequence>, ty: &ColumnType) -> Self {
        let said = sequence.cloned().unwrap_or_default();
        let (least, greatest) = bounds(ty);
        let increment = said.increment.unwrap_or(1);
        let up = increment > 0;
        let min = said.min.unwrap_or(if up { 1 } else { least });
        let max = said.max.unwrap_or(if up { greatest } else { -1 });
        let start = said.start.unwrap_or(if up { min } else { max });
        Self { start, increment, min, max, cache: said.cache.unwrap_or(1), cycle: said.cycle }
    }

    /// The name and the options that say it, none where the type says it all.
    pub fn said(self, ty: &ColumnType, name: Option<String>) -> Option<Box<Sequence>> {
        let other = |value: i64, usual: i64| (value != usual).then_some(value);
        let mut said = Sequence { cycle: self.cycle, ..Sequence::default() };
        said.increment = other(self.increment, 1);
        let usual = Self::of(Some(&said), ty);
        said.min = other(self.min, usual.min);
        said.max = other(self.max, usual.max);
        said.start = other(self.start, Self::of(Some(&said), ty).start);
        said.cache = other(self.cache, 1);
        said.name = name;
        (said != Sequence::default()).then(|| Box::new(said))
    }

    /// What `ALTER COLUMN ... TYPE` makes of the sequence: a bound of the old type becomes that of
    /// the new one.
    pub fn retyped(self, from: &ColumnType, to: &ColumnType) -> Self {
        let (old, new) = (bounds(from), bounds(to));
        Self {
            min: if self.min == old.0 { new.0 } else { self.min },
            max: if self.max == old.1 { new.1 } else { self.max },
            ..self
        }
    }

    /// The type of a sequence for a column of that type, as older servers and tools made bigger
    /// ones than the column has room for.
    pub fn ty(self, column: &ColumnType) -> ColumnType {
        let (least, greatest) = bounds(column);
        if self.min < least || self.max > greatest { ColumnType::I64 } else { column.clone() }
    }

    /// Whether the next number of the other may be none of these.
    pub fn leaves_out(self, other: Self) -> bool {
        self.min > other.min || self.max < other.max
    }

    /// The words that make one of these of another, with `word` before each.
    pub fn words_from(self, other: Self, word: &str) -> Vec<String> {
        let number = |name: &str, value: i64, was: i64| {
            (value != was).then(|| format!("{word}{name} {value}"))
        };
        let cycle = if self.cycle { "CYCLE" } else { "NO CYCLE" };
        [
            number("INCREMENT BY", self.increment, other.increment),
            number("MINVALUE", self.min, other.min),
            number("MAXVALUE", self.max, other.max),
            number("START WITH", self.start, other.start),
            number("CACHE", self.cache, other.cache),
            (self.cycle != other.cycle).then(|| format!("{word}{cycle}")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The options of a sequence in parentheses, nothing for one that has none.
pub fn in_parentheses(sequence: Option<&Sequence>, ty: &ColumnType) -> String {
    let (own, usual) = (Counting::of(sequence, ty), Counting::of(None, ty));
    let unsaid = sequence.map(|it| Sequence { start: None, ..it.clone() });
    // A bound moves the start along, unless that is said.
    let moved = Counting::of(unsaid.as_ref(), ty).start;
    let start = if own.start == usual.start { moved } else { usual.start };
    let words = own.words_from(Counting { start, ..usual }, "");
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_type_does_not_say_is_said() {
        let ty = ColumnType::I32;
        for (sequence, words) in [
            (Sequence::default(), ""),
            (Sequence { start: Some(5), ..Sequence::default() }, " (START WITH 5)"),
            (
                Sequence { increment: Some(-1), cycle: true, ..Sequence::default() },
                " (INCREMENT BY -1 MINVALUE -2147483648 MAXVALUE -1 START WITH -1 CYCLE)",
            ),
            (
                Sequence { min: Some(-5), start: Some(1), ..Sequence::default() },
                " (MINVALUE -5 START WITH 1)",
            ),
            (
                Sequence { min: Some(10), max: Some(20), ..Sequence::default() },
                " (MINVALUE 10 MAXVALUE 20 START WITH 10)",
            ),
        ] {
            assert_eq!(in_parentheses(Some(&sequence), &ty), words);
            let said = Counting::of(Some(&sequence), &ty).said(&ty, None);
            assert_eq!(said.map(|it| *it).unwrap_or_default(), sequence, "{words}");
        }
        let big = Sequence { max: Some(i64::MAX), ..Sequence::default() };
        assert_eq!(Counting::of(Some(&big), &ty).ty(&ty), ColumnType::I64);
    }
}

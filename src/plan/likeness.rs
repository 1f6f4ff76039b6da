//! How much two objects look like one object under two names, in parts of a hundred.

use std::collections::BTreeSet;

use crate::schema::*;

/// Below this, two objects are taken for two, and nobody is asked.
const LIKELY: u32 = 50;
/// What is this much less alike than the best is no candidate beside it.
const CLEARLY_LESS: u32 = 25;

/// Every gone object with the new ones that it may be, the likeliest first: those that go
/// together best come first, each in front of what else it may be.
pub fn candidates<T: Copy>(
    gone: &[T],
    new: &[T],
    likeness: impl Fn(T, T) -> u32,
) -> Vec<(T, Vec<T>)> {
    let scores: Vec<Vec<u32>> =
        gone.iter().map(|a| new.iter().map(|b| likeness(*a, *b)).collect()).collect();
    let mut likely: Vec<(u32, usize, usize)> = Vec::new();
    for (i, row) in scores.iter().enumerate() {
        likely.extend(row.iter().enumerate().map(|(j, score)| (*score, i, j)));
    }
    likely.retain(|(score, ..)| *score >= LIKELY);
    likely.sort_by_key(|(score, i, j)| (std::cmp::Reverse(*score), *i, *j));
    let best = |on: &dyn Fn(&(u32, usize, usize)) -> bool| {
        likely.iter().find(|it| on(it)).map_or(0, |(score, ..)| *score)
    };
    let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut order: Vec<(usize, Option<usize>)> = Vec::new();
    for (_, i, j) in &likely {
        if !used.contains(i) && !taken.contains(j) {
            used.insert(*i);
            taken.insert(*j);
            order.push((*i, Some(*j)));
        }
    }
    let left: BTreeSet<usize> =
        likely.iter().map(|it| it.1).filter(|i| !used.contains(i)).collect();
    order.extend(left.into_iter().map(|i| (i, None)));
    let mut found = Vec::new();
    for (i, partner) in order {
        let mut may_be: Vec<T> = partner.map(|j| new[j]).into_iter().collect();
        for (score, _, j) in likely.iter().filter(|(_, a, j)| *a == i && Some(*j) != partner) {
            let most = best(&|it| it.1 == i).max(best(&|it| it.2 == *j));
            if score + CLEARLY_LESS > most {
                may_be.push(new[*j]);
            }
        }
        if !may_be.is_empty() {
            found.push((gone[i], may_be));
        }
    }
    found
}

/// A column and the column before it that stays.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub column: &'a Column,
    after: Option<&'a str>,
}

impl<'a> Placed<'a> {
    /// Where a column stands among those of its table, as far as the others stay.
    pub fn of(column: &'a Column, own: &'a [String], others: &[String]) -> Self {
        let before = own.iter().take_while(|it| **it != column.name);
        let after = before.filter(|it| others.contains(it)).last().map(String::as_str);
        Self { column, after }
    }
}

/// Two columns of one table: by name, type, place, and whatever else is said of them. Columns that
/// differ in the name alone are always alike, and so are those whose names are nearly one.
pub fn columns(old: Placed, new: Placed) -> u32 {
    let alike = names(&old.column.name, &new.column.name);
    let rest = |column: &Column| Column {
        name: String::new(),
        ty: ColumnType::Bool,
        by: Owner::Model,
        ..column.clone()
    };
    let same_rest = rest(old.column) == rest(new.column);
    let score = alike * 40 / 100
        + types(&old.column.ty, &new.column.ty) * 35 / 100
        + if same_rest { 15 } else { 0 }
        + if old.after == new.after { 10 } else { 0 };
    if alike >= 80 { score.max(alike) } else { score }
}

/// A value of an enum type, the value before it that stays, and how many that do not stand between.
#[derive(Clone, Copy, PartialEq)]
pub struct PlacedValue<'a> {
    pub value: &'a str,
    after: Option<&'a str>,
    distance: usize,
}

impl<'a> PlacedValue<'a> {
    /// Those of a list that are not in the other, where they stand.
    pub fn of(own: &'a [String], others: &[String]) -> Vec<Self> {
        let (mut after, mut distance) = (None, 0);
        let mut found = Vec::new();
        for value in own {
            if others.contains(value) {
                (after, distance) = (Some(value.as_str()), 0);
            } else {
                found.push(Self { value, after, distance });
                distance += 1;
            }
        }
        found
    }
}

/// Two values of one enum type: by name and place, of which the place alone is enough to ask.
pub fn values(old: PlacedValue, new: PlacedValue) -> u32 {
    let place = match (old.after == new.after, old.distance == new.distance) {
        (true, true) => 50,
        (true, false) => 25,
        (false, _) => 0,
    };
    names(old.value, new.value) * 50 / 100 + place
}

/// A table under its name.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    pub name: &'a QualifiedName,
    pub table: &'a Table,
}

/// Two tables: by the columns that they share, and their names. `told` is the old name that the
/// new table tells of a column.
pub fn tables<'a>(old: Named, new: Named<'a>, told: impl Fn(&'a str) -> Option<&'a str>) -> u32 {
    let mut shared = 0;
    let (mut gone, mut come): (Vec<&Column>, Vec<&Column>) =
        (old.table.columns.iter().collect(), new.table.columns.iter().collect());
    come.retain(|column| {
        let known = |it: &&Column| it.name == column.name || told(&column.name) == Some(&it.name);
        let Some(at) = gone.iter().position(known) else { return true };
        shared += 40 + types(&gone.remove(at).ty, &column.ty) * 60 / 100;
        false
    });
    // What has another name and the same type may be a column that was renamed along.
    for column in come {
        if let Some(at) = gone.iter().position(|it| it.ty == column.ty) {
            gone.remove(at);
            shared += 40;
        }
    }
    let most = old.table.columns.len().max(new.table.columns.len()).max(1) as u32;
    shared * 70 / (most * 100) + names(&old.name.name, &new.name.name) * 30 / 100
}

/// One type may have become the other: there is a usual way between their values.
fn types(a: &ColumnType, b: &ColumnType) -> u32 {
    use ColumnType::*;
    #[derive(PartialEq)]
    enum Family {
        Number,
        Text,
        Bytes,
        Moment,
        Json,
        Address,
    }
    fn family(ty: &ColumnType) -> Option<Family> {
        Some(match ty {
            Bool | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Decimal(_)
            | Money(_) | Year => Family::Number,
            Char(_) | String(_) | Text | Enum(_) | InlineEnum(_) | LTree => Family::Text,
            Binary(_) | VarBinary(_) | Blob | Uuid | Bit(_) | VarBit(_) => Family::Bytes,
            Date | Time(_) | DateTime(_) | Timestamp(_) | TimestampTz(_) | Interval => {
                Family::Moment
            }
            Json | JsonBinary => Family::Json,
            Cidr | Inet | MacAddr => Family::Address,
            Array(_) | Vector(_) | Native(_) => return None,
        })
    }
    match (a, b) {
        _ if a == b => 100,
        (Array(a), Array(b)) => types(a, b) * 60 / 100,
        _ => match (family(a), family(b)) {
            (Some(a), Some(b)) if a == b => 60,
            _ => 0,
        },
    }
}

/// How many characters two names share, in whatever case style they are written.
fn names(a: &str, b: &str) -> u32 {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (plain(a), plain(b));
    (similar::TextDiff::from_chars(&a, &b).ratio() * 100.0) as u32
}

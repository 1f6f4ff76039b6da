//! What a change of a column does to its values and to those who wait for the table.

use super::expression;
use super::types::without_width;
use super::values::values;
use crate::dialect::HazardKind;
use crate::schema::*;

/// What may happen to the values of a column that is altered.
pub fn of_change(
    table: &QualifiedName,
    before: &Column,
    after: &Column,
    fill: &Option<String>,
) -> Vec<(HazardKind, String)> {
    let column = format!("{table}.{}", after.name);
    let mut hazards = Vec::new();
    if before.nullable && !after.nullable && fill.is_none() {
        hazards.push((HazardKind::MayFail, format!("rows where {column} is null")));
    }
    if before.generated.is_none() && after.generated.is_some() {
        hazards.push((HazardKind::LosesData, format!("every value of {column}")));
    }
    if after.generated.is_none() && before.generated.as_ref().is_some_and(|it| !it.stored) {
        let text = format!("what {column} is computed to be, unless it is given as its value");
        hazards.push((HazardKind::LosesData, text));
    }
    let (old, new) = (without_width(&before.ty), without_width(&after.ty));
    if old != new {
        let Conversion { fails, rounds } = conversion(&old, &new);
        if fails {
            let text = format!("values of {column} that are no {}", after.ty);
            hazards.push((HazardKind::MayFail, text));
        }
        if rounds {
            let text = format!("what values of {column} hold beyond {}", after.ty);
            hazards.push((HazardKind::LosesData, text));
        }
    }
    hazards
}

/// Whether two values may become one: what is cut or rounded, and what another collation takes for
/// the same.
pub fn merges(before: &Column, after: &Column) -> bool {
    let (old, new) = (without_width(&before.ty), without_width(&after.ty));
    old != new && conversion(&old, &new) != FITS || before.collation != after.collation
}

/// What becomes of values of one type in another.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Conversion {
    /// A value without its like is an error in strict mode.
    fails: bool,
    /// The server cuts or rounds without an error.
    rounds: bool,
}

const FITS: Conversion = Conversion { fails: false, rounds: false };
const ROUNDS: Conversion = Conversion { fails: false, rounds: true };

fn conversion(before: &ColumnType, after: &ColumnType) -> Conversion {
    use ColumnType::*;
    let fits = |it: bool| Conversion { fails: !it, rounds: false };
    let both = Conversion { fails: true, rounds: true };
    if let (Some(before), Some(after)) = (integer_range(before), integer_range(after)) {
        return fits(after.0 <= before.0 && before.1 <= after.1);
    }
    match (before, after) {
        (F32, F64) => FITS,
        (Decimal(_), F32 | F64) => ROUNDS,
        (F64, F32) | (F32 | F64, Decimal(_)) => both,
        (F32 | F64 | Decimal(_), to) if integer_range(to).is_some() => both,
        (from, Decimal(Some((precision, scale)))) if integer_range(from).is_some() => {
            fits(precision - scale.min(precision) >= 20)
        }
        (Decimal(Some((p, s))), Decimal(Some((precision, scale)))) => {
            let (old, new) = (p.saturating_sub(*s), precision.saturating_sub(*scale));
            let rounds = scale < s;
            // What is rounded up may be one digit longer.
            Conversion { fails: new < old || rounds && new == old, rounds }
        }
        (Char(Some(n)) | String(StringLen::N(n)), Char(Some(m)) | String(StringLen::N(m))) => {
            fits(n <= m)
        }
        (Binary(n) | VarBinary(StringLen::N(n)), Binary(m) | VarBinary(StringLen::N(m))) => {
            fits(n <= m)
        }
        (Char(_), Text) | (Binary(_), Blob) => FITS,
        // A text column holds 65,535 bytes, and a character has up to four.
        (String(StringLen::N(n)), Text) => fits(*n <= 16_383),
        (VarBinary(_), Blob) => FITS,
        (from, Char(Some(m)) | String(StringLen::N(m))) if integer_range(from).is_some() => {
            fits(*m >= 20)
        }
        (from, Text) if integer_range(from).is_some() => FITS,
        (InlineEnum(old), InlineEnum(new)) => fits(old.iter().all(|it| new.contains(it))),
        (Date, DateTime(_)) => FITS,
        (DateTime(_) | Timestamp(_), Date | Time(_)) => ROUNDS,
        (Timestamp(from) | DateTime(from), DateTime(to))
        | (Time(from), Time(to))
        | (Timestamp(from), Timestamp(to)) => {
            let rounds = from.unwrap_or(0) > to.unwrap_or(0);
            Conversion { fails: false, rounds }
        }
        (Bit(Some(n)), Bit(Some(m))) => fits(n <= m),
        _ => fits(false),
    }
}

fn integer_range(ty: &ColumnType) -> Option<(i128, i128)> {
    use ColumnType::*;
    let signed = |bits: u32| (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1);
    let unsigned = |bits: u32| (0, (1_i128 << bits) - 1);
    Some(match ty {
        // A bool is a tinyint(1) and holds what that does.
        Bool | I8 => signed(8),
        I16 => signed(16),
        I32 => signed(32),
        I64 => signed(64),
        U8 => unsigned(8),
        U16 => unsigned(16),
        U32 => unsigned(32),
        U64 => unsigned(64),
        _ => return None,
    })
}

/// Whether rows are counted from now on, for which the server writes the table anew.
pub fn begins_to_count(before: &Column, after: &Column) -> bool {
    before.auto_increment == AutoIncrement::No && after.auto_increment != AutoIncrement::No
}

/// Whether the server copies the table for this change, while writers wait. See
/// <https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html>.
pub fn copies(before: &Column, after: &Column) -> bool {
    if before.generated != after.generated || begins_to_count(before, after) {
        return true;
    }
    // The number of bytes before a varchar is one up to 255 bytes, four to a character.
    let one_byte = |n: u32| n * 4 <= 255;
    match (&without_width(&before.ty), &without_width(&after.ty)) {
        (a, b) if a == b => before.collation != after.collation,
        _ if before.collation != after.collation => true,
        (ColumnType::String(StringLen::N(n)), ColumnType::String(StringLen::N(m))) => {
            m < n || one_byte(*n) != one_byte(*m)
        }
        (a, b) => match (values(a), values(b)) {
            (Some((old, set)), Some((new, same))) if set == same => {
                !new.starts_with(&old) || list_bytes(&old, set) != list_bytes(&new, set)
            }
            _ => true,
        },
    }
}

/// What a value of an `ENUM` or a `SET` takes in bytes
/// (<https://dev.mysql.com/doc/refman/8.0/en/storage-requirements.html>).
fn list_bytes(values: &[String], set: bool) -> usize {
    match values.len() {
        many if !set => 1 + usize::from(many > 255),
        many if many > 32 => 8,
        many => many.div_ceil(8),
    }
}

/// Whether a new column has a value of its own in each row, which the server writes while it copies
/// the table.
pub fn computes(column: &Column) -> bool {
    column.auto_increment != AutoIncrement::No
        || matches!(&column.default, Some(DefaultValue::Sql(sql)) if is_computed(sql))
}

/// Whether a default is computed for each row: it is neither a literal nor the time of the
/// statement.
pub fn is_computed(default: &str) -> bool {
    let stable = ["current_timestamp", "now", "localtime"];
    let start = default.trim_start_matches(['(', ' ']).to_lowercase();
    expression::literal(default).is_none() && !stable.iter().any(|it| start.starts_with(it))
}

pub fn copied(table: &QualifiedName) -> String {
    format!("writers of {table} while it is copied")
}

pub fn built(table: &QualifiedName) -> String {
    format!("writers of {table} while its index is built")
}

pub fn duplicates(table: &QualifiedName, columns: &[String]) -> String {
    format!("rows of {table} that share their {}", columns.join(", "))
}

/// An index part in the words of people.
pub fn part(part: &IndexPart) -> String {
    match &part.key {
        IndexKey::Column(text) | IndexKey::Expression(text) => text.clone(),
    }
}

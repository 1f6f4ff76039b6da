//! Values of one type that are none of another. What is not certain to fail is not asked for: a
//! check that finds rows stops a revision.

use super::texts;
use crate::dialect::Dialect;
use crate::lint::integers;
use crate::revision::script::Lexis;
use crate::schema::{ColumnType, StringLen};

/// Values that do not fit.
pub struct Unfit {
    /// Holds for them.
    pub condition: String,
    /// What is said of all others, after the name of the column.
    pub fits: String,
}

/// The values of a column, by its name in quotes, that its next type does not hold; none where
/// every value fits, or nobody can tell. `values` gives those of an enum type.
pub fn unfit(
    before: &ColumnType,
    after: &ColumnType,
    column: &str,
    values: &dyn Fn(&ColumnType) -> Option<Vec<String>>,
    dialect: &dyn Dialect,
) -> Option<Unfit> {
    use ColumnType::*;
    if dialect.lexis() == Lexis::Sqlite {
        let condition = unread_by_sqlite(before, after, column)?;
        return Some(Unfit { condition, fits: format!("fits {after}") });
    }
    let postgres = dialect.lexis() == Lexis::Postgres;
    let as_text = |it: &str| match postgres {
        true => format!("CAST({it} AS text)"),
        false => format!("CAST({it} AS char)"),
    };
    let found =
        |condition: std::string::String| Some(Unfit { condition, fits: format!("fits {after}") });
    if let (Some(old), Some(new)) = (values(before), values(after)) {
        let gone: Vec<&std::string::String> = old.iter().filter(|it| !new.contains(it)).collect();
        // Values of another type may have got other names on the way.
        let same = matches!((before, after), (InlineEnum(_), InlineEnum(_)));
        return (same && !gone.is_empty()).then(|| Unfit {
            condition: format!("{column} IN ({})", dialect.literals(&gone)),
            fits: format!("is never {}", words(&gone)),
        });
    }
    if let (true, Some(new)) = (is_text(before), values(after)) {
        let new: Vec<&std::string::String> = new.iter().collect();
        return (!new.is_empty()).then(|| Unfit {
            condition: format!("{column} NOT IN ({})", dialect.literals(&new)),
            fits: format!("is {}", words(&new)),
        });
    }
    if is_text(before) {
        // The blanks at the end of a `char` are no part of it.
        let text = match (postgres, before) {
            (true, Char(_)) => as_text(column),
            _ => column.to_owned(),
        };
        let unread = match postgres {
            true => texts::unread_by_postgres(&text, after),
            false => texts::unread_by_mysql(&text, after),
        };
        if let Some(condition) = unread {
            return found(condition);
        }
    }
    match (before, after) {
        (_, Char(Some(most)) | String(StringLen::N(most))) => {
            let text = match before {
                it if is_text(it) => {
                    if length(it).is_some_and(|it| it <= *most) {
                        return None;
                    }
                    column.to_owned()
                }
                Blob | Binary(_) | VarBinary(_) | Bit(_) | VarBit(_) | Array(_) => return None,
                _ => as_text(column),
            };
            // Spaces beyond the end are cut without an error.
            Some(Unfit {
                condition: format!("char_length(rtrim({text})) > {most}"),
                fits: format!("is no longer than {most} characters"),
            })
        }
        (before, Binary(most) | VarBinary(StringLen::N(most)))
            if is_text(before) && !postgres
                || matches!(before, Blob | Binary(_) | VarBinary(_)) =>
        {
            let longest = match before {
                Binary(n) | VarBinary(StringLen::N(n)) => Some(n),
                _ => None,
            };
            (longest.is_none_or(|it| it > most)).then(|| Unfit {
                condition: format!("octet_length({column}) > {most}"),
                fits: format!("is no longer than {most} bytes"),
            })
        }
        (VarBit(_), VarBit(most)) => found(format!("length({column}) > {most}")),
        (Bit(old), Bit(Some(new))) if old.unwrap_or(1) > *new => match postgres {
            true => found(format!("length({column}) <> {new}")),
            false => found(format!("{column} + 0 >= {}", 1_u128 << new)),
        },
        (F64, F32) => found(format!(
            "abs({column}) > 3.4028235e38{}",
            match postgres {
                true => format!(" AND abs({column}) < 'infinity'"),
                false => std::string::String::new(),
            }
        )),
        (before, Decimal(Some((precision, scale)))) => {
            let whole = precision.saturating_sub(*scale);
            let most = format!("1{}", "0".repeat(whole as usize));
            let rounded = format!("round({column}, {scale})");
            let value = match before {
                Decimal(Some((p, s))) if p.saturating_sub(*s) < whole => return None,
                Decimal(Some((p, s))) if p.saturating_sub(*s) == whole && s <= scale => {
                    return None;
                }
                Decimal(_) => rounded,
                F32 | F64 if !postgres => rounded,
                before => {
                    let (_, most) = integers(before)?;
                    if most < 10_i128.checked_pow(whole).unwrap_or(i128::MAX) {
                        return None;
                    }
                    column.to_owned()
                }
            };
            found(format!("{value} <= -{most} OR {value} >= {most}"))
        }
        (before, after) => {
            let (least, most) = integers(after)?;
            let value = match before {
                Decimal(_) | F32 | F64 => format!("round({column})"),
                before if is_text(before) && postgres => {
                    // What is no number is not looked at as one, and what only newer servers take
                    // for one is left to them.
                    let number = format!("{column} ~ '^\\s*[-+]?[0-9]+\\s*$'");
                    let newer = format!(
                        "{column} ~* '^\\s*[-+]?(0[xob]_?)?[0-9a-f]+(_[0-9a-f]+)+\\s*$|^\\s*[-+]?0[xob]_?[0-9a-f]+\\s*$'"
                    );
                    let within = format!("CAST({column} AS numeric) BETWEEN {least} AND {most}");
                    return found(format!(
                        "NOT CASE WHEN {number} THEN {within} WHEN {newer} THEN true ELSE {column} IS NULL END"
                    ));
                }
                before => {
                    let (old, new) = (integers(before)?, (least, most));
                    if new.0 <= old.0 && old.1 <= new.1 {
                        return None;
                    }
                    column.to_owned()
                }
            };
            found(format!("{value} NOT BETWEEN {least} AND {most}"))
        }
    }
}

/// SQLite keeps values that are none of a column's type, but makes numbers of texts that look like
/// some, and of long ones others than they say
/// (<https://sqlite.org/datatype3.html#type_affinity>).
fn unread_by_sqlite(before: &ColumnType, after: &ColumnType, column: &str) -> Option<String> {
    use ColumnType::*;
    let unread = |signs: &str, more: &str| {
        format!(
            "typeof({column}) = 'text' AND ({column} GLOB '*[^{signs}]*' OR {column} NOT GLOB '*[0-9]*'{more})"
        )
    };
    match after {
        _ if !is_text(before) => None,
        F32 | F64 | Decimal(_) => Some(unread("0-9.eE+-", "")),
        after => {
            integers(after)?;
            let more = format!(" OR typeof(CAST({column} AS numeric)) <> 'integer'");
            Some(unread("0-9+-", &more))
        }
    }
}

fn is_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text)
}

/// The most characters that a text type holds, where it has a bound.
fn length(ty: &ColumnType) -> Option<u32> {
    match ty {
        ColumnType::Char(n) => Some(n.unwrap_or(1)),
        ColumnType::String(StringLen::N(n)) => Some(*n),
        _ => None,
    }
}

fn words(values: &[&String]) -> String {
    values.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" or ")
}

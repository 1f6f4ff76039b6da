//! Texts that are read as values of another type. A text that some server, or some setting of one,
//! may read is not looked for: a check that finds rows stops a revision.

use crate::schema::ColumnType;

/// Holds for texts that no PostgreSQL reads as a value of the type; none where that cannot be told
/// of any. See <https://www.postgresql.org/docs/current/datatype.html>.
pub fn unread_by_postgres(text: &str, ty: &ColumnType) -> Option<String> {
    use ColumnType::*;
    let unlike = |pattern: &str| Some(format!("{text} !~* '{pattern}'"));
    match ty {
        // Since PostgreSQL 16 numbers have underscores, and those of no fixed size other bases.
        Decimal(_) | F32 | F64 => unlike(
            r"^\s*[-+]?(nan|inf|infinity|0[xob][0-9a-f_]+|([0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(e[-+]?[0-9][0-9_]*)?)\s*$",
        ),
        Uuid => unlike(r"^\{?([0-9a-f]{4}-?){7}[0-9a-f]{4}\}?$"),
        Bool => unlike(r"^\s*(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|0|1)\s*$"),
        // Dates are read in many forms, but for these words not without a digit.
        Date | DateTime(_) | Timestamp(_) | TimestampTz(_) | Time(_) => {
            unlike("[0-9]|now|today|tomorrow|yesterday|epoch|infinity|allballs")
        }
        Json | JsonBinary => unlike(r#"^\s*[-[{"0-9tfn]"#),
        _ => None,
    }
}

/// The same of MySQL and MariaDB, which take part of a text for the whole outside of strict mode
/// only. See <https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sql-mode-strict>.
pub fn unread_by_mysql(text: &str, ty: &ColumnType) -> Option<String> {
    use ColumnType::*;
    let unlike = |pattern: &str| Some(format!("{text} NOT REGEXP '{pattern}'"));
    match ty {
        Bool | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Decimal(_) => {
            unlike("^[[:space:]]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[[:space:]]*$")
        }
        Date | DateTime(_) | Timestamp(_) | Time(_) => unlike("[0-9]"),
        Json | JsonBinary => Some(format!("NOT json_valid({text})")),
        _ => None,
    }
}

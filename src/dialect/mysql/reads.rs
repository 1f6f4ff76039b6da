use crate::schema::{ColumnType, StringLen};

/// Whether an entity that says nothing of a column but its Rust type, which SeaORM takes for
/// `said`, may stand for a column of the type `found`.
pub fn reads(found: &ColumnType, said: &ColumnType) -> bool {
    use ColumnType::*;
    let native = |words: &[&str]| match found {
        Native(name) => words.contains(&name.as_str()),
        _ => false,
    };
    match (said, found) {
        // A `String` says no length, and `sea-orm-cli` writes none.
        (String(StringLen::None), String(_) | Char(_) | Text) => true,
        (String(StringLen::None) | Text, Native(_)) => {
            native(&["tinytext", "mediumtext", "longtext"])
        }
        // MariaDB's JSON is a `longtext` that is checked, and `sea-orm-cli` sees the text alone.
        (Native(name), Json) => name.eq_ignore_ascii_case("longtext"),
        // Chrono's types say no precision.
        (Time(None), Time(_)) | (DateTime(None), DateTime(_)) => true,
        (Timestamp(None) | TimestampTz(None), Timestamp(_)) => true,
        // A `Decimal` says no precision.
        (Decimal(None), Decimal(_)) => true,
        // `tinyint(1)` is a boolean by its display width alone, and `sea-orm-cli` writes `i8`.
        (I8, Bool) => true,
        (Bool, Bit(Some(1))) => true,
        // `sea-orm-cli` writes the next wider integer for a `mediumint`, and `i32` for a year.
        (I32, Native(_)) => native(&["mediumint"]),
        (U32, Native(_)) => native(&["mediumint unsigned"]),
        (I32, Year) => true,
        // A `Vec<u8>` says no length, and `sea-orm-cli` writes 255 for a blob.
        (VarBinary(StringLen::None), Binary(_) | VarBinary(_) | Blob | Bit(_)) => true,
        (Binary(255) | Blob, Blob) => true,
        (VarBinary(StringLen::None) | Binary(255) | Blob, Native(_)) => {
            native(&["tinyblob", "mediumblob", "longblob"])
        }
        _ => false,
    }
}

use crate::schema::{ColumnType, StringLen};

/// Whether an entity that says nothing of a column but its Rust type, which SeaORM takes for
/// `said`, may stand for a column of the declared type `found`.
///
/// SQLite keeps the words of a declared type and makes nothing of them but an affinity
/// (<https://sqlite.org/datatype3.html#determination_of_column_affinity>), and every tool has words
/// of its own. Those that SeaORM writes mean themselves; of the others, any that mean the same do.
pub fn reads(found: &ColumnType, said: &ColumnType) -> bool {
    use ColumnType::*;
    // Integers have one affinity, whatever their words.
    if said.is_integer() && found.is_integer() {
        return true;
    }
    match (said, found) {
        // A `String` says no length, and `sea-orm-cli` writes none.
        (String(StringLen::None), String(_) | Char(_) | Text) => return true,
        // A `Decimal` says no precision.
        (Decimal(None), Decimal(_) | Money(_)) => return true,
        // `DateTimeUtc` is what `sea-orm-cli` writes for a timestamp.
        (TimestampTz(_), Timestamp(_)) => return true,
        // A `Vec<u8>` says no length.
        (VarBinary(StringLen::None) | Blob, Binary(_) | VarBinary(_) | Blob) => return true,
        // Both are kept as eight bytes.
        (F32 | F64, F32 | F64) => return true,
        // A `uuid` and a `json` are text in most tools.
        (Uuid | Json | JsonBinary, Char(_) | String(_) | Text) => return true,
        (Uuid, Blob | Binary(_)) => return true,
        _ => {}
    }
    let Native(words) = found else { return false };
    let word = words.split(['(', ' ']).next().unwrap_or_default();
    match word {
        "datetime" | "timestamp" | "timestamptz" => {
            matches!(said, DateTime(_) | Timestamp(_) | TimestampTz(_))
        }
        "date" => matches!(said, Date),
        "time" => matches!(said, Time(_)),
        "numeric" | "decimal" | "number" | "money" => {
            matches!(said, Decimal(_) | Money(_) | F32 | F64)
        }
        "real" | "double" | "float" => matches!(said, F32 | F64 | Decimal(_)),
        "bool" | "boolean" => matches!(said, Bool),
        "json" | "jsonb" => matches!(said, Json | JsonBinary | Text),
        "uuid" | "guid" => matches!(said, Uuid),
        "bytea" | "binary" | "varbinary" | "longblob" => {
            matches!(said, VarBinary(_) | Binary(_) | Blob)
        }
        // What has these letters in it has the affinity that goes with them.
        _ if word.contains("int") || word.contains("serial") => said.is_integer(),
        _ if word.contains("char") || word.contains("text") || word.contains("clob") => {
            matches!(said, String(_) | Char(_) | Text)
        }
        _ => false,
    }
}

use crate::schema::{ColumnType, StringLen};

/// Whether an entity that says nothing of a column but its Rust type, which SeaORM takes for
/// `said`, may stand for a column of the type `found`.
pub fn reads(found: &ColumnType, said: &ColumnType) -> bool {
    use ColumnType::*;
    match (said, found) {
        // A `String` says no length, and `sea-orm-cli` writes none.
        (String(StringLen::None), String(_) | Char(_) | Text) => true,
        // SeaORM 1 made signed integers of unsigned ones, where version 2 makes wider ones.
        (U16, I16) | (U32, I32) => true,
        // `sea-orm-cli` writes `String` for these.
        (String(StringLen::None), Interval | MacAddr | LTree) => true,
        (String(StringLen::None), Native(name)) => name.starts_with("interval"),
        // Chrono's types say no precision.
        (Time(None), Time(_)) | (DateTime(None), DateTime(_)) => true,
        (TimestampTz(None), TimestampTz(_)) => true,
        // SeaORM's `Timestamp` and `DateTime` are one type here.
        (Timestamp(None), DateTime(_)) => true,
        // `sea-orm-cli` writes `Time` also for a time with time zone.
        (Time(None), Native(name)) => name.starts_with("time"),
        // A `Decimal` says no precision, and `sea-orm-cli` writes none for money.
        (Decimal(None), Decimal(_) | Money(_)) => true,
        // `sea-orm-cli` writes these for `bit(1)` and for longer ones.
        (Bool, Bit(None | Some(1))) => true,
        (VarBinary(StringLen::None), Bit(_) | VarBit(_)) => true,
        // An `IpNetwork` is read from either.
        (Inet, Cidr) => true,
        (Vector(None), Vector(_)) => true,
        (Array(said), Array(found)) => said == found || reads(found, said),
        _ => false,
    }
}

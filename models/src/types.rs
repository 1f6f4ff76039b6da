//! Values that more than one table holds.

use sea_orm::{TryFromU64, entity::prelude::*};

/// A language, as in `de` or `pt-BR` ([BCP 47](https://www.rfc-editor.org/info/bcp47)).
#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(column_type = "String(StringLen::N(35))")]
pub struct Locale(pub String);

/// SeaORM asks this of every type that is part of a primary key.
impl TryFromU64 for Locale {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Locale"))
    }
}

/// A currency by its three letters, as in `EUR` (ISO 4217).
#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(column_type = "Char(Some(3))")]
pub struct Currency(pub String);

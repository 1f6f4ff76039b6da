pub mod user;

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(column_type = "Decimal(Some((12, 2)))")]
pub struct Money(pub Decimal);

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(db_type = "Enum", enum_name = "status", rename_all = "snake_case")]
pub enum Status {
    New,
    Paid,
}

pub type Timestamp = DateTimeUtc;
pub type UserId = i64;

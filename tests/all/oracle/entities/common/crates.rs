//! Types of crates that SeaORM knows by its features.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub date: TimeDate,
    pub time: TimeTime,
    pub date_time: TimeDateTime,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub moment: TimeDateTimeWithTimeZone,
    pub optional: Option<TimeDateTime>,
    pub unix: TimeUnixTimestamp,
    pub unix_millis: TimeUnixTimestampMillis,
    pub big_decimal: BigDecimal,
    #[sea_orm(column_type = "Decimal(Some((30, 10)))", nullable)]
    pub exact: Option<BigDecimal>,
}

impl ActiveModelBehavior for ActiveModel {}

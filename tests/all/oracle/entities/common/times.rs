use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "times")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub date: Date,
    pub time: Time,
    pub date_time: DateTime,
    pub chrono_date: ChronoDate,
    pub chrono_time: ChronoTime,
    pub chrono_date_time: Option<ChronoDateTime>,
    pub unix: ChronoUnixTimestamp,
    pub unix_millis: ChronoUnixTimestampMillis,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub utc: DateTimeUtc,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub local: DateTimeLocal,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub with_time_zone: DateTimeWithTimeZone,
    pub optional: Option<ChronoDateTimeUtc>,
    #[sea_orm(column_type = "Date")]
    pub text_date: String,
    #[sea_orm(column_type = "Time")]
    pub text_time: String,
    #[sea_orm(column_type = "DateTime")]
    pub text_date_time: String,
    #[sea_orm(column_type = "Timestamp", nullable)]
    pub timestamp: Option<DateTime>,
    #[sea_orm(column_type = "TimestampWithTimeZone", nullable)]
    pub timestamp_with_time_zone: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

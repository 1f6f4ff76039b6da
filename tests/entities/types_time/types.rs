use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Date,
    pub b: Time,
    pub c: DateTime,
    pub d: DateTimeUtc,
    pub e: DateTimeLocal,
    pub f: DateTimeWithTimeZone,
    pub g: ChronoDate,
    pub h: ChronoTime,
    pub i: ChronoDateTime,
    pub j: ChronoDateTimeUtc,
    pub k: ChronoDateTimeLocal,
    pub l: ChronoDateTimeWithTimeZone,
    pub m: ChronoUnixTimestamp,
    pub n: ChronoUnixTimestampMillis,
    pub o: TimeDate,
    pub p: TimeTime,
    pub q: TimeDateTime,
    pub r: TimeDateTimeWithTimeZone,
    pub s: TimeUnixTimestamp,
    pub t: TimeUnixTimestampMillis,
    pub u: chrono::NaiveDate,
    pub v: chrono::NaiveTime,
    pub w: chrono::NaiveDateTime,
    pub x: chrono::DateTime<chrono::Utc>,
    pub y: sea_orm::prelude::chrono::DateTime<sea_orm::prelude::chrono::FixedOffset>,
    pub z: time::Date,
    pub aa: time::PrimitiveDateTime,
    pub ab: time::OffsetDateTime,
    pub ac: jiff::civil::Date,
    pub ad: jiff::civil::Time,
    pub ae: jiff::civil::DateTime,
    pub af: jiff::Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "postgres_types", comment = "a table")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "String(StringLen::Max)", comment = "a column")]
    pub max: String,
    #[sea_orm(column_type = "VarBinary(StringLen::Max)")]
    pub binary_max: Vec<u8>,
    #[sea_orm(column_type = "Bit(None)")]
    pub bit: String,
    #[sea_orm(column_type = "Bit(Some(8))")]
    pub byte: String,
    #[sea_orm(column_type = "VarBit(12)")]
    pub varbit: String,
    #[sea_orm(column_type = "Interval(None, None)")]
    pub interval: String,
    #[sea_orm(column_type = "Interval(None, Some(3))")]
    pub interval_millis: String,
    #[sea_orm(column_type = "Cidr")]
    pub cidr: String,
    #[sea_orm(column_type = "Inet", nullable)]
    pub inet: Option<String>,
    #[sea_orm(column_type = "MacAddr")]
    pub mac: String,
    #[sea_orm(column_type = "custom(\"tsvector\")")]
    pub search: String,
    #[sea_orm(column_type = "custom(\"timestamp(3) with time zone\")")]
    pub millis: String,
    #[sea_orm(column_type = "custom(\"numeric(10)\")")]
    pub whole: Decimal,
    #[sea_orm(column_type = "custom(\"int4range\")")]
    pub range: String,
    #[sea_orm(column_type = "custom(\"xml\")", nullable)]
    pub xml: Option<String>,
    #[sea_orm(column_type = "custom(\"point\")")]
    pub point: String,
    #[sea_orm(column_type = "custom(\"bigint\")")]
    pub spelled: i64,
}

impl ActiveModelBehavior for ActiveModel {}

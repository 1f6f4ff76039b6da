use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "String(StringLen::Max)")]
    pub max: String,
    #[sea_orm(column_type = "VarBinary(StringLen::Max)")]
    pub binary_max: Vec<u8>,
    #[sea_orm(column_type = "Money(Some((10, 2)))")]
    pub money: Decimal,
    #[sea_orm(column_type = "custom(\"NUMERIC(7, 3)\")")]
    pub numeric: Decimal,
    #[sea_orm(column_type = "custom(\"any\")", nullable)]
    pub any: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

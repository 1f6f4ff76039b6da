use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mysql_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "Year")]
    pub year: i32,
    #[sea_orm(column_type = "Bit(None)")]
    pub bit: Vec<u8>,
    #[sea_orm(column_type = "Bit(Some(8))")]
    pub byte: Vec<u8>,
    #[sea_orm(column_type = "VarBit(12)")]
    pub varbit: Vec<u8>,
    #[sea_orm(column_type = "Money(Some((10, 2)))")]
    pub money: Decimal,
    #[sea_orm(column_type = "custom(\"mediumint\")")]
    pub medium: i32,
    #[sea_orm(column_type = "custom(\"MEDIUMTEXT\")")]
    pub medium_text: String,
    #[sea_orm(column_type = "custom(\"longblob\")", nullable)]
    pub long_blob: Option<Vec<u8>>,
    #[sea_orm(column_type = "custom(\"datetime(3)\")")]
    pub millis: DateTime,
    #[sea_orm(column_type = "custom(\"int unsigned\")")]
    pub spelled: u32,
    #[sea_orm(column_type = "custom(\"set('a','b')\")")]
    pub set: String,
    #[sea_orm(column_type = "custom(\"enum('x','y')\")", default_value = "x")]
    pub inline_enum: String,
}

impl ActiveModelBehavior for ActiveModel {}

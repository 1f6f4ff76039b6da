use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "integers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub i8: i8,
    pub i16: i16,
    pub i32: i32,
    pub i64: i64,
    pub u8: u8,
    pub u16: u16,
    pub u32: u32,
    pub u64: u64,
    pub optional_i8: Option<i8>,
    pub optional_u64: Option<u64>,
    #[sea_orm(column_type = "TinyInteger")]
    pub tiny: i32,
    #[sea_orm(column_type = "SmallInteger")]
    pub small: i32,
    #[sea_orm(column_type = "BigInteger")]
    pub big: i32,
    #[sea_orm(column_type = "TinyUnsigned")]
    pub tiny_unsigned: i32,
    #[sea_orm(column_type = "SmallUnsigned")]
    pub small_unsigned: i32,
    #[sea_orm(column_type = "Unsigned")]
    pub unsigned: i32,
    #[sea_orm(column_type = "BigUnsigned", nullable)]
    pub big_unsigned: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

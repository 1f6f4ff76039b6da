use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "binaries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub bytes: Vec<u8>,
    pub optional: Option<Vec<u8>>,
    #[sea_orm(column_type = "Binary(8)")]
    pub eight: Vec<u8>,
    #[sea_orm(column_type = "VarBinary(StringLen::N(16))")]
    pub sixteen: Vec<u8>,
    #[sea_orm(column_type = "VarBinary(StringLen::None)")]
    pub unbounded: Vec<u8>,
    #[sea_orm(column_type = "var_binary(17)")]
    pub by_function: Vec<u8>,
    #[sea_orm(column_type = "Blob")]
    pub blob: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

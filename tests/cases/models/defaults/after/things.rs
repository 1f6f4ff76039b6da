use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "things")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = -2)]
    pub a: i32,
    #[sea_orm(default_value = "it's")]
    pub b: String,
    pub c: DateTime,
    #[sea_orm(default_value = true)]
    pub d: bool,
    #[sea_orm(default_value = 0)]
    pub e: i32,
    #[sea_orm(default_value = "")]
    pub f: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

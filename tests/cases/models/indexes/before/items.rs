use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "items")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(indexed)]
    pub a: i32,
    #[sea_orm(unique)]
    pub b: i32,
    pub c: i32,
    #[sea_orm(unique_key = "pair")]
    pub d: i32,
    #[sea_orm(unique_key = "pair")]
    pub e: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

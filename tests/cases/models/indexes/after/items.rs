use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "items")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
    #[sea_orm(indexed)]
    pub b: i32,
    #[sea_orm(unique)]
    pub c: i32,
    #[sea_orm(unique_key = "pair")]
    pub d: i32,
    pub e: i32,
    #[sea_orm(unique_key = "pair")]
    pub f: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

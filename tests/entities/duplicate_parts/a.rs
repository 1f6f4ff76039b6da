use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub name: String,
    #[sea_orm(column_name = "name")]
    pub title: String,
    #[sea_orm(indexed, unique_key = "b")]
    pub b: i32,
    #[sea_orm(unique, extra = "UNIQUE")]
    pub c: i32,
    #[sea_orm(extra = "CONSTRAINT k CHECK (d > 0)")]
    pub d: i32,
    #[sea_orm(extra = "CONSTRAINT k CHECK (e > 0)")]
    pub e: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

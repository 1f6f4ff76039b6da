use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indexes", schema_name = "public")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub a: i32,
    #[sea_orm(indexed)]
    pub b: i32,
    #[sea_orm(unique, indexed)]
    pub c: i32,
    #[sea_orm(unique_key = "z_first")]
    pub d: i32,
    #[sea_orm(unique_key = "a_second", column_name = "E")]
    pub e: i32,
    #[sea_orm(unique_key = "z_first", indexed)]
    pub f: i32,
    /// The last one counts.
    #[sea_orm(unique_key = "z_first")]
    #[sea_orm(unique_key = "a_second")]
    pub g: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

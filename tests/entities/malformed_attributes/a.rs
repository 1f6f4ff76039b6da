use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a", rename_all = "SpongeCase", comment = 1, schema_name = PUBLIC)]
pub struct Model {
    #[sea_orm(primary_key = true)]
    pub id: i32,
    #[sea_orm(auto_increment = "false")]
    pub a: i32,
    #[sea_orm(column_name = Name)]
    pub b: i32,
    #[sea_orm(unique_key)]
    pub c: i32,
    #[sea_orm(comment = 5)]
    pub d: i32,
    #[sea_orm(auto_increment = true)]
    pub e: i32,
    #[sea_orm(unknown = "is left to others", and(that = 1), arrow_skip)]
    pub f: i32,
    #[sea_orm(default_value = )]
    pub g: i32,
    #[sea_orm(= "x", indexed)]
    pub h: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[cfg_attr(any(), autogen(ignore))]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "v")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

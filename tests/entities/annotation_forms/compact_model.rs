use sea_orm::entity::prelude::*;

#[sea_orm::compact_model]
#[cfg_attr(any(), autogen(index(columns(a), unique, name = "a_of_it")))]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "compact_model")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[path = "shared/ids.rs"]
mod ids;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "b")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ids::Id,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

use sea_orm::entity::prelude::*;

// A file is no module of itself.
#[path = "ids.rs"]
mod again;

pub type Id = i64;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shared")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Id,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

use sea_orm::entity::prelude::*;

pub use super::none::Links as Relation;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "gone")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

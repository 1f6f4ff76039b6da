use sea_orm::entity::prelude::*;

pub use super::links::Relation;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "elsewhere")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

use sea_orm::entity::prelude::*;

pub use super::dense::Relation;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shared")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

use sea_orm::entity::prelude::*;

mod relation;
pub use relation::Relation;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cake")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub bakery_id: i32,
}

use sea_orm::entity::prelude::*;

other_crate::relations! { pub enum Relation { Own } }

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "made")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dense")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

use sea_orm::entity::prelude::*;
use sea_orm::model as entity;

#[entity]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fields")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub other_id: i32,
    #[sea_orm(belongs_to, from = "other_id", to = "id")]
    pub other: BelongsTo<super::none::Entity>,
}

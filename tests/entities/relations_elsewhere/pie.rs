use sea_orm::entity::prelude::*;

#[sea_orm_macros::sea_orm_model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pie")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub bakery_id: i32,
    #[sea_orm(belongs_to, from = "bakery_id", to = "id")]
    pub bakery: BelongsTo<super::bakery::Entity>,
}

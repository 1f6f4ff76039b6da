use sea_orm::entity::prelude::*;
use geo::Country;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "order")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub user_id: Uuid,
    pub country: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "core::users::Entity", from = "Column::UserId", to = "core::users::Column::Id", on_delete = "Cascade")]
    User,
    #[sea_orm(belongs_to = "Country", from = "Column::Country", to = "geo::Column::IsoCode")]
    Country,
}

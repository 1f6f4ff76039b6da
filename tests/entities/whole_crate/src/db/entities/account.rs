use sea_orm::entity::prelude::*;

use crate::domain::{self, ids::AccountId, Money};

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub email: domain::Email,
    pub state: domain::State,
    pub balance: Money,
    pub shop_id: i32,
    pub archive_id: i32,
    pub note: crate::conversions::Note,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::shop::entity::Entity",
        from = "Column::ShopId",
        to = "crate::shop::entity::Column::Id"
    )]
    Shop,
    #[sea_orm(
        belongs_to = "crate::legacy::archive::Entity",
        from = "Column::ArchiveId",
        to = "crate::legacy::archive::Column::Id",
        on_delete = "Restrict"
    )]
    Archive,
}

impl ActiveModelBehavior for ActiveModel {}

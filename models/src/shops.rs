//! Shops, each kept by one user.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::Currency;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shops")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub owner_id: i32,
    pub name: String,
    #[sea_orm(unique, column_type = "String(StringLen::N(64))")]
    pub slug: String,
    pub currency: Currency,
    #[sea_orm(default_value = 0)]
    pub status: Status,
    pub opens_at: Option<Time>,
    pub closes_at: Option<Time>,
    pub settings: Settings,
    #[sea_orm(belongs_to, from = "owner_id", to = "id", on_delete = "Restrict")]
    pub owner: BelongsTo<super::users::Entity>,
    #[sea_orm(has_many)]
    pub products: HasMany<super::products::Entity>,
    #[sea_orm(has_many)]
    pub orders: HasMany<super::orders::Entity>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum Status {
    Preparing = 0,
    Open = 1,
    Closed = 2,
}

/// What a shop keeper chose; one JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Settings {
    pub accent_colour: String,
    pub languages: Vec<String>,
}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

use crate::ids::{OrderId, UserId};

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrderId,
    pub user_id: Option<UserId>,
    pub shape: crate::ids::Shape,
    pub day: crate::ids::Day,
}

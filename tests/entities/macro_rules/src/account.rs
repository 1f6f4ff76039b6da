use sea_orm::entity::prelude::*;

use crate::ids::typed;

typed!(AccountId);
typed!(Owner: String = "Text", Hash: Vec<u8> = "Binary(32)");

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub owner: Owner,
    pub hash: Option<Hash>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

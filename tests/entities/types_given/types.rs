use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: MessageId,
    pub b: mail::MessageId,
    pub c: Option<geo::Point>,
    pub d: Opaque,
    pub e: uuid::Uuid,
    pub f: Bare,
    pub g: Vec<MessageId>,
    pub h: Wrapped,
}

pub struct Opaque(pub [u8; 4]);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Wrapped(pub MessageId);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

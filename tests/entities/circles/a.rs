use sea_orm::entity::prelude::*;
use super::b::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: One,
    pub b: Loop,
    pub c: Nobody,
}

pub type One = Two;
pub type Two = One;

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Loop(pub Loop);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

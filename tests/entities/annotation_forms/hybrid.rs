use sea_orm::entity::prelude::*;

#[cfg_attr(any(), autogen(check("above the entity", "a > 0")))]
#[derive(Copy, Clone, Debug, Default, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "hybrid"
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[cfg_attr(any(), autogen(check("above the model", "a < 9")))]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

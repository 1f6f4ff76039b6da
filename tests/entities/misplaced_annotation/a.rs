use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

#[cfg_attr(any(), autogen(comment = "of a type"))]
#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Name(pub String);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[cfg_attr(any(), autogen(foreign_key(deferrable)))]
    #[sea_orm(has_many = "Entity")]
    Many,
}

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "comments", comment = "of the table")]
pub struct Model {
    #[sea_orm(primary_key, comment = "the key")]
    pub id: i32,
    #[sea_orm(renamed_from = "title", comment = "it's shown")]
    pub name: String,
    #[sea_orm(renamed_from = "colour")]
    pub color: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

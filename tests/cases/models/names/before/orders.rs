use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "order", rename_all = "camelCase")]
pub struct Model {
    #[sea_orm(primary_key, column_name = "select")]
    pub id: i32,
    #[sea_orm(column_name = "Group By")]
    pub a: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

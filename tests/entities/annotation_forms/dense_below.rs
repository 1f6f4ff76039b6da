use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dense_below")]
#[cfg_attr(any(), autogen(comment = "below the macro", index(columns("id DESC"))))]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg_attr(any(), autogen(comment = "of a field"))]
    pub a: i32,
}

impl ActiveModelBehavior for ActiveModel {}

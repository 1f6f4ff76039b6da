use sea_orm::entity::prelude::*;

#[cfg_attr(any(), autogen(comment = "above the macro"))]
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dense")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

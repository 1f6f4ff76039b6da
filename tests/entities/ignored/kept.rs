use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kept")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub view_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::other::Entity", from = "Column::ViewId", to = "super::other::Column::Id")]
    Other,
}

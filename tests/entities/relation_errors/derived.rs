use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "derived")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
    pub b: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::nowhere::Entity", from = "Column::A", to = "super::nowhere::Column::Id")]
    Nowhere,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::Missing", to = "super::filling::Column::CakeId")]
    From,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::A", to = "super::filling::Column::Missing")]
    To,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "(Column::A, Column::B)", to = "super::filling::Column::CakeId")]
    Count,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::A", to = "super::filling::Column::CakeId", on_delete = "Delete")]
    Action,
    #[sea_orm(belongs_to = "super::filling::Entity", to = "super::filling::Column::CakeId")]
    NoFrom,
    #[sea_orm(belongs_to = "super::filling::", from = "Column::A", to = "super::filling::Column::CakeId")]
    NotRust,
    #[sea_orm(belongs_to = "super::filling::Model", from = "Column::A", to = "super::filling::Column::CakeId")]
    NoEntity,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::B", to = "super::filling::Column::CakeId")]
    First,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::B", to = "super::filling::Column::CakeId", on_delete = "Cascade")]
    Differs,
}

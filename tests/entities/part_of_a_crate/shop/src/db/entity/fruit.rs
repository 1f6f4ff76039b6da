use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fruit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub cake_id: i32,
    pub weight: crate::units::Weight,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::db::entity::cake::Entity",
        from = "Column::CakeId",
        to = "crate::entity::cake::Column::Id"
    )]
    Cake,
}

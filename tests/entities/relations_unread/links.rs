use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::nowhere::Entity", from = "Column::Id", to = "Column::Id")]
    Nowhere,
    #[sea_orm(belongs_to = "super::dense::Entity", from = "Column::Missing", to = "Column::Id")]
    Missing,
}

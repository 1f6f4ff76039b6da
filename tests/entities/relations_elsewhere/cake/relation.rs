use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[sea_orm(entity = "super::Entity")]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::super::bakery::Entity",
        from = "super::Column::BakeryId",
        to = "super::super::bakery::Column::Id"
    )]
    Bakery,
}

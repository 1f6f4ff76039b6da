use sea_orm::entity::prelude::*;

// One of the two holds.
#[cfg_attr(feature = "sea-orm", derive(DeriveEntityModel, Serialize))]
#[cfg_attr(not(feature = "sea-orm"), derive(DeriveEntityModel))]
#[sea_orm(table_name = "either")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

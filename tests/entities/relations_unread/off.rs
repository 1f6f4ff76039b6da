use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "off")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

#[derive(Copy, Clone, Debug)]
#[cfg_attr(feature = "keys", derive(EnumIter, DeriveRelation))]
pub enum Relation {
    #[cfg_attr(feature = "keys", sea_orm(belongs_to = "Entity", from = "Column::Id", to = "Column::Id"))]
    Own,
}

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "sea-orm", derive(DeriveEntityModel), sea_orm(table_name = "draft"))]
pub struct Model {
    #[cfg_attr(feature = "sea-orm", sea_orm(primary_key))]
    pub id: i32,
}

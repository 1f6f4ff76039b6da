use sea_orm::entity::prelude::*;

#[cfg_attr(any(), autogen(ignore))]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveEntityModel), sea_orm(table_name = "view"))]
pub struct Model {
    pub id: i32,
}

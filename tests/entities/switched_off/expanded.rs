use sea_orm::entity::prelude::*;

#[cfg_attr(feature = "sea-orm", derive(Copy, Clone, Default, Debug, DeriveEntity))]
#[cfg_attr(feature = "sea-orm", sea_orm(table_name = "expanded"))]
pub struct Entity;

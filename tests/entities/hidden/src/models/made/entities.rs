#[derive(Copy, Clone, Default, Debug, sea_orm::DeriveEntity)]
#[sea_orm(table_name = "included")]
pub struct Entity;

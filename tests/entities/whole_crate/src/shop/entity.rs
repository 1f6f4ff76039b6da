use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "shop")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = 1.0)]
    pub score: f64,
    #[sea_orm(default_value = 2.50)]
    pub rate: f64,
    #[sea_orm(default_value = -1e3)]
    pub low: f64,
}

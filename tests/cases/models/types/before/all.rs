use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "all_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Option<i16>,
    pub b: Option<f32>,
    pub c: Option<Date>,
    pub d: Option<Uuid>,
    pub e: Option<Json>,
    pub f: Option<Decimal>,
    pub g: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

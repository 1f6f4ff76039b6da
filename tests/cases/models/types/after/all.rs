use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "all_types")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Option<i64>,
    pub b: Option<f64>,
    pub c: Option<DateTime>,
    pub d: Option<String>,
    pub e: Option<Json>,
    #[sea_orm(column_type = "Decimal(Some((12, 4)))")]
    pub f: Option<Decimal>,
    pub g: Option<Vec<u8>>,
    pub h: Option<Time>,
    pub i: Option<DateTimeWithTimeZone>,
    pub j: Option<u32>,
    pub k: Option<u64>,
    pub l: Option<bool>,
    pub m: Option<char>,
    #[sea_orm(column_type = "JsonBinary")]
    pub n: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;
use std::collections::HashMap;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Missing,
    pub b: somewhere::Else,
    pub c: Plain,
    pub d: [u8; 4],
    pub e: &'static str,
    pub f: (i32, i32),
    pub g: Vec<Missing>,
    pub h: Option<Plain>,
    pub i: Deep,
    pub j: HashMap<String, String>,
    pub k: super::Nowhere,
    pub l: ByHand,
    pub m: usize,
    pub n: shared::time::Date,
    pub o: shared::uuid::Uuid,
}

pub struct Plain;

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Deep(pub Missing);

pub struct ByHand;

impl ValueType for ByHand {
    fn column_type() -> ColumnType {
        let ty = ColumnType::Text;
        ty
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

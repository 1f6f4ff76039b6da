use crate::prelude::*;
use crate::values as v;
use std::string::String as Text;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cake")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Price,
    pub b: v::Serial,
    pub c: Mass,
    pub d: v::renamed::Weight,
    pub e: Text,
    pub f: crate::values::Mass,
    pub g: super::values::Price,
    pub h: self::Price,
    pub i: DateTimeUtc,
    pub parent_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "Cake", from = "Column::ParentId", to = "crate::cake::Column::Id")]
    Parent,
}

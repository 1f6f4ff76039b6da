use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: bool,
    pub b: char,
    pub c: String,
    pub d: std::string::String,
    pub e: std::borrow::Cow<'static, str>,
    pub f: i8,
    pub g: i16,
    pub h: i32,
    pub i: i64,
    pub j: u8,
    pub k: u16,
    pub l: u32,
    pub m: u64,
    pub n: f32,
    pub o: f64,
    pub p: Vec<u8>,
    pub q: ::std::vec::Vec<u8>,
    pub r: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

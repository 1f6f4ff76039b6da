//! Forms that SeaORM had before 1.0.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "String(Some(40))")]
    pub name: String,
    #[sea_orm(column_type = "String(None)", nullable)]
    pub path: Option<String>,
    #[sea_orm(column_type = "Binary(BlobSize::Blob(None))")]
    pub body: Vec<u8>,
    #[sea_orm(column_type = "Binary(BlobSize::Blob(Some(32)))")]
    pub hash: Vec<u8>,
    #[sea_orm(column_type = "Binary(BlobSize::Long)", nullable)]
    pub long: Option<Vec<u8>>,
    #[sea_orm(column_type = "VarBinary(16)")]
    pub address: Vec<u8>,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub price: Decimal,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(Some(1))")]
pub enum Kind {
    #[sea_orm(string_value = "P")]
    Plain,
    #[sea_orm(string_value = "L")]
    Linked,
}

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        panic!("No RelationDef")
    }
}

impl Related<super::other::Entity> for Entity {
    fn to() -> RelationDef {
        super::other::Relation::File.def().rev()
    }
}

impl ActiveModelBehavior for ActiveModel {}

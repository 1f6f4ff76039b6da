#[rustfmt::skip]
mod inner {}
use sea_orm::entity::prelude::*;

#[cfg_attr(any(), autogen(index(columns(CakeId, FillingId), unique)))]
#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "expanded")]
pub struct Entity;

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    #[cfg_attr(any(), autogen(comment = "of a variant"))]
    CakeId,
    FillingId,
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = i32;

    fn auto_increment() -> bool {
        true
    }
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::CakeId => ColumnType::Integer.def(),
            Self::FillingId => ColumnType::Integer.def(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

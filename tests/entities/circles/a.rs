use sea_orm::entity::prelude::*;
use super::b::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: One,
    pub b: Loop,
    pub c: Nobody,
    pub d: Kind,
    pub e: Either,
}

pub type One = Two;
pub type Two = One;

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Loop(pub Loop);

/// Whose type is said by the impl that SeaORM makes of it.
pub enum Kind {
    A,
}

impl ActiveEnum for Kind {
    fn db_type() -> ColumnDef {
        <Self as ValueType>::column_type().def()
    }
}

pub struct Either;

impl ActiveEnum for Either {
    fn db_type() -> ColumnDef {
        Self::column_type().def()
    }
}

impl ValueType for Either {
    fn column_type() -> ColumnType {
        <Self as ActiveEnum>::db_type().get_column_type().to_owned()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

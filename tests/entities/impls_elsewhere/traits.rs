use sea_orm::entity::prelude::*;

use crate::cake::{Column, Entity};

type Size = i16;

// Far enough down that its places are none of the file of the entity.
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::Size => Size::column_type().def().unique().comment("of it").extra("COLLATE x"),
        }
    }
}

impl IdenStatic for Column {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Size => "SIZE",
        }
    }
}

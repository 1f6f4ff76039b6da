use sea_orm::entity::prelude::*;

use crate::cake::{Column, Entity, PrimaryKey};

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def().sparkling(),
            Self::Size => Missing::column_type().def(),
        }
    }
}

impl IdenStatic for Column {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Size => SIZE,
        }
    }
}

impl PrimaryKeyTrait for PrimaryKey {
    fn auto_increment() -> bool {
        cfg!(feature = "x")
    }
}

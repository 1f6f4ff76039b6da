//! How much of a product lies in a shop, written out as the derive macros would write it.

use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Debug, Default, DeriveEntity)]
#[sea_orm(table_name = "inventory")]
pub struct Entity;

#[derive(Clone, Debug, PartialEq, Eq, DeriveModel, DeriveActiveModel)]
pub struct Model {
    pub shop_id: i32,
    pub product_id: i64,
    pub quantity: i32,
    pub reserved: i32,
    pub reorder_below: Option<i16>,
    pub counted_at: Option<DateTime>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    ShopId,
    ProductId,
    Quantity,
    Reserved,
    ReorderBelow,
    CountedAt,
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::ShopId => ColumnType::Integer.def(),
            Self::ProductId => ColumnType::BigInteger.def().indexed(),
            Self::Quantity => ColumnType::Integer.def().default_value(0),
            Self::Reserved => ColumnType::Integer.def().default_value(0),
            Self::ReorderBelow => ColumnType::SmallInteger.def().null(),
            Self::CountedAt => ColumnType::DateTime.def().null(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    ShopId,
    ProductId,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = (i32, i64);

    fn auto_increment() -> bool {
        false
    }
}

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {
    Shop,
    Product,
}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match self {
            Self::Shop => Entity::belongs_to(super::shops::Entity)
                .from(Column::ShopId)
                .to(super::shops::Column::Id)
                .on_delete(ForeignKeyAction::Cascade)
                .into(),
            Self::Product => Entity::belongs_to(super::products::Entity)
                .from(Column::ProductId)
                .to(super::products::Column::Id)
                .on_delete(ForeignKeyAction::Cascade)
                .into(),
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}

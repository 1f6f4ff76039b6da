use sea_orm::entity::prelude::*;

use super::tea::Tea;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn schema_name(&self) -> Option<&str> {
        Some("shop")
    }

    fn table_name(&self) -> &'static str {
        "order"
    }
}

#[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
pub struct Model {
    pub id: i32,
    pub total: Decimal,
    pub customer_id: i32,
    pub tea: Option<Tea>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    #[sea_orm(column_name = "sum")]
    Total,
    CustomerId,
    Tea,
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

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {
    Customer,
    Items,
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::Total => ColumnType::Decimal(Some((10, 2))).def().default_value(0).unique_key("k"),
            Self::CustomerId => ColumnType::Integer.def().indexed(),
            Self::Tea => Tea::db_type().def().null(),
        }
    }
}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match self {
            Self::Customer => Entity::belongs_to(super::customer::Entity)
                .from(Column::CustomerId)
                .to(super::customer::Column::Id)
                .on_delete(ForeignKeyAction::Cascade)
                .fk_name("order_customer")
                .into(),
            Self::Items => Entity::has_many(super::customer::Entity).into(),
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}

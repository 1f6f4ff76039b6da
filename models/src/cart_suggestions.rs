//! Products to offer when another one is in the cart.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cart_suggestions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub suggested_id: i64,
    #[sea_orm(default_value = 1.0)]
    pub score: f64,
    pub computed_at: Option<DateTime>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::products::Entity",
        from = "Column::ProductId",
        to = "super::products::Column::Id",
        on_delete = "Cascade"
    )]
    Product,
    #[sea_orm(
        belongs_to = "super::products::Entity",
        from = "Column::SuggestedId",
        to = "super::products::Column::Id",
        on_delete = "Cascade"
    )]
    Suggested,
}

impl ActiveModelBehavior for ActiveModel {}

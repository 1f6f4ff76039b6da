//! What a shop sells. What it is called stands in `product_translations`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "products", comment = "one row per article, in no language")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique_key = "sku")]
    pub shop_id: i32,
    #[sea_orm(unique_key = "sku", column_type = "String(StringLen::N(40))")]
    pub sku: String,
    #[sea_orm(indexed)]
    pub category_id: Option<i32>,
    #[sea_orm(default_value = "draft")]
    pub state: State,
    #[sea_orm(column_type = "Decimal(Some((16, 4)))", comment = "in the shop's currency")]
    pub price: Decimal,
    #[sea_orm(comment = "in kilograms")]
    pub weight: Option<f64>,
    pub attributes: Option<Json>,
    #[sea_orm(default_value = false)]
    pub featured: bool,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(
        belongs_to,
        from = "shop_id",
        to = "id",
        on_update = "Cascade",
        on_delete = "Cascade"
    )]
    pub shop: BelongsTo<super::shops::Entity>,
    #[sea_orm(belongs_to, from = "category_id", to = "id", on_delete = "SetNull")]
    pub category: BelongsTo<Option<super::categories::Entity>>,
    #[sea_orm(has_many)]
    pub translations: HasMany<super::product_translations::Entity>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(
    rs_type = "String",
    db_type = "Enum",
    enum_name = "product_state",
    rename_all = "snake_case"
)]
pub enum State {
    Draft,
    OnSale,
    Discontinued,
}

impl ActiveModelBehavior for ActiveModel {}

//! What a customer ordered from one shop.

use sea_orm::entity::prelude::*;

use crate::types::Currency;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub shop_id: i32,
    #[sea_orm(indexed)]
    pub customer_id: i32,
    #[sea_orm(default_value = "pending")]
    pub status: Status,
    pub currency: Currency,
    #[sea_orm(column_type = "Decimal(Some((16, 4)))", default_value = 0)]
    pub total: Decimal,
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    #[sea_orm(indexed, default_expr = "Expr::current_timestamp()")]
    pub placed_at: DateTimeUtc,
    pub deliver_on: Option<Date>,
    #[sea_orm(belongs_to, from = "shop_id", to = "id", on_delete = "Restrict")]
    pub shop: BelongsTo<super::shops::Entity>,
    #[sea_orm(belongs_to, from = "customer_id", to = "id", on_delete = "Restrict")]
    pub customer: BelongsTo<super::users::Entity>,
    #[sea_orm(has_many)]
    pub items: HasMany<super::order_items::Entity>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "order_status")]
pub enum Status {
    #[sea_orm(string_value = "pending")]
    Pending,
    #[sea_orm(string_value = "paid")]
    Paid,
    #[sea_orm(string_value = "shipped")]
    Shipped,
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
}

impl ActiveModelBehavior for ActiveModel {}

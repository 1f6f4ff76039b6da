use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "extras", comment = "what it's for")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "String(StringLen::N(40))", extra = "COLLATE utf8mb4_bin")]
    pub collated: String,
    #[sea_orm(default_value = 1, comment = "in cents")]
    pub price: i32,
    #[sea_orm(extra = "GENERATED ALWAYS AS (price * 2) STORED", nullable)]
    pub double_price: Option<i32>,
    #[sea_orm(extra = "AS (price + 1) VIRTUAL", nullable)]
    pub next_price: Option<i32>,
    #[sea_orm(
        default_expr = "Expr::current_timestamp()",
        extra = "ON UPDATE CURRENT_TIMESTAMP",
        comment = "of the row"
    )]
    pub updated_at: DateTime,
    #[sea_orm(extra = "ON UPDATE CURRENT_TIMESTAMP", default_expr = "Expr::current_timestamp()")]
    pub touched_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

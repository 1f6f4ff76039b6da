use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "extras")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(extra = "COLLATE NOCASE", indexed)]
    pub collated: String,
    #[sea_orm(default_value = 1)]
    pub price: i32,
    #[sea_orm(extra = "GENERATED ALWAYS AS (price * 2) STORED", nullable)]
    pub double_price: Option<i32>,
    #[sea_orm(extra = "AS (price + 1) VIRTUAL", nullable)]
    pub next_price: Option<i32>,
    #[sea_orm(extra = "REFERENCES \"extras\" (\"id\") ON DELETE CASCADE")]
    pub previous: Option<i32>,
    #[sea_orm(unique, extra = "COLLATE NOCASE CHECK (length(code) = 3)")]
    pub code: String,
    #[sea_orm(default_expr = "Expr::cust(\"strftime('%s', 'now')\")")]
    pub seconds: i64,
    #[sea_orm(default_expr = "Expr::cust(\"x'00ff'\")")]
    pub bytes: Vec<u8>,
    #[sea_orm(default_expr = "Expr::current_time()")]
    pub time: Time,
}

impl ActiveModelBehavior for ActiveModel {}

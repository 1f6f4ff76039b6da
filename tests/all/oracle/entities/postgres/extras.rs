use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "extras")]
pub struct Model {
    #[sea_orm(
        primary_key,
        auto_increment = false,
        default_expr = "Expr::cust(\"gen_random_uuid()\")"
    )]
    pub id: Uuid,
    #[sea_orm(extra = "COLLATE \"C\"")]
    pub collated: String,
    #[sea_orm(default_value = 1)]
    pub price: i32,
    #[sea_orm(extra = "GENERATED ALWAYS AS (price * 2) STORED", nullable)]
    pub double_price: Option<i32>,
    #[sea_orm(extra = "REFERENCES \"extras\" (\"id\") ON DELETE CASCADE")]
    pub previous: Option<Uuid>,
    #[sea_orm(extra = "COLLATE \"C\" CHECK (length(code) = 3)")]
    pub code: String,
    #[sea_orm(default_expr = "Expr::cust(\"now() + interval '1 day'\")")]
    pub tomorrow: DateTimeUtc,
    #[sea_orm(default_expr = "Expr::current_date()")]
    pub today: Date,
    #[sea_orm(default_expr = "Expr::cust(\"'{}'\")")]
    pub json: Json,
}

impl ActiveModelBehavior for ActiveModel {}

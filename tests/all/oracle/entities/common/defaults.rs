use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "defaults")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = 7)]
    pub integer: i32,
    #[sea_orm(default_value = -7)]
    pub negative: i64,
    #[sea_orm(default_value = 0)]
    pub unsigned: u32,
    #[sea_orm(default_value = 1.5)]
    pub float: f64,
    #[sea_orm(default_value = -0.25)]
    pub negative_float: f32,
    #[sea_orm(column_type = "Decimal(Some((16, 4)))", default_value = 0)]
    pub decimal: Decimal,
    #[sea_orm(default_value = "plain")]
    pub text: String,
    #[sea_orm(default_value = "")]
    pub empty: String,
    #[sea_orm(default_value = "it's")]
    pub quote: String,
    #[sea_orm(default_value = "line\nbreak \\ and \"more\"")]
    pub escapes: Option<String>,
    #[sea_orm(default_value = "ß 漢")]
    pub unicode: String,
    #[sea_orm(default_value = "12")]
    pub digits: String,
    #[sea_orm(default_value = true)]
    pub on: bool,
    #[sea_orm(default_value = false)]
    pub off: Option<bool>,
    #[sea_orm(default_value = "2026-11-21")]
    pub date: Date,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub now: DateTime,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub now_utc: DateTimeUtc,
    #[sea_orm(default_expr = "Expr::value(5)")]
    pub value: i32,
    #[sea_orm(default_expr = "Expr::val(\"x\")")]
    pub val: String,
    #[sea_orm(default_expr = "Expr::cust(\"1 + 2\")")]
    pub custom: i32,
    #[sea_orm(default_value = 1, default_expr = "Expr::value(2)")]
    pub both: i32,
}

impl ActiveModelBehavior for ActiveModel {}

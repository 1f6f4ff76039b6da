use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = 5)]
    pub c00: i32,
    #[sea_orm(default_value = -5)]
    pub c01: i32,
    #[sea_orm(default_value = 1_000u32)]
    pub c02: u32,
    #[sea_orm(default_value = 0.25)]
    pub c03: f64,
    #[sea_orm(default_value = -1.5)]
    pub c04: f64,
    #[sea_orm(default_value = "it's")]
    pub c05: String,
    #[sea_orm(default_value = "")]
    pub c06: String,
    #[sea_orm(default_value = true)]
    pub c07: bool,
    #[sea_orm(default_value = 'x')]
    pub c08: char,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub c09: DateTimeUtc,
    #[sea_orm(default_expr = "Expr::current_date()")]
    pub c10: Date,
    #[sea_orm(default_expr = "Expr::current_time()")]
    pub c11: Time,
    #[sea_orm(default_expr = "Expr::cust(\"gen_random_uuid()\")")]
    pub c12: Uuid,
    #[sea_orm(default_expr = "Expr::cust(\"(1 + 2)\")")]
    pub c13: i32,
    #[sea_orm(default_expr = "Expr::value(7)")]
    pub c14: i32,
    #[sea_orm(default_expr = "Expr::val(\"text\")")]
    pub c15: String,
    #[sea_orm(default_expr = "SimpleExpr::Value(Value::Int(Some(3)))")]
    pub c16: i32,
    #[sea_orm(default_expr = "\"plain\"")]
    pub c17: String,
    #[sea_orm(default_expr = "12")]
    pub c18: i32,
    #[sea_orm(default_expr = "Keyword::CurrentTimestamp")]
    pub c19: DateTimeUtc,
    #[sea_orm(default_expr = "SimpleExpr::Keyword(Keyword::Null)")]
    pub c20: Option<i32>,
    #[sea_orm(default_expr = "Expr::custom_keyword(Alias::new(\"LOCALTIMESTAMP\"))")]
    pub c21: DateTime,
    #[sea_orm(default_expr = "Func::cust(\"uuid_generate_v4\")")]
    pub c22: Uuid,
    #[sea_orm(default_expr = "Func::cust(Alias::new(\"f\")).arg(1).arg(\"it's\")")]
    pub c23: i32,
    #[sea_orm(default_expr = "sea_orm::sea_query::Expr::cust(\"now()\").into()")]
    pub c24: DateTimeUtc,
    #[sea_orm(default_value = 1, default_expr = "Expr::value(2)")]
    pub c25: i32,
    #[sea_orm(default_expr = "Expr::value(2)", default_value = 1)]
    pub c26: i32,
    #[sea_orm(default_expr = "sea_orm::sea_query::Func::cust(\"gen_random_uuid\")")]
    pub c27: Uuid,
    #[sea_orm(default_expr = "sea_query::SimpleExpr::cust(\"now()\")")]
    pub c28: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

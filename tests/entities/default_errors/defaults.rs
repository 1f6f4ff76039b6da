use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = b"x")]
    pub c0: i32,
    #[sea_orm(default_value = now())]
    pub c1: i32,
    #[sea_orm(default_value)]
    pub c2: i32,
    #[sea_orm(default_expr = "Expr::col(Column::Id)")]
    pub c3: i32,
    #[sea_orm(default_expr = "Utc::now()")]
    pub c4: i32,
    #[sea_orm(default_expr = "1 +")]
    pub c5: i32,
    #[sea_orm(default_expr = 4)]
    pub c6: i32,
    #[sea_orm(default_expr = "Func::random()")]
    pub c7: i32,
    #[sea_orm(default_expr = "other::cust(\"now\")")]
    pub c8: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

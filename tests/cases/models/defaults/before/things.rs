use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "things")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(default_value = 1)]
    pub a: i32,
    #[sea_orm(default_value = "x")]
    pub b: String,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub c: DateTime,
    pub d: bool,
    pub e: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! What a customer thinks of a product, said once.

use sea_orm::entity::prelude::*;

use crate::types::Locale;

#[derive(Copy, Clone, Debug, Default, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "reviews"
    }
}

#[cfg_attr(any(), autogen(index(columns(product_id, written_at(desc)), name = "reviews_latest")))]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique_key = "one_per_user")]
    pub product_id: i64,
    #[sea_orm(unique_key = "one_per_user")]
    pub user_id: i32,
    pub rating: Rating,
    pub locale: Locale,
    #[sea_orm(column_name = "text", column_type = "Text", nullable)]
    pub body: Option<String>,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub written_at: DateTimeUtc,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Rating {
    #[sea_orm(num_value = 1)]
    Poor,
    #[sea_orm(num_value = 2)]
    Fair,
    #[sea_orm(num_value = 3)]
    Good,
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
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::products::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Product.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

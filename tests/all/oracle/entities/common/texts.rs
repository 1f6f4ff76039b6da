use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "texts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub string: String,
    pub optional: Option<String>,
    #[sea_orm(column_type = "String(StringLen::None)")]
    pub unbounded: String,
    #[sea_orm(column_type = "String(StringLen::N(32))")]
    pub short: String,
    #[sea_orm(column_type = "string(Some(33))")]
    pub by_function: String,
    #[sea_orm(column_type = "string(None)")]
    pub by_function_unbounded: String,
    #[sea_orm(column_type = "Char(Some(4))")]
    pub four: String,
    #[sea_orm(column_type = "Char(None)")]
    pub one: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub optional_text: Option<String>,
    #[sea_orm(column_type = "custom(\"varchar(12)\")")]
    pub custom: String,
    #[sea_orm(column_type = r#"custom("varchar(13)")"#)]
    pub custom_raw: String,
}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique_key = "by_author")]
    pub user_id: i32,
    #[sea_orm(unique_key = "by_author")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub category_id: Option<i32>,
    pub state: State,
    pub meta: Option<Meta>,
    pub slug: Slug,
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub author: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, from = "CategoryId", to = "Column::Id")]
    pub category: BelongsTo<Option<super::category::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "post_state", rename_all = "snake_case")]
pub enum State {
    Draft,
    InReview,
    #[sea_orm(string_value = "live")]
    Published,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Meta {
    pub tags: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(column_type = "String(StringLen::N(80))")]
pub struct Slug(pub String);

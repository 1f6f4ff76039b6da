use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attributes", comment = "it's a table")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(nullable)]
    pub nullable: i32,
    #[sea_orm(unique)]
    pub unique: String,
    #[sea_orm(unique, nullable)]
    pub optional_unique: Option<i32>,
    #[sea_orm(indexed)]
    pub indexed: i32,
    #[sea_orm(unique, indexed)]
    pub both: i32,
    #[sea_orm(unique_key = "pair")]
    pub one: i32,
    #[sea_orm(unique_key = "alone")]
    pub alone: i32,
    #[sea_orm(unique_key = "pair", indexed)]
    pub other: Option<i32>,
    #[sea_orm(comment = "a comment; \"with\" 'quotes'")]
    pub comment: i32,
    #[sea_orm(renamed_from = "old")]
    pub renamed: i32,
    #[sea_orm(extra = "CHECK (price > 0)")]
    pub price: i32,
    #[sea_orm(default_value = 1, extra = "CHECK (stars BETWEEN 1 AND 5)")]
    pub stars: i16,
    #[sea_orm(ignore)]
    pub ignored: Option<i32>,
    #[sea_orm(select_as = "text", save_as = "text")]
    pub cast: String,
    #[sea_orm(unique)]
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub two_attributes: String,
    #[cfg(any())]
    pub absent: i32,
    #[cfg(not(any()))]
    pub present: i32,
    #[cfg_attr(all(), sea_orm(indexed))]
    pub indexed_if: i32,
    #[cfg_attr(any(), sea_orm(indexed))]
    pub indexed_never: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! The tree of categories: each has a parent, or none when it is a root.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "categories")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique_key = "slug_in_parent")]
    pub parent_id: Option<i32>,
    #[sea_orm(unique_key = "slug_in_parent", column_type = "String(StringLen::N(64))")]
    pub slug: String,
    pub name: String,
    #[sea_orm(default_value = 0)]
    pub position: i16,
    #[sea_orm(
        self_ref,
        relation_enum = "Parent",
        from = "parent_id",
        to = "id",
        on_update = "Cascade",
        on_delete = "SetNull"
    )]
    pub parent: BelongsTo<Option<Entity>>,
    #[sea_orm(has_many)]
    pub products: HasMany<super::products::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        comment = "where things are sold",
        index(columns(user_id, name)),
        index(name = "shop_alive", columns(Name), unique, where = "deleted_at IS NULL", include(user_id)),
        index(name = "shop_tags", columns(tags), method = "GIN"),
        index(name = "shop_lower", columns("lower(name)", "deleted_at DESC")),
        check(named, "name <> ''"),
        check(name = "other", expr = "(user_id > 0)"),
        foreign_key(columns(user_id), references("auth.users", id), on_delete = "Cascade", name = "shop_owner"),
    )
)]
#[cfg_attr(any(), autogen(check(third, "id > 0")))]
#[cfg_attr(any(), other_tool(index))]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shop")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub user_id: i32,
    #[cfg_attr(any(), autogen(comment = "shown", collation = "C"))]
    pub name: String,
    pub deleted_at: Option<DateTimeUtc>,
    pub tags: Vec<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

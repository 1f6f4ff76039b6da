use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        index(name = "by_name", columns(name, size), unique, where = "gone_at IS NULL"),
        index(name = "by_lower", columns("lower(name)")),
        check(sized, "size > 0 AND size < 100"),
        check(named, "name <> ''"),
    )
)]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shops")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub name: String,
    pub size: i32,
    pub gone_at: Option<DateTime>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

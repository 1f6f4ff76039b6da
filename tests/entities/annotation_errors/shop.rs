use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        indx(columns(name)),
        index(columns(missing_one, name.desc())),
        index(columns(missing_one)),
        index(columns("lower(name)")),
        index(unique),
        check("a", "b", "c"),
        check(name = "only"),
        foreign_key(columns(name)),
        foreign_key(columns(gone), references("t", id)),
        comment = 4,
        ignore = true,
        check(twice, "a"),
        check(twice, "b"),
    )
)]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shop")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg_attr(any(), autogen(index))]
    pub name: String,
    #[cfg_attr(any(), autogen(comment = "of no column"))]
    #[sea_orm(has_many)]
    pub others: HasMany<Entity>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

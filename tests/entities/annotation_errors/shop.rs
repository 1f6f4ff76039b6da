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
        ignore = 4,
        check(twice, "a"),
        check(twice, "b"),
        index(columns(name), name = "a", name = "b"),
        index(columns(name), colour = "red"),
        index(columns(name), unique = "yes"),
        index(columns(name), constraint),
        index(columns(name(down))),
        index(columns(name(nulls = "middle"))),
        index(columns(name(prefix = 0))),
        index(columns(name(asc, desc))),
        index(columns("name first")),
        index(columns("nme desc")),
        index(columns()),
        index,
        unique(name = "a"),
        unique(columns(name), deferrable = "later"),
        foreign_key(columns(name), references("t", id), on_delete = "Vanish"),
        foreign_key(columns(name), references("t", id), on_delete_columns(id)),
        foreign_key(columns(name), references("t", id), match = "half"),
        foreign_key(columns(name), references("t", a, b)),
        foreign_key(columns(name), references("a.b.c", a)),
        foreign_key(columns(name), deferrable),
        foreign_key(references("t", id)),
        primary_key(nme = "a"),
        primary_key(prefix(name = "a")),
        comment = "once", comment = "twice",
        options(engine = [1], engine),
        column(gone, comment = "a"),
        column(),
        check(a, "b", no_inherit = 1),
    )
)]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shop")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg_attr(any(), autogen(index))]
    pub name: String,
    #[cfg_attr(any(), autogen(identity(begin = 1)))]
    pub a: i32,
    #[cfg_attr(any(), autogen(identity(start = "1")))]
    pub b: i32,
    #[cfg_attr(any(), autogen(generated(stored)))]
    pub c: i32,
    #[cfg_attr(any(), autogen(comment = "a", comment = "b"))]
    pub d: i32,
    #[cfg_attr(any(), autogen(serial = 1))]
    pub e: i32,
    #[cfg_attr(any(), autogen(comment = "of no column"))]
    #[sea_orm(has_many)]
    pub others: HasMany<Entity>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

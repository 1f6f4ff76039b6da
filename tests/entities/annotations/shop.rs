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
        foreign_key(
            columns(user_id),
            references("users", id),
            name = "shop_user",
            on_delete = "SET NULL",
            on_delete_columns(user_id),
            on_update = NoAction,
            match = full,
            deferrable,
            not_valid,
            not_enforced,
        ),
        options(engine = "InnoDB", fillfactor = 70, unlogged),
        primary_key(name = "shop_pk", include(name), deferrable = "initially deferred", options(fillfactor = 90)),
        unique(columns(name), deferrable = deferred, nulls_not_distinct),
        index(
            columns(
                name(desc, nulls = last, opclass = "text_pattern_ops", collation = "C"),
                tags(prefix = 10, nulls = "first"),
                expr("(upper(name))", asc),
                "lower(name) DESC NULLS LAST",
                "deleted_at nulls first",
            ),
            name = "shop_parts",
            options(fastupdate = "off"),
            comment = "all that a part can be",
        ),
        check("size > 0", no_inherit, not_valid, not_enforced),
        collation = "und-x-icu",
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
    #[cfg_attr(any(), autogen(serial))]
    pub counter: i32,
    #[cfg_attr(any(), autogen(identity(start = 5, increment = -1, min = -9, max = 9, cache = 3, cycle)))]
    pub number: i64,
    #[cfg_attr(any(), autogen(invisible, generated("(counter + 1)", stored)))]
    pub next: Option<i32>,
    #[cfg_attr(any(), autogen(generated("counter + 2"), on_update = "now()"))]
    pub after: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

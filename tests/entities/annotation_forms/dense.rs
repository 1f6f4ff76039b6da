use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        index(columns(mood, at(desc, nulls = "last")), include(id), method = "btree"),
        foreign_key(columns(parent_id), name = "dense_parent", deferrable = "initially deferred"),
        primary_key(name = "dense_pk"),
        unique(columns(at), name = "one_at_a_time", nulls_not_distinct),
    )
)]
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dense")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[cfg_attr(any(), autogen(identity(always, start = 1000, increment = 10)))]
    pub id: i32,
    pub mood: Mood,
    pub at: DateTimeUtc,
    pub parent_id: Option<i32>,
    #[sea_orm(self_ref, relation_enum = "Parent", from = "parent_id", to = "id")]
    pub parent: HasOne<Entity>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
pub enum Mood {
    #[sea_orm(string_value = "happy")]
    Happy,
    #[sea_orm(string_value = "sad")]
    Sad,
}

impl ActiveModelBehavior for ActiveModel {}

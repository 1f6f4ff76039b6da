use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "option")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub written: Option<String>,
    #[sea_orm(nullable)]
    pub told: String,
    /// SeaORM looks at the text, so this is NOT NULL.
    pub qualified: std::option::Option<String>,
    /// And this.
    pub alias: Maybe<String>,
    pub nested: Option<Option<i64>>,
    pub wrapped: Option<MaybeName>,
    pub inside: MaybeName,
}

type Maybe<T> = Option<T>;

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct MaybeName(pub Option<String>);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

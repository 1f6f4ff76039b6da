use sea_orm::entity::prelude::*;

type Maybe<T> = Option<T>;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "optional")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: std::option::Option<i32>,
    pub b: Maybe<String>,
    #[sea_orm(nullable)]
    pub c: Maybe<String>,
    pub d: Option<String>,
}

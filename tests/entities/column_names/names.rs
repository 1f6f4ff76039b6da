use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "names")]
pub struct Model {
    #[sea_orm(primary_key, enum_name = "IdentityColumn", column_name = "ID")]
    pub id: i32,
    /// The variant names the column.
    #[sea_orm(enum_name = "One1")]
    pub one: i32,
    /// Nothing but the code changes.
    #[sea_orm(column_name = "TWO", enum_name = "Zwei")]
    pub two: i32,
    pub r#type: String,
    pub crate_: i32,
    pub self_: i32,
    pub _leading: i32,
    pub address_1: String,
    pub address2: String,
    #[allow(non_snake_case)]
    pub fooBar: String,
    #[allow(non_snake_case)]
    pub HTTPStatus: i32,
    /// Its own name is kept, whatever the variant.
    #[sea_orm(enum_name = "Other")]
    pub trailing_: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

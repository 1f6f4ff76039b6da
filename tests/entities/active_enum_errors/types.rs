use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: NoDbType,
    pub b: NoValue,
    pub c: NoStyle,
    pub d: BadType,
}

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String")]
pub enum NoDbType {
    #[sea_orm(string_value = "a")]
    A,
}

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(db_type = "Enum")]
pub enum NoValue {
    #[sea_orm(string_value = "a")]
    A,
    B,
}

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(db_type = "Enum", rename_all = "SpongeCase")]
pub enum NoStyle {
    A,
}

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Strin(4)")]
pub enum BadType {
    #[sea_orm(string_value = "a")]
    A,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

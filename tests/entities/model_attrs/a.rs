use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a", model_attrs(derive(Hash), sea_orm(rename_all = "camelCase")), model_ex_attrs(derive(Hash)))]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub first_name: String,
}

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveValueType)]
pub struct Code(pub String);

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "coded")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Code,
    #[sea_orm(index)]
    pub name: String,
}

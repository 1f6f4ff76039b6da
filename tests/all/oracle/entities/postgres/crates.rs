//! Types of crates that SeaORM knows by its features.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub network: IpNetwork,
    pub networks: Vec<IpNetwork>,
    #[sea_orm(column_type = "Cidr")]
    pub range: IpNetwork,
    pub optional: Option<IpNetwork>,
}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

use crate::domain::{Color, unknown::Plain};

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "thing")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub color: Color,
    pub plain: Plain,
    #[sea_orm(uniqe)]
    pub name: String,
}

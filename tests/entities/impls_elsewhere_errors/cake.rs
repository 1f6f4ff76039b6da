use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "cake")]
pub struct Entity;

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Column {
    Id,
    Size,
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}


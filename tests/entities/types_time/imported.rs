use sea_orm::entity::prelude::*;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "imported")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: DateTime<Utc>,
    pub b: NaiveDate,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

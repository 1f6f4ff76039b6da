use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "Strin(4)")]
    pub c0: String,
    #[sea_orm(column_type = "String(")]
    pub c1: String,
    #[sea_orm(column_type = "my_type()")]
    pub c2: String,
    #[sea_orm(column_type = Text)]
    pub c3: String,
    #[sea_orm(column_type = "Decimal(Some(4))")]
    pub c4: String,
    #[sea_orm(column_type = 5)]
    pub c5: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(extra = "ENGINE=InnoDB")]
    pub c0: i32,
    #[sea_orm(extra = "CHECK (a > 0")]
    pub c1: i32,
    #[sea_orm(extra = "COLLATE NOCASE WITH PARSER x")]
    pub c2: i32,
    #[sea_orm(extra = 5)]
    pub c3: i32,
    #[sea_orm(extra = "REFERENCES unknown")]
    pub c4: i32,
    #[sea_orm(extra = "CHECK a > 0")]
    pub c5: i32,
    #[sea_orm(extra = "ON DELETE CASCADE")]
    pub c6: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

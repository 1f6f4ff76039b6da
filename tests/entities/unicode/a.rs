use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "größen")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /* übergrößen */ pub größe: Größe, pub x: i32,
    #[sea_orm(comment = "Preis in €", column_name = "prix_en_€")] pub preis: Decimal,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

// Not that of SeaORM, which would make a `Relation`.
#[web::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tart")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub bakery_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::bakery::Entity",
        from = "Column::BakeryId",
        to = "super::bakery::Column::Id"
    )]
    Bakery,
}

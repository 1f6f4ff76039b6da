use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cake_filling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cake_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub filling_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::cakes::Entity",
        from = "Column::CakeId",
        to = "super::cakes::Column::Id",
        on_delete = "Cascade"
    )]
    Cake,
    #[sea_orm(
        belongs_to = "super::fillings::Entity",
        from = "Column::FillingId",
        to = "super::fillings::Column::Id",
        on_delete = "Cascade"
    )]
    Filling,
}

impl ActiveModelBehavior for ActiveModel {}

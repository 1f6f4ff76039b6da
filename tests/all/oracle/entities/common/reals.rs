use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reals")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub f32: f32,
    pub f64: f64,
    pub decimal: Decimal,
    #[sea_orm(column_type = "Float")]
    pub float: f64,
    #[sea_orm(column_type = "Double", nullable)]
    pub double: Option<f32>,
    #[sea_orm(column_type = "Decimal(None)")]
    pub plain: Decimal,
    #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
    pub exact: Decimal,
    #[sea_orm(column_type = "Decimal(Some((9, 0)))", nullable)]
    pub whole: Option<Decimal>,
    #[sea_orm(column_type = "Money(None)")]
    pub money: Decimal,
}

impl ActiveModelBehavior for ActiveModel {}

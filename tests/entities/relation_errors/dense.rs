use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dense")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: i32,
    #[sea_orm(belongs_to, from = "missing", to = "cake_id")]
    pub one: BelongsTo<super::filling::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Two")]
    pub two: BelongsTo<super::filling::Entity>,
    #[sea_orm(belongs_to, from = "a", to = "id")]
    pub three: BelongsTo<super::gone::Entity>,
}

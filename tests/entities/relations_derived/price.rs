use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "price")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cake_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub filling_id: i32,
    pub parent_id: Option<i32>,
    #[sea_orm(column_name = "OWNER", enum_name = "Besitzer")]
    pub owner: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::filling::Entity",
        from = "(Column::CakeId, Column::FillingId)",
        to = "(super::filling::Column::CakeId, super::filling::Column::FillingId)",
        on_delete = "Restrict",
        on_update = "NoAction",
        fk_name = "fk_price"
    )]
    Filling,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::CakeId", on_delete = "SetDefault")]
    Parent,
    /// Says the same again, for a query.
    #[sea_orm(
        belongs_to = "Entity",
        from = "Column::ParentId",
        to = "Column::CakeId",
        on_delete = "SetDefault",
        on_condition = r#"Column::Besitzer.eq(1)"#
    )]
    OwnParent,
    #[sea_orm(belongs_to = "super::filling::Entity", from = "Column::Besitzer", to = "super::filling::Column::CakeId", skip_fk)]
    Skipped,
    #[sea_orm(belongs_to = "super::filling::Entity" from = "Column::Besitzer" to = "super::filling::Column::CakeId")]
    NoCommas,
    #[sea_orm(has_many = "super::filling::Entity")]
    Fillings,
    #[sea_orm(has_one = "super::filling::Entity")]
    One,
}

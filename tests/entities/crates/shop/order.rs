use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "order")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub amount: base::Money,
    pub status: shared_base::Status,
    pub at: base::Timestamp,
    pub user_id: base::UserId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "base::user::Entity",
        from = "Column::UserId",
        to = "base::user::Column::Id"
    )]
    User,
}

use sea_orm::entity::prelude::*;

mod ids;
mod more;

// Which of the two is not to be told.
twice!(Twice);
// No rule matches.
once!(Once, Again);
once!(Bad);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Twice,
    pub b: Once,
    pub c: Bad,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

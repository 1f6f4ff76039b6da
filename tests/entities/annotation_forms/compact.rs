use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "compact")]
#[cfg_attr(
    any(),
    autogen(index(columns(name), where = "name IS NOT NULL"), check(named, "id > 0"))
)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg_attr(any(), autogen(comment = "below another attribute"))]
    pub name: Option<String>,
    #[cfg_attr(any(), autogen(collation = "C"))]
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub dense_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::dense::Entity",
        from = "Column::DenseId",
        to = "super::dense::Column::Id"
    )]
    Dense,
}

impl Related<super::dense::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Dense.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

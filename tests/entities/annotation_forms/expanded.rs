use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        index(columns(TeaId, expr("lower(name)", desc)), name = "tea_name"),
        foreign_key(columns(tea_id), references("dense", id), on_delete = SetNull, match = "full"),
        column(Name, comment = "above the entity", collation = "C"),
    )
)]
#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "expanded"
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveModel, DeriveActiveModel)]
pub struct Model {
    pub id: i32,
    pub tea_id: Option<i32>,
    pub name: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    #[cfg_attr(any(), autogen(comment = "above a variant"))]
    TeaId,
    Name,
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = i32;

    fn auto_increment() -> bool {
        true
    }
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::TeaId => ColumnType::Integer.def().nullable(),
            Self::Name => ColumnType::String(StringLen::None).def(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

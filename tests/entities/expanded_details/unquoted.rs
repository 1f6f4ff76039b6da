use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "unquoted")]
pub struct Entity;

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Column {
    Id,
    #[sea_orm(column_name = "cakeRef")]
    CakeId,
    FillingId,
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = i32;
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::CakeId => ColumnType::Integer.def(),
            Self::FillingId => ColumnType::Integer.def(),
        }
    }
}

impl IdenStatic for Column {
    fn as_str(&self) -> &'static str {
        computed(self)
    }
}

impl Iden for Column {
    fn unquoted(&self) -> &str {
        match self {
            Self::Id => "Id",
            Self::CakeId => "of_cake".into(),
            _ => "of_filling",
        }
    }
}

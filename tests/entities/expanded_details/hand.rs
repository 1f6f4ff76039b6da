use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "hand", column = CakeColumn, primary_key = CakeKey, relation = Links)]
pub struct CakeEntity;

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum CakeColumn {
    #[strum(disabled)]
    Table,
    Id,
    #[sea_orm(column_name = "CAKE")]
    CakeId,
    FillingId,
    Total,
    A,
    B,
    Rest,
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum CakeKey {
    Id,
}

impl PrimaryKeyTrait for CakeKey {
    type ValueType = i32;

    fn auto_increment() -> bool {
        false
    }
}

impl ColumnTrait for CakeColumn {
    type EntityName = CakeEntity;

    fn def(&self) -> ColumnDef {
        match self {
            CakeColumn::Table => panic!("Table cannot be used as a column"),
            CakeColumn::Id => ColumnType::BigInteger.def(),
            Self::CakeId => ColumnType::Integer.def().null().unique().renamed_from("cake"),
            CakeColumn::FillingId => ColumnType::Integer.def().indexed().comment("kept").seaography_ignore(),
            Self::Total => {
                use sea_orm::sea_query::StringLen::*;
                ColumnType::String(N(12)).def().default_value("none").default(Expr::cust("now()"))
            }
            Self::A | Self::B => ColumnType::Text.def().nullable().unique_key("ab"),
            _ => ColumnType::custom("citext").def().extra("COLLATE \"C\""),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Links {
    #[sea_orm(belongs_to = "CakeEntity", from = "CakeColumn::CakeId", to = "CakeColumn::Id")]
    Own,
}

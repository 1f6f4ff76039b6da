use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "hand")]
pub struct Entity;

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    CakeId,
    FillingId,
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
            Self::CakeId => ColumnType::Integer.def(),
            Self::FillingId => ColumnType::Integer.def(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {
    Pair,
    Own,
    Many,
    Skipped,
    Never,
}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match self {
            Self::Pair => Entity::belongs_to(super::filling::Entity)
                .from((Column::CakeId, Column::FillingId))
                .to((super::filling::Column::CakeId, super::filling::Column::FillingId))
                .on_delete(ForeignKeyAction::Cascade)
                .on_update(sea_orm::sea_query::ForeignKeyAction::SetNull)
                .fk_name("fk_hand")
                .on_condition(|_, _| Column::Id.eq(1).into_condition())
                .into(),
            Self::Own => {
                Entity::belongs_to(Entity).from(Column::CakeId).to(Column::Id).into()
            }
            Self::Many => Entity::has_many(super::filling::Entity).into(),
            Self::Skipped => Entity::belongs_to(super::filling::Entity)
                .from(Column::CakeId)
                .to(super::filling::Column::CakeId)
                .skip_fk()
                .into(),
            Self::Never => unimplemented!(),
        }
    }
}

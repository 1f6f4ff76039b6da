use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Events,
    pub b: Day,
    pub c: Mood,
    pub d: Wrapped,
    pub e: Kind,
    pub f: Level,
}

pub struct Events(pub Vec<String>);

impl sea_query::ValueType for Events {
    fn try_from(v: Value) -> Result<Self, sea_query::ValueTypeErr> {
        todo!()
    }

    fn column_type() -> ColumnType {
        ColumnType::Array(RcOrArc::new(ColumnType::String(StringLen::None)))
    }
}

pub struct Day(pub i32);

impl sea_orm::sea_query::ValueType for Day {
    fn column_type() -> sea_orm::sea_query::ColumnType {
        <i16 as sea_orm::sea_query::ValueType>::column_type()
    }
}

pub enum Mood {
    Glad,
}

impl ActiveEnum for Mood {
    type Value = String;

    fn name() -> DynIden {
        "mood".into()
    }

    fn db_type() -> ColumnDef {
        ColumnType::String(StringLen::N(4)).def()
    }
}

pub struct Wrapped(pub Mood);

impl ValueType for Wrapped {
    fn column_type() -> ColumnType {
        Mood::db_type().get_column_type().to_owned()
    }
}

pub enum Kind {
    A,
}

impl ActiveEnum for Kind {
    fn db_type() -> ColumnDef {
        ColumnType::Enum {
            name: Alias::new("kind").into_iden(),
            variants: vec![Alias::new("a").into_iden(), Alias::new("b").into_iden()],
        }
        .def()
    }
}

impl ValueType for Kind {
    fn column_type() -> ColumnType {
        <Self as ActiveEnum>::db_type().get_column_type().to_owned().into()
    }
}

pub enum Level {
    Low,
}

impl ActiveEnum for Level {
    fn db_type() -> ColumnDef {
        Self::column_type().def()
    }
}

impl ValueType for Level {
    fn column_type() -> ColumnType {
        ColumnType::SmallInteger
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

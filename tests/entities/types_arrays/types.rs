use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Vec<i32>,
    pub b: Option<Vec<String>>,
    pub c: Vec<Option<i64>>,
    pub d: Vec<Uuid>,
    pub e: Vec<Tag>,
    pub f: Vec<State>,
    pub g: Tags,
    pub h: Vec<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Tag(pub String);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Tags(pub Vec<Tag>);

#[derive(Clone, Debug, PartialEq, EnumIter, DeriveActiveEnum)]
#[sea_orm(db_type = "Enum", rename_all = "camelCase")]
pub enum State {
    On,
    SwitchedOff,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Name,
    pub b: Short,
    pub c: Outer,
    pub d: Option<Name>,
    pub e: Tag,
    pub f: Grey,
    pub g: Point,
    pub h: elsewhere::Far,
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Name(pub String);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(column_type = "String(StringLen::N(8))", array_type = "String")]
pub struct Short(pub String);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Outer(pub Short);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub enum Tag {
    Hard,
    Soft,
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text", from_str = "Grey::parse")]
pub struct Grey {
    pub level: i32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sea_orm::FromJsonQueryResult)]
pub struct Point {
    pub x: f64,
}

pub mod elsewhere {
    #[derive(Clone, Debug, PartialEq, sea_orm::DeriveValueType)]
    pub struct Far(pub super::Name);
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

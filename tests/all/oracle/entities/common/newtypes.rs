use std::fmt;
use std::str::FromStr;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ValueTypeErr;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "newtypes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub count: Count,
    pub optional: Option<Count>,
    pub name: Name,
    pub title: Title,
    pub price: Price,
    pub nested: Nested,
    pub tag: Tag,
    pub colour: Colour,
    #[sea_orm(column_type = "SmallInteger")]
    pub overridden: Count,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Count(pub i64);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Name(pub String);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(column_type = "String(StringLen::N(80))")]
pub struct Title(pub String);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(column_type = "Decimal(Some((12, 2)))")]
pub struct Price(pub Decimal);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Nested(pub Title);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Tag {
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub enum Colour {
    Red,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Tag {
    type Err = ValueTypeErr;

    fn from_str(text: &str) -> Result<Self, ValueTypeErr> {
        Ok(Tag { text: text.to_owned() })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("red")
    }
}

impl FromStr for Colour {
    type Err = ValueTypeErr;

    fn from_str(text: &str) -> Result<Self, ValueTypeErr> {
        if text == "red" { Ok(Colour::Red) } else { Err(ValueTypeErr) }
    }
}

impl ActiveModelBehavior for ActiveModel {}

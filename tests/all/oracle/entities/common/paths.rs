//! Types that are not named where they are used as they are named where they are declared.

use std::option;

use sea_orm::entity::prelude::{Decimal as Amount, *};
use sea_orm::prelude as orm;

use super::newtypes::*;
use super::newtypes::{Name as FamilyName, Title};

pub type Identity = i32;
pub type Maybe = Option<i32>;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "paths")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Identity,
    pub amount: Amount,
    pub qualified: sea_orm::prelude::Date,
    pub through_alias: orm::Uuid,
    pub full: ::std::string::String,
    pub family_name: FamilyName,
    pub title: Title,
    pub by_glob: Count,
    pub relative: super::newtypes::Price,
    pub in_module: inner::Level,
    /// SeaORM looks for the letters `Option<`, so these two are not nullable.
    pub aliased_option: Maybe,
    pub qualified_option: option::Option<i32>,
    pub option_of_alias: Option<Identity>,
}

pub mod inner {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
    pub enum Level {
        Low = 0,
        High = 1,
    }
}

impl ActiveModelBehavior for ActiveModel {}

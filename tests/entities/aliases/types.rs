use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: UserId,
    pub b: Chain,
    pub c: Pair<Uuid>,
    pub d: Names,
    pub e: far::Deep,
    pub f: far::Of<Here>,
    pub g: far::Twice<Here>,
    pub h: Pair<u8>,
    pub i: far::Plain<far::Of<Here>>,
}

pub type UserId = i64;
// `far` has another of this name.
pub type Here = i16;
pub type Chain = super::shared::Length;
pub type Pair<T> = Vec<T>;
pub type Names = Pair<String>;

pub mod far {
    pub type Deep = self::inner::Deeper;
    pub type Here = String;
    pub type Plain<T> = T;
    pub type Of<T> = Plain<T>;
    pub type Twice<T> = Vec<Plain<T>>;

    pub mod inner {
        pub(super) type Deeper = super::super::UserId;
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "enums")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub letter: Letter,
    #[sea_orm(default_value = "small")]
    pub size: Size,
    pub memo: Memo,
    pub level: Level,
    #[sea_orm(default_value = -1)]
    pub sign: Option<Sign>,
    pub native: Native,
    pub optional_native: Option<Native>,
    #[sea_orm(default_value = "two words")]
    pub default_native: Native,
    #[sea_orm(indexed)]
    pub kebab: Kebab,
}

/// The same enum on two tables is one type.
pub mod again {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "enums_again")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub native: super::Native,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(1))")]
pub enum Letter {
    #[sea_orm(string_value = "A")]
    A,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "camelCase")]
pub enum Size {
    Small,
    VeryLarge,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Memo {
    #[sea_orm(string_value = "memo")]
    Memo,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Level {
    #[sea_orm(num_value = 0)]
    Low,
    #[sea_orm(num_value = 1)]
    High,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i8", db_type = "TinyInteger")]
pub enum Sign {
    Minus = -1,
    Plus = 1,
}

/// The values in the order of the source, from three places.
#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "native", rename_all = "snake_case")]
pub enum Native {
    ZLast,
    #[sea_orm(string_value = "two words")]
    TwoWords,
    #[sea_orm(rename = "SCREAMING-KEBAB-CASE")]
    OwnCase,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "kebab", rename_all = "kebab-case")]
pub enum Kebab {
    BigTask,
    Break,
}

impl ActiveModelBehavior for ActiveModel {}

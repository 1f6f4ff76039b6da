//! How fields and structs give columns their names.

#[allow(non_snake_case)]
pub mod fields {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "Mixed Names")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub r#type: i32,
        pub crate_: i32,
        pub address_1: i32,
        pub fooBar: i32,
        pub order: i32,
        #[sea_orm(column_name = "In Quotes", indexed)]
        pub in_quotes: i32,
        #[sea_orm(enum_name = "Renamed", unique_key = "k")]
        pub by_enum: i32,
        #[sea_orm(enum_name = "Variant", column_name = "by_column", unique_key = "k")]
        pub by_both: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod camel {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "camel", rename_all = "camelCase")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub two_words: i32,
        #[sea_orm(column_name = "own_name")]
        pub other_name: i32,
        pub with_number_1: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod screaming {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "select", rename_all = "SCREAMING_SNAKE_CASE")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub two_words: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod small {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_small")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i16,
        #[sea_orm(indexed)]
        pub parent_id: i16,
        #[sea_orm(
            belongs_to,
            relation_enum = "Parent",
            from = "parent_id",
            to = "id",
            on_update = "SetDefault",
            on_delete = "SetDefault",
            self_ref
        )]
        pub parent: BelongsTo<Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Longer than PostgreSQL's 63 bytes, so that the server cuts the names it is given.
pub mod long {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "a_table_whose_name_is_about_as_long_as_names_may_be")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub a_column_whose_name_is_long_as_well: i32,
        #[sea_orm(unique)]
        pub another_column_whose_name_is_long: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod unsigned {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_unsigned")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: u32,
        #[sea_orm(default_value = 1)]
        pub parent_id: Option<u32>,
        #[sea_orm(
            self_ref,
            relation_enum = "Parent",
            from = "parent_id",
            to = "id",
            on_update = "SetDefault",
            on_delete = "SetDefault"
        )]
        pub parent: BelongsTo<Option<Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod given {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_small")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i16,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

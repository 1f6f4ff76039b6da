pub mod tiny {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_tiny")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i8,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

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
        #[sea_orm(self_ref, relation_enum = "Parent", from = "parent_id", to = "id")]
        pub parent: BelongsTo<Option<Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod big_unsigned {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_big_unsigned")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: u64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

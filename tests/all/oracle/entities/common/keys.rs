//! Primary keys, and which of them count by themselves.

pub mod big {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_big")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod given {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_given")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod text {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_text")]
    pub struct Model {
        pub before: i32,
        #[sea_orm(primary_key)]
        pub code: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod uuid {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_uuid")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod wrapped {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_wrapped")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Id,
    }

    #[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
    pub struct Id(pub i32);

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod composite {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "key_composite")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: i32,
        pub between: Option<String>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(8))")]
        pub locale: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod ar_internal_metadata {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ar_internal_metadata")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub created_at: String,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub updated_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod comments {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comments")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub commentable_type: String,
        pub commentable_id: i64,
        pub parent_id: Option<i64>,
        #[sea_orm(column_type = "Text")]
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "Entity",
            from = "Column::ParentId",
            to = "Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        SelfRef,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod line_items {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "line_items")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "index_line_items_on_product_id_and_order_id")]
        pub order_id: i64,
        #[sea_orm(unique_key = "index_line_items_on_product_id_and_order_id")]
        pub product_id: Option<i64>,
        pub quantity: i64,
        pub position: Option<i16>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub unit_price: Decimal,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::orders::Entity",
            from = "Column::OrderId",
            to = "super::orders::Column::Id",
            on_update = "NoAction",
            on_delete = "Cascade"
        )]
        Orders,
        #[sea_orm(
            belongs_to = "super::products::Entity",
            from = "Column::ProductId",
            to = "super::products::Column::Id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        Products,
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Orders.def()
        }
    }

    impl Related<super::products::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Products.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod orders {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "orders")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub user_id: i64,
        pub status: String,
        pub total_cents: i64,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::line_items::Entity")]
        LineItems,
        #[sea_orm(
            belongs_to = "super::users::Entity",
            from = "Column::UserId",
            to = "super::users::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        Users,
    }

    impl Related<super::line_items::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::LineItems.def()
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Users.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod products {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "products")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub sku: String,
        pub name: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub description: Option<String>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "Float", nullable)]
        pub weight: Option<f32>,
        #[sea_orm(column_type = "Blob", nullable)]
        pub thumbnail: Option<Vec<u8>>,
        #[sea_orm(ignore, column_type = "custom(\"date\")", select_as = "text", nullable)]
        pub released_on: Option<String>,
        #[sea_orm(
            ignore,
            column_type = "custom(\"time(6)\")",
            select_as = "text",
            nullable
        )]
        pub opens_at: Option<String>,
        #[sea_orm(
            ignore,
            column_type = "custom(\"datetime(6)\")",
            select_as = "text",
            nullable
        )]
        pub discarded_at: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::line_items::Entity")]
        LineItems,
    }

    impl Related<super::line_items::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::LineItems.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod schema_migrations {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "schema_migrations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub email: String,
        pub encrypted_password: String,
        pub sign_in_count: i64,
        pub admin: bool,
        #[sea_orm(ignore, column_type = "custom(\"json\")", select_as = "text", nullable)]
        pub settings: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub created_at: String,
        #[sea_orm(ignore, column_type = "custom(\"datetime(6)\")", select_as = "text")]
        pub updated_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::orders::Entity")]
        Orders,
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Orders.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

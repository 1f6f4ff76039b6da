// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod ar_internal_metadata {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ar_internal_metadata")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: Option<String>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod comments {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
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
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub comments: BelongsTo<Option<Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod line_items {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "line_items")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub order_id: Uuid,
        pub product_id: Option<i64>,
        pub quantity: i32,
        pub position: Option<i16>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub unit_price: Decimal,
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(
            belongs_to,
            from = "order_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "Cascade"
        )]
        pub orders: BelongsTo<super::orders::Entity>,
        #[sea_orm(
            belongs_to,
            from = "product_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        pub products: BelongsTo<Option<super::products::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod orders {
    use super::sea_orm_active_enums::OrderStatus;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique_key = "index_orders_on_number_and_user_id")]
        pub user_id: i64,
        #[sea_orm(unique_key = "index_orders_on_number_and_user_id")]
        pub number: i32,
        pub status: OrderStatus,
        pub total_cents: i64,
        pub currency: String,
        pub placed_on: Option<Date>,
        pub delivered_at: Option<DateTimeWithTimeZone>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(has_many)]
        pub line_items: HasMany<super::line_items::Entity>,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub users: BelongsTo<super::users::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod products {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "products")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub sku: String,
        pub name: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub description: Option<String>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "Double", nullable)]
        pub weight: Option<f64>,
        pub tags: Option<Vec<String>>,
        pub discarded_at: Option<DateTime>,
        pub lock_version: Option<i32>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(has_many)]
        pub line_items: HasMany<super::line_items::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod schema_migrations {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "schema_migrations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "order_status")]
    pub enum OrderStatus {
        #[sea_orm(string_value = "pending")]
        Pending,
        #[sea_orm(string_value = "paid")]
        Paid,
        #[sea_orm(string_value = "shipped")]
        Shipped,
        #[sea_orm(string_value = "refunded")]
        Refunded,
    }
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub email: String,
        pub encrypted_password: String,
        #[sea_orm(unique)]
        pub reset_password_token: Option<String>,
        pub reset_password_sent_at: Option<DateTime>,
        pub sign_in_count: i32,
        pub admin: bool,
        pub time_zone: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        pub preferences: Json,
        pub last_sign_in_ip: Option<IpNetwork>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(has_many)]
        pub orders: HasMany<super::orders::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

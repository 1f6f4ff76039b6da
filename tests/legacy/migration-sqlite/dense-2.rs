// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod account {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub email: String,
        pub name: String,
        pub password_hash: Option<String>,
        pub verified: bool,
        #[sea_orm(column_type = "Text")]
        pub plan: String,
        #[sea_orm(column_type = "Decimal(Some((12, 2)))")]
        pub balance: Decimal,
        pub preferences: Option<Json>,
        pub token: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
        #[sea_orm(has_many, via = "membership")]
        pub projects: HasMany<super::project::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod event {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub project_id: Option<i64>,
        pub kind: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub payload: Json,
        pub at: DateTimeWithTimeZone,
        #[sea_orm(column_type = "Float", nullable)]
        pub took: Option<f32>,
        #[sea_orm(column_type = "Blob", nullable)]
        pub blob: Option<Vec<u8>>,
        #[sea_orm(
            belongs_to,
            from = "project_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        pub project: BelongsTo<Option<super::project::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod membership {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub project_id: i64,
        pub role: String,
        pub invited_at: DateTime,
        #[sea_orm(
            belongs_to,
            from = "account_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "Cascade"
        )]
        pub account: BelongsTo<super::account::Entity>,
        #[sea_orm(
            belongs_to,
            from = "project_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "Restrict"
        )]
        pub project: BelongsTo<super::project::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod project {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "project")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "slug")]
        pub owner_id: i64,
        pub title: String,
        #[sea_orm(unique_key = "slug")]
        pub slug: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub description: Option<String>,
        #[sea_orm(column_type = "Double", nullable)]
        pub budget: Option<f64>,
        pub starts_on: Option<Date>,
        pub archived_at: Option<DateTimeUtc>,
        pub position: i16,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
        #[sea_orm(has_many)]
        pub events: HasMany<super::event::Entity>,
        #[sea_orm(has_many, via = "membership")]
        pub accounts: HasMany<super::account::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod rate {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "rate")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub code: String,
        #[sea_orm(column_type = "Double")]
        pub value: f64,
        pub weight: i64,
        pub small: Option<i8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

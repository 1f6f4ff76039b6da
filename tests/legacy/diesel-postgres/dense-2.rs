// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod comments {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comments")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub post_id: i64,
        pub parent_id: Option<i32>,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub created_at: DateTimeWithTimeZone,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        pub comments: BelongsTo<Option<Entity>>,
        #[sea_orm(
            belongs_to,
            from = "post_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub posts: BelongsTo<super::posts::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod followings {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "followings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub post_id: i64,
        pub email_notifications: bool,
        pub since: Date,
        #[sea_orm(
            belongs_to,
            from = "post_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub posts: BelongsTo<super::posts::Entity>,
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

pub mod posts {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "posts_author_slug")]
        pub author_id: i32,
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub published: bool,
        #[sea_orm(column_type = "Text", unique_key = "posts_author_slug")]
        pub slug: String,
        #[sea_orm(column_type = "Float", nullable)]
        pub rating: Option<f32>,
        #[sea_orm(column_type = "Double")]
        pub score: f64,
        pub labels: Vec<String>,
        pub published_at: Option<DateTimeWithTimeZone>,
        #[sea_orm(has_many)]
        pub comments: HasMany<super::comments::Entity>,
        #[sea_orm(has_many, via = "followings")]
        pub users: HasMany<super::users::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod prices {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "prices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub product: i16,
        #[sea_orm(primary_key, auto_increment = false)]
        pub currency: String,
        pub amount: Decimal,
        #[sea_orm(column_type = "Decimal(Some((5, 2)))")]
        pub discount: Decimal,
        pub valid_from: Time,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sessions {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token: Uuid,
        pub user_id: i32,
        #[sea_orm(column_type = "JsonBinary")]
        pub data: Json,
        pub expires: DateTime,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "Cascade",
            on_delete = "Cascade"
        )]
        pub users: BelongsTo<super::users::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub username: String,
        pub email: String,
        pub hair_color: Option<String>,
        pub verified: bool,
        #[sea_orm(column_type = "VarBinary(StringLen::None)", nullable)]
        pub api_key: Option<Vec<u8>>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
        #[sea_orm(has_many)]
        pub sessions: HasMany<super::sessions::Entity>,
        #[sea_orm(has_many, via = "followings")]
        pub posts: HasMany<super::posts::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

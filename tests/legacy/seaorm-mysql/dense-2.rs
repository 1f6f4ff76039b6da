// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod attachment {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attachment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub post_id: Option<i64>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(255))")]
        pub data: Vec<u8>,
        pub size: i64,
        #[sea_orm(column_type = "VarBinary(StringLen::N(255))", nullable)]
        pub checksum: Option<Vec<u8>>,
        pub at: Option<Time>,
        #[sea_orm(
            belongs_to,
            from = "post_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "SetNull"
        )]
        pub post: BelongsTo<Option<super::post::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "post")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub author_id: i32,
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub views: u32,
        #[sea_orm(column_type = "Float", nullable)]
        pub rating: Option<f32>,
        #[sea_orm(column_type = "Double")]
        pub score: f64,
        pub published_at: Option<DateTime>,
        pub parent_id: Option<i64>,
        #[sea_orm(has_many)]
        pub attachments: HasMany<super::attachment::Entity>,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub post: BelongsTo<Option<Entity>>,
        #[sea_orm(
            belongs_to,
            from = "author_id",
            to = "id",
            on_update = "Cascade",
            on_delete = "Cascade"
        )]
        pub user: BelongsTo<super::user::Entity>,
        #[sea_orm(has_many, via = "post_tag")]
        pub tags: HasMany<super::tag::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post_tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "post_tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub post_id: i64,
        #[sea_orm(primary_key, auto_increment = false, column_type = "Binary(16)")]
        pub tag_id: Vec<u8>,
        #[sea_orm(
            belongs_to,
            from = "post_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub post: BelongsTo<super::post::Entity>,
        #[sea_orm(
            belongs_to,
            from = "tag_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub tag: BelongsTo<super::tag::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "role")]
    pub enum Role {
        #[sea_orm(string_value = "admin")]
        Admin,
        #[sea_orm(string_value = "member")]
        Member,
    }
}

pub mod tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_type = "Binary(16)")]
        pub id: Vec<u8>,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(has_many, via = "post_tag")]
        pub posts: HasMany<super::post::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod user {
    use super::sea_orm_active_enums::Role;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub email: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub bio: Option<String>,
        pub active: i8,
        pub role: Role,
        #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
        pub credit: Decimal,
        pub created_at: DateTimeUtc,
        pub birthday: Option<Date>,
        #[sea_orm(
            ignore,
            column_type = "custom(\"LONGTEXT\")",
            select_as = "text",
            nullable
        )]
        pub meta: Option<String>,
        #[sea_orm(has_many)]
        pub posts: HasMany<super::post::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod auth_group {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_group")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(has_many)]
        pub auth_group_permissions: HasMany<super::auth_group_permissions::Entity>,
        #[sea_orm(has_many)]
        pub auth_user_groups: HasMany<super::auth_user_groups::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_group_permissions {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_group_permissions")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "auth_group_permissions_group_id_permission_id_0cd325b0_uniq")]
        pub group_id: i32,
        #[sea_orm(unique_key = "auth_group_permissions_group_id_permission_id_0cd325b0_uniq")]
        pub permission_id: i32,
        #[sea_orm(
            belongs_to,
            from = "group_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_group: BelongsTo<super::auth_group::Entity>,
        #[sea_orm(
            belongs_to,
            from = "permission_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_permission: BelongsTo<super::auth_permission::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_permission {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_permission")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(unique_key = "auth_permission_content_type_id_codename_01ab375a_uniq")]
        pub content_type_id: i32,
        #[sea_orm(unique_key = "auth_permission_content_type_id_codename_01ab375a_uniq")]
        pub codename: String,
        #[sea_orm(has_many)]
        pub auth_group_permissions: HasMany<super::auth_group_permissions::Entity>,
        #[sea_orm(has_many)]
        pub auth_user_user_permissions: HasMany<super::auth_user_user_permissions::Entity>,
        #[sea_orm(
            belongs_to,
            from = "content_type_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub django_content_type: BelongsTo<super::django_content_type::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub password: String,
        pub last_login: Option<DateTime>,
        pub is_superuser: i8,
        #[sea_orm(unique)]
        pub username: String,
        pub first_name: String,
        pub last_name: String,
        pub email: String,
        pub is_staff: i8,
        pub is_active: i8,
        pub date_joined: DateTime,
        #[sea_orm(has_many)]
        pub auth_user_groups: HasMany<super::auth_user_groups::Entity>,
        #[sea_orm(has_many)]
        pub auth_user_user_permissions: HasMany<super::auth_user_user_permissions::Entity>,
        #[sea_orm(has_many)]
        pub shop_reviews: HasMany<super::shop_review::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user_groups {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user_groups")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "auth_user_groups_user_id_group_id_94350c0c_uniq")]
        pub user_id: i32,
        #[sea_orm(unique_key = "auth_user_groups_user_id_group_id_94350c0c_uniq")]
        pub group_id: i32,
        #[sea_orm(
            belongs_to,
            from = "group_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_group: BelongsTo<super::auth_group::Entity>,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_user: BelongsTo<super::auth_user::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user_user_permissions {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user_user_permissions")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq")]
        pub user_id: i32,
        #[sea_orm(unique_key = "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq")]
        pub permission_id: i32,
        #[sea_orm(
            belongs_to,
            from = "permission_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_permission: BelongsTo<super::auth_permission::Entity>,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_user: BelongsTo<super::auth_user::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod django_content_type {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "django_content_type")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "django_content_type_app_label_model_76bd3d3b_uniq")]
        pub app_label: String,
        #[sea_orm(unique_key = "django_content_type_app_label_model_76bd3d3b_uniq")]
        pub model: String,
        #[sea_orm(has_many)]
        pub auth_permissions: HasMany<super::auth_permission::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_category {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_category")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(unique)]
        pub slug: String,
        pub parent_id: Option<i64>,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub shop_category: BelongsTo<Option<Entity>>,
        #[sea_orm(has_many)]
        pub shop_products: HasMany<super::shop_product::Entity>,
        #[sea_orm(has_many)]
        pub shop_review_tags: HasMany<super::shop_review_tags::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_product {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_product")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "uniq_title_category")]
        pub category_id: i64,
        #[sea_orm(unique_key = "uniq_title_category")]
        pub title: String,
        #[sea_orm(ignore, column_type = "custom(\"LONGTEXT\")", select_as = "text")]
        pub description: String,
        #[sea_orm(column_type = "Decimal(Some((8, 2)))")]
        pub price: Decimal,
        pub stock: u32,
        #[sea_orm(column_type = "Double", nullable)]
        pub rating: Option<f64>,
        #[sea_orm(
            ignore,
            column_type = "custom(\"longblob\")",
            select_as = "text",
            nullable
        )]
        pub image: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"LONGTEXT\")", select_as = "text")]
        pub attributes: String,
        pub available: i8,
        pub made: Option<Date>,
        pub created: DateTime,
        pub took: Option<i64>,
        pub views: u64,
        pub small: Option<i16>,
        pub opens: Option<Time>,
        pub ip: Option<String>,
        #[sea_orm(
            belongs_to,
            from = "category_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub shop_category: BelongsTo<super::shop_category::Entity>,
        #[sea_orm(has_many)]
        pub shop_reviews: HasMany<super::shop_review::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_review {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        #[sea_orm(unique_key = "shop_review_user_id_product_id_dce706d7_uniq")]
        pub product_id: i64,
        #[sea_orm(unique_key = "shop_review_user_id_product_id_dce706d7_uniq")]
        pub user_id: i32,
        #[sea_orm(ignore, column_type = "custom(\"LONGTEXT\")", select_as = "text")]
        pub body: String,
        pub stars: u16,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub auth_user: BelongsTo<super::auth_user::Entity>,
        #[sea_orm(
            belongs_to,
            from = "product_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub shop_product: BelongsTo<super::shop_product::Entity>,
        #[sea_orm(has_many)]
        pub shop_review_tags: HasMany<super::shop_review_tags::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_review_tags {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_review_tags")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "shop_review_tags_review_id_category_id_15bcf25f_uniq")]
        pub review_id: String,
        #[sea_orm(unique_key = "shop_review_tags_review_id_category_id_15bcf25f_uniq")]
        pub category_id: i64,
        #[sea_orm(
            belongs_to,
            from = "category_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub shop_category: BelongsTo<super::shop_category::Entity>,
        #[sea_orm(
            belongs_to,
            from = "review_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub shop_review: BelongsTo<super::shop_review::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

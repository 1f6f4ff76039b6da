// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod auth_group {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_group")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique)]
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::auth_group_permissions::Entity")]
        AuthGroupPermissions,
        #[sea_orm(has_many = "super::auth_user_groups::Entity")]
        AuthUserGroups,
    }

    impl Related<super::auth_group_permissions::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthGroupPermissions.def()
        }
    }

    impl Related<super::auth_user_groups::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUserGroups.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_group_permissions {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_group_permissions")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "auth_group_permissions_group_id_permission_id_0cd325b0_uniq")]
        pub group_id: i64,
        #[sea_orm(unique_key = "auth_group_permissions_group_id_permission_id_0cd325b0_uniq")]
        pub permission_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::auth_group::Entity",
            from = "Column::GroupId",
            to = "super::auth_group::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthGroup,
        #[sea_orm(
            belongs_to = "super::auth_permission::Entity",
            from = "Column::PermissionId",
            to = "super::auth_permission::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthPermission,
    }

    impl Related<super::auth_group::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthGroup.def()
        }
    }

    impl Related<super::auth_permission::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthPermission.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_permission {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_permission")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        #[sea_orm(unique_key = "auth_permission_content_type_id_codename_01ab375a_uniq")]
        pub content_type_id: i64,
        #[sea_orm(unique_key = "auth_permission_content_type_id_codename_01ab375a_uniq")]
        pub codename: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::auth_group_permissions::Entity")]
        AuthGroupPermissions,
        #[sea_orm(has_many = "super::auth_user_user_permissions::Entity")]
        AuthUserUserPermissions,
        #[sea_orm(
            belongs_to = "super::django_content_type::Entity",
            from = "Column::ContentTypeId",
            to = "super::django_content_type::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        DjangoContentType,
    }

    impl Related<super::auth_group_permissions::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthGroupPermissions.def()
        }
    }

    impl Related<super::auth_user_user_permissions::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUserUserPermissions.def()
        }
    }

    impl Related<super::django_content_type::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::DjangoContentType.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub password: String,
        #[sea_orm(
            ignore,
            column_type = "custom(\"datetime\")",
            select_as = "text",
            nullable
        )]
        pub last_login: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"bool\")", select_as = "text")]
        pub is_superuser: String,
        #[sea_orm(unique)]
        pub username: String,
        pub first_name: String,
        pub last_name: String,
        pub email: String,
        #[sea_orm(ignore, column_type = "custom(\"bool\")", select_as = "text")]
        pub is_staff: String,
        #[sea_orm(ignore, column_type = "custom(\"bool\")", select_as = "text")]
        pub is_active: String,
        #[sea_orm(ignore, column_type = "custom(\"datetime\")", select_as = "text")]
        pub date_joined: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::auth_user_groups::Entity")]
        AuthUserGroups,
        #[sea_orm(has_many = "super::auth_user_user_permissions::Entity")]
        AuthUserUserPermissions,
        #[sea_orm(has_many = "super::shop_review::Entity")]
        ShopReview,
    }

    impl Related<super::auth_user_groups::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUserGroups.def()
        }
    }

    impl Related<super::auth_user_user_permissions::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUserUserPermissions.def()
        }
    }

    impl Related<super::shop_review::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopReview.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user_groups {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user_groups")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "auth_user_groups_user_id_group_id_94350c0c_uniq")]
        pub user_id: i64,
        #[sea_orm(unique_key = "auth_user_groups_user_id_group_id_94350c0c_uniq")]
        pub group_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::auth_group::Entity",
            from = "Column::GroupId",
            to = "super::auth_group::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthGroup,
        #[sea_orm(
            belongs_to = "super::auth_user::Entity",
            from = "Column::UserId",
            to = "super::auth_user::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthUser,
    }

    impl Related<super::auth_group::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthGroup.def()
        }
    }

    impl Related<super::auth_user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUser.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod auth_user_user_permissions {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auth_user_user_permissions")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq")]
        pub user_id: i64,
        #[sea_orm(unique_key = "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq")]
        pub permission_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::auth_permission::Entity",
            from = "Column::PermissionId",
            to = "super::auth_permission::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthPermission,
        #[sea_orm(
            belongs_to = "super::auth_user::Entity",
            from = "Column::UserId",
            to = "super::auth_user::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthUser,
    }

    impl Related<super::auth_permission::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthPermission.def()
        }
    }

    impl Related<super::auth_user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUser.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod django_content_type {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "django_content_type")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "django_content_type_app_label_model_76bd3d3b_uniq")]
        pub app_label: String,
        #[sea_orm(unique_key = "django_content_type_app_label_model_76bd3d3b_uniq")]
        pub model: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::auth_permission::Entity")]
        AuthPermission,
    }

    impl Related<super::auth_permission::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthPermission.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_category {
    use sea_orm::entity::prelude::*;

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
        #[sea_orm(has_many = "super::shop_product::Entity")]
        ShopProduct,
        #[sea_orm(has_many = "super::shop_review_tags::Entity")]
        ShopReviewTags,
    }

    impl Related<super::shop_product::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopProduct.def()
        }
    }

    impl Related<super::shop_review_tags::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopReviewTags.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_product {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_product")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub category_id: i64,
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub description: String,
        pub price: Decimal,
        pub stock: i64,
        #[sea_orm(column_type = "Double", nullable)]
        pub rating: Option<f64>,
        #[sea_orm(column_type = "Blob", nullable)]
        pub image: Option<Vec<u8>>,
        #[sea_orm(column_type = "Text")]
        pub attributes: String,
        #[sea_orm(ignore, column_type = "custom(\"bool\")", select_as = "text")]
        pub available: String,
        #[sea_orm(
            ignore,
            column_type = "custom(\"date\")",
            select_as = "text",
            nullable,
            unique
        )]
        pub made: Option<String>,
        #[sea_orm(ignore, column_type = "custom(\"datetime\")", select_as = "text")]
        pub created: String,
        pub took: Option<i64>,
        pub views: i64,
        pub small: Option<i16>,
        #[sea_orm(ignore, column_type = "custom(\"time\")", select_as = "text", nullable)]
        pub opens: Option<String>,
        pub ip: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::shop_category::Entity",
            from = "Column::CategoryId",
            to = "super::shop_category::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        ShopCategory,
        #[sea_orm(has_many = "super::shop_review::Entity")]
        ShopReview,
    }

    impl Related<super::shop_category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopCategory.def()
        }
    }

    impl Related<super::shop_review::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopReview.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_review {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        #[sea_orm(unique_key = "shop_review_user_id_product_id_dce706d7_uniq")]
        pub product_id: i64,
        #[sea_orm(unique_key = "shop_review_user_id_product_id_dce706d7_uniq")]
        pub user_id: i64,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub stars: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::auth_user::Entity",
            from = "Column::UserId",
            to = "super::auth_user::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        AuthUser,
        #[sea_orm(
            belongs_to = "super::shop_product::Entity",
            from = "Column::ProductId",
            to = "super::shop_product::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        ShopProduct,
        #[sea_orm(has_many = "super::shop_review_tags::Entity")]
        ShopReviewTags,
    }

    impl Related<super::auth_user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuthUser.def()
        }
    }

    impl Related<super::shop_product::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopProduct.def()
        }
    }

    impl Related<super::shop_review_tags::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopReviewTags.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod shop_review_tags {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shop_review_tags")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "shop_review_tags_review_id_category_id_15bcf25f_uniq")]
        pub review_id: String,
        #[sea_orm(unique_key = "shop_review_tags_review_id_category_id_15bcf25f_uniq")]
        pub category_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::shop_category::Entity",
            from = "Column::CategoryId",
            to = "super::shop_category::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        ShopCategory,
        #[sea_orm(
            belongs_to = "super::shop_review::Entity",
            from = "Column::ReviewId",
            to = "super::shop_review::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        ShopReview,
    }

    impl Related<super::shop_category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopCategory.def()
        }
    }

    impl Related<super::shop_review::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::ShopReview.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

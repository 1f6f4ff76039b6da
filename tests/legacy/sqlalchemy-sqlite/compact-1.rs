// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod account {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub organization_id: i32,
        pub email: String,
        pub full_name: Option<String>,
        pub is_active: bool,
        #[sea_orm(column_type = "custom(\"NUMERIC(12, 2)\")")]
        pub balance: String,
        pub status: String,
        #[sea_orm(column_type = "Blob", nullable)]
        pub avatar: Option<Vec<u8>>,
        #[sea_orm(column_type = "custom(\"DATETIME\")", nullable)]
        pub last_login: Option<String>,
        #[sea_orm(column_type = "custom(\"DATE\")", nullable)]
        pub birthday: Option<String>,
        #[sea_orm(column_type = "Float", nullable)]
        pub score: Option<f32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::account_tag::Entity")]
        AccountTag,
        #[sea_orm(has_many = "super::audit_log::Entity")]
        AuditLog,
        #[sea_orm(
            belongs_to = "super::organization::Entity",
            from = "Column::OrganizationId",
            to = "super::organization::Column::Id",
            on_update = "NoAction",
            on_delete = "Cascade"
        )]
        Organization,
    }

    impl Related<super::account_tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AccountTag.def()
        }
    }

    impl Related<super::audit_log::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AuditLog.def()
        }
    }

    impl Related<super::organization::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Organization.def()
        }
    }

    impl Related<super::tag::Entity> for Entity {
        fn to() -> RelationDef {
            super::account_tag::Relation::Tag.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::account_tag::Relation::Account.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod account_tag {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "account_tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag_id: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::account::Entity",
            from = "Column::AccountId",
            to = "super::account::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        Account,
        #[sea_orm(
            belongs_to = "super::tag::Entity",
            from = "Column::TagId",
            to = "super::tag::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        Tag,
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl Related<super::tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Tag.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod audit_log {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "audit_log")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub account_id: Option<i32>,
        pub action: String,
        #[sea_orm(column_type = "custom(\"JSON\")")]
        pub payload: String,
        #[sea_orm(column_type = "custom(\"DATETIME\")", nullable)]
        pub took: Option<String>,
        #[sea_orm(column_type = "custom(\"DATETIME\")")]
        pub at: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::account::Entity",
            from = "Column::AccountId",
            to = "super::account::Column::Id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        Account,
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod category {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "category")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub parent_id: Option<i32>,
        pub title: String,
        pub position: i16,
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

pub mod organization {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "organization")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(unique)]
        pub slug: String,
        #[sea_orm(column_type = "custom(\"JSON\")", nullable)]
        pub settings: Option<String>,
        #[sea_orm(column_type = "custom(\"DATETIME\")")]
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::account::Entity")]
        Account,
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod price {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "price")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sku: String,
        #[sea_orm(primary_key, auto_increment = false, column_type = "custom(\"DATE\")")]
        pub valid_from: String,
        #[sea_orm(column_type = "custom(\"NUMERIC(18, 4)\")")]
        pub amount: String,
        pub currency: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tag {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub label: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::account_tag::Entity")]
        AccountTag,
    }

    impl Related<super::account_tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::AccountTag.def()
        }
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            super::account_tag::Relation::Account.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::account_tag::Relation::Tag.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

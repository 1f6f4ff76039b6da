// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod account {
    use super::sea_orm_active_enums::Status;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(unique_key = "uq_account_organization_id")]
        pub organization_id: i32,
        #[sea_orm(unique_key = "uq_account_organization_id")]
        pub email: String,
        pub full_name: Option<String>,
        pub is_active: i8,
        #[sea_orm(column_type = "Decimal(Some((12, 2)))")]
        pub balance: Decimal,
        pub status: Status,
        #[sea_orm(column_type = "Binary(255)", nullable)]
        pub avatar: Option<Vec<u8>>,
        pub last_login: Option<DateTime>,
        pub birthday: Option<Date>,
        #[sea_orm(column_type = "Float", nullable)]
        pub score: Option<f32>,
        #[sea_orm(has_many)]
        pub audit_logs: HasMany<super::audit_log::Entity>,
        #[sea_orm(
            belongs_to,
            from = "organization_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Cascade"
        )]
        pub organization: BelongsTo<super::organization::Entity>,
        #[sea_orm(has_many, via = "account_tag")]
        pub tags: HasMany<super::tag::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod account_tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_tag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag_id: i32,
        #[sea_orm(
            belongs_to,
            from = "account_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub account: BelongsTo<super::account::Entity>,
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

pub mod audit_log {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_log")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub account_id: Option<i64>,
        pub action: String,
        #[sea_orm(ignore, column_type = "custom(\"LONGTEXT\")", select_as = "text")]
        pub payload: String,
        pub took: Option<DateTime>,
        pub at: DateTime,
        #[sea_orm(column_type = "Text", nullable)]
        pub note: Option<String>,
        #[sea_orm(
            belongs_to,
            from = "account_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "SetNull"
        )]
        pub account: BelongsTo<Option<super::account::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod category {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "category")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub parent_id: Option<i32>,
        pub title: String,
        pub position: i16,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        pub category: BelongsTo<Option<Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod organization {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organization")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub name: String,
        #[sea_orm(unique)]
        pub slug: String,
        #[sea_orm(
            ignore,
            column_type = "custom(\"LONGTEXT\")",
            select_as = "text",
            nullable
        )]
        pub settings: Option<String>,
        pub created_at: DateTime,
        #[sea_orm(has_many)]
        pub accounts: HasMany<super::account::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod price {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "price")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sku: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: Date,
        #[sea_orm(column_type = "Decimal(Some((18, 4)))")]
        pub amount: Decimal,
        pub currency: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "status")]
    pub enum Status {
        #[sea_orm(string_value = "draft")]
        Draft,
        #[sea_orm(string_value = "active")]
        Active,
        #[sea_orm(string_value = "closed")]
        Closed,
    }
}

pub mod tag {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tag")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub label: String,
        #[sea_orm(has_many, via = "account_tag")]
        pub accounts: HasMany<super::account::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

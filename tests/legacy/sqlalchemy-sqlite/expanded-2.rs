// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod account {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "account"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i64,
        pub organization_id: i64,
        pub email: String,
        pub full_name: Option<String>,
        pub is_active: bool,
        pub balance: String,
        pub status: String,
        pub avatar: Option<Vec<u8>>,
        pub last_login: Option<String>,
        pub birthday: Option<String>,
        pub score: Option<f32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        OrganizationId,
        Email,
        FullName,
        IsActive,
        Balance,
        Status,
        Avatar,
        LastLogin,
        Birthday,
        Score,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        AccountTag,
        AuditLog,
        Organization,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::OrganizationId => ColumnType::BigInteger.def(),
                Self::Email => ColumnType::String(StringLen::N(320u32)).def(),
                Self::FullName => ColumnType::String(StringLen::N(120u32)).def().null(),
                Self::IsActive => ColumnType::Boolean.def(),
                Self::Balance => ColumnType::custom("NUMERIC(12, 2)").def(),
                Self::Status => ColumnType::String(StringLen::N(6u32)).def(),
                Self::Avatar => ColumnType::Blob.def().null(),
                Self::LastLogin => ColumnType::custom("DATETIME").def().null(),
                Self::Birthday => ColumnType::custom("DATE").def().null(),
                Self::Score => ColumnType::Float.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::AccountTag => Entity::has_many(super::account_tag::Entity).into(),
                Self::AuditLog => Entity::has_many(super::audit_log::Entity).into(),
                Self::Organization => Entity::belongs_to(super::organization::Entity)
                    .from(Column::OrganizationId)
                    .to(super::organization::Column::Id)
                    .into(),
            }
        }
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

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "account_tag"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub account_id: i64,
        pub tag_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        AccountId,
        TagId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        AccountId,
        TagId,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i64, i64);
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Account,
        Tag,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::AccountId => ColumnType::BigInteger.def(),
                Self::TagId => ColumnType::BigInteger.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Account => Entity::belongs_to(super::account::Entity)
                    .from(Column::AccountId)
                    .to(super::account::Column::Id)
                    .into(),
                Self::Tag => Entity::belongs_to(super::tag::Entity)
                    .from(Column::TagId)
                    .to(super::tag::Column::Id)
                    .into(),
            }
        }
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

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "audit_log"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: String,
        pub account_id: Option<i64>,
        pub action: String,
        pub payload: String,
        pub took: Option<String>,
        pub at: String,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        AccountId,
        Action,
        Payload,
        Took,
        At,
        Note,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = String;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Account,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Char(Some(32u32)).def(),
                Self::AccountId => ColumnType::BigInteger.def().null(),
                Self::Action => ColumnType::String(StringLen::N(40u32)).def(),
                Self::Payload => ColumnType::custom("JSON").def(),
                Self::Took => ColumnType::custom("DATETIME").def().null(),
                Self::At => ColumnType::custom("DATETIME").def(),
                Self::Note => ColumnType::Text.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Account => Entity::belongs_to(super::account::Entity)
                    .from(Column::AccountId)
                    .to(super::account::Column::Id)
                    .into(),
            }
        }
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

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "category"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub parent_id: Option<i64>,
        pub title: String,
        pub position: i16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        ParentId,
        Title,
        Position,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        SelfRef,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::ParentId => ColumnType::BigInteger.def().null(),
                Self::Title => ColumnType::String(StringLen::N(80u32)).def(),
                Self::Position => ColumnType::SmallInteger.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::SelfRef => Entity::belongs_to(Entity)
                    .from(Column::ParentId)
                    .to(Column::Id)
                    .into(),
            }
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod organization {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "organization"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub name: String,
        pub slug: String,
        pub settings: Option<String>,
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Name,
        Slug,
        Settings,
        CreatedAt,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Account,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::Name => ColumnType::String(StringLen::N(200u32)).def().unique(),
                Self::Slug => ColumnType::String(StringLen::N(64u32)).def().unique(),
                Self::Settings => ColumnType::custom("JSON").def().null(),
                Self::CreatedAt => ColumnType::custom("DATETIME").def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Account => Entity::has_many(super::account::Entity).into(),
            }
        }
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

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "price"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub sku: String,
        pub valid_from: String,
        pub amount: String,
        pub currency: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Sku,
        ValidFrom,
        Amount,
        Currency,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Sku,
        ValidFrom,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (String, String);
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {}

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Sku => ColumnType::String(StringLen::N(30u32)).def(),
                Self::ValidFrom => ColumnType::custom("DATE").def(),
                Self::Amount => ColumnType::custom("NUMERIC(18, 4)").def(),
                Self::Currency => ColumnType::Char(Some(3u32)).def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            panic!("No RelationDef")
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tag {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "tag"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub label: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Label,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        AccountTag,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::Label => ColumnType::String(StringLen::N(50u32)).def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::AccountTag => Entity::has_many(super::account_tag::Entity).into(),
            }
        }
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

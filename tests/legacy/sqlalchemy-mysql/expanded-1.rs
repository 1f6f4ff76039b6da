// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod account {
    use super::sea_orm_active_enums::Status;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "account"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i64,
        pub organization_id: i32,
        pub email: String,
        pub full_name: Option<String>,
        pub is_active: i8,
        pub balance: Decimal,
        pub status: Status,
        pub avatar: Option<Vec<u8>>,
        pub last_login: Option<DateTime>,
        pub birthday: Option<Date>,
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
            true
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
                Self::OrganizationId => ColumnType::Integer.def(),
                Self::Email => ColumnType::String(StringLen::N(320u32)).def(),
                Self::FullName => ColumnType::String(StringLen::N(120u32)).def().null(),
                Self::IsActive => ColumnType::TinyInteger.def(),
                Self::Balance => ColumnType::Decimal(Some((12u32, 2u32))).def(),
                Self::Status => Status::db_type().get_column_type().to_owned().def(),
                Self::Avatar => ColumnType::Binary(255u32).def().null(),
                Self::LastLogin => ColumnType::DateTime.def().null(),
                Self::Birthday => ColumnType::Date.def().null(),
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
        fn table_name(&self) -> &str {
            "account_tag"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub account_id: i64,
        pub tag_id: i32,
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
        type ValueType = (i64, i32);
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
                Self::TagId => ColumnType::Integer.def(),
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
        fn table_name(&self) -> &str {
            "audit_log"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: String,
        pub account_id: Option<i64>,
        pub action: String,
        pub payload: String,
        pub took: Option<DateTime>,
        pub at: DateTime,
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
                Self::Payload => ColumnType::custom("LONGTEXT").def(),
                Self::Took => ColumnType::DateTime.def().null(),
                Self::At => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &str {
            "category"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub parent_id: Option<i32>,
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
        type ValueType = i32;
        fn auto_increment() -> bool {
            true
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
                Self::Id => ColumnType::Integer.def(),
                Self::ParentId => ColumnType::Integer.def().null(),
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
        fn table_name(&self) -> &str {
            "organization"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub name: String,
        pub slug: String,
        pub settings: Option<String>,
        pub created_at: DateTime,
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
        type ValueType = i32;
        fn auto_increment() -> bool {
            true
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
                Self::Id => ColumnType::Integer.def(),
                Self::Name => ColumnType::String(StringLen::N(200u32)).def().unique(),
                Self::Slug => ColumnType::String(StringLen::N(64u32)).def().unique(),
                Self::Settings => ColumnType::custom("LONGTEXT").def().null(),
                Self::CreatedAt => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &str {
            "price"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub sku: String,
        pub valid_from: Date,
        pub amount: Decimal,
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
        type ValueType = (String, Date);
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
                Self::ValidFrom => ColumnType::Date.def(),
                Self::Amount => ColumnType::Decimal(Some((18u32, 4u32))).def(),
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

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "status")]
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

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "tag"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
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
        type ValueType = i32;
        fn auto_increment() -> bool {
            true
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
                Self::Id => ColumnType::Integer.def(),
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

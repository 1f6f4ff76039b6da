// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod account {
    use super::sea_orm_active_enums::Plan;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "account"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub email: String,
        pub name: String,
        pub password_hash: Option<String>,
        pub verified: i8,
        pub plan: Plan,
        pub balance: Decimal,
        pub preferences: Option<String>,
        pub token: Option<Vec<u8>>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Email,
        Name,
        PasswordHash,
        Verified,
        Plan,
        Balance,
        Preferences,
        Token,
        CreatedAt,
        UpdatedAt,
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
        Membership,
        Project,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Email => ColumnType::String(StringLen::N(255u32)).def().unique(),
                Self::Name => ColumnType::String(StringLen::N(64u32)).def(),
                Self::PasswordHash => ColumnType::String(StringLen::N(255u32)).def().null(),
                Self::Verified => ColumnType::TinyInteger.def(),
                Self::Plan => Plan::db_type().get_column_type().to_owned().def(),
                Self::Balance => ColumnType::Decimal(Some((12u32, 2u32))).def(),
                Self::Preferences => ColumnType::custom("LONGTEXT").def().null(),
                Self::Token => ColumnType::Binary(16u32).def().null(),
                Self::CreatedAt => ColumnType::Timestamp.def(),
                Self::UpdatedAt => ColumnType::Timestamp.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Membership => Entity::has_many(super::membership::Entity).into(),
                Self::Project => Entity::has_many(super::project::Entity).into(),
            }
        }
    }

    impl Related<super::membership::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Membership.def()
        }
    }

    impl Related<super::project::Entity> for Entity {
        fn to() -> RelationDef {
            super::membership::Relation::Project.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::membership::Relation::Account.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod event {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "event"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: Vec<u8>,
        pub project_id: Option<i64>,
        pub kind: String,
        pub payload: String,
        pub at: DateTimeUtc,
        pub took: Option<f32>,
        pub blob: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        ProjectId,
        Kind,
        Payload,
        At,
        Took,
        Blob,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = Vec<u8>;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Project,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Binary(16u32).def(),
                Self::ProjectId => ColumnType::BigInteger.def().null(),
                Self::Kind => ColumnType::String(StringLen::N(255u32)).def(),
                Self::Payload => ColumnType::custom("LONGTEXT").def(),
                Self::At => ColumnType::Timestamp.def(),
                Self::Took => ColumnType::Float.def().null(),
                Self::Blob => ColumnType::Binary(255u32).def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Project => Entity::belongs_to(super::project::Entity)
                    .from(Column::ProjectId)
                    .to(super::project::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::project::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Project.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod membership {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "membership"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub account_id: i32,
        pub project_id: i64,
        pub role: String,
        pub invited_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        AccountId,
        ProjectId,
        Role,
        InvitedAt,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        ProjectId,
        AccountId,
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
        Project,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::AccountId => ColumnType::Integer.def(),
                Self::ProjectId => ColumnType::BigInteger.def(),
                Self::Role => ColumnType::String(StringLen::N(20u32)).def(),
                Self::InvitedAt => ColumnType::DateTime.def(),
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
                Self::Project => Entity::belongs_to(super::project::Entity)
                    .from(Column::ProjectId)
                    .to(super::project::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl Related<super::project::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Project.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod project {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "project"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub owner_id: i32,
        pub title: String,
        pub slug: String,
        pub description: Option<String>,
        pub budget: Option<Decimal>,
        pub starts_on: Option<Date>,
        pub archived_at: Option<DateTimeUtc>,
        pub position: i16,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        OwnerId,
        Title,
        Slug,
        Description,
        Budget,
        StartsOn,
        ArchivedAt,
        Position,
        CreatedAt,
        UpdatedAt,
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
        Account,
        Event,
        Membership,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::OwnerId => ColumnType::Integer.def(),
                Self::Title => ColumnType::String(StringLen::N(255u32)).def(),
                Self::Slug => ColumnType::String(StringLen::N(80u32)).def(),
                Self::Description => ColumnType::Text.def().null(),
                Self::Budget => ColumnType::Decimal(Some((10u32, 0u32))).def().null(),
                Self::StartsOn => ColumnType::Date.def().null(),
                Self::ArchivedAt => ColumnType::Timestamp.def().null(),
                Self::Position => ColumnType::SmallInteger.def(),
                Self::CreatedAt => ColumnType::Timestamp.def(),
                Self::UpdatedAt => ColumnType::Timestamp.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Account => Entity::belongs_to(super::account::Entity)
                    .from(Column::OwnerId)
                    .to(super::account::Column::Id)
                    .into(),
                Self::Event => Entity::has_many(super::event::Entity).into(),
                Self::Membership => Entity::has_many(super::membership::Entity).into(),
            }
        }
    }

    impl Related<super::event::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Event.def()
        }
    }

    impl Related<super::membership::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Membership.def()
        }
    }

    impl Related<super::account::Entity> for Entity {
        fn to() -> RelationDef {
            super::membership::Relation::Account.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::membership::Relation::Project.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod rate {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "rate"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i32,
        pub code: String,
        pub value: f64,
        pub weight: u32,
        pub small: Option<i8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Code,
        Value,
        Weight,
        Small,
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
    pub enum Relation {}

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Code => ColumnType::Char(Some(3u32)).def().unique(),
                Self::Value => ColumnType::Double.def(),
                Self::Weight => ColumnType::Unsigned.def(),
                Self::Small => ColumnType::TinyInteger.def().null(),
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
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "plan")]
    pub enum Plan {
        #[sea_orm(string_value = "free")]
        Free,
        #[sea_orm(string_value = "pro")]
        Pro,
    }
}

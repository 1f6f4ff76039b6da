// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod comments {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "comments"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub post_id: i64,
        pub parent_id: Option<i32>,
        pub body: String,
        pub created_at: DateTimeWithTimeZone,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        PostId,
        ParentId,
        Body,
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
        SelfRef,
        Posts,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::PostId => ColumnType::BigInteger.def(),
                Self::ParentId => ColumnType::Integer.def().null(),
                Self::Body => ColumnType::Text.def(),
                Self::CreatedAt => ColumnType::TimestampWithTimeZone.def(),
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
                Self::Posts => Entity::belongs_to(super::posts::Entity)
                    .from(Column::PostId)
                    .to(super::posts::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::posts::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posts.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod followings {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "followings"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub user_id: i32,
        pub post_id: i64,
        pub email_notifications: bool,
        pub since: Date,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        UserId,
        PostId,
        EmailNotifications,
        Since,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        PostId,
        UserId,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i64, i32);
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Posts,
        Users,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::UserId => ColumnType::Integer.def(),
                Self::PostId => ColumnType::BigInteger.def(),
                Self::EmailNotifications => ColumnType::Boolean.def(),
                Self::Since => ColumnType::Date.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Posts => Entity::belongs_to(super::posts::Entity)
                    .from(Column::PostId)
                    .to(super::posts::Column::Id)
                    .into(),
                Self::Users => Entity::belongs_to(super::users::Entity)
                    .from(Column::UserId)
                    .to(super::users::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::posts::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posts.def()
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Users.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod posts {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "posts"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i64,
        pub author_id: i32,
        pub title: String,
        pub body: String,
        pub published: bool,
        pub slug: String,
        pub rating: Option<f32>,
        pub score: f64,
        pub labels: Vec<String>,
        pub published_at: Option<DateTimeWithTimeZone>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        AuthorId,
        Title,
        Body,
        Published,
        Slug,
        Rating,
        Score,
        Labels,
        PublishedAt,
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
        Comments,
        Followings,
        Users,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::AuthorId => ColumnType::Integer.def(),
                Self::Title => ColumnType::String(StringLen::None).def(),
                Self::Body => ColumnType::Text.def(),
                Self::Published => ColumnType::Boolean.def(),
                Self::Slug => ColumnType::Text.def(),
                Self::Rating => ColumnType::Float.def().null(),
                Self::Score => ColumnType::Double.def(),
                Self::Labels => ColumnType::Array(RcOrArc::new(ColumnType::Text)).def(),
                Self::PublishedAt => ColumnType::TimestampWithTimeZone.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Comments => Entity::has_many(super::comments::Entity).into(),
                Self::Followings => Entity::has_many(super::followings::Entity).into(),
                Self::Users => Entity::belongs_to(super::users::Entity)
                    .from(Column::AuthorId)
                    .to(super::users::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::comments::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Comments.def()
        }
    }

    impl Related<super::followings::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Followings.def()
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            super::followings::Relation::Users.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::followings::Relation::Posts.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod prices {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "prices"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub product: i16,
        pub currency: String,
        pub amount: Decimal,
        pub discount: Decimal,
        pub valid_from: Time,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Product,
        Currency,
        Amount,
        Discount,
        ValidFrom,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Product,
        Currency,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i16, String);
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
                Self::Product => ColumnType::SmallInteger.def(),
                Self::Currency => ColumnType::Char(Some(3u32)).def(),
                Self::Amount => ColumnType::Decimal(None).def(),
                Self::Discount => ColumnType::Decimal(Some((5u32, 2u32))).def(),
                Self::ValidFrom => ColumnType::Time.def(),
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

pub mod sessions {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "sessions"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub token: Uuid,
        pub user_id: i32,
        pub data: Json,
        pub expires: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Token,
        UserId,
        Data,
        Expires,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Token,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = Uuid;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Users,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Token => ColumnType::Uuid.def(),
                Self::UserId => ColumnType::Integer.def(),
                Self::Data => ColumnType::JsonBinary.def(),
                Self::Expires => ColumnType::DateTime.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Users => Entity::belongs_to(super::users::Entity)
                    .from(Column::UserId)
                    .to(super::users::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Users.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "users"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub username: String,
        pub email: String,
        pub hair_color: Option<String>,
        pub verified: bool,
        pub api_key: Option<Vec<u8>>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Username,
        Email,
        HairColor,
        Verified,
        ApiKey,
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
        Followings,
        Posts,
        Sessions,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Username => ColumnType::String(StringLen::None).def().unique(),
                Self::Email => ColumnType::String(StringLen::N(254u32)).def(),
                Self::HairColor => ColumnType::String(StringLen::None).def().null(),
                Self::Verified => ColumnType::Boolean.def(),
                Self::ApiKey => ColumnType::VarBinary(StringLen::None).def().null(),
                Self::CreatedAt => ColumnType::DateTime.def(),
                Self::UpdatedAt => ColumnType::DateTime.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Followings => Entity::has_many(super::followings::Entity).into(),
                Self::Posts => Entity::has_many(super::posts::Entity).into(),
                Self::Sessions => Entity::has_many(super::sessions::Entity).into(),
            }
        }
    }

    impl Related<super::followings::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Followings.def()
        }
    }

    impl Related<super::sessions::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Sessions.def()
        }
    }

    impl Related<super::posts::Entity> for Entity {
        fn to() -> RelationDef {
            super::followings::Relation::Posts.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::followings::Relation::Users.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

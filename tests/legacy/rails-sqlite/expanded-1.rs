// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod ar_internal_metadata {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "ar_internal_metadata"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub key: String,
        pub value: Option<String>,
        pub created_at: String,
        pub updated_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Key,
        Value,
        CreatedAt,
        UpdatedAt,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Key,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = String;
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
                Self::Key => ColumnType::String(StringLen::None).def(),
                Self::Value => ColumnType::String(StringLen::None).def().null(),
                Self::CreatedAt => ColumnType::custom("datetime(6)").def(),
                Self::UpdatedAt => ColumnType::custom("datetime(6)").def(),
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
        pub commentable_type: String,
        pub commentable_id: i32,
        pub parent_id: Option<i32>,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        CommentableType,
        CommentableId,
        ParentId,
        Body,
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
                Self::CommentableType => ColumnType::String(StringLen::None).def(),
                Self::CommentableId => ColumnType::Integer.def(),
                Self::ParentId => ColumnType::Integer.def().null(),
                Self::Body => ColumnType::Text.def(),
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

pub mod line_items {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "line_items"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub order_id: i32,
        pub product_id: Option<i32>,
        pub quantity: i32,
        pub position: Option<i16>,
        pub unit_price: Decimal,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        OrderId,
        ProductId,
        Quantity,
        Position,
        UnitPrice,
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
        Orders,
        Products,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::OrderId => ColumnType::Integer.def(),
                Self::ProductId => ColumnType::Integer.def().null(),
                Self::Quantity => ColumnType::Integer.def(),
                Self::Position => ColumnType::SmallInteger.def().null(),
                Self::UnitPrice => ColumnType::Decimal(Some((10u32, 2u32))).def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Orders => Entity::belongs_to(super::orders::Entity)
                    .from(Column::OrderId)
                    .to(super::orders::Column::Id)
                    .into(),
                Self::Products => Entity::belongs_to(super::products::Entity)
                    .from(Column::ProductId)
                    .to(super::products::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Orders.def()
        }
    }

    impl Related<super::products::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Products.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod orders {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "orders"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub user_id: i32,
        pub status: String,
        pub total_cents: i64,
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        UserId,
        Status,
        TotalCents,
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
        LineItems,
        Users,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::UserId => ColumnType::Integer.def(),
                Self::Status => ColumnType::String(StringLen::None).def(),
                Self::TotalCents => ColumnType::BigInteger.def(),
                Self::CreatedAt => ColumnType::custom("datetime(6)").def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::LineItems => Entity::has_many(super::line_items::Entity).into(),
                Self::Users => Entity::belongs_to(super::users::Entity)
                    .from(Column::UserId)
                    .to(super::users::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::line_items::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::LineItems.def()
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Users.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod products {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "products"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i32,
        pub sku: String,
        pub name: String,
        pub description: Option<String>,
        pub price: Decimal,
        pub weight: Option<f32>,
        pub thumbnail: Option<Vec<u8>>,
        pub released_on: Option<String>,
        pub opens_at: Option<String>,
        pub discarded_at: Option<String>,
        pub created_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Sku,
        Name,
        Description,
        Price,
        Weight,
        Thumbnail,
        ReleasedOn,
        OpensAt,
        DiscardedAt,
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
        LineItems,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Sku => ColumnType::String(StringLen::N(40u32)).def().unique(),
                Self::Name => ColumnType::String(StringLen::None).def(),
                Self::Description => ColumnType::Text.def().null(),
                Self::Price => ColumnType::Decimal(Some((10u32, 2u32))).def(),
                Self::Weight => ColumnType::Float.def().null(),
                Self::Thumbnail => ColumnType::Blob.def().null(),
                Self::ReleasedOn => ColumnType::custom("date").def().null(),
                Self::OpensAt => ColumnType::custom("time(6)").def().null(),
                Self::DiscardedAt => ColumnType::custom("datetime(6)").def().null(),
                Self::CreatedAt => ColumnType::custom("datetime(6)").def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::LineItems => Entity::has_many(super::line_items::Entity).into(),
            }
        }
    }

    impl Related<super::line_items::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::LineItems.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod schema_migrations {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &str {
            "schema_migrations"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub version: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Version,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Version,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = String;
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
                Self::Version => ColumnType::String(StringLen::None).def(),
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
        pub email: String,
        pub encrypted_password: String,
        pub sign_in_count: i32,
        pub admin: bool,
        pub settings: Option<String>,
        pub created_at: String,
        pub updated_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Email,
        EncryptedPassword,
        SignInCount,
        Admin,
        Settings,
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
        Orders,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Email => ColumnType::String(StringLen::None).def().unique(),
                Self::EncryptedPassword => ColumnType::String(StringLen::None).def(),
                Self::SignInCount => ColumnType::Integer.def(),
                Self::Admin => ColumnType::Boolean.def(),
                Self::Settings => ColumnType::custom("json").def().null(),
                Self::CreatedAt => ColumnType::custom("datetime(6)").def(),
                Self::UpdatedAt => ColumnType::custom("datetime(6)").def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Orders => Entity::has_many(super::orders::Entity).into(),
            }
        }
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Orders.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

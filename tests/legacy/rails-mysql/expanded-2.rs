// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod ar_internal_metadata {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "ar_internal_metadata"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub key: String,
        pub value: Option<String>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
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
                Self::Key => ColumnType::String(StringLen::N(255u32)).def(),
                Self::Value => ColumnType::String(StringLen::N(255u32)).def().null(),
                Self::CreatedAt => ColumnType::DateTime.def(),
                Self::UpdatedAt => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &'static str {
            "comments"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub commentable_type: String,
        pub commentable_id: i64,
        pub parent_id: Option<i64>,
        pub body: String,
        pub created_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        CommentableType,
        CommentableId,
        ParentId,
        Body,
        CreatedAt,
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
        SelfRef,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::CommentableType => ColumnType::String(StringLen::N(255u32)).def(),
                Self::CommentableId => ColumnType::BigInteger.def(),
                Self::ParentId => ColumnType::BigInteger.def().null(),
                Self::Body => ColumnType::Text.def(),
                Self::CreatedAt => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &'static str {
            "line_items"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub order_id: i64,
        pub product_id: Option<i64>,
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
        type ValueType = i64;
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
                Self::Id => ColumnType::BigInteger.def(),
                Self::OrderId => ColumnType::BigInteger.def(),
                Self::ProductId => ColumnType::BigInteger.def().null(),
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
    use super::sea_orm_active_enums::Status;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "orders"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub user_id: i64,
        pub status: Status,
        pub placed_on: Option<Date>,
        pub total_cents: i64,
        pub created_at: DateTime,
        pub updated_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        UserId,
        Status,
        PlacedOn,
        TotalCents,
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
        LineItems,
        Users,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::UserId => ColumnType::BigInteger.def(),
                Self::Status => Status::db_type().get_column_type().to_owned().def(),
                Self::PlacedOn => ColumnType::Date.def().null(),
                Self::TotalCents => ColumnType::BigInteger.def(),
                Self::CreatedAt => ColumnType::DateTime.def(),
                Self::UpdatedAt => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &'static str {
            "products"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i64,
        pub sku: String,
        pub name: String,
        pub description: Option<String>,
        pub notes: Option<String>,
        pub price: Decimal,
        pub weight: Option<f32>,
        pub volume: Option<f64>,
        pub stock: String,
        pub thumbnail: Option<Vec<u8>>,
        pub digest: Option<Vec<u8>>,
        pub released: Option<i32>,
        pub opens_at: Option<Time>,
        pub touched_at: DateTimeUtc,
        pub created_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Sku,
        Name,
        Description,
        Notes,
        Price,
        Weight,
        Volume,
        Stock,
        Thumbnail,
        Digest,
        Released,
        OpensAt,
        TouchedAt,
        CreatedAt,
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
        LineItems,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::Sku => ColumnType::String(StringLen::N(40u32)).def().unique(),
                Self::Name => ColumnType::String(StringLen::N(255u32)).def(),
                Self::Description => ColumnType::custom("MEDIUMTEXT").def().null(),
                Self::Notes => ColumnType::Text.def().null(),
                Self::Price => ColumnType::Decimal(Some((10u32, 2u32))).def(),
                Self::Weight => ColumnType::Float.def().null(),
                Self::Volume => ColumnType::Double.def().null(),
                Self::Stock => ColumnType::custom("MEDIUMINT(9)").def(),
                Self::Thumbnail => ColumnType::Binary(255u32).def().null(),
                Self::Digest => ColumnType::Binary(16u32).def().null(),
                Self::Released => ColumnType::Year.def().null(),
                Self::OpensAt => ColumnType::Time.def().null(),
                Self::TouchedAt => ColumnType::Timestamp.def(),
                Self::CreatedAt => ColumnType::DateTime.def(),
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
        fn table_name(&self) -> &'static str {
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
                Self::Version => ColumnType::String(StringLen::N(255u32)).def(),
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
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "status")]
    pub enum Status {
        #[sea_orm(string_value = "pending")]
        Pending,
        #[sea_orm(string_value = "paid")]
        Paid,
        #[sea_orm(string_value = "shipped")]
        Shipped,
    }
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "users"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub email: String,
        pub encrypted_password: String,
        pub sign_in_count: i32,
        pub admin: i8,
        pub locked: Option<i8>,
        pub level: i8,
        pub karma: u32,
        pub settings: Option<String>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Email,
        EncryptedPassword,
        SignInCount,
        Admin,
        Locked,
        Level,
        Karma,
        Settings,
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
        Orders,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::Email => ColumnType::String(StringLen::N(255u32)).def().unique(),
                Self::EncryptedPassword => ColumnType::String(StringLen::N(255u32)).def(),
                Self::SignInCount => ColumnType::Integer.def(),
                Self::Admin => ColumnType::TinyInteger.def(),
                Self::Locked => ColumnType::TinyInteger.def().null(),
                Self::Level => ColumnType::TinyInteger.def(),
                Self::Karma => ColumnType::Unsigned.def(),
                Self::Settings => ColumnType::custom("LONGTEXT").def().null(),
                Self::CreatedAt => ColumnType::DateTime.def(),
                Self::UpdatedAt => ColumnType::DateTime.def(),
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

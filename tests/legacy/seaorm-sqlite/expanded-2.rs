// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod attachment {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "attachment"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub key: String,
        pub post_id: Option<i64>,
        pub data: String,
        pub size: i64,
        pub checksum: Option<String>,
        pub at: Option<Time>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Key,
        PostId,
        Data,
        Size,
        Checksum,
        At,
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
    pub enum Relation {
        Post,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Key => ColumnType::String(StringLen::None).def(),
                Self::PostId => ColumnType::BigInteger.def().null(),
                Self::Data => ColumnType::custom("varbinary_blob").def(),
                Self::Size => ColumnType::BigInteger.def(),
                Self::Checksum => ColumnType::custom("varbinary_blob").def().null(),
                Self::At => ColumnType::Time.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Post => Entity::belongs_to(super::post::Entity)
                    .from(Column::PostId)
                    .to(super::post::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "post"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i64,
        pub author_id: i64,
        pub title: String,
        pub body: String,
        pub views: i64,
        pub rating: Option<f32>,
        pub score: f64,
        pub published_at: Option<DateTime>,
        pub parent_id: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        AuthorId,
        Title,
        Body,
        Views,
        Rating,
        Score,
        PublishedAt,
        ParentId,
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
        Attachment,
        SelfRef,
        PostTag,
        User,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::AuthorId => ColumnType::BigInteger.def(),
                Self::Title => ColumnType::String(StringLen::N(120u32)).def(),
                Self::Body => ColumnType::Text.def(),
                Self::Views => ColumnType::BigInteger.def(),
                Self::Rating => ColumnType::Float.def().null(),
                Self::Score => ColumnType::Double.def(),
                Self::PublishedAt => ColumnType::DateTime.def().null(),
                Self::ParentId => ColumnType::BigInteger.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Attachment => Entity::has_many(super::attachment::Entity).into(),
                Self::SelfRef => Entity::belongs_to(Entity)
                    .from(Column::ParentId)
                    .to(Column::Id)
                    .into(),
                Self::PostTag => Entity::has_many(super::post_tag::Entity).into(),
                Self::User => Entity::belongs_to(super::user::Entity)
                    .from(Column::AuthorId)
                    .to(super::user::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::attachment::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Attachment.def()
        }
    }

    impl Related<super::post_tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::PostTag.def()
        }
    }

    impl Related<super::user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::User.def()
        }
    }

    impl Related<super::tag::Entity> for Entity {
        fn to() -> RelationDef {
            super::post_tag::Relation::Tag.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::post_tag::Relation::Post.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post_tag {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "post_tag"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub post_id: i64,
        pub tag_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        PostId,
        TagId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        PostId,
        TagId,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i64, Uuid);
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Post,
        Tag,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::PostId => ColumnType::BigInteger.def(),
                Self::TagId => ColumnType::Uuid.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Post => Entity::belongs_to(super::post::Entity)
                    .from(Column::PostId)
                    .to(super::post::Column::Id)
                    .into(),
                Self::Tag => Entity::belongs_to(super::tag::Entity)
                    .from(Column::TagId)
                    .to(super::tag::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
        }
    }

    impl Related<super::tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Tag.def()
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
        pub id: Uuid,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Name,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = Uuid;
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        PostTag,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Uuid.def(),
                Self::Name => ColumnType::String(StringLen::None).def().unique(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::PostTag => Entity::has_many(super::post_tag::Entity).into(),
            }
        }
    }

    impl Related<super::post_tag::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::PostTag.def()
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            super::post_tag::Relation::Post.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::post_tag::Relation::Tag.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod user {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "user"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i64,
        pub email: String,
        pub bio: Option<String>,
        pub active: bool,
        pub role: String,
        pub credit: Decimal,
        pub created_at: DateTimeWithTimeZone,
        pub birthday: Option<Date>,
        pub meta: Option<Json>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Email,
        Bio,
        Active,
        Role,
        Credit,
        CreatedAt,
        Birthday,
        Meta,
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
        Post,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::BigInteger.def(),
                Self::Email => ColumnType::String(StringLen::None).def().unique(),
                Self::Bio => ColumnType::Text.def().null(),
                Self::Active => ColumnType::Boolean.def(),
                Self::Role => ColumnType::Text.def(),
                Self::Credit => ColumnType::Decimal(Some((16u32, 4u32))).def(),
                Self::CreatedAt => ColumnType::TimestampWithTimeZone.def(),
                Self::Birthday => ColumnType::Date.def().null(),
                Self::Meta => ColumnType::JsonBinary.def().null(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Post => Entity::has_many(super::post::Entity).into(),
            }
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

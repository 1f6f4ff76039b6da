// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod categories_on_posts {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "CategoriesOnPosts"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub post_id: i32,
        pub category_id: i32,
        pub assigned_by: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        #[sea_orm(column_name = "postId")]
        PostId,
        #[sea_orm(column_name = "categoryId")]
        CategoryId,
        #[sea_orm(column_name = "assignedBy")]
        AssignedBy,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        PostId,
        CategoryId,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i32, i32);
        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Category,
        Post,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::PostId => ColumnType::Integer.def(),
                Self::CategoryId => ColumnType::Integer.def(),
                Self::AssignedBy => ColumnType::Text.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Category => Entity::belongs_to(super::category::Entity)
                    .from(Column::CategoryId)
                    .to(super::category::Column::Id)
                    .into(),
                Self::Post => Entity::belongs_to(super::post::Entity)
                    .from(Column::PostId)
                    .to(super::post::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Category.def()
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
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
            "Category"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
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
        type ValueType = i32;
        fn auto_increment() -> bool {
            true
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        CategoriesOnPosts,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Name => ColumnType::Text.def().unique(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::CategoriesOnPosts => Entity::has_many(super::categories_on_posts::Entity).into(),
            }
        }
    }

    impl Related<super::categories_on_posts::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::CategoriesOnPosts.def()
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            super::categories_on_posts::Relation::Post.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::categories_on_posts::Relation::Category.def().rev())
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
            "Post"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: i32,
        pub title: String,
        pub content: Option<String>,
        pub published: bool,
        pub view_count: i64,
        pub tags: Option<Vec<String>>,
        pub author_id: Option<String>,
        pub created_at: DateTimeWithTimeZone,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Title,
        Content,
        Published,
        #[sea_orm(column_name = "viewCount")]
        ViewCount,
        Tags,
        #[sea_orm(column_name = "authorId")]
        AuthorId,
        #[sea_orm(column_name = "createdAt")]
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
        CategoriesOnPosts,
        User,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Title => ColumnType::String(StringLen::N(255u32)).def(),
                Self::Content => ColumnType::Text.def().null(),
                Self::Published => ColumnType::Boolean.def(),
                Self::ViewCount => ColumnType::BigInteger.def(),
                Self::Tags => ColumnType::Array(RcOrArc::new(ColumnType::Text))
                    .def()
                    .null(),
                Self::AuthorId => ColumnType::Text.def().null(),
                Self::CreatedAt => ColumnType::TimestampWithTimeZone.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::CategoriesOnPosts => Entity::has_many(super::categories_on_posts::Entity).into(),
                Self::User => Entity::belongs_to(super::user::Entity)
                    .from(Column::AuthorId)
                    .to(super::user::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::categories_on_posts::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::CategoriesOnPosts.def()
        }
    }

    impl Related<super::user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::User.def()
        }
    }

    impl Related<super::category::Entity> for Entity {
        fn to() -> RelationDef {
            super::categories_on_posts::Relation::Category.def()
        }
        fn via() -> Option<RelationDef> {
            Some(super::categories_on_posts::Relation::Post.def().rev())
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod profile {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "Profile"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i32,
        pub bio: Option<String>,
        pub score: f64,
        pub balance: Decimal,
        pub picture: Option<Vec<u8>>,
        pub meta: Option<Json>,
        pub user_id: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Bio,
        Score,
        Balance,
        Picture,
        Meta,
        #[sea_orm(column_name = "userId")]
        UserId,
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
        User,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Bio => ColumnType::String(StringLen::N(500u32)).def().null(),
                Self::Score => ColumnType::Double.def(),
                Self::Balance => ColumnType::Decimal(Some((65u32, 30u32))).def(),
                Self::Picture => ColumnType::VarBinary(StringLen::None).def().null(),
                Self::Meta => ColumnType::JsonBinary.def().null(),
                Self::UserId => ColumnType::Text.def().unique(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::User => Entity::belongs_to(super::user::Entity)
                    .from(Column::UserId)
                    .to(super::user::Column::Id)
                    .into(),
            }
        }
    }

    impl Related<super::user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::User.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "Role")]
    pub enum Role {
        #[sea_orm(string_value = "USER")]
        User,
        #[sea_orm(string_value = "ADMIN")]
        Admin,
    }
}

pub mod user {
    use super::sea_orm_active_enums::Role;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "User"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, Eq)]
    pub struct Model {
        pub id: String,
        pub email: String,
        pub name: Option<String>,
        pub role: Role,
        pub roles: Option<Vec<Role>>,
        pub created_at: DateTime,
        pub updated_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Email,
        Name,
        Role,
        Roles,
        #[sea_orm(column_name = "createdAt")]
        CreatedAt,
        #[sea_orm(column_name = "updatedAt")]
        UpdatedAt,
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
        Post,
        Profile,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Text.def(),
                Self::Email => ColumnType::Text.def().unique(),
                Self::Name => ColumnType::Text.def().null(),
                Self::Role => Role::db_type().get_column_type().to_owned().def(),
                Self::Roles => {
                    ColumnType::Array(RcOrArc::new(Role::db_type().get_column_type().to_owned()))
                        .def()
                        .null()
                }
                Self::CreatedAt => ColumnType::DateTime.def(),
                Self::UpdatedAt => ColumnType::DateTime.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Post => Entity::has_many(super::post::Entity).into(),
                Self::Profile => Entity::has_one(super::profile::Entity).into(),
            }
        }
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
        }
    }

    impl Related<super::profile::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Profile.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod codes {
    use super::sea_orm_active_enums::Kind;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        #[sea_orm(column_type = "Binary(20)")]
        pub digest: Vec<u8>,
        pub kind: Kind,
        pub uses: Option<u16>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod comments {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comments")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub post_id: u64,
        pub parent_id: Option<i32>,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "Entity",
            from = "Column::ParentId",
            to = "Column::Id",
            on_update = "Restrict",
            on_delete = "SetNull"
        )]
        SelfRef,
        #[sea_orm(
            belongs_to = "super::posts::Entity",
            from = "Column::PostId",
            to = "super::posts::Column::Id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        Posts,
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

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "followings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub post_id: u64,
        pub email_notifications: i8,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::users::Entity",
            from = "Column::UserId",
            to = "super::users::Column::Id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        Users,
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

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: u64,
        #[sea_orm(unique_key = "posts_author_title")]
        pub author_id: i32,
        #[sea_orm(unique_key = "posts_author_title")]
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        #[sea_orm(
            ignore,
            column_type = "custom(\"TINYTEXT\")",
            select_as = "text",
            nullable
        )]
        pub summary: Option<String>,
        pub draft: bool,
        pub views: i64,
        #[sea_orm(column_type = "Float", nullable)]
        pub rating: Option<f32>,
        #[sea_orm(column_type = "Double")]
        pub score: f64,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "Decimal(Some((10, 0)))")]
        pub amount: Decimal,
        pub published_at: Option<DateTime>,
        pub opens: Option<Time>,
        pub day: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::comments::Entity")]
        Comments,
        #[sea_orm(
            belongs_to = "super::users::Entity",
            from = "Column::AuthorId",
            to = "super::users::Column::Id",
            on_update = "Restrict",
            on_delete = "Cascade"
        )]
        Users,
    }

    impl Related<super::comments::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Comments.def()
        }
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Users.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "kind")]
    pub enum Kind {
        #[sea_orm(string_value = "a")]
        A,
        #[sea_orm(string_value = "b")]
        B,
    }
}

pub mod users {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub username: String,
        pub email: String,
        pub verified: i8,
        pub flags: u8,
        #[sea_orm(column_type = "VarBinary(StringLen::N(32))", nullable)]
        pub api_key: Option<Vec<u8>>,
        #[sea_orm(
            ignore,
            column_type = "custom(\"longblob\")",
            select_as = "text",
            nullable
        )]
        pub avatar: Option<String>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::followings::Entity")]
        Followings,
        #[sea_orm(has_many = "super::posts::Entity")]
        Posts,
    }

    impl Related<super::followings::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Followings.def()
        }
    }

    impl Related<super::posts::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posts.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

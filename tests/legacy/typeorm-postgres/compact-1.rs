// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod category {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "category")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(column_name = "parentId")]
        pub parent_id: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "Entity",
            from = "Column::ParentId",
            to = "Column::Id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        SelfRef,
        #[sea_orm(has_many = "super::question_categories_category::Entity")]
        QuestionCategoriesCategory,
    }

    impl Related<super::question_categories_category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::QuestionCategoriesCategory.def()
        }
    }

    impl Related<super::question::Entity> for Entity {
        fn to() -> RelationDef {
            super::question_categories_category::Relation::Question.def()
        }
        fn via() -> Option<RelationDef> {
            Some(
                super::question_categories_category::Relation::Category
                    .def()
                    .rev(),
            )
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod photo {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "photo")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Text")]
        pub url: String,
        #[sea_orm(column_type = "VarBinary(StringLen::None)", nullable)]
        pub data: Option<Vec<u8>>,
        pub taken: Option<Date>,
        pub meta: Json,
        #[sea_orm(column_type = "custom(\"point\")", nullable)]
        pub location: Option<String>,
        #[sea_orm(column_name = "userId", unique)]
        pub user_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::user::Entity",
            from = "Column::UserId",
            to = "super::user::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        User,
    }

    impl Related<super::user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::User.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "question")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub title: String,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        pub took: Option<String>,
        pub opens: Time,
        #[sea_orm(column_type = "custom(\"macaddr\")", nullable)]
        pub mac: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::question_categories_category::Entity")]
        QuestionCategoriesCategory,
    }

    impl Related<super::question_categories_category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::QuestionCategoriesCategory.def()
        }
    }

    impl Related<super::category::Entity> for Entity {
        fn to() -> RelationDef {
            super::question_categories_category::Relation::Category.def()
        }
        fn via() -> Option<RelationDef> {
            Some(
                super::question_categories_category::Relation::Question
                    .def()
                    .rev(),
            )
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_categories_category {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "question_categories_category")]
    pub struct Model {
        #[sea_orm(column_name = "questionId", primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(column_name = "categoryId", primary_key, auto_increment = false)]
        pub category_id: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::category::Entity",
            from = "Column::CategoryId",
            to = "super::category::Column::Id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        Category,
        #[sea_orm(
            belongs_to = "super::question::Entity",
            from = "Column::QuestionId",
            to = "super::question::Column::Id",
            on_update = "Cascade",
            on_delete = "Cascade"
        )]
        Question,
    }

    impl Related<super::category::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Category.def()
        }
    }

    impl Related<super::question::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Question.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "user_role_enum")]
    pub enum UserRoleEnum {
        #[sea_orm(string_value = "admin")]
        Admin,
        #[sea_orm(string_value = "editor")]
        Editor,
        #[sea_orm(string_value = "ghost")]
        Ghost,
    }
}

pub mod user {
    use super::sea_orm_active_enums::UserRoleEnum;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "user")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_name = "firstName")]
        pub first_name: String,
        #[sea_orm(column_name = "lastName")]
        pub last_name: String,
        #[sea_orm(column_name = "isActive")]
        pub is_active: bool,
        pub role: UserRoleEnum,
        pub age: Option<i16>,
        #[sea_orm(column_name = "createdAt")]
        pub created_at: DateTime,
        #[sea_orm(column_name = "updatedAt")]
        pub updated_at: DateTimeWithTimeZone,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_one = "super::photo::Entity")]
        Photo,
    }

    impl Related<super::photo::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Photo.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

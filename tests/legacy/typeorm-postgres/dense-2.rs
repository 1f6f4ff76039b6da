// What sea-orm-cli 2.0.4 writes for this database, a module for each of its files.

pub mod category {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "category")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(column_name = "parentId")]
        pub parent_id: Option<i32>,
        #[sea_orm(
            self_ref,
            relation_enum = "SelfRef",
            from = "parent_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "SetNull"
        )]
        pub category: BelongsTo<Option<Entity>>,
        #[sea_orm(has_many, via = "question_categories_category")]
        pub questions: HasMany<super::question::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod photo {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
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
        #[sea_orm(
            ignore,
            column_type = "custom(\"point\")",
            select_as = "text",
            nullable
        )]
        pub location: Option<String>,
        #[sea_orm(column_name = "userId", unique)]
        pub user_id: Option<Uuid>,
        #[sea_orm(
            belongs_to,
            from = "user_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub user: BelongsTo<Option<super::user::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "question")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub title: String,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        pub took: Option<String>,
        pub opens: Time,
        #[sea_orm(
            ignore,
            column_type = "custom(\"macaddr\")",
            select_as = "text",
            nullable
        )]
        pub mac: Option<String>,
        #[sea_orm(has_many, via = "question_categories_category")]
        pub categories: HasMany<super::category::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_categories_category {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_categories_category")]
    pub struct Model {
        #[sea_orm(column_name = "questionId", primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(column_name = "categoryId", primary_key, auto_increment = false)]
        pub category_id: i32,
        #[sea_orm(
            belongs_to,
            from = "category_id",
            to = "id",
            on_update = "NoAction",
            on_delete = "NoAction"
        )]
        pub category: BelongsTo<super::category::Entity>,
        #[sea_orm(
            belongs_to,
            from = "question_id",
            to = "id",
            on_update = "Cascade",
            on_delete = "Cascade"
        )]
        pub question: BelongsTo<super::question::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "user_role_enum")]
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

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(
            column_name = "firstName",
            unique_key = "UQ_c322cd2084cd4b1b2813a900320"
        )]
        pub first_name: String,
        #[sea_orm(
            column_name = "lastName",
            unique_key = "UQ_c322cd2084cd4b1b2813a900320"
        )]
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
        #[sea_orm(has_one)]
        pub photo: HasOne<super::photo::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

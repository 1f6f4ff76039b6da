// What sea-orm-cli 1.1.20 writes for this database, a module for each of its files.

pub mod account {
    use super::sea_orm_active_enums::Plan;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub email: String,
        pub name: String,
        pub password_hash: Option<String>,
        pub verified: i8,
        pub plan: Plan,
        #[sea_orm(column_type = "Decimal(Some((12, 2)))")]
        pub balance: Decimal,
        #[sea_orm(column_type = "custom(\"LONGTEXT\")", nullable)]
        pub preferences: Option<String>,
        #[sea_orm(column_type = "Binary(16)", nullable)]
        pub token: Option<Vec<u8>>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::membership::Entity")]
        Membership,
        #[sea_orm(has_many = "super::project::Entity")]
        Project,
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

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_type = "Binary(16)")]
        pub id: Vec<u8>,
        pub project_id: Option<i64>,
        pub kind: String,
        #[sea_orm(column_type = "custom(\"LONGTEXT\")")]
        pub payload: String,
        pub at: DateTimeUtc,
        #[sea_orm(column_type = "Float", nullable)]
        pub took: Option<f32>,
        #[sea_orm(column_type = "Binary(255)", nullable)]
        pub blob: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::project::Entity",
            from = "Column::ProjectId",
            to = "super::project::Column::Id",
            on_update = "Restrict",
            on_delete = "SetNull"
        )]
        Project,
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

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub project_id: i64,
        pub role: String,
        pub invited_at: DateTime,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::account::Entity",
            from = "Column::AccountId",
            to = "super::account::Column::Id",
            on_update = "Restrict",
            on_delete = "Cascade"
        )]
        Account,
        #[sea_orm(
            belongs_to = "super::project::Entity",
            from = "Column::ProjectId",
            to = "super::project::Column::Id",
            on_update = "Restrict",
            on_delete = "Restrict"
        )]
        Project,
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

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Eq)]
    #[sea_orm(table_name = "project")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub owner_id: i32,
        pub title: String,
        pub slug: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub description: Option<String>,
        #[sea_orm(column_type = "Decimal(Some((10, 0)))", nullable)]
        pub budget: Option<Decimal>,
        pub starts_on: Option<Date>,
        pub archived_at: Option<DateTimeUtc>,
        pub position: i16,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::account::Entity",
            from = "Column::OwnerId",
            to = "super::account::Column::Id",
            on_update = "Cascade",
            on_delete = "Cascade"
        )]
        Account,
        #[sea_orm(has_many = "super::event::Entity")]
        Event,
        #[sea_orm(has_many = "super::membership::Entity")]
        Membership,
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

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "rate")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub code: String,
        #[sea_orm(column_type = "Double")]
        pub value: f64,
        pub weight: u32,
        pub small: Option<i8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sea_orm_active_enums {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "plan")]
    pub enum Plan {
        #[sea_orm(string_value = "free")]
        Free,
        #[sea_orm(string_value = "pro")]
        Pro,
    }
}

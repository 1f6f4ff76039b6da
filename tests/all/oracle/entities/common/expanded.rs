//! Entities without `DeriveEntityModel`.

pub mod chained {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Debug, Default, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "expanded"
        }

        fn comment(&self) -> Option<&str> {
            Some("written out")
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i32,
        pub name: String,
        pub kind: String,
        pub unique: i32,
        pub one: i32,
        pub other: i32,
        pub optional: Option<i32>,
        pub with_default: i32,
        pub created_at: DateTimeUtc,
        pub checked: i32,
        pub letter: super::super::enums::Letter,
        pub native: super::super::enums::Native,
        pub plain: Option<super::super::enums::Level>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Name,
        #[sea_orm(column_name = "type")]
        Kind,
        Unique,
        One,
        Other,
        Optional,
        WithDefault,
        CreatedAt,
        Checked,
        Letter,
        Native,
        Plain,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Name | Self::Kind => ColumnType::String(StringLen::N(40)).def().indexed(),
                Column::Unique => ColumnType::Integer.def().unique(),
                Self::One => ColumnType::Integer.def().unique_key("pair"),
                Self::Other => ColumnType::Integer.def().unique_key("pair").comment("the other"),
                Self::Optional => ColumnType::Integer.def().null(),
                Self::WithDefault => ColumnType::Integer.def().default_value(3),
                Self::CreatedAt => {
                    ColumnType::TimestampWithTimeZone.def().default(Expr::current_timestamp())
                }
                Self::Checked => ColumnType::Integer.def().extra("CHECK (checked <> 0)"),
                Self::Letter => super::super::enums::Letter::db_type().def(),
                Self::Native => {
                    super::super::enums::Native::db_type().get_column_type().to_owned().def()
                }
                Self::Plain => super::super::enums::Level::db_type()
                    .get_column_type()
                    .to_owned()
                    .def()
                    .nullable(),
            }
        }
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

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            panic!("no relation")
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod linked {
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Debug, Default, DeriveEntity)]
    #[sea_orm(table_name = "expanded_linked")]
    pub struct Entity;

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub left_id: i32,
        pub right_id: i32,
        pub tenant: i32,
        pub number: i64,
        pub locale: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        LeftId,
        RightId,
        Tenant,
        Number,
        Locale,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Self::Number => ColumnType::BigInteger.def(),
                Self::Locale => ColumnType::String(StringLen::N(8)).def(),
                _ => ColumnType::Integer.def(),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        RightId,
        LeftId,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i32, i32);

        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Left,
        Right,
        Composite,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Left => Entity::belongs_to(super::chained::Entity)
                    .from(Column::LeftId)
                    .to(super::chained::Column::Id)
                    .on_delete(ForeignKeyAction::Cascade)
                    .on_update(ForeignKeyAction::Restrict)
                    .into(),
                Self::Right => Entity::belongs_to(super::chained::Entity)
                    .from(Column::RightId)
                    .to(super::chained::Column::Id)
                    .fk_name("right_side")
                    .into(),
                Self::Composite => Entity::belongs_to(super::super::keys::composite::Entity)
                    .from((Column::Tenant, Column::Number, Column::Locale))
                    .to((
                        super::super::keys::composite::Column::Tenant,
                        super::super::keys::composite::Column::Number,
                        super::super::keys::composite::Column::Locale,
                    ))
                    .into(),
            }
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

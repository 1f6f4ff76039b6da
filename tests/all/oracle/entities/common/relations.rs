//! Foreign keys, from every place that can declare one.

pub mod parent {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_parent")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "natural", column_name = "tenantId")]
        pub tenant: i32,
        #[sea_orm(unique_key = "natural")]
        pub number: i32,
        #[sea_orm(unique)]
        pub code: i32,
        #[sea_orm(self_ref, via = "link", from = "From", to = "To")]
        pub links: HasMany<Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod compact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_compact")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub restricted_id: i32,
        pub cascaded_id: i32,
        pub nulled_id: Option<i32>,
        pub none_id: i32,
        pub plain_id: i32,
        pub named_id: i32,
        pub skipped_id: i32,
        pub tenant: i32,
        pub number: i32,
        #[sea_orm(indexed)]
        pub indexed_id: i32,
        #[sea_orm(unique)]
        pub unique_id: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::RestrictedId",
            to = "super::parent::Column::Id",
            on_delete = "Restrict",
            on_update = "Cascade"
        )]
        Restricted,
        #[sea_orm(
            belongs_to = "super::parent::Entity"
            from = "Column::CascadedId"
            to = "super::parent::Column::Id"
            on_delete = "Cascade"
            on_update = "Restrict"
        )]
        Cascaded,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::NulledId",
            to = "super::parent::Column::Id",
            on_delete = "SetNull",
            on_update = "SetNull"
        )]
        Nulled,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::NoneId",
            to = "super::parent::Column::Id",
            on_delete = "NoAction",
            on_update = "NoAction"
        )]
        None,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::PlainId",
            to = "super::parent::Column::Code"
        )]
        Plain,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::NamedId",
            to = "super::parent::Column::Id",
            fk_name = "A Name"
        )]
        Named,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::SkippedId",
            to = "super::parent::Column::Id",
            skip_fk
        )]
        Skipped,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::IndexedId",
            to = "super::parent::Column::Id"
        )]
        Indexed,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::UniqueId",
            to = "super::parent::Column::Id"
        )]
        Unique,
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "(Column::Tenant, Column::Number)",
            to = "(super::parent::Column::Tenant, super::parent::Column::Number)"
        )]
        Natural,
        #[sea_orm(has_many = "super::late::Entity")]
        Late,
    }

    impl Related<super::late::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Late.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Refers to a table that is declared earlier in the file but later in the alphabet.
pub mod late {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "a_relation_late")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub compact_id: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::compact::Entity",
            from = "Column::CompactId",
            to = "super::compact::Column::Id"
        )]
        Compact,
    }

    impl Related<super::compact::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Compact.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dense {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_dense")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub parent_id: i32,
        pub optional_id: Option<i32>,
        #[sea_orm(column_name = "Skipped")]
        pub skipped_id: i32,
        pub previous_id: Option<i32>,
        #[sea_orm(column_name = "renamedId")]
        pub renamed_id: i32,
        #[sea_orm(belongs_to, from = "parent_id", to = "id", on_delete = "Cascade")]
        pub parent: BelongsTo<super::parent::Entity>,
        #[sea_orm(
            belongs_to,
            relation_enum = "Optional",
            from = "OptionalId",
            to = "Column::Id",
            on_update = "Cascade",
            on_delete = "SetNull"
        )]
        pub optional: BelongsTo<Option<super::parent::Entity>>,
        #[sea_orm(belongs_to, relation_enum = "Skipped", skip_fk, from = "skipped_id", to = "id")]
        pub skipped: BelongsTo<super::parent::Entity>,
        #[sea_orm(belongs_to, relation_enum = "Renamed", from = "renamed_id", to = "code")]
        pub renamed: BelongsTo<super::parent::Entity>,
        #[sea_orm(self_ref, relation_enum = "Previous", from = "previous_id", to = "id")]
        pub previous: BelongsTo<Option<Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dense_composite {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_dense_composite")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub a: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub b: i64,
        pub c: String,
        #[sea_orm(belongs_to, from = "(a, b)", to = "(x, y)", on_delete = "Cascade")]
        pub pair: BelongsTo<super::pair::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod pair {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_pair")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub x: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub y: i64,
        #[sea_orm(has_one)]
        pub dependent: HasOne<super::dense_composite::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod composite {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_composite")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub x: i32,
        pub y: i64,
        pub parent_id: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::pair::Entity",
            from = "(Column::X, Column::Y)",
            to = "(super::pair::Column::X, super::pair::Column::Y)",
            on_update = "Cascade"
        )]
        Pair,
        #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
        Parent,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod link {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "relation_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub to_id: i32,
        #[sea_orm(belongs_to, relation_enum = "From", from = "from_id", to = "id")]
        pub from: BelongsTo<super::parent::Entity>,
        #[sea_orm(belongs_to, relation_enum = "To", from = "to_id", to = "id")]
        pub to: BelongsTo<super::parent::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

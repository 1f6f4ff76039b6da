pub mod style_0 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "camelCase", rename_all = "camelCase")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_1 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "PascalCase", rename_all = "PascalCase")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_2 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "kebab-case", rename_all = "kebab-case")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_3 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "snake_case", rename_all = "snake_case")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_4 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "SCREAMING_SNAKE_CASE", rename_all = "SCREAMING_SNAKE_CASE")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_5 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "SCREAMING-KEBAB-CASE", rename_all = "SCREAMING-KEBAB-CASE")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_6 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lowercase", rename_all = "lowercase")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_7 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "UPPERCASE", rename_all = "UPPERCASE")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_8 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "title_case", rename_all = "title_case")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

pub mod style_9 {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mixed_case", rename_all = "mixed_case")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub the_id: i32,
        #[sea_orm(column_name = "kept")]
        pub other_name: i32,
        #[sea_orm(enum_name = "Ignored")]
        pub http_status_2: i32,
    }
}

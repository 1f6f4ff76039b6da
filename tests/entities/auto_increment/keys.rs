use sea_orm::entity::prelude::*;

pub mod integer {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "integer")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
    }
}

pub mod big {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "big")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
    }
}

pub mod unsigned {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "unsigned")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: u32,
    }
}

pub mod told_not {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "told_not")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
    }
}

pub mod told {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "told")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = true)]
        pub id: i32,
    }
}

pub mod text {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "text")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: String,
    }
}

pub mod uuid {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "uuid")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Uuid,
    }
}

pub mod text_uuid {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "text_uuid")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: TextUuid,
    }
}

pub mod ends_like_uuid {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ends_like_uuid")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: MyUuid,
    }
}

pub mod ends_like_string {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ends_like_string")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: DecString,
    }
}

pub mod email {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "email")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Email,
    }
}

pub mod number {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "number")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Number,
    }
}

pub mod optional {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "optional")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: Option<String>,
    }
}

pub mod composite {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "composite")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(primary_key)]
        pub other: i32,
    }
}

pub mod composite_told {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "composite_told")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(primary_key)]
        pub other: String,
    }
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct MyUuid(pub i32);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct DecString(pub i64);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Email(pub String);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Number(pub i32);

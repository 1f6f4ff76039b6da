use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        index(name = "by_name", columns(name(opclass = "text_ops", collation = "C"), id(opclass = "int4_ops"))),
        index(name = "by_code", columns(code(opclass = "text_ops", collation = "default", desc))),
        index(name = "by_data", columns(data(opclass = "jsonb_ops")), method = "gin"),
        index(name = "by_pattern", columns(code(opclass = "text_pattern_ops"), name(collation = "default"))),
    )
)]
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shops")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg_attr(any(), autogen(collation = "C"))]
    pub name: String,
    pub code: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub data: Json,
}

impl ActiveModelBehavior for ActiveModel {}

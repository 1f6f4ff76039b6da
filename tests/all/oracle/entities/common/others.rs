use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "others")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub bool: bool,
    #[sea_orm(column_type = "Boolean", nullable)]
    pub optional_bool: Option<bool>,
    pub uuid: Uuid,
    pub text_uuid: TextUuid,
    #[sea_orm(column_type = "Uuid", nullable)]
    pub optional_uuid: Option<Uuid>,
    pub json: Json,
    #[sea_orm(column_type = "Json", nullable)]
    pub optional_json: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub json_binary: Json,
    pub tree: Tree,
    pub optional_tree: Option<Tree>,
    #[sea_orm(column_type = "JsonBinary")]
    pub binary_tree: Tree,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Tree {
    pub branches: Vec<Tree>,
}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

use crate::kinds::{Colour, Size};
use crate::{Columns, DocumentId, Node, Numbers, Order, Slug, Words};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DocumentId,
    #[sea_orm(unique)]
    pub slug: Slug,
    pub node: Node,
    pub columns: Option<Columns>,
    pub order: Order,
    pub numbers: Numbers,
    pub few: crate::inner::Numbers,
    pub words: Option<Words>,
    pub colour: Colour,
    pub size: Size,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

use sea_orm::entity::prelude::*;

pub struct Entity;

impl EntityTrait for Entity {
    type Model = Model;
    type Column = Column;
    type PrimaryKey = PrimaryKey;
    type Relation = Relation;
}

#[cfg_attr(any(), autogen(ignore))]
pub struct View;

impl sea_orm::EntityTrait for View {
    type Model = Model;
}

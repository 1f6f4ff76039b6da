use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum OfFruit {
    Cake,
}

mod implemented {
    use crate::cake;

    impl sea_orm::RelationTrait for super::OfFruit {
        fn def(&self) -> sea_orm::RelationDef {
            match self {
                Self::Cake => crate::fruit::Entity::belongs_to(cake::Entity)
                    .from(crate::fruit::Column::CakeId)
                    .to(cake::Column::Id)
                    .into(),
            }
        }
    }
}

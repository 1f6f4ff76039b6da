pub mod prelude;

pub mod bakery;
pub mod cake;
pub mod sea_orm_active_enums;

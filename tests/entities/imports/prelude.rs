pub use crate::cake::Entity as Cake;
pub use crate::values::*;
pub use sea_orm::entity::prelude::*;

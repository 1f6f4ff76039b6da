use rust_decimal::Decimal as Exact;
use sea_orm::{entity::prelude::{DeriveValueType, *}, prelude as orm};

mod hidden {
    #[derive(Clone, Debug, PartialEq, sea_orm::DeriveValueType)]
    pub struct Weight(pub f64);
}

pub use hidden::Weight as Mass;
pub use self::hidden::{self as renamed};

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Price(pub Exact);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Serial(pub orm::Uuid);

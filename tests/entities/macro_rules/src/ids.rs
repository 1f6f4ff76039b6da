macro_rules! typed {
    ($($name:ident: $of:ty = $column:literal),* $(,)?) => {$(
        #[derive(Clone, Debug, PartialEq, $crate::ids::DeriveValueType)]
        #[sea_orm(column_type = $column)]
        pub struct $name(pub $of);
    )*};
    ($name:ident) => { $crate::ids::typed!($name: uuid::Uuid = "Uuid"); };
}

pub use sea_orm::DeriveValueType;
pub(crate) use typed;

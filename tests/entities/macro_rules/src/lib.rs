use sea_orm::entity::prelude::*;

pub mod document;
pub mod kinds;

macro_rules! json_of {
    ($name:ident, $inner:ty) => {
        #[derive(Clone, Debug, PartialEq, FromJsonQueryResult, Serialize, Deserialize)]
        pub struct $name(pub $inner);

        impl Eq for $name {}
    };
}

/// A newtype of bytes, and what they hold.
macro_rules! bytes_of {
    ($name:ident, $message:ty) => {
        #[derive(Clone, PartialEq, Eq, DeriveValueType)]
        pub struct $name(#[sea_orm] Vec<u8>);

        impl $name {
            pub fn decoded(&self) -> $message {
                decode(&self.0).unwrap()
            }
        }
    };
    ($($name:ident => $message:ty),+ $(,)?) => { $(bytes_of!($name, $message);)+ };
}

macro_rules! id {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($inner:ty) $(as $column:literal)?;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, sea_orm::DeriveValueType)]
        $(#[sea_orm(column_type = $column)])?
        $vis struct $name(pub $inner);
    };
}

json_of!(Numbers, Vec<i32>);
bytes_of!(Node, messages::stream::Node);
bytes_of! {
    Columns => Vec<messages::Column>,
    Order => messages::Order<{ 1 + 1 }>,
}
id! {
    /// Of a document.
    #[derive(Hash)]
    pub struct DocumentId(i64);
}
id!(pub(crate) struct Slug(String) as "String(StringLen::N(40))";);

pub mod inner {
    macro_rules! json_of {
        ($name:ident) => {
            pub type $name = i16;
        };
    }
    // The nearer definition counts.
    json_of!(Numbers);
}

json_of!(Words, ::std::collections::BTreeMap<String, [String; 2]>);

mod account;
mod ids;

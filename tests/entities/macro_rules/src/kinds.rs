use sea_orm::entity::prelude::*;

macro_rules! text_enum {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))")]
        pub enum $name {
            $(#[sea_orm(string_value = $value)] $variant,)*
        }
    };
}

text_enum!(Colour { Red = "red", Green = "green" });
text_enum! { Size { Small = "s", } }

/// A table of names, as many applications have several.
macro_rules! lookup {
    ($module:ident, $table:literal $(, $extra:ident: $ty:ty)*) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key)]
                pub id: i32,
                pub name: String,
                $(pub $extra: $ty,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

lookup!(country, "country");
lookup!(language, "language", code: Option<String>, rank: i16);

macro_rules! forever {
    ($($any:tt)*) => { forever!($($any)* again); };
}

forever!(Ever);

#[cfg(feature = "never")]
lookup!(planet, "planet");

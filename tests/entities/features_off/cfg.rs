use sea_orm::entity::prelude::*;

#[cfg(test)]
mod tests {
    this_is_not_read!();
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "test")]
    pub struct Model {
        pub id: Unknown,
    }
}

#[cfg_attr(feature = "with-json", sea_orm(schema_name = "public"))]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cfg")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[cfg(feature = "with-json")]
    pub json: Json,
    #[cfg(not(feature = "with-json"))]
    pub json: String,
    #[cfg(any(feature = "extra", all(feature = "with-json", not(feature = "none"))))]
    pub more: i32,
    #[cfg(custom_flag)]
    pub never: Unknown,
    #[cfg_attr(feature = "with-json", sea_orm(column_type = "JsonBinary", nullable))]
    #[cfg_attr(not(feature = "with-json"), sea_orm(column_name = "text"))]
    pub told: String,
    #[cfg(false)]
    pub at_no_time: Unknown,
    #[cfg(any(feature = "none", not(all(true, not(false)))))]
    pub at_no_time_either: Unknown,
    #[cfg(all(true, any(false, true)))]
    #[cfg_attr(true, sea_orm(column_name = "always"))]
    #[cfg_attr(false, sea_orm(column_name = "never"))]
    pub now: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

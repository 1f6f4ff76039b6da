pub mod archive {
    use sea_orm::entity::prelude::*;

    // No table of ours, but one to refer to.
    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "archive")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub unknown: Mystery,
    }
}

other_crate::with_audit! {
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "a")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
    }
}

lookup!(no rule matches);

other_crate::constants! { DeriveEntityModels, A = 1 }

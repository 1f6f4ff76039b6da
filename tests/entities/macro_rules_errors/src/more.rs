macro_rules! twice {
    ($name:ident) => {
        #[derive(DeriveValueType)]
        pub struct $name(pub i64);
    };
}

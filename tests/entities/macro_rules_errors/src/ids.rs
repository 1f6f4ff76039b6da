macro_rules! twice {
    ($name:ident) => {
        #[derive(DeriveValueType)]
        pub struct $name(pub i32);
    };
}

macro_rules! once {
    ($name:ident) => {
        #[derive(DeriveValueType)]
        pub struct $name(pub Vec<Vec<u8>>);
    };
}

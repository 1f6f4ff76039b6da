pub mod cake;
pub mod prelude;
pub mod values;

mod macros;
pub mod models;

pub mod ops;
pub mod schema;
pub mod target;
pub mod url;

pub mod dialect;
pub mod entity;
pub mod ops;
pub mod revision;
pub mod schema;
pub mod snapshot;
pub mod target;
pub mod url;

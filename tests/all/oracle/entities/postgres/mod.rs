//! What only PostgreSQL has.

pub mod arrays;
pub mod crates;
pub mod extras;
pub mod keys;
pub mod schemas;
pub mod types;

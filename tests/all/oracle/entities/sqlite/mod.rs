//! What only SQLite has.

pub mod extras;
pub mod keys;
pub mod types;

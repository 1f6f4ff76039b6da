//! What only MySQL and MariaDB have.

pub mod extras;
pub mod keys;
pub mod types;

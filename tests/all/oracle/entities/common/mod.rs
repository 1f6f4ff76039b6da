//! What all three databases have.

pub mod attributes;
pub mod binaries;
pub mod crates;
pub mod defaults;
pub mod enums;
pub mod expanded;
pub mod integers;
pub mod keys;
pub mod names;
pub mod newtypes;
pub mod others;
pub mod paths;
pub mod reals;
pub mod relations;
pub mod texts;
pub mod times;

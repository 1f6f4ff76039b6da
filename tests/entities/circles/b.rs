pub use super::a::*;
pub use super::c::Nobody;

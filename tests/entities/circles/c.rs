pub use super::b::Nobody;

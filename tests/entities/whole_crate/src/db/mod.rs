#[cfg(feature = "server")]
pub mod entities;

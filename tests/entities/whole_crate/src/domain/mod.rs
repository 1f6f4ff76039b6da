pub mod ids;
mod state;

pub use state::*;

pub type Email = ids::Text<64>;

/// Computed by code that nobody reads.
pub struct Money(i128);

pub fn round() -> Money {
    Money(0)
}

mod broken;
pub use broken::*;
pub mod unknown;

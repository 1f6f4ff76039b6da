pub mod fruit;
pub type Weight = f64;

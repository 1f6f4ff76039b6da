pub mod cake;
pub mod shelf;
#[path = "odd/name.rs"]
pub mod renamed;
pub mod inline {
    pub mod leaf;
    #[path = "told.rs"]
    pub mod pathed;
}
#[cfg(test)]
mod tests;
#[cfg(feature = "off")]
mod off;

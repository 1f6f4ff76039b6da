pub mod cake;
mod gone;

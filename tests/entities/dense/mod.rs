pub mod category;
pub mod post;
pub mod user;

pub mod draft;
pub mod entity;

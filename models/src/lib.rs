//! The example of autogen: a shop whose products are described in many languages.
//!
//! One file per table, named after it. Between them they use every form in which SeaORM lets an
//! entity be written: [`shops`] is a model with its relations as fields, and the file to read
//! first; [`users`] keeps them in an enum beside the model; [`cart_suggestions`] could stand in a
//! project for SeaORM 1; [`reviews`] and [`inventory`] write out by hand what is derived elsewhere.

pub mod cart_suggestions;
pub mod categories;
pub mod inventory;
pub mod order_items;
pub mod orders;
pub mod product_translations;
pub mod products;
pub mod reviews;
pub mod shops;
pub mod types;
pub mod users;

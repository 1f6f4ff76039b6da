//! One column for each attribute and type of SeaORM, and a table for each form of entity. They
//! are compiled here, so that SeaORM makes the tables, and read as text by autogen.
//!
//! Inside these directories paths start with `super::`, so that each is complete in itself.

// Nobody makes rows of these.
#![allow(dead_code)]

pub mod common;
pub mod mysql;
pub mod postgres;
pub mod sqlite;

//! Revisions for SeaORM, written from the entity files and reviewed by people. The command line is
//! `autogen`; [`Migrator`] runs the same revisions inside an application.

pub mod align;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod database;
pub mod dialect;
pub mod entity;
pub mod history;
pub mod lint;
pub mod migrator;
pub mod ops;
pub mod overlay;
pub mod plan;
pub mod project;
pub mod report;
pub mod revision;
pub mod runner;
pub mod schema;
pub mod scratch;
pub mod sides;
pub mod snapshot;
pub mod source;
pub mod target;
pub mod three_way;
pub mod url;

pub use migrator::{Migrator, MigratorError};
pub use sea_orm_autogen_macros::embed;

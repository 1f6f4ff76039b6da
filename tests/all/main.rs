//! The integration tests, in one binary: what is linked once need not be linked again.

mod announced;
mod cases;
mod cli;
mod edit;
mod entity;
mod generate;
mod laws;
mod layers;
mod legacy;
mod limits;
mod lint;
mod mangle;
mod migrator;
mod mysql;
mod online;
mod oracle;
mod postgres;
mod project;
mod revision;
mod rows;
mod runner;
mod script;
mod settle;
mod source;
mod statements;
mod support;

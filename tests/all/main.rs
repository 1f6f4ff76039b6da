//! The integration tests, in one binary: what is linked once need not be linked again.

mod entity;
mod layers;
mod project;
mod script;
mod source;
mod support;

//! What is told to people and machines, as pure values: lines, Markdown, JSON.

mod changes;

pub use changes::{Line, Mark, json, lines, markdown};

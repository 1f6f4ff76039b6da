use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Something to say about a place in an entity file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub path: PathBuf,
    /// The whole text of the file.
    pub source: Arc<str>,
    /// The place as bytes of `source`.
    pub span: Range<usize>,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    pub message: String,
    /// What to do; where autogen.yaml is the remedy, the line to paste into it.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message, .. } = self;
        write!(f, "{}:{line}:{column}: {message}", path.display())
    }
}

impl std::error::Error for Diagnostic {}

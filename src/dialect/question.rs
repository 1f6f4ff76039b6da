//! Expressions of which only the server can say whether they mean the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::schema::{Column, QualifiedName};

/// Two spellings of what stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    pub table: QualifiedName,
    pub place: Place,
    /// As it stands in a statement.
    pub expected: String,
    pub actual: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Of that column.
    Default(String),
    OnUpdate(String),
    Generated(String),
    Check,
    /// Of an index.
    Predicate,
    /// A key part of an index.
    Part,
}

/// A question with what is needed to ask it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: Question,
    /// The columns of the table as it is.
    pub live: Arc<[Column]>,
    /// The columns as they are expected, where these are others: the expected spelling may mean
    /// something over these only.
    pub declared: Option<Arc<[Column]>>,
}

/// What the server says to two spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Same,
    Different,
    /// They cannot be compared, in the server's own words.
    Refused(String),
}

/// What is known; a question without an answer has not been asked.
pub type Settled = BTreeMap<Question, Answer>;

/// Statements that ask, and leave nothing behind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inquiry {
    /// When one of these fails, nothing can be asked.
    pub before: Vec<String>,
    /// Each may fail alone.
    pub queries: Vec<String>,
    /// What is run whatever happened.
    pub after: Vec<String>,
}

/// The rows of a query, or the server's words to its failure.
pub type Reply = Result<Vec<super::Row>, String>;

use rayon::prelude::*;

use super::{ChangeItem, Revision, YamlError};
use crate::ops::yaml::{ChangeError, from_yaml};
use crate::ops::{ApplyError, apply};
use crate::schema::Schema;

/// The schema that revisions lead to, given in an order in which they can be applied. What a
/// revision without `changes` did is not known, and so is not in it.
///
/// # Errors
///
/// Fails on the first change that cannot be read, or that does not fit what came before it.
pub fn schema_at<'a>(
    revisions: impl IntoIterator<Item = &'a Revision>,
) -> Result<Schema, FoldError> {
    let revisions: Vec<&Revision> = revisions.into_iter().collect();
    let parsed: Vec<Result<Vec<ChangeItem>, YamlError>> = (revisions.par_iter())
        .map(|revision| match &revision.metadata.changes {
            Some(changes) => changes.items(),
            None => Ok(Vec::new()),
        })
        .collect();
    let mut schema = Schema::default();
    for (revision, items) in revisions.into_iter().zip(parsed) {
        let error = |line, problem: FoldProblem| {
            let (revision, problem) = (revision.id.clone(), Box::new(problem));
            FoldError { revision, line, problem }
        };
        let items = items.map_err(|e| error(e.place.map(|(line, _)| line), e.into()))?;
        for item in items {
            let operation =
                from_yaml(&item.value, &schema).map_err(|e| error(item.line, e.into()))?;
            apply(&operation, &mut schema).map_err(|e| error(item.line, e.into()))?;
        }
    }
    Ok(schema)
}

/// A revision whose `changes` do not follow from those before.
#[derive(Debug, thiserror::Error)]
#[error(
    "revision `{revision}`, revision.yaml{}: {problem}",
    line.map(|line| format!(":{line}")).unwrap_or_default()
)]
pub struct FoldError {
    pub revision: String,
    /// The line of the change, where that is known.
    pub line: Option<usize>,
    pub problem: Box<FoldProblem>,
}

/// What is wrong with a change.
#[derive(Debug, thiserror::Error)]
pub enum FoldProblem {
    #[error(transparent)]
    Yaml(#[from] YamlError),
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error("{0}; a change must follow from those of the revisions before it")]
    Apply(#[from] ApplyError),
}

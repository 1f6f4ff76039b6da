//! Which revisions may run only once somebody has approved them, and what an approval is of.

use super::{Direction, METADATA, ProjectError, RequireReview, RevisionFolder};
use crate::dialect::dialect;
use crate::lint;
use crate::revision::script::ScriptError;
use crate::revision::{Move, Revision, YamlError, checksum, reviewed_checksum};
use crate::target::DialectName;

/// Why a revision wants a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nobody has approved it.
    Missing,
    /// It is not what was approved.
    Edited { by: String, at: String },
}

/// A revision that must not run yet, or that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error(
        "{revision} was not reviewed, and `require_review` wants it: `{command} review {revision}`"
    )]
    Missing { revision: String, command: String },
    #[error(
        "{revision} was edited after {by} reviewed it on {at}: review it again with `{command} review {revision}`"
    )]
    Edited { revision: String, by: String, at: String, command: String },
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error("{revision}: {error}")]
    Script { revision: String, error: ScriptError },
    #[error("{revision}/{METADATA}: {error}")]
    Metadata { revision: String, error: YamlError },
}

impl RevisionFolder {
    /// Refuses moves up over revisions that nobody approved as they are, where that is required.
    /// `command` is the command line as it is typed here.
    ///
    /// # Errors
    ///
    /// See [`ReviewError`].
    pub fn hold_reviewed(
        &self,
        moves: &[Move],
        required: &RequireReview,
        name: DialectName,
        command: &str,
    ) -> Result<(), ReviewError> {
        for it in moves {
            let Move::Up(id) = it else { continue };
            let Some(found) = self.get(id) else { continue };
            let (revision, command) = (id.clone(), command.to_owned());
            match self.review_wanted(found, required, name)? {
                None => {}
                Some(Wanted::Missing) => return Err(ReviewError::Missing { revision, command }),
                Some(Wanted::Edited { by, at }) => {
                    return Err(ReviewError::Edited { revision, by, at, command });
                }
            }
        }
        Ok(())
    }

    /// Whether a revision wants a review before it is applied.
    ///
    /// # Errors
    ///
    /// Fails when the revision cannot be read.
    pub fn review_wanted(
        &self,
        revision: &Revision,
        required: &RequireReview,
        name: DialectName,
    ) -> Result<Option<Wanted>, ReviewError> {
        let since = match required {
            RequireReview::No => return Ok(None),
            RequireReview::All => None,
            RequireReview::Since(date) => Some(date.as_str()),
        };
        let created = revision.metadata.created.as_deref();
        if since.is_some_and(|since| created.is_some_and(|created| created < since)) {
            return Ok(None);
        }
        Ok(match &revision.metadata.review {
            None => Some(Wanted::Missing),
            Some(it) if it.checksum != self.review_checksum(revision, name)? => {
                Some(Wanted::Edited { by: it.by.clone(), at: it.at.clone() })
            }
            Some(_) => None,
        })
    }

    /// The checksum of what a review is about: the scripts for all dialects, the changes, the
    /// checks and what is accepted. A plain folder has the scripts of the one dialect that reads
    /// it, whose files are then what tells them apart: another one may read the same.
    ///
    /// # Errors
    ///
    /// Fails when the revision cannot be read.
    pub fn review_checksum(
        &self,
        revision: &Revision,
        name: DialectName,
    ) -> Result<String, ReviewError> {
        let of = || revision.id.clone();
        let listed: Vec<DialectName> = revision.metadata.dialects.keys().copied().collect();
        let names = if revision.is_plain() { vec![name] } else { listed };
        let mut scripts = Vec::new();
        for name in names {
            for direction in [Direction::Up, Direction::Down] {
                let Some(script) = self.script(revision, name, direction)? else { continue };
                let sum = checksum(dialect(name).lexis(), &script.text)
                    .map_err(|error| ReviewError::Script { revision: of(), error })?;
                let what = match script.path.file_name().filter(|_| revision.is_plain()) {
                    Some(file) => file.to_string_lossy().into_owned(),
                    None => format!("{} {name}", direction.as_str()),
                };
                scripts.push(format!("{what} {sum}"));
                let remarks = lint::remarks(dialect(name).lexis(), &script.text)
                    .map_err(|error| ReviewError::Script { revision: of(), error })?;
                scripts.extend(remarks.into_iter().map(|it| format!("{what} {it}")));
            }
        }
        reviewed_checksum(&revision.metadata, &scripts)
            .map_err(|error| ReviewError::Metadata { revision: of(), error })
    }
}

//! Applied revisions whose scripts are no longer those that ran.

use rayon::prelude::*;

use super::{Direction, ProjectError, RevisionFolder, ScriptText};
use crate::dialect::dialect;
use crate::history::Applied;
use crate::revision::{Revision, checksum};
use crate::target::DialectName;

/// An applied revision whose up script says something else than the one that ran.
#[derive(Clone, Debug)]
pub struct Edited {
    pub revision: String,
    /// The checksum of the script that ran.
    pub ran: String,
    /// The script as it is now.
    pub script: ScriptText,
}

impl RevisionFolder {
    /// The applied revisions whose up script was edited after it ran; formatting and comments do
    /// not count. What was applied without a checksum, or is not there, cannot be told. `sum` is
    /// [`Self::up_checksum`], or one who remembers what it said.
    ///
    /// # Errors
    ///
    /// Fails when a script cannot be read.
    pub fn edited<E: From<ProjectError> + Send>(
        &self,
        rows: &[Applied],
        name: DialectName,
        sum: impl Fn(&Revision) -> Result<Option<String>, E> + Sync,
    ) -> Result<Vec<Edited>, E> {
        let is_edited = |row: &Applied| {
            let (Some(ran), Some(revision)) = (&row.checksum, self.get(&row.revision)) else {
                return Ok(None);
            };
            if sum(revision)?.is_none_or(|sum| sum == *ran) {
                return Ok(None);
            }
            let script = self.script(revision, name, Direction::Up)?;
            let (revision, ran) = (row.revision.clone(), ran.clone());
            Ok(script.map(|script| Edited { revision, ran, script }))
        };
        let edited: Result<Vec<_>, E> = rows.par_iter().map(is_edited).collect();
        Ok(edited?.into_iter().flatten().collect())
    }

    /// The checksum of a revision's up script, none where there is no script for the dialect or it
    /// cannot be read as one.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn up_checksum(
        &self,
        revision: &Revision,
        name: DialectName,
    ) -> Result<Option<String>, ProjectError> {
        let script = match self.script(revision, name, Direction::Up) {
            Err(ProjectError::NotRendered { .. }) => None,
            script => script?,
        };
        Ok(script.and_then(|it| checksum(dialect(name).lexis(), &it.text).ok()))
    }
}

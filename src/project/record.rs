//! Where the databases of a project record what is applied to them.

use super::{Project, ProjectError, RevisionFolder, VersionTable};
use crate::dialect::dialect;
use crate::history::{self, History, VersionColumns};
use crate::target::DialectName;

/// The version table of a project, and how runs keep out of each other's way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookkeeping {
    pub table: VersionTable,
    /// By a row with an owner and an expiry, rather than by a lock of the session.
    pub leased: bool,
}

impl Default for Bookkeeping {
    fn default() -> Self {
        Self { table: VersionTable::named("autogen_version"), leased: false }
    }
}

impl Bookkeeping {
    /// The record of these revisions in a database of a dialect.
    ///
    /// # Errors
    ///
    /// Fails when the table has a name that no table can have.
    pub fn history(
        &self,
        name: DialectName,
        folder: &RevisionFolder,
    ) -> Result<History<'static>, ProjectError> {
        let VersionTable { table, revision, applied_at } = &self.table;
        let columns = match self.table == VersionTable::named(table) {
            true => VersionColumns::Own,
            false => VersionColumns::Given {
                revision: revision.clone(),
                applied_at: Some(applied_at.clone()),
            },
        };
        let named = table.parse().map_err(|_| ProjectError::VersionTable(table.clone()))?;
        let table = history::VersionTable { name: named, columns };
        let history = History::new(dialect(name), table);
        Ok(history.with_old_ids(folder.graph.was().clone()).leased(self.leased))
    }
}

impl Project {
    /// Where the databases of this project, or of this module of it, record what is applied.
    ///
    /// # Errors
    ///
    /// Fails when the name of the table has a variable that is not set.
    pub fn bookkeeping(&self) -> Result<Bookkeeping, ProjectError> {
        Ok(Bookkeeping { table: self.version_table()?, leased: self.leases() })
    }
}

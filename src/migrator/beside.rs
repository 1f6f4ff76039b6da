//! Revisions of other modules that these depend on, and that depend on these.

use super::*;
use crate::revision::{Move, revision};
use crate::url::DatabaseUrl;

/// Another module.
struct Beside {
    folder: RevisionFolder,
    books: Bookkeeping,
    /// Its database, where it is not the same.
    elsewhere: Option<DatabaseUrl>,
}

impl Migrator {
    /// Says where the revisions of another module are recorded, on which these depend or which
    /// depend on these. A migrator of [`Self::from_project`] knows it by itself.
    #[must_use]
    pub fn beside(mut self, module: impl Into<String>, other: &Self) -> Self {
        self.beside.insert(module.into(), (other.folder.clone(), other.books.clone()));
        self
    }

    /// Refuses a run that would apply a revision before one of another module that it depends on,
    /// or take one back from under another module.
    pub(super) async fn hold(
        &self,
        connection: &mut Connection,
        moves: &[Move],
    ) -> Result<(), MigratorError> {
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for step in moves {
            match step {
                Move::Up(id) => up.push(id),
                Move::Down(id) => down.push(id),
            }
        }
        let mut applied: BTreeMap<&str, (RevisionFolder, BTreeSet<String>)> = BTreeMap::new();
        for found in up.into_iter().filter_map(|id| self.folder.get(id)) {
            for (module, needed) in found.needs() {
                let names = || (found.id.clone(), module.to_owned(), needed.to_owned());
                if !applied.contains_key(module) {
                    let Some(beside) = self.other(module)? else {
                        let (revision, module, needed) = names();
                        return Err(MigratorError::Unsaid { revision, module, needed });
                    };
                    let rows = self.rows(&beside, connection).await?;
                    applied.insert(module, (beside.folder, rows));
                }
                let (folder, rows) = &applied[module];
                if !rows.contains(revision(&folder.graph, needed)?) {
                    let (revision, module, needed) = names();
                    return Err(MigratorError::DependsOn { revision, module, needed });
                }
            }
        }
        if down.is_empty() {
            return Ok(());
        }
        for module in self.others()? {
            // What cannot be read says nothing of what it depends on.
            let Ok(Some(beside)) = self.other(&module) else { continue };
            let is_down = |id: &str| {
                revision(&self.folder.graph, id).is_ok_and(|id| down.iter().any(|it| *it == id))
            };
            let own = self.module.as_deref();
            let above = beside
                .folder
                .revisions
                .iter()
                .filter(|it| it.needs().any(|(module, id)| Some(module) == own && is_down(id)));
            let above: Vec<&str> = above.map(|it| it.id.as_str()).collect();
            if above.is_empty() {
                continue;
            }
            let rows = self.rows(&beside, connection).await?;
            if let Some(id) = above.into_iter().find(|id| rows.contains(*id)) {
                let revision = id.to_owned();
                return Err(MigratorError::NeededBy { module, revision });
            }
        }
        Ok(())
    }

    /// The names of the other modules.
    fn others(&self) -> Result<BTreeSet<String>, MigratorError> {
        let mut names: BTreeSet<String> = self.beside.keys().cloned().collect();
        if let Some(project) = self.project.as_ref().filter(|it| it.has_modules()) {
            names.extend(project.module_names()?);
        }
        names.retain(|it| Some(it) != self.module.as_ref());
        Ok(names)
    }

    /// What is known of another module; none where nothing is.
    fn other(&self, name: &str) -> Result<Option<Beside>, MigratorError> {
        if let Some((folder, books)) = self.beside.get(name) {
            let (folder, books) = (folder.clone(), books.clone());
            return Ok(Some(Beside { folder, books, elsewhere: None }));
        }
        let Some(project) = self.project.as_ref().filter(|it| it.has_modules()) else {
            return Ok(None);
        };
        let other = project.of_module(name)?;
        let elsewhere = match project.shares_database(&other) {
            true => None,
            false => Some(match (other.tenants(), &self.tenant) {
                (Some(_), _) => other.tenant_url(&self.whose(project)?)?,
                (None, _) => DatabaseUrl::parse(&other.database_url(None)?, other.root())?,
            }),
        };
        Ok(Some(Beside { folder: other.revisions()?, books: other.bookkeeping()?, elsewhere }))
    }

    /// What is applied of another module.
    async fn rows(
        &self,
        beside: &Beside,
        connection: &mut Connection,
    ) -> Result<BTreeSet<String>, MigratorError> {
        let Beside { folder, books, elsewhere } = beside;
        let mut opened = match elsewhere {
            None => None,
            Some(url) => match Connection::open_if_there(url).await? {
                Some(connection) => Some(connection),
                None => return Ok(BTreeSet::new()),
            },
        };
        let connection = opened.as_mut().unwrap_or(connection);
        let history = books.history(connection.target.dialect, folder)?;
        let rows = history.applied(connection).await.map_err(RunError::from)?;
        Ok(rows.into_iter().map(|row| row.revision).collect())
    }
}

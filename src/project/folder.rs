//! The revisions' folder and the snapshot beside it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Project, ProjectError, malformed, read_text};
use crate::revision::{Metadata, Revision, RevisionGraph, schema_at};
use crate::schema::Schema;
use crate::snapshot::{Snapshot, stamp};
use crate::target::DialectName;

/// The name of a revision's own file.
pub const METADATA: &str = "revision.yaml";

/// Names are the keys of the version table, a varchar(255).
const LONGEST_NAME: usize = 255;

/// All revisions of a project.
#[derive(Clone, Debug, Default)]
pub struct RevisionFolder {
    pub path: PathBuf,
    /// By name.
    pub revisions: Vec<Revision>,
    pub graph: RevisionGraph,
    /// What a snapshot of these revisions bears.
    pub stamp: String,
    /// The texts of the files by their paths, where they are not on disk.
    embedded: Option<BTreeMap<PathBuf, String>>,
}

/// The direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

impl Direction {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// A script as it lies on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptText {
    pub path: PathBuf,
    pub text: String,
}

/// The schema that the revisions lead to, and what became of its cache.
#[derive(Debug)]
pub struct Recorded {
    pub schema: Schema,
    pub cache: Cache,
}

/// What became of the snapshot's file.
#[derive(Debug)]
pub enum Cache {
    /// It bore the right stamp, or there is neither a file nor a revision.
    Fresh,
    /// It was missing, out of date or malformed, and has been written anew.
    Rewritten,
    /// The same, and it could not be written; the next command will take the fold again.
    Stale(ProjectError),
}

impl RevisionFolder {
    /// Reads all revisions of a folder; one that is not there holds none. A folder is a revision
    /// when it has a revision.yaml or an up script; one without a revision.yaml revises the next
    /// lower name.
    pub fn read(path: PathBuf) -> Result<Self, ProjectError> {
        let read = |error| ProjectError::Read { path: path.clone(), error };
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(read)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(read(error)),
        };
        let found: Vec<Option<Found>> = (entries.par_iter())
            .map(|entry| find(&entry.file_name(), &entry.path()))
            .collect::<Result<_, _>>()?;
        Self::link(path, found.into_iter().flatten().collect(), None)
    }

    /// The same of files that are not on disk: the name of the revision, that of the file, and the
    /// text.
    pub fn embedded(files: &[(&str, &str, &str)]) -> Result<Self, ProjectError> {
        let mut texts = BTreeMap::new();
        let mut found: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (id, file, text) in files {
            let path = Path::new(id).join(file);
            check_name(id, &path)?;
            texts.insert(path, (*text).to_owned());
            let is_up = file.starts_with("up.") && file.ends_with(".sql");
            match *file {
                METADATA => drop(found.insert(id, Some(text))),
                _ if is_up => drop(found.entry(id).or_default()),
                _ => {}
            }
        }
        let read = |(id, text): (&str, Option<&str>)| {
            let malformed = |error| malformed(&Path::new(id).join(METADATA), error);
            let metadata = text.map(Metadata::read).transpose().map_err(malformed)?;
            Ok(Found { id: id.to_owned(), text: text.map(str::to_owned), metadata })
        };
        let found = found.into_iter().map(read).collect::<Result<_, ProjectError>>()?;
        Self::link(PathBuf::new(), found, Some(texts))
    }

    fn link(
        path: PathBuf,
        mut found: Vec<Found>,
        embedded: Option<BTreeMap<PathBuf, String>>,
    ) -> Result<Self, ProjectError> {
        found.sort_by(|a, b| a.id.cmp(&b.id));
        let texts = found.iter().map(|it| (it.id.as_str(), it.text.as_deref()));
        let stamp = stamp(texts);
        let mut revisions: Vec<Revision> = Vec::with_capacity(found.len());
        for Found { id, metadata, .. } in found {
            let metadata = metadata.unwrap_or_else(|| Metadata {
                revises: revisions.last().map(|it| it.id.clone()).into_iter().collect(),
                message: message_of(&id),
                ..Metadata::default()
            });
            revisions.push(Revision { id, metadata });
        }
        let graph = RevisionGraph::new(revisions.iter().map(Revision::node));
        let graph = graph.map_err(|error| ProjectError::Graph { folder: path.clone(), error })?;
        Ok(Self { path, revisions, graph, stamp, embedded })
    }

    /// The same revisions in other places of the graph.
    pub fn relinked(&self, mut revisions: Vec<Revision>) -> Result<Self, ProjectError> {
        revisions.sort_by(|a, b| a.id.cmp(&b.id));
        let path = self.path.clone();
        let graph = RevisionGraph::new(revisions.iter().map(Revision::node));
        let graph = graph.map_err(|error| ProjectError::Graph { folder: path.clone(), error })?;
        Ok(Self { path, revisions, graph, stamp: String::new(), embedded: None })
    }

    fn text(&self, path: &Path) -> Result<String, ProjectError> {
        let Some(texts) = &self.embedded else { return read_text(path) };
        texts.get(path).cloned().ok_or_else(|| ProjectError::Read {
            path: path.to_owned(),
            error: io::ErrorKind::NotFound.into(),
        })
    }

    pub fn get(&self, id: &str) -> Option<&Revision> {
        let at = self.revisions.binary_search_by(|it| it.id.as_str().cmp(id)).ok()?;
        Some(&self.revisions[at])
    }

    /// The revisions in an order in which they can be applied.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Revision> {
        self.graph.order().filter_map(|id| self.get(id))
    }

    /// The schema at a place: that of the given revisions and all that they follow.
    pub fn schema_at(&self, ids: &[String]) -> Result<Schema, ProjectError> {
        let wanted = self.graph.ancestors(ids);
        self.fold(self.in_order().filter(|it| wanted.contains(&it.id)))
    }

    fn fold<'a>(
        &self,
        revisions: impl Iterator<Item = &'a Revision>,
    ) -> Result<Schema, ProjectError> {
        schema_at(revisions)
            .map_err(|error| ProjectError::Fold { folder: self.path.clone(), error: error.into() })
    }

    /// The script of a revision for a dialect. A revision without a down script is irreversible.
    ///
    /// # Errors
    ///
    /// Fails when the revision was not written for the dialect, or when the file cannot be read.
    pub fn script(
        &self,
        revision: &Revision,
        dialect: DialectName,
        direction: Direction,
    ) -> Result<Option<ScriptText>, ProjectError> {
        let folder = self.path.join(&revision.id);
        let dialects = &revision.metadata.dialects;
        let sole = match dialects.len() {
            // A plain folder is for whatever database it is run on.
            0 => true,
            1 => dialects.contains_key(&dialect),
            _ => false,
        };
        let direction = direction.as_str();
        let listed = dialects.is_empty() || dialects.contains_key(&dialect);
        let own = listed.then(|| format!("{direction}.{dialect}.sql"));
        let common = sole.then(|| format!("{direction}.sql"));
        for name in [own, common].into_iter().flatten() {
            let path = folder.join(name);
            match self.text(&path) {
                Ok(text) => return Ok(Some(ScriptText { path, text })),
                Err(ProjectError::Read { error, .. })
                    if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        if direction == "down" && listed {
            return Ok(None);
        }
        Err(ProjectError::NotRendered { revision: revision.id.clone(), dialect })
    }
}

impl Project {
    /// Reads all revisions of the project.
    pub fn revisions(&self) -> Result<RevisionFolder, ProjectError> {
        RevisionFolder::read(self.migrations()?)
    }

    /// The snapshot as its file has it, whatever its stamp; nothing when there is none.
    pub fn snapshot(&self) -> Result<Option<Snapshot>, ProjectError> {
        let path = self.snapshot_path()?;
        match read_text(&path) {
            Ok(text) => Snapshot::read(&text).map(Some).map_err(|error| malformed(&path, error)),
            Err(ProjectError::Read { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The schema at the heads: from the snapshot when its stamp is that of the revisions, else
    /// from the fold of their changes, which is then written.
    pub fn recorded(&self, folder: &RevisionFolder) -> Result<Recorded, ProjectError> {
        let snapshot_is_there = || self.snapshot_path().is_ok_and(|path| path.exists());
        if folder.revisions.is_empty() && !snapshot_is_there() {
            // Nothing is recorded, and so there is nothing to keep.
            return Ok(Recorded { schema: Schema::default(), cache: Cache::Fresh });
        }
        let (schema, fresh) = self.known(folder)?;
        if fresh {
            return Ok(Recorded { schema, cache: Cache::Fresh });
        }
        // Before the first revision there is nothing to keep.
        if folder.revisions.is_empty() && !self.snapshot_path()?.exists() {
            return Ok(Recorded { schema, cache: Cache::Fresh });
        }
        let cache = match self.write_snapshot(folder, schema.clone()) {
            Ok(_) => Cache::Rewritten,
            Err(error) => Cache::Stale(error),
        };
        Ok(Recorded { schema, cache })
    }

    /// The schema at the heads for whoever only looks at this module, and writes nothing of it.
    pub fn schema(&self) -> Result<Schema, ProjectError> {
        Ok(self.known(&self.revisions()?)?.0)
    }

    /// The schema at the heads, and whether the snapshot has it.
    fn known(&self, folder: &RevisionFolder) -> Result<(Schema, bool), ProjectError> {
        match self.snapshot() {
            Ok(Some(snapshot)) if snapshot.stamp == folder.stamp => Ok((snapshot.schema, true)),
            _ => Ok((folder.fold(folder.in_order())?, false)),
        }
    }

    /// Writes the snapshot of a schema that the revisions of the folder lead to.
    pub fn write_snapshot(
        &self,
        folder: &RevisionFolder,
        schema: Schema,
    ) -> Result<PathBuf, ProjectError> {
        let path = self.snapshot_path()?;
        let heads = folder.graph.heads().into_iter().map(str::to_owned).collect();
        let snapshot = Snapshot { heads, stamp: folder.stamp.clone(), schema };
        write_file(&path, &snapshot.write())?;
        Ok(path)
    }

    /// Makes the folder of a new revision with all its files, or nothing at all: they are written
    /// under a temporary name, and that is renamed.
    pub fn write_revision(
        &self,
        id: &str,
        files: &[(String, String)],
    ) -> Result<PathBuf, ProjectError> {
        let migrations = self.migrations()?;
        let path = migrations.join(id);
        check_name(id, &path)?;
        if path.symlink_metadata().is_ok() {
            return Err(ProjectError::RevisionExists { path });
        }
        let temporary = migrations.join(format!(".{id}.{}", std::process::id()));
        let write = || {
            let within = |path: &Path| {
                let path = path.to_owned();
                move |error| ProjectError::Write { path, error }
            };
            fs::create_dir_all(&migrations).map_err(within(&migrations))?;
            fs::create_dir(&temporary).map_err(within(&path))?;
            for (name, text) in files {
                let file = temporary.join(name);
                write_new(&file, text).map_err(within(&path.join(name)))?;
            }
            fs::rename(&temporary, &path).map_err(within(&path))
        };
        let written = write();
        if written.is_err() {
            // What is left of an attempt is of no use; the error that ended it is the one to tell.
            let _ = fs::remove_dir_all(&temporary);
        }
        written.map(|()| path)
    }

    /// Writes a file of a revision that is there, in one go.
    pub fn write_revision_file(
        &self,
        id: &str,
        name: &str,
        text: &str,
    ) -> Result<PathBuf, ProjectError> {
        let path = self.migrations()?.join(id).join(name);
        write_file(&path, text)?;
        Ok(path)
    }
}

impl Project {
    /// Removes a file of a revision, if it is there.
    pub fn remove_revision_file(&self, id: &str, name: &str) -> Result<(), ProjectError> {
        let path = self.migrations()?.join(id).join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(ProjectError::Write { path, error })
            }
            _ => Ok(()),
        }
    }
}

/// A folder that is a revision.
struct Found {
    id: String,
    /// What revision.yaml holds, when there is one.
    text: Option<String>,
    metadata: Option<Metadata>,
}

fn find(name: &OsStr, path: &Path) -> Result<Option<Found>, ProjectError> {
    // Files of the system and what an interrupted command left.
    if name.as_encoded_bytes().starts_with(b".") {
        return Ok(None);
    }
    let bad = |reason| ProjectError::BadRevisionName { path: path.to_owned(), reason };
    let id = || -> Result<String, ProjectError> {
        let id = name.to_str().ok_or_else(|| bad("it is not UTF-8"))?;
        check_name(id, path)?;
        Ok(id.to_owned())
    };
    let file = path.join(METADATA);
    match read_text(&file) {
        Ok(text) => {
            let metadata = Metadata::read(&text).map_err(|error| malformed(&file, error))?;
            Ok(Some(Found { id: id()?, text: Some(text), metadata: Some(metadata) }))
        }
        Err(ProjectError::Read { error, .. }) => match error.kind() {
            io::ErrorKind::NotFound if is_plain_revision(path)? => {
                Ok(Some(Found { id: id()?, text: None, metadata: None }))
            }
            // Neither a folder nor what a revision is.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(ProjectError::Read { path: file, error }),
        },
        Err(error) => Err(error),
    }
}

fn is_plain_revision(path: &Path) -> Result<bool, ProjectError> {
    let read = |error| ProjectError::Read { path: path.to_owned(), error };
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        // A link to nowhere is no revision.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(read(error)),
    };
    for entry in entries {
        let name = entry.map_err(read)?.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(b"up.") && name.ends_with(b".sql") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn check_name(id: &str, path: &Path) -> Result<(), ProjectError> {
    let bad = |reason| Err(ProjectError::BadRevisionName { path: path.to_owned(), reason });
    if id.is_empty() || id.starts_with('.') || id.contains(['/', '\\', '\0']) {
        return bad("it must be a plain name");
    }
    if id.contains([',', ':', '\'', '"']) || id.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return bad("white space, quotes, colons and commas cannot be told on a command line");
    }
    if ["head", "heads", "base", "current"].contains(&id) {
        return bad("the word means something else to every command");
    }
    if id.chars().count() > LONGEST_NAME {
        return bad("it is longer than 255 characters");
    }
    Ok(())
}

/// The message of a folder that has none: its name after the number or date.
fn message_of(id: &str) -> String {
    let message = id.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_');
    if message.is_empty() { id.to_owned() } else { message.replace('_', " ") }
}

/// Writes a file under a temporary name and renames it.
fn write_file(path: &Path, text: &str) -> Result<(), ProjectError> {
    let error = |error| ProjectError::Write { path: path.to_owned(), error };
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(error)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}", std::process::id()));
    let written = write_new(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(error)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

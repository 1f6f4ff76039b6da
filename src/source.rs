//! Loads the Rust files that entities are read from: the model folders with the crates that they
//! are part of, the crates that path dependencies lead to, and the folders that are read for their
//! types only.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use toml_edit::{DocumentMut, Item, TableLike};

use crate::entity::{SourceCrate, SourceFile, declared_modules, folder_of_children, normal};

/// The crates to read for a project: those of `models` first, then those of `reads` and of the
/// path dependencies of both. A folder of a crate brings the whole crate along, so that `crate::`
/// means something; but only entities at or below a path of `models` are tables. A folder that no
/// `mod` of its package leads to is read by itself.
/// Paths are shown relative to `root` where they lie in it.
///
/// # Errors
///
/// Fails when a folder is not there, holds no Rust file or cannot be read, when a file at or below
/// `models` cannot be read or is not UTF-8, and when a Cargo.toml on the way is malformed.
pub fn load(
    models: &[PathBuf],
    reads: &[PathBuf],
    root: &Path,
) -> Result<Vec<SourceCrate>, SourceError> {
    let mut loader =
        Loader { root, seen: HashMap::new(), found: Vec::new(), manifests: Vec::new() };
    for (paths, key, entities) in [(models, "models", true), (reads, "reads", false)] {
        for path in paths {
            loader.named(path, key, entities)?;
        }
    }
    loader.follow_dependencies()?;
    loader.found.into_par_iter().map(|folder| folder.read(root)).collect()
}

/// Sources that cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("`{key}` in autogen.yaml names {}, which is not there", path.display())]
    Missing { key: &'static str, path: PathBuf },
    #[error("`{key}` in autogen.yaml names {}, which holds no Rust file", path.display())]
    Empty { key: &'static str, path: PathBuf },
    #[error("{} cannot be read: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("{}:{line}: this is not UTF-8, and so not Rust", path.display())]
    NotUtf8 { path: PathBuf, line: usize },
    #[error("{}{}: {reason}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    Manifest { path: PathBuf, line: Option<usize>, reason: String },
    #[error(
        "{}: the dependency `{name}` lies in {}, where there is no Cargo.toml",
        manifest.display(),
        path.display()
    )]
    MissingDependency { manifest: PathBuf, name: String, path: PathBuf },
}

struct Loader<'a> {
    root: &'a Path,
    /// What is found already, by the one true path of the crate's first file or of the folder.
    seen: HashMap<PathBuf, usize>,
    found: Vec<Folder>,
    /// The manifest of each found folder.
    manifests: Vec<Option<PathBuf>>,
}

/// A folder of one crate before its files are read.
struct Folder {
    name: String,
    files: Vec<PathBuf>,
    root: Option<usize>,
    /// The files and folders whose entities are tables.
    models: Vec<PathBuf>,
    dependencies: BTreeMap<String, String>,
    features: BTreeSet<String>,
}

impl Loader<'_> {
    /// Adds a folder or a file that autogen.yaml names.
    fn named(&mut self, path: &Path, key: &'static str, entities: bool) -> Result<(), SourceError> {
        let path = &normal(path);
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SourceError::Missing { key, path: self.shown(path) });
            }
            Err(error) => return Err(SourceError::Read { path: self.shown(path), error }),
        };
        let manifest = self.manifest_above(path)?;
        let Sources { key: unit, folder, root, named } = match &manifest {
            Some(manifest) => sources_of_package(manifest, path),
            None => None,
        }
        .unwrap_or_else(|| sources_by_path(path, meta.is_file()));
        let index = match self.index_of(&unit)? {
            Some(index) => index,
            None => {
                let files = match &folder {
                    Some(folder) => self.rust_files(folder, root.as_deref())?,
                    None => vec![path.clone()],
                };
                let root = match &folder {
                    Some(folder) => root.or_else(|| root_file(folder, &files)),
                    None => None,
                };
                let name = crate_name(manifest.as_ref(), folder.as_deref().unwrap_or(path));
                self.add(&unit, name, files, root.as_deref(), manifest)?
            }
        };
        let found = &mut self.found[index];
        if !found.files.iter().any(|file| is_module_of(file, &named)) {
            return Err(SourceError::Empty { key, path: self.shown(path) });
        }
        if entities {
            found.models.push(named);
        }
        Ok(())
    }

    fn add(
        &mut self,
        unit: &Path,
        name: String,
        files: Vec<PathBuf>,
        root: Option<&Path>,
        manifest: Option<Manifest>,
    ) -> Result<usize, SourceError> {
        let index = self.found.len();
        self.seen.insert(self.canonical(unit)?, index);
        let root = root.and_then(|root| files.iter().position(|file| file == root));
        let dependencies = BTreeMap::new();
        let features = manifest.as_ref().map(Manifest::default_features).unwrap_or_default();
        self.found.push(Folder { name, files, root, models: Vec::new(), dependencies, features });
        self.manifests.push(manifest.map(|manifest| manifest.path));
        Ok(index)
    }

    /// Adds the crates that path dependencies lead to, from crate to crate.
    fn follow_dependencies(&mut self) -> Result<(), SourceError> {
        let mut at = 0;
        while at < self.found.len() {
            if let Some(path) = self.manifests[at].clone() {
                let manifest = self.manifest(&path)?;
                for (name, folder) in self.path_dependencies(&manifest)? {
                    let own = self.dependency(&manifest, &name, &folder)?;
                    self.found[at].dependencies.insert(name.replace('-', "_"), own);
                }
            }
            at += 1;
        }
        Ok(())
    }

    /// Adds the crate of a path dependency, unless it is there, and gives its own name.
    fn dependency(
        &mut self,
        manifest: &Manifest,
        name: &str,
        folder: &Path,
    ) -> Result<String, SourceError> {
        let path = folder.join("Cargo.toml");
        if !path.is_file() {
            return Err(SourceError::MissingDependency {
                manifest: self.shown(&manifest.path),
                name: name.to_owned(),
                path: self.shown(folder),
            });
        }
        let manifest = self.manifest(&path)?;
        let name = crate_name(Some(&manifest), folder);
        let root = manifest.crate_root();
        let sources = root.parent().unwrap_or(folder).to_owned();
        // What a macro expands to is not known, whatever its crate holds.
        let macros = manifest.key(&["lib", "proc-macro"]).and_then(Item::as_bool) == Some(true);
        if !macros && root.is_file() && self.index_of(&root)?.is_none() {
            let files = self.rust_files(&sources, Some(&root))?;
            self.add(&root, name.clone(), files, Some(&root), Some(manifest))?;
        }
        Ok(name)
    }

    /// The dependencies of a package that lie on disk, by their names in its code, with those that
    /// it has from its workspace.
    fn path_dependencies(
        &self,
        manifest: &Manifest,
    ) -> Result<Vec<(String, PathBuf)>, SourceError> {
        let mut tables: Vec<&dyn TableLike> = Vec::new();
        tables.extend(manifest.key(&["dependencies"]).and_then(Item::as_table_like));
        if let Some(targets) = manifest.key(&["target"]).and_then(Item::as_table_like) {
            let of = |target: (&str, &'_ Item)| target.1.get("dependencies").is_some();
            for (_, target) in targets.iter().filter(|it| of(*it)) {
                tables.extend(target.get("dependencies").and_then(Item::as_table_like));
            }
        }
        let mut workspace: Option<Option<Manifest>> = None;
        let mut found = Vec::new();
        for (name, item) in tables.into_iter().flat_map(|table| table.iter()) {
            let inherited = item.get("workspace").and_then(Item::as_bool) == Some(true);
            if !inherited {
                if let Some(path) = item.get("path").and_then(Item::as_str) {
                    found.push((name.to_owned(), normal(&manifest.folder().join(path))));
                }
                continue;
            }
            if workspace.is_none() {
                workspace = Some(self.workspace_above(manifest)?);
            }
            let Some(Some(workspace)) = &workspace else { continue };
            let item = workspace.key(&["workspace", "dependencies", name]);
            if let Some(path) = item.and_then(|it| it.get("path")).and_then(Item::as_str) {
                found.push((name.to_owned(), normal(&workspace.folder().join(path))));
            }
        }
        Ok(found)
    }

    /// The manifest of the workspace that a package belongs to.
    fn workspace_above(&self, manifest: &Manifest) -> Result<Option<Manifest>, SourceError> {
        if let Some(folder) = manifest.key(&["package", "workspace"]).and_then(Item::as_str) {
            return self
                .manifest(&normal(&manifest.folder().join(folder).join("Cargo.toml")))
                .map(Some);
        }
        for folder in manifest.folder().ancestors() {
            let path = folder.join("Cargo.toml");
            if path.is_file() {
                let found = self.manifest(&path)?;
                if found.key(&["workspace"]).is_some() {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    /// The manifest of the package that a path lies in.
    fn manifest_above(&self, path: &Path) -> Result<Option<Manifest>, SourceError> {
        for folder in path.ancestors() {
            let path = folder.join("Cargo.toml");
            if path.is_file() {
                let manifest = self.manifest(&path)?;
                let is_package = manifest.key(&["package"]).is_some();
                return Ok(is_package.then_some(manifest));
            }
        }
        Ok(None)
    }

    fn manifest(&self, path: &Path) -> Result<Manifest, SourceError> {
        let text = fs::read_to_string(path)
            .map_err(|error| SourceError::Read { path: self.shown(path), error })?;
        let document = text.parse::<DocumentMut>().map_err(|error| {
            let line = |start: usize| text[..start].matches('\n').count() + 1;
            SourceError::Manifest {
                path: self.shown(path),
                line: error.span().map(|span| line(span.start)),
                reason: error.message().to_owned(),
            }
        })?;
        Ok(Manifest { path: path.to_owned(), document })
    }

    /// All Rust files of a folder in order, without those of builds and of hidden folders, and of
    /// a crate without those of its package's other crates. A link is followed once.
    fn rust_files(
        &self,
        folder: &Path,
        crate_root: Option<&Path>,
    ) -> Result<Vec<PathBuf>, SourceError> {
        let sources = folder.to_owned();
        let is_of_crate = |path: &Path, name: &OsStr| {
            let Some(root) = crate_root else { return true };
            let at_top = path.parent() == Some(&sources);
            let is_other =
                at_top && ["bin", "tests", "examples", "benches"].iter().any(|it| name == *it);
            root.starts_with(path) || !is_other && !path.join("Cargo.toml").is_file()
        };
        let mut files = Vec::new();
        let mut visited = HashSet::new();
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            let read = |error| SourceError::Read { path: self.shown(&folder), error };
            if !visited.insert(fs::canonicalize(&folder).map_err(read)?) {
                continue;
            }
            for entry in fs::read_dir(&folder).map_err(read)? {
                let entry = entry.map_err(read)?;
                let path = entry.path();
                let name = entry.file_name();
                if name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                let mut kind = entry.file_type().map_err(read)?;
                if kind.is_symlink() {
                    // A link to nowhere is none of ours.
                    let Ok(meta) = fs::metadata(&path) else { continue };
                    kind = meta.file_type();
                }
                if kind.is_dir() {
                    if name != "target" && is_of_crate(&path, &name) {
                        open.push(path);
                    }
                } else if path.extension().is_some_and(|it| it == "rs") {
                    files.push(path);
                }
            }
        }
        files.sort();
        Ok(files)
    }

    fn index_of(&self, unit: &Path) -> Result<Option<usize>, SourceError> {
        Ok(self.seen.get(&self.canonical(unit)?).copied())
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, SourceError> {
        fs::canonicalize(path).map_err(|error| SourceError::Read { path: self.shown(path), error })
    }

    fn shown(&self, path: &Path) -> PathBuf {
        shown(self.root, path)
    }
}

/// What a path of autogen.yaml stands for.
struct Sources {
    /// What makes it one with other paths: the first file of the crate, or the path itself.
    key: PathBuf,
    /// The folder to read; none is the one file.
    folder: Option<PathBuf>,
    root: Option<PathBuf>,
    /// The file or folder that is meant.
    named: PathBuf,
}

/// The crate of a package that a path belongs to, if a `mod` leads there.
fn sources_of_package(manifest: &Manifest, path: &Path) -> Option<Sources> {
    // A `mod.rs` stands for its folder.
    let path = if path.ends_with("mod.rs") { path.parent()? } else { path };
    let of = |root: PathBuf, named: &Path| {
        let folder = root.parent().map(Path::to_owned);
        Some(Sources { key: root.clone(), folder, root: Some(root), named: named.to_owned() })
    };
    let roots = manifest.crate_roots();
    // The package and its first file stand for all that it leads to.
    let first = if path == manifest.folder() { roots.first() } else { None };
    let whole = first.or_else(|| roots.iter().find(|root| *root == path));
    if let Some(root) = whole {
        return of(root.clone(), root.parent().unwrap_or(path));
    }
    let is_above = |root: &&PathBuf| root.parent() == Some(path);
    let root = roots.iter().find(is_above).or_else(|| roots.iter().find(|it| leads_to(it, path)));
    of(root?.clone(), path)
}

fn sources_by_path(path: &Path, is_file: bool) -> Sources {
    let (key, named) = (path.to_owned(), path.to_owned());
    if !is_file {
        return Sources { key, folder: Some(path.to_owned()), root: None, named };
    }
    let is_root = ["lib.rs", "main.rs", "mod.rs"].iter().any(|it| path.ends_with(it));
    match path.parent().filter(|_| is_root) {
        Some(folder) => Sources {
            key: folder.to_owned(),
            folder: Some(folder.to_owned()),
            root: Some(path.to_owned()),
            named: folder.to_owned(),
        },
        None => Sources { key, folder: None, root: None, named },
    }
}

/// Whether a file holds a module that a path names, or one inside of it: `shop.rs` and `shop/`
/// are one.
fn is_module_of(file: &Path, named: &Path) -> bool {
    if named.extension().is_some_and(|it| it == "rs") {
        return file == named || file.starts_with(named.with_extension(""));
    }
    let beside = named.file_name().map(|name| {
        let mut name = name.to_owned();
        name.push(".rs");
        named.with_file_name(name)
    });
    file.starts_with(named) || beside.is_some_and(|it| it == file)
}

/// Whether the `mod`s of a crate lead to a file or into a folder.
fn leads_to(root: &Path, path: &Path) -> bool {
    let mut visited = HashSet::new();
    let mut open = vec![(root.to_owned(), true)];
    while let Some((file, owns_folder)) = open.pop() {
        if !visited.insert(file.clone()) {
            continue;
        }
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for module in declared_modules(&file, &text, owns_folder) {
            let Some(found) = module.files.iter().find(|it| it.is_file()) else { continue };
            if found.starts_with(path) {
                return true;
            }
            if path.starts_with(folder_of_children(found, module.owns_folder)) {
                open.push((found.clone(), module.owns_folder));
            }
        }
    }
    false
}

impl Folder {
    fn read(self, root: &Path) -> Result<SourceCrate, SourceError> {
        let read = |path: &PathBuf| {
            let shown = shown(root, path);
            let entities = self.models.iter().any(|it| is_module_of(path, it));
            let bytes = match fs::read(path) {
                Ok(bytes) => bytes,
                // Others are missed where they are needed.
                Err(_) if !entities => Vec::new(),
                Err(error) => return Err(SourceError::Read { path: shown, error }),
            };
            let text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) if !entities => String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Err(error) => {
                    let valid = error.utf8_error().valid_up_to();
                    let before = &error.as_bytes()[..valid];
                    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                    return Err(SourceError::NotUtf8 { path: shown, line });
                }
            };
            Ok(SourceFile { path: shown, text: text.into(), entities })
        };
        Ok(SourceCrate {
            name: self.name,
            files: self.files.par_iter().map(read).collect::<Result<_, _>>()?,
            root: self.root,
            dependencies: self.dependencies,
            features: self.features,
        })
    }
}

/// A Cargo.toml.
struct Manifest {
    path: PathBuf,
    document: DocumentMut,
}

impl Manifest {
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn key(&self, path: &[&str]) -> Option<&Item> {
        path.iter().try_fold(self.document.as_item(), |item, key| item.get(key))
    }

    /// `default` with all that it leads to in the package. An optional dependency is a feature of
    /// its own name, unless `dep:` names it somewhere.
    ///
    /// <https://doc.rust-lang.org/cargo/reference/features.html#optional-dependencies>
    fn default_features(&self) -> BTreeSet<String> {
        let table = self.key(&["features"]).and_then(Item::as_table_like);
        let features: BTreeMap<&str, Vec<&str>> = table
            .into_iter()
            .flat_map(|it| it.iter())
            .filter_map(|(name, item)| Some((name, item.as_array()?)))
            .map(|(name, leads_to)| (name, leads_to.iter().filter_map(|it| it.as_str()).collect()))
            .collect();
        let optional = self.optional_dependencies();
        let is_named =
            |name| features.values().flatten().any(|it| it.strip_prefix("dep:") == Some(name));
        let mut found = BTreeSet::new();
        let mut open = vec!["default"];
        while let Some(feature) = open.pop() {
            // `name/feature` turns on `name` too, which `name?/feature` does not.
            let feature = match feature.split_once('/') {
                Some((name, _)) if optional.contains(name) => name,
                Some(_) => continue,
                None => feature,
            };
            match features.get(feature) {
                Some(leads_to) if found.insert(feature.to_owned()) => open.extend(leads_to),
                None if optional.contains(feature) && !is_named(feature) => {
                    found.insert(feature.to_owned());
                }
                _ => {}
            }
        }
        found
    }

    fn optional_dependencies(&self) -> BTreeSet<&str> {
        let targets = self.key(&["target"]).and_then(Item::as_table_like);
        let targets = targets.into_iter().flat_map(|it| it.iter()).map(|(_, target)| target);
        let tables = std::iter::once(self.document.as_item()).chain(targets).flat_map(|item| {
            ["dependencies", "build-dependencies"].map(|it| item.get(it)?.as_table_like())
        });
        let all = tables.flatten().flat_map(|it| it.iter());
        let is_optional = |item: &Item| item.get("optional").and_then(Item::as_bool) == Some(true);
        all.filter(|(_, item)| is_optional(item)).map(|(name, _)| name).collect()
    }

    /// The file that the crate begins with: that of `[lib]`, else that of the program.
    fn crate_root(&self) -> PathBuf {
        if let Some(path) = self.key(&["lib", "path"]).and_then(Item::as_str) {
            return normal(&self.folder().join(path));
        }
        let of = |name: &str| self.folder().join("src").join(name);
        let main = of("main.rs");
        let lib = of("lib.rs");
        if !lib.is_file() && main.is_file() { main } else { lib }
    }

    /// The first files of all crates of the package that there are, the library's first.
    ///
    /// See <https://doc.rust-lang.org/cargo/guide/project-layout.html>.
    fn crate_roots(&self) -> Vec<PathBuf> {
        let sources = self.folder().join("src");
        let mut roots = vec![self.crate_root(), sources.join("main.rs")];
        let programs = self.key(&["bin"]).and_then(Item::as_array_of_tables);
        let paths = programs.into_iter().flatten().filter_map(|it| it.get("path")?.as_str());
        roots.extend(paths.map(|path| normal(&self.folder().join(path))));
        let mut programs = Vec::new();
        for entry in fs::read_dir(sources.join("bin")).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_file = path.extension().is_some_and(|it| it == "rs");
            programs.push(if is_file { path } else { path.join("main.rs") });
        }
        programs.sort();
        roots.extend(programs);
        let mut seen = HashSet::new();
        roots.retain(|root| root.is_file() && seen.insert(root.clone()));
        roots
    }
}

/// The name of a crate in code; without a manifest, that of its folder.
fn crate_name(manifest: Option<&Manifest>, folder: &Path) -> String {
    let of_manifest = manifest.and_then(|manifest| {
        let names = [&["lib", "name"][..], &["package", "name"][..]];
        names.into_iter().find_map(|path| manifest.key(path).and_then(Item::as_str))
    });
    let of_folder = || {
        let stems = folder.ancestors().filter_map(|it| it.file_stem().and_then(|it| it.to_str()));
        stems.into_iter().find(|name| *name != "src").unwrap_or("models").to_owned()
    };
    of_manifest.map_or_else(of_folder, str::to_owned).replace('-', "_")
}

/// The file of a folder from which `mod` is followed.
fn root_file(folder: &Path, files: &[PathBuf]) -> Option<PathBuf> {
    let named = ["lib.rs", "main.rs", "mod.rs"].map(|name| folder.join(name));
    named.into_iter().find(|path| files.contains(path))
}

/// A path relative to the root where it lies in it or near it.
fn shown(root: &Path, path: &Path) -> PathBuf {
    let root = normal(root);
    for (up, folder) in root.ancestors().take(4).enumerate() {
        if folder.file_name().is_none() {
            break;
        }
        if let Ok(rest) = path.strip_prefix(folder) {
            return std::iter::repeat_n(Path::new(".."), up).chain([rest]).collect();
        }
    }
    path.to_owned()
}

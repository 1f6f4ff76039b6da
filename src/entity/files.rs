//! Which files are parsed: at first those of the entities and those that lead to them, and others
//! once a name is looked up in them. An application holds much that says nothing about its
//! tables, and none of that takes time or stops anybody.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::SourceCrate;
use super::ast::Module;
use super::parse::{Elsewhere, Features, SyntaxError, parse};
use super::tree::FileId;

pub struct Files<'c> {
    crates: &'c [SourceCrate],
    /// By crate, like the files.
    features: Vec<Features>,
    /// The macros of each crate that have one definition.
    macros: Vec<Elsewhere>,
    /// By crate and file.
    all: Vec<Vec<File>>,
}

#[derive(Debug)]
pub struct File {
    pub parsed: Parsed,
    /// Whether it holds entities whose tables are wanted, or lies above such a file.
    pub essential: bool,
}

#[derive(Debug)]
pub enum Parsed {
    NotYet,
    Rust(Module),
    Broken(SyntaxError),
}

impl<'c> Files<'c> {
    pub fn new(crates: &'c [SourceCrate], features: &Features) -> Self {
        let all: Vec<Vec<File>> = crates.iter().map(essential_files).collect();
        let features = crates.iter().map(|it| it.features.union(features).cloned().collect());
        let features = features.collect();
        let macros = crates.iter().map(|_| Elsewhere::new()).collect();
        let mut files = Self { crates, features, macros, all };
        let essential: Vec<_> = files.ids().filter(|id| files.get(*id).essential).collect();
        files.parse(&essential);
        files
    }

    /// Parses what is not parsed yet, and again what calls macros that are found by it.
    pub fn parse(&mut self, ids: &[FileId]) {
        let mut ids = ids.to_vec();
        while !ids.is_empty() {
            let parsed: Vec<_> = ids
                .par_iter()
                .map(|id| {
                    let text = &self.crates[id.krate].files[id.file].text;
                    match parse(text, &self.features[id.krate], &self.macros[id.krate]) {
                        Ok(module) => Parsed::Rust(module),
                        Err(error) => Parsed::Broken(error),
                    }
                })
                .collect();
            for (id, parsed) in ids.iter().zip(parsed) {
                self.all[id.krate][id.file].parsed = parsed;
            }
            ids = self.find_macros();
        }
    }

    /// Takes note of the macros that are defined, and gives the files that call those of them which
    /// were not known before, with those that may define what the files of entities call.
    fn find_macros(&mut self) -> Vec<FileId> {
        let mut found = BTreeSet::new();
        for (krate, files) in self.all.iter().enumerate() {
            let mut defined: BTreeMap<&str, Option<&str>> = BTreeMap::new();
            let mut calls = Vec::new();
            for (file, it) in files.iter().enumerate() {
                let Parsed::Rust(module) = &it.parsed else { continue };
                within(module, &mut |module| {
                    for rules in &module.rules {
                        match defined.entry(&rules.name) {
                            Entry::Vacant(entry) => {
                                entry.insert(Some(&rules.text));
                            }
                            // Which of two is meant depends on more than is read here.
                            Entry::Occupied(mut entry) if *entry.get() != Some(&rules.text) => {
                                entry.insert(None);
                            }
                            Entry::Occupied(_) => {}
                        }
                    }
                    calls.extend(module.macros.iter().map(|call| (file, call.name.as_str())));
                });
            }
            let sources = &self.crates[krate].files;
            let sought: BTreeSet<&str> = calls
                .iter()
                .filter(|(file, name)| sources[*file].entities && !defined.contains_key(name))
                .map(|(_, name)| *name)
                .collect();
            let unread = files.iter().enumerate();
            let unread = unread.filter(|(_, it)| matches!(it.parsed, Parsed::NotYet));
            for (file, _) in unread.filter(|_| !sought.is_empty()) {
                if defines(&sources[file].text, &sought) {
                    found.insert(FileId { krate, file });
                }
            }
            let known = &mut self.macros[krate];
            let mut new = Elsewhere::new();
            for (file, name) in calls {
                if let Some(Some(text)) = defined.get(name)
                    && !known.contains_key(name)
                {
                    new.insert(name.to_owned(), Arc::from(*text));
                    found.insert(FileId { krate, file });
                }
            }
            known.extend(new);
        }
        found.into_iter().collect()
    }

    pub fn get(&self, id: FileId) -> &File {
        &self.all[id.krate][id.file]
    }

    pub fn of_crate(&self, krate: usize) -> &[File] {
        &self.all[krate]
    }

    pub fn is_unread(&self, id: FileId) -> bool {
        matches!(self.get(id).parsed, Parsed::NotYet)
    }

    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        let counts: Vec<usize> = self.all.iter().map(Vec::len).collect();
        let of = |(krate, count)| (0..count).map(move |file| FileId { krate, file });
        counts.into_iter().enumerate().flat_map(of)
    }

    /// Gives the memory back on all cores: a million small pieces take a tenth of the time that
    /// reading takes.
    pub fn drop_in_parallel(self) {
        self.all.into_par_iter().flatten().for_each(drop);
    }
}

/// Calls for a module and for those that stand in it.
fn within<'m>(module: &'m Module, found: &mut impl FnMut(&'m Module)) {
    found(module);
    for inner in module.modules.iter().filter_map(|it| it.inline.as_ref()) {
        within(inner, found);
    }
}

/// Whether a text has a `macro_rules!` of one of the names.
fn defines(text: &str, names: &BTreeSet<&str>) -> bool {
    text.split("macro_rules!").skip(1).any(|after| {
        let after = after.trim_start();
        let end = after.find(|it: char| !it.is_alphanumeric() && it != '_');
        names.contains(&after[..end.unwrap_or(after.len())])
    })
}

fn essential_files(source: &SourceCrate) -> Vec<File> {
    let entities = source.files.iter().filter(|file| file.entities);
    let above: HashSet<&Path> = entities
        .filter_map(|file| file.path.parent())
        .flat_map(Path::ancestors)
        .filter(|folder| folder.file_name().is_some())
        .collect();
    let has_entities = source.files.iter().any(|file| file.entities);
    let is_above = |index: usize, path: &Path| {
        let root = source.root == Some(index);
        root && has_entities || above.contains(folder_of_children(path, root).as_path())
    };
    let of = |(index, file): (usize, &super::SourceFile)| File {
        parsed: Parsed::NotYet,
        essential: file.entities || is_above(index, &file.path),
    };
    source.files.iter().enumerate().map(of).collect()
}

/// Where the files of a file's modules lie.
pub fn folder_of_children(file: &Path, owns_folder: bool) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    if owns_folder || file.file_name().is_some_and(|name| name == "mod.rs") {
        return folder.to_owned();
    }
    file.file_stem().map_or_else(|| folder.to_owned(), |stem| folder.join(stem))
}

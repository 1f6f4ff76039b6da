//! Which files are parsed: at first those of the entities and those that lead to them, and others
//! once a name is looked up in them. An application holds much that says nothing about its
//! tables, and none of that takes time or stops anybody.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::SourceCrate;
use super::ast::Module;
use super::parse::{Features, SyntaxError, parse};
use super::tree::FileId;

pub struct Files<'c> {
    crates: &'c [SourceCrate],
    /// By crate, like the files.
    features: Vec<Features>,
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
        let mut files = Self { crates, features, all };
        let essential: Vec<_> = files.ids().filter(|id| files.get(*id).essential).collect();
        files.parse(&essential);
        files
    }

    /// Parses what is not parsed yet.
    pub fn parse(&mut self, ids: &[FileId]) {
        let parsed: Vec<_> = ids
            .par_iter()
            .map(|id| {
                let text = &self.crates[id.krate].files[id.file].text;
                match parse(text, &self.features[id.krate]) {
                    Ok(module) => Parsed::Rust(module),
                    Err(error) => Parsed::Broken(error),
                }
            })
            .collect();
        for (id, parsed) in ids.iter().zip(parsed) {
            self.all[id.krate][id.file].parsed = parsed;
        }
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

//! The modules of the crates that are read, and which file is which module.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::ast::{self, ModuleItem, Span};
use super::files::{File, Files, Parsed, folder_of_children};
use super::parse::{Elsewhere, Features, parse};
use super::{SourceCrate, SourceFile};

pub type ModuleId = usize;

/// A module, with its children and items by name.
#[derive(Debug)]
pub struct Module<'a> {
    pub krate: usize,
    pub parent: Option<ModuleId>,
    /// Empty for the root of a crate.
    pub name: &'a str,
    /// Nothing for a folder without a file of its own.
    pub file: Option<FileId>,
    /// Whether its file is parsed and is Rust.
    pub read: bool,
    pub ast: &'a ast::Module,
    pub children: HashMap<&'a str, ModuleId>,
    pub items: HashMap<&'a str, &'a ast::Item>,
}

/// A file, as the index of its crate and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId {
    pub krate: usize,
    pub file: usize,
}

/// The modules of all crates.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    pub modules: Vec<Module<'a>>,
    /// The root module of each crate.
    pub roots: Vec<ModuleId>,
    /// The folders that lead to each root.
    pub bases: Vec<Vec<&'a str>>,
    /// Files that no `mod` leads to.
    pub unreached: Vec<FileId>,
    /// `mod` declarations without a file.
    pub missing: Vec<(FileId, Span, String)>,
}

impl<'a> Tree<'a> {
    /// The tree of crates as far as their files are parsed.
    pub fn new(crates: &'a [SourceCrate], files: &'a Files<'_>) -> Self {
        let mut tree = Self::default();
        for (krate, source) in crates.iter().enumerate() {
            let files = files.of_crate(krate);
            let mut grow = Grow { krate, sources: &source.files, files, tree: &mut tree };
            let (root, base) = match source.root {
                Some(root) => grow.follow_root(root),
                None => grow.place_by_path(),
            };
            tree.roots.push(root);
            tree.bases.push(base);
        }
        tree
    }
}

/// The paths at which the file of `mod name;` may lie, where `inside` are the inline modules
/// around the declaration and `at` is the value of its `#[path]`. A file owns its folder if it is
/// the root of a crate or was itself found by `#[path]`; a `mod.rs` does anyway.
///
/// See <https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames>.
pub fn module_files(
    declared_in: &Path,
    owns_folder: bool,
    inside: &[&str],
    name: &str,
    at: Option<&str>,
) -> Vec<PathBuf> {
    let folder = declared_in.parent().unwrap_or(Path::new(""));
    let mut children = folder_of_children(declared_in, owns_folder);
    children.extend(inside);
    match at {
        Some(path) if inside.is_empty() => vec![normal(&folder.join(path))],
        Some(path) => vec![normal(&children.join(path))],
        None => {
            let flat = children.join(format!("{name}.rs"));
            vec![normal(&flat), normal(&children.join(name).join("mod.rs"))]
        }
    }
}

/// A `mod name;` of a file, and where the file of the module may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredModule {
    pub name: String,
    /// One of these is its file.
    pub files: Vec<PathBuf>,
    /// Whether it is found by `#[path]`, and so owns its folder.
    pub owns_folder: bool,
}

/// The modules that a file declares and that have a file of their own, be they switched on or
/// off. Of a file that is not Rust there are none.
pub fn declared_modules(path: &Path, text: &str, owns_folder: bool) -> Vec<DeclaredModule> {
    fn collect<'a>(
        module: &'a ast::Module,
        inside: &mut Vec<&'a str>,
        found: &mut impl FnMut(&ModuleItem, &[&str]),
    ) {
        for item in &module.modules {
            match &item.inline {
                Some(inline) => {
                    inside.push(item.path.as_ref().unwrap_or(&item.name));
                    collect(inline, inside, found);
                    inside.pop();
                }
                None => found(item, inside),
            }
        }
    }
    let mut all = Vec::new();
    if let Ok(module) = parse(text, &Features::new(), &Elsewhere::new()) {
        collect(&module, &mut Vec::new(), &mut |item, inside| {
            let at = item.path.as_deref();
            all.push(DeclaredModule {
                name: item.name.clone(),
                files: module_files(path, owns_folder, inside, &item.name, at),
                owns_folder: at.is_some(),
            });
        });
    }
    all
}

struct Grow<'a, 't> {
    krate: usize,
    sources: &'a [SourceFile],
    files: &'a [File],
    tree: &'t mut Tree<'a>,
}

/// Follows `mod` from a root file.
struct Walk {
    by_path: HashMap<PathBuf, usize>,
    reached: Vec<bool>,
    /// The files that are being followed.
    read: Vec<bool>,
}

impl<'a> Grow<'a, '_> {
    fn follow_root(&mut self, root: usize) -> (ModuleId, Vec<&'a str>) {
        let by_path = self.sources.iter().enumerate();
        let by_path = by_path.map(|(i, file)| (normal(&file.path), i)).collect();
        let none = vec![false; self.files.len()];
        let mut walk = Walk { by_path, reached: none.clone(), read: none };
        let id = self.module(None, "");
        self.walk(&mut walk, Some(id), root, true);
        let krate = self.krate;
        let unreached = (0..self.files.len()).filter(|&file| !walk.reached[file]);
        self.tree.unreached.extend(unreached.map(|file| FileId { krate, file }));
        let base = self.sources.get(root).map_or(Vec::new(), |file| names(&file.path).0);
        (id, base)
    }

    /// Follows a file. Without a module it belongs to one that is switched off: the files that
    /// it leads to are reached, but not read.
    fn walk(&mut self, walk: &mut Walk, id: Option<ModuleId>, index: usize, owns_folder: bool) {
        let seen = if id.is_some() { &mut walk.read } else { &mut walk.reached };
        // A file may be two modules, but not inside of itself.
        match seen.get_mut(index) {
            Some(seen) if !*seen => *seen = true,
            _ => return,
        }
        walk.reached[index] = true;
        let file = FileId { krate: self.krate, file: index };
        match &self.files[index].parsed {
            Parsed::Rust(ast) => {
                self.fill(id, file, ast);
                self.walk_modules(walk, id, (file, owns_folder), ast, &mut Vec::new());
            }
            Parsed::NotYet | Parsed::Broken(_) => self.leave_unread(id, file),
        }
        if id.is_some() {
            walk.read[index] = false;
        }
    }

    fn walk_modules(
        &mut self,
        walk: &mut Walk,
        id: Option<ModuleId>,
        (file, owns_folder): (FileId, bool),
        ast: &'a ast::Module,
        inside: &mut Vec<&'a str>,
    ) {
        for item in &ast.modules {
            let of = |it: &mut Self, enabled: bool| {
                id.filter(|_| enabled).map(|id| it.module(Some(id), &item.name))
            };
            if let Some(inline) = &item.inline {
                let child = of(self, item.enabled);
                self.fill(child, file, inline);
                inside.push(item.path.as_ref().unwrap_or(&item.name));
                self.walk_modules(walk, child, (file, owns_folder), inline, inside);
                inside.pop();
                continue;
            }
            let source = &self.sources[file.file];
            let at = item.path.as_deref();
            let candidates = module_files(&source.path, owns_folder, inside, &item.name, at);
            let found = candidates.iter().find_map(|path| walk.by_path.get(path).copied());
            // Whoever names a folder of entities wants it, whatever the modules above it depend on.
            let wanted = found.is_some_and(|it| self.files[it].essential && !source.entities);
            let child = of(self, item.enabled || wanted);
            match found {
                Some(index) => self.walk(walk, child, index, at.is_some()),
                None if child.is_none() => {}
                None => {
                    let expected = candidates.iter().map(|path| path.display().to_string());
                    let expected = expected.collect::<Vec<_>>().join(" or ");
                    self.tree.missing.push((file, item.span, expected));
                }
            }
        }
    }

    /// Every file is a module under the name that its path gives it.
    fn place_by_path(&mut self) -> (ModuleId, Vec<&'a str>) {
        let root = self.module(None, "");
        let named: Vec<_> = self.sources.iter().map(|file| names(&file.path)).collect();
        let mut base = named.first().map_or(Vec::new(), |(folders, _)| folders.clone());
        for (folders, _) in &named {
            let common = base.iter().zip(folders).take_while(|(a, b)| a == b).count();
            base.truncate(common);
        }
        for (index, (folders, stem)) in named.iter().enumerate() {
            let stem = (!matches!(*stem, "mod" | "lib" | "main")).then_some(stem);
            let mut id = root;
            for name in folders[base.len()..].iter().chain(stem) {
                id = match self.tree.modules[id].children.get(name) {
                    Some(&child) => child,
                    None => self.module(Some(id), name),
                };
            }
            let file = FileId { krate: self.krate, file: index };
            match &self.files[index].parsed {
                Parsed::Rust(ast) => {
                    self.fill(Some(id), file, ast);
                    self.inline_modules(id, file, &ast.modules);
                }
                Parsed::NotYet | Parsed::Broken(_) => self.leave_unread(Some(id), file),
            }
        }
        (root, base)
    }

    fn inline_modules(&mut self, id: ModuleId, file: FileId, modules: &'a [ModuleItem]) {
        for item in modules.iter().filter(|item| item.enabled) {
            if let Some(inline) = &item.inline {
                let child = self.module(Some(id), &item.name);
                self.fill(Some(child), file, inline);
                self.inline_modules(child, file, &inline.modules);
            }
        }
    }

    fn module(&mut self, parent: Option<ModuleId>, name: &'a str) -> ModuleId {
        let id = self.tree.modules.len();
        if let Some(parent) = parent {
            self.tree.modules[parent].children.insert(name, id);
        }
        self.tree.modules.push(Module {
            krate: self.krate,
            parent,
            name,
            file: None,
            read: true,
            ast: &EMPTY,
            children: HashMap::new(),
            items: HashMap::new(),
        });
        id
    }

    /// Marks a module whose file is not parsed, or is not Rust.
    fn leave_unread(&mut self, id: Option<ModuleId>, file: FileId) {
        if let Some(id) = id {
            let module = &mut self.tree.modules[id];
            module.file = Some(file);
            module.read = false;
        }
    }

    fn fill(&mut self, id: Option<ModuleId>, file: FileId, ast: &'a ast::Module) {
        let Some(id) = id else { return };
        let module = &mut self.tree.modules[id];
        module.file = Some(file);
        module.ast = ast;
        module.items = ast.items.iter().map(|item| (item.name.as_str(), item)).collect();
    }
}

static EMPTY: ast::Module = ast::Module {
    uses: Vec::new(),
    items: Vec::new(),
    impls: Vec::new(),
    modules: Vec::new(),
    macros: Vec::new(),
    rules: Vec::new(),
};

/// The names of a file's folders, and its own without extension.
fn names(path: &Path) -> (Vec<&str>, &str) {
    let folders = path.parent().into_iter().flat_map(Path::components);
    let folders = folders.filter_map(|component| match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    (folders.collect(), stem)
}

/// The path without `.` and, as far as it can be told without asking the disk, `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) =>
            {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

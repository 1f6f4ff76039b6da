//! What a path means where it is written: `use`, globs, re-exports, `crate`, `self`, `super`
//! and other crates.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use super::SourceCrate;
use super::ast::{Item, ModelMacro, Path, Use};
use super::builtin;
use super::tree::{FileId, ModuleId, Tree};

/// What a path leads to.
#[derive(Clone, Debug)]
pub enum Definition<'a> {
    Module(ModuleId),
    Item(ModuleId, &'a Item),
    /// `Entity`, `Column` and the like, which a macro makes beside a `Model`.
    Generated(ModuleId, &'static str),
    /// A path into a crate that is not read, or that does not hold it.
    External(Vec<String>),
}

impl Definition<'_> {
    /// The module and the name of an item, read or generated.
    pub fn item(&self) -> Option<(ModuleId, &str)> {
        match self {
            Self::Item(module, item) => Some((*module, &item.name)),
            Self::Generated(module, name) => Some((*module, name)),
            Self::Module(_) | Self::External(_) => None,
        }
    }
}

/// What `DeriveEntityModel` makes beside the struct, behind what only `#[sea_orm::model]` makes.
const GENERATED: &[&str] =
    &["Relation", "Entity", "Column", "PrimaryKey", "ActiveModel", "ModelEx", "ActiveModelEx"];

pub struct Names<'a> {
    pub tree: Tree<'a>,
    pub crates: &'a [SourceCrate],
    by_name: HashMap<&'a str, usize>,
    /// What is made in each module beside a struct that derives `DeriveEntityModel`.
    generated: Vec<&'static [&'static str]>,
    /// The files in which a name was looked up, though they are not parsed, or are not Rust.
    touched: Mutex<BTreeSet<FileId>>,
}

/// The lookups under way: a glob that leads back to one of them finds nothing.
type Under<'n> = Vec<(ModuleId, &'n str)>;

impl<'a> Names<'a> {
    pub fn new(crates: &'a [SourceCrate], tree: Tree<'a>) -> Self {
        let by_name = crates.iter().enumerate().map(|(i, it)| (it.name.as_str(), i)).collect();
        let generated = tree.modules.iter().map(|module| {
            let mut items = module.ast.items.iter().map(|item| &item.attributes);
            match items.find(|it| it.derives("DeriveEntityModel")).map(|it| it.model) {
                Some(Some(ModelMacro::Dense)) => GENERATED,
                Some(_) => &GENERATED[1..],
                None => &[],
            }
        });
        let generated = generated.collect();
        Self { tree, crates, by_name, generated, touched: Mutex::default() }
    }

    /// The files in which names were looked up in vain, because they are not parsed or not Rust.
    pub fn touched(&self) -> BTreeSet<FileId> {
        self.touched.lock().map(|it| it.clone()).unwrap_or_default()
    }

    /// The path of a module, from the name of its crate.
    pub fn module_path(&self, mut id: ModuleId) -> String {
        let mut names = Vec::new();
        while let Some(parent) = self.tree.modules[id].parent {
            names.push(self.tree.modules[id].name);
            id = parent;
        }
        names.push(&self.crates[self.tree.modules[id].krate].name);
        names.reverse();
        names.join("::")
    }

    /// The whole path of a definition, by which `types` and `external` name it.
    pub fn full_path(&self, definition: &Definition<'_>) -> String {
        match definition {
            Definition::Module(id) => self.module_path(*id),
            Definition::Item(id, item) => format!("{}::{}", self.module_path(*id), item.name),
            Definition::Generated(id, name) => format!("{}::{name}", self.module_path(*id)),
            Definition::External(path) => path.join("::"),
        }
    }

    pub fn resolve(&self, module: ModuleId, path: &Path) -> Option<Definition<'a>> {
        self.path(module, &path.names(), path.absolute, &mut Vec::new())
    }

    fn path<'n>(
        &self,
        module: ModuleId,
        path: &[&'n str],
        absolute: bool,
        under: &mut Under<'n>,
    ) -> Option<Definition<'a>>
    where
        'a: 'n,
    {
        let (&first, mut rest) = path.split_first()?;
        let krate = self.tree.modules[module].krate;
        let mut at = match first {
            _ if absolute => self.other_crate(krate, first),
            "crate" | "$crate" => return self.in_own_crate(module, rest, under),
            "self" => Definition::Module(module),
            "super" => {
                let mut up = self.tree.modules[module].parent?;
                while let Some((&"super", after)) = rest.split_first() {
                    up = self.tree.modules[up].parent?;
                    rest = after;
                }
                Definition::Module(up)
            }
            _ => match self.lookup(module, first, module, under) {
                Some(found) => found,
                None if self.is_crate(krate, first) || !rest.is_empty() => {
                    self.other_crate(krate, first)
                }
                None => Definition::External(vec!["std".into(), builtin::in_std(first)?.into()]),
            },
        };
        for &name in rest {
            at = match at {
                // A crate of which only a part is read may hold more.
                Definition::Module(id) if self.tree.modules[id].parent.is_none() => {
                    let found = self.lookup(id, name, module, under);
                    found.unwrap_or_else(|| {
                        let krate = &self.crates[self.tree.modules[id].krate].name;
                        Definition::External(vec![krate.clone(), name.to_owned()])
                    })
                }
                at => self.member(at, name, module, under)?,
            };
        }
        Some(at)
    }

    /// `crate::...`: where only a folder of a crate is read, the modules that lead to the folder
    /// may be written too.
    fn in_own_crate<'n>(
        &self,
        module: ModuleId,
        path: &[&'n str],
        under: &mut Under<'n>,
    ) -> Option<Definition<'a>>
    where
        'a: 'n,
    {
        let krate = self.tree.modules[module].krate;
        let root = Definition::Module(self.tree.roots[krate]);
        let walk = |names: &[&'n str], under: &mut Under<'n>| {
            names.iter().try_fold(root.clone(), |at, name| self.member(at, name, module, under))
        };
        if let Some(found) = walk(path, under) {
            return Some(found);
        }
        let base = &self.tree.bases[krate];
        for skip in 1..=path.len() {
            if base.ends_with(&path[..skip])
                && let Some(found) = walk(&path[skip..], under)
            {
                return Some(found);
            }
        }
        let own = self.crates[krate].name.clone();
        let path = path.iter().map(|name| (*name).to_owned());
        Some(Definition::External(std::iter::once(own).chain(path).collect()))
    }

    fn is_crate(&self, from: usize, name: &str) -> bool {
        self.by_name.contains_key(name) || self.crates[from].dependencies.contains_key(name)
    }

    fn other_crate(&self, from: usize, name: &str) -> Definition<'a> {
        let name = self.crates[from].dependencies.get(name).map_or(name, String::as_str);
        match self.by_name.get(name) {
            Some(&krate) => Definition::Module(self.tree.roots[krate]),
            None => Definition::External(vec![name.to_owned()]),
        }
    }

    fn member<'n>(
        &self,
        at: Definition<'a>,
        name: &'n str,
        from: ModuleId,
        under: &mut Under<'n>,
    ) -> Option<Definition<'a>>
    where
        'a: 'n,
    {
        match at {
            Definition::Module(module) => self.lookup(module, name, from, under),
            Definition::External(mut path) => {
                path.push(name.to_owned());
                Some(Definition::External(path))
            }
            Definition::Item(..) | Definition::Generated(..) => None,
        }
    }

    /// What a name means inside a module, seen from another.
    fn lookup<'n>(
        &self,
        id: ModuleId,
        name: &'n str,
        from: ModuleId,
        under: &mut Under<'n>,
    ) -> Option<Definition<'a>>
    where
        'a: 'n,
    {
        let module = &self.tree.modules[id];
        if !module.read
            && let (Some(file), Ok(mut touched)) = (module.file, self.touched.lock())
        {
            touched.insert(file);
        }
        if let Some(item) = module.items.get(name) {
            return Some(Definition::Item(id, item));
        }
        if let Some(&child) = module.children.get(name) {
            return Some(Definition::Module(child));
        }
        if let Some(generated) = self.generated[id].iter().find(|it| **it == name) {
            return Some(Definition::Generated(id, generated));
        }
        if under.contains(&(id, name)) {
            return None;
        }
        under.push((id, name));
        let inside = self.is_inside(from, id);
        let visible = |it: &&Use| it.public || inside;
        let uses = || module.ast.uses.iter().filter(visible);
        let named = uses().filter(|it| it.name.as_deref() == Some(name)).find_map(|it| {
            let path: Vec<&str> = it.path.iter().map(String::as_str).collect();
            self.path(id, &path, it.absolute, under)
        });
        let found = named.or_else(|| {
            uses().filter(|it| it.name.is_none()).find_map(|it| {
                let path: Vec<&str> = it.path.iter().map(String::as_str).collect();
                match self.path(id, &path, it.absolute, under)? {
                    Definition::Module(module) => self.lookup(module, name, from, under),
                    Definition::External(mut path) => {
                        path.push(name.to_owned());
                        builtin::is_known(&path).then_some(Definition::External(path))
                    }
                    Definition::Item(..) | Definition::Generated(..) => None,
                }
            })
        });
        under.pop();
        found
    }

    /// Whether a module is another or lies in it.
    fn is_inside(&self, mut id: ModuleId, outer: ModuleId) -> bool {
        loop {
            if id == outer {
                return true;
            }
            match self.tree.modules[id].parent {
                Some(parent) => id = parent,
                None => return false,
            }
        }
    }
}

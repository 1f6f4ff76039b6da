//! The entity files of a project, read and never compiled: Rust source text to a [`Schema`] that
//! leaves open what an entity cannot say.
//!
//! Each file that matters ([`files`]) is parsed and converted once, on all cores, into [`ast`];
//! paths are resolved over
//! the modules of all crates ([`names`]); each entity is brought to one form ([`facts`]) and
//! becomes a table ([`table`]). What cannot be understood is a [`Diagnostic`] and never a guess.

mod active_enum;
mod annotation;
mod ast;
mod builtin;
mod case_style;
mod code;
mod default;
mod diagnostic;
mod expanded;
mod facts;
mod files;
mod hidden;
mod model;
mod names;
mod native;
mod parse;
mod pattern;
mod relation;
mod sql;
mod table;
mod tree;
mod types;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::schema::{Aspect, ObjectId, QualifiedName, Schema};
use ast::{Position, Span};
pub use diagnostic::Diagnostic;
use facts::{Problem, Severity, TableName};
pub use files::folder_of_children;
use files::{Files, Parsed};
use names::Names;
pub use pattern::Pattern;
use pattern::Rule;
use table::{Built, World};
pub use tree::{DeclaredModule, declared_modules, normal};
use tree::{FileId, ModuleId, Tree};
use types::Types;

/// A Rust file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// As it is shown to people.
    pub path: PathBuf,
    pub text: Arc<str>,
    /// Whether its entities are tables of the schema; if not, it is there for the types and the
    /// relations of others, and read only if these need it.
    pub entities: bool,
}

/// The files of a crate, or of a folder in it.
#[derive(Clone, Debug, Default)]
pub struct SourceCrate {
    /// As it is written in Rust, with underscores.
    pub name: String,
    pub files: Vec<SourceFile>,
    /// The index of the file from which `mod` is followed. Without one every file is a module by
    /// its path.
    pub root: Option<usize>,
    /// Other names under which it knows crates: the name in its code, and the crate's own.
    pub dependencies: BTreeMap<String, String>,
    /// The features that its package turns on by itself.
    pub features: BTreeSet<String>,
}

/// What autogen.yaml says about the reading of entities.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Column types of Rust types: by path, where `*` stands for any text, a type as in the YAML
    /// of schemas or as a database writes it.
    pub types: BTreeMap<String, String>,
    /// Tables of entities that are not read, by path.
    pub external: BTreeMap<String, External>,
    /// The features for which `cfg` and `cfg_attr` hold, beside those of each crate.
    pub features: BTreeSet<String>,
    /// Paths of entities or names of tables that are left out, where `*` stands for any text.
    pub ignore: Vec<String>,
    /// The same for tables that the database may have and no entity declares.
    pub ignore_tables: Vec<String>,
}

/// The table of an entity that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    pub table: QualifiedName,
    /// The columns that may be referred to, with their types; none is any.
    #[serde(flatten)]
    pub columns: BTreeMap<String, String>,
}

/// What the entity files say.
#[derive(Clone, Debug, Default)]
pub struct Models {
    pub schema: Schema,
    /// Where objects and their parts are declared, as far as these have places of their own.
    pub places: BTreeMap<(ObjectId, Aspect), Place>,
    /// The tables of entities that are to be ignored, unless another entity declares them.
    pub ignored: BTreeSet<QualifiedName>,
    /// How many entities were read, without those that are ignored.
    pub entities: usize,
    pub warnings: Vec<Diagnostic>,
    pub unused: Vec<Unused>,
    /// The columns for which an entity names the old name, with that.
    pub renamed_from: BTreeMap<ObjectId, String>,
}

impl Models {
    /// Where a part of an object is declared, or else the object, or else its table.
    pub fn place(&self, object: &ObjectId, aspect: &Aspect) -> Option<&Place> {
        let at =
            |object: &ObjectId, aspect: &Aspect| self.places.get(&(object.clone(), aspect.clone()));
        at(object, aspect)
            .or_else(|| at(object, &Aspect::Whole))
            .or_else(|| at(&ObjectId::Table(object.table()?.clone()), &Aspect::Whole))
    }

    /// Something to say about a part of an object, at its place.
    pub fn diagnostic(
        &self,
        object: &ObjectId,
        aspect: &Aspect,
        message: String,
        help: Option<String>,
    ) -> Option<Diagnostic> {
        let Place { path, source, span, line, column } = self.place(object, aspect)?.clone();
        Some(Diagnostic { path, source, span, line, column, message, help })
    }
}

/// All that stands in the way of reading the entities, and what else there is to say.
#[derive(Clone, Debug)]
pub struct Refused {
    /// At least one.
    pub errors: Vec<Diagnostic>,
    pub warnings: Vec<Diagnostic>,
    pub unused: Vec<Unused>,
}

/// A pattern of autogen.yaml that matches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    pub key: &'static str,
    pub pattern: String,
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, pattern } = self;
        write!(f, "`{key}` in autogen.yaml has {pattern:?}, which matches nothing")
    }
}

/// Where an object is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    /// The whole text of the file.
    pub source: Arc<str>,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

/// Reads the entities of all crates. All that is wrong is told at once.
pub fn read(crates: &[SourceCrate], options: &Options) -> Result<Models, Refused> {
    let mut files = Files::new(crates, &options.features);
    loop {
        let attempt = Attempt::new(crates, &files, options);
        let unread: Vec<_> = attempt.unread(&files);
        if unread.is_empty() {
            let found = attempt.finish(&files);
            files.drop_in_parallel();
            return found;
        }
        files.parse(&unread);
    }
}

/// What is read while only some of the files are parsed.
struct Attempt<'c> {
    models: Models,
    report: Report<'c>,
    /// Files that are not parsed or not Rust, and in which a name was looked up.
    touched: BTreeSet<FileId>,
    /// Files that are not parsed and that a `mod` leads to.
    reached: Vec<FileId>,
    /// Whether there are entities to which no `mod` was found.
    orphans: bool,
}

impl<'c> Attempt<'c> {
    fn new(crates: &'c [SourceCrate], files: &Files<'_>, options: &Options) -> Self {
        let mut report = Report { crates, errors: Vec::new(), warnings: Vec::new() };
        let tree = Tree::new(crates, files);
        let orphans = report.tree(&tree, files);
        let placed = tree.modules.iter().filter_map(|module| module.file);
        let reached = placed.filter(|file| files.is_unread(*file)).collect();
        let given = options.types.iter().map(|(name, ty)| Rule::new(name, native::parse(ty)));
        let types = Types::new(Names::new(crates, tree), given.collect());
        let modules = 0..types.names.tree.modules.len();
        let entities: Vec<_> = modules
            .into_par_iter()
            .flat_map_iter(|module| facts::entities(&types, module))
            .collect();
        let by_key = entities.iter().enumerate().map(|(i, it)| ((it.module, it.name), i)).collect();
        let external = options.external.iter();
        let external = external.map(|(path, it)| Rule::new(path, it.clone())).collect();
        let world = World { types, entities, by_key, external };
        let models = assemble(&world, options, &mut report);
        let touched = world.types.names.touched();
        Self { models, report, touched, reached, orphans }
    }

    /// The files to parse before it can be told what the entities mean. What does not stand
    /// where its name is looked up, such as the implementation of a trait, may stand anywhere.
    fn unread(&self, files: &Files<'_>) -> Vec<FileId> {
        let touched = self.touched.iter().copied().filter(|file| files.is_unread(*file));
        let touched: Vec<_> = touched.collect();
        if touched.is_empty() && (self.orphans || !self.report.errors.is_empty()) {
            return self.reached.clone();
        }
        touched
    }

    fn finish(mut self, files: &Files<'_>) -> Result<Models, Refused> {
        for file in self.touched {
            let Parsed::Broken(error) = &files.get(file).parsed else { continue };
            if files.get(file).essential {
                continue;
            }
            // Without it something may be missing; if nothing is, it need not stop anybody.
            let diagnostic = self.report.diagnostic(file, error.span, error.to_string());
            match self.report.errors.is_empty() {
                true => self.report.warnings.push(diagnostic),
                false => self.report.errors.push(diagnostic),
            }
        }
        self.report.finish(self.models)
    }
}

fn assemble(world: &World<'_>, options: &Options, report: &mut Report<'_>) -> Models {
    let tree = &world.types.names.tree;
    let ignored = options.ignore.iter().chain(&options.ignore_tables);
    let ignored: Vec<_> = ignored.map(|pattern| Rule::new(pattern, ())).collect();
    let crates = report.crates;
    let is_table = |file: FileId| crates[file.krate].files[file.file].entities;
    let is_ignored = |module: ModuleId, entity: &str, table: Option<&QualifiedName>| {
        let module = world.types.names.module_path(module);
        let path = format!("{module}::{entity}");
        let names = [Some(module), Some(path), table.map(QualifiedName::to_string)];
        names.iter().flatten().any(|name| ignored.iter().any(|it| it.matches(name)))
    };
    let (left_out, wanted): (Vec<_>, Vec<_>) = world
        .entities
        .iter()
        .filter(|entity| tree.modules[entity.module].file.is_some_and(is_table))
        .partition(|entity| is_ignored(entity.module, entity.name, entity.table()));
    for module in 0..tree.modules.len() {
        if !tree.modules[module].file.is_some_and(is_table) {
            continue;
        }
        let problems = hidden::problems(world, module);
        if !problems.is_empty() && !is_ignored(module, "Entity", None) {
            problems.iter().for_each(|problem| report.problem(tree, problem));
        }
    }
    let built: Vec<_> = wanted
        .par_iter()
        .map(|entity| {
            let mut built = table::build(world, entity)?;
            let parts = std::mem::take(&mut built.parts).into_iter();
            let file = tree.modules[entity.module].file?;
            let lines = Lines::new(&crates[file.krate].files[file.file]);
            let places: Vec<_> = parts.map(|(id, span)| (id, lines.place(span))).collect();
            Some((places, built))
        })
        .collect();

    let mut models = Models::default();
    models.ignored.extend(left_out.into_iter().filter_map(|it| it.table().cloned()));
    let mut declared = Declared::default();
    let mut places = Vec::new();
    for (entity, built) in wanted.into_iter().zip(built) {
        if let Some((_, Built { ignored: true, name, .. })) = built {
            models.ignored.insert(name);
            continue;
        }
        for problem in &entity.problems.all {
            report.problem(tree, problem);
        }
        if entity.table == TableName::Dynamic {
            let message = "the name of the table is computed when the program runs: skipped";
            report.warning(tree, entity.module, entity.span, message);
        }
        if let Some((parts, built)) = built {
            models.entities += 1;
            if declared.add(entity, built, tree, &mut models, report) {
                places.extend(parts);
            }
        }
    }
    for (id, (module, span)) in declared.places {
        if let Some(file) = tree.modules[module].file {
            let lines = Lines::new(&crates[file.krate].files[file.file]);
            places.push((id, lines.place(span)));
        }
    }
    models.places = places.into_iter().collect();
    let ignored = &ignored[..options.ignore.len()];
    models.unused.extend(unused("types", &world.types.given));
    models.unused.extend(unused("external", &world.external));
    models.unused.extend(unused("ignore", ignored));
    models
}

fn unused<T>(key: &'static str, rules: &[Rule<T>]) -> impl Iterator<Item = Unused> {
    let unused = rules.iter().filter(|rule| !rule.is_used());
    unused.map(move |rule| Unused { key, pattern: rule.text.clone() })
}

/// Where tables and enums were declared first.
#[derive(Default)]
struct Declared {
    places: HashMap<(ObjectId, Aspect), (ModuleId, Span)>,
}

impl Declared {
    /// Adds a table with its enums; false if there is another of its name.
    fn add(
        &mut self,
        entity: &facts::Entity<'_>,
        built: Built,
        tree: &Tree<'_>,
        models: &mut Models,
        report: &mut Report<'_>,
    ) -> bool {
        for problem in &built.problems {
            report.problem(tree, problem);
        }
        for used in built.enums {
            let id = ObjectId::Enum(used.name.clone());
            match models.schema.enums.get(&used.name) {
                Some(other) if *other != used.ty => {
                    let message = format!("{id} is declared twice, with different values");
                    self.twice(&id, (used.module, used.span), &message, tree, report);
                }
                Some(_) => {}
                None => {
                    let values = used.ty.values.iter().cloned().map(Aspect::Value);
                    let mut all = vec![(Aspect::Whole, used.span)];
                    all.extend(values.zip(used.values));
                    for (aspect, span) in all {
                        self.places.insert((id.clone(), aspect), (used.module, span));
                    }
                    models.schema.enums.insert(used.name, used.ty);
                }
            }
        }
        let table = ObjectId::Table(built.name.clone());
        if models.schema.tables.contains_key(&built.name) {
            // A file that is two modules declares its tables once.
            let place = |(module, span): (ModuleId, Span)| (tree.modules[module].file, span);
            let first = self.places.get(&(table.clone(), Aspect::Whole)).copied();
            if first.map(place) == Some(place((entity.module, entity.span))) {
                return false;
            }
            let message = format!("{table} is declared twice");
            self.twice(&table, (entity.module, entity.span), &message, tree, report);
            return false;
        }
        self.places.insert((table, Aspect::Whole), (entity.module, entity.span));
        for (column, old) in built.renamed {
            models.renamed_from.insert(ObjectId::Column(built.name.clone(), column), old);
        }
        models.schema.tables.insert(built.name, built.table);
        true
    }

    /// Tells of something at the place where it was declared first, and at the second.
    fn twice(
        &self,
        id: &ObjectId,
        second: (ModuleId, Span),
        message: &str,
        tree: &Tree<'_>,
        report: &mut Report<'_>,
    ) {
        let help = match id {
            ObjectId::Table(_) => Some(
                "leave one out: write `#[cfg_attr(any(), autogen(ignore))]` above it, or name it \
                 under `ignore: { entities: [...] }`"
                    .to_owned(),
            ),
            _ => None,
        };
        let first = self.places.get(&(id.clone(), Aspect::Whole)).copied();
        for (module, span) in first.into_iter().chain([second]) {
            let message = message.to_owned();
            let problem = Problem::error(module, span, message);
            report.problem(tree, &Problem { help: help.clone(), ..problem });
        }
    }
}

/// What is to be said, with the texts that it is said about.
struct Report<'c> {
    crates: &'c [SourceCrate],
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Report<'_> {
    fn finish(mut self, mut models: Models) -> Result<Models, Refused> {
        let order = |a: &Diagnostic, b: &Diagnostic| {
            (&a.path, a.line, a.column, &a.message).cmp(&(&b.path, b.line, b.column, &b.message))
        };
        for list in [&mut self.errors, &mut self.warnings] {
            list.sort_by(order);
            list.dedup();
        }
        let Self { errors, warnings, .. } = self;
        if !errors.is_empty() {
            return Err(Refused { errors, warnings, unused: models.unused });
        }
        models.warnings = warnings;
        Ok(models)
    }

    /// Tells which files are not Rust or lie where no `mod` leads to; true if there are entities
    /// in one of the latter.
    fn tree(&mut self, tree: &Tree<'_>, files: &Files<'_>) -> bool {
        for id in files.ids().filter(|id| files.get(*id).essential) {
            if let Parsed::Broken(error) = &files.get(id).parsed
                && !tree.unreached.contains(&id)
            {
                self.error(id, error.span, error.to_string(), None);
            }
        }
        for (file, span, expected) in &tree.missing {
            if self.file(*file).entities {
                let message = format!("the file of this module is not there: expected {expected}");
                self.error(*file, Some(*span), message, None);
            }
        }
        let mut orphans = false;
        for file in &tree.unreached {
            let source = self.file(*file);
            // What is not Rust may be an entity.
            let broken = matches!(files.get(*file).parsed, Parsed::Broken(_));
            if source.entities && (broken || source.text.contains("DeriveEntity")) {
                orphans = true;
                let message = "no `mod` leads to this file: its entities are not read";
                let mut diagnostic = self.diagnostic(*file, Some(Span::default()), message.into());
                let path = &diagnostic.path;
                let folder = path.parent().filter(|_| path.ends_with("mod.rs"));
                let name = folder.unwrap_or(path).file_stem().unwrap_or_default().display();
                diagnostic.help = Some(format!("add `mod {name};` where it belongs"));
                self.warnings.push(diagnostic);
            }
        }
        orphans
    }

    fn file(&self, id: FileId) -> &SourceFile {
        &self.crates[id.krate].files[id.file]
    }

    fn problem(&mut self, tree: &Tree<'_>, problem: &Problem) {
        let Some(file) = tree.modules[problem.module].file else { return };
        let Problem { severity, span, message, help, .. } = problem.clone();
        let diagnostic = Diagnostic { help, ..self.diagnostic(file, Some(span), message) };
        match severity {
            Severity::Error => self.errors.push(diagnostic),
            Severity::Warning => self.warnings.push(diagnostic),
        }
    }

    fn error(&mut self, file: FileId, span: Option<Span>, message: String, help: Option<String>) {
        let diagnostic = self.diagnostic(file, span, message);
        self.errors.push(Diagnostic { help, ..diagnostic });
    }

    fn warning(&mut self, tree: &Tree<'_>, module: ModuleId, span: Span, message: &str) {
        let Some(file) = tree.modules[module].file else { return };
        let diagnostic = self.diagnostic(file, Some(span), message.to_owned());
        self.warnings.push(diagnostic);
    }

    /// No span is the end of the file.
    fn diagnostic(&self, file: FileId, span: Option<Span>, message: String) -> Diagnostic {
        let source = self.file(file);
        let SourceFile { path, text, .. } = source;
        let span = match span {
            Some(span) => Lines::new(source).bytes(span),
            None => text.trim_end().len()..text.len(),
        };
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Diagnostic {
            path: path.clone(),
            source: text.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span,
            message,
            help: None,
        }
    }
}

/// A file with the beginnings of its lines.
struct Lines<'s> {
    source: &'s SourceFile,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    fn new(source: &'s SourceFile) -> Self {
        let newlines = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(newlines).collect() }
    }

    fn place(&self, span: Span) -> Place {
        let (line, column) = (span.start.line as usize, span.start.column as usize + 1);
        let (path, source) = (self.source.path.clone(), self.source.text.clone());
        Place { path, source, span: self.bytes(span), line, column }
    }

    /// The bytes of a span, at least one.
    fn bytes(&self, span: Span) -> Range<usize> {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        let one = self.source.text[start..].chars().next().map_or(0, char::len_utf8);
        start..end.max(start + one)
    }

    fn byte(&self, position: Position) -> usize {
        let Some(line) = position.line.checked_sub(1) else { return 0 };
        let Some(&start) = self.starts.get(line as usize) else { return self.source.text.len() };
        let rest = &self.source.text[start..];
        // The parser has not counted a byte order mark.
        let mark = line == 0 && self.source.text.starts_with('\u{feff}');
        let column = position.column as usize + usize::from(mark);
        if rest.as_bytes().get(..column).is_some_and(<[u8]>::is_ascii) {
            return start + column;
        }
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    }
}

//! Each folder of `tests/entities` holds Rust files and what is read from them: `expected.yaml`
//! is the schema, `expected.txt` all that is told besides. `UPDATE_EXPECT=1` writes both anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use autogen::entity::{
    Diagnostic, External, Models, Options, SourceCrate, SourceFile, Unused, read,
};
use autogen::schema::{Aspect, objects};
use serde::Deserialize;

/// What a case says beyond its files, in `case.yaml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Case {
    types: BTreeMap<String, String>,
    external: BTreeMap<String, External>,
    features: BTreeSet<String>,
    ignore: Vec<String>,
    /// The folders that are crates; by default the case is one, named `app`.
    crates: Vec<CrateOfCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrateOfCase {
    folder: String,
    name: String,
    /// The folders and files whose entities are tables.
    #[serde(default)]
    models: Vec<PathBuf>,
    #[serde(default)]
    dependencies: BTreeMap<String, String>,
}

/// The compiler takes annotations above every form of an entity, in any order, and passes over
/// them: these files are a case too.
#[path = "../entities/annotation_forms"]
mod annotation_forms {
    mod compact;
    mod compact_model;
    mod dense;
    mod dense_below;
    mod expanded;
    mod hybrid;
    mod ignored;
}

#[test]
fn entities_are_read_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/entities");
    let mut names: Vec<_> = fs::read_dir(&cases)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    names.sort();
    let failed: Vec<_> = names.iter().filter_map(|case| check(case)).collect();
    assert!(failed.is_empty(), "{} cases differ:\n\n{}", failed.len(), failed.join("\n"));
}

/// Whatever is missing from a file, it is read or told, without a panic.
#[test]
fn files_with_holes_are_read_or_refused() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/entities");
    for case in fs::read_dir(&cases).expect("the folder of cases") {
        let (crates, options) = load_case(&case.expect("a case").path());
        for (krate, source) in crates.iter().enumerate() {
            for file in 0..source.files.len() {
                let text: Vec<char> = source.files[file].text.chars().collect();
                for hole in 0..8 {
                    let at = (text.len() * hole + file * 7) / 8;
                    let after = (at + 1 + hole * 3).min(text.len());
                    let left = text[..at.min(after)].iter().chain(&text[after..]);
                    let mut crates = crates.clone();
                    crates[krate].files[file].text = left.collect::<String>().into();
                    let refused = read(&crates, &options).err();
                    for told in refused.into_iter().flat_map(|it| it.errors) {
                        assert!(told.source.get(told.span.clone()).is_some(), "{told}");
                    }
                }
            }
        }
    }
}

/// What differs in a case.
fn check(case: &Path) -> Option<String> {
    let (crates, options) = load_case(case);
    let (schema, messages) = match read(&crates, &options) {
        Ok(models) => {
            every_object_has_its_place(case, &models);
            (Some(serde_yaml::to_string(&models.schema).expect("YAML")), tell(&models))
        }
        Err(refused) => {
            let errors = refused.errors.iter().map(|error| line("error", error));
            let messages = errors.chain([remarks(&refused.warnings, &refused.unused)]).collect();
            (None, messages)
        }
    };
    let messages = (!messages.is_empty()).then_some(messages);
    let differ = [("expected.yaml", schema), ("expected.txt", messages)]
        .into_iter()
        .filter_map(|(name, found)| compare(&case.join(name), found).then(|| case.join(name)));
    let differ: Vec<_> = differ.map(|path| path.display().to_string()).collect();
    (!differ.is_empty()).then(|| differ.join("\n"))
}

fn every_object_has_its_place(case: &Path, models: &Models) {
    for id in objects(&models.schema).keys() {
        let place = models.place(id, &Aspect::Whole).unwrap_or_else(|| panic!("{id} has no place"));
        let text = fs::read_to_string(case.join(&place.path)).expect("the file of the place");
        let before = &text[..place.span.start];
        assert_eq!(place.line, before.matches('\n').count() + 1, "{id}");
        assert!(!place.span.is_empty(), "{id}");
    }
}

fn tell(models: &Models) -> String {
    let mut text = remarks(&models.warnings, &models.unused);
    for (column, old) in &models.renamed_from {
        let _ = writeln!(text, "{column} was {old}");
    }
    text
}

fn remarks(warnings: &[Diagnostic], unused: &[Unused]) -> String {
    let warnings = warnings.iter().map(|it| line("warning", it));
    warnings.chain(unused.iter().map(|it| format!("warning: {it}\n"))).collect()
}

fn line(kind: &str, diagnostic: &Diagnostic) -> String {
    let span = &diagnostic.source[diagnostic.span.clone()];
    let span = span.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = format!("{kind}: {diagnostic}\n  at: {span}\n");
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  help: {help}");
    }
    text
}

/// Whether a file holds something else than what was found.
fn compare(path: &Path, found: Option<String>) -> bool {
    let expected = fs::read_to_string(path).ok();
    if expected == found {
        return false;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        match found {
            Some(text) => fs::write(path, text).expect("an expectation is written"),
            None => fs::remove_file(path).expect("an expectation is removed"),
        }
        return false;
    }
    eprintln!("--- {}\n{}", path.display(), found.unwrap_or_default());
    true
}

pub fn load_case(case: &Path) -> (Vec<SourceCrate>, Options) {
    let told: Case = match fs::read_to_string(case.join("case.yaml")) {
        Ok(text) => serde_yaml::from_str(&text).expect("case.yaml"),
        Err(_) => Case::default(),
    };
    let crates: Vec<_> = if told.crates.is_empty() {
        vec![load("app", case, case, &[PathBuf::new()], BTreeMap::new())]
    } else {
        let of = |it: &CrateOfCase| {
            let folder = case.join(&it.folder);
            load(&it.name, &folder, case, &it.models, it.dependencies.clone())
        };
        told.crates.iter().map(of).collect()
    };
    let options = Options {
        types: told.types,
        external: told.external,
        features: told.features,
        ignore: told.ignore,
        ignore_tables: Vec::new(),
    };
    (crates, options)
}

fn load(
    name: &str,
    folder: &Path,
    case: &Path,
    models: &[PathBuf],
    dependencies: BTreeMap<String, String>,
) -> SourceCrate {
    let mut paths = Vec::new();
    rust_files(folder, &mut paths);
    paths.sort();
    let files: Vec<_> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a Rust file").into();
            let path = path.strip_prefix(case).expect("a path of the case").to_owned();
            let entities = models.iter().any(|it| path.starts_with(it));
            SourceFile { path, text, entities }
        })
        .collect();
    let is_root =
        |path: &PathBuf| ["lib.rs", "main.rs", "mod.rs"].iter().any(|it| *path == folder.join(it));
    let root = paths.iter().position(is_root);
    SourceCrate { name: name.to_owned(), files, root, dependencies, ..Default::default() }
}

pub fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

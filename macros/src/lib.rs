//! What `autogen::embed!` expands to.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro::TokenStream;

/// The files of a folder of revisions, read when the crate is compiled: a slice of the name of the
/// revision, the name of the file, and its text. A relative path is relative to the `Cargo.toml` of
/// the crate that says it.
///
/// Cargo compiles anew when one of these files changes. That a revision was added is noticed when
/// the build script says so: `println!("cargo::rerun-if-changed=migrations")`.
#[proc_macro]
pub fn embed(input: TokenStream) -> TokenStream {
    let expanded = match path(&input.to_string()).and_then(|path| files(&path)) {
        Ok(files) => {
            let items = files.iter().map(|(revision, file, path)| {
                format!("({revision:?}, {file:?}, ::core::include_str!({path:?})),")
            });
            format!("&[{}]", items.collect::<String>())
        }
        Err(message) => format!("::core::compile_error!({message:?})"),
    };
    expanded.parse().unwrap_or_default()
}

fn path(literal: &str) -> Result<PathBuf, String> {
    let text = literal.trim().strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let text = text
        .filter(|it| !it.is_empty() && !it.contains(['"', '\\']))
        .ok_or("embed! takes the path of a folder, as in embed!(\"migrations\")")?;
    let root = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?;
    Ok(Path::new(&root).join(text))
}

type File = (String, String, String);

fn files(folder: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    for (revision, path) in entries(folder)? {
        if !path.is_dir() {
            continue;
        }
        for (file, path) in entries(&path)? {
            if file == "revision.yaml" || file.ends_with(".sql") {
                let path = path.to_str().ok_or(format!("{} is not UTF-8", path.display()))?;
                files.push((revision.clone(), file, path.to_owned()));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What a folder holds by name, without hidden files.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let error = |error| format!("{} cannot be read: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let name = entry.file_name().into_string();
        let name = name.map_err(|_| format!("{} is not UTF-8", entry.path().display()))?;
        if !name.starts_with('.') {
            found.push((name, entry.path()));
        }
    }
    Ok(found)
}

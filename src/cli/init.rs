//! `autogen init`: a configuration to start from.

use std::path::Path;

use super::Found;
use super::args::{Global, Init};
use super::failure::Failure;
use crate::project;

pub fn run(global: &Global, args: &Init) -> Result<Found, Failure> {
    let file = global.config.clone().unwrap_or_else(|| project::FILE.into());
    if file.exists() {
        return Err(Failure::refused(format!(
            "{} is there already; nothing was written",
            file.display()
        )));
    }
    let models = match &args.models {
        Some(folder) => folder.display().to_string(),
        None => likely_models().to_owned(),
    };
    let dialects = match args.dialects.as_slice() {
        [] => String::new(),
        names => {
            let names: Vec<&str> = names.iter().map(|it| it.as_str()).collect();
            format!("dialects: [{}]\n", names.join(", "))
        }
    };
    let text = format!(
        "# What autogen compares, and where. `autogen --help` tells what to do with it.\n\
         database_url: ${{DATABASE_URL}}\n\
         models: {}\n\
         migrations: migrations\n\
         snapshots: snapshots\n{dialects}",
        serde_yaml::to_string(&models)?.trim_end()
    );
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = |path: &Path, result: std::io::Result<()>| {
        result
            .map_err(|error| Failure::refused(format!("cannot write {}: {error}", path.display())))
    };
    for name in ["migrations", "snapshots"] {
        let path = folder.join(name);
        write(&path, std::fs::create_dir_all(&path))?;
    }
    write(&file, std::fs::write(&file, text))?;
    println!("Wrote {}", file.display());
    if !folder.join(&models).is_dir() {
        println!(
            "There is no folder {models} yet: correct `models` in it if the entities are elsewhere"
        );
    }
    println!("Set DATABASE_URL, then run `autogen revision -m \"initial\"`");
    Ok(Found::Nothing)
}

/// The first folder that entity files are usually in.
fn likely_models() -> &'static str {
    let usual =
        ["entity/src", "models/src", "entities/src", "src/entity", "src/entities", "src/models"];
    usual.into_iter().find(|it| Path::new(it).is_dir()).unwrap_or("src/entities")
}

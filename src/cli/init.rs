//! `autogen init`: a configuration to start from.

use std::path::{Path, PathBuf};

use super::Found;
use super::adopting;
use super::args::{Global, Init};
use super::failure::Failure;
use crate::project;

/// What pre-commit runs; the same stands in `.pre-commit-hooks.yaml` of autogen's own repository.
const HOOK: &str = "\
- repo: local
  hooks:
  - id: autogen-check
    name: autogen check
    entry: autogen check --offline
    language: system
    files: (\\.rs|\\.ya?ml|\\.sql)$
    pass_filenames: false
";

const PRE_COMMIT: &str = ".pre-commit-config.yaml";

pub async fn run(global: &Global, args: &Init) -> Result<Found, Failure> {
    if let Some(tool) = args.from {
        adopting::run(global, args, tool).await?;
    } else if !args.pre_commit || !file(global).exists() {
        let models = write(global, args, "migrations", "")?;
        if !models.is_dir() {
            println!(
                "There is no folder {} yet: correct `models` in it if the entities are elsewhere",
                models.display()
            );
        }
        println!("Set DATABASE_URL, then run `autogen revision -m \"initial\"`");
    }
    if args.pre_commit {
        pre_commit()?;
    }
    Ok(Found::Nothing)
}

fn file(global: &Global) -> PathBuf {
    global.config.clone().unwrap_or_else(|| project::FILE.into())
}

pub fn refuse_existing(global: &Global) -> Result<(), Failure> {
    let file = file(global);
    match file.exists() {
        false => Ok(()),
        true => Err(Failure::refused(format!(
            "{} is there already; nothing was written",
            file.display()
        ))),
    }
}

/// Writes autogen.yaml with these revisions' folder and further lines, and returns where it says
/// that the models are.
pub fn write(
    global: &Global,
    args: &Init,
    migrations: &str,
    more: &str,
) -> Result<PathBuf, Failure> {
    refuse_existing(global)?;
    let file = file(global);
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
         migrations: {}\n\
         snapshots: snapshots\n{dialects}{more}",
        serde_yaml::to_string(&models)?.trim_end(),
        serde_yaml::to_string(migrations)?.trim_end()
    );
    let folder = file.parent().unwrap_or(Path::new(""));
    for name in [migrations, "snapshots"] {
        let path = folder.join(name);
        written(&path, std::fs::create_dir_all(&path))?;
    }
    written(&file, std::fs::write(&file, text))?;
    println!("Wrote {}", file.display());
    Ok(folder.join(models))
}

/// Adds the check to the hooks of pre-commit.
fn pre_commit() -> Result<(), Failure> {
    let path = Path::new(PRE_COMMIT);
    let known = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(Failure::refused(format!("{PRE_COMMIT} cannot be read: {error}")));
        }
    };
    if known.contains("autogen check") || known.contains("autogen-check") {
        println!("{PRE_COMMIT} has the check already");
        return Ok(());
    }
    let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    let text = match known.lines().rfind(is_key) {
        None => format!("{known}repos:\n{HOOK}"),
        Some(last) if last.trim_end() == "repos:" => {
            // The list goes on as far in as it began.
            let first = known.lines().find(|it| it.trim_start().starts_with("- "));
            let indent = first.map_or(0, |it| it.len() - it.trim_start().len());
            let hook: String = HOOK.lines().map(|line| format!("{:indent$}{line}\n", "")).collect();
            format!("{}\n{hook}", known.trim_end())
        }
        Some(_) => {
            return Err(Failure::refused(format!(
                "{PRE_COMMIT} does not end with its `repos`: add this to them by hand\n{HOOK}"
            )));
        }
    };
    written(path, std::fs::write(path, text))?;
    println!("Wrote {PRE_COMMIT}: `pre-commit install` makes git run it");
    Ok(())
}

fn written(path: &Path, result: std::io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| Failure::refused(format!("cannot write {}: {error}", path.display())))
}

/// The first folder that entity files are usually in.
fn likely_models() -> &'static str {
    let usual =
        ["entity/src", "models/src", "entities/src", "src/entity", "src/entities", "src/models"];
    usual.into_iter().find(|it| Path::new(it).is_dir()).unwrap_or("src/entities")
}

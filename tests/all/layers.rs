//! The house is built from the ground up: what stands on a floor uses its own floor and those
//! below, and only the upper floors touch the world.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms by floor, from the ground.
const FLOORS: [&[&str]; 7] = [
    &["schema", "target", "url"],
    &["ops"],
    &["align", "dialect", "entity", "overlay", "revision", "snapshot", "three_way"],
    &["checks", "compare", "lint", "plan", "report", "sides"],
    &["database", "history", "project", "scratch", "source"],
    &["runner"],
    &["cli", "main", "lib", "migrator"],
];

/// What only the floors from this one on may do.
const WORLD: usize = 4;

fn floor_of(room: &str) -> usize {
    let found = FLOORS.iter().position(|rooms| rooms.contains(&room));
    found.unwrap_or_else(|| panic!("src/{room} stands on no floor: add it to FLOORS"))
}

struct Source {
    path: PathBuf,
    room: String,
    lines: Vec<String>,
}

/// Every line of code of the sources, without comments and tests within the file.
fn sources() -> Vec<Source> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path())
        {
            match entry.is_dir() {
                true => collect(&entry, found),
                false if entry.extension().is_some_and(|it| it == "rs") => found.push(entry),
                false => {}
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    assert!(paths.len() > 30, "the sources are where they should be");
    paths
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&root).expect("within src").to_owned();
            let first = inner.components().next().expect("a name").as_os_str().to_string_lossy();
            let text = fs::read_to_string(&path).expect("a source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines().map(|line| match line.trim_start().starts_with("//") {
                true => String::new(),
                false => line.to_owned(),
            });
            Source {
                room: first.trim_end_matches(".rs").to_owned(),
                lines: lines.collect(),
                path: inner,
            }
        })
        .collect()
}

/// Fails with every line for which there is something to say.
fn check(complain: impl Fn(&Source, &str) -> Option<String>) {
    let mut complaints = Vec::new();
    for source in sources() {
        for (number, line) in source.lines.iter().enumerate() {
            if let Some(reason) = complain(&source, line) {
                let path = source.path.display();
                complaints.push(format!(
                    "src/{path}:{}: {reason}\n    {}",
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn what_is_used_stands_on_the_same_floor_or_below() {
    check(|source, line| {
        let floor = floor_of(&source.room);
        line.match_indices("crate::").find_map(|(at, word)| {
            let rest = &line[at + word.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let room = &rest[..end];
            (!room.is_empty() && floor_of(room) > floor)
                .then(|| format!("`{room}` stands above `{}`", source.room))
        })
    });
}

#[test]
fn only_the_upper_floors_touch_the_world() {
    let words = ["async ", "std::fs", "std::env::", "println!", "eprintln!", "print!", "sqlx::"];
    check(|source, line| {
        if floor_of(&source.room) >= WORLD {
            return None;
        }
        let found = words.iter().find(|word| line.contains(**word))?;
        Some(format!("`{}` is not for floor {}", found.trim(), floor_of(&source.room)))
    });
}

#[test]
fn rust_is_parsed_and_arguments_are_read_in_one_room_each() {
    check(|source, line| {
        let uses = |name: &str| {
            line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))
        };
        let only = |name: &str, room: &str| {
            (uses(name) && source.room != room).then(|| format!("{name} belongs in src/{room}"))
        };
        only("syn", "entity").or_else(|| only("clap", "cli"))
    });
}

/// What differs between databases is asked of the dialect.
#[test]
fn dialects_are_told_apart_in_their_own_room() {
    check(|source, line| {
        if ["dialect", "database", "target", "url"].contains(&source.room.as_str()) {
            return None;
        }
        let arms = ["DialectName::", "Flavour::"];
        arms.iter()
            .any(|name| line.contains(name) && line.contains("=>"))
            .then(|| "a `match` over the dialect".to_owned())
    });
}

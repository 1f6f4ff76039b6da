//! Model folders and what they lead to, loaded from disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use autogen::entity::{SourceCrate, SourceFile};
use autogen::source::{SourceError, load};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(folder: &Path, models: &[&str], reads: &[&str]) -> Result<Vec<SourceCrate>, SourceError> {
    let paths = |names: &[&str]| names.iter().map(|it| folder.join(it)).collect::<Vec<PathBuf>>();
    load(&paths(models), &paths(reads), folder)
}

/// `name (root): files; dependencies`, with a star on the files whose entities are tables.
fn show(crates: &[SourceCrate]) -> Vec<String> {
    let show = |it: &SourceCrate| {
        let path = |file: &SourceFile| file.path.display().to_string();
        let star = |file: &SourceFile| if file.entities { "*" } else { "" };
        let files: Vec<_> = it.files.iter().map(|it| format!("{}{}", path(it), star(it))).collect();
        let root = it.root.map_or("-".to_owned(), |at| path(&it.files[at]));
        let dependencies: Vec<_> =
            it.dependencies.iter().map(|(a, b)| format!("{a}={b}")).collect();
        format!("{} ({root}): {}; {}", it.name, files.join(" "), dependencies.join(" "))
    };
    crates.iter().map(show).collect()
}

#[test]
fn path_dependencies_are_followed_through_the_workspace() {
    let workspace = "[workspace]\nmembers = ['*']\n[workspace.dependencies]\n\
        shared-types = { path = 'libs/shared' }\nserde = '1'\n";
    let models = "[package]\nname = 'my-models'\n[dependencies]\nserde = { workspace = true }\n\
        shared-types.workspace = true\nmoney = { path = '../libs/money', package = 'money-core' }\n\
        macros = { path = '../libs/macros' }\n";
    let folder = folder(&[
        ("Cargo.toml", workspace),
        ("models/Cargo.toml", models),
        ("models/src/lib.rs", "mod user;"),
        ("models/src/user.rs", ""),
        ("models/src/target/a.rs", ""),
        ("models/src/.hidden/a.rs", ""),
        (
            "libs/shared/Cargo.toml",
            "[package]\nname = 'shared-types'\n[dependencies]\nmoney-core = { path = '../money' }\n",
        ),
        ("libs/shared/src/lib.rs", ""),
        (
            "libs/money/Cargo.toml",
            "[package]\nname = 'money-core'\n[lib]\nname = 'cash'\npath = 'code/all.rs'\n[target.'cfg(unix)'.dependencies]\nmy-models = { path = '../../models' }\n",
        ),
        ("libs/money/code/all.rs", ""),
        ("libs/macros/Cargo.toml", "[package]\nname = 'macros'\n[lib]\nproc-macro = true\n"),
        ("libs/macros/src/lib.rs", ""),
        ("extra/types.rs", ""),
    ]);
    let expected = [
        "my_models (models/src/lib.rs): models/src/lib.rs* models/src/user.rs*; macros=macros money=cash shared_types=shared_types",
        "extra (-): extra/types.rs; ",
        "cash (libs/money/code/all.rs): libs/money/code/all.rs; my_models=my_models",
        "shared_types (libs/shared/src/lib.rs): libs/shared/src/lib.rs; money_core=cash",
    ];
    let sorted = |crates: Vec<SourceCrate>| show(&crates).into_iter().collect::<BTreeSet<_>>();
    let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
    for models in ["models/src", "models", "./extra/../models/src/lib.rs"] {
        assert_eq!(sorted(read(folder.path(), &[models], &["extra"]).unwrap()), expected);
    }
    let twice = read(folder.path(), &["models", "models/src"], &["models/src", "extra"]).unwrap();
    assert_eq!(twice.len(), 4);
    assert!(twice[0].files.iter().all(|it| it.entities));

    let from_below = folder.path().join("models");
    let shown = show(&load(&[from_below.join("src")], &[], &from_below).unwrap());
    assert!(shown.iter().any(|it| it.contains("../libs/shared/src/lib.rs")), "{shown:?}");
}

#[test]
fn folders_without_a_package_are_read_by_their_paths() {
    let folder = folder(&[
        ("entities/user.rs", ""),
        ("entities/shop/item.rs", ""),
        ("app/src/entity/mod.rs", ""),
        ("one/thing.rs", ""),
        ("one/other.rs", ""),
    ]);
    let crates = read(folder.path(), &["entities", "app/src/entity", "one/thing.rs"], &[]).unwrap();
    let expected = [
        "entities (-): entities/shop/item.rs* entities/user.rs*; ",
        "entity (app/src/entity/mod.rs): app/src/entity/mod.rs*; ",
        "thing (-): one/thing.rs*; ",
    ];
    assert_eq!(show(&crates), expected);
}

/// A folder of an application brings the crate along that it is part of, and no other.
#[test]
fn a_folder_of_a_crate_is_read_with_it() {
    let folder = folder(&[
        (
            "app/Cargo.toml",
            "[package]\nname = 'my-app'\n[[bin]]\nname = 'ctl'\npath = 'ctl/start.rs'\n",
        ),
        ("app/src/main.rs", "mod db;\nmod domain;\nmod orders;"),
        ("app/src/lib.rs", "pub mod shared;"),
        ("app/src/shared.rs", ""),
        ("app/src/domain.rs", ""),
        ("app/src/db/mod.rs", "#[cfg(feature = \"server\")]\nmod entities;"),
        ("app/src/db/entities/mod.rs", "pub mod user;"),
        ("app/src/db/entities/user.rs", ""),
        ("app/src/orders.rs", "mod model;"),
        ("app/src/orders/model.rs", ""),
        ("app/src/bin/tool.rs", ""),
        ("app/src/lonely/a.rs", ""),
        ("app/tests/all.rs", ""),
        ("app/ctl/start.rs", "mod entity;"),
        ("app/ctl/entity.rs", ""),
        ("app/ctl/other.rs", ""),
    ]);
    let all = "app/src/db/entities/mod.rs* app/src/db/entities/user.rs* app/src/db/mod.rs \
               app/src/domain.rs app/src/lib.rs app/src/lonely/a.rs app/src/main.rs \
               app/src/orders/model.rs* app/src/orders.rs app/src/shared.rs";
    let models =
        ["app/src/db/entities", "app/src/orders/model.rs", "app/src/lonely", "app/ctl/entity.rs"];
    let expected = [
        format!("my_app (app/src/main.rs): {all}; "),
        "my_app (-): app/src/lonely/a.rs*; ".to_owned(),
        "my_app (app/ctl/start.rs): app/ctl/entity.rs* app/ctl/other.rs app/ctl/start.rs; "
            .to_owned(),
    ];
    assert_eq!(show(&read(folder.path(), &models, &["app/src/db"]).unwrap()), expected);
}

/// What entities do not need stops nobody.
#[test]
fn other_files_of_a_crate_may_be_unreadable() {
    let folder = folder(&[
        ("Cargo.toml", "[package]\nname = 'app'\n"),
        ("src/lib.rs", "mod entity; mod old;"),
        ("src/entity.rs", ""),
    ]);
    fs::write(folder.path().join("src/old.rs"), b"// \xe9t\xe9\n").unwrap();
    let crates = read(folder.path(), &["src/entity.rs"], &[]).unwrap();
    assert_eq!(show(&crates), ["app (src/lib.rs): src/entity.rs* src/lib.rs src/old.rs; "]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder(&[
        ("empty/notes.md", ""),
        ("latin/a.rs", ""),
        ("broken/Cargo.toml", "[package]\nname = 'a'\nname = 'b'\n"),
        ("broken/src/lib.rs", ""),
        ("lost/Cargo.toml", "[package]\nname = 'a'\n[dependencies]\nb = { path = '../gone' }\n"),
        ("lost/src/lib.rs", ""),
    ]);
    fs::write(folder.path().join("latin/a.rs"), b"// a\n// \xe9t\xe9\n").unwrap();
    let cases = [
        ("nowhere", "`models` in autogen.yaml names nowhere, which is not there"),
        ("empty", "`models` in autogen.yaml names empty, which holds no Rust file"),
        ("latin", "latin/a.rs:2: this is not UTF-8, and so not Rust"),
        ("broken/src", "broken/Cargo.toml:3: duplicate key"),
        ("lost", "lost/Cargo.toml: the dependency `b` lies in gone, where there is no Cargo.toml"),
    ];
    for (models, expected) in cases {
        let error = read(folder.path(), &[models], &[]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}\n{expected}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_once() {
    let folder = folder(&[("models/a.rs", ""), ("elsewhere/b.rs", "")]);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(from)).unwrap();
    };
    link("models/again", "models");
    link("models/other", "elsewhere");
    link("elsewhere/back", "models");
    link("models/gone.rs", "nowhere");
    let crates = read(folder.path(), &["models"], &[]).unwrap();
    assert_eq!(show(&crates), ["models (-): models/a.rs* models/other/b.rs*; "]);
}

/// A package is read as an ordinary build has it: with its default features and theirs.
#[test]
fn default_features_are_on() {
    let manifest = "[package]\nname = 'app'\n[features]\ndefault = ['sql', 'dep:a', 'b/c']\n\
        sql = ['chrono', 'default']\nchrono = []\nother = []\n";
    let folder = folder(&[("Cargo.toml", manifest), ("src/lib.rs", "")]);
    let crates = read(folder.path(), &["src"], &[]).unwrap();
    let features: Vec<&str> = crates[0].features.iter().map(String::as_str).collect();
    assert_eq!(features, ["chrono", "default", "sql"]);
}

/// An optional dependency is a feature too, unless `dep:` names it.
#[test]
fn optional_dependencies_are_features() {
    let manifest = "[package]\nname = 'app'\n[features]\n\
        default = ['sea-orm', 'serde/rc', 'weak?/x', 'plain/x', 'plain', 'hidden', 'hidden/x', 'own/x']\n\
        other = ['dep:hidden']\nown = ['dep:own', 'more']\nmore = []\n\
        [dependencies]\nsea-orm = { version = '2', optional = true }\nplain = '1'\n\
        weak = { version = '1', optional = true }\nhidden = { version = '1', optional = true }\n\
        own = { version = '1', optional = true }\n\
        [target.'cfg(unix)'.dependencies.serde]\nversion = '1'\noptional = true\n";
    let folder = folder(&[("Cargo.toml", manifest), ("src/lib.rs", "")]);
    let crates = read(folder.path(), &["src"], &[]).unwrap();
    let features: Vec<&str> = crates[0].features.iter().map(String::as_str).collect();
    assert_eq!(features, ["default", "more", "own", "sea-orm", "serde"]);
}

//! Entities that can be seen and not read. Without a word their tables would be missing, and be
//! dropped.

use super::ast::*;
use super::facts::{Problem, Problems};
use super::names::Definition;
use super::table::World;
use super::tree::{FileId, ModuleId, Tree, normal};

/// What makes an item an entity.
const DERIVES: [&str; 2] = ["DeriveEntityModel", "DeriveEntity"];

const IGNORE: &str = "leave it out: `ignore: { entities: [...], tables: [...] }`";

/// What stands in a module and makes an entity that is not read.
pub fn problems(world: &World<'_>, module: ModuleId) -> Vec<Problem> {
    let ast = world.types.names.tree.modules[module].ast;
    let mut problems = Problems::new(module);
    for item in &ast.items {
        switched_off(item, &mut problems);
    }
    for call in &ast.macros {
        match call.name.as_str() {
            "include" => included(world, module, call, &mut problems),
            _ => not_expanded(&world.types.names.tree, module, call, &mut problems),
        }
    }
    for it in ast.impls.iter().filter(|it| it.of == "EntityTrait") {
        by_hand(world, module, it, &mut problems);
    }
    problems.all
}

fn switched_off(item: &Item, problems: &mut Problems) {
    let attributes = &item.attributes;
    let is_entity = DERIVES.iter().any(|it| attributes.derives(it)) || is_ignored(item);
    let off = attributes.switched_off.iter().find(|it| DERIVES.contains(&it.as_str()));
    if let Some(derived) = off.filter(|_| !is_entity) {
        problems.error(
            item.span,
            format!("`{}` is no entity: its `cfg_attr` with {derived} does not hold", item.name),
            format!(
                "name the feature that it depends on in autogen.yaml: features: [...]; or {IGNORE}"
            ),
        );
    }
}

fn is_ignored(item: &Item) -> bool {
    item.attributes.autogen.iter().any(|meta| meta.name == "ignore")
}

/// A call of a macro that was not expanded, where it is seen that an entity comes of it.
fn not_expanded(tree: &Tree<'_>, module: ModuleId, call: &MacroCall, problems: &mut Problems) {
    let krate = tree.modules[module].krate;
    let of_crate = tree.modules.iter().filter(|it| it.krate == krate);
    let mut rules = of_crate.flat_map(|it| &it.ast.rules).filter(|it| it.name == call.name);
    let makes_it = |rules: &MacroRules| rules.text.split(|it| !is_word(it)).any(is_derive);
    if call.names.iter().any(|it| is_derive(it)) || rules.any(makes_it) {
        problems.error(
            call.span,
            format!("`{}!` makes an entity, and is not expanded", call.name),
            format!("write the entity out, or call one `macro_rules!` that makes it; or {IGNORE}"),
        );
    }
}

fn is_derive(word: &str) -> bool {
    DERIVES.contains(&word)
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

fn included(world: &World<'_>, module: ModuleId, call: &MacroCall, problems: &mut Problems) {
    let names = &world.types.names;
    let Some(FileId { krate, file }) = names.tree.modules[module].file else { return };
    let sources = &names.crates[krate].files;
    let folder = sources[file].path.parent();
    let path = folder.zip(call.text.as_ref()).map(|(folder, text)| normal(&folder.join(text)));
    let found = sources.iter().position(|it| path.as_ref() == Some(&normal(&it.path)));
    let help = "make a module of it: `mod name;`, with `#[path = \"...\"]` if need be";
    let Some(file) = found else {
        let message = "`include!` is not followed: if it brings entities, their tables are missing";
        problems.warn(call.span, message.to_owned(), help);
        return;
    };
    // Without a root every file is a module, and read as one.
    let is_module = names.tree.modules.iter().any(|it| it.file == Some(FileId { krate, file }));
    let included = &sources[file];
    if !(is_module && included.entities) && included.text.contains(DERIVES[1]) {
        let message = format!("`include!` brings the entities of {}", included.path.display());
        problems.error(call.span, format!("{message}, and is not followed"), help.to_owned());
    }
}

fn by_hand(world: &World<'_>, module: ModuleId, it: &Impl, problems: &mut Problems) {
    let found = world.types.names.resolve(module, &it.target);
    let is_known = match &found {
        Some(Definition::Item(_, item)) if is_ignored(item) => true,
        found => found
            .as_ref()
            .and_then(Definition::item)
            .is_some_and(|key| world.by_key.contains_key(&key)),
    };
    if !is_known {
        problems.error(
            it.target.span,
            format!("`{}` implements EntityTrait by hand, which is not read", it.target),
            format!("derive DeriveEntity for it; or {IGNORE}"),
        );
    }
}

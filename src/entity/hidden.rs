//! Entities that can be seen and not read. Without a word their tables would be missing, and be
//! dropped.

use super::ast::*;
use super::facts::{Problem, Problems};
use super::table::World;
use super::tree::ModuleId;

/// What makes an item an entity.
const DERIVES: [&str; 2] = ["DeriveEntityModel", "DeriveEntity"];

const IGNORE: &str = "leave it out: name it under `ignore: { entities: [...] }`";

/// What stands in a module and makes an entity that is not read.
pub fn problems(world: &World<'_>, module: ModuleId) -> Vec<Problem> {
    let ast = world.types.names.tree.modules[module].ast;
    let mut problems = Problems::new(module);
    for item in &ast.items {
        switched_off(item, &mut problems);
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

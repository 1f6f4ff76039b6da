//! Relations that make foreign keys: `belongs_to` in all its forms.

use heck::ToUpperCamelCase;

use super::ast::*;
use super::code;
use super::facts::{Problem, Problems, Relation, action, code as code_of, string, unaliased};
use super::model::malformed;
use super::names::Definition;
use super::tree::ModuleId;
use super::types::Types;
use crate::schema::ReferentialAction;

/// Of a field of `#[sea_orm::model]`; nothing where it makes no foreign key.
pub fn dense(field: &Field, target: &Path, problems: &mut Problems) -> Option<Relation> {
    let metas = field.attributes.first();
    let get = |name: &str| metas.iter().find(|meta| meta.name == name);
    let has = |name: &str| get(name).is_some();
    let self_ref = has("self_ref");
    let is_owner =
        has("belongs_to") || self_ref && !has("via") && has("from") && has("to") && !has("has_one");
    if !is_owner && matches!(&field.ty.kind, TypeKind::Path(path) if path.last() == "BelongsTo") {
        problems.warn(
            field.span,
            format!("SeaORM makes no relation and no foreign key of `{}`", field.name),
            "write `#[sea_orm(belongs_to, from = \"...\", to = \"...\")]` above it",
        );
    }
    if !is_owner || has("skip_fk") {
        return None;
    }
    if self_ref && !has("relation_enum") {
        problems.push(field.span, "`self_ref` takes a `relation_enum = \"...\"`");
    }
    let camel = |name: &str| name.to_upper_camel_case();
    let (from, to) = ends(get("from"), get("to"), field.span, camel, problems)?;
    let (on_delete, on_update) = actions(get("on_delete"), get("on_update"), problems);
    Some(Relation {
        module: problems.module,
        span: field.span,
        target: (!self_ref).then(|| target.clone()),
        from,
        to,
        on_delete,
        on_update,
        name: None,
    })
}

/// Of the enum that an entity names: beside it, imported, or under another name, derived or with
/// `RelationTrait` implemented by hand.
pub fn of_enum(types: &Types<'_>, name: &Path, problems: &mut Problems) -> Vec<Relation> {
    let (at, item, variants) = match found(types, name, problems) {
        Some(Definition::Item(at, item)) => match &item.kind {
            ItemKind::Enum(variants) => (at, item, variants),
            _ => {
                let message = "the relations of an entity are an enum".to_owned();
                problems.all.push(Problem::error(at, item.span, message));
                return Vec::new();
            }
        },
        _ => return Vec::new(),
    };
    // What the functions of an empty one say is never asked.
    if variants.is_empty() {
        return Vec::new();
    }
    let mut told = Problems::new(at);
    let relations = if item.attributes.derives("DeriveRelation") {
        variants.iter().filter_map(|variant| derived(variant, &mut told)).collect()
    } else if let Some((module, it)) = types.implementation("RelationTrait", at, &item.name) {
        told.module = module;
        implemented(it, &mut told)
    } else {
        let message = format!(
            "`{}` neither derives DeriveRelation nor implements RelationTrait: its foreign keys \
             are not known",
            item.name
        );
        let is_off = item.attributes.switched_off.iter().any(|it| it == "DeriveRelation");
        let help = match is_off {
            true => "name the feature that it depends on in autogen.yaml: features: [...]",
            false => "derive DeriveRelation, or write an `impl RelationTrait`",
        };
        told.error(item.span, message, help.to_owned());
        Vec::new()
    };
    problems.all.append(&mut told.all);
    relations
}

/// What the name of the relations leads to. Where nothing has the name the entity has none.
fn found<'a>(types: &Types<'a>, name: &Path, problems: &mut Problems) -> Option<Definition<'a>> {
    let module = problems.module;
    let found = unaliased(types, module, name);
    if let Some(Definition::Item(..)) = found {
        return found;
    }
    let ast = types.names.tree.modules[module].ast;
    let is_imported = ast.uses.iter().any(|it| it.name.as_deref() == Some(name.last()));
    let is_made = ast.macros.iter().any(|it| it.names.iter().any(|it| it == name.last()));
    if is_imported || is_made || types.names.resolve(module, name).is_some() {
        let full = found.map(|it| types.names.full_path(&it)).filter(|it| it != name.last());
        let full = full.map(|it| format!(": they are `{it}`")).unwrap_or_default();
        problems.error(
            name.span,
            format!("the relations `{name}` of the entity are not read{full}"),
            "write the enum beside the entity, or read the crate that holds it (`reads:`)".into(),
        );
    }
    None
}

fn implemented(it: &Impl, problems: &mut Problems) -> Vec<Relation> {
    match it.function("def").map(|function| &function.body) {
        Some(Expr { kind: ExprKind::Match(arms), .. }) => arms
            .iter()
            .filter_map(|arm| match chain(&arm.value, problems.module) {
                Ok(found) => found,
                Err((span, message)) => {
                    problems.push(span, message);
                    None
                }
            })
            .collect(),
        Some(Expr { kind: ExprKind::Panic, .. }) | None => Vec::new(),
        Some(body) => {
            problems.push(body.span, "the relations are not understood: expected `match self`");
            Vec::new()
        }
    }
}

fn derived(variant: &Variant, problems: &mut Problems) -> Option<Relation> {
    malformed(&variant.attributes, problems);
    let metas = variant.attributes.first();
    let get = |name: &str| metas.iter().find(|meta| meta.name == name);
    let belongs_to = get("belongs_to")?;
    if get("skip_fk").is_some() {
        return None;
    }
    let target = match problems.take(belongs_to.span, code_of(belongs_to))? {
        Expr { kind: ExprKind::Path(path), .. } => Path { span: belongs_to.span, ..path.clone() },
        _ => {
            problems.push(belongs_to.span, "`belongs_to` is the path of an entity");
            return None;
        }
    };
    let as_is = |name: &str| name.to_owned();
    let (from, to) = ends(get("from"), get("to"), variant.span, as_is, problems)?;
    let (on_delete, on_update) = actions(get("on_delete"), get("on_update"), problems);
    let name = get("fk_name").and_then(|meta| problems.take(meta.span, string(meta)));
    Some(Relation {
        module: problems.module,
        span: variant.span,
        target: Some(target),
        from,
        to,
        on_delete,
        on_update,
        name,
    })
}

/// The variants of both sides.
fn ends(
    from: Option<&Meta>,
    to: Option<&Meta>,
    span: Span,
    variant: impl Fn(&str) -> String,
    problems: &mut Problems,
) -> Option<(Vec<String>, Vec<String>)> {
    let mut side = |meta: Option<&Meta>, key: &str| {
        let Some(meta) = meta else {
            problems.push(span, format!("`belongs_to` without `{key} = \"...\"`"));
            return None;
        };
        let code = problems.take(meta.span, code_of(meta))?;
        let found = variants(code).ok_or_else(|| {
            format!("`{key}` is a column, or columns in parentheses: \"(Column::A, Column::B)\"")
        });
        let found = problems.take(meta.span, found)?;
        Some(found.into_iter().map(&variant).collect::<Vec<_>>())
    };
    let (from, to) = (side(from, "from"), side(to, "to"));
    let (from, to) = (from?, to?);
    if from.len() != to.len() {
        problems.push(span, format!("{} columns refer to {}", from.len(), to.len()));
        return None;
    }
    Some((from, to))
}

fn variants(columns: &Expr) -> Option<Vec<&str>> {
    match &columns.kind {
        ExprKind::Path(path) => Some(vec![path.last()]),
        ExprKind::Tuple(items) if !items.is_empty() => items
            .iter()
            .map(|item| match &item.kind {
                ExprKind::Path(path) => Some(path.last()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

fn actions(
    on_delete: Option<&Meta>,
    on_update: Option<&Meta>,
    problems: &mut Problems,
) -> (ReferentialAction, ReferentialAction) {
    let mut read = |meta: Option<&Meta>| {
        let found = meta.map(|meta| (meta.span, string(meta).and_then(|name| action(&name))));
        found.and_then(|(span, found)| problems.take(span, found)).unwrap_or_default()
    };
    (read(on_delete), read(on_update))
}

/// `Entity::belongs_to(...).from(...).to(...)` and what may follow.
fn chain(expr: &Expr, module: ModuleId) -> Result<Option<Relation>, (Span, String)> {
    let not_understood = |expr: &Expr| {
        let message = format!(
            "the relation `{expr}` is not understood: expected \
             `Entity::belongs_to(...).from(...).to(...)`, `has_one` or `has_many`"
        );
        (expr.span, message)
    };
    let mut calls = Vec::new();
    let mut at = expr;
    while let ExprKind::Method(receiver, name, arguments) = &at.kind {
        calls.push((at, name.as_str(), arguments.as_slice()));
        at = receiver;
    }
    let (start, target) = match &at.kind {
        ExprKind::Panic => return Ok(None),
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.first()) {
            (ExprKind::Path(path), Some(target)) => (path.last(), target),
            _ => return Err(not_understood(expr)),
        },
        _ => return Err(not_understood(expr)),
    };
    match start {
        "belongs_to" => {}
        "has_one" | "has_many" | "has_many_via" => return Ok(None),
        _ => return Err(not_understood(expr)),
    }
    let ExprKind::Path(target) = &target.kind else { return Err(not_understood(target)) };
    let mut relation = Relation {
        module,
        span: expr.span,
        target: Some(target.clone()),
        from: Vec::new(),
        to: Vec::new(),
        on_delete: ReferentialAction::default(),
        on_update: ReferentialAction::default(),
        name: None,
    };
    for (call, name, arguments) in calls.into_iter().rev() {
        let columns = |expr: &Expr| {
            let found = variants(expr).ok_or_else(|| not_understood(expr))?;
            Ok(found.into_iter().map(str::to_owned).collect::<Vec<_>>())
        };
        let action_of = |expr: &Expr| match &expr.kind {
            ExprKind::Path(path) => action(path.last()).map_err(|message| (expr.span, message)),
            _ => Err(not_understood(expr)),
        };
        match (name, arguments) {
            ("from", [of]) => relation.from = columns(of)?,
            ("to", [of]) => relation.to = columns(of)?,
            ("on_delete", [of]) => relation.on_delete = action_of(of)?,
            ("on_update", [of]) => relation.on_update = action_of(of)?,
            ("fk_name", [of]) => {
                relation.name = Some(code::text(of).ok_or_else(|| not_understood(of))?);
            }
            ("skip_fk", []) => return Ok(None),
            ("into" | "to_owned", []) | ("on_condition" | "condition_type", [_]) => {}
            _ => return Err(not_understood(call)),
        }
    }
    if relation.from.is_empty() || relation.from.len() != relation.to.len() {
        return Err(not_understood(expr));
    }
    Ok(Some(relation))
}

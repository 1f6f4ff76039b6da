//! Entities that are written out: a struct that derives `DeriveEntity`, with `enum Column`,
//! `enum PrimaryKey` and `enum Relation` and their traits implemented by hand.

use heck::ToSnakeCase;

use super::ast::*;
use super::facts::{Column, Entity, Problems, TableName, TypeSource, item, string};
use super::model::{aspect, malformed};
use super::tree::ModuleId;
use super::types::Types;
use super::{code, default, relation};
use crate::schema::{Aspect, QualifiedName};

pub fn entity<'a>(types: &Types<'a>, module: ModuleId, declared: &'a Item) -> Entity<'a> {
    let mut problems = Problems::new(module);
    malformed(&declared.attributes, &mut problems);
    let (table, comment) = entity_name(types, module, declared, &mut problems);
    let named = declared.attributes.first().iter().find(|meta| meta.name == "table_name");
    let table_span = named.map(|meta| meta.span);
    let mut entity = Entity {
        module,
        name: &declared.name,
        span: declared.span,
        table,
        table_span,
        comment,
        columns: Vec::new(),
        primary_key: Vec::new(),
        auto_increment: false,
        relations: Vec::new(),
        annotations: declared
            .attributes
            .autogen
            .iter()
            .chain(item(types, module, "Model").iter().flat_map(|it| &it.attributes.autogen))
            .collect(),
        problems,
    };
    if entity.table == TableName::Dynamic {
        return entity;
    }
    let named = |key: &str, default: &'static str| {
        let meta = declared.attributes.first().iter().find(|meta| meta.name == key);
        match meta.map(|meta| &meta.value) {
            Some(MetaValue::Value(Expr { kind: ExprKind::Path(path), .. })) => path.last(),
            _ => default,
        }
    };
    let mut part = |key: &str, default: &'static str| {
        let name = named(key, default);
        let found = item(types, module, name);
        if found.is_none() {
            let message = format!("`enum {name}` of the entity is not found beside it");
            entity.problems.push(declared.span, message);
        }
        found
    };
    let column = part("column", "Column");
    let primary_key = part("primary_key", "PrimaryKey");
    if let Some(column) = column {
        entity.columns = columns(types, module, column, &mut entity.problems);
    }
    if let Some(Item { name, kind: ItemKind::Enum(variants), .. }) = primary_key {
        entity.primary_key = variants.iter().map(|variant| variant.name.clone()).collect();
        for variant in variants {
            if !entity.columns.is_empty() && entity.column(&variant.name).is_none() {
                let message = format!("the primary key `{}` is no column", variant.name);
                entity.problems.push(variant.span, message);
            }
        }
        let found = types.implementation("PrimaryKeyTrait", module, name);
        match found.and_then(|(_, it)| it.function("auto_increment")).map(|it| &it.body) {
            Some(Expr { kind: ExprKind::Bool(it), .. }) => entity.auto_increment = *it,
            // The trait has it true.
            None => entity.auto_increment = true,
            Some(other) => {
                entity.problems.push(other.span, "`auto_increment` is not `true` or `false`");
            }
        }
    }
    let relation = Path::of(named("relation", "Relation"), declared.span);
    entity.relations = relation::of_enum(types, &relation, &mut entity.problems);
    entity
}

/// The table's name and comment, by attributes or by `impl EntityName`.
///
/// `DeriveEntity` accepts a comment, but hands it on to nobody.
pub fn entity_name<'a>(
    types: &Types<'a>,
    module: ModuleId,
    declared: &'a Item,
    problems: &mut Problems,
) -> (TableName, Option<String>) {
    let get = |name: &str| declared.attributes.first().iter().find(|meta| meta.name == name);
    if let Some(meta) = get("table_name") {
        let schema = get("schema_name").and_then(|it| problems.take(it.span, string(it)));
        let table = problems.take(meta.span, string(meta));
        let table = table.map(|name| TableName::Is(QualifiedName::new(schema, name)));
        return (table.unwrap_or(TableName::Unknown), None);
    }
    let Some((_, it)) = types.implementation("EntityName", module, &declared.name) else {
        problems.push(
            declared.span,
            format!("`{}` has neither a `table_name` nor an `impl EntityName`", declared.name),
        );
        return (TableName::Unknown, None);
    };
    let optional = |name: &str| match it.function(name).map(|function| &function.body) {
        None => Some(None),
        Some(body) => match &body.kind {
            ExprKind::Path(path) if path.last() == "None" => Some(None),
            _ => code::text(body).map(Some),
        },
    };
    let table = it.function("table_name").and_then(|function| code::text(&function.body));
    match (table, optional("schema_name")) {
        (Some(name), Some(schema)) => {
            let table = TableName::Is(QualifiedName::new(schema, name));
            (table, optional("comment").flatten())
        }
        _ => (TableName::Dynamic, None),
    }
}

fn columns<'a>(
    types: &Types<'a>,
    module: ModuleId,
    declared: &'a Item,
    problems: &mut Problems,
) -> Vec<Column<'a>> {
    let ItemKind::Enum(variants) = &declared.kind else {
        problems.push(declared.span, "the columns of an entity are an enum");
        return Vec::new();
    };
    let found = types.implementation("ColumnTrait", module, &declared.name);
    let Some(def) = found.and_then(|(_, it)| it.function("def")) else {
        let message = format!("`{}` does not implement `ColumnTrait::def`", declared.name);
        problems.push(declared.span, message);
        return Vec::new();
    };
    let ExprKind::Match(arms) = &def.body.kind else {
        problems.push(def.span, "the columns are not understood: expected `match self`");
        return Vec::new();
    };
    let mut columns = Vec::with_capacity(variants.len());
    for variant in variants.iter().filter(|variant| !variant.attributes.disabled) {
        malformed(&variant.attributes, problems);
        let arm = arms.iter().find(|arm| match &arm.variants {
            Some(named) => named.contains(&variant.name),
            None => true,
        });
        let Some(arm) = arm else {
            let message = format!("`{}` has no arm in `ColumnTrait::def`", variant.name);
            problems.push(variant.span, message);
            continue;
        };
        // `Column::Table`, which is not a column.
        if arm.value.kind == ExprKind::Panic {
            continue;
        }
        let name = column_name(types, module, declared, variant, problems);
        let name = name.unwrap_or_else(|| variant.name.to_snake_case());
        let mut column = Column::new(variant.name.clone(), name, variant.span, TypeSource::Unknown);
        column.annotations = &variant.attributes.autogen;
        let named = variant.attributes.get("column_name");
        column.parts.extend(named.map(|meta| (Aspect::Name, meta.span)));
        if let Err((span, message)) = definition(&arm.value, &mut column) {
            problems.push(span, message);
        }
        columns.push(column);
    }
    columns
}

/// A name other than the variant's own in snake case.
fn column_name(
    types: &Types<'_>,
    module: ModuleId,
    declared: &Item,
    variant: &Variant,
    problems: &mut Problems,
) -> Option<String> {
    if let Some(meta) = variant.attributes.get("column_name") {
        return problems.take(meta.span, string(meta));
    }
    if declared.attributes.derives("DeriveColumn") {
        return None;
    }
    let function = [("IdenStatic", "as_str"), ("Iden", "unquoted")].into_iter();
    let mut function = function.filter_map(|(of, name)| {
        types.implementation(of, module, &declared.name)?.1.function(name)
    });
    let function = function.find(|it| matches!(it.body.kind, ExprKind::Match(_)))?;
    let ExprKind::Match(arms) = &function.body.kind else { return None };
    let arm = arms
        .iter()
        .find(|arm| arm.variants.as_ref().is_some_and(|named| named.contains(&variant.name)))?;
    let name = code::text(&arm.value);
    if name.is_none() {
        let message = format!("the name of the column is not understood: `{}`", arm.value);
        problems.push(arm.value.span, message);
    }
    name
}

/// Reads `ColumnType::Integer.def().nullable()` and what else `ColumnDef` has.
fn definition<'a>(expr: &'a Expr, column: &mut Column<'a>) -> Result<(), (Span, String)> {
    let ExprKind::Method(receiver, name, arguments) = &expr.kind else {
        column.ty = TypeSource::Code(expr);
        return Ok(());
    };
    let span = expr.span;
    let not_understood =
        || (span, format!("`{name}` of the column `{}` is not understood", column.variant));
    let text = |expr: &Expr| code::text(expr).ok_or_else(not_understood);
    // The chain is walked from its end, and the last call is the one that counts.
    if let Some(aspect) = aspect(name) {
        column.parts.insert(0, (aspect, span));
    }
    match (name.as_str(), arguments.as_slice()) {
        ("def", []) => {
            column.ty = TypeSource::Code(receiver);
            column.parts.push((Aspect::Type, receiver.span));
            return Ok(());
        }
        ("null" | "nullable", []) => column.nullable = true,
        ("unique", []) => column.unique = Some(span),
        ("indexed", []) => column.indexed = Some(span),
        ("unique_key", [key]) => keep_last(&mut column.unique_key, (text(key)?, span)),
        ("renamed_from", [old]) => keep_last(&mut column.renamed_from, text(old)?),
        ("comment", [said]) => keep_last(&mut column.comment, text(said)?),
        ("extra", [sql]) => keep_last(&mut column.extra, (text(sql)?, span)),
        ("default_value", [value]) => {
            let value = default::literal(value)
                .ok_or_else(|| (span, format!("the default `{value}` is not a literal")))?;
            keep_last(&mut column.default, value);
        }
        ("default", [value]) => {
            let value = default::expression(value).map_err(|message| (span, message))?;
            keep_last(&mut column.default, value);
        }
        ("seaography_ignore" | "to_owned" | "clone", []) => {}
        ("get_column_type" | "into", []) => {
            column.ty = TypeSource::Code(expr);
            return Ok(());
        }
        _ => return Err(not_understood()),
    }
    definition(receiver, column)
}

/// The chain is walked from its last call, which is the one that counts.
fn keep_last<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

//! Entities that are written out: a struct that derives `DeriveEntity`, with `enum Column`,
//! `enum PrimaryKey` and `enum Relation` and their traits implemented by hand.

use heck::ToSnakeCase;

use super::ast::*;
use super::facts::{Column, Entity, Problem, Problems, TableName, TypeSource, item, string};
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
        match found.and_then(|(at, it)| Some((at, &it.function("auto_increment")?.body))) {
            Some((_, Expr { kind: ExprKind::Bool(it), .. })) => entity.auto_increment = *it,
            // The trait has it true.
            None => entity.auto_increment = true,
            Some((at, other)) => {
                let message = "`auto_increment` is not `true` or `false`".to_owned();
                entity.problems.all.push(Problem::error(at, other.span, message));
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
    let Some((at, def)) = found.and_then(|(at, it)| Some((at, it.function("def")?))) else {
        let message = format!("`{}` does not implement `ColumnTrait::def`", declared.name);
        problems.push(declared.span, message);
        return Vec::new();
    };
    let ExprKind::Match(arms) = &def.body.kind else {
        let message = "the columns are not understood: expected `match self`".to_owned();
        problems.all.push(Problem::error(at, def.span, message));
        return Vec::new();
    };
    let modules = &types.names.tree.modules;
    let is_beside = modules[at].file == modules[module].file;
    let names = column_names(types, module, declared, problems);
    let mut columns = Vec::with_capacity(variants.len());
    for variant in variants.iter().filter(|variant| !variant.attributes.disabled) {
        malformed(&variant.attributes, problems);
        let Some(arm) = arm(arms, variant) else {
            let message = format!("`{}` has no arm in `ColumnTrait::def`", variant.name);
            problems.push(variant.span, message);
            continue;
        };
        // `Column::Table`, which is not a column.
        if arm.value.kind == ExprKind::Panic {
            continue;
        }
        let name = names.as_ref().and_then(|names| column_name(names, variant, problems));
        // What has no name is told, and read on for what else there is to say.
        let name = name.unwrap_or_else(|| variant.name.to_snake_case());
        let mut column = Column::new(variant.name.clone(), name, variant.span, TypeSource::Unknown);
        column.annotations = &variant.attributes.autogen;
        if let Err((span, message)) = definition(at, &arm.value, &mut column) {
            problems.all.push(Problem::error(at, span, message));
        }
        if !is_beside {
            place_at(&mut column, variant.span);
        }
        let named = variant.attributes.get("column_name");
        column.parts.extend(named.map(|meta| (Aspect::Name, meta.span)));
        columns.push(column);
    }
    columns
}

/// The names of columns, where code says them.
enum Names<'a> {
    /// The variant's own in snake case, if it has no `column_name`.
    Derived,
    /// Where the arms stand.
    Arms(ModuleId, &'a [Arm]),
}

/// By `DeriveColumn`, or by `Iden` and `IdenStatic` implemented by hand, of which the first may
/// hand on to the second. Nothing is not understood, and told so.
fn column_names<'a>(
    types: &Types<'a>,
    module: ModuleId,
    declared: &Item,
    problems: &mut Problems,
) -> Option<Names<'a>> {
    if declared.attributes.derives("DeriveColumn") {
        return Some(Names::Derived);
    }
    let of = |name: &str, function: &str| {
        let (at, it) = types.implementation(name, module, &declared.name)?;
        Some((at, it.function(function)?))
    };
    let hands_on = |body: &Expr| body.to_string().contains("as_str");
    let found = of("Iden", "unquoted").filter(|(_, it)| !hands_on(&it.body));
    let Some((at, function)) = found.or_else(|| of("IdenStatic", "as_str")) else {
        problems.error(
            declared.span,
            format!("`{}` does not say what its columns are named", declared.name),
            "derive DeriveColumn, or write `IdenStatic::as_str` for it".to_owned(),
        );
        return None;
    };
    match &function.body.kind {
        ExprKind::Match(arms) => Some(Names::Arms(at, arms)),
        _ if is_default(&function.body) => Some(Names::Derived),
        _ => {
            let message = "the names of the columns are not understood: expected `match self`";
            problems.all.push(Problem::error(at, function.span, message.to_owned()));
            None
        }
    }
}

/// `self.default_as_str()`, which SeaORM had before 2.0.
fn is_default(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Method(_, name, _) if name == "default_as_str")
}

fn column_name(names: &Names<'_>, variant: &Variant, problems: &mut Problems) -> Option<String> {
    let value = match names {
        Names::Derived => None,
        Names::Arms(at, arms) => match arm(arms, variant) {
            Some(arm) => Some((at, &arm.value)),
            None => {
                let message = format!("`{}` has no arm where the columns are named", variant.name);
                problems.push(variant.span, message);
                return None;
            }
        },
    };
    if let Some((at, value)) = value.filter(|(_, value)| !is_default(value)) {
        let name = code::text(value);
        if name.is_none() {
            let message = format!("the name of the column is not understood: `{value}`");
            problems.all.push(Problem::error(*at, value.span, message));
        }
        return name;
    }
    match variant.attributes.get("column_name") {
        Some(meta) => problems.take(meta.span, string(meta)),
        None => Some(variant.name.to_snake_case()),
    }
}

/// The arm for a variant.
fn arm<'a>(arms: &'a [Arm], variant: &Variant) -> Option<&'a Arm> {
    arms.iter().find(|arm| arm.variants.as_ref().is_none_or(|it| it.contains(&variant.name)))
}

/// Reads `ColumnType::Integer.def().nullable()` and what else `ColumnDef` has.
fn definition<'a>(
    at: ModuleId,
    expr: &'a Expr,
    column: &mut Column<'a>,
) -> Result<(), (Span, String)> {
    let ExprKind::Method(receiver, name, arguments) = &expr.kind else {
        column.ty = TypeSource::Code(at, expr);
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
            column.ty = TypeSource::Code(at, receiver);
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
            column.ty = TypeSource::Code(at, expr);
            return Ok(());
        }
        _ => return Err(not_understood()),
    }
    definition(at, receiver, column)
}

/// Places what is said in another file at the variant: a place is one of the entity's file.
fn place_at(column: &mut Column<'_>, span: Span) {
    column.parts.clear();
    column.unique = column.unique.map(|_| span);
    column.indexed = column.indexed.map(|_| span);
    for (_, at) in column.unique_key.iter_mut().chain(&mut column.extra) {
        *at = span;
    }
}

/// The chain is walked from its last call, which is the one that counts.
fn keep_last<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

//! A `Model` that derives `DeriveEntityModel`, with or without `#[sea_orm::model]` above it.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::active_enum::case_style;
use super::ast::*;
use super::case_style::CaseStyle;
use super::expanded::entity_name;
use super::facts::{Column, Entity, Problems, TableName, TypeSource, code, item, string};
use super::tree::ModuleId;
use super::types::{Types, strip_option};
use super::{default, relation};
use crate::schema::{Aspect, QualifiedName};

/// The entity of a model; `named_by` is the struct `Entity` where that gives the table its name.
pub fn entity<'a>(
    types: &Types<'a>,
    module: ModuleId,
    model: &'a Item,
    named_by: Option<&'a Item>,
) -> Entity<'a> {
    let mut problems = Problems::new(module);
    let attributes = &model.attributes;
    malformed(attributes, &mut problems);
    let mut comment = text(attributes, "comment", &mut problems);
    let schema = text(attributes, "schema_name", &mut problems);
    let table = match (attributes.get("table_name"), named_by) {
        (Some(meta), _) => match problems.take(meta.span, string(meta)) {
            Some(name) => TableName::Is(QualifiedName::new(schema, name)),
            None => TableName::Unknown,
        },
        (None, Some(entity)) => {
            let (table, said) = entity_name(types, module, entity, &mut problems);
            comment = said;
            table
        }
        (None, None) => {
            problems.push(
                model.span,
                "no table name: `#[sea_orm(table_name = \"...\")]` is missing, and there is no \
                 struct `Entity` beside it",
            );
            TableName::Unknown
        }
    };
    let rename_all =
        attributes.get("rename_all").and_then(|meta| problems.take(meta.span, case_style(meta)));
    let fields = match &model.kind {
        ItemKind::Struct(Fields::Named(fields)) => fields.as_slice(),
        _ => {
            problems.push(model.span, "DeriveEntityModel is for a struct with named fields");
            &[]
        }
    };

    let mut entity = Entity {
        module,
        name: "Entity",
        span: model.span,
        table,
        table_span: attributes.get("table_name").map(|meta| meta.span),
        comment,
        columns: Vec::with_capacity(fields.len()),
        primary_key: Vec::new(),
        auto_increment: false,
        relations: Vec::new(),
        annotations: named_by
            .iter()
            .flat_map(|entity| &entity.attributes.autogen)
            .chain(&attributes.autogen)
            .collect(),
        problems,
    };
    // Where there is a `Relation` already, the attribute is not SeaORM's, which makes one.
    let is_dense =
        attributes.model == Some(ModelMacro::Dense) && item(types, module, "Relation").is_none();
    let mut auto_increment = None;
    for field in fields {
        malformed(&field.attributes, &mut entity.problems);
        if let Some(target) = compound(&field.ty) {
            entity.problems.refuse(&field.attributes.autogen);
            if is_dense {
                let found = relation::dense(field, target, &mut entity.problems);
                entity.relations.extend(found);
            } else if let Some(meta) = field.attributes.get("belongs_to") {
                entity.problems.error(
                    meta.span,
                    "`belongs_to` on a field is for `#[sea_orm::model]` only".to_owned(),
                    "write `#[sea_orm::model]` above the struct, by this name".to_owned(),
                );
            }
        } else if let Some(read) = read_field(field, rename_all, &mut entity.problems) {
            auto_increment = read.auto_increment.or(auto_increment);
            if read.primary_key {
                let ty = strip_option(&field.ty).unwrap_or(&field.ty).to_string();
                if auto_increment.is_none() && (ty.ends_with("String") || ty.ends_with("Uuid")) {
                    auto_increment = Some(false);
                }
                entity.primary_key.push(read.column.variant.clone());
            }
            entity.columns.push(read.column);
        }
    }
    entity.auto_increment = auto_increment.unwrap_or(true) && entity.primary_key.len() == 1;
    if !is_dense {
        let relation = Path::of("Relation", model.span);
        entity.relations = relation::of_enum(types, &relation, &mut entity.problems);
    }
    entity
}

/// The entity of a relation field: `BelongsTo<...>`, `HasOne<...>` or `HasMany<...>`.
///
/// SeaORM goes by the last segment of the path, too.
fn compound(ty: &Type) -> Option<&Path> {
    let TypeKind::Path(path) = &ty.kind else { return None };
    if !matches!(path.last(), "BelongsTo" | "HasOne" | "HasMany") {
        return None;
    }
    let inner = path.arguments().first()?;
    match &strip_option(inner).unwrap_or(inner).kind {
        TypeKind::Path(entity) => Some(entity),
        _ => None,
    }
}

/// A column with what its field says about the entity as a whole.
struct ReadField<'a> {
    column: Column<'a>,
    primary_key: bool,
    auto_increment: Option<bool>,
}

/// Nothing for a field that is no column.
fn read_field<'a>(
    field: &'a Field,
    rename_all: Option<CaseStyle>,
    problems: &mut Problems,
) -> Option<ReadField<'a>> {
    let camel = field.name.to_upper_camel_case();
    let snake = camel.to_snake_case();
    // What `DeriveEntityModel` writes as `column_name` on the variant of the column.
    let mut column_name = match rename_all {
        Some(style) => Some(style.convert(&camel)),
        None if field.name != snake => Some(field.name.to_snake_case()),
        None => None,
    };
    let mut enum_name = None;
    let mut column_type = None;
    let mut ignore = false;
    let mut read = ReadField {
        column: Column::new(camel, String::new(), field.span, TypeSource::Rust(&field.ty)),
        primary_key: false,
        auto_increment: None,
    };
    let column = &mut read.column;
    column.annotations = &field.attributes.autogen;
    let mut default_expr = None;
    column.parts.push((Aspect::Type, field.ty.span));
    for meta in &field.attributes.sea_orm {
        let span = meta.span;
        column.parts.extend(aspect(&meta.name).map(|aspect| (aspect, span)));
        match meta.name.as_str() {
            "primary_key" => read.primary_key |= flag(meta, problems),
            "nullable" => column.nullable |= flag(meta, problems),
            "ignore" => ignore |= flag(meta, problems),
            "unique" => column.unique = flag(meta, problems).then_some(span),
            "indexed" => column.indexed = flag(meta, problems).then_some(span),
            "auto_increment" => match &meta.value {
                MetaValue::Value(Expr { kind: ExprKind::Bool(it), .. }) => {
                    read.auto_increment = Some(*it);
                }
                _ => problems.push(span, "`auto_increment` is true or false"),
            },
            "column_name" => column_name = problems.take(span, string(meta)).or(column_name),
            "enum_name" => enum_name = problems.take(span, string(meta)),
            "unique_key" => {
                column.unique_key = problems.take(span, string(meta)).map(|key| (key, span));
            }
            "renamed_from" => column.renamed_from = problems.take(span, string(meta)),
            "comment" => column.comment = problems.take(span, string(meta)),
            "extra" => column.extra = problems.take(span, string(meta)).map(|sql| (sql, span)),
            "column_type" => column_type = Some((span, code(meta))),
            "default_value" => {
                let value = match &meta.value {
                    MetaValue::Value(value) => default::literal(value),
                    _ => None,
                };
                let value = value.ok_or_else(|| {
                    "`default_value` is a literal; an expression is written as `default_expr`"
                        .to_owned()
                });
                column.default = problems.take(span, value);
            }
            "default_expr" => default_expr = Some((span, code(meta).and_then(default::expression))),
            MALFORMED => {}
            name if SILENT.contains(&name) || name.starts_with("arrow_") => {}
            name => problems.warn(
                span,
                format!("SeaORM knows no `{name}` on a column, and passes over it"),
                format!("what it knows: {}", KNOWN.join(", ")),
            ),
        }
    }
    if ignore {
        problems.refuse(&field.attributes.autogen);
        return None;
    }
    if read.auto_increment == Some(true) && !read.primary_key {
        problems.push(field.span, "`auto_increment` is for the primary key");
    }
    if let Some((span, value)) = default_expr {
        column.default = problems.take(span, value);
    }
    if let Some(inner) = strip_option(&field.ty) {
        column.nullable = true;
        column.ty = TypeSource::Rust(inner);
    }
    if let Some((span, code)) = column_type {
        let code = problems.take(span, code);
        column.ty = code.map_or(TypeSource::Unknown, |it| TypeSource::Code(problems.module, it));
    }
    if let Some(name) = enum_name {
        column.variant = name;
    }
    column.name = column_name.unwrap_or_else(|| column.variant.to_snake_case());
    Some(read)
}

/// The part of a column that a key is about.
pub fn aspect(key: &str) -> Option<Aspect> {
    Some(match key {
        "column_name" | "enum_name" => Aspect::Name,
        "column_type" => Aspect::Type,
        "default_value" | "default_expr" | "default" => Aspect::Default,
        "auto_increment" => Aspect::AutoIncrement,
        "comment" => Aspect::Comment,
        _ => return None,
    })
}

/// What a column may have, for messages.
const KNOWN: &[&str] = &[
    "primary_key",
    "auto_increment",
    "column_name",
    "column_type",
    "nullable",
    "unique",
    "indexed",
    "unique_key",
    "default_value",
    "default_expr",
    "enum_name",
    "comment",
    "extra",
    "renamed_from",
    "ignore",
];

/// What says nothing about the table.
const SILENT: &[&str] = &["select_as", "save_as"];

fn flag(meta: &Meta, problems: &mut Problems) -> bool {
    if !matches!(meta.value, MetaValue::Flag) {
        problems.push(meta.span, format!("`{}` takes no value", meta.name));
    }
    true
}

fn text(attributes: &Attributes, key: &str, problems: &mut Problems) -> Option<String> {
    attributes.get(key).and_then(|meta| problems.take(meta.span, string(meta)))
}

/// Tells of items that are not `key`, `key = value` or `key(...)`.
pub fn malformed(attributes: &Attributes, problems: &mut Problems) {
    for meta in attributes.sea_orm.iter().filter(|meta| meta.name == MALFORMED) {
        problems
            .push(meta.span, "malformed attribute: expected `key`, `key = value` or `key(...)`");
    }
}

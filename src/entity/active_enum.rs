//! `DeriveActiveEnum`, and `ActiveEnum` implemented by hand.

use heck::ToUpperCamelCase;

use super::ast::*;
use super::case_style::CaseStyle;
use super::code;
use super::tree::ModuleId;
use super::types::{EnumUse, Found, Types, Unknown, inside};
use crate::schema::{ColumnType, EnumType, QualifiedName};

pub fn derived<'a>(
    types: &Types<'a>,
    module: ModuleId,
    item: &'a Item,
    variants: &[Variant],
    depth: usize,
) -> Result<Found, Unknown> {
    let at =
        |span: Span, message: String| Unknown { message, help: None, at: Some((module, span)) };
    let attributes = &item.attributes;
    let Some(db_type) = attributes.get("db_type") else {
        return Err(at(item.span, format!("`{}` has no `db_type`", item.name)));
    };
    match &db_type.value {
        MetaValue::Code { text, .. } if text == "Enum" => {}
        MetaValue::Code { code: Ok(code), .. } => {
            return code::column_type(types, module, code, None, depth + 1)
                .map_err(|message| at(db_type.span, message));
        }
        MetaValue::Code { code: Err(error), .. } => return Err(at(db_type.span, error.clone())),
        _ => return Err(at(db_type.span, "`db_type` is a string".into())),
    }
    let name = match attributes.get("enum_name") {
        Some(meta) => {
            string(meta).ok_or_else(|| at(meta.span, "`enum_name` is a string".into()))?
        }
        None => item.name.to_upper_camel_case(),
    };
    let style = |attributes: &Attributes, key: &str| match attributes.get(key) {
        Some(meta) => case_style(meta).map(Some).map_err(|message| at(meta.span, message)),
        None => Ok(None),
    };
    let rename_all = style(attributes, "rename_all")?;
    let mut values = Vec::with_capacity(variants.len());
    let mut places = Vec::with_capacity(variants.len());
    for variant in variants {
        let rename = style(&variant.attributes, "rename")?.or(rename_all);
        let value = match (variant.attributes.get("string_value"), rename) {
            (Some(meta), _) => {
                string(meta).ok_or_else(|| at(meta.span, "`string_value` is a string".into()))?
            }
            (None, Some(style)) => style.convert(&variant.name),
            (None, None) => {
                let message = format!(
                    "`{}::{}` has no value: an enum with `db_type = \"Enum\"` takes \
                     `string_value`, `rename` or `rename_all`",
                    item.name, variant.name
                );
                return Err(at(variant.span, message));
            }
        };
        values.push(value);
        places.push(variant.attributes.get("string_value").map_or(variant.span, |meta| meta.span));
    }
    let name = QualifiedName::bare(name);
    let ty = EnumType { values, ..EnumType::default() };
    let ty_of_column = ColumnType::Enum(name.clone());
    let used = EnumUse { name, ty, module, span: item.span, values: places };
    Ok(Found { ty: ty_of_column, enums: vec![used] })
}

pub fn by_hand<'a>(
    types: &Types<'a>,
    module: ModuleId,
    item: &'a Item,
    depth: usize,
) -> Result<Found, Unknown> {
    let found = types.implementation("ActiveEnum", module, &item.name);
    let function = found.and_then(|(at, it)| Some((at, it.function("db_type")?)));
    let Some((at, function)) = function else {
        return Err(format!("`{}` has no `db_type`", item.name).into());
    };
    code::column_type(types, at, &function.body, Some((module, item)), depth + 1).map_err(
        |message| Unknown {
            message: inside(format!("in the `db_type` of `{}`: ", item.name), message),
            help: None,
            at: Some((at, function.span)),
        },
    )
}

/// The string of `name = "..."`.
pub fn string(meta: &Meta) -> Option<String> {
    match &meta.value {
        MetaValue::Value(Expr { kind: ExprKind::Text(text), .. }) => Some(text.clone()),
        MetaValue::Code { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// The value of `rename_all` and `rename`.
pub fn case_style(meta: &Meta) -> Result<CaseStyle, String> {
    let text = string(meta).ok_or_else(|| format!("`{}` is a string", meta.name))?;
    CaseStyle::from_name(&text).ok_or_else(|| {
        format!("`{text}` is not one of the values of `{}`: {}", meta.name, CaseStyle::NAMES)
    })
}

//! From a Rust type to the type of its column, as `sea_query::ValueType` does it.

use std::collections::HashMap;

use super::ast::*;
use super::builtin::{Builtin, known};
use super::names::{Definition, Names};
use super::pattern::Rule;
use super::tree::ModuleId;
use super::{active_enum, code};
use crate::schema::{ColumnType, EnumType, QualifiedName};

/// The traits that types implement by hand.
pub type Impls<'a> = HashMap<(ModuleId, &'a str), Vec<(ModuleId, &'a Impl)>>;

pub struct Types<'a> {
    pub names: Names<'a>,
    pub impls: Impls<'a>,
    /// `types:` of autogen.yaml.
    pub given: Vec<Rule<ColumnType>>,
}

/// A column's type with the enum types that it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub ty: ColumnType,
    pub enums: Vec<EnumUse>,
}

/// An enum type and where it is declared.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumUse {
    pub name: QualifiedName,
    pub ty: EnumType,
    pub module: ModuleId,
    pub span: Span,
    /// Where each value is written, as far as it is known.
    pub values: Vec<Span>,
}

impl From<ColumnType> for Found {
    fn from(ty: ColumnType) -> Self {
        Self { ty, enums: Vec::new() }
    }
}

/// Why a type has no column type, and the line that helps.
#[derive(Clone, Debug)]
pub struct Unknown {
    pub message: String,
    pub help: Option<String>,
    /// Where it is, if not where the type is written.
    pub at: Option<(ModuleId, Span)>,
}

impl Unknown {
    /// The same, but said about a place further down.
    fn at(mut self, module: ModuleId, ty: &Type) -> Self {
        self.at.get_or_insert((module, ty.span));
        self
    }
}

impl From<String> for Unknown {
    fn from(message: String) -> Self {
        Self { message, help: None, at: None }
    }
}

/// What makes a type that of a column.
const IS_COLUMN: &[&str] = &["DeriveValueType", "DeriveActiveEnum", "FromJsonQueryResult"];

/// How long a chain of aliases and newtypes may be; only a circle is longer.
pub(super) const DEPTH: usize = 64;

impl<'a> Types<'a> {
    pub fn new(names: Names<'a>, given: Vec<Rule<ColumnType>>) -> Self {
        let mut impls: Impls<'a> = HashMap::new();
        for (id, module) in names.tree.modules.iter().enumerate() {
            for it in &module.ast.impls {
                let target = match names.resolve(id, &it.target) {
                    Some(Definition::Item(module, item)) => (module, item.name.as_str()),
                    Some(Definition::Generated(module, name)) => (module, name),
                    _ => continue,
                };
                impls.entry(target).or_default().push((id, it));
            }
        }
        Self { names, impls, given }
    }

    /// The implementation of a trait for an item.
    pub fn implementation(
        &self,
        of: &str,
        module: ModuleId,
        item: &str,
    ) -> Option<(ModuleId, &'a Impl)> {
        let all = self.impls.get(&(module, item))?;
        all.iter().find(|(_, it)| it.of == of).copied()
    }

    /// The column type of a Rust type, written in a module.
    pub fn of(&self, module: ModuleId, ty: &Type) -> Result<Found, Unknown> {
        self.of_type(module, ty, 0)
    }

    pub(super) fn of_type(
        &self,
        module: ModuleId,
        ty: &Type,
        depth: usize,
    ) -> Result<Found, Unknown> {
        self.in_scope(Scope::of(module), ty, depth)
    }

    fn in_scope(&self, scope: Scope<'_>, ty: &Type, depth: usize) -> Result<Found, Unknown> {
        let (scope, ty) = scope.look_behind(ty);
        let module = scope.module;
        let path = match &ty.kind {
            TypeKind::Path(path) if path.qself.is_none() => path,
            _ => return Err(format!("`{ty}` is not a column type").into()),
        };
        if depth > DEPTH {
            return Err(format!("`{path}` is defined by itself").into());
        }
        let definition = self.names.resolve(module, path);
        if let Some(given) = self.given(path, definition.as_ref()) {
            return Ok(given.into());
        }
        match definition {
            Some(Definition::Item(module, item)) => {
                if let ItemKind::Alias { parameters, ty } = &item.kind {
                    let given = Given { parameters, arguments: path.arguments(), at: scope };
                    let inner = Scope { module, given: Some(&given) };
                    let found = self.in_scope(inner, ty, depth + 1);
                    // With arguments it may be these that are unknown, and they stand elsewhere.
                    let inside = parameters.is_empty();
                    return found
                        .map_err(|unknown| if inside { unknown.at(module, ty) } else { unknown });
                }
                self.of_item(module, item, depth)
            }
            Some(Definition::External(external)) => match known(&external) {
                Some(Builtin::Type(ty)) if path.arguments().is_empty() => Ok(ty.into()),
                Some(Builtin::WithArguments(ty)) => Ok(ty.into()),
                Some(Builtin::Option) => match path.arguments() {
                    [inner] => self.in_scope(scope, inner, depth + 1),
                    _ => Err(self.unknown(path, None)),
                },
                Some(Builtin::Vec) => match path.arguments() {
                    [inner] => self.of_vec(scope, inner, depth),
                    _ => Err(self.unknown(path, None)),
                },
                Some(Builtin::Type(_)) | None => Err(self.unknown(path, Some(&external))),
            },
            Some(Definition::Module(_) | Definition::Generated(..)) | None => {
                Err(self.unknown(path, None))
            }
        }
    }

    fn given(&self, written: &Path, definition: Option<&Definition<'_>>) -> Option<ColumnType> {
        if self.given.is_empty() {
            return None;
        }
        let written = written.names().join("::");
        let full = definition.map(|it| self.names.full_path(it));
        let matches = |rule: &&Rule<ColumnType>| {
            rule.matches(&written)
                || full.as_ref().is_some_and(|full| rule.matches(full))
                // `*::Name` also names what cannot be found.
                || rule.matches(&format!("?::{written}"))
        };
        self.given.iter().find(matches).map(|rule| rule.value.clone())
    }

    fn unknown(&self, path: &Path, external: Option<&[String]>) -> Unknown {
        let written = path.names().join("::");
        let full = external.map(|path| path.join("::")).filter(|full| *full != written);
        let name = path.last();
        let (message, pattern) = match full {
            Some(full) => (format!("unknown type `{path}`, which is `{full}`"), full),
            None => (format!("unknown type `{path}`"), format!("*::{name}")),
        };
        let paste = paste(&pattern);
        let mut macros = self.names.tree.modules.iter().flat_map(|module| &module.ast.macros);
        let help = match macros.find(|call| call.names.iter().any(|given| given == name)) {
            Some(call) => {
                format!("`{}!` seems to make it, and is not expanded: {paste}", call.name)
            }
            None => format!(
                "bring `{name}` into scope, read the crate that holds it (`reads:`), or {paste}"
            ),
        };
        Unknown { message, help: Some(help), at: None }
    }

    /// Whether a type is an `Option` by another name.
    pub fn is_hidden_option(&self, mut module: ModuleId, mut ty: &'a Type) -> bool {
        for _ in 0..DEPTH {
            let TypeKind::Path(path) = &ty.kind else { return false };
            match self.names.resolve(module, path) {
                Some(Definition::Item(
                    at,
                    Item { kind: ItemKind::Alias { ty: inner, .. }, .. },
                )) => {
                    (module, ty) = (at, inner);
                }
                Some(Definition::External(path)) => {
                    return matches!(known(&path), Some(Builtin::Option));
                }
                _ => return false,
            }
        }
        false
    }

    /// `Vec<u8>` is bytes, any other an array of what is in it, be it optional or not.
    fn of_vec(&self, scope: Scope<'_>, inner: &Type, depth: usize) -> Result<Found, Unknown> {
        let (scope, inner) = scope.look_behind(inner);
        if inner.to_string() == "u8" {
            return Ok(ColumnType::VarBinary(crate::schema::StringLen::None).into());
        }
        let Found { ty, enums } = self.in_scope(scope, inner, depth + 1)?;
        Ok(Found { ty: ColumnType::Array(Box::new(ty)), enums })
    }

    pub(super) fn of_item(
        &self,
        module: ModuleId,
        item: &'a Item,
        depth: usize,
    ) -> Result<Found, Unknown> {
        let attributes = &item.attributes;
        match &item.kind {
            ItemKind::Struct(_) | ItemKind::Enum(_) if attributes.derives("DeriveValueType") => {
                return self.of_newtype(module, item, depth);
            }
            ItemKind::Enum(variants) if attributes.derives("DeriveActiveEnum") => {
                return active_enum::derived(self, module, item, variants, depth);
            }
            _ if attributes.derives("FromJsonQueryResult") => return Ok(ColumnType::Json.into()),
            _ => {}
        }
        if let Some((at, it)) = self.implementation("ValueType", module, &item.name)
            && let Some(function) = it.function("column_type")
        {
            return code::column_type(self, at, &function.body, Some((module, item)), depth + 1)
                .map_err(|message| from_impl(item, "ValueType", message));
        }
        if self.implementation("ActiveEnum", module, &item.name).is_some() {
            return active_enum::by_hand(self, module, item, depth);
        }
        let path = self.names.full_path(&Definition::Item(module, item));
        if let Some(derived) =
            attributes.switched_off.iter().find(|it| IS_COLUMN.contains(&it.as_str()))
        {
            return Err(Unknown {
                message: format!(
                    "`{}` is no column type: its `cfg_attr` with {derived} does not hold",
                    item.name
                ),
                help: Some(format!(
                    "name the feature that it depends on in autogen.yaml: features: [...]; or {}",
                    paste(&path)
                )),
                at: None,
            });
        }
        Err(Unknown {
            message: format!(
                "`{}` is no column type: it derives none of DeriveValueType, DeriveActiveEnum and \
                 FromJsonQueryResult, and does not implement ValueType",
                item.name
            ),
            help: Some(paste(&path)),
            at: None,
        })
    }

    fn of_newtype(&self, module: ModuleId, item: &'a Item, depth: usize) -> Result<Found, Unknown> {
        let attributes = item.attributes.first();
        let attribute = |name: &str| attributes.iter().find(|meta| meta.name == name);
        match attribute("column_type").map(|meta| &meta.value) {
            Some(MetaValue::Code { code: Ok(code), .. }) => {
                return code::column_type(self, module, code, None, depth + 1)
                    .map_err(Unknown::from);
            }
            Some(_) => {
                return Err(format!("the column_type of `{}` is not a string", item.name).into());
            }
            None => {}
        }
        if attribute("value_type").is_some() {
            return Ok(ColumnType::STRING.into());
        }
        match &item.kind {
            ItemKind::Struct(Fields::Tuple(types)) if !types.is_empty() => {
                let inner = strip_option(&types[0]).unwrap_or(&types[0]);
                self.of_type(module, inner, depth + 1).map_err(|unknown| unknown.at(module, inner))
            }
            _ => Err(format!(
                "`{}` derives DeriveValueType, but is no tuple struct and has no \
                 `value_type = \"String\"`",
                item.name
            )
            .into()),
        }
    }
}

/// The type inside of a type that is written `Option<...>`: SeaORM looks at the text alone, so
/// that neither `std::option::Option<...>` nor an alias makes a column nullable.
pub fn strip_option(ty: &Type) -> Option<&Type> {
    match &ty.kind {
        TypeKind::Path(path)
            if path.segments.len() == 1 && path.last() == "Option" && !path.absolute =>
        {
            path.arguments().first()
        }
        _ => None,
    }
}

/// Where a type is written: names mean what they do in the module, but for the parameters of the
/// alias that it is of.
#[derive(Clone, Copy)]
struct Scope<'s> {
    module: ModuleId,
    given: Option<&'s Given<'s>>,
}

/// What an alias is given for its parameters, and where that is written.
struct Given<'s> {
    parameters: &'s [String],
    arguments: &'s [Type],
    at: Scope<'s>,
}

impl<'s> Scope<'s> {
    fn of(module: ModuleId) -> Self {
        Self { module, given: None }
    }

    /// The type itself, or what is given for it if it is a parameter.
    fn look_behind(mut self, mut ty: &'s Type) -> (Self, &'s Type) {
        while let Some(given) = self.given
            && let TypeKind::Path(path) = &ty.kind
            && let [only] = path.segments.as_slice()
            && let Some(at) = given.parameters.iter().position(|name| *name == only.name)
            && let Some(argument) = given.arguments.get(at)
        {
            (self, ty) = (given.at, argument);
        }
        (self, ty)
    }
}

fn from_impl(item: &Item, of: &str, message: String) -> Unknown {
    Unknown {
        message: inside(format!("in the {of} of `{}`: ", item.name), message),
        help: Some(paste(&format!("*::{}", item.name))),
        at: None,
    }
}

/// A message with the place that it is about, which is told once for every turn of a circle.
pub(super) fn inside(place: String, message: String) -> String {
    if message.contains(&place) { message } else { place + &message }
}

/// The line of autogen.yaml that says what the type of a column is.
fn paste(path: &str) -> String {
    format!("paste into autogen.yaml: types: {{ \"{path}\": \"varchar(255)\" }}")
}

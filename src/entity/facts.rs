//! What the files say about each entity, before types and relations are looked up: the form that
//! all ways to write an entity are brought to.

use super::ast::*;
use super::names::Definition;
use super::tree::ModuleId;
use super::types::Types;
use super::{expanded, model};
use crate::schema::{Aspect, DefaultValue, QualifiedName, ReferentialAction};

/// Something wrong at a place.
#[derive(Clone, Debug)]
pub struct Problem {
    pub severity: Severity,
    pub module: ModuleId,
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    /// SeaORM would do something that its user may not expect.
    Warning,
}

impl Problem {
    pub fn error(module: ModuleId, span: Span, message: String) -> Self {
        Self { severity: Severity::Error, module, span, message, help: None }
    }
}

/// Collects what is wrong in one module.
#[derive(Debug)]
pub struct Problems {
    pub module: ModuleId,
    pub all: Vec<Problem>,
}

impl Problems {
    pub fn new(module: ModuleId) -> Self {
        Self { module, all: Vec::new() }
    }

    pub fn push(&mut self, span: Span, message: impl Into<String>) {
        self.all.push(Problem::error(self.module, span, message.into()));
    }

    pub fn error(&mut self, span: Span, message: String, help: String) {
        let problem = Problem::error(self.module, span, message);
        self.all.push(Problem { help: Some(help), ..problem });
    }

    /// Tells of something that is read as SeaORM reads it, but hardly as it is meant.
    pub fn warn(&mut self, span: Span, message: String, help: impl Into<String>) {
        let (module, help) = (self.module, Some(help.into()));
        self.all.push(Problem { severity: Severity::Warning, module, span, message, help });
    }

    /// Tells of annotations that stand where they say nothing.
    pub fn refuse<'m>(&mut self, annotations: impl IntoIterator<Item = &'m Meta>) {
        for meta in annotations {
            let message = format!("`{}` of `autogen(...)` is not read here", meta.name);
            let help = "it belongs above the struct of the entity, or above a column";
            self.error(meta.span, message, help.to_owned());
        }
    }

    /// What is found, or nothing and a problem.
    pub fn take<T>(&mut self, span: Span, found: Result<T, String>) -> Option<T> {
        found.map_err(|message| self.push(span, message)).ok()
    }
}

/// An entity as it is declared.
#[derive(Debug)]
pub struct Entity<'a> {
    /// Where relations find it: the module and the name of the type that implements
    /// `EntityTrait`.
    pub module: ModuleId,
    pub name: &'a str,
    pub span: Span,
    pub table: TableName,
    /// Where the name of the table is written, if not where the entity is.
    pub table_span: Option<Span>,
    pub comment: Option<String>,
    pub columns: Vec<Column<'a>>,
    /// The variants of its columns.
    pub primary_key: Vec<String>,
    pub auto_increment: bool,
    pub relations: Vec<Relation>,
    /// What `#[cfg_attr(any(), autogen(...))]` adds.
    pub annotations: Vec<&'a Meta>,
    pub problems: Problems,
}

#[derive(Debug, PartialEq)]
pub enum TableName {
    Is(QualifiedName),
    /// Computed by code.
    Dynamic,
    /// Not understood, and told so.
    Unknown,
}

impl Entity<'_> {
    /// The table, if its name is known.
    pub fn table(&self) -> Option<&QualifiedName> {
        match &self.table {
            TableName::Is(name) => Some(name),
            TableName::Dynamic | TableName::Unknown => None,
        }
    }

    /// The column of a variant of `Column`.
    pub fn column(&self, variant: &str) -> Option<&Column<'_>> {
        let variant = if variant == "Self_" { "Self" } else { variant };
        self.columns.iter().find(|column| column.variant == variant)
    }
}

/// A column as it is declared.
#[derive(Debug)]
pub struct Column<'a> {
    /// Its variant in `Column`.
    pub variant: String,
    /// Its name in the database.
    pub name: String,
    pub span: Span,
    pub ty: TypeSource<'a>,
    pub nullable: bool,
    pub unique: Option<Span>,
    pub indexed: Option<Span>,
    pub unique_key: Option<(String, Span)>,
    pub default: Option<DefaultValue>,
    pub comment: Option<String>,
    pub extra: Option<(String, Span)>,
    pub renamed_from: Option<String>,
    pub annotations: &'a [Meta],
    /// Where its parts are written, the one that counts last.
    pub parts: Vec<(Aspect, Span)>,
}

impl<'a> Column<'a> {
    pub fn new(variant: String, name: String, span: Span, ty: TypeSource<'a>) -> Self {
        Self {
            variant,
            name,
            span,
            ty,
            nullable: false,
            unique: None,
            indexed: None,
            unique_key: None,
            default: None,
            comment: None,
            extra: None,
            renamed_from: None,
            annotations: &[],
            parts: Vec::new(),
        }
    }
}

/// What the type of a column is told by.
#[derive(Debug)]
pub enum TypeSource<'a> {
    Rust(&'a Type),
    /// Code that builds a column type, and where it stands.
    Code(ModuleId, &'a Expr),
    /// Not understood, and told so.
    Unknown,
}

/// A relation that makes a foreign key.
#[derive(Debug)]
pub struct Relation {
    /// Where it is written, which need not be beside the entity.
    pub module: ModuleId,
    pub span: Span,
    /// The path of an entity; none is the entity itself.
    pub target: Option<Path>,
    /// Variants of the entity's `Column`.
    pub from: Vec<String>,
    /// Variants of the target's `Column`.
    pub to: Vec<String>,
    pub on_delete: ReferentialAction,
    pub on_update: ReferentialAction,
    pub name: Option<String>,
}

/// The entities of a module.
pub fn entities<'a>(types: &Types<'a>, module: ModuleId) -> Vec<Entity<'a>> {
    let items = &types.names.tree.modules[module].ast.items;
    let model = items.iter().find(|item| item.attributes.derives("DeriveEntityModel"));
    let by_hand = items.iter().filter(|item| {
        matches!(item.kind, ItemKind::Struct(_)) && item.attributes.derives("DeriveEntity")
    });
    let mut found: Vec<Entity<'a>> = Vec::new();
    for entity in by_hand {
        found.push(match model {
            // The struct gives the columns, and the entity beside it the name.
            Some(model) if !model.attributes.has("table_name") && entity.name == "Entity" => {
                model::entity(types, module, model, Some(entity))
            }
            _ => expanded::entity(types, module, entity),
        });
    }
    if let Some(model) = model
        && !found.iter().any(|entity| entity.name == "Entity")
    {
        found.push(model::entity(types, module, model, None));
    }
    if let Some(first) = found.first_mut() {
        for item in items {
            first.problems.refuse(misplaced(item, &first.annotations));
        }
    }
    found
}

/// What `autogen(...)` says where nobody reads it.
fn misplaced<'a>(item: &'a Item, read: &[&Meta]) -> impl Iterator<Item = &'a Meta> {
    let of_item = item.attributes.autogen.iter();
    let is_read = of_item
        .clone()
        .next()
        .is_some_and(|first| read.iter().any(|meta| std::ptr::eq(*meta, first)));
    let variants = match &item.kind {
        ItemKind::Enum(variants) if !item.attributes.derives("DeriveColumn") => variants.as_slice(),
        _ => &[],
    };
    let of_variants = variants.iter().flat_map(|variant| &variant.attributes.autogen);
    of_item.filter(move |_| !is_read).chain(of_variants)
}

/// The item of a module by name.
pub fn item<'a>(types: &Types<'a>, module: ModuleId, name: &str) -> Option<&'a Item> {
    types.names.tree.modules[module].items.get(name).copied()
}

/// What a path leads to, be it under another name.
pub fn unaliased<'a>(types: &Types<'a>, module: ModuleId, path: &Path) -> Option<Definition<'a>> {
    let mut found = types.names.resolve(module, path)?;
    // An alias is what it stands for.
    for _ in 0..16 {
        match &found {
            Definition::Item(at, Item { kind: ItemKind::Alias { ty, .. }, .. }) => {
                let TypeKind::Path(path) = &ty.kind else { return None };
                found = types.names.resolve(*at, path)?;
            }
            _ => break,
        }
    }
    Some(found)
}

/// The value of a key that is a string.
pub fn string(meta: &Meta) -> Result<String, String> {
    super::active_enum::string(meta).ok_or_else(|| format!("`{}` takes a string", meta.name))
}

/// The code in the string of a key.
pub fn code(meta: &Meta) -> Result<&Expr, String> {
    match &meta.value {
        MetaValue::Code { code: Ok(code), .. } => Ok(code),
        MetaValue::Code { code: Err(error), .. } => {
            Err(format!("the code of `{}` is not Rust: {error}", meta.name))
        }
        _ => Err(format!("`{}` takes a string", meta.name)),
    }
}

/// A variant of `ForeignKeyAction`.
pub fn action(name: &str) -> Result<ReferentialAction, String> {
    Ok(match name {
        "NoAction" => ReferentialAction::NoAction,
        "Restrict" => ReferentialAction::Restrict,
        "Cascade" => ReferentialAction::Cascade,
        "SetNull" => ReferentialAction::SetNull,
        "SetDefault" => ReferentialAction::SetDefault,
        _ => {
            return Err(format!(
                "`{name}` is no action; it is one of NoAction, Restrict, Cascade, SetNull, \
                 SetDefault"
            ));
        }
    })
}

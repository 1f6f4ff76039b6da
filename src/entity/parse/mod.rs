//! Rust text to [`ast`](super::ast), by `syn`: the only room of autogen that knows it.
//!
//! The positions of `proc_macro2` live in the thread that parsed, so a file is parsed and
//! converted by one call, which then forgets them.

mod attributes;
mod depth;
mod expr;
mod macros;

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::ast::*;
use attributes::{attributes, is_enabled};
pub use macros::Elsewhere;

/// What is conditional on `#[cfg(feature = "...")]` is decided by these.
pub type Features = BTreeSet<String>;

/// Where a text is not Rust, and why; no span is its end.
#[derive(Debug)]
pub struct SyntaxError {
    pub span: Option<Span>,
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not valid Rust: {}", self.message)
    }
}

/// Reads a file, with the macros of other files that it may call.
pub fn parse(
    text: &str,
    features: &Features,
    elsewhere: &Elsewhere,
) -> Result<Module, SyntaxError> {
    let (deepest, at) = depth::of(text);
    if deepest <= depth::ORDINARY {
        return parse_here(text, features, elsewhere);
    }
    let deep = |at: usize| {
        let before = &text[..at];
        let line = before.matches('\n').count();
        let column = before[before.rfind('\n').map_or(0, |it| it + 1)..].chars().count();
        let number = |it| u32::try_from(it).unwrap_or(u32::MAX);
        let start = Position { line: number(line + 1), column: number(column) };
        let end = Position { column: start.column + 1, ..start };
        let message = "it is nested too deeply, or goes on too long without an end".to_owned();
        SyntaxError { span: Some(Span { start, end }), message }
    };
    if deepest > depth::MOST {
        return Err(deep(at));
    }
    // Memory that is not touched costs nothing.
    let parsed = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(256 << 20);
        let thread = thread.spawn_scoped(scope, || parse_here(text, features, elsewhere));
        thread.ok().map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    parsed.unwrap_or_else(|| Err(deep(at)))
}

fn parse_here(
    text: &str,
    features: &Features,
    elsewhere: &Elsewhere,
) -> Result<Module, SyntaxError> {
    let parsed = match syn::parse_file(text) {
        Ok(file) => {
            let mut module = Module::default();
            add(&file.items, features, &mut macros::Scope::new(elsewhere), &mut module);
            Ok(module)
        }
        Err(error) => {
            let message = match error.to_string().as_str() {
                "cannot parse string into token stream" => {
                    "a bracket, a quote or a comment is not closed, or not opened".to_owned()
                }
                message => message.to_owned(),
            };
            let span = span(error.span());
            let at_end = span.start == span.end && span.start == Position { line: 1, column: 0 };
            Err(SyntaxError { span: (!at_end).then_some(span), message })
        }
    };
    proc_macro2::extra::invalidate_current_thread_spans();
    parsed
}

fn add(
    items: &[syn::Item],
    features: &Features,
    scope: &mut macros::Scope<'_>,
    module: &mut Module,
) {
    for item in items {
        match item {
            syn::Item::Mod(it) => {
                let enabled = is_enabled(&it.attrs, features);
                let inline = it.content.as_ref().map(|(_, items)| {
                    let mut inline = Module::default();
                    scope.inside(it, |scope| add(items, features, scope, &mut inline));
                    inline
                });
                module.modules.push(ModuleItem {
                    name: name(&it.ident),
                    span: span(it.ident.span()),
                    path: attributes::path(&it.attrs, features),
                    inline,
                    enabled,
                });
            }
            syn::Item::Use(it) if is_enabled(&it.attrs, features) => {
                let absolute = it.leading_colon.is_some();
                let public = is_public(&it.vis);
                use_tree(&it.tree, &mut Vec::new(), &mut |path, name| {
                    module.uses.push(Use { path, absolute, name, public });
                });
            }
            syn::Item::Type(it) if is_enabled(&it.attrs, features) => {
                let parameters =
                    it.generics.type_params().map(|parameter| name(&parameter.ident)).collect();
                module.items.push(Item {
                    name: name(&it.ident),
                    span: span(it.ident.span()),
                    attributes: Attributes::default(),
                    kind: ItemKind::Alias { parameters, ty: expr::ty(&it.ty) },
                });
            }
            syn::Item::Struct(it) if is_enabled(&it.attrs, features) => {
                let attributes = attributes(&it.attrs, features);
                let kind = ItemKind::Struct(fields(&it.fields, &attributes, features));
                let (name, span) = (name(&it.ident), span(it.ident.span()));
                module.items.push(Item { name, span, attributes, kind });
            }
            syn::Item::Enum(it) if is_enabled(&it.attrs, features) => module.items.push(Item {
                name: name(&it.ident),
                span: span(it.ident.span()),
                attributes: attributes(&it.attrs, features),
                kind: ItemKind::Enum(variants(it, features)),
            }),
            syn::Item::Impl(it) if is_enabled(&it.attrs, features) => {
                module.impls.extend(implementation(it, features));
            }
            syn::Item::Macro(it) if it.mac.path.is_ident("macro_rules") => {
                module.rules.extend(scope.define(it, features));
            }
            syn::Item::Macro(it) if is_enabled(&it.attrs, features) => {
                let read = |scope: &mut _, items: &[_]| add(items, features, scope, module);
                if scope.expanded(&it.mac, read).is_none() {
                    module.macros.extend(call(&it.mac));
                }
            }
            _ => {}
        }
    }
}

fn call(it: &syn::Macro) -> Option<MacroCall> {
    let called = &it.path.segments.last()?.ident;
    let mut names = Vec::new();
    type_names(it.tokens.clone(), &mut names);
    let text = it.parse_body::<syn::LitStr>().ok().map(|it| it.value());
    Some(MacroCall { name: name(called), span: span(called.span()), names, text })
}

/// The names in the tokens of a macro that are written as those of types.
fn type_names(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let name = name(&ident);
                if name.starts_with(char::is_uppercase) {
                    found.push(name);
                }
            }
            TokenTree::Group(group) => type_names(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The fields of a struct where they count.
fn fields(fields: &syn::Fields, derived: &Attributes, features: &Features) -> Fields {
    let is_model = derived.derives("DeriveEntityModel");
    if !is_model && !derived.derives("DeriveValueType") {
        return Fields::Tuple(Vec::new());
    }
    match fields {
        syn::Fields::Named(fields) => Fields::Named(
            fields
                .named
                .iter()
                .filter(|field| is_enabled(&field.attrs, features))
                .filter_map(|field| {
                    let ident = field.ident.as_ref()?;
                    Some(Field {
                        name: name(ident),
                        span: span(ident.span()),
                        ty: expr::ty(&field.ty),
                        attributes: attributes(&field.attrs, features),
                    })
                })
                .collect(),
        ),
        syn::Fields::Unnamed(fields) => {
            Fields::Tuple(fields.unnamed.iter().map(|field| expr::ty(&field.ty)).collect())
        }
        syn::Fields::Unit => Fields::Tuple(Vec::new()),
    }
}

fn variants(item: &syn::ItemEnum, features: &Features) -> Vec<Variant> {
    let enabled = item.variants.iter().filter(|variant| is_enabled(&variant.attrs, features));
    enabled
        .map(|variant| Variant {
            name: name(&variant.ident),
            span: span(variant.ident.span()),
            attributes: attributes(&variant.attrs, features),
        })
        .collect()
}

/// The traits whose implementations say something about a table, and the functions that say it.
const TRAITS: &[(&str, &[&str])] = &[
    ("EntityTrait", &[]),
    ("EntityName", &["table_name", "schema_name", "comment"]),
    ("ColumnTrait", &["def"]),
    ("PrimaryKeyTrait", &["auto_increment"]),
    ("RelationTrait", &["def"]),
    ("ValueType", &["column_type"]),
    ("ActiveEnum", &["name", "db_type", "values"]),
    ("IdenStatic", &["as_str"]),
    ("Iden", &["unquoted"]),
];

fn implementation(item: &syn::ItemImpl, features: &Features) -> Option<Impl> {
    let (_, of, _) = item.trait_.as_ref()?;
    let of = of.segments.last()?.ident.to_string();
    let (_, wanted) = TRAITS.iter().find(|(name, _)| *name == of)?;
    let TypeKind::Path(target) = expr::ty(&item.self_ty).kind else { return None };
    let mut found = Impl { of, target, functions: Vec::new(), types: Vec::new() };
    for inner in &item.items {
        match inner {
            syn::ImplItem::Fn(it) if is_enabled(&it.attrs, features) => {
                let function = name(&it.sig.ident);
                if wanted.contains(&function.as_str()) {
                    found.functions.push(Function {
                        name: function,
                        span: span(it.sig.ident.span()),
                        body: expr::block(&it.block, features),
                    });
                }
            }
            syn::ImplItem::Type(it) if is_enabled(&it.attrs, features) => {
                found.types.push((name(&it.ident), expr::ty(&it.ty)));
            }
            _ => {}
        }
    }
    Some(found)
}

fn use_tree(
    tree: &syn::UseTree,
    path: &mut Vec<String>,
    found: &mut impl FnMut(Vec<String>, Option<String>),
) {
    match tree {
        syn::UseTree::Path(it) => {
            path.push(name(&it.ident));
            use_tree(&it.tree, path, found);
            path.pop();
        }
        syn::UseTree::Name(it) => {
            let leaf = name(&it.ident);
            if leaf == "self" {
                found(path.clone(), path.last().cloned());
            } else {
                let full = [path.as_slice(), std::slice::from_ref(&leaf)].concat();
                found(full, Some(leaf));
            }
        }
        syn::UseTree::Rename(it) => {
            let leaf = name(&it.ident);
            let full =
                if leaf == "self" { path.clone() } else { [path.as_slice(), &[leaf]].concat() };
            found(full, Some(name(&it.rename)));
        }
        syn::UseTree::Glob(_) => found(path.clone(), None),
        syn::UseTree::Group(it) => {
            for tree in &it.items {
                use_tree(tree, path, found);
            }
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    !matches!(visibility, syn::Visibility::Inherited)
}

fn name(ident: &proc_macro2::Ident) -> String {
    ident.unraw().to_string()
}

fn span(span: proc_macro2::Span) -> Span {
    between(span, span)
}

fn between(first: proc_macro2::Span, last: proc_macro2::Span) -> Span {
    let (start, end) = (first.start(), last.end());
    let position = |it: proc_macro2::LineColumn| Position {
        line: u32::try_from(it.line).unwrap_or(u32::MAX),
        column: u32::try_from(it.column).unwrap_or(u32::MAX),
    };
    Span { start: position(start), end: position(end) }
}

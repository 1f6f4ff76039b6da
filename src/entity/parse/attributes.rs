use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Token};

use super::{Features, between, expr, name, span};
use crate::entity::ast::*;

/// The keys of `#[sea_orm(...)]` whose strings hold Rust code.
const CODE: &[&str] = &["column_type", "db_type", "default_expr", "belongs_to", "from", "to"];

pub fn attributes(attributes: &[Attribute], features: &Features) -> Attributes {
    let mut found = Attributes::default();
    for attribute in attributes {
        add(&attribute.meta, features, &mut found);
    }
    found
}

fn add(meta: &syn::Meta, features: &Features, found: &mut Attributes) {
    let Some(last) = meta.path().segments.last() else { return };
    let last = &last.ident;
    match meta {
        syn::Meta::Path(_) | syn::Meta::List(_) if last == "model" || last == "sea_orm_model" => {
            found.model = Some(ModelMacro::Dense);
        }
        syn::Meta::Path(_) | syn::Meta::List(_)
            if last == "compact_model" || last == "sea_orm_compact_model" =>
        {
            found.model = Some(ModelMacro::Compact);
        }
        syn::Meta::List(list) if last == "derive" => {
            derived(list.tokens.clone(), &mut found.derives);
        }
        syn::Meta::List(list) if last == "sea_orm" => {
            let metas = metas(list.tokens.clone(), features);
            found.sea_orm_first.get_or_insert(metas.len());
            for meta in metas {
                match meta {
                    // What `#[sea_orm::model]` hands on to the struct of the columns.
                    Meta { name, value: MetaValue::List(inner), .. } if name == "model_attrs" => {
                        let inner = inner.into_iter().filter(|meta| meta.name == "sea_orm");
                        for meta in inner {
                            if let MetaValue::List(metas) = meta.value {
                                found.sea_orm.extend(metas);
                            }
                        }
                    }
                    meta => found.sea_orm.push(meta),
                }
            }
        }
        syn::Meta::List(list) if last == "strum" => {
            let metas = metas(list.tokens.clone(), features);
            found.disabled |= metas.iter().any(|meta| meta.name == "disabled");
        }
        syn::Meta::List(list) if last == "cfg_attr" => {
            let Some((condition, rest)) = conditional(&list.tokens) else { return };
            let never = matches!(&condition.0, syn::Meta::List(it)
                if it.path.is_ident("any") && it.tokens.is_empty());
            for meta in &rest {
                match meta {
                    syn::Meta::List(list) if never && list.path.is_ident("autogen") => {
                        found.autogen.extend(metas(list.tokens.clone(), features));
                    }
                    _ if holds(&condition, features) => add(meta, features, found),
                    syn::Meta::List(list) if list.path.is_ident("derive") => {
                        derived(list.tokens.clone(), &mut found.switched_off);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The value of `#[path = "..."]`.
pub fn path(attributes: &[Attribute], features: &Features) -> Option<String> {
    fn value(meta: &syn::Meta, features: &Features) -> Option<String> {
        match meta {
            syn::Meta::NameValue(it) if it.path.is_ident("path") => match &it.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
                _ => None,
            },
            syn::Meta::List(list) if list.path.is_ident("cfg_attr") => {
                let (condition, rest) = conditional(&list.tokens)?;
                let rest = rest.iter().filter(|_| holds(&condition, features));
                rest.filter_map(|meta| value(meta, features)).next()
            }
            _ => None,
        }
    }
    attributes.iter().find_map(|attribute| value(&attribute.meta, features))
}

/// Whether every `#[cfg(...)]` holds.
pub fn is_enabled(attributes: &[Attribute], features: &Features) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).all(|attribute| {
        attribute.parse_args::<Condition>().map_or(true, |condition| holds(&condition, features))
    })
}

/// What `cfg` asks: besides what an attribute may be, the keywords `true` and `false`.
struct Condition(syn::Meta);

impl Parse for Condition {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(syn::LitBool) {
            return Ok(Self(syn::Meta::Path(input.call(syn::Ident::parse_any)?.into())));
        }
        input.parse().map(Self)
    }
}

/// The parts of `cfg_attr(condition, attributes...)`.
fn conditional(tokens: &TokenStream) -> Option<(Condition, Vec<syn::Meta>)> {
    let parse = |input: ParseStream| {
        let condition = input.parse::<Condition>()?;
        let mut rest = Vec::new();
        while input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                rest.push(input.parse::<syn::Meta>()?);
            }
        }
        Ok((condition, rest))
    };
    parse.parse2(tokens.clone()).ok()
}

/// Whether a condition holds in an ordinary build for this machine; names that no compiler sets
/// by itself are off, as they are for `rustc`.
fn holds(condition: &Condition, features: &Features) -> bool {
    match &condition.0 {
        syn::Meta::List(list) => {
            let parser = Punctuated::<Condition, Token![,]>::parse_terminated;
            let Ok(inner) = parser.parse2(list.tokens.clone()) else { return false };
            let mut inner = inner.iter().map(|condition| holds(condition, features));
            if list.path.is_ident("not") {
                !inner.all(|it| it)
            } else if list.path.is_ident("any") {
                inner.any(|it| it)
            } else {
                list.path.is_ident("all") && inner.all(|it| it)
            }
        }
        syn::Meta::NameValue(it) => {
            let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &it.value else {
                return false;
            };
            let text = text.value();
            if it.path.is_ident("feature") {
                features.contains(&text)
            } else if it.path.is_ident("target_os") {
                text == if cfg!(windows) {
                    "windows"
                } else if cfg!(target_os = "macos") {
                    "macos"
                } else {
                    "linux"
                }
            } else if it.path.is_ident("target_family") {
                text == if cfg!(windows) { "windows" } else { "unix" }
            } else {
                it.path.is_ident("target_pointer_width") && text == "64"
            }
        }
        syn::Meta::Path(path) => {
            path.is_ident("debug_assertions")
                || path.is_ident("unix") && cfg!(unix)
                || path.is_ident("windows") && cfg!(windows)
                || path.is_ident("true")
        }
    }
}

/// The items of an attribute's list. Commas may be left out, as some of SeaORM's macros allow;
/// what cannot be read is kept as an item that no reader knows.
///
/// The tokens are walked by hand: there are many attributes, and `syn` copies the tokens of each
/// into a buffer of its own.
fn metas(tokens: TokenStream, features: &Features) -> Vec<Meta> {
    let mut tokens = tokens.into_iter().peekable();
    let mut metas = Vec::new();
    while let Some(token) = tokens.next() {
        let start = token.span();
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {}
            TokenTree::Ident(first) => metas.push(meta(&first, &mut tokens, features)),
            TokenTree::Literal(literal) => {
                let value = expr::literal(&syn::Lit::new(literal), "");
                let value = MetaValue::Value(value);
                metas.push(Meta { name: String::new(), span: span(start), value });
            }
            TokenTree::Punct(_) | TokenTree::Group(_) => {
                let span = span(start);
                metas.push(Meta { name: MALFORMED.into(), span, value: MetaValue::Flag });
                while tokens.next_if(|token| !is_punct(token, ',')).is_some() {}
            }
        }
    }
    metas
}

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

fn meta(first: &proc_macro2::Ident, tokens: &mut Tokens, features: &Features) -> Meta {
    let mut path = name(first);
    while tokens.next_if(|token| is_punct(token, ':')).is_some() {
        if let Some(TokenTree::Ident(next)) = tokens.peek() {
            path = format!("{path}::{}", name(next));
            tokens.next();
        }
    }
    let (value, end) = match tokens.peek() {
        Some(token) if is_punct(token, '=') => {
            tokens.next();
            match value(&path, tokens, features) {
                Some(found) => found,
                None => {
                    path = MALFORMED.into();
                    (MetaValue::Flag, first.span())
                }
            }
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let found = (MetaValue::List(metas(group.stream(), features)), group.span_close());
            tokens.next();
            found
        }
        _ => (MetaValue::Flag, first.span()),
    };
    Meta { name: path, span: between(first.span(), end), value }
}

/// The value after `key =`, which ends at a comma if it is more than a literal.
fn value(
    key: &str,
    tokens: &mut Tokens,
    features: &Features,
) -> Option<(MetaValue, proc_macro2::Span)> {
    if let Some(TokenTree::Literal(literal)) = tokens.peek() {
        let literal = syn::Lit::new(literal.clone());
        tokens.next();
        let end = literal.span();
        let value = match &literal {
            syn::Lit::Str(text) if CODE.contains(&key) => {
                MetaValue::Code { text: text.value(), code: expr::code(text, features) }
            }
            literal => MetaValue::Value(expr::literal(literal, "")),
        };
        return Some((value, end));
    }
    let mut rest = Vec::new();
    while let Some(token) = tokens.next_if(|token| !is_punct(token, ',')) {
        rest.push(token);
    }
    let end = rest.last()?.span();
    let value = syn::parse2::<syn::Expr>(rest.into_iter().collect()).ok()?;
    Some((MetaValue::Value(expr::expr(&value, features)), end))
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// The last segments of the paths in `derive(...)`.
fn derived(tokens: TokenStream, found: &mut Vec<String>) {
    let mut last = None;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => last = Some(name(&ident)),
            token if is_punct(&token, ',') => found.extend(last.take()),
            _ => {}
        }
    }
    found.extend(last);
}

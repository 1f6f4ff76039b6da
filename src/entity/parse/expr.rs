use syn::Token;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

use super::attributes::is_enabled;
use super::{Features, between, name, span};
use crate::entity::ast::*;

pub fn ty(ty: &syn::Type) -> Type {
    match ty {
        syn::Type::Path(it) => {
            let path = path(it.qself.as_ref(), &it.path);
            Type { span: path.span, kind: TypeKind::Path(path) }
        }
        syn::Type::Tuple(it) => Type {
            span: span(it.paren_token.span.join()),
            kind: TypeKind::Tuple(it.elems.iter().map(self::ty).collect()),
        },
        syn::Type::Reference(it) => {
            let inner = self::ty(&it.elem);
            let start = span(it.and_token.span()).start;
            Type {
                span: Span { start, end: inner.span.end },
                kind: TypeKind::Reference(Box::new(inner)),
            }
        }
        syn::Type::Paren(it) => self::ty(&it.elem),
        syn::Type::Group(it) => self::ty(&it.elem),
        other => Type { span: span(other.span()), kind: TypeKind::Other(source(other)) },
    }
}

fn path(qself: Option<&syn::QSelf>, path: &syn::Path) -> Path {
    let segments = path
        .segments
        .iter()
        .map(|segment| {
            let arguments = match &segment.arguments {
                syn::PathArguments::AngleBracketed(it) => it
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        syn::GenericArgument::Type(it) => Some(ty(it)),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            Segment { name: name(&segment.ident), arguments }
        })
        .collect();
    let span = match (path.segments.first(), path.segments.last()) {
        (Some(first), Some(last)) => {
            let end = match &last.arguments {
                syn::PathArguments::AngleBracketed(it) => it.gt_token.span,
                _ => last.ident.span(),
            };
            between(first.ident.span(), end)
        }
        _ => span(path.span()),
    };
    let absolute = path.leading_colon.is_some();
    Path { span, absolute, qself: qself.map(|it| Box::new(ty(&it.ty))), segments }
}

/// The code in a string. Nearly all of it are paths and calls with numbers, for which `syn` would
/// take longer than for the file around them.
pub fn code(text: &syn::LitStr, features: &Features) -> Result<Expr, String> {
    let value = text.value();
    if super::depth::of(&value).0 > super::depth::ORDINARY {
        return Err("it is nested too deeply".to_owned());
    }
    let mut plain = Plain { rest: &value, span: span(text.span()) };
    if let Some(found) = plain.expr()
        && plain.rest.is_empty()
    {
        return Ok(found);
    }
    let parsed = text.parse::<syn::Expr>().map_err(|error| error.to_string())?;
    Ok(expr(&parsed, features))
}

/// A reader of paths, unsigned integers, calls and tuples of them.
struct Plain<'t> {
    rest: &'t str,
    span: Span,
}

impl<'t> Plain<'t> {
    fn expr(&mut self) -> Option<Expr> {
        let span = self.span;
        let kind = match self.rest.bytes().next()? {
            b'(' => match self.list()? {
                // One expression in parentheses may be a tuple of one, or just that expression.
                items if items.len() < 2 => return None,
                items => ExprKind::Tuple(items),
            },
            byte if byte.is_ascii_digit() => {
                let digits = self.word()?;
                let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
                (is_plain && !self.rest.starts_with('.'))
                    .then(|| ExprKind::Number(digits.into()))?
            }
            _ => {
                let path = Expr { span, kind: ExprKind::Path(self.path()?) };
                if !self.rest.starts_with('(') {
                    return Some(path);
                }
                ExprKind::Call(Box::new(path), self.list()?)
            }
        };
        Some(Expr { span, kind })
    }

    fn list(&mut self) -> Option<Vec<Expr>> {
        let mut items = Vec::new();
        self.rest = self.rest.strip_prefix('(')?.trim_start();
        while !self.rest.starts_with(')') {
            items.push(self.expr()?);
            self.rest = self.rest.trim_start();
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest.trim_start(),
                None if self.rest.starts_with(')') => {}
                None => return None,
            }
        }
        self.rest = &self.rest[1..];
        Some(items)
    }

    fn path(&mut self) -> Option<Path> {
        let mut segments = Vec::new();
        loop {
            let name = self.word()?;
            if name.starts_with(|c: char| c.is_ascii_digit()) || matches!(name, "true" | "false") {
                return None;
            }
            segments.push(Segment { name: name.to_owned(), arguments: Vec::new() });
            match self.rest.strip_prefix("::") {
                Some(rest) => self.rest = rest,
                None => {
                    return Some(Path { span: self.span, absolute: false, qself: None, segments });
                }
            }
        }
    }

    fn word(&mut self) -> Option<&'t str> {
        let end = self.rest.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

pub fn expr(expr: &syn::Expr, features: &Features) -> Expr {
    let lower = |it: &syn::Expr| Box::new(self::expr(it, features));
    let all = |items: &Punctuated<syn::Expr, Token![,]>| {
        items.iter().map(|it| self::expr(it, features)).collect::<Vec<_>>()
    };
    let kind = match expr {
        syn::Expr::Lit(it) => return literal(&it.lit, ""),
        syn::Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(minus), expr: inner, .. }) => {
            match &**inner {
                syn::Expr::Lit(it) => {
                    let mut literal = literal(&it.lit, "-");
                    literal.span.start = span(minus.span).start;
                    return literal;
                }
                _ => ExprKind::Other(source(expr)),
            }
        }
        // The span of any other form is found by printing it, which takes long.
        syn::Expr::Path(it) => {
            let path = path(it.qself.as_ref(), &it.path);
            return Expr { span: path.span, kind: ExprKind::Path(path) };
        }
        syn::Expr::Call(it) => {
            let function = lower(&it.func);
            let (start, end) = (function.span.start, span(it.paren_token.span.close()).end);
            let kind = ExprKind::Call(function, all(&it.args));
            return Expr { span: Span { start, end }, kind };
        }
        syn::Expr::MethodCall(it) => {
            let receiver = lower(&it.receiver);
            let (start, end) = (receiver.span.start, span(it.paren_token.span.close()).end);
            let kind = ExprKind::Method(receiver, name(&it.method), all(&it.args));
            return Expr { span: Span { start, end }, kind };
        }
        syn::Expr::Match(it) => {
            let span = between(it.match_token.span, it.brace_token.span.close());
            return Expr { span, kind: ExprKind::Match(arms(it, features)) };
        }
        syn::Expr::Tuple(it) => ExprKind::Tuple(all(&it.elems)),
        syn::Expr::Array(it) => ExprKind::List(all(&it.elems)),
        syn::Expr::Struct(it) => {
            let fields = it.fields.iter().filter_map(|field| match &field.member {
                syn::Member::Named(ident) => Some((name(ident), *lower(&field.expr))),
                syn::Member::Unnamed(_) => None,
            });
            ExprKind::Struct(path(None, &it.path), fields.collect())
        }
        syn::Expr::Paren(it) => return *lower(&it.expr),
        syn::Expr::Group(it) => return *lower(&it.expr),
        syn::Expr::Reference(it) => return *lower(&it.expr),
        syn::Expr::Block(it) => return block(&it.block, features),
        syn::Expr::Macro(it) => in_macro(&it.mac, features).unwrap_or_else(|| other(expr)),
        _ => other(expr),
    };
    Expr { span: span(expr.span()), kind }
}

/// The value of a block that holds nothing but an expression, besides imports.
pub fn block(block: &syn::Block, features: &Features) -> Expr {
    let mut statements =
        block.stmts.iter().filter(|it| !matches!(it, syn::Stmt::Item(syn::Item::Use(_))));
    let value = match (statements.next(), statements.next()) {
        (Some(syn::Stmt::Expr(syn::Expr::Return(it), _)), None) => it.expr.as_deref(),
        (Some(syn::Stmt::Expr(value, None)), None) => Some(value),
        (Some(syn::Stmt::Macro(it)), None) => {
            if let Some(kind) = in_macro(&it.mac, features) {
                return Expr { span: span(it.mac.span()), kind };
            }
            None
        }
        _ => None,
    };
    match value {
        Some(value) => expr(value, features),
        None => {
            let span = span(block.brace_token.span.join());
            Expr { span, kind: ExprKind::Other(source(block)) }
        }
    }
}

fn arms(it: &syn::ExprMatch, features: &Features) -> Vec<Arm> {
    let enabled = it.arms.iter().filter(|arm| is_enabled(&arm.attrs, features));
    enabled
        .map(|arm| Arm {
            // An arm with a guard says nothing that holds always.
            variants: match &arm.guard {
                None => variants(&arm.pat),
                Some(_) => Some(Vec::new()),
            },
            value: expr(&arm.body, features),
        })
        .collect()
}

/// The variants that a pattern names, none for a wildcard.
fn variants(pattern: &syn::Pat) -> Option<Vec<String>> {
    let last = |path: &syn::Path| path.segments.last().map(|it| name(&it.ident));
    match pattern {
        syn::Pat::Wild(_) => None,
        syn::Pat::Ident(it) if it.ident.to_string().starts_with(char::is_lowercase) => None,
        syn::Pat::Ident(it) => Some(vec![name(&it.ident)]),
        syn::Pat::Path(it) => Some(last(&it.path).into_iter().collect()),
        syn::Pat::TupleStruct(it) => Some(last(&it.path).into_iter().collect()),
        syn::Pat::Struct(it) => Some(last(&it.path).into_iter().collect()),
        syn::Pat::Paren(it) => variants(&it.pat),
        syn::Pat::Reference(it) => variants(&it.pat),
        syn::Pat::Or(it) => {
            let all: Option<Vec<_>> = it.cases.iter().map(variants).collect();
            all.map(|all| all.concat())
        }
        _ => Some(Vec::new()),
    }
}

fn in_macro(it: &syn::Macro, features: &Features) -> Option<ExprKind> {
    let called = it.path.segments.last()?.ident.to_string();
    match called.as_str() {
        "panic" | "unimplemented" | "todo" | "unreachable" => Some(ExprKind::Panic),
        "vec" => {
            let parser = Punctuated::<syn::Expr, Token![,]>::parse_terminated;
            let items = it.parse_body_with(parser).ok()?;
            Some(ExprKind::List(items.iter().map(|it| expr(it, features)).collect()))
        }
        _ => None,
    }
}

pub fn literal(literal: &syn::Lit, sign: &str) -> Expr {
    let kind = match literal {
        syn::Lit::Str(it) => ExprKind::Text(it.value()),
        syn::Lit::Char(it) => ExprKind::Char(it.value()),
        syn::Lit::Bool(it) => ExprKind::Bool(it.value),
        syn::Lit::Int(it) => ExprKind::Number(format!("{sign}{}", it.base10_digits())),
        syn::Lit::Float(it) => ExprKind::Number(float(it, sign)),
        other => ExprKind::Other(source(other)),
    };
    Expr { span: span(literal.span()), kind }
}

/// As sea-query writes it, which prints the number and not its digits: `1.0` is `1`.
fn float(literal: &syn::LitFloat, sign: &str) -> String {
    let digits = format!("{sign}{}", literal.base10_digits());
    if literal.suffix() == "f32" {
        digits.parse::<f32>().map_or(digits, |it| it.to_string())
    } else {
        digits.parse::<f64>().map_or(digits, |it| it.to_string())
    }
}

fn other(expr: &syn::Expr) -> ExprKind {
    ExprKind::Other(source(expr))
}

/// The text of a piece of code, on one line.
fn source(code: &impl Spanned) -> String {
    let text = code.span().source_text().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

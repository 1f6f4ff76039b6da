//! The defaults of columns, from literals and from the expressions of sea-query.

use super::ast::*;
use super::code;
use super::sql::without_parentheses;
use crate::schema::DefaultValue;

/// What `default_expr` and `ColumnDef::default` may hold, for messages.
const UNDERSTOOD: &str = "literals, Expr::current_timestamp(), current_date() and current_time(), \
                          Expr::cust(\"...\"), Expr::value(literal), Keyword::..., and \
                          Func::cust(\"name\") with literal arguments";

/// The value of a literal.
pub fn literal(expr: &Expr) -> Option<DefaultValue> {
    match &expr.kind {
        ExprKind::Bool(it) => Some(DefaultValue::Bool(*it)),
        ExprKind::Number(it) => Some(DefaultValue::Number(it.clone())),
        ExprKind::Text(it) => Some(DefaultValue::Text(it.clone())),
        ExprKind::Char(it) => Some(DefaultValue::Text(it.to_string())),
        ExprKind::Method(receiver, name, arguments) if arguments.is_empty() => {
            matches!(name.as_str(), "into" | "to_owned" | "to_string")
                .then(|| literal(receiver))
                .flatten()
        }
        ExprKind::Call(function, arguments) => match (&function.kind, arguments.as_slice()) {
            (ExprKind::Path(path), [inner]) if path.names() == ["String", "from"] => literal(inner),
            (ExprKind::Path(path), [inner]) if path.last() == "Some" => literal(inner),
            _ => None,
        },
        _ => None,
    }
}

/// The value of an expression that is `Into<sea_query::Expr>`.
pub fn expression(expr: &Expr) -> Result<DefaultValue, String> {
    value(expr)
        .ok_or_else(|| format!("the default `{expr}` is not understood; what is: {UNDERSTOOD}"))
}

fn value(expr: &Expr) -> Option<DefaultValue> {
    if let Some(value) = literal(expr) {
        return Some(value);
    }
    match &expr.kind {
        ExprKind::Method(receiver, name, arguments) => {
            match (name.as_str(), arguments.as_slice()) {
                ("into" | "to_owned" | "clone" | "take", []) => value(receiver),
                _ => function(expr).map(DefaultValue::Sql),
            }
        }
        ExprKind::Path(path) => keyword(path.last()).map(sql),
        ExprKind::Call(called, arguments) => {
            let ExprKind::Path(path) = &called.kind else { return None };
            match (path.last(), arguments.as_slice()) {
                (_, [inner])
                    if path.segments.len() > 1
                        && path.segments[path.segments.len() - 2].name == "Value" =>
                {
                    literal(inner)
                }
                ("current_timestamp", []) => Some(sql("CURRENT_TIMESTAMP")),
                ("current_date", []) => Some(sql("CURRENT_DATE")),
                ("current_time", []) => Some(sql("CURRENT_TIME")),
                ("cust", [text]) if is_expr(&path.parent()) => custom(text),
                ("Custom" | "custom_keyword", [text]) => custom(text),
                (
                    "value" | "val" | "Value" | "Constant" | "Keyword" | "from" | "FunctionCall",
                    [inner],
                ) => value(inner),
                _ => function(expr).map(DefaultValue::Sql),
            }
        }
        _ => None,
    }
}

/// Whether a path is that of the type of expressions, by one of its names.
fn is_expr(path: &Path) -> bool {
    matches!(path.last(), "Expr" | "SimpleExpr")
}

fn sql(text: &str) -> DefaultValue {
    DefaultValue::Sql(text.to_owned())
}

fn custom(text: &Expr) -> Option<DefaultValue> {
    code::text(text).map(|text| sql(without_parentheses(&text)))
}

fn keyword(name: &str) -> Option<&'static str> {
    match name {
        "Null" => Some("NULL"),
        "CurrentTimestamp" => Some("CURRENT_TIMESTAMP"),
        "CurrentDate" => Some("CURRENT_DATE"),
        "CurrentTime" => Some("CURRENT_TIME"),
        _ => None,
    }
}

/// `Func::cust("name").arg(...)`.
fn function(expr: &Expr) -> Option<String> {
    let mut arguments = Vec::new();
    let mut at = expr;
    loop {
        match &at.kind {
            ExprKind::Method(receiver, name, given) => {
                match (name.as_str(), given.as_slice()) {
                    ("arg", [one]) => arguments.push(vec![argument(one)?]),
                    ("args", [Expr { kind: ExprKind::List(all), .. }]) => {
                        arguments.push(all.iter().map(argument).collect::<Option<_>>()?);
                    }
                    _ => return None,
                }
                at = receiver;
            }
            ExprKind::Call(called, given) => {
                let ExprKind::Path(path) = &called.kind else { return None };
                return match (path.names().as_slice(), given.as_slice()) {
                    ([.., "Func", "cust"], [name]) => {
                        arguments.reverse();
                        Some(format!("{}({})", code::text(name)?, arguments.concat().join(", ")))
                    }
                    _ => None,
                };
            }
            _ => return None,
        }
    }
}

fn argument(expr: &Expr) -> Option<String> {
    Some(match value(expr)? {
        DefaultValue::Bool(it) => if it { "TRUE" } else { "FALSE" }.to_owned(),
        DefaultValue::Number(it) | DefaultValue::Sql(it) => it,
        DefaultValue::Text(it) => format!("'{}'", it.replace('\'', "''")),
    })
}

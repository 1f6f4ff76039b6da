//! `#[cfg_attr(any(), autogen(...))]`: what SeaORM's attributes cannot say.

use super::active_enum::string;
use super::ast::*;
use super::facts::Problems;
use super::table::Build;
use crate::schema::*;

/// What may stand above an entity, for messages.
const ON_ENTITY: &str = "ignore, comment, index(...), check(...), foreign_key(...)";

/// Applies what stands above the entity; true if the entity is to be ignored.
pub fn apply(build: &mut Build<'_, '_>) -> bool {
    let mut ignore = false;
    for &meta in &build.entity.annotations {
        let done = match (meta.name.as_str(), &meta.value) {
            ("ignore", MetaValue::Flag) => {
                ignore = true;
                Ok(())
            }
            ("comment", _) => value(meta).map(|text| build.table.comment = Some(text)),
            ("index", MetaValue::List(items)) => {
                index(items, build).map(|index| build.index(index, meta.span))
            }
            ("check", MetaValue::List(items)) => {
                check(items).map(|check| build.check(check, meta.span))
            }
            ("foreign_key", MetaValue::List(items)) => {
                foreign_key(items, build).map(|key| build.add_foreign_key(key, meta.span))
            }
            _ => Err(format!("`{}` is not understood here; what is: {ON_ENTITY}", meta.name)),
        };
        build.problems.take(meta.span, done);
    }
    ignore
}

/// Applies what stands above the field or the variant of a column.
pub fn of_column(column: &mut Column, annotations: &[Meta], problems: &mut Problems) {
    for meta in annotations {
        let done = match meta.name.as_str() {
            "comment" => value(meta).map(|text| column.comment = Some(text)),
            "collation" => value(meta).map(|name| column.collation = Facet::Is(name)),
            name => Err(format!("`{name}` is not understood here; what is: comment, collation")),
        };
        problems.take(meta.span, done);
    }
}

/// `index(columns(a, b), name = "...", unique, where = "...", include(c), method = "gin")`.
fn index(items: &[Meta], build: &Build<'_, '_>) -> Result<Index, String> {
    let mut index = Index::new::<String>([]);
    for item in items {
        match item.name.as_str() {
            "columns" => {
                index.parts = names(item)?
                    .iter()
                    .map(|part| part_of(part, build))
                    .collect::<Result<_, _>>()?;
            }
            "include" => index.include = columns(item, build)?,
            "name" => index.name = Facet::Is(value(item)?),
            "method" => index.method = Some(value(item)?.to_lowercase()),
            "where" => index.predicate = Some(value(item)?),
            "unique" => {
                index.unique = true;
                index.constraint = Facet::Is(false);
            }
            name => {
                return Err(format!(
                    "`{name}` is not understood in an index; what is: columns(...), name, unique, \
                     where, include(...), method"
                ));
            }
        }
    }
    if index.parts.is_empty() {
        return Err("an index has `columns(...)`".into());
    }
    if index.name.is_unspecified() {
        let columns: Vec<_> = index.plain_columns().ok_or("an index on expressions has a name")?;
        index.name = Facet::Is(format!("idx-{}-{}", build.name.name, columns.join("-")));
    }
    Ok(index)
}

/// A column, in a string also with its direction, or an expression.
fn part_of(text: &str, build: &Build<'_, '_>) -> Result<IndexPart, String> {
    let words: Vec<_> = text.split_whitespace().collect();
    let (name, descending) = match words.as_slice() {
        [name, way] if way.eq_ignore_ascii_case("desc") => (*name, true),
        [name, way] if way.eq_ignore_ascii_case("asc") => (*name, false),
        _ => (text, false),
    };
    if let Some(name) = column(name, build) {
        return Ok(IndexPart { descending, ..IndexPart::column(name) });
    }
    if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Err(format!("`{name}` is no column of {}", build.name));
    }
    Ok(IndexPart::from(IndexKey::Expression(text.to_owned())))
}

/// `check("name", "expression")`, or `check(name = "...", expr = "...")`.
fn check(items: &[Meta]) -> Result<Check, String> {
    let (mut name, mut expression) = (Facet::Unspecified, None);
    for item in items {
        match (item.name.as_str(), &item.value) {
            ("name", _) => name = Facet::Is(value(item)?),
            ("expr", _) => expression = Some(value(item)?),
            ("", MetaValue::Value(_)) if items.len() == 2 && name.is_unspecified() => {
                name = Facet::Is(value(item)?);
            }
            ("", MetaValue::Value(_)) => expression = Some(value(item)?),
            (bare, MetaValue::Flag) if items.len() == 2 => name = Facet::Is(bare.to_owned()),
            (other, _) => return Err(format!("`{other}` is not understood in a check")),
        }
    }
    let expression = expression.ok_or("a check is written check(name, \"expression\")")?;
    let expression = super::sql::without_parentheses(&expression).to_owned();
    Ok(Check { name, ..Check::new(expression) })
}

/// `foreign_key(columns(a), references("table", b), on_delete = "Cascade", name = "...")`.
fn foreign_key(items: &[Meta], build: &Build<'_, '_>) -> Result<ForeignKey, String> {
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let mut name = Facet::Unspecified;
    let (mut on_delete, mut on_update) = Default::default();
    for item in items {
        match item.name.as_str() {
            "columns" => from = columns(item, build)?,
            "references" => to = names(item)?,
            "name" => name = Facet::Is(value(item)?),
            "on_delete" => on_delete = super::facts::action(&value(item)?)?,
            "on_update" => on_update = super::facts::action(&value(item)?)?,
            name => {
                return Err(format!(
                    "`{name}` is not understood in a foreign key; what is: columns(...), \
                     references(\"table\", columns...), name, on_delete, on_update"
                ));
            }
        }
    }
    let mut to = to.into_iter();
    let table = to.next().ok_or("a foreign key has `references(\"table\", columns...)`")?;
    let referenced_columns: Vec<_> = to.collect();
    if from.is_empty() || from.len() != referenced_columns.len() {
        return Err(format!("{} columns refer to {}", from.len(), referenced_columns.len()));
    }
    Ok(ForeignKey {
        name,
        on_delete,
        on_update,
        ..ForeignKey::new(from, table.parse()?, referenced_columns)
    })
}

/// The names in `key(a, b)`, which may be strings.
fn names(meta: &Meta) -> Result<Vec<String>, String> {
    let MetaValue::List(items) = &meta.value else {
        return Err(format!("`{}` takes names in parentheses", meta.name));
    };
    let names = items.iter().map(|item| match &item.value {
        MetaValue::Flag if item.name == MALFORMED => Err(format!(
            "`{}` takes names and strings, such as (name, \"at DESC\", \"lower(name)\")",
            meta.name
        )),
        MetaValue::Flag => Ok(item.name.clone()),
        _ if item.name.is_empty() => value(item),
        _ => Err(format!("`{}` takes names in parentheses", meta.name)),
    });
    names.collect()
}

/// The columns in `key(a, b)`.
fn columns(meta: &Meta, build: &Build<'_, '_>) -> Result<Vec<String>, String> {
    let columns = names(meta)?.into_iter().map(|name| {
        column(&name, build).ok_or_else(|| format!("`{name}` is no column of {}", build.name))
    });
    columns.collect()
}

/// A column by its name in the database or its variant.
fn column(name: &str, build: &Build<'_, '_>) -> Option<String> {
    let columns = &build.entity.columns;
    let found = columns.iter().find(|column| column.name == name);
    found.or_else(|| build.entity.column(name)).map(|column| column.name.clone())
}

fn value(meta: &Meta) -> Result<String, String> {
    string(meta).ok_or_else(|| match meta.name.as_str() {
        "" => "a string is expected".to_owned(),
        name => format!("`{name}` takes a string"),
    })
}

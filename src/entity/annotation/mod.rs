//! `#[cfg_attr(any(), autogen(...))]`: what SeaORM's attributes cannot say.
//!
//! Above the struct of an entity, its `Model` or its `Entity`, whichever form it has:
//!
//! - `ignore`, `comment = "..."`, `collation = "..."` (of every text column that names none),
//!   `options(engine = "InnoDB", fillfactor = 70)`
//! - `index(...)`, `unique(...)`: see [`index`]
//! - `check(name, "expression", no_inherit, not_valid, not_enforced)`
//! - `foreign_key(...)`, `primary_key(...)`: see [`keys`]
//! - `column(name, ...)` with what may stand above the field of a column
//!
//! Above a field or a variant of `Column`: `comment = "..."`, `collation = "..."`, `invisible`,
//! `generated("expression", stored)`, `on_update = "expression"`, `serial`,
//! `identity(always, start = 1, increment = 1, min = 1, max = 9, cache = 1, cycle)`.

mod index;
mod keys;
mod reader;

use super::ast::*;
use super::sql::without_parentheses;
use super::table::Build;
use crate::schema::*;
use reader::{List, Read, Wrong, list, names, options, text};

/// Applies what stands above the entity; true if the entity is to be ignored.
pub fn apply(build: &mut Build<'_, '_>) -> bool {
    let mut ignore = false;
    let annotations = build.entity.annotations.clone();
    for meta in annotations.iter().copied() {
        let again = annotations.iter().find(|it| it.name == meta.name);
        let once = matches!(meta.name.as_str(), "comment" | "collation" | "ignore" | "primary_key");
        let done = match again.filter(|first| once && !std::ptr::eq(**first, meta)) {
            Some(_) => Err(Wrong::new(meta.span, format!("`{}` is said twice", meta.name))),
            None => of_entity(meta, build, &mut ignore),
        };
        if let Err(wrong) = done {
            wrong.tell(&mut build.problems);
        }
    }
    ignore
}

fn of_entity(meta: &Meta, build: &mut Build<'_, '_>, ignore: &mut bool) -> Read<()> {
    match meta.name.as_str() {
        "ignore" => {
            reader::flag(meta)?;
            *ignore = true;
        }
        "comment" => {
            build.table.comment = Some(text(meta)?);
            build.place_part(ObjectId::Table, Aspect::Comment, meta.span);
        }
        "collation" => {
            let collation = text(meta)?;
            let texts = build.table.columns.iter_mut().filter(|it| is_text(&it.ty));
            for column in texts.filter(|it| it.collation.is_unspecified()) {
                column.collation = Facet::Is(collation.clone());
            }
        }
        "options" => build.table.options.extend(options(meta)?),
        "index" => index::index(&list(meta)?, build, false)?,
        "unique" => index::index(&list(meta)?, build, true)?,
        "check" => check(&list(meta)?, build)?,
        "foreign_key" => keys::foreign_key(&list(meta)?, build)?,
        "primary_key" => keys::primary_key(&list(meta)?, build)?,
        "column" => {
            let items = list(meta)?;
            let [first, rest @ ..] = items.items else {
                return Err(Wrong::new(meta.span, "`column` is written column(name, ...)"));
            };
            let name = column_named(first, build)?;
            let mut columns = std::mem::take(&mut build.table.columns);
            let read = rest.iter().try_for_each(|item| {
                let column = columns.iter_mut().find(|it| it.name == name);
                column.map_or(Ok(()), |column| of_column(column, item, build))
            });
            build.table.columns = columns;
            read?;
        }
        _ => {
            return Err(reader::unknown(
                meta,
                "above an entity",
                &[
                    "ignore",
                    "comment",
                    "collation",
                    "options(...)",
                    "index(...)",
                    "unique(...)",
                    "check(...)",
                    "foreign_key(...)",
                    "primary_key(...)",
                    "column(...)",
                ],
            ));
        }
    }
    Ok(())
}

/// Applies what stands above the field or the variant of a column.
pub fn of_field(column: &mut Column, annotations: &[Meta], build: &mut Build<'_, '_>) {
    for (i, meta) in annotations.iter().enumerate() {
        let done = match annotations[..i].iter().any(|it| it.name == meta.name) {
            true => Err(Wrong::new(meta.span, format!("`{}` is said twice", meta.name))),
            false => of_column(column, meta, build),
        };
        if let Err(wrong) = done {
            wrong.tell(&mut build.problems);
        }
    }
}

fn of_column(column: &mut Column, meta: &Meta, build: &mut Build<'_, '_>) -> Read<()> {
    let aspect = match meta.name.as_str() {
        "comment" => {
            column.comment = Some(text(meta)?);
            Aspect::Comment
        }
        "collation" => {
            column.collation = Facet::Is(text(meta)?);
            Aspect::Collation
        }
        "invisible" => {
            column.invisible = reader::flag(meta)?;
            Aspect::Whole
        }
        "on_update" => {
            column.on_update = Some(without_parentheses(&text(meta)?).to_owned());
            Aspect::OnUpdate
        }
        "generated" => {
            let items = list(meta)?;
            let known = ["stored", "virtual"];
            items.check("a generated column", &known, 1)?;
            let [expression] = items.positional(&known)[..] else {
                let message = "`generated` is written generated(\"expression\", stored)";
                return Err(Wrong::new(meta.span, message));
            };
            let expression = without_parentheses(&text(expression)?).to_owned();
            let stored = items.flag("stored")?;
            if stored && items.flag("virtual")? {
                return Err(Wrong::new(meta.span, "a column is either stored or virtual"));
            }
            column.generated = Some(Generated { expression, stored });
            Aspect::Generated
        }
        "serial" => {
            reader::flag(meta)?;
            column.auto_increment = AutoIncrement::Serial;
            Aspect::AutoIncrement
        }
        "identity" => {
            let items = match &meta.value {
                MetaValue::Flag => List { items: &[], span: meta.span },
                _ => list(meta)?,
            };
            let known = ["always", "start", "increment", "min", "max", "cache", "cycle"];
            items.check("an identity", &known, 0)?;
            column.auto_increment = AutoIncrement::Identity { always: items.flag("always")? };
            let sequence = Sequence {
                name: None,
                start: items.number("start")?,
                increment: items.number("increment")?,
                min: items.number("min")?,
                max: items.number("max")?,
                cache: items.number("cache")?,
                cycle: items.flag("cycle")?,
            };
            column.sequence = Some(sequence).filter(|it| *it != Sequence::default()).map(Box::new);
            Aspect::AutoIncrement
        }
        _ => {
            let known = [
                "comment",
                "collation",
                "invisible",
                "generated(...)",
                "on_update",
                "serial",
                "identity(...)",
            ];
            return Err(reader::unknown(meta, "above a column", &known));
        }
    };
    let name = column.name.clone();
    build.place_part(|table| ObjectId::Column(table, name), aspect, meta.span);
    Ok(())
}

/// `check("name", "expression")`, or `check(name = "...", expr = "...")`.
fn check(items: &List<'_>, build: &mut Build<'_, '_>) -> Read<()> {
    let form = "a check is written check(name, \"expression\")";
    let known = ["name", "expr", "no_inherit", "not_valid", "not_enforced"];
    items.check("a check", &known, 2)?;
    let positional = items.positional(&known);
    let (mut name, mut expression) = (items.text("name")?, items.text("expr")?);
    match positional[..] {
        [] => {}
        [only] if expression.is_none() => expression = Some(text(only)?),
        [only] if name.is_none() => name = Some(reader::word(only)?),
        [first, second] if name.is_none() && expression.is_none() => {
            (name, expression) = (Some(reader::word(first)?), Some(text(second)?));
        }
        _ => return Err(Wrong::new(items.span, form)),
    }
    let expression = expression.ok_or_else(|| Wrong::new(items.span, form))?;
    let check = Check {
        name: name.map_or(Facet::Unspecified, Facet::Is),
        no_inherit: items.flag("no_inherit")?,
        not_valid: items.flag("not_valid")?,
        not_enforced: items.flag("not_enforced")?,
        ..Check::new(without_parentheses(&expression))
    };
    build.check(check, items.span);
    Ok(())
}

fn is_text(ty: &ColumnType) -> bool {
    use ColumnType::*;
    match ty {
        Array(element) => is_text(element),
        Char(_) | String(_) | Text => true,
        _ => false,
    }
}

/// The columns in `key(a, b)`.
fn columns(meta: &Meta, build: &Build<'_, '_>) -> Read<Vec<String>> {
    names(meta)?.into_iter().map(|(name, span)| column(&name, span, build)).collect()
}

/// The column that an item names.
fn column_named(meta: &Meta, build: &Build<'_, '_>) -> Read<String> {
    column(&reader::word(meta)?, meta.span, build)
}

/// A column by its name in the database or its variant.
fn column(name: &str, span: Span, build: &Build<'_, '_>) -> Read<String> {
    find_column(name, build).ok_or_else(|| {
        let known: Vec<&str> = build.entity.columns.iter().map(|it| it.name.as_str()).collect();
        Wrong::new(span, format!("`{name}` is no column of {}", build.name))
            .help(format!("its columns are {}", known.join(", ")))
    })
}

fn find_column(name: &str, build: &Build<'_, '_>) -> Option<String> {
    let columns = &build.entity.columns;
    let found = columns.iter().find(|column| column.name == name);
    found.or_else(|| build.entity.column(name)).map(|column| column.name.clone())
}

//! Lists of an annotation, item by item: each is known, is said once and has the value that it
//! takes, or is wrong at its place.

use crate::entity::ast::*;
use crate::entity::facts::Problems;
use crate::schema::Options;

pub type Read<T> = Result<T, Wrong>;

/// What is wrong with an annotation, and where.
#[derive(Debug)]
pub struct Wrong {
    span: Span,
    message: String,
    help: Option<String>,
}

impl Wrong {
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn tell(self, problems: &mut Problems) {
        match self.help {
            Some(help) => problems.error(self.span, self.message, help),
            None => problems.push(self.span, self.message),
        }
    }
}

/// An item that is not known where it stands.
pub fn unknown(meta: &Meta, place: &str, known: &[&str]) -> Wrong {
    let name = match meta.name.as_str() {
        "" | MALFORMED => "this".to_owned(),
        name => format!("`{name}`"),
    };
    Wrong::new(
        meta.span,
        format!("{name} is not understood {place}; what is: {}", known.join(", ")),
    )
}

/// The items of `name(...)`, with the place of the whole.
#[derive(Clone, Copy)]
pub struct List<'m> {
    pub items: &'m [Meta],
    pub span: Span,
}

pub fn list(meta: &Meta) -> Read<List<'_>> {
    match &meta.value {
        MetaValue::List(items) => Ok(List { items, span: meta.span }),
        _ => Err(Wrong::new(meta.span, format!("`{0}` is written {0}(...)", meta.name))),
    }
}

impl<'m> List<'m> {
    /// Makes sure that every item is known and said once. Besides there may be as many `words`:
    /// texts and names that say nothing but themselves.
    pub fn check(&self, of: &str, known: &[&str], words: usize) -> Read<()> {
        let mut left = words;
        for (i, item) in self.items.iter().enumerate() {
            let named = known.contains(&item.name.as_str());
            if !named {
                let is_word = item.name.is_empty()
                    || matches!(item.value, MetaValue::Flag) && item.name != MALFORMED;
                if !is_word || left == 0 {
                    return Err(unknown(item, &format!("in {of}"), known));
                }
                left -= 1;
            } else if self.items[..i].iter().any(|it| it.name == item.name) {
                return Err(Wrong::new(item.span, format!("`{}` is said twice", item.name)));
            }
        }
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<&'m Meta> {
        self.items.iter().find(|it| it.name == name)
    }

    /// Texts, and words that are none of the known.
    pub fn positional(&self, known: &[&str]) -> Vec<&'m Meta> {
        let words = self.items.iter().filter(|it| match &it.value {
            MetaValue::Flag => !known.contains(&it.name.as_str()),
            MetaValue::Value(_) => it.name.is_empty(),
            MetaValue::Code { .. } | MetaValue::List(_) => false,
        });
        words.collect()
    }

    pub fn flag(&self, name: &str) -> Read<bool> {
        self.get(name).map_or(Ok(false), flag)
    }

    pub fn text(&self, name: &str) -> Read<Option<String>> {
        self.get(name).map(text).transpose()
    }

    pub fn number(&self, name: &str) -> Read<Option<i64>> {
        self.get(name).map(number).transpose()
    }
}

/// `name`, or `name = true`.
pub fn flag(meta: &Meta) -> Read<bool> {
    match &meta.value {
        MetaValue::Flag => Ok(true),
        MetaValue::Value(Expr { kind: ExprKind::Bool(it), .. }) => Ok(*it),
        _ => Err(Wrong::new(meta.span, format!("`{}` is true or false", meta.name))),
    }
}

/// `name = "text"`, or the text alone.
pub fn text(meta: &Meta) -> Read<String> {
    crate::entity::active_enum::string(meta).ok_or_else(|| {
        let message = match meta.name.as_str() {
            "" => "a string is expected".to_owned(),
            name => format!("`{name}` takes a string"),
        };
        Wrong::new(meta.span, message)
    })
}

pub fn number(meta: &Meta) -> Read<i64> {
    let found = match &meta.value {
        MetaValue::Value(Expr { kind: ExprKind::Number(digits), .. }) => digits.parse().ok(),
        _ => None,
    };
    found.ok_or_else(|| Wrong::new(meta.span, format!("`{}` takes a whole number", meta.name)))
}

/// A name as a word or a text.
pub fn word(meta: &Meta) -> Read<String> {
    match &meta.value {
        MetaValue::Flag if meta.name != MALFORMED => Ok(meta.name.clone()),
        MetaValue::Value(_) if meta.name.is_empty() => text(meta),
        _ => Err(Wrong::new(meta.span, "a name is expected here")),
    }
}

/// `name = Word`, `name = "Word"`.
pub fn choice(meta: &Meta) -> Read<String> {
    match &meta.value {
        MetaValue::Value(Expr { kind: ExprKind::Path(path), .. }) => Ok(path.last().to_owned()),
        _ => text(meta),
    }
}

/// The names in `key(a, b)`, which may be texts, with their places.
pub fn names(meta: &Meta) -> Read<Vec<(String, Span)>> {
    let items = list(meta)?.items;
    items
        .iter()
        .map(|item| {
            let name = word(item).map_err(|_| {
                let message = format!("`{}` takes names, such as (shop_id, name)", meta.name);
                Wrong::new(item.span, message)
            })?;
            Ok((name, item.span))
        })
        .collect()
}

/// `options(engine = "InnoDB", fillfactor = 70, strict)`: words of the database's own.
pub fn options(meta: &Meta) -> Read<Options> {
    let items = list(meta)?.items;
    let mut found = Options::new();
    for item in items {
        let value = match &item.value {
            MetaValue::Flag if item.name != MALFORMED => String::new(),
            MetaValue::Value(value) if !item.name.is_empty() => match &value.kind {
                ExprKind::Text(it) | ExprKind::Number(it) => it.clone(),
                ExprKind::Bool(it) => it.to_string(),
                ExprKind::Path(path) => path.to_string(),
                _ => {
                    let message = format!("`{}` takes a text or a number", item.name);
                    return Err(Wrong::new(item.span, message));
                }
            },
            _ => return Err(Wrong::new(item.span, "an option is written name = \"value\"")),
        };
        if found.insert(item.name.clone(), value).is_some() {
            return Err(Wrong::new(item.span, format!("`{}` is said twice", item.name)));
        }
    }
    Ok(found)
}

/// `deferrable`, `deferrable = "initially deferred"`.
pub fn deferrable(meta: Option<&Meta>) -> Read<crate::schema::Deferrable> {
    use crate::schema::Deferrable::*;
    let Some(meta) = meta else { return Ok(No) };
    if matches!(meta.value, MetaValue::Flag) {
        return Ok(InitiallyImmediate);
    }
    let word = choice(meta)?.to_ascii_lowercase().replace([' ', '_'], "");
    match word.as_str() {
        "initiallyimmediate" | "immediate" => Ok(InitiallyImmediate),
        "initiallydeferred" | "deferred" => Ok(InitiallyDeferred),
        _ => {
            let message = "`deferrable` is \"initially immediate\" or \"initially deferred\"";
            Err(Wrong::new(meta.span, message))
        }
    }
}

//! The environment, with the `.env` file behind it, and `${VAR}` in values.

use std::collections::BTreeMap;
use std::path::Path;

use super::ProjectError;

/// The variables of the process and of one `.env` file. What the process has counts.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    file: BTreeMap<String, String>,
}

impl Variables {
    /// Reads the first `.env` on the way from `start` up to `root`, or that of `root` when it does
    /// not lie above.
    pub(super) fn load(start: &Path, root: &Path) -> Result<Self, ProjectError> {
        let folders: Vec<&Path> = match start.starts_with(root) {
            true => start.ancestors().take_while(|folder| folder.starts_with(root)).collect(),
            false => vec![root],
        };
        let Some(path) = folders.iter().map(|it| it.join(".env")).find(|path| path.is_file())
        else {
            return Ok(Self::default());
        };
        let entries = dotenvy::from_path_iter(&path).map_err(|e| dotenv_error(&path, e))?;
        let file = entries.collect::<Result<_, _>>().map_err(|e| dotenv_error(&path, e))?;
        Ok(Self { file })
    }

    /// The value of a variable. One that is set to nothing is not set.
    pub fn get(&self, name: &str) -> Option<String> {
        let of_process = std::env::var(name).ok();
        of_process.or_else(|| self.file.get(name).cloned()).filter(|value| !value.is_empty())
    }

    /// Puts values in place of `${VAR}` and `${VAR:-default}`.
    pub(super) fn expand(&self, text: &str) -> Result<String, ExpandError> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let (inner, tail) = after.split_once('}').ok_or(ExpandError::Open)?;
            let (name, default) = match inner.split_once(":-") {
                Some((name, default)) => (name, Some(default)),
                None => (inner, None),
            };
            let valid = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if name.is_empty() || !name.chars().all(valid) {
                return Err(ExpandError::Name(name.to_owned()));
            }
            match (self.get(name), default) {
                (Some(value), _) => out.push_str(&value),
                (None, Some(default)) => out.push_str(default),
                (None, None) => return Err(ExpandError::Unset(name.to_owned())),
            }
            rest = tail;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// Puts names in place of `{module}` and the like, which stand beside variables.
///
/// # Errors
///
/// Fails on a name that stands for nothing here, and on one that has no value.
pub(super) fn fill(text: &str, names: &[(&str, Option<&str>)]) -> Result<String, ExpandError> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        if before.ends_with('$') {
            // A variable, which is expanded later.
            out.push_str(&rest[at..rest.len() - tail.len()]);
        } else {
            match names.iter().find(|(known, _)| *known == name) {
                Some((_, Some(value))) => out.push_str(value),
                Some((_, None)) => return Err(ExpandError::NoModule(name.to_owned())),
                None => {
                    let known = names.iter().map(|(name, _)| format!("{{{name}}}")).collect();
                    return Err(ExpandError::Template { name: name.to_owned(), known });
                }
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

/// A value whose variables cannot be put in place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    #[error(
        "the variable `{0}` is not set; set it in the environment or in .env, or give a default as \
         in ${{{0}:-...}}"
    )]
    Unset(String),
    #[error("`${{` is not closed by `}}`")]
    Open,
    #[error("`{0}` is not the name of a variable")]
    Name(String),
    #[error("`{{{name}}}` stands for nothing here; there is {}", known.join(" and "))]
    Template { name: String, known: Vec<String> },
    #[error(
        "`{{{0}}}` stands for the name of a module, and this project has none; give it one, as in `module: shop`"
    )]
    NoModule(String),
}

fn dotenv_error(path: &Path, error: dotenvy::Error) -> ProjectError {
    let path = path.to_owned();
    match error {
        dotenvy::Error::Io(error) => ProjectError::Read { path, error },
        // The message holds the line, and with it what may be a password.
        dotenvy::Error::LineParse(..) => {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let bad = |text: &str| dotenvy::from_read_iter(text.as_bytes()).any(|it| it.is_err());
            let line = text.lines().position(bad).map(|line| (line + 1, 1));
            let reason = "this is not of the form NAME=value".to_owned();
            ProjectError::Malformed { path, place: line, reason }
        }
        _ => {
            let reason = "a value refers to a variable that is not set".to_owned();
            ProjectError::Malformed { path, place: None, reason }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_put_in_place() {
        let file = [("A", "1"), ("EMPTY", ""), ("B", "${A}")];
        let file = file.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let variables = Variables { file: file.into_iter().collect() };
        let cases = [
            ("plain $A $(x) }", Ok("plain $A $(x) }")),
            ("${A}-${A}", Ok("1-1")),
            ("${B}", Ok("${A}")),
            ("${NO_SUCH_THING:-x:-y}/${A:-z}", Ok("x:-y/1")),
            ("${EMPTY:-x}${EMPTY:-}", Ok("x")),
            ("${NO_SUCH_THING}", Err(ExpandError::Unset("NO_SUCH_THING".into()))),
            ("${A", Err(ExpandError::Open)),
            ("${}", Err(ExpandError::Name("".into()))),
            ("${A-b}", Err(ExpandError::Name("A-b".into()))),
        ];
        for (text, expected) in cases {
            assert_eq!(variables.expand(text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn names_are_put_in_place() {
        let names = [("module", Some("shop")), ("tenant", None)];
        let known = || vec!["{module}".to_owned(), "{tenant}".to_owned()];
        let cases = [
            ("plain", Ok("plain")),
            ("a/{module}/${A:-b}_{module}", Ok("a/shop/${A:-b}_shop")),
            ("{module", Ok("{module")),
            ("{tenant}", Err(ExpandError::NoModule("tenant".into()))),
            ("{tenent}", Err(ExpandError::Template { name: "tenent".into(), known: known() })),
        ];
        for (text, expected) in cases {
            assert_eq!(fill(text, &names), expected.map(str::to_owned), "{text}");
        }
    }
}

//! Comments that ignore a code at one statement: `-- lint: ignore PG101 the table has ten rows`.

use super::covers;
use super::reader;
use super::rules::rule;
use super::scene::Scene;
use crate::revision::script::token::{Kind, token};
use crate::revision::script::{Lexis, ScriptError};

pub struct Remarks(Vec<Remark>);

struct Remark {
    line: usize,
    text: String,
    codes: Vec<String>,
    /// It says why, and names codes that there are.
    sound: bool,
    /// The statement below it.
    at: Option<usize>,
    used: bool,
}

impl Remarks {
    pub fn read(lexis: Lexis, text: &str, scene: &Scene) -> Result<Self, ScriptError> {
        let found = comments(lexis, text)?.into_iter().map(|(start, comment, words)| {
            let line = text[..start].matches('\n').count() + 1;
            let below = scene.seen.iter().position(|it| it.piece.range.start > start);
            remark(words, line, comment.trim(), below)
        });
        Ok(Self(found.collect()))
    }

    /// Whether a code is ignored at a statement.
    pub fn ignore(&mut self, code: &str, at: usize) -> bool {
        let meant = |it: &&mut Remark| {
            it.at == Some(at) && it.sound && it.codes.iter().any(|own| covers(own, code))
        };
        match self.0.iter_mut().find(meant) {
            Some(remark) => {
                remark.used = true;
                true
            }
            None => false,
        }
    }

    /// Remarks without a reason or without effect, with their lines.
    pub fn idle(self) -> Vec<(usize, String)> {
        let idle = self.0.into_iter().filter(|it| !it.used);
        idle.map(|it| (it.line, it.text)).collect()
    }
}

/// The remarks of a script, each as it stands.
///
/// # Errors
///
/// Fails on a script that cannot be read.
pub fn remarks(lexis: Lexis, text: &str) -> Result<Vec<String>, ScriptError> {
    let all = comments(lexis, text)?.into_iter();
    Ok(all.map(|(_, comment, _)| comment.trim().to_owned()).collect())
}

/// The comments that are remarks: where each starts, the whole of it, and what follows `ignore`.
fn comments(lexis: Lexis, text: &str) -> Result<Vec<(usize, &str, &str)>, ScriptError> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let token = token(lexis, text, at)?;
        if token.kind == Kind::LineComment
            && let Some(words) = words(token.text)
        {
            found.push((token.start, token.text, words));
        }
        at = token.end();
    }
    Ok(found)
}

/// What follows `-- lint: ignore`.
fn words(comment: &str) -> Option<&str> {
    let body = comment.trim_start_matches(['-', '#']).trim_start();
    body.strip_prefix("lint:")?.trim_start().strip_prefix("ignore")
}

fn remark(words: &str, line: usize, text: &str, at: Option<usize>) -> Remark {
    let is_code = |word: &str| rule(word).is_some();
    let mut rest = words.trim_start_matches(':').split_whitespace().peekable();
    let mut codes = Vec::new();
    while let Some(word) = rest.next_if(|it| is_code(it.trim_end_matches([',', ':']))) {
        codes.push(word.trim_end_matches([',', ':']).to_owned());
    }
    let sound = !codes.is_empty() && rest.peek().is_some();
    Remark { line, text: text.to_owned(), codes, sound, at, used: false }
}

/// Names in a statement that are longer than `most`, by a measure of the database.
pub fn long_names(lexis: Lexis, sql: &str, is_long: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(tokens) = reader::tokens(lexis, sql) else { return Vec::new() };
    let names = reader::Reader::new(lexis, sql, &tokens).quoted_or_words();
    names.filter(|it| is_long(it)).collect()
}

//! Hazards in scripts, hand-written ones too: what they are, where they stand, why, and what is
//! safe instead.
//!
//! What a statement does is read from its words; Squawk adds what it knows of PostgreSQL. Tables
//! that the same script makes are silent: nobody uses them yet.

mod column;
mod common;
mod form;
mod known;
mod loss;
mod mysql;
mod postgres;
mod reader;
mod remarks;
mod required;
mod reserved;
mod rules;
mod scene;
mod show;
mod sqlite;
mod squawk;
mod taste;

pub use common::{integers, narrows};
pub use form::{Action, Dropped, Form};
pub use loss::{Loss, Place, losses};
pub use remarks::remarks;
pub use rules::{Rule, Severity, rule, rules};
pub use show::{Shape, json, show};

use remarks::Remarks;
use scene::{Hits, Scene};

use crate::dialect::Dialect;
use crate::revision::script::{Lexis, Script, ScriptError};
use crate::schema::{QualifiedName, Schema};

/// A script to look at.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// As it is shown.
    pub path: &'a str,
    pub text: &'a str,
    pub dialect: &'a dyn Dialect,
    /// The canonical schema that it is written for, where that is known.
    pub before: Option<&'a Schema>,
    /// The queries that are run before it, and must find nothing.
    pub checks: &'a [String],
    /// Whether it takes a revision back.
    pub back: bool,
}

/// What a project says of codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Codes that are not told; `*` stands for any text.
    pub ignore: Vec<String>,
    /// Codes of advice that is told only where it is asked for.
    pub ask: Vec<String>,
}

/// A hazard at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub path: String,
    /// Of the statement, from 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub end_line: usize,
    /// What it is about, such as a table.
    pub subject: String,
    pub statement: String,
}

/// The hazards of a script, in its order.
///
/// # Errors
///
/// Fails on a script that cannot be run.
pub fn lint(source: &Source, settings: &Settings) -> Result<Vec<Finding>, ScriptError> {
    let lexis = source.dialect.lexis();
    let script = Script::parse(lexis, source.text)?;
    let scene = Scene::new(source, &script)?;
    let mut hits = Hits::default();
    for at in 0..scene.seen.len() {
        common::find(&scene, at, &mut hits);
        required::find(&scene, at, &mut hits);
        taste::find(&scene, at, &mut hits);
        match lexis {
            Lexis::Postgres => postgres::find(&scene, at, &mut hits),
            Lexis::MySql => mysql::find(&scene, at, &mut hits),
            Lexis::Sqlite => sqlite::find(&scene, at, &mut hits),
        }
    }
    if lexis == Lexis::Postgres {
        for (code, byte) in squawk::find(source.text) {
            scene.heard(code, byte, &mut hits);
        }
        postgres::linger(&scene, &mut hits);
    }
    let mut remarks = Remarks::read(lexis, source.text, &scene)?;
    let mut findings: Vec<Finding> = Vec::new();
    for (code, at, subject) in hits.sorted() {
        let Some(rule) = rule(code) else { continue };
        let named = |list: &[String]| list.iter().any(|it| covers(it, code));
        let told = (rule.back || !source.back) && (!rule.asked || named(&settings.ask));
        if told && !remarks.ignore(code, at) && !named(&settings.ignore) {
            findings.push(finding(source, &scene, rule, at, subject));
        }
    }
    if let Some(rule) =
        rule("LN101").filter(|it| !settings.ignore.iter().any(|c| covers(c, it.code)))
    {
        for (line, text) in remarks.idle() {
            findings.push(Finding {
                rule,
                path: source.path.to_owned(),
                line,
                column: 1,
                end_line: line,
                subject: text.clone(),
                statement: text,
            });
        }
    }
    findings.sort_by_key(|it| it.line);
    Ok(findings)
}

/// What statements do, in their order, for those who look for what a script takes along.
///
/// # Errors
///
/// Fails on a script that cannot be run.
pub fn forms(lexis: Lexis, text: &str) -> Result<Vec<Form>, ScriptError> {
    let script = Script::parse(lexis, text)?;
    script.statements().map(|piece| scene::read(lexis, &piece.text)).collect()
}

/// The findings that a table is copied while writers wait, each with the table. On other databases
/// than MySQL and MariaDB there are none: what these can do beside writers, they are told to.
///
/// # Errors
///
/// Fails on a script that cannot be run.
pub fn copies(source: &Source) -> Result<Vec<(Finding, QualifiedName)>, ScriptError> {
    const CODES: [&str; 11] = [
        "MY103", "MY201", "MY202", "MY203", "MY204", "MY205", "MY206", "MY207", "MY208", "MY209",
        "MY302",
    ];
    let lexis = source.dialect.lexis();
    if lexis != Lexis::MySql {
        return Ok(Vec::new());
    }
    let mut copies = Vec::new();
    for finding in lint(source, &Settings::default())? {
        if !CODES.contains(&finding.rule.code) {
            continue;
        }
        match scene::read(lexis, &finding.statement)? {
            Form::AlterTable { table, .. } => copies.push((finding, table)),
            Form::CreateIndex(it) => copies.push((finding, it.table)),
            _ => {}
        }
    }
    Ok(copies)
}

fn finding(
    source: &Source,
    scene: &Scene,
    rule: &'static Rule,
    at: usize,
    subject: String,
) -> Finding {
    let piece = scene.seen[at].piece;
    let begin = source.text[..piece.range.start].rfind('\n').map_or(0, |at| at + 1);
    Finding {
        rule,
        path: source.path.to_owned(),
        line: piece.line,
        column: source.text[begin..piece.range.start].chars().count() + 1,
        end_line: piece.line + piece.text.matches('\n').count(),
        subject,
        statement: piece.text.clone(),
    }
}

/// Whether a code is meant: the code itself, or its start followed by `*`.
pub fn covers(pattern: &str, code: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => code.to_ascii_uppercase().starts_with(&start.to_ascii_uppercase()),
        None => pattern.eq_ignore_ascii_case(code),
    }
}

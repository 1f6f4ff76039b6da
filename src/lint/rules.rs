//! Hazards by their codes. Codes stay what they are.

mod common;
mod mysql;
mod postgres;
mod sqlite;

use std::fmt;

/// A hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    pub severity: Severity,
    /// What the statement does, without a full stop.
    pub title: &'static str,
    pub why: &'static str,
    /// How to get there safely.
    pub recipe: &'static str,
    /// Whether it counts on the way back too, which undoes what the way up did.
    pub back: bool,
    /// Whether it is advice that a project asks for by its code.
    pub asked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Advice,
    Warning,
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Every hazard that lint knows.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [common::RULES, postgres::RULES, mysql::RULES, sqlite::RULES].into_iter().flatten()
}

/// The rule of a code, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|it| it.code.eq_ignore_ascii_case(code))
}

const fn error(code: &'static str, texts: [&'static str; 3]) -> Rule {
    let [title, why, recipe] = texts;
    Rule { code, severity: Severity::Error, title, why, recipe, back: true, asked: false }
}

const fn warning(code: &'static str, texts: [&'static str; 3]) -> Rule {
    Rule { severity: Severity::Warning, ..error(code, texts) }
}

const fn advice(code: &'static str, texts: [&'static str; 3]) -> Rule {
    Rule { severity: Severity::Advice, asked: true, ..error(code, texts) }
}

/// The same where the way back is meant to do it.
const fn up(rule: Rule) -> Rule {
    Rule { back: false, ..rule }
}
